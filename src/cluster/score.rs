//! Two claims to a weight, with its parts.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::cluster::agreement::Agreement;
use crate::cluster::field::count::CountForm;
use crate::cluster::field::{Compared, mix};
use crate::cluster::record::{NO_DAY, NONE, Record, Records};
use crate::cluster::statistics::Statistics;
use crate::cluster::weights::Weights;
use crate::lexicon::Taxonomy;

/// Weights are whole numbers of 1/64 bit, so that sums are the same in any order and on any machine.
pub(crate) const BIT: f64 = 64.0;

/// A scored pair of claims.
///
/// `weight` is the sum of `parts`: log2 of the odds, evidence for (+) or against (−) one event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The claim with the lesser id.
    pub a: String,
    /// The other.
    pub b: String,
    /// Sum of the parts, in bits.
    pub weight: f64,
    /// What each field adds.
    pub parts: Parts,
}

/// What each field adds to a weight, in bits. A field that is absent in one of the claims adds nothing and has no part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parts {
    /// Kinds of event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<f64>,
    /// Numbers and units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<f64>,
    /// Places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<f64>,
    /// Dates; where one is missing, whether publication fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<f64>,
    /// Sides, roles, names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<f64>,
    /// Persons, streets and venues that the articles name with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<f64>,
    /// Both stand in one article and agree in all they state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<f64>,
    /// log2 of the odds that any two claims are of one event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior: Option<f64>,
}

impl Parts {
    /// The parts that are there with their names, the prior first: what they add up to is the weight.
    ///
    /// ```
    /// use corroborate::cluster::Parts;
    /// let parts = Parts { prior: Some(-6.0), place: Some(8.0), ..Parts::default() };
    /// assert_eq!(parts.each().collect::<Vec<_>>(), [("prior", -6.0), ("place", 8.0)]);
    /// assert_eq!(parts.sum(), 2.0);
    /// ```
    pub fn each(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let named = [
            ("prior", self.prior),
            ("event", self.event),
            ("count", self.count),
            ("place", self.place),
            ("date", self.date),
            ("actor", self.actor),
            ("people", self.people),
            ("article", self.article),
        ];
        named.into_iter().filter_map(|(name, bits)| Some((name, bits?)))
    }

    /// The sum, in bits.
    pub fn sum(&self) -> f64 {
        self.each().map(|(_, bits)| bits).sum()
    }
}

/// Fellegi–Sunter scores of pairs of claims.
///
/// ```
/// use corroborate::{Claim, cluster::Scorer};
/// let scorer = Scorer::default();
/// let (mut a, mut b) = (Claim::default(), Claim::default());
/// a.event.kind = "killed".into();
/// b.event.kind = "injured".into();
/// let link = scorer.score(&a, &b);
/// assert!(link.weight < 0.0);
/// assert_eq!(link.weight, link.parts.sum());
/// ```
#[derive(Clone, Debug)]
pub struct Scorer {
    weights: Weights,
    taxonomy: Taxonomy,
    statistics: Statistics,
    prior: f64,
}

/// log2 odds that two claims of a small corpus are of one event, before anything is known of them.
pub const PRIOR: f64 = -6.0;

impl Default for Scorer {
    fn default() -> Scorer {
        Scorer::new(Weights::default(), Taxonomy::default(), Statistics::default())
    }
}

impl Scorer {
    /// A scorer with the shares of a corpus; empty statistics stand for the news at large.
    pub fn new(weights: Weights, taxonomy: Taxonomy, statistics: Statistics) -> Scorer {
        Scorer { weights, taxonomy, statistics, prior: PRIOR }
    }

    /// The same scorer with another prior, in bits (log2 of the odds).
    #[must_use]
    pub fn with_prior(mut self, bits: f64) -> Scorer {
        self.prior = if bits.is_finite() { bits } else { PRIOR };
        self
    }

    /// The weight of a pair and its parts. Symmetric: `a` of the link is the claim with the lesser id.
    pub fn score(&self, a: &Claim, b: &Claim) -> Link {
        score(a, b, &self.taxonomy, &self.weights, &self.statistics, self.prior)
    }
}

