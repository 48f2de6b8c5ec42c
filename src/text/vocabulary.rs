//! Words and what is known of them.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Words with a value each, such as their number. Words of few bytes, as nearly all are, are hashed and compared as one integer.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary<V = u32> {
    short: Short<V>,
    long: FxHashMap<Box<str>, V>,
}

impl<V> Default for Vocabulary<V> {
    fn default() -> Self {
        Vocabulary { short: Short { slots: Vec::new(), len: 0 }, long: FxHashMap::default() }
    }
}

impl<V: Copy + Default> Vocabulary<V> {
    /// What is known of a word that is in it.
    #[inline]
    pub fn get(&self, word: &str) -> Option<V> {
        match packed(word) {
            Some(short) => self.short.get(short),
            None => self.long.get(word).copied(),
        }
    }

    /// What is known of a word that stands somewhere in a run of text.
    #[inline]
    pub fn get_within(&self, run: &str, word: Range<usize>) -> Option<V> {
        match packed_within(run, &word) {
            Some(short) => self.short.get(short),
            None => self.get(run.get(word)?),
        }
    }

    /// What is known of a word, which gets a new value where nothing is.
    pub fn get_or_insert(&mut self, word: &str, new: V) -> V {
        match packed(word) {
            Some(short) => self.short.get_or_insert(short, new),
            None => *self.long.entry(word.into()).or_insert(new),
        }
    }
}

impl Vocabulary {
    /// The number of a word, which gets the next one where it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        let next = (self.short.len + self.long.len()) as u32;
        self.get_or_insert(word, next)
    }
}

/// Short words by their bytes: every word of every text is asked about here, so the table is at most half full, and a word is found, or
/// missed, at the first slot or the next.
#[derive(Clone, Debug)]
struct Short<V> {
    /// A word, [`packed`] and marked as one, and its value. Their count is a power of two.
    slots: Vec<(u128, V)>,
    len: usize,
}

impl<V: Copy + Default> Short<V> {
    /// Tells a word from an empty slot.
    const TAKEN: u128 = 1 << 127;

    #[inline]
    fn get(&self, word: u128) -> Option<V> {
        match self.slots.get(self.slot_of(word)) {
            Some((taken, value)) if *taken != 0 => Some(*value),
            _ => None,
        }
    }

    fn get_or_insert(&mut self, word: u128, new: V) -> V {
        if let Some(known) = self.get(word) {
            return known;
        }
        if (self.len + 1) * 2 > self.slots.len() {
            let bigger = vec![(0, V::default()); (self.slots.len() * 2).max(16)];
            for old in std::mem::replace(&mut self.slots, bigger) {
                if old.0 != 0 {
                    self.put(old);
                }
            }
        }
        self.len += 1;
        self.put((word | Self::TAKEN, new));
        new
    }

    fn put(&mut self, entry: (u128, V)) {
        let slot = self.slot_of(entry.0 & !Self::TAKEN);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = entry;
        }
    }

    /// Where a word stands, or would.
    #[inline]
    fn slot_of(&self, word: u128) -> usize {
        let (word, last) = (word | Self::TAKEN, self.slots.len().wrapping_sub(1));
        let half = word as u64 ^ ((word >> 64) as u64).rotate_left(29);
        let mut slot = (half.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots.get(slot).is_some_and(|(taken, _)| *taken != word && *taken != 0) {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// A word of at most 15 bytes with its length.
#[inline]
fn packed(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    let len = bytes.len();
    let (four, eight) =
        (|bytes: &[u8; 4]| u128::from(u32::from_le_bytes(*bytes)), |bytes: &[u8; 8]| u128::from(u64::from_le_bytes(*bytes)));
    // What both ends hold is the same in both.
    let letters = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        if len > 15 {
            return None;
        }
        eight(first) | eight(last) << (8 * (len - 8))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        four(first) | four(last) << (8 * (len - 4))
    } else {
        bytes.iter().rev().fold(0, |letters, b| letters << 8 | u128::from(*b))
    };
    Some(letters | (len as u128) << 120)
}

/// The same of a word in a run of text, without a look at how long it is: what follows it is read with it and struck out. `None` also where too
/// little follows.
#[inline]
fn packed_within(run: &str, word: &Range<usize>) -> Option<u128> {
    let len = word.len();
    let letters = u128::from_le_bytes(*run.as_bytes().get(word.start..)?.first_chunk()?);
    (len < 16).then(|| letters & !(u128::MAX << (8 * len)) | (len as u128) << 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_packed_by_their_letters_and_length() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abc",
            "\0",
            "\0\0",
            "abcd",
            "abcde",
            "abcdef",
            "abcdefg",
            "abcdegf",
            "aaaaa",
            "aaaaaa",
            "abcdefgh",
            "abcdefghi",
            "abcdefghh",
            "abcdefghijklmno",
            "abcdefghijklmon",
        ];
        for (i, a) in words.iter().enumerate() {
            assert!(packed(a).is_some(), "{a}");
            assert!(words.iter().skip(i + 1).all(|b| packed(a) != packed(b)), "{a}");
        }
        assert_eq!(packed("abcdefghijklmnop"), None);
        for word in words {
            let run = format!("xy{word}abcdefghijklmnopqrstuvwxyz");
            assert_eq!(packed_within(&run, &(2..2 + word.len())), packed(word), "{word}");
        }
        assert_eq!(packed_within("abc", &(0..2)), None);
    }

    #[test]
    fn each_word_has_its_number() {
        let words: Vec<String> = (0..5_000).map(|n| format!("{n:b}")).collect();
        let mut vocabulary = Vocabulary::<u32>::default();
        assert_eq!(vocabulary.get("a"), None);
        let numbers: Vec<u32> = words.iter().map(|w| vocabulary.number(w)).collect();
        assert_eq!(numbers, (0..5_000).collect::<Vec<_>>());
        assert!(words.iter().zip(&numbers).all(|(w, n)| vocabulary.get(w) == Some(*n) && vocabulary.number(w) == *n));
        assert_eq!(vocabulary.get("2"), None);
    }
}
