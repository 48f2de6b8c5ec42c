//! Words for all of a country that the article has named: "nationwide", "across the country".

use std::ops::Range;

use super::adjective::by_code;
use crate::lexicon::words::Class;
use crate::normalize::{Page, PlaceMention, Setting, Wording};
use crate::text::Kind;

/// The countries that a page means by such words: that of the last place named before, on this page or as `before` left it. `places` in order.
/// Linear in the page.
pub(super) fn wholes(page: &Page<'_>, before: &mut Option<String>, setting: &Setting<'_>) -> Vec<PlaceMention> {
    let mut named = page.places.iter().filter(|m| !m.adjective).filter(|m| m.place.country.is_some()).peekable();
    let mut all = Vec::new();
    for sentence in &page.text.sentences {
        for at in sentence.tokens.clone() {
            let Some(tokens) = whole(page, at, &sentence.tokens) else { continue };
            while let Some(m) = named.next_if(|m| m.tokens.end <= tokens.start) {
                before.clone_from(&m.place.country);
            }
            let country = before.as_deref().and_then(|code| by_code(setting.places, code));
            all.extend(country.map(|c| PlaceMention {
                tokens,
                place: c.to_place(),
                adjective: false,
                outlet: false,
                wording: Wording::Whole,
            }));
        }
    }
    if let Some(last) = named.last() {
        before.clone_from(&last.place.country);
    }
    all
}

/// The words for a whole country that end with a token: "nationwide", "across |the entire country". Not "a nationwide hunt", "the country's
/// north", "the country club" or "the worst attack in the country".
fn whole(page: &Page<'_>, last: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !page.has(last, Class::WholeCountry) {
        return None;
    }
    let text = &page.text;
    let first = if text.is(last, &["country", "nation"]) {
        let the = last - usize::from(last > 0 && text.is(last - 1, &["whole", "entire"]));
        let led = the > sentence.start + 1 && text.is(the - 1, &["the"]) && page.has(the - 2, Class::Within);
        led.then(|| the - 1)?
    } else {
        last
    };
    let next = last + 1;
    let ends = text.kind(next) != Kind::Word && !text.is(next, &["'s", "'", "\u{2019}", "-"]);
    let goes_on = page.has(next, Class::Preposition) && !text.is(next, &["of"]) || page.has(next, Class::VerbGroup);
    // "The shooting of an officer anywhere in the country".
    let any = first.checked_sub(2).is_some_and(|t| text.is(t, &["anywhere", "elsewhere", "else"]));
    let compared = (first.saturating_sub(COMPARED).max(sentence.start)..first).any(|t| page.has(t, Class::Superlative));
    ((ends || goes_on) && !compared && !any).then_some(first..next)
}

/// Words from a superlative to what it compares with.
const COMPARED: usize = 8;
