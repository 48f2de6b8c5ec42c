//! Coasts and borders of the world, for small maps.

use std::sync::OnceLock;

/// Coasts are closed rings; borders are open lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Coast,
    Border,
    Disputed,
}

/// A line on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outline {
    pub(super) kind: Kind,
    /// Degrees east and north.
    pub(super) points: Vec<(f64, f64)>,
    /// West, south, east, north.
    pub(super) bounds: [f64; 4],
}

/// All lines, read once.
pub(super) fn outlines() -> &'static [Outline] {
    static OUTLINES: OnceLock<Vec<Outline>> = OnceLock::new();
    OUTLINES.get_or_init(|| include_str!("data/outlines.tsv").lines().filter_map(outline).collect())
}

/// A row: the kind, then points in hundredths of a degree, each but the first as its difference from the one before.
fn outline(line: &str) -> Option<Outline> {
    let (kind, points) = line.split_once('\t')?;
    let kind = match kind {
        "coast" => Kind::Coast,
        "border" => Kind::Border,
        "disputed" => Kind::Disputed,
        _ => return None,
    };
    let (mut x, mut y) = (0i32, 0i32);
    let mut path = Vec::new();
    for point in points.split(' ') {
        let (dx, dy) = point.split_once(',')?;
        x += dx.parse::<i32>().ok()?;
        y += dy.parse::<i32>().ok()?;
        path.push((f64::from(x) / 100.0, f64::from(y) / 100.0));
    }
    let far = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    let bounds = path.iter().fold(far, |[w, s, e, n], (x, y)| [w.min(*x), s.min(*y), e.max(*x), n.max(*y)]);
    Some(Outline { kind, points: path, bounds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_line_on_the_globe() {
        let rows = include_str!("data/outlines.tsv").lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(outlines().len(), rows);
        for Outline { kind, points, bounds: [west, south, east, north] } in outlines() {
            assert!(points.len() > 1 && *west >= -180.0 && *east <= 180.0 && *south >= -90.0 && *north <= 90.0);
            assert!(*kind != Kind::Coast || points.first() == points.last());
        }
    }

    #[test]
    fn rows_that_are_no_lines() {
        for (row, expected) in [("coast\t1,2 3", false), ("river\t1,2 3,4", false), ("", false), ("border\t100,200 -50,25", true)]
        {
            assert_eq!(outline(row).is_some(), expected, "{row}");
        }
        assert_eq!(outline("border\t100,200 -50,25").unwrap().points, [(1.0, 2.0), (0.5, 2.25)]);
    }
}
