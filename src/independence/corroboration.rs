//! The answer: one cluster of claims with its independent sources.

use std::cmp::{Ordering, Reverse};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::claim::{Actor, Count, DateInterval, Event, Place};

/// One cluster of claims, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corroboration {
    /// The least claim id.
    pub id: String,
    /// The claims that say it happened, by id.
    pub claims: Vec<String>,
    /// What they agree on.
    pub consensus: Consensus,
    /// Documents of `claims`.
    pub articles: usize,
    /// Publishers of `claims`.
    pub publishers: usize,
    /// Independent sources of `claims`.
    pub independent: Independent,
    /// Those who deny it; absent where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
    /// Roots of `claims`, after what is proven to be one was merged: as many as `independent.upper`, unless all is rumour.
    pub origins: Vec<Origin>,
    /// Why two claims, or two origins, count as one source: those of `claims`, then those of denials.
    pub merges: Vec<Merge>,
    /// The numbers named, each with its own sources.
    pub values: Vec<ValueCount>,
    /// What a reader should be warned of.
    pub flags: Vec<Flag>,
    /// The corroboration of the death of the one who was hurt, where later articles tell of it: nobody is left, and the number of the consensus is
    /// 0. It takes several corroborations to see that, so it is known after all were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<String>,
}

/// What the claims of a cluster agree on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Consensus {
    /// The kind most claims tell of.
    pub event: Event,
    /// The number with the most independent sources, the later one on ties; compatible intervals are narrowed to what they share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// The most specific place that is well supported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The date most publishers agree on, as narrow as any of them gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateInterval>,
    /// Side, role and name that most publishers give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
}

/// How many independent sources: `lower <= best <= upper`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Independent {
    /// Also what may be one source is one.
    pub lower: usize,
    /// What is likely one source is one.
    pub best: usize,
    /// Only what is proven to be one source is one.
    pub upper: usize,
}

impl fmt::Display for Independent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.best)?;
        if self.lower != self.upper { write!(f, " ({} to {})", self.lower, self.upper) } else { Ok(()) }
    }
}

/// The other side: who denies it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Against {
    /// The denials, by id.
    pub claims: Vec<String>,
    /// Their independent sources.
    pub independent: Independent,
    /// Their roots.
    pub origins: Vec<Origin>,
}

/// A root: where a claim comes from in the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// `o1`, `o2`, … in the order of the least claim; those of denials go on counting.
    pub id: String,
    /// In words: "Andrei Marochko, through RIA Novosti".
    pub label: String,
    /// How firm a root it is.
    pub strength: Strength,
    /// The claims that go back to it, by id.
    pub claims: Vec<String>,
}

/// How firm a root is, the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Strength {
    /// The publisher saw it or speaks of its own.
    FirstHand,
    /// A named person, body or document.
    Named,
    /// Unnamed persons: "officials".
    Anonymous,
    /// An unnamed outlet of a class: "Russian state media".
    Class,
    /// Nobody: "reportedly", or nothing at all.
    Weak,
}

/// How sure it is that two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It stands in the texts. Merged in all three counts.
    Proven,
    /// An editor would count one. Merged in `best` and `lower`.
    Likely,
    /// It cannot be ruled out. Merged in `lower` alone.
    Possible,
}

/// Why two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Both chains end at one person, body, document or reporter.
    SameRoot,
    /// One body under two names, or a unit and its headquarters.
    SameBody,
    /// The passage is copied.
    CopiedText,
    /// The same article says it again.
    Restated,
    /// An article cites a publisher whose own article is here.
    CitesArticle,
    /// Two articles of one publisher, no source in either.
    SamePublisher,
    /// They cite each other.
    Circular,
    /// An unnamed member of a class, and a named one.
    ClassMember,
    /// No source of its own.
    NoOwnSource,
    /// The same description of somebody unnamed.
    SameAnonymous,
    /// The same details from somebody unnamed who may well be the named one.
    SharedDetails,
    /// An outlet is cited, and nothing says what it bases it on.
    UnsupportedCitation,
    /// One owner.
    SameOwner,
    /// Voices of one state.
    SameState,
    /// Known only through one newsroom.
    SameNewsroom,
}

