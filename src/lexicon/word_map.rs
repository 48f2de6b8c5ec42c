//! Maps of few words that are asked about many.

use crate::text::vocabulary::Vocabulary;

/// A map from folded words. Most words that are asked about are not in it: they are turned away by a look at four of their bytes, before they are
/// looked up.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<V> {
    numbers: Vocabulary,
    /// The words by number, and what is known of them.
    entries: Vec<(Box<str>, V)>,
    /// A bit for each way in which words of the map begin and end.
    sieve: Box<[u64; WORDS]>,
}

/// Words of 64 bits in a sieve.
const WORDS: usize = 128;

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        WordMap { numbers: Vocabulary::default(), entries: Vec::new(), sieve: Box::new([0; WORDS]) }
    }
}

impl<V> WordMap<V> {
    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        let (at, bit) = place(word);
        if self.sieve[at] & bit == 0 { None } else { self.look_up(word) }
    }

    fn look_up(&self, word: &str) -> Option<&V> {
        self.entries.get(self.numbers.get(word)? as usize).map(|(_, value)| value)
    }

    /// Whether the word is in it.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// All words, in the order they were entered.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(word, _)| &**word)
    }

    /// The same with what is known of them.
    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().map(|(word, value)| (&**word, value))
    }

    /// What is known of a word, where nothing is a given value.
    pub fn entry(&mut self, word: &str, new: V) -> &mut V {
        let (at, bit) = place(word);
        self.sieve[at] |= bit;
        let number = self.numbers.number(word) as usize;
        if number == self.entries.len() {
            self.entries.push((word.into(), new));
        }
        &mut self.entries[number].1
    }
}

/// Where a word has its bit: by its first two bytes, its last, and its length.
#[inline]
fn place(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let value = |byte: Option<&u8>| byte.map_or(0, |b| u32::from(*b));
    let two = bytes.first_chunk().map_or_else(|| value(bytes.first()), |two| u32::from(u16::from_le_bytes(*two)));
    let shape = two | value(bytes.last()) << 16 | (bytes.len() as u32) << 24;
    let hash = shape.wrapping_mul(0x9e37_79b1) >> 19;
    (hash as usize / 64 % WORDS, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_are_not() {
        let mut map = WordMap::default();
        ["", "a", "ab", "abc", "straße", "харків"].into_iter().for_each(|word| *map.entry(word, ()) = ());
        for (word, expected) in [
            ("", true),
            ("a", true),
            ("ab", true),
            ("abc", true),
            ("axc", false),
            ("straße", true),
            ("харків", true),
            ("b", false),
            ("харьков", false),
        ] {
            assert_eq!(map.contains(word), expected, "{word}");
        }
    }
}
