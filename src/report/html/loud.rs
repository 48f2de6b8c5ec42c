//! All claims at once: how many articles tell each, and how many independent sources are behind them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::draw::{counted, px};
use crate::independence::Corroboration;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 196.0;
const LEFT: f64 = 30.0;
const BOTTOM: f64 = 34.0;

/// Bubbles at articles and best count, as large as there are claims; on the dashed line every article is a source of its own, and the farther below it the
/// louder a claim is for what is behind it. Nothing where no claim has two articles.
pub(super) fn loud(shown: &[Corroboration]) -> Markup {
    let mut at: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for c in shown.iter().filter(|c| !c.claims.is_empty()) {
        *at.entry((c.articles, c.independent.best)).or_default() += 1;
    }
    let articles = at.keys().map(|k| k.0).max().unwrap_or(0);
    let sources = at.keys().map(|k| k.1).max().unwrap_or(0).max(2);
    if articles < 2 {
        return html! {};
    }
    let most = at.values().copied().max().unwrap_or(1) as f64;
    let (unit_x, unit_y) = ((WIDTH - LEFT - 26.0) / articles as f64, (HEIGHT - BOTTOM - 24.0) / sources as f64);
    let x = |n: usize| LEFT + n as f64 * unit_x;
    let y = |n: usize| HEIGHT - BOTTOM - n as f64 * unit_y;
    let room = unit_x.min(unit_y).clamp(10.0, 40.0) / 2.0;
    let radius = |n: usize| (n as f64 / most).sqrt() * room;
    let both = articles.min(sources);
    let loud: usize = at.iter().filter(|((a, s), _)| a > s).map(|(_, n)| n).sum();
    let said = format!("{} of {} with more articles than independent sources.", loud, counted(at.values().sum(), "claim"));
    let step = |n: usize| n.div_ceil(8).max(1);
    html! {
        figure.loud {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(said) {
                line.axis x1=(px(LEFT)) x2=(px(WIDTH)) y1=(px(y(0))) y2=(px(y(0))) {}
                line.axis x1=(px(LEFT)) x2=(px(LEFT)) y1="18" y2=(px(y(0))) {}
                line.even x1=(px(x(0))) y1=(px(y(0))) x2=(px(x(both))) y2=(px(y(both))) {}
                @for n in (1..=articles).step_by(step(articles)) { text.tick.middle x=(px(x(n))) y=(px(y(0) + 14.0)) { (n) } }
                @for n in (1..=sources).step_by(step(sources)) { text.tick.end x=(px(LEFT - 7.0)) y=(px(y(n) + 3.5)) { (n) } }
                text.name.end x=(px(WIDTH)) y=(px(HEIGHT - 6.0)) { "articles →" }
                text.name x="2" y="10" { "↑ independent sources" }
                @for ((a, s), n) in &at {
                    @let r = radius(*n).max(3.0);
                    g {
                        title { (counted(*n, "claim")) ": " (counted(*a, "article")) ", " (counted(*s, "independent source")) }
                        circle.loud[a > s] cx=(px(x(*a))) cy=(px(y(*s))) r=(px(r)) {}
                        @if r >= 7.0 { text.n.middle x=(px(x(*a))) y=(px(y(*s) + 3.5)) { (n) } }
                    }
                }
            }
            figcaption {
                "Each circle stands for the claims with so many articles and sources. "
                "Those below the dashed line are louder than their sources."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::independence::Independent;

    #[test]
    fn loud_claims_lie_below_the_line() {
        let told = |articles, best| Corroboration {
            claims: vec!["a#0".into()],
            articles,
            independent: Independent { lower: best, best, upper: best },
            ..Corroboration::default()
        };
        let svg = loud(&[told(1, 1), told(1, 1), told(4, 1), told(3, 3)]).into_string();
        for expected in
            ["1 of 4 claims with more articles", "2 claims: 1 article, 1 independent source", "<circle class=\"loud\""]
        {
            assert!(svg.contains(expected), "{expected} in {svg}");
        }
        assert_eq!(loud(&[told(1, 1)]).into_string(), "");
        assert_eq!(loud(&[]).into_string(), "");
    }
}
