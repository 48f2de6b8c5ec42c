//! Claims in compact form: each distinct value once, each claim a row of small numbers.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::claim::{Claim, Stance};
use crate::cluster::field::actor::ActorForm;
use crate::cluster::field::count::CountForm;
use crate::cluster::field::date::DateForm;
use crate::cluster::field::event::EventForm;
use crate::cluster::field::people::PeopleForm;
use crate::cluster::field::place::{PlaceForm, PlaceLevel};
use crate::cluster::field::{hash, mix};
use crate::lexicon::Taxonomy;
use crate::text::fold;

/// No value: the field is not known.
pub(crate) const NONE: u32 = u32::MAX;
/// No day.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// One claim. Values are numbers of rows in [`Records`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// Number in `ids`.
    pub(crate) id: u32,
    pub(crate) doc: u64,
    /// Hash of the name at the end of the chain; 0 for none.
    pub(crate) origin: u64,
    pub(crate) event: u32,
    pub(crate) count: u32,
    pub(crate) place: u32,
    pub(crate) date: u32,
    pub(crate) actor: u32,
    pub(crate) people: u32,
    /// Day of publication, or `NO_DAY`.
    pub(crate) published: i32,
    /// Part of the hash of the side that the claim names itself; 0 where it names none.
    side: u32,
    flags: u16,
}

const DENIED: u16 = 1;
const PLACE_INHERITED: u16 = 2;
const DATE_INHERITED: u16 = 4;
const ACTOR_INHERITED: u16 = 8;
const COUNT_INHERITED: u16 = 16;
const HEADLINE: u16 = 32;
const BACKGROUND: u16 = 64;
const ECHO: u16 = 128;
const BARE: u16 = 256;
const ONE: u16 = 512;

impl Record {
    pub(crate) fn denied(&self) -> bool {
        self.flags & DENIED != 0
    }

    /// Two named origins that differ, each with its number. A headline that names nobody takes one of the numbers that the text tells.
    pub(crate) fn contrasts(&self, other: &Record) -> bool {
        let named = self.origin != 0 && other.origin != 0 && self.origin != other.origin;
        self.count != NONE && other.count != NONE && (named || self.headlines(other) || other.headlines(self))
    }

    fn headlines(&self, text: &Record) -> bool {
        self.flags & HEADLINE != 0 && self.origin == 0 && text.origin != 0
    }

    pub(crate) fn place_inherited(&self) -> bool {
        self.flags & PLACE_INHERITED != 0
    }

    pub(crate) fn date_inherited(&self) -> bool {
        self.flags & DATE_INHERITED != 0
    }

    pub(crate) fn actor_inherited(&self) -> bool {
        self.flags & ACTOR_INHERITED != 0
    }

    /// It names no event of its own: it answers one that its article tells.
    pub(crate) fn answers(&self, other: &Record) -> bool {
        self.flags & ECHO != 0 && self.denied() && !other.denied() && self.doc == other.doc
    }

    pub(crate) fn is_background(&self) -> bool {
        self.flags & BACKGROUND != 0
    }

    pub(crate) fn count_inherited(&self) -> bool {
        self.flags & COUNT_INHERITED != 0
    }

    /// It says neither how many, nor whom, nor where below a country, nor when: a statement about a development.
    pub(crate) fn is_bare(&self) -> bool {
        self.flags & BARE != 0
    }

    /// Exactly one is counted.
    pub(crate) fn tells_one(&self) -> bool {
        self.flags & ONE != 0
    }

    /// Both name a side, and not the same: such claims are never in one cluster.
    pub(crate) fn opposes(&self, other: &Record) -> bool {
        self.side != 0 && other.side != 0 && self.side != other.side
    }
}

/// The distinct values of a field.
#[derive(Clone, Debug)]
pub(crate) struct Table<F> {
    pub(crate) forms: Vec<F>,
    rows: FxHashMap<u64, u32>,
}

impl<F> Default for Table<F> {
    fn default() -> Table<F> {
        Table { forms: Vec::new(), rows: FxHashMap::default() }
    }
}

impl<F> Table<F> {
    /// The row of a value; `NONE` where the value says nothing.
    fn row(&mut self, value: u64, form: impl FnOnce() -> Option<F>) -> u32 {
        if let Some(row) = self.rows.get(&value) {
            return *row;
        }
        let row = form().map_or(NONE, |form| {
            self.forms.push(form);
            self.forms.len() as u32 - 1
        });
        self.rows.insert(value, row);
        row
    }

