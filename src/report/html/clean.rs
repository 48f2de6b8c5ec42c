//! The last step of a page: characters that no text of an article needs and that deceive the eye or a parser are taken out.
//!
//! Markup is escaped where it is written, by the template. What remains are characters that are text to a parser and yet change what is seen:
//! controls, marks that turn the direction of writing, separators that end a line in some languages, and invisible ones.

/// A page without them; where a gap is meant there is a space.
pub(super) fn clean(page: String) -> String {
    if page.chars().all(|c| matches!(fate(c), Fate::Stays)) {
        return page;
    }
    let mut out = String::with_capacity(page.len());
    for c in page.chars() {
        match fate(c) {
            Fate::Stays => out.push(c),
            Fate::Gap => out.push(' '),
            Fate::Goes => {}
        }
    }
    out
}

enum Fate {
    Stays,
    Gap,
    Goes,
}

/// Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji are written with them.
fn fate(c: char) -> Fate {
    match c {
        '\n' => Fate::Stays,
        '\t' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Gap,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::Goes,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Fate::Goes
        }
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Fate::Goes,
        _ => Fate::Stays,
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_deceives_goes() {
        for (name, text, expected) in [
            ("plain", "a b\nc — é 東京", "a b\nc — é 東京"),
            ("direction", "a\u{202e}b\u{2066}c\u{2069}\u{200f}", "abc"),
            ("separators", "a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
            ("controls", "a\0b\u{1b}[31mc\u{9b}d", "ab[31mcd"),
            ("invisible", "so\u{200b}ld\u{feff}iers\u{2060}", "soldiers"),
            ("tags", "a\u{e0041}b", "ab"),
            ("joiners", "می\u{200c}خواهم 👩\u{200d}🔬", "می\u{200c}خواهم 👩\u{200d}🔬"),
        ] {
            assert_eq!(clean(text.to_owned()), expected, "{name}");
        }
    }
}
