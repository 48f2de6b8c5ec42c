//! Attribution chains to roots.

use rustc_hash::FxHashMap;

use super::cast::{Cast, Entity};
use crate::claim::{Claim, Naming, Source};
use crate::lexicon::{Body, BodyClass};

/// How firm a root is. The order is that in which one root is preferred to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RootKind {
    /// The publisher saw it or speaks of its own.
    FirstHand,
    /// A named person, body or document.
    Named,
    /// Somebody unnamed, through a newsroom.
    Anonymous,
    /// An outlet that is cited, with nothing behind it.
    Cited,
    /// An unnamed outlet of a class.
    Class,
    /// Nobody.
    Weak,
}

/// Where one claim comes from.
#[derive(Clone, Debug)]
pub(crate) struct Provenance {
    pub(crate) kind: RootKind,
    /// Claims with one key have one root.
    pub(crate) key: String,
    /// The name of the root, for people.
    pub(crate) name: String,
    /// The description of an unnamed source or class, without the newsroom.
    pub(crate) body: Option<Body>,
    /// `ngo`, `person`, … as the chain says.
    pub(crate) sort: Option<String>,
    /// Persons who speak as the voice of the root.
    pub(crate) voice: Option<String>,
    /// The state whose voice the root is.
    pub(crate) state: Option<String>,
    /// The group or state that owns a root that is an outlet.
    pub(crate) owner: Option<String>,
    pub(crate) publisher: String,
    /// The newsroom through which the root is known: the deepest outlet of the chain, else the publisher.
    pub(crate) newsroom: String,
    /// The name of that newsroom, for people.
    pub(crate) through: String,
}

