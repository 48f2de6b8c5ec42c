//! Words, numbers and punctuation marks, by UAX #29 word boundaries.

use super::fold::{Back, Folded};
use super::list;
use super::piece::{Letters, letters, piece};
use crate::span::Span;

/// A word, a number or a punctuation mark.
#[derive(Clone, Copy, Debug)]
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

/// Cuts a text into tokens and puts their folded lower-case forms into `lower`. Possessive endings are tokens of their own
/// ("Kyiv" + "'s"), and so are the parts of a word with underscores. One pass, no allocation per token.
pub(super) fn tokenize(source: &str, lower: &mut String) -> Vec<Token> {
    let folded = Folded::new(source);
    let text: &str = &folded.text;
    let mut forms = std::mem::take(lower).into_bytes();
    forms.clear();
    // Forms are entered eight bytes at a time.
    forms.reserve(text.len() + 8);
    let mut cutter = Cutter { source, text, back: folded.back(), forms, tokens: Vec::with_capacity(source.len() / 4) };
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
        if matches!(rest, [b' ', next, ..] if next.is_ascii_graphic()) {
            gap = gap.max(Gap::Space);
            at += 1;
            continue;
        }
        if let Some(Letters { len, case }) = letters(rest) {
            cutter.push_letters(at, rest, len, case, gap);
            (at, gap) = (at + len, Gap::None);
            continue;
        }
        let Some(piece) = text.get(at..).and_then(piece) else { break };
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
    // They are whole characters.
    *lower = String::from_utf8(cutter.forms).unwrap_or_default();
    cutter.tokens
}

/// The tokens of a text cut so far.
struct Cutter<'a> {
    source: &'a str,
    /// The folded text.
    text: &'a str,
    back: Back<'a>,
    /// The folded lower-case forms.
    forms: Vec<u8>,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    /// Adds the token at some folded bytes.
    fn cut(&mut self, from: usize, to: usize, gap: Gap) {
        let text = &self.text[from..to];
        let ((kind, case), norm) = (classify(text), self.forms.len());
        lower_into(text, case, &mut self.forms);
        let span = Span::new(self.back.original(from), self.back.original(to));
        if span.is_empty() {
            return;
        }
        let capital = is_capital(case) && span.slice(self.source).chars().next().is_some_and(char::is_uppercase);
        self.push(span, norm, (kind, case), capital, gap);
    }

    /// Adds a word of so many ASCII letters, with which the `rest` of the text begins.
    #[inline]
    fn push_letters(&mut self, at: usize, rest: &[u8], len: usize, case: Case, gap: Gap) {
        let norm = self.forms.len();
        match rest.first_chunk() {
            Some(eight) if len <= 8 => {
                let small = u64::from_le_bytes(*eight) | 0x2020_2020_2020_2020;
                self.forms.extend_from_slice(&small.to_le_bytes());
                self.forms.truncate(norm + len);
            }
            _ => self.forms.extend(rest.iter().take(len).map(u8::to_ascii_lowercase)),
        }
        let span = Span::new(self.back.original(at), self.back.original(at + len));
        if span.is_empty() {
            return;
        }
        // As the text writes it: what was folded to a capital letter may be none.
        let capital = is_capital(case)
            && match self.source.as_bytes().get(span.start) {
                Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
                _ => span.slice(self.source).chars().next().is_some_and(char::is_uppercase),
            };
        self.push(span, norm, (Kind::Word, case), capital, gap);
    }

    /// Adds a token whose form is entered from `norm` on.
    #[inline]
    fn push(&mut self, span: Span, norm: usize, (kind, case): (Kind, Case), capital: bool, gap: Gap) {
        self.tokens.push(Token { span, norm: (norm as u32, self.forms.len() as u32), kind, case, capital, gap, sentence: 0 });
    }
}

fn is_capital(case: Case) -> bool {
    matches!(case, Case::Title | Case::Upper | Case::Mixed)
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

fn lower_into(text: &str, case: Case, out: &mut Vec<u8>) {
    if text.is_ascii() {
        let from = out.len();
        out.extend_from_slice(text.as_bytes());
        if !matches!(case, Case::None | Case::Lower) {
            out[from..].make_ascii_lowercase();
        }
    } else {
        let mut bytes = [0; 4];
        text.chars().flat_map(char::to_lowercase).for_each(|c| out.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes()));
    }
}

fn classify(text: &str) -> (Kind, Case) {
    // A mark or a digit.
    if let [byte] = text.as_bytes() {
        return match byte {
            b'0'..=b'9' => (Kind::Number, Case::None),
            b'a'..=b'z' => (Kind::Word, Case::Lower),
            b'A'..=b'Z' => (Kind::Word, Case::Title),
            _ => (Kind::Punct, Case::None),
        };
    }
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
