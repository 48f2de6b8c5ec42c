//! What the claims of a cluster agree on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::corroboration::Consensus;
use super::side::Side;
use super::values::Value;
use crate::claim::{Actor, Basis, Claim, Count, DateInterval, Event, Place, PlaceKind, RefersTo};
use crate::span::Field;

/// The consensus of one side. `weights` gives for each value the independent sources whose latest number it is.
pub(crate) fn of(side: &Side<'_>, values: &[Value], weights: &[usize]) -> Consensus {
    let event = event(side);
    Consensus {
        count: number(side, values, weights, event.kind == KILLED || event.parent.as_deref() == Some(KILLED)),
        event,
        place: place(side),
        date: date(side),
        actor: actor(side),
    }
}

/// The most frequent of some things by the publishers that give them, then by claims, then the least.
fn most<K: Ord + Clone>(side: &Side<'_>, of: impl Fn(&Claim) -> Option<K>) -> Option<K> {
    let mut votes: BTreeMap<K, (BTreeSet<&str>, usize)> = BTreeMap::new();
    for (i, claim) in side.claims.iter().enumerate() {
        if let Some(key) = of(claim) {
            let vote = votes.entry(key).or_default();
            vote.0.insert(&side.roots[i].publisher);
            vote.1 += 1;
        }
    }
    votes.into_iter().map(|(k, (publishers, n))| (Reverse(publishers.len()), Reverse(n), k)).min().map(|(_, _, k)| k)
}

fn event(side: &Side<'_>) -> Event {
    let kind = most(side, |c| Some(c.event.kind.clone()).filter(|k| !k.is_empty())).unwrap_or_default();
    let parent = most(side, |c| c.event.parent.clone().filter(|_| c.event.kind == kind));
    let negated = most(side, |c| Some(c.event.negated).filter(|_| c.event.kind == kind)).unwrap_or(false);
    Event { kind, parent, negated }
}

const KILLED: &str = "killed";

/// The value with the most independent sources; on ties the one that was reported last, of deaths the higher: a toll of deaths only rises, and early
/// reports miss some. Where nobody says "one" but only tells of somebody, others who say how many know more, however few: he is among them.
/// UCDP leans on the low figure where reports conflict; the low and the high one stay among the values, so that either rule can be kept.
fn number(side: &Side<'_>, values: &[Value], weights: &[usize], deaths: bool) -> Option<Count> {
    let somebody = |i: &usize| side.claims[*i].count.as_ref().is_some_and(|c| c.exact() == Some(1) && c.modifier.is_none());
    let rank = |v: &Value, weight: usize| {
        let last = v.claims.iter().filter_map(|i| side.claims[*i].published.map(|p| p.minutes())).max();
        let titles = v.claims.iter().filter(|i| side.claims[**i].field == Field::Title).count();
        (!v.claims.iter().all(somebody), weight, v.count.low.filter(|_| deaths), last, titles, v.claims.len())
    };
    let best = values.iter().zip(weights).max_by_key(|(v, w)| rank(v, **w)).map(|(v, _)| v)?;
    let mut count = best.count.clone();
    count.noun = None;
    Some(count)
}

/// How specific a kind of place is: a village is as fine as a town, and where something happened either says.
fn rank(place: &Place) -> u8 {
    match place.kind {
        Some(PlaceKind::Locality | PlaceKind::City) => 5,
        Some(PlaceKind::District) => 4,
        Some(PlaceKind::Natural | PlaceKind::Sector) => 3,
        None => 2,
        Some(PlaceKind::Region) => 1,
        Some(PlaceKind::Country) => 0,
    }
}

/// What claims say for one place.
#[derive(Default)]
struct Support<'a> {
    publishers: BTreeSet<&'a str>,
    /// Those that say it beside the event, and not only somewhere in the article.
    stated: BTreeSet<&'a str>,
    claims: usize,
    first: usize,
}

