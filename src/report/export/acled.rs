//! Events in the columns of ACLED.

use super::{Row, cell, claims, joined, kind, tells_of_deaths};
use crate::claim::{Claim, CountModifier};
use crate::date::Date;
use crate::independence::{Corroboration, Independent};
use crate::pipeline::Report;

/// What ACLED codes, in its columns: kinds of event that have a sub-event type there, and deaths.
///
/// Names and codes are those of the "ACLED Codebook" (2023), of its variables `event_type`, `sub_event_type`, `geo_precision`, `time_precision` and `fatalities`.
/// An explosion is coded as one of arms: those of gas and boilers, which ACLED leaves out, are for the coder to take away. One row is one claim; ACLED
/// has one row for an incident, so who codes joins the deaths to the clash of the same place and day. Actors, interaction codes and `source_scale` take a coder
/// and are left out.
///
/// | column | here |
/// |---|---|
/// | `sub_event_type` | of the kind; empty for deaths, of which the number alone is known |
/// | `event_type` | the type that the sub-event type belongs to |
/// | `fatalities` | for deaths the most conservative number: the lowest that a source names. Where only a word is known, as ACLED codes it: "tens" 10, "dozens" 12, "hundreds" 100 |
/// | `time_precision` | see [`DateInterval::time_precision`](crate::DateInterval::time_precision) |
/// | `geo_precision` | see [`Place::geo_precision`](crate::Place::geo_precision) |
/// | `source` | publishers |
/// | `independent_lower`, `independent_best`, `independent_upper` | ours, beside it |
/// | `notes` | the claim in short |
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcledEvent {
    /// The least claim id, where ACLED has `event_id_cnty`.
    pub event_id: String,
    /// First day of the event.
    pub event_date: Option<Date>,
    /// 1 to 3.
    pub time_precision: Option<u8>,
    /// Such as "Battles".
    pub event_type: &'static str,
    /// Such as "Armed clash".
    pub sub_event_type: String,
    /// Name of the country.
    pub country: String,
    /// First-order unit.
    pub admin1: String,
    /// The place.
    pub location: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// 1 to 3.
    pub geo_precision: Option<u8>,
    /// Publishers.
    pub source: String,
    /// The claim in short.
    pub notes: String,
    /// Deaths, the most conservative number; `None` where it tells of none, or in a word without a rule.
    pub fatalities: Option<u64>,
    /// Independent sources.
    pub independent: Independent,
}

impl Row for AcledEvent {
    const COLUMNS: &'static [&'static str] = &[
        "event_id",
        "event_date",
        "year",
        "time_precision",
        "event_type",
        "sub_event_type",
        "country",
        "admin1",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "notes",
        "fatalities",
        "independent_lower",
        "independent_best",
        "independent_upper",
    ];

    fn of(report: &Report, c: &Corroboration) -> Option<AcledEvent> {
        let deaths = tells_of_deaths(c);
        let sub_event_type = kind(c).and_then(|k| k.acled.clone()).unwrap_or_default();
        if c.claims.is_empty() || (sub_event_type.is_empty() && !deaths) {
            return None;
        }
        let (place, date) = (c.consensus.place.as_ref(), c.consensus.date.as_ref());
        let country = place.and_then(|p| p.country.as_deref()).map(super::super::country::country);
        Some(AcledEvent {
            event_id: c.id.clone(),
            event_date: date.and_then(|d| d.narrowed()).map(|d| d.0),
            time_precision: date.and_then(|d| d.time_precision()),
            event_type: event_type(&sub_event_type),
            sub_event_type,
            country: cell(country),
            admin1: cell(place.and_then(|p| p.region.as_deref())),
            location: cell(place.map(|p| &p.name)),
            latitude: place.and_then(|p| p.lat),
            longitude: place.and_then(|p| p.lon),
            geo_precision: place.and_then(|p| p.geo_precision()),
            source: joined(claims(report, c).map(super::super::detail::publisher)),
            notes: super::super::detail::headline(c),
            fatalities: if deaths { claims(report, c).filter_map(floor).min() } else { None },
            independent: c.independent,
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.event_id.clone(),
            cell(self.event_date),
            cell(self.event_date.map(Date::year)),
            cell(self.time_precision),
            self.event_type.to_owned(),
            self.sub_event_type.clone(),
            self.country.clone(),
            self.admin1.clone(),
            self.location.clone(),
            cell(self.latitude),
            cell(self.longitude),
            cell(self.geo_precision),
            self.source.clone(),
            self.notes.clone(),
            cell(self.fatalities),
            self.independent.lower.to_string(),
            self.independent.best.to_string(),
            self.independent.upper.to_string(),
        ]
    }
}

