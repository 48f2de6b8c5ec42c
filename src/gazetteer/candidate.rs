//! Walking over keys, and the places that a key means.

use std::num::NonZeroU32;

use fst::raw::{CompiledAddr, Fst};

use super::entry::PlaceEntry;
use super::key::is_kept;
use super::table::{Index, Postings, Section, Spelling};
use super::{Gazetteer, LAYERS};

/// A place in the automata of all tables: the way to the longest name that begins with the words pushed so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'g> {
    gazetteer: &'g Gazetteer,
    spelling: Spelling,
    path: Path,
}

/// The way of a cursor through the automata.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    states: [Option<State>; LAYERS],
    /// Whether it is a whole name, and whether any name goes on with a further word, where that was asked.
    seen: Option<(bool, bool)>,
    /// Whether a word was pushed.
    begun: bool,
}

/// A node of an automaton, and the output on the way to it. Tables hold less than four gigabytes.
#[derive(Clone, Copy, Debug)]
struct State {
    /// The address of the node, counted from one: cursors are carried about, and so take less room.
    node: NonZeroU32,
    output: u32,
}

impl State {
    fn new(node: CompiledAddr, output: u64) -> Option<State> {
        let node = u32::try_from(node).ok()?.checked_add(1).and_then(NonZeroU32::new)?;
        Some(State { node, output: u32::try_from(output).ok()? })
    }

    fn address(self) -> CompiledAddr {
        (self.node.get() - 1) as CompiledAddr
    }

    fn step(self, fst: &Fst<Section>, word: &str) -> Option<State> {
        let (mut at, mut output) = (self.address(), u64::from(self.output));
        for byte in word.bytes().filter(|b| is_kept(char::from(*b))) {
            let node = fst.node(at);
            let transition = node.transition(node.find_input(byte)?);
            at = transition.addr;
            output += transition.out.value();
        }
        State::new(at, output)
    }

    fn rank(self, fst: &Fst<Section>) -> Option<u64> {
        let node = fst.node(self.address());
        node.is_final().then(|| u64::from(self.output) + node.final_output().value())
    }
}

impl<'g> Cursor<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, spelling: Spelling) -> Cursor<'g> {
        let mut states = [None; LAYERS];
        for (state, layer) in states.iter_mut().zip(gazetteer.layers.iter()) {
            *state = State::new(layer.table.index(spelling).fst.root().addr(), 0);
        }
        Cursor { gazetteer, spelling, path: Path { states, seen: None, begun: false } }
    }

    /// A cursor that has come a way before.
    pub(super) fn at(gazetteer: &'g Gazetteer, spelling: Spelling, path: Path) -> Cursor<'g> {
        Cursor { gazetteer, spelling, path }
    }

    /// The way it came, for [`Cursor::at`].
    pub(super) fn path(&self) -> Path {
        Path { seen: self.path.begun.then(|| (self.is_key(), self.goes_on())), ..self.path }
    }

    fn index(&self, layer: usize) -> Option<&'g Index> {
        Some(self.gazetteer.layers.get(layer)?.table.index(self.spelling))
    }

    /// Goes on within a word: "people", then "s". False: no name goes on so. O(length).
    pub(crate) fn extend(&mut self, letters: &str) -> bool {
        self.advance(letters, false)
    }

    /// Goes on by a folded word (apostrophes and full stops in it do not matter). False: no name begins so, and the cursor is spent. O(length of the word), no allocation.
    pub(crate) fn push(&mut self, word: &str) -> bool {
        let begun = std::mem::replace(&mut self.path.begun, true);
        if begun && matches!(self.path.seen, Some((_, false))) {
            self.path.states = [None; LAYERS];
            return false;
        }
        self.advance(word, begun)
    }

    /// The cursor behind a further word; `None` where no name goes on so.
    pub(crate) fn pushed(mut self, word: &str) -> Option<Cursor<'g>> {
        self.push(word).then_some(self)
    }

    /// Whether no word was pushed that counts.
    pub(crate) fn is_at_root(&self) -> bool {
        !self.path.begun
    }

    /// Whether any name goes on with a further word. O(1).
    pub(crate) fn goes_on(mut self) -> bool {
        self.is_at_root() || self.path.seen.map_or_else(|| self.advance(" ", false), |(_, goes_on)| goes_on)
    }

    fn advance(&mut self, word: &str, apart: bool) -> bool {
        self.path.seen = None;
        let mut alive = false;
        for i in 0..self.gazetteer.layers.len() {
            let Some((state, index)) = self.path.states.get(i).copied().flatten().zip(self.index(i)) else { continue };
            let after = if apart { state.step(&index.fst, " ") } else { Some(state) };
            let after = after.and_then(|s| s.step(&index.fst, word));
            alive |= after.is_some();
            if let Some(slot) = self.path.states.get_mut(i) {
                *slot = after;
            }
        }
        alive
    }

    /// Whether the words pushed so far are a whole name.
    pub(crate) fn is_key(&self) -> bool {
        let key = || (0..self.gazetteer.layers.len()).any(|i| self.rank(i).is_some());
        self.path.seen.map_or_else(key, |(key, _)| key)
    }

    fn rank(&self, layer: usize) -> Option<u64> {
        let state = self.path.states.get(layer).copied().flatten()?;
        state.rank(&self.index(layer)?.fst)
    }

    /// The places of that name; none where it is no whole name.
    pub(crate) fn candidates(&self) -> Candidates<'g> {
        Candidates::of(Some(*self), None, None)
    }
}

/// The places under one name: see [`Gazetteer::find`].
#[derive(Clone)]
pub struct Candidates<'g> {
    exact: Option<Hits<'g>>,
    variant: Option<Hits<'g>>,
    arabic: Option<Hits<'g>>,
}

impl<'g> Candidates<'g> {
    /// The places of a name as it is spelled, and after them those of its other romanizations, each place once; those of Arabic names
    /// only where no name is spelled so.
    pub(crate) fn of(exact: Option<Cursor<'g>>, variant: Option<Cursor<'g>>, arabic: Option<Cursor<'g>>) -> Candidates<'g> {
        let arabic = arabic.filter(|_| !exact.is_some_and(|e| e.is_key()));
        Candidates { exact: exact.map(Hits::new), variant: variant.map(Hits::new), arabic: arabic.map(Hits::new) }
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
        if let Some(entry) = self.exact.as_mut().and_then(Hits::next) {
            return Some(entry);
        }
        let known = || self.exact.as_ref().map(|hits| Hits::new(hits.cursor)).into_iter().flatten();
        let variant = self.variant.as_mut().and_then(|hits| hits.find(|entry| !known().any(|k| k == *entry)));
        variant.or_else(|| self.arabic.as_mut()?.next())
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
                    return Some(entry.called(main, self.cursor.spelling != Spelling::Exact));
                }
            }
            self.layer += 1;
            self.postings = None;
        }
    }
}
