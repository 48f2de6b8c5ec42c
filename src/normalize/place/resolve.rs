//! Which of the places of a name is meant.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, sector, vote};
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::{Feature, PlaceEntry};
use crate::lexicon::fronts::front;
use crate::lexicon::sides::SideWord;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::{Outlets, Sense, country_of_domain};
use crate::normalize::masthead::OwnName;
use crate::normalize::{Page, Setting, homes};
use crate::resolution::{PlaceParts, ScoredPlace};
use crate::text::{Kind, Text};

/// A lead of less than this (natural logarithms) is no decision.
const MARGIN: f64 = 0.7;
/// What the weight of evidence can add at most.
const CONTAINED: f64 = 12.0;
const LINKED: f64 = 8.0;
const LINK_KM: f64 = 100.0;
/// The vote of one word for the country of the paper, and of all together.
const LOCALE: f64 = 0.5;
const LOCALE_MOST: f64 = 2.0;

/// What a county loses that is named without the word for it.
const BARE: f64 = -2.0;

/// What the town of the paper has above others of its name.
const HOME: f64 = 5.0;

/// How near to the other names of the article what is called a neighbourhood lies at least, as a part of the score.
const BESIDE: f64 = 3.0;

/// One name with one reading.
pub(super) struct Group<'g> {
    /// The next group of the same name, round in a circle: what a name means is no evidence of what it means elsewhere.
    pub(super) kin: usize,
    pub(super) candidates: Vec<Candidate<'g>>,
    pub(super) best: Option<usize>,
    pub(super) margin: f64,
    /// How much the group says about where the article plays.
    pub(super) weight: f64,
    pub(super) kind: Option<PlaceKind>,
    /// Its police are named.
    pub(super) force: bool,
    /// The share of the rest of the article that plays in the country of the best candidate.
    pub(super) support: f64,
    /// Where the rest of the article plays.
    pub(super) around: Option<vote::Neighbourhood<'g>>,
    /// The group of what holds it, by a comma here or behind the same name elsewhere.
    outer: Option<usize>,
}

impl<'g> Group<'g> {
    fn empty(number: usize) -> Group<'g> {
        Group {
            kin: number,
            candidates: Vec::new(),
            best: None,
            margin: 0.0,
            weight: 0.0,
            kind: None,
            force: false,
            support: 0.0,
            around: None,
            outer: None,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Candidate<'g> {
    pub(super) entry: PlaceEntry<'g>,
    pub(super) parts: PlaceParts,
    /// All parts together.
    pub(super) score: f64,
}

impl<'g> Candidate<'g> {
    fn new(entry: PlaceEntry<'g>, prior: f64) -> Candidate<'g> {
        Candidate { entry, parts: PlaceParts { prior, ..PlaceParts::default() }, score: prior }
    }
}

/// The names found, grouped by what they mean, with their candidates scored.
pub(super) struct Resolved<'g> {
    groups: Vec<Group<'g>>,
    group_of: Vec<usize>,
}

/// Candidates that are shown.
const SHOWN: usize = 5;

impl<'g> Resolved<'g> {
    /// The place of each name, in order.
    pub fn places(&self, pages: &[Page<'_>], found: &[Found<'_>]) -> Vec<Option<Place>> {
        let Resolved { groups, group_of } = self;
        let around = |i: usize| {
            let outer = group_of.get(i).and_then(|g| groups.get(*g)?.outer);
            outer.and_then(|o| groups.get(o)).and_then(|g| g.candidates.get(g.best?))
        };
        let place = |i: usize, f: &Found<'_>| {
            let group = groups.get(group_of.get(i).copied().unwrap_or(0));
            // A small town that nothing else in the article is near is some other thing of that name.
            let best = || group.and_then(|g| g.candidates.get(g.best?));
            let lonely = f.weak && group.is_some_and(|g| g.support < 0.08)
                || group.zip(best()).is_some_and(|(g, b)| {
                    // A name that is only spelled like that of a far place is somebody's.
                    (f.doubtful || f.weak && b.entry.is_variant()) && is_unknown(g, b, None)
                });
            (!lonely).then(|| place(pages, f, group, groups, around(i).map(|c| &c.entry)))
        };
        found.iter().enumerate().map(|(i, f)| place(i, f)).collect()
    }

