//! What stands around a word: auxiliaries, modals, negations and conditions.

use crate::lexicon::words::Class;
use crate::normalize::Page;
use crate::text::Kind;

/// How far behind "neither" the verb stands that it denies.
const NEITHER: usize = 12;

/// What stands around a word.
pub(super) struct Usage {
    /// A determiner, an adjective, a possessive or a preposition stands before it: a noun.
    pub(super) nominal: bool,
    /// "to kill", a modal, a condition: not said to have happened.
    pub(super) irrealis: bool,
    pub(super) passive: bool,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    /// "to" or a modal stands directly before: a bare verb.
    pub(super) infinitive: bool,
    /// The sentence is a question.
    pub(super) asked: bool,
}

pub(super) fn usage(page: &Page<'_>, start: usize) -> Usage {
    let text = &page.text;
    let sentence = text.sentence_of(start).tokens.clone();
    let before = |n: usize| start.checked_sub(n).filter(|t| *t >= sentence.start);
    let first = before(1);
    let nominal = first.is_some_and(|t| page.has(t, Class::BeforeNoun) || text.kind(t) == Kind::Number);
    let mut u =
        Usage { nominal, irrealis: false, passive: false, negated: false, hedged: false, infinitive: false, asked: false };
    // Walk left over auxiliaries and adverbs.
    let mut at = start;
    for _ in 0..7 {
        let Some(t) = at.checked_sub(1).filter(|t| *t >= sentence.start) else { break };
        let word = text.norm(t);
        if page.has(t, Class::Be) {
            u.passive = true;
        } else if matches!(word, "not" | "never" | "n't") || word.ends_with("n't") {
            u.negated = true;
        } else if page.has(t, Class::Modal) {
            u.irrealis |= !text.is(t + 1, &["have"]) || page.has(t, Class::RemoteModal);
            u.hedged = true;
            u.infinitive |= t + 1 == start;
            break;
        } else if word == "to" && text.norm(start).ends_with("ing") {
            // "Confessed to killing".
            break;
        } else if word == "to" {
            u.infinitive = t + 1 == start;
            let governor = t.checked_sub(1);
            let governed = governor.is_some_and(|g| page.has(g, Class::Implicative));
            let fail = governor.is_some_and(|g| page.has(g, Class::NegativeImplicative));
            u.negated |= fail;
            u.irrealis |= !(governed || fail || text.is(t + 1, &["have"]));
            break;
        } else if page.has(t, Class::Approximator) || word.ends_with("'d") && text.is(t + 1, &["be"]) {
            // "nearly died", "he'd be dead".
            u.irrealis = true;
        } else if page.is_in_ly(t) || page.has(t, Class::Adverb) {
            u.hedged |= page.has(t, Class::DoubtAdverb);
        } else if !page.has(t, Class::Auxiliary) {
            break;
        }
        at = t;
    }
    // A condition before it in the clause.
    let from = sentence.start.max(start.saturating_sub(10));
    for t in (from..start).rev() {
        if text.is(t, &[",", ";", ":", "\"", "that"]) {
            break;
        }
        u.irrealis |= page.has(t, Class::Hypothetical);
    }
    u.asked = text.is(sentence.end.saturating_sub(1), &["?"]) || text.is(sentence.end.saturating_sub(2), &["?"]);
    // "Did police shoot 12 people?"
    u.irrealis |= u.asked && page.has(sentence.start, Class::Question);
    u.negated |= before(1).is_some_and(|t| text.is(t, &["without", "no"]));
    // "A bomber reported lost is in service": what was said of it is not so.
    let reported = before(1).is_some_and(|t| page.has(t, Class::Implicative) && !page.has(t, Class::Auxiliary));
    let after = (start..(start + NEITHER).min(sentence.end)).find(|t| page.has(*t, Class::Be));
    u.negated |= reported && !u.passive && after.is_some_and(|be| is_well(page, be + 1));
    // "Neither the driver nor the passenger was hurt."
    u.negated |= text.is(sentence.start, &["neither"]) && start < sentence.start + NEITHER;
    u.negated |= is_without(page, start, sentence.start, Class::Sign);
    u.negated |= is_not_had(page, start, sentence.start) || is_of_none(page, at, sentence.start);
    u
}

/// Words from "no" to the noun of its phrase: "no further rocket".
const NONE: usize = 4;

/// "No shots |were fired": the subject of a verb group is none.
fn is_of_none(page: &Page<'_>, group: usize, sentence: usize) -> bool {
    let text = &page.text;
    let noun = |t: &usize| text.kind(*t) == Kind::Word && !page.has(*t, Class::Closed);
    let words = (sentence..group).rev().take(NONE).take_while(noun).count();
    words > 0 && group.checked_sub(words + 1).is_some_and(|t| t >= sentence && text.is(t, &["no"]))
}

/// Words from "no" to "of", and from there to the last noun of a list.
const REPORTED: usize = 4;

/// "No immediate reports of |casualties", "no reports of deaths or |injuries", "no word on |casualties".
pub(super) fn is_without(page: &Page<'_>, start: usize, sentence: usize, of: Class) -> bool {
    let text = &page.text;
    let listed = |t: &usize| text.is(*t, &["or", "and", ","]) || text.kind(*t) == Kind::Word && !page.has(*t, Class::Preposition);
    let led = (sentence..start).rev().take(REPORTED + 1).find(|t| !listed(t));
    let noun = led.filter(|t| text.is(*t, &["of", "on", "about"])).and_then(|t| t.checked_sub(1)).filter(|t| page.has(*t, of));
    noun.is_some_and(|n| (sentence..n).rev().take(REPORTED).any(|t| text.is(t, &["no", "any", "without"])))
}

/// Words between "have" and what it has in some state.
const HAD: usize = 5;

/// "Police do not have the man |in custody".
fn is_not_had(page: &Page<'_>, start: usize, sentence: usize) -> bool {
    let text = &page.text;
    let object = |t: &usize| text.kind(*t) == Kind::Word && !page.has(*t, Class::Preposition) && !page.has(*t, Class::Be);
    let has = |t: &usize| text.is(*t, &["have", "has", "had", "take", "taken"]);
    let has = (sentence..start).rev().take(HAD).take_while(object).find(has);
    has.and_then(|t| t.checked_sub(1))
        .is_some_and(|t| t >= sentence && (text.is(t, &["not", "never"]) || text.norm(t).ends_with("n't")))
}

/// "is |in service", "was |safe", "are |all alive".
fn is_well(page: &Page<'_>, at: usize) -> bool {
    let text = &page.text;
    let at = at + usize::from(text.is(at, &["all", "still", "both", "in fact", "now"]));
    page.has(at, Class::Unscathed) || text.is(at, &["in"]) && text.is(at + 1, &["service", "operation"])
}
