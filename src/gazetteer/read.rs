//! Tables of places: GeoNames files as they are, and tables with a header line.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind as ErrorKindIo, Read};
use std::path::Path;

use super::builder::{GazetteerBuilder, Row, Settlement};
use super::feature::Feature;
use super::key::key;
use super::table::Id;
use super::word::Word;
use crate::claim::PlaceKind;
use crate::error::{Error, ErrorKind, Position};

/// Columns of a GeoNames dump file.
const GEONAMES_COLUMNS: usize = 19;

/// The tables with a header line that are understood, by their first columns.
const KNOWN: &str = "geonameid name … (places), code name … (units), iso2 … (countries), katottg … (Ukrainian codifier), \
     name class lat lon (natural), names class iso2 lat lon (regions), word iso2 kind (country words), word max_population (common words), \
     given_name, surname";

impl GazetteerBuilder {
    /// Reads a file, plain or gzip: a GeoNames dump of 19 columns, or a table with a header line. Which one it is shows in its first line.
    ///
    /// # Errors
    /// What cannot be read or is no such table; the error names the file, the line and what to do.
    pub fn read_file(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let position = || Position { path: Some(path.to_owned()), ..Position::default() };
        let file = File::open(path).map_err(|e| Error::new(position(), ErrorKind::Io(e)))?;
        self.read(file, None, position())
    }

    /// Reads a GeoNames dump as it is (`allCountries.txt`, `cities500.txt`, `UA.txt`): 19 tab-separated columns, no header, plain or gzip.
    /// Populated places, administrative units, waters, islands, mountains and regions are kept; roads and single buildings are not.
    ///
    /// # Errors
    /// A row of another number of columns, a number that is none, bytes that are no UTF-8, a stream that ends early.
    pub fn read_geonames(&mut self, reader: impl Read) -> Result<(), Error> {
        self.read(reader, Some(false), Position::default())
    }

    /// Reads a tab-separated table with a header line, plain or gzip. Columns are found by name; `|` separates items of a list.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::read_geonames`], and a header that is not known.
    pub fn read_tsv(&mut self, reader: impl Read) -> Result<(), Error> {
        self.read(reader, Some(true), Position::default())
    }

    fn read(&mut self, reader: impl Read, header: Option<bool>, position: Position) -> Result<(), Error> {
        let mut lines = Lines { reader: plain(reader, &position)?, line: Vec::new(), position };
        let mut layout: Option<Layout> = None;
        while lines.advance()? {
            let (line, at) = (lines.text()?, &lines.position);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match &layout {
                Some(layout) => self.row(&Fields::of(line, layout, at)?)?,
                None if header.unwrap_or(!is_dump(line)) => layout = Some(Layout::by_header(line, at)?),
                None => {
                    let geonames = Layout::geonames();
                    self.row(&Fields::of(line, &geonames, at)?)?;
                    layout = Some(geonames);
                }
            }
        }
        match layout {
            Some(_) => Ok(()),
            None => Err(lines.error("has no rows: give a GeoNames dump or a table with a header line")),
        }
    }

    fn row(&mut self, fields: &Fields<'_>) -> Result<(), Error> {
        match fields.layout.kind {
            Kind::GeoNames | Kind::Places => self.place(fields)?,
            Kind::Units => self.unit(fields)?,
            Kind::Countries => self.country(fields)?,
            Kind::Codifier => self.settlement(fields)?,
            Kind::Natural => self.natural(fields)?,
            Kind::Regions => self.region(fields)?,
            Kind::CountryWords => {
                let iso2 = fields.iso2("iso2")?;
                // Adjectives and demonyms say whose, not where.
                if fields.get("kind") == "name" {
                    self.country_names.push((iso2, fields.get("word").to_owned()));
                }
            }
            Kind::CommonWords => self.word(fields.get("word"), Word::common(fields.number("max_population")?)),
            Kind::GivenNames => self.word(fields.get("given_name"), Word::GIVEN),
            Kind::Surnames => self.word(fields.get("surname"), Word::SURNAME),
        }
        Ok(())
    }

