//! Tables of places that a user brings, and the codes of the field's data sets, through the program as a user runs it.
#![cfg(feature = "read")]

mod program;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use corroborate::{Claim, GazetteerBuilder, Place};
use program::program;

/// A town: id, name, other names, point, people.
type Town = (u32, &'static str, &'static str, (f64, f64), u32);

/// Rows of a GeoNames dump: 19 columns.
fn dump(rows: &[Town]) -> String {
    let row = |(id, name, names, (lat, lon), people): &Town| {
        format!("{id}\t{name}\t{name}\t{names}\t{lat}\t{lon}\tP\tPPL\tUA\t\t07\t\t\t\t{people}\t\t100\tEurope/Kyiv\t2025-01-01\n")
    };
    rows.iter().map(row).collect()
}

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

/// Exit code, output and errors of `stage normalize` with tables of places, for one document.
fn normalize(tables: &[&Path], text: &str) -> (i32, String, String) {
    let document = serde_json::json!({"id": "a", "text": text, "published": "2024-05-04"}).to_string() + "\n";
    let mut command = program("stage");
    command.arg("normalize");
    for table in tables {
        command.arg("--places").arg(table);
    }
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that stops at its tables reads no documents.
    let writer = thread::spawn(move || drop(stdin.write_all(document.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The place of the first claim of a text.
fn place(tables: &[&Path], text: &str) -> Option<Place> {
    let (code, out, err) = normalize(tables, text);
    assert_eq!((code, err.as_str()), (0, ""));
    out.lines().next().and_then(|line| serde_json::from_str::<Claim>(line).unwrap().place)
}

#[test]
fn tables_of_the_user_are_read_in_every_form() {
    let rows = dump(&[(90_000_001, "Qwertoville", "Kvertovil,Qwertograd", (49.5, 37.25), 4000)]);
    let header = "geonameid\tname\tcountry\tadmin1\tlat\tlon\tpopulation\talternatenames\n";
    let table = format!("{header}90000001\tQwertoville\tUA\t07\t49.5\t37.25\t4000\tKvertovil|Qwertograd\n");
    let mut builder = GazetteerBuilder::default();
    builder.read_geonames(rows.as_bytes()).unwrap();
    let mut forms = vec![
        ("a dump of GeoNames", file("places-dump.txt", rows.as_bytes())),
        ("a table with a header", file("places-table.tsv", table.as_bytes())),
        ("with a byte order mark", file("places-mark.tsv", format!("\u{feff}{table}").as_bytes())),
        ("a packed table", file("places-packed.bin", &builder.pack().unwrap())),
    ];
    if cfg!(feature = "gzip") {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(rows.as_bytes()).unwrap();
        forms.push(("gzip", file("places-dump.txt.gz", &packed.finish().unwrap())));
    }
    let text = "Two people were killed in Qwertograd on Friday.";
    for (form, path) in &forms {
        let place = place(&[path], text).unwrap();
        let known = (place.id.as_deref(), place.name.as_str(), place.region.as_deref());
        assert_eq!(known, (Some("geonames:90000001"), "Qwertoville", Some("Kharkiv Oblast")), "{form}");
        assert!((place.lat.unwrap() - 49.5).abs() < 0.001 && (place.lon.unwrap() - 37.25).abs() < 0.001, "{form}: {place:?}");
    }
    assert!(place(&[], text).is_none_or(|p| p.id.is_none()), "no table has it");
}

#[test]
fn later_tables_replace_places_by_their_id() {
    let first = file("places-first.txt", dump(&[(90_000_002, "Qwerthausen", "", (49.5, 37.25), 4000)]).as_bytes());
    let later = file("places-later.txt", dump(&[(90_000_002, "Qwerthausen", "", (48.25, 36.5), 4000)]).as_bytes());
    let mut builder = GazetteerBuilder::default();
    builder.read_file(&later).unwrap();
    let packed = file("places-later.bin", &builder.pack().unwrap());
    // Kharkiv of the embedded table.
    let known = file("places-known.txt", dump(&[(706_483, "Kharkiv", "", (49.75, 36.5), 1_400_000)]).as_bytes());
    for (name, tables, town, lat) in [
        ("one", &[&first][..], "Qwerthausen", 49.5),
        ("the later", &[&first, &later], "Qwerthausen", 48.25),
        ("the other way round", &[&later, &first], "Qwerthausen", 49.5),
        ("a packed one behind", &[&first, &packed], "Qwerthausen", 48.25),
        ("a packed one before", &[&packed, &first], "Qwerthausen", 49.5),
        ("that of the crate", &[&known], "Kharkiv", 49.75),
    ] {
        let tables: Vec<&Path> = tables.iter().map(|t| t.as_path()).collect();
        let place = place(&tables, &format!("Two people were killed in {town} on Friday.")).unwrap();
        assert!((place.lat.unwrap() - lat).abs() < 0.001, "{name}: {place:?}");
    }
}

#[test]
fn tables_that_cannot_be_read_are_named_with_their_line() {
    let rows = dump(&[(90_000_003, "Qwertodorf", "", (49.5, 37.25), 4000)]);
    let mut builder = GazetteerBuilder::default();
    builder.read_geonames(rows.as_bytes()).unwrap();
    let packed = builder.pack().unwrap();
    for (name, path, wanted) in [
        ("a row too short", file("places-short.txt", format!("{rows}1\tA\tB\n").as_bytes()), "places-short.txt:2: has 3 columns"),
        (
            "no such header",
            file("places-header.tsv", b"colour\tsize\n1\t2\n"),
            "places-header.tsv:1: has a header that is not known",
        ),
        (
            "a bad number",
            file("places-number.txt", rows.replace("49.5", "north").as_bytes()),
            "places-number.txt:1: has \"north\"",
        ),
        (
            "a packed table cut short",
            file("places-cut.bin", &packed[..packed.len() - 9]),
            "places-cut.bin: the place table is damaged",
        ),
        ("nothing in it", file("places-empty.txt", b""), "places-empty.txt:1: has no rows"),
    ] {
        let (code, out, err) = normalize(&[&path], "Two people were killed in Kharkiv.");
        assert_eq!((code, out.as_str()), (3, ""), "{name}: {err}");
        assert!(err.contains(wanted), "{name}: {err:?}");
    }
}

#[test]
fn places_of_claims_have_the_codes_of_the_field() {
    let wide = "katottg\tname_uk\tname_en\tcategory\tadmin1\traion_uk\thromada_uk\tlat\tlon\tcoord_source\tgeonameid\n\
                UA63000000000012345\tКвертове\tKvertove\tC\t07\t\t\t49.5\t37.25\thromada\t\n";
    let table = file("places-codifier.tsv", wide.as_bytes());
    for (name, text, codes) in [
        ("town", "Two people were killed in Kharkiv on Friday.", (Some(1), Some(1), Some(4))),
        ("near a town", "Two people were killed near Kharkiv on Friday.", (Some(2), Some(2), Some(4))),
        ("village of a hromada", "Two people were killed in Kvertove on Friday.", (Some(2), Some(2), Some(4))),
        ("county", "Two people were killed in Wayne County, Ohio, on Friday.", (Some(3), Some(2), Some(2))),
        ("oblast", "Two people were killed in Kharkiv Oblast on Friday.", (Some(4), Some(3), Some(5))),
        ("state", "Two people were killed in Texas on Friday.", (Some(4), Some(3), Some(2))),
        ("region of no unit", "Two people were killed in the Donbas on Friday.", (Some(5), Some(3), Some(5))),
        ("front", "Two people were killed in the Kupyansk direction on Friday.", (Some(5), Some(3), Some(4))),
        ("country", "Two people were killed in Ukraine on Friday.", (Some(6), Some(3), Some(1))),
        ("sea", "Two people were killed in the Indian Ocean on Friday.", (Some(7), Some(3), None)),
    ] {
        let place = place(&[&table], text).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((place.where_prec(), place.geo_precision(), place.gdelt_type()), codes, "{name}: {place:?}");
    }
}
