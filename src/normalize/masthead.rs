//! The outlet at the end of a title: "Two dead in fire - KXQZ News 7 Lubbock". It says whose report it is, not where the fire was.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use crate::document::Document;
use crate::lexicon::{fold_name, is_host, registrable};
use crate::text::{Gap, Text, list};

/// Tokens of the longest name that a word alone tells for an outlet; more is a sentence about news.
const LONGEST: usize = 9;

fn words() -> &'static [&'static str] {
    static TABLE: OnceLock<Vec<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| list::rows(include_str!("../lexicon/data/mastheads.tsv")).collect())
}

/// The tokens of a title from the first part, behind a bar or a spaced dash, that names an outlet. `own`: what the publisher is called. Linear in
/// the title.
pub(super) fn masthead(text: &Text<'_>, own: &OwnName<'_>) -> Option<Range<usize>> {
    let end = text.tokens.len();
    let spaced = |t: usize| text.tokens.get(t).is_some_and(|t| t.gap != Gap::None);
    let is_cut = |t: usize| match text.word(t) {
        "|" | "\u{2022}" | "\u{ab}" | "\u{bb}" => true,
        "-" | "\u{2013}" | "\u{2014}" => spaced(t),
        _ => false,
    };
    let cuts: Vec<usize> = (1..end).filter(|t| is_cut(*t)).collect();
    cuts.iter().enumerate().find_map(|(n, cut)| {
        let part = cut + 1..cuts.get(n + 1).copied().unwrap_or(end);
        (!part.is_empty() && names_outlet(text, part, own)).then_some(*cut..end)
    })
}

/// The name of the publisher of an article, run together: that of a host is in its domain. Few articles ask for it.
#[derive(Debug)]
pub(super) struct OwnName<'a> {
    publisher: Option<&'a str>,
    squeezed: OnceCell<String>,
}

impl<'a> OwnName<'a> {
    /// The name of whoever published an article.
    pub(super) fn of(document: &'a Document) -> OwnName<'a> {
        OwnName { publisher: document.publisher_key(), squeezed: OnceCell::new() }
    }

    /// The name; empty where nobody is known.
    pub(super) fn get(&self) -> &str {
        let name = |p| if is_host(p) { label(p) } else { squeeze(p) };
        self.squeezed.get_or_init(|| self.publisher.map(name).unwrap_or_default())
    }
}

fn names_outlet(text: &Text<'_>, part: Range<usize>, own: &OwnName<'_>) -> bool {
    let own = own.get();
    let name = text.slice(part.clone());
    let squeezed = squeeze(name);
    let published = own.len() > 3 && (squeezed.contains(own) || squeezed.len() > 3 && own.contains(&squeezed));
    published
        || part.clone().any(|t| is_host(text.word(t)) && text.word(t).contains('.') || is_call_sign(text.word(t)))
        || part.len() <= LONGEST && part.clone().any(|t| text.is_capitalized(t) && words().contains(&text.norm(t)))
}

/// Call signs of broadcasters in the United States begin with K or W (47 CFR 2.302): "WBTV", "KPHO-TV".
fn is_call_sign(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() == 4 && letters.starts_with(['K', 'W']) && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// "action-news.example" is Action News.
fn label(host: &str) -> String {
    squeeze(registrable(host).split('.').next().unwrap_or(""))
}

fn squeeze(name: &str) -> String {
    fold_name(name).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_outlet_begins() {
        for (name, title, publisher, expected) in [
            ("call sign", "Two dead in mill fire - WQXZ Dayton", "x.example", Some("- WQXZ Dayton")),
            (
                "address",
                "Two dead in mill fire | millnews.example - Dayton, OH",
                "x.example",
                Some("| millnews.example - Dayton, OH"),
            ),
            ("own name", "Two dead - Dayton Gazer", "daytongazer.example", Some("- Dayton Gazer")),
            ("media word", "Two dead | Dayton Evening News", "x.example", Some("| Dayton Evening News")),
            (
                "a quotation mark that points away",
                "Two dead in mill fire \u{ab} Dayton News",
                "x.example",
                Some("\u{ab} Dayton News"),
            ),
            ("a second part", "Two dead - in Dayton - KQXZ", "x.example", Some("- KQXZ")),
            ("a dash of the sentence", "Fire in Dayton - two dead", "x.example", None),
            ("a hyphen", "Dayton-WQXZ fire", "x.example", None),
            ("no title to speak of", "- | -", "x.example", None),
            ("empty", "", "x.example", None),
        ] {
            let document = Document::new("a", "").publisher(publisher);
            let mut lower = String::new();
            let text = Text::new(title, &mut lower);
            assert_eq!(masthead(&text, &OwnName::of(&document)).map(|m| text.slice(m)), expected, "{name}");
        }
    }
}
