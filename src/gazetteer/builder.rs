//! Rows of tables, gathered and packed.

use std::collections::BTreeMap;
use std::sync::Arc;

use fst::MapBuilder;

use super::Gazetteer;
use super::feature::Feature;
use super::key::{arabic, key, variant};
use super::spot::distance_km;
use super::table::{self, Bytes, Id, Part, Record, Table};
use super::word::Word;
use crate::error::{Error, ErrorKind, Position};

/// One place as a table states it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    /// Other names; the first `main` of them are as good as the name.
    pub(super) names: Vec<String>,
    pub(super) main: usize,
    pub(super) feature: Feature,
    /// `UA`, `UA.07`, `US.TX.201`; empty where no country is known.
    pub(super) area: String,
    pub(super) point: Option<(f64, f64)>,
    pub(super) population: u64,
    /// Where the table says or implies it.
    pub(super) radius_km: Option<f64>,
}

/// Reads tables of places and packs them.
///
/// Tables join each other by their codes, in any order: settlements find their regions, country words their countries. A later row
/// with the id of an earlier one replaces it.
///
/// ```
/// use corroborate::GazetteerBuilder;
/// let mut builder = GazetteerBuilder::default();
/// builder.read_tsv("geonameid\tname\tcountry\tlat\tlon\tpopulation\n1\tNew Ford\tGB\t51.5\t-0.5\t1200\n".as_bytes())?;
/// let gazetteer = builder.finish()?;
/// assert_eq!(gazetteer.find("New Ford").next().map(|p| p.id()).as_deref(), Some("geonames:1"));
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    pub(super) rows: BTreeMap<Id, Row>,
    pub(super) words: BTreeMap<String, Word>,
    /// Names of countries from word lists: code, name.
    pub(super) country_names: Vec<([u8; 2], String)>,
    pub(super) settlements: Vec<Settlement>,
    compact: bool,
}

/// A row of the Ukrainian codifier, kept until its raion can be looked up.
#[derive(Clone, Debug)]
pub(super) struct Settlement {
    pub(super) id: Id,
    pub(super) geonames: Option<Id>,
    pub(super) raion: String,
    pub(super) row: Row,
}

/// Countries whose names are written in many romanizations.
fn is_slavic(area: &str) -> bool {
    matches!(area.get(..2), Some("UA" | "RU" | "BY"))
}

/// Other countries that write Cyrillic.
fn is_cyrillic(area: &str) -> bool {
    matches!(area.get(..2), Some("BG" | "RS" | "MK" | "ME" | "BA" | "KZ" | "KG" | "TJ" | "MN" | "MD" | "GE" | "AM" | "AZ" | "UZ"))
}

/// Countries whose names are transliterated from Arabic, and from the letters of Persian and Pashto.
fn is_arabic(area: &str) -> bool {
    area.get(..2).is_some_and(|country| ARABIC.contains(&country))
}

const ARABIC: [&str; 19] =
    ["AE", "AF", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LB", "LY", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"];

impl GazetteerBuilder {
    /// Whether towns of fewer than half a million people keep only those of their other names that are most like their name, so that
    /// the table is small. Off by default.
    #[must_use]
    pub fn compact(mut self, compact: bool) -> GazetteerBuilder {
        self.compact = compact;
        self
    }

