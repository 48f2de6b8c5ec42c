//! The body that a person speaks for, by the words around the role.

use std::ops::Range;

use super::super::body::BodyMention;
use super::super::{Page, Setting};
use super::role::speaker_at;
use crate::claim::{Naming, Source};
use crate::lexicon::Sense;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::words::Class;
use crate::text::{Case, Gap, Kind};

/// The body that a role before a name speaks for: "fire brigade spokesman |Capt. Ann Bo", "Energy Minister |Ann Bo".
pub(super) fn body_before(page: &Page<'_>, setting: &Setting<'_>, start: usize, name: usize) -> Option<Source> {
    let text = &page.text;
    if let Some(force) = force_of_rank(page, setting, start, name) {
        return Some(force);
    }
    let (role, end) =
        (start..name).find_map(|t| speaker_at(page, setting, t, |c| matches!(c, SpeakerClass::Voice)).map(|(_, e)| (t, e)))?;
    if let Some(body) = body_of_role(page, setting, role..end, name) {
        return Some(body);
    }
    // "the spokesman for the X Ann Bo"
    if end < name && text.is(end, &["of", "for", "at"]) {
        return body_after(page, setting, end, name);
    }
    None
}

/// "Detective |Ann Bo", "Police Chief |Ann Bo", "Halden police Sgt. |Ann Bo": the force of who bears a rank of the police.
fn force_of_rank(page: &Page<'_>, setting: &Setting<'_>, start: usize, name: usize) -> Option<Source> {
    let text = &page.text;
    let near = page.bodies.partition_point(|b| b.tokens.end < start);
    let own = page.bodies.iter().skip(near).take_while(|b| b.tokens.start < name);
    let mut forces = own.filter(|b| b.kind == "police");
    if let Some(force) = forces.next().filter(|b| b.tokens.end >= start) {
        return Some(source_of(force));
    }
    let rank = |t: usize| {
        page.hits_at(t).iter().any(|h| match h.sense {
            Sense::Speaker(row) => {
                setting.lexicon.speakers().get(row).is_some_and(|s| s.kind == "police" && s.class != SpeakerClass::Body)
            }
            _ => false,
        })
    };
    (start..name).any(rank).then(|| {
        let police = (start..name).find(|t| text.is(*t, &["police"]));
        let name = police.map_or_else(|| "police".to_owned(), |t| text.written(t..t + 1));
        Source { name: Some(name), kind: Some("police".into()), link: Naming::Named, ..Source::default() }
    })
}

/// "ministry spokesman", "NFA head", "Energy Minister": the body in front of a role, or in the role itself.
pub(in super::super) fn body_of_role(page: &Page<'_>, setting: &Setting<'_>, role: Range<usize>, limit: usize) -> Option<Source> {
    let text = &page.text;
    let minister = (role.start..role.end).find(|t| text.norm(*t) == "minister");
    if let Some(minister) = minister {
        let mut from = minister;
        while from > 0
            && text.kind(from - 1) == Kind::Word
            && !page.has(from - 1, Class::SmallWord)
            && !text.is(from - 1, &["deputy", "prime", "state", "'s"])
            && text.tokens.get(from).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line))
            && minister - from < 3
        {
            from -= 1;
        }
        if from < minister {
            let capital = text.is_capitalized(minister) || text.is_capitalized(minister - 1);
            let name = format!("{} {}", text.written(from..minister), if capital { "Ministry" } else { "ministry" });
            return Some(Source { name: Some(name), kind: Some("ministry".into()), link: Naming::Named, ..Source::default() });
        }
        if text.is(minister + 1, &["of", "for"]) {
            let mut to = minister + 2;
            while to < (minister + 9).min(limit)
                && (text.is_capitalized(to) || page.has(to, Class::Portfolio) || text.is(to, &["and", "of", "the"]))
            {
                to += 1;
            }
            while to > minister + 2 && text.is(to - 1, &["and", "of", "the"]) {
                to -= 1;
            }
            if to > minister + 2 {
                let name = format!("Ministry of {}", text.written(minister + 2..to));
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
    if body.seat && !is_mouth(page, setting, role.clone()) {
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

/// Whether a role speaks for a body and never for itself: "spokesman".
fn is_mouth(page: &Page<'_>, setting: &Setting<'_>, role: Range<usize>) -> bool {
    role.clone().any(|t| {
        page.hits_at(t).iter().any(|h| match h.sense {
            Sense::Speaker(row) => h.end <= role.end && setting.lexicon.speakers().get(row).is_some_and(|s| s.mouth),
            _ => false,
        })
    })
}

/// "PCG": the body that the article writes so.
pub(super) fn short_source(page: &Page<'_>, at: usize) -> Source {
    let known = page.bodies.iter().find(|b| b.short.as_ref().is_some_and(|s| page.text.norm(s.start) == page.text.norm(at)));
    known.map(source_of).unwrap_or_else(|| Source {
        name: Some(page.text.word(at).to_owned()),
        link: Naming::Named,
        ..Source::default()
    })
}

/// "spokesman |for the X", "head |of X", "its director": the body that follows a role.
pub(in super::super) fn body_after(page: &Page<'_>, setting: &Setting<'_>, role: usize, end: usize) -> Option<Source> {
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
    if let Some(body) = role.checked_sub(1).and_then(|r| body_of_role(page, setting, r..role, end)) {
        return Some(body);
    }
    body_following(page, setting, role, end)
}

/// "|of the flood relief team": the body after a preposition.
pub(super) fn body_following(page: &Page<'_>, setting: &Setting<'_>, preposition: usize, end: usize) -> Option<Source> {
    let text = &page.text;
    if !text.is(preposition, &["of", "for", "at", "with", "from"]) {
        return None;
    }
    let at = preposition + 1;
    let body = page
        .bodies
        .get(page.bodies.partition_point(|b| b.head.start < at))
        .filter(|b| b.tokens.start <= at + 6 && b.head.start < end);
    let mouth = (1..=4usize).filter_map(|n| preposition.checked_sub(n)).any(|t| is_mouth(page, setting, t..preposition));
    if body.is_some_and(|b| b.seat) && !mouth {
        return None;
    }
    if let Some(body) = body {
        let from = at + usize::from(text.is(at, &["the", "an", "a", "its", "this"]));
        let clean =
            (from..body.tokens.start).all(|t| !matches!(text.norm(t), "," | "." | ";" | "\"") && !page.has(t, Class::SmallWord));
        let mut source = source_of(body);
        // "of the dockers' union X": what stands before the head belongs to it, unless a name of its own follows.
        let named = !text.is_capitalized(body.head.start) && text.is_capitalized(body.head.end.saturating_sub(1));
        if clean && !named && from < body.tokens.start {
            source.name = Some(text.written(from..body.tokens.end));
        }
        return Some(source);
    }
    let from = at + usize::from(text.is(at, &["the"]));
    let mut to = from;
    while to < end && text.is_capitalized(to) && text.tokens.get(to).is_some_and(|t| t.gap <= Gap::Line) {
        to += 1;
    }
    (to > from).then(|| Source { name: Some(text.written(from..to)), link: Naming::Named, ..Source::default() })
}

/// A body as a link.
pub(in super::super) fn source_of(body: &BodyMention) -> Source {
    Source {
        name: Some(body.name.clone()),
        id: None,
        kind: Some(body.kind.clone()),
        side: body.side.clone(),
        link: Naming::Named,
    }
}
