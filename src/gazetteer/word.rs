//! What a gazetteer knows about words that are no places, or not always.

/// What is known of a word. Bits 0 to 2: given name, surname, common word; bits 8 and up: people of the largest place that shares a
/// common word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(pub(super) u64);

impl Word {
    pub(super) const GIVEN: Word = Word(1);
    pub(super) const SURNAME: Word = Word(2);

    pub(super) fn common(max_population: u64) -> Word {
        Word(4 | max_population.min(u64::MAX >> 8) << 8)
    }

    /// All that both know.
    pub(super) fn and(self, other: Word) -> Word {
        Word((self.0 | other.0) & 0xff | self.0.max(other.0) & !0xff)
    }

    pub(crate) fn is_given_name(self) -> bool {
        self.0 & 1 != 0
    }

    pub(crate) fn is_surname(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether it is also an English word that is written small.
    pub(crate) fn is_common(self) -> bool {
        self.0 & 4 != 0
    }
}
