//! Who says it, through whom, about what.
//!
//! Cues come from the phrase automaton; around each the source is read as a noun phrase and resolved within the article, and the words it governs are
//! marked. The result is a list of [`VoiceMention`]s a page, and [`statements`] composes those that govern a word into chains. The forms follow the
//! PARC and PolNeAR guidelines (source, cue, content).

mod address;
mod cast;
mod chain;
mod cite;
mod content;
mod credit;
mod cue;
mod document;
mod doubt;
mod institution;
mod newsroom;
mod party;
mod people;
mod phrase;
mod pronoun;
mod quote;
mod scene;
mod subject;
mod unknown;
mod verb;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use chain::{is_presupposed, statements};

use super::clause::sums_up;
use super::masthead::{OwnName, masthead};
use super::{Page, Setting, Taken, VoiceMention, Voices};
use crate::lexicon::country_of_word;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::words::Class;
use crate::text::{Gap, Layout};
use cast::Cast;
use party::party;
use scene::{Publisher, Scene};

/// Finds who says what on every page. Linear in the tokens for sentences of bounded length.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let publisher = Publisher::of(setting);
    let mut cast = Cast::read(pages);
    let mut credit = None;
    let mut found: Vec<Vec<VoiceMention>> = Vec::new();
    for page in pages.iter() {
        party::introduce(&Scene::new(page, setting, &publisher), &mut cast);
    }
    for page in pages.iter() {
        let scene = Scene::new(page, setting, &publisher);
        let own = page.field.is_text().then(|| credit::credit(&scene)).flatten();
        found.push(page_voices(&scene, &mut cast, own.as_ref()));
        credit = credit.or(own);
    }
    for (page, mut voices) in pages.iter_mut().zip(found) {
        if let Some(credit) = &credit {
            let mut credit = credit.clone();
            if !page.field.is_text() {
                credit = VoiceMention { cue: 0..0, source: 0..0, content: 0..page.text.tokens.len(), ..credit };
            }
            voices.push(credit);
        }
        for v in &voices {
            // The name of an outlet or body with a row of its own is no place and no person.
            let listed = v.chain.first().is_some_and(|s| s.id.is_some());
            if listed && !v.source.is_empty() && page.is_free(v.source.clone()) {
                page.take(v.source.clone(), Taken::Body);
            }
        }
        page.voices = Voices::new(&page.text, voices);
    }
}

/// The voices of one page: sentence by sentence, then what quotations and continuations inherit.
fn page_voices(scene: &Scene<'_, '_>, cast: &mut Cast, credit: Option<&VoiceMention>) -> Vec<VoiceMention> {
    let text = scene.text();
    let quotes = quote::quotes(text);
    // Where the title names its outlet nobody else speaks.
    let title = !scene.page.field.is_text();
    let masthead = if title { masthead(text, &OwnName::of(scene.setting.document)) } else { None };
    let own_end = masthead.map_or(text.tokens.len(), |m| m.start);
    let mut voices: Vec<VoiceMention> = Vec::new();
    // For each sentence, the voices that it states outside quotations.
    let mut last: Option<Heard> = None;
    let mut quote = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        if sentence.layout == Layout::Boilerplate {
            continue;
        }
        let mut tokens = sentence.tokens.start..sentence.tokens.end.min(own_end);
        if tokens.is_empty() {
            continue;
        }
        cast.now = Cast::place(usize::from(scene.page.field.is_text()), tokens.end);
        if let Some(line) = text.dateline.as_ref().filter(|d| tokens.contains(&d.start)) {
            tokens.start = line.end.min(tokens.end);
        }
        if let Some(credit) = credit.filter(|c| tokens.contains(&c.source.start) && c.source.start <= tokens.start + 1) {
            tokens.start = credit.source.end.min(tokens.end);
        }
        while quotes.get(quote).is_some_and(|q| q.end <= tokens.start) {
            quote += 1;
        }
        // The quotations that touch the sentence.
        let touching: Vec<Range<usize>> = quotes.iter().skip(quote).take_while(|q| q.start < tokens.end).cloned().collect();
        let new_paragraph = text.tokens.get(sentence.tokens.start).is_none_or(|t| t.gap >= Gap::Paragraph);
        let from = voices.len();
        let inside = touching.iter().any(|q| q.start <= tokens.start && q.end >= tokens.end);
        cue::read(scene, cast, tokens.clone(), &mut voices);
        possessed(scene, cast, &tokens, &mut voices, from);
        colon(scene, cast, &tokens, &mut voices, from);
        headline(scene, cast, &tokens, &mut voices, from);
        let outside = |v: &VoiceMention| !touching.iter().any(|q| q.contains(&v.cue.start));
        // A voice beside a quotation governs all of it.
        let mut unvoiced: Vec<Range<usize>> = Vec::new();
        for q in &touching {
            let beside =
                voices.iter_mut().skip(from).filter(|v| !v.source.is_empty() && !v.credit && v.source != v.cue).find(|v| {
                    let out = !touching.iter().any(|q| q.contains(&v.cue.start));
                    out && (v.content.start < q.end && q.start < v.content.end
                        || v.cue.start >= q.end && v.cue.start < q.end + 24
                        || v.cue.end <= q.start && q.start < v.cue.end + 24)
                });
            match beside {
                Some(v) => {
                    v.content = v.content.start.min(q.start)..v.content.end.max(q.end);
                }
                None => unvoiced.push(q.clone()),
            }
        }
        let stated = voices.iter().skip(from).rfind(|v| !v.source.is_empty() && outside(v) && !v.content.is_empty()).cloned();
        if stated.is_none() {
            for q in unvoiced {
                // The first sentence of a quotation that is voiced later on is found when its last one is read.
                let later = q.end > tokens.end;
                if let Some(heard) = last.as_ref().filter(|_| !later || inside) {
                    voices.push(heard.continued(q.start.max(tokens.start)..q.end.min(tokens.end)));
                }
            }
        }
        match stated {
            Some(voice) => {
                let quoted = touching.iter().any(|q| q.start < voice.content.end && voice.content.start < q.end);
                // "The Front claimed responsibility."
                let avowed = scene.page.has(voice.cue.end, Class::Involvement);
                // "Rights groups put the number at 70." "Organisers spoke of 10,000."
                let figure = scene.cue_at(voice.cue.start, |c| matches!(c.kind, CueKind::Put | CueKind::Give)).is_some();
                let figure = figure || scene.is(voice.cue.start, &["spoke", "speaks", "speak"]);
                let quoted = quoted || voice.denied || avowed || figure;
                last = Some(Heard { paragraph: sentence.paragraph, sentence: number, quoted, voice });
            }
            None if sentence.layout == Layout::Body && !inside => {
                let heard = last.as_ref().filter(|h| {
                    h.paragraph == sentence.paragraph && !new_paragraph && number <= h.sentence + CARRIED && !h.quoted
                });
                if let Some(heard) = heard {
                    voices.push(heard.continued(tokens.clone()));
                }
            }
            None => {}
        }
    }
    trace_figure(scene, &mut voices);
    voices
}