    /// Packs what was read into bytes for [`Gazetteer::from_bytes`]. The same rows give the same bytes, whatever their order.
    ///
    /// # Errors
    /// More than four million places, or more than 16 MB of names.
    pub fn pack(mut self) -> Result<Vec<u8>, Error> {
        self.join();
        let rows: Vec<(Id, Row)> = std::mem::take(&mut self.rows).into_iter().collect();
        if rows.len() >= table::INDEX as usize {
            return Err(too_large("more than four million places"));
        }
        let mut strings = Strings::default();
        let areas = areas(&rows);
        let radii = radii(&rows);
        let (mut geonames, mut katottg, mut named, mut records) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut exact, mut variants, mut arabic) = (Keys::default(), Keys::default(), Keys::default());
        let wide = rows.iter().any(|(id, _)| matches!(id, Id::GeoNames(n) if *n > table::NONE));
        for (index, (id, row)) in rows.iter().enumerate() {
            let index = index as u32;
            match id {
                Id::GeoNames(n) if wide => geonames.extend_from_slice(&n.to_le_bytes()),
                Id::GeoNames(n) => table::put_u24(&mut geonames, *n),
                Id::Katottg(n) => katottg.extend_from_slice(&n.to_le_bytes()),
                Id::Named(slug) => table::put_u24(&mut named, strings.put(slug)?),
            }
            let record = Record {
                point: row.point,
                area: areas.get(&row.area).map_or(table::NONE, |a| a.0),
                population: row.population,
                feature: row.feature,
                radius_km: row
                    .radius_km
                    .or(radii.get(index as usize).copied().flatten())
                    .unwrap_or_else(|| settlement_radius(row)),
                name: strings.put(&row.name)?,
            };
            record.pack(&mut records);
            index_names(row, index, self.compact, &mut exact, &mut variants);
            index_arabic(row, index, &mut arabic);
        }
        let mut packed_areas = Vec::new();
        for (code, (_, place)) in &areas {
            table::put_u24(&mut packed_areas, strings.put(code)?);
            table::put_u24(&mut packed_areas, place.unwrap_or(table::NONE));
        }
        let [exact, exact_heads, exact_lists] = exact.pack()?;
        let [variant, variant_heads, variant_lists] = variants.pack()?;
        let [arabic, arabic_heads, arabic_lists] = arabic.pack()?;
        let mut words = MapBuilder::memory();
        for (word, value) in &self.words {
            words.insert(word, value.0).map_err(automaton)?;
        }
        let words = words.into_inner().map_err(automaton)?;
        let mut sections: [Vec<u8>; table::PARTS] = Default::default();
        for (part, bytes) in [
            (Part::Exact, exact),
            (Part::ExactHeads, exact_heads),
            (Part::ExactLists, exact_lists),
            (Part::Variant, variant),
            (Part::VariantHeads, variant_heads),
            (Part::VariantLists, variant_lists),
            (Part::Arabic, arabic),
            (Part::ArabicHeads, arabic_heads),
            (Part::ArabicLists, arabic_lists),
            (Part::GeoNames, geonames),
            (Part::Katottg, katottg),
            (Part::Named, named),
            (Part::Records, records),
            (Part::Areas, packed_areas),
            (Part::Strings, strings.bytes),
            (Part::Words, words),
        ] {
            sections[part as usize] = bytes;
        }
        Ok(table::assemble(sections))
    }

    /// A gazetteer of what was read, and nothing else.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::pack`].
    pub fn finish(self) -> Result<Gazetteer, Error> {
        Ok(Gazetteer::of(self.table()?))
    }

    pub(super) fn table(self) -> Result<Arc<Table>, Error> {
        Ok(Arc::new(Table::open(Bytes::Shared(self.pack()?.into()))?))
    }

    /// Joins what tables say of each other.
    fn join(&mut self) {
        for (iso2, name) in std::mem::take(&mut self.country_names) {
            let country = |row: &&mut Row| row.feature == Feature::Country && row.area.as_bytes() == iso2;
            if let Some(row) = self.rows.values_mut().find(country) {
                row.names.insert(row.main, name);
                row.main += 1;
            }
        }
        // Raions by their oblast and the first word of a Cyrillic name.
        let mut raions = BTreeMap::new();
        for row in self.rows.values().filter(|r| r.feature == Feature::SecondOrder && r.area.starts_with("UA.")) {
            for name in &row.names {
                if let (Some(oblast), Some(word)) = (row.area.get(..5), name.split(' ').next()) {
                    raions.entry((oblast.to_owned(), word.to_owned())).or_insert_with(|| row.area.clone());
                }
            }
        }
        for Settlement { id, geonames, raion, mut row } in std::mem::take(&mut self.settlements) {
            if let Some(area) = raions.get(&(row.area.clone(), raion)) {
                row.area.clone_from(area);
            }
            match geonames.and_then(|id| self.rows.get_mut(&id)) {
                // The codifier's spelling, and its raion: those of GeoNames stem from before 2020.
                Some(known) => {
                    known.names.insert(0, row.name);
                    known.names.extend(row.names);
                    known.main += 1;
                    known.area = row.area;
                }
                None => {
                    self.rows.insert(id, row);
                }
            }
        }
    }
}

