//! Reading a page token by token: what the lexicon says about the word at hand.

use std::sync::OnceLock;

use super::Page;
use crate::lexicon::calendar::CalendarWord;
use crate::lexicon::nouns::Noun;
use crate::lexicon::numbers::{NumberWord, Role};
use crate::lexicon::sides::SideWord;
use crate::lexicon::triggers::Trigger;
use crate::lexicon::{Lexicon, Sense, Senses, country_of_word};
use crate::text::{Gap, Kind};

/// The noun that a word for a people is: "Russians".
fn people() -> &'static Noun {
    static PEOPLE: OnceLock<Noun> = OnceLock::new();
    PEOPLE.get_or_init(|| Noun {
        word: "people".into(),
        unit: "person".into(),
        role: String::new(),
        plural: true,
        event: String::new(),
    })
}

/// A page with its lexicon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'p, 'a> {
    /// The page.
    pub page: &'p Page<'a>,
    /// The words.
    pub lexicon: &'p Lexicon,
}

impl<'p> Reader<'p, '_> {
    /// The folded lower-case form of a token; empty beyond the end.
    pub fn norm(&self, token: usize) -> &'p str {
        self.page.text.norm(token)
    }

    /// Whether the token is one of the words.
    pub fn is(&self, token: usize, words: &[&str]) -> bool {
        self.page.text.is(token, words)
    }

    /// The longest number word at a token that has one of the wanted roles, and the token after it. Of equals the later row counts,
    /// so that a user's table has the last word.
    pub fn number(&self, token: usize, wanted: impl Fn(Role) -> bool) -> Option<(NumberWord, usize)> {
        if !self.has_number(token) {
            return None;
        }
        let mut best: Option<(NumberWord, usize)> = None;
        for hit in self.page.hits_at(token) {
            let Sense::Number(row) = hit.sense else { continue };
            let Some(word) = self.lexicon.numbers().get(row).filter(|w| wanted(w.role)) else { continue };
            if best.is_none_or(|(_, end)| hit.end >= end) {
                best = Some((*word, hit.end));
            }
        }
        best
    }

    /// Whether any number word begins at a token.
    pub fn has_number(&self, token: usize) -> bool {
        self.page.begins(token, Senses::NUMBER)
    }

    /// Whether the token begins with a digit.
    pub fn is_figure(&self, token: usize) -> bool {
        self.kind(token) == Kind::Number || self.norm(token).as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// The longest calendar word at a token that is wanted, and the token after it.
    pub fn calendar<T>(&self, token: usize, wanted: impl Fn(CalendarWord) -> Option<T>) -> Option<(T, usize)> {
        if !self.page.begins(token, Senses::CALENDAR) {
            return None;
        }
        let mut best: Option<(T, usize)> = None;
        for hit in self.page.hits_at(token) {
            let Sense::Calendar(row) = hit.sense else { continue };
            let Some(found) = self.lexicon.calendar().get(row).and_then(&wanted) else { continue };
            if best.as_ref().is_none_or(|(_, end)| hit.end >= *end) {
                best = Some((found, hit.end));
            }
        }
        best
    }

    /// The longest noun at a token, and the token after it; the plural where both forms are the same.
    pub fn noun(&self, token: usize) -> Option<(&'p Noun, usize)> {
        if !self.page.begins(token, Senses::NOUN.or(Senses::SIDE)) {
            return None;
        }
        let mut best: Option<(&Noun, usize)> = None;
        for hit in self.page.hits_at(token) {
            let noun = match hit.sense {
                Sense::Noun(row) => self.lexicon.nouns().get(row),
                // "14 Russians".
                Sense::Side(row) => self.lexicon.sides().get(row).filter(|s| s.kind == SideWord::People).map(|_| people()),
                _ => None,
            };
            let Some(noun) = noun else { continue };
            if best.is_none_or(|(b, end)| hit.end > end || hit.end == end && noun.plural && !b.plural) {
                best = Some((noun, hit.end));
            }
        }
        best
    }

    /// The country that a token names, by itself or as an adjective.
    pub fn side(&self, token: usize) -> Option<&'p str> {
        let side = |hit: &crate::lexicon::phrases::Hit<Sense>| match hit.sense {
            Sense::Side(row) if hit.end == token + 1 => self.lexicon.sides().get(row),
            _ => None,
        };
        let named = self.page.hits_at(token).iter().filter_map(side);
        let side = named.filter(|s| matches!(s.kind, SideWord::Name | SideWord::Adjective)).map(|s| s.code.as_str()).next();
        side.or_else(|| country_of_word(self.norm(token)))
    }

    /// The triggers at a token.
    pub fn triggers(&self, token: usize) -> impl Iterator<Item = (&'p Trigger, usize)> {
        let lexicon = self.lexicon;
        self.page.hits_at(token).iter().filter_map(move |hit| match hit.sense {
            Sense::Trigger(row) => lexicon.triggers().get(row).map(|t| (t, hit.end)),
            _ => None,
        })
    }

    /// Whether nothing stands between the token and the one before.
    pub fn joined(&self, token: usize) -> bool {
        self.page.text.tokens.get(token).is_some_and(|t| t.gap == Gap::None)
    }

    /// Whether the token is a hyphen or dash.
    pub fn dash(&self, token: usize) -> bool {
        self.is(token, &["-", "\u{2013}", "\u{2014}"])
    }

    /// Whether both tokens are of one sentence.
    pub fn together(&self, a: usize, b: usize) -> bool {
        match (self.page.text.tokens.get(a), self.page.text.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// What kind of token it is.
    pub fn kind(&self, token: usize) -> Kind {
        self.page.text.kind(token)
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.page.text.tokens.len()
    }

    /// A plain number without separators of at most `width` digits, such as a day or a year.
    pub fn digits(&self, token: usize, width: usize) -> Option<u16> {
        let norm = Some(self.norm(token)).filter(|_| self.kind(token) == Kind::Number)?;
        let plain = norm.len() <= width.min(4) && norm.bytes().all(|b| b.is_ascii_digit());
        if plain { norm.parse().ok() } else { None }
    }
}