    /// A row of `cities500.tsv` or of a GeoNames dump: the columns bear the same names here.
    fn place(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let population = f.number("population")?;
        let dump = f.layout.kind == Kind::GeoNames;
        let class = if dump { f.get("class") } else { "P" };
        let Some(feature) = Feature::from_geonames(class, f.get("feature_code"), population) else { return Ok(()) };
        let mut area = f.get("country").to_owned();
        for code in ["admin1", "admin2"] {
            match f.get(code) {
                "" => break,
                "00" => break,
                code if feature != Feature::Country => {
                    area.push('.');
                    area.push_str(code);
                }
                _ => break,
            }
            // A unit of the first order has the second column empty, as a rule.
            if feature == Feature::FirstOrder {
                break;
            }
        }
        let mut names: Vec<String> = Vec::new();
        if !f.get("asciiname").is_empty() && f.get("asciiname") != f.get("name") {
            names.push(f.get("asciiname").to_owned());
        }
        let main = names.len();
        let separator = if dump { ',' } else { '|' };
        names.extend(f.get("alternatenames").split(separator).filter(|n| is_name(n)).map(str::to_owned));
        let row = Row { name: f.name("name")?, names, main, feature, area, point: f.point()?, population, radius_km: None };
        self.rows.insert(Id::GeoNames(f.id("geonameid")?), row);
        Ok(())
    }

    fn unit(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let area = f.get("code").to_owned();
        let feature = match area.bytes().filter(|b| *b == b'.').count() {
            1 => Feature::FirstOrder,
            2 => Feature::SecondOrder,
            _ => return Err(f.error(format!("has the code {area:?}; write COUNTRY.FIRST or COUNTRY.FIRST.SECOND"))),
        };
        let mut name = f.name("name")?;
        let mut names: Vec<String> = f.get("alternatenames").split('|').filter(|n| is_name(n)).map(str::to_owned).collect();
        if matches!(area.get(..3), Some("UA." | "RU." | "BY.")) {
            // "Kharkivska oblast" is called Kharkiv Oblast in English.
            let units = [" Oblast", " Raion", " Krai", " Republic", " Autonomous Okrug", " Region"];
            let own = |n: &str| {
                units.iter().find_map(|u| n.strip_suffix(u)).is_some_and(|stem| !stem.ends_with("ka") && !stem.ends_with("aya"))
            };
            let english = |n: &&String| n.is_ascii() && own(n) && !n.contains('\'');
            if let Some(english) = names.iter().filter(english).min_by_key(|n| n.len()).cloned() {
                names.retain(|n| *n != english);
                names.insert(0, std::mem::replace(&mut name, english));
            }
        }
        let exonym = if name.is_ascii() { None } else { exonym(&names, f.get("type")) };
        // The bare name of a unit is as good as the long one: "Kharkiv" of "Kharkiv Oblast".
        let bare = |n: &String| n.is_ascii() && name.strip_prefix(n.as_str()).is_some_and(|rest| rest.starts_with(' '));
        if let Some(i) = names.iter().position(bare) {
            names.swap(0, i);
        }
        let mut main = usize::from(names.first().is_some_and(bare));
        if let Some(exonym) = exonym {
            names.retain(|n| *n != exonym);
            names.insert(0, std::mem::replace(&mut name, exonym));
            main += 1;
        }
        let row =
            Row { name, names, main, feature, area, point: f.point()?, population: f.number("population_sum")?, radius_km: None };
        self.rows.insert(Id::GeoNames(f.id("geonameid")?), row);
        Ok(())
    }

    fn country(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let mut names: Vec<String> =
            Some(f.get("official_name")).filter(|n| !n.is_empty()).map(str::to_owned).into_iter().collect();
        let main = names.len();
        names.extend(f.get("alternatenames").split('|').filter(|n| is_name(n)).map(str::to_owned));
        let area = f.decimal("area_km2")?.unwrap_or(0.0);
        let row = Row {
            name: f.name("name")?,
            names,
            main,
            feature: Feature::Country,
            area: String::from_utf8_lossy(&f.iso2("iso2")?).into_owned(),
            point: f.point()?,
            population: f.number("population")?,
            radius_km: Some((area / std::f64::consts::PI).sqrt()).filter(|r| *r > 0.0),
        };
        self.rows.insert(Id::GeoNames(f.id("geonameid")?), row);
        Ok(())
    }

