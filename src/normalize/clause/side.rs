//! Whose those are whom an event befalls: their side and their formation.

use std::ops::Range;

use super::Draft;
use crate::claim::Actor;
use crate::lexicon::Sense;
use crate::lexicon::sides::SideWord;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;
use crate::normalize::inherit::is_enemy;
use crate::normalize::place::adjective::is_owner;
use crate::normalize::{ActorMention, EventMention, Page, Setting};
use crate::text::Kind;

/// "of the 31st Brigade", "from the 20th Division", "Russia's 20th Division" directly behind those who belong to it.
pub(super) fn join_formation(actor: &mut Actor, page: &Page<'_>, members: &Range<usize>) {
    let near = page.actors_in(members.end..members.end + 13);
    // "a single Russian brigade" has no name and yet a side.
    let behind = near.iter().find(|a| a.formation && (a.actor.name.is_some() || a.actor.side.is_some()));
    let Some(formation) = behind.filter(|f| page.text.sentence_of(f.tokens.start).tokens.contains(&members.start)) else {
        return;
    };
    let between = || members.end..formation.tokens.start;
    let belongs = between().any(|t| page.text.is(t, &["of", "from", "'s", "deserted"]));
    if belongs && !between().any(|t| page.text.is(t, &[";", "by"])) {
        actor.name.clone_from(&formation.actor.name);
        actor.side = actor.side.take().or_else(|| formation.actor.side.clone());
    }
}

/// "Russia's losses": whose the dead or the things lost were.
pub(super) fn owner(draft: &mut Draft, page: &Page<'_>, setting: &Setting<'_>, event: &EventMention) {
    let Some(mark) = event.tokens.start.checked_sub(1).filter(|t| page.text.norm(*t) == "'s") else { return };
    let name = (1..4).filter_map(|back| mark.checked_sub(back)).find_map(|t| {
        page.hits_at(t).iter().filter(|h| h.end == mark).find_map(|h| match h.sense {
            Sense::Side(row) => setting.lexicon.sides().get(row).map(|side| (side.code.clone(), t..mark)),
            _ => None,
        })
    });
    let Some((code, tokens)) = name else { return };
    match draft.actor.as_mut() {
        Some((actor, _)) if actor.side.is_none() => actor.side = Some(code),
        Some(_) => {}
        None => draft.actor = Some((Actor { side: Some(code), ..Actor::default() }, tokens)),
    }
}

/// The code of a side word at a token.
pub(super) fn side_word(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<String> {
    page.hits_at(token).iter().find_map(|h| match h.sense {
        Sense::Side(s) => {
            let owner = |kind: SideWord| kind != SideWord::Name || is_owner(page, &(token..token + 1));
            setting.lexicon.sides().get(s).filter(|row| owner(row.kind)).map(|row| row.code.clone())
        }
        _ => None,
    })
}

/// The side of an event told by a noun: "Ukrainian desertions", "desertions in the Malian army".
pub(super) fn side_near(
    page: &Page<'_>,
    setting: &Setting<'_>,
    event: &EventMention,
    sentence: &Range<usize>,
) -> Option<(Actor, Range<usize>)> {
    let before = (event.tokens.start.saturating_sub(3).max(sentence.start)..event.tokens.start).rev();
    // "A Syrian |town was shelled": where, and not whose.
    let place = |t: usize| Toponyms::english().head(page.text.norm(t)).is_some();
    for t in before {
        if let Some(code) = side_word(page, setting, t).filter(|_| !place(t + 1)) {
            return Some((Actor { side: Some(code), ..Actor::default() }, t..t + 1));
        }
        // "Held 25 Palestinians in overnight raids": they did not raid.
        if page.text.kind(t) == Kind::Punct && page.text.norm(t) != "-" || page.has(t, Class::Preposition) {
            break;
        }
    }
    // "desertions in Russian ranks".
    let next = event.tokens.end;
    if page.has(next, Class::Membership)
        && let Some((t, code)) = (next + 1..(next + 4).min(sentence.end))
            .find_map(|t| side_word(page, setting, t).filter(|_| !place(t + 1)).map(|code| (t, code)))
    {
        return Some((Actor { side: Some(code), ..Actor::default() }, t..t + 1));
    }
    let behind = page
        .actors_in(event.tokens.end..event.tokens.end + 4)
        .iter()
        .find(|a| (event.tokens.end..a.tokens.start).any(|t| page.has(t, Class::Membership)));
    // "absences across every rank of the Russian military".
    let ranks = || {
        let mut triggers = event.triggers.iter().filter_map(|t| setting.lexicon.triggers().get(*t));
        let military = triggers.any(|t| Trait::Military.of(&t.kind));
        let forces = |a: &&ActorMention| {
            a.actor.side.is_some()
                && (a.formation || a.actor.role.as_deref() == Some("soldier"))
                && !is_enemy(page, a.tokens.start)
        };
        page.actors_in(event.tokens.end..sentence.end).iter().find(forces).filter(|_| military)
    };
    let behind = behind.filter(|a| a.tokens.end <= sentence.end).or_else(ranks);
    behind.map(|a| (a.actor.clone(), a.tokens.clone()))
}
