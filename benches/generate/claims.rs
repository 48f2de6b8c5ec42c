//! Claims without end about events that are known: for timing, for scoring, for laws.

use corroborate::{Actor, Claim, Count, Date, DateInterval, Event, Place, PlaceKind, Timestamp};

use super::mix::Mix;

/// Claims told on each day: the more claims, the longer the time they cover.
const PER_DAY: u64 = 1_000;
const COUNTRIES: u64 = 20;
const REGIONS: u64 = 12;
const TOWNS: u64 = 12;
/// Kinds with the family above each.
const KINDS: [(&str, &str); 12] = [
    ("killed", "casualty"),
    ("injured", "casualty"),
    ("shelling", "attacked"),
    ("air_strike", "attacked"),
    ("drone_strike", "attacked"),
    ("captured", "custody"),
    ("detained", "custody"),
    ("deserted", "flight"),
    ("displaced", "flight"),
    ("protested", "protest"),
    ("destroyed", "damage"),
    ("infected", "disease"),
];
const ROLES: [&str; 5] = ["soldier", "civilian", "police", "militant", "worker"];
const SIDES: u64 = 8;
const SYLLABLES: [&str; 24] = [
    "ba", "den", "fi", "gol", "hu", "jar", "ke", "lim", "mo", "nar", "ost", "pe", "quo", "rin", "sa", "tul", "ur", "ve", "wol",
    "xi", "yar", "zem", "chor", "shi",
];
/// What a spelling makes of another.
const SPELLINGS: [(&str, &str); 6] = [("k", "c"), ("i", "y"), ("v", "w"), ("sh", "s"), ("j", "y"), ("u", "ou")];
/// An event is told this often at most.
const MOST: u64 = 300;

/// What happened.
#[derive(Clone)]
struct Happened {
    town: u64,
    kind: usize,
    side: u64,
    role: usize,
    count: u64,
    day: u64,
}

/// Claims, each with the number of its event.
pub struct Told {
    mix: Mix,
    first: Date,
    left: u64,
    told: u64,
    event: u64,
    happened: Option<Happened>,
    /// How often the event is still to be told.
    times: u64,
    /// What was told of the event so far, as far as it may be copied.
    before: Vec<Claim>,
    /// An article on the event before, which also tells this one.
    beside: Option<(String, Timestamp)>,
}

/// `n` claims of about a quarter as many events, in the order of the events; towns, kinds and actors follow Zipf's law with s = 0.7. A quarter of the events is like the one before it in all but its
/// number and a few days; of the claims a third is copied, and the others lack or alter a field as news does.
pub fn told(n: u64) -> Told {
    let first = "2025-01-01".parse().expect("a date");
    Told { mix: Mix(29), first, left: n, told: 0, event: 0, happened: None, times: 0, before: Vec::new(), beside: None }
}

fn name(seed: u64) -> String {
    let mut mix = Mix(seed.wrapping_mul(0x9E37_79B9));
    let mut name = String::new();
    for n in 0..2 + mix.below(2) {
        let syllable = SYLLABLES[mix.below(24) as usize];
        let (head, rest) = syllable.split_at(1);
        name += &if n == 0 { head.to_uppercase() } else { head.to_owned() };
        name += rest;
    }
    name + ["sk", "ia", "burg", "o", "ev", "ane"][mix.below(6) as usize]
}

impl Told {
    /// A number below `n`, the small ones more often.
    fn often(&mut self, n: u64) -> u64 {
        self.mix.below(n) * self.mix.below(n) / n
    }

    /// A number below `n` by Zipf's law with s = 0.7.
    fn zipf(&mut self, n: u64) -> u64 {
        let share = self.mix.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (1.0 + share * ((n as f64 + 1.0).powf(0.3) - 1.0)).powf(1.0 / 0.3);
        (rank as u64 - 1).min(n - 1)
    }

    /// How often an event is told: k times with a chance that falls as 1/k², which is 3.8 times in the mean.
    fn times(&mut self) -> u64 {
        loop {
            let k = MOST / (1 + self.mix.below(MOST));
            if self.mix.below(2 * k) <= k {
                return k;
            }
        }
    }

    fn happens(&mut self) -> Happened {
        let before = self.happened.take().filter(|_| self.mix.below(4) == 0);
        self.beside = None;
        if let Some(before) = before {
            let copied = self.before.first().and_then(|c| Some((c.doc.clone(), c.published?)));
            self.beside = copied.filter(|_| self.mix.below(2) == 0);
            let (count, days) = (self.count(), 1 + self.mix.below(4));
            return Happened { count, day: before.day + days, ..before };
        }
        let actor = self.zipf(SIDES * ROLES.len() as u64);
        Happened {
            town: self.zipf(COUNTRIES * REGIONS * TOWNS),
            kind: self.zipf(KINDS.len() as u64) as usize,
            side: actor % SIDES,
            role: (actor / SIDES) as usize,
            count: self.count(),
            day: self.told / PER_DAY + self.mix.below(2),
        }
    }

    /// Mostly small, now and then thousands.
    fn count(&mut self) -> u64 {
        let digits = 1 + self.often(3) as u32;
        1 + self.often(6 * 10u64.pow(digits))
    }

