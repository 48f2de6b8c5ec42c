//! The words: what a recognizer looks for stands in tables, not in code.
//!
//! Each table is a tab-separated file under `data/`, embedded in the crate, read into one value of its own file here and entered
//! into one phrase automaton, so that a text is scanned once for all of them.

pub(crate) mod aftermath;
mod bodies;
pub(crate) mod cases;
pub(crate) mod cues;
pub(crate) mod nouns;
mod outlets;
pub(crate) mod persons;
pub(crate) mod feasts;
pub(crate) mod formations;
pub(crate) mod fronts;
pub(crate) mod homes;
pub(crate) mod calendar;
pub(crate) mod numbers;
pub(crate) mod phrases;
pub(crate) mod sides;
pub(crate) mod speakers;
pub(crate) mod table;
mod taxonomy;
pub(crate) mod toponyms;
pub(crate) mod traits;
pub(crate) mod triggers;
pub(crate) mod word_map;
pub(crate) mod words;

use std::sync::{Arc, OnceLock};

pub(crate) use bodies::{Body, BodyClass, capitals_of, country_of_word, is_capital};
use calendar::Calendar;
use cues::Cues;
use formations::Formations;
use nouns::Nouns;
use numbers::Numbers;
pub use outlets::{Outlet, Outlets, StateControl};
pub(crate) use outlets::{country_of_domain, is_host, is_state_host, registrable};
pub(crate) use persons::{Person, skeleton};
use phrases::{Hit, Phrases, Written};
use sides::Sides;
use speakers::Speakers;
pub use taxonomy::{Kind, Relation, Taxonomy};
use toponyms::Toponyms;
use triggers::Triggers;
use words::{Class, Classes, Words};

use crate::claim::{Count, CountModifier};
use crate::error::Error;
use crate::text::Text;
use crate::text::fold::Folded;

/// All tables of a language, and the automaton over them. Cheap to clone.
///
/// ```
/// let lexicon = corroborate::Lexicon::english();
/// # let _ = lexicon;
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    tables: Arc<Tables>,
}

#[derive(Clone, Debug, Default)]
struct Tables {
    phrases: Phrases<Sense>,
    numbers: Numbers,
    calendar: Calendar,
    formations: Formations,
    nouns: Nouns,
    sides: Sides,
    triggers: Triggers,
    cues: Cues,
    speakers: Speakers,
    outlets: Outlets,
    words: Words,
}

/// What a phrase of the lexicon means: the table and the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A word of a number, or around one.
    Number(u16),
    /// A word of the calendar.
    Calendar(u16),
    /// A noun that can be counted.
    Noun(u16),
    /// A word for a country, its people, or a group.
    Side(u16),
    /// A word that tells of an event.
    Trigger(u16),
    /// A word that shows that somebody says something.
    Cue(u16),
    /// A word for somebody who speaks.
    Speaker(u16),
    /// The name of an agency, outlet or official body.
    Outlet(u16),
    /// A word for what follows an event or tells of it: arrest, court, mourning, print.
    Aftermath(aftermath::Stage),
}

/// Kinds of senses, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Senses(u16);

impl Senses {
    pub const NUMBER: Senses = Senses(1);
    pub const CALENDAR: Senses = Senses(1 << 1);
    pub const NOUN: Senses = Senses(1 << 2);
    pub const SIDE: Senses = Senses(1 << 3);
    pub const TRIGGER: Senses = Senses(1 << 4);
    pub const CUE: Senses = Senses(1 << 5);
    pub const SPEAKER: Senses = Senses(1 << 6);
    pub const OUTLET: Senses = Senses(1 << 7);
    pub const AFTERMATH: Senses = Senses(1 << 8);

    /// Whether both sets share a kind.
    pub fn has(self, kinds: Senses) -> bool {
        self.0 & kinds.0 != 0
    }

    /// The kinds of both.
    pub const fn or(self, kinds: Senses) -> Senses {
        Senses(self.0 | kinds.0)
    }

    /// Adds the kind of a sense.
    pub fn add(&mut self, sense: Sense) {
        self.0 |= match sense {
            Sense::Number(_) => Senses::NUMBER,
            Sense::Calendar(_) => Senses::CALENDAR,
            Sense::Noun(_) => Senses::NOUN,
            Sense::Side(_) => Senses::SIDE,
            Sense::Trigger(_) => Senses::TRIGGER,
            Sense::Cue(_) => Senses::CUE,
            Sense::Speaker(_) => Senses::SPEAKER,
            Sense::Outlet(_) => Senses::OUTLET,
            Sense::Aftermath(_) => Senses::AFTERMATH,
        }
        .0;
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::english()
    }
}