    pub(crate) fn get(&self, row: u32) -> Option<&F> {
        self.forms.get(row as usize)
    }
}

/// Claims to compare, in the order of their ids.
#[derive(Clone, Debug)]
pub(crate) struct Records<'t> {
    pub(crate) taxonomy: Cow<'t, Taxonomy>,
    pub(crate) rows: Vec<Record>,
    ids: Vec<Box<str>>,
    pub(crate) events: Table<EventForm>,
    pub(crate) counts: Table<CountForm>,
    pub(crate) places: Table<PlaceForm>,
    pub(crate) dates: Table<DateForm>,
    pub(crate) actors: Table<ActorForm>,
    pub(crate) people: Table<PeopleForm>,
}

fn text(value: &Option<String>) -> u64 {
    value.as_deref().map_or(1, hash)
}

impl<'t> Records<'t> {
    pub(crate) fn new(taxonomy: &'t Taxonomy) -> Records<'t> {
        Records::with(Cow::Borrowed(taxonomy))
    }

    /// Records that outlive who makes them.
    pub(crate) fn owned(taxonomy: Taxonomy) -> Records<'static> {
        Records::with(Cow::Owned(taxonomy))
    }

    fn with(taxonomy: Cow<'t, Taxonomy>) -> Records<'t> {
        Records {
            taxonomy,
            rows: Vec::new(),
            ids: Vec::new(),
            events: Table::default(),
            counts: Table::default(),
            places: Table::default(),
            dates: Table::default(),
            actors: Table::default(),
            people: Table::default(),
        }
    }

    /// Adds a claim.
    pub(crate) fn push(&mut self, claim: &Claim) {
        let event = &claim.event;
        let event_row =
            self.events.row(mix(hash(&event.kind), text(&event.parent)), || Some(EventForm::new(event, &self.taxonomy)));
        let denied = claim.stance == Stance::Denied || event.negated;
        let count = claim.count.as_ref().map_or(NONE, |c| {
            // "None of them left": the denial counts nobody, which contradicts no number.
            if denied && c.high == Some(0) || c.low.is_none() && c.high.is_none() {
                return NONE;
            }
            let bounds =
                [c.low, c.high, c.best].iter().fold(u64::from(c.approximate), |h, b| mix(h, b.map_or(1, |b| b.wrapping_mul(2))));
            self.counts.row(mix(bounds, text(&c.unit)), || Some(CountForm::new(c)))
        });
        let place = claim.place.as_ref().map_or(NONE, |p| {
            let names = [text(&p.id), hash(&p.name), text(&p.country), text(&p.region)].into_iter().fold(0, mix);
            let points = [p.lat, p.lon, p.radius_km].iter().fold(names, |h, x| mix(h, x.map_or(1, f64::to_bits)));
            let value = mix(points, p.kind.map_or(0, |k| k as u64 + 1) * 2 + u64::from(p.ambiguous));
            self.places.row(value, || Some(PlaceForm::new(p)).filter(|f| !f.is_empty()))
        });
        let published = claim.published.map_or(NO_DAY, |p| i32::try_from(p.date.number()).unwrap_or(NO_DAY));
        let date = claim.date.as_ref().map_or(NONE, |d| {
            let day = |day: Option<crate::date::Date>| day.map_or(1, |d| (d.number() as u64).wrapping_mul(2));
            let ends = mix(mix(day(d.start), day(d.end)), mix(text(&d.partial), d.refers_to as u64));
            let value = d.alternatives.iter().fold(ends, |h, (s, e)| mix(h, mix(day(Some(*s)), day(Some(*e)))));
            // Of an open interval the report is a part: it closes it.
            let closed = Some(published).filter(|day| d.end.is_none() && *day != NO_DAY);
            self.dates.row(closed.map_or(value, |day| mix(value, day as u64)), || DateForm::new(d, closed))
        });
        let actor = claim.actor.as_ref().map_or(NONE, |a| {
            self.actors
                .row(mix(mix(mix(text(&a.side), text(&a.role)), text(&a.name)), a.age.map_or(0, |n| u64::from(n) + 1)), || {
                    ActorForm::new(a)
                })
        });
        let people = match (claim.people.as_slice(), claim.sites.as_slice()) {
            ([], []) => NONE,
            (names, sites) => {
                let seed = |seed, names: &[String]| names.iter().fold(seed, |h, n| mix(h, hash(n)));
                self.people.row(seed(seed(5, names), sites), || PeopleForm::new(names, sites))
            }
        };
        let mut flags: u16 = if denied { DENIED } else { 0 };
        if !claim.field.is_text() {
            flags |= HEADLINE;
        }
        if claim.background {
            flags |= BACKGROUND;
        }
        for field in &claim.inherited {
            flags |= match field.as_str() {
                "event" => ECHO,
                "place" => PLACE_INHERITED,
                "date" => DATE_INHERITED,
                "actor" => ACTOR_INHERITED,
                "count" => COUNT_INHERITED,
                _ => 0,
            };
        }
        let vague = self.places.get(place).is_none_or(|p| p.level == PlaceLevel::Country);
        if count == NONE && people == NONE && vague && self.dates.get(date).is_none_or(|d| !d.is_narrow()) {
            flags |= BARE;
        }
        if self.counts.get(count).is_some_and(|c| c.exact() == Some(1)) {
            flags |= ONE;
        }
        let own = self.actors.get(actor).map(|a| a.side).filter(|side| *side != 0 && flags & ACTOR_INHERITED == 0);
        let side = own.map_or(0, |side| (side >> 32) as u32 | 1);
        self.ids.push(claim.id.as_str().into());
        let id = self.ids.len() as u32 - 1;
        let origin = claim.origin().and_then(|o| o.name.as_deref()).map_or(0, |name| hash(&fold::key(name)));
        self.rows.push(Record {
            id,
            doc: hash(&claim.doc),
            origin,
            event: event_row,
            count,
            place,
            date,
            actor,
            people,
            published,
            side,
            flags,
        });
    }

    /// Puts the claims in the order of their ids, each id once: from here on nothing depends on the order of arrival.
    ///
    /// Of several claims with one id the one with the least values stays, whichever came first.
    pub(crate) fn sort(&mut self) {
        let ids = std::mem::take(&mut self.ids);
        let content = |r: &Record| {
            let form = |hash: Option<u64>| hash.unwrap_or(0);
            (
                form(self.events.get(r.event).map(|f| f.kind)),
                form(self.counts.get(r.count).map(CountForm::value)),
                form(self.places.get(r.place).map(PlaceForm::value)),
                self.dates.get(r.date).map_or((0, 0), |f| (f.start, f.end)),
                form(self.actors.get(r.actor).map(|f| f.values().into_iter().fold(0, mix))),
                (r.doc, r.published, r.flags),
            )
        };
        let name = |r: &Record| ids.get(r.id as usize).map_or("", |id| &**id);
        self.rows.sort_by(|a, b| name(a).cmp(name(b)).then_with(|| content(a).cmp(&content(b))));
        self.rows.dedup_by(|a, b| name(a) == name(b));
        self.ids = ids;
    }

    pub(crate) fn id(&self, row: usize) -> &str {
        self.rows.get(row).and_then(|r| self.ids.get(r.id as usize)).map_or("", |id| id)
    }

    /// The row of a claim.
    pub(crate) fn row(&self, id: &str) -> Option<u32> {
        let name = |r: &Record| self.ids.get(r.id as usize).map_or("", |id| &**id);
        self.rows.binary_search_by(|r| name(r).cmp(id)).ok().map(|row| row as u32)
    }

    /// The side a claim names itself; 0 where it names none, or it was taken from elsewhere in the article.
    pub(crate) fn side(&self, row: usize) -> u64 {
        let row = self.rows.get(row).filter(|r| !r.actor_inherited());
        row.and_then(|r| self.actors.get(r.actor)).map_or(0, |a| a.side)
    }

    /// Bytes that they take, near enough.
    pub(crate) fn bytes(&self) -> usize {
        fn table<F>(table: &Table<F>) -> usize {
            table.forms.capacity() * size_of::<F>() + table.rows.capacity() * 17
        }
        let ids: usize = self.ids.iter().map(|id| id.len().next_multiple_of(16) + 16).sum();
        let tables = table(&self.events)
            + table(&self.counts)
            + table(&self.places)
            + table(&self.dates)
            + table(&self.actors)
            + table(&self.people);
        self.rows.capacity() * size_of::<Record>() + ids + tables
    }

    /// How many values each table holds: event, count, place, date, actor, people.
    pub(crate) fn values(&self) -> [usize; 6] {
        [
            self.events.forms.len(),
            self.counts.forms.len(),
            self.places.forms.len(),
            self.dates.forms.len(),
            self.actors.forms.len(),
            self.people.forms.len(),
        ]
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}
