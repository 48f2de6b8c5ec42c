//! What became of one who was hurt: where later articles tell that one died of the same attack, he is hurt no longer.
//!
//! Who counts victims counts their last state: whoever dies of wounds is among the dead alone (UCDP and the Gun Violence Archive alike). Early articles tell
//! of him as injured, later ones as killed, and these are two corroborations. They are of one person where
//! - an attack is told both by an article of the one and by an article of the other,
//! - either counts one, and no article tells of somebody hurt and of somebody dead: that would be two persons,
//! - nothing of place, day and age speaks against it, and the last word is of the death.
//!
//! Of several who were hurt the articles that tell of the death tell how many are left: there the numbers stand as they are told.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::claim::{Actor, Claim, Count, DateInterval, Place};
use crate::gazetteer::distance_km;
use crate::independence::Corroboration;
use crate::lexicon::Taxonomy;

/// How far two places may lie apart for one attack, in km, beside their own reach.
const NEAR: f64 = 25.0;
/// Days after which somebody dies of wounds.
const WEEKS: i64 = 30;
/// So many deaths are compared with each who was hurt in one attack.
const LOOKED: usize = 64;

/// What a corroboration tells of the state of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    /// One is hurt.
    Hurt,
    /// One is dead.
    Dead,
    /// Others are dead.
    Deaths,
    /// It tells of the attack.
    Attack,
}

/// What is compared of a corroboration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trace {
    pub(crate) id: String,
    /// The worker that has the corroboration, where there are several.
    #[serde(default)]
    pub(crate) home: usize,
    state: State,
    articles: usize,
    /// Articles that tell it as their news.
    pub(crate) docs: BTreeSet<String>,
    /// Minutes of the first and of the last of them.
    told: Option<(i64, i64)>,
    place: Option<Place>,
    date: Option<DateInterval>,
    actor: Option<Actor>,
}

impl Trace {
    /// `None` where a corroboration tells neither of somebody hurt or dead nor of an attack. `members` are its claims.
    pub(crate) fn of<'c>(corroboration: &Corroboration, members: impl IntoIterator<Item = &'c Claim>) -> Option<Trace> {
        let consensus = &corroboration.consensus;
        let kinds = Taxonomy::embedded();
        let is = |kind: &str| {
            let own = consensus.event.kind.as_str();
            own == kind || consensus.event.parent.as_deref().or_else(|| kinds.parent(own)) == Some(kind)
        };
        let person = |n: &&Count| n.unit.as_deref().is_none_or(|u| u == "person");
        let one = consensus.count.as_ref().filter(person).and_then(Count::exact) == Some(1);
        let state = match () {
            () if is("killed") && one => State::Dead,
            () if is("killed") => State::Deaths,
            () if is("injured") && one => State::Hurt,
            () if is("attacked") => State::Attack,
            () => return None,
        };
        let members: Vec<&Claim> = members.into_iter().filter(|c| !c.background).collect();
        let minutes = || members.iter().filter_map(|c| c.published).map(|t| t.minutes());
        Some(Trace {
            id: corroboration.id.clone(),
            home: 0,
            state,
            articles: corroboration.articles,
            docs: members.iter().map(|c| c.doc.clone()).collect(),
            told: minutes().min().zip(minutes().max()),
            place: consensus.place.clone(),
            date: consensus.date.clone(),
            actor: consensus.actor.clone(),
        })
    }

    /// Whether a death may be that of one who was hurt.
    fn may_be(&self, dead: &Trace) -> bool {
        let last = self.told.zip(dead.told).is_some_and(|(hurt, dead)| dead.1 > hurt.1);
        let aged = self.age().zip(dead.age()).is_none_or(|(a, b)| a.abs_diff(b) <= 1);
        let named = self.name().zip(dead.name()).is_none_or(|(a, b)| share_a_word(a, b));
        let kinds = Taxonomy::embedded();
        let role = |t: &Trace| t.actor.as_ref().and_then(|a| a.role.clone());
        let alike = role(self).zip(role(dead)).is_none_or(|(a, b)| kinds.role_is(&a, &b) || kinds.role_is(&b, &a));
        last && aged && named && alike && self.meets(dead)
    }

    /// Whether two are of one place, and the second of the time of the first or of the weeks after it.
    fn meets(&self, other: &Trace) -> bool {
        let days = |t: &Trace| t.date.as_ref().and_then(|d| d.start.zip(d.end)).map(|(a, b)| (a.number(), b.number()));
        let in_time = days(self).zip(days(other)).is_none_or(|(a, b)| b.1 + 1 >= a.0 && b.0 <= a.1 + WEEKS);
        in_time && self.place.as_ref().zip(other.place.as_ref()).is_none_or(|(a, b)| is_near(a, b))
    }

    /// Whether name or age say that both are one person.
    fn is_surely(&self, dead: &Trace) -> bool {
        let named = self.name().zip(dead.name()).is_some_and(|(a, b)| share_a_word(a, b));
        named || self.age().is_some() && self.age() == dead.age()
    }

    fn age(&self) -> Option<u8> {
        self.actor.as_ref().and_then(|a| a.age)
    }

    fn name(&self) -> Option<&str> {
        self.actor.as_ref().and_then(|a| a.name.as_deref())
    }
}