/// The weight of a pair and its parts, with a prior in bits.
pub(crate) fn score(a: &Claim, b: &Claim, taxonomy: &Taxonomy, weights: &Weights, statistics: &Statistics, prior: f64) -> Link {
    let (a, b) = if (&a.id, &a.doc) <= (&b.id, &b.doc) { (a, b) } else { (b, a) };
    let mut records = Records::new(taxonomy);
    records.push(a);
    records.push(b);
    statistics.apply(&mut records, weights);
    let mut comparison = Comparison::across(&records, &records, weights, statistics.whole().companions);
    comparison.prior = bits(prior);
    comparison.compare(0, 1).link(a.id.clone(), b.id.clone())
}

/// Bits as a whole number of 1/64.
pub(crate) fn bits(weight: f64) -> i32 {
    let scaled = weight.clamp(-1e6, 1e6) * BIT;
    // Halves away from zero, as `round` does, which is a call of a function where the processor at hand is not known.
    (scaled + 0.5f64.copysign(scaled)) as i32
}

/// The parts of a pair in whole numbers; `None` where a field is absent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) event: Option<i32>,
    pub(crate) count: Option<i32>,
    pub(crate) place: Option<i32>,
    pub(crate) date: Option<i32>,
    pub(crate) actor: Option<i32>,
    pub(crate) people: Option<i32>,
    pub(crate) article: Option<i32>,
    pub(crate) prior: i32,
    /// The most that the weight may come to: two kinds of one incident are two claims.
    pub(crate) cap: Option<i32>,
    /// The two must not be in one cluster: one article states both.
    pub(crate) apart: bool,
}

impl Score {
    /// The sum of the fields without the prior.
    pub(crate) fn evidence(&self) -> i32 {
        [self.event, self.count, self.place, self.date, self.actor, self.people, self.article].into_iter().flatten().sum()
    }

    /// The sum with the prior, as far as the cap allows.
    fn weight(&self) -> i32 {
        (self.evidence() + self.prior).min(self.cap.unwrap_or(i32::MAX))
    }

    pub(crate) fn link(&self, a: String, b: String) -> Link {
        let over = self.evidence() + self.prior - self.weight();
        let part = |n: Option<i32>| n.map(|n| f64::from(n) / BIT);
        let parts = Parts {
            // What the cap takes off stands with the kinds, also where one is not told.
            event: part(self.event.map(|n| n - over).or((over != 0).then_some(-over))),
            count: part(self.count),
            place: part(self.place),
            date: part(self.date),
            actor: part(self.actor),
            people: part(self.people),
            article: part(self.article),
            prior: Some(f64::from(self.prior) / BIT),
        };
        Link { a, b, weight: f64::from(self.weight()) / BIT, parts }
    }

    pub(crate) fn link_of(&self, records: &Records, a: usize, b: usize) -> Link {
        self.link(records.id(a).to_owned(), records.id(b).to_owned())
    }
}

/// What a pair of values weighs; nothing where they cannot be compared.
pub(crate) type Weighed = Option<Weight>;

/// A level, with the weight that it has for these values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    pub(crate) level: Agreement,
    /// 1/64 bit.
    pub(crate) bits: i32,
    /// The share of the value stands for u, so that the level weighs differently with each value.
    pub(crate) shared: bool,
}

/// Fields that are compared level by level: event, count, place, date, actor, people.
pub(crate) const FIELDS: usize = 6;

/// How two claims of two articles compare, for learning how much that weighs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lesson {
    /// The fields that both claims state themselves.
    pub(crate) fields: [Weighed; FIELDS],
    /// What weighs beside them, 1/64 bit.
    pub(crate) rest: i32,
    /// They are two claims, whatever their fields say.
    pub(crate) capped: bool,
}

/// What pairs of values of one table weigh, kept so that few are compared twice: a square where values are few, else the latest of each slot.
/// By default nothing is kept.
#[derive(Debug, Default)]
struct Memo {
    few: usize,
    square: Vec<Option<Weighed>>,
    slots: Vec<(u64, Weighed)>,
}

impl Memo {
    /// With more values than this a square would take more memory than it saves time.
    const FEW: usize = 512;
    /// log2 of the number of slots: what fits the caches of a processor.
    const SLOTS: u32 = 16;
    /// No pair: no value has the greatest number.
    const EMPTY: u64 = u64::MAX;

    fn new(values: usize) -> Memo {
        if values <= Memo::FEW {
            Memo { few: values, square: vec![None; values * values], slots: Vec::new() }
        } else {
            Memo { slots: vec![(Memo::EMPTY, None); 1 << Memo::SLOTS], ..Memo::default() }
        }
    }

