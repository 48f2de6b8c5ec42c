//! The packed form of a gazetteer: one run of bytes that is read in place.
//!
//! Magic and version (8 bytes), a hash of all that follows (8), the number of sections (4), their lengths (4 each), the sections.
//! Integers are little endian. Nothing is copied when a table is opened.
//!
//! | section | what |
//! |---|---|
//! | `EXACT`, `VARIANT`, `ARABIC` | automata from keys to their rank |
//! | `EXACT_HEADS`, … | by rank: 3 bytes, a posting or the place of a list |
//! | `EXACT_LISTS`, … | postings of keys that mean several places |
//! | `GEONAMES`, `KATOTTG`, `NAMED` | ids, ascending; records stand in that order. Those of GeoNames take 3 bytes, or 4 where one needs them |
//! | `RECORDS` | 16 bytes a place |
//! | `AREAS` | codes such as `UA.07`, ascending, with the place of that code |
//! | `STRINGS` | a length byte and the bytes |
//! | `WORDS` | automaton from words to [`Word`](super::word::Word) |

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use fst::Streamer;
use fst::raw::Fst;

use super::feature::Feature;
use super::word::Word;
use crate::error::{Error, ErrorKind, Position};
use crate::text::vocabulary::Vocabulary;

pub(super) const MAGIC: &[u8; 8] = b"CORRPL\x00\x02";
const HASH_END: usize = 16;

/// Sections in their order.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Exact,
    ExactHeads,
    ExactLists,
    Variant,
    VariantHeads,
    VariantLists,
    Arabic,
    ArabicHeads,
    ArabicLists,
    GeoNames,
    Katottg,
    Named,
    Records,
    Areas,
    Strings,
    Words,
}

pub(super) const PARTS: usize = Part::Words as usize + 1;
pub(super) const RECORD: usize = 16;
/// Two strings and a place.
pub(super) const AREA: usize = 6;
/// "None" in three bytes.
pub(super) const NONE: u32 = 0xff_ffff;

/// A posting: the index of a place, and whether the key is its main name. In a list `LAST` ends it; in a head `LIST` says that the
/// other bits are the place of a list.
pub(super) const LAST: u32 = 1 << 23;
pub(super) const LIST: u32 = 1 << 23;
pub(super) const MAIN: u32 = 1 << 22;
pub(super) const INDEX: u32 = MAIN - 1;

/// Bytes that a table is read from.
#[derive(Clone)]
pub(super) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

#[derive(Clone)]
pub(super) struct Section {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get().get(self.range.clone()).unwrap_or_default()
    }
}

impl Section {
    fn u24(&self, index: usize) -> Option<u32> {
        self.as_ref().get(3 * index..)?.first_chunk().copied().map(u24)
    }
}

fn u24([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// An automaton over keys and what the keys mean.
pub(super) struct Index {
    pub(super) fst: Fst<Section>,
    heads: Section,
    lists: Section,
}

impl Index {
    /// The postings of a key by its rank.
    pub(super) fn postings(&self, rank: u64) -> Postings<'_> {
        let head = usize::try_from(rank).ok().and_then(|rank| self.heads.u24(rank));
        match head {
            None => Postings { lists: &self.lists, one: None, next: None },
            Some(head) if head & LIST == 0 => Postings { lists: &self.lists, one: Some(head), next: None },
            Some(head) => Postings { lists: &self.lists, one: None, next: Some((head & !LIST) as usize) },
        }
    }
}

/// Places under one key, in ascending order.
#[derive(Clone)]
pub(super) struct Postings<'t> {
    lists: &'t Section,
    one: Option<u32>,
    next: Option<usize>,
}