/// Enters the names of a place. Villages of Slavic countries stand under their fold alone.
fn index_names(row: &Row, index: u32, compact: bool, exact: &mut Keys, variants: &mut Keys) {
    let slavic = is_slavic(&row.area) && row.feature != Feature::Country;
    let village = slavic && row.feature > Feature::FirstOrderSeat && row.feature.is_populated_place() && row.population < 15_000;
    let mut others: Vec<(u64, String)> = Vec::new();
    let own = key(&row.name);
    for (i, name) in std::iter::once(&row.name).chain(&row.names).enumerate() {
        let main = i <= row.main;
        let key = key(name);
        // What a place is called has its key, also in letters of two scripts.
        let Some(script) = Script::of(&key).or((i == 0 && !key.is_empty()).then_some(Script::Cyrillic)) else { continue };
        if slavic {
            let fold = variant(&key);
            if fold.len() >= 4 {
                variants.put(fold, index, main);
                if village {
                    continue;
                }
            }
        }
        match script {
            Script::Latin if main => exact.put(key, index, true),
            Script::Latin => others.push((nearness(&own, &key), key)),
            // English news quote Cyrillic names of towns where they are written so; elsewhere only those of cities.
            Script::Cyrillic if !slavic && (i == 0 || !compact || row.population >= 100_000 || is_cyrillic(&row.area)) => {
                exact.put(key, index, main)
            }
            Script::Cyrillic => {}
        }
    }
    // Other names of small towns are their name in yet another romanization; the nearest few are worth a key, and the rest are misread.
    if compact && row.feature.is_populated_place() && row.feature > Feature::FirstOrderSeat {
        let (least, kept) =
            OTHER_NAMES.into_iter().find(|(people, ..)| row.population < *people).map_or((0, usize::MAX), |(_, l, k)| (l, k));
        others.retain(|(near, _)| *near >= least);
        others.sort_unstable_by(|a, b| (std::cmp::Reverse(a.0), &a.1).cmp(&(std::cmp::Reverse(b.0), &b.1)));
        others.dedup();
        others.truncate(kept);
    }
    for (_, key) in others {
        exact.put(key, index, false);
    }
}

/// Enters the spellings of an Arabic name: of its other names those that are like it, and those that two agree in. The rest are its names
/// in other languages, or misread.
fn index_arabic(row: &Row, index: u32, keys: &mut Keys) {
    if !is_arabic(&row.area) || row.feature == Feature::Country {
        return;
    }
    let own = arabic(&key(&row.name));
    let names = row.names.iter().map(|name| key(name)).filter(|key| Script::of(key) == Some(Script::Latin));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let mut folds: Vec<String> = names.iter().map(|name| arabic(name)).collect();
    folds.sort_unstable();
    for group in folds.chunk_by(|a, b| a == b) {
        let [fold, ..] = group else { continue };
        if *fold != own && fold.len() >= SHORTEST && (group.len() > 1 || nearness(&own, fold) >= LIKE) {
            keys.put(fold.clone(), index, false);
        }
    }
    if own.len() >= SHORTEST {
        keys.put(own, index, true);
    }
}

/// Fewest letters of the fold of an Arabic name, and how like it the folds of its other names must be, in thousandths.
const SHORTEST: usize = 4;
const LIKE: u64 = 920;

/// Of the other names of a town of fewer people: how like its name they must be, in thousandths, and how many are kept.
const OTHER_NAMES: [(u64, u64, usize); 2] = [(100_000, 870, 1), (500_000, 600, 5)];

/// Likeness of two keys in thousandths.
fn nearness(a: &str, b: &str) -> u64 {
    (strsim::jaro_winkler(a, b) * 1000.0).round() as u64
}

#[derive(PartialEq)]
enum Script {
    Latin,
    Cyrillic,
}

impl Script {
    /// The script of a key that is worth an entry.
    fn of(key: &str) -> Option<Script> {
        if key.is_empty() || key.len() > 80 || !key.chars().any(char::is_alphabetic) {
            return None;
        }
        if key.is_ascii() {
            return Some(Script::Latin);
        }
        let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c) || c == ' ';
        if key.chars().all(cyrillic) {
            return Some(Script::Cyrillic);
        }
        let latin = |c: char| c < '\u{2b0}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
        key.chars().all(latin).then_some(Script::Latin)
    }
}

/// Each code that a place or an area bears, with its rank and the place that is the area.
fn areas(rows: &[(Id, Row)]) -> BTreeMap<String, (u32, Option<u32>)> {
    let mut areas: BTreeMap<String, (u32, Option<u32>)> = BTreeMap::new();
    for (index, (_, row)) in rows.iter().enumerate() {
        if row.area.is_empty() {
            continue;
        }
        let area = areas.entry(row.area.clone()).or_default();
        let depth = row.area.bytes().filter(|b| *b == b'.').count();
        let own = match row.feature {
            Feature::Country => depth == 0,
            Feature::FirstOrder => depth == 1,
            Feature::SecondOrder => depth == 2,
            _ => false,
        };
        if own && area.1.is_none() {
            area.1 = Some(index as u32);
        }
    }
    for (rank, area) in areas.values_mut().enumerate() {
        area.0 = rank as u32;
    }
    areas
}

