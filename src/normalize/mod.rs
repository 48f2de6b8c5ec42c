//! Text to claims.
//!
//! An article is one or two [`Page`]s: its title and its running text. Recognizers run over the pages in a fixed order, each
//! sees what earlier ones took, and each leaves its mentions on the page. Dates come before quantities: a year or a day of the month
//! is no count, and the noun behind a figure decides which of them it is. Then triggers and their arguments become claims.

mod attribution;
mod body;
mod locus;
mod masthead;
mod mentions;
mod actor;
mod antecedent;
mod event;
mod clause;
mod disguise;
mod occasion;
mod inherit;
mod victim;
mod toll;
mod gather;
mod identity;
mod involved;
mod site;
mod homes;
pub(crate) mod shorthand;
mod name;
mod normalizer;
mod prepared;
mod quarters;
mod date;
mod place;
mod quantity;
mod reader;
mod voices;

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

pub use homes::Homes;
pub use normalizer::Normalizer;
#[doc(hidden)]
pub use prepared::Prepared;
use quantity::numeral::Numeral;
use voices::Voices;

use crate::claim::{Actor, Count, DateInterval, Place, Source};
use crate::date::Timestamp;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::phrases::Hit;
use crate::lexicon::words::{Class, Classes};
use crate::lexicon::{Lexicon, Sense, Senses};
use crate::span::Field;
use crate::text::{Case, Kind, Text, Token};

/// What every recognizer may look at besides the pages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'a> {
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The places.
    pub places: &'a Gazetteer,
    /// The article.
    pub document: &'a Document,
    /// When it appeared.
    pub published: Option<Timestamp>,
    /// Where publishers are at home.
    pub homes: &'a Homes,
}

/// One field of an article with all that was found in it. Recognizers have the shape
/// `fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>)`; the title, where there is one, is the first page, the text the last.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    /// Which field.
    pub field: Field,
    /// Its tokens and sentences.
    pub text: Text<'a>,
    /// What the lexicon says of each token.
    words: Vec<Listed>,
    /// The phrases of the lexicon in it, ordered by start, longest first.
    hits: Vec<Hit<Sense>>,
    /// The tokens with capital letters, in order.
    capitals: Vec<u32>,
    /// The token that was last asked for a number, and the number.
    last_numeral: Cell<Option<(usize, Option<Numeral>)>>,
    /// What each token was taken for by an earlier recognizer.
    pub taken: Vec<Taken>,
    /// Bodies, in order.
    pub bodies: Vec<body::BodyMention>,
    /// Persons, in order.
    pub names: Vec<NameMention>,
    /// Numbers and quantities, in order.
    pub quantities: Vec<QuantityMention>,
    /// Dates, in order.
    pub dates: Vec<DateMention>,
    /// Places, in order.
    pub places: Vec<PlaceMention>,
    /// Adjectives of countries and regions, in order: nothing happens there.
    pub adjectives: Vec<PlaceMention>,
    /// Sides, roles and formations, in order.
    pub actors: Vec<ActorMention>,
    /// Triggers of events, in order.
    pub events: Vec<EventMention>,
    /// Who says what.
    pub voices: Voices,
}

/// What the lexicon says of a token.
#[derive(Clone, Copy, Debug, Default)]
struct Listed {
    /// The classes of words that it is of.
    classes: Classes,
    /// The kinds of the phrases that start at it.
    senses: Senses,
    /// The index of the first of those.
    first_hit: u32,
    /// How many they are.
    hits: u16,
    /// It begins with a digit.
    figure: bool,
}

/// What a token was taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Nothing yet.
    #[default]
    Free,
    /// Part of the name of a person.
    Name,
    /// Part of a number that counts nothing: money, age, calibre, clock time, unit number, …
    Figure,
    /// Part of a number or quantity.
    Quantity,
    /// Part of a date.
    Date,
    /// Part of a place.
    Place,
    /// Part of the name of an outlet, agency, ministry or other body.
    Body,
}

/// A person named in the text.
#[derive(Clone, Debug)]
pub(crate) struct NameMention {
    /// Its tokens, with titles.
    pub tokens: Range<usize>,
    /// The full name as the article gives it anywhere, without titles: "Andrei Marochko" also for "Marochko" and "the expert".
    pub name: String,
    /// The body the person speaks for, where the article says so.
    pub body: Option<Source>,
    /// The person holds an office of a state, "mayor", without a body of its own: which state, where the article says it.
    pub office: Option<Option<String>>,
}

