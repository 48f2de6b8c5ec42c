//! The names of an article vote: what each may mean speaks for the country, the region and the neighbourhood that the others lie in.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::resolve::Group;
use crate::claim::PlaceKind;
use crate::gazetteer::{Feature, PlaceEntry, Spot};

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
/// So far behind the first, in natural logarithms, a candidate adds nothing to a sum of 53 bits.
const NEGLIGIBLE: f64 = 40.0;
/// How much less a lead counts among votes than in the choice: other names should hear of the second as well.
const DOUBT: f64 = 2.0;
/// The prior of a place that no table has, in the region where the article plays.
const UNKNOWN: f64 = 2.0;
/// What it gains where the police of a town there speak, and none of the name.
const FORCE: f64 = 4.0;
/// What a county weighs as the place that something lies near, beside a town.
const COUNTY: f64 = 0.5;
/// What the town of the paper weighs among the names for its country and its region, and as a neighbour.
pub(super) const HOME: f64 = 1.0;
const HOME_NEAR: f64 = 0.8;
/// What the town that a paper is called after weighs, of whichever it is.
pub(super) const NAMESAKE: f64 = 0.7;

/// Chooses among the candidates of each name by their prior, what is said of them, and what the other names may mean. A name votes for
/// all its candidates by how likely each is, so that a small town counts where the rest of the article lies around it.
pub(super) fn decide<'g>(groups: &mut [Group<'g>], stated: &BTreeMap<String, f64>, home: Option<&PlaceEntry<'g>>) {
    if groups.is_empty() {
        return;
    }
    let of = Constituencies::of(groups, stated, home);
    let mut poll = Poll::of(groups, &of);
    // Names that mean one place each vote the same every time.
    let rounds = if groups.iter().all(|g| g.candidates.len() < 2) { 1 } else { ROUNDS };
    for _ in 1..rounds {
        poll.hold(groups, &of, stated, home);
        poll.score(groups, &of);
    }
    poll.hold(groups, &of, stated, home);
    poll.find_neighbourhoods(groups, &of, home);
    poll.score(groups, &of);
    for (i, g) in groups.iter_mut().enumerate() {
        let support = poll.choose(g, i, &of);
        g.support = support.unwrap_or(1.0);
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
    /// Its police speak in the article.
    pub force: bool,
}

/// One round of voting. What it needs is kept for the next.
struct Poll {
    countries: Votes,
    regions: Votes,
    /// For each name its likeliest candidates.
    shares: Vec<Vec<Share>>,
    /// Where those lie, ascending by latitude.
    points: Vec<Point>,
    /// The candidates of one name, to put in order.
    order: Vec<(f64, usize)>,
}

/// A candidate that a name votes for, by how likely it is meant.
#[derive(Clone, Copy)]
struct Share {
    candidate: usize,
    seat: Seat,
    likelihood: f64,
    /// What the name weighs, shared among its candidates.
    vote: f64,
}