    /// The weight of two values, whichever is first; `compare` finds it the first time.
    fn get(&mut self, a: u32, b: u32, compare: impl FnOnce() -> Weighed) -> Weighed {
        let (low, high) = (a.min(b), a.max(b));
        if (high as usize) < self.few {
            return *self.square[low as usize * self.few + high as usize].get_or_insert_with(compare);
        }
        let pair = u64::from(low) << 32 | u64::from(high);
        let Some(slot) = self.slots.get_mut((mix(pair, 0) >> (u64::BITS - Memo::SLOTS)) as usize) else { return compare() };
        if slot.0 != pair {
            *slot = (pair, compare());
        }
        slot.1
    }
}

/// However well place, date and people agree, two kinds told of one incident are two claims: their sum may not rise above this many
/// bits, with this many more where the number is the same in both.
const TWO_KINDS: f64 = -8.0;
const ONE_NUMBER: f64 = 4.0;
/// The most that a development, a mention in the background, or one in an article of long after, and an incident of another article may
/// weigh, in bits.
const DEVELOPMENT: f64 = -1.0;
/// The most that claims of two articles may weigh that each tell of one person, by names that share nothing, in bits.
const TWO_PERSONS: f64 = -4.0;
/// How much of its weight a field keeps that was not stated with the claim but taken from elsewhere in the article: for, against.
const INHERITED: (f64, f64) = (0.75, 0.5);
/// What it costs, in bits, that kind and people are all that two claims can be compared by: they do not single out an event.
const GENERAL: f64 = -2.0;
/// Days after which an event without a date is no longer taken for the one of the day before publication.
const FRESH: i32 = 4;
const STALE: i32 = 30;
/// A number above this is a toll that may rise.
const PAIR: u64 = 2;
/// Days between two general statements that can be one.
const TREND: u32 = 7;

/// Compares pairs of one set of records, or of two.
#[derive(Debug)]
pub(crate) struct Comparison<'r> {
    /// Records of the first of a pair.
    left: &'r Records<'r>,
    /// Of the second.
    right: &'r Records<'r>,
    /// By level: the weight, and log2 of m.
    table: Table,
    companions: f64,
    pub(crate) prior: i32,
    events: Memo,
    places: Memo,
    actors: Memo,
    people: Memo,
}

