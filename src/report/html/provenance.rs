//! The provenance graph as a drawing: who has it from whom, and what counts as one.

use std::collections::BTreeMap;
use std::fmt::Write;

use maud::{Markup, html};

use super::super::graph::{Edge, NodeKind};
use super::draw::{counted, px};
use super::layers::{BOX, Layers, Placed, layers};
use crate::independence::{Corroboration, Level, Reason, Strength};
use crate::pipeline::Report;

/// Merges drawn; the list below names all.
const DRAWN: usize = 40;
/// Merges of articles by a common root that are drawn: where there are more, none is.
const BRACKETS: usize = 8;

pub(super) fn provenance(report: &Report, c: &Corroboration) -> Markup {
    let graph = report.provenance(c);
    let notes = notes(c);
    let plan = layers(&graph);
    // One root, one publisher, one article: the list of sources says it all.
    if plan.nodes.len() <= 3 && plan.hidden == 0 && notes.is_empty() {
        return html! {};
    }
    let said = format!(
        "Provenance: {} in {}, published by {}. The list of sources below says the same in words.",
        counted(c.origins.len() + c.against.as_ref().map_or(0, |a| a.origins.len()), "root"),
        counted(plan.nodes.iter().filter(|n| n.node.id.starts_with("article:")).count() + plan.hidden, "article"),
        counted(c.publishers, "publisher"),
    );
    html! {
        section.provenance {
            h3 { "Where it comes from" }
            div.scroll role="region" aria-label="Provenance graph" tabindex="0" { (drawing(&plan, &notes, &said)) }
            @if plan.hidden > 0 { p.note { (plan.hidden) " more articles are not drawn." } }
            @if !notes.is_empty() {
                p.note { "What counts as one source, and why. Proven merges hold in all three counts, likely ones in best and lower, possible ones in lower alone." }
                ol.merges {
                    @for (level, note) in notes.keys() {
                        li { div { b.level { (word(*level)) } span dir="auto" { (note) } } }
                    }
                }
            }
        }
    }
}

/// Merges by level and reason, numbered: each once.
fn notes(c: &Corroboration) -> BTreeMap<(Level, &str), usize> {
    let mut notes: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    for merge in c.merges.iter().filter(|m| m.reason != Reason::Restated) {
        notes.insert((merge.level, &merge.note), 0);
    }
    for (n, number) in notes.values_mut().enumerate() {
        *number = n + 1;
    }
    notes
}

pub(super) fn word(level: Level) -> &'static str {
    match level {
        Level::Proven => "proven",
        Level::Likely => "likely",
        Level::Possible => "possible",
    }
}

fn drawing(plan: &Layers<'_>, notes: &BTreeMap<(Level, &str), usize>, said: &str) -> Markup {
    let arcs = arcs(plan, notes);
    html! {
        svg.graph viewBox=(format!("0 0 {} {}", px(plan.width), px(plan.height))) width=(px(plan.width)) height=(px(plan.height))
            role="img" aria-label=(said) {
            @for (name, x) in &plan.heads { text.head x=(px(*x)) y="12" { (name) } }
            @for (a, b) in &plan.flows {
                @let (a, b) = (&plan.nodes[*a], &plan.nodes[*b]);
                path.flow.denies[b.node.denies || a.node.denies] d=(flow(a, b)) {}
            }
            @for arc in &arcs {
                path.merge class=(word(arc.level)) d=(&arc.path) {}
            }
            @for node in &plan.nodes { (boxed(node)) }
            @for arc in arcs.iter().filter(|a| a.number > 0) {
                circle.key cx=(px(arc.x)) cy=(px(arc.y)) r="7.5" {}
                text.key x=(px(arc.x)) y=(px(arc.y + 3.5)) { (arc.number) }
            }
        }
    }
}

