//! Persons: capitalized names with a title, a role, an age or a verb of saying beside them, and what the article calls them later.

use std::iter;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::body::{BodyMention, is_calendar, is_function_word};
use super::{NameMention, Page, Setting, Taken};
use crate::claim::{Naming, Source};
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::{Sense, persons};
use crate::text::{Case, Gap, Kind, Text};

/// A name before it is resolved.
struct Found {
    page: usize,
    /// With titles.
    tokens: Range<usize>,
    /// Without.
    name: Range<usize>,
    body: Option<Source>,
    office: bool,
    side: Option<String>,
}

/// Finds the persons of an article and marks their tokens. A surname alone, and a first name that is all the article gives, is
/// resolved to the full name anywhere in the article. Linear in the tokens.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let mut found = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        let mut at = 0;
        while at < page.text.tokens.len() {
            let run = capital_run(&page.text, at);
            if run.is_empty() {
                at += 1;
                continue;
            }
            at = run.end;
            found.extend(person_in(page, p, setting, run));
        }
    }
    // Full names by their last word, and by the first where nobody has it as a surname. The first in the article wins.
    let mut full: FxHashMap<String, (String, Option<Source>)> = FxHashMap::default();
    let mut bodies: FxHashMap<String, Source> = FxHashMap::default();
    for f in &found {
        let Some(text) = pages.get(f.page).map(|p| &p.text) else { continue };
        let name = written(text, f.name.clone());
        if let Some(body) = &f.body {
            bodies.entry(name.clone()).or_insert_with(|| body.clone());
        }
        full.entry(text.norm(f.name.end.saturating_sub(1)).to_owned()).or_insert((name, None));
    }
    for (name, body) in full.values_mut() {
        *body = bodies.get(name.as_str()).cloned();
    }
    // Who holds an office, holds it wherever the article names him.
    let mut offices: FxHashMap<String, Option<String>> = FxHashMap::default();
    for f in found.iter().filter(|f| f.office) {
        let Some(page) = pages.get(f.page) else { continue };
        let (name, body) = resolve(&page.text, f, &full, &bodies);
        if body.is_none() {
            let side = offices.entry(name).or_default();
            *side = side.take().or_else(|| f.side.clone());
        }
    }
    let mut all: Vec<Vec<NameMention>> = pages.iter().map(|_| Vec::new()).collect();
    for f in found {
        let Some(page) = pages.get(f.page) else { continue };
        let (name, body) = resolve(&page.text, &f, &full, &bodies);
        if let Some(list) = all.get_mut(f.page) {
            let office = offices.get(&name).cloned();
            list.push(NameMention { tokens: f.tokens, name, body, office });
        }
    }
    for (page, mut names) in pages.iter_mut().zip(all) {
        for n in &names {
            page.take(n.tokens.clone(), Taken::Name);
        }
        let mut later = Vec::new();
        for at in 0..page.text.tokens.len() {
            let alone = page.text.is_capitalized(at) && page.is_free(at..at + 1);
            if !alone || thing_follows(page, setting, at + 1) {
                continue;
            }
            if let Some((name, body)) = full.get(page.text.norm(at)) {
                // "Green" alone at the start of a sentence may be any word: the surname must stand as a name elsewhere.
                let office = offices.get(name).cloned();
                later.push(NameMention { tokens: at..at + 1, name: name.clone(), body: body.clone(), office });
            }
        }
        for n in &later {
            page.take(n.tokens.clone(), Taken::Name);
        }
        names.extend(later);
        names.sort_by_key(|n| n.tokens.start);
        page.names = names;
    }
}

/// The full name where the mention has only a surname.
fn resolve(
    text: &Text<'_>,
    found: &Found,
    full: &FxHashMap<String, (String, Option<Source>)>,
    bodies: &FxHashMap<String, Source>,
) -> (String, Option<Source>) {
    let name = written(text, found.name.clone());
    if found.name.len() == 1
        && let Some((long, body)) = full.get(text.norm(found.name.start))
    {
        return (long.clone(), body.clone().or_else(|| found.body.clone()));
    }
    let body = found.body.clone().or_else(|| bodies.get(&name).cloned());
    (name, body)
}