impl Lexicon {
    /// The embedded English tables. They are read once for a process.
    pub fn english() -> Lexicon {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(Lexicon::read_embedded).clone()
    }

    fn read_embedded() -> Lexicon {
        let mut tables = Tables::default();
        // The embedded tables are checked by a test: a fault in one leaves that table out, it never panics.
        let _ = tables.numbers.extend(include_str!("data/numbers.tsv"), &mut tables.phrases);
        let _ = tables.numbers.extend_vague(include_str!("data/vague.tsv"), &mut tables.phrases);
        let _ = tables.calendar.extend(include_str!("data/calendar.tsv"), &mut tables.phrases);
        let _ = tables.calendar.extend_holidays(include_str!("data/holidays.tsv"), &mut tables.phrases);
        let _ = tables.formations.extend(include_str!("data/formations.tsv"));
        let _ = tables.nouns.extend(include_str!("data/nouns.tsv"), &mut tables.phrases);
        let _ = tables.sides.extend(include_str!("data/sides.tsv"), &mut tables.phrases);
        let _ = tables.triggers.extend(include_str!("data/triggers.tsv"), &mut tables.phrases);
        let _ = tables.cues.extend(include_str!("data/cues.tsv"), &mut tables.phrases);
        let _ = tables.speakers.extend(include_str!("data/speakers.tsv"), &mut tables.phrases);
        let _ = aftermath::extend(include_str!("data/aftermath.tsv"), &mut tables.phrases);
        let _ = tables.words.extend(include_str!("data/words.tsv"), &mut tables.phrases);
        let Tables { words, phrases, .. } = &mut tables;
        words.mark(Class::Locale, Toponyms::english().locale_words(), phrases);
        let dates = calendar::names(include_str!("data/calendar.tsv")).unwrap_or_default();
        words.mark(Class::Calendar, dates.iter().map(String::as_str), phrases);
        tables.add_outlets(Outlets::embedded().iter());
        Lexicon { tables: Arc::new(tables) }
    }

    /// Adds trigger words of events; see the columns of `src/lexicon/data/triggers.tsv`. A kind may be new: it is then equal only
    /// to itself, or related through its parent.
    ///
    /// # Errors
    /// A missing column or a bad cell, with its line.
    pub fn extend_events(mut self, table: &str) -> Result<Lexicon, Error> {
        let tables = Arc::make_mut(&mut self.tables);
        tables.triggers.extend(table, &mut tables.phrases)?;
        Ok(self)
    }

    /// Adds nouns that can be counted, with their unit and role; see the columns of `src/lexicon/data/nouns.tsv`.
    ///
    /// # Errors
    /// A missing column or a bad cell, with its line.
    pub fn extend_nouns(mut self, table: &str) -> Result<Lexicon, Error> {
        let tables = Arc::make_mut(&mut self.tables);
        tables.nouns.extend(table, &mut tables.phrases)?;
        Ok(self)
    }

    /// Adds vague words, and replaces the bounds of "about", "nearly" and "just over"; see the columns of
    /// `src/lexicon/data/vague.tsv`. Where a phrase is there already the later row counts.
    ///
    /// ```
    /// use corroborate::{Document, Lexicon, MentionValue, Normalizer};
    ///
    /// // A codebook that reads "dozens" as 12 and more, and gives "about" no more than five percent.
    /// let policy = "phrase\tkind\tlow\thigh\ndozens\tamount\t12\t99\nabout\tpercent\t95\t105\n";
    /// let normalizer = Normalizer::new(Lexicon::english().extend_vague_words(policy)?);
    /// let article = Document::new("a", "Dozens of sailors and about 200 divers drowned.");
    /// let bounds = normalizer.mentions(&article).into_iter().filter_map(|m| match m.value {
    ///     MentionValue::Quantity(count) => Some((count.low, count.high)),
    ///     _ => None,
    /// });
    /// assert_eq!(bounds.collect::<Vec<_>>(), [(Some(12), Some(99)), (Some(190), Some(210))]);
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    ///
    /// # Errors
    /// A missing column or a bad cell, with its line.
    pub fn extend_vague_words(mut self, table: &str) -> Result<Lexicon, Error> {
        let tables = Arc::make_mut(&mut self.tables);
        tables.numbers.extend_vague(table, &mut tables.phrases)?;
        Ok(self)
    }

