//! Whether a sentence speaks of the past or of the future near a date.

use std::ops::Range;

use super::context::Tense;
use crate::lexicon::words::Class;
use crate::normalize::reader::Reader;
use crate::text::Kind;

/// Tokens to look at on either side.
const REACH: usize = 14;

/// The tense of the marker nearest to a date in its sentence.
pub(super) fn tense(r: Reader<'_, '_>, date: Range<usize>) -> Tense {
    let sentence = r.page.text.sentence_of(date.start).tokens.clone();
    let before = date.start.wrapping_sub(1);
    if r.norm(before) == "until"
        || r.norm(before) == "through"
        || r.is(before, &["as"]) && r.norm(before.wrapping_sub(1)) == "soon"
    {
        return Tense::Future;
    }
    // "Pushed back to September", "moved to Monday".
    if r.is(before, &["to", "for", "till"])
        && (2..5).any(|n| date.start.checked_sub(n).is_some_and(|t| r.page.has(t, Class::Deferring)))
    {
        return Tense::Future;
    }
    for distance in 1..=REACH {
        let left = date.start.checked_sub(distance).filter(|t| sentence.contains(t));
        let right = Some(date.end + distance - 1).filter(|t| sentence.contains(t));
        for t in left.into_iter().chain(right) {
            if let Some(tense) = marker(r, t) {
                return tense;
            }
        }
    }
    Tense::Open
}

fn marker(r: Reader<'_, '_>, at: usize) -> Option<Tense> {
    if r.kind(at) != Kind::Word {
        return None;
    }
    let past = at > 0 && r.is(at - 1, &["been", "was", "were", "had", "originally", "previously"]);
    match r.norm(at) {
        "scheduled" | "due" | "slated" | "expected" | "set" | "planned" if past => Some(Tense::Past),
        "planning" | "headed" | "heads" | "postponed" => Some(Tense::Future),
        "will" | "shall" | "'ll" | "won't" | "upcoming" | "tomorrow" => Some(Tense::Future),
        "scheduled" | "due" | "slated" | "expected" | "set" | "planned" | "plans" | "plan" | "intends" | "begins" | "opens"
        | "resumes" | "starts" | "resume" | "expires"
            if r.is(at + 1, &["to", "for", "on", "in", "next"]) || r.norm(at).ends_with('s') =>
        {
            Some(Tense::Future)
        }
        // "Does not appear to be".
        "to" if r.is(
            at.wrapping_sub(1),
            &["appear", "appears", "appeared", "seem", "seems", "seemed", "said", "believed", "known"],
        ) =>
        {
            None
        }
        "to" if r.is(
            at + 1,
            &["be", "begin", "start", "meet", "open", "take", "hold", "vote", "return", "resume", "visit", "arrive", "end"],
        ) =>
        {
            Some(Tense::Future)
        }
        "said" | "was" | "were" | "had" | "did" | "told" | "came" | "went" | "began" | "took" | "made" | "left" | "fell"
        | "rose" | "held" | "found" | "met" | "won" | "lost" | "broke" | "gave" | "got" | "saw" | "died" | "shot" | "struck"
        | "fled" | "brought" | "ran" => Some(Tense::Past),
        word if word.len() > 4
            && word.ends_with("ed")
            && !matches!(word, "united" | "hundred" | "armed" | "indeed" | "exceed") =>
        {
            Some(Tense::Past)
        }
        _ => None,
    }
}
