//! Who speaks: a noun phrase read as a person, a body, an outlet, a document or somebody unnamed.

use std::ops::Range;

use super::super::Chain;
use super::address::address;
use super::cast::Cast;
use super::document::document;
use super::institution::body;
use super::newsroom::{media, named_outlet, outlet, outlet_word};
use super::people::{described, people, role};
use super::pronoun::pronoun;
use super::scene::{Scene, side_of};
use super::unknown::{capitals, unknown};
use crate::claim::{Naming, Source};
use crate::lexicon::Sense;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;

/// Somebody or something that speaks.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// From the nearest link to the origin: a person is followed by the body spoken for.
    pub chain: Chain,
    /// What it is.
    pub kind: PartyKind,
    /// Read from a noun that may be anything but a speaker: "the woman".
    pub weak: bool,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartyKind {
    Person,
    Body,
    Outlet,
    /// Somebody unnamed.
    Anonymous,
    Document,
    /// The publisher's own people.
    Own,
    /// A name that nothing is known of.
    Unknown,
}

impl Party {
    /// A party of one link.
    pub fn one(tokens: Range<usize>, source: Source, kind: PartyKind) -> Party {
        Party { tokens, chain: [source].into(), kind, weak: false }
    }

    /// Somebody who is only described.
    pub fn anonymous(scene: &Scene<'_, '_>, tokens: Range<usize>, kind: &str) -> Party {
        let name = scene.written(tokens.clone());
        let side = side_of(&name);
        let source = Source { name: Some(name), kind: Some(kind.into()), side, link: Naming::Anonymous, ..Source::default() };
        Party::one(tokens, source, PartyKind::Anonymous)
    }

    /// Whether it has a name.
    pub fn is_named(&self) -> bool {
        !matches!(self.kind, PartyKind::Anonymous)
    }
}

/// Reads the tokens of a noun phrase, appositions included. `None` where nobody is in it.
pub(super) fn party(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>) -> Option<Party> {
    let mut fallback = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(found) = head_at(scene, cast, at, &tokens) {
            match found {
                Head::Party(party) => return Some(apposed(scene, &fallback, &party).unwrap_or(party)),
                Head::Weak(party) => {
                    let end = party.tokens.end;
                    fallback.get_or_insert(party);
                    at = end.max(at + 1);
                    continue;
                }
            }
        }
        at += 1;
    }
    fallback
}

/// "Fox, |a Telegram channel": the name before the comma is that of an outlet.
fn apposed(scene: &Scene<'_, '_>, name: &Option<Party>, outlet: &Party) -> Option<Party> {
    let name = name.as_ref().filter(|n| n.kind == PartyKind::Unknown)?;
    let unnamed = outlet.kind == PartyKind::Outlet && outlet.chain.iter().all(|s| s.link != Naming::Named);
    let comma = name.tokens.end;
    let apposed = scene.norm(comma) == "," && scene.is(comma + 1, &["a", "an", "the"]) && outlet.tokens.start <= comma + 5;
    (unnamed && apposed).then(|| named_outlet(scene, name.tokens.clone()))
}

/// What stands at a token.
pub(super) enum Head {
    Party(Party),
    /// Only if nothing better follows: a capitalized word, a country, "the woman".
    Weak(Party),
}

/// What a token begins, with what belongs to it.
pub(super) fn head_at(scene: &Scene<'_, '_>, cast: &Cast, at: usize, region: &Range<usize>) -> Option<Head> {
    // "The |Oslo-based group", "|Kremlin-installed governor X": not they.
    let hyphen = (at + 1..at + 3).find(|t| scene.norm(*t) == "-");
    if hyphen.is_some_and(|t| scene.page.has(t + 1, Class::Attached) && t + 2 < region.end) && scene.text().is_capitalized(at) {
        return None;
    }
    if let Some(name) = scene.name_at(at) {
        // "Ann Bo's attorney".
        if name.tokens.start == at && owns_speaker(scene, name.tokens.end, region) {
            return match kin(scene, &name.tokens, region) {
                Some(Kin::Described(kin)) => Some(Head::Weak(kin)),
                _ => None,
            };
        }
        return Some(Head::Party(person(name.tokens.clone(), &name.name, name.body.as_ref(), scene, cast)));
    }
    if let Some(party) = pronoun(scene, cast, at) {
        return Some(party);
    }
    if let Some((tokens, _)) = scene.speaker_at(at, |c| c == SpeakerClass::Own)
        && (!scene.is(at, &["we"]) || tokens.end <= region.end)
    {
        return Some(Head::Party(Party { tokens, chain: Chain::default(), kind: PartyKind::Own, weak: false }));
    }
    if let Some((tokens, row)) = scene.outlet_at(at).filter(|(t, _)| t.end <= region.end) {
        return outlet(scene, cast, tokens, row, region);
    }
    if let Some(site) = address(scene, at, region.end) {
        return Some(Head::Party(site));
    }
    if scene.body_at(at).is_some() {
        return body(scene, cast, at, region);
    }
    if let Some((tokens, word)) = scene
        .speaker_at(at, |c| !matches!(c, SpeakerClass::Title | SpeakerClass::Thing | SpeakerClass::Body | SpeakerClass::Modifier))
        // "Press freedom group Bo": the longer words are those of a body.
        .filter(|(word, _)| scene.speaker_at(at, |_| true).is_none_or(|(longest, _)| longest.end <= word.end))
    {
        match kin(scene, &tokens, region) {
            Some(Kin::Known) => return None,
            Some(Kin::Described(kin)) => return Some(Head::Weak(kin)),
            None => {}
        }
        return match word.class {
            SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office => {
                Some(role(scene, cast, tokens, word.class, region))
            }
            SpeakerClass::Person => Some(Head::Party(people(scene, cast, tokens, word.member, region))),
            // "Channel One" has a name.
            SpeakerClass::Media => {
                let run =
                    if scene.text().is_capitalized(at) && tokens.len() == 1 { capitals(scene, at, region.end) } else { at..at };
                Some(Head::Party(if run.len() > 1 { named_outlet(scene, run) } else { media(scene, tokens, region) }))
            }
            SpeakerClass::Outlet => Some(Head::Party(outlet_word(scene, cast, tokens, region)?)),
            SpeakerClass::Document => Some(document(scene, cast, tokens, region)),
            _ => None,
        };
    }
    let counted = scene.page.hits_at(at).iter().find(|h| match h.sense {
        Sense::Noun(row) => scene.setting.lexicon.nouns().get(row).is_some_and(|n| n.unit == "person"),
        _ => false,
    });
    if let Some(hit) = counted.filter(|h| h.end <= region.end) {
        match kin(scene, &(hit.start..hit.end), region) {
            Some(Kin::Known) => return None,
            Some(Kin::Described(kin)) => return Some(Head::Weak(kin)),
            None => {}
        }
        let tokens = described(scene, hit.start..hit.end, region);
        return Some(Head::Weak(Party { weak: true, ..Party::anonymous(scene, tokens, "person") }));
    }
    unknown(scene, at, region)
}

