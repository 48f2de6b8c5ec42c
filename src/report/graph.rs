//! Where a corroboration comes from, as a graph: articles, publishers, relays, roots, and what was merged.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use serde::Serialize;

use crate::claim::{Claim, Naming};
use crate::independence::{Corroboration, Level, Reason, Strength};
use crate::pipeline::Report;

/// A provenance graph. Nodes and edges are in a fixed order; it writes itself as text ([`fmt::Display`]), as JSON (`serde`) and for
/// Graphviz ([`Provenance::dot`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Provenance {
    /// Id of the corroboration.
    pub id: String,
    /// Articles, publishers, relays and roots.
    pub nodes: Vec<Node>,
    /// Who has it from whom, and what counts as one.
    pub edges: Vec<Edge>,
}

/// Somebody or something in the chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// `article:…`, `publisher:…`, `relay:…`, or the id of an origin (`o1`).
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub label: String,
    /// How firm a root it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// It says that it did not happen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub denies: bool,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NodeKind {
    /// An article with a claim of the corroboration.
    Article,
    /// Who published it.
    Publisher,
    /// An outlet, person or body through which it came.
    Relay,
    /// A root, as it is counted.
    Root,
}

/// A tie between two nodes, by id.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// The article, or whoever has it from somebody.
    pub from: String,
    /// The publisher, or from whom it is.
    pub to: String,
    /// What ties them.
    pub kind: EdgeKind,
    /// How sure a merge is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Why two count as one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The reason in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EdgeKind {
    /// An article and its publisher.
    PublishedBy,
    /// From the nearer link of the chain to the deeper one.
    From,
    /// A passage is copied.
    CopiedFrom,
    /// Two count as one source.
    Merged,
}

impl Report {
    /// Where the claims of a corroboration come from: each article with its publisher, the links of its chain, and the root that it was
    /// counted under; then copies, and merges with level and reason. Linear in the claims and their chains.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let articles = [
    ///     Document::new("a", "RIA Novosti reported that 12 soldiers fled near Kharkiv on July 18, 2025.").publisher("one.example"),
    ///     Document::new("b", "Twelve soldiers fled near Kharkiv on July 18, 2025, according to RIA Novosti.").publisher("two.example"),
    /// ];
    /// let report = Corroborator::default().corroborate(&articles);
    /// let graph = report.provenance(&report.corroborations()[0]);
    /// assert!(graph.to_string().contains("article a, of one.example, from RIA Novosti"));
    /// assert!(graph.dot().starts_with("digraph"));
    /// ```
    pub fn provenance(&self, corroboration: &Corroboration) -> Provenance {
        let mut graph = Graph::default();
        let against = corroboration.against.as_ref();
        let origins =
            corroboration.origins.iter().map(|o| (o, false)).chain(against.iter().flat_map(|a| &a.origins).map(|o| (o, true)));
        let mut roots: BTreeMap<&str, &str> = BTreeMap::new();
        for (origin, denies) in origins {
            let strength = Some(origin.strength);
            graph.node(Node { id: origin.id.clone(), kind: NodeKind::Root, label: origin.label.clone(), strength, denies });
            roots.extend(origin.claims.iter().map(|claim| (claim.as_str(), origin.id.as_str())));
        }
        let denials = against.iter().flat_map(|a| &a.claims).map(|id| (id, true));
        for (id, denies) in corroboration.claims.iter().map(|id| (id, false)).chain(denials) {
            if let (Some(claim), Some(root)) = (self.claim(id), roots.get(id.as_str())) {
                graph.claim(claim, root, denies);
            }
        }
        for merge in &corroboration.merges {
            let (Some(a), Some(b)) = (self.claim(&merge.a), self.claim(&merge.b)) else { continue };
            let copied = matches!(merge.reason, Reason::CopiedText | Reason::CitesArticle | Reason::Restated);
            let (from, to) = match (roots.get(merge.a.as_str()), roots.get(merge.b.as_str())) {
                (Some(a), Some(b)) if a != b => ((*b).to_owned(), (*a).to_owned()),
                _ => (article(b), article(a)),
            };
            if from != to {
                let kind = if copied && merge.reason == Reason::CopiedText { EdgeKind::CopiedFrom } else { EdgeKind::Merged };
                let (level, reason) = (Some(merge.level), Some(merge.reason));
                graph.edge(Edge { from, to, kind, level, reason, note: merge.note.clone() });
            }
        }
        Provenance { id: corroboration.id.clone(), nodes: graph.nodes, edges: graph.edges }
    }