impl Iterator for Postings<'_> {
    /// Index of the place, and whether the key is its main name.
    type Item = (u32, bool);

    fn next(&mut self) -> Option<(u32, bool)> {
        if let Some(posting) = self.one.take() {
            return Some((posting & INDEX, posting & MAIN != 0));
        }
        let at = self.next?;
        let posting = self.lists.u24(at)?;
        self.next = (posting & LAST == 0).then_some(at + 1);
        Some((posting & INDEX, posting & MAIN != 0))
    }
}

/// The id of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Id {
    GeoNames(u32),
    Katottg(u64),
    Named(String),
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Id::GeoNames(id) => write!(f, "geonames:{id}"),
            Id::Katottg(id) => write!(f, "katottg:UA{id:017}"),
            Id::Named(slug) => f.write_str(slug),
        }
    }
}

impl Id {
    pub(super) fn parse(id: &str) -> Option<Id> {
        match id.split_once(':')? {
            ("geonames", n) => n.parse().ok().map(Id::GeoNames),
            ("katottg", code) => code.strip_prefix("UA")?.parse().ok().map(Id::Katottg),
            _ => Some(Id::Named(id.to_owned())),
        }
    }
}

/// What a table is told of one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) point: Option<(f64, f64)>,
    pub(super) area: u32,
    pub(super) population: u64,
    pub(super) feature: Feature,
    pub(super) radius_km: f64,
    pub(super) name: u32,
}

impl Record {
    pub(super) fn pack(&self, out: &mut Vec<u8>) {
        let grid = |degrees: f64, range: f64| ((degrees / range + 0.5).clamp(0.0, 1.0) * f64::from(NONE - 1)).round() as u32;
        let (lat, lon) = self.point.map_or((NONE, NONE), |(lat, lon)| (grid(lat, 180.0), grid(lon, 360.0)));
        put_u24(out, lat);
        put_u24(out, lon);
        put_u24(out, self.area);
        // 11 bits of mantissa, 5 of exponent: within 0.1 %.
        let exponent = (64 - self.population.leading_zeros()).saturating_sub(11).min(31);
        let mantissa = (self.population >> exponent).min(2047) as u16;
        out.extend_from_slice(&(mantissa << 5 | exponent as u16).to_le_bytes());
        out.push(self.feature.byte());
        out.push(((self.radius_km.max(0.5) / 0.5).ln() / 1.04f64.ln()).round().clamp(0.0, 255.0) as u8);
        put_u24(out, self.name);
    }
}

/// The same as it stands in the table. Of most places little is asked, so each part is read when it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed([u8; RECORD]);

impl Packed {
    pub(super) fn point(self) -> Option<(f64, f64)> {
        let [a, b, c, d, e, f, ..] = self.0;
        let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
        let degrees = |n: u32, range: f64| round((f64::from(n) / f64::from(NONE - 1) - 0.5) * range);
        let (lat, lon) = (u24([a, b, c]), u24([d, e, f]));
        (lat != NONE && lon != NONE).then(|| (degrees(lat, 180.0), degrees(lon, 360.0)))
    }

    pub(super) fn area(self) -> u32 {
        let [.., a, b, c, _, _, _, _, _, _, _] = self.0;
        u24([a, b, c])
    }

    pub(super) fn population(self) -> u64 {
        let [.., p, q, _, _, _, _, _] = self.0;
        let packed = u16::from_le_bytes([p, q]);
        u64::from(packed >> 5) << (packed & 31)
    }

    pub(super) fn feature(self) -> Feature {
        let [.., feature, _, _, _, _] = self.0;
        Feature::from_byte(feature)
    }

    pub(super) fn radius_km(self) -> f64 {
        let [.., radius, _, _, _] = self.0;
        RADII.get(usize::from(radius)).copied().unwrap_or_default()
    }

    pub(super) fn name(self) -> u32 {
        let [.., a, b, c] = self.0;
        u24([a, b, c])
    }
}

/// The radii of each byte, to two digits: no more is meant.
static RADII: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let radius = 0.5 * 1.04f64.powi(byte as i32);
        if radius < 10.0 { (radius * 10.0).round() / 10.0 } else { radius.round() }
    })
});