impl Support<'_> {
    fn votes(&self) -> usize {
        self.publishers.len() + self.stated.len()
    }
}

/// The most specific place that has at least half as many votes as the one with most: a publisher has one for a place, and another if it states
/// it beside the event. A place that a table has comes before a name that none has, and before what is only near.
fn place(side: &Side<'_>) -> Option<Place> {
    let mut votes: BTreeMap<&str, Support<'_>> = BTreeMap::new();
    for (i, claim) in side.claims.iter().enumerate() {
        if let Some(place) = &claim.place {
            let key = place.id.as_deref().unwrap_or(&place.name);
            let support = votes.entry(key).or_insert_with(|| Support { first: i, ..Support::default() });
            // Who says "in" tells more than who says "near".
            if !place.near && side.claims[support.first].place.as_ref().is_some_and(|p| p.near) {
                support.first = i;
            }
            let publisher = side.roots[i].publisher.as_str();
            support.publishers.insert(publisher);
            if !claim.inherited.iter().any(|field| field == "place") {
                support.stated.insert(publisher);
            }
            support.claims += 1;
        }
    }
    let most = votes.values().map(Support::votes).max()?;
    let supported = votes.iter().filter(|(_, s)| s.votes() * 2 >= most);
    let place = |i: usize| side.claims[i].place.as_ref();
    let exact = |s: &Support<'_>| place(s.first).is_some_and(|p| p.id.is_some() && !p.near);
    let best = supported.max_by_key(|(key, s)| (place(s.first).map(rank), exact(s), s.votes(), s.claims, Reverse(**key)));
    best.and_then(|(_, s)| place(s.first).cloned())
}

/// The date that agrees with most publishers, dates of the event before dates of reports, stated ones before that of publication; of those the narrowest.
fn date(side: &Side<'_>) -> Option<DateInterval> {
    let dated = side.claims.iter().enumerate().filter_map(|(i, c)| Some((i, c.date.as_ref()?)));
    let class = |d: &DateInterval| match (d.is_unresolved(), d.refers_to, d.basis) {
        (true, ..) => 3,
        (_, RefersTo::Report, _) => 2,
        (_, _, Some(Basis::Publication)) => 1,
        _ => 0,
    };
    let best = dated.clone().map(|(_, d)| class(d)).min()?;
    let list: Vec<(usize, &DateInterval)> = dated.filter(|(_, d)| class(d) == best).collect();
    // How many publishers' dates overlap each: starts up to its end less ends before its start.
    let span = |d: &DateInterval| (d.start.map_or(i64::MIN, |s| s.number()), d.end.map_or(i64::MAX, |e| e.number()));
    let distinct: BTreeSet<(&str, (i64, i64))> = list.iter().map(|(i, d)| (side.roots[*i].publisher.as_str(), span(d))).collect();
    let mut starts: Vec<i64> = distinct.iter().map(|(_, s)| s.0).collect();
    let mut ends: Vec<i64> = distinct.iter().map(|(_, s)| s.1).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let votes = |d: &DateInterval| {
        let (start, end) = span(d);
        starts.partition_point(|s| *s <= end).saturating_sub(ends.partition_point(|e| *e < start))
    };
    let width = |d: &DateInterval| span(d).1.saturating_sub(span(d).0);
    let key = |d: &DateInterval| (Reverse(votes(d)), width(d), span(d), d.partial.clone());
    let (_, winner) = list.iter().min_by_key(|(i, d)| (key(d), *i))?;
    Some((*winner).clone())
}

fn actor(side: &Side<'_>) -> Option<Actor> {
    let get = |f: fn(&Actor) -> &Option<String>| most(side, |c| c.actor.as_ref().and_then(|a| f(a).clone()));
    let age = most(side, |c| c.actor.as_ref().and_then(|a| a.age));
    let actor = Actor { side: get(|a| &a.side), role: get(|a| &a.role), name: get(|a| &a.name), age };
    (actor != Actor::default()).then_some(actor)
}