    /// The event as one article tells it.
    fn tell(&mut self, of: &Happened) -> Claim {
        let article = self.told;
        let later = self.often(4);
        let day = |n: u64| self.first.plus_days(n as i64).map(DateInterval::day);
        let published = self.first.plus_days((of.day + later) as i64).map(Timestamp::day);
        let (mut doc, mut published) = (format!("a{article:08}"), published);
        let mut date = match self.mix.below(100) {
            ..70 => day(of.day),
            70..80 => day(of.day + 1),
            80..92 => day(of.day).map(|d| DateInterval {
                start: d.start.and_then(|s| s.plus_days(-(self.mix.below(2) as i64))),
                end: d.end.and_then(|e| e.plus_days(1 + self.mix.below(3) as i64)),
                ..d
            }),
            _ => None,
        };
        if let Some((beside, at)) = self.beside.take() {
            (doc, published) = (beside, Some(at));
            date = day(of.day);
        }
        let count = match self.mix.below(100) {
            ..60 => Some(Count::exactly(of.count, "person")),
            60..72 => Some(Count { low: Some((of.count * 9 / 10).max(1)), unit: Some("person".into()), ..Count::default() }),
            72..80 => {
                let (low, high) = (Some(of.count * 4 / 5), Some(of.count * 6 / 5 + 1));
                Some(Count { low, high, approximate: true, unit: Some("person".into()), ..Count::default() })
            }
            80..88 => Some(Count::exactly((of.count * (8 + self.mix.below(5)) / 10).max(1), "person")),
            _ => None,
        };
        let (kind, family) = KINDS[of.kind];
        let event = match self.mix.below(100) {
            ..93 => Event { kind: kind.into(), parent: Some(family.into()), ..Event::default() },
            93..97 => Event { kind: family.into(), ..Event::default() },
            _ => Event { kind: KINDS[self.mix.below(KINDS.len() as u64) as usize].0.into(), ..Event::default() },
        };
        let actor = match self.mix.below(100) {
            ..65 => Some((Some(of.side), Some(of.role))),
            65..77 => Some((Some(of.side), None)),
            77..80 => Some((Some(self.mix.below(SIDES)), Some(of.role))),
            _ => None,
        };
        let actor = actor.map(|(side, role): (Option<u64>, Option<usize>)| Actor {
            side: side.map(|s| format!("side {s}")),
            role: role.map(|r| ROLES[r].into()),
            ..Actor::default()
        });
        Claim {
            id: format!("a{article:08}#0"),
            doc,
            published,
            event,
            count,
            actor,
            place: self.place(of.town),
            date,
            ..Claim::default()
        }
    }

    fn place(&mut self, town: u64) -> Option<Place> {
        let (region, country) = (town / TOWNS, town / TOWNS / REGIONS);
        let code = format!("X{}", char::from(b'A' + country as u8));
        let region_name = format!("{} Province", name(region + 50_000));
        let point = |level: u64, at: u64, spread: f64| {
            let mut mix = Mix(at * 4 + level);
            [0; 2].map(|_| (mix.below(2_000_000) as f64 / 1e6 - 1.0) * spread)
        };
        // Countries stand apart; a region lies near the middle of its country, a town near that of its region.
        let middle = [country % 6 * 25, country / 6 * 60].map(|x| x as f64 - 60.0);
        let [r, t] = [point(1, region, 6.0), point(2, town, 0.7)];
        let at = |points: &[[f64; 2]]| points.iter().fold(middle, |sum, p| [sum[0] + p[0], sum[1] + p[1]]);
        let place = |name: String, kind, id: Option<String>, point: Option<[f64; 2]>| Place {
            name,
            kind: Some(kind),
            id,
            country: Some(code.clone()),
            lat: point.map(|p| p[0]),
            lon: point.map(|p| p[1]),
            ..Place::default()
        };
        let within = |place: Place| Place { region: Some(region_name.clone()), ..place };
        match self.mix.below(100) {
            ..65 => Some(within(place(name(town), PlaceKind::City, Some(format!("town:{town}")), Some(at(&[r, t]))))),
            65..77 => {
                let spelled = SPELLINGS[self.mix.below(6) as usize];
                let other = name(town).replacen(spelled.0, spelled.1, 1);
                let place = place(other, PlaceKind::Locality, None, None);
                Some(if self.mix.below(10) < 8 { within(place) } else { place })
            }
            77..90 => {
                Some(within(place(region_name.clone(), PlaceKind::Region, Some(format!("region:{region}")), Some(at(&[r])))))
            }
            90..94 => Some(place(format!("Land {code}"), PlaceKind::Country, Some(format!("country:{country}")), Some(middle))),
            _ => None,
        }
    }
}

impl Iterator for Told {
    type Item = (Claim, u64);

    fn next(&mut self) -> Option<(Claim, u64)> {
        self.left = self.left.checked_sub(1)?;
        if self.times == 0 {
            let happened = self.happens();
            self.happened = Some(happened);
            self.before.clear();
            self.event += 1;
            self.times = self.times();
        }
        self.times -= 1;
        let copied = if self.before.len() > 1 && self.mix.below(3) == 0 {
            self.before.get(self.mix.below(self.before.len() as u64) as usize).cloned()
        } else {
            None
        };
        let claim = match copied {
            Some(claim) => Claim { id: format!("a{:08}#0", self.told), doc: format!("a{:08}", self.told), ..claim },
            None => {
                let happened = self.happened.clone()?;
                self.tell(&happened)
            }
        };
        if self.before.len() < 20 {
            self.before.push(claim.clone());
        }
        self.told += 1;
        Some((claim, self.event))
    }
}
