//! The ways in which two claims agree or differ, field by field.

use serde::{Deserialize, Serialize};

/// A field of two claims that is compared by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aspect {
    /// What happened.
    Event,
    /// How many.
    Count,
    /// Where.
    Place,
    /// When.
    Date,
    /// To whom.
    Actor,
    /// Who is named with it.
    People,
    /// Whether one article says both.
    Article,
}

impl Aspect {
    /// All of them.
    pub const ALL: [Aspect; 6] = [Aspect::Event, Aspect::Count, Aspect::Place, Aspect::Date, Aspect::Actor, Aspect::Article];
}

/// The enum with what each level is called and belongs to, in one list.
macro_rules! agreements {
    ($($(#[$doc:meta])* $field:ident $level:ident $name:literal,)+) => {
        /// A way in which one field of two claims can compare.
        ///
        /// Fellegi and Sunter (1969) let a field agree or differ; graded levels follow Winkler (1990) and Splink. A field that is absent on
        /// either side has no level: it is no information.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Agreement {
            $($(#[$doc])* #[serde(rename = $name)] $level,)+
        }

        impl Agreement {
            /// All of them.
            pub const ALL: [Agreement; [$($name),+].len()] = [$(Agreement::$level),+];

            /// Its name in tables and records.
            pub fn name(self) -> &'static str {
                match self {
                    $(Agreement::$level => $name,)+
                }
            }

            /// The field that compares so.
            pub fn field(self) -> Aspect {
                match self {
                    $(Agreement::$level => Aspect::$field,)+
                }
            }
        }
    };
}

agreements! {
    /// The same kind of event.
    Event EventSame "event_same",
    /// One kind is a case of the other.
    Event EventNarrower "event_narrower",
    /// Two cases of one broader kind.
    Event EventSibling "event_sibling",
    /// Other kinds.
    Event EventOther "event_other",
    /// Two general statements ("desertions are rising") of one kind about one side.
    Event EventTrend "event_trend",
    /// The same number, or the same bounds.
    Count CountSame "count_same",
    /// Bounds that share a number.
    Count CountOverlap "count_overlap",
    /// Disjoint, but one bound is soft and the values are near; or two to four times a stated lower bound.
    Count CountNear "count_near",
    /// Disjoint, at most 20 % apart.
    Count CountClose "count_close",
    /// Disjoint, at most twofold: a toll that rose; or far above a stated lower bound.
    Count CountTwofold "count_twofold",
    /// Disjoint, at most fourfold.
    Count CountFourfold "count_fourfold",
    /// Further apart.
    Count CountFar "count_far",
    /// Other things are counted.
    Count CountUnits "count_units",
    /// The same place.
    Place PlaceSame "place_same",
    /// Names that are spellings of one another, parents compatible.
    Place PlaceSimilar "place_similar",
    /// One name, but in another region.
    Place PlaceNamesake "place_namesake",
    /// One lies in the other.
    Place PlaceInside "place_inside",
    /// Places that reach each other: within their radii, or a sector and its town.
    Place PlaceNear "place_near",
    /// Two settlements of one region of which one could not be resolved.
    Place PlaceUnclear "place_unclear",
    /// Two settlements a short way apart.
    Place PlaceNeighbour "place_neighbour",
    /// Names without likeness, parents unknown.
    Place PlaceUnlike "place_unlike",
    /// Elsewhere in one country.
    Place PlaceElsewhere "place_elsewhere",
    /// Another country.
    Place PlaceAbroad "place_abroad",
    /// The same day, or the same interval.
    Date DateSame "date_same",
    /// Intervals that share a day.
    Date DateOverlap "date_overlap",
    /// One day between them.
    Date DateNext "date_next",
    /// Two or three days.
    Date DateNear "date_near",
    /// Four to seven days.
    Date DateWeek "date_week",
    /// More, up to three months.
    Date DateFar "date_far",
    /// More than that: no slip of the pen, and no development of one event.
    Date DateDistant "date_distant",
    /// A date of the report that fits the date of the event.
    Date DateReported "date_reported",
    /// One date is unknown; publication fits.
    Date DatePublished "date_published",
    /// One date is unknown; published long after or before.
    Date DateUnpublished "date_unpublished",
    /// The same people: name, or side and role.
    Actor ActorSame "actor_same",
    /// One is told more closely: a sniper and a soldier, a side and its soldiers.
    Actor ActorNarrower "actor_narrower",
    /// One role, side unknown.
    Actor ActorRole "actor_role",
    /// One side, other roles or names.
    Actor ActorOther "actor_other",
    /// Opposite sides.
    Actor ActorSides "actor_sides",
    /// One person of the same age.
    Actor ActorAge "actor_age",
    /// One person of another age.
    Actor ActorAges "actor_ages",
    /// A person named in full in both.
    People PeopleSame "people_same",
    /// A surname with the same initial.
    People PeopleAlike "people_alike",
    /// A surname with another given name.
    People PeopleFamily "people_family",
    /// Persons are named in both, and none is the same.
    People PeopleOther "people_other",
    /// Two places of one article that agree in all they state.
    Article Restated "restated",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_records() {
        for (n, level) in Agreement::ALL.into_iter().enumerate() {
            assert_eq!((level as usize, serde_json::to_value(level).ok()), (n, Some(level.name().into())));
            let field = serde_json::to_value(level.field()).map(|f| f.as_str().unwrap_or("").to_owned()).unwrap_or_default();
            assert!(level.name().starts_with(&format!("{field}_")) || level == Agreement::Restated, "{level:?}");
        }
    }
}