/// A number, with the noun that is counted where there is one.
#[derive(Clone, Debug)]
pub(crate) struct QuantityMention {
    /// Modifier, number and noun: "at least 12 Ukrainian soldiers".
    pub tokens: Range<usize>,
    /// The interval; `unit` and `noun` are set where something is counted.
    pub count: Count,
    /// The token of the head noun, where there is one.
    pub head: Option<usize>,
    /// The role of the people counted, where the noun has one.
    pub role: Option<String>,
    /// The unit is understood from a participle, "dead", or a conjunct ("12 dead and 40 wounded", "four others").
    pub elliptic: bool,
    /// Part of another quantity, never to be added: "including three children".
    pub subset: bool,
    /// The tokens of the quantity that it is a part of, where one was said before it.
    pub whole: Option<Range<usize>>,
}

/// A date.
#[derive(Clone, Debug)]
pub(crate) struct DateMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means.
    pub date: DateInterval,
    /// The same day the last time it came, where no year is written and the day lies well ahead: what has happened happened then.
    pub past: Option<DateInterval>,
    /// The dates that bound it, where it is a period named by them: "1914" and "1918" in "from 1914 to 1918", "1993" in "since 1993".
    pub bounds: Vec<(Range<usize>, DateInterval)>,
}

/// A place.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention {
    /// Its tokens, with typed heads ("Kharkiv Oblast", "the Sumy direction").
    pub tokens: Range<usize>,
    /// What it means.
    pub place: Place,
    /// Says whose something is, not where: a place in the name of a body, "Leeds City Council".
    pub adjective: bool,
    /// In the name of the outlet that a title ends with.
    pub outlet: bool,
    /// By what words.
    pub wording: Wording,
}

/// How a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wording {
    /// By its name.
    Named,
    /// As all of the country named before: "nationwide".
    Whole,
    /// By what it is, and of which country: "a Syrian city", "the Lebanese capital".
    Described,
}

/// Who: a side, a role, a formation.
#[derive(Clone, Debug)]
pub(crate) struct ActorMention {
    /// Its tokens, from the first adjective that belongs to it to its noun.
    pub tokens: Range<usize>,
    /// The noun is a plural, or a collective.
    pub plural: bool,
    /// A brigade, a division, an army: a body of people, whose members are another thing.
    pub formation: bool,
    /// What it means.
    pub actor: Actor,
}

/// A word that tells of an event.
#[derive(Clone, Debug)]
pub(crate) struct EventMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Rows of the trigger table that fit, the most telling first; which one holds is decided by the argument.
    pub triggers: Vec<u16>,
    /// A form of "be" stands before it.
    pub passive: bool,
    /// "did not", "never".
    pub negated: bool,
    /// "may have", "feared".
    pub hedged: bool,
}

/// How the word of an event is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A verb with its subject: "killed 12", "fled".
    Active,
    /// "were killed", and reduced "killed in a blast".
    Passive,
    /// A noun: "the desertion of".
    Nominal,
    /// "12 dead".
    Predicate,
}

/// Somebody says something: a cue, a source, and the words they govern.
#[derive(Clone, Debug, Default)]
pub(crate) struct VoiceMention {
    /// The cue: "said", "according to", "reportedly", a credit line.
    pub cue: Range<usize>,
    /// The source as written; empty for "reportedly".
    pub source: Range<usize>,
    /// The tokens that are said: a claim whose trigger lies here is theirs.
    pub content: Range<usize>,
    /// From the nearest relay to the origin, without the publisher.
    pub chain: Chain,
    /// The cue denies what is said.
    pub denied: bool,
    /// The cue casts doubt: reportedly, allegedly, claimed.
    pub hedged: bool,
    /// The publisher itself saw it or speaks of its own.
    pub first_hand: bool,
    /// Came from an earlier sentence ("he added", free indirect continuation) and gives way to a stated one.
    pub inherited: bool,
    /// One more source beside the one right before it: "X's data, corroborated by Y".
    pub second: bool,
    /// The credit of the whole article: the default of what has no source, the nearest relay of what has one.
    pub credit: bool,
}

/// The links from a relay to an origin: many voices share them.
pub(crate) type Chain = Rc<[Source]>;

/// The folded lower-case forms of the words of a title and a text: pages point into them.
pub(crate) type Forms = [String; 2];

