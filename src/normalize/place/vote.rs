//! The names of an article vote: what each may mean speaks for the country, the region and the neighbourhood that the others lie in.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::resolve::Group;
use crate::claim::PlaceKind;
use crate::gazetteer::{Feature, PlaceEntry, distance_km};
use crate::resolution::PlaceParts;

/// How often the names vote, each time by what the last vote made likely.
const ROUNDS: usize = 4;
/// Degrees of latitude within which places can be near.
const BELT: f64 = 1.45;
/// Degrees of latitude from which degrees of longitude say little.
const POLAR: f64 = 86.0;
const NEARBY_KM: f64 = 160.0;
const NEARBY: f64 = 7.0;
const REGION: f64 = 7.0;
const COUNTRY: f64 = 11.0;
/// Candidates of a name that take part in the vote: the likeliest.
const VOTERS: usize = 12;
/// How much less a lead counts among votes than in the choice: other names should hear of the second as well.
const DOUBT: f64 = 2.0;
/// The prior of a place that no table has, in the region where the article plays.
const UNKNOWN: f64 = 1.0;
/// What the town of the paper weighs among the names for its country and its region, and as a neighbour.
pub(super) const HOME: f64 = 1.0;
const HOME_NEAR: f64 = 0.8;

/// Chooses among the candidates of each name by their prior, what is said of them, and what the other names may mean. A name votes for
/// all its candidates by how likely each is, so that a small town counts where the rest of the article lies around it.
pub(super) fn decide<'g>(groups: &mut [Group<'g>], stated: &BTreeMap<String, f64>, home: Option<&PlaceEntry<'g>>) {
    let constituencies = Constituencies::of(groups, stated, home);
    for round in 1..=ROUNDS {
        vote(groups, &constituencies, stated, home, round == ROUNDS);
    }
}

/// The region in which most of an article plays, as a name sees it that has no vote there itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbourhood<'g> {
    /// The surest town there.
    pub anchor: PlaceEntry<'g>,
    /// What a place there that no table has would score.
    pub score: f64,
    /// The share of the rest of the article that plays in the region.
    pub share: f64,
    /// What the other names there weigh together.
    pub weight: f64,
}

