//! The fields of a claim in the compact form that pairs are compared in.
//!
//! Each value that occurs is made into its form once; a pair of claims compares numbers and hashes, never strings of a claim.

pub(crate) mod actor;
pub(crate) mod count;
pub(crate) mod date;
pub(crate) mod event;
pub(crate) mod people;
pub(crate) mod place;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::cluster::agreement::Agreement;

/// The way two values compare, and how rare what they agree on is among all claims (−log2 of its share), where that is known.
pub(crate) type Compared = (Agreement, Option<f64>);

/// Our own 64-bit hash (FNV-1a with a final mix): keys that leave the process are the same on every machine.
pub(crate) fn hash(text: &str) -> u64 {
    let h = text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    mix(h, text.len() as u64)
}

/// Two hashes made one; not symmetric.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut x = a.rotate_left(23) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A name for comparing: compatibility letters, case and diacritics folded, one space between words of letters and digits.
pub(crate) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | 'ʼ' | '`' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_hashes() {
        assert_eq!(hash(""), 37_655_422_178_999_014);
        assert_eq!(hash("Kharkiv"), hash("Kharkiv"));
        assert_ne!(mix(1, 2), mix(2, 1));
    }

    #[test]
    fn folded_names() {
        for (name, folded) in [
            ("Kharkiv  Oblast", "kharkiv oblast"),
            ("Los Ríos", "los rios"),
            ("Khar\u{200b}kiv", "kharkiv"),
            ("—", ""),
            ("Kyiv-Svyatoshyn", "kyiv svyatoshyn"),
        ] {
            assert_eq!(fold(name), folded);
        }
    }
}
