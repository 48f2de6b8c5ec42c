//! Who speaks: a noun phrase read as a person, a body, an outlet, a document or somebody unnamed.

use std::ops::Range;

use super::super::body::{is_calendar, is_function_word};
use super::super::name::{body_after, body_of_role, source_of};
use super::address::address;
use super::cast::Cast;
use super::scene::{Scene, outlet_source, side_of};
use crate::claim::{Naming, Source};
use crate::lexicon::Sense;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::text::{Case, Kind};

/// Somebody or something that speaks.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// From the nearest link to the origin: a person is followed by the body spoken for.
    pub chain: Vec<Source>,
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
    fn one(tokens: Range<usize>, source: Source, kind: PartyKind) -> Party {
        Party { tokens, chain: vec![source], kind, weak: false }
    }

    fn anonymous(scene: &Scene<'_, '_>, tokens: Range<usize>, kind: &str) -> Party {
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
                Head::Party(party) => return Some(party),
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

/// What stands at a token.
enum Head {
    Party(Party),
    /// Only if nothing better follows: a capitalized word, a country, "the woman".
    Weak(Party),
}

fn head_at(scene: &Scene<'_, '_>, cast: &Cast, at: usize, region: &Range<usize>) -> Option<Head> {
    if let Some(name) = scene.name_at(at) {
        return Some(Head::Party(person(name.tokens.clone(), &name.name, name.body.as_ref(), scene, cast)));
    }
    if let Some(party) = pronoun(scene, cast, at) {
        return Some(party);
    }
    if let Some((tokens, _)) = scene.speaker_at(at, |c| c == SpeakerClass::Own)
        && (!scene.is(at, &["we"]) || tokens.end <= region.end)
    {
        return Some(Head::Party(Party { tokens, chain: Vec::new(), kind: PartyKind::Own, weak: false }));
    }
    if let Some((tokens, outlet)) = scene.outlet_at(at).filter(|(t, _)| t.end <= region.end) {
        let staff = scene
            .speaker_at(tokens.end, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Person | SpeakerClass::Voice))
            .or_else(|| {
                scene.speaker_at(tokens.end + usize::from(scene.is(tokens.end, &["'s", "news"])), |c| {
                    matches!(c, SpeakerClass::Role | SpeakerClass::Person)
                })
            });
        let mut source = outlet_source(outlet);
        if !outlet.is_media() {
            let body = scene.body_at(at).filter(|b| b.tokens == tokens).map(|b| b.name.clone());
            source.name = Some(body.unwrap_or_else(|| scene.written(tokens.clone())));
        }
        let team = scene.is(tokens.end, &["team", "crew", "editors"])
            || scene.norm(tokens.end) == "'s"
                && scene.is(tokens.end + 1, &["reporter", "editors", "correspondent", "team", "crew"]);
        if scene.publisher.is(&source) && (staff.is_some() || team) {
            return Some(Head::Party(Party { tokens, chain: Vec::new(), kind: PartyKind::Own, weak: false }));
        }
        // "an X reporter at the scene", "an X team": what its own people saw.
        let own = team || staff.is_some_and(|(t, _)| scene.is(t.end - 1, OWN_PEOPLE));
        if outlet.is_media() && own {
            return Some(Head::Party(Party { tokens, chain: vec![source], kind: PartyKind::Own, weak: false }));
        }
        let kind = if outlet.is_media() { PartyKind::Outlet } else { PartyKind::Body };
        if scene.publisher.is(&source) {
            return Some(Head::Party(Party { tokens, chain: Vec::new(), kind, weak: false }));
        }
        // The name of an outlet may be an everyday word or the place in "Interfax Street": only whole phrases count.
        let party = Party::one(tokens.clone(), source, kind);
        return Some(if scene.body_at(at).is_some_and(|b| b.tokens.end > tokens.end) {
            return body(scene, cast, at, region);
        } else {
            Head::Party(party)
        });
    }
    if let Some(site) = address(scene, at, region.end) {
        return Some(Head::Party(site));
    }
    if scene.body_at(at).is_some() {
        return body(scene, cast, at, region);
    }
    if let Some((tokens, word)) = scene
        .speaker_at(at, |c| !matches!(c, SpeakerClass::Title | SpeakerClass::Thing | SpeakerClass::Body | SpeakerClass::Modifier))
    {
        return match word.class {
            SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office => {
                Some(role(scene, cast, tokens, word.class, region))
            }
            SpeakerClass::Person => Some(Head::Party(people(scene, cast, tokens, region))),
            SpeakerClass::Media => Some(Head::Party(media(scene, tokens, region))),
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
        let tokens = described(scene, hit.start..hit.end, region);
        return Some(Head::Weak(Party { weak: true, ..Party::anonymous(scene, tokens, "person") }));
    }
    unknown(scene, at, region)
}

/// Those who see for an outlet.
const OWN_PEOPLE: &[&str] = &[
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "correspondent",
    "correspondents",
    "photographer",
    "photographers",
    "witness",
];

/// Those who see and count for a body.
const MEMBERS: &[&str] = &["monitors", "observers", "researchers", "analysts", "experts", "investigators", "teams", "volunteers"];

fn pronoun(scene: &Scene<'_, '_>, cast: &Cast, at: usize) -> Option<Head> {
    // "one of them" is somebody else.
    if at > 0 && scene.is(at - 1, &["of", "among"]) {
        return None;
    }
    let known = match scene.norm(at) {
        "he" | "she" | "him" | "her" | "his" => cast.person().cloned().or_else(|| {
            let names = &scene.page.names;
            let last = names.get(names.partition_point(|n| n.tokens.end <= at).checked_sub(1)?)?;
            Some(person(last.tokens.clone(), &last.name, last.body.as_ref(), scene, cast))
        }),
        "they" | "them" | "their" => cast.group().cloned(),
        "it" | "its" => cast.thing().cloned().or_else(|| {
            // "The coast guard recovered two bodies, it said": the body that the paragraph names.
            let bodies = &scene.page.bodies;
            let last = bodies.get(bodies.partition_point(|b| b.tokens.end <= at).checked_sub(1)?)?;
            let sentence = scene.text().sentence_of(at).tokens.start;
            let first = bodies.get(bodies.partition_point(|b| b.tokens.end <= sentence)).unwrap_or(last);
            let near = scene.text().sentence_of(first.tokens.start).paragraph == scene.text().sentence_of(at).paragraph;
            near.then(|| whole(scene, cast, first.tokens.clone(), first.tokens.start))
        }),
        "i" if cast.person().is_some() => cast.person().cloned(),
        _ => None,
    }?;
    // "his lawyer", "its director": the noun decides.
    let possessive = matches!(scene.norm(at), "his" | "their" | "its") || scene.norm(at) == "her" && scene.is_word(at + 1);
    if possessive && scene.norm(at.wrapping_sub(1)) != "of" && !scene.is(at.wrapping_sub(1), &["to"]) {
        return None;
    }
    Some(Head::Party(Party { tokens: at..at + 1, ..known }))
}

/// Enters the persons of a page under the office or post that stands before their names: "mayor Ann Bo".
pub(super) fn introduce(scene: &Scene<'_, '_>, cast: &mut Cast) {
    for name in &scene.page.names {
        let from = name.tokens.start.saturating_sub(3)..name.tokens.end;
        let title = from.rev().filter(|t| *t != name.tokens.end).find_map(|t| {
            scene
                .speaker_at(t, |c| matches!(c, SpeakerClass::Office | SpeakerClass::Voice))
                .filter(|(role, _)| role.end >= name.tokens.start && role.end < name.tokens.end)
        });
        if let Some((role, _)) = title {
            let party = person(name.tokens.clone(), &name.name, name.body.as_ref(), scene, cast);
            let words: Vec<&str> = role.clone().map(|t| scene.norm(t)).collect();
            cast.introduce(words.join(" "), party);
        }
    }
}

fn person(tokens: Range<usize>, name: &str, body: Option<&Source>, scene: &Scene<'_, '_>, cast: &Cast) -> Party {
    let source = Source { name: Some(name.into()), kind: Some("person".into()), link: Naming::Named, ..Source::default() };
    let body = body.map(|b| cast.full(b));
    let chain = std::iter::once(source).chain(body.filter(|b| !scene.publisher.is(b))).collect();
    Party { tokens, chain, kind: PartyKind::Person, weak: false }
}

/// A body, or a person introduced by one: "police", "police officials", "the coast guard spokesman".
fn body(scene: &Scene<'_, '_>, cast: &Cast, at: usize, region: &Range<usize>) -> Option<Head> {
    let body = scene.body_at(at)?;
    if at > body.tokens.start && at > region.start {
        return None;
    }
    let mut next = body.tokens.end;
    if let Some(short) = &body.short {
        next = next.max(short.end + usize::from(scene.norm(short.end) == ")"));
    }
    let joint = usize::from(scene.norm(next) == "'s");
    let next = next + joint;
    if next < region.end {
        let word = scene.speaker_at(next, |c| {
            matches!(
                c,
                SpeakerClass::Role
                    | SpeakerClass::Voice
                    | SpeakerClass::Person
                    | SpeakerClass::Document
                    | SpeakerClass::Office
                    | SpeakerClass::Title
            )
        });
        if let Some((tokens, word)) = word {
            return match word.class {
                // "the mission's monitors verified": the mission did.
                SpeakerClass::Person if (joint > 0 || body.full) && scene.is(tokens.end - 1, MEMBERS) => {
                    Some(Head::Party(whole(scene, cast, body.tokens.clone(), at)))
                }
                SpeakerClass::Person => {
                    let all = body.tokens.start..tokens.end;
                    Some(Head::Party(Party::anonymous(scene, described(scene, all, region), "person")))
                }
                SpeakerClass::Document => {
                    Some(Head::Party(Party { kind: PartyKind::Document, ..whole(scene, cast, body.tokens.clone(), at) }))
                }
                SpeakerClass::Title => None,
                class => Some(role(scene, cast, tokens, class, region)),
            };
        }
        if scene.name_at(next).is_some() {
            return None;
        }
    }
    Some(Head::Party(whole(scene, cast, body.tokens.clone(), at)))
}

fn whole(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, at: usize) -> Party {
    let Some(body) = scene.body_at(at) else { return Party { tokens, chain: Vec::new(), kind: PartyKind::Body, weak: false } };
    let indefinite = tokens.start > 0 && scene.is(tokens.start - 1, &["a", "an", "another", "one"]);
    let mut source = cast.full(&source_of(body));
    let resolved = source.name.as_deref() != Some(body.name.as_str());
    if !resolved && !body.full && (body.generic || indefinite) {
        source.link = Naming::Anonymous;
    }
    if source.id.is_none() {
        let row = crate::lexicon::Outlets::embedded().by_name(source.name.as_deref().unwrap_or(""));
        if let Some(row) = row.filter(|r| !r.is_media()) {
            source.id = Some(row.id.clone());
            source.side = source.side.or_else(|| row.state().map(str::to_owned));
        }
    }
    let kind = if source.link == Naming::Anonymous { PartyKind::Anonymous } else { PartyKind::Body };
    let chain = if scene.publisher.is(&source) { Vec::new() } else { vec![source] };
    Party { tokens, chain, kind, weak: false }
}

/// "the expert", "a coast guard spokesman", "Its director, Ann Bo": a role, with the person where one is named beside it.
fn role(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, class: SpeakerClass, region: &Range<usize>) -> Head {
    // A name right after the role, or in the apposition after it.
    if let Some(name) = scene
        .name_at(tokens.end)
        .or_else(|| (tokens.end..region.end).filter(|t| scene.norm(*t) == ",").take(2).find_map(|t| scene.name_at(t + 1)))
    {
        let voice = class == SpeakerClass::Voice;
        let own = voice
            .then(|| {
                body_of_role(scene.page, tokens.clone(), name.tokens.start)
                    .or_else(|| body_after(scene.page, scene.setting, tokens.end, name.tokens.start))
            })
            .flatten();
        let own = own
            .or_else(|| (class == SpeakerClass::Voice && scene.is(region.start, &["its"])).then(|| cast.last_body()).flatten());
        let body = name.body.clone().or(own);
        return Head::Party(person(name.tokens.clone(), &name.name, body.as_ref(), scene, cast));
    }
    let described = described(scene, tokens.clone(), region);
    let before = described.start.checked_sub(1);
    let definite = before.is_some_and(|b| scene.is(b, &["the", "this", "that", "same"]))
        || scene.text().sentence_of(tokens.start).tokens.start == tokens.start && tokens.len() == 1;
    if definite && let Some(party) = cast.by_role(&scene.written(described.clone()).to_lowercase()) {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    if class == SpeakerClass::Voice {
        let its =
            region.contains(&described.start.wrapping_sub(1)) && scene.is(described.start.wrapping_sub(1), &["its", "their"]);
        let body = body_of_role(scene.page, tokens.clone(), region.end)
            .or_else(|| body_after(scene.page, scene.setting, tokens.end, region.end))
            .or_else(|| (its || definite).then(|| cast.last_body()).flatten());
        if let Some(body) = body {
            let body = cast.full(&body);
            if scene.publisher.is(&body) {
                return Head::Party(Party { tokens, chain: Vec::new(), kind: PartyKind::Body, weak: false });
            }
            return Head::Party(Party::one(tokens, body, PartyKind::Body));
        }
    }
    if definite && let Some(party) = cast.person().filter(|_| described.len() == 1 && class != SpeakerClass::Role) {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    Head::Party(Party::anonymous(scene, with_place(scene, described, region), "person"))
}

/// Unnamed people: "two security sources", "analysts at X".
fn people(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, region: &Range<usize>) -> Party {
    let member = scene.is(
        tokens.end - 1,
        &[
            "analysts",
            "researchers",
            "monitors",
            "volunteers",
            "lawyers",
            "experts",
            "observers",
            "journalists",
            "reporters",
            "members",
            "staff",
        ],
    );
    if member && scene.is(tokens.end, &["at", "of", "from", "with"]) {
        let from = tokens.end + 1 + usize::from(scene.is(tokens.end + 1, &["the"]));
        if from < region.end
            && let Some(Head::Party(party) | Head::Weak(party)) = head_at(scene, cast, from, &(from..region.end))
            && matches!(party.kind, PartyKind::Body | PartyKind::Outlet | PartyKind::Unknown)
        {
            return Party { tokens: tokens.start..party.tokens.end, ..party };
        }
    }
    let described = described(scene, tokens, region);
    Party::anonymous(scene, with_place(scene, described, region), "person")
}

/// The words that qualify a head, to the left up to an article or number.
fn described(scene: &Scene<'_, '_>, head: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let mut start = head.start;
    while start > region.start && head.start - start < 5 {
        let left = start - 1;
        let norm = scene.norm(left);
        let joint = norm == "-" || norm == "'s";
        let number = scene.text().kind(left) == Kind::Number
            || matches!(norm, "two" | "three" | "four" | "five" | "several" | "some" | "many");
        if !scene.follows(start)
            || number
            || !joint && (!scene.is_word(left) || is_function_word(norm) && !matches!(norm, "local" | "former" | "senior"))
            || is_calendar(norm)
            || scene.cue_at(left, |c| matches!(c.kind, CueKind::Say | CueKind::Tell)).is_some()
        {
            break;
        }
        start = left;
    }
    start..head.end
}

/// "officials |in Kano", "a medic |at Malakal Teaching Hospital".
fn with_place(scene: &Scene<'_, '_>, tokens: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    if end < region.end && scene.is(end, &["at", "in", "from", "of", "with", "on"]) {
        let mut at = end + 1 + usize::from(scene.is(end + 1, &["the", "a", "an"]));
        let from = at;
        while at < region.end
            && scene.is_word(at)
            && !is_calendar(scene.norm(at))
            && at - from < 6
            && (scene.text().is_capitalized(at)
                || scene.body_at(at).is_some()
                || at == from && scene.text().is_capitalized(at + 1))
        {
            at += 1;
        }
        if at > from {
            end = at;
        }
    }
    tokens.start..end
}

fn media(scene: &Scene<'_, '_>, tokens: Range<usize>, region: &Range<usize>) -> Party {
    let tokens = with_place(scene, described(scene, tokens, region), region);
    let name = scene.written(tokens.clone());
    let source = Source { side: side_of(&name), name: Some(name), link: Naming::Class, ..Source::default() };
    Party::one(tokens, source, PartyKind::Outlet)
}

/// "the newspaper X", "the state news agency X", "the newspaper".
fn outlet_word(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, region: &Range<usize>) -> Option<Party> {
    let at = tokens.end;
    if let Some((name, outlet)) = scene.outlet_at(at).filter(|(t, _)| t.end <= region.end) {
        let source = outlet_source(outlet);
        let chain = if scene.publisher.is(&source) { Vec::new() } else { vec![source] };
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
    let chain = if scene.publisher.is(&source) { Vec::new() } else { vec![source] };
    Party { tokens, chain, kind: PartyKind::Outlet, weak: false }
}

/// A run of capitalized words with numbers and hyphens in it: "Istok 24".
pub(super) fn capitals(scene: &Scene<'_, '_>, start: usize, end: usize) -> Range<usize> {
    let mut at = start;
    while at < end && (at == start || scene.follows(at)) {
        let norm = scene.norm(at);
        let inner = at > start
            && (norm == "-"
                || scene.text().kind(at) == Kind::Number
                || matches!(norm, "." | "&")
                    && scene.follows(at + 1)
                    && scene.text().is_capitalized(at + 1)
                    && scene.text().tokens.get(at + 1).is_some_and(|t| t.gap == crate::text::Gap::None));
        if !(scene.is_word(at) && scene.text().is_capitalized(at) && !is_calendar(norm) || inner) {
            break;
        }
        at += 1;
    }
    while at > start && matches!(scene.norm(at - 1), "-" | "&" | ".") {
        at -= 1;
    }
    start..at
}

/// A report, a list, footage: by whom it is, or who has it.
fn document(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>, region: &Range<usize>) -> Head {
    let words = described(scene, tokens.clone(), region);
    // Whose: "published by X", "from X", "X has published", "obtained by X".
    for t in tokens.end..region.end.min(tokens.end + 16) {
        let got = scene.cue_at(t, |c| matches!(c.kind, CueKind::Agent | CueKind::Got));
        let from = match &got {
            Some((cue, _)) => cue.end,
            None if t == tokens.end
                && scene.is(t, &["by", "from", "of", "released", "published", "that", "which", "cited", "compiled"]) =>
            {
                t + 1
            }
            None => continue,
        };
        let got = got.is_some_and(|(_, c)| c.kind == CueKind::Got);
        let Some(owner) = party(scene, cast, from..region.end).filter(|p| p.is_named() && p.tokens.start <= from + 8) else {
            continue;
        };
        let mut chain = owner.chain.clone();
        if got {
            chain.push(document_source(scene, words.clone()));
        }
        return Head::Party(Party { tokens: words.start..owner.tokens.end, chain, kind: PartyKind::Document, weak: false });
    }
    // "the police report", "X's data"
    if words.start < tokens.start
        && let Some(Head::Party(owner)) = head_at(scene, cast, words.start, &(words.start..tokens.start))
            .filter(|h| matches!(h, Head::Party(p) if p.is_named() && p.kind != PartyKind::Document))
    {
        return Head::Party(Party { tokens: words, kind: PartyKind::Document, ..owner });
    }
    // "the statement", "the post": of whoever spoke last.
    let definite = words.start > 0 && scene.is(words.start - 1, &["the", "this", "its", "their", "his", "her", "that"]);
    if definite && let Some(party) = cast.last() {
        return Head::Party(Party { tokens, ..party.clone() });
    }
    if scene.is(tokens.start, &["reports"]) && words.len() <= 2 {
        return Head::Weak(Party { tokens: words, chain: vec![Source::default()], kind: PartyKind::Anonymous, weak: false });
    }
    let source = document_source(scene, words.clone());
    Head::Weak(Party::one(words, source, PartyKind::Document))
}

fn document_source(scene: &Scene<'_, '_>, words: Range<usize>) -> Source {
    Source { name: Some(scene.written(words)), kind: Some("document".into()), link: Naming::Named, ..Source::default() }
}

/// A capitalized name of which nothing is known, a country, or a capital that stands for one.
fn unknown(scene: &Scene<'_, '_>, at: usize, region: &Range<usize>) -> Option<Head> {
    let text = scene.text();
    if !text.is_capitalized(at) || !scene.is_word(at) || is_function_word(scene.norm(at)) || is_calendar(scene.norm(at)) {
        return None;
    }
    // "a falconer from Halden": where somebody is from is not who it is.
    if at > region.start && scene.is(at - 1, &["in", "from", "of", "at", "near", "to", "around", "outside"]) {
        return None;
    }
    // Only as the whole of the phrase, or in capitals: "Moscow said", "SNAI denied".
    let run = capitals(scene, at, region.end);
    if run.is_empty()
        || at > region.start
            && text.is_capitalized(at - 1)
            && scene.is_word(at - 1)
            && scene.follows(at)
            && !is_function_word(scene.norm(at - 1))
    {
        return None;
    }
    let name = scene.written(run.clone());
    let staff = |at: usize| {
        scene.speaker_at(at, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Person)).is_some()
            || scene.is(at, &["team", "crew"])
    };
    let owner = (run.end..run.end + 3).find(|t| !scene.is(*t, &["'s", "'", "s", "\u{2019}"]));
    if scene.publisher.is_named(&name) && owner.is_some_and(staff) {
        return Some(Head::Party(Party { tokens: run, chain: Vec::new(), kind: PartyKind::Own, weak: false }));
    }
    if scene.speaker_at(run.end, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice)).is_some() && run.end < region.end {
        return None;
    }
    if let Some(known) = cast_short(scene, &run) {
        return Some(Head::Party(Party { tokens: run, ..known }));
    }
    if let Some(country) = side_of(&name).filter(|_| run.len() <= 3) {
        let source = Source {
            name: Some(name),
            kind: Some("government".into()),
            side: Some(country),
            link: Naming::Named,
            ..Source::default()
        };
        return Some(Head::Weak(Party::one(run, source, PartyKind::Body)));
    }
    if scene.page.taken.get(run.clone()).is_some_and(|t| t.contains(&super::super::Taken::Place)) {
        return None;
    }
    let short = run.len() == 1 && matches!(text.case(at), Case::Upper | Case::Mixed);
    let source = Source { name: Some(name), link: Naming::Named, ..Source::default() };
    let chain = if scene.publisher.is(&source) { Vec::new() } else { vec![source] };
    let party = Party { tokens: run, chain, kind: PartyKind::Unknown, weak: false };
    Some(if short { Head::Party(party) } else { Head::Weak(party) })
}

/// A short form that the page explains: "(NFA)".
pub(super) fn cast_short(scene: &Scene<'_, '_>, run: &Range<usize>) -> Option<Party> {
    if run.len() != 1 {
        return None;
    }
    let body =
        scene.page.bodies.iter().find(|b| b.short.as_ref().is_some_and(|s| scene.norm(s.start) == scene.norm(run.start)))?;
    let source = source_of(body);
    let chain = if scene.publisher.is(&source) || scene.publisher.is_named(scene.text().word(run.start)) {
        Vec::new()
    } else {
        vec![source]
    };
    Some(Party { tokens: run.clone(), chain, kind: PartyKind::Body, weak: false })
}