    fn settlement(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let code = f.get("katottg");
        let number = code.strip_prefix("UA").filter(|n| n.len() == 17).and_then(|n| n.parse().ok());
        let number = number.ok_or_else(|| f.error(format!("has the code {code:?}; a KATOTTG code is UA and 17 digits")))?;
        let (feature, population) = match f.get("category") {
            "M" => (Feature::Town, 10_000),
            "K" => (Feature::FirstOrderSeat, 100_000),
            "X" => (Feature::Village, 3_000),
            _ => (Feature::Village, 0),
        };
        let radius_km = match f.get("coord_source") {
            "hromada" => Some(25.0),
            "raion" => Some(40.0),
            "postal" => Some(5.0),
            _ => None,
        };
        let names = Some(f.get("name_uk")).filter(|n| !n.is_empty()).map(str::to_owned).into_iter().collect();
        let row = Row {
            name: f.name("name_en")?,
            names,
            main: 1,
            feature,
            area: f.get("admin1").to_owned(),
            point: f.point()?,
            population,
            radius_km,
        };
        let geonames = if f.get("geonameid").is_empty() { None } else { Some(Id::GeoNames(f.id("geonameid")?)) };
        self.settlements.push(Settlement { id: Id::Katottg(number), geonames, raion: f.get("raion_uk").to_owned(), row });
        Ok(())
    }

    fn natural(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let written = f.name("name")?;
        let name = spelled_out(&written);
        // Continents stand among the regions.
        let feature = Feature::from_natural_earth(f.get("class"));
        if feature == Feature::Continent {
            return Ok(());
        }
        // Degrees squared shrink towards the poles.
        let radius_km = match (f.decimal("area_deg2")?, f.point()?) {
            (Some(area), Some((lat, _))) => {
                Some((area * 111.0 * 111.0 * lat.to_radians().cos() / std::f64::consts::PI).sqrt().max(5.0))
            }
            _ => None,
        };
        let names = if name == written { Vec::new() } else { vec![written] };
        let id = Id::Named(format!("natural:{}", slug(&name)));
        let row =
            Row { name, main: names.len(), names, feature, area: String::new(), point: f.point()?, population: 0, radius_km };
        self.rows.insert(id, row);
        Ok(())
    }

    fn region(&mut self, f: &Fields<'_>) -> Result<(), Error> {
        let mut names = f.get("names").split('|').map(str::to_owned);
        let name = names.next().filter(|n| !n.trim().is_empty()).ok_or_else(|| f.error("has no name".to_owned()))?;
        let names: Vec<String> = names.collect();
        let feature = match f.get("class") {
            "continent" => Feature::Continent,
            "region" => Feature::Vernacular,
            class => Feature::from_natural_earth(class),
        };
        let area = if f.get("iso2").is_empty() { String::new() } else { String::from_utf8_lossy(&f.iso2("iso2")?).into_owned() };
        let id = match f.get("geonameid") {
            "" if feature.kind() == PlaceKind::Natural => Id::Named(format!("natural:{}", slug(&name))),
            "" => Id::Named(format!("region:{}", slug(&name))),
            _ => Id::GeoNames(f.id("geonameid")?),
        };
        let row = Row { name, main: names.len(), names, feature, area, point: f.point()?, population: 0, radius_km: None };
        self.rows.insert(id, row);
        Ok(())
    }
}

/// Whether a first line is a row of a GeoNames dump.
fn is_dump(line: &str) -> bool {
    line.split('\t').count() == GEONAMES_COLUMNS && line.split('\t').next().is_some_and(|id| id.parse::<u32>().is_ok())
}