/// The most conservative number of a claim: its lower bound, words by the rule of ACLED ("ACLED Codebook" 2023, variable `fatalities`).
fn floor(claim: &Claim) -> Option<u64> {
    let count = claim.count.as_ref()?;
    if count.modifier != Some(CountModifier::Vague) {
        return count.low.or(count.best);
    }
    let span = claim.evidence.get("count").filter(|e| e.field.is_none())?.span;
    let words = claim.text.get(span.start.checked_sub(claim.start)?..span.end.checked_sub(claim.start)?)?.to_lowercase();
    let (_, number) = [("hundred", 100), ("dozen", 12), ("tens", 10)].into_iter().find(|(word, _)| words.contains(word))?;
    // "Tens of thousands" is none of these.
    if words.contains("thousand") || words.contains("million") { count.low } else { Some(number) }
}

/// The event type that a sub-event type belongs to ("ACLED Codebook" 2023, variables `event_type` and `sub_event_type`).
fn event_type(sub_event_type: &str) -> &'static str {
    match sub_event_type {
        "Armed clash" | "Government regains territory" | "Non-state actor overtakes territory" => "Battles",
        "Peaceful protest" | "Protest with intervention" | "Excessive force against protesters" => "Protests",
        "Violent demonstration" | "Mob violence" => "Riots",
        "Chemical weapon"
        | "Air/drone strike"
        | "Suicide bomb"
        | "Shelling/artillery/missile attack"
        | "Remote explosive/landmine/IED"
        | "Grenade" => "Explosions/Remote violence",
        "Sexual violence" | "Attack" | "Abduction/forced disappearance" => "Violence against civilians",
        "" => "",
        _ => "Strategic developments",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Count, Evidence};
    use crate::lexicon::Taxonomy;
    use crate::span::Span;

    #[test]
    fn the_most_conservative_number() {
        for (text, count, expected) in [
            (
                "dozens",
                Count { low: Some(24), high: Some(99), modifier: Some(CountModifier::Vague), ..Count::default() },
                Some(12),
            ),
            ("tens", Count { low: Some(20), modifier: Some(CountModifier::Vague), ..Count::default() }, Some(10)),
            ("Hundreds", Count { low: Some(200), modifier: Some(CountModifier::Vague), ..Count::default() }, Some(100)),
            (
                "tens of thousands",
                Count { low: Some(20_000), modifier: Some(CountModifier::Vague), ..Count::default() },
                Some(20_000),
            ),
            ("several", Count { low: Some(3), modifier: Some(CountModifier::Vague), ..Count::default() }, None),
            ("12 to 15", Count { low: Some(12), high: Some(15), ..Count::default() }, Some(12)),
            ("up to 15", Count { high: Some(15), ..Count::default() }, None),
        ] {
            let evidence = Evidence { span: Span::new(100, 100 + text.len()), field: None };
            let claim = Claim {
                start: 100,
                end: 100 + text.len(),
                text: text.into(),
                count: Some(count),
                evidence: [("count".to_owned(), evidence)].into(),
                ..Claim::default()
            };
            assert_eq!(floor(&claim), expected, "{text}");
        }
    }

    #[test]
    fn every_sub_event_type_of_the_table_has_its_type() {
        let types: Vec<&str> = Taxonomy::embedded().kinds().filter_map(|k| k.acled.as_deref()).map(event_type).collect();
        assert!(types.contains(&"Battles") && types.contains(&"Protests") && types.iter().all(|t| !t.is_empty()), "{types:?}");
    }
}
