//! One corroboration opened up: what is said, by whom, since when, where, and why it counts as it does.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::country::country;
use super::super::detail::{publisher, warning};
use super::draw::counted;
use super::map::map;
use super::passage::Quotes;
use super::provenance::provenance;
use super::timeline::timeline;
use super::values::values;
use super::waterfall::links;
use crate::claim::{Claim, DateInterval, Place};
use crate::independence::{Corroboration, Independent, Origin, Strength};
use crate::lexicon::fold_name;
use crate::pipeline::Report;

/// Passages shown of one corroboration; the others are counted.
const PASSAGES: usize = 60;
/// Publishers named of one root.
const PUBLISHERS: usize = 16;

pub(super) fn claim(report: &Report, quotes: &Quotes, c: &Corroboration) -> Markup {
    let ids = c.claims.iter().chain(c.against.iter().flat_map(|a| &a.claims));
    let claims: Vec<&Claim> = ids.filter_map(|id| report.claim(id)).collect();
    let quoted: BTreeSet<&str> = claims.iter().take(PASSAGES).map(|c| c.id.as_str()).collect();
    // Of one article the title tells the number, and the passage when it came.
    let several = claims.iter().map(|claim| claim.doc.as_str()).collect::<BTreeSet<&str>>().len() > 1;
    let timeline = if several { timeline(report, c).into_string() } else { String::new() };
    let map = c.consensus.place.as_ref().map_or(html! {}, map).into_string();
    html! {
        div.body {
            @for flag in &c.flags { p.flag { (warning(*flag)) "." } }
            div.facts { (facts(c)) @if several || c.values.len() > 1 { (values(report, c, &quoted)) } }
            (provenance(report, c))
            section.roots {
                h3 { "Sources" }
                (sources(report, "Who says so", &c.origins, c.independent))
                @if let Some(against) = &c.against { (sources(report, "Who denies it", &against.origins, against.independent)) }
            }
            @if !timeline.is_empty() || !map.is_empty() {
                section {
                    h3 { "When and where" }
                    div.beside { (maud::PreEscaped(timeline)) (maud::PreEscaped(map)) }
                }
            }
            (links(report, c))
            section.passages {
                h3 { "What the articles say" }
                div.cards.wide { @for claim in claims.iter().take(PASSAGES) { (quotes.passage(claim)) } }
                @if claims.len() > PASSAGES { p.note { (claims.len() - PASSAGES) " more passages not shown." } }
            }
        }
    }
}

/// The fields of the consensus, and the marks that analysts give.
fn facts(c: &Corroboration) -> Markup {
    let said = &c.consensus;
    let kind = said.event.kind.replace('_', " ");
    let name = said.actor.as_ref().and_then(|a| a.name.as_deref());
    html! {
        dl {
            @if !kind.is_empty() { div { dt { "event" } dd { @if said.event.negated { "not " } (kind) } } }
            @if let Some(name) = name { div { dt { "who" } dd { bdi { (name) } } } }
            @if let Some(place) = &said.place { div { dt { "where" } dd { (whereabouts(place)) } } }
            @if let Some(date) = &said.date { div { dt { "when" } dd { (date) @if let Some(how) = how(date) { " " span.dim { (how) } } } } }
            div { dt { "sources" } dd { (c.independent.best) " " span.dim { (bounds(c.independent)) } } }
            @if let Some(against) = &c.against {
                div { dt { "denied by" } dd { (against.independent.best) " " span.dim { (bounds(against.independent)) } } }
            }
            div { dt { "the count is" } dd { (c.confidence()) span.dim { " confidence" } } }
            div { dt { "Admiralty scale" } dd { (c.credibility()) } }
        }
    }
}

fn bounds(n: Independent) -> String {
    if n.lower == n.upper { "in all three counts".to_owned() } else { format!("at least {}, at most {}", n.lower, n.upper) }
}

fn whereabouts(place: &Place) -> Markup {
    let within =
        place.radius_km.map(|km| if place.near { format!("near it, within {km:.0} km") } else { format!("within {km:.0} km") });
    let around: Vec<&str> = [place.region.as_deref(), place.country.as_deref().map(country)].into_iter().flatten().collect();
    // A city and its county often bear one name, with other letters.
    let around = around.into_iter().filter(|name| fold_name(name) != fold_name(&place.name)).collect::<Vec<_>>().join(", ");
    html! {
        bdi { (place.name) }
        @if !around.is_empty() { span.dim { ", " (around) } }
        @if let Some(within) = within { br; span.dim { (within) } }
    }
}

/// What a date was resolved from, where it is not all written.
fn how(date: &DateInterval) -> Option<&'static str> {
    use crate::claim::Basis;
    Some(match date.basis? {
        Basis::Explicit => return None,
        Basis::Weekday => "from a weekday",
        Basis::Relative => "told relative to another day",
        Basis::YearInferred => "the year inferred",
        Basis::Dateline => "from the dateline",
        Basis::Publication => "the day of publication",
    })
}

/// The roots as a table: how firm each is, who has it from there.
fn sources(report: &Report, title: &str, origins: &[Origin], n: Independent) -> Markup {
    html! {
        div.scroll role="region" aria-label=(title) tabindex="0" {
            table {
                caption { (title) ": " (counted(n.best, "independent source")) }
                thead { tr { th scope="col" { "root" } th scope="col" { "how firm" } th scope="col" { "told by" } } }
                tbody {
                    @for origin in origins {
                        tr {
                            th scope="row" dir="auto" { (origin.label) }
                            td { (firmness(origin.strength)) }
                            td { (publishers(report, origin)) }
                        }
                    }
                }
            }
        }
    }
}

fn firmness(strength: Strength) -> &'static str {
    match strength {
        Strength::FirstHand => "first hand",
        Strength::Named => "named",
        Strength::Anonymous => "unnamed",
        Strength::Class => "a class of outlets",
        Strength::Weak => "no source given",
    }
}

/// The publishers that have it from a root, the first of them by name.
fn publishers(report: &Report, origin: &Origin) -> Markup {
    let names: BTreeSet<&str> = origin.claims.iter().filter_map(|id| report.claim(id)).map(publisher).collect();
    html! {
        @for (n, name) in names.iter().take(PUBLISHERS).enumerate() { @if n > 0 { ", " } bdi { (name) } }
        @if names.len() > PUBLISHERS { " and " (names.len() - PUBLISHERS) " more" }
    }
}