/// What English calls a unit whose own name has marks: "Isfahan Province" of a province, or the only other name in plain letters, as Crete.
fn exonym(names: &[String], kind: &str) -> Option<String> {
    let called = |n: &&String| n.is_ascii() && n.strip_suffix(kind).is_some_and(|stem| stem.ends_with(' '));
    let titled =
        |n: &str| n.split([' ', '-']).all(|w| !w.starts_with(char::is_lowercase) || matches!(w, "and" | "of" | "the" | "al"));
    let latin = |n: &&String| n.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
    let only = || {
        let mut others = names.iter().filter(latin);
        others.next().filter(|n| n.is_ascii() && titled(n) && others.next().is_none())
    };
    names.iter().filter(called).filter(|_| !kind.is_empty()).min_by_key(|n| n.len()).or_else(only).cloned()
}

/// Whether an alternate name is worth a key: not a code, not a remark.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = name.len() <= 5 && name.bytes().all(|b| b.is_ascii_uppercase());
    letters >= 3 && !code && !name.contains(['(', '/', ';', ':']) && !name.starts_with("http")
}

/// Labels of maps abbreviate: "Marrah Mts.", "Absheron Pen.".
fn spelled_out(label: &str) -> String {
    let long = |word: &str| {
        match word {
            "Ra." => "Range",
            "Mts." => "Mountains",
            "Mt." => "Mount",
            "Pen." => "Peninsula",
            "I." => "Island",
            "Is." => "Islands",
            "Arch." => "Archipelago",
            "Plat." => "Plateau",
            "Des." => "Desert",
            "C." => "Cape",
            "G." => "Gulf",
            "Str." => "Strait",
            other => other,
        }
        .to_owned()
    };
    label.split(' ').map(long).collect::<Vec<_>>().join(" ")
}

fn slug(name: &str) -> String {
    key(name).replace(' ', "-")
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    GeoNames,
    Places,
    Units,
    Countries,
    Codifier,
    Natural,
    Regions,
    CountryWords,
    CommonWords,
    GivenNames,
    Surnames,
}

/// The columns of a table.
struct Layout {
    kind: Kind,
    columns: Vec<String>,
}

impl Layout {
    fn geonames() -> Layout {
        let columns = "geonameid name asciiname alternatenames lat lon class feature_code country cc2 admin1 admin2 admin3 admin4 population \
             elevation dem timezone modified";
        Layout { kind: Kind::GeoNames, columns: columns.split(' ').map(str::to_owned).collect() }
    }

    fn by_header(line: &str, at: &Position) -> Result<Layout, Error> {
        let columns: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
        let has = |names: &[&str]| names.iter().all(|n| columns.iter().any(|c| c == n));
        let kinds: [(&[&str], Kind); 10] = [
            (&["katottg", "name_en", "admin1", "lat", "lon"], Kind::Codifier),
            (&["iso2", "geonameid", "name", "lat", "lon"], Kind::Countries),
            (&["code", "name", "geonameid", "lat", "lon"], Kind::Units),
            (&["geonameid", "name", "country", "lat", "lon"], Kind::Places),
            (&["names", "class", "lat", "lon"], Kind::Regions),
            (&["name", "class", "lat", "lon"], Kind::Natural),
            (&["word", "iso2", "kind"], Kind::CountryWords),
            (&["word", "max_population"], Kind::CommonWords),
            (&["given_name"], Kind::GivenNames),
            (&["surname"], Kind::Surnames),
        ];
        match kinds.into_iter().find(|(names, _)| has(names)) {
            Some((_, kind)) => Ok(Layout { kind, columns }),
            None => {
                let what = format!(
                    "has a header that is not known: {line:?}; known tables begin: {KNOWN}. A GeoNames dump has 19 columns and no header"
                );
                Err(Error::new(at.clone(), ErrorKind::Table(what)))
            }
        }
    }
}

/// One row.
struct Fields<'a> {
    layout: &'a Layout,
    fields: Vec<&'a str>,
    at: &'a Position,
}

