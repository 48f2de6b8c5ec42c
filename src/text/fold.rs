//! Folding for matching: compatibility forms, marks, invisible and look-alike letters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::span::Span;

/// A folded text with the way back to the original bytes. Case is kept.
#[derive(Debug)]
pub(crate) struct Folded<'a> {
    /// The folded text.
    pub text: Cow<'a, str>,
    /// Where folded and original bytes stop running in step, ascending.
    steps: Vec<Step>,
}

/// From here on folded and original bytes run in step (`even`), or a character was changed and all of its folded bytes belong to its
/// start.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: usize,
    original: usize,
    even: bool,
}

impl<'a> Folded<'a> {
    /// Folds a text: NFKD without marks, no invisible characters, straight quotes, plain spaces, and Latin letters for
    /// their look-alikes inside words that hold Latin letters. Linear; borrows where nothing changes.
    pub fn new(source: &'a str) -> Folded<'a> {
        if source.is_ascii() {
            return Folded { text: Cow::Borrowed(source), steps: Vec::new() };
        }
        let mut text = String::with_capacity(source.len());
        let mut steps = Vec::new();
        let mut at = 0;
        while at < source.len() {
            let plain = plain(&source.as_bytes()[at..]);
            if plain > 0 {
                text.push_str(&source[at..at + plain]);
                at += plain;
                continue;
            }
            let Some(c) = source[at..].chars().next() else { break };
            let before = text.len();
            fold_char(c, &mut text);
            at += c.len_utf8();
            let folded = &text[before..];
            if folded.len() != c.len_utf8() || folded.chars().nth(1).is_some() {
                steps.push(Step { folded: before, original: at - c.len_utf8(), even: false });
                steps.push(Step { folded: text.len(), original: at, even: true });
            }
        }
        unmask(&mut text, &mut steps);
        Folded { text: Cow::Owned(text), steps }
    }

    /// The text as a reader sees it: no invisible characters, and Latin letters for their look-alikes; all else as it is written.
    /// `None` where nothing is hidden. Linear.
    pub fn unmasked(source: &str) -> Option<Folded<'static>> {
        if !beyond_ascii(source).any(|c| is_invisible(c) || may_look_alike(c)) {
            return None;
        }
        let mut text = String::with_capacity(source.len());
        let mut steps = Vec::new();
        for (at, c) in source.char_indices() {
            if is_invisible(c) {
                steps.push(Step { folded: text.len(), original: at, even: false });
                steps.push(Step { folded: text.len(), original: at + c.len_utf8(), even: true });
            } else {
                text.push(c);
            }
        }
        unmask(&mut text, &mut steps);
        (!steps.is_empty()).then_some(Folded { text: Cow::Owned(text), steps })
    }

    /// The bytes of `source`, the original, behind some folded bytes.
    pub fn original_span(&self, source: &str, folded: Span) -> Span {
        let last = self.text.get(..folded.end).and_then(|t| t.char_indices().next_back()).map_or(0, |(at, _)| at);
        let end = self.original(last);
        let width = source.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(self.original(folded.start), end + width)
    }

    /// The original byte of a folded position; inside an expanded character, the start of that character.
    pub fn original(&self, folded: usize) -> usize {
        self.locate(folded).0
    }

    /// The way back for positions that ascend: all of them take one walk over the map.
    pub fn back(&self) -> Back<'_> {
        Back { last: None, ahead: &self.steps }
    }

    /// The original byte, and whether the bytes that follow run in step.
    fn locate(&self, folded: usize) -> (usize, bool) {
        let next = self.steps.partition_point(|s| s.folded <= folded);
        Step::locate(next.checked_sub(1).and_then(|i| self.steps.get(i)), folded)
    }
}

impl Step {
    /// The original byte of a folded position behind the last step before it, and whether the bytes that follow run in step.
    #[inline]
    fn locate(last: Option<&Step>, folded: usize) -> (usize, bool) {
        match last {
            None => (folded, true),
            Some(step) if step.even => (step.original + (folded - step.folded), true),
            Some(step) => (step.original, false),
        }
    }
}

/// A walk back from a folded text to the original.
#[derive(Debug)]
pub(crate) struct Back<'f> {
    last: Option<&'f Step>,
    ahead: &'f [Step],
}

impl Back<'_> {
    /// The original byte of a folded position that does not lie before the last one asked for.
    #[inline]
    pub fn original(&mut self, folded: usize) -> usize {
        while let Some((step, ahead)) = self.ahead.split_first().filter(|(step, _)| step.folded <= folded) {
            (self.last, self.ahead) = (Some(step), ahead);
        }
        Step::locate(self.last, folded).0
    }
}

