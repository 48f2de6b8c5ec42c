//! Data sets of events joined by windows of space and time, one to one.

use std::collections::BTreeSet;

use crate::date::Date;

/// An event of a data set, as [`Window`] compares it.
///
/// Datasets that are coded by hand have points and days of their own and no missing values: what lacks one of them is no match for anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// First day.
    pub start: Option<Date>,
    /// Last day; an event of more than one day is an episode.
    pub end: Option<Date>,
    /// Latitude and longitude, in degrees.
    pub point: Option<(f64, f64)>,
    /// For each taxonomy the classes of the event, from the finest to the broadest. All sightings have the same taxonomies in the same order.
    pub classes: Vec<Vec<String>>,
}

/// Matches events of several data sets by the rule of MELTT (Donnay, Dunford, McGrath, Backer and Cunningham 2019, Integrating conflict event data,
/// Journal of Conflict Resolution 63:1337): first and last day no further apart than a window of days, points no further than a
/// window of kilometres, a class in common in every taxonomy at some level; one to one.
///
/// For those who join coded data sets and must say that they followed that rule. It knows no degrees: one day outside of the window is no match,
/// and a vague place or a missing day has none. For claims from articles use [`Clusterer`](crate::cluster::Clusterer).
///
/// ```
/// use corroborate::cluster::{Sighting, Window};
/// let seen = |day: &str, lat: f64| Sighting {
///     start: day.parse().ok(),
///     end: day.parse().ok(),
///     point: Some((lat, 30.0)),
///     classes: vec![vec!["shelling".into(), "attack".into()]],
/// };
/// let sets = [vec![seen("2025-03-01", 50.0)], vec![seen("2025-03-09", 50.0), seen("2025-03-02", 50.01)]];
/// assert_eq!(Window::new(2, 4.0).matches(&sets), [vec![(0, 0), (1, 1)]]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    days: i64,
    km: f64,
    best_first: bool,
}

/// Kilometres to a degree of a great circle.
const DEGREE: f64 = 111.111;

impl Window {
    /// Windows of so many days and kilometres. Allowed pairs are taken in the order of the rows, as MELTT takes them.
    pub fn new(days: u32, km: f64) -> Window {
        Window { days: i64::from(days), km, best_first: false }
    }

    /// Takes the pairs whose classes agree at the finest levels first, whatever the order of the rows.
    #[must_use]
    pub fn best_first(mut self) -> Window {
        self.best_first = true;
        self
    }

    /// How well two events fit, from 0, where the finest classes agree in all taxonomies, to 1; `None` where they are no match.
    pub fn fit(&self, a: &Sighting, b: &Sighting) -> Option<f64> {
        let ends = a.start.zip(a.end).zip(b.start.zip(b.end));
        let ((start, end), (other_start, other_end)) = ends?;
        let episodes = (start != end, other_start != other_end);
        let days = |a: Date, b: Date| (a.number() - b.number()).abs();
        let near = days(start, other_start) <= self.days && days(end, other_end) <= self.days;
        if episodes.0 != episodes.1 || !near || distance(a.point?, b.point?) > self.km || a.classes.len() != b.classes.len() {
            return None;
        }
        let mut sum = 0.0;
        for (x, y) in a.classes.iter().zip(&b.classes) {
            let level = x.iter().zip(y).position(|(x, y)| x == y)?;
            sum += level as f64 / x.len().saturating_sub(1).max(1) as f64;
        }
        Some(sum / a.classes.len().max(1) as f64)
    }

