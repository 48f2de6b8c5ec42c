//! Which of the places of a name is meant.

use std::collections::BTreeMap;

use super::candidate::{Candidate, candidates, prior};
use super::said::{accompany, contain, container, is_closed, is_directed, is_linked, link, relate, repeat};
use super::settle::{is_unknown, place};
use super::stated::stated_countries;
use super::{Found, vote};
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::PlaceEntry;
use crate::normalize::masthead::OwnName;
use crate::normalize::{Page, Setting, homes};
use crate::resolution::{PlaceParts, ScoredPlace};
use crate::span::Field;

/// What the town of the paper has above others of its name.
const HOME: f64 = 5.0;

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
    pub(super) outer: Option<usize>,
    /// It lies in that, where no table has it.
    pub(super) bound: bool,
    /// Its first mention in the text, the title apart.
    pub(super) first: usize,
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
            bound: false,
            first: usize::MAX,
        }
    }
}

/// A name, the kind that stands with it, and the group of what is said to hold it.
pub(super) type Name<'p> = (&'p str, Option<PlaceKind>, Option<usize>);

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
    let mut of_name: BTreeMap<Name<'_>, usize> = BTreeMap::new();
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
                let closed = outer
                    .get(i)
                    .copied()
                    .flatten()
                    .and_then(|o| found.get(o))
                    .is_some_and(|o| is_closed(pages, o) || is_directed(pages, f, o));
                contain(&mut made, around, closed);
            }
            groups.push(made);
        }
        if let Some(slot) = group_of.get_mut(i) {
            *slot = group;
        }
        if let Some(g) = groups.get_mut(group) {
            g.weight += if f.dateline { 2.0 } else { 0.5 };
            g.force |= f.force;
            if pages.get(f.page).is_some_and(|p| p.field == Field::Text) {
                g.first = i;
            }
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
    accompany(&mut groups, home.and_then(|h| h.country()));
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