pub(super) fn put_u24(out: &mut Vec<u8>, n: u32) {
    out.extend_from_slice(&n.to_le_bytes()[..3]);
}

/// A packed gazetteer.
pub(super) struct Table {
    bytes: Bytes,
    pub(super) exact: Index,
    pub(super) variant: Index,
    pub(super) arabic: Index,
    words: Vocabulary<Word>,
    geonames: Section,
    /// Whether their ids take four bytes and not three.
    wide: bool,
    katottg: Section,
    named: Section,
    records: Section,
    areas: Section,
    strings: Section,
    codes: Codes,
}

/// The codes of areas, which are asked for far more often than the table is opened: one after the other, with the end of each.
#[derive(Default)]
struct Codes {
    run: String,
    ends: Vec<u32>,
}

impl Codes {
    fn get(&self, area: usize) -> Option<&str> {
        let end = *self.ends.get(area)? as usize;
        let start = area.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |start| *start as usize);
        self.run.get(start..end)
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("places", &self.len()).finish_non_exhaustive()
    }
}

/// The indices of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As it is written.
    Exact,
    /// By other romanizations of Slavic names.
    Slavic,
    /// By other romanizations of Arabic ones.
    Arabic,
}

impl Table {
    pub(super) fn index(&self, spelling: Spelling) -> &Index {
        match spelling {
            Spelling::Exact => &self.exact,
            Spelling::Slavic => &self.variant,
            Spelling::Arabic => &self.arabic,
        }
    }

    /// Whether bytes begin as packed tables of some version do.
    pub(super) fn is_packed(bytes: &[u8]) -> bool {
        bytes.get(..6) == MAGIC.get(..6)
    }