/// Whether what a name owns is somebody: an attorney, a mother; "Ann Bo's statement" is hers.
fn owns_speaker(scene: &Scene<'_, '_>, end: usize, region: &Range<usize>) -> bool {
    let document = |t: usize| scene.speaker_at(t, |c| c == SpeakerClass::Document).is_some();
    let one = |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Person | SpeakerClass::Office);
    let somebody = |t: usize| {
        scene.speaker_at(t, one).is_some() || scene.page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Noun(row) if scene.setting.lexicon.nouns().get(row).is_some_and(|n| n.unit == "person")))
    };
    let owned = || end + 1..region.end.min(end + 1 + KIN);
    scene.norm(end) == "'s" && !owned().any(document) && owned().any(somebody)
}

/// Most words of what somebody is to another: "the boy's |maternal grandmother".
const KIN: usize = 3;

/// "The boy's |grandmother", "the suspect's |lawyer Ann Bo": who is not the boy, and not the suspect. `None` where nothing is owned.
fn kin(scene: &Scene<'_, '_>, owner: &Range<usize>, region: &Range<usize>) -> Option<Kin> {
    let start = owner.end + 1;
    let words = (start..region.end.min(start + KIN)).take_while(|t| scene.is_word(*t)).count();
    if scene.norm(owner.end) != "'s" || words == 0 {
        return None;
    }
    let speaks = |c| !matches!(c, SpeakerClass::Thing | SpeakerClass::Modifier | SpeakerClass::Role | SpeakerClass::Person);
    let known = |t: usize| scene.name_at(t).is_some() || scene.body_at(t).is_some() || scene.speaker_at(t, speaks).is_some();
    if (start..start + words).any(known) {
        return Some(Kin::Known);
    }
    Some(Kin::Described(Party { weak: true, ..Party::anonymous(scene, owner.start..start + words, "person") }))
}

/// Who stands behind an owner.
enum Kin {
    /// A name, a body, a voice: to be read by itself.
    Known,
    Described(Party),
}

/// Enters the persons of a page under the office or post that stands before their names: "mayor Ann Bo".
pub(super) fn introduce(scene: &Scene<'_, '_>, cast: &mut Cast) {
    for name in &scene.page.names {
        let from = name.tokens.start.saturating_sub(3)..name.tokens.end;
        let title = from.rev().filter(|t| *t != name.tokens.end).find_map(|t| {
            scene
                .speaker_at(t, |c| matches!(c, SpeakerClass::Office | SpeakerClass::Voice | SpeakerClass::Role))
                .filter(|(role, _)| role.end >= name.tokens.start && role.end < name.tokens.end)
        });
        if let Some((role, _)) = title {
            let party = person(name.tokens.clone(), &name.name, name.body.as_ref(), scene, cast);
            let words: Vec<&str> = role.clone().map(|t| scene.norm(t)).collect();
            cast.introduce(words.join(" "), party);
        }
    }
}

/// "State Police": a force that no officer is of by his rank alone.
fn is_of_state(body: &Source) -> bool {
    let named = body.name.as_deref().is_some_and(|n| n.split(' ').any(|w| w.eq_ignore_ascii_case("state")));
    named && body.kind.as_deref() == Some("police")
}

/// A named person, followed by the body spoken for.
pub(super) fn person(tokens: Range<usize>, name: &str, body: Option<&Source>, scene: &Scene<'_, '_>, cast: &Cast) -> Party {
    let source = Source { name: Some(name.into()), kind: Some("person".into()), link: Naming::Named, ..Source::default() };
    // A detective of no named force is of that of the town, not of the state.
    let full = |b: &Source| Some(cast.full(b)).filter(|f| f.name == b.name || !is_of_state(f)).unwrap_or_else(|| b.clone());
    let body = body.map(full);
    let chain = std::iter::once(source).chain(body.filter(|b| !scene.publisher.is(b))).collect();
    Party { tokens, chain, kind: PartyKind::Person, weak: false }
}
