//! When it happened, and who told it when.

use maud::{Markup, html};

use super::super::detail::publisher;
use super::draw::{cut, moment, px};
use crate::claim::{Claim, Stance};
use crate::date::Date;
use crate::independence::Corroboration;
use crate::pipeline::Report;

const WIDTH: f64 = 560.0;
const ROW: f64 = 17.0;
const TOP: f64 = 34.0;
/// Articles with a row of their own.
const ROWS: usize = 16;
const DAY: f64 = 1440.0;

pub(super) fn timeline(report: &Report, c: &Corroboration) -> Markup {
    let told = told(report, c);
    let event = c.consensus.date.as_ref().and_then(|d| Some((d.start.or(d.end)?, d.end.or(d.start)?)));
    let (Some(first), Some(last)) = (told.first(), told.last()) else { return html! {} };
    let (Some(opens), Some(closes)) = (minutes(first), minutes(last)) else { return html! {} };
    // An event long before the first report would press the reports together: then the axis begins near them.
    let reach = ((closes - opens) * 2.0).max(3.0 * DAY);
    let begins = event.map(|(start, _)| start.number() as f64 * DAY);
    let early = begins.is_some_and(|b| b < opens - reach);
    let from = begins.map_or(opens, |b| b.min(opens)).max(opens - reach);
    let to = event.map_or(closes, |(_, end)| ((end.number() + 1) as f64 * DAY).clamp(closes, closes + reach));
    let room = ((to - from) * 0.03).max(120.0);
    let (from, to) = (from - room, to + room);
    let x = |minute: f64| 4.0 + (minute.clamp(from, to) - from) / (to - from) * (WIDTH - 8.0);
    let height = TOP + told.len().min(ROWS) as f64 * ROW + 6.0;
    let name = |claim: &Claim| format!("{} on {}", publisher(claim), claim.published.map_or(String::new(), moment));
    let event_said =
        c.consensus.date.as_ref().map_or("The day of the event is not known".to_owned(), |d| format!("The event: {d}"));
    let said = format!("{event_said}. First told by {}, last by {}.", name(first), name(last));
    html! {
        figure.timeline {
            div.scroll role="region" aria-label="Timeline" tabindex="0" { svg viewBox=(format!("0 0 {WIDTH} {}", px(height))) role="img" aria-label=(said) {
                @if let Some((start, end)) = event {
                    @let (a, z) = (x(start.number() as f64 * DAY), x((end.number() + 1) as f64 * DAY));
                    rect.event x=(px(a)) y="16" width=(px((z - a).max(2.0))) height=(px(height - 18.0)) {}
                    text.event x=(px(a + 4.0)) y="27" { @if early { "← " } "event" }
                }
                @for (day, label) in ticks(from, to) {
                    line.axis x1=(px(x(day))) x2=(px(x(day))) y1="14" y2=(px(height)) {}
                    text.tick x=(px(x(day) + 3.0)) y="11" { (label) }
                }
                @for (n, claim) in told.iter().take(ROWS).enumerate() {
                    @let y = TOP + n as f64 * ROW + 5.0;
                    @let at = x(minutes(claim).unwrap_or(from));
                    @let denies = claim.stance == Stance::Denied;
                    @if denies {
                        rect.dot.denies x=(px(at - 4.0)) y=(px(y - 4.0)) width="8" height="8" {}
                    } @else {
                        circle.dot cx=(px(at)) cy=(px(y)) r="4.5" {}
                    }
                    @let label = cut(publisher(claim), 30);
                    @let words = if n == 0 { format!("{label}, first") } else if denies { format!("{label}, denies") } else { label };
                    @if at > WIDTH * 0.66 {
                        text.end x=(px(at - 9.0)) y=(px(y + 4.0)) { (words) }
                    } @else {
                        text x=(px(at + 9.0)) y=(px(y + 4.0)) { (words) }
                    }
                }
            } }
            figcaption {
                "First told by " bdi { (publisher(first)) } ", " (first.published.map_or(String::new(), moment))
                @if told.len() > ROWS { "; " (told.len() - ROWS) " later articles not drawn" }
                "."
            }
        }
    }
}

/// The first claim of each article whose time is known, the earliest article first.
fn told<'r>(report: &'r Report, c: &'r Corroboration) -> Vec<&'r Claim> {
    let ids = c.claims.iter().chain(c.against.iter().flat_map(|a| &a.claims));
    let mut claims: Vec<&Claim> = ids.filter_map(|id| report.claim(id)).filter(|c| c.published.is_some()).collect();
    claims.sort_by(|a, b| (&a.doc, &a.id).cmp(&(&b.doc, &b.id)));
    claims.dedup_by(|b, a| a.doc == b.doc && (a.stance == Stance::Denied) == (b.stance == Stance::Denied));
    claims.sort_by_key(|c| c.published.map(|t| t.minutes()));
    claims
}

fn minutes(claim: &Claim) -> Option<f64> {
    claim.published.map(|t| t.minutes() as f64)
}

/// Days, months or years at which the axis is labelled: at most seven.
fn ticks(from: f64, to: f64) -> Vec<(f64, String)> {
    let days = ((to - from) / DAY).ceil() as i64;
    let epoch = Date::new(2000, 3, 1).map_or(0, Date::number);
    let first = (from / DAY).ceil() as i64;
    let day = |n: i64| Date::new(2000, 3, 1).and_then(|d| d.plus_days(n - epoch));
    let mut out = Vec::new();
    if days <= 45 {
        let step = (days / 6).max(1);
        out.extend((0..=days / step).filter_map(|n| day(first + n * step)).map(|d| (d, d.to_string())));
    } else if days <= 1000 {
        let step = (days / 180 + 1) as i32;
        let start = day(first).and_then(|d| Date::new(d.year(), d.month(), 1));
        out.extend((0..9).filter_map(|n| start?.plus_months(n * step)).map(|d| (d, d.to_string()[..7].to_owned())));
    } else {
        let start = day(first).and_then(|d| Date::new(d.year(), 1, 1));
        let step = (days / 2200 + 1) as i32;
        out.extend((0..9).filter_map(|n| start?.plus_months(n * step * 12)).map(|d| (d, d.year().to_string())));
    }
    let inside = |d: &Date| (from..=to - (to - from) * 0.08).contains(&(d.number() as f64 * DAY));
    out.into_iter().filter(|(d, _)| inside(d)).map(|(d, label)| (d.number() as f64 * DAY, label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_fit_the_axis() {
        let at = |d: &str| d.parse::<Date>().unwrap().number() as f64 * DAY;
        for (name, from, to, first, most) in [
            ("days", "2025-07-17", "2025-07-22", "2025-07-17", 7),
            ("a month", "2025-07-01", "2025-08-05", "2025-07-01", 8),
            ("a year", "2024-01-01", "2025-01-01", "2024-01", 8),
            ("decades", "1990-01-01", "2025-01-01", "1990", 9),
            ("a day", "2025-07-17", "2025-07-18", "2025-07-17", 2),
        ] {
            let ticks = ticks(at(from), at(to));
            assert_eq!(ticks.first().map(|t| t.1.as_str()), Some(first), "{name}: {ticks:?}");
            assert!(ticks.len() <= most && ticks.windows(2).all(|w| w[0].0 < w[1].0), "{name}: {ticks:?}");
        }
    }
}
