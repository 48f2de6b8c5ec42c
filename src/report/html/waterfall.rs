//! The weight of a link as a waterfall: what each field adds, in bits.

use maud::{Markup, html};

use super::draw::px;
use crate::cluster::Link;
use crate::independence::Corroboration;
use crate::pipeline::Report;

/// Links shown of one corroboration, the weakest ones: those by which it holds together.
const SHOWN: usize = 6;

const WIDTH: f64 = 250.0;
const STEP: f64 = 15.0;
const LABELS: f64 = 46.0;
const BITS: f64 = 40.0;

/// The links that hold the claims together, the weakest first.
pub(super) fn links(report: &Report, corroboration: &Corroboration) -> Markup {
    let ties = report.ties(corroboration);
    let hidden = ties.len().saturating_sub(SHOWN);
    html! {
        @if !ties.is_empty() {
            section.links {
                h3 { "Why the claims are held to be one event" }
                p.note {
                    "Evidence for and against one event, in bits: the log"
                    sub { "2" }
                    " of the odds (Fellegi–Sunter). Each claim at its heaviest link, the weakest links first"
                    @if hidden > 0 { "; " (hidden) " heavier not shown" }
                    "."
                }
                div.cards { @for link in ties.iter().take(SHOWN) { (waterfall(link)) } }
            }
        }
    }
}

fn waterfall(link: &Link) -> Markup {
    let mut steps: Vec<(&str, f64, f64)> = Vec::new();
    let mut at = 0.0;
    for (name, bits) in link.parts.each() {
        steps.push((name, at, at + bits));
        at += bits;
    }
    steps.push(("weight", 0.0, link.weight));
    let ends = steps.iter().flat_map(|(_, from, to)| [*from, *to]);
    let (low, high) = ends.fold((0.0_f64, 1.0_f64), |(low, high), x| (low.min(x), high.max(x)));
    let x = |bits: f64| LABELS + (bits - low) / (high - low) * (WIDTH - LABELS - BITS);
    let height = steps.len() as f64 * STEP + 4.0;
    let said: Vec<String> = steps.iter().map(|(name, from, to)| format!("{name} {:+.1}", to - from)).collect();
    html! {
        figure.card {
            svg.waterfall viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(format!("Bits: {}", said.join(", "))) {
                line.axis x1=(px(x(0.0))) x2=(px(x(0.0))) y1="0" y2=(px(height)) {}
                @for (n, (name, from, to)) in steps.iter().enumerate() {
                    @let y = n as f64 * STEP + 2.0;
                    @let (left, right) = (x(from.min(*to)), x(from.max(*to)));
                    @let class = if *name == "weight" { "sum" } else if to >= from { "for" } else { "against" };
                    text x="0" y=(px(y + 10.0)) { (name) }
                    rect class=(class) x=(px(left)) y=(px(y + 2.0)) width=(px((right - left).max(1.0))) height=(px(STEP - 5.0)) {}
                    text.num x=(px(WIDTH)) y=(px(y + 10.0)) { (format!("{:+.1}", to - from).replace('-', "−")) }
                }
            }
            figcaption { code { (link.a) } " and " code { (link.b) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::Parts;

    #[test]
    fn steps_begin_where_the_last_ended() {
        let parts = Parts { prior: Some(-6.0), event: Some(4.0), place: Some(8.0), ..Parts::default() };
        let link = Link { a: "a#0".into(), b: "<b>#0".into(), weight: 6.0, parts };
        let svg = waterfall(&link).into_string();
        for expected in
            ["Bits: prior -6.0, event +4.0, place +8.0, weight +6.0", "<code>&lt;b&gt;#0</code>", ">−6.0<", "class=\"against\""]
        {
            assert!(svg.contains(expected), "{expected} in {svg}");
        }
    }
}