    /// The groups of two and more, each as data set and row, in order. Data sets are joined one after the other; a group is compared by its member of
    /// the earliest. Time is that of the pairs within the window of days.
    pub fn matches(&self, sets: &[Vec<Sighting>]) -> Vec<Vec<(usize, usize)>> {
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        for (set, rows) in sets.iter().enumerate() {
            let head =
                |group: &Vec<(usize, usize)>| group.first().and_then(|(set, row)| sets.get(*set).and_then(|rows| rows.get(*row)));
            let mut by_day: Vec<(i64, usize)> =
                groups.iter().enumerate().filter_map(|(n, group)| Some((head(group)?.start?.number(), n))).collect();
            by_day.sort_unstable();
            let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
            for (row, sighting) in rows.iter().enumerate() {
                let Some(day) = sighting.start.map(Date::number) else { continue };
                let from = by_day.partition_point(|(start, _)| *start < day - self.days);
                for (_, group) in by_day.iter().skip(from).take_while(|(start, _)| *start <= day + self.days) {
                    if let Some(fit) = groups.get(*group).and_then(head).and_then(|head| self.fit(head, sighting)) {
                        pairs.push((if self.best_first { fit } else { 0.0 }, *group, row));
                    }
                }
            }
            pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            let (mut taken, mut matched) = (BTreeSet::new(), BTreeSet::new());
            for (_, group, row) in pairs {
                if !taken.contains(&group) && !matched.contains(&row) {
                    taken.insert(group);
                    matched.insert(row);
                    if let Some(group) = groups.get_mut(group) {
                        group.push((set, row));
                    }
                }
            }
            groups.extend((0..rows.len()).filter(|row| !matched.contains(row)).map(|row| vec![(set, row)]));
        }
        groups.retain(|group| group.len() > 1);
        groups.sort_unstable();
        groups
    }
}

/// Kilometres along the great circle.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, other) = (a.0.to_radians(), b.0.to_radians());
    let cosine = lat.sin() * other.sin() + lat.cos() * other.cos() * (a.1 - b.1).to_radians().cos();
    let km = DEGREE * cosine.clamp(-1.0, 1.0).acos().to_degrees();
    if km.is_nan() { f64::INFINITY } else { km }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(days: &str, lat: f64, classes: &[&str]) -> Sighting {
        let (start, end) = days.split_once("..").unwrap_or((days, days));
        let classes = classes.iter().map(|line| line.split('<').map(str::to_owned).collect()).collect();
        Sighting { start: start.parse().ok(), end: end.parse().ok(), point: Some((lat, 20.0)), classes }
    }

    #[test]
    fn fits() {
        let event = seen("2025-05-10", 10.0, &["raid<attack", "army<state<actor"]);
        for (name, other, expected) in [
            ("same", event.clone(), Some(0.0)),
            ("broader in one", seen("2025-05-12", 10.03, &["siege<attack", "army<state<actor"]), Some(0.5)),
            ("broader in both", seen("2025-05-10", 10.0, &["siege<attack", "guard<police<actor"]), Some(1.0)),
            ("nothing shared", seen("2025-05-10", 10.0, &["siege<blockade", "army<state<actor"]), None),
            ("three days", seen("2025-05-13", 10.0, &["raid<attack", "army<state<actor"]), None),
            ("far", seen("2025-05-10", 10.04, &["raid<attack", "army<state<actor"]), None),
            ("an episode", seen("2025-05-10..2025-05-11", 10.0, &["raid<attack", "army<state<actor"]), None),
            ("no day", seen("", 10.0, &["raid<attack", "army<state<actor"]), None),
            ("no point", Sighting { point: None, ..event.clone() }, None),
            ("odd point", seen("2025-05-10", f64::NAN, &["raid<attack", "army<state<actor"]), None),
            ("fewer taxonomies", seen("2025-05-10", 10.0, &["raid<attack"]), None),
        ] {
            assert_eq!(Window::new(2, 4.0).fit(&event, &other), expected, "{name}");
            assert_eq!(Window::new(2, 4.0).fit(&other, &event), expected, "{name}, turned");
        }
    }

    #[test]
    fn one_to_one() {
        let raid = |day: &str| seen(day, 10.0, &["raid<attack"]);
        let siege = |day: &str| seen(day, 10.0, &["siege<attack"]);
        let sets = [
            vec![raid("2025-05-10"), siege("2025-05-10")],
            vec![siege("2025-05-11"), raid("2025-05-11")],
            vec![raid("2025-05-12")],
        ];
        let window = Window::new(2, 4.0);
        assert_eq!(window.matches(&sets), [vec![(0, 0), (1, 0), (2, 0)], vec![(0, 1), (1, 1)]]);
        assert_eq!(window.best_first().matches(&sets), [vec![(0, 0), (1, 1), (2, 0)], vec![(0, 1), (1, 0)]]);
        assert!(window.matches(&[]).is_empty() && window.matches(&[vec![raid("2025-05-10"); 3]]).is_empty());
    }
}