/// Reads an article: cuts its fields into pages and runs every recognizer over them, in order.
#[cfg(test)]
pub(crate) fn recognize<'a>(
    document: &'a Document,
    lexicon: &Lexicon,
    places: &Gazetteer,
    forms: &'a mut Forms,
) -> Vec<Page<'a>> {
    let setting = Setting { lexicon, places, document, published: document.published, homes: Homes::NONE };
    recognize_in(document, &setting, forms)
}

/// Reads an article in its setting.
pub(crate) fn recognize_in<'a>(document: &'a Document, setting: &Setting<'_>, forms: &'a mut Forms) -> Vec<Page<'a>> {
    let mut pages = pages(document, setting.lexicon, forms);
    recognize_all(&mut pages, setting);
    pages
}

/// The same of an article that may tell of an event; `None` where no word of it does.
fn recognize_telling<'a>(document: &'a Document, setting: &Setting<'_>, forms: &'a mut Forms) -> Option<Vec<Page<'a>>> {
    let mut pages = pages(document, setting.lexicon, forms);
    if !pages.iter().any(|page| event::may_be_told(page, setting)) {
        return None;
    }
    recognize_all(&mut pages, setting);
    Some(pages)
}

/// Runs every recognizer over the pages of an article.
fn recognize_all(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let after: [Recognizer; 4] = [place::recognize, attribution::recognize, actor::recognize, event::recognize];
    for recognizer in BEFORE_PLACES.into_iter().chain(after) {
        recognizer(pages, setting);
    }
}

type Recognizer = fn(&mut [Page<'_>], &Setting<'_>);

/// The recognizers that run before that of places.
const BEFORE_PLACES: [Recognizer; 4] = [body::recognize, name::recognize, date::recognize, quantity::recognize];

/// What the recognizer of places sees.
fn recognize_before_places<'a>(document: &'a Document, setting: &Setting<'_>, forms: &'a mut Forms) -> Vec<Page<'a>> {
    let mut pages = pages(document, setting.lexicon, forms);
    for recognizer in BEFORE_PLACES {
        recognizer(&mut pages, setting);
    }
    pages
}

/// Cuts and scans an article: its title where it has one, and its text.
fn pages<'a>(document: &'a Document, lexicon: &Lexicon, forms: &'a mut Forms) -> Vec<Page<'a>> {
    let fields = [Field::Title, Field::Text].into_iter().zip(forms);
    let read = fields.filter(|(f, _)| f.is_text() || !document.field(*f).is_empty());
    read.map(|(f, lower)| Page::new(f, document.field(f), lexicon, lower)).collect()
}

