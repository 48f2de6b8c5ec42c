//! Where the first words of names lead. The same words open the names of all articles, so the way of each is walked once.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::Gazetteer;
use super::candidate::{Cursor, Path};
use super::key::{arabic_word, variant_word};
use super::table::Spelling;

/// Words that are remembered at most, a power of two; and their most bytes.
const SLOTS: usize = 1 << 15;
const LONGEST: usize = 23;

/// Where a word leads that opens a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening<'g> {
    /// Where it leads as it is spelled; `None` where no name begins so.
    pub exact: Option<Cursor<'g>>,
    /// Where other romanizations of it lead.
    pub variant: Option<Cursor<'g>>,
    /// The same of Arabic names; an article leads to all of them.
    pub arabic: Option<Cursor<'g>>,
}

/// The words asked about so far. A word that finds its slots taken is walked anew each time: what comes often has come early.
#[derive(Default)]
pub(super) struct Openings {
    slots: OnceLock<Box<[OnceLock<Known>]>>,
}

/// A word stands in its slot itself, so that a look at one is enough where no name begins so.
struct Known {
    len: u8,
    word: [u8; LONGEST],
    ways: Option<Box<Ways>>,
}

/// Where a word leads as it is spelled, and by other romanizations.
struct Ways {
    exact: Option<Path>,
    variant: Option<Path>,
    arabic: Option<Path>,
}

impl Known {
    fn new(word: &str, Opening { exact, variant, arabic }: Opening<'_>) -> Known {
        let mut letters = [0; LONGEST];
        letters.iter_mut().zip(word.bytes()).for_each(|(letter, byte)| *letter = byte);
        let path = |cursor: Option<Cursor<'_>>| cursor.map(|c| c.path());
        let ways = Ways { exact: path(exact), variant: path(variant), arabic: path(arabic) };
        let leads = ways.exact.is_some() || ways.variant.is_some() || ways.arabic.is_some();
        Known { len: word.len().min(LONGEST) as u8, word: letters, ways: leads.then(|| Box::new(ways)) }
    }

    fn is(&self, word: &str) -> bool {
        self.word.get(..usize::from(self.len)) == Some(word.as_bytes())
    }
}

impl std::fmt::Debug for Openings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Openings").finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// Where a folded word leads that opens a name. O(1) for most words, else O(its length).
    pub(crate) fn opening(&self, word: &str) -> Opening<'_> {
        if word.len() > LONGEST {
            return self.walk(word);
        }
        let slots = self.openings.slots.get_or_init(|| (0..SLOTS).map(|_| OnceLock::new()).collect());
        let slot = FxBuildHasher.hash_one(word) as usize % SLOTS;
        for slot in [slot, slot ^ 1].into_iter().filter_map(|n| slots.get(n)) {
            let known = slot.get_or_init(|| Known::new(word, self.walk(word)));
            if known.is(word) {
                let Some(ways) = &known.ways else { return Opening { exact: None, variant: None, arabic: None } };
                let at = |path: Option<Path>, spelling| path.map(|path| Cursor::at(self, spelling, path));
                return Opening {
                    exact: at(ways.exact, Spelling::Exact),
                    variant: at(ways.variant, Spelling::Slavic),
                    arabic: at(ways.arabic, Spelling::Arabic),
                };
            }
        }
        self.walk(word)
    }

    fn walk(&self, word: &str) -> Opening<'_> {
        let mut folded = String::with_capacity(word.len());
        variant_word(word, &mut folded);
        let (exact, variant) = (self.cursor().pushed(word), self.variant_cursor().pushed(&folded));
        arabic_word(word, true, &mut folded);
        let arabic = self.arabic_cursor();
        let arabic = if folded.is_empty() { Some(arabic) } else { arabic.pushed(&folded) };
        Opening { exact, variant, arabic }
    }
}
