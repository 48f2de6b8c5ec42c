//! Passages of articles, with what each field was read from marked in them.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::super::detail::publisher;
use super::draw::moment;
use crate::claim::{Claim, Stance};
use crate::document::Document;
use crate::span::{Field, Span};

/// Bytes of an article shown before and after a claim, at least as far as its evidence reaches.
const AROUND: usize = 160;
/// Evidence that is farther away is quoted by itself.
const FAR: usize = 400;

/// What is kept of articles: their titles and addresses, and the sentences around claims.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotes {
    articles: BTreeMap<String, Heading>,
    around: BTreeMap<String, Around>,
}

#[derive(Clone, Debug)]
struct Heading {
    title: Option<String>,
    url: Option<String>,
}

/// A piece of a field of an article.
#[derive(Clone, Debug)]
struct Around {
    text: String,
    /// Where in the field it begins, and whether the field goes on behind it.
    start: usize,
    more: bool,
    /// Evidence outside of it, with the name of what it is evidence for.
    elsewhere: Vec<(String, Field, String)>,
}

impl Quotes {
    /// Takes from an article what the claims of it need.
    pub(super) fn keep<'c>(&mut self, document: &Document, claims: impl Iterator<Item = &'c Claim>) {
        // Of articles with one id the report has read one alone: that in which its passages stand.
        let claims: Vec<&Claim> = claims.collect();
        let own = |c: &&Claim| document.field(c.field).get(c.start..c.end) == Some(c.text.as_str());
        if !claims.iter().all(own) {
            return;
        }
        let heading =
            Heading { title: document.title.clone(), url: document.url.as_deref().filter(|u| is_web(u)).map(str::to_owned) };
        self.articles.entry(document.id.clone()).or_insert(heading);
        for claim in claims {
            let text = document.field(claim.field);
            let window = window(text, claim);
            let elsewhere = claim.evidence.iter().filter_map(|(name, e)| {
                let field = e.field.unwrap_or(claim.field);
                let inside = field == claim.field && window.contains(e.span);
                (!inside).then(|| (name.clone(), field, e.span.slice(document.field(field)).to_owned()))
            });
            let elsewhere = elsewhere.filter(|(_, _, text)| !text.trim().is_empty()).collect();
            let more = window.end < text.trim_end().len();
            let around = Around { text: window.slice(text).to_owned(), start: window.start, more, elsewhere };
            self.around.entry(claim.id.clone()).or_insert(around);
        }
    }

    /// A passage with its article.
    pub(super) fn passage(&self, claim: &Claim) -> Markup {
        let around = self.around.get(&claim.id);
        let heading = self.articles.get(&claim.doc);
        let (text, start) = around.map_or((claim.text.as_str(), claim.start), |a| (a.text.as_str(), a.start));
        let pieces = pieces(claim, text, start);
        let title = heading.and_then(|h| h.title.as_deref()).filter(|t| !t.trim().is_empty() && claim.field == Field::Text);
        html! {
            figure.passage.denies[claim.stance == Stance::Denied] id=(anchor(claim)) {
                blockquote dir="auto" {
                    p {
                        @if start > 0 && around.is_some() { "… " }
                        @for piece in &pieces { (piece) }
                        @if around.is_some_and(|a| a.more) { " …" }
                    }
                }
                figcaption {
                    bdi.who { (publisher(claim)) }
                    @if let Some(published) = claim.published { ", " time datetime=(published) { (moment(published)) } }
                    @if claim.stance == Stance::Denied { " " span.tag { "denies it" } }
                    @if claim.hedged { " " span.tag { "hedged" } }
                    @if claim.background { " " span.tag { "told as history" } }
                    @if claim.field == Field::Title { " " span.tag { "headline" } }
                    @if let Some(title) = title { br; cite dir="auto" { (title) } }
                    span.ids {
                        " " code { (claim.id) }
                        @if let Some(url) = heading.and_then(|h| h.url.as_deref()) {
                            " " a href=(url) rel="noopener noreferrer nofollow" aria-label=(format!("article {}", claim.doc)) { "article" }
                        }
                    }
                    @for (name, field, text) in around.iter().flat_map(|a| &a.elsewhere) {
                        br;
                        span.elsewhere {
                            (name) " from the " (if field.is_text() { "text" } else { "headline" }) ": "
                            mark data-f=(name) dir="auto" { (text) }
                        }
                    }
                }
            }
        }
    }
}

/// The fragment of a passage. Ids of articles are anything; what is no letter or digit is written as its number.
pub(super) fn anchor(claim: &Claim) -> String {
    let mut out = String::from("p-");
    for c in claim.id.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    out
}

/// Whether an address may be linked to: of the web, and nothing that a browser would run.
fn is_web(url: &str) -> bool {
    let plain = url.chars().all(|c| !c.is_control() && !c.is_whitespace());
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    plain && matches!(scheme.as_deref(), Some("http" | "https"))
}

