//! Tests of the embedded table and of loading.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::claim::PlaceKind;

const DUMP: &str = "703448\tKyiv\tKyiv\tKiev,Kijów,Київ\t50.45466\t30.5238\tP\tPPLC\tUA\t\t12\t\t\t\t2797553\t\t187\tEurope/Kiev\t2025-01-01\n\
                    9000001\tNew Ford\tNew Ford\t\t50.5\t30.6\tP\tPPL\tUA\t\t12\t\t\t\t120\t\t100\tEurope/Kiev\t2025-01-01\n\
                    9000002\tFord Road\tFord Road\t\t50.5\t30.6\tR\tRD\tUA\t\t12\t\t\t\t0\t\t100\tEurope/Kiev\t2025-01-01\n";
const TABLE: &str = "geonameid\tname\tcountry\tadmin1\tlat\tlon\tpopulation\talternatenames\n9000003\tLower Ford\tGB\tENG\t51.5\t-0.5\t800\tNether Ford|Ford (Old)\n";

fn first<'g>(gazetteer: &'g Gazetteer, name: &str) -> Option<PlaceEntry<'g>> {
    gazetteer.find(name).max_by_key(|p| p.population())
}

#[test]
fn embedded_table_opens() {
    let places = Table::open(Bytes::Static(EMBEDDED)).unwrap();
    assert!(places.len() > 80_000);
    assert!(EMBEDDED.len() < 5_000_000, "{}", EMBEDDED.len());
}

#[test]
fn finds_names() {
    let places = Gazetteer::embedded();
    for (name, id, kind) in [
        ("Kharkiv", "geonames:706483", PlaceKind::City),
        ("KHARKOV", "geonames:706483", PlaceKind::City),
        ("Харків", "geonames:706483", PlaceKind::City),
        ("Kharkiv Oblast", "geonames:706482", PlaceKind::Region),
        ("United States of America", "geonames:6252001", PlaceKind::Country),
        ("u.s.a.", "geonames:6252001", PlaceKind::Country),
        ("Bombay", "geonames:1275339", PlaceKind::City),
        ("St. Louis", "geonames:4407066", PlaceKind::City),
        ("Donbass", "region:donbas", PlaceKind::Region),
        ("Sea of Azov", "natural:sea-of-azov", PlaceKind::Natural),
        ("Kupyansk", "geonames:703656", PlaceKind::City),
    ] {
        let found = places.find(name).find(|p| p.id() == id);
        assert_eq!(found.map(|p| p.kind()), Some(kind), "{name}: {:?}", places.find(name));
        assert_eq!(places.get(id).map(|p| p.id()).as_deref(), Some(id));
    }
    assert_eq!(places.find("Xyzzyville").count(), 0);
    assert_eq!(places.find("").count(), 0);
}

#[test]
fn regions_bear_their_english_names() {
    let places = Gazetteer::embedded();
    for (own, id, expected) in [
        ("Kríti", "geonames:6697802", "Crete"),
        ("Eşfahān", "geonames:418862", "Isfahan Province"),
        ("Los Ríos", "geonames:3654592", "Los Ríos"),
    ] {
        let found = places.find(own).find(|p| p.id() == id);
        assert_eq!(found.map(|p| p.name().to_owned()).as_deref(), Some(expected), "{own}");
    }
}

#[test]
fn spellings_find_the_same_places() {
    let places = Gazetteer::embedded();
    let ids = |name: &str| places.find(name).map(|p| p.id()).collect::<BTreeSet<_>>();
    let hai = ids("Veselyi Hai");
    assert!(hai.len() > 4, "{}", hai.len());
    assert_eq!(ids("Veseliy Hay"), hai);
    assert_eq!(ids("Veselyy Gay"), hai);
}

#[test]
fn arabic_spellings_find_the_same_places() {
    let places = Gazetteer::embedded();
    for (name, id) in [
        ("Deir el-Balah", "geonames:281141"),
        ("Deir al-Balah", "geonames:281141"),
        ("Hodeidah", "geonames:79415"),
        ("Qamishli", "geonames:173377"),
        ("Al-Rastan", "geonames:172946"),
    ] {
        assert!(places.find(name).any(|p| p.id() == id), "{name}: {:?}", places.find(name));
    }
}

#[test]
fn knows_what_lies_in_what() {
    let places = Gazetteer::embedded();
    let kharkiv = places.get("geonames:706483").unwrap();
    let oblast = places.get("geonames:706482").unwrap();
    let ukraine = first(&places, "Ukraine").unwrap();
    assert_eq!(kharkiv.region(), Some("Kharkiv Oblast"));
    assert!(kharkiv.district().is_some_and(|d| d.kind() == PlaceKind::District), "{kharkiv:?}");
    for (outer, inner, expected) in [
        (&oblast, &kharkiv, true),
        (&ukraine, &kharkiv, true),
        (&ukraine, &oblast, true),
        (&oblast, &ukraine, false),
        (&kharkiv, &oblast, false),
        (&kharkiv, &kharkiv, false),
    ] {
        assert_eq!(outer.contains(inner), expected, "{outer:?} {inner:?}");
    }
    assert!(kharkiv.distance_km(&oblast).is_some_and(|km| km < 100.0));
    let place = kharkiv.to_place();
    assert_eq!((place.country.as_deref(), place.region.as_deref()), (Some("UA"), Some("Kharkiv Oblast")));
}

