//! An article's text made ready for recognizers: folded, cut into tokens and sentences, laid out.
//!
//! Folding comes before segmentation, since a zero-width space would split a word; it serves matching only. Every token
//! points at the bytes of the original text.

pub(crate) mod fold;
mod layout;
pub(crate) mod list;
mod piece;
mod sentence;
mod token;
pub(crate) mod vocabulary;

use std::ops::Range;

pub(crate) use layout::Layout;
pub(crate) use sentence::Sentence;
pub(crate) use token::{Case, Gap, Kind, Token};

use crate::span::Span;

/// One field of a document, cut into tokens and sentences. Building it is linear in the length of the text.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// The original text, to which all spans refer.
    pub source: &'a str,
    /// Words, numbers and punctuation marks, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order; every token is in exactly one.
    pub sentences: Vec<Sentence>,
    /// The folded lower-case forms of all tokens, one after the other.
    lower: &'a str,
    /// The form of each token.
    norms: Vec<&'a str>,
    /// The tokens of the dateline at the start, with its closing dash or stop.
    pub dateline: Option<Range<usize>>,
}

impl<'a> Text<'a> {
    /// Reads running text. The folded lower-case forms of its words go into `lower`, in place of what stood there.
    pub fn new(source: &'a str, lower: &'a mut String) -> Text<'a> {
        let mut tokens = token::tokenize(source, lower);
        let lower = lower.as_str();
        let breaks = layout::breaks(source, &tokens, lower);
        sentence::join_abbreviations(&mut tokens, lower);
        let norms: Vec<&str> = tokens.iter().map(|t| &lower[t.norm.0 as usize..t.norm.1 as usize]).collect();
        let sentences = sentence::split(&mut tokens, &norms, &breaks);
        let mut text = Text { source, tokens, sentences, lower, norms, dateline: None };
        layout::mark(&mut text);
        text
    }

    /// The folded lower-case form of a token; empty beyond the end.
    pub fn norm(&self, token: usize) -> &'a str {
        self.norms.get(token).copied().unwrap_or("")
    }

    /// Where the folded lower-case form of each token stands, in the run of all of them.
    pub fn places(&self) -> impl ExactSizeIterator<Item = (&'a str, Range<usize>)> {
        self.tokens.iter().map(|t| (self.lower, t.norm.0 as usize..t.norm.1 as usize))
    }

    /// The folded lower-case forms of several tokens, run together.
    pub fn run(&self, tokens: Range<usize>) -> &'a str {
        let bounds = self.tokens.get(tokens.start).zip(self.tokens.get(tokens.end.wrapping_sub(1)));
        bounds.and_then(|(a, z)| self.lower.get(a.norm.0 as usize..z.norm.1 as usize)).unwrap_or("")
    }

    /// The token as it is written; empty beyond the end.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.slice(self.source))
    }

    /// The bytes from the first to the last token of a range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(a), Some(z)) if tokens.start < tokens.end => Span::new(a.span.start, z.span.end),
            _ => Span::default(),
        }
    }

    /// The text from the first to the last token of a range, as it is written.
    pub fn slice(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).slice(self.source)
    }

    /// The same with single spaces between the words.
    pub fn written(&self, tokens: Range<usize>) -> String {
        let slice = self.slice(tokens.clone());
        let spaced = |pair: &[Token]| match pair {
            [a, b] => a.span.end == b.span.start || self.source.as_bytes().get(a.span.end..b.span.start) == Some(b" "),
            _ => true,
        };
        if self.tokens.get(tokens).is_some_and(|tokens| tokens.windows(2).all(spaced)) {
            return slice.to_owned();
        }
        let mut out = String::with_capacity(slice.len());
        for word in slice.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// The token's sentence.
    pub fn sentence_of(&self, token: usize) -> &Sentence {
        const NONE: &Sentence =
            &Sentence { tokens: Range { start: 0, end: 0 }, paragraph: 0, layout: Layout::Body, headline: false };
        let index = self.tokens.get(token).map_or(0, |t| t.sentence as usize);
        self.sentences.get(index).unwrap_or(NONE)
    }

    /// Whether the folded form of the token is one of the words.
    #[inline]
    pub fn is(&self, token: usize, words: &[&str]) -> bool {
        is_any(self.norm(token), words)
    }

    /// The case of the token.
    pub fn case(&self, token: usize) -> Case {
        self.tokens.get(token).map_or(Case::None, |t| t.case)
    }

    /// What kind of token it is; `Punct` beyond the end.
    pub fn kind(&self, token: usize) -> Kind {
        self.tokens.get(token).map_or(Kind::Punct, |t| t.kind)
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capitalized(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.capital)
    }
}