impl<'a> Page<'a> {
    /// Cuts and scans one field of an article.
    fn new(field: Field, source: &'a str, lexicon: &Lexicon, lower: &'a mut String) -> Page<'a> {
        let text = Text::new(source, lower);
        let (hits, classes) = lexicon.scan(&text);
        let mut words: Vec<Listed> = classes
            .enumerate()
            .map(|(at, classes)| Listed {
                classes,
                figure: text.norm(at).as_bytes().first().is_some_and(u8::is_ascii_digit),
                ..Listed::default()
            })
            .collect();
        for (index, hit) in (0..).zip(&hits) {
            let Some(word) = words.get_mut(hit.start) else { continue };
            if word.hits == 0 {
                word.first_hit = index;
            }
            word.hits = word.hits.saturating_add(1);
            word.senses.add(hit.sense);
        }
        let has_capital = |token: &Token| !matches!(token.case, Case::None | Case::Lower);
        let capitals = (0..).zip(&text.tokens).filter(|(_, token)| has_capital(token)).map(|(at, _)| at).collect();
        Page {
            field,
            taken: vec![Taken::Free; text.tokens.len()],
            text,
            words,
            hits,
            capitals,
            last_numeral: Cell::new(None),
            bodies: Vec::new(),
            names: Vec::new(),
            quantities: Vec::new(),
            dates: Vec::new(),
            places: Vec::new(),
            adjectives: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            voices: Voices::default(),
        }
    }

    /// The tokens that are written with a capital letter, in order: all others are passed over when names are looked for.
    pub fn capitals(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.capitals.iter().map(|at| *at as usize)
    }

    /// Whether a token is a word of a class.
    pub fn has(&self, token: usize, class: Class) -> bool {
        self.classes_of(token).has(class)
    }

    /// Whether a token is an adverb by its ending: "fatally", but not "family".
    pub fn is_in_ly(&self, token: usize) -> bool {
        let word = self.text.norm(token);
        word.len() > 4 && word.ends_with("ly") && !self.has(token, Class::NoAdverb)
    }

    /// Whether a word shows that the noun phrase before it is whole: "him |in", "Ann Bo |and", "her |twice".
    pub fn ends_phrase(&self, token: usize) -> bool {
        let classes = self.classes_of(token);
        [Class::Preposition, Class::Function, Class::Subordinator, Class::AfterObject].iter().any(|c| classes.has(*c))
    }

    /// Whether a word may be a noun that no table has: in lower case, and of no class that ends or surrounds a noun phrase.
    pub fn is_unlisted_noun(&self, token: usize) -> bool {
        const CLOSED: Classes = Classes::of([
            Class::Closed,
            Class::Function,
            Class::Preposition,
            Class::VerbGroup,
            Class::Adverb,
            Class::Further,
            Class::AfterObject,
            Class::Membership,
        ]);
        let free = self.taken.get(token).is_none_or(|t| *t != Taken::Date);
        let lower = self.text.kind(token) == Kind::Word && self.text.case(token) == Case::Lower;
        lower && free && !self.classes_of(token).any(CLOSED) && !self.is_in_ly(token)
    }

    /// The classes that a token is of.
    pub fn classes_of(&self, token: usize) -> Classes {
        self.words.get(token).map_or_else(Classes::default, |w| w.classes)
    }

    /// The kinds of the phrases that start at a token.
    pub fn senses_of(&self, token: usize) -> Senses {
        self.words.get(token).map_or_else(Senses::default, |w| w.senses)
    }

    /// Whether a phrase of one of these kinds starts at a token.
    pub fn begins(&self, token: usize, kinds: Senses) -> bool {
        self.senses_of(token).has(kinds)
    }

    /// Whether a token begins with a digit, or a phrase of one of these kinds at it: a look that most words do not pass.
    #[inline]
    pub fn is_figure_or_begins(&self, token: usize, kinds: Senses) -> bool {
        self.words.get(token).is_some_and(|w| w.figure || w.senses.has(kinds))
    }

    /// Whether a phrase of one of these kinds starts in a range of tokens.
    pub fn holds(&self, tokens: Range<usize>, kinds: Senses) -> bool {
        let words = self.words.get(tokens.start..tokens.end.min(self.words.len()));
        words.is_some_and(|words| words.iter().any(|w| w.senses.has(kinds)))
    }

    /// The phrases that start at a token, longest first.
    pub fn hits_at(&self, token: usize) -> &[Hit<Sense>] {
        let Some(word) = self.words.get(token) else { return &[] };
        let first = word.first_hit as usize;
        self.hits.get(first..first + usize::from(word.hits)).unwrap_or(&[])
    }

    /// All phrases in order.
    pub fn hits(&self) -> &[Hit<Sense>] {
        &self.hits
    }

    /// The events whose words start in a range of tokens.
    pub fn events_in(&self, tokens: Range<usize>) -> &[EventMention] {
        starting(&self.events, tokens, |e| e.tokens.start)
    }

    /// The actors whose words start in a range of tokens.
    pub fn actors_in(&self, tokens: Range<usize>) -> &[ActorMention] {
        starting(&self.actors, tokens, |a| a.tokens.start)
    }

    /// The quantities whose words start in a range of tokens.
    pub fn quantities_in(&self, tokens: Range<usize>) -> &[QuantityMention] {
        starting(&self.quantities, tokens, |q| q.tokens.start)
    }

    /// Marks tokens as taken.
    pub fn take(&mut self, tokens: Range<usize>, by: Taken) {
        if let Some(taken) = self.taken.get_mut(tokens) {
            taken.fill(by);
        }
    }

    /// Whether no earlier recognizer took any of the tokens.
    pub fn is_free(&self, tokens: Range<usize>) -> bool {
        self.taken.get(tokens).is_some_and(|t| t.iter().all(|t| *t == Taken::Free))
    }
}

/// Of mentions in order, those that start in a range of tokens. O(log n).
fn starting<M>(all: &[M], tokens: Range<usize>, start: impl Fn(&M) -> usize) -> &[M] {
    let from = all.partition_point(|m| start(m) < tokens.start);
    let to = all.partition_point(|m| start(m) < tokens.end);
    all.get(from..to).unwrap_or(&[])
}
