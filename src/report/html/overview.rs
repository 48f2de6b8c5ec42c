//! The overview: every claim a row, ranked, with its counts drawn on one scale.

use maud::{Markup, html};

use super::super::country::country;
use super::super::detail::flag_word;
use super::draw::{counted, px};
use crate::claim::Claim;
use crate::independence::{Corroboration, Flag, Independent};

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 30.0;
const BARS: f64 = 96.0;

/// The scales that all rows share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The most sources for and against any claim.
    told: usize,
    denied: usize,
    /// The most articles of any claim.
    articles: usize,
}

impl Scale {
    pub(super) fn of(shown: &[Corroboration]) -> Scale {
        let most = |f: fn(&Corroboration) -> usize| shown.iter().map(f).max().unwrap_or(0);
        Scale {
            told: most(|c| c.independent.upper).max(3),
            denied: most(|c| c.against.as_ref().map_or(0, |a| a.independent.upper)),
            articles: most(|c| c.articles.max(c.independent.best)).max(3),
        }
    }
}

/// What a row tells about itself to the script: nothing of this is shown or run.
pub(super) struct Data {
    pub(super) kind: String,
    pub(super) place: String,
    pub(super) country: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) flags: String,
    pub(super) loud: String,
}

impl Data {
    pub(super) fn of(c: &Corroboration) -> Data {
        let said = &c.consensus;
        let day = |d: Option<crate::date::Date>| d.map_or(String::new(), |d| d.to_string());
        let date = said.date.as_ref();
        let flags: Vec<&str> = flags(c).into_iter().map(|(key, _)| key).collect();
        Data {
            kind: said.event.kind.clone(),
            place: said.place.as_ref().map_or(String::new(), |p| p.name.clone()),
            country: said.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default(),
            from: day(date.and_then(|d| d.start.or(d.end))),
            to: day(date.and_then(|d| d.end.or(d.start))),
            flags: flags.join(" "),
            // Articles for each source, in hundredths.
            loud: (c.articles * 100 / c.independent.best.max(1)).to_string(),
        }
    }
}

/// The flags, and whether anybody denies it, as keys and in a word.
pub(super) fn flags(c: &Corroboration) -> Vec<(&'static str, &'static str)> {
    let mut out: Vec<(&str, &str)> = c
        .flags
        .iter()
        .map(|flag| {
            (
                flag_word(*flag),
                match flag {
                    Flag::Ambiguous => "place ambiguous",
                    Flag::OnlyDenied => "only denied",
                    flag => flag_word(*flag),
                },
            )
        })
        .collect();
    if c.died.is_some() {
        out.push(("died", "died later"));
    }
    if c.against.is_some() && !c.flags.contains(&Flag::OnlyDenied) {
        out.push(("denied", "denied"));
    }
    out
}

/// The row of a claim, inside of its summary.
pub(super) fn row(c: &Corroboration, scale: Scale) -> Markup {
    let said = &c.consensus;
    let what = Claim { event: said.event.clone(), count: c.told().cloned(), actor: said.actor.clone(), ..Claim::default() };
    let what = what.to_string();
    let place = said.place.as_ref();
    let land = place.and_then(|p| p.country.as_deref()).map(country);
    html! {
        span.what {
            span.title dir="auto" { (if what.is_empty() { "an event".to_owned() } else { what }) }
            span.meta {
                @if let Some(place) = place {
                    bdi { (place.name) }
                    @if let Some(land) = land.filter(|l| *l != place.name) { ", " (land) }
                }
                @if let Some(date) = said.date.as_ref().filter(|d| !d.is_unresolved() || d.partial.is_some()) {
                    @if place.is_some() { " · " } time { (date) }
                }
                @for (key, word) in flags(c) { " " span.tag.(key) { (word) } }
            }
        }
        span.count {
            @if c.claims.is_empty() {
                b.denies { "0" } span.range { "denied by " (c.against.as_ref().map_or(0, |a| a.independent.best)) }
            } @else {
                b { (c.independent.best) }
                span.range {
                    @if c.independent.lower != c.independent.upper {
                        (c.independent.lower) "–" (c.independent.upper)
                    }
                    span.sr { " independent sources" }
                }
            }
        }
        (interval(c, scale))
        (loudness(c, scale))
    }
}

/// Support to the right of nought, denial to the left: a bar from lower to upper, a mark at best.
fn interval(c: &Corroboration, scale: Scale) -> Markup {
    let unit = (WIDTH - 16.0) / (scale.told + scale.denied) as f64;
    let zero = 8.0 + scale.denied as f64 * unit;
    let right = |n: usize| zero + n as f64 * unit;
    let left = |n: usize| zero - n as f64 * unit;
    let against = c.against.as_ref().map(|a| a.independent);
    let said = format!(
        "{}{}",
        words("independent sources", c.independent),
        against.map_or(String::new(), |a| format!("; {}", words("denials", a)))
    );
    let step = scale.told.max(scale.denied).div_ceil(12).max(1);
    let told = (step..=scale.told).step_by(step).map(right);
    let denied = (step..=scale.denied).step_by(step).map(left);
    html! {
        svg.interval viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(said) {
            path.grid d=(told.chain(denied).map(|x| format!("M{} 9v12", px(x))).collect::<String>()) {}
            line.zero x1=(px(zero)) x2=(px(zero)) y1="3" y2=(px(HEIGHT - 3.0)) {}
            @if c.independent.upper > 0 {
                (bar(right(c.independent.lower), right(c.independent.upper), ""))
                circle.dot cx=(px(right(c.independent.best))) cy="15" r="5.5" {}
            }
            @if let Some(a) = against {
                (bar(left(a.upper), left(a.lower), "denies"))
                rect.dot.denies x=(px(left(a.best) - 4.5)) y="10.5" width="9" height="9" {}
            }
        }
    }
}

fn words(what: &str, n: Independent) -> String {
    format!("{what}: lower {}, best {}, upper {}", n.lower, n.best, n.upper)
}

fn bar(from: f64, to: f64, class: &str) -> Markup {
    html! {
        @if to > from { rect.bar.(class) x=(px(from)) y="12" width=(px(to - from)) height="6" rx="3" {} }
    }
}

/// Articles, publishers and independent sources, one below the other: what is only loud is seen at once.
fn loudness(c: &Corroboration, scale: Scale) -> Markup {
    let long = |n: usize| n as f64 / scale.articles as f64 * BARS;
    let said = format!(
        "{} of {} with {}",
        counted(c.articles, "article"),
        counted(c.publishers, "publisher"),
        counted(c.independent.best, "independent source")
    );
    if c.claims.is_empty() {
        return html! { span.single { "nobody here says so" } };
    }
    if c.articles.max(c.independent.best) <= 1 {
        return html! { span.single { (counted(c.articles, "article")) } };
    }
    let rows = [("articles", c.articles, "loud"), ("publishers", c.publishers, "loud"), ("sources", c.independent.best, "true")];
    html! {
        svg.loudness viewBox="0 0 190 36" role="img" aria-label=(said) {
            @for (n, (name, value, class)) in rows.into_iter().enumerate() {
                @let y = n as f64 * 12.0;
                text.name x="58" y=(px(y + 9.0)) { (name) }
                @if value > 0 { rect.(class) x="64" y=(px(y + 2.0)) width=(px(long(value))) height="7" rx="1" {} }
                text.value x=(px(68.0 + long(value))) y=(px(y + 9.0)) { (value) }
            }
        }
    }
}