    /// The likeliest candidates of a name, best first, and the lead of the first.
    pub fn ranking(&self, number: usize) -> (Vec<ScoredPlace>, Option<f64>) {
        let Some(group) = self.group_of.get(number).and_then(|g| self.groups.get(*g)) else { return (Vec::new(), None) };
        let round = |x: f64| (x * 1000.0).round() / 1000.0;
        let rounded = |p: &PlaceParts| PlaceParts {
            prior: round(p.prior),
            stated: round(p.stated),
            country: round(p.country),
            region: round(p.region),
            nearby: round(p.nearby),
            home: round(p.home),
        };
        let mut order: Vec<&Candidate<'_>> = group.candidates.iter().collect();
        order.sort_by(|a, b| b.score.total_cmp(&a.score));
        let margin = match order[..] {
            [a, b, ..] => Some(round(a.score - b.score)),
            _ => None,
        };
        let scored =
            |c: &&Candidate<'_>| ScoredPlace { place: c.entry.to_place(), score: round(c.score), parts: rounded(&c.parts) };
        (order.iter().take(SHOWN).map(scored).collect(), margin)
    }
}

/// Scores the candidates of all names found.
pub(super) fn resolve<'g>(
    pages: &[Page<'_>],
    found: &[Found<'g>],
    setting: &Setting<'g>,
    home: Option<PlaceEntry<'g>>,
    publisher: &OwnName<'_>,
) -> Resolved<'g> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut of_name: BTreeMap<(&str, Option<PlaceKind>, Option<usize>), usize> = BTreeMap::new();
    let outer: Vec<Option<usize>> = (0..found.len()).map(|i| container(pages, found, i)).collect();
    let mut group_of = vec![0; found.len()];
    // Backwards, so that the outer place has its group when the inner one asks.
    for i in (0..found.len()).rev() {
        let Some(f) = found.get(i) else { continue };
        let text = pages.get(f.page).map(|p| &p.text);
        let name = text.map_or("", |t| t.run(f.name.clone()));
        let around = outer.get(i).copied().flatten().and_then(|o| group_of.get(o).copied());
        let next = groups.len();
        let group = *of_name.entry((name, f.head.or(f.listed), around)).or_insert(next);
        if group == next {
            let mut made = Group { candidates: candidates(pages, f, setting), kind: f.head, outer: around, ..Group::empty(next) };
            if let Some(around) = around.and_then(|g| groups.get_mut(g)) {
                contain(&mut made, around);
            }
            groups.push(made);
        }
        if let Some(slot) = group_of.get_mut(i) {
            *slot = group;
        }
        if let Some(g) = groups.get_mut(group) {
            g.weight += if f.dateline { 2.0 } else { 0.5 };
            g.force |= f.force;
        }
    }
    for g in &mut groups {
        g.weight = (1.0 + g.weight).ln();
    }
    if home.is_none()
        && let Some((town, entries)) = homes::namesake(publisher.get(), setting.places)
        && !of_name.contains_key(&(town, None, None))
    {
        let candidates = entries.into_iter().map(|entry| Candidate::new(entry, prior(&entry))).collect();
        groups.push(Group { candidates, weight: vote::NAMESAKE, ..Group::empty(groups.len()) });
    }
    for i in 0..found.len() {
        if is_linked(pages, found, i)
            && let (Some(inner), Some(outer)) = (group_of.get(i), group_of.get(i + 1))
        {
            link(&mut groups, *inner, *outer);
        }
    }
    repeat(&of_name, &mut groups);
    relate(&of_name, &mut groups);
    let mut countries = stated_countries(pages, setting, home.is_some());
    if let Some(country) = home.and_then(|h| h.country()) {
        *countries.entry(country.to_owned()).or_default() += vote::HOME;
    }
    for c in groups.iter_mut().flat_map(|g| &mut g.candidates) {
        c.parts.home = if home == Some(c.entry) { HOME } else { 0.0 };
        c.score = c.parts.sum();
    }
    vote::decide(&mut groups, &countries, home.as_ref());
    Resolved { groups, group_of }
}
/// The name after a comma: "X, Y".
fn container(pages: &[Page<'_>], found: &[Found<'_>], i: usize) -> Option<usize> {
    let (inner, outer) = (found.get(i)?, found.get(i + 1)?);
    let text = &pages.get(inner.page)?.text;
    let comma = inner.page == outer.page && inner.tokens.end + 1 == outer.tokens.start && text.norm(inner.tokens.end) == ",";
    // "Oklahoma, Pennsylvania and Wisconsin".
    let comma = comma && !(inner.listed.is_some() && inner.listed == outer.listed);
    let bracket = inner.page == outer.page && inner.tokens.end + 1 == outer.tokens.start && text.norm(inner.tokens.end) == "(";
    (comma || bracket || is_in(text, inner, outer)).then_some(i + 1)
}

