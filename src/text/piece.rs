//! Word boundaries by UAX #29. English is nearly all ASCII, for which the rules are few: they are walked here byte by byte, and
//! [`unicode_segmentation`] has the rest, wherever another character stands in or beside a piece.

use unicode_segmentation::UnicodeSegmentation;

/// The pieces between word boundaries with their positions, as `split_word_bound_indices` gives them.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        // No rule looks back over a boundary, so a piece may be cut from where the last one ended.
        let piece = ascii(rest).or_else(|| rest.split_word_bounds().next())?;
        let start = at;
        at += piece.len();
        Some((start, piece))
    })
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
            let ours: Vec<_> = pieces(&text).collect();
            let theirs: Vec<_> = text.split_word_bound_indices().collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
