//! Small maps: where a claim is placed, and how far the place reaches.

use std::fmt::Write;
use std::sync::OnceLock;

use maud::{Markup, html};

use super::super::country::country;
use super::super::outlines::{Kind, Outline, outlines};
use super::draw::{cut, px};
use crate::claim::{Place, PlaceKind};
use crate::gazetteer::Gazetteer;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 200.0;
/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;
/// Lines run this far beyond the frame, so that what is cut there is not seen.
const MARGIN: f64 = 6.0;
/// Points nearer to each other than this are one.
const FINE: f64 = 1.4;
/// The same on maps of a continent, which have long coasts.
const COARSE: f64 = 2.4;
/// Islands smaller than this are left out.
const SMALL: f64 = 2.5;

/// A map of the place, where it has a point. Equirectangular about the place: at most a few thousand kilometres wide.
pub(super) fn map(place: &Place) -> Markup {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return html! {} };
    if !(lat.is_finite() && lon.is_finite()) {
        return html! {};
    }
    let radius = place.radius_km.filter(|r| r.is_finite()).unwrap_or(0.0).clamp(0.0, 3000.0);
    let view = View::new(lat.clamp(-80.0, 80.0), lon, (radius * 5.0).clamp(500.0, 9000.0));
    let (land, borders, disputed) = view.outlines();
    let reach = (radius / view.km_per_px()).max(4.0);
    let (km, bar) = view.scale_bar();
    let within = if radius > 0.0 { format!(", within {} km", radius.round()) } else { String::new() };
    let whole: Vec<&str> = [Some(place.name.as_str()), place.region.as_deref(), place.country.as_deref().map(country)]
        .into_iter()
        .flatten()
        .collect();
    let whole: Vec<&str> =
        whole.iter().enumerate().filter(|(n, name)| !whole[..*n].contains(name)).map(|(_, name)| *name).collect();
    let said = format!("Map: {} at {lat:.2}, {lon:.2}{within}", whole.join(", "));
    html! {
        figure.map {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(said) {
                rect.sea width=(WIDTH) height=(HEIGHT) {}
                @if !land.is_empty() { path.land d=(land) {} }
                @if !borders.is_empty() { path.border d=(borders) {} }
                @if !disputed.is_empty() { path.border.disputed d=(disputed) {} }
                @for town in view.towns(place) {
                    circle.town cx=(px(town.x)) cy=(px(town.y)) r="1.6" {}
                    text.town x=(px(town.x + 4.0)) y=(px(town.y + 3.5)) { (town.name) }
                }
                circle.reach cx=(px(WIDTH / 2.0)) cy=(px(HEIGHT / 2.0)) r=(px(reach)) {}
                circle.here cx=(px(WIDTH / 2.0)) cy=(px(HEIGHT / 2.0)) r="3.5" {}
                text.here x=(px(WIDTH / 2.0)) y=(px(HEIGHT / 2.0 - reach.min(80.0) - 6.0)) { (cut(&place.name, 30)) }
                path.scale d=(format!("M10 {}v4h{}v-4", px(HEIGHT - 14.0), px(bar))) {}
                text.scale x=(px(14.0 + bar)) y=(px(HEIGHT - 9.0)) { (km) " km" }
            }
            figcaption { (whole.join(", ")) (within) }
        }
    }
}

/// What the frame shows.
struct View {
    lat: f64,
    lon: f64,
    /// Pixels in a degree east and north.
    east: f64,
    north: f64,
}

struct Town {
    x: f64,
    y: f64,
    name: String,
}

impl View {
    fn new(lat: f64, lon: f64, width_km: f64) -> View {
        let north = WIDTH / (width_km / DEGREE);
        View { lat, lon, east: north * lat.to_radians().cos(), north }
    }

    fn km_per_px(&self) -> f64 {
        DEGREE / self.north
    }

    fn point(&self, (lon, lat): (f64, f64), turn: f64) -> (f64, f64) {
        (WIDTH / 2.0 + (lon + turn - self.lon) * self.east, HEIGHT / 2.0 - (lat - self.lat) * self.north)
    }

