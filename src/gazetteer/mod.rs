//! Places of the world: names, where they lie, and what lies in what.

mod builder;
mod candidate;
mod entry;
mod feature;
mod key;
mod opening;
mod read;
mod spot;
mod table;
mod word;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

pub use builder::GazetteerBuilder;
pub use candidate::Candidates;
pub(crate) use candidate::Cursor;
pub use entry::PlaceEntry;
pub use feature::Feature;
pub(crate) use key::{arabic_word, is_article, variant_word};
pub(crate) use opening::Opening;
use opening::Openings;
pub(crate) use spot::{Spot, distance_km};
pub(crate) use word::Word;

use crate::error::{Error, ErrorKind, Position};
use table::{Bytes, Id, Spelling, Table};

/// Written by `cargo run --release --example build_gazetteer`.
static EMBEDDED: &[u8] = include_bytes!("data/places.bin");

/// Tables that one gazetteer holds at most: the embedded one and extensions.
const LAYERS: usize = 6;

/// Names and places. Cheap to clone, shared between threads.
///
/// The embedded table holds all countries and first-order units, places of 15,000 people and more, capitals and seats, all of Ukraine,
/// what GeoNames has of Russia and Belarus, seas, ranges, islands, and vernacular regions. Load GeoNames files for more:
/// `cities500.txt` for local news, `UA.txt` and its like for the villages of a country.
///
/// Place data from GeoNames (geonames.org), CC BY 4.0, modified; Natural Earth, public domain; codifier of administrative units of Ukraine
/// (KATOTTG). Word list: SCOWL, copyright Kevin Atkinson. Names: US Census, public domain.
///
/// ```
/// use corroborate::Gazetteer;
/// let places = Gazetteer::embedded();
/// let kharkiv = places.find("Kharkov").next().unwrap();
/// assert_eq!((kharkiv.name(), kharkiv.country()), ("Kharkiv", Some("UA")));
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    layers: Arc<[Layer]>,
    openings: Arc<Openings>,
}

/// A table, the index of its first place, and the places that later tables replace.
#[derive(Clone, Debug)]
struct Layer {
    table: Arc<Table>,
    first: u32,
    replaced: FxHashSet<u32>,
}

impl Default for Gazetteer {
    /// The embedded one.
    fn default() -> Self {
        Gazetteer::embedded()
    }
}

impl Gazetteer {
    /// The table that comes with the crate. The first call checks it (a few ms), later ones share it.
    pub fn embedded() -> Gazetteer {
        static SHARED: OnceLock<Gazetteer> = OnceLock::new();
        // A test asserts that the committed bytes open.
        SHARED
            .get_or_init(|| {
                Table::open(Bytes::Static(EMBEDDED)).map_or_else(|_| Gazetteer::empty(), |t| Gazetteer::of(Arc::new(t)))
            })
            .clone()
    }

    /// No places at all: for gazetteers of your own.
    pub fn empty() -> Gazetteer {
        Gazetteer { layers: Arc::new([]), openings: Arc::default() }
    }

