//! Our own table: every field of a corroboration in a column.

use super::{Row, cell, claims, roots};
use crate::independence::{Corroboration, Independent};
use crate::pipeline::Report;

/// A corroboration as one row of a data frame. Columns:
///
/// | columns | |
/// |---|---|
/// | `id`, `event`, `negated` | the least claim id; the kind; whether it is said not to have happened |
/// | `number`, `number_low`, `number_high`, `unit` | the consensus in words and as an interval; an empty bound is open |
/// | `side`, `role`, `name` | to whom it happened |
/// | `place`, `place_id`, `country`, `region`, `lat`, `lon`, `radius_km`, `where_prec` | where; see [`Place::where_prec`](crate::Place::where_prec) |
/// | `date_start`, `date_end`, `timex3`, `date_prec` | when; see [`DateInterval::timex3`](crate::DateInterval::timex3) |
/// | `articles`, `publishers`, `lower`, `best`, `upper` | the counts |
/// | `denied_lower`, `denied_best`, `denied_upper` | the independent sources that deny it |
/// | `confidence`, `credibility`, `flags` | words, the mark of the Admiralty scale, flags with semicolons between |
/// | `roots`, `documents` | names with semicolons between |
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow(Vec<String>);

impl Row for ClaimRow {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "event",
        "negated",
        "number",
        "number_low",
        "number_high",
        "unit",
        "side",
        "role",
        "name",
        "place",
        "place_id",
        "country",
        "region",
        "lat",
        "lon",
        "radius_km",
        "where_prec",
        "date_start",
        "date_end",
        "timex3",
        "date_prec",
        "articles",
        "publishers",
        "lower",
        "best",
        "upper",
        "denied_lower",
        "denied_best",
        "denied_upper",
        "confidence",
        "credibility",
        "flags",
        "roots",
        "documents",
    ];

    fn of(report: &Report, c: &Corroboration) -> Option<ClaimRow> {
        let said = &c.consensus;
        let (count, actor) = (said.count.as_ref(), said.actor.as_ref());
        let (place, date) = (said.place.as_ref(), said.date.as_ref());
        let denied = c.against.as_ref().map_or(Independent::default(), |a| a.independent);
        let against = c.against.iter().flat_map(|a| &a.claims).filter_map(|id| report.claim(id));
        let documents = super::joined(claims(report, c).chain(against).map(|c| c.doc.as_str()));
        let flags: Vec<&str> = c.flags.iter().map(|f| super::super::detail::flag_word(*f)).collect();
        Some(ClaimRow(vec![
            c.id.clone(),
            said.event.kind.clone(),
            said.event.negated.to_string(),
            cell(count),
            cell(count.and_then(|n| n.low)),
            cell(count.and_then(|n| n.high)),
            cell(count.and_then(|n| n.unit.as_deref())),
            cell(actor.and_then(|a| a.side.as_deref())),
            cell(actor.and_then(|a| a.role.as_deref())),
            cell(actor.and_then(|a| a.name.as_deref())),
            cell(place.map(|p| &p.name)),
            cell(place.and_then(|p| p.id.as_deref())),
            cell(place.and_then(|p| p.country.as_deref())),
            cell(place.and_then(|p| p.region.as_deref())),
            cell(place.and_then(|p| p.lat)),
            cell(place.and_then(|p| p.lon)),
            cell(place.and_then(|p| p.radius_km)),
            cell(place.and_then(|p| p.where_prec())),
            cell(date.and_then(|d| d.start)),
            cell(date.and_then(|d| d.end)),
            cell(date.and_then(|d| d.timex3())),
            cell(date.and_then(|d| d.date_prec())),
            c.articles.to_string(),
            c.publishers.to_string(),
            c.independent.lower.to_string(),
            c.independent.best.to_string(),
            c.independent.upper.to_string(),
            denied.lower.to_string(),
            denied.best.to_string(),
            denied.upper.to_string(),
            c.confidence().to_string(),
            c.credibility().mark().to_string(),
            flags.join(";"),
            roots(&c.origins),
            documents,
        ]))
    }

    fn cells(&self) -> Vec<String> {
        self.0.clone()
    }
}
