//! Words by number.

use rustc_hash::FxHashMap;

/// Words by number. Those of few bytes, as most of a text are, are hashed and compared as one integer.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    short: Short,
    long: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a word that has one.
    #[inline]
    pub fn get(&self, word: &str) -> Option<u32> {
        match packed(word) {
            Some(short) => self.short.get(short),
            None => self.long.get(word).copied(),
        }
    }

    /// The number of a word, which gets the next one where it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        let next = (self.short.len + self.long.len()) as u32;
        match packed(word) {
            Some(short) => self.short.get_or_insert(short, next),
            None => *self.long.entry(word.into()).or_insert(next),
        }
    }
}

/// The numbers of short words by their bytes: every word of every text is asked about here, so the table is at most half full, and a word is
/// found, or missed, at the first slot or the next.
#[derive(Clone, Debug, Default)]
struct Short {
    /// A word, [`packed`] and marked as one, and its number. Their count is a power of two.
    slots: Vec<(u64, u32)>,
    len: usize,
}

impl Short {
    /// Tells a word from an empty slot.
    const TAKEN: u64 = 1 << 63;

    #[inline]
    fn get(&self, word: u64) -> Option<u32> {
        match self.slots.get(self.slot_of(word)) {
            Some((taken, number)) if *taken != 0 => Some(*number),
            _ => None,
        }
    }

    fn get_or_insert(&mut self, word: u64, number: u32) -> u32 {
        if let Some(known) = self.get(word) {
            return known;
        }
        if (self.len + 1) * 2 > self.slots.len() {
            let bigger = vec![(0, 0); (self.slots.len() * 2).max(16)];
            for old in std::mem::replace(&mut self.slots, bigger) {
                if old.0 != 0 {
                    self.put(old);
                }
            }
        }
        self.len += 1;
        self.put((word | Short::TAKEN, number));
        number
    }

    fn put(&mut self, entry: (u64, u32)) {
        let slot = self.slot_of(entry.0 & !Short::TAKEN);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = entry;
        }
    }

    /// Where a word stands, or would.
    #[inline]
    fn slot_of(&self, word: u64) -> usize {
        let (word, last) = (word | Short::TAKEN, self.slots.len().wrapping_sub(1));
        let mut slot = (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots.get(slot).is_some_and(|(taken, _)| *taken != word && *taken != 0) {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// A word of at most seven bytes with its length.
#[inline]
fn packed(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    let (len, four) = (bytes.len(), |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes)));
    let letters = match (bytes.first_chunk(), bytes.last_chunk()) {
        // What both hold is the same in both.
        (Some(first), Some(last)) if len < 8 => four(first) | four(last) << (8 * (len - 4)),
        (Some(_), _) => return None,
        _ => bytes.iter().rev().fold(0, |letters, b| letters << 8 | u64::from(*b)),
    };
    Some(letters | (len as u64) << 56)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_packed_by_their_letters_and_length() {
        let words =
            ["", "a", "b", "ab", "ba", "abc", "\0", "\0\0", "abcd", "abcde", "abcdef", "abcdefg", "abcdegf", "aaaaa", "aaaaaa"];
        for (i, a) in words.iter().enumerate() {
            assert!(packed(a).is_some(), "{a}");
            assert!(words.iter().skip(i + 1).all(|b| packed(a) != packed(b)), "{a}");
        }
        assert_eq!(packed("abcdefgh"), None);
    }

    #[test]
    fn each_word_has_its_number() {
        let words: Vec<String> = (0..5_000).map(|n| format!("{n:b}")).collect();
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.get("a"), None);
        let numbers: Vec<u32> = words.iter().map(|w| vocabulary.number(w)).collect();
        assert_eq!(numbers, (0..5_000).collect::<Vec<_>>());
        assert!(words.iter().zip(&numbers).all(|(w, n)| vocabulary.get(w) == Some(*n) && vocabulary.number(w) == *n));
        assert_eq!(vocabulary.get("2"), None);
    }
}
