//! A report as one page for a browser: nothing is fetched, nothing runs but a short script of its own, all works without it.
//!
//! Text of articles reaches the page through the template alone, which escapes it; a policy in the page (Content Security Policy, level 3) lets the
//! browser run that one script, by its hash, and nothing else; and what deceives the eye is taken out of the whole page at the end.

mod claim;
mod clean;
mod draw;
mod layers;
mod loud;
mod map;
mod overview;
mod passage;
mod provenance;
mod timeline;
mod values;
mod waterfall;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::draw::counted;
use self::overview::{Data, Scale};
use self::passage::Quotes;
use super::country::country;
use super::table::{because, in_full};
use crate::document::Document;
use crate::independence::Corroboration;
use crate::pipeline::Report;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// SHA-256 of the two, in base64: the policy names what may stand in the page. A test tells the new ones after an edit.
const STYLE_HASH: &str = "M/3s8elsBefniMgQmaflZKUoX7FnP+hR4wVvQ0i3eRc=";
const SCRIPT_HASH: &str = "G1lh4aFEp936uv0uNd6excWUQj7WWlgeheliEJIFMtg=";

/// A report as a page of HTML, made by [`Report::html`]: one file that works from disk and needs no network.
///
/// Above, all claims ranked, with lower, best and upper drawn as intervals, support against denial, and articles, publishers and sources side by
/// side; each opens to its numbers, provenance graph, timeline, map, weights and passages. A script in the page filters and sorts; without it
/// everything can still be read. Text of articles never becomes markup.
#[derive(Clone, Debug)]
pub struct HtmlPage<'r> {
    report: &'r Report,
    title: String,
    top: usize,
    quotes: Quotes,
}

impl Report {
    /// The report as a page of HTML. Linear in what it shows, but for the links of large corroborations.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let articles = [
    ///     Document::new("a", "RIA Novosti reported that 12 soldiers fled near Kharkiv on July 18, 2025.").publisher("one.example"),
    ///     Document::new("b", "Twelve <b>soldiers</b> fled near Kharkiv on July 18, 2025, said RIA Novosti.").publisher("two.example"),
    /// ];
    /// let report = Corroborator::default().corroborate(&articles);
    /// let page = report.html().title("July").articles(&articles).to_string();
    /// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<title>July</title>"));
    /// assert!(!page.contains("<b>soldiers"));
    /// ```
    pub fn html(&self) -> HtmlPage<'_> {
        HtmlPage { report: self, title: "Who stands behind each claim".to_owned(), top: usize::MAX, quotes: Quotes::default() }
    }
}

impl HtmlPage<'_> {
    /// The heading of the page.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Shows so many claims at most, and says how many there are beside them.
    #[must_use]
    pub fn top(mut self, claims: usize) -> Self {
        self.top = claims;
        self
    }

    /// Takes from articles what the report itself does not keep: headlines, addresses (those of http and https alone become links), and the words
    /// around each passage. Without them the page shows the passages alone. Articles may come one by one, in any order, and are not kept.
    #[must_use]
    pub fn articles<D: Borrow<Document>>(mut self, articles: impl IntoIterator<Item = D>) -> Self {
        let claims = self.report.claims();
        for article in articles {
            let article = article.borrow();
            // Claims are ordered by document.
            let from = claims.partition_point(|c| c.doc < article.id);
            self.quotes.keep(article, claims[from..].iter().take_while(|c| c.doc == article.id));
        }
        self
    }

    fn page(&self) -> Markup {
        let all = self.report.corroborations();
        let shown = all.get(..self.top).unwrap_or(all);
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
        );
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    meta name="generator" content=(concat!("corroborate ", env!("CARGO_PKG_VERSION")));
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#claims" { "To the claims" }
                    header {
                        div {
                            h1 dir="auto" { (self.title) }
                            (self.lede())
                            (legend())
                        }
                        (loud::loud(shown))
                    }
                    main #claims {
                        h2.sr { "Claims, most independent sources first" }
                        (filters(shown))
                        (self.list(shown))
                        @if all.len() > shown.len() { p.note { (all.len() - shown.len()) " more claims are not shown." } }
                        (self.skipped())
                    }
                    footer {
                        p {
                            "The numbers count the independent sources in the articles that were read. They are no probability that a claim is true: "
                            "three sources can be wrong, and one can be right. Read the passages before you publish a number."
                        }
                        p.dim {
                            "Made by corroborate " (env!("CARGO_PKG_VERSION"))
                            ". Places: GeoNames, CC BY 4.0, modified. Outlines: Natural Earth, public domain; borders as drawn there."
                        }
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    fn lede(&self) -> Markup {
        let report = self.report;
        let all = report.corroborations();
        let several = all.iter().filter(|c| in_full(c)).count();
        let single = all.iter().filter(|c| in_full(c) && c.independent.best == 1).count();
        html! {
            p.lede {
                (counted(report.articles(), "article")) ", " (counted(report.claims().len(), "claim")) " in them, " (counted(all.len(), "event")) ". "
                @if several > 0 {
                    (several) " told by several articles"
                    @if single > 0 {
                        "; " strong { (single) " of these rest" (if single == 1 { "s" } else { "" }) " on a single source" }
                    }
                    "."
                }
            }
        }
    }

    fn list(&self, shown: &[Corroboration]) -> Markup {
        let scale = Scale::of(shown);
        html! {
            div.columns aria-hidden="true" {
                span { "claim" }
                span.num { "sources" }
                span.ends { span { "← deny" } span { "say so →" } }
                span { "loud or independent" }
            }
            ol.claims {
                @for (n, c) in shown.iter().enumerate() {
                    @let data = Data::of(c);
                    li data-rank=(n) data-kind=(data.kind) data-place=(data.place) data-country=(data.country) data-from=(data.from)
                        data-to=(data.to) data-flags=(data.flags) data-loud=(data.loud)
                        data-denied=(c.against.as_ref().map_or(0, |a| a.independent.best)) {
                        details.claim id=(format!("c{}", n + 1)) {
                            summary { (overview::row(c, scale)) }
                            // Nodes are made of a claim when it is opened or the browser idles; without script it stands there from the start.
                            noscript { (claim::claim(self.report, &self.quotes, c)) }
                        }
                    }
                }
            }
            p.none hidden { "No claim fits these filters." }
        }
    }

    fn skipped(&self) -> Markup {
        let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for skipped in self.report.skipped() {
            by_reason.entry(because(&skipped.reason)).or_default().push(&skipped.doc);
        }
        html! {
            @if !by_reason.is_empty() {
                section.skipped {
                    h2 { "Not read" }
                    dl { @for (why, docs) in &by_reason { div { dt { (why) } dd dir="auto" { (docs.join(", ")) } } } }
                }
            }
        }
    }
}