    /// A table packed by [`GazetteerBuilder::pack`], kept in memory as it is.
    ///
    /// # Errors
    /// Bytes that are no table, of another version, damaged, or cut short.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Gazetteer, Error> {
        Ok(Gazetteer::of(Arc::new(Table::open(Bytes::Shared(bytes.into()))?)))
    }

    fn of(table: Arc<Table>) -> Gazetteer {
        let layer = Layer { table, first: 0, replaced: FxHashSet::default() };
        Gazetteer { layers: Arc::new([layer]), openings: Arc::default() }
    }

    /// Adds a GeoNames dump (19 columns, plain or gzip). A place whose id is known already is replaced.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::read_geonames`] and [`Gazetteer::extend`].
    pub fn extend_geonames(self, reader: impl Read) -> Result<Gazetteer, Error> {
        let mut builder = GazetteerBuilder::default();
        builder.read_geonames(reader)?;
        self.extend(builder)
    }

    /// Adds a table with a header line (plain or gzip), as [`GazetteerBuilder::read_tsv`] reads it.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::read_tsv`] and [`Gazetteer::extend`].
    pub fn extend_tsv(self, reader: impl Read) -> Result<Gazetteer, Error> {
        let mut builder = GazetteerBuilder::default();
        builder.read_tsv(reader)?;
        self.extend(builder)
    }

    /// Adds a file: see [`Gazetteer::extend_files`].
    ///
    /// # Errors
    /// As [`Gazetteer::extend_files`].
    pub fn extend_file(self, path: impl AsRef<Path>) -> Result<Gazetteer, Error> {
        self.extend_files([path])
    }

    /// Adds files in turn: what [`GazetteerBuilder::pack`] made, which is ready in milliseconds, and whatever
    /// [`GazetteerBuilder::read_file`] reads. Tables side by side are read as one, so that they join each other by their codes.
    ///
    /// # Errors
    /// As [`Gazetteer::from_bytes`], [`GazetteerBuilder::read_file`] and [`Gazetteer::extend`].
    pub fn extend_files<P: AsRef<Path>>(self, paths: impl IntoIterator<Item = P>) -> Result<Gazetteer, Error> {
        let (mut gazetteer, mut tables) = (self, None);
        for path in paths {
            let path = path.as_ref();
            let Some(bytes) = packed(path)? else {
                tables.get_or_insert_with(GazetteerBuilder::default).read_file(path)?;
                continue;
            };
            if let Some(before) = tables.take() {
                gazetteer = gazetteer.extend(before)?;
            }
            let position = || Position { path: Some(path.to_owned()), ..Position::default() };
            gazetteer = gazetteer.extend_packed(bytes).map_err(|e| e.at(position()))?;
        }
        match tables {
            Some(last) => gazetteer.extend(last),
            None => Ok(gazetteer),
        }
    }

    /// Adds a table packed by [`GazetteerBuilder::pack`]; its places replace those of the same id.
    ///
    /// # Errors
    /// As [`Gazetteer::from_bytes`]; more than five extensions.
    pub fn extend_packed(self, bytes: impl Into<Arc<[u8]>>) -> Result<Gazetteer, Error> {
        self.extend_table(Arc::new(Table::open(Bytes::Shared(bytes.into()))?))
    }

    /// Adds what a builder has read; its places replace those of the same id.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::pack`]; more than five extensions (read the files into one builder instead).
    pub fn extend(self, builder: GazetteerBuilder) -> Result<Gazetteer, Error> {
        self.extend_table(builder.table()?)
    }

    fn extend_table(self, table: Arc<Table>) -> Result<Gazetteer, Error> {
        if self.layers.len() >= LAYERS {
            let what = format!("a gazetteer takes {} extensions; read several files into one GazetteerBuilder", LAYERS - 1);
            return Err(Error::new(Position::default(), ErrorKind::Table(what)));
        }
        let mut layers = self.layers.to_vec();
        for layer in &mut layers {
            let known = (0..table.len() as u32).filter_map(|i| layer.table.find(&table.id(i)?));
            layer.replaced.extend(known);
        }
        let first = layers.last().map_or(0, |l| l.first + l.table.len() as u32);
        layers.push(Layer { table, first, replaced: FxHashSet::default() });
        Ok(Gazetteer { layers: layers.into(), openings: Arc::default() })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|l| l.table.len() - l.replaced.len()).sum()
    }

    /// Whether there is no place in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The packed bytes of all tables, in the order they were added.
    pub fn memory_usage(&self) -> usize {
        self.layers.iter().map(|l| l.table.bytes().len()).sum()
    }

    /// The places that bear a name, in any case, with or without marks; after them those whose name is another romanization of
    /// it: "Veseliy Hay" finds Veselyi Hai. Where no name is spelled so, other romanizations of Arabic names count too: "Deir el Ballah"
    /// finds Dayr al Balaḩ. Each group ascending by table and id. O(length of the name).
    pub fn find(&self, name: &str) -> Candidates<'_> {
        let key = key::key(name);
        let mut words = key.split(' ');
        let Opening { mut exact, mut variant, mut arabic } = self.opening(words.next().unwrap_or_default());
        let mut folded = String::new();
        for word in words {
            exact = exact.and_then(|c| c.pushed(word));
            variant = variant.filter(|c| c.goes_on()).and_then(|c| {
                variant_word(word, &mut folded);
                c.pushed(&folded)
            });
            arabic = arabic.filter(|c| c.goes_on()).and_then(|c| {
                arabic_word(word, false, &mut folded);
                if folded.is_empty() { Some(c) } else { c.pushed(&folded) }
            });
        }
        Candidates::of(exact, variant, arabic)
    }

    /// The place of an id such as `geonames:706483`. O(log n).
    pub fn get(&self, id: &str) -> Option<PlaceEntry<'_>> {
        let id = Id::parse(id)?;
        let layer = self.layers.iter().rev();
        layer.filter_map(|l| Some((l, l.table.find(&id)?))).next().and_then(|(layer, index)| self.entry(layer.first + index))
    }

    /// The place of an index that an entry gave.
    pub(crate) fn entry(&self, index: u32) -> Option<PlaceEntry<'_>> {
        let layer = self.layers.iter().rfind(|l| l.first <= index)?;
        PlaceEntry::new(self, layer, index)
    }

    /// Walks over exact keys, word by word.
    pub(crate) fn cursor(&self) -> Cursor<'_> {
        Cursor::new(self, Spelling::Exact)
    }

    /// Walks over the keys of other romanizations, word by word.
    pub(crate) fn variant_cursor(&self) -> Cursor<'_> {
        Cursor::new(self, Spelling::Slavic)
    }

    /// The same for other romanizations of Arabic names.
    fn arabic_cursor(&self) -> Cursor<'_> {
        Cursor::new(self, Spelling::Arabic)
    }

    /// What is known of a folded word or phrase beside places.
    pub(crate) fn word(&self, folded: &str) -> Word {
        self.layers.iter().map(|l| l.table.word(folded)).fold(Word::default(), Word::and)
    }

    /// Whether a folded word is a given name.
    pub(crate) fn is_given_name(&self, folded: &str) -> bool {
        self.word(folded).is_given_name()
    }

    /// Whether a folded word is a surname.
    pub(crate) fn is_surname(&self, folded: &str) -> bool {
        self.word(folded).is_surname()
    }
}

/// The bytes of a file that begins as packed tables do.
fn packed(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let fault = |e| Error::new(Position { path: Some(path.to_owned()), ..Position::default() }, ErrorKind::Io(e));
    let mut file = File::open(path).map_err(fault)?;
    let mut bytes = Vec::new();
    file.by_ref().take(table::MAGIC.len() as u64).read_to_end(&mut bytes).map_err(fault)?;
    if !Table::is_packed(&bytes) {
        return Ok(None);
    }
    file.read_to_end(&mut bytes).map_err(fault)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests;
