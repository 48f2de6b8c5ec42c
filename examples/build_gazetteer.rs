//! Packs tables of places into the one file that the crate embeds.
//!
//! ```text
//! cargo run --release --example build_gazetteer -- FOLDER [-o FILE]
//! cargo run --release --example build_gazetteer -- TABLE... -o FILE
//! ```
//! The second form packs tables of your own (GazetteerBuilder::read_file says which) for `stage --places FILE`, which then begins at once.
//! //! FOLDER holds `cities500.tsv.gz`, `countries.tsv`, `admin1.tsv`, `admin2.tsv.gz`, `ua_settlements.tsv.gz`, `natural.tsv`,
//! `regions.tsv`, `country_words.tsv`, `ambiguous_words.tsv`, `given_names.txt` and `surnames.txt`; FILE is `src/gazetteer/data/places.bin`. The same tables
//! give the same bytes.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use corroborate::{Gazetteer, GazetteerBuilder};
use flate2::read::MultiGzDecoder;

fn main() {
    if let Err(error) = run() {
        eprintln!("build_gazetteer: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut tables, mut output) = (Vec::new(), PathBuf::from("src/gazetteer/data/places.bin"));
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Short('o') | lexopt::Arg::Long("output") => output = arguments.value()?.into(),
            lexopt::Arg::Value(value) => tables.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let builder = match &tables[..] {
        [] => return Err("name the folder that holds the tables, or the tables: build_gazetteer FOLDER [-o FILE]".into()),
        [folder] if folder.is_dir() => embedded(folder)?,
        tables => {
            let mut builder = GazetteerBuilder::default();
            tables.iter().try_for_each(|table| builder.read_file(table))?;
            builder
        }
    };
    let (places, words) = builder.len();
    let bytes = builder.pack()?;
    Gazetteer::from_bytes(bytes.clone())?;
    std::fs::write(&output, &bytes)?;
    println!("{places} places, {words} words, {} bytes: {}", bytes.len(), output.display());
    Ok(())
}

/// All that the embedded table holds.
fn embedded(folder: &Path) -> Result<GazetteerBuilder, Box<dyn Error>> {
    let mut builder = GazetteerBuilder::default().compact(true);
    for table in ["natural.tsv", "country_words.tsv", "ambiguous_words.tsv"] {
        builder.read_file(folder.join(table))?;
    }
    for table in ["countries.tsv", "admin1.tsv"] {
        builder.read_tsv(with_corrections(&std::fs::read_to_string(folder.join(table))?).as_bytes())?;
    }
    for table in [std::fs::read_to_string(folder.join("regions.tsv"))?, REGIONS_OF_NEWS.to_owned()] {
        builder.read_tsv(with_geonames(&table).as_bytes())?;
    }
    builder.read_tsv(chosen(&folder.join("cities500.tsv.gz"), in_default)?.as_bytes())?;
    builder.read_tsv(chosen(&folder.join("admin2.tsv.gz"), is_known_district)?.as_bytes())?;
    builder.read_file(folder.join("ua_settlements.tsv.gz"))?;
    for (list, column) in [("given_names.txt", "given_name"), ("surnames.txt", "surname")] {
        builder.read_tsv(format!("{column}\n{}", std::fs::read_to_string(folder.join(list))?).as_bytes())?;
    }
    Ok(builder)
}

/// More regions, seas, lakes and rivers; where they are in the other tables too, these rows count.
const REGIONS_OF_NEWS: &str = include_str!("../src/gazetteer/data/regions.tsv");

/// Regions that GeoNames knows too, with its numbers.
const REGIONS: [(&str, u32); 9] = [
    ("Africa", 6255146),
    ("Asia", 6255147),
    ("Europe", 6255148),
    ("North America", 6255149),
    ("South America", 6255150),
    ("Oceania", 6255151),
    ("Antarctica", 6255152),
    ("Middle East", 6269133),
    ("European Union", 6695072),
];

/// The points that GeoNames gives, where those of the tables (middles of outlines and of boxes) lie across a border or far from it.
const POINTS: [(u32, &str, &str); 4] =
    [(294640, "31.5", "34.75"), (1562822, "16.1667", "107.8333"), (1327865, "21.0", "96.0"), (6269131, "52.1605", "-0.7031")];

/// Short names that news give a state and the tables do not, or another alone.
const SHORT_NAMES: [(u32, &str); 2] = [(203312, "Congo"), (2260494, "Republic of Congo")];

/// A table with those points and short names.
fn with_corrections(table: &str) -> String {
    let columns: Vec<&str> = table.lines().next().unwrap_or("").split('\t').collect();
    let at = |name: &str| columns.iter().position(|c| *c == name);
    let (Some(id), Some(lat), Some(lon)) = (at("geonameid"), at("lat"), at("lon")) else { return table.to_owned() };
    let others = at("alternatenames");
    let named = |own: Option<u32>| SHORT_NAMES.iter().find(|(id, _)| own == Some(*id)).zip(others);
    let line = |line: &str| {
        let mut fields: Vec<&str> = line.split('\t').collect();
        let own = fields.get(id).and_then(|id| id.parse().ok());
        let names = named(own).map(|((_, name), at)| (at, format!("{name}|{}", fields[at])));
        if let Some((at, names)) = &names {
            fields[*at] = names;
        }
        if let Some((_, north, east)) = POINTS.iter().find(|(id, ..)| own == Some(*id)) {
            fields[lat] = north;
            fields[lon] = east;
        }
        fields.join("\t") + "\n"
    };
    table.lines().map(line).collect()
}

/// The table of regions with a column for those numbers.
fn with_geonames(regions: &str) -> String {
    let number = |name: &str| REGIONS.iter().find(|(n, _)| *n == name).map(|(_, id)| id.to_string()).unwrap_or_default();
    let lines = regions.lines().filter(|line| !line.starts_with('#'));
    let row = |(i, line): (usize, &str)| match i {
        0 => format!("{line}\tgeonameid\n"),
        _ => format!("{line}\t{}\n", number(line.split(['\t', '|']).next().unwrap_or(""))),
    };
    lines.enumerate().map(row).collect()
}

/// The header and the chosen rows of a table.
fn chosen(path: &Path, choose: impl Fn(&Row) -> bool) -> Result<String, Box<dyn Error>> {
    let mut kept = String::new();
    let mut columns = Vec::new();
    let plain: Box<dyn Read> = Box::new(MultiGzDecoder::new(File::open(path)?));
    for line in BufReader::new(plain).lines() {
        let line = line?;
        let header = columns.is_empty();
        if header {
            columns = line.split('\t').map(str::to_owned).collect();
        }
        let row = Row { columns: &columns, line: &line };
        if header || choose(&row) {
            kept.push_str(&row.without_unknown_district());
            kept.push('\n');
        }
    }
    Ok(kept)
}

/// Countries whose second-order units are in the table.
const HAS_DISTRICTS: [&str; 6] = ["US", "UA", "GB", "IE", "FR", "PH"];

struct Row<'a> {
    columns: &'a [String],
    line: &'a str,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        let i = self.columns.iter().position(|c| c == column);
        i.and_then(|i| self.line.split('\t').nth(i)).unwrap_or("")
    }

    /// The line, with no second-order unit where the table holds none of that country.
    fn without_unknown_district(&self) -> String {
        let kept = |(column, field): (&String, _)| {
            if column == "admin2" && field != "admin2" && !HAS_DISTRICTS.contains(&self.get("country")) { "" } else { field }
        };
        let fields: Vec<&str> = self.columns.iter().zip(self.line.split('\t')).map(kept).collect();
        fields.join("\t")
    }
}

/// Towns of 15,000 people, capitals and seats, and all of three countries.
fn in_default(row: &Row) -> bool {
    let population: u64 = row.get("population").parse().unwrap_or(0);
    population >= 15_000
        || matches!(row.get("feature_code"), "PPLC" | "PPLA" | "PPLA2")
        || matches!(row.get("country"), "UA" | "RU" | "BY")
}

/// Districts that English news name: counties, the raions of Ukraine, departments and provinces.
fn is_known_district(row: &Row) -> bool {
    row.get("code").get(..2).is_some_and(|country| HAS_DISTRICTS.contains(&country))
}