impl<'a> Fields<'a> {
    fn of(line: &'a str, layout: &'a Layout, at: &'a Position) -> Result<Fields<'a>, Error> {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != layout.columns.len() {
            let what = format!(
                "has {} columns where {} are due; the row is cut short or a tab is missing",
                fields.len(),
                layout.columns.len()
            );
            return Err(Error::new(at.clone(), ErrorKind::Table(what)));
        }
        Ok(Fields { layout, fields, at })
    }

    /// A column by name; empty where the table has none.
    fn get(&self, column: &str) -> &'a str {
        let i = self.layout.columns.iter().position(|c| c == column);
        i.and_then(|i| self.fields.get(i)).map_or("", |f| f.trim())
    }

    fn error(&self, what: String) -> Error {
        Error::new(self.at.clone(), ErrorKind::Table(what))
    }

    fn name(&self, column: &str) -> Result<String, Error> {
        match self.get(column) {
            "" => Err(self.error(format!("has no {column}"))),
            name => Ok(name.to_owned()),
        }
    }

    /// A whole number; empty is 0.
    fn number(&self, column: &str) -> Result<u64, Error> {
        match self.get(column) {
            "" => Ok(0),
            text => text.parse().map_err(|_| self.error(format!("has {text:?} as {column}; write a whole number"))),
        }
    }

    fn id(&self, column: &str) -> Result<u32, Error> {
        let text = self.get(column);
        text.parse().map_err(|_| self.error(format!("has {text:?} as {column}; write the number of GeoNames")))
    }

    fn decimal(&self, column: &str) -> Result<Option<f64>, Error> {
        let text = self.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(n) if n.is_finite() => Ok(Some(n)),
            _ => Err(self.error(format!("has {text:?} as {column}; write a decimal number"))),
        }
    }

    fn point(&self) -> Result<Option<(f64, f64)>, Error> {
        let (Some(lat), Some(lon)) = (self.decimal("lat")?, self.decimal("lon")?) else { return Ok(None) };
        if lat.abs() > 90.0 || lon.abs() > 180.0 {
            return Err(
                self.error(format!("has the point {lat}, {lon}, which is not on Earth; write degrees of latitude and longitude"))
            );
        }
        Ok(Some((lat, lon)))
    }

    fn iso2(&self, column: &str) -> Result<[u8; 2], Error> {
        match self.get(column).as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok([*a, *b]),
            _ => Err(self.error(format!("has {:?} as {column}; write two capital letters (ISO 3166-1)", self.get(column)))),
        }
    }
}

/// Lines with their number.
struct Lines<R> {
    reader: R,
    line: Vec<u8>,
    position: Position,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line; false at the end.
    fn advance(&mut self) -> Result<bool, Error> {
        self.line.clear();
        self.position.line = Some(self.position.line.unwrap_or(0) + 1);
        let read = self.reader.read_until(b'\n', &mut self.line).map_err(|e| {
            let kind = match e.kind() {
                ErrorKindIo::UnexpectedEof | ErrorKindIo::InvalidInput | ErrorKindIo::InvalidData => ErrorKind::Table(
                    "is damaged: its gzip stream ends early or is broken; copy or download the file again".to_owned(),
                ),
                _ => ErrorKind::Io(e),
            };
            Error::new(self.position.clone(), kind)
        })?;
        Ok(read > 0)
    }

    fn text(&self) -> Result<&str, Error> {
        let text = std::str::from_utf8(&self.line).map_err(|_| Error::new(self.position.clone(), ErrorKind::Encoding))?;
        let text = if self.position.line == Some(1) { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
        Ok(text.trim_end_matches(['\n', '\r']))
    }

    fn error(&self, what: &str) -> Error {
        Error::new(self.position.clone(), ErrorKind::Table(what.to_owned()))
    }
}

/// The plain text of a stream that may be gzip.
fn plain<'r>(reader: impl Read + 'r, position: &Position) -> Result<Box<dyn BufRead + 'r>, Error> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let magic = reader.fill_buf().map_err(|e| Error::new(position.clone(), ErrorKind::Io(e)))?;
    if !magic.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(reader));
    }
    #[cfg(feature = "gzip")]
    return Ok(Box::new(BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(reader))));
    #[cfg(not(feature = "gzip"))]
    Err(Error::new(position.clone(), ErrorKind::Table("is gzip: unpack it first, or build with the feature `gzip`".to_owned())))
}
