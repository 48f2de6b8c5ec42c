//! Claims in shorthand: "12 soldiers, Kharkiv, July 18".

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::{Homes, Page, Setting};
use crate::claim::{Actor, Claim, Count, CountModifier, DateInterval, DateModifier, Event, Place};
use crate::date::Timestamp;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Position};
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::span::Field;
use crate::text::Kind;

impl Claim {
    /// Reads a claim in shorthand with the embedded English tables: parts in any order, parted by commas or not, any of them missing.
    ///
    /// A date without a year stays partial; [`Claim::parse_near`] takes the year nearest to a day.
    ///
    /// ```
    /// use corroborate::Claim;
    /// let claim = Claim::parse("at least 12 soldiers, Kharkiv, July 18")?;
    /// assert_eq!(claim.count.as_ref().and_then(|c| c.low), Some(12));
    /// assert_eq!(claim.place.as_ref().map(|p| p.name.as_str()), Some("Kharkiv"));
    /// assert_eq!(claim.date.as_ref().and_then(|d| d.partial.as_deref()), Some("--07-18"));
    /// assert_eq!(Claim::parse("Jose Rivas, killed, Stockton")?.people, ["Jose Rivas"]);
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    ///
    /// Whoever is named in full is a person whom the articles must name with it: "Jose Rivas, killed, Stockton".
    ///
    /// # Errors
    /// Where nothing in the text is a number of something, an event, a place, a date or a person; the message says what was not understood.
    pub fn parse(text: &str) -> Result<Claim, Error> {
        parse(text, None, &Lexicon::english(), &Gazetteer::embedded())
    }

    /// As [`Claim::parse`]; dates without a year and relative dates are read as on that day.
    ///
    /// # Errors
    /// As [`Claim::parse`].
    pub fn parse_near(text: &str, day: Timestamp) -> Result<Claim, Error> {
        parse(text, Some(day), &Lexicon::english(), &Gazetteer::embedded())
    }
}

impl FromStr for Claim {
    type Err = Error;

    fn from_str(text: &str) -> Result<Claim, Error> {
        Claim::parse(text)
    }
}