impl Provenance {
    /// Resolves the chain of a claim: `publisher <- relay … <- origin`.
    ///
    /// Citations of the publisher itself and repeated links are dropped, so chains end; what is left last is the root. A person followed by
    /// a body speaks for it. Linear in the length of the chain.
    pub(crate) fn of(claim: &Claim, cast: &Cast<'_>) -> Provenance {
        let publisher = cast.publisher(claim);
        let mut links: Vec<(&Source, Option<Entity<'_>>)> = Vec::with_capacity(claim.chain.len());
        let mut own_voice = claim.chain.is_empty();
        for source in &claim.chain {
            let entity = (source.link == Naming::Named).then(|| cast.entity(source)).flatten();
            if let Some(e) = &entity {
                if *e.key == publisher {
                    own_voice = true;
                    continue;
                }
                if links.iter().any(|(_, l)| l.as_ref().is_some_and(|l| l.key == e.key)) {
                    continue;
                }
            }
            links.push((source, entity));
        }
        if links.iter().any(|(s, _)| s.link != Naming::Unattributed) {
            links.retain(|(s, _)| s.link != Naming::Unattributed);
        }
        let newsroom = links.iter().rev().find_map(|(_, e)| e.as_ref().filter(|e| e.media));
        let (newsroom, through) = match newsroom {
            Some(e) => (e.key.to_string(), e.name.to_string()),
            None => (publisher.clone(), cast.publisher_name(claim)),
        };
        let mut it = Provenance {
            kind: RootKind::Weak,
            key: String::new(),
            name: String::new(),
            body: None,
            sort: None,
            voice: None,
            state: None,
            owner: None,
            publisher: publisher.clone(),
            newsroom,
            through,
        };
        // "The ministry" of no named state is that of the place.
        let here = claim.place.as_ref().and_then(|p| p.country.clone()).or_else(|| cast.here.clone());
        let Some((source, entity)) = links.last() else {
            let row = cast.outlet(&publisher);
            let body = row.is_some_and(|o| !o.is_media());
            let state = cast.state_of_publisher(&publisher);
            if claim.first_hand
                || (own_voice && state.is_some() && cast.is_body(&publisher))
                || (own_voice && body && !claim.chain.is_empty())
            {
                it.kind = RootKind::FirstHand;
                it.key.clone_from(&publisher);
                it.owner = row.and_then(|o| cast.outlets.owner(o)).map(String::from);
                it.state = state;
            } else {
                it.key = format!("weak:{publisher}");
            }
            it.name = cast.publisher_name(claim);
            return it;
        };
        it.sort.clone_from(&source.kind);
        let side = source.side.as_deref().and_then(state_of_side);
        let name = source.name.as_deref().unwrap_or("");
        match (source.link, entity) {
            (Naming::Named, Some(e)) => {
                it.kind = match (e.media, claim.first_hand) {
                    (true, true) => RootKind::FirstHand,
                    (true, false) => RootKind::Cited,
                    (false, _) => RootKind::Named,
                };
                it.key = e.key.to_string();
                it.name = e.name.to_string();
                it.body = e.body.cloned();
                let row = cast.outlet(e.key);
                it.owner = row.and_then(|o| cast.outlets.owner(o)).map(String::from);
                // A document that names a body need not be of its making: a leaked list speaks for nobody.
                let spoken = e.body.filter(|b| b.class.is_state() && b.headed && row.is_none() && !e.document);
                // "The Nigerian Red Cross" is of a country and speaks for itself.
                let society = e.body.is_some_and(|b| b.headed && matches!(b.class, BodyClass::Organization | BodyClass::Media));
                it.state = side
                    .filter(|_| !society)
                    .or_else(|| row.and_then(|o| o.state().map(String::from)))
                    .or_else(|| spoken.and_then(|b| b.country.clone().or_else(|| here.clone())))
                    .or_else(|| e.office.then(|| here.clone()).flatten());
                // Who speaks for a body: the person right before it.
                let before = links.len().checked_sub(2).and_then(|i| links.get(i)).and_then(|(_, b)| b.as_ref());
                it.voice = before.filter(|b| b.person && !e.person).map(|b| b.key.to_string());
            }
            (Naming::Class, _) => it.be_class(name, side, &publisher),
            (Naming::Anonymous, _) => {
                let class = links.iter().rev().find(|(s, _)| s.link == Naming::Class);
                if let Some((class, _)) = class {
                    it.be_class(class.name.as_deref().unwrap_or(name), side, &publisher);
                } else {
                    let via = links.iter().rev().find_map(|(_, e)| e.as_ref().map(|e| e.key.to_string())).unwrap_or(publisher);
                    let body = Body::parse(name);
                    it.kind = RootKind::Anonymous;
                    it.state =
                        side.or_else(|| body.as_ref().filter(|b| b.class.is_state()).and_then(|b| b.country.clone().or(here)));
                    let words = body.as_ref().map_or_else(String::new, Body::key);
                    it.key = format!("anonymous:{words}|{via}");
                    it.name = if name.is_empty() { "an unnamed source".into() } else { name.into() };
                    it.body = body;
                }
            }
            (Naming::Named, None) | (Naming::Unattributed, _) => {
                it.key = format!("weak:{publisher}");
                it.name = cast.publisher_name(claim);
            }
        }
        it
    }

    fn be_class(&mut self, name: &str, side: Option<String>, publisher: &str) {
        let body = Body::parse(name);
        self.kind = RootKind::Class;
        self.state = side.or_else(|| body.as_ref().and_then(|b| b.country.clone()));
        self.key = format!("class:{}|{publisher}", body.as_ref().map_or_else(String::new, Body::key));
        self.name = name.into();
        self.body = body;
    }

    /// A root that is no more than a rumour or a relay.
    pub(crate) fn is_unnamed_report(&self) -> bool {
        self.kind == RootKind::Weak
            || (self.kind == RootKind::Class && self.state.is_none())
            || (self.kind == RootKind::Anonymous && self.body.as_ref().is_none_or(|b| b.class == BodyClass::Media))
    }
}

/// "UA", "ua" and "gov-ua" are one state; ids of groups stay as they are.
pub(crate) fn state_of_side(side: &str) -> Option<String> {
    let side = side.strip_prefix("gov-").unwrap_or(side).trim();
    (!side.is_empty()).then(|| if side.len() == 2 { side.to_ascii_uppercase() } else { side.to_string() })
}

/// Publishers on a circle of citations: A cites B, B cites A, directly or through others.
pub(crate) fn circles<'a>(cites: &[(&'a str, &'a str)]) -> Vec<&'a str> {
    // Whoever cites nobody left or is cited by nobody left is on no circle; peel them off until nothing changes.
    let mut edges: Vec<(&str, &str)> = cites.iter().copied().filter(|(a, b)| a != b).collect();
    edges.sort_unstable();
    edges.dedup();
    for forward in [true, false] {
        let end = |e: &(&'a str, &'a str)| if forward { (e.0, e.1) } else { (e.1, e.0) };
        let mut degree: FxHashMap<&str, usize> = FxHashMap::default();
        let mut into: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for (from, to) in edges.iter().map(end) {
            *degree.entry(from).or_default() += 1;
            degree.entry(to).or_default();
            into.entry(to).or_default().push(from);
        }
        let mut free: Vec<&str> = degree.iter().filter(|(_, d)| **d == 0).map(|(n, _)| *n).collect();
        while let Some(node) = free.pop() {
            for from in into.remove(node).unwrap_or_default() {
                if let Some(d) = degree.get_mut(from) {
                    *d -= 1;
                    if *d == 0 {
                        free.push(from);
                    }
                }
            }
        }
        edges.retain(|e| degree.get(e.0).is_some_and(|d| *d > 0) && degree.get(e.1).is_some_and(|d| *d > 0));
    }
    let mut nodes: Vec<&str> = edges.iter().flat_map(|e| [e.0, e.1]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_of_citations() {
        for (name, cites, expected) in [
            ("none", &[("a", "b"), ("b", "c")][..], &[][..]),
            ("two", &[("a", "b"), ("b", "a"), ("c", "a")], &["a", "b"]),
            ("itself", &[("a", "a")], &[]),
            ("three", &[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "a")], &["a", "b", "c"]),
            ("empty", &[], &[]),
        ] {
            assert_eq!(circles(cites), expected, "{name}");
        }
    }

    #[test]
    fn sides() {
        for (side, expected) in [("gov-ua", Some("UA")), ("UA", Some("UA")), ("hamas", Some("hamas")), ("", None), ("gov-", None)]
        {
            assert_eq!(state_of_side(side).as_deref(), expected, "{side}");
        }
    }
}