    /// Opens packed bytes after their version, hash and lengths are checked. One pass over the bytes.
    pub(super) fn open(bytes: Bytes) -> Result<Table, Error> {
        let all = bytes.get();
        if !Table::is_packed(all) {
            return Err(damaged("is no packed place table; build one with GazetteerBuilder::pack"));
        }
        if all.get(..8) != MAGIC.get(..) {
            return Err(damaged("is a packed place table of another version; build it anew with GazetteerBuilder::pack"));
        }
        let body = all.get(HASH_END..).unwrap_or_default();
        let stated = all.get(8..HASH_END).and_then(|h| h.try_into().ok()).map(u64::from_le_bytes);
        if stated != Some(hash(body)) {
            return Err(damaged("is damaged or cut short: its hash does not fit its bytes; copy or build it again"));
        }
        let u32_at = |at: usize| body.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        if u32_at(0) != Some(PARTS as u32) {
            return Err(damaged("has another number of sections than this version reads; build it anew"));
        }
        let mut at = HASH_END + 4 + 4 * PARTS;
        let mut sections = Vec::with_capacity(PARTS);
        for i in 0..PARTS {
            let len = u32_at(4 + 4 * i).unwrap_or(u32::MAX) as usize;
            let end = at.saturating_add(len);
            if end > all.len() {
                return Err(damaged("has a section that reaches past its end; build it anew"));
            }
            sections.push(Section { bytes: bytes.clone(), range: at..end });
            at = end;
        }
        let section = |part: Part| sections[part as usize].clone();
        let automaton = |part: Part| {
            Fst::new(section(part)).map_err(|e| damaged(&format!("has an automaton that cannot be read ({e}); build it anew")))
        };
        let index = |fst, heads, lists| -> Result<Index, Error> {
            Ok(Index { fst: automaton(fst)?, heads: section(heads), lists: section(lists) })
        };
        let mut table = Table {
            exact: index(Part::Exact, Part::ExactHeads, Part::ExactLists)?,
            variant: index(Part::Variant, Part::VariantHeads, Part::VariantLists)?,
            arabic: index(Part::Arabic, Part::ArabicHeads, Part::ArabicLists)?,
            words: words(&automaton(Part::Words)?),
            geonames: section(Part::GeoNames),
            katottg: section(Part::Katottg),
            named: section(Part::Named),
            records: section(Part::Records),
            areas: section(Part::Areas),
            strings: section(Part::Strings),
            codes: Codes::default(),
            wide: false,
            bytes,
        };
        let mut codes = Codes::default();
        for area in 0..table.areas.as_ref().len() / AREA {
            codes.run.push_str(table.areas.u24(2 * area).map_or("", |at| table.string(at)));
            codes.ends.push(codes.run.len() as u32);
        }
        table.codes = codes;
        table.wide = table.geonames.as_ref().len() == 4 * table.geonames_len();
        Ok(table)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// What is known of a folded word beside places.
    pub(super) fn word(&self, folded: &str) -> Word {
        self.words.get(folded).unwrap_or_default()
    }

    /// Number of places.
    pub(super) fn len(&self) -> usize {
        self.records.as_ref().len() / RECORD
    }

    pub(super) fn record(&self, index: u32) -> Option<Packed> {
        self.records.as_ref().get(index as usize * RECORD..)?.first_chunk().copied().map(Packed)
    }

    /// Number of places of GeoNames: those that are of neither other kind.
    fn geonames_len(&self) -> usize {
        self.len().saturating_sub(self.katottg.as_ref().len() / 8 + self.named.as_ref().len() / 3)
    }

    pub(super) fn id(&self, index: u32) -> Option<Id> {
        let index = index as usize;
        let geonames = self.geonames_len();
        let katottg = self.katottg.as_ref().len() / 8;
        if index < geonames {
            Some(Id::GeoNames(self.geonames_at(index)))
        } else if index < geonames + katottg {
            Some(Id::Katottg(self.katottg_at(index - geonames)))
        } else {
            self.named_at(index - geonames - katottg).map(|slug| Id::Named(slug.to_owned()))
        }
    }

    fn geonames_at(&self, i: usize) -> u32 {
        if self.wide {
            self.geonames.as_ref().get(4 * i..4 * i + 4).and_then(|b| b.try_into().ok()).map_or(u32::MAX, u32::from_le_bytes)
        } else {
            self.geonames.u24(i).unwrap_or(u32::MAX)
        }
    }

    fn katottg_at(&self, i: usize) -> u64 {
        self.katottg.as_ref().get(8 * i..8 * i + 8).and_then(|b| b.try_into().ok()).map_or(u64::MAX, u64::from_le_bytes)
    }

    fn named_at(&self, i: usize) -> Option<&str> {
        self.named.u24(i).map(|at| self.string(at))
    }

    /// The place of an id. O(log n).
    pub(super) fn find(&self, id: &Id) -> Option<u32> {
        let geonames = self.geonames_len();
        let katottg = self.katottg.as_ref().len() / 8;
        let named = self.named.as_ref().len() / 3;
        let index = match id {
            Id::GeoNames(n) => search(geonames, |i| self.geonames_at(i).cmp(n))?,
            Id::Katottg(n) => geonames + search(katottg, |i| self.katottg_at(i).cmp(n))?,
            Id::Named(slug) => geonames + katottg + search(named, |i| self.named_at(i).unwrap_or("").cmp(slug.as_str()))?,
        };
        u32::try_from(index).ok()
    }

    pub(super) fn string(&self, at: u32) -> &str {
        std::str::from_utf8(self.string_bytes(at)).unwrap_or("")
    }

    fn string_bytes(&self, at: u32) -> &[u8] {
        let bytes = self.strings.as_ref().get(at as usize..).unwrap_or_default();
        let Some((&len, rest)) = bytes.split_first() else { return &[] };
        rest.get(..usize::from(len)).unwrap_or_default()
    }

    /// The code of an area of [`Record::area`]: `UA`, `UA.07`, `US.TX.201`.
    pub(super) fn area_code(&self, area: u32) -> &str {
        self.codes.get(area as usize).unwrap_or_default()
    }

    /// The place that bears an area code.
    pub(super) fn area_place(&self, code: &str) -> Option<u32> {
        let i = search(self.codes.ends.len(), |i| self.codes.get(i).unwrap_or_default().cmp(code))?;
        self.areas.u24(2 * i + 1).filter(|place| *place != NONE)
    }
}

/// The words of an automaton, which are asked for far more often than the table is opened.
fn words(fst: &Fst<Section>) -> Vocabulary<Word> {
    let mut words = Vocabulary::default();
    let mut stream = fst.stream();
    while let Some((word, value)) = stream.next() {
        if let Ok(word) = std::str::from_utf8(word) {
            words.get_or_insert(word, Word(value.value()));
        }
    }
    words
}

fn search(len: usize, compare: impl Fn(usize) -> std::cmp::Ordering) -> Option<usize> {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle) {
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

fn damaged(what: &str) -> Error {
    Error::new(Position::default(), ErrorKind::Table(format!("the place table {what}")))
}

/// A fixed mix of bytes, eight at a time, so that a table says itself whether it is whole. Not for keys.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |h: u64, word: u64| (h ^ word).wrapping_mul(K).rotate_left(29);
    let mut words = bytes.chunks_exact(8);
    let mut h = words.by_ref().fold(bytes.len() as u64, |h, chunk| mix(h, chunk.try_into().map_or(0, u64::from_le_bytes)));
    for byte in words.remainder() {
        h = mix(h, u64::from(*byte));
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ h >> 32
}

/// Puts sections together.
pub(super) fn assemble(sections: [Vec<u8>; PARTS]) -> Vec<u8> {
    let mut body = Vec::with_capacity(sections.iter().map(Vec::len).sum::<usize>() + 64);
    body.extend_from_slice(&(PARTS as u32).to_le_bytes());
    for section in &sections {
        body.extend_from_slice(&(section.len() as u32).to_le_bytes());
    }
    for section in &sections {
        body.extend_from_slice(section);
    }
    let mut out = Vec::with_capacity(body.len() + HASH_END);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&hash(&body).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_there_and_back() {
        for (lat, lon, population, radius_km) in [
            (50.45, 30.5233, 2_797_553, 21.0),
            (-33.8688, 151.2093, 0, 0.5),
            (90.0, 180.0, u64::from(u32::MAX), 9000.0),
            (-90.0, -180.0, 2047, 2.0),
        ] {
            let record = Record { point: Some((lat, lon)), area: 77, population, feature: Feature::Capital, radius_km, name: 5 };
            let mut bytes = Vec::new();
            record.pack(&mut bytes);
            assert_eq!(bytes.len(), RECORD);
            let back = Packed(bytes.try_into().unwrap());
            assert_eq!((back.point(), back.area(), back.feature(), back.name()), (record.point, 77, Feature::Capital, 5));
            assert!(back.population().abs_diff(population) * 1000 <= population, "{} {population}", back.population());
            assert!((back.radius_km() / radius_km - 1.0).abs() < 0.1, "{} {radius_km}", back.radius_km());
        }
        let nowhere = Record { point: None, area: 0, population: 0, feature: Feature::Town, radius_km: 1.0, name: 0 };
        let mut bytes = Vec::new();
        nowhere.pack(&mut bytes);
        assert_eq!(Packed(bytes.try_into().unwrap()).point(), None);
    }

    #[test]
    fn hash_is_fixed() {
        for (bytes, expected) in [(&b""[..], 0), (b"places", 0x3e64ca7c728d26a4), (b"places of the world", 0x4007b7ce12f6c16c)] {
            assert_eq!(hash(bytes), expected);
        }
        assert_ne!(hash(b"places\0"), hash(b"places"));
        assert_ne!(hash(b"placesab"), hash(b"placesba"));
    }
}
