//! What part of a page a sentence is: body, heading, boilerplate; and where the dateline ends.

use super::list;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Text;
use super::token::{Case, Gap, Kind, Token};

/// What part of a page a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Running text.
    Body,
    /// A heading, or a line without a verb of its own.
    Heading,
    /// Share bars, subscribe lines, copyright lines, HTML remains.
    Boilerplate,
}

/// Whether single line breaks end sentences in this text.
#[derive(Debug)]
pub(crate) struct Break {
    lines: Vec<bool>,
    wrapped: bool,
}

impl Break {
    /// Whether the line break before this token ends a sentence.
    pub fn at_line(&self, token: usize) -> bool {
        !self.wrapped || self.lines.get(token).copied().unwrap_or(false)
    }
}

/// The longest line of a text that is cut at a fixed width, in bytes.
const WIDEST: usize = 120;

/// Looks at the lines of a text: where lines are cut at a fixed width ("hard wrapped"), a single line break is a space.
pub(super) fn breaks(source: &str, tokens: &[Token], lower: &str) -> Break {
    let (mut lines, mut longest, mut open) = (0usize, 0usize, 0usize);
    for line in source.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
        lines += 1;
        longest = longest.max(line.len());
        // A paragraph on one line: it is not wrapped.
        if longest > WIDEST {
            break;
        }
        open += usize::from(line.ends_with(|c: char| c.is_lowercase() || c == ','));
    }
    let wrapped = lines >= 4 && longest <= WIDEST && open * 2 > lines;
    // Even in a wrapped text a line that begins a list item or a markup tag stands alone.
    let mut alone = Vec::new();
    if wrapped {
        let norm = |t: &Token| &lower[t.norm.0 as usize..t.norm.1 as usize];
        alone = tokens.iter().map(|t| t.gap == Gap::Line && matches!(norm(t), "<" | "*" | "#" | "\u{2022}")).collect();
    }
    Break { lines: alone, wrapped }
}

/// The beginnings of lines of boilerplate, by their first word.
fn boilerplate() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<FxHashMap<&str, Vec<&str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for row in list::rows(include_str!("../lexicon/data/boilerplate.tsv")) {
            table.entry(row.split(' ').next().unwrap_or(row)).or_default().push(row);
        }
        table
    })
}

/// Marks headings and boilerplate, and finds the dateline.
pub(super) fn mark(text: &mut Text<'_>) {
    let mut phrase = String::new();
    for s in 0..text.sentences.len() {
        let tokens = text.sentences[s].tokens.clone();
        let words = tokens.len();
        let starts_line = text.tokens[tokens.start].gap >= Gap::Line;
        let ends_line = text.tokens.get(tokens.end).is_none_or(|t| t.gap >= Gap::Line);
        let opening = || tokens.clone().take(12).filter(|t| text.kind(*t) != Kind::Punct).map(|t| text.norm(t));
        let first = if starts_line && words <= 40 { opening().next() } else { None };
        let listed = first.and_then(|first| boilerplate().get(first)).is_some_and(|beginnings| {
            phrase.clear();
            for word in opening() {
                phrase.push_str(word);
                phrase.push(' ');
            }
            beginnings.iter().any(|b| phrase.starts_with(b))
        });
        let last = text.norm(tokens.end - 1);
        let stopped = matches!(last, "." | "!" | "?" | "\"" | "\u{2026}" | ":" | ";") || last.ends_with('.');
        text.sentences[s].layout = if listed {
            Layout::Boilerplate
        } else if starts_line && ends_line && !stopped && words <= 25 {
            Layout::Heading
        } else {
            Layout::Body
        };
    }
    mark_doubled(text);
    text.dateline = dateline(text);
    lower_headlines(text);
}

/// The short words of headlines that stand with a capital there.
fn headline_words() -> &'static FxHashSet<&'static str> {
    static TABLE: OnceLock<FxHashSet<&str>> = OnceLock::new();
    TABLE.get_or_init(|| list::rows(include_str!("../lexicon/data/headline_words.tsv")).collect())
}

/// "Two Killed In Crash Near Lyme": where every word of a line has a capital, that of a preposition says nothing, and it is read as "in". Behind a
/// comma it may be a state: "Gary, IN".
fn lower_headlines(text: &mut Text<'_>) {
    for s in 0..text.sentences.len() {
        let tokens = text.sentences[s].tokens.clone();
        let mut words = tokens.clone().filter(|t| text.kind(*t) == Kind::Word);
        if tokens.len() > HEADLINE || !words.next().is_some_and(|t| text.tokens[t].capital) {
            continue;
        }
        let case = |t: &usize| text.tokens[*t].case;
        let long =
            |t: &usize| text.kind(*t) == Kind::Word && text.norm(*t).len() > 3 && !headline_words().contains(text.norm(*t));
        let plain = tokens.clone().filter(|t| case(t) == Case::Lower).any(|t| long(&t));
        if plain || tokens.clone().filter(long).count() < 2 {
            continue;
        }
        let shouted = tokens.clone().filter(long).all(|t| case(&t) == Case::Upper);
        let small = |t: &usize| {
            (case(t) == Case::Title || shouted && case(t) == Case::Upper)
                && headline_words().contains(text.norm(*t))
                && !text.is(t - 1, &[",", "\"", "'", ":"])
        };
        let small: Vec<usize> = tokens.skip(1).filter(small).collect();
        text.sentences[s].headline = true;
        for t in small {
            (text.tokens[t].case, text.tokens[t].capital) = (Case::Lower, false);
        }
    }
}