/// "X in Y", "X in northern Y" where one of those that X may be lies in Y.
fn is_in(text: &Text<'_>, inner: &Found<'_>, outer: &Found<'_>) -> bool {
    let gap = inner.tokens.end..outer.tokens.start;
    let direction = |t: usize| Toponyms::english().word(text.norm(t)).modifier || text.norm(t) == "the";
    let told = inner.page == outer.page
        && matches!(gap.len(), 1..=3)
        && text.norm(gap.start) == "in"
        && gap.clone().skip(1).all(direction)
        && inner.name.start > 0
        && Toponyms::english().word(text.norm(inner.name.start - 1)).locative;
    let (Some(within), Some(around)) = (inner.meaning.as_ref(), outer.meaning.as_ref()) else { return false };
    told && around.entries.iter().any(|o| within.entries.iter().any(|i| o.contains(i)))
}

/// Most words between a place and the one that it is told to lie near.
const LINK: usize = 7;

/// Whether the next place tells where a place lies: "X in the Y direction", "X, 15 miles south of Y", "X just outside Y".
fn is_linked(pages: &[Page<'_>], found: &[Found<'_>], i: usize) -> bool {
    let (Some(inner), Some(outer)) = (found.get(i), found.get(i + 1)) else { return false };
    let Some(text) = pages.get(inner.page).map(|p| &p.text).filter(|_| inner.page == outer.page) else { return false };
    let gap = inner.tokens.end..outer.tokens.start;
    let words = Toponyms::english();
    let leads = |t: usize| text.is(t, &["in", "of", "near", "outside", "from"]);
    let link = |t: usize| {
        let norm = text.norm(t);
        let distance = matches!(norm, "km" | "kilometers" | "kilometres" | "miles" | "about" | "some" | "just" | "an" | "a");
        leads(t)
            || distance
            || words.word(norm).modifier
            || matches!(norm, "," | "the" | "suburb")
            || text.kind(t) == Kind::Number
    };
    !gap.is_empty() && gap.len() <= LINK && gap.clone().any(leads) && gap.clone().all(link)
}

