//! The provenance graph laid out in layers: roots to the left, then relays, publishers, articles. What is told flows from left to right.

use std::collections::{BTreeMap, BTreeSet};

use textwrap::core::display_width;

use super::super::graph::{Edge, EdgeKind, Node, NodeKind, Provenance, origin};
use super::draw;

/// Articles drawn of one corroboration; the others are counted.
pub(super) const ARTICLES: usize = 40;

/// Columns of text in a box.
const COLUMNS: usize = 24;
pub(super) const BOX: f64 = 172.0;
const GAP: f64 = 54.0;
const LINE: f64 = 14.0;

/// A node with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'p> {
    pub(super) node: &'p Node,
    pub(super) layer: usize,
    pub(super) lines: Vec<String>,
    /// Left edge and middle.
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Placed<'_> {
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE + 8.0
    }

    /// Articles have no box: their text alone takes room.
    pub(super) fn width(&self) -> f64 {
        let text = self.lines.iter().map(|l| display_width(l)).max().unwrap_or(0) as f64 * 6.6 + 14.0;
        if self.node.kind == NodeKind::Article { text.min(BOX) } else { BOX }
    }

    /// The base line of a line of its text.
    pub(super) fn baseline(&self, line: usize) -> f64 {
        self.y - self.height() / 2.0 + 4.0 + (line as f64 + 0.78) * LINE
    }
}