    /// The graphs of several corroborations as one: articles, publishers and relays are shared, a root belongs to its corroboration and has the id of
    /// that before its own.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let article = Document::new("a", "Police said 12 people were killed and 30 wounded in Kharkiv on July 18, 2025.");
    /// let report = Corroborator::default().corroborate(&[article]);
    /// let network = report.network(report.corroborations());
    /// assert_eq!(network.nodes.iter().filter(|node| node.id == "article:a").count(), 1);
    /// ```
    pub fn network<'c>(&self, corroborations: impl IntoIterator<Item = &'c Corroboration>) -> Provenance {
        let mut graph = Graph::default();
        for corroboration in corroborations {
            let part = self.provenance(corroboration);
            let roots: BTreeSet<String> = part.nodes.iter().filter(|n| n.kind == NodeKind::Root).map(|n| n.id.clone()).collect();
            let own = |id: String| if roots.contains(&id) { format!("{}/{id}", part.id) } else { id };
            for node in part.nodes {
                graph.node(Node { id: own(node.id), ..node });
            }
            for edge in part.edges {
                graph.edge(Edge { from: own(edge.from), to: own(edge.to), ..edge });
            }
        }
        Provenance { id: "report".to_owned(), nodes: graph.nodes, edges: graph.edges }
    }
}

/// A root's name without the way on which it is known.
#[cfg(feature = "export")]
pub(super) fn origin(label: &str) -> &str {
    label.split(", through ").next().unwrap_or(label)
}

fn article(claim: &Claim) -> String {
    format!("article:{}", claim.doc)
}

/// Nodes and edges, each once.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    known: BTreeMap<String, usize>,
    tied: BTreeMap<(String, String, EdgeKind), usize>,
}

impl Graph {
    fn node(&mut self, node: Node) -> String {
        let id = node.id.clone();
        if !self.known.contains_key(&id) {
            self.known.insert(id.clone(), self.nodes.len());
            self.nodes.push(node);
        }
        id
    }

    fn edge(&mut self, edge: Edge) {
        let key = (edge.from.clone(), edge.to.clone(), edge.kind);
        if !self.tied.contains_key(&key) {
            self.tied.insert(key, self.edges.len());
            self.edges.push(edge);
        }
    }

    fn claim(&mut self, claim: &Claim, root: &str, denies: bool) {
        let plain = |id: String, kind, label: &str| Node { id, kind, label: label.to_owned(), strength: None, denies: false };
        let tie = |from: &str, to: &str, kind| Edge {
            from: from.to_owned(),
            to: to.to_owned(),
            kind,
            level: None,
            reason: None,
            note: String::new(),
        };
        let mut at = self.node(Node { denies, ..plain(article(claim), NodeKind::Article, &claim.doc) });
        if let Some(name) = claim.publisher_name.as_deref().or(claim.publisher.as_deref()) {
            let key = claim.publisher.as_deref().unwrap_or(name);
            let publisher = self.node(plain(format!("publisher:{key}"), NodeKind::Publisher, name));
            self.edge(tie(&at, &publisher, EdgeKind::PublishedBy));
        }
        for link in &claim.chain {
            let Some(name) = link.name.as_deref() else { continue };
            // Whom nobody names is somebody else in each article.
            let id = match link.link {
                Naming::Named => format!("relay:{}", link.id.as_deref().unwrap_or(name)),
                _ => format!("relay:{name} in {}", claim.doc),
            };
            let next = self.node(plain(id, NodeKind::Relay, name));
            if next != at {
                self.edge(tie(&at, &next, EdgeKind::From));
            }
            at = next;
        }
        self.edge(tie(&at, root, EdgeKind::From));
    }
}

impl Provenance {
    /// The graph in the DOT language of Graphviz: `dot -Tsvg`. Likely merges are dashed, possible ones dotted.
    pub fn dot(&self) -> String {
        let mut out = String::new();
        // Writing to a string never fails.
        let _ = self.write_dot(&mut out);
        out
    }

