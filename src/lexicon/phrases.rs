//! A word-level phrase automaton: all tables are found in one scan of a text.

use rustc_hash::FxHashMap;

use crate::text::vocabulary::Vocabulary;
use crate::text::{Case, Text};

/// How the words of a phrase must be written to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// In any case.
    Any,
    /// Every word that the phrase writes with a capital must have one: "May", "Time".
    Capitalized,
    /// In capitals where the phrase is in capitals: "US", "WHO".
    Exact,
}

/// Phrases with what they mean. Building is linear in the phrases; a scan is linear in the text for phrases of bounded length.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<S> {
    words: Vocabulary,
    /// For each word the node that it leads to from the root: nodes below [`INNER`] have the numbers of words.
    first: Vec<Node>,
    /// The other nodes, and the steps to them.
    inner: Vec<Node>,
    steps: FxHashMap<(u32, u32), u32>,
    entries: Vec<Entry<S>>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// A bit for each word that a phrase may go on with: most words of a text are turned away here, before `steps` is asked.
    next: u64,
    /// The entries that end here, as a chain through `entries`.
    head: u32,
}

impl Node {
    const NEW: Node = Node { next: 0, head: NONE };
}

#[derive(Clone, Debug)]
struct Entry<S> {
    sense: S,
    written: Written,
    /// Per word, two bits: how it is written in the phrase (0 any, 1 capitalized, 2 capitals).
    cases: u64,
    next: u32,
}

/// A phrase found in a text: tokens `start..end`, and what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<S> {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it means.
    pub sense: S,
}

/// From here on nodes are [`Phrases::inner`] ones.
const INNER: u32 = 1 << 31;
/// A word that no phrase holds.
const NO_WORD: u32 = u32::MAX;
/// No entry.
const NONE: u32 = u32::MAX;

impl<S> Default for Phrases<S> {
    fn default() -> Self {
        Phrases {
            words: Vocabulary::default(),
            first: Vec::new(),
            inner: Vec::new(),
            steps: FxHashMap::default(),
            entries: Vec::new(),
        }
    }
}

impl<S: Copy> Phrases<S> {
    /// Adds a phrase. It is cut into words as a text is, so that "U.S." or "Kyiv's" match what they look like.
    pub fn add(&mut self, phrase: &str, written: Written, sense: S) {
        let mut lower = String::new();
        let text = Text::new(phrase, &mut lower);
        if text.tokens.is_empty() {
            return;
        }
        let (mut node, mut cases) = (None, 0u64);
        for i in 0..text.tokens.len() {
            let word = self.word(text.norm(i));
            node = Some(match node {
                None => {
                    if word as usize >= self.first.len() {
                        self.first.resize(word as usize + 1, Node::NEW);
                    }
                    word
                }
                Some(node) => {
                    let new = INNER + self.inner.len() as u32;
                    if let Some(node) = self.node_mut(node) {
                        node.next |= bit(word);
                    }
                    let step = *self.steps.entry((node, word)).or_insert(new);
                    if step == new {
                        self.inner.push(Node::NEW);
                    }
                    step
                }
            });
            let case = match text.case(i) {
                Case::Upper | Case::Mixed => 2,
                Case::Title => 1,
                _ => 0,
            };
            cases |= case << (2 * i.min(31));
        }
        let last = self.entries.len() as u32;
        if let Some(node) = node.and_then(|node| self.node_mut(node)) {
            let next = std::mem::replace(&mut node.head, last);
            self.entries.push(Entry { sense, written, cases, next });
        }
    }

    fn node(&self, node: u32) -> Option<&Node> {
        if node < INNER { self.first.get(node as usize) } else { self.inner.get((node - INNER) as usize) }
    }

    fn node_mut(&mut self, node: u32) -> Option<&mut Node> {
        if node < INNER { self.first.get_mut(node as usize) } else { self.inner.get_mut((node - INNER) as usize) }
    }

