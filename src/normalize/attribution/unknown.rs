//! Capitalized names of which nothing is known, countries, and capitals that stand for them.

use std::ops::Range;

use super::super::Chain;
use super::super::Taken;
use super::institution::cast_short;
use super::party::{Head, Party, PartyKind};
use super::scene::{Scene, side_of};
use crate::claim::{Naming, Source};
use crate::lexicon::Senses;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::{Case, Kind};

/// A run of capitalized words with numbers and hyphens in it: "Istok 24".
pub(super) fn capitals(scene: &Scene<'_, '_>, start: usize, end: usize) -> Range<usize> {
    let mut at = start;
    while at < end && (at == start || scene.follows(at)) {
        let norm = scene.norm(at);
        // "Sea-Watch": a word goes on behind its hyphen.
        let inner = at > start
            && (norm == "-"
                || scene.text().kind(at) == Kind::Number
                || matches!(norm, "." | "&")
                    && scene.follows(at + 1)
                    && scene.text().is_capitalized(at + 1)
                    && scene.text().tokens.get(at + 1).is_some_and(|t| t.gap == crate::text::Gap::None));
        if !(scene.is_word(at) && scene.text().is_capitalized(at) && !scene.page.has(at, Class::Calendar) || inner) {
            break;
        }
        at += 1;
    }
    while at > start && matches!(scene.norm(at - 1), "-" | "&" | ".") {
        at -= 1;
    }
    start..at
}

/// A capitalized name of which nothing is known, a country, or a capital that stands for one.
pub(super) fn unknown(scene: &Scene<'_, '_>, at: usize, region: &Range<usize>) -> Option<Head> {
    let text = scene.text();
    if !text.is_capitalized(at)
        || !scene.is_word(at)
        || scene.page.has(at, Class::SmallWord)
        || scene.page.has(at, Class::Calendar)
    {
        return None;
    }
    // "a falconer from Halden": where somebody is from is not who it is.
    if at > region.start && scene.is(at - 1, &["in", "from", "of", "at", "near", "to", "around", "outside"]) {
        return None;
    }
    // Only as the whole of the phrase, or in capitals: "Moscow said", "SNAI denied"; "Tehrik-e-Taliban" as the table has it.
    let run = capitals(scene, at, region.end);
    let run = scene.group_at(at).filter(|end| *end > run.end && *end <= region.end).map_or(run, |end| at..end);
    if run.is_empty()
        || at > region.start
            && text.is_capitalized(at - 1)
            && scene.is_word(at - 1)
            && scene.follows(at)
            && !scene.page.has(at - 1, Class::SmallWord)
    {
        return None;
    }
    // "Shooting suspect held": what happened says nothing.
    if run.len() == 1 && scene.page.begins(at, Senses::TRIGGER) {
        return None;
    }
    let name = scene.written(run.clone());
    let staff = |at: usize| {
        scene.speaker_at(at, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Person)).is_some()
            || scene.page.has(at, Class::Newsroom)
    };
    let owner = (run.end..run.end + 3).find(|t| !scene.is(*t, &["'s", "'", "s", "\u{2019}"]));
    if scene.publisher.is_named(&name) && owner.is_some_and(staff) {
        return Some(Head::Party(Party { tokens: run, chain: Chain::default(), kind: PartyKind::Own, weak: false }));
    }
    if scene.speaker_at(run.end, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice)).is_some() && run.end < region.end {
        return None;
    }
    if let Some(known) = cast_short(scene, &run) {
        return Some(Head::Party(Party { tokens: run, ..known }));
    }
    // "Lebanon's Hezbollah": whose it is.
    let owner = scene.norm(run.end) == "'s" && scene.text().is_capitalized(run.end + 1) && run.end + 1 < region.end;
    if owner && scene.side_at(run.end + 1).is_some() {
        return None;
    }
    // "The Afghan Taliban" is no government.
    if let Some(group) = scene.group_in(run.clone()) {
        let source = Source { name: Some(group.to_owned()), link: Naming::Named, ..Source::default() };
        let chain = if scene.publisher.is(&source) { Chain::default() } else { [source].into() };
        return Some(Head::Weak(Party { tokens: run, chain, kind: PartyKind::Unknown, weak: false }));
    }
    if let Some(country) = side_of(&name).filter(|_| run.len() <= 3) {
        // A capital or a country that speaks is its government.
        let adjective = scene.setting.lexicon.sides().adjective(&country);
        let source = Source {
            name: Some(adjective.map_or(name, |a| format!("{a} government"))),
            kind: Some("government".into()),
            side: Some(country),
            link: Naming::Named,
            ..Source::default()
        };
        return Some(Head::Weak(Party::one(run, source, PartyKind::Body)));
    }
    if scene.page.taken.get(run.clone()).is_some_and(|t| t.contains(&Taken::Place)) {
        return None;
    }
    // "Early accounts from X": the capital is that of the sentence.
    let opens = run.len() == 1 && text.sentence_of(at).tokens.start == at && text.case(at) == Case::Title;
    if opens && scene.speaker_at(run.end, |c| c == SpeakerClass::Document).is_some() {
        return None;
    }
    let short = run.len() == 1 && matches!(text.case(at), Case::Upper | Case::Mixed);
    let source = Source { name: Some(name), link: Naming::Named, ..Source::default() };
    let chain = if scene.publisher.is(&source) { Chain::default() } else { [source].into() };
    let party = Party { tokens: run, chain, kind: PartyKind::Unknown, weak: false };
    Some(if short { Head::Party(party) } else { Head::Weak(party) })
}