/// Whether a word is one of a few. What differs in length or in the first byte, as most does, is not compared further.
#[inline]
pub(crate) fn is_any(word: &str, words: &[&str]) -> bool {
    let first = word.as_bytes().first();
    words.iter().any(|w| w.len() == word.len() && w.as_bytes().first() == first && *w == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentences(source: &str) -> Vec<&str> {
        let mut lower = String::new();
        let text = Text::new(source, &mut lower);
        let spans = text.sentences.iter().map(|s| text.span(s.tokens.clone()));
        spans.map(|span| span.slice(source)).collect()
    }

    #[test]
    fn cuts_sentences() {
        for (name, source, wanted) in [
            ("plain", "He fled. She stayed.", &["He fled.", "She stayed."][..]),
            ("title", "Lt. Gen. Kim fled. Dr. Oh stayed.", &["Lt. Gen. Kim fled.", "Dr. Oh stayed."]),
            (
                "initials",
                "The U.S. Army left on Feb. 6. J. Smith saw it.",
                &["The U.S. Army left on Feb. 6.", "J. Smith saw it."],
            ),
            ("abbreviation at the end", "They live in the U.S. The army left.", &["They live in the U.S.", "The army left."]),
            ("quote", "\u{201C}We fled. We ran.\u{201D} He wept.", &["\u{201C}We fled.", "We ran.\u{201D}", "He wept."]),
            ("quote goes on", "\"Go!\" she said.", &["\"Go!\" she said."]),
            ("number", "It cost 3.5 million. Then 12 fled.", &["It cost 3.5 million.", "Then 12 fled."]),
            ("paragraphs", "A headline here\n\nThe text.", &["A headline here", "The text."]),
            (
                "wrapped",
                "The men who had been there\nfor three weeks without any\nrelief left their posts and\nwalked home.",
                &["The men who had been there\nfor three weeks without any\nrelief left their posts and\nwalked home."],
            ),
            ("agency", "(AP) Nine died.", &["(AP) Nine died."]),
            ("lost space", "She left on Friday.Officers came.", &["She left on Friday.", "Officers came."]),
            ("lost space, one letter", "They left.A boy stayed.", &["They left.", "A boy stayed."]),
            (
                "lost space behind a quotation",
                "\u{201C}We left.\u{201D}The boys stayed.",
                &["\u{201C}We left.\u{201D}", "The boys stayed."],
            ),
            ("addresses", "See www.Example.com or Example.Com now.", &["See www.Example.com or Example.Com now."]),
            ("empty", "", &[]),
        ] {
            assert_eq!(sentences(source), wanted, "{name}");
        }
    }

    #[test]
    fn cuts_tokens() {
        let words = |source: &str| {
            let mut lower = String::new();
            let text = Text::new(source, &mut lower);
            (0..text.tokens.len()).map(|i| text.norm(i).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("Kyiv\u{2019}s 1,000 155mm 12-15"), ["kyiv", "'s", "1,000", "155mm", "12", "-", "15"]);
        assert_eq!(words("the U.S. and mid-July..."), ["the", "u.s.", "and", "mid", "-", "july", ".", ".", "."]);
    }

    #[test]
    fn finds_datelines() {
        for (source, wanted) in [
            ("KYIV, July 19 (Reuters) \u{2014} Twelve men fled.", Some("KYIV, July 19 (Reuters) \u{2014}")),
            ("MOSCOW, September 11. /TASS/. Twelve men fled.", Some("MOSCOW, September 11. /TASS/.")),
            ("MOSCOW, Sept 11 - RIA Novosti. Men fled.", Some("MOSCOW, Sept 11 -")),
            ("PARIS (AP) -- Nine died.", Some("PARIS (AP) --")),
            ("(Geneva) \u{2013} Nine died.", Some("(Geneva) \u{2013}")),
            ("Kano, Oct. 3, 2024 (NAN) Nine workers died.", Some("Kano, Oct. 3, 2024 (NAN)")),
            ("Kano, with 5 (FIVE) dead, mourned.", None),
            (") (A) B", None),
            ("Twelve men \u{2014} all of them young \u{2014} fled.", None),
            ("The well-known man fled.", None),
        ] {
            let mut lower = String::new();
            let text = Text::new(source, &mut lower);
            assert_eq!(text.dateline.clone().map(|d| text.slice(d)), wanted, "{source}");
        }
    }

    #[test]
    fn captions_are_no_running_text() {
        let body = "The mill burned down on Monday. Nobody was inside. The owner was away. Firemen came from three towns.";
        let caption = "A bridge closed on Sunday after a truck hit its rail.";
        for (name, source, wanted) in [
            ("printed twice", format!("{body}\n\n{caption}\n\n{caption}"), 4),
            ("printed once", format!("{body}\n\n{caption}"), 5),
            ("page opens with links", format!("Rain fell all day.\n\n{caption}\n\n{caption}\n\n{body}"), 4),
            ("nothing else", format!("{caption}\n\n{caption}"), 2),
        ] {
            let mut lower = String::new();
            let text = Text::new(&source, &mut lower);
            assert_eq!(text.sentences.iter().filter(|s| s.layout == Layout::Body).count(), wanted, "{name}");
        }
    }

    proptest! {
        #[test]
        fn tokens_lie_on_boundaries_and_in_order(source in "\\PC{0,80}|[a-zA-Z .!?\"'\u{2019}\u{200B}\u{308}éﬁо\n0-9,-]{0,80}") {
            let mut lower = String::new();
            let text = Text::new(&source, &mut lower);
            let mut last = 0;
            for t in &text.tokens {
                prop_assert!(t.span.start >= last && t.span.start < t.span.end);
                prop_assert!(source.get(t.span.start..t.span.end).is_some());
                last = t.span.end;
            }
            let mut next = 0;
            for s in &text.sentences {
                prop_assert_eq!(s.tokens.start, next);
                prop_assert!(s.tokens.end > s.tokens.start);
                next = s.tokens.end;
            }
            prop_assert_eq!(next, text.tokens.len());
        }
    }
}
