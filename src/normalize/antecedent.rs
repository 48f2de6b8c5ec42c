//! Whom "he" or "she" stands for: the one person named before, where nobody else may be meant. After the agreement and recency constraints of
//! Lappin and Leass (1994), without their scores: where two are left, none is taken.

use std::collections::BTreeSet;
use std::ops::Range;

use super::inherit::{Completed, Inherited};
use super::involved::speaks;
use super::{NameMention, Page, Taken};
use crate::claim::Actor;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;
use crate::text::{Case, Kind, Layout};

/// Sentences before that of the pronoun in which somebody may be named.
const BACK: usize = 2;

/// Words from a name to a noun behind it that says who that is: "Ann Bo, a 30-year-old |nurse"; and from one before it: "the |victim, Ann Bo".
const APPOSED: usize = 10;
const BEFORE: usize = 3;

/// Gives the claims of a pronoun the name of the person that it stands for. Linear in the claims, for sentences of bounded length.
pub(super) fn name_pronouns(pages: &[Page<'_>], claims: &mut [Completed]) {
    let casualty = |c: &Completed| Trait::Fatal.of(&c.draft.kind) || Trait::Wounding.of(&c.draft.kind);
    let named = |of: &dyn Fn(&Completed) -> bool| -> BTreeSet<String> {
        claims.iter().filter(|c| of(c)).filter_map(|c| c.draft.actor.as_ref()?.0.name.clone()).collect()
    };
    let (hurt, held) = (named(&casualty), named(&|c| Trait::Sequel.of(&c.draft.kind)));
    for claim in claims {
        let (sequel, casualty) = (Trait::Sequel.of(&claim.draft.kind), casualty(claim));
        let draft = &mut claim.draft;
        let named = draft.actor.as_ref().is_some_and(|(a, _)| a.name.is_some());
        let (Some(page), Some((_, words)), false) = (pages.get(draft.page), &draft.count, named || !draft.anaphoric) else {
            continue;
        };
        let Some(name) = antecedent(page, words.start) else { continue };
        // Whom it befell is not who was arrested for it, unless the article says so.
        let (victim, accused) = (hurt.contains(&name.name), held.contains(&name.name));
        if sequel && victim && !accused || casualty && accused && !victim {
            continue;
        }
        let (actor, tokens) = draft.actor.get_or_insert_with(|| (Actor::default(), name.tokens.clone()));
        actor.name = Some(name.name.clone());
        tokens.clone_from(&name.tokens);
        if !claim.inherited.contains(&Inherited::Actor) {
            claim.inherited.push(Inherited::Actor);
        }
    }
}

/// The person that a pronoun of one person stands for.
fn antecedent<'p>(page: &'p Page<'_>, pronoun: usize) -> Option<&'p NameMention> {
    let text = &page.text;
    let male = page.has(pronoun, Class::Male);
    // "Shot the guard, injuring |him": whom the verb before befell.
    let participle = pronoun > 0 && page.has(pronoun, Class::ObjectPronoun) && text.norm(pronoun - 1).ends_with("ing");
    if participle || !male && !page.has(pronoun, Class::Female) {
        return None;
    }
    let own = text.tokens.get(pronoun)?.sentence as usize;
    let quoted = |tokens: Range<usize>| tokens.into_iter().any(|t| text.is(t, &["\"", "\u{201c}", "\u{201d}"]));
    for back in 0..=BACK {
        let sentence = text.sentences.get(own.checked_sub(back)?)?;
        let region = if back == 0 { sentence.tokens.start..pronoun } else { sentence.tokens.clone() };
        if sentence.layout != Layout::Body || quoted(region.clone()) {
            return None;
        }
        let from = page.names.partition_point(|n| n.tokens.start < region.start);
        let names = page.names.iter().skip(from).take_while(|n| n.tokens.start < region.end);
        let names: Vec<&NameMention> = names.collect();
        let person = names.last().copied();
        let one = names.windows(2).all(|pair| matches!(pair, [a, b] if a.name == b.name));
        let others = || region.clone().any(|t| is_somebody(page, t, male) && !names.iter().any(|n| is_apposed(page, n, t)));
        match person {
            _ if !one || others() => return None,
            Some(person) => return Some(person).filter(|n| is_other(page, n)),
            None if region.clone().any(|t| may_name(page, t)) => return None,
            None => {}
        }
    }
    None
}

/// Whether a name is that of a person who does not speak here, nor hold an office; not "YEAR-OLD |MAN".
fn is_other(page: &Page<'_>, name: &NameMention) -> bool {
    let noun = name.tokens.clone().any(|t| page.has(t, Class::Male) || page.has(t, Class::Female));
    (!speaks(page, name) || is_of(page, name)) && name.office.is_none() && !noun
}

/// "Relatives of |Ann Bo say", "the mother of 6-year-old |Ann Bo": who speaks is somebody else.
fn is_of(page: &Page<'_>, name: &NameMention) -> bool {
    let aged = |t: &usize| page.text.is(*t, &["-", "year", "old"]) || page.text.kind(*t) == Kind::Number;
    let led = (0..name.tokens.start).rev().find(|t| !aged(t));
    led.is_some_and(|t| page.text.is(t, &["of"]))
}

/// Whether an unknown name may stand among the words: "|Howard was driving when he was held".
fn may_name(page: &Page<'_>, token: usize) -> bool {
    let free = page.taken.get(token).is_none_or(|t| *t == Taken::Free);
    let opens = page.text.sentence_of(token).tokens.start == token;
    free && page.text.is_capitalized(token)
        && page.text.kind(token) == Kind::Word
        && !(opens && (page.has(token, Class::Function) || page.has(token, Class::Closed)))
}

/// Whether a word stands for one person whom the pronoun could mean: "a man", "his brother", "the officer".
fn is_somebody(page: &Page<'_>, token: usize, male: bool) -> bool {
    let pronoun = [Class::SubjectPronoun, Class::ObjectPronoun, Class::Reflexive, Class::Function];
    if pronoun.iter().any(|c| page.has(token, *c)) || page.text.is(token, &["his", "hers", "police"]) {
        return false;
    }
    let (he, she) = (page.has(token, Class::Male), page.has(token, Class::Female));
    // "The |officer", "a young |driver"; not "|criminal tools", "the Task |Force".
    let led = |t: usize| (1..=2).any(|n| t.checked_sub(n).is_some_and(|t| page.has(t, Class::BeforeNoun)));
    let noun = || page.text.case(token) == Case::Lower && led(token);
    let one = || noun() && page.actors_in(token..token + 1).iter().any(|a| !a.plural && !a.formation);
    if he != she { he == male } else { one() }
}

/// Whether a noun says who the named person is: right before the name, or behind it up to the next comma.
fn is_apposed(page: &Page<'_>, name: &NameMention, token: usize) -> bool {
    let text = &page.text;
    if name.tokens.contains(&token) {
        return true;
    }
    let verb = |tokens: Range<usize>| tokens.into_iter().any(|t| page.has(t, Class::VerbGroup) || text.is(t, &["and", "or"]));
    if token < name.tokens.start {
        return name.tokens.start - token <= BEFORE && !verb(token + 1..name.tokens.start);
    }
    let behind = token - name.tokens.end.min(token);
    behind <= APPOSED && text.is(name.tokens.end, &[","]) && !verb(name.tokens.end..token)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::normalize::Normalizer;

    /// The name in the last claim of a text.
    fn last_name(text: &str) -> Option<String> {
        Normalizer::default().normalize(&Document::new("a", text)).pop()?.actor?.name
    }

    #[test]
    fn the_one_person_named_before() {
        for (name, text, expected) in [
            ("the sentence before", "Karl Fell, 30, lived in Tulsa. He was shot dead on Friday.", Some("Karl Fell")),
            ("an apposition", "Karl Fell, a 30-year-old father of two, left. He was shot dead on Friday.", Some("Karl Fell")),
            ("his own wife", "Karl Fell, 30, left. His wife called police. He was shot dead on Friday.", Some("Karl Fell")),
            ("the other sex", "The mother of 6-year-old Karl Fell wept after he was shot dead on Friday.", Some("Karl Fell")),
            ("of whom others speak", "Relatives of Ann Dorn, 30, say she was shot dead on Friday.", Some("Ann Dorn")),
            ("two persons", "Ann Dorn, 30, and Karl Fell, 31, left a bar. He was shot dead on Friday.", None),
            ("somebody else", "Karl Fell, 30, left a bar. A man followed. He was shot dead on Friday.", None),
            ("an unknown name", "Karl Fell, 30, left a bar. Quillon was driving when he was arrested on Friday.", None),
            ("whoever speaks", "Police chief Karl Fell said he was shot dead in Tulsa on Friday.", None),
            ("the object before", "Karl Fell, 30, shot the guard in Tulsa, injuring him.", None),
        ] {
            assert_eq!(last_name(text).as_deref(), expected, "{name}");
        }
    }
}
