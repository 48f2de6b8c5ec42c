//! Who it befell, where the article says that in other words than those of the event: "the victims were identified as Ann Bo, 32, and Cy Do",
//! "the dead were …", "the victim, Ann Bo, …".

use std::collections::BTreeSet;

use super::inherit::{Completed, Inherited};
use super::involved::speaks;
use super::victim::{Ages, Victim};
use super::{NameMention, Page, Setting, Taken};
use crate::claim::{Actor, Count};
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Taxonomy};
use crate::text::Kind;

/// Whom an identity is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    /// "The victims", "the dead".
    Victim,
    /// "The suspects", "the gunman".
    Accused,
    /// "He", "the woman": who was told of last.
    Last,
    /// "Those killed": whom this kind befell.
    Of(String),
}

impl Whom {
    fn is(&self, kind: &str) -> bool {
        let casualty = Trait::Fatal.of(kind) || Trait::Wounding.of(kind);
        let custody = Taxonomy::embedded().family(kind) == Some("custody");
        match self {
            Whom::Victim => casualty,
            Whom::Accused => custody,
            Whom::Last => casualty || custody,
            Whom::Of(told) => told == kind,
        }
    }
}

/// One statement of who somebody is.
struct Identity<'p> {
    page: usize,
    /// The word that stands for them: "victims".
    word: usize,
    whom: Whom,
    /// "One of the victims", "among the dead": not all of them.
    some: bool,
    names: Vec<&'p NameMention>,
}