    /// Sets the nominal strength of units; see the columns of `src/lexicon/data/formations.tsv`. It is used where [`Lexicon::nominal_strength`] is
    /// asked and by [`Normalizer::nominal_strength`](crate::Normalizer::nominal_strength), which is off by default.
    ///
    /// # Errors
    /// A missing column, a cell that is no whole number, or a low above its high, with its line.
    pub fn extend_formations(mut self, table: &str) -> Result<Lexicon, Error> {
        Arc::make_mut(&mut self.tables).formations.extend(table)?;
        Ok(self)
    }

    /// The people of so many formations by their nominal strength, as soft bounds: one battalion is 300 to 1,000. `None` where the unit is no
    /// formation of the table. The numbers are the orders of magnitude usual for units of the U.S. Army; a formation in the field is rarely full,
    /// so that this is a view for whoever asks, and no claim is counted or matched by it.
    ///
    /// ```
    /// use corroborate::{Count, Lexicon};
    /// let people = Lexicon::english().nominal_strength(&Count::exactly(2, "battalion")).unwrap();
    /// assert_eq!((people.low, people.high, people.approximate), (Some(600), Some(2000), true));
    /// assert_eq!(people.unit.as_deref(), Some("person"));
    /// assert_eq!(Lexicon::english().nominal_strength(&Count::exactly(2, "tank")), None);
    /// ```
    pub fn nominal_strength(&self, count: &Count) -> Option<Count> {
        let strength = self.tables.formations.strength(count.unit.as_deref()?)?;
        let bound = |units: Option<u64>, of: u64| units.and_then(|n| n.checked_mul(of));
        Some(Count {
            low: bound(count.low, *strength.start()),
            high: bound(count.high, *strength.end()),
            approximate: true,
            best: None,
            modifier: Some(CountModifier::Nominal),
            unit: Some("person".into()),
            noun: count.noun.clone(),
        })
    }

    /// Adds holidays, or replaces the day of one; see the columns of `src/lexicon/data/holidays.tsv`. A day with a country (ISO 3166-1 alpha-2) is
    /// that of articles whose outlet is of that country, the one without is for all others.
    ///
    /// ```
    /// use corroborate::{Document, Lexicon, MentionValue, Normalizer};
    ///
    /// let table = "word\tday\tcountry\nHarbour Day\t03-09\t\nHarbour Day\t6/1/5\tNZ\n";
    /// let lexicon = Lexicon::english().extend_holidays(table)?;
    /// let normalizer = Normalizer::new(lexicon);
    /// let day = |publisher: &str| {
    ///     let mut article = Document::new("a", "A ferry sank on Harbour Day 2024.");
    ///     article.publisher = Some(publisher.into());
    ///     normalizer.mentions(&article).into_iter().find_map(|m| match m.value {
    ///         MentionValue::Date(date) => date.start.map(|d| d.to_string()),
    ///         _ => None,
    ///     })
    /// };
    /// assert_eq!(day("example.nz").as_deref(), Some("2024-06-01"));
    /// assert_eq!(day("example.org").as_deref(), Some("2024-03-09"));
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    ///
    /// # Errors
    /// A missing column, a day that the calendar does not have, or a country that is no code, with its line.
    pub fn extend_holidays(mut self, table: &str) -> Result<Lexicon, Error> {
        let tables = Arc::make_mut(&mut self.tables);
        tables.calendar.extend_holidays(table, &mut tables.phrases)?;
        Ok(self)
    }

    /// Adds agencies, outlets and bodies, or replaces rows by their id; see the columns of `src/lexicon/data/outlets.tsv`.
    ///
    /// # Errors
    /// A missing column, or a row without id or name, with its line.
    pub fn extend_outlets(mut self, table: &str) -> Result<Lexicon, Error> {
        let mut more = Outlets::default();
        more.extend(table)?;
        Arc::make_mut(&mut self.tables).add_outlets(more.iter());
        Ok(self)
    }

    /// The agencies, outlets and bodies: who publishes, and who is cited.
    pub fn outlets(&self) -> &Outlets {
        &self.tables.outlets
    }

