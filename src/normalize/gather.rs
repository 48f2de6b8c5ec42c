//! One event told several times in one article: retellings that add nothing go, and what one telling knows completes another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Page;
use super::clause::Draft;
use super::inherit::{Completed, Inherited};
use super::occasion::At;
use super::toll::reckon;
use super::victim::{Ages, Victim};
use crate::date::Date;
use crate::lexicon::Senses;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;

/// What is told of an attack of which nothing more is known.
pub(super) const ATTACKED: &str = "attacked";

/// Gathers the claims of an article. Linear in them, but for sorting.
pub(super) fn gather(pages: &[Page<'_>], claims: Vec<Completed>, ages: &Ages<'_>) -> Vec<Completed> {
    let told = Told::new(pages, &claims);
    let mut counted = BTreeSet::new();
    let mut pronouns = BTreeSet::new();
    let telling = claims.iter().map(|claim| {
        // The same words counted twice: two triggers of one kind that took the same argument ("was shot dead", "killed … shot dead").
        let draft = &claim.draft;
        let twice = |(_, words): &(_, Range<usize>)| !counted.insert((draft.page, &draft.kind, words.start, words.end));
        // "Stabbing him and stabbing him again".
        let again = draft.anaphoric
            && !draft.negated
            && pronoun(pages, draft).is_some_and(|(s, word)| !pronouns.insert((draft.page, s, draft.kind.as_str(), word)));
        !says_nothing(draft) && !told.holds(pages, claim) && !draft.count.as_ref().is_some_and(twice) && !again
    });
    let telling: Vec<bool> = telling.collect();
    let mut kept: Vec<Completed> = claims.into_iter().zip(telling).filter(|(_, telling)| *telling).map(|(c, _)| c).collect();
    one_casualty(pages, &mut kept, ages);
    resolve_outcomes(pages, &mut kept);
    reckon(pages, &mut kept, ages);
    if tells_of_accident(pages) {
        // "The accidental shooting … the shooting": no attack.
        kept.retain(|c| c.draft.kind != ATTACKED || !c.draft.nominal || c.background || c.draft.count.is_some());
    } else {
        imply_attack(&mut kept, pages, ages);
    }
    share_places(pages, &mut kept);
    kept
}

/// The sentence, and the pronoun that stands for the one it befell.
fn pronoun<'p>(pages: &'p [Page<'_>], draft: &Draft) -> Option<(u32, &'p str)> {
    let ((_, words), page) = draft.count.as_ref().zip(pages.get(draft.page))?;
    Some((page.text.tokens.get(words.start)?.sentence, page.text.norm(words.start)))
}

/// Sentences that tell what an article is about.
const LEAD: usize = 3;

/// "Accidental shooting", "accidentally shot himself", in a title or the first sentences.
fn tells_of_accident(pages: &[Page<'_>]) -> bool {
    let told = |page: &Page<'_>| {
        let end = page.text.sentences.get(LEAD).map_or(page.text.tokens.len(), |s| s.tokens.start);
        let mut unmeant = (0..end).filter(|t| page.has(*t, Class::Accident));
        unmeant.any(|t| (t + 1..t + 3).chain(t.saturating_sub(1)..t).any(|t| page.begins(t, Senses::TRIGGER)))
    };
    pages.iter().any(told)
}

/// Who was shot was attacked: the first such words tell of the attack as well, where no others do. Who "shot himself" was not.
fn imply_attack(claims: &mut Vec<Completed>, pages: &[Page<'_>], ages: &Ages<'_>) {
    let told = claims.iter().any(|c| c.draft.kind == ATTACKED && !c.background);
    let hurt = |c: &Completed| c.draft.open && Trait::Wounding.of(&c.draft.kind) && !c.draft.negated && !c.background;
    let unmeant = |c: &Completed| hurt(c) && Victim::new(pages, c, ages).is_some_and(|v| v.own_hand);
    let first = claims.iter().position(hurt);
    if let Some(at) = first.filter(|_| !told && !claims.iter().any(unmeant))
        && let Some(mut attack) = claims.get(at).cloned()
    {
        attack.draft.kind = ATTACKED.into();
        attack.draft.count = None;
        attack.draft.actor = None;
        attack.draft.open = false;
        claims.insert(at + 1, attack);
    }
}

/// Where an article tells of one dead, and of no one else who was hurt, the one who "was rushed to a hospital" and "suffered a wound" is that
/// person, unless the words tell of somebody else: the other sex, a child and a man, "another".
fn one_casualty(pages: &[Page<'_>], claims: &mut Vec<Completed>, ages: &Ages<'_>) {
    let told = |c: &Completed| !c.draft.negated && !c.background;
    let hurt = |c: &Completed| Trait::Wounding.of(&c.draft.kind);
    let one = |c: &Completed| c.draft.count.as_ref().is_some_and(|(n, _)| n.exact() == Some(1));
    let mut dead: Vec<Victim<'_>> =
        claims.iter().filter(|c| told(c) && Trait::Fatal.of(&c.draft.kind)).filter_map(|c| Victim::new(pages, c, ages)).collect();
    dead.sort_by_key(|d| d.at);
    let casualties: Vec<Victim<'_>> =
        claims.iter().filter(|c| told(c) && hurt(c)).filter_map(|c| Victim::new(pages, c, ages)).collect();
    let several =
        claims.iter().any(|c| told(c) && (hurt(c) || Trait::Fatal.of(&c.draft.kind)) && c.draft.count.is_some() && !one(c));
    let same_sentence = |c: &Victim<'_>| dead.partition_point(|d| d.at < c.at)..dead.partition_point(|d| d.at <= c.at);
    let beside =
        || casualties.iter().any(|c| c.further || dead.get(same_sentence(c)).unwrap_or(&[]).iter().any(|d| d.is_beside(c)));
    if dead.is_empty() || several || beside() {
        return;
    }
    Victim::dedup(&mut dead);
    let same: Vec<bool> = claims
        .iter()
        .map(|c| {
            let victim = Victim::new(pages, c, ages).filter(|_| told(c) && hurt(c) && one(c));
            victim.is_some_and(|v| dead.iter().all(|d| d.may_be(&v)))
        })
        .collect();
    let mut same = same.into_iter();
    claims.retain(|_| !same.next().unwrap_or(false));
}

/// Who was shot may have died. Where the article tells of no dead the shot are injured; where it tells of as many dead, they are those; of
/// more who were shot than died, those left are injured.
fn resolve_outcomes(pages: &[Page<'_>], claims: &mut Vec<Completed>) {
    // "Taken to a hospital, where she died": one who is only passed on to death is told once, by the death.
    let deaths = |of: fn(&Draft) -> bool| {
        let at = |d: &Draft| {
            let token = pages.get(d.page)?.text.tokens.get(d.trigger.start)?;
            Some((d.page, token.sentence, d.trigger.start))
        };
        let dead = claims.iter().map(|c| &c.draft).filter(|d| Trait::Fatal.of(&d.kind) && !d.negated && of(d));
        let mut all: Vec<(usize, u32, usize)> = dead.filter_map(at).collect();
        all.sort_unstable();
        all
    };
    let one_dead = deaths(|d| d.count.as_ref().is_some_and(|(n, _)| n.exact() == Some(1)));
    let deaths = deaths(|d| d.anaphoric);
    claims.retain(|c| {
        let d = &c.draft;
        let one = d.count.as_ref().is_some_and(|(n, _)| n.exact() == Some(1));
        let Some(sentence) = pages.get(d.page).and_then(|p| p.text.tokens.get(d.trigger.start)).map(|t| t.sentence) else {
            return true;
        };
        let next = deaths.partition_point(|(p, _, t)| (*p, *t) <= (d.page, d.trigger.start));
        let dies = deaths.get(next).is_some_and(|(p, s, _)| *p == d.page && *s <= sentence + 1);
        // "A girl died after she was wounded".
        let last = one_dead.partition_point(|(p, _, t)| (*p, *t) <= (d.page, d.trigger.start)).checked_sub(1);
        let dead = last.and_then(|n| one_dead.get(n)).filter(|(p, s, _)| *p == d.page && *s == sentence);
        let after = dead
            .zip(pages.get(d.page))
            .is_some_and(|((_, _, t), page)| d.anaphoric && (*t..d.trigger.start).any(|t| page.text.is(t, &["after", "when"])));
        !(one && Trait::Wounding.of(&d.kind) && (dies || after))
    });
    let days = |c: &Completed| {
        let date = c.draft.date.and_then(|(p, i, _)| pages.get(p)?.dates.get(i)).map(|m| &m.date);
        date.and_then(|d| d.start.zip(d.end))
    };
    let number = |c: &Completed| c.draft.count.as_ref().map_or(1, |(n, _)| n.low.unwrap_or(1));
    let dead = claims.iter().filter(|c| Trait::Fatal.of(&c.draft.kind) && !c.draft.negated && number(c) > 0);
    let dead: BTreeSet<Option<(Date, Date)>> = dead.map(days).collect();
    // In order of page and trigger, as the claims are.
    let fallen: Vec<&Draft> = claims.iter().map(|c| &c.draft).filter(|d| Trait::Fatal.of(&d.kind) && !d.negated).collect();
    let beside: Vec<bool> = claims.iter().map(|c| c.draft.open && is_beside_dead(pages, c, &fallen)).collect();
    for (claim, beside) in claims.iter_mut().zip(beside).filter(|(c, _)| c.draft.open && !c.draft.negated) {
        if beside {
            continue;
        }
        let own = days(claim);
        // Who was killed another year is not who was shot now; who died a week later may be.
        let close = |other: &Option<(Date, Date)>| {
            own.zip(*other).is_none_or(|(a, b)| {
                a.0.plus_days(-WEEKS).is_none_or(|d| d <= b.1) && b.0.plus_days(-WEEKS).is_none_or(|d| d <= a.1)
            })
        };
        if dead.iter().any(close) {
            claim.draft.kind = ATTACKED.into();
        }
    }
}

/// "Two were killed and three shot", "three others were shot": the shot are told beside the dead. "Two are dead after five were shot": they are among them.
fn is_beside_dead(pages: &[Page<'_>], claim: &Completed, fallen: &[&Draft]) -> bool {
    let draft = &claim.draft;
    let (Some(page), Some((_, words))) = (pages.get(draft.page), &draft.count) else { return false };
    if draft.anaphoric {
        return false;
    }
    let from = |token: usize| fallen.partition_point(|d| (d.page, d.trigger.start) < (draft.page, token));
    let (first, sentence, here) =
        (from(0), from(page.text.sentence_of(draft.trigger.start).tokens.start), from(draft.trigger.start));
    // "Three other victims were shot"; "shot the other boy" is the one told of.
    let told_of = |t: usize| words.start >= draft.trigger.end && t > 0 && page.text.is(t - 1, &["the"]);
    if here > first && words.clone().any(|t| page.text.is(t, &["other", "others", "another"]) && !told_of(t)) {
        return true;
    }
    fallen.get(sentence..here).unwrap_or(&[]).iter().any(|dead| {
        let before = dead.count.as_ref().is_some_and(|(_, fallen)| fallen.end <= words.start);
        let mut between = dead.trigger.end.min(words.start)..words.start;
        before && between.all(|t| !page.text.is(t, &["after", "when", "as", "in", "during"]))
    })
}

/// Days after which somebody dies of wounds.
const WEEKS: i64 = 30;

/// It happened, somewhere, some day, to somebody: nothing that another article could confirm.
fn says_nothing(draft: &Draft) -> bool {
    draft.count.is_none() && draft.place.is_none() && draft.date.is_none() && draft.actor.is_none() && !draft.negated
}

/// What an article tells of its events, by kind: for nouns that only refer to it.
struct Told<'c> {
    events: FxHashMap<Spot<'c>, Telling>,
}

/// Kind; place, or any; page and paragraph, or any.
type Spot<'c> = (&'c str, Option<&'c str>, Option<(usize, u32)>);

/// Where something is told first, and whether with a number anywhere.
struct Telling {
    first: (usize, usize),
    counted: bool,
}

impl<'c> Told<'c> {
    fn new(pages: &'c [Page<'_>], claims: &'c [Completed]) -> Told<'c> {
        let mut events = FxHashMap::default();
        // The kinds that are asked for.
        let mut kinds: Vec<&str> = claims.iter().filter(|c| refers(&c.draft)).map(|c| incident(&c.draft.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for claim in claims.iter().filter(|c| kinds.contains(&incident(&c.draft.kind))) {
            let draft = &claim.draft;
            let first = (draft.page, draft.trigger.start);
            let place = place_of(pages, claim);
            for place in [None].into_iter().chain(place.map(Some)) {
                for paragraph in [None, paragraph(pages, draft)] {
                    let telling = events.entry((incident(&draft.kind), place, paragraph));
                    let telling = telling.or_insert(Telling { first, counted: false });
                    telling.first = telling.first.min(first);
                    telling.counted |= draft.count.is_some();
                }
            }
        }
        Told { events }
    }

    /// "The attack", "the shooting": a noun without a number that only refers to what the article tells elsewhere.
    fn holds(&self, pages: &[Page<'_>], claim: &Completed) -> bool {
        let draft = &claim.draft;
        if !refers(draft) {
            return false;
        }
        // A development ("desertions") is told again by each paragraph, an incident ("the attack") once.
        let development = Trait::Military.of(&draft.kind);
        let paragraph = if development { paragraph(pages, draft) } else { None };
        let told = self.events.get(&(incident(&draft.kind), place_of(pages, claim), paragraph));
        // Any counted claim tells of its consequences; an uncounted one must stand before.
        told.is_some_and(|t| t.counted && !development || t.first < (draft.page, draft.trigger.start))
    }
}

/// A noun that may refer to what is told elsewhere.
fn refers(draft: &Draft) -> bool {
    draft.nominal && !draft.development && draft.count.is_none()
}

/// Ways of attacking are one kind here: "the attack" is the shelling told before.
fn incident(kind: &str) -> &str {
    if Trait::Assault.of(kind) { ATTACKED } else { kind }
}

fn place_of<'p>(pages: &'p [Page<'_>], claim: &Completed) -> Option<&'p str> {
    let (page, place) = claim.draft.place?;
    pages.get(page)?.places.get(place).map(|m| m.place.name.as_str())
}

fn paragraph(pages: &[Page<'_>], draft: &Draft) -> Option<(usize, u32)> {
    let page = pages.get(draft.page)?;
    Some((draft.page, page.text.sentence_of(draft.trigger.start).paragraph))
}

/// Claims of one kind with one exact number are one event: a place that only one of them states serves the other.
fn share_places(pages: &[Page<'_>], claims: &mut [Completed]) {
    let name = |(p, i): At| Some(pages.get(p)?.places.get(i)?.place.name.as_str());
    let number = |c: &Completed| c.draft.count.as_ref().and_then(|(c, _)| c.exact()).filter(|n| *n > 1);
    // By kind and number the first place, as long as all others have its name.
    let mut stated: BTreeMap<(String, u64), Option<At>> = BTreeMap::new();
    for claim in claims.iter().filter(|c| !c.inherited.contains(&Inherited::Place) && !c.background) {
        let Some((number, place)) = number(claim).zip(claim.draft.place) else { continue };
        let first = stated.entry((claim.draft.kind.clone(), number)).or_insert(Some(place));
        *first = first.filter(|first| name(*first) == name(place));
    }
    for claim in claims.iter_mut().filter(|c| c.inherited.contains(&Inherited::Place)) {
        let Some(number) = number(claim) else { continue };
        if let Some(Some(place)) = stated.get(&(claim.draft.kind.clone(), number)) {
            claim.draft.place = Some(*place);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Normalizer};

    /// Kind and count of each claim of a text, in order.
    fn told(text: &str) -> Vec<(String, Option<u64>)> {
        let claims = Normalizer::default().normalize(&Document::new("a", text));
        claims.into_iter().map(|c| (c.event.kind, c.count.and_then(|n| n.exact()))).collect()
    }

    #[test]
    fn outcomes_and_groups() {
        let one = Some(1);
        for (name, text, expected) in [
            ("the shot live", "The woman was shot in the leg.", vec![("attacked", None), ("injured", one)]),
            (
                "the shot died",
                "Five people were shot. Three of them died.",
                vec![("attacked", Some(5)), ("injured", Some(2)), ("killed", Some(3))],
            ),
            ("passed on to death", "The girl was taken to a hospital, where she died.", vec![("killed", one)]),
            ("reflexive", "The suspect killed himself.", vec![("killed", one)]),
            ("one noun phrase", "A woman and a teenage girl died.", vec![("killed", Some(2))]),
            ("ages between", "Two boys, ages 4 and 6, and their aunt died.", vec![("killed", Some(3))]),
            ("a decade of age", "A man in his 40s and a teenage boy died.", vec![("killed", Some(2))]),
            ("an apposition", "Two people, a man and a woman, were killed.", vec![("killed", Some(2))]),
            ("the killer too", "A father killed his two sons and himself.", vec![("killed", Some(3))]),
            ("of a victim by name", "He was charged in the fatal shooting of 7-year-old Ann Lee.", vec![("killed", one)]),
            ("her parents", "Her parents were killed.", vec![("killed", Some(2))]),
            ("both", "Both were fatally shot.", vec![("killed", Some(2))]),
            ("age alone", "The 5-year-old was killed.", vec![("killed", one)]),
            (
                "burns are no attack",
                "Five people suffered burns. Three people died.",
                vec![("injured", Some(5)), ("killed", Some(3))],
            ),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(kind, n)| (kind.to_owned(), n)).collect();
            assert_eq!(told(text), expected, "{name}");
        }
    }
}