/// How many sentences on, within a paragraph, the narrator still tells what he was told.
const CARRIED: usize = 2;

/// How many sentences on from a figure the article may say whose it is.
const TRACED: usize = 8;

/// "Over 900 have reportedly fled, a figure that shocks. … The army's data, corroborated by Radio Halden, show more": whose the figure is that the
/// lead gives without a source.
fn trace_figure(scene: &Scene<'_, '_>, voices: &mut Vec<VoiceMention>) {
    let text = scene.text();
    let body = text.sentences.iter().enumerate().filter(|(_, s)| s.layout == Layout::Body).take(2);
    let Some((number, told)) = body.into_iter().find_map(|(n, s)| {
        let comma = s.tokens.clone().find(|t| sums_up(scene.page, *t) && scene.page.has(*t + 2, Class::Figure))?;
        let sourced = voices.iter().any(|v| !v.source.is_empty() && v.content.contains(&s.tokens.start));
        (!sourced).then_some((n, s.tokens.start..comma))
    }) else {
        return;
    };
    let near = text.sentences.get(number + TRACED).map_or(text.tokens.len(), |s| s.tokens.end);
    let data = |v: &VoiceMention| {
        let words = v.source.end.saturating_sub(1)..v.source.end + 2;
        v.source.start > told.end && v.source.end <= near && words.into_iter().any(|t| scene.page.has(t, Class::Figure))
    };
    let Some(cue) = voices.iter().find(|v| !v.inherited && data(v)).map(|v| v.cue.clone()) else { return };
    let traced: Vec<VoiceMention> = voices
        .iter()
        .filter(|v| !v.inherited && v.cue == cue)
        .map(|v| VoiceMention { content: told.clone(), ..v.clone() })
        .collect();
    voices.extend(traced);
}

/// Who spoke last, and where.
struct Heard {
    paragraph: u32,
    sentence: usize,
    /// In his own words, or to deny or avow something: what follows is the narrator's.
    quoted: bool,
    voice: VoiceMention,
}

impl Heard {
    /// The same voice over later words.
    fn continued(&self, content: Range<usize>) -> VoiceMention {
        VoiceMention { content, inherited: true, denied: false, hedged: false, ..self.voice.clone() }
    }
}