    /// Land, borders and disputed lines as paths. A coast that comes round the far side of the globe is drawn there too.
    fn outlines(&self) -> (String, String, String) {
        let (mut land, mut borders, mut disputed) = (String::new(), String::new(), String::new());
        let fine = if self.km_per_px() > 8.0 { COARSE } else { FINE };
        for outline in outlines() {
            for turn in [-360.0, 0.0, 360.0] {
                if !self.meets(outline, turn) {
                    continue;
                }
                let points: Vec<(f64, f64)> = outline.points.iter().map(|p| self.point(*p, turn)).collect();
                match outline.kind {
                    Kind::Coast => write_path(&mut land, &ring(&points), true, fine),
                    Kind::Border => runs(&points).iter().for_each(|run| write_path(&mut borders, run, false, fine)),
                    Kind::Disputed => runs(&points).iter().for_each(|run| write_path(&mut disputed, run, false, fine)),
                }
            }
        }
        (land, borders, disputed)
    }

    fn meets(&self, outline: &Outline, turn: f64) -> bool {
        let [west, south, east, north] = outline.bounds;
        let ((left, top), (right, bottom)) = (self.point((west, north), turn), self.point((east, south), turn));
        let small = outline.kind == Kind::Coast && (right - left).max(bottom - top) < SMALL;
        !small && left <= WIDTH + MARGIN && right >= -MARGIN && top <= HEIGHT + MARGIN && bottom >= -MARGIN
    }

    /// Up to four large towns in the frame, none near another or near the place, to know the region by.
    fn towns(&self, place: &Place) -> Vec<Town> {
        let mut found: Vec<Town> = Vec::new();
        for (name, point) in towns() {
            let (x, y) = self.point((point.1, point.0), 0.0);
            let inside = (8.0..WIDTH - 64.0).contains(&x) && (14.0..HEIGHT - 26.0).contains(&y);
            let near = |a: f64, b: f64| (x - a).abs() < 70.0 && (y - b).abs() < 14.0;
            let here = near(WIDTH / 2.0, HEIGHT / 2.0) || near(WIDTH / 2.0 - 20.0, HEIGHT / 2.0 - 12.0);
            if inside && !here && *name != place.name && !found.iter().any(|t| near(t.x, t.y)) {
                found.push(Town { x, y, name: cut(name, 14) });
            }
            if found.len() == 4 {
                break;
            }
        }
        found
    }

    /// A round number of kilometres and its length.
    fn scale_bar(&self) -> (u32, f64) {
        let longest = 70.0 * self.km_per_px();
        let km = [2000, 1000, 500, 200, 100, 50, 20].into_iter().find(|km| f64::from(*km) <= longest).unwrap_or(10);
        (km, f64::from(km) / self.km_per_px())
    }
}

/// Towns of more than 200,000 with their points, the largest first.
fn towns() -> &'static [(String, (f64, f64))] {
    static TOWNS: OnceLock<Vec<(String, (f64, f64))>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let gazetteer = Gazetteer::embedded();
        let entries = (0..gazetteer.len() as u32).filter_map(|n| gazetteer.entry(n));
        let large = entries.filter(|e| e.kind() == PlaceKind::City && e.population() >= 200_000);
        let mut towns: Vec<(u64, String, (f64, f64))> =
            large.filter_map(|e| Some((e.population(), e.name().to_owned(), e.point()?))).collect();
        towns.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        towns.into_iter().map(|(_, name, point)| (name, point)).collect()
    })
}

/// The part of a closed ring inside the frame, by the rule of Sutherland and Hodgman: one side of the frame after the other.
fn ring(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut ring: Vec<(f64, f64)> = points.to_vec();
    // Each side as its distance to a point, positive inside.
    let sides: [fn((f64, f64)) -> f64; 4] =
        [|p| p.0 + MARGIN, |p| WIDTH + MARGIN - p.0, |p| p.1 + MARGIN, |p| HEIGHT + MARGIN - p.1];
    for side in sides {
        let Some(mut before) = ring.last().copied() else { break };
        let mut kept = Vec::with_capacity(ring.len());
        for point in ring {
            let (a, b) = (side(before), side(point));
            if (a < 0.0) != (b < 0.0) {
                let t = a / (a - b);
                kept.push((before.0 + t * (point.0 - before.0), before.1 + t * (point.1 - before.1)));
            }
            if b >= 0.0 {
                kept.push(point);
            }
            before = point;
        }
        ring = kept;
    }
    ring
}