pub(crate) fn parse(text: &str, day: Option<Timestamp>, lexicon: &Lexicon, places: &Gazetteer) -> Result<Claim, Error> {
    let document = Document { published: day, ..Document::new("shorthand", text) };
    let setting = Setting { lexicon, places, document: &document, published: day, homes: Homes::NONE };
    let mut forms = super::Forms::default();
    let pages = super::recognize_in(&document, &setting, &mut forms);
    let fail = |message: String| Err(Error::new(Position::default(), ErrorKind::Shorthand(message)));
    let Some(page) = pages.iter().find(|p| p.field == Field::Text) else { return fail("there is nothing to read".into()) };
    let mut known = vec![false; page.text.tokens.len()];
    let mut mark = |tokens: &Range<usize>| {
        if let Some(known) = known.get_mut(tokens.clone()) {
            known.fill(true);
        }
    };
    let mut claim = Claim { doc: document.id.clone(), text: text.trim().to_owned(), ..Claim::default() };
    claim.end = claim.text.len();
    if let Some(q) = page.quantities.iter().find(|q| q.count.unit.is_some()).or_else(|| page.quantities.first()) {
        mark(&q.tokens);
        claim.count = Some(q.count.clone());
        let role = q.role.clone();
        let actor = super::actor::of(page, &q.tokens).map(|a| a.actor.clone()).unwrap_or_default();
        claim.actor = Some(Actor { role: actor.role.clone().or(role), ..actor }).filter(|a| *a != Actor::default());
    }
    if claim.actor.is_none()
        && let Some(a) = page.actors.first()
    {
        mark(&a.tokens);
        claim.actor = Some(a.actor.clone());
    }
    if let Some(p) = page.places.iter().find(|p| !p.adjective) {
        mark(&p.tokens);
        claim.place = Some(p.place.clone());
    }
    if let Some(d) = page.dates.iter().find(|d| !d.date.is_unresolved() || d.date.partial.is_some()) {
        mark(&d.tokens);
        claim.date = Some(d.date.clone());
    }
    let event = page.events.iter().find_map(|e| Some((e, setting.lexicon.triggers().get(*e.triggers.first()?)?)));
    if let Some((e, trigger)) = event {
        mark(&e.tokens);
        claim.event = Event { kind: trigger.kind.clone(), parent: None, negated: e.negated };
    }
    for name in people(page, &known, places) {
        if let Some(known) = known.get_mut(name.clone()) {
            known.fill(true);
        }
        claim.people.push(page.text.slice(name).to_owned());
    }
    // Parts that nobody knows: a kind of event by its name, or else the name of a place, or of a person where the place is known.
    for part in parts(page) {
        if part.clone().any(|t| known.get(t) == Some(&true)) {
            continue;
        }
        let words = page.text.slice(part.clone());
        let kind = words.to_lowercase().replace([' ', '-'], "_");
        if claim.event.kind.is_empty() && setting.lexicon.triggers().is_kind(&kind) {
            claim.event.kind = kind;
        } else if claim.place.is_none() && page.text.is_capitalized(part.start) {
            claim.place = Some(Place { name: words.to_owned(), ..Place::default() });
        } else if part.len() > 1 && part.clone().all(|t| page.text.is_capitalized(t)) {
            claim.people.push(words.to_owned());
        } else {
            return fail(format!(
                "{words:?} is no number of something, event, place, date or person that is known; write for example \"12 soldiers, Kharkiv, July 18\""
            ));
        }
    }
    let empty = claim.count.is_none()
        && claim.place.is_none()
        && claim.date.is_none()
        && claim.event.kind.is_empty()
        && claim.actor.is_none()
        && claim.people.is_empty();
    claim.people.sort();
    claim.people.dedup();
    if empty { fail("there is no claim in it; write for example \"12 soldiers, Kharkiv, July 18\"".into()) } else { Ok(claim) }
}

/// Names in full of which nothing is known otherwise: words with capitals that begin with a given name.
fn people(page: &Page<'_>, known: &[bool], places: &Gazetteer) -> Vec<Range<usize>> {
    let text = &page.text;
    let name = |t: usize| known.get(t) == Some(&false) && text.kind(t) == Kind::Word && text.is_capitalized(t);
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.tokens.len() {
        let end = (start..text.tokens.len()).find(|t| !name(*t)).unwrap_or(text.tokens.len());
        if end > start + 1 && places.is_given_name(text.norm(start)) {
            found.push(start..end);
        }
        start = end + 1;
    }
    found
}

/// The parts between commas that hold a word.
fn parts(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for t in 0..=page.text.tokens.len() {
        if t == page.text.tokens.len() || page.text.is(t, &[",", ";"]) {
            if (start..t).any(|t| page.text.kind(t) == Kind::Word) {
                parts.push(start..t);
            }
            start = t + 1;
        }
    }
    parts
}

/// Writes the shorthand: "at least 12 Ukrainian soldiers, deserted, Kharkiv Oblast, 2025-07-18".
impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // How many comes before who, by whose names alone a claim would not be understood.
        if self.count.is_none() && self.actor.is_none() && !self.people.is_empty() {
            f.write_str(&self.people.join(", "))?;
            if !self.event.kind.is_empty() || self.place.is_some() || self.date.is_some() {
                f.write_str(", ")?;
            }
        }
        write_claim(f, &self.event, self.count.as_ref(), self.actor.as_ref(), self.place.as_ref(), self.date.as_ref())
    }
}

