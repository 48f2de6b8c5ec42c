//! The claim: the record that every stage speaks.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize};

use crate::date::{Date, Timestamp};
use crate::span::{Field, Span};

/// Something an article says happened, with who says so.
///
/// `id` is `doc#n`, where n counts the claims of the document by field and start. `start`, `end` and `text` are the passage
/// in `field`. What is not known is `None`: a claim without a count, place or date is still a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// `doc#n`.
    pub id: String,
    /// The document.
    pub doc: String,
    /// Publisher of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The name under which others cite that publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher_name: Option<String>,
    /// When the document appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// The field of the document that the offsets refer to.
    #[serde(skip_serializing_if = "Field::is_text")]
    pub field: Field,
    /// First byte of the passage.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The passage.
    pub text: String,
    /// What happened.
    pub event: Event,
    /// To how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Persons whom the article names as touched by the incident: those it befell, those accused of it. In order of the alphabet, without
    /// titles; who only speaks of it is not among them. Two articles that name one person speak of one incident, as far as names are rare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Streets and venues that the article names: "Lamar Street", "Riverside Park". In order of the alphabet. Two articles that name one of them, in
    /// one town, speak of one incident, as far as such names are rare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// Where. A number told of several places at once ("in Bihar and Assam") has the smallest region or country that holds them all, and no place
    /// where no one country does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateInterval>,
    /// Whether the article says it, passes it on, or denies it.
    pub stance: Stance,
    /// Reportedly, allegedly, is said to, if confirmed. Lowers confidence, never the count.
    pub hedged: bool,
    /// The publisher itself saw it, or speaks of its own; beside a chain: the last outlet's own reporter saw it.
    #[serde(skip_serializing_if = "is_false")]
    pub first_hand: bool,
    /// Told as the history of another incident: it happened days before the one that the article is about. Such a mention recounts what is
    /// known and speaks for no one.
    #[serde(skip_serializing_if = "is_false")]
    pub background: bool,
    /// The document this passage is known to be copied from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// From the nearest relay to the origin; the publisher is not in it.
    pub chain: Vec<Source>,
    /// The bytes behind each field: `count`, `place`, `date`, `actor`, `event`, `source`; `whole` where the count is a part of another.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<String, Evidence>,
    /// The fields that come from outside the clause: from the sentence, the lead, the dateline, the headline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inherited: Vec<String>,
}

fn is_false(b: &bool) -> bool {
    !*b
}

impl Claim {
    /// The passage.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The origin at the end of the chain, where one is given.
    pub fn origin(&self) -> Option<&Source> {
        self.chain.last()
    }
}

/// What happened: a kind of the taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// `killed`, `deserted`, …; a kind that the lexicon does not know is equal only to itself.
    pub kind: String,
    /// The broader kind or family, where it is not that of the lexicon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The text says that it did not happen.
    #[serde(skip_serializing_if = "is_false")]
    pub negated: bool,
}

/// How many, as an interval; both bounds inclusive, an absent bound is open.
///
/// Bounds of stated words ("at least 12") are hard. Bounds of vague words ("dozens", "some 40") come from a policy table and are
/// soft: `approximate` is set, and soft bounds alone never contradict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Count {
    /// At least so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// At most so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// The bounds are soft.
    pub approximate: bool,
    /// The number named, where the bounds are around it: 40 for "some 40".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<u64>,
    /// How the bounds are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<CountModifier>,
    /// What is counted: `person`, `battalion`, `vehicle`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The noun as written: "soldiers".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noun: Option<String>,
}

impl Count {
    /// Exactly `n` of `unit`.
    pub fn exactly(n: u64, unit: &str) -> Count {
        Count { low: Some(n), high: Some(n), unit: Some(unit.into()), ..Count::default() }
    }

    /// The number, where it is one and hard.
    pub fn exact(&self) -> Option<u64> {
        if self.approximate { None } else { self.low.filter(|l| Some(*l) == self.high) }
    }

    /// Whether some number satisfies both.
    pub fn overlaps(&self, other: &Count) -> bool {
        self.low.unwrap_or(0) <= other.high.unwrap_or(u64::MAX) && other.low.unwrap_or(0) <= self.high.unwrap_or(u64::MAX)
    }

    /// Whether the two cannot both hold: hard bounds that share no number. Units must agree to be compared.
    pub fn conflicts(&self, other: &Count) -> bool {
        !self.approximate && !other.approximate && self.unit == other.unit && !self.overlaps(other)
    }
}

/// How a number is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CountModifier {
    /// "12".
    Exact,
    /// "at least 12".
    AtLeast,
    /// "more than 12".
    MoreThan,
    /// "up to 12".
    AtMost,
    /// "fewer than 12".
    LessThan,
    /// "some 12".
    About,
    /// "12 to 15".
    Between,
    /// "dozens".
    Vague,
    /// "an entire battalion", by nominal strength.
    Nominal,
    /// "two each": so many for each of several, so that the sum is open above.
    Each,
}

