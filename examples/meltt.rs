//! Events of coded data sets matched by MELTT's rule and by our weights: `meltt FOLDER`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use corroborate::cluster::{Clusterer, Sighting, Window};
use corroborate::{Actor, Claim, DateInterval, Event, Place, PlaceKind};
use serde::Deserialize;

const HELP: &str = "\
Events of coded data sets, matched by the rule of MELTT and by the weights of this crate, beside MELTT's own answer.

usage: meltt FOLDER

The folder holds the worked example of the R package meltt as JSON: crash.jsonl with a row an event (dataset, event, date,
enddate, latitude, longitude, and for each taxonomy NAME_levels), and expected.json with the windows (settings) and groups.

exit codes: 0 MELTT's groups were found by its rule, 1 they were not, 3 input that cannot be read
";

#[derive(Deserialize)]
struct Row {
    dataset: usize,
    event: usize,
    date: String,
    enddate: String,
    latitude: f64,
    longitude: f64,
    model_tax_levels: Vec<String>,
    color_tax_levels: Vec<String>,
    damage_tax_levels: Vec<String>,
}

#[derive(Deserialize)]
struct Expected {
    settings: Windows,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Windows {
    spatwindow_km: f64,
    twindow_days: u32,
}

#[derive(Deserialize)]
struct Group {
    members: Vec<(usize, usize)>,
}

/// Groups of events, each as data set and event.
type Groups = BTreeSet<Vec<(usize, usize)>>;

fn main() -> ExitCode {
    let folder = std::env::args_os().nth(1).filter(|arg| arg != "-h" && arg != "--help");
    match folder.ok_or_else(|| HELP.to_owned()).and_then(|folder| meltt(folder.as_ref())) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(3)
        }
    }
}

fn meltt(folder: &Path) -> Result<ExitCode, String> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|e| format!("{}: cannot be read: {e}; check the path", path.display()))
    };
    let wrong = |name: &str, line: usize, e: serde_json::Error| format!("{name}:{line}:{}: {e}", e.column());
    let lines = read("crash.jsonl")?;
    let rows: Vec<Row> = lines
        .lines()
        .enumerate()
        .map(|(n, line)| serde_json::from_str(line).map_err(|e| wrong("crash.jsonl", n + 1, e)))
        .collect::<Result<_, _>>()?;
    let expected: Expected = serde_json::from_str(&read("expected.json")?).map_err(|e| wrong("expected.json", e.line(), e))?;
    let windows = &expected.settings;
    let theirs: Groups = expected.groups.into_iter().map(|g| g.members).collect();

    let window = Window::new(windows.twindow_days, windows.spatwindow_km);
    let by_rule = by_window(&rows, window);
    println!("{} events, {} groups by MELTT itself", rows.len(), theirs.len());
    println!("{:<36}{:>7}{:>7}{:>11}{:>8}", "", "groups", "same", "pairs P", "R");
    show("its rule, in the order of rows", &by_rule, &theirs);
    show("its rule, best fit first", &by_window(&rows, window.best_first()), &theirs);
    show("the weights of this crate", &by_weights(&rows, windows.spatwindow_km), &theirs);
    Ok(if by_rule == theirs { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn by_window(rows: &[Row], window: Window) -> Groups {
    let mut sets: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| sets.entry(row.dataset).or_default().push(row));
    let sighting = |row: &&Row| Sighting {
        start: row.date.parse().ok(),
        end: row.enddate.parse().ok(),
        point: Some((row.latitude, row.longitude)),
        classes: vec![row.model_tax_levels.clone(), row.color_tax_levels.clone(), row.damage_tax_levels.clone()],
    };
    let sightings: Vec<Vec<Sighting>> = sets.values().map(|rows| rows.iter().map(sighting).collect()).collect();
    let rows: Vec<&Vec<&Row>> = sets.values().collect();
    let name = |(set, row): (usize, usize)| (rows[set][row].dataset, rows[set][row].event);
    window.matches(&sightings).into_iter().map(|group| group.into_iter().map(name).collect()).collect()
}

/// Each event as a claim: what was damaged is the event, the car's class the people, its colour their name.
fn by_weights(rows: &[Row], km: f64) -> Groups {
    let claim = |row: &Row| Claim {
        id: format!("{}#{}", row.dataset, row.event),
        doc: format!("{}#{}", row.dataset, row.event),
        event: Event {
            kind: row.damage_tax_levels.first().cloned().unwrap_or_default(),
            parent: row.damage_tax_levels.get(1).cloned(),
            ..Event::default()
        },
        actor: Some(Actor {
            role: row.model_tax_levels.first().cloned(),
            name: row.color_tax_levels.first().cloned(),
            ..Actor::default()
        }),
        place: Some(Place {
            name: format!("{} {}", row.latitude, row.longitude),
            kind: Some(PlaceKind::Locality),
            lat: Some(row.latitude),
            lon: Some(row.longitude),
            radius_km: Some(km / 2.0),
            ..Place::default()
        }),
        date: Some(DateInterval { start: row.date.parse().ok(), end: row.enddate.parse().ok(), ..DateInterval::default() }),
        ..Claim::default()
    };
    let name = |id: &String| id.split_once('#').and_then(|(d, e)| Some((d.parse().ok()?, e.parse().ok()?))).unwrap_or_default();
    let clusters = Clusterer::default().cluster(rows.iter().map(claim));
    let groups = clusters.iter().filter(|c| c.claims.len() > 1);
    groups
        .map(|c| {
            let mut group: Vec<(usize, usize)> = c.claims.iter().map(name).collect();
            group.sort_unstable();
            group
        })
        .collect()
}

fn show(name: &str, ours: &Groups, theirs: &Groups) {
    let pairs = |groups: &Groups| -> BTreeSet<((usize, usize), (usize, usize))> {
        groups.iter().flat_map(|g| g.iter().enumerate().flat_map(|(n, a)| g.iter().skip(n + 1).map(|b| (*a, *b)))).collect()
    };
    let (own, other) = (pairs(ours), pairs(theirs));
    let both = own.intersection(&other).count() as f64;
    let (p, r) = (both / own.len().max(1) as f64, both / other.len().max(1) as f64);
    println!("{name:<36}{:>7}{:>7}{p:>11.3}{r:>8.3}", ours.len(), ours.intersection(theirs).count());
}
