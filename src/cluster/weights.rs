//! How much each way of agreeing or differing weighs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A way in which one field of two claims can compare.
///
/// Fellegi and Sunter (1969) let a field agree or differ; graded levels follow Winkler (1990) and Splink. A field that is absent on
/// either side has no level: it is no information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Agreement {
    /// The same kind of event.
    EventSame,
    /// One kind is a case of the other.
    EventNarrower,
    /// Two cases of one broader kind.
    EventSibling,
    /// Other kinds.
    EventOther,
    /// Two general statements ("desertions are rising") of one kind about one side.
    EventTrend,
    /// The same number, or the same bounds.
    CountSame,
    /// Bounds that share a number.
    CountOverlap,
    /// Disjoint, but one bound is soft and the values are near; or two to four times a stated lower bound.
    CountNear,
    /// Disjoint, at most 20 % apart.
    CountClose,
    /// Disjoint, at most twofold: a toll that rose; or far above a stated lower bound.
    CountTwofold,
    /// Disjoint, at most fourfold.
    CountFourfold,
    /// Further apart.
    CountFar,
    /// Other things are counted.
    CountUnits,
    /// The same place.
    PlaceSame,
    /// Names that are spellings of one another, parents compatible.
    PlaceSimilar,
    /// One name, but in another region.
    PlaceNamesake,
    /// One lies in the other.
    PlaceInside,
    /// Places that reach each other: within their radii, or a sector and its town.
    PlaceNear,
    /// Two settlements of one region of which one could not be resolved.
    PlaceUnclear,
    /// Two settlements a short way apart.
    PlaceNeighbour,
    /// Names without likeness, parents unknown.
    PlaceUnlike,
    /// Elsewhere in one country.
    PlaceElsewhere,
    /// Another country.
    PlaceAbroad,
    /// The same day, or the same interval.
    DateSame,
    /// Intervals that share a day.
    DateOverlap,
    /// One day between them.
    DateNext,
    /// Two or three days.
    DateNear,
    /// Four to seven days.
    DateWeek,
    /// More, up to three months.
    DateFar,
    /// More than that: no slip of the pen, and no development of one event.
    DateDistant,
    /// A date of the report that fits the date of the event.
    DateReported,
    /// One date is unknown; publication fits.
    DatePublished,
    /// One date is unknown; published long after or before.
    DateUnpublished,
    /// The same people: name, or side and role.
    ActorSame,
    /// One is told more closely: a sniper and a soldier, a side and its soldiers.
    ActorNarrower,
    /// One role, side unknown.
    ActorRole,
    /// One side, other roles or names.
    ActorOther,
    /// Opposite sides.
    ActorSides,
    /// Two places of one article that agree in all they state.
    Restated,
}

impl Agreement {
    /// All of them.
    pub const ALL: [Agreement; 39] = {
        use Agreement::*;
        [
            EventSame,
            EventNarrower,
            EventSibling,
            EventOther,
            EventTrend,
            CountSame,
            CountOverlap,
            CountNear,
            CountClose,
            CountTwofold,
            CountFourfold,
            CountFar,
            CountUnits,
            PlaceSame,
            PlaceSimilar,
            PlaceNamesake,
            PlaceInside,
            PlaceNear,
            PlaceUnclear,
            PlaceNeighbour,
            PlaceUnlike,
            PlaceElsewhere,
            PlaceAbroad,
            DateSame,
            DateOverlap,
            DateNext,
            DateNear,
            DateWeek,
            DateFar,
            DateDistant,
            DateReported,
            DatePublished,
            DateUnpublished,
            ActorSame,
            ActorNarrower,
            ActorRole,
            ActorOther,
            ActorSides,
            Restated,
        ]
    };
}

/// The two probabilities of a level: among pairs that speak of one event, and among all others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// How often pairs of one event compare so, 0 to 1.
    pub m: f64,
    /// How often other pairs do, 0 to 1.
    pub u: f64,
}

impl Level {
    /// log2(m / u): evidence for (+) or against (−) one event, in bits.
    pub fn bits(self) -> f64 {
        (self.m.max(1e-9) / self.u.max(1e-9)).log2()
    }
}