    fn write_dot(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "digraph {} {{", quoted(&self.id))?;
        writeln!(out, "  rankdir=LR; node [fontname=\"sans-serif\"];")?;
        for node in &self.nodes {
            let shape = match node.kind {
                NodeKind::Article => "note",
                NodeKind::Publisher => "box",
                NodeKind::Relay => "ellipse",
                NodeKind::Root => "doubleoctagon",
            };
            let colour = if node.denies { ", color=red" } else { "" };
            writeln!(out, "  {} [label={}, shape={shape}{colour}];", quoted(&node.id), quoted(&node.label))?;
        }
        for edge in &self.edges {
            let style = match (edge.kind, edge.level) {
                (EdgeKind::PublishedBy, _) => "color=gray, arrowhead=none",
                (EdgeKind::From, _) => "style=solid",
                (_, Some(Level::Possible)) => "style=dotted, dir=none",
                (_, Some(Level::Likely)) => "style=dashed, dir=none",
                _ => "style=bold",
            };
            let label = if edge.note.is_empty() { String::new() } else { format!(", label={}", quoted(&edge.note)) };
            writeln!(out, "  {} -> {} [{style}{label}];", quoted(&edge.from), quoted(&edge.to))?;
        }
        writeln!(out, "}}")
    }

    fn label<'p>(&'p self, id: &'p str) -> &'p str {
        self.nodes.iter().find(|n| n.id == id).map_or(id, |n| n.label.as_str())
    }
}

/// A string of the DOT language.
fn quoted(text: &str) -> String {
    let escaped: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", escaped.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One line an article, with its chain; then the roots; then what counts as one, and why.
impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = |id: &str, kind: EdgeKind| {
            self.edges.iter().filter(move |e| e.from == id && e.kind == kind).map(|e| e.to.as_str()).collect::<Vec<_>>()
        };
        for node in self.nodes.iter().filter(|n| n.kind == NodeKind::Article) {
            write!(f, "article {}", node.label)?;
            for publisher in from(&node.id, EdgeKind::PublishedBy) {
                write!(f, ", of {}", self.label(publisher))?;
            }
            if node.denies {
                f.write_str(", denies it")?;
            }
            for first in from(&node.id, EdgeKind::From) {
                let mut at = first;
                // A chain ends at a root; the bound guards against circles.
                for _ in 0..self.nodes.len() {
                    if self.nodes.iter().any(|n| n.id == at && n.kind == NodeKind::Root) {
                        break;
                    }
                    write!(f, ", from {}", self.label(at))?;
                    // Some claims name the relay alone, others go on to whom it cites.
                    let next = from(at, EdgeKind::From);
                    let root = |id: &&&str| self.nodes.iter().any(|n| n.id == **id && n.kind == NodeKind::Root);
                    match next.iter().find(|id| !root(id)).or(next.first()) {
                        Some(next) => at = next,
                        None => break,
                    }
                }
            }
            writeln!(f)?;
        }
        for node in self.nodes.iter().filter(|n| n.kind == NodeKind::Root) {
            writeln!(f, "root {}: {}{}", node.id, node.label, if node.denies { ", denies it" } else { "" })?;
        }
        for edge in self.edges.iter().filter(|e| e.level.is_some()) {
            let level = match edge.level {
                Some(Level::Proven) | None => "proven",
                Some(Level::Likely) => "likely",
                Some(Level::Possible) => "possibly",
            };
            let name = |id: &str| if id.starts_with("article:") { id.replacen(':', " ", 1) } else { id.to_owned() };
            writeln!(f, "{level} one: {} and {}: {}", name(&edge.to), name(&edge.from), edge.note)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Corroborator, Document};

    #[test]
    fn articles_lead_to_roots() {
        let articles = [
            Document::new(
                "a",
                "TASS reported on Monday, citing expert Pavel Grinko, that 12 soldiers fled near Kharkiv on July 18, 2025.",
            )
            .publisher("one.example"),
            Document::new("b", "Twelve soldiers fled near Kharkiv on July 18, 2025, expert Pavel Grinko said.")
                .publisher("two.example"),
            Document::new("c", "On July 18, 2025 twelve soldiers fled near Kharkiv.").publisher("three \"quoted\""),
        ];
        let report = Corroborator::default().corroborate(&articles);
        let graph = report.provenance(&report.corroborations()[0]);
        let text = graph.to_string();
        for line in [
            "article a, of one.example, from TASS, from Pavel Grinko\n",
            "article b, of two.example, from Pavel Grinko\n",
            "article c, of three \"quoted\"\n",
            "likely one: o1 and o2: three \"quoted\" names no source of its own\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
        let ids: Vec<&str> = graph.nodes.iter().map(|n| n.id.as_str()).collect();
        assert!(graph.edges.iter().all(|e| ids.contains(&e.from.as_str()) && ids.contains(&e.to.as_str())), "{graph:#?}");
        let dot = graph.dot();
        assert!(dot.contains("\"relay:tass\" -> \"relay:Pavel Grinko\" [style=solid];"), "{dot}");
        assert!(dot.contains("label=\"three \\\"quoted\\\"\""), "{dot}");
        assert_eq!(dot.matches('{').count(), 1);
    }
}
