//! Sentences: where a stop ends one, and where it belongs to an abbreviation.

use super::list;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::layout::{Break, Layout};
use super::token::{Case, Gap, Kind, Token};

/// A run of tokens.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// What part of the page it is.
    pub layout: Layout,
    /// Every word of it has a capital, but for the short ones: a headline.
    pub headline: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Always,
    BeforeNumber,
    Capitalized,
}

fn abbreviations() -> &'static FxHashMap<&'static str, Use> {
    static TABLE: OnceLock<FxHashMap<&'static str, Use>> = OnceLock::new();
    TABLE.get_or_init(|| {
        list::rows(include_str!("../lexicon/data/abbreviations.tsv"))
            .filter_map(|row| row.split_once('\t'))
            .map(|(word, when)| {
                let when = match when {
                    "number" => Use::BeforeNumber,
                    "capital" => Use::Capitalized,
                    _ => Use::Always,
                };
                (word, when)
            })
            .collect()
    })
}

/// Tokens of a sentence at most. A text without stops, such as a list of names, is cut here, so that what looks at all pairs of
/// words of a sentence stays linear in the length of the text. Sentences of the news have 25 words, the longest around 150.
const LONGEST: usize = 400;

/// Words that, capitalized after an abbreviation that may also end a sentence ("in the U.S. The army …"), begin a new one.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "in",
    "on",
    "at",
    "but",
    "and",
    "this",
    "that",
    "these",
    "those",
    "there",
    "his",
    "her",
    "its",
    "their",
    "some",
    "many",
    "no",
    "one",
    "two",
    "after",
    "before",
    "when",
    "while",
    "since",
    "if",
    "as",
    "for",
    "by",
    "according",
    "however",
    "meanwhile",
    "earlier",
    "later",
    "officials",
    "police",
    "authorities",
];

/// Cuts the tokens, of which `norms` are the forms, into sentences and numbers the sentence of each.
pub(super) fn split(tokens: &mut [Token], norms: &[&str], breaks: &Break) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 16 + 1);
    let (mut start, mut paragraph) = (0, 0u32);
    let mut depth = 0i32;
    let mut i = 0;
    while i < tokens.len() {
        // Over the words behind which a line goes on and nothing stops.
        let pairs = tokens[i..].windows(2).zip(&norms[i..]);
        let plain = |(pair, norm): (&[Token], &&str)| {
            pair[1].gap < Gap::Line && pair[0].kind != Kind::Punct && norm.as_bytes().last() != Some(&b'.')
        };
        i += pairs.take((start + LONGEST).saturating_sub(i)).take_while(|next| plain(*next)).count();
        let ends = match tokens.get(i + 1) {
            None => true,
            Some(_) if i - start >= LONGEST => true,
            Some(next) if next.gap == Gap::Paragraph || next.gap == Gap::Line && breaks.at_line(i + 1) => true,
            // No stop and no mark that closes behind one.
            Some(_) if tokens[i].kind != Kind::Punct && !norms[i].ends_with('.') => false,
            Some(next) => {
                let mark = norms[i];
                depth += i32::from(mark == "(") - i32::from(mark == ")");
                depth = depth.clamp(0, 8);
                // A stop ends the sentence before the closing marks that follow it directly.
                let closes = matches!(norms[i + 1], "\"" | "'" | ")" | "]") && next.gap == Gap::None;
                let mut last = i;
                while last > start && tokens[last].gap == Gap::None && matches!(norms[last], "\"" | "'" | ")" | "]") {
                    last -= 1;
                }
                let stop = norms[last];
                let full = matches!(stop, "!" | "?" | "\u{2026}" | ".") && (stop != "\u{2026}" || capital(next));
                let abbreviation = stop.ends_with('.') && stop.len() > 1;
                // `left."The driver`: the space behind a quotation is lost.
                let glued = mark == "\"" && last < i && next.kind == Kind::Word && next.case == Case::Title;
                if closes || next.gap == Gap::None && !matches!(norms[i + 1], "\"") && !glued {
                    false
                } else if full {
                    starts_sentence(next, tokens.get(i + 2), norms[i + 1]) && (depth == 0 || stop != ".")
                } else {
                    abbreviation && capital(next) && STARTERS.contains(&norms[i + 1]) && ends_plausibly(stop)
                }
            }
        };
        if ends {
            let number = sentences.len() as u32;
            tokens[start..=i].iter_mut().for_each(|t| t.sentence = number);
            sentences.push(Sentence { tokens: start..i + 1, paragraph, layout: Layout::Body, headline: false });
            start = i + 1;
            depth = 0;
            if tokens.get(i + 1).is_some_and(|next| next.gap >= Gap::Line) {
                paragraph += 1;
            }
        }
        i += 1;
    }
    sentences
}

/// Titles ("Lt.", "Mr.") never end a sentence; "U.S.", "p.m.", "Inc." may.
fn ends_plausibly(stop: &str) -> bool {
    stop.matches('.').count() > 1 || matches!(stop, "inc." | "ltd." | "corp." | "co." | "jr." | "etc.")
}

fn capital(token: &Token) -> bool {
    matches!(token.case, Case::Title | Case::Upper | Case::Mixed)
}

fn starts_sentence(next: &Token, after: Option<&Token>, norm: &str) -> bool {
    match next.kind {
        Kind::Number => true,
        Kind::Word => next.case != Case::Lower,
        Kind::Punct => {
            matches!(norm, "\"" | "'" | "(" | "[" | "-" | "\u{2013}" | "\u{2014}" | "\u{2022}" | "<" | "*" | "#" | "/")
                && after.is_none_or(|a| a.case != Case::Lower || norm == "<")
        }
    }
}

/// Joins the stop of an abbreviation to its word; the norm then ends with the stop ("lt.", "u.s.").
pub(super) fn join_abbreviations(tokens: &mut Vec<Token>, lower: &str) {
    let norm = |t: &Token| &lower[t.norm.0 as usize..t.norm.1 as usize];
    let table = abbreviations();
    // Where words have their stops.
    let stops: Vec<usize> = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0].kind == Kind::Word && pair[1].kind == Kind::Punct && pair[1].gap == Gap::None)
        .filter(|(_, pair)| pair[0].norm.1 == pair[1].norm.0 && norm(&pair[1]) == ".")
        .map(|(i, _)| i)
        .collect();
    // The tokens behind the last stop that was joined, and where they go.
    let (mut kept, mut from) = (0, 0);
    for i in stops {
        let (token, next) = (tokens[i], tokens.get(i + 2));
        let word = norm(&token);
        let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        let initial = token.case == Case::Title && word.chars().count() == 1 && next.is_some_and(capital);
        let listed = || {
            table.get(word).is_some_and(|when| match when {
                Use::Always => true,
                Use::Capitalized => capital(&token),
                Use::BeforeNumber => next.is_some_and(|n| n.kind == Kind::Number && n.gap != Gap::Paragraph),
            })
        };
        if initials || initial || listed() {
            let stop = tokens[i + 1];
            (tokens[i].span.end, tokens[i].norm.1) = (stop.span.end, stop.norm.1);
            tokens.copy_within(from..=i, kept);
            (kept, from) = (kept + i + 1 - from, i + 2);
        }
    }
    if from > 0 {
        tokens.copy_within(from.., kept);
        tokens.truncate(kept + tokens.len() - from);
    }
}