fn boxed(node: &Placed<'_>) -> Markup {
    let kind = node.node.kind;
    let strength = node.node.strength;
    let class = match (kind, strength) {
        (NodeKind::Root, Some(Strength::Weak)) => "node root weak",
        (NodeKind::Root, Some(Strength::Anonymous | Strength::Class)) => "node root vague",
        (NodeKind::Root, _) => "node root",
        (NodeKind::Relay, _) => "node relay",
        (NodeKind::Publisher, _) => "node publisher",
        (NodeKind::Article, _) => "node article",
    };
    let half = node.height() / 2.0;
    html! {
        g class=(class) {
            title { (&node.node.label) @if node.node.denies { " (denies it)" } }
            rect.denies[node.node.denies] x=(px(node.x)) y=(px(node.y - half)) width=(px(node.width())) height=(px(half * 2.0)) rx="4" {}
            @for (n, line) in node.lines.iter().enumerate() {
                text x=(px(node.x + 8.0)) y=(px(node.baseline(n))) { (line) }
            }
        }
    }
}

/// A curve from the right edge of one box to the left edge of another.
fn flow(a: &Placed<'_>, b: &Placed<'_>) -> String {
    let (x0, x1) = (a.x + BOX, b.x);
    let bend = (x1 - x0).min(60.0) / 2.0;
    // Flows over several layers pass straight before they bend.
    let turn = x1 - bend * 2.0;
    let mut path = format!("M{} {}", px(x0), px(a.y));
    if turn > x0 + 1.0 {
        let _ = write!(path, "H{}", px(turn));
    }
    let _ = write!(path, "C{} {} {} {} {} {}", px(turn + bend), px(a.y), px(x1 - bend), px(b.y), px(x1), px(b.y));
    path
}

/// A merge, drawn as a bracket.
struct Arc {
    level: Level,
    number: usize,
    path: String,
    x: f64,
    y: f64,
}

/// Brackets left of the roots and right of the articles, each in a lane of its own as far as there are lanes.
fn arcs(plan: &Layers<'_>, notes: &BTreeMap<(Level, &str), usize>) -> Vec<Arc> {
    let mut arcs = Vec::new();
    let mut lanes: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    let mut merges: Vec<_> = plan.merges.iter().filter(|(a, b, _)| plan.nodes[*a].layer == plan.nodes[*b].layer).collect();
    // That many articles go back to one root is seen where they meet: brackets beside all of them would hide the others.
    let told = |(a, _, edge): &&(usize, usize, &Edge)| plan.nodes[*a].layer > 0 && edge.reason == Some(Reason::SameRoot);
    if merges.iter().filter(|m| told(m)).count() > BRACKETS {
        merges.retain(|m| !told(m));
    }
    let ends = |(a, b, _): &(usize, usize, &Edge)| {
        let (a, b) = (plan.nodes[*a].y, plan.nodes[*b].y);
        (a.min(b), a.max(b))
    };
    merges.sort_by(|a, b| (ends(a).0).total_cmp(&ends(b).0).then(ends(a).1.total_cmp(&ends(b).1)));
    let articles = plan.nodes.iter().filter(|n| n.node.kind == NodeKind::Article);
    let wide = articles.map(Placed::width).fold(0.0, f64::max);
    for merge in merges.into_iter().take(DRAWN) {
        let (top, bottom) = ends(merge);
        let node = &plan.nodes[merge.0];
        let right = node.layer > 0;
        let free = &mut lanes[usize::from(right)];
        let lane = free.iter().position(|end| *end < top).unwrap_or(free.len());
        if lane == free.len() {
            free.push(bottom);
        } else {
            free[lane] = bottom;
        }
        let out = 8.0 + 7.0 * (lane.min(2)) as f64;
        let (edge, x) = if right { (node.x + wide, node.x + wide + out) } else { (node.x, node.x - out) };
        let level = merge.2.level.unwrap_or(Level::Proven);
        let number = notes.get(&(level, merge.2.note.as_str())).copied().unwrap_or(0);
        let path = format!("M{} {}H{}V{}H{}", px(edge), px(top), px(x), px(bottom), px(edge));
        // Keys of brackets that begin together would lie on each other.
        let y = (top + bottom) / 2.0;
        arcs.push(Arc { level, number, path, x, y });
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for arc in &mut arcs {
        while taken.iter().any(|(x, y)| (x - arc.x).abs() < 16.0 && (y - arc.y).abs() < 16.0) && arc.y < plan.height - 8.0 {
            arc.y += 4.0;
        }
        taken.push((arc.x, arc.y));
    }
    arcs
}