#[test]
fn extends_and_overrides() {
    let places = Gazetteer::embedded().extend_geonames(DUMP.as_bytes()).unwrap().extend_tsv(TABLE.as_bytes()).unwrap();
    assert_eq!(places.len(), Gazetteer::embedded().len() + 2);
    for (name, id, country) in
        [("New Ford", "geonames:9000001", "UA"), ("Nether Ford", "geonames:9000003", "GB"), ("Kijow", "geonames:703448", "UA")]
    {
        let found = places.find(name).find(|p| p.id() == id).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(found.country(), Some(country));
    }
    assert_eq!(places.find("Kyiv").filter(|p| p.id() == "geonames:703448").count(), 1);
    // The region comes from the embedded table.
    assert_eq!(places.find("New Ford").next().and_then(|p| p.region()), Some("Kyiv"));
    assert_eq!(places.find("Ford Road").count(), 0);
    let table = GazetteerBuilder::default();
    let mut full = places;
    for _ in 0..LAYERS - 3 {
        full = full.extend(table.clone()).unwrap();
    }
    assert!(full.extend(table).is_err());
}

#[test]
fn faults_say_where() {
    let read = |text: &[u8]| GazetteerBuilder::default().read_tsv(text).unwrap_err().to_string();
    let dump = |text: &str| GazetteerBuilder::default().read_geonames(text.as_bytes()).unwrap_err().to_string();
    for (error, wanted) in [
        (read(b""), "input:1: has no rows"),
        (read(b"colour\tsize\n"), "input:1: has a header that is not known"),
        (read(b"geonameid\tname\tcountry\tlat\tlon\n1\tA\tGB\n"), "input:2: has 3 columns where 5 are due"),
        (read(b"geonameid\tname\tcountry\tlat\tlon\n1\tA\tGB\tx\t0\n"), "input:2: has \"x\" as lat"),
        (read(b"geonameid\tname\tcountry\tlat\tlon\n1\tA\tGB\t99\t0\n"), "input:2: has the point 99, 0"),
        (read(b"geonameid\tname\tcountry\tlat\tlon\n\xff\n"), "input:2: is not UTF-8"),
        (dump(&DUMP[..DUMP.len() - 60]), "input:3: has"),
        (dump("1\tA\n"), "input:1: has 2 columns where 19 are due"),
    ] {
        assert!(error.starts_with(wanted), "{error:?} {wanted:?}");
    }
    let missing = Gazetteer::empty().extend_file("no/such/file.txt").unwrap_err().to_string();
    assert!(missing.starts_with("no/such/file.txt: cannot be read"), "{missing}");
}

#[cfg(feature = "gzip")]
#[test]
fn reads_gzip_and_tells_where_it_breaks_off() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(DUMP.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(Gazetteer::empty().extend_geonames(&packed[..]).unwrap().len(), 2);
    let error = Gazetteer::empty().extend_geonames(&packed[..packed.len() / 2]).unwrap_err().to_string();
    assert!(error.contains("gzip stream ends early"), "{error}");
}

#[test]
fn damaged_tables_are_refused() {
    let mut builder = GazetteerBuilder::default();
    builder.read_geonames(DUMP.as_bytes()).unwrap();
    let bytes = builder.pack().unwrap();
    assert_eq!(Gazetteer::from_bytes(bytes.clone()).unwrap().len(), 2);
    for cut in [0, 5, 8, 16, 40, bytes.len() - 1] {
        assert!(Gazetteer::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
    for at in 0..bytes.len() {
        let mut bad = bytes.clone();
        bad[at] ^= 0x10;
        assert!(Gazetteer::from_bytes(bad).is_err(), "{at}");
    }
}

#[test]
fn order_of_rows_does_not_matter() {
    let rows: Vec<&str> = DUMP.lines().collect();
    let packed = |rows: &[&str]| {
        let mut builder = GazetteerBuilder::default();
        builder.read_geonames(rows.join("\n").as_bytes()).unwrap();
        builder.pack().unwrap()
    };
    assert_eq!(packed(&rows), packed(&[rows[2], rows[1], rows[0]]));
}

#[test]
fn every_name_finds_its_place() {
    let places = Gazetteer::embedded();
    for index in 0..places.len() as u32 {
        let place = places.entry(index).unwrap();
        assert!(places.find(place.name()).any(|p| p == place), "{place:?}");
        assert_eq!(places.get(&place.id()), Some(place));
        assert!(place.radius_km() >= 0.5);
    }
}

#[test]
fn words_that_are_no_places() {
    let places = Gazetteer::embedded();
    assert!(places.is_given_name("mary") && places.is_surname("johnson") && places.word("police").is_common());
    assert!(!places.is_given_name("kharkiv") && !places.is_surname("the"));
}

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&Gazetteer::embedded());
}

proptest! {
    #[test]
    fn any_name_may_be_asked_for(name in "\\PC{0,40}") {
        let _ = Gazetteer::embedded().find(&name).count();
    }
}