/// What is told to lie near a place lies near one of its candidates.
fn link(groups: &mut [Group<'_>], inner: usize, outer: usize) {
    if inner == outer {
        return;
    }
    let around: Vec<(f64, f64)> = groups
        .get(outer)
        .into_iter()
        .flat_map(|g| &g.candidates)
        .filter(|c| c.entry.feature() > Feature::FirstOrder)
        .filter_map(|c| c.entry.point())
        .collect();
    for c in groups.get_mut(inner).into_iter().flat_map(|g| &mut g.candidates) {
        let Some(point) = c.entry.point() else { continue };
        let near = around.iter().map(|p| 1.0 - crate::gazetteer::distance_km(point, *p) / LINK_KM).fold(0.0, f64::max);
        c.parts.stated = c.parts.stated.max(LINKED * near);
    }
}

fn candidates<'g>(pages: &[Page<'_>], found: &Found<'g>, setting: &Setting<'g>) -> Vec<Candidate<'g>> {
    if let Some(area) = found.area {
        let entry = if area.contains(':') { setting.places.get(area) } else { setting.places.area(area) };
        return entry.into_iter().map(|entry| Candidate::new(entry, 0.0)).collect();
    }
    let mut entries: Vec<PlaceEntry<'g>> = found.meaning.as_ref().map(|m| m.entries.clone()).unwrap_or_default();
    if found.head == Some(PlaceKind::Sector) {
        if let Some(page) = pages.get(found.page) {
            for town in sector::towns(setting.places, page.text.norm(found.name.start)) {
                if !entries.contains(&town) {
                    entries.push(town);
                }
            }
        }
        entries.retain(|e| e.feature().is_populated_place());
    } else if let Some(kind) = found.head.or(found.listed) {
        entries.retain(|e| fits(kind, e));
    }
    // "Comanche" is seldom Comanche County, where counties are called so.
    let run = pages.get(found.page).map_or("", |p| p.text.run(found.name.clone()));
    let plain = found.head.is_none() && found.listed.is_none();
    let bare = |e: &PlaceEntry<'_>| {
        let county = plain && e.feature() == Feature::SecondOrder && e.country().is_some_and(is_reusing);
        if county && e.key().replace(' ', "") != run { BARE } else { 0.0 }
    };
    // "The California neighborhood".
    if found.quarter {
        entries.retain(|e| e.feature().is_populated_place() || matches!(e.feature(), Feature::Section | Feature::LowerOrder));
    }
    // Where towns share a stock of names a township is not the city of its name.
    if found.township {
        entries.retain(|e| !(e.feature().is_populated_place() && e.country().is_some_and(is_reusing)));
    }
    // "New York Gov. Roe": a state has one.
    let of_state = pages.get(found.page).is_some_and(|p| Toponyms::english().word(p.text.norm(found.name.end)).state_office);
    if of_state && entries.iter().any(|e| e.feature() == Feature::FirstOrder) {
        entries.retain(|e| matches!(e.feature(), Feature::FirstOrder | Feature::Country));
    }
    // Armies speak of directions where the front of a war is.
    let front = |e: &PlaceEntry<'_>| match found.head {
        Some(PlaceKind::Sector) => e.region_code().and_then(front).or_else(|| front(e.country()?)).unwrap_or(0.0),
        _ => 0.0,
    };
    entries.into_iter().map(|entry| Candidate::new(entry, prior(&entry) + front(&entry) + bare(&entry))).collect()
}

/// Whether a place can be what a head says.
pub(super) fn fits(head: PlaceKind, place: &PlaceEntry<'_>) -> bool {
    match head {
        PlaceKind::Country => place.feature() == Feature::Country,
        PlaceKind::Region => matches!(place.feature(), Feature::FirstOrder | Feature::Vernacular | Feature::Continent),
        PlaceKind::District => matches!(place.feature(), Feature::SecondOrder | Feature::LowerOrder | Feature::Section),
        PlaceKind::City | PlaceKind::Locality => place.feature().is_populated_place(),
        // Islands are also regions and states, and bear their names as a whole: no "Mount Tolver" is Tolver County.
        PlaceKind::Natural => place.kind() == PlaceKind::Natural,
        _ => true,
    }
}