impl<'r> Comparison<'r> {
    pub(crate) fn new(records: &'r Records<'r>, weights: &Weights, companions: f64) -> Comparison<'r> {
        Comparison {
            left: records,
            right: records,
            table: table(weights),
            companions,
            prior: 0,
            events: Memo::new(records.events.forms.len()),
            places: Memo::new(records.places.forms.len()),
            actors: Memo::new(records.actors.forms.len()),
            people: Memo::new(records.people.forms.len()),
        }
    }

    /// Compares a few rows of one set with those of another; both have the same shares written into them, and nothing is kept of it.
    pub(crate) fn across(left: &'r Records<'r>, right: &'r Records<'r>, weights: &Weights, companions: f64) -> Comparison<'r> {
        let [events, places, actors, people] = [0; 4].map(|_| Memo::default());
        Comparison { left, right, table: table(weights), companions, prior: 0, events, places, actors, people }
    }

    /// A rare value agreed on weighs more: log2 of m, and its rarity for −log2 of u.
    fn weigh(&self, compared: Compared) -> Weight {
        weigh(&self.table, compared)
    }

    /// Scores two rows by their numbers.
    pub(crate) fn compare(&mut self, a: usize, b: usize) -> Score {
        self.left.rows.get(a).zip(self.right.rows.get(b)).map_or_else(Score::default, |(a, b)| self.compare_rows(a, b))
    }

    /// Scores two rows of the sets.
    pub(crate) fn compare_rows(&mut self, a: &Record, b: &Record) -> Score {
        let fields = self.fields(a, b);
        self.score(a, b, fields)
    }

    /// Two rows as an example to learn from; `None` for claims of one article, which take much from each other.
    pub(crate) fn lesson(&mut self, a: usize, b: usize) -> Option<Lesson> {
        let (a, b) = self.left.rows.get(a).zip(self.right.rows.get(b)).filter(|(a, b)| a.doc != b.doc)?;
        let mut fields = self.fields(a, b);
        let score = self.score(a, b, fields);
        for (field, inherited) in fields.iter_mut().zip(inherited(a, b)) {
            // What was taken from elsewhere in the article says little of how claims state things.
            *field = field.filter(|_| !inherited);
        }
        let told: i32 = fields.iter().flatten().map(|f| f.bits).sum();
        Some(Lesson { fields, rest: score.evidence() - told, capped: score.cap.is_some() })
    }

    /// Event, count, place, date, actor, people.
    fn fields(&mut self, a: &Record, b: &Record) -> [Weighed; FIELDS] {
        [self.event(a, b), self.count(a, b), self.place(a, b), self.date(a, b), self.actor(a, b), self.people(a, b)]
    }

    fn score(&self, a: &Record, b: &Record, fields: [Weighed; FIELDS]) -> Score {
        let [event, count, place, date, actor, people] = fields;
        let told = |part: Weighed, weak: bool| {
            part.map(|w| match (weak, w.bits > 0) {
                (false, _) => w.bits,
                (true, true) => (f64::from(w.bits) * INHERITED.0).round() as i32,
                (true, false) => (f64::from(w.bits) * INHERITED.1).round() as i32,
            })
        };
        let weak = inherited(a, b);
        let mut score = Score {
            event: told(event, weak[0]),
            count: told(count, weak[1]),
            place: told(place, weak[2]),
            date: told(date, weak[3]),
            actor: told(actor, weak[4]),
            people: told(people, weak[5]),
            article: None,
            prior: self.prior,
            cap: None,
            apart: false,
        };
        let one_kind = !event.is_some_and(|e| matches!(e.level, Agreement::EventSibling | Agreement::EventOther));
        // Nineteen hurt, of whom twelve are in hospital: another number of a case of it is another claim.
        let other_number =
            count.is_some_and(|c| matches!(c.level, Agreement::CountTwofold | Agreement::CountFourfold | Agreement::CountFar));
        let part = other_number && event.is_some_and(|e| e.level == Agreement::EventNarrower) && self.tells_of_harm(a);
        if !one_kind || part {
            score.cap = Some(bits(TWO_KINDS - self.companions) + score.count.unwrap_or(0).min(bits(ONE_NUMBER)));
        }
        let known = people.is_some_and(|p| p.level != Agreement::PeopleOther);
        if a.doc != b.doc && !known && self.two_persons(a, b) {
            score.cap = Some(score.cap.unwrap_or(i32::MAX).min(bits(TWO_PERSONS)));
        }
        let stated = |part: Weighed, inherited: bool| !inherited && part.is_some_and(|w| w.bits > 0);
        // Recounted with its number, its place and its date it is that incident, wherever it is recounted.
        let whole = || {
            one_kind
                && stated(count, a.count_inherited() || b.count_inherited())
                && stated(place, a.place_inherited() || b.place_inherited())
                && stated(date, a.date_inherited() || b.date_inherited())
        };
        if a.doc != b.doc && (a.is_background() || b.is_background()) && !(a.is_background() && b.is_background() && whole()) {
            score.cap = Some(score.cap.unwrap_or(i32::MAX).min(bits(DEVELOPMENT)));
        }
        // An article of long after, that says neither day nor number nor person, may tell of any such event.
        let late = date.is_some_and(|d| d.level == Agreement::DateUnpublished) && count.is_none() && actor.is_none();
        if a.doc != b.doc && late {
            score.cap = Some(score.cap.unwrap_or(i32::MAX).min(bits(DEVELOPMENT)));
        }
        if a.doc == b.doc {
            // What both took from one article around them says nothing about the two, unless the article sets two sources against each other.
            let contrast = a.contrasts(b) || a.answers(b) || b.answers(a);
            let circular = |part: Option<i32>, weak: bool| part.filter(|n| contrast || !weak || *n < 0);
            score.place = circular(score.place, a.place_inherited() || b.place_inherited());
            score.date = circular(score.date, a.date_inherited() || b.date_inherited());
            score.actor = circular(score.actor, a.actor_inherited() || b.actor_inherited());
            self.same_article(a, b, &mut score, fields);
        }
        if one_kind && event.is_some_and(|e| e.level == Agreement::EventSame) && a.is_bare() && b.is_bare() {
            let told = actor.is_some_and(|a| matches!(a.level, Agreement::ActorSame | Agreement::ActorNarrower));
            let near = a.published == NO_DAY || b.published == NO_DAY || a.published.abs_diff(b.published) <= TREND;
            if told && near {
                score.event = score.event.map(|e| e + self.weigh((Agreement::EventTrend, None)).bits);
            }
        } else if a.doc != b.doc && a.is_bare() != b.is_bare() {
            // A development is no incident, however well side and kind agree.
            score.cap = Some(score.cap.unwrap_or(i32::MAX).min(bits(DEVELOPMENT)));
        } else if a.doc != b.doc && count.is_none() && place.is_none() && date.is_none() {
            score.event = score.event.map(|e| e + bits(GENERAL));
        }
        score
    }

    fn event(&mut self, a: &Record, b: &Record) -> Weighed {
        let Comparison { left, right, table, events, .. } = self;
        events.get(a.event, b.event, || {
            let (x, y) = left.events.get(a.event).zip(right.events.get(b.event))?;
            x.compare(y, &right.taxonomy).map(|c| weigh(table, c))
        })
    }

    fn place(&mut self, a: &Record, b: &Record) -> Weighed {
        if a.place == NONE || b.place == NONE {
            return None;
        }
        let (x, y) = self.left.places.get(a.place).zip(self.right.places.get(b.place))?;
        let compare = || x.compare(y).map(|c| weigh(&self.table, c));
        // Points and regions are compared sooner than remembered; spellings are not.
        if x.resolved_with(y) { compare() } else { self.places.get(a.place, b.place, compare) }
    }

    fn actor(&mut self, a: &Record, b: &Record) -> Weighed {
        if a.actor == NONE || b.actor == NONE {
            return None;
        }
        let Comparison { left, right, table, actors, .. } = self;
        actors.get(a.actor, b.actor, || {
            let (x, y) = left.actors.get(a.actor).zip(right.actors.get(b.actor))?;
            x.compare(y, &right.taxonomy).map(|c| weigh(table, c))
        })
    }

    /// One article names the same persons with all its claims: that says nothing of two of them.
    fn people(&mut self, a: &Record, b: &Record) -> Weighed {
        if a.people == NONE || b.people == NONE || a.doc == b.doc {
            return None;
        }
        let Comparison { left, right, table, people, .. } = self;
        people.get(a.people, b.people, || {
            let (x, y) = left.people.get(a.people).zip(right.people.get(b.people))?;
            x.compare(y).map(|c| weigh(table, c))
        })
    }

    fn count(&self, a: &Record, b: &Record) -> Weighed {
        let (x, y) = self.left.counts.get(a.count).zip(self.right.counts.get(b.count))?;
        let (level, rarity) = x.compare(y);
        // Who writes later writes more: a toll that rose between two articles says little against one event. One against two says much.
        let (less, more) = if x.low <= y.low { (a, b) } else { (b, a) };
        let told = a.doc != b.doc && a.published != NO_DAY && b.published != NO_DAY;
        // Of a kind and a case of it ("hurt", "in hospital") the numbers differ from the start.
        let one_kind = a.event == b.event || !self.tells_of_harm(a);
        let rose =
            level == Agreement::CountTwofold && one_kind && told && less.published <= more.published && x.low.min(y.low) > PAIR;
        let found = self.weigh((if rose { Agreement::CountClose } else { level }, rarity));
        // A denial repeats the number it denies, or brings another: that one does not contradict. But one person of whom it is denied is not many.
        let one = |x: &CountForm, of: &Record| of.denied() && x.high == 1;
        (!(a.denied() || b.denied()) || found.bits > 0 || one(x, a) || one(y, b)).then_some(found)
    }

    fn date(&self, a: &Record, b: &Record) -> Weighed {
        match (self.left.dates.get(a.date), self.right.dates.get(b.date)) {
            (Some(x), Some(y)) => x.compare(y).map(|c| self.weigh(c)),
            // What is reported without a date mostly happened in the days before.
            (Some(dated), None) => self.published(dated.start, dated.end, b.published, dated.is_narrow()),
            (None, Some(dated)) => self.published(dated.start, dated.end, a.published, dated.is_narrow()),
            (None, None) if a.published == NO_DAY || b.published == NO_DAY => None,
            (None, None) => match a.published.abs_diff(b.published) as i32 {
                ..=FRESH => Some(self.weigh((Agreement::DatePublished, None))),
                days if days > STALE => Some(self.weigh((Agreement::DateUnpublished, None))),
                _ => None,
            },
        }
    }

    fn published(&self, start: i32, end: i32, published: i32, narrow: bool) -> Weighed {
        if published == NO_DAY || !narrow {
            return None;
        }
        if start.saturating_sub(published) > 1 {
            return Some(self.weigh((Agreement::DateFar, None)));
        }
        match published.saturating_sub(end) {
            ..=FRESH => Some(self.weigh((Agreement::DatePublished, None))),
            days if days > STALE => Some(self.weigh((Agreement::DateUnpublished, None))),
            _ => None,
        }
    }

    /// Killed, hurt, in hospital: there a case of a kind is a part of it. An arrest is as good as a detention.
    fn tells_of_harm(&self, a: &Record) -> bool {
        self.left.events.get(a.event).is_some_and(|e| e.harm)
    }

    /// Each tells of one person, by another name.
    fn two_persons(&self, a: &Record, b: &Record) -> bool {
        let names = || self.left.actors.get(a.actor).zip(self.right.actors.get(b.actor));
        a.tells_one() && b.tells_one() && names().is_some_and(|(x, y)| x.is_another_person(y))
    }

    /// Two claims of one article: told again, or told apart.
    fn same_article(&self, a: &Record, b: &Record, score: &mut Score, [event, _, place, date, actor, _]: [Weighed; FIELDS]) {
        let exact = |records: &Records, r: &Record| records.counts.get(r.count).and_then(|c| c.exact());
        let denied = a.denied() || b.denied();
        // Two sources that an article sets against each other speak of one event: "officials say 38, the Red Cross 57".
        // "Claims that 30 are trapped are untrue: there are 12": who tells the number himself denies another claim, not this one.
        let corrected = a.denied() != b.denied();
        let counts = (!denied || corrected)
            && !a.contrasts(b)
            && exact(self.left, a).zip(exact(self.right, b)).is_some_and(|(x, y)| x != y);
        let units = self.left.counts.get(a.count).zip(self.right.counts.get(b.count)).is_some_and(|(x, y)| x.unit_conflicts(y));
        let places = place.is_some_and(|p| matches!(p.level, Agreement::PlaceElsewhere | Agreement::PlaceAbroad))
            && !(a.place_inherited() || b.place_inherited());
        let dates = date.is_some_and(|d| {
            matches!(
                d.level,
                Agreement::DateNext | Agreement::DateNear | Agreement::DateWeek | Agreement::DateFar | Agreement::DateDistant
            )
        }) && self
            .left
            .dates
            .get(a.date)
            .zip(self.right.dates.get(b.date))
            .is_some_and(|(x, y)| !denied && !x.report && !y.report)
            && !(a.date_inherited() || b.date_inherited());
        if counts || units || places || dates {
            score.apart = true;
            return;
        }
        let same = event.is_some_and(|e| e.level == Agreement::EventSame);
        let against = |part: Weighed| part.is_some_and(|p| p.bits < 0);
        let agree = [score.count, score.place, score.date, score.actor].into_iter().flatten().any(|n| n > 0);
        let told = score.count.is_none_or(|n| n >= 0);
        // A denial that names no event anew is of the one that it answers.
        let agree = agree || a.answers(b) || b.answers(a);
        if same && agree && told && !against(place) && !against(date) && !against(actor) {
            score.article = Some(self.weigh((Agreement::Restated, None)).bits);
        }
    }
}

/// Which fields of two claims were not stated with the claim, in the order of [`Comparison::fields`].
fn inherited(a: &Record, b: &Record) -> [bool; FIELDS] {
    [
        false,
        a.count_inherited() || b.count_inherited(),
        a.place_inherited() || b.place_inherited(),
        a.date_inherited() || b.date_inherited(),
        a.actor_inherited() || b.actor_inherited(),
        false,
    ]
}

/// For each level what it weighs, and log2 of m for values whose rarity is known.
type Table = [(i32, f64); Agreement::ALL.len()];

fn table(weights: &Weights) -> Table {
    weights.table().map(|(weight, m)| (bits(weight), m))
}

fn weigh(table: &Table, (level, rarity): Compared) -> Weight {
    let (weight, m) = table[level as usize];
    Weight { level, bits: rarity.map_or(weight, |rarity| bits(m + rarity)), shared: rarity.is_some() }
}
