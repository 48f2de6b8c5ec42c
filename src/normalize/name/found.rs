//! A person in a run of capitalized words: where the name begins and ends, and what speaks for one.

use std::iter;
use std::ops::Range;

use super::super::reader::Reader;
use super::super::{Page, Setting};
use super::employer::{body_after, body_before, body_following};
use super::fate;
use super::known::Known;
use super::role::{
    called, holds_office, is_person_word, role_after, role_before, role_ends_at, role_start, says_beside, serves_state, side_in,
    speaker_at,
};
use crate::claim::Source;
use crate::lexicon::numbers::Role;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::triggers::Form;
use crate::lexicon::words::Class;

use crate::lexicon::{Sense, Senses, fold_name, is_capital, persons};
use crate::text::{Case, Gap, Kind, Text};

/// A name before it is resolved.
pub(super) struct Found {
    pub page: usize,
    /// With titles.
    pub tokens: Range<usize>,
    /// Without.
    pub name: Range<usize>,
    pub body: Option<Source>,
    pub office: bool,
    pub side: Option<String>,
}

/// Besides the particles of names in records, those that are a letter of the name there.
pub(super) fn is_particle(norm: &str) -> bool {
    persons::is_particle(norm) || matches!(norm, "bint" | "e" | "y")
}

/// "Marquise Hudson, |Jr."
fn is_suffix(text: &Text<'_>, at: usize) -> bool {
    text.is(at, &["jr", "jr.", "sr", "sr."]) && text.is_capitalized(at)
}

/// The longest run of capitalized words from a token on, with particles and hyphens inside it. Words in capitals only (other than initials)
/// belong to it in a text that is not all capitals.
pub(super) fn capital_run(text: &Text<'_>, start: usize) -> Range<usize> {
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
        } else if text.norm(end) == "-" && close(end) && close(end + 1) && text.kind(end + 1) == Kind::Word
            || text.norm(end) == "," && near(end + 1) && is_suffix(text, end + 1)
        {
            end += 2;
        } else if !(near(end) && is_particle(text.norm(end))) {
            break;
        } else if near(end + 1) && text.norm(end + 1) == "-" && word(end + 2) {
            end += 3;
        } else if near(end + 1) && word(end + 1) {
            end += 2;
        } else if is_particle(text.norm(end + 1)) && near(end + 2) && word(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    start..end.min(text.tokens.len())
}