fn vote<'g>(
    groups: &mut [Group<'g>],
    of: &Constituencies,
    stated: &BTreeMap<String, f64>,
    home: Option<&PlaceEntry<'g>>,
    last: bool,
) {
    let shares: Vec<Vec<(usize, f64)>> = groups.iter().map(likely).collect();
    let mut countries: Vec<f64> = vec![0.0; of.len];
    countries.iter_mut().zip(stated.values()).for_each(|(vote, stated)| *vote = *stated);
    let mut regions: Vec<f64> = vec![0.0; of.len];
    let mut points: Vec<Point> = Vec::new();
    let mut anchors: Vec<Anchor<'g>> = Vec::new();
    anchors.extend(home.zip(of.home_region).map(|(home, region)| Anchor {
        group: usize::MAX,
        entry: *home,
        region,
        sure: HOME_NEAR,
        weight: HOME,
    }));
    let (mut all, mut all_regions) = (stated.values().sum::<f64>(), 0.0);
    if let Some(region) = of.home_region.and_then(|k| regions.get_mut(k)) {
        *region += HOME;
        all_regions += HOME;
    }
    points.extend(home.and_then(PlaceEntry::point).map(|at| Point { group: usize::MAX, at, sure: HOME_NEAR }));
    for (i, (g, shares)) in groups.iter().zip(&shares).enumerate() {
        let seats = of.seats(i);
        for (c, seat, p) in shares.iter().filter_map(|(n, p)| Some((g.candidates.get(*n)?, seats.get(*n)?, p))) {
            if let Some(country) = seat.country.and_then(|k| countries.get_mut(k)) {
                *country += g.weight * p;
                all += g.weight * p;
            }
            if let Some(region) = seat.region.and_then(|k| regions.get_mut(k)) {
                *region += g.weight * p;
                all_regions += g.weight * p;
            }
            // From a capital one reports of the whole country.
            let town = c.entry.feature().is_populated_place() && c.entry.feature() != Feature::Capital;
            if let (Some(region), true) = (seat.region, town && c.entry.point().is_some()) {
                anchors.push(Anchor { group: i, entry: c.entry, region, sure: *p, weight: g.weight * p });
            }
            if let (Some(point), true) = (c.entry.point(), c.entry.feature() > Feature::FirstOrder) {
                // A section of a front lies somewhere around its town.
                points.push(Point { group: i, at: point, sure: if g.kind == Some(PlaceKind::Sector) { 0.5 * p } else { *p } });
            }
        }
    }
    points.sort_by(|a, b| a.at.0.total_cmp(&b.at.0));
    let leading = if last { leading(&anchors, &regions) } else { Vec::new() };
    let mut scored: Vec<Vec<PlaceParts>> = Vec::with_capacity(groups.len());
    let mut supports: Vec<Vec<f64>> = Vec::with_capacity(groups.len());
    let mut around: Vec<Option<Neighbourhood<'g>>> = Vec::with_capacity(groups.len());
    for (i, (g, shares)) in groups.iter().zip(&shares).enumerate() {
        let seats = of.seats(i);
        let own = |of: fn(&Seat) -> Option<usize>, key: Option<usize>| -> f64 {
            let own = shares.iter().filter(|(n, _)| seats.get(*n).and_then(of).is_some_and(|k| key.is_none_or(|key| k == key)));
            own.map(|(_, p)| p * g.weight).sum()
        };
        let (own_countries, own_regions) = (own(|s| s.country, None), own(|s| s.region, None));
        // One more vote that is nobody's keeps a single weak vote from deciding.
        let share = |votes: &[f64], all: f64, mine: f64, total: f64, key: usize| {
            (votes.get(key).copied().unwrap_or(0.0) - mine).max(0.0) / ((all - total).max(0.0) + 0.5)
        };
        let mut scores: Vec<PlaceParts> = Vec::with_capacity(g.candidates.len());
        let mut support = Vec::with_capacity(g.candidates.len());
        for (c, seat) in g.candidates.iter().zip(seats) {
            let of_country = |k| share(&countries, all, own(|s| s.country, Some(k)), own_countries, k);
            let of_region = |k| share(&regions, all_regions, own(|s| s.region, Some(k)), own_regions, k);
            let country = seat.country.map_or(0.0, of_country);
            let region = seat.region.map_or(0.0, of_region);
            let near = c.entry.point().map_or(0.0, |p| nearest(p, i, &points));
            scores.push(PlaceParts { country: COUNTRY * country, region: REGION * region, nearby: NEARBY * near, ..c.parts });
            support.push(country);
        }
        scored.push(scores);
        supports.push(support);
        let own_regions_of = |k| own(|s| s.region, Some(k));
        let there = |k| share(&regions, all_regions, own_regions_of(k), own_regions, k);
        let first = leading.iter().filter_map(|l| Some((l.of(i)?, there(l.region)))).max_by(|(_, p), (_, q)| p.total_cmp(q));
        around.push(first.map(|(a, there)| {
            let in_country = |k| share(&countries, all, own(|s| s.country, Some(k)), own_countries, k);
            let country = of.country_of(a.region).map_or(0.0, in_country);
            let score = UNKNOWN + COUNTRY * country + REGION * there + NEARBY * a.sure;
            let weight = regions.get(a.region).copied().unwrap_or(0.0) - own_regions_of(a.region);
            Neighbourhood { anchor: a.entry, score, share: there, weight }
        }));
    }
    for (((g, scores), support), around) in groups.iter_mut().zip(scored).zip(supports).zip(around) {
        g.around = around;
        for (c, parts) in g.candidates.iter_mut().zip(scores) {
            (c.parts, c.score) = (parts, parts.sum());
        }
        let at = |n: usize| g.candidates.get(n).map_or(f64::MIN, |c| c.score);
        let mut order: Vec<usize> = (0..g.candidates.len()).collect();
        order.sort_by(|a, b| at(*b).total_cmp(&at(*a)).then(a.cmp(b)));
        g.best = order.first().copied();
        g.margin = match order[..] {
            [a, b, ..] => at(a) - at(b),
            _ => 5.0,
        };
        g.support = g.best.and_then(|b| support.get(b).copied()).unwrap_or(1.0);
    }
}

/// Regions that a name may take for where the article plays.
const LEADING: usize = 4;

/// A region with its surest town, and the surest that another name means.
struct Lead<'a, 'g> {
    region: usize,
    first: &'a Anchor<'g>,
    second: Option<&'a Anchor<'g>>,
}

impl<'a, 'g> Lead<'a, 'g> {
    /// The surest town there that is not of the name itself.
    fn of(&self, group: usize) -> Option<&'a Anchor<'g>> {
        if self.first.group == group { self.second } else { Some(self.first) }
    }
}

/// The regions with most votes.
fn leading<'a, 'g>(anchors: &'a [Anchor<'g>], regions: &[f64]) -> Vec<Lead<'a, 'g>> {
    let vote = |region: usize| regions.get(region).copied().unwrap_or(0.0);
    let mut order: Vec<&Anchor<'g>> = anchors.iter().collect();
    order.sort_by(|a, b| {
        let votes = vote(b.region).total_cmp(&vote(a.region)).then(a.region.cmp(&b.region));
        votes.then(b.weight.total_cmp(&a.weight)).then(a.entry.index().cmp(&b.entry.index()))
    });
    let mut leads: Vec<Lead<'a, 'g>> = Vec::new();
    for anchor in order {
        if let Some(lead) = leads.last_mut().filter(|l| l.region == anchor.region) {
            if lead.second.is_none() && lead.first.group != anchor.group {
                lead.second = Some(anchor);
            }
            continue;
        }
        if leads.len() == LEADING {
            break;
        }
        leads.push(Lead { region: anchor.region, first: anchor, second: None });
    }
    leads
}