/// How likely a name means a place when nothing else is known: people, rank, and whether it is what the place is called.
fn prior(place: &PlaceEntry<'_>) -> f64 {
    let people = (place.population() as f64).max(300.0).ln();
    let rank = match place.feature() {
        Feature::Country => 4.0_f64.max(17.0 - people),
        Feature::Continent => 8.0,
        Feature::FirstOrder => -1.5,
        Feature::SecondOrder => -4.0,
        Feature::LowerOrder => -5.0,
        Feature::Capital => 3.0,
        Feature::FirstOrderSeat => 1.0,
        Feature::SecondOrderSeat => 0.3,
        Feature::Section => -2.0,
        Feature::Former => -2.0,
        Feature::Vernacular => 8.0,
        Feature::Sea => 6.0,
        Feature::River | Feature::Lake => 3.0,
        Feature::Island | Feature::Mountains | Feature::Land => 2.0,
        _ => 0.0,
    };
    let called = if place.is_main_name() { 0.0 } else { -2.0 };
    let spelled = if place.is_variant() { -0.7 } else { 0.0 };
    people + rank + called + spelled
}

/// What a comma says: the inner place lies in the outer one.
fn contain(inner: &mut Group<'_>, outer: &mut Group<'_>) {
    let mut holds = vec![false; outer.candidates.len()];
    for candidate in &mut inner.candidates {
        for (o, holds) in outer.candidates.iter().zip(&mut holds) {
            // Washington is in D.C., which is Washington.
            if o.entry.contains(&candidate.entry) || o.entry == candidate.entry {
                candidate.parts.stated = CONTAINED;
                *holds = true;
            }
        }
    }
    for (o, _) in outer.candidates.iter_mut().zip(holds).filter(|(_, holds)| *holds) {
        o.parts.stated = CONTAINED / 2.0;
    }
}

