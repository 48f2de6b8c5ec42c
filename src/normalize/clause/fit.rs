//! Whether a trigger can take a candidate: what it happens to, and what its row asks for.

use super::candidate::Candidate;
use crate::lexicon::traits::Trait;
use crate::lexicon::triggers::{Argument, Trigger};
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Taxonomy};
use crate::normalize::{Page, QuantityMention, Setting};

/// The event that a counted noun tells of.
pub(super) fn noun_event<'s>(page: &Page<'_>, setting: &Setting<'s>, head: usize) -> Option<&'s str> {
    (head.saturating_sub(2)..=head).rev().find_map(|t| {
        page.hits_at(t).iter().find_map(|h| match h.sense {
            Sense::Noun(n) if h.end > head => setting.lexicon.nouns().get(n).map(|n| n.event.as_str()).filter(|e| !e.is_empty()),
            _ => None,
        })
    })
}

/// "including three children": a part that is told beside the whole. "Nine of them died" is told for itself.
fn is_inclusion(page: &Page<'_>, quantity: &QuantityMention) -> bool {
    let before = |n: usize| quantity.tokens.start.checked_sub(n);
    let including = before(1).is_some_and(|t| page.has(t, Class::Inclusion));
    quantity.subset && (including || before(2).is_some_and(|t| page.text.is(t, &["including", "among"])))
}

/// Whether the trigger can take this.
pub(super) fn suits(candidate: &Candidate<'_>, trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>) -> bool {
    match candidate {
        Candidate::They { of: q, .. } => befalls(trigger) && accepts(trigger, page, setting, q),
        Candidate::Those { .. } => befalls(trigger) && trigger.unit == "person" && trigger.argument.is_none(),
        Candidate::Quantity(q) => !is_inclusion(page, q) && accepts(trigger, page, setting, q),
        Candidate::Name(_) => match &trigger.argument {
            Some(Argument::Roles(roles)) => roles.iter().any(String::is_empty),
            Some(Argument::Units(_)) => false,
            None => !trigger.weak || befalls_people(trigger),
        },
        Candidate::Pronoun(_) => trigger.unit == "person" && trigger.argument.is_none(),
        // One thing more or less is told where things are what the event is about.
        Candidate::Thing { start, noun, .. } => setting.lexicon.nouns().get(*noun).is_some_and(|n| match &trigger.argument {
            Some(Argument::Units(units)) => units.contains(&n.unit),
            // "The battalion fled."
            Some(Argument::Roles(roles)) => {
                is_formation(&n.unit, setting) && roles.iter().any(|r| r == "soldier" || r == "formation")
            }
            None if is_formation(&n.unit, setting) => trigger.unit == "person",
            None => {
                let definite = !page.text.is(*start, &["a", "an", "another"]);
                !definite && Trait::Material.of(&trigger.kind)
            }
        }),
        // "The case is being treated as a murder".
        Candidate::Actor(a) if a.tokens.end.checked_sub(1).is_some_and(|t| page.has(t, Class::Occurrence)) => {
            trigger.argument.is_some() && Trait::Disease.of(&trigger.kind)
        }
        Candidate::Actor(a) => match &trigger.argument {
            Some(Argument::Roles(roles)) => {
                let role = if a.formation { "formation" } else { a.actor.role.as_deref().unwrap_or("") };
                roles.iter().any(|r| r == role) || a.formation && a.actor.role.as_ref().is_some_and(|r| roles.contains(r))
            }
            Some(Argument::Units(_)) => false,
            None => !trigger.weak || !a.formation,
        },
    }
}

/// Whether a word that may tell of things as well ("released", "shot") tells of people where one is named.
fn befalls_people(trigger: &Trigger) -> bool {
    trigger.unit == "person" && (trigger.open || Taxonomy::embedded().family(&trigger.kind) == Some("custody"))
}

/// Whether a unit is a body of soldiers, which deserts or surrenders as people do.
pub(in crate::normalize) fn is_formation(unit: &str, setting: &Setting<'_>) -> bool {
    let body = unit.split(' ').next().unwrap_or(unit);
    setting.lexicon.classes(body).has(Class::Formation)
}

/// Whether a trigger tells what befell people, as passives and "died" do.
fn befalls(trigger: &Trigger) -> bool {
    matches!(Taxonomy::embedded().family(&trigger.kind), Some("casualty" | "custody"))
}

pub(super) fn accepts(trigger: &Trigger, page: &Page<'_>, setting: &Setting<'_>, quantity: &QuantityMention) -> bool {
    let unit = quantity.count.unit.as_deref();
    let role = quantity.role.as_deref().unwrap_or("");
    // Bodies, cases and the dead tell of their own event: they are not rescued, arrested or infected anew. The wounded may die, be
    // saved or be taken.
    let family = |event: &str| Taxonomy::embedded().family(event) == Some(event);
    let lives = |event: &str| !(Trait::Fatal.of(event) || Trait::Disease.of(event) || family(event));
    let own = quantity.head.and_then(|h| noun_event(page, setting, h));
    // "She suffered two injuries and was pronounced dead": not they.
    let occurrence = quantity.head.is_some_and(|h| page.has(h, Class::Occurrence));
    if let Some(event) = own.filter(|e| occurrence || !(lives(e) && trigger.unit == "person" && *e != trigger.kind)) {
        let of = Taxonomy::embedded().family(event);
        return event == trigger.kind || of == Some(event) || of == Some(trigger.kind.as_str());
    }
    match &trigger.argument {
        Some(Argument::Units(units)) => unit.is_some_and(|u| units.iter().any(|x| x == u)),
        Some(Argument::Roles(roles)) => match unit {
            Some("person") => roles.iter().any(|r| r == role),
            Some(u) if is_formation(u, setting) => roles.iter().any(|r| r == "formation"),
            Some(u) => roles.iter().any(|r| r == u),
            None => roles.iter().any(String::is_empty),
        },
        None if trigger.unit == "person" => unit.is_none_or(|u| u == "person" || u == "family" || is_formation(u, setting)),
        // "Destroyed a whole family" is a figure of speech.
        None if Trait::Material.of(&trigger.kind) && matches!(unit, Some("person" | "family")) => false,
        None => unit.is_some() || trigger.unit.is_empty() == Trait::Material.of(&trigger.kind),
    }
}