    /// Every phrase of every table in a text, ordered by start, the longest first; and the classes of each token.
    pub(crate) fn scan(&self, text: &Text<'_>) -> (Vec<Hit<Sense>>, impl Iterator<Item = Classes>) {
        let ids = self.tables.phrases.words(text);
        let hits = self.tables.phrases.scan(text, &ids);
        (hits, ids.into_iter().map(|id| self.tables.words.of(id)))
    }

    /// The classes of a folded word.
    pub(crate) fn classes(&self, folded: &str) -> Classes {
        self.tables.phrases.known(folded).map_or(Classes::default(), |id| self.tables.words.of(id))
    }

    /// The words of numbers.
    pub(crate) fn numbers(&self) -> &Numbers {
        &self.tables.numbers
    }

    /// The words of the calendar.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.tables.calendar
    }

    /// The nouns.
    pub(crate) fn nouns(&self) -> &Nouns {
        &self.tables.nouns
    }

    /// The words for countries, peoples and groups.
    pub(crate) fn sides(&self) -> &Sides {
        &self.tables.sides
    }

    /// The words that show that somebody says something.
    pub(crate) fn cues(&self) -> &Cues {
        &self.tables.cues
    }

    /// The words for those who speak.
    pub(crate) fn speakers(&self) -> &Speakers {
        &self.tables.speakers
    }

    /// The outlet of a sense.
    pub(crate) fn outlet(&self, row: u16) -> Option<&Outlet> {
        self.tables.outlets.row(row as usize)
    }

    /// The words that tell of events.
    pub(crate) fn triggers(&self) -> &Triggers {
        &self.tables.triggers
    }
}

/// A name without case, marks, possessives and punctuation; words parted by one space. "Russia's" is "russia", "U.S." is "us".
pub(crate) fn fold_name(name: &str) -> String {
    let folded = Folded::new(name);
    let mut out = String::with_capacity(folded.text.len());
    let mut gap = false;
    let mut chars = folded.text.chars();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_alphanumeric() => {
                if std::mem::take(&mut gap) && !out.is_empty() {
                    out.push(' ');
                }
                if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
            }
            '\'' => {
                let mut ahead = chars.clone();
                let possessive = matches!(ahead.next(), Some('s' | 'S'));
                if possessive && !ahead.clone().next().is_some_and(char::is_alphanumeric) {
                    chars = ahead;
                }
            }
            '.' => {}
            _ => gap = true,
        }
    }
    out
}

impl Tables {
    /// Enters the names of outlets into the automaton: short ones only as they are written. Of two rows of one id the later counts.
    fn add_outlets<'a>(&mut self, outlets: impl Iterator<Item = &'a Outlet>) {
        for outlet in outlets {
            let Ok(row) = u16::try_from(self.outlets.insert(outlet.clone())) else { continue };
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                let short = name.chars().filter(|c| c.is_alphanumeric()).count() <= 4;
                self.phrases.add(name, if short { Written::Exact } else { Written::Capitalized }, Sense::Outlet(row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_tables_are_sound() {
        let mut phrases = Phrases::default();
        Numbers::default().extend(include_str!("data/numbers.tsv"), &mut phrases).unwrap();
        Numbers::default().extend_vague(include_str!("data/vague.tsv"), &mut phrases).unwrap();
        let mut calendar = Calendar::default();
        calendar.extend(include_str!("data/calendar.tsv"), &mut phrases).unwrap();
        calendar.extend_holidays(include_str!("data/holidays.tsv"), &mut phrases).unwrap();
        calendar::names(include_str!("data/calendar.tsv")).unwrap();
        Formations::default().extend(include_str!("data/formations.tsv")).unwrap();
        Nouns::default().extend(include_str!("data/nouns.tsv"), &mut phrases).unwrap();
        Sides::default().extend(include_str!("data/sides.tsv"), &mut phrases).unwrap();
        Triggers::default().extend(include_str!("data/triggers.tsv"), &mut phrases).unwrap();
        Cues::default().extend(include_str!("data/cues.tsv"), &mut phrases).unwrap();
        Speakers::default().extend(include_str!("data/speakers.tsv"), &mut phrases).unwrap();
        aftermath::extend(include_str!("data/aftermath.tsv"), &mut phrases).unwrap();
        Words::default().extend(include_str!("data/words.tsv"), &mut phrases).unwrap();
    }
}
