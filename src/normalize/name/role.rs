//! Roles around a name: before it, in the apposition after it, in a phrase that it completes; verbs of saying beside it.

use std::ops::Range;

use super::super::{Page, Setting};
use crate::lexicon::Sense;
use crate::lexicon::cues::CueKind;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::{Gap, Kind, Text};

/// The class of the longest word for a speaker that starts at a token, with its end.
pub(super) fn speaker_at(
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

pub(super) fn is_person_word(class: SpeakerClass) -> bool {
    matches!(class, SpeakerClass::Title | SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office)
}

pub(super) fn thing_follows(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    speaker_at(page, setting, at, |c| c == SpeakerClass::Thing).is_some() && page.text.is_capitalized(at)
}

/// Whether the words of a title or an apposition are an office of a state: mayor, minister, sheriff.
pub(super) fn holds_office(page: &Page<'_>, setting: &Setting<'_>, range: Range<usize>) -> bool {
    let mut at = range.start;
    while at < range.end {
        let longest = page.hits_at(at).iter().find_map(|h| match h.sense {
            Sense::Speaker(row) => setting.lexicon.speakers().get(row).map(|s| (s, h.end)),
            _ => None,
        });
        match longest {
            Some((word, end)) if end <= range.end => {
                if word.class == SpeakerClass::Office
                    || is_person_word(word.class) && matches!(&*word.kind, "government" | "police")
                {
                    return true;
                }
                at = end.max(at + 1);
            }
            _ => at += 1,
        }
    }
    false
}

/// "in the Chilean navy", "of the Serbian government", behind a role: the words that name the state it serves.
pub(super) fn serves_state(page: &Page<'_>, role: usize) -> Option<Range<usize>> {
    let text = &page.text;
    if !text.is(role, &["in", "of", "within", "from"]) || !text.is(role + 1, &["the"]) {
        return None;
    }
    let side = page.hits_at(role + 2).iter().find(|h| matches!(h.sense, Sense::Side(_)))?;
    // "Russian military" is one phrase of the table or two words.
    (role + 3..=side.end).any(|t| page.has(t, Class::Force)).then_some(role..side.end)
}

/// The state that some words name: "Ukrainian President", "Serbia's mayor".
pub(super) fn side_in(page: &Page<'_>, setting: &Setting<'_>, range: Range<usize>) -> Option<String> {
    range.clone().find_map(|t| {
        page.hits_at(t).iter().filter(|h| h.end <= range.end).find_map(|h| match h.sense {
            Sense::Side(row) => setting.lexicon.sides().get(row).map(|s| s.code.clone()).filter(|code| code.len() == 2),
            _ => None,
        })
    })
}

/// Whether a verb of saying starts at a token.
fn says_at(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> bool {
    page.hits_at(at).iter().any(|h| match h.sense {
        Sense::Cue(row) => {
            let kind = setting.lexicon.cues().get(row).map(|c| c.kind);
            matches!(kind, Some(CueKind::Say | CueKind::Tell | CueKind::Deny))
        }
        _ => false,
    })
}

/// Where the phrase begins that ends before a comma.
pub(super) fn role_start(text: &Text<'_>, comma: usize, start: usize) -> usize {
    let mut from = comma;
    while from > start && comma - from < 14 && !matches!(text.norm(from - 1), "," | ";" | ":" | "\"" | ".") {
        from -= 1;
    }
    from
}

/// A role in lower case right before a token: "military expert |Pavel". Its first token with what qualifies it, and its end.
pub(super) fn role_before(page: &Page<'_>, setting: &Setting<'_>, at: usize) -> Option<(usize, usize)> {
    (1..=4usize).find_map(|n| {
        let start = at.checked_sub(n)?;
        let close = (start + 1..=at).all(|t| page.text.tokens.get(t).is_some_and(|t| t.gap <= Gap::Line && t.gap != Gap::None));
        speaker_at(page, setting, start, is_person_word).filter(|(_, end)| *end == at && close).map(|_| (start, at))
    })
}

/// A role in the apposition after a name: ", a spokesman for …". The end of the role.
pub(super) fn role_after(page: &Page<'_>, setting: &Setting<'_>, at: usize, end: usize) -> Option<usize> {
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
        // "a blog kept by a nurse": whose channel it is.
        if matches!(norm, "," | "." | "\"" | ";" | ":" | "by") {
            return None;
        }
        if let Some((class, role)) = speaker_at(page, setting, t, is_person_word) {
            let plain = class != SpeakerClass::Title && (opener || t == from || t == from + 1);
            // "…in Halden, the governor said": an apposition ends before the verb; somebody else speaks.
            let speaks = says_at(page, setting, role) && !text.is(from, &["who", "whose"]);
            // ", attorney Bo": the role of the next person.
            return (plain && !speaks && !text.is_capitalized(role)).then_some(role);
        }
    }
    None
}

/// Whether a phrase that ends before a comma is a role: "The head of the X|, Roman …", "Its managing director|, Dr …". The end of the role word.
pub(super) fn role_ends_at(page: &Page<'_>, setting: &Setting<'_>, comma: usize, start: usize) -> Option<usize> {
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
            let verb = (from + 1..comma)
                .any(|x| !text.is_capitalized(x) && text.is(x, &["is", "was", "were", "had", "has", "have", "are"]));
            return (opener && !verb && t - from <= 6).then_some(role);
        }
        t += 1;
    }
    None
}

/// Whether a verb of saying stands directly beside: "Ann Bo said", "said Ann Bo", "according to Ann Bo".
pub(super) fn says_beside(page: &Page<'_>, setting: &Setting<'_>, name: Range<usize>) -> bool {
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

/// Whether words before a name say that somebody speaks under it: "wanted to be called Ann".
pub(super) fn called(page: &Page<'_>, setting: &Setting<'_>, name: usize) -> bool {
    let quoted = name > 0 && page.text.is(name - 1, &["\"", "'", "\u{201C}", "\u{2018}"]);
    let end = name - usize::from(quoted);
    (1..=6usize).filter_map(|n| end.checked_sub(n)).any(|at| {
        page.hits_at(at).iter().any(|h| match h.sense {
            Sense::Cue(row) => h.end == end && setting.lexicon.cues().get(row).is_some_and(|c| c.kind == CueKind::Alias),
            _ => false,
        })
    })
}