/// A bare name means what the same name with its region means elsewhere in the article.
fn repeat(of_name: &BTreeMap<(&str, Option<PlaceKind>, Option<usize>), usize>, groups: &mut [Group<'_>]) {
    let mut sure: BTreeMap<(&str, Option<PlaceKind>), Vec<u32>> = BTreeMap::new();
    let mut outers: BTreeMap<&str, usize> = BTreeMap::new();
    for ((name, kind, around), group) in of_name {
        if let Some(around) = around {
            outers.entry(*name).or_insert(*around);
        }
        if around.is_some()
            && let Some(g) = groups.get(*group)
        {
            let stated = g.candidates.iter().filter(|c| c.parts.stated >= CONTAINED).map(|c| c.entry.index());
            sure.entry((*name, *kind)).or_default().extend(stated);
        }
    }
    for ((name, kind, around), group) in of_name {
        if around.is_some() {
            continue;
        }
        // What no table has lies where it is said to lie once.
        let unknown = groups.get(*group).is_some_and(|g| g.candidates.is_empty());
        if unknown && let Some(g) = groups.get_mut(*group) {
            g.outer = outers.get(name).copied();
        }
        let Some(indices) = sure.get(&(*name, *kind)) else { continue };
        for c in groups.get_mut(*group).into_iter().flat_map(|g| &mut g.candidates) {
            if indices.contains(&c.entry.index()) {
                c.parts.stated += CONTAINED / 2.0;
            }
        }
    }
}

/// Links the groups of one name that may be the same town, with and without its region or a word for a settlement.
fn relate(of_name: &BTreeMap<(&str, Option<PlaceKind>, Option<usize>), usize>, groups: &mut [Group<'_>]) {
    let mut last: BTreeMap<(&str, Option<PlaceKind>), usize> = BTreeMap::new();
    for ((name, kind, _), group) in of_name {
        let kind = kind.filter(|k| !matches!(k, PlaceKind::City | PlaceKind::Locality));
        let Some(other) = last.insert((*name, kind), *group) else { continue };
        let next = groups.get(other).map_or(other, |g| g.kin);
        if let Some(g) = groups.get_mut(*group) {
            g.kin = next;
        }
        if let Some(g) = groups.get_mut(other) {
            g.kin = *group;
        }
    }
}

/// Countries that the article names as adjectives, and the home of its publisher.
fn stated_countries(pages: &[Page<'_>], setting: &Setting<'_>, at_home: bool) -> BTreeMap<String, f64> {
    let mut votes: BTreeMap<String, f64> = BTreeMap::new();
    for page in pages {
        for hit in page.hits() {
            let Sense::Side(row) = hit.sense else { continue };
            let Some(side) = setting.lexicon.sides().get(row) else { continue };
            if matches!(side.kind, SideWord::Adjective | SideWord::People) && side.code.len() == 2 {
                *votes.entry(side.code.clone()).or_default() += 0.3;
            }
        }
    }
    for vote in votes.values_mut() {
        *vote = vote.min(2.0);
    }
    for (country, vote) in locales(pages) {
        *votes.entry(country.to_owned()).or_default() += vote;
    }
    // Of a paper of a town the town votes.
    if let Some(publisher) = setting.document.publisher_key().filter(|_| !at_home) {
        let outlet = Outlets::embedded().publisher(publisher).and_then(|o| o.country.clone());
        if let Some(country) = outlet.or_else(|| country_of_domain(publisher)) {
            *votes.entry(country).or_default() += 0.7;
        }
    }
    votes
}

/// What the words of an article say of where its paper is printed: each word once, shared among its countries.
fn locales(pages: &[Page<'_>]) -> BTreeMap<&'static str, f64> {
    let words = Toponyms::english();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut votes: BTreeMap<&'static str, f64> = BTreeMap::new();
    for page in pages {
        for t in 0..page.text.tokens.len() {
            let countries = words.locale(page.text.norm(t));
            if !countries.is_empty() && seen.insert(page.text.norm(t)) {
                for country in countries {
                    *votes.entry(country).or_default() += LOCALE / countries.len() as f64;
                }
            }
        }
    }
    for vote in votes.values_mut() {
        *vote = vote.min(LOCALE_MOST);
    }
    votes
}

fn place(
    pages: &[Page<'_>],
    found: &Found<'_>,
    group: Option<&Group<'_>>,
    groups: &[Group<'_>],
    around: Option<&PlaceEntry<'_>>,
) -> Place {
    let written = pages.get(found.page).map(|p| p.text.slice(found.tokens.clone())).unwrap_or_default();
    let best = group.and_then(|g| Some((g, g.candidates.get(g.best?)?)));
    // "Tolver, Vt." is no Tolver in Alaska, even where no other is known.
    let elsewhere = |best: &PlaceEntry<'_>| {
        let area = around.filter(|a| a.feature() <= Feature::FirstOrder);
        let small = best.feature().is_populated_place() || best.feature() == Feature::SecondOrder;
        small && area.is_some_and(|a| !a.contains(best) && a != best)
    };
    // What is called a neighbourhood is no town far from everything else.
    let far = |best: &Candidate<'_>| {
        let beside = best.parts.nearby > BESIDE || best.parts.stated > 0.0 || best.entry.feature() == Feature::Section;
        found.quarter && !beside && best.entry.feature().is_populated_place()
    };
    let listed = |(g, b): &(&Group<'_>, &Candidate<'_>)| !elsewhere(&b.entry) && !is_unknown(g, b, around) && !far(b);
    let Some((group, best)) = best.filter(listed) else {
        return unlisted(written, found, group, groups, around);
    };
    let mut place = best.entry.to_place();
    place.ambiguous = group.margin < MARGIN && is_elsewhere(group, &best.entry);
    if group.kind == Some(PlaceKind::Sector) {
        place.id = None;
        place.name = written.to_owned();
        place.kind = Some(PlaceKind::Sector);
        place.radius_km = place.radius_km.map(|r| r.max(40.0));
    }
    if found.near {
        place.near = true;
        place.radius_km = place.radius_km.map(|r| r + 25.0);
    }
    place
}

/// Whether a small town far from everything else in the article gives way to one of that name which no table has.
fn is_unknown(group: &Group<'_>, best: &Candidate<'_>, around: Option<&PlaceEntry<'_>>) -> bool {
    let local = group.around.is_some_and(|a| {
        let clear = a.share > CLEAR && (a.force || a.weight > group.weight * OUTWEIGHS);
        let reused = a.anchor.country().is_some_and(is_reusing);
        clear && reused && a.score > best.score && a.anchor.region_code() != best.entry.region_code()
    });
    // Who says the name of a city of millions at home means the city.
    let home = group.around.is_some_and(|a| a.anchor.country() == best.entry.country());
    let great = home && best.entry.population() >= GREAT;
    local && around.is_none() && best.parts.stated == 0.0 && best.entry.feature().is_populated_place() && !great
}

/// Whether the runner-up lies somewhere else: a town and its region do not contradict each other.
fn is_elsewhere(group: &Group<'_>, best: &PlaceEntry<'_>) -> bool {
    let other = |c: &&Candidate<'_>| c.entry != *best && !c.entry.contains(best) && !best.contains(&c.entry);
    group
        .candidates
        .iter()
        .filter(other)
        .any(|c| c.entry.distance_km(best).is_none_or(|km| km > best.radius_km() + c.entry.radius_km()))
}

/// A place that the gazetteer does not know: its name, its kind, and the region or country where the article plays, where that is clear.
fn unlisted(
    written: &str,
    found: &Found<'_>,
    group: Option<&Group<'_>>,
    groups: &[Group<'_>],
    around: Option<&PlaceEntry<'_>>,
) -> Place {
    let name = called(written);
    if let Some(around) = around.filter(|a| a.feature() <= Feature::SecondOrder) {
        let outer = around.to_place();
        let region = if around.feature() == Feature::FirstOrder { Some(outer.name) } else { outer.region };
        let kind = found.head.or(Some(PlaceKind::Locality));
        return Place { id: None, name, kind, region, ambiguous: false, ..outer };
    }
    let small = matches!(found.head, None | Some(PlaceKind::City | PlaceKind::Locality));
    let near = group.and_then(|g| g.around).filter(|a| small && a.share > CLEAR);
    if let Some(near) = near {
        let kind = found.head.or(Some(PlaceKind::Locality));
        let anchor = near.anchor.to_place();
        if near.anchor.feature() == Feature::FirstOrder {
            return Place {
                id: None,
                kind,
                region: Some(anchor.name.clone()),
                name,
                near: found.near,
                ambiguous: false,
                ..anchor
            };
        }
        return Place { id: None, name, kind, near: found.near, radius_km: Some(VICINITY_KM), ambiguous: false, ..anchor };
    }
    let mut countries: BTreeMap<&str, f64> = BTreeMap::new();
    for g in groups {
        if let Some(country) = g.best.and_then(|b| g.candidates.get(b)?.entry.country()) {
            *countries.entry(country).or_default() += g.weight;
        }
    }
    let all: f64 = countries.values().sum();
    let country = countries.into_iter().find(|(_, w)| *w > 0.6 * all).map(|(c, _)| c.to_owned());
    Place { name, kind: found.head, country, ..Place::default() }
}

/// The share of an article that must play in a region for what no table has to lie there too.
const CLEAR: f64 = 0.4;
/// What the other names there must weigh against a name that a far town bears, too.
const OUTWEIGHS: f64 = 0.8;
/// From so many people on a city is great.
const GREAT: u64 = 1_000_000;
/// Countries whose towns share a stock of names: that a table has one Madison there says little of where the next is.
const REUSING: [&str; 6] = ["US", "CA", "GB", "IE", "AU", "NZ"];

pub(super) fn is_reusing(country: &str) -> bool {
    REUSING.contains(&country)
}

/// How far from the town that the article is about such a place may lie, in km.
const VICINITY_KM: f64 = 60.0;

/// A name as a table would have it: datelines stand in capitals.
fn called(written: &str) -> String {
    if written.chars().filter(|c| c.is_alphabetic()).count() < 4 || written.chars().any(char::is_lowercase) {
        return written.to_owned();
    }
    let mut name = String::with_capacity(written.len());
    let mut inside = false;
    for c in written.chars() {
        if inside {
            name.extend(c.to_lowercase())
        } else {
            name.push(c)
        }
        inside = c.is_alphabetic() || c == '\'';
    }
    name
}
