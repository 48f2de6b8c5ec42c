//! Words, numbers and punctuation marks, by UAX #29 word boundaries.

use super::fold::Folded;
use super::piece::pieces;
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
    let mut back = folded.back();
    let mut tokens = Vec::with_capacity(source.len() / 5);
    lower.reserve(folded.text.len());
    let mut gap = Gap::Paragraph;
    for (at, piece) in pieces(&folded.text) {
        if piece == " " {
            gap = gap.max(Gap::Space);
            continue;
        }
        let Some(first) = piece.chars().next() else { continue };
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
        let mut push = |from: usize, to: usize, gap: Gap| {
            let text = &folded.text[from..to];
            let start = lower.len() as u32;
            let (kind, case) = classify(text);
            lower_into(text, case, lower);
            let span = Span::new(back.original(from), back.original(to));
            if !span.is_empty() {
                let capital = matches!(case, Case::Title | Case::Upper | Case::Mixed)
                    && span.slice(source).chars().next().is_some_and(char::is_uppercase);
                tokens.push(Token { span, norm: (start, lower.len() as u32), kind, case, capital, gap, sentence: 0 });
            }
        };
        if !first.is_alphanumeric() {
            // Runs such as "..." come as one piece per mark already; marks that stick together are cut.
            let mut from = at;
            let mut before = gap;
            for (i, c) in piece.char_indices() {
                push(from, at + i + c.len_utf8(), before);
                from = at + i + c.len_utf8();
                before = Gap::None;
            }
        } else {
            let cut = possessive(piece);
            push(at, at + cut, gap);
            if cut < piece.len() {
                push(at + cut, at + piece.len(), Gap::None);
            }
        }
        gap = Gap::None;
    }
    tokens
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
    // Nearly every word.
    let bytes = text.as_bytes();
    if let Some((first, rest)) = bytes.split_first()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        match first {
            b'a'..=b'z' => return (Kind::Word, Case::Lower),
            b'A'..=b'Z' => return (Kind::Word, Case::Title),
            _ => {}
        }
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
    let case = match (upper, lowers) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    };
    let kind = match (digits, seen) {
        (0, 0) => Kind::Punct,
        (_, 0) => Kind::Number,
        _ => Kind::Word,
    };
    (kind, case)
}