/// The shorthand of the parts of a claim or of a consensus.
pub(crate) fn write_claim(
    f: &mut fmt::Formatter<'_>,
    event: &Event,
    count: Option<&Count>,
    actor: Option<&Actor>,
    place: Option<&Place>,
    date: Option<&DateInterval>,
) -> fmt::Result {
    let mut first = true;
    let mut separate = |f: &mut fmt::Formatter<'_>| {
        let begin = std::mem::take(&mut first);
        if begin { Ok(()) } else { f.write_str(", ") }
    };
    if count.is_some() || actor.is_some() {
        separate(f)?;
        if let Some(count) = count {
            write!(f, "{count} ")?;
        }
        f.write_str(&who(count, actor))?;
    }
    if !event.kind.is_empty() {
        separate(f)?;
        write!(f, "{}{}", if event.negated { "not " } else { "" }, event.kind.replace('_', " "))?;
    }
    if let Some(place) = place {
        separate(f)?;
        f.write_str(&place.name)?;
    }
    if let Some(date) = date.filter(|d| !d.is_unresolved() || d.partial.is_some()) {
        separate(f)?;
        write!(f, "{date}")?;
    }
    Ok(())
}

/// "Ukrainian soldiers", "people", "vehicles".
fn who(count: Option<&Count>, actor: Option<&Actor>) -> String {
    let lexicon = Lexicon::english();
    let plural = count.is_none_or(|c| c.exact() != Some(1));
    let role = actor.and_then(|a| a.role.as_deref());
    let unit = count.and_then(|c| c.unit.as_deref());
    let noun = match (unit, role) {
        (None | Some("person"), Some(role)) => lexicon.nouns().name("person", role, plural),
        (Some(unit), _) => lexicon.nouns().name(unit, "", plural),
        (None, None) if count.is_none() && actor.is_some_and(|a| a.name.is_some()) => String::new(),
        (None, None) => lexicon.nouns().name("person", "", plural),
    };
    let side = actor.and_then(|a| a.side.as_deref()).and_then(|code| lexicon.sides().adjective(code));
    let mut words: Vec<&str> = Vec::new();
    words.extend(side.as_deref());
    words.push(&noun);
    words.retain(|w| !w.is_empty());
    words.join(" ")
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high, self.best) {
            (_, _, Some(best)) if self.approximate => write!(f, "about {best}"),
            (Some(low), Some(high), _) if low == high => write!(f, "{low}"),
            (Some(low), Some(high), _) => write!(f, "{low} to {high}"),
            (Some(low), None, _) if self.modifier == Some(CountModifier::MoreThan) && low > 0 => {
                write!(f, "more than {}", low - 1)
            }
            (Some(low), None, _) => write!(f, "at least {low}"),
            (None, Some(high), _) => write!(f, "up to {high}"),
            (None, None, _) => f.write_str("some"),
        }
    }
}

impl fmt::Display for DateInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(partial) = &self.partial {
            return f.write_str(&partial_words(partial));
        }
        match (self.start, self.end) {
            (Some(a), Some(z)) if a == z => write!(f, "{a}"),
            (Some(a), Some(z)) => write!(f, "{a} to {z}"),
            (Some(a), None) => write!(f, "since {a}"),
            (None, Some(z)) if self.modifier == Some(DateModifier::Until) => write!(f, "until {z}"),
            (None, Some(z)) => write!(f, "by {z}"),
            (None, None) => f.write_str("on an unknown day"),
        }
    }
}

/// "--07-18" as "July 18".
fn partial_words(partial: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut fields = partial.trim_start_matches('-').split('-');
    let number = |field: Option<&str>| field.and_then(|n| n.parse::<usize>().ok());
    if partial.starts_with("---") {
        return number(fields.next()).map_or_else(|| partial.to_owned(), |day| format!("the {day}th"));
    }
    let month = number(fields.next()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (month, number(fields.next())) {
        (Some(month), Some(day)) => format!("{month} {day}"),
        (Some(month), None) => (*month).to_owned(),
        _ => partial.to_owned(),
    }
}
