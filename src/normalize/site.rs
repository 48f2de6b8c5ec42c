//! The streets and venues that an article names: finer than any place, and for two articles about one incident often the same words.

use std::collections::BTreeSet;

use super::reader::Reader;
use super::{Page, Setting, Taken};
use crate::lexicon::numbers::Role;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::words::Class;
use crate::text::{Case, Gap, Kind, Layout, Text};

/// More sites than this are those of a roundup, or of a list of roads.
const MANY: usize = 8;
/// Words of a name before the word for its kind.
const LONGEST: usize = 3;

/// The sites of an article in order of the alphabet; none where it names more than a few. Linear.
pub(super) fn sites(pages: &[Page<'_>], setting: &Setting<'_>) -> Vec<String> {
    let mut found = BTreeSet::new();
    for page in pages {
        let r = Reader { page, lexicon: setting.lexicon };
        found.extend(page.capitals().filter(|t| *t > 0).filter_map(|t| site_at(r, t)));
    }
    if found.len() > MANY { Vec::new() } else { found.into_iter().collect() }
}

/// "Lamar Street", "West Elm Ave.", "Riverside Park": the name that ends with the word for its kind at this token, without a bearing.
fn site_at(r: Reader<'_, '_>, at: usize) -> Option<String> {
    let text = &r.page.text;
    let street = || r.number(at, |role| role == Role::Street).is_some();
    if !text.is_capitalized(at) || !(r.page.has(at, Class::Venue) || street()) || text.sentence_of(at).layout != Layout::Body {
        return None;
    }
    let part = |t: usize| {
        let close = text.tokens.get(t + 1).is_some_and(|n| n.gap == Gap::Space);
        let word = text.kind(t) == Kind::Word && text.is_capitalized(t) && text.norm(t).len() > 1;
        // "5th Street": the ordinal.
        let nth = text.kind(t) != Kind::Punct
            && text.norm(t).as_bytes().first().is_some_and(u8::is_ascii_digit)
            && !text.norm(t).bytes().all(|b| b.is_ascii_digit());
        close && (word || nth) && !matches!(r.page.taken.get(t), Some(Taken::Date | Taken::Quantity))
    };
    let mut start = at;
    while start > 0 && at - start < LONGEST && part(start - 1) {
        start -= 1;
    }
    while start < at && (r.page.has(start, Class::Bearing) || r.page.has(start, Class::Function)) {
        start += 1;
    }
    // "The Circuit Court", "District Court": a body.
    let body = in_body(r.page, at) || at > 0 && r.page.has(at - 1, Class::Jurisdiction);
    let shouted = text.case(at) == Case::Upper && text.norm(at).len() > 3;
    (start < at && !body && !shouted).then(|| text.written(start..at + 1))
}

/// Whether a name stands behind an address: "on Elm Street in X", "at a home in X", "a bar just outside X", "on Highway 30 in X".
pub(super) fn is_behind_address(text: &Text<'_>, at: usize) -> bool {
    let words = Toponyms::english();
    let Some(mut led) = at.checked_sub(1) else { return false };
    while led > 0 && words.word(text.norm(led)).modifier {
        led -= 1;
    }
    // "in the town of X".
    if text.norm(led) == "of" && led > 2 && words.head(text.norm(led - 1)).is_some() && text.norm(led - 2) == "the" {
        led -= 3;
    }
    if !text.is(led, &["in", "outside"]) {
        return false;
    }
    let Some(mut site) = led.checked_sub(1) else { return false };
    let word = |t: usize| words.word(text.norm(t).trim_end_matches('.'));
    while site > 0 && word(site).beside {
        site -= 1;
    }
    let road = || site.checked_sub(1).is_some_and(|t| word(t).street || word(t).facility && text.is_capitalized(t));
    // "back home in X" is no address.
    let back = site.checked_sub(1).is_some_and(|t| word(t).homeward);
    let built = word(site).site && !back || word(site).street || word(site).housing;
    text.kind(site) == Kind::Word && built || text.kind(site) == Kind::Number && road()
}

/// Whether a building follows that the words before only tell the place of: "home" of "a Salem home", "night club" of "a Salem night club".
pub(super) fn is_before_site(text: &Text<'_>, end: usize) -> bool {
    let small = |t: &usize| {
        text.case(*t) == Case::Lower && text.kind(*t) == Kind::Word && text.tokens.get(*t).is_some_and(|t| t.gap == Gap::Space)
    };
    let site = |t: usize| {
        let word = Toponyms::english().word(text.norm(t));
        word.site || word.housing
    };
    (end..end + 2).take_while(small).any(site)
}

fn in_body(page: &Page<'_>, at: usize) -> bool {
    let from = page.bodies.partition_point(|b| b.tokens.end <= at);
    page.bodies.get(from).is_some_and(|b| b.tokens.start <= at)
}