fn share_a_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|word| b.split(' ').any(|other| other == word))
}

fn is_near(a: &Place, b: &Place) -> bool {
    if a.id.is_some() && a.id == b.id || a.name == b.name {
        return true;
    }
    let reach = a.radius_km.unwrap_or(0.0) + b.radius_km.unwrap_or(0.0);
    a.lat.zip(a.lon).zip(b.lat.zip(b.lon)).is_some_and(|(x, y)| distance_km(x, y) <= NEAR + reach)
}

/// What one article tells: for each of its attacks one who was hurt or died there, and those who are hurt beside the dead.
pub(crate) struct Article<T> {
    /// The attack, and who came to harm.
    pub(crate) harmed: Vec<(T, T)>,
    /// They are not the dead.
    pub(crate) beside: Vec<T>,
}

impl<T: Borrow<Trace> + Clone> Article<T> {
    pub(crate) fn new(told: &[T]) -> Article<T> {
        let of = |state: State| told.iter().filter(move |t| (*t).borrow().state == state);
        let deaths = of(State::Dead).chain(of(State::Deaths)).next().is_some();
        let harmed = if deaths { State::Dead } else { State::Hurt };
        Article {
            harmed: of(State::Attack)
                .flat_map(|a| of(harmed).filter(|t| (*a).borrow().meets((**t).borrow())).map(|t| (a.clone(), t.clone())))
                .collect(),
            beside: if deaths { of(State::Hurt).cloned().collect() } else { Vec::new() },
        }
    }
}

/// Of those who came to harm in one attack: who was hurt, and the death that may be his: that which most articles tell. Where it may be that of
/// several who were hurt, it is only his whom name or age tell.
pub(crate) fn deaths<T: Borrow<Trace> + Clone>(harmed: &[T]) -> Vec<(T, T)> {
    let mut all: Vec<&T> = harmed.iter().collect();
    all.sort_by_key(|t| rank((*t).borrow()));
    all.dedup_by_key(|t| (*t).borrow().id.as_str());
    let dead: Vec<&T> = all.iter().filter(|t| (***t).borrow().state == State::Dead).take(LOOKED).copied().collect();
    let hurt = all.iter().filter(|t| (***t).borrow().state == State::Hurt);
    let may: Vec<(&T, &T)> = hurt
        .filter_map(|h| {
            let fits = || dead.iter().filter(|d| (**h).borrow().may_be((***d).borrow()));
            let death = fits().find(|d| (**h).borrow().is_surely((***d).borrow())).or_else(|| fits().next())?;
            Some((*h, *death))
        })
        .collect();
    let mut claimed: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, death) in &may {
        *claimed.entry(&(*death).borrow().id).or_default() += 1;
    }
    let alone = |death: &T| claimed.get(death.borrow().id.as_str()).is_some_and(|n| *n == 1);
    may.iter()
        .filter(|(hurt, death)| alone(death) || (*hurt).borrow().is_surely((*death).borrow()))
        .map(|(hurt, death)| ((*hurt).clone(), (*death).clone()))
        .collect()
}

/// Most articles first.
pub(crate) fn rank(trace: &Trace) -> (Reverse<usize>, &str) {
    (Reverse(trace.articles), &trace.id)
}