impl Poll {
    fn of(groups: &[Group<'_>], of: &Constituencies) -> Poll {
        let shares = groups.iter().map(|g| Vec::with_capacity(g.candidates.len().min(VOTERS))).collect();
        Poll { countries: Votes::among(of.len), regions: Votes::among(of.len), shares, points: Vec::new(), order: Vec::new() }
    }

    /// Counts the votes of all names, of what the article states and of the town of the paper.
    fn hold(&mut self, groups: &[Group<'_>], of: &Constituencies, stated: &BTreeMap<String, f64>, home: Option<&PlaceEntry<'_>>) {
        self.countries.clear();
        self.regions.clear();
        self.points.clear();
        for (country, stated) in stated.values().enumerate() {
            self.countries.cast(Some(country), *stated);
        }
        self.regions.cast(of.home_region, HOME);
        let spot = home.and_then(PlaceEntry::point).map(Spot::new);
        self.points.extend(spot.map(|spot| Point { name: usize::MAX, spot, sure: HOME_NEAR }));
        for (i, g) in groups.iter().enumerate() {
            self.find_shares(g, i, of);
            for Share { candidate, seat, likelihood, vote } in self.shares.get(i).into_iter().flatten().copied() {
                self.countries.cast(seat.country, vote);
                self.regions.cast(seat.region, vote);
                let Some(entry) = g.candidates.get(candidate).map(|c| &c.entry) else { continue };
                if let Some(spot) = seat.spot.filter(|_| entry.feature() > Feature::FirstOrder) {
                    // A section of a front lies somewhere around its town.
                    let sure = if g.kind == Some(PlaceKind::Sector) { 0.5 * likelihood } else { likelihood };
                    self.points.push(Point { name: of.name(i), spot, sure });
                }
            }
        }
        self.points.sort_by(|a, b| a.spot.latitude().total_cmp(&b.spot.latitude()));
    }

    /// The likeliest candidates of a name, with their likelihoods.
    fn find_shares(&mut self, group: &Group<'_>, i: usize, of: &Constituencies) {
        let Some(shares) = self.shares.get_mut(i) else { return };
        shares.clear();
        self.order.clear();
        self.order.extend(group.candidates.iter().enumerate().map(|(n, c)| (c.score, n)));
        let first = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if self.order.len() > VOTERS {
            self.order.select_nth_unstable_by(VOTERS, first);
            self.order.truncate(VOTERS);
        }
        self.order.sort_unstable_by(first);
        let most = self.order.first().map_or(0.0, |(score, _)| *score);
        let mut all = 0.0;
        for (score, candidate) in &self.order {
            let behind = (score - most) / DOUBT;
            // So little changes no sum.
            if behind < -NEGLIGIBLE {
                break;
            }
            let Some(seat) = of.seats(i).get(*candidate) else { break };
            shares.push(Share { candidate: *candidate, seat: *seat, likelihood: behind.exp(), vote: 0.0 });
            all += behind.exp();
        }
        for share in &mut *shares {
            share.likelihood /= all;
            share.vote = group.weight * share.likelihood;
        }
        shares.retain(|s| s.likelihood > 0.02);
    }

    /// Leaves the votes of a name out of what it is told.
    fn ask(&mut self, group: usize, of: &Constituencies) {
        self.countries.put_back();
        self.regions.put_back();
        let mut own = group;
        loop {
            for share in self.shares.get(own).into_iter().flatten() {
                self.countries.set_aside(share.seat.country, share.vote);
                self.regions.set_aside(share.seat.region, share.vote);
            }
            own = of.kin.get(own).copied().unwrap_or(group);
            if own == group {
                break;
            }
        }
    }

    /// Scores the candidates of each name by the votes of the others.
    fn score(&mut self, groups: &mut [Group<'_>], of: &Constituencies) {
        for (i, g) in groups.iter_mut().enumerate() {
            self.ask(i, of);
            for (c, seat) in g.candidates.iter_mut().zip(of.seats(i)) {
                c.parts.country = COUNTRY * self.countries.share(seat.country);
                c.parts.region = REGION * self.regions.share(seat.region);
                c.parts.nearby = NEARBY * seat.spot.map_or(0.0, |spot| nearest(&spot, of.name(i), &self.points));
                c.score = c.parts.sum();
            }
        }
    }

    /// Where the rest of the article plays, for each name.
    fn find_neighbourhoods<'g>(&mut self, groups: &mut [Group<'g>], of: &Constituencies, home: Option<&PlaceEntry<'g>>) {
        let home = home.zip(of.home_region);
        let home = home.map(|(home, region)| Anchor { name: usize::MAX, entry: *home, region, sure: HOME_NEAR, weight: HOME });
        let mut anchors: Vec<Anchor<'g>> = home.into_iter().collect();
        let mut forces: Vec<(usize, usize)> = Vec::new();
        for (i, (g, shares)) in groups.iter().zip(&self.shares).enumerate() {
            for share in shares {
                let Some(entry) = g.candidates.get(share.candidate).map(|c| c.entry) else { continue };
                // From a capital one reports of the whole country.
                let town = entry.feature().is_populated_place() && entry.feature() != Feature::Capital;
                // A county says less of where in it than a town, and a state as little as one can.
                let share_of = match entry.feature() {
                    Feature::FirstOrder => 0.0,
                    Feature::SecondOrder if share.seat.spot.is_some() => COUNTY,
                    _ if town && share.seat.spot.is_some() => 1.0,
                    _ => continue,
                };
                if let Some(region) = share.seat.region {
                    forces.extend(g.force.then_some((region, of.name(i))));
                    let sure = if share_of > 0.0 { share.likelihood } else { 0.0 };
                    let weight = share_of * share.vote;
                    anchors.push(Anchor { name: of.name(i), entry, region, sure, weight });
                }
            }
        }
        let leading = leading(&anchors, &self.regions.of);
        for (i, g) in groups.iter_mut().enumerate() {
            self.ask(i, of);
            let there = |l: &Lead<'_, 'g>| self.regions.share(Some(l.region));
            let first =
                leading.iter().filter_map(|l| Some((l.of(of.name(i))?, there(l)))).max_by(|(_, p), (_, q)| p.total_cmp(q));
            g.around = first.map(|(a, there)| {
                let country = self.countries.share(of.country_of(a.region));
                let force = !g.force && forces.iter().any(|(region, name)| *region == a.region && *name != of.name(i));
                let police = if force { FORCE } else { 0.0 };
                let score = UNKNOWN + police + COUNTRY * country + REGION * there + NEARBY * a.sure;
                Neighbourhood { anchor: a.entry, score, share: there, weight: self.regions.others(a.region), force }
            });
        }
    }

    /// Takes the best candidate of a name: the share of the other votes that its country has.
    fn choose(&mut self, group: &mut Group<'_>, i: usize, of: &Constituencies) -> Option<f64> {
        self.ask(i, of);
        self.order.clear();
        self.order.extend(group.candidates.iter().enumerate().map(|(n, c)| (c.score, n)));
        let at = |n: usize| self.order.get(n).map(|(score, _)| *score);
        let order = |a: &usize, b: &usize| at(*b).unwrap_or(f64::MIN).total_cmp(&at(*a).unwrap_or(f64::MIN)).then(a.cmp(b));
        let best = (0..self.order.len()).min_by(order);
        let second = (0..self.order.len()).filter(|n| Some(*n) != best).min_by(order);
        group.best = best;
        group.margin = best.and_then(at).zip(second.and_then(at)).map_or(5.0, |(best, second)| best - second);
        best.and_then(|best| of.seats(i).get(best)).map(|seat| self.countries.share(seat.country))
    }
}

/// The votes for countries, or for regions, by their numbers.
struct Votes {
    of: Vec<f64>,
    all: f64,
    /// Those of the name that asks: it has no say in its own matter.
    own: Vec<f64>,
    all_own: f64,
    /// Which of those there are.
    aside: Vec<usize>,
}

impl Votes {
    fn among(len: usize) -> Votes {
        Votes { of: vec![0.0; len], all: 0.0, own: vec![0.0; len], all_own: 0.0, aside: Vec::with_capacity(VOTERS) }
    }