/// The likeliest candidates, with their likelihoods.
fn likely(group: &Group<'_>) -> Vec<(usize, f64)> {
    let mut order: Vec<usize> = (0..group.candidates.len()).collect();
    let score = |n: usize| group.candidates.get(n).map_or(f64::MIN, |c| c.score);
    order.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
    order.truncate(VOTERS);
    let most = order.first().map_or(0.0, |n| score(*n));
    let weights: Vec<(usize, f64)> = order.into_iter().map(|n| (n, ((score(n) - most) / DOUBT).exp())).collect();
    let all: f64 = weights.iter().map(|w| w.1).sum();
    weights.into_iter().map(|(n, w)| (n, w / all)).filter(|(_, p)| *p > 0.02).collect()
}

/// Where a name that votes may lie.
struct Point {
    group: usize,
    at: (f64, f64),
    sure: f64,
}

/// A town that a name means, by what the name weighs: where the article may play.
struct Anchor<'g> {
    group: usize,
    entry: PlaceEntry<'g>,
    region: usize,
    sure: f64,
    weight: f64,
}

/// How near the nearest other place is, 1 to 0. `points` ascend by latitude: only those of the same belt are looked at.
fn nearest(at: (f64, f64), own: usize, points: &[Point]) -> f64 {
    let from = points.partition_point(|p| p.at.0 < at.0 - BELT);
    let belt = points.get(from..).unwrap_or(&[]).iter().take_while(|p| p.at.0 <= at.0 + BELT);
    // Degrees of longitude that are certainly too far, at the end of the belt that is nearer to a pole; around a pole none are.
    let end = at.0.abs() + BELT;
    let wide = if end < POLAR { BELT / end.to_radians().cos() } else { 360.0 };
    let far = |p: &Point| {
        let apart = (p.at.1 - at.1).abs();
        apart.min(360.0 - apart) > wide
    };
    let others = belt.filter(|p| p.group != own && !far(p));
    others.map(|p| p.sure * (1.0 - distance_km(at, p.at) / NEARBY_KM).max(0.0)).fold(0.0, f64::max)
}

/// The country and the region that a candidate lies in, by number.
#[derive(Clone, Copy)]
struct Seat {
    country: Option<usize>,
    region: Option<usize>,
}

/// Countries and regions as numbers, so that votes are counted without a look at their codes. Those that the article states come first.
struct Constituencies {
    /// The seats of all candidates, group after group.
    seats: Vec<Seat>,
    /// Where the seats of each group begin, and where the last ends.
    starts: Vec<usize>,
    len: usize,
    /// The region of the town of the paper.
    home_region: Option<usize>,
    /// The country of each region, in order.
    countries: Vec<(usize, usize)>,
}

impl Constituencies {
    fn of(groups: &[Group<'_>], stated: &BTreeMap<String, f64>, home: Option<&PlaceEntry<'_>>) -> Constituencies {
        let mut numbers: FxHashMap<&str, usize> = stated.keys().enumerate().map(|(n, code)| (code.as_str(), n)).collect();
        let mut all = Constituencies { seats: Vec::new(), starts: vec![0], len: 0, home_region: None, countries: Vec::new() };
        let mut known: FxHashMap<(u32, u32), Seat> = FxHashMap::default();
        for g in groups {
            for c in &g.candidates {
                let seat = known.entry(c.entry.area_number()).or_insert_with(|| {
                    let mut number = |code| {
                        let next = numbers.len();
                        *numbers.entry(code).or_insert(next)
                    };
                    let country = c.entry.country().map(&mut number);
                    let region = c.entry.region_code().map(number);
                    all.countries.extend(region.zip(country));
                    Seat { country, region }
                });
                all.seats.push(*seat);
            }
            all.starts.push(all.seats.len());
        }
        all.home_region = home.and_then(|h| h.region_code()).map(|code| {
            let next = numbers.len();
            *numbers.entry(code).or_insert(next)
        });
        if let Some((region, country)) = all.home_region.zip(home.and_then(|h| h.country())) {
            let next = numbers.len();
            all.countries.push((region, *numbers.entry(country).or_insert(next)));
        }
        all.countries.sort_unstable();
        all.countries.dedup();
        all.len = numbers.len();
        all
    }

    fn country_of(&self, region: usize) -> Option<usize> {
        let at = self.countries.binary_search_by_key(&region, |(region, _)| *region).ok()?;
        self.countries.get(at).map(|(_, country)| *country)
    }

    fn seats(&self, group: usize) -> &[Seat] {
        let bounds = self.starts.get(group).zip(self.starts.get(group + 1));
        bounds.and_then(|(from, to)| self.seats.get(*from..*to)).unwrap_or(&[])
    }
}
