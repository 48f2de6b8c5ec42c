//! How common each value is among the claims at hand.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::claim::Claim;
use crate::cluster::agreement::Agreement;
use crate::cluster::field::count::background;
use crate::cluster::field::date::{DateForm, Partial};
use crate::cluster::field::mix;
use crate::cluster::field::place::PlaceLevel;
use crate::cluster::record::Records;
use crate::cluster::weights::Weights;
use crate::lexicon::Taxonomy;

/// Shares of values among the claims of a corpus, counted once.
///
/// "12 soldiers" tells little in a corpus of wars, "1,847" much; the same day tells little in the news of one day. In a small corpus the
/// shares lean on those of news at large, so that ten claims about one village do not make that village common in the world.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    claims: u32,
    /// Claims of each value, by the hash of the value.
    #[serde(serialize_with = "in_order")]
    values: FxHashMap<u64, u32>,
    dates: Overlaps<i32>,
    counts: Overlaps<u64>,
    /// Claims that stand in one article beside a claim of another kind about the same place and time.
    companions: u32,
    /// Share of pairs of dated claims that are more than a year apart.
    apart: f64,
}

/// What holds for a corpus as a whole, beside the shares of its values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    /// log2 of the odds that two claims which agree in place and time are of one incident but of different kinds, against being one claim.
    ///
    /// Articles tell it: who reports the killed and the injured of an incident side by side means two claims.
    pub(crate) companions: f64,
    /// Share of the pairs that are within a year. Only these are what two claims of one event are told from: an archive of twenty years finds
    /// in each what the year by itself would find.
    pub(crate) near: f64,
}

/// What is written does not tell in which order values came.
fn in_order<S: Serializer>(values: &FxHashMap<u64, u32>, serializer: S) -> Result<S::Ok, S::Error> {
    values.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

/// Intervals by their ends: how many of them meet another is two searches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Overlaps<T> {
    starts: Totals<T>,
    ends: Totals<T>,
}

impl<T: Ord + Copy> Overlaps<T> {
    fn of(intervals: impl Iterator<Item = (T, T)> + Clone) -> Overlaps<T> {
        Overlaps { starts: Totals::of(intervals.clone().map(|i| (i.0, 1))), ends: Totals::of(intervals.map(|i| (i.1, 1))) }
    }

    fn merge(&mut self, other: &Overlaps<T>) {
        self.starts.merge(&other.starts);
        self.ends.merge(&other.ends);
    }

    /// How many intervals are here.
    fn len(&self) -> u64 {
        self.starts.0.last().map_or(0, |(_, n)| *n)
    }

    fn meeting(&self, start: &T, end: &T) -> usize {
        (self.starts.until(|s| s <= end)).saturating_sub(self.ends.until(|e| e < start)) as usize
    }
}

impl Default for Whole {
    fn default() -> Whole {
        Statistics::default().whole()
    }
}

/// Days that two claims of one event are looked for in.
const YEAR: i32 = 366;

