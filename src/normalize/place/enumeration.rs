//! Lists of places of one kind: "Georgia, Oklahoma and Wisconsin" are states, though there is a town of Georgia in none of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Found;
use crate::claim::PlaceKind;
use crate::gazetteer::Feature;
use crate::lexicon::toponyms::Toponyms;
use crate::normalize::Page;

/// Gives the members of each list whose names all are names of countries, or else of regions, that kind. A comma inside such a list says
/// nothing of what lies in what. Linear in the names found.
pub(super) fn level(pages: &[Page<'_>], found: &mut [Found<'_>]) {
    let mut start = 0;
    while start < found.len() {
        let mut end = start + 1;
        let mut joined = false;
        while end < found.len()
            && let Some(link) = link(pages, found, end)
        {
            joined |= link == Link::And;
            end += 1;
        }
        if end - start > 2
            && joined
            && let Some(kind) = common(found.get(start..end).unwrap_or(&[]))
        {
            for f in found.get_mut(start..end).unwrap_or(&mut []) {
                f.listed = Some(kind);
            }
        } else if let Some(kind) = announced(pages, found, start..end) {
            for f in found.get_mut(start..end).unwrap_or(&mut []) {
                f.listed = Some(kind);
            }
        }
        start = end;
    }
}

/// What is called a neighbourhood once is the same one where it stands by its bare name. O(n log n) in the names found.
pub(super) fn repeat_quarters(pages: &[Page<'_>], found: &mut [Found<'_>]) {
    let name = |f: &Found<'_>| Some(pages.get(f.page)?.text.run(f.name.clone()));
    let quarters: BTreeMap<&str, Option<PlaceKind>> =
        found.iter().filter(|f| f.quarter).filter_map(|f| Some((name(f)?, f.head))).collect();
    for f in found.iter_mut().filter(|f| !f.quarter && f.head.is_none() && f.area.is_none()) {
        if let Some(head) = name(f).and_then(|n| quarters.get(n)) {
            (f.head, f.quarter) = (*head, true);
        }
    }
}

/// What is called a township once is the same one by its bare name, unless its region stands beside it. O(n log n) in the names found.
pub(super) fn repeat_townships(pages: &[Page<'_>], found: &mut [Found<'_>]) {
    let name = |f: &Found<'_>| Some(pages.get(f.page)?.text.run(f.name.clone()));
    let townships: BTreeSet<&str> = found.iter().filter(|f| f.township).filter_map(name).collect();
    for i in 0..found.len() {
        let Some(f) = found.get(i).filter(|f| !f.township && f.head.is_none() && f.area.is_none()) else { continue };
        let text = pages.get(f.page).map(|p| &p.text);
        let stated = text.is_some_and(|t| t.norm(f.tokens.end) == ",")
            && found.get(i + 1).is_some_and(|n| n.tokens.start == f.tokens.end + 1);
        if !stated
            && name(f).is_some_and(|n| townships.contains(n))
            && let Some(f) = found.get_mut(i)
        {
            (f.head, f.township) = (Some(PlaceKind::Locality), true);
        }
    }
}

/// What is called like a lake or a hill and has police or people is a town: "Mount Tolver police", "a Lake Linmoor man"; shots are fired "in Mount
/// Tolver". Of names that no table has. O(n log n) in the names found.
pub(super) fn settle_waters(pages: &[Page<'_>], found: &mut [Found<'_>]) {
    let words = Toponyms::english();
    let text = |f: &Found<'_>| pages.get(f.page).map(|p| &p.text);
    let water = |f: &Found<'_>| f.head == Some(PlaceKind::Natural) && f.meaning.is_none();
    let lives = |f: &Found<'_>| {
        text(f).is_some_and(|t| {
            let local = words.word(t.norm(f.tokens.end)).local && !words.word(t.norm(f.tokens.end)).body
                || t.is(f.tokens.end, &["police"]);
            let inside = f.tokens.start > 0 && t.is(f.tokens.start - 1, &["in"]) && t.is(f.tokens.start, &["mount"]);
            local || inside
        })
    };
    let name = |f: &Found<'_>| text(f).map(|t| t.run(f.tokens.clone()));
    let towns: BTreeSet<&str> = found.iter().filter(|f| water(f) && lives(f)).filter_map(name).collect();
    for i in 0..found.len() {
        if found.get(i).is_some_and(|f| water(f) && name(f).is_some_and(|n| towns.contains(n)))
            && let Some(f) = found.get_mut(i)
        {
            f.head = Some(PlaceKind::Locality);
        }
    }
}