/// Most tokens of a headline.
const HEADLINE: usize = 40;

/// A paragraph printed twice, one after the other, is a picture or a link to another article with its caption: not running text, where there is
/// other.
fn mark_doubled(text: &mut Text<'_>) {
    let mut paragraphs: Vec<Range<usize>> = Vec::with_capacity(text.sentences.len());
    for (s, sentence) in text.sentences.iter().enumerate() {
        match paragraphs.last_mut().filter(|p| text.sentences[p.start].paragraph == sentence.paragraph) {
            Some(last) => last.end = s + 1,
            None => paragraphs.push(s..s + 1),
        }
    }
    let words = |p: &Range<usize>| text.sentences[p.start].tokens.start..text.sentences[p.end - 1].tokens.end;
    let same = |pair: &[Range<usize>]| {
        let (a, b) = (words(&pair[0]), words(&pair[1]));
        a.len() == b.len() && a.len() > DOUBLED && text.slice(a) == text.slice(b)
    };
    let pairs: Vec<usize> = (1..paragraphs.len()).filter(|i| same(&paragraphs[i - 1..=*i])).collect();
    let Some((first, last)) = pairs.first().zip(pairs.last()) else { return };
    let body = |s: &usize| text.sentences[*s].layout == Layout::Body;
    let after = paragraphs[*last].end;
    // A page that opens with pictures and links has them up to the last one that is doubled.
    let opens = *first <= OPENING && (after..text.sentences.len()).filter(body).count() > OTHER;
    let mut marked: Vec<usize> = pairs.iter().flat_map(|i| paragraphs[i - 1].start..paragraphs[*i].end).collect();
    if opens {
        marked = (0..after).collect();
    }
    let lost = marked.iter().copied().filter(body).count();
    if (0..text.sentences.len()).filter(body).count() < lost + OTHER {
        return;
    }
    for s in marked {
        text.sentences[s].layout = Layout::Boilerplate;
    }
}

/// Paragraphs before the first doubled one on a page that opens with pictures and links.
const OPENING: usize = 4;
/// A doubled paragraph has more tokens than this.
const DOUBLED: usize = 6;
/// Sentences of running text beside doubled ones.
const OTHER: usize = 3;

/// "KYIV, July 19 (Reuters) —", "MOSCOW, September 11. /TASS/.", "PARIS -": a place in capitals at the very start, closed by a dash, or by an
/// agency between slashes, within a dozen tokens.
fn dateline(text: &Text<'_>) -> Option<Range<usize>> {
    let start = text.sentences.iter().find(|s| s.layout == Layout::Body)?.tokens.start;
    let mut first = start;
    while matches!(text.norm(first), "(" | "[") {
        first += 1;
    }
    let capitals = text.case(first) == Case::Upper && text.word(first).chars().count() > 2;
    let bracketed = first > start && text.is_capitalized(first);
    if !(capitals || bracketed || text.is_capitalized(first)) {
        return None;
    }
    let mut slashes = 0;
    for at in first..(start + 24).min(text.tokens.len()) {
        if at > first && text.tokens[at].gap >= Gap::Line {
            return None;
        }
        let norm = text.norm(at);
        slashes += usize::from(norm == "/");
        let spaced = |i: usize| text.tokens.get(i).is_some_and(|t| t.gap != Gap::None);
        let dash = matches!(norm, "\u{2014}" | "\u{2013}") || norm == "-" && (spaced(at) || spaced(at + 1));
        let has_mark = (first..at).any(|t| matches!(text.norm(t), "(" | "," | "/"));
        let double = norm == "-" && text.norm(at + 1) == "-";
        if (dash || double) && at > first && (capitals || bracketed || has_mark && at - first <= 12) {
            // Lower-case words before the dash are a clause, not a dateline.
            let clause = (first..at).filter(|t| text.case(*t) == Case::Lower && text.norm(*t).len() > 2).count();
            return (clause <= 1).then_some(start..at + 1 + usize::from(double));
        }
        // "Kano, Oct. 3, 2024 (NAN) Nine workers": an agency behind a date.
        let agency = at > first + 2
            && norm == ")"
            && text.norm(at - 2) == "("
            && text.case(at - 1) == Case::Upper
            && text.is_capitalized(at + 1);
        let plain = || (first..at).all(|t| text.case(t) != Case::Lower);
        if agency && plain() && (first..at).any(|t| text.kind(t) == Kind::Number) && (first..at).any(|t| text.norm(t) == ",") {
            return Some(start..at + 1);
        }
        if slashes == 2 {
            let end = if text.norm(at + 1) == "." { at + 2 } else { at + 1 };
            return capitals.then_some(start..end);
        }
    }
    None
}