/// How many bytes at the start are ASCII.
fn plain(bytes: &[u8]) -> usize {
    const STRIDE: usize = 32;
    let strides = bytes.chunks_exact(STRIDE).take_while(|stride| stride.is_ascii()).count() * STRIDE;
    strides + bytes.iter().skip(strides).take_while(|b| b.is_ascii()).count()
}

/// The characters of a text that are not ASCII.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.get(plain(rest.as_bytes())..)?.chars();
        let found = chars.next();
        rest = chars.as_str();
        found
    })
}

/// Soft hyphen, zero-width letters and marks, direction marks, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Appends the folded form of one character.
fn fold_char(c: char, out: &mut String) {
    match c {
        _ if is_invisible(c) => {}
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{2BB}' | '`' | '\u{B4}' | '\u{2B9}' => out.push('\''),
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2033}' => out.push('"'),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => out.push('-'),
        // Superscripts are footnotes and powers, never further digits of the number before; fractions stay one character.
        '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{209C}' => out.push(' '),
        '\u{BC}'..='\u{BE}' | '\u{2150}'..='\u{215E}' | '\u{2026}' => out.push(c),
        'ł' => out.push('l'),
        'Ł' => out.push('L'),
        'ø' => out.push('o'),
        'Ø' => out.push('O'),
        'đ' => out.push('d'),
        'Đ' => out.push('D'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'Æ' => out.push_str("AE"),
        'œ' => out.push_str("oe"),
        'Œ' => out.push_str("OE"),
        'ð' => out.push('d'),
        'Ð' => out.push('D'),
        'ẞ' => out.push_str("SS"),
        'þ' => out.push_str("th"),
        'Þ' => out.push_str("Th"),
        _ if c.is_whitespace() => out.push(if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { '\n' } else { ' ' }),
        _ => {
            for part in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
                if part == c { out.push(part) } else { fold_char(part, out) }
            }
        }
    }
}

/// The Latin letter that a Cyrillic or Greek letter looks like.
fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'е' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' | 'ϲ' => 'c',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'ԁ' => 'd',
        'һ' => 'h',
        'ԛ' => 'q',
        'ԝ' => 'w',
        'ν' => 'v',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'Ѕ' => 'S',
        'Ζ' => 'Z',
        'Ν' => 'N',
        _ => return None,
    })
}

/// Whether a character may be a letter that looks Latin: they are Greek or Cyrillic.
fn may_look_alike(c: char) -> bool {
    matches!(c, '\u{340}'..='\u{53F}')
}

/// Puts Latin letters in place of their look-alikes, in words that hold Latin letters too or, in a mostly Latin text, consist of
/// look-alikes alone. A word truly written in another script stays.
fn unmask(text: &mut String, steps: &mut Vec<Step>) {
    if !beyond_ascii(text).any(may_look_alike) {
        return;
    }
    let (mut latin, mut foreign, mut masked) = (0usize, 0usize, false);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let ascii = word.bytes().filter(u8::is_ascii).count();
        if ascii == word.len() {
            latin += ascii;
            continue;
        }
        // A word that is unmasked for its Latin letters counts as one that was Latin from the start.
        let letters = word.chars().count();
        let counted = if ascii > 0 && all_alike(word) { letters } else { ascii };
        latin += counted;
        foreign += letters - counted;
        masked |= word.chars().any(|c| look_alike(c).is_some());
    }
    if !masked || latin == 0 {
        return;
    }
    let mostly_latin = latin >= foreign;
    let mut out = String::with_capacity(text.len());
    let mut changed: Vec<Step> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word_len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if word_len == 0 {
            let c_len = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..c_len]);
            at += c_len;
            continue;
        }
        let word = &rest[..word_len];
        if !word.is_ascii() && all_alike(word) && (mostly_latin || word.chars().any(is_latin)) {
            for (i, c) in word.char_indices() {
                match look_alike(c) {
                    Some(l) => {
                        changed.push(Step { folded: out.len(), original: at + i, even: false });
                        out.push(l);
                        changed.push(Step { folded: out.len(), original: at + i + c.len_utf8(), even: true });
                    }
                    None => out.push(c),
                }
            }
        } else {
            out.push_str(word);
        }
        at += word_len;
    }
    if changed.is_empty() {
        return;
    }
    // The steps so far lead from the text before unmasking to the original: put the two maps one after the other.
    let old = Folded { text: Cow::Borrowed(""), steps: std::mem::take(steps) };
    let new = Folded { text: Cow::Borrowed(""), steps: changed };
    let mut points: Vec<usize> = new.steps.iter().map(|s| s.folded).collect();
    points.extend(old.steps.iter().map(|s| inverse(&new.steps, s.folded)));
    points.sort_unstable();
    points.dedup();
    let compose = |folded| {
        let (middle, even) = new.locate(folded);
        let (original, still) = old.locate(middle);
        Step { folded, original, even: even && still }
    };
    *steps = points.into_iter().map(compose).collect();
    *text = out;
}

/// Whether a word holds Latin letters and their look-alikes alone.
fn all_alike(word: &str) -> bool {
    word.chars().all(|c| is_latin(c) || look_alike(c).is_some())
}

/// Whether a letter is Latin, with or without marks.
fn is_latin(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// The position after unmasking of a position before it.
fn inverse(steps: &[Step], before: usize) -> usize {
    let next = steps.partition_point(|s| s.original <= before);
    match next.checked_sub(1).and_then(|i| steps.get(i)) {
        None => before,
        Some(step) if step.even => step.folded + (before - step.original),
        Some(step) => step.folded,
    }
}

/// The lower-case folded form of a short text, words parted by one space, punctuation dropped except inside numbers and
/// abbreviations: the form in which names are compared.
///
/// ```text
/// "Veselyi  Hai" -> "veselyi hai"      "Côte d’Ivoire" -> "cote d'ivoire"      "Saint-Denis" -> "saint denis"
/// ```
pub(crate) fn key(name: &str) -> String {
    let folded = Folded::new(name);
    let mut out = String::with_capacity(folded.text.len());
    let mut pending = false;
    let mut chars = folded.text.chars().peekable();
    while let Some(c) = chars.next() {
        let inner = matches!(c, '\'' | '.') && !pending && !out.is_empty() && chars.peek().is_some_and(|n| n.is_alphanumeric());
        if c.is_alphanumeric() || inner {
            if pending && !out.is_empty() {
                out.push(' ');
            }
            pending = false;
            if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
        } else {
            pending = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds() {
        for (source, folded) in [
            ("plain", "plain"),
            ("Zürich", "Zurich"),
            ("Zu\u{308}rich", "Zurich"),
            ("sol\u{200B}diers", "soldiers"),
            ("ｓｏｌｄｉｅｒｓ １２", "soldiers 12"),
            ("sоldiеrs", "soldiers"),
            ("Харьков", "Харьков"),
            ("Ὑ0AἘ", "Y0AE"),
            ("“Kyiv’s”", "\"Kyiv's\""),
            ("1\u{A0}000\u{202F}km²", "1 000 km "),
            ("½ of it", "½ of it"),
        ] {
            let f = Folded::new(source);
            // Combining marks go: Cyrillic й and ї fold to their base letters on both sides of a comparison.
            assert_eq!(f.text, folded, "{source}");
        }
    }

    #[test]
    fn look_alikes_are_seen() {
        assert!(('\0'..=char::MAX).filter(|c| look_alike(*c).is_some()).all(may_look_alike));
    }

    #[test]
    fn the_way_back() {
        let source = "a\u{200B}é ﬁn sоld “x”";
        let f = Folded::new(source);
        assert_eq!(f.text, "ae fin sold \"x\"");
        let back = |word: &str| {
            let at = f.text.find(word).unwrap();
            &source[f.original(at)..f.original(at + word.len())]
        };
        assert_eq!(back("fin"), "ﬁn");
        assert_eq!(back("sold"), "sоld");
        assert_eq!(back("\"x\""), "“x”");
    }

    #[test]
    fn keys() {
        for (name, wanted) in [
            ("Veselyi  Hai", "veselyi hai"),
            ("Côte d’Ivoire", "cote d'ivoire"),
            ("Saint-Denis", "saint denis"),
            ("U.S.", "u.s"),
            ("", ""),
        ] {
            assert_eq!(key(name), wanted);
        }
    }

    proptest! {
        #[test]
        fn every_position_leads_back_to_a_boundary(source in "\\PC{0,40}|[aаеоé \u{200B}\u{308}ﬁ’]{0,40}") {
            let f = Folded::new(&source);
            let (mut last, mut back) = (0, f.back());
            for (at, _) in f.text.char_indices().chain([(f.text.len(), ' ')]) {
                let original = f.original(at);
                prop_assert_eq!(back.original(at), original);
                prop_assert!(source.is_char_boundary(original), "{source:?} {at} {original}");
                prop_assert!(original >= last);
                last = original;
            }
        }

        #[test]
        fn folding_twice_changes_nothing(source in "\\PC{0,40}") {
            let once = Folded::new(&source).text.into_owned();
            let twice = Folded::new(&once).text.into_owned();
            prop_assert_eq!(twice, once);
        }
    }
}
