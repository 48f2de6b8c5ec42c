//! Words, numbers and punctuation marks, by UAX #29 word boundaries.

use super::fold::{Back, Folded};
use super::list;
use super::piece::{Letters, letters, piece};
use crate::span::Span;

/// A word, a number or a punctuation mark.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Its bytes in the original text.
    pub span: Span,
    /// Its folded lower-case form in the buffer of the text.
    pub norm: (u32, u32),
    /// What it is.
    pub kind: Kind,
    /// How its letters are written.
    pub case: Case,
    /// Its letters have a capital, and it is written with one at its start.
    pub capital: bool,
    /// What stands before it.
    pub gap: Gap,
    /// Index of its sentence.
    pub sentence: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Begins with a letter, or mixes letters and digits ("155mm", "20th").
    Word,
    /// Digits with their separators: "12", "1,000", "3.5", "10:30" is three tokens.
    Number,
    /// Anything else, one mark each.
    Punct,
}

/// How the letters of a token are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// No letters.
    None,
    /// "soldiers".
    Lower,
    /// "Soldiers"; also one capital letter alone.
    Title,
    /// "NATO".
    Upper,
    /// "McDonald", "iStories".
    Mixed,
}

impl Case {
    /// The case of so many capitals and small letters.
    pub(super) fn of(capitals: usize, small: usize, first_is_capital: impl FnOnce() -> bool) -> Case {
        match (capitals, small) {
            (0, 0) => Case::None,
            (0, _) => Case::Lower,
            (1, _) if first_is_capital() => Case::Title,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space within a line.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// Cuts a text into tokens and appends their folded lower-case forms to `lower`. Possessive endings are tokens of their own
/// ("Kyiv" + "'s"), and so are the parts of a word with underscores. One pass, no allocation per token.
pub(super) fn tokenize(source: &str, lower: &mut String) -> Vec<Token> {
    let folded = Folded::new(source);
    let text: &str = &folded.text;
    lower.reserve(text.len());
    let mut cutter = Cutter { source, text, back: folded.back(), lower, tokens: Vec::with_capacity(source.len() / 5) };
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if matches!(rest.as_bytes(), [b' ', next, ..] if next.is_ascii_graphic()) {
            gap = gap.max(Gap::Space);
            at += 1;
            continue;
        }
        if let Some(Letters { len, case }) = letters(rest.as_bytes()) {
            let (start, end) = (at, at + len);
            let norm = cutter.lower.len();
            cutter.lower.push_str(&rest[..len]);
            if case != Case::Lower {
                cutter.lower[norm..].make_ascii_lowercase();
            }
            cutter.push(start, end, norm, (Kind::Word, case), gap);
            (at, gap) = (end, Gap::None);
            continue;
        }
        let Some(piece) = piece(rest) else { break };
        let Some(first) = piece.chars().next() else { break };
        let (start, end) = (at, at + piece.len());
        at = end;
        if first.is_whitespace() {
            let lines = piece.bytes().filter(|b| *b == b'\n').count();
            let lines = lines + usize::from(lines == 0 && piece.contains('\r'));
            gap = match (gap, lines) {
                (Gap::Paragraph, _) | (Gap::Line, 1..) | (_, 2..) => Gap::Paragraph,
                (_, 1) | (Gap::Line, _) => Gap::Line,
                _ => Gap::Space,
            };
            continue;
        }
        if !first.is_alphanumeric() {
            // Runs such as "..." come as one piece per mark already; marks that stick together are cut.
            let mut from = start;
            for (i, c) in piece.char_indices() {
                let to = start + i + c.len_utf8();
                cutter.cut(from, to, if i == 0 { gap } else { Gap::None });
                from = to;
            }
        } else {
            let (mut start, mut gap) = (start, gap);
            if let Some(stop) = lost_space(piece) {
                cutter.cut(start, start + stop, gap);
                cutter.cut(start + stop, start + stop + 1, Gap::None);
                (start, gap) = (start + stop + 1, Gap::Space);
            }
            let stem = start + possessive(&text[start..end]);
            cutter.cut(start, stem, gap);
            if stem < end {
                cutter.cut(stem, end, Gap::None);
            }
        }
        gap = Gap::None;
    }
    cutter.tokens
}

/// The tokens of a text cut so far.
struct Cutter<'a> {
    source: &'a str,
    /// The folded text.
    text: &'a str,
    back: Back<'a>,
    lower: &'a mut String,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    /// Adds the token at some folded bytes.
    fn cut(&mut self, from: usize, to: usize, gap: Gap) {
        let text = &self.text[from..to];
        let (shape, norm) = (classify(text), self.lower.len());
        lower_into(text, shape.1, self.lower);
        self.push(from, to, norm, shape, gap);
    }

    /// The same where it is known what it is and how it is written, and its form is entered from `norm` on.
    fn push(&mut self, from: usize, to: usize, norm: usize, (kind, case): (Kind, Case), gap: Gap) {
        let span = Span::new(self.back.original(from), self.back.original(to));
        if span.is_empty() {
            return;
        }
        let capital = matches!(case, Case::Title | Case::Upper | Case::Mixed)
            && span.slice(self.source).chars().next().is_some_and(char::is_uppercase);
        self.tokens.push(Token { span, norm: (norm as u32, self.lower.len() as u32), kind, case, capital, gap, sentence: 0 });
    }
}

/// The full stop of a word that ends one sentence and begins the next, "Friday.Officers", as pages without their markup have it: three small
/// letters before it, a capital and nothing but small letters behind it, and no second stop ("www.Example.com").
fn lost_space(word: &str) -> Option<usize> {
    let (before, behind) = word.split_once('.')?;
    let ends = before.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
    let (word, _) = behind.split_at(possessive(behind));
    let mut letters = word.chars();
    let begins = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let names = || list::rows(include_str!("../lexicon/data/name_endings.tsv")).any(|e| e.eq_ignore_ascii_case(word));
    (ends && begins && !names()).then_some(before.len())
}

/// Where the possessive ending of a word begins; the length of the word where it has none.
fn possessive(word: &str) -> usize {
    match word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")) {
        Some(stem) if !stem.is_empty() => stem.len(),
        _ => word.len(),
    }
}

fn lower_into(text: &str, case: Case, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        if !matches!(case, Case::None | Case::Lower) {
            out[from..].make_ascii_lowercase();
        }
    } else {
        out.extend(text.chars().flat_map(char::to_lowercase));
    }
}

fn classify(text: &str) -> (Kind, Case) {
    let (mut upper, mut lowers, mut digits, mut first_upper, mut seen) = (0usize, 0usize, 0usize, false, 0usize);
    for c in text.chars() {
        if c.is_numeric() {
            digits += 1;
        } else if c.is_alphabetic() {
            if c.is_uppercase() {
                first_upper |= seen == 0;
                upper += 1;
            } else {
                lowers += 1;
            }
            seen += 1;
        }
    }
    let case = Case::of(upper, lowers, || first_upper);
    let kind = match (digits, seen) {
        (0, 0) => Kind::Punct,
        (_, 0) => Kind::Number,
        _ => Kind::Word,
    };
    (kind, case)
}