/// The table of levels. The default was set on development data (see the chapter on weights in [`crate::cluster`]).
///
/// ```
/// use corroborate::cluster::{Agreement, Level, Weights};
/// let weights = Weights::default().with(Agreement::DateNext, Level { m: 0.02, u: 0.04 });
/// assert_eq!(weights.get(Agreement::DateNext).bits(), -1.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Agreement, Level>", into = "BTreeMap<Agreement, Level>")]
pub struct Weights {
    levels: [Level; Agreement::ALL.len()],
}

/// m and u of each level. Where a value has a share of its own (how common is this place, this number?) u is only the share to start from.
const DEFAULTS: [(Agreement, f64, f64); Agreement::ALL.len()] = {
    use Agreement::*;
    [
        (EventSame, 0.92, 0.125),
        (EventNarrower, 0.9, 0.35),
        (EventSibling, 0.02, 0.25),
        (EventOther, 0.02, 0.5),
        (EventTrend, 0.9, 0.02),
        (CountSame, 0.8, 0.04),
        (CountOverlap, 0.9, 0.5),
        (CountNear, 0.15, 0.2),
        (CountClose, 0.08, 0.07),
        (CountTwofold, 0.08, 0.22),
        (CountFourfold, 0.03, 0.24),
        (CountFar, 0.015, 0.45),
        (CountUnits, 0.004, 0.9),
        (PlaceSame, 0.85, 0.004),
        (PlaceSimilar, 0.5, 0.004),
        (PlaceNamesake, 0.01, 0.009),
        (PlaceInside, 0.97, 0.02),
        (PlaceNear, 0.1, 0.02),
        (PlaceUnclear, 0.12, 0.1),
        (PlaceNeighbour, 0.03, 0.1),
        (PlaceUnlike, 0.02, 0.55),
        (PlaceElsewhere, 0.0005, 0.8),
        (PlaceAbroad, 0.0001, 0.9),
        (DateSame, 0.75, 0.022),
        (DateOverlap, 0.95, 0.08),
        (DateNext, 0.1, 0.044),
        (DateNear, 0.01, 0.09),
        (DateWeek, 0.002, 0.17),
        (DateFar, 0.0001, 0.8),
        (DateDistant, 0.000001, 0.8),
        (DateReported, 0.6, 0.3),
        (DatePublished, 0.7, 0.4),
        (DateUnpublished, 0.08, 0.4),
        (ActorSame, 0.9, 0.06),
        (ActorNarrower, 0.9, 0.17),
        (ActorRole, 0.8, 0.2),
        (ActorOther, 0.04, 0.5),
        (ActorSides, 0.000001, 0.8),
        (Restated, 0.8, 0.1),
    ]
};

impl Default for Weights {
    fn default() -> Weights {
        let mut levels = [Level { m: 1.0, u: 1.0 }; Agreement::ALL.len()];
        for (agreement, m, u) in DEFAULTS {
            levels[agreement as usize] = Level { m, u };
        }
        Weights { levels }
    }
}

impl Weights {
    /// The level of an agreement.
    pub fn get(&self, agreement: Agreement) -> Level {
        self.levels[agreement as usize]
    }

    /// The table with one level replaced. Probabilities are cut to 0..=1.
    #[must_use]
    pub fn with(mut self, agreement: Agreement, level: Level) -> Weights {
        self.levels[agreement as usize] = Level { m: level.m.clamp(0.0, 1.0), u: level.u.clamp(0.0, 1.0) };
        self
    }

    /// For each level its weight in bits, and log2 of m for values whose rarity is known.
    pub(crate) fn table(&self) -> [(f64, f64); Agreement::ALL.len()] {
        self.levels.map(|level| (level.bits(), level.m.max(1e-9).log2()))
    }
}

impl From<BTreeMap<Agreement, Level>> for Weights {
    fn from(levels: BTreeMap<Agreement, Level>) -> Weights {
        levels.into_iter().fold(Weights::default(), |weights, (agreement, level)| weights.with(agreement, level))
    }
}

impl From<Weights> for BTreeMap<Agreement, Level> {
    fn from(weights: Weights) -> BTreeMap<Agreement, Level> {
        Agreement::ALL.into_iter().map(|a| (a, weights.get(a))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_in_the_table_at_its_place() {
        for (n, (all, (row, m, u))) in Agreement::ALL.iter().zip(DEFAULTS).enumerate() {
            assert_eq!((*all, *all as usize), (row, n));
            assert!(m > 0.0 && m <= 1.0 && u > 0.0 && u <= 1.0, "{row:?}");
        }
    }
}
