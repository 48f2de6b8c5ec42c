//! Word boundaries by UAX #29. English is nearly all ASCII, for which the rules are few: they are walked here byte by byte, and
//! [`unicode_segmentation`] has the rest, wherever another character stands in or beside a piece.

use unicode_segmentation::UnicodeSegmentation;

/// The piece up to the first word boundary of a text. No rule looks back over a boundary, so the next may be cut from where this one ends.
pub(super) fn piece(text: &str) -> Option<&str> {
    ascii(text).or_else(|| text.split_word_bounds().next())
}

/// A word of ASCII letters alone.
pub(super) struct Letters {
    /// How many they are.
    pub len: usize,
    /// How many of them are capitals.
    pub capitals: usize,
}

/// The letters at the start of a text, where they are a piece: nearly every word is one of these. `None` where it takes a closer look.
pub(super) fn letters(text: &[u8]) -> Option<Letters> {
    let (mut len, mut small) = (0, 0);
    while let Some(letter) = text.get(len).filter(|b| b.is_ascii_alphabetic()) {
        small += usize::from(letter.is_ascii_lowercase());
        len += 1;
    }
    let whole = match text.get(len) {
        None => true,
        // What stands between letters joins them.
        Some(b'.' | b'\'' | b':') => text.get(len + 1).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic()),
        Some(next) => next.is_ascii() && !is_word(*next),
    };
    (len > 0 && whole).then_some(Letters { len, capitals: len - small })
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
    const WORD: [bool; 256] = {
        let mut word = [false; 256];
        let mut byte = 0u8;
        while byte < 128 {
            word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
            byte += 1;
        }
        word
    };
    WORD[byte as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn boundaries_are_those_of_the_standard(text in "[a-cA-C0-2_'.,:; \"\r\n\t-]{0,24}|[ab1é\u{301}\u{200d}\u{fe0f}א.':, \"日ア🇺🇸😀]{0,16}|\\PC{0,24}") {
            let mut rest = text.as_str();
            for expected in text.split_word_bounds() {
                prop_assert_eq!(piece(rest), Some(expected));
                if let Some(letters) = letters(rest.as_bytes()) {
                    prop_assert_eq!(&rest[..letters.len], expected);
                    prop_assert_eq!(letters.capitals, expected.chars().filter(|c| c.is_uppercase()).count());
                }
                rest = &rest[expected.len()..];
            }
            prop_assert_eq!(piece(rest), None);
        }
    }
}