/// The pieces of an open line near the frame: every stretch of which an end is inside, or that crosses it.
fn runs(points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let apart =
            a.0.max(b.0) < -MARGIN || a.0.min(b.0) > WIDTH + MARGIN || a.1.max(b.1) < -MARGIN || a.1.min(b.1) > HEIGHT + MARGIN;
        if apart {
            open = false;
            continue;
        }
        match runs.last_mut().filter(|_| open) {
            Some(run) => run.push(*b),
            None => runs.push(vec![*a, *b]),
        }
        open = true;
    }
    runs
}

/// A path in tenths of a pixel is finer than any screen: whole numbers of half pixels, each point as its difference from the last.
fn write_path(out: &mut String, points: &[(f64, f64)], closed: bool, fine: f64) {
    let mut last: Option<(i64, i64)> = None;
    let mut drawn = (f64::MIN, f64::MIN);
    for (n, point) in points.iter().enumerate() {
        let far = (point.0 - drawn.0).abs().max((point.1 - drawn.1).abs()) >= fine;
        if !far && n + 1 < points.len() {
            continue;
        }
        drawn = *point;
        // Lines that run far out of the frame are cut where they can no longer be seen.
        let at = ((point.0.clamp(-4e3, 4e3) * 2.0).round() as i64, (point.1.clamp(-4e3, 4e3) * 2.0).round() as i64);
        let half = |n: i64| if n % 2 == 0 { (n / 2).to_string() } else { px(n as f64 / 2.0) };
        let _ = match last {
            None => write!(out, "M{} {}l", half(at.0), half(at.1)),
            Some(last) if last == at => Ok(()),
            Some(last) => write!(out, "{} {} ", half(at.0 - last.0), half(at.1 - last.1)),
        };
        last = Some(at);
    }
    let kept = out.trim_end_matches([' ', 'l']).len();
    out.truncate(kept);
    if closed && last.is_some() {
        out.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lat: f64, lon: f64, radius_km: f64) -> Place {
        Place { name: "X".into(), lat: Some(lat), lon: Some(lon), radius_km: Some(radius_km), ..Place::default() }
    }

    #[test]
    fn maps_of_any_place_are_small() {
        for (name, place, land) in [
            ("inland", place(50.0, 36.0, 5.0), true),
            ("coast", place(46.5, 30.7, 10.0), true),
            ("ocean", place(0.0, -140.0, 5.0), false),
            ("behind the date line", place(-17.0, 179.9, 50.0), true),
            ("pole", place(89.9, 10.0, 50.0), true),
            ("continent", place(49.0, 32.0, 1500.0), true),
            ("odd", place(1e9, -1e9, f64::INFINITY), false),
        ] {
            let svg = map(&place).into_string();
            assert_eq!(svg.contains("class=\"land\""), land, "{name}");
            assert!(svg.len() < 15_000 && !svg.contains("NaN") && !svg.contains("inf"), "{name}: {}", svg.len());
        }
        assert_eq!(map(&Place::default()).into_string(), "");
        assert_eq!(map(&place(f64::NAN, 0.0, 1.0)).into_string(), "");
    }

    #[test]
    fn rings_are_cut_at_the_frame() {
        let around = [(-500.0, -500.0), (900.0, -500.0), (900.0, 700.0), (-500.0, 700.0), (-500.0, -500.0)];
        let ring = ring(&around);
        let inside = |x: f64, size: f64| (-MARGIN - 1e-6..=size + MARGIN + 1e-6).contains(&x);
        assert!(ring.iter().all(|p| inside(p.0, WIDTH) && inside(p.1, HEIGHT)));
        assert!(ring.len() >= 4);
        let mut path = String::new();
        write_path(&mut path, &[(0.0, 0.0), (0.1, 0.1), (10.0, 0.5), (10.0, 20.0)], true, FINE);
        assert_eq!(path, "M0 0l10 0.5 0 19.5z");
    }

    #[test]
    fn lines_are_kept_where_they_cross() {
        let line = [(-900.0, 50.0), (-800.0, 50.0), (900.0, 60.0), (1000.0, 60.0), (1000.0, 900.0)];
        assert_eq!(runs(&line), [vec![(-800.0, 50.0), (900.0, 60.0)]]);
    }
}