/// What is called a river or a lake once is the same one by its bare name behind an article: "the Sana river rose", and then "the Sana". O(n log n)
/// in the names found.
pub(super) fn repeat_waters(pages: &[Page<'_>], found: &mut [Found<'_>]) {
    let name = |f: &Found<'_>| Some(pages.get(f.page)?.text.run(f.name.clone()));
    let waters: BTreeSet<&str> =
        found.iter().filter(|f| f.head == Some(PlaceKind::Natural) && f.tokens != f.name).filter_map(name).collect();
    for i in 0..found.len() {
        let Some(f) = found.get(i).filter(|f| f.head.is_none() && f.area.is_none()) else { continue };
        let text = pages.get(f.page).map(|p| &p.text);
        let article = text.is_some_and(|t| f.tokens.start > 0 && t.norm(f.tokens.start - 1) == "the");
        if article
            && name(f).is_some_and(|n| waters.contains(n))
            && let Some(f) = found.get_mut(i)
        {
            f.head = Some(PlaceKind::Natural);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Link {
    Comma,
    And,
}

/// What stands between a name and the one before it, where it is what stands between members of a list.
fn link(pages: &[Page<'_>], found: &[Found<'_>], second: usize) -> Option<Link> {
    let (one, two) = (found.get(second.checked_sub(1)?)?, found.get(second)?);
    let text = &pages.get(one.page).filter(|_| one.page == two.page)?.text;
    let gap = one.tokens.end..two.tokens.start;
    let and = |t: usize| text.is(t, &["and", "or", "&"]);
    match gap.len() {
        1 if text.norm(gap.start) == "," => Some(Link::Comma),
        1 if and(gap.start) => Some(Link::And),
        2 if text.norm(gap.start) == "," && and(gap.start + 1) => Some(Link::And),
        2 if and(gap.start) && text.norm(gap.start + 1) == "the" => Some(Link::And),
        2 if text.norm(gap.start) == "," && text.norm(gap.start + 1) == "the" => Some(Link::Comma),
        _ => None,
    }
}

/// The kind that each name of a list can be of.
fn common(list: &[Found<'_>]) -> Option<PlaceKind> {
    [(Feature::Country, PlaceKind::Country), (Feature::FirstOrder, PlaceKind::Region)]
        .into_iter()
        .find(|(feature, _)| list.iter().all(|f| can_be(f, *feature)))
        .map(|(_, kind)| kind)
}

fn can_be(found: &Found<'_>, feature: Feature) -> bool {
    let entries = found.meaning.as_ref().map_or(&[][..], |m| &m.entries);
    found.head.is_none() && entries.iter().any(|e| e.feature() == feature && e.is_main_name())
}

/// The kind that the words before a list say: "states including Georgia".
fn announced(pages: &[Page<'_>], found: &[Found<'_>], list: Range<usize>) -> Option<PlaceKind> {
    let first = found.get(list.start)?;
    let text = &pages.get(first.page)?.text;
    let lead = first.tokens.start.checked_sub(1).filter(|t| text.is(*t, &["including", "like", "of"]))?;
    let plural = Toponyms::english().head(text.norm(lead.checked_sub(1)?)).filter(|h| h.plural && h.kind == PlaceKind::Region);
    let countries = lead.checked_sub(1).is_some_and(|t| text.is(t, &["countries", "nations"]));
    let kind = if countries { PlaceKind::Country } else { plural?.kind };
    let feature = if countries { Feature::Country } else { Feature::FirstOrder };
    found.get(list)?.iter().all(|f| can_be(f, feature)).then_some(kind)
}
