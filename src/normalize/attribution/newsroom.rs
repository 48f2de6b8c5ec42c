//! Outlets that speak: known ones, named ones that no table has, unnamed ones of a class; and their own people.

use std::ops::Range;

use super::super::Chain;
use super::cast::Cast;
use super::document;
use super::institution::body;
use super::party::{Head, Party, PartyKind};
use super::people::{described, with_place};
use super::scene::{Scene, outlet_source, side_of};
use super::unknown::capitals;
use crate::claim::{Naming, Source};
use crate::lexicon::Outlet;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;

/// An outlet or body of the table, or its own people: "Interfax", "an Interfax reporter".
pub(super) fn outlet(
    scene: &Scene<'_, '_>,
    cast: &Cast,
    tokens: Range<usize>,
    outlet: &Outlet,
    region: &Range<usize>,
) -> Option<Head> {
    let staff = scene
        .speaker_at(tokens.end, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Person | SpeakerClass::Voice))
        .or_else(|| {
            scene.speaker_at(tokens.end + usize::from(scene.is(tokens.end, &["'s", "news"])), |c| {
                matches!(c, SpeakerClass::Role | SpeakerClass::Person)
            })
        });
    let at = tokens.start;
    let mut source = outlet_source(outlet);
    if !outlet.is_media() {
        let body = scene.body_at(at).filter(|b| b.tokens == tokens).map(|b| b.name.clone());
        let written = body.unwrap_or_else(|| scene.written(tokens.clone()));
        // "Doctors Without Borders" is Médecins Sans Frontières; "the Red Cross" may be any of its societies.
        let other = outlet.kind == "ngo" && !written.split(' ').any(|w| outlet.name.contains(w));
        if !other {
            source.name = Some(written);
        }
    }
    let own = |t: usize| scene.page.has(t, Class::Newsroom);
    let team = own(tokens.end)
        || scene.norm(tokens.end) == "'s" && (own(tokens.end + 1) || scene.page.has(tokens.end + 1, Class::Reporter));
    if scene.publisher.is(&source) && (staff.is_some() || team) {
        return Some(Head::Party(Party { tokens, chain: Chain::default(), kind: PartyKind::Own, weak: false }));
    }
    // "an X cameraman on the pier", "an X team": what its own people saw.
    let own = team || staff.is_some_and(|(t, _)| scene.page.has(t.end - 1, Class::Reporter));
    if outlet.is_media() && own {
        return Some(Head::Party(Party { tokens, chain: [source].into(), kind: PartyKind::Own, weak: false }));
    }
    let kind = if outlet.is_media() { PartyKind::Outlet } else { PartyKind::Body };
    if scene.publisher.is(&source) {
        return Some(Head::Party(Party { tokens, chain: Chain::default(), kind, weak: false }));
    }
    // The name of an outlet may be an everyday word or the place in "Interfax Street": only whole phrases count.
    let party = Party::one(tokens.clone(), source, kind);
    if scene.body_at(at).is_some_and(|b| b.tokens.end > tokens.end) {
        return body(scene, cast, at, region);
    }
    // "A WHO |memo".
    let own = scene.speaker_at(tokens.end, |c| c == SpeakerClass::Document).filter(|_| kind == PartyKind::Body);
    Some(Head::Party(match own {
        Some((document, _)) => document::of_body(scene, cast, party, document.end, region),
        None => party,
    }))
}

/// "Russian state media".
pub(super) fn media(scene: &Scene<'_, '_>, tokens: Range<usize>, region: &Range<usize>) -> Party {
    let tokens = with_place(scene, described(scene, tokens, region), region);
    let name = scene.written(tokens.clone());
    let source = Source { side: side_of(&name), name: Some(name), link: Naming::Class, ..Source::default() };
    Party::one(tokens, source, PartyKind::Outlet)
}

/// "the newspaper X", "the regional news agency X", "the newspaper".
pub(super) fn outlet_word(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, region: &Range<usize>) -> Option<Party> {
    let at = tokens.end;
    if let Some((name, outlet)) = scene.outlet_at(at).filter(|(t, _)| t.end <= region.end) {
        let source = outlet_source(outlet);
        let chain = if scene.publisher.is(&source) { Chain::default() } else { [source].into() };
        return Some(Party { tokens: name, chain, kind: PartyKind::Outlet, weak: false });
    }
    // "Radio X": a capital word belongs to the name.
    let capital =
        scene.text().is_capitalized(tokens.start) && tokens.len() == 1 && !scene.is(tokens.start.wrapping_sub(1), &["the"]);
    let run = capitals(scene, if capital { tokens.start } else { at }, region.end);
    if run.len() > usize::from(capital) {
        return Some(named_outlet(scene, run));
    }
    if let Some(party) = cast.outlet() {
        return Some(Party { tokens, ..party.clone() });
    }
    let tokens = with_place(scene, described(scene, tokens, region), region);
    let name = scene.written(tokens.clone());
    let source = Source { side: side_of(&name), name: Some(name), link: Naming::Class, ..Source::default() };
    Some(Party::one(tokens, source, PartyKind::Outlet))
}

/// An outlet that the table does not know.
pub(super) fn named_outlet(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Party {
    let source = Source {
        name: Some(scene.written(tokens.clone())),
        kind: Some("online".into()),
        link: Naming::Named,
        ..Source::default()
    };
    let chain = if scene.publisher.is(&source) { Chain::default() } else { [source].into() };
    Party { tokens, chain, kind: PartyKind::Outlet, weak: false }
}