/// Gives the claims of an article the names that it tells elsewhere: a claim of one person takes the name, and beside a claim of several each
/// of them gets one. Linear in the names and the claims of an article, but for their product where it identifies many.
pub(super) fn identify(pages: &[Page<'_>], claims: &mut Vec<Completed>, ages: &Ages<'_>, setting: &Setting<'_>) {
    let identities: Vec<Identity<'_>> = pages.iter().enumerate().flat_map(|(p, page)| read(p, page, setting)).collect();
    for identity in identities.iter().take(LIST) {
        match identity.names.as_slice() {
            [one] if !identity.some => name_one(pages, claims, ages, identity, one),
            _ => name_several(pages, claims, identity),
        }
    }
}

/// Most persons of a list, and most lists.
const LIST: usize = 24;

/// The claim of one person takes the name, and so do those that may tell of the same one.
fn name_one(pages: &[Page<'_>], claims: &mut [Completed], ages: &Ages<'_>, identity: &Identity<'_>, name: &NameMention) {
    let years = ages.named(&name.name);
    let fits = |c: &Completed| {
        let draft = &c.draft;
        let one =
            draft.count.as_ref().is_some_and(|(n, _)| n.exact() == Some(1) && n.unit.as_deref().is_none_or(|u| u == "person"));
        let unnamed = draft.actor.as_ref().is_none_or(|(a, _)| a.name.is_none());
        let age = ages.of(pages, draft).zip(years).is_none_or(|(a, b)| a == b);
        // "Five shot, four fatally": of the one who is left nothing more is told.
        let told = !c.inherited.contains(&Inherited::Count);
        one && unnamed && told && age && !c.background && !draft.negated && identity.whom.is(&draft.kind)
    };
    let named = |c: &Completed| c.draft.actor.as_ref().is_some_and(|(a, _)| a.name.as_deref() == Some(name.name.as_str()));
    let Some(at) = told_before(pages, claims, identity, fits) else { return };
    let Some(chosen) = claims.get(at) else { return };
    let kind = chosen.draft.kind.clone();
    if claims.iter().any(|c| named(c) && c.draft.kind == kind) {
        return;
    }
    // Where the article tells of several such persons, only the nearest is meant.
    let several = claims.iter().any(|c| {
        let more = c.draft.count.as_ref().is_some_and(|(n, _)| n.exact() != Some(1));
        c.draft.kind == kind
            && !c.draft.negated
            && !c.background
            && (more || c.draft.actor.as_ref().is_some_and(|(a, _)| a.name.is_some()))
    });
    let same: Vec<bool> = {
        let who = Victim::new(pages, chosen, ages);
        let may_be = |c: &Completed| who.as_ref().zip(Victim::new(pages, c, ages)).is_some_and(|(a, b)| a.may_be(&b));
        let meant = |(n, c): (usize, &Completed)| n == at || !several && c.draft.kind == kind && fits(c) && may_be(c);
        claims.iter().enumerate().map(meant).collect()
    };
    for (claim, _) in claims.iter_mut().zip(same).filter(|(_, same)| *same) {
        // The name points at its bytes where they stand on the page of the claim.
        let words = if identity.page == claim.draft.page { Some(name.tokens.clone()) } else { None };
        let told = claim.draft.count.as_ref().map(|(_, words)| words.clone());
        let Some(tokens) = words.or(told) else { continue };
        let actor = claim.draft.actor.take().map(|(a, _)| a).unwrap_or_default();
        claim.draft.actor = Some((Actor { name: Some(name.name.clone()), ..actor }, tokens));
        inherit(claim, &[Inherited::Actor]);
    }
}

/// Beside a number of people each of those who are named.
fn name_several(pages: &[Page<'_>], claims: &mut Vec<Completed>, identity: &Identity<'_>) {
    let number = identity.names.len() as u64;
    let people = |c: &Completed| {
        let (count, _) = c.draft.count.as_ref()?;
        let several = count.exact().filter(|n| *n > 1 && *n >= number && count.unit.as_deref() == Some("person"));
        several.filter(|_| !c.background && !c.draft.negated && identity.whom.is(&c.draft.kind))
    };
    let all = |c: &Completed| people(c) == Some(number) && !identity.some;
    let Some(at) =
        told_before(pages, claims, identity, all).or_else(|| told_before(pages, claims, identity, |c| people(c).is_some()))
    else {
        return;
    };
    let Some(whole) = claims.get(at).cloned() else { return };
    let known: BTreeSet<String> = claims
        .iter()
        .filter(|c| c.draft.kind == whole.draft.kind)
        .filter_map(|c| c.draft.actor.as_ref()?.0.name.clone())
        .collect();
    for name in identity.names.iter().filter(|n| !known.contains(&n.name)) {
        let mut claim = whole.clone();
        let draft = &mut claim.draft;
        let words = name.tokens.clone();
        draft.page = identity.page;
        draft.trigger = identity.word..identity.word + 1;
        draft.tokens = identity.word.min(words.start)..words.end.max(identity.word + 1);
        let role = draft.actor.take().and_then(|(a, _)| a.role);
        draft.actor = Some((Actor { name: Some(name.name.clone()), role, ..Actor::default() }, words.clone()));
        draft.count = Some((Count { noun: None, ..Count::exactly(1, "person") }, words));
        (draft.nominal, draft.toll, draft.open, draft.anaphoric, draft.spread) = (false, false, false, false, false);
        draft.together = None;
        let placed = draft.place.map(|_| Inherited::Place);
        let dated = (draft.date.is_some() || claim.fallback_date.is_some()).then_some(Inherited::Date);
        claim.inherited.retain(|i| *i != Inherited::Count);
        inherit(&mut claim, &[placed, dated].into_iter().flatten().collect::<Vec<_>>());
        claims.push(claim);
    }
}

fn inherit(claim: &mut Completed, fields: &[Inherited]) {
    claim.inherited.extend(fields);
    claim.inherited.sort_unstable();
    claim.inherited.dedup();
}

/// Sentences back to whom a pronoun stands for.
const BACK: u32 = 3;

/// The claim that is meant: the dead before the hurt, and of these the last one before the statement, else the first of the title.
fn told_before(
    pages: &[Page<'_>],
    claims: &[Completed],
    identity: &Identity<'_>,
    fits: impl Fn(&Completed) -> bool,
) -> Option<usize> {
    let sentence = |token: usize| pages.get(identity.page)?.text.tokens.get(token).map(|t| t.sentence);
    let here = sentence(identity.word)?;
    let last = |wanted: &dyn Fn(&Completed) -> bool| {
        let before = |c: &Completed| {
            let near = identity.whom != Whom::Last || sentence(c.draft.trigger.start).is_some_and(|s| s + BACK >= here);
            (c.draft.page, c.draft.trigger.start) <= (identity.page, identity.word) && (c.draft.page < identity.page || near)
        };
        let own = |c: &Completed| c.draft.page == identity.page;
        let title = |c: &Completed| !own(c) && identity.whom != Whom::Last;
        let at = |of: &dyn Fn(&Completed) -> bool| claims.iter().rposition(|c| wanted(c) && before(c) && of(c));
        at(&own).or_else(|| at(&title))
    };
    let dead = |c: &Completed| identity.whom == Whom::Victim && Trait::Fatal.of(&c.draft.kind) && fits(c);
    last(&dead).or_else(|| last(&fits))
}

/// Words between "identified" and "as": "identified the man who was shot on Friday as".
const REACH: usize = 12;

/// All statements of a page.
fn read<'p>(number: usize, page: &'p Page<'_>, setting: &Setting<'_>) -> Vec<Identity<'p>> {
    let text = &page.text;
    let mut found = Vec::new();
    let mut listed = 0;
    for (n, name) in page.names.iter().enumerate() {
        if name.tokens.start < listed || !name.name.contains(' ') {
            continue;
        }
        let sentence = text.sentence_of(name.tokens.start).tokens.clone();
        let Some(before) = before_age(page, name.tokens.start).checked_sub(1).filter(|t| *t >= sentence.start) else { continue };
        let stated = if text.is(before, &["as"]) {
            (before.saturating_sub(REACH).max(sentence.start)..before)
                .rev()
                .find(|t| page.has(*t, Class::Identifying))
                .and_then(|verb| identified(page, setting, verb, before, sentence.start))
        } else if speaks(page, name) || name.office.is_some() || name.body.is_some() {
            // "Four victims, Okada said".
            None
        } else if page.has(before, Class::Copula) && before > sentence.start {
            told_of(page, setting, before - 1).filter(|whom| *whom != Whom::Last).map(|whom| (before - 1, whom))
        } else if text.is(before, &[","]) && before > sentence.start && text.kind(before - 1) == Kind::Word {
            let whom = told_of(page, setting, before - 1).filter(|whom| matches!(whom, Whom::Victim | Whom::Accused));
            whom.filter(|_| before > 1 && text.is(before - 2, &["the", "deceased"])).map(|whom| (before - 1, whom))
        } else {
            None
        };
        let Some((word, whom)) = stated else { continue };
        let names = list(page, n, sentence.end);
        listed = names.last().map_or(listed, |n| n.tokens.end);
        let some = (word.saturating_sub(PART).max(sentence.start)..word).any(|t| text.is(t, &["of", "among"]));
        found.push(Identity { page: number, word, whom, some, names });
    }
    found
}

/// Words from "one of" to whom it is one of: "one of the two dead |men".
const PART: usize = 4;

/// Whom a verb of identifying has: its object, or the subject of the passive.
fn identified(page: &Page<'_>, setting: &Setting<'_>, verb: usize, as_: usize, first: usize) -> Option<(usize, Whom)> {
    let text = &page.text;
    let mut group = verb;
    while group > first
        && (page.has(group - 1, Class::VerbGroup) || page.has(group - 1, Class::Adverb) || page.is_in_ly(group - 1))
    {
        group -= 1;
    }
    let passive = (group..verb).any(|t| page.has(t, Class::Be));
    let words = if passive { first.max(group.saturating_sub(REACH))..group } else { verb + 1..as_ };
    // "Identified the victims, who were hurt there, as".
    let clause = |t: &usize| !text.is(*t, &[","]) && !page.has(*t, Class::RelativePronoun);
    let whom = |t: usize| told_of(page, setting, t).map(|whom| (t, whom));
    if passive { words.rev().take_while(clause).find_map(whom) } else { words.take_while(clause).filter_map(whom).last() }
}

/// Whom a word stands for.
fn told_of(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<Whom> {
    let text = &page.text;
    if text.is(token, &["dead", "deceased", "slain"]) {
        return Some(Whom::Victim);
    }
    // "Those killed".
    if let Some(event) = page.events_in(token..token + 1).first()
        && token.checked_sub(1).is_some_and(|t| text.is(t, &["those", "people"]))
    {
        let kind = event.triggers.first().and_then(|row| setting.lexicon.triggers().get(*row)).map(|t| t.kind.clone());
        return kind.map(Whom::Of);
    }
    if text.is(token, &["he", "she", "they", "him", "her", "them"]) {
        return Some(Whom::Last);
    }
    page.hits_at(token).iter().filter(|h| h.end == token + 1).find_map(|h| match h.sense {
        Sense::Noun(row) => {
            let noun = setting.lexicon.nouns().get(row).filter(|n| n.unit == "person")?;
            Some(match &*noun.role {
                "victim" => Whom::Victim,
                "attacker" | "suspect" | "prisoner" => Whom::Accused,
                _ => Whom::Last,
            })
        }
        _ => None,
    })
}

/// Where "32-year-old |Ann Bo" begins.
fn before_age(page: &Page<'_>, name: usize) -> usize {
    let text = &page.text;
    let aged = name.checked_sub(5).filter(|t| text.kind(*t) == Kind::Number && text.is(*t + 4, &["old"]));
    aged.unwrap_or(name)
}

/// Most tokens between two persons of a list: ", 32, of New Salem, and 25-year-old".
const GAP: usize = 14;

/// The persons of a list that begins with a name: "|Ann Bo, 32, of Salem; Cy Do, 26; and |Di Fo".
fn list<'p>(page: &'p Page<'_>, first: usize, end: usize) -> Vec<&'p NameMention> {
    let text = &page.text;
    let mut all: Vec<&NameMention> = Vec::new();
    for name in page.names.get(first..).unwrap_or(&[]).iter().take_while(|n| n.tokens.start < end).take(LIST) {
        let joined = all.last().is_none_or(|last| {
            let gap = last.tokens.end..name.tokens.start;
            let near = (1..=GAP).contains(&gap.len());
            near && gap.clone().all(|t| is_listed(page, t)) && gap.clone().any(|t| text.is(t, &[",", ";", "and", "&"]))
        });
        if !joined || all.iter().any(|n| n.name == name.name) {
            break;
        }
        if name.name.contains(' ') {
            all.push(name);
        }
    }
    // "Ann Bo, a friend of Cy Do": one, who stands in an apposition.
    let and = all.windows(2).last().is_none_or(|pair| match pair {
        [a, b] => (a.tokens.end..b.tokens.start).any(|t| text.is(t, &["and", "&", ";"])),
        _ => true,
    });
    all.truncate(if and { all.len() } else { 1 });
    all
}

/// Ages and homes between two persons of a list.
fn is_listed(page: &Page<'_>, t: usize) -> bool {
    let text = &page.text;
    text.kind(t) == Kind::Number
        || page.taken.get(t) == Some(&Taken::Place)
        || text.is(
            t,
            &[",", ";", "and", "&", "-", "(", ")", "of", "from", "year", "years", "old", "age", "aged", "both", "also", "the"],
        )
}

#[cfg(test)]
mod tests {
    use crate::{Document, Normalizer};

    /// Kind, number and name of each claim.
    fn told(text: &str) -> Vec<String> {
        let claims = Normalizer::default().normalize(&Document::new("a", text));
        let number = |c: &crate::Claim| c.count.as_ref().and_then(|n| n.exact());
        let name = |c: &crate::Claim| c.actor.as_ref().and_then(|a| a.name.clone()).unwrap_or_default();
        let shown = |c: &crate::Claim| format!("{} {} {}", number(c).unwrap_or(0), c.event.kind, name(c)).trim_end().to_owned();
        claims.iter().map(shown).collect()
    }

    #[test]
    fn one_person() {
        for (text, wanted) in [
            ("A man was killed in Tulsa. Police identified the victim as Karl Rowe, 32.", &["1 killed Karl Rowe"][..]),
            ("A man was killed in Tulsa. He was identified by the coroner as Karl Rowe.", &["1 killed Karl Rowe"]),
            ("A man was killed in Tulsa. The victim, Karl Rowe, 32, lived there.", &["1 killed Karl Rowe"]),
            ("A man was killed in Tulsa. The victim was 32-year-old Karl Rowe.", &["1 killed Karl Rowe"]),
            ("A man was arrested in Tulsa. Police identified the suspect as Karl Rowe.", &["1 arrested Karl Rowe"]),
            // Whose age is another's.
            ("A 20-year-old man was killed in Tulsa. Police identified the victim as Karl Rowe, 32.", &["1 killed"]),
            ("A man was killed in Tulsa. Police identified the suspect as Karl Rowe.", &["1 killed"]),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }

    #[test]
    fn several_persons() {
        for (text, wanted) in [
            (
                "Two people were killed in Tulsa. The victims were identified as Karl Rowe, 32, of Salem, and Ann Bo, 25.",
                &["2 killed", "1 killed Ann Bo", "1 killed Karl Rowe"][..],
            ),
            (
                "Three people were killed in Tulsa. Relatives identified one of the victims as 32-year-old Karl Rowe.",
                &["3 killed", "1 killed Karl Rowe"],
            ),
            (
                "Two men were arrested in Tulsa. They were identified as Karl Rowe, 32, and Cy Do, 26.",
                &["2 arrested", "1 arrested Cy Do", "1 arrested Karl Rowe"],
            ),
            (
                "Two people died in Tulsa. Those killed were Karl Rowe, 32, and Ann Bo, 25.",
                &["2 killed", "1 killed Ann Bo", "1 killed Karl Rowe"],
            ),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
