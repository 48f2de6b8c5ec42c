//! Word boundaries by UAX #29. English is nearly all ASCII, for which the rules are few: they are walked here byte by byte, and
//! [`unicode_segmentation`] has the rest, wherever another character stands in or beside a piece.

use unicode_segmentation::UnicodeSegmentation;

use super::token::Case;

/// The piece up to the first word boundary of a text. No rule looks back over a boundary, so the next may be cut from where this one ends.
pub(super) fn piece(text: &str) -> Option<&str> {
    ascii(text).or_else(|| text.split_word_bounds().next())
}

/// A word of ASCII letters alone.
pub(super) struct Letters {
    /// How many they are.
    pub len: usize,
    /// How they are written.
    pub case: Case,
}

/// The letters at the start of a text, where they are a piece: nearly every word is one of these. `None` where it takes a closer look.
#[inline]
pub(super) fn letters(text: &[u8]) -> Option<Letters> {
    let Some(eight) = text.first_chunk() else { return long_letters(text) };
    let (len, capitals) = letters_of_eight(u64::from_le_bytes(*eight));
    match (len, text.get(len)) {
        (0, _) => None,
        (..8, Some(next)) if is_end(*next) => {
            // Nearly all words are written small or with a capital at the start, and their capitals are not counted.
            let case = match capitals {
                0 => Case::Lower,
                FIRST => Case::Title,
                _ => case(text, len, capitals.count_ones() as usize),
            };
            Some(Letters { len, case })
        }
        _ => long_letters(text),
    }
}

/// The same for words of any length, before any mark, up to the end of a text.
fn long_letters(text: &[u8]) -> Option<Letters> {
    let (mut len, mut capitals) = (0, 0);
    loop {
        let ahead = text.get(len..).unwrap_or_default();
        let eight = ahead.first_chunk().copied().unwrap_or_else(|| {
            let mut padded = [0; 8];
            padded.iter_mut().zip(ahead).for_each(|(slot, byte)| *slot = *byte);
            padded
        });
        let (letters, capital) = letters_of_eight(u64::from_le_bytes(eight));
        capitals += if capital == 0 { 0 } else { capital.count_ones() as usize };
        len += letters;
        if letters < 8 {
            break;
        }
    }
    let whole = match text.get(len) {
        None => true,
        Some(b'.' | b'\'' | b':') => text.get(len + 1).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic()),
        Some(next) => is_end(*next),
    };
    (len > 0 && whole).then(|| Letters { len, case: case(text, len, capitals) })
}

fn case(text: &[u8], len: usize, capitals: usize) -> Case {
    Case::of(capitals, len - capitals, || text.first().is_some_and(u8::is_ascii_uppercase))
}

/// The bit of the first of eight bytes that [`letters_of_eight`] sets for a capital.
const FIRST: u64 = 0x80;

/// How many ASCII letters eight bytes begin with, and a bit for each capital among those: all eight are looked at in one go.
#[inline]
fn letters_of_eight(bytes: u64) -> (usize, u64) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let small = (bytes & !HIGH) | (0x20 * EACH);
    let from_a = small + (0x80 - u64::from(b'a')) * EACH;
    let past_z = small + (0x7f - u64::from(b'z')) * EACH;
    // The high bit of each byte that is a letter, of those that are none, and of the capitals before the first of these.
    let letters = from_a & !past_z & !bytes & HIGH;
    let none = !letters & HIGH;
    let leading = letters & (none & none.wrapping_neg()).wrapping_sub(1);
    (none.trailing_zeros() as usize / 8, leading & !(bytes << 2))
}

/// The piece at the start of a text; `None` where a character that is not ASCII may belong to it.
fn ascii(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied();
    let first = at(0)?;
    let mut end = 1;
    match first {
        b'\r' => end += usize::from(at(1) == Some(b'\n')),
        b' ' => end += bytes.iter().skip(1).take_while(|b| **b == b' ').count(),
        _ if is_word(first) => loop {
            end += bytes.iter().skip(end).take_while(|b| is_word(**b)).count();
            let (Some(last), Some(next), Some(behind)) = (at(end - 1), at(end), at(end + 1)) else { break };
            // "don't", "3.5", "1,000": a mark between two letters or two digits.
            let between = match next {
                b'.' | b'\'' => last.is_ascii_alphanumeric(),
                b':' => last.is_ascii_alphabetic(),
                b',' | b';' => last.is_ascii_digit(),
                _ => false,
            };
            let alike =
                behind.is_ascii_alphabetic() && last.is_ascii_alphabetic() || behind.is_ascii_digit() && last.is_ascii_digit();
            match between {
                true if behind >= 0x80 => return None,
                true if alike => end += 2,
                _ => break,
            }
        },
        _ => {}
    }
    let joined = first >= 0x80 || at(end).is_some_and(|b| b >= 0x80);
    if joined { None } else { text.get(..end) }
}

fn is_word(byte: u8) -> bool {
    BYTES[byte as usize] & WORD != 0
}

/// Whether letters before this byte are a piece, whatever follows it.
#[inline]
fn is_end(byte: u8) -> bool {
    BYTES[byte as usize] & END != 0
}

const WORD: u8 = 1;
const END: u8 = 2;

/// What each byte is beside letters.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        let word = byte.is_ascii_alphanumeric() || byte == b'_';
        bytes[byte as usize] = match (word, byte) {
            (true, _) => WORD,
            // What stands between letters joins them.
            (false, b'.' | b'\'' | b':') => 0,
            (false, _) => END,
        };
        byte += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_are_told_from_all_other_bytes() {
        for (at, byte) in (0..8).flat_map(|at| (0..=u8::MAX).map(move |byte| (at, byte))) {
            let mut bytes = *b"aZzAbYyB";
            bytes[at] = byte;
            let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let capitals = bytes[..letters].iter().filter(|b| b.is_ascii_uppercase()).count();
            let (found, capital) = letters_of_eight(u64::from_le_bytes(bytes));
            assert_eq!((found, capital.count_ones() as usize), (letters, capitals), "{byte} at {at}");
        }
    }

    proptest! {
        #[test]
        fn boundaries_are_those_of_the_standard(text in "[a-cA-C0-2_'.,:; \"\r\n\t-]{0,24}|[ab1é\u{301}\u{200d}\u{fe0f}א.':, \"日ア🇺🇸😀]{0,16}|\\PC{0,24}") {
            let mut rest = text.as_str();
            for expected in text.split_word_bounds() {
                prop_assert_eq!(piece(rest), Some(expected));
                if let Some(letters) = letters(rest.as_bytes()) {
                    prop_assert_eq!(&rest[..letters.len], expected);
                    let capitals = expected.chars().filter(|c| c.is_uppercase()).count();
                    let first = || expected.starts_with(char::is_uppercase);
                    prop_assert_eq!(letters.case, Case::of(capitals, expected.len() - capitals, first));
                }
                rest = &rest[expected.len()..];
            }
            prop_assert_eq!(piece(rest), None);
        }
    }
}