    /// The number of a folded word, which it gets here where it has none.
    pub fn word(&mut self, folded: &str) -> u32 {
        self.words.number(folded)
    }

    /// The number of a folded word that a phrase holds.
    pub fn known(&self, folded: &str) -> Option<u32> {
        self.words.get(folded)
    }

    /// The number of each token, [`NO_WORD`] where no phrase holds it.
    pub fn words(&self, text: &Text<'_>) -> Vec<u32> {
        text.places().map(|(run, form)| self.words.get_within(run, form).unwrap_or(NO_WORD)).collect()
    }

    /// Every phrase in the text, ordered by start, the longest first at each start. All of them: an entry inside a longer one is
    /// found too. `ids` are the [`words`](Phrases::words) of the text.
    pub fn scan(&self, text: &Text<'_>, ids: &[u32]) -> Vec<Hit<S>> {
        let mut hits = Vec::with_capacity(ids.len() / 2);
        for (start, first) in ids.iter().enumerate() {
            let Some(Node { next: mut goes_on, head: mut entry }) = self.first.get(*first as usize).copied() else { continue };
            let (mut node, mut end, mut quotes, from) = (*first, start, 0, hits.len());
            loop {
                while let Some(e) = self.entries.get(entry as usize) {
                    let mut words = (start..=end).filter(|i| quotes == 0 || !is_quote(text, *i)).enumerate();
                    if e.written == Written::Any || words.all(|(n, i)| e.fits(n, text.case(i))) {
                        hits.push(Hit { start, end: end + 1, sense: e.sense });
                    }
                    entry = e.next;
                }
                if goes_on == 0 {
                    break;
                }
                let step = |end: usize| {
                    let word = *ids.get(end)?;
                    if goes_on & bit(word) == 0 { None } else { self.steps.get(&(node, word)).copied() }
                };
                end += 1;
                let mut next = step(end);
                // Quotation marks may stand inside a phrase: "caught in 'friendly fire'".
                while next.is_none() && is_quote(text, end) {
                    quotes += 1;
                    end += 1;
                    next = step(end);
                }
                let Some((next, reached)) = next.and_then(|next| Some((next, self.node(next)?))) else { break };
                (node, goes_on, entry) = (next, reached.next, reached.head);
            }
            if hits.len() > from + 1 {
                hits[from..].reverse();
            }
        }
        hits
    }
}

/// One of 64 bits for a word.
fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

fn is_quote(text: &Text<'_>, token: usize) -> bool {
    text.is(token, &["'", "\""])
}

impl<S> Entry<S> {
    fn fits(&self, word: usize, case: Case) -> bool {
        let wanted = self.cases >> (2 * word.min(31)) & 3;
        match (self.written, wanted) {
            (Written::Any, _) | (_, 0) => true,
            (Written::Capitalized, _) | (Written::Exact, 1) => matches!(case, Case::Title | Case::Upper | Case::Mixed),
            (Written::Exact, _) => matches!(case, Case::Upper | Case::Mixed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_phrases_longest_first() {
        let mut p = Phrases::default();
        p.add("laid down their arms", Written::Any, 1);
        p.add("arms", Written::Any, 2);
        p.add("US", Written::Exact, 3);
        p.add("May", Written::Capitalized, 4);
        p.add("U.S. Army", Written::Any, 5);
        p.add("laid", Written::Any, 6);
        let mut lower = String::new();
        let text = Text::new("They LAID down their arms. Tell us: may he go in May? The US, the u.s. army.", &mut lower);
        let found: Vec<_> = p.scan(&text, &p.words(&text)).into_iter().map(|h| (text.slice(h.start..h.end), h.sense)).collect();
        assert_eq!(found, [("LAID down their arms", 1), ("LAID", 6), ("arms", 2), ("May", 4), ("US", 3), ("u.s. army", 5)]);
    }
}
