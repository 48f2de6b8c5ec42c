//! The numbers that are named: which, how many independent sources each has, who says it and when.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::super::detail::publisher;
use super::draw::px;
use super::passage::anchor;
use crate::claim::{Claim, Count};
use crate::independence::{Corroboration, ValueCount};
use crate::pipeline::Report;

const WIDTH: f64 = 240.0;
/// Publishers named beside a number.
const NAMED: usize = 8;

/// A table of the numbers, each as an interval on one scale; who says so leads to the passage, where that is among the `quoted` ones.
pub(super) fn values(report: &Report, c: &Corroboration, quoted: &BTreeSet<&str>) -> Markup {
    let ends = c.values.iter().flat_map(|v| [v.count.low, v.count.high, v.count.best]).flatten();
    let (low, high) = ends.clone().min().zip(ends.max()).unwrap_or((0, 0));
    let unit = c.values.first().and_then(|v| v.count.unit.clone());
    let same = c.values.iter().all(|v| v.count.unit == unit);
    html! {
        @if !c.values.is_empty() {
            div.scroll role="region" aria-label="The numbers" tabindex="0" {
                table.values {
                    caption { (if c.values.len() > 1 { "The numbers do not agree" } else { "The number" }) }
                    thead {
                        tr {
                            th scope="col" { "number" }
                            @if c.values.len() > 1 && same { th.wide scope="col" { "on a scale" } }
                            th.num scope="col" { "sources" }
                            th scope="col" { "who says so, first to last" }
                        }
                    }
                    tbody {
                        @for value in &c.values {
                            @let chosen = is_chosen(c, value);
                            tr.chosen[chosen] {
                                th scope="row" {
                                    (value.count)
                                    @if !same { @if let Some(unit) = &value.count.unit { " " (unit.replace('_', " ")) } }
                                    @if chosen && c.values.len() > 1 { " " span.tag { "consensus" } }
                                }
                                @if c.values.len() > 1 && same { td.wide { (interval(&value.count, low as f64, high as f64)) } }
                                td.num { (value.independent.best) }
                                td { (who(report, value, quoted)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The number that the consensus tells.
fn is_chosen(c: &Corroboration, value: &ValueCount) -> bool {
    let bounds = |count: &Count| (count.low, count.high, count.unit.clone());
    c.told().is_some_and(|count| bounds(count) == bounds(&value.count))
}

fn who(report: &Report, value: &ValueCount, quoted: &BTreeSet<&str>) -> Markup {
    let mut claims: Vec<&Claim> = value.claims.iter().filter_map(|id| report.claim(id)).collect();
    claims.sort_by_key(|c| (c.published.map_or(i64::MAX, |t| t.minutes()), &c.id));
    // Once an article, at the first claim that says so.
    let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
    claims.retain(|c| {
        let n = articles.entry(&c.doc).or_default();
        *n += 1;
        *n == 1
    });
    html! {
        @for (n, claim) in claims.iter().take(NAMED).enumerate() {
            @if n > 0 { ", " }
            @if quoted.contains(claim.id.as_str()) {
                a href=(format!("#{}", anchor(claim))) { bdi { (publisher(claim)) } }
            } @else {
                bdi { (publisher(claim)) }
            }
            @if let Some(published) = claim.published { " " span.when { (published.date) } }
        }
        @if claims.len() > NAMED { " and " (claims.len() - NAMED) " more" }
    }
}

/// A bar from the lowest to the highest, open where a bound is; a dot at the number that is named.
fn interval(count: &Count, low: f64, high: f64) -> Markup {
    let span = (high - low).max(1.0);
    let x = |n: f64| 8.0 + (n - low) / span * (WIDTH - 16.0);
    let from = count.low.map_or(0.0, |n| x(n as f64));
    let to = count.high.map_or(WIDTH, |n| x(n as f64));
    let dot = count.best.or(count.exact()).map(|n| x(n as f64));
    html! {
        svg.interval viewBox=(format!("0 0 {WIDTH} 16")) aria-hidden="true" {
            line.axis x1="0" x2=(WIDTH) y1="8" y2="8" {}
            @if to > from { rect.bar x=(px(from)) y="5" width=(px(to - from)) height="6" rx="3" {} }
            @if let Some(dot) = dot { circle.dot cx=(px(dot)) cy="8" r="5" {} }
        }
    }
}
