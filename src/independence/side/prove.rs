//! What the texts prove: one root, copies, citations of articles that are here, restatements.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CANDIDATES, Side, is_bare};
use crate::independence::corroboration::{Level, Reason};
use crate::independence::forest::{Forest, Union};
use crate::independence::provenance::{RootKind, circles};
use crate::independence::reuse::Copies;
use crate::lexicon::BodyClass;

impl Side<'_> {
    /// What the texts prove.
    pub(super) fn prove(&mut self, forest: &mut Forest, copies: &Copies) {
        let copied = self.find_copies(copies);
        let cited = self.find_citations();
        self.relays = self.relays();
        let resolved: FxHashSet<usize> = cited.iter().map(|u| u.b).collect();
        self.prove_roots(forest, &resolved);
        for u in copied.into_iter().chain(cited) {
            forest.union(u.a, u.b, u.level, u.reason, || u.note);
        }
        self.prove_police(forest);
        self.prove_restatements(forest);
        self.prove_comments(forest);
    }

    /// "Analysts say that the desertions have causes": they judge what the article has from somebody it names, and tell nothing themselves.
    fn prove_comments(&self, forest: &mut Forest) {
        let named = self.named_by_article();
        for i in (0..self.claims.len()).filter(|i| self.kinds[*i] == RootKind::Anonymous && is_bare(self.claims[*i])) {
            let judges = self.roots[i].body.as_ref().is_some_and(|b| b.class == BodyClass::Commentator);
            if let Some(&j) = named.get(self.claims[i].doc.as_str()).filter(|_| judges) {
                let note = || format!("{:?} judge what {} tells in the same article", self.roots[i].name, self.roots[j].name);
                forest.union(j, i, Level::Proven, Reason::Restated, note);
            }
        }
    }

    /// "Police" of no town, with the very number that their ministry gives.
    fn prove_police(&self, forest: &mut Forest) {
        let body = |i: usize| self.roots[i].body.as_ref().filter(|_| self.kinds[i] <= RootKind::Named);
        let mut ministries: FxHashMap<(&str, u64), usize> = FxHashMap::default();
        for i in 0..self.roots.len() {
            let ministry = body(i).is_some_and(|b| b.class == BodyClass::Ministry && b.words.contains("interior"));
            if let (true, Some(state), Some(count)) = (ministry, self.roots[i].state.as_deref(), self.exact(i)) {
                ministries.entry((state, count)).or_insert(i);
            }
        }
        for i in 0..self.roots.len() {
            let police = body(i).is_some_and(|b| b.class == BodyClass::Police && b.words.iter().eq(["police"]));
            let (Some(state), Some(count)) = (self.roots[i].state.as_deref(), self.exact(i)) else { continue };
            if let Some(&j) = ministries.get(&(state, count)).filter(|_| police) {
                let note = || format!("{} and {}, to which they belong, give one number", self.roots[i].name, self.roots[j].name);
                forest.union(j, i, Level::Proven, Reason::SameBody, note);
            }
        }
    }

    /// Claims that repeat another, but for those that repeat one another in a circle: there nobody is the first.
    fn relays(&self) -> FxHashSet<usize> {
        let mut circle: FxHashSet<usize> = FxHashSet::default();
        let mut walked: FxHashMap<usize, usize> = FxHashMap::default();
        for &start in self.repeats.keys() {
            let mut at = start;
            while let (Some(&next), None) = (self.repeats.get(&at), walked.get(&at)) {
                walked.insert(at, start);
                at = next;
            }
            // The walk came back to where it had been itself: from there on it goes round.
            if self.repeats.contains_key(&at) && walked.get(&at) == Some(&start) {
                while let Some(&next) = self.repeats.get(&at).filter(|_| circle.insert(at)) {
                    at = next;
                }
            }
        }
        self.repeats.keys().copied().filter(|i| !circle.contains(i)).collect()
    }

    /// One key, one root; a person and the body he speaks for are one.
    ///
    /// Who cites an outlet whose articles are here rests on one of them: two who cite it need not mean the same.
    fn prove_roots(&self, forest: &mut Forest, resolved: &FxHashSet<usize>) {
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, root) in self.roots.iter().enumerate() {
            let key = (!resolved.contains(&i)).then_some(&root.key);
            for key in [key, root.voice.as_ref()].into_iter().flatten() {
                let Some(&j) = first.get(key.as_str()) else {
                    first.insert(key, i);
                    continue;
                };
                let other = &self.roots[j];
                let (reason, note) = if self.claims[i].doc == self.claims[j].doc {
                    (Reason::Restated, format!("one article gives {} twice", root.name))
                } else if root.kind == RootKind::Weak {
                    (Reason::SamePublisher, format!("both from {}, without a source", root.name))
                } else if root.kind == RootKind::Anonymous {
                    (Reason::SameAnonymous, format!("{:?}, both times through {}", root.name, root.through))
                } else if root.name != other.name {
                    (Reason::SameBody, format!("{} and {} are one", other.name, root.name))
                } else {
                    (Reason::SameRoot, format!("both go back to {}", root.name))
                };
                forest.union(j, i, Level::Proven, reason, || note);
            }
        }
    }

    /// Copied passages have the root of what they are copied from; copies of a document that is not here are one among themselves.
    fn find_copies(&mut self, copies: &Copies) -> Vec<Union> {
        let mut by_doc: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, c) in self.claims.iter().enumerate() {
            by_doc.entry(&c.doc).or_default().push(i);
            by_id.insert(&c.id, i);
        }
        let mut absent: FxHashMap<&str, usize> = FxHashMap::default();
        let mut copied = Vec::new();
        for (i, c) in self.claims.iter().enumerate() {
            let found = copies.of(&c.id);
            let source = c.copy_of.as_deref().or(found.map(|f| f.doc.as_str())).filter(|d| *d != c.doc);
            let Some(source) = source else { continue };
            let own = found.and_then(|f| f.claim.as_deref()).and_then(|id| by_id.get(id).copied());
            let target = own.or_else(|| by_doc.get(source).and_then(|list| self.nearest(i, list)));
            let Some(j) = target.or_else(|| absent.get(source).copied()) else {
                absent.insert(source, i);
                continue;
            };
            let note = match found {
                Some(f) if !f.note.is_empty() => f.note.clone(),
                _ => format!("the passage is copied from {source}"),
            };
            copied.push(Union { level: Level::Proven, a: j, b: i, reason: Reason::CopiedText, note });
        }
        // Whatever credit a copy bears, it is no firmer than what it was copied from.
        for u in &copied {
            self.kinds[u.b] = RootKind::Weak;
            self.copied.insert(u.b);
            self.repeats.insert(u.b, u.a);
        }
        copied
    }

    /// An article that rests on an outlet rests on the outlet's own article, where that is here.
    fn find_citations(&mut self) -> Vec<Union> {
        let mut by_publisher: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, root) in self.roots.iter().enumerate() {
            by_publisher.entry(&root.publisher).or_default().push(i);
        }
        // A body too: what it says in its own article has the root that it gives there.
        let rests = |k: RootKind| matches!(k, RootKind::Cited | RootKind::Named);
        // What another outlet's reporter saw stands in that outlet's article.
        let cites = |i: usize| {
            let root = &self.roots[i];
            let relayed = root.kind == RootKind::FirstHand && root.key != root.publisher;
            (rests(root.kind) || relayed).then_some(root.key.as_str())
        };
        let edges: Vec<(&str, &str)> = (0..self.roots.len())
            .filter_map(|i| cites(i).filter(|k| by_publisher.contains_key(k)).map(|k| (self.roots[i].publisher.as_str(), k)))
            .collect();
        let circle: FxHashSet<String> = circles(&edges).into_iter().map(String::from).collect();
        let mut resolved = Vec::new();
        for i in 0..self.roots.len() {
            let Some(list) = cites(i).and_then(|k| by_publisher.get(k)) else { continue };
            let others: Vec<usize> =
                list.iter().copied().filter(|j| self.claims[*j].doc != self.claims[i].doc).take(CANDIDATES).collect();
            let Some(j) = self.nearest(i, &others) else { continue };
            let (here, there) = (&self.roots[i], &self.roots[j]);
            let round = circle.contains(&here.publisher) && circle.contains(&there.publisher) && rests(there.kind);
            let reason = if round { Reason::Circular } else { Reason::CitesArticle };
            let note = format!("{} rests on {}, whose own article is here", self.cited_by(i), here.name);
            resolved.push(Union { level: Level::Proven, a: j, b: i, reason, note });
        }
        self.circular = !circle.is_empty();
        for u in &resolved {
            self.kinds[u.b] = RootKind::Weak;
            self.repeats.entry(u.b).or_insert(u.a);
        }
        resolved
    }

    /// What an article says without a source, it has from the source it names elsewhere.
    fn prove_restatements(&self, forest: &mut Forest) {
        let mut by_doc: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, c) in self.claims.iter().enumerate() {
            by_doc.entry(&c.doc).or_default().push(i);
        }
        for (i, c) in self.claims.iter().enumerate() {
            let Some(list) = by_doc.get(c.doc.as_str()) else { continue };
            // "TASS: …" in the headline, "TASS reported, citing X" in the text.
            let root = &self.roots[i];
            if root.kind == RootKind::Cited {
                let told: Vec<usize> = list
                    .iter()
                    .copied()
                    .filter(|j| self.roots[*j].newsroom == root.key && self.roots[*j].key != root.key)
                    .collect();
                if let Some(j) = self.nearest(i, &told) {
                    let note = format!("{} says elsewhere whom {} cites", self.cited_by(i), root.name);
                    forest.union(j, i, Level::Proven, Reason::Restated, || note);
                }
                continue;
            }
            // "Governor: five killed": a headline says in short whom the text names.
            if root.kind == RootKind::Anonymous && !self.claims[i].field.is_text() {
                let told = list.iter().copied().filter(|j| self.claims[*j].field.is_text() && self.agree(i, *j));
                let told: Vec<usize> = told.filter(|j| !self.roots[*j].is_unnamed_report()).collect();
                if let Some(j) = self.nearest(i, &told) {
                    let note = format!("the headline of {} tells what the text says", self.cited_by(i));
                    forest.union(j, i, Level::Proven, Reason::Restated, || note);
                    continue;
                }
            }
            if !root.is_unnamed_report() || self.copied.contains(&i) {
                continue;
            }
            let named: Vec<usize> = list.iter().copied().filter(|j| !self.roots[*j].is_unnamed_report()).collect();
            if let Some(j) = self.nearest(i, if named.is_empty() { list } else { &named }) {
                let note = format!("{} says it again without a source", self.cited_by(i));
                forest.union(j, i, Level::Proven, Reason::Restated, || note);
            }
        }
    }
}