impl Overlaps<i32> {
    /// Share of pairs that begin more than a year apart; of those that begin at all.
    fn apart(&self) -> f64 {
        let day = |value: i32| self.starts.until(|start| *start <= value) as f64;
        let open = day(i32::MIN);
        let all = self.len() as f64 - open;
        let within = |start: i32| day(start.saturating_add(YEAR)) - day(start.saturating_sub(YEAR + 1)).max(open);
        let near: f64 =
            self.starts.each().filter(|(start, _)| *start != i32::MIN).map(|(start, n)| n as f64 * within(start)).sum();
        if all > 0.0 { (1.0 - near / (all * all)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// How many values there are up to each that occurs, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Totals<T>(Vec<(T, u64)>);

impl<T> Default for Totals<T> {
    fn default() -> Totals<T> {
        Totals(Vec::new())
    }
}

impl<T: Ord + Copy> Totals<T> {
    /// Values with how often each occurs, in any order.
    fn of(values: impl Iterator<Item = (T, u64)>) -> Totals<T> {
        let mut all: Vec<(T, u64)> = values.collect();
        all.sort_unstable_by_key(|(value, _)| *value);
        all.dedup_by(|b, a| {
            a.0 == b.0 && {
                a.1 += b.1;
                true
            }
        });
        let mut sum = 0;
        for (_, n) in &mut all {
            sum += *n;
            *n = sum;
        }
        all.shrink_to_fit();
        Totals(all)
    }

    fn each(&self) -> impl Iterator<Item = (T, u64)> + '_ {
        let before = std::iter::once(0).chain(self.0.iter().map(|(_, n)| *n));
        self.0.iter().zip(before).map(|((value, n), before)| (*value, n - before))
    }

    fn merge(&mut self, other: &Totals<T>) {
        *self = Totals::of(self.each().chain(other.each()));
    }

    /// How many values are at the front for which `within` holds.
    fn until(&self, within: impl Fn(&T) -> bool) -> u64 {
        let at = self.0.partition_point(|(value, _)| within(value));
        at.checked_sub(1).and_then(|last| self.0.get(last)).map_or(0, |(_, n)| *n)
    }
}

/// How many claims the share of the world stands for, by field. A country is soon the subject of a corpus, a village seldom.
const PLACES: f64 = 200.0;
const REGIONS: f64 = 40.0;
const COUNTRIES: f64 = 10.0;
const EVENTS: f64 = 50.0;
const DATES: f64 = 100.0;
const COUNTS: f64 = 200.0;
const ACTORS: f64 = 40.0;
const PEOPLE: f64 = 100.0;
const COMPANIONS: f64 = 20.0;

/// Tags that keep the values of different fields apart.
const KIND: u64 = 1;
const PLACE: u64 = 2;
const REGION: u64 = 3;
const COUNTRY: u64 = 4;
const DATE: u64 = 5;
const COUNT: u64 = 6;
const ACTOR: u64 = 7;
const PERSON: u64 = 8;

impl Statistics {
    /// Counts the values of these claims. Linear in their number, but for a sort of their dates and counts.
    ///
    /// ```
    /// use corroborate::{Claim, Taxonomy, cluster::Statistics};
    /// let statistics = Statistics::of(&[Claim::default()], &Taxonomy::default());
    /// assert_eq!(statistics.claims(), 1);
    /// ```
    pub fn of(claims: &[Claim], taxonomy: &Taxonomy) -> Statistics {
        let mut records = Records::new(taxonomy);
        claims.iter().for_each(|claim| records.push(claim));
        records.sort();
        Statistics::of_records(&records)
    }

    /// How many claims were counted.
    pub fn claims(&self) -> u32 {
        self.claims
    }

    pub(crate) fn of_records(records: &Records) -> Statistics {
        let mut statistics = Statistics { claims: records.len() as u32, ..Statistics::default() };
        // Forms are few and rows many: count rows of each form first.
        let tally = |rows: &mut dyn Iterator<Item = u32>, forms: usize| {
            let mut tally = vec![0u32; forms];
            for row in rows {
                if let Some(n) = tally.get_mut(row as usize) {
                    *n += 1;
                }
            }
            tally
        };
        let rows = || records.rows.iter();
        let mut add = |value: u64, n: u32| *statistics.values.entry(value).or_default() += n;
        for (form, n) in records.events.forms.iter().zip(tally(&mut rows().map(|r| r.event), records.events.forms.len())) {
            add(mix(form.kind, KIND), n);
            form.above.iter().for_each(|kind| add(mix(*kind, KIND), n));
        }
        for (form, n) in records.places.forms.iter().zip(tally(&mut rows().map(|r| r.place), records.places.forms.len())) {
            add(mix(form.value(), PLACE), n);
            if form.region != 0 {
                add(mix(mix(form.region, form.country), REGION), n);
            }
            if form.country != 0 {
                add(mix(form.country, COUNTRY), n);
            }
        }
        for (form, n) in records.actors.forms.iter().zip(tally(&mut rows().map(|r| r.actor), records.actors.forms.len())) {
            form.values().into_iter().filter(|v| *v != 0).for_each(|v| add(mix(v, ACTOR), n));
        }
        for (form, n) in records.people.forms.iter().zip(tally(&mut rows().map(|r| r.people), records.people.forms.len())) {
            form.values().for_each(|v| add(mix(v, PERSON), n));
        }
        for (form, n) in records.dates.forms.iter().zip(tally(&mut rows().map(|r| r.date), records.dates.forms.len())) {
            add(day_value(form), n);
        }
        for (form, n) in records.counts.forms.iter().zip(tally(&mut rows().map(|r| r.count), records.counts.forms.len())) {
            add(mix(form.value(), COUNT), n);
        }
        let dates = rows().filter_map(|r| records.dates.get(r.date)).filter(|f| f.partial == Partial::No);
        statistics.dates = Overlaps::of(dates.map(|form| (form.start, form.end)));
        let counts = rows().filter_map(|r| records.counts.get(r.count));
        statistics.counts = Overlaps::of(counts.map(|form| (form.low, form.high)));
        statistics.companions = companions(records);
        statistics.apart = statistics.dates.apart();
        statistics
    }

    /// Adds what was counted of other claims. Two shares of a corpus give the statistics of the whole as long as no article is in both.
    pub(crate) fn merge(&mut self, other: &Statistics) {
        self.claims += other.claims;
        other.values.iter().for_each(|(value, n)| *self.values.entry(*value).or_default() += n);
        self.dates.merge(&other.dates);
        self.counts.merge(&other.counts);
        self.companions += other.companions;
        self.apart = self.dates.apart();
    }

    fn share(&self, n: usize, background: f64, strength: f64) -> f64 {
        share(n, f64::from(self.claims), background, strength)
    }

    /// The share among the claims of a year.
    fn share_of_year(&self, n: usize, background: f64) -> f64 {
        share(n, f64::from(self.claims) * (1.0 - self.apart), background, DATES)
    }

    fn of_value(&self, value: u64, background: f64, strength: f64) -> f64 {
        self.share(self.values.get(&value).map_or(0, |n| *n as usize), background, strength)
    }

    /// What holds for the claims as a whole.
    pub(crate) fn whole(&self) -> Whole {
        let companions = (f64::from(self.companions) + COMPANIONS) / (f64::from(self.claims) + COMPANIONS);
        Whole { companions: companions.log2(), near: 1.0 - self.apart }
    }

    /// Writes into each value how common it is.
    pub(crate) fn apply(&self, records: &mut Records, weights: &Weights) {
        self.apply_from(records, weights, [0; 6]);
    }

    /// The same for values that came after so many of each table ([`Records::values`]).
    pub(crate) fn apply_from(&self, records: &mut Records, weights: &Weights, from: [usize; 6]) {
        let [events, counts, places, dates, actors, people] = from;
        let u = |agreement| weights.get(agreement).u;
        // Equal values move half of the way to their share, as Splink damps term frequencies: one rare value told ten times is not
        // ten coincidences. A vaguer value has its share for u as it is.
        let damped =
            |value: u64, background: f64, strength: f64| (background * self.of_value(value, background, strength)).sqrt();
        for form in records.events.forms.iter_mut().skip(events) {
            let background = if form.above.is_empty() { u(Agreement::EventNarrower) } else { u(Agreement::EventSame) };
            form.rarity = rarity(damped(mix(form.kind, KIND), background, EVENTS));
            form.breadth = rarity(self.of_value(mix(form.kind, KIND), background, EVENTS));
        }
        for form in records.places.forms.iter_mut().skip(places) {
            form.rarity = rarity(damped(mix(form.value(), PLACE), u(Agreement::PlaceSame), PLACES));
            let region = mix(mix(form.region, form.country), REGION);
            form.breadth = match form.level {
                PlaceLevel::Country => rarity(self.of_value(mix(form.country, COUNTRY), 0.07, COUNTRIES)),
                PlaceLevel::Region => rarity(self.of_value(region, u(Agreement::PlaceInside), REGIONS)),
                _ => form.rarity,
            };
        }
        for form in records.actors.forms.iter_mut().skip(actors) {
            let [side, role, both, name] = form.values();
            form.side_rarity = rarity(self.of_value(mix(side, ACTOR), u(Agreement::ActorNarrower), ACTORS));
            form.role_rarity = rarity(damped(mix(role, ACTOR), u(Agreement::ActorRole), ACTORS));
            form.both_rarity = rarity(damped(mix(both, ACTOR), u(Agreement::ActorSame), ACTORS));
            form.name_rarity = rarity(damped(mix(name, ACTOR), 0.02, ACTORS));
        }
        for form in records.people.forms.iter_mut().skip(people) {
            let shares = form.values().map(|v| rarity(damped(mix(v, PERSON), u(Agreement::PeopleSame), PEOPLE))).collect();
            form.rarity = shares;
        }
        for form in records.dates.forms.iter_mut().skip(dates) {
            let day = u(Agreement::DateSame);
            let days = f64::from(form.end.saturating_sub(form.start).saturating_add(1).max(1));
            // An open interval holds most of what is written about.
            let long = if form.start == i32::MIN || form.end == i32::MAX { 0.7 } else { (day * days).min(0.95) };
            // Two claims of one long interval agree in no more than that their dates meet.
            let share = self.share_of_year(self.dates.meeting(&form.start, &form.end), long);
            // A month holds many events of one kind, even where the corpus has but one of them: what is not in it must not make "last month"
            // telling. A week and less is as rare as it is among the claims.
            form.breadth = rarity(if days > 7.0 { share.max(long) } else { share });
            let same = self.values.get(&day_value(form)).map_or(0, |n| *n as usize);
            form.rarity = if days > 7.0 { form.breadth } else { rarity((day * self.share_of_year(same, day)).sqrt()) };
        }
        for form in records.counts.forms.iter_mut().skip(counts) {
            let background = background(form.low, form.high);
            form.rarity = rarity(damped(mix(form.value(), COUNT), background, COUNTS));
            form.breadth = rarity(self.share(self.counts.meeting(&form.low, &form.high), background, COUNTS));
        }
    }
}

/// The share of `n` among so many claims, as far as these outweigh what is known of the world.
fn share(n: usize, claims: f64, background: f64, strength: f64) -> f64 {
    ((n as f64 + strength * background) / (claims + strength)).clamp(1e-9, 1.0)
}

/// −log2 of a share, in bits.
fn rarity(share: f64) -> f64 {
    -share.log2()
}

fn day_value(form: &DateForm) -> u64 {
    mix(mix(form.start as u64, form.end as u64), DATE)
}

/// Claims that have beside them, in their article, one of an unrelated kind with the same place and date.
fn companions(records: &Records) -> u32 {
    let mut of_article: FxHashMap<(u64, u32, u32), (u32, u32, bool)> = FxHashMap::default();
    for row in &records.rows {
        let entry = of_article.entry((row.doc, row.place, row.date)).or_insert((row.event, 0, false));
        entry.1 += 1;
        if !entry.2 && entry.0 != row.event {
            let forms = records.events.get(entry.0).zip(records.events.get(row.event));
            entry.2 = forms.is_some_and(|(a, b)| a.kind != b.kind && !a.above.contains(&b.kind) && !b.above.contains(&a.kind));
        }
    }
    of_article.values().filter(|(_, _, differ)| *differ).map(|(_, n, _)| n).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DateInterval;

    /// A claim on each of some days after 2000-01-01.
    fn near(days: impl Iterator<Item = i64>) -> f64 {
        let day = |n: i64| "2000-01-01".parse().ok().and_then(|d: crate::Date| d.plus_days(n)).map(DateInterval::day);
        let claims: Vec<Claim> = days
            .zip(0..)
            .map(|(n, id)| Claim { id: format!("c{id}"), doc: format!("c{id}"), date: day(n), ..Claim::default() })
            .collect();
        let of = |claims: &[Claim]| Statistics::of(claims, &Taxonomy::default());
        let (front, back) = claims.split_at(claims.len() / 2);
        let mut merged = of(front);
        merged.merge(&of(back));
        assert_eq!(merged, of(&claims), "statistics of parts add up");
        merged.whole().near
    }

    #[test]
    fn pairs_within_a_year() {
        assert_eq!(near(std::iter::empty()), 1.0);
        assert_eq!(near(0..300), 1.0, "all within a year");
        assert_eq!(near((0..200).map(|n| n % 2 * 4_000)), 0.5, "two months, eleven years apart");
        // A wild date does not stretch the span of the others.
        assert!(near((0..300).chain([-90_000])) > 0.99);
        let decade = near((0..1_200).map(|n| n * 3));
        assert!((0.18..0.22).contains(&decade), "{decade}");
    }
}
