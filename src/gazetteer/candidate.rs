//! Walking over keys, and the places that a key means.

use fst::raw::{CompiledAddr, Fst};

use super::entry::PlaceEntry;
use super::key::is_kept;
use super::table::{Index, Postings, Section};
use super::{Gazetteer, LAYERS};

/// A place in the automata of all tables: the way to the longest name that begins with the words pushed so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'g> {
    gazetteer: &'g Gazetteer,
    variant: bool,
    begun: bool,
    states: [Option<State>; LAYERS],
}

/// A node of an automaton, and the output on the way to it. Tables hold less than four gigabytes.
#[derive(Clone, Copy, Debug)]
struct State {
    node: u32,
    output: u32,
}

impl State {
    fn step(self, fst: &Fst<Section>, word: &str) -> Option<State> {
        let (mut at, mut output) = (self.node as CompiledAddr, u64::from(self.output));
        for byte in word.bytes().filter(|b| is_kept(char::from(*b))) {
            let node = fst.node(at);
            let transition = node.transition(node.find_input(byte)?);
            at = transition.addr;
            output += transition.out.value();
        }
        Some(State { node: u32::try_from(at).ok()?, output: u32::try_from(output).ok()? })
    }

    fn rank(self, fst: &Fst<Section>) -> Option<u64> {
        let node = fst.node(self.node as CompiledAddr);
        node.is_final().then(|| u64::from(self.output) + node.final_output().value())
    }
}

impl<'g> Cursor<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, variant: bool) -> Cursor<'g> {
        let mut states = [None; LAYERS];
        for (state, layer) in states.iter_mut().zip(gazetteer.layers.iter()) {
            let index = if variant { &layer.table.variant } else { &layer.table.exact };
            *state = u32::try_from(index.fst.root().addr()).ok().map(|node| State { node, output: 0 });
        }
        Cursor { gazetteer, variant, begun: false, states }
    }

    fn index(&self, layer: usize) -> Option<&'g Index> {
        let table = &self.gazetteer.layers.get(layer)?.table;
        Some(if self.variant { &table.variant } else { &table.exact })
    }

    /// Goes on within a word: "people", then "s". False: no name goes on so. O(length).
    pub(crate) fn extend(&mut self, letters: &str) -> bool {
        self.advance(letters, false)
    }

    /// Goes on by a folded word (apostrophes and full stops in it do not matter). False: no name begins so, and the cursor is spent. O(length of the word), no allocation.
    pub(crate) fn push(&mut self, word: &str) -> bool {
        let begun = std::mem::replace(&mut self.begun, true);
        self.advance(word, begun)
    }

    /// Whether any name goes on with a further word. O(1).
    pub(crate) fn goes_on(mut self) -> bool {
        self.advance(" ", false)
    }

    fn advance(&mut self, word: &str, apart: bool) -> bool {
        let mut alive = false;
        for i in 0..self.gazetteer.layers.len() {
            let Some((state, index)) = self.states.get(i).copied().flatten().zip(self.index(i)) else { continue };
            let after = if apart { state.step(&index.fst, " ") } else { Some(state) };
            let after = after.and_then(|s| s.step(&index.fst, word));
            alive |= after.is_some();
            if let Some(slot) = self.states.get_mut(i) {
                *slot = after;
            }
        }
        alive
    }

    /// Whether the words pushed so far are a whole name.
    pub(crate) fn is_key(&self) -> bool {
        (0..self.gazetteer.layers.len()).any(|i| self.rank(i).is_some())
    }

    fn rank(&self, layer: usize) -> Option<u64> {
        let state = self.states.get(layer).copied().flatten()?;
        state.rank(&self.index(layer)?.fst)
    }

    /// The places of that name; none where it is no whole name.
    pub(crate) fn candidates(&self) -> Candidates<'g> {
        Candidates { exact: Hits::new(*self), variant: None }
    }
}

/// The places under one name: see [`Gazetteer::find`].
#[derive(Clone)]
pub struct Candidates<'g> {
    exact: Hits<'g>,
    variant: Option<Hits<'g>>,
}

impl<'g> Candidates<'g> {
    /// After these the places of another cursor, each place once.
    pub(crate) fn and(self, variant: Cursor<'g>) -> Candidates<'g> {
        Candidates { variant: Some(Hits::new(variant)), ..self }
    }
}

impl std::fmt::Debug for Candidates<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'g> Iterator for Candidates<'g> {
    type Item = PlaceEntry<'g>;

    fn next(&mut self) -> Option<PlaceEntry<'g>> {
        if let Some(entry) = self.exact.next() {
            return Some(entry);
        }
        let known = Hits::new(self.exact.cursor);
        self.variant.as_mut()?.find(|entry| !known.clone().any(|k| k == *entry))
    }
}

/// The places of one cursor.
#[derive(Clone)]
struct Hits<'g> {
    cursor: Cursor<'g>,
    layer: usize,
    postings: Option<Postings<'g>>,
}

impl<'g> Hits<'g> {
    fn new(cursor: Cursor<'g>) -> Hits<'g> {
        Hits { cursor, layer: 0, postings: None }
    }
}

impl<'g> Iterator for Hits<'g> {
    type Item = PlaceEntry<'g>;

    fn next(&mut self) -> Option<PlaceEntry<'g>> {
        loop {
            let gazetteer = self.cursor.gazetteer;
            let layer = gazetteer.layers.get(self.layer)?;
            if self.postings.is_none() {
                self.postings =
                    self.cursor.rank(self.layer).zip(self.cursor.index(self.layer)).map(|(rank, index)| index.postings(rank));
            }
            for (index, main) in self.postings.as_mut().into_iter().flatten() {
                if !layer.replaced.contains(&index)
                    && let Some(entry) = PlaceEntry::new(gazetteer, layer, layer.first + index)
                {
                    return Some(entry.called(main, self.cursor.variant));
                }
            }
            self.layer += 1;
            self.postings = None;
        }
    }
}