/// Who was hurt, by corroboration, and the corroboration of his death. Near-linear in the articles of the corroborations.
pub(super) fn outcomes(traces: &[Trace]) -> BTreeMap<String, String> {
    let mut articles: BTreeMap<&str, Vec<&Trace>> = BTreeMap::new();
    for trace in traces {
        trace.docs.iter().for_each(|doc| articles.entry(doc).or_default().push(trace));
    }
    let (mut attacks, mut beside) = (BTreeMap::<&str, Vec<&Trace>>::new(), BTreeSet::new());
    for told in articles.into_values() {
        let article = Article::new(&told);
        article.harmed.into_iter().for_each(|(attack, harmed)| attacks.entry(&attack.id).or_default().push(harmed));
        beside.extend(article.beside.into_iter().map(|t| t.id.as_str()));
    }
    let mut found: BTreeMap<String, &Trace> = BTreeMap::new();
    for (hurt, dead) in attacks.values().flat_map(|harmed| deaths(harmed)) {
        if !beside.contains(hurt.id.as_str()) {
            let held = found.entry(hurt.id.clone()).or_insert(dead);
            *held = std::cmp::min_by_key(*held, dead, |t| rank(t));
        }
    }
    found.into_iter().map(|(hurt, dead)| (hurt, dead.id.clone())).collect()
}

/// Nobody is left of those who were hurt.
pub(crate) fn settle(corroboration: &mut Corroboration, death: &str) {
    corroboration.died = Some(death.to_owned());
    if let Some(count) = &mut corroboration.consensus.count {
        *count = Count { noun: count.noun.take(), ..Count::exactly(0, "person") };
    }
}

#[cfg(test)]
mod tests {
    use crate::{Corroborator, Document, Report};

    fn report(articles: &[(&str, &str)]) -> Report {
        let article = |(n, (day, text)): (usize, &(&str, &str))| Document {
            published: format!("2024-07-{day}").parse().ok(),
            ..Document::new(format!("a{n}"), *text).publisher(format!("paper{n}.example"))
        };
        let articles: Vec<Document> = articles.iter().enumerate().map(article).collect();
        Corroborator::default().corroborate(&articles)
    }

    /// Kind, number and whether a death is told, of what is told of people.
    fn told(articles: &[(&str, &str)]) -> Vec<(String, Option<u64>, bool)> {
        let report = report(articles);
        let people = report.corroborations().iter().filter(|c| c.consensus.event.kind != "attacked");
        let mut all: Vec<_> = people
            .map(|c| (c.consensus.event.kind.clone(), c.consensus.count.as_ref().and_then(|n| n.exact()), c.died.is_some()))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn a_heading_tells_what_its_sources_told() {
        let report = report(&[
            ("03", "A 9-year-old girl was shot on Elm Road in Toledo on Tuesday."),
            ("06", "A 9-year-old girl who was shot on Elm Road in Toledo on Tuesday has died. The shooting was an accident."),
        ]);
        let hurt = report.corroborations().iter().find(|c| c.died.is_some()).unwrap();
        let line = hurt.to_string();
        assert!(line.starts_with("injured 1 person") && line.contains(", died later"), "{line}");
    }

    #[test]
    fn who_died_is_hurt_no_longer() {
        let early = ("03", "A 9-year-old girl was shot on Elm Road in Toledo on Tuesday.");
        let killed = || ("killed".to_owned(), Some(1), false);
        let injured = |n, died| ("injured".to_owned(), Some(n), died);
        for (name, later, expected) in [
            (
                "died later",
                ("06", "A 9-year-old girl who was shot on Elm Road in Toledo on Tuesday has died. The shooting was an accident."),
                vec![injured(0, true), killed()],
            ),
            (
                "another was hurt",
                ("06", "A 9-year-old girl was hurt and a man was killed in a shooting on Elm Road in Toledo on Tuesday."),
                vec![injured(1, false), killed()],
            ),
            (
                "another age",
                ("06", "A 40-year-old man who was shot on Elm Road in Toledo on Tuesday has died. The shooting was an accident."),
                vec![injured(1, false), killed()],
            ),
            (
                "another town",
                ("06", "A 9-year-old girl who was shot in Boston on Tuesday has died. The shooting was an accident."),
                vec![injured(1, false), killed()],
            ),
        ] {
            assert_eq!(told(&[early, later]), expected, "{name}");
        }
    }
}