/// The person in a run of capitalized words, where there is evidence for one.
pub(super) fn person_in(
    page: &Page<'_>,
    number: usize,
    setting: &Setting<'_>,
    run: Range<usize>,
    known: &Known<'_>,
) -> Option<Found> {
    let text = &page.text;
    let run = run.start..verb_in_headline(page, setting, &run);
    let mut name = run.clone();
    // Strip what stands before the name: small words, countries, titles and roles.
    let mut titled = false;
    let mut title_start = run.end;
    while name.len() > 1 || titled && !name.is_empty() {
        let at = name.start;
        // "Twenty-six Sudanese were killed".
        let small = |role| matches!(role, Role::Unit | Role::Teen | Role::Ten);
        let counts = Reader { page, lexicon: setting.lexicon }.number(at, small).is_some()
            && (at + 1..name.end).any(|t| page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Side(_) | Sense::Noun(_))));
        if counts {
            return None;
        }
        if page.has(at, Class::SmallWord) || page.has(at, Class::Calendar) || text.norm(at) == "-" {
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
    // "John Hill": somebody, where a title or an age says so.
    let landmark = words == 2 && is_thing(page, setting, name.end - 1);
    let plain = if landmark { name.start..name.end - 1 } else { name.clone() };
    // "New Delhi said": the government.
    if words > 1 && !titled && is_capital(&fold_name(&text.written(plain.clone()))) {
        return None;
    }
    if words == 0 || words > 5 || !is_name_like(page, setting, plain) {
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
    let figure = text.kind(name.end + 1) == Kind::Number && text.norm(name.end + 1).len() <= 2;
    // "Ann Bo, three, was hurt".
    let spelled = words >= 2 && page.begins(name.end + 1, Senses::NUMBER) && text.kind(name.end + 1) == Kind::Word;
    let age = text.norm(name.end) == ","
        && (figure && matches!(text.norm(name.end + 2), "," | "." | ")") || spelled && text.norm(name.end + 2) == ",")
        || text.norm(name.end) == "("
            && text.kind(name.end + 1) == Kind::Number
            && text.norm(name.end + 1).len() <= 2
            && text.norm(name.end + 2) == ")";
    // "Ann Bo's earlier statements".
    let states = text.norm(name.end) == "'s"
        && (name.end + 1..name.end + 4)
            .any(|t| speaker_at(page, setting, t, |c| c == SpeakerClass::Document).is_some() && !text.is_capitalized(t));
    let speaks = words >= 2 && !article && (states || says_beside(page, setting, name.clone()));
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
    // "Ann Bo was killed", "the death of Ann Bo".
    let befallen = words <= 4
        && !article
        && !located
        && match words {
            // "Marisol was killed": of one word where the article writes it so throughout.
            1 => fate::befalls_one(page, setting, &name) && known.is_proper(text.norm(name.start)),
            _ => fate::befalls(page, setting, &name) || known.people.contains(text.norm(name.end - 1)),
        };
    // "Boy, 16": a headline writes any noun with a capital.
    let noun = words == 1 && page.hits_at(name.start).iter().any(|h| matches!(h.sense, Sense::Noun(_)));
    if noun && !titled_here && !called(page, setting, name.start) {
        return None;
    }
    // "wanted to be called Ann", "whose call sign is Fox".
    let called = called(page, setting, name.start);
    let evidence = if called {
        true
    } else if words == 1 {
        titled && titled_here || age && !article || apposed || follows.is_some() && !article || befallen
    } else {
        // "The 61-year-old Lodi County man".
        let whole = text.kind(name.end) == Kind::Punct || page.has(name.end, Class::VerbGroup);
        let plain = || titled_here || befallen || follows.is_some() || speaks || apposed || signed;
        age || named || aged && (whole || !landmark) || !landmark && plain()
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
        member.then(|| body_following(page, setting, name.end, sentence.end)).flatten().filter(|b| b.kind.is_some())
    });
    let mut told: Vec<Range<usize>> = iter::once(tokens.start..name.start).collect();
    told.extend(follows.map(|end| name.end..end));
    told.extend(apposed.then(|| role_start(text, lead - 1, sentence.start)..lead - 1));
    // "a senior officer in the Norwegian navy".
    told.extend(follows.and_then(|end| serves_state(page, end)));
    let serves = follows.is_some_and(|end| serves_state(page, end).is_some());
    let office = serves || told.iter().any(|range| holds_office(page, setting, range.clone()));
    let side = told.iter().find_map(|range| side_in(page, setting, range.start.saturating_sub(2).max(sentence.start)..range.end));
    // "Serbian envoys, with President Ann Bo": of the same state.
    let side = side.or_else(|| {
        let by = tokens.start.checked_sub(2).filter(|t| *t > sentence.start && text.is(*t, &[","]))?;
        let joined = office && text.is(by + 1, &["with", "including", "among"]);
        joined.then(|| side_in(page, setting, by.saturating_sub(3).max(sentence.start)..by)).flatten()
    });
    let tokens = title_start.min(name.start)..name.end;
    Some(Found { page: number, tokens, name, body, office, side })
}

/// Where a run of capitalized words ends at a verb, which a headline writes with a capital as well: "Man |Killed", "Ann Bo |Dies".
fn verb_in_headline(page: &Page<'_>, setting: &Setting<'_>, run: &Range<usize>) -> usize {
    if !page.text.sentence_of(run.start).headline {
        return run.end;
    }
    let reader = Reader { page, lexicon: setting.lexicon };
    let verb =
        |t: &usize| reader.triggers(*t).any(|(trigger, _)| matches!(trigger.form, Form::Past | Form::Participle | Form::Present));
    run.clone().skip(1).find(verb).unwrap_or(run.end)
}

/// "Hill", "Lake": a word that ends the name of what is mostly no person.
fn is_thing(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    let thing = speaker_at(page, setting, at, |c| matches!(c, SpeakerClass::Thing | SpeakerClass::Body));
    thing.is_some_and(|(_, end)| end == at + 1) && page.text.case(at) == Case::Title
}

/// Whether nothing in the words speaks against a person: no body, outlet, thing, country.
pub(super) fn is_name_like(page: &Page<'_>, setting: &Setting<'_>, name: Range<usize>) -> bool {
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
        if page.has(t, Class::Calendar)
            || text.tokens.get(t).is_some_and(|x| x.kind == Kind::Number)
            || page.has(t, Class::SmallWord) && name.len() < 3
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