    fn clear(&mut self) {
        self.put_back();
        self.of.fill(0.0);
        self.all = 0.0;
    }

    fn cast(&mut self, number: Option<usize>, vote: f64) {
        if let Some(votes) = number.and_then(|n| self.of.get_mut(n)) {
            *votes += vote;
            self.all += vote;
        }
    }

    fn set_aside(&mut self, number: Option<usize>, vote: f64) {
        if let Some((number, own)) = number.and_then(|n| Some((n, self.own.get_mut(n)?))) {
            *own += vote;
            self.all_own += vote;
            self.aside.push(number);
        }
    }

    fn put_back(&mut self) {
        self.all_own = 0.0;
        for number in self.aside.drain(..) {
            if let Some(own) = self.own.get_mut(number) {
                *own = 0.0;
            }
        }
    }

    /// The votes of others.
    fn others(&self, number: usize) -> f64 {
        let of = |votes: &[f64]| votes.get(number).copied().unwrap_or(0.0);
        of(&self.of) - of(&self.own)
    }

    /// Their share of all votes of others. One more vote that is nobody's keeps a single weak vote from deciding.
    fn share(&self, number: Option<usize>) -> f64 {
        number.map_or(0.0, |n| self.others(n).max(0.0) / ((self.all - self.all_own).max(0.0) + 0.5))
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
    fn of(&self, name: usize) -> Option<&'a Anchor<'g>> {
        if self.first.name == name { self.second } else { Some(self.first) }
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
            if lead.second.is_none() && lead.first.name != anchor.name {
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

/// Where a name that votes may lie.
struct Point {
    name: usize,
    spot: Spot,
    sure: f64,
}

/// A town that a name means, by what the name weighs: where the article may play.
struct Anchor<'g> {
    name: usize,
    entry: PlaceEntry<'g>,
    region: usize,
    sure: f64,
    weight: f64,
}

/// How near the nearest other place is, 1 to 0. `points` ascend by latitude: only those of the same belt are looked at.
fn nearest(spot: &Spot, own: usize, points: &[Point]) -> f64 {
    let from = points.partition_point(|p| p.spot.latitude() < spot.latitude() - BELT);
    let belt = points.get(from..).unwrap_or(&[]).iter().take_while(|p| p.spot.latitude() <= spot.latitude() + BELT);
    // Degrees of longitude that are certainly too far, at the end of the belt that is nearer to a pole; around a pole none are.
    let wide = LazyCell::new(|| {
        let end = spot.latitude().abs() + BELT;
        if end < POLAR { BELT / end.to_radians().cos() } else { 360.0 }
    });
    let far = |p: &Point| {
        let apart = (p.spot.longitude() - spot.longitude()).abs();
        apart.min(360.0 - apart) > *wide
    };
    let mut near: f64 = 0.0;
    for p in belt.filter(|p| p.name != own) {
        // What is less sure than the best so far is near is not measured.
        if p.sure > near && !far(p) {
            near = near.max(p.sure * (1.0 - spot.distance_km(&p.spot) / NEARBY_KM).max(0.0));
        }
    }
    near
}

/// The country and the region that a candidate lies in, by number, and where it lies.
#[derive(Clone, Copy)]
struct Seat {
    country: Option<usize>,
    region: Option<usize>,
    spot: Option<Spot>,
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
    /// For each group the next of its name, in a circle, and the first of them.
    kin: Vec<usize>,
    names: Vec<usize>,
}

impl Constituencies {
    fn of(groups: &[Group<'_>], stated: &BTreeMap<String, f64>, home: Option<&PlaceEntry<'_>>) -> Constituencies {
        let candidates = groups.iter().map(|g| g.candidates.len()).sum::<usize>();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(stated.len() + candidates, FxBuildHasher);
        numbers.extend(stated.keys().enumerate().map(|(n, code)| (code.as_str(), n)));
        let mut all = Constituencies {
            seats: Vec::with_capacity(candidates),
            starts: vec![0],
            len: 0,
            home_region: None,
            countries: Vec::with_capacity(candidates),
            kin: groups.iter().map(|g| g.kin).collect(),
            names: (0..groups.len()).collect(),
        };
        for i in 0..groups.len() {
            // Where it is still its own first, it is the first of its circle.
            let mut next = all.kin.get(i).copied().unwrap_or(i);
            while next > i && all.names.get(next) == Some(&next) {
                if let Some(name) = all.names.get_mut(next) {
                    *name = i;
                }
                next = all.kin.get(next).copied().unwrap_or(i);
            }
        }
        let mut known: FxHashMap<(u32, u32), Seat> = FxHashMap::with_capacity_and_hasher(candidates, FxBuildHasher);
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
                    Seat { country, region, spot: None }
                });
                all.seats.push(Seat { spot: c.entry.point().map(Spot::new), ..*seat });
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

    /// The number of the name of a group.
    fn name(&self, group: usize) -> usize {
        self.names.get(group).copied().unwrap_or(group)
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