/// The words as written, parted by single spaces, without a possessive.
fn written(text: &Text<'_>, tokens: Range<usize>) -> String {
    text.slice(tokens).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Besides the particles of names in records, those that are a letter of the name there.
fn is_particle(norm: &str) -> bool {
    persons::is_particle(norm) || matches!(norm, "bint" | "e" | "y")
}

/// The longest run of capitalized words from a token on, with particles and hyphens inside it. Words in capitals only (other than initials)
/// belong to it in a text that is not all capitals.
fn capital_run(text: &Text<'_>, start: usize) -> Range<usize> {
    let word = |at: usize| text.kind(at) == Kind::Word && text.is_capitalized(at);
    if !word(start) {
        return start..start;
    }
    let mut end = start + 1;
    while end - start < 12 {
        let close = |at: usize| text.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
        let near = |at: usize| text.tokens.get(at).is_some_and(|t| t.gap <= Gap::Line);
        if near(end) && word(end) {
            end += 1;
        } else if text.norm(end) == "-" && close(end) && close(end + 1) && text.kind(end + 1) == Kind::Word {
            end += 2;
        } else if near(end) && is_particle(text.norm(end)) && near(end + 1) && text.norm(end + 1) == "-" && word(end + 2) {
            end += 3;
        } else if near(end) && is_particle(text.norm(end)) && near(end + 1) && word(end + 1) {
            end += 2;
        } else if near(end) && is_particle(text.norm(end)) && is_particle(text.norm(end + 1)) && near(end + 2) && word(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    start..end.min(text.tokens.len())
}

/// The class of the longest word for a speaker that starts at a token, with its end.
fn speaker_at(
    page: &Page<'_>,
    setting: &Setting<'_>,
    at: usize,
    wanted: impl Fn(SpeakerClass) -> bool,
) -> Option<(SpeakerClass, usize)> {
    page.hits_at(at).iter().find_map(|h| match h.sense {
        Sense::Speaker(row) => setting.lexicon.speakers().get(row).filter(|s| wanted(s.class)).map(|s| (s.class, h.end)),
        _ => None,
    })
}

fn is_person_word(class: SpeakerClass) -> bool {
    matches!(class, SpeakerClass::Title | SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office)
}

fn thing_follows(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    speaker_at(page, setting, at, |c| c == SpeakerClass::Thing).is_some() && page.text.is_capitalized(at)
}

/// The person in a run of capitalized words, where there is evidence for one.
fn person_in(page: &Page<'_>, number: usize, setting: &Setting<'_>, run: Range<usize>) -> Option<Found> {
    let text = &page.text;
    let mut name = run.clone();
    // Strip what stands before the name: small words, countries, titles and roles.
    let mut titled = false;
    let mut title_start = run.end;
    while name.len() > 1 || titled && !name.is_empty() {
        let at = name.start;
        if is_function_word(text.norm(at)) || is_calendar(text.norm(at)) || text.norm(at) == "-" {
            name.start += 1;
            titled = false;
            continue;
        }
        let ministry = at > 1 && text.norm(at - 1) == "of" && text.is(at - 2, &["minister", "secretary", "ministry"]);
        if ministry
            && name.len() > 2
            && speaker_at(page, setting, at, |c| matches!(c, SpeakerClass::Modifier | SpeakerClass::Body)).is_some()
        {
            title_start = title_start.min(at - 2);
            titled = true;
            name.start += 1;
            continue;
        }
        let inside = |end: usize| end <= run.end;
        if let Some((_, end)) = (at..(at + 3).min(name.end)).find_map(|t| {
            speaker_at(page, setting, t, is_person_word)
                .filter(|(_, e)| inside(*e))
                .filter(|(c, e)| *e < name.end || *c != SpeakerClass::Title && t == at)
        }) {
            // "Energy Minister X", "Deputy Police Director X": what stands between is part of the role.
            title_start = title_start.min(at);
            titled = true;
            name.start = end;
            continue;
        }
        let side = page.hits_at(at).iter().find(|h| matches!(h.sense, Sense::Side(_)) && h.end < name.end);
        let side = side
            .map(|h| h.end)
            .or_else(|| speaker_at(page, setting, at, |c| c == SpeakerClass::Modifier).map(|m| m.1).filter(|e| *e < name.end));
        if let Some(end) = side {
            name.start = end;
            continue;
        }
        break;
    }
    while name.start < name.end && matches!(text.norm(name.start), "-") {
        name.start += 1;
    }
    if name.end > name.start && text.norm(name.end - 1) == "'s" {
        name.end -= 1;
    }
    let words = name.clone().filter(|t| text.kind(*t) == Kind::Word && text.norm(*t) != "'s").count();
    if words == 0 || words > 5 || !is_name_like(page, setting, name.clone()) {
        return None;
    }
    let before = role_before(page, setting, title_start.min(name.start));
    titled |= before.is_some();
    let sentence = text.sentence_of(name.start).tokens.clone();
    let article = name.start > sentence.start && text.is(name.start - 1, &["the", "a", "an"]);
    let titled_here = title_start < name.start || before.is_some();
    // "in Springfield, attorney Jane Roe said": a place, and somebody else's role.
    let located = name.start > sentence.start
        && text.is(name.start - 1, &["in", "at", "near", "from", "off", "around", "outside", "into", "across"]);
    if located && words == 1 && !titled_here {
        return None;
    }
    let follows = role_after(page, setting, name.end, sentence.end).filter(|_| !located);
    let age = text.norm(name.end) == ","
        && text.kind(name.end + 1) == Kind::Number
        && text.norm(name.end + 1).len() <= 2
        && matches!(text.norm(name.end + 2), "," | "." | ")")
        || text.norm(name.end) == "("
            && text.kind(name.end + 1) == Kind::Number
            && text.norm(name.end + 1).len() <= 2
            && text.norm(name.end + 2) == ")";
    let speaks = words >= 2 && !article && says_beside(page, setting, name.clone());
    let lead = title_start.min(name.start);
    let apposed = lead > sentence.start + 1
        && text.norm(lead - 1) == ","
        && matches!(text.norm(name.end), "," | "." | "\"")
        && role_ends_at(page, setting, lead - 1, sentence.start).is_some();
    let named = name.start > sentence.start && text.is(name.start - 1, &["named", "called", "identified", "as"]) && words >= 2;
    // "By Ann Bo in Springfield", a line of its own.
    let signed = words >= 2
        && name.start == sentence.start + 1
        && text.is(sentence.start, &["by"])
        && !text.is(sentence.end.saturating_sub(1), &[".", "!", "?", "\"", "…"]);
    // "14-month-old Ann Bo".
    let aged = words >= 2
        && name.start > sentence.start + 2
        && text.is(name.start - 1, &["old"])
        && (text.norm(name.start - 2) == "-" || text.is(name.start - 2, &["year", "month"]));
    // "Boy, 16": a headline writes any noun with a capital.
    let noun = words == 1 && page.hits_at(name.start).iter().any(|h| matches!(h.sense, Sense::Noun(_)));
    if noun && !titled_here {
        return None;
    }
    let evidence = if words == 1 {
        titled && titled_here || age && !article || apposed || follows.is_some() && !article
    } else {
        titled_here || age || aged || follows.is_some() || speaks || apposed || named || signed
    };
    if !evidence || article && !titled_here && follows.is_none() && !age {
        return None;
    }
    let role = before.map(|r| r.0).unwrap_or(title_start.min(name.start));
    let tokens = role.min(title_start).min(name.start)..name.end;
    // The title of a person counts as part of the mention only where it is written with a capital or is a plain title.
    let body = body_before(page, setting, tokens.start, name.start)
        .or_else(|| follows.and_then(|f| body_after(page, setting, f, sentence.end)))
        .or_else(|| {
            apposed
                .then(|| role_ends_at(page, setting, lead - 1, sentence.start))
                .flatten()
                .and_then(|r| body_after(page, setting, r, lead - 1))
        });
    let body = body.or_else(|| {
        let member = titled_here && text.is(name.end, &["of", "from", "at", "with"]);
        member.then(|| body_following(page, name.end, sentence.end)).flatten().filter(|b| b.kind.is_some())
    });
    let mut told: Vec<Range<usize>> = iter::once(tokens.start..name.start).collect();
    told.extend(follows.map(|end| name.end..end));
    told.extend(apposed.then(|| role_start(text, lead - 1, sentence.start)..lead - 1));
    let office = told.iter().any(|range| holds_office(page, setting, range.clone()));
    let side = told.iter().find_map(|range| side_in(page, setting, range.start.saturating_sub(2).max(sentence.start)..range.end));
    let tokens = title_start.min(name.start)..name.end;
    Some(Found { page: number, tokens, name, body, office, side })
}

/// Whether the words of a title or an apposition are an office of a state: mayor, minister, sheriff.
fn holds_office(page: &Page<'_>, setting: &Setting<'_>, range: Range<usize>) -> bool {
    let mut at = range.start;
    while at < range.end {
        let longest = page.hits_at(at).iter().find_map(|h| match h.sense {
            Sense::Speaker(row) => setting.lexicon.speakers().get(row).map(|s| (s, h.end)),
            _ => None,
        });
        match longest {
            Some((word, end)) if end <= range.end => {
                if word.class == SpeakerClass::Office || is_person_word(word.class) && word.kind == "government" {
                    return true;
                }
                at = end.max(at + 1);
            }
            _ => at += 1,
        }
    }
    false
}

/// The state that some words name: "Ukrainian President", "Serbia's mayor".
fn side_in(page: &Page<'_>, setting: &Setting<'_>, range: Range<usize>) -> Option<String> {
    range.clone().find_map(|t| {
        page.hits_at(t).iter().filter(|h| h.end <= range.end).find_map(|h| match h.sense {
            Sense::Side(row) => setting.lexicon.sides().get(row).map(|s| s.code.clone()).filter(|code| code.len() == 2),
            _ => None,
        })
    })
}

/// Where the phrase begins that ends before a comma.
fn role_start(text: &Text<'_>, comma: usize, start: usize) -> usize {
    let mut from = comma;
    while from > start && comma - from < 14 && !matches!(text.norm(from - 1), "," | ";" | ":" | "\"" | ".") {
        from -= 1;
    }
    from
}

/// Whether nothing in the words speaks against a person: no body, outlet, thing, country.
fn is_name_like(page: &Page<'_>, setting: &Setting<'_>, name: Range<usize>) -> bool {
    let text = &page.text;
    if name.clone().all(|t| matches!(text.case(t), Case::Upper) && text.word(t).len() > 2)
        && text.sentence_of(name.start).tokens.len() > name.len() + 2
    {
        // "SNAI", "NATO": short forms of bodies; a shouting headline is another matter.
        return false;
    }
    if text.dateline.as_ref().is_some_and(|d| d.contains(&name.start)) {
        return false;
    }
    let first = page.bodies.partition_point(|b| b.tokens.end <= name.start);
    if page.bodies.get(first).is_some_and(|b| b.tokens.start < name.end) {
        return false;
    }
    for t in name.clone() {
        if is_calendar(text.norm(t))
            || text.tokens.get(t).is_some_and(|x| x.kind == Kind::Number)
            || is_function_word(text.norm(t)) && name.len() < 3
        {
            return false;
        }
        for hit in page.hits_at(t) {
            let bad = match hit.sense {
                Sense::Speaker(row) => setting.lexicon.speakers().get(row).is_some_and(|s| {
                    matches!(
                        s.class,
                        SpeakerClass::Body
                            | SpeakerClass::Thing
                            | SpeakerClass::Media
                            | SpeakerClass::Document
                            | SpeakerClass::Voice
                    ) && hit.end <= name.end
                }),
                Sense::Outlet(_) => {
                    hit.start == name.start && hit.end >= name.end || hit.end > name.end || hit.end - hit.start > 1
                }
                Sense::Side(_) => hit.end <= name.end && (name.len() == 1 || hit.end - hit.start > 1 || t == name.start),
                _ => false,
            };
            if bad {
                return false;
            }
        }
    }
    true
}

/// A role in lower case right before a token: "military expert |Pavel". Its first token with what qualifies it, and its end.
fn role_before(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> Option<(usize, usize)> {
    (1..=4usize).find_map(|n| {
        let start = at.checked_sub(n)?;
        let close = (start + 1..=at).all(|t| page.text.tokens.get(t).is_some_and(|t| t.gap <= Gap::Line && t.gap != Gap::None));
        speaker_at(page, setting, start, is_person_word).filter(|(_, end)| *end == at && close).map(|_| (start, at))
    })
}

/// A role in the apposition after a name: ", a spokesman for …". The end of the role.
fn role_after(page: &Page<'_>, setting: &Setting<'_>, at: usize, end: usize) -> Option<usize> {
    let text = &page.text;
    if text.norm(at) != "," {
        return None;
    }
    let mut from = at + 1;
    if text.kind(from) == Kind::Number && text.norm(from + 1) == "," {
        from += 2;
    }
    let opener = text.is(from, &["a", "an", "the", "its", "his", "her", "their", "who", "one", "another", "whose", "then"]);
    for t in from..(from + 7).min(end) {
        let norm = text.norm(t);
        if matches!(norm, "," | "." | "\"" | ";" | ":") {
            return None;
        }
        if let Some((class, role)) = speaker_at(page, setting, t, is_person_word) {
            let plain = class != SpeakerClass::Title && (opener || t == from || t == from + 1);
            // ", attorney Bo": the role of the next person.
            return (plain && !text.is_capitalized(role)).then_some(role);
        }
    }
    None
}

/// Whether a phrase that ends before a comma is a role: "The head of the X|, Roman …", "Its executive secretary|, Dr …". The end of the role word.
fn role_ends_at(page: &Page<'_>, setting: &Setting<'_>, comma: usize, start: usize) -> Option<usize> {
    let text = &page.text;
    let from = role_start(text, comma, start);
    let mut t = from;
    while t < comma {
        let body = page.bodies.get(page.bodies.partition_point(|b| b.tokens.end <= t)).is_some_and(|b| b.tokens.contains(&t));
        if let Some((_, role)) =
            speaker_at(page, setting, t, |c| is_person_word(c) && c != SpeakerClass::Title).filter(|_| !body || t == from)
        {
            // Nothing but qualifying words may stand before it: a clause is no apposition.
            let opener = text.is(from, &["the", "its", "a", "an", "their", "his", "her", "said", "told"])
                || page.text.norm(from).ends_with("'s")
                || t - from <= 4;
            let verb = (from + 1..comma).any(|x| text.is(x, &["is", "was", "were", "had", "has", "have", "are"]));
            return (opener && !verb && t - from <= 6).then_some(role);
        }
        t += 1;
    }
    None
}

/// Whether a verb of saying stands directly beside: "Ann Bo said", "said Ann Bo", "according to Ann Bo".
fn says_beside(page: &Page<'_>, setting: &Setting<'_>, name: Range<usize>) -> bool {
    let cue = |at: usize| {
        page.hits_at(at).iter().find_map(|h| match h.sense {
            Sense::Cue(row) => setting.lexicon.cues().get(row).map(|c| (c.kind, h.end)),
            _ => None,
        })
    };
    let after = name.end + usize::from(page.text.is(name.end, &["has", "had", "also", "later"]));
    let says = |k: CueKind| matches!(k, CueKind::Say | CueKind::Tell | CueKind::Deny);
    if cue(after).is_some_and(|(k, _)| says(k)) || page.text.norm(name.end) == "," && page.text.norm(name.end + 1) == "who" {
        return true;
    }
    (1..=5usize).any(|n| {
        name.start.checked_sub(n).is_some_and(|at| {
            cue(at).is_some_and(|(k, end)| end == name.start && (says(k) && n == 1 || matches!(k, CueKind::Prep | CueKind::Cite)))
        })
    })
}

/// The body that a role before a name speaks for: "coast guard spokesman |Capt. Ann Bo", "Energy Minister |Ann Bo".
fn body_before(page: &Page<'_>, setting: &Setting<'_>, start: usize, name: usize) -> Option<Source> {
    let text = &page.text;
    let (role, end) =
        (start..name).find_map(|t| speaker_at(page, setting, t, |c| matches!(c, SpeakerClass::Voice)).map(|(_, e)| (t, e)))?;
    if let Some(body) = body_of_role(page, role..end, name) {
        return Some(body);
    }
    // "the spokesman for the X Ann Bo"
    if end < name && text.is(end, &["of", "for", "at"]) {
        return body_after(page, setting, end, name);
    }
    None
}

/// "ministry spokesman", "NFA head", "Energy Minister": the body in front of a role, or in the role itself.
pub(super) fn body_of_role(page: &Page<'_>, role: Range<usize>, limit: usize) -> Option<Source> {
    let text = &page.text;
    let minister = (role.start..role.end).find(|t| text.norm(*t) == "minister");
    if let Some(minister) = minister {
        let mut from = minister;
        while from > 0
            && text.kind(from - 1) == Kind::Word
            && !is_function_word(text.norm(from - 1))
            && !text.is(from - 1, &["deputy", "prime", "state", "'s"])
            && text.tokens.get(from).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line))
            && minister - from < 3
        {
            from -= 1;
        }
        if from < minister {
            let capital = text.is_capitalized(minister) || text.is_capitalized(minister - 1);
            let name = format!("{} {}", written(text, from..minister), if capital { "Ministry" } else { "ministry" });
            return Some(Source { name: Some(name), kind: Some("ministry".into()), link: Naming::Named, ..Source::default() });
        }
        if text.is(minister + 1, &["of", "for"]) {
            let mut to = minister + 2;
            while to < (minister + 9).min(limit)
                && (text.is_capitalized(to)
                    || text.is(to, &["and", "of", "the", "health", "defence", "defense", "energy", "interior"]))
            {
                to += 1;
            }
            while to > minister + 2 && text.is(to - 1, &["and", "of", "the"]) {
                to -= 1;
            }
            if to > minister + 2 {
                let name = format!("Ministry of {}", written(text, minister + 2..to));
                return Some(Source {
                    name: Some(name),
                    kind: Some("ministry".into()),
                    link: Naming::Named,
                    ..Source::default()
                });
            }
        }
        return None;
    }
    let body = page.bodies.get(page.bodies.partition_point(|b| b.tokens.end <= role.start).checked_sub(1)?)?;
    let gap = role.start - body.tokens.end;
    if body.seat {
        return None;
    }
    if gap == 0 || gap == 1 && text.is(body.tokens.end, &["'s", "deputy", "chief"]) {
        return Some(source_of(body));
    }
    let left = role.start.checked_sub(1)?;
    let capitals = text.case(left) == Case::Upper
        && text.word(left).len() > 1
        && text.tokens.get(role.start).is_some_and(|t| t.gap == Gap::Space);
    capitals.then(|| short_source(page, left))
}

/// "PCG": the body that the article writes so.
fn short_source(page: &Page<'_>, at: usize) -> Source {
    let known = page.bodies.iter().find(|b| b.short.as_ref().is_some_and(|s| page.text.norm(s.start) == page.text.norm(at)));
    known.map(source_of).unwrap_or_else(|| Source {
        name: Some(page.text.word(at).to_owned()),
        link: Naming::Named,
        ..Source::default()
    })
}

/// "spokesman |for the X", "head |of X", "its director": the body that follows a role.
pub(super) fn body_after(page: &Page<'_>, setting: &Setting<'_>, role: usize, end: usize) -> Option<Source> {
    let text = &page.text;
    let voice = (1..=4usize).any(|n| {
        role.checked_sub(n)
            .is_some_and(|s| speaker_at(page, setting, s, |c| c == SpeakerClass::Voice).is_some_and(|(_, e)| e == role))
    });
    let member =
        (1..=3usize).any(|n| role.checked_sub(n).is_some_and(|s| text.is(s, &["lawyer", "attorney", "prosecutor", "observer"])));
    if !voice && !member {
        return None;
    }
    if let Some(body) = role.checked_sub(1).and_then(|r| body_of_role(page, r..role, end)) {
        return Some(body);
    }
    body_following(page, role, end)
}

/// "|of the legal aid team": the body after a preposition.
fn body_following(page: &Page<'_>, preposition: usize, end: usize) -> Option<Source> {
    let text = &page.text;
    if !text.is(preposition, &["of", "for", "at", "with", "from"]) {
        return None;
    }
    let at = preposition + 1;
    let body = page
        .bodies
        .get(page.bodies.partition_point(|b| b.head.start < at))
        .filter(|b| b.tokens.start <= at + 6 && b.head.start < end);
    if body.is_some_and(|b| b.seat) {
        return None;
    }
    if let Some(body) = body {
        let from = at + usize::from(text.is(at, &["the", "an", "a", "its", "this"]));
        // "of the independent union X": what stands before the head belongs to it, and a name right after it.
        let mut to = body.tokens.end;
        let titled = matches!(body.kind.as_str(), "organization" | "ngo");
        while titled
            && to < end
            && text.is_capitalized(to)
            && text.tokens.get(to).is_some_and(|t| t.gap <= Gap::Line)
            && body.tokens.end == body.head.end
        {
            to += 1;
            while text.norm(to) == "-" && text.tokens.get(to).is_some_and(|t| t.gap == Gap::None) {
                to += 2;
            }
        }
        let clean =
            (from..body.tokens.start).all(|t| !matches!(text.norm(t), "," | "." | ";" | "\"") && !is_function_word(text.norm(t)));
        let mut source = source_of(body);
        if to > body.tokens.end && body.short.is_none() {
            source.name = Some(written(text, body.tokens.end..to.min(end)));
        } else if clean && from < body.tokens.start {
            source.name = Some(written(text, from..body.tokens.end));
        }
        return Some(source);
    }
    let from = at + usize::from(text.is(at, &["the"]));
    let mut to = from;
    while to < end && text.is_capitalized(to) && text.tokens.get(to).is_some_and(|t| t.gap <= Gap::Line) {
        to += 1;
    }
    (to > from).then(|| Source { name: Some(written(text, from..to)), link: Naming::Named, ..Source::default() })
}

/// A body as a link.
pub(super) fn source_of(body: &BodyMention) -> Source {
    Source {
        name: Some(body.name.clone()),
        id: None,
        kind: Some(body.kind.clone()),
        side: body.side.clone(),
        link: Naming::Named,
    }
}