/// How far units reach: to nine in ten of the places in them.
fn radii(rows: &[(Id, Row)]) -> Vec<Option<f64>> {
    let mut members: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for (_, row) in rows.iter().filter(|(_, r)| r.feature.is_populated_place()) {
        let Some(point) = row.point else { continue };
        for (dot, _) in row.area.match_indices('.').chain([(row.area.len(), "")]) {
            if let Some(code) = row.area.get(..dot).filter(|code| code.contains('.')) {
                members.entry(code).or_default().push(point);
            }
        }
    }
    let reach = |row: &Row| {
        let least = match row.feature {
            Feature::FirstOrder => 30.0,
            Feature::SecondOrder => 15.0,
            Feature::LowerOrder => return Some(10.0),
            _ => return None,
        };
        let mut reach: Vec<f64> = match (members.get(row.area.as_str()), row.point) {
            (Some(points), Some(middle)) => points.iter().map(|p| distance_km(*p, middle)).collect(),
            _ => Vec::new(),
        };
        reach.sort_by(f64::total_cmp);
        Some(reach.get(reach.len() * 9 / 10).copied().unwrap_or(least).max(least))
    };
    rows.iter().map(|(_, row)| reach(row)).collect()
}

/// Radius of a settlement from its people: 2,500 a square kilometre, at least 2 km.
fn settlement_radius(row: &Row) -> f64 {
    match row.feature {
        Feature::Continent => 2500.0,
        Feature::Country => 300.0,
        Feature::Vernacular => 150.0,
        Feature::Sea | Feature::Land | Feature::Mountains => 50.0,
        Feature::River => 50.0,
        Feature::Lake | Feature::Island => 10.0,
        _ => (row.population as f64 / 2500.0 / std::f64::consts::PI).sqrt().max(2.0),
    }
}

/// Strings, each once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    seen: rustc_hash::FxHashMap<String, u32>,
}

impl Strings {
    /// Where a string stands; one of more than 255 bytes is cut.
    fn put(&mut self, string: &str) -> Result<u32, Error> {
        if let Some(at) = self.seen.get(string) {
            return Ok(*at);
        }
        let mut end = string.len().min(255);
        while !string.is_char_boundary(end) {
            end -= 1;
        }
        let at = self.bytes.len() as u32;
        if at >= table::NONE {
            return Err(too_large("more than 16 MB of names"));
        }
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(&string.as_bytes()[..end]);
        self.seen.insert(string.to_owned(), at);
        Ok(at)
    }
}

/// Keys and the places they mean.
#[derive(Default)]
struct Keys {
    entries: Vec<(String, u32, bool)>,
}

impl Keys {
    fn put(&mut self, key: String, index: u32, main: bool) {
        if !key.is_empty() {
            self.entries.push((key, index, main));
        }
    }

    /// Automaton, heads and lists.
    fn pack(mut self) -> Result<[Vec<u8>; 3], Error> {
        // A main name stands before another name of the same place with that key, and stays.
        self.entries.sort_unstable_by(|a, b| (&a.0, a.1, !a.2).cmp(&(&b.0, b.1, !b.2)));
        self.entries.dedup_by(|b, a| a.0 == b.0 && a.1 == b.1);
        let mut fst = MapBuilder::memory();
        let (mut heads, mut lists) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        for (rank, group) in self.entries.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let postings: Vec<u32> = group.iter().map(|(_, index, main)| index | if *main { table::MAIN } else { 0 }).collect();
            let [(key, ..), ..] = group else { continue };
            fst.insert(key, rank as u64).map_err(automaton)?;
            if let [one] = postings[..] {
                table::put_u24(&mut heads, one);
                continue;
            }
            let next = (lists.len() / 3) as u32;
            let at = *seen.entry(postings.clone()).or_insert(next);
            if at == next {
                for (i, posting) in postings.iter().enumerate() {
                    table::put_u24(&mut lists, posting | if i + 1 == postings.len() { table::LAST } else { 0 });
                }
            }
            if at >= table::LIST {
                return Err(too_large("too many names that places share"));
            }
            table::put_u24(&mut heads, at | table::LIST);
        }
        Ok([fst.into_inner().map_err(automaton)?, heads, lists])
    }
}

fn automaton(error: fst::Error) -> Error {
    Error::new(Position::default(), ErrorKind::Table(format!("the keys cannot be indexed: {error}")))
}

fn too_large(what: &str) -> Error {
    Error::new(
        Position::default(),
        ErrorKind::Table(format!("{what}: split the tables over several gazetteers or leave some places out")),
    )
}

impl GazetteerBuilder {
    /// Number of places read so far, and of words.
    pub fn len(&self) -> (usize, usize) {
        let settlements = self.settlements.iter().filter(|s| s.geonames.is_none()).count();
        (self.rows.len() + settlements, self.words.len())
    }

    /// Whether nothing was read so far.
    pub fn is_empty(&self) -> bool {
        self.len() == (0, 0)
    }

    pub(super) fn word(&mut self, word: &str, value: Word) {
        let key = key(word);
        if !key.is_empty() {
            let known = self.words.entry(key).or_default();
            *known = known.and(value);
        }
    }
}