/// Two claims, one of either origin, that were merged, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// How sure it is.
    pub level: Level,
    /// A claim.
    pub a: String,
    /// A claim of the other origin.
    pub b: String,
    /// Why.
    pub reason: Reason,
    /// In words, with the names.
    pub note: String,
}

/// A number, and who stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueCount {
    /// What all its claims can agree on.
    pub count: Count,
    /// The claims that name it or fit it, by id.
    pub claims: Vec<String>,
    /// Their independent sources.
    pub independent: Independent,
}

/// A warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Flag {
    /// Numbers of different sources that cannot both hold.
    Contested,
    /// Articles cite each other in a circle.
    Circular,
    /// Nothing but rumours: nobody says where it comes from.
    Rootless,
    /// A later number of one source supersedes an earlier one.
    Updated,
    /// Somebody denies it, nobody here claims it.
    OnlyDenied,
    /// The place has a close second reading.
    Ambiguous,
}

impl Corroboration {
    /// The ids of its claims, denials last.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.claims.iter().chain(self.against.iter().flat_map(|a| &a.claims)).map(String::as_str)
    }

    /// The number that its sources tell: that of the consensus; of somebody who was hurt and died later, where the consensus leaves nobody, what
    /// was told of the hurt. For headings: its sources stand behind this number.
    pub(crate) fn told(&self) -> Option<&Count> {
        let first = self.values.first().map(|v| &v.count).filter(|_| self.died.is_some());
        first.or(self.consensus.count.as_ref())
    }

    /// The order in which a report tells them: by `best`, `lower` and articles, most first, then by id.
    pub fn order(&self, other: &Corroboration) -> Ordering {
        self.rank().cmp(&other.rank())
    }

    /// What [`Corroboration::order`] compares.
    pub(crate) fn rank(&self) -> (Reverse<(usize, usize, usize)>, &str) {
        (Reverse((self.independent.best, self.independent.lower, self.articles)), &self.id)
    }
}

impl fmt::Display for Corroboration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = &self.consensus;
        f.write_str(if c.event.kind.is_empty() { "event" } else { &c.event.kind })?;
        if let Some(count) = self.told() {
            match (count.low, count.high) {
                (Some(l), Some(h)) if l == h => write!(f, " {l}")?,
                (Some(l), Some(h)) => write!(f, " {l} to {h}")?,
                (Some(l), None) => write!(f, " at least {l}")?,
                (None, Some(h)) => write!(f, " up to {h}")?,
                (None, None) => {}
            }
            if let Some(unit) = &count.unit {
                write!(f, " {unit}")?;
            }
        }
        if let Some(place) = &c.place {
            write!(f, ", {}", place.name)?;
        }
        if let Some(date) = &c.date {
            match (date.start, date.end) {
                (Some(a), Some(b)) if a == b => write!(f, ", {a}")?,
                (Some(a), Some(b)) => write!(f, ", {a} to {b}")?,
                (Some(a), None) => write!(f, ", since {a}")?,
                (None, Some(b)) => write!(f, ", until {b}")?,
                (None, None) => {}
            }
        }
        write!(f, ": {} independent in {} articles of {} publishers", self.independent, self.articles, self.publishers)?;
        if let Some(against) = &self.against {
            write!(f, ", denied by {}", against.independent)?;
        }
        if self.died.is_some() {
            f.write_str(", died later")?;
        }
        for flag in &self.flags {
            f.write_str(match flag {
                Flag::Contested => ", contested",
                Flag::Circular => ", circular",
                Flag::Rootless => ", no root",
                Flag::Updated => ", updated",
                Flag::OnlyDenied => ", only denied",
                Flag::Ambiguous => ", place ambiguous",
            })?;
        }
        Ok(())
    }
}