fn legend() -> Markup {
    html! {
        details.legend {
            summary { "How to read this page" }
            div {
                p {
                    "Ten outlets that repeat one dispatch are one source. Each row is a claim; "
                    b { "the number" } " is the best count of its independent sources, and the range beside it goes from "
                    i { "lower" } " (also what may be one source counts as one) to "
                    i { "upper" } " (only what is proven to be one does). Sources that deny it stand to the left of the line."
                }
                p {
                    "The three bars set articles and publishers beside independent sources. "
                    "Where the first two are long and the third is short, a claim is only loud."
                }
                p { "Open a row to see who has it from whom, and the passages with the words that were read as number, place, day and source." }
            }
        }
    }
}

/// Controls for the script, which shows them.
fn filters(shown: &[Corroboration]) -> Markup {
    let data: Vec<Data> = shown.iter().map(Data::of).collect();
    let kinds: BTreeSet<&str> = data.iter().map(|d| d.kind.as_str()).filter(|k| !k.is_empty()).collect();
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for d in data.iter().filter(|d| !d.place.is_empty()) {
        places.entry(&d.country).or_default().insert(&d.place);
    }
    let mut named: Vec<(&str, &str, BTreeSet<&str>)> = places
        .into_iter()
        .map(|(code, places)| (if code.is_empty() { "elsewhere" } else { country(code) }, code, places))
        .collect();
    named.sort();
    let flags: BTreeMap<&str, &str> = shown.iter().flat_map(overview::flags).collect();
    html! {
        form.filters hidden aria-label="Filter and sort the claims" {
            label.find { span { "search" } input type="search" name="find" placeholder="words, names, ids" autocomplete="off"; }
            label { span { "event" } select name="kind" {
                option value="" { "all" }
                @for kind in &kinds { option value=(kind) { (kind.replace('_', " ")) } }
            } }
            label { span { "place" } select name="place" {
                option value="" { "all" }
                @for (name, code, places) in &named {
                    optgroup label=(name) {
                        @if !code.is_empty() && places.len() > 1 { option value=(format!("c:{code}")) { "all of " (name) } }
                        @for place in places { option value=(format!("p:{place}")) { (place) } }
                    }
                }
            } }
            label { span { "from" } input type="date" name="from"; }
            label { span { "to" } input type="date" name="to"; }
            label { span { "order" } select name="order" {
                option value="rank" { "most sources" }
                option value="loud" { "loudest for its sources" }
                option value="denied" { "most denied" }
                option value="early" { "earliest event" }
                option value="late" { "latest event" }
            } }
            @if !flags.is_empty() {
                fieldset {
                    legend { "flags" }
                    @for (key, word) in &flags { label.chip { input type="checkbox" name="flag" value=(key); span { (word) } } }
                }
            }
            div.state { output name="state" aria-live="polite" {} button type="reset" { "clear" } }
        }
    }
}

/// The whole page.
impl fmt::Display for HtmlPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clean::clean(self.page().into_string()))
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_what_stands_in_the_page() {
        for (name, text, expected) in [("STYLE_HASH", STYLE, STYLE_HASH), ("SCRIPT_HASH", SCRIPT, SCRIPT_HASH)] {
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
            assert_eq!(hash, expected, "after an edit of the file put the new hash into {name}");
            // What a browser reads is what was written: nothing of it ends its element, is cleaned away, or has other line ends.
            assert!(!text.contains("</") && !text.contains('\r') && clean::clean(text.to_owned()) == text, "{name}");
        }
    }
}