/// The claim and what stands around it: within its paragraph, whole words, its near evidence inside.
fn window(text: &str, claim: &Claim) -> Span {
    let near = |e: &&crate::claim::Evidence| {
        e.field.is_none_or(|f| f == claim.field) && e.span.start + FAR >= claim.start && e.span.end <= claim.end + FAR
    };
    let inner = claim.evidence.values().filter(near).fold(claim.span(), |span, e| span.cover(e.span));
    let inner = if text.get(inner.start..inner.end).is_some() { inner } else { claim.span() };
    let before = text.get(..inner.start).unwrap_or("");
    let after = text.get(inner.end..).unwrap_or("");
    let from = before.rfind('\n').map_or(0, |n| n + 1).max(before.len().saturating_sub(AROUND));
    let from = (from..=before.len()).find(|i| word_begins(before, *i)).unwrap_or(before.len());
    let to = after.find('\n').unwrap_or(after.len()).min(AROUND);
    let to = (0..=to).rev().find(|i| word_ends(after, *i)).unwrap_or(0);
    Span::new(from, inner.end + to)
}

fn word_begins(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && (at == 0 || text[..at].ends_with(char::is_whitespace))
}

fn word_ends(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && (at == text.len() || at == 0 || text[at..].starts_with(char::is_whitespace))
}

/// The text in pieces, of which those that are evidence are marked.
fn pieces(claim: &Claim, text: &str, start: usize) -> Vec<Markup> {
    let end = start + text.len();
    let marks: Vec<(&str, Span)> = claim
        .evidence
        .iter()
        .filter(|(_, e)| e.field.is_none_or(|f| f == claim.field) && Span::new(start, end).contains(e.span))
        .map(|(name, e)| (name.as_str(), e.span))
        .collect();
    let edges = marks.iter().map(|(_, s)| *s).chain([claim.span(), Span::new(start, end)]);
    let edges: BTreeSet<usize> = edges
        .flat_map(|s| [s.start, s.end])
        .filter(|at| at.checked_sub(start).is_some_and(|i| text.is_char_boundary(i)))
        .collect();
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut out = Vec::new();
    for pair in edges.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        let piece = Span::new(span.start - start, span.end - start).slice(text);
        let names: Vec<&str> = marks.iter().filter(|(_, s)| s.contains(span)).map(|(name, _)| *name).collect();
        let said = claim.span().contains(span);
        out.push(match (names.is_empty() || piece.trim().is_empty(), said) {
            (false, _) => html! { mark data-f=(names.join(" · ")) { (piece) } },
            (true, true) => html! { b { (piece) } },
            (true, false) => html! { (piece) },
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Evidence;

    #[test]
    fn addresses_that_may_be_linked() {
        for (url, linked) in [
            ("https://news.example/a?b=c", true),
            ("HTTP://news.example", true),
            ("javascript:alert(1)", false),
            ("javascript://news.example/%0aalert(1)", false),
            (" https://news.example", false),
            ("java\nscript://x", false),
            ("data:text/html,x", false),
            ("news.example/a", false),
        ] {
            assert_eq!(is_web(url), linked, "{url}");
        }
    }

    #[test]
    fn evidence_is_marked_in_its_sentence() {
        let text = "Before. Twelve soldiers fled, police said.\nNext.";
        let claim = Claim {
            id: "a#0".into(),
            doc: "a".into(),
            start: 8,
            end: 28,
            text: "Twelve soldiers fled".into(),
            evidence: [("count", (8, 23)), ("actor", (15, 23)), ("source", (30, 36)), ("date", (43, 47))]
                .map(|(name, (start, end))| (name.to_owned(), Evidence { span: Span::new(start, end), field: None }))
                .into(),
            ..Claim::default()
        };
        let mut quotes = Quotes::default();
        quotes.keep(&Document::new("a", text), std::iter::once(&claim));
        let html = quotes.passage(&claim).into_string();
        for expected in [
            "Before. <mark data-f=\"count\">Twelve </mark><mark data-f=\"actor · count\">soldiers</mark><b> fled</b>, ",
            "<mark data-f=\"source\">police</mark> said.",
            "<mark data-f=\"date\">Next</mark>",
        ] {
            assert!(html.contains(expected), "{expected} in {html}");
        }
        // Another article under the same id is not quoted.
        let mut others = Quotes::default();
        others.keep(&Document::new("a", "Quite another text that is long enough."), std::iter::once(&claim));
        assert!(others.around.is_empty());
        assert!(others.passage(&claim).into_string().contains("<mark data-f=\"count\">Twelve </mark>"));
    }

    #[test]
    fn windows_end_at_words() {
        let text = format!("{} éclair fled {}", "wörd ".repeat(80), "ünd ".repeat(80));
        let start = text.find("éclair").unwrap();
        let claim = Claim { start, end: start + 12, text: text[start..start + 12].into(), ..Claim::default() };
        let window = window(&text, &claim);
        assert!(window.contains(claim.span()) && window.len() < 2 * AROUND + 20);
        assert!(window.slice(&text).starts_with("wörd") && window.slice(&text).ends_with("ünd"));
    }
}