/// "Ann Bo's earlier statements about …", "the army's claim that …": a noun of speech and whose it is.
fn possessed(scene: &Scene<'_, '_>, cast: &mut Cast, tokens: &Range<usize>, voices: &mut Vec<VoiceMention>, from: usize) {
    for owned in tokens.clone().filter(|t| scene.norm(*t) == "'s") {
        let near = || owned + 1..(owned + 4).min(tokens.end);
        let document = near().find_map(|t| scene.speaker_at(t, |c| c == SpeakerClass::Document).map(|(noun, _)| noun));
        let document = document.filter(|n| scene.is(n.end, &["about", "that", "of", "on", "regarding", "concerning"]));
        // "the ministry's toll is 61 dead".
        let figure = near().find(|t| scene.page.has(*t, Class::Figure) && scene.page.has(t + 1, Class::TollLead));
        let Some(noun) = document.or(figure.map(|t| t..t + 1)) else { continue };
        let start = (tokens.start..owned).rev().take(8).take_while(|t| !matches!(scene.norm(*t), "," | ";" | ":" | "\"")).last();
        let found = start.and_then(|s| party_before(scene, cast, s..owned));
        let speaks = |p: &party::Party| p.is_named() && p.kind != party::PartyKind::Document && !p.chain.is_empty();
        // "Gaza's toll is 61": where, and not who.
        let known = |p: &party::Party| figure.is_none() || !p.weak && p.kind != party::PartyKind::Unknown;
        let Some(found) = found.filter(|p| speaks(p) && known(p)) else { continue };
        if voices.iter().skip(from).any(|v| v.source == found.tokens) {
            continue;
        }
        voices.push(VoiceMention {
            cue: noun.clone(),
            source: found.tokens.clone(),
            content: if figure.is_some() { noun.start..tokens.end } else { noun.end..tokens.end },
            chain: found.chain.clone(),
            ..VoiceMention::default()
        });
        cast.hear(&found, std::iter::empty());
    }
}

/// The party whose words end right where the region does: the longest, so that a full name is not read as its surname.
fn party_before(scene: &Scene<'_, '_>, cast: &Cast, region: Range<usize>) -> Option<party::Party> {
    region
        .clone()
        .find_map(|at| party(scene, cast, at..region.end).filter(|p| p.tokens.end == region.end && p.tokens.start == at))
}

/// "Minister Bo: …": a party and a colon at the start of a sentence.
fn colon(scene: &Scene<'_, '_>, cast: &mut Cast, tokens: &Range<usize>, voices: &mut Vec<VoiceMention>, from: usize) {
    let Some(at) = tokens.clone().take(12).find(|t| scene.norm(*t) == ":") else { return };
    if voices.iter().skip(from).any(|v| v.cue.start < at && !v.source.is_empty()) || at == tokens.start || at + 3 > tokens.end {
        return;
    }
    // "Romania: blast kills six" says where it was; who speaks for a country in a headline is its capital.
    let label = !scene.page.field.is_text() && country_of_word(&scene.written(tokens.start..at).to_lowercase()).is_some();
    // "Lodi Murders Update: …": what the line is, and not who says it.
    let label = label || Toponyms::english().word(scene.norm(at - 1)).label;
    let found = party(scene, cast, tokens.start..at).filter(|p| {
        // "Lawyers: 43 held": who speaks in a headline needs no name.
        let speaks = p.is_named() || !scene.page.field.is_text() && !p.weak && p.tokens.start == tokens.start;
        speaks && p.kind != party::PartyKind::Document && (p.tokens.end == at || p.kind == party::PartyKind::Person)
    });
    let Some(found) = found
        .filter(|_| !label)
        .filter(|p| p.kind != party::PartyKind::Unknown || !scene.page.field.is_text() || quote::is_mark(scene.norm(at + 1)))
    else {
        return;
    };
    cast.hear(&found, std::iter::empty());
    voices.push(VoiceMention {
        cue: at..at + 1,
        source: found.tokens.clone(),
        content: at + 1..tokens.end,
        chain: found.chain,
        ..VoiceMention::default()
    });
}

/// "Twelve fled — expert", "Twelve fled: ministry": the source at the end of a headline; in the text after a dash alone.
fn headline(scene: &Scene<'_, '_>, cast: &mut Cast, tokens: &Range<usize>, voices: &mut Vec<VoiceMention>, from: usize) {
    if voices.iter().skip(from).any(|v| !v.source.is_empty()) {
        return;
    }
    let text = scene.page.field.is_text();
    let end = tokens.end - usize::from(text && tokens.len() > 1 && scene.norm(tokens.end - 1) == ".");
    let apart = |t: usize| {
        (matches!(scene.norm(t), "\u{2014}" | "\u{2013}") || !text && matches!(scene.norm(t), "-" | ":" | "|"))
            && scene.text().tokens.get(t).is_some_and(|x| x.gap != Gap::None || scene.norm(t) == ":")
    };
    let Some(at) = tokens.clone().rev().take(8).find(|t| apart(*t)).filter(|a| *a > tokens.start + 2 && a + 1 < end) else {
        return;
    };
    // What follows a bar is mostly a section or the site: only who is known to speak counts.
    let known = |p: &party::Party| scene.norm(at) != "|" || p.kind != party::PartyKind::Unknown;
    let Some(found) =
        party(scene, cast, at + 1..end).filter(|p| p.tokens.end == end && p.tokens.start < at + 5 && !p.weak && known(p))
    else {
        return;
    };
    voices.push(VoiceMention {
        cue: at..at + 1,
        source: found.tokens.clone(),
        content: tokens.start..at,
        chain: found.chain,
        ..VoiceMention::default()
    });
}