/// To whom it happened, or who did it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Actor {
    /// ISO 3166-1 alpha-2 code of a country, or the id of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// `soldier`, `civilian`, `police`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// A name: of a person, or of a formation ("20th Guards Motor Rifle Division").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The age of one person, in years; 0 for an infant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
}

/// Where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Stable id such as `geonames:706483`; absent where the gazetteer has no such place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name in the gazetteer, else as written.
    pub name: String,
    /// What kind of place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Name of the first-order region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Degrees north, WGS 84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// How far from the point the place reaches, or may lie, in km.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius_km: Option<f64>,
    /// Near it, not in it: "outside X", "north of X". `radius_km` is wider by 25.
    #[serde(skip_serializing_if = "is_false")]
    pub near: bool,
    /// A second candidate was close behind.
    #[serde(skip_serializing_if = "is_false")]
    pub ambiguous: bool,
}

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlaceKind {
    /// A state or dependent territory.
    Country,
    /// First-order unit, or a vernacular region such as the Donbas.
    Region,
    /// Second-order unit.
    District,
    /// Town or city.
    City,
    /// Village, settlement, part of a town.
    Locality,
    /// Sea, river, mountains, island.
    Natural,
    /// Section of a front: "the Sumy direction".
    Sector,
}

/// When, as an interval of days; both ends inclusive, an absent end is open unless `partial` is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateInterval {
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// What is known where the year is not: `--07-18`, `--07`, `---18`. Then `start` and `end` are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<String>,
    /// How fine the date is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
    /// What it was resolved from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What narrows the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<DateModifier>,
    /// Whether the date is that of the event or that of the report about it.
    #[serde(skip_serializing_if = "RefersTo::is_event")]
    pub refers_to: RefersTo,
    /// Other readings, where two are close.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<(Date, Date)>,
}

impl DateInterval {
    /// One day.
    pub fn day(date: Date) -> DateInterval {
        DateInterval { start: Some(date), end: Some(date), precision: Some(Precision::Day), ..DateInterval::default() }
    }

    /// Whether nothing is known but that there was a date.
    pub fn is_unresolved(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

/// The grain of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Precision {
    /// One day.
    Day,
    /// Several days.
    Days,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// A month.
    Month,
    /// Several months that are no quarter or season.
    Months,
    /// A quarter.
    Quarter,
    /// A season.
    Season,
    /// A year.
    Year,
    /// Several years.
    Years,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// What a date was resolved from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// All of it is written.
    Explicit,
    /// A bare weekday.
    Weekday,
    /// Relative to publication or to another date of the text.
    Relative,
    /// The year was inferred.
    YearInferred,
    /// The dateline.
    Dateline,
    /// The day of publication.
    Publication,
}

/// What narrows or opens a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateModifier {
    /// From then on.
    Since,
    /// Up to then.
    Until,
    /// In its first part.
    Early,
    /// In its middle part.
    Mid,
    /// In its last part.
    Late,
    /// Around it.
    About,
}

/// What a date is the date of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefersTo {
    /// The event.
    #[default]
    Event,
    /// The report about it ("On July 10 TASS reported …").
    Report,
}

impl RefersTo {
    fn is_event(&self) -> bool {
        *self == RefersTo::Event
    }
}

/// Whether the article says it, passes it on, or denies it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// No source is given.
    #[default]
    Asserted,
    /// A source is given.
    Attributed,
    /// It is denied.
    Denied,
}

/// One link of an attribution chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The name; absent where nobody is named ("reportedly").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of a row of the outlet table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `person`, `document`, or a kind of the outlet table (`agency`, `ministry`, …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The state it speaks for, ISO 3166-1 alpha-2, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// How it is named.
    pub link: Naming,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// By name.
    Named,
    /// As an unnamed member of a class of outlets: "Russian state media".
    Class,
    /// As an unnamed person or body: "officials", "a source".
    Anonymous,
    /// Not at all: "reportedly", "were said to".
    #[default]
    Unattributed,
}

/// The bytes behind a field of a claim: `[start, end]`, with the field of the document as third where it is not the claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where.
    pub span: Span,
    /// In which field, where it is another than the claim's.
    pub field: Option<Field>,
}

impl Serialize for Evidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(2 + usize::from(self.field.is_some())))?;
        seq.serialize_element(&self.span.start)?;
        seq.serialize_element(&self.span.end)?;
        if let Some(field) = self.field {
            seq.serialize_element(&field)?;
        }
        seq.end()
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Evidence, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Evidence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[start, end] or [start, end, field]")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Evidence, A::Error> {
                let short = |n| serde::de::Error::invalid_length(n, &self);
                let start = seq.next_element()?.ok_or_else(|| short(0))?;
                let end = seq.next_element()?.ok_or_else(|| short(1))?;
                Ok(Evidence { span: Span::new(start, end), field: seq.next_element()? })
            }
        }
        deserializer.deserialize_seq(Visitor)
    }
}