/// A graph with places for its nodes.
#[derive(Debug)]
pub(super) struct Layers<'p> {
    pub(super) nodes: Vec<Placed<'p>>,
    /// Flow between placed nodes, the teller first.
    pub(super) flows: Vec<(usize, usize)>,
    /// Merges between placed nodes of one layer, with their edge.
    pub(super) merges: Vec<(usize, usize, &'p Edge)>,
    /// Names of the layers with their left edges.
    pub(super) heads: Vec<(&'static str, f64)>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Articles that are not drawn.
    pub(super) hidden: usize,
}

/// Lays a graph out. Linear in its edges but for sorting.
pub(super) fn layers(graph: &Provenance) -> Layers<'_> {
    let mut from: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|e| e.kind == EdgeKind::From) {
        from.entry(&edge.from).or_default().push(&edge.to);
    }
    let kinds: BTreeMap<&str, NodeKind> = graph.nodes.iter().map(|n| (n.id.as_str(), n.kind)).collect();
    let labels: BTreeMap<&str, &str> = graph.nodes.iter().map(|n| (n.id.as_str(), n.label.as_str())).collect();
    let publisher: BTreeMap<&str, &str> =
        graph.edges.iter().filter(|e| e.kind == EdgeKind::PublishedBy).map(|e| (e.from.as_str(), e.to.as_str())).collect();

    // A relay that is the root by another name is drawn as the root.
    let mut same: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, targets) in &from {
        if let ([root], Some(NodeKind::Relay)) = (targets.as_slice(), kinds.get(id)) {
            let name = labels.get(id).copied().unwrap_or("");
            let is_root = kinds.get(root) == Some(&NodeKind::Root);
            if is_root && labels.get(root).is_some_and(|label| origin(label) == name) {
                same.insert(id, root);
            }
        }
    }
    let real = |id: &'_ str| -> String { same.get(id).copied().unwrap_or(id).to_owned() };

    // How far each relay is from a root; the bound guards against circles.
    let mut depth: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..8 {
        let mut changed = false;
        for node in graph.nodes.iter().filter(|n| n.kind == NodeKind::Relay && !same.contains_key(n.id.as_str())) {
            let below = from.get(node.id.as_str()).into_iter().flatten();
            let deep = below.filter_map(|t| depth.get(real(t).as_str()).copied()).max().unwrap_or(0) + 1;
            let deep = deep.min(4);
            changed |= depth.insert(&node.id, deep) != Some(deep);
        }
        if !changed {
            break;
        }
    }
    let relays = depth.values().copied().max().unwrap_or(0);

    let all: Vec<&Node> = graph.nodes.iter().filter(|n| n.kind == NodeKind::Article).collect();
    let hidden = all.len().saturating_sub(ARTICLES);
    let articles: BTreeSet<&str> = all.iter().take(ARTICLES).map(|n| n.id.as_str()).collect();
    // What leads from the articles that are drawn.
    let mut reached: BTreeSet<&str> = articles.clone();
    let mut next: Vec<&str> = articles.iter().copied().collect();
    while let Some(id) = next.pop() {
        for to in from.get(id).into_iter().flatten().chain(publisher.get(id)) {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    let layer = |node: &Node| match node.kind {
        NodeKind::Root => 0,
        NodeKind::Relay => depth.get(node.id.as_str()).copied().unwrap_or(1),
        NodeKind::Publisher => relays + 1,
        NodeKind::Article => relays + 2,
    };
    let shown = graph.nodes.iter().filter(|n| reached.contains(n.id.as_str()) && !same.contains_key(n.id.as_str()));
    let mut nodes: Vec<Placed<'_>> = shown
        .map(|node| {
            let label = if node.kind == NodeKind::Root { origin(&node.label) } else { &node.label };
            let columns = if node.kind == NodeKind::Article { COLUMNS + 4 } else { COLUMNS };
            Placed { node, layer: layer(node), lines: draw::lines(label, columns), x: 0.0, y: 0.0 }
        })
        .collect();
    let at: BTreeMap<String, usize> = nodes.iter().enumerate().map(|(i, n)| (n.node.id.clone(), i)).collect();

    let mut flows: BTreeSet<(usize, usize)> = BTreeSet::new();
    for edge in &graph.edges {
        let ends = |a: &str, b: &str| Some((*at.get(&real(a))?, *at.get(&real(b))?));
        let ends = match edge.kind {
            EdgeKind::PublishedBy => ends(&edge.to, &edge.from),
            // What an article has from others came to it through its publisher.
            EdgeKind::From => ends(&edge.to, publisher.get(edge.from.as_str()).copied().unwrap_or(&edge.from)),
            _ => None,
        };
        flows.extend(ends.filter(|(a, b)| a != b));
    }
    let flows: Vec<(usize, usize)> = flows.into_iter().collect();
    let merges = graph.edges.iter().filter(|e| e.level.is_some());
    let merges = merges.filter_map(|e| Some((*at.get(&e.to)?, *at.get(&e.from)?, e))).collect();

    let height = place(&mut nodes, &flows, relays + 3);
    let left = 30.0;
    for node in &mut nodes {
        node.x = left + node.layer as f64 * (BOX + GAP);
    }
    let names =
        std::iter::once("origin").chain((0..relays).map(|n| if n == 0 { "through" } else { "" })).chain(["publisher", "article"]);
    let heads = names.enumerate().map(|(n, name)| (name, left + n as f64 * (BOX + GAP))).collect();
    let width = nodes.iter().map(|n| n.x + n.width()).fold(0.0, f64::max) + 34.0;
    Layers { nodes, flows, merges, heads, width, height, hidden }
}

/// Gives every node its height on the page: articles in the order of their roots and publishers, all others in the middle of what they lead to.
fn place(nodes: &mut [Placed<'_>], flows: &[(usize, usize)], layers: usize) -> f64 {
    let mut tellers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b) in flows {
        tellers.entry(*b).or_default().push(*a);
        told.entry(*a).or_default().push(*b);
    }
    // Those who say so before those who deny, then by the least root upstream, then by what they share.
    let mut order: Vec<(usize, Vec<usize>, bool)> = Vec::new();
    for n in 0..nodes.len() {
        let (mut path, mut at) = (vec![n], n);
        for _ in 0..layers {
            let Some(up) = tellers.get(&at).and_then(|up| up.iter().min_by_key(|i| (nodes[**i].layer, **i))) else { break };
            path.push(*up);
            at = *up;
        }
        let denies = nodes[n].node.denies || nodes[at].node.denies;
        path.reverse();
        order.push((n, path, denies));
    }
    order.sort_by(|a, b| (a.2, &a.1).cmp(&(b.2, &b.1)));
    let rank: BTreeMap<usize, usize> = order.iter().enumerate().map(|(r, (n, ..))| (*n, r)).collect();

    let top = 26.0;
    let mut bottom = top;
    for layer in (0..layers).rev() {
        let mut column: Vec<usize> = (0..nodes.len()).filter(|n| nodes[*n].layer == layer).collect();
        column.sort_by_key(|n| rank.get(n).copied());
        let mut free = top;
        for n in column {
            let children: Vec<f64> =
                told.get(&n).into_iter().flatten().filter(|c| nodes[**c].layer > layer).map(|c| nodes[*c].y).collect();
            let middle = match (children.first(), children.last()) {
                (Some(_), Some(_)) => children.iter().sum::<f64>() / children.len() as f64,
                _ => 0.0,
            };
            let half = nodes[n].height() / 2.0;
            let y = middle.max(free + half);
            nodes[n].y = y;
            free = y + half + 8.0;
            bottom = bottom.max(free);
        }
    }
    bottom + 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Corroborator, Document};

    #[test]
    fn nothing_overlaps_and_all_flows_to_the_right() {
        let articles: Vec<Document> = (0..60)
            .map(|n| {
                let root = ["TASS reported, citing expert Pavel Grinko,", "Police said", "Reuters reported"][n % 3];
                Document::new(format!("a{n:02}"), format!("{root} that 12 soldiers fled near Kharkiv on July 18, 2025."))
                    .publisher(format!("p{}.example", n / 2))
            })
            .collect();
        let report = Corroborator::default().corroborate(&articles);
        let graph = report.provenance(&report.corroborations()[0]);
        let layers = layers(&graph);
        assert_eq!(layers.hidden, 20);
        for (i, a) in layers.nodes.iter().enumerate() {
            assert!(a.y - a.height() / 2.0 >= 20.0 && a.y + a.height() / 2.0 <= layers.height && a.x + a.width() <= layers.width);
            for b in &layers.nodes[..i] {
                let apart = (a.y - b.y).abs() >= (a.height() + b.height()) / 2.0;
                assert!(a.layer != b.layer || apart, "{a:?} {b:?}");
            }
        }
        assert!(layers.flows.iter().all(|(a, b)| layers.nodes[*a].layer < layers.nodes[*b].layer), "{:?}", layers.flows);
        // The root that TASS cites is one node, and no relay bears its name as well.
        assert_eq!(layers.nodes.iter().filter(|n| n.lines == ["Pavel Grinko"]).count(), 1);
    }
}
