//! Reading, as a user meets it: what comes out, and where and how errors are told.
#![cfg(feature = "read")]

mod folder;

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

use corroborate::read::{self, Format};
use corroborate::{Claim, Document, ErrorKind};
use folder::Folder;

/// Ids of what is read and texts of what is not, in order.
fn outcome(bytes: &[u8], format: Format) -> Vec<String> {
    shown(read::from_reader(bytes, format, "in"), |d| d.id)
}

fn shown<T>(records: impl Iterator<Item = Result<T, corroborate::Error>>, id: impl Fn(T) -> String) -> Vec<String> {
    records.map(|r| r.map_or_else(|e| e.to_string(), &id)).collect()
}

/// Each expected text is the whole of an id or the beginning of an error.
fn assert_outcome(name: &str, found: &[String], expected: &[&str]) {
    let fits =
        found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| f == e || e.contains(": ") && f.starts_with(e));
    assert!(fits, "{name}\n   found {found:#?}\nexpected {expected:#?}");
}

fn ids(folder: &Folder) -> Vec<String> {
    let root = format!("{}/", folder.0.display());
    shown(read::documents([&folder.0]), |d| d.id).into_iter().map(|s| s.replace(&root, "")).collect()
}

const A: &str = r#"{"id": "a", "text": "One."}"#;
const B: &str = r#"{"id": "b", "text": "Two."}"#;

#[test]
fn json_lines() {
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("nothing", b"", &[]),
        ("one line without an end", A.as_bytes(), &["a"]),
        ("blank lines", b"\n\n{\"id\": \"a\", \"text\": \"\"}\n  \n\t\n{\"id\": \"b\", \"text\": \"\"}\n\n", &["a", "b"]),
        ("windows line ends", b"{\"id\": \"a\", \"text\": \"\"}\r\n{\"id\": \"b\", \"text\": \"\"}\r\n", &["a", "b"]),
        ("byte order mark", b"\xEF\xBB\xBF{\"id\": \"a\", \"text\": \"\"}", &["a"]),
        ("unknown fields", br#"{"id": "a", "text": "", "author": {"name": "x"}, "tags": [1]}"#, &["a"]),
        ("null is absent", br#"{"id": "a", "text": "", "title": null, "published": null}"#, &["a"]),
        ("text is missing", br#"{"id": "a"}"#, &["in:1:11: missing field `text`; a document needs `id` and `text`"]),
        (
            "id is missing",
            b"{\"id\": \"a\", \"text\": \"\"}\n{\"text\": \"x\"}",
            &["a", "in:2:13: missing field `id`; a document needs"],
        ),
        ("id is empty", br#"{"text": "x", "id": " "}"#, &["in:1:21: `id`: is empty"]),
        (
            "wrong type",
            br#"{"id": 17, "text": "x"}"#,
            &["in:1:8: `id`: invalid type: integer `17`, expected a string; write the value in that type"],
        ),
        ("null text", br#"{"id": "a", "text": null}"#, &["in:1:21: `text`: invalid type: null"]),
        ("wrong type of an object", br#"{"id": "a", "text": {"en": "x"}}"#, &["in:1:21: `text`: invalid type: map"]),
        (
            "columns count characters",
            "{\"id\": \"ä\", \"title\": \"Київ\", \"text\": 1}".as_bytes(),
            &["in:1:38: `text`: invalid type"],
        ),
        ("field twice", br#"{"id": "a", "id": "b", "text": ""}"#, &["in:1:16: duplicate field `id`; keep one of them"]),
        (
            "impossible date",
            br#"{"id": "a", "text": "", "published": "2025-02-30"}"#,
            &["in:1:38: `published`: \"2025-02-30\" is no possible date: write YYYY-MM-DD"],
        ),
        (
            "date as a number",
            br#"{"id": "a", "text": "", "published": 20250718}"#,
            &["in:1:38: `published`: invalid type: integer"],
        ),
        ("cut off", br#"{"id": "a", "text": "On"#, &["in:1:23: the record ends too early (EOF while parsing a string)"]),
        ("no JSON", b"{'id': 'a'}", &["in:1:2: this is no valid JSON: key must be a string; write it"]),
        ("two on a line", format!("{A} {B}").leak().as_bytes(), &["in:1:29: this is no valid JSON: trailing characters"]),
        ("not an object", b"[\"a\", null, \"x\"]", &["in:1:1: here is no JSON object"]),
        ("a header of CSV", b"  id,text\na,x", &["in:1:3: here is no JSON object", "in:2:1: here is no JSON object"]),
        ("windows-1252", b"{\"id\": \"a\", \"text\": \"caf\xE9\"}", &["a"]),
        ("two encodings", b"{\"id\": \"\xC3\xA4\", \"text\": \"caf\xE9\"}", &["in:1:25: is not UTF-8; convert"]),
        ("UTF-16", b"\xFF\xFE{\0\n\0}\0\n\0", &["in:1:1: the record ends too early", "in:2:1: here is no JSON object"]),
    ];
    for (name, bytes, expected) in cases {
        assert_outcome(name, &outcome(bytes, Format::JsonLines), expected);
    }
}

#[test]
fn reading_goes_on_after_an_error() {
    let lines = format!("{A}\n{{\"id\": \"x\"\n\u{0}\n{B}\n{A}\n{{\"id\": \"c\", \"text\": \"\"}}");
    assert_outcome(
        "errors between",
        &outcome(lines.as_bytes(), Format::JsonLines),
        &[
            "a",
            "in:2:10: the record ends too early",
            "in:3:1: here is no JSON object",
            "b",
            "in:5:1: the id \"a\" stood already at in:1:1; give each record an id of its own",
            "c",
        ],
    );
}

#[test]
fn an_id_twice_tells_both_places() {
    let lines = format!("{A}\n  {A}");
    let error = read::from_reader(lines.as_bytes(), Format::JsonLines, "").nth(1).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "input:2:3: the id \"a\" stood already at input:1:1; give each record an id of its own");
    let ErrorKind::DuplicateId { id, first } = error.kind() else { panic!("{error:?}") };
    assert_eq!((id.as_str(), first.line, first.column, &first.path), ("a", Some(1), Some(1), &None));
    assert_eq!((error.position().line, error.position().column), (Some(2), Some(3)));
}

#[test]
fn json() {
    let pretty = "{\n  \"id\": \"a\",\n  \"text\": \"x\"\n}\n";
    let cases: &[(&str, &str, &[&str])] = &[
        ("nothing", "", &[]),
        ("blank", " \n \n", &[]),
        ("one object", A, &["a"]),
        ("lines after all", &format!("\n{A}\n{B}\nx\n"), &["a", "b", "in:4:1: here is no JSON object"]),
        ("over several lines", pretty, &["a"]),
        ("one after another", &format!("{pretty}{B}"), &["a", "b"]),
        ("array", &format!("[{A}, {B}]"), &["a", "b"]),
        ("array over several lines", &format!("[\n{pretty},\n {B}\n]\n"), &["a", "b"]),
        ("array behind a mark", &format!("\u{FEFF}[{A}]"), &["a"]),
        ("empty array", "[ ]", &[]),
        ("bad element", "[\n {\"id\": \"a\"},\n {\"id\": \"b\", \"text\": \"\"}]", &["in:2:12: missing field `text`", "b"]),
        (
            "wrong date",
            "[{\n\"id\": \"a\",\n  \"published\": \"2025-13-01\",\n\"text\": \"\"}]",
            &["in:3:16: `published`: \"2025-13-01\" is no possible date"],
        ),
        ("array cut off", &format!("[{A},\n {{\"id\": \"b"), &["a", "in:2:10: the record ends too early"]),
        ("array without its end", &format!("[{A}"), &["a", "in:1:29: the array goes on with neither `,` nor `]`"]),
        ("array without commas", &format!("[{A}\n{B}]"), &["a", "in:2:1: the array goes on with neither"]),
        ("array of texts", "[\"a\"]", &["in:1:2: here is no JSON object"]),
        ("twice", &format!("[{A},\n {A}]"), &["a", "in:2:2: the id \"a\" stood already at in:1:2; give"]),
    ];
    for (name, text, expected) in cases {
        assert_outcome(name, &outcome(text.as_bytes(), Format::Json), expected);
    }
}

#[test]
fn tables() {
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("nothing", b"", &[]),
        ("header alone", b"id,text\n", &[]),
        ("rows", b"id,text\na,x\nb,y", &["a", "b"]),
        ("mark, case and blanks", b"\xEF\xBB\xBF ID , Text\r\na,x\r\n\r\nb,y\r\n", &["a", "b"]),
        ("semicolons", b"id;text;url\na;x, y;\n", &["a"]),
        ("tabs in .csv", b"id\ttext\na\tx, y\n", &["a"]),
        ("no header", b"a,x\nb,y\n", &["in:1:1: the header has no column \"id\"; it has \"a\", \"x\"; name the columns"]),
        (
            "no text",
            b"id,title,body\na,x,y\n",
            &["in:1:1: the header has no column \"text\"; it has \"id\", \"title\", \"body\"; name"],
        ),
        ("column twice", b"id,text,Text\na,x,y\n", &["in:1:9: the column \"text\" stands there twice"]),
        ("short row", b"id,text,url\na,x\nb,y,\n", &["in:2:1: the row has 2 fields, the header 3; put", "b"]),
        ("long row", b"id,text\na,x, y\nb,y\n", &["in:2:1: the row has 3 fields, the header 2; put", "b"]),
        ("empty id", b"text,id\nx,\ny,b\n", &["in:2:3: `id`: is empty", "b"]),
        (
            "impossible date",
            "id,text,published\nä,\"x, \"\"y\"\"\nz\",2025-02-30\nb,y,2025-07-18\n".as_bytes(),
            &["in:3:4: `published`: \"2025-02-30\" is no possible date", "b"],
        ),
        ("windows-1252", b"id,text\na,caf\xE9\nb,y\n", &["a", "b"]),
        ("two encodings", b"id,text\n\xC3\xA4,caf\xE9\nb,y\n", &["in:2:6: is not UTF-8; convert", "b"]),
        ("two in quotation marks", b"id,text\na,\"\xC3\xA4\n\xE9\"\nb,y\n", &["in:3:1: is not UTF-8; convert", "b"]),
        ("UTF-16", b"\xFF\xFEi\0d\0,\0t\0e\0x\0t\0\n\0a\0,\0x\0", &["a"]),
        ("line of a row after long ones", b"id,text\na,\"1\n2\n3\"\n\n\nb,y,z\n", &["a", "in:7:1: the row has 3 fields"]),
        (
            "open quotation mark",
            b"id,text\na,x\nb,\"y\nc,z\nd,w\n",
            &["a", "in:3:3: this quotation mark is never closed; close it", "c", "d"],
        ),
        ("twice", b"id,text\na,x\na,y\n", &["a", "in:3:1: the id \"a\" stood already at in:2:1; give"]),
    ];
    for (name, bytes, expected) in cases {
        assert_outcome(name, &outcome(bytes, Format::Csv), expected);
    }
    assert_outcome("tabs", &outcome(b"id\ttext\na\tx; y, z\n", Format::Tsv), &["a"]);
}

#[test]
fn a_row_is_a_document() {
    let table = "language,published,url,publisher_name,publisher,title,text,id,note\n\
        en,2025-07-19T08:00Z,https://example.org/a,The Example,example.org,\"Fled, \"\"they\"\" say\",\"One.\n\nTwo.\",a,x\n,,,,,,y,b,\n";
    let documents: Vec<Document> = read::from_reader(table.as_bytes(), Format::Csv, "in").map(Result::unwrap).collect();
    let mut first = Document::new("a", "One.\n\nTwo.").title("Fled, \"they\" say").publisher("example.org");
    first.publisher_name = Some("The Example".into());
    first.url = Some("https://example.org/a".into());
    first.published = Some("2025-07-19T08:00Z".parse().unwrap());
    first.language = Some("en".into());
    assert_eq!(documents, [first, Document::new("b", "y")]);
}

#[test]
fn plain_texts() {
    let titled = |d: Document, t: &str| d.title(t);
    for (name, text, expected) in [
        ("no header", "One.\n\nTwo.\n", Document::new("in", "One.\n\nTwo.")),
        ("a colon is no header", "Kharkiv: all quiet\n\nTwo.", Document::new("in", "Kharkiv: all quiet\n\nTwo.")),
        ("an address is no header", "http://example.org\n\nTwo.", Document::new("in", "http://example.org\n\nTwo.")),
        (
            "header",
            "title: A: b\nid: x\nPublisher: example.org\n\n\nOne.\n",
            titled(Document::new("x", "One."), "A: b").publisher("example.org"),
        ),
        ("other keys", "title: A\nauthor: B\ntags:\n\nOne.", titled(Document::new("in", "One."), "A")),
        ("windows", "\u{FEFF}title: A\r\n\r\nOne.\r\nTwo.\r\n", titled(Document::new("in", "One.\r\nTwo."), "A")),
        ("front matter", "---\ntitle: \"A\"\n---\nOne.", titled(Document::new("in", "One."), "A")),
        ("date", "published: 2025-07-19\n\nOne.", Document::new("in", "One.").published("2025-07-19".parse().unwrap())),
    ] {
        let found: Vec<_> = read::from_reader(text.as_bytes(), Format::Plain, "in").map(Result::unwrap).collect();
        assert_eq!(found, [expected], "{name}");
    }
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("nothing", b"", &[]),
        ("blank", b" \n\n", &[]),
        (
            "impossible date",
            b"title: A\npublished:  2025-02-30\n\nOne.",
            &["in:2:13: `published`: \"2025-02-30\" is no possible date"],
        ),
        (
            "broken header",
            b"title: A\nThe text begins.\n\nOne.",
            &["in:2:1: this line of the header is no `key: value`; leave a blank"],
        ),
        ("header alone", b"title: A\npublisher: B\n", &["in:1:1: after its header the article has no text"]),
        ("two encodings", b"\xC3\xA4\nCaf\xE9.", &["in:2:4: is not UTF-8; convert"]),
    ];
    for (name, bytes, expected) in cases {
        assert_outcome(name, &outcome(bytes, Format::Plain), expected);
    }
}

#[test]
fn claims() {
    let lines = br#"{"id": "a#0", "doc": "a", "event": {"kind": "killed"}, "count": {"low": 3, "high": 3}}
{"id": "a#1", "doc": "a"}
{"id": "a#2", "doc": "a", "event": {"kind": 7}}
{"id": "a#3", "doc": "a", "event": {"kind": "killed"}, "count": {"low": 5, "high": 3}}
{"id": "a#4", "doc": "a", "event": {"kind": "killed"}, "date": {"start": "2025-07-19", "end": "2025-07-18"}}
{"id": "a#5", "doc": "a", "event": {"kind": "killed"}, "start": 9, "end": 3}
{"id": "a#6", "event": {"kind": "killed"}}
{"id": "a#7", "doc": "a", "event": {"kind": "killed"}, "stance": "maybe"}
{"id": "a#0", "doc": "a", "event": {"kind": "killed"}}"#;
    let found = shown(read::claims_from_reader(&lines[..], "in"), |c: Claim| c.id);
    let expected = [
        "a#0",
        "in:2:1: `event`: its `kind` is empty",
        "in:3:45: `event`: invalid type: integer `7`, expected a string",
        "in:4:65: `count`: `low`, 5, is above `high`, 3",
        "in:5:64: `date`: `start`, 2025-07-19, is after `end`, 2025-07-18",
        "in:6:65: `start`: 9 lies behind `end`, 3",
        "in:7:1: `doc`: is empty",
        "in:8:66: `stance`: unknown variant `maybe`",
        "in:9:1: the id \"a#0\" stood already at in:1:1",
    ];
    assert_outcome("claims", &found, &expected);
}

#[test]
fn folders() {
    let folder = Folder::new(
        "folders",
        &[
            ("b.jsonl", B.as_bytes()),
            ("a/2.txt", b"Two."),
            ("a/10.md", b"title: Ten\n\nTen."),
            ("c.CSV", b"id,text\nc,x\n"),
            ("d.json", b"[{\"id\": \"d\", \"text\": \"\"}]"),
            ("e.tsv", b"id\ttext\ne\tx\n"),
            ("README.md", b"About these articles."),
            (".hidden.txt", b"x"),
            ("photo.png", b"\x89PNG"),
        ],
    );
    assert_eq!(ids(&folder), ["a/10.md", "a/2.txt", "b", "c", "d", "e"]);
    let file = folder.0.join("a/2.txt");
    let ids: Vec<_> = read::documents([&file, &folder.0.join("b.jsonl")]).map(|d| d.unwrap().id).collect();
    assert_eq!(ids, ["2.txt", "b"]);
}

#[test]
fn folders_with_faults() {
    let folder = Folder::new(
        "faults",
        &[
            ("1.jsonl", A.as_bytes()),
            ("2.jsonl", b"\n"),
            ("3.txt", b""),
            ("4.jsonl", format!("x\n{B}").as_bytes()),
            ("5.csv", b"id,text\na,again\n"),
            ("6.txt", b"Six."),
        ],
    );
    let found = ids(&folder);
    let expected = [
        "a",
        "2.jsonl: the file holds no record",
        "3.txt: the file holds no record",
        "4.jsonl:1:1: here is no JSON object",
        "b",
        "5.csv:2:1: the id \"a\" stood already at 1.jsonl:1:1; give",
        "6.txt",
    ];
    assert_outcome("faults", &found, &expected);

    let empty = Folder::new("empty", &[("inside/photo.png", b"x")]);
    assert_outcome(
        "empty folder",
        &shown(read::documents([&empty.0]), |d| d.id),
        &[&format!("{}: the folder holds no file", empty.0.display())],
    );
    assert_outcome(
        "no such file",
        &shown(read::documents(["no/such.jsonl", "no/such"]), |d| d.id),
        &["no/such.jsonl: cannot be read: No such file", "no/such: cannot be read: No such file"],
    );
    assert_outcome(
        "unknown kind",
        &shown(read::documents([empty.0.join("inside/photo.png")]), |d| d.id),
        &[&format!("{}/inside/photo.png: the extension says no kind that is read; name the file", empty.0.display())],
    );
    assert_outcome(
        "claims in a table",
        &shown(read::claims([folder.0.join("5.csv")]), |c| c.id),
        &[&format!("{}/5.csv: claims are read from JSON Lines only", folder.0.display())],
    );
}

#[test]
fn long_lines() {
    let long = "Ж".repeat(5 << 20);
    let lines =
        format!("{{\"id\": \"a\", \"text\": \"{long}\"}}\n{{\"id\": \"b\", \"title\": \"{long}\", \"text\": 3}}\n{A}\n{B}\n");
    let found: Vec<_> = read::from_reader(lines.as_bytes(), Format::JsonLines, "in").collect();
    assert_eq!(found[0].as_ref().unwrap().text.len(), 10 << 20);
    assert_eq!(found[1].as_ref().unwrap_err().position().column, Some(22 + (5 << 20) + 12));
    assert_eq!(found.len(), 4);

    // Longer than any record may be: told, skipped, and the next line is read.
    let endless = Cursor::new(A).chain(Cursor::new("\n")).chain(io::repeat(b'x').take(read::MAX_RECORD as u64 + 9));
    let reader = BufReader::new(endless.chain(Cursor::new(format!("\n{B}"))));
    let found = shown(read::from_reader(reader, Format::JsonLines, "in"), |d| d.id);
    assert_outcome("endless", &found, &["a", "in:2:1: the line is longer than 64 MiB; divide it", "b"]);
}

/// Gives some bytes and breaks.
struct Broken(&'static [u8]);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the disk is gone")),
            n => Ok(n),
        }
    }
}

#[test]
fn a_reader_that_breaks() {
    for (format, bytes, expected) in [
        (Format::JsonLines, &b"{\"id\": \"a\", \"text\": \"\"}\n{"[..], &["a", "in:2:1: cannot be read: the disk is gone"][..]),
        (Format::Csv, b"id,text\na,x\n", &["a", "in:3:1: cannot be read: the disk is gone"]),
        (Format::Json, b"[\n", &["in: cannot be read: the disk is gone"]),
        (Format::Plain, b"One.", &["in: cannot be read: the disk is gone"]),
    ] {
        let reader: Box<dyn BufRead> = Box::new(BufReader::new(Broken(bytes)));
        assert_outcome("broken", &shown(read::from_reader(reader, format, "in"), |d| d.id), expected);
    }
}

#[test]
fn the_record_survives_the_way_through_json_lines() {
    let document = Document::new("a", "Two\nlines, \"quoted\".").title("T").published("2025-07-19T08:00+03:00".parse().unwrap());
    let line = serde_json::to_string(&document).unwrap();
    let read: Vec<_> = read::from_reader(line.as_bytes(), Format::JsonLines, "").map(Result::unwrap).collect();
    assert_eq!(read, [document]);
}

#[test]
fn sample_articles() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let articles: Vec<Document> = read::documents([folder]).map(Result::unwrap).collect();
    assert_eq!(articles.len(), 22);
    for article in &articles {
        assert!(
            article.published.is_some() && article.publisher.as_ref().is_some_and(|p| p.ends_with(".example")),
            "{}",
            article.id
        );
        let words = article.text.split_whitespace().count();
        assert!((130..=350).contains(&words), "{} has {words} words", article.id);
        let detected = Document { language: None, ..article.clone() };
        assert_eq!(read::language(&detected).as_deref(), Some("en"), "{}", article.id);
    }
    let text = |id: &str| articles.iter().find(|a| a.id == id).map(|a| a.text.as_str());
    assert_eq!(text("conflict-1"), text("conflict-3"));
    assert!(text("flood-3").is_some_and(|t| t.starts_with("BIHAĆ. Our reporter")));
    assert!(text("accident-2").is_some_and(|t| t.contains("\"We went where the shouting was,\" said")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    /// No bytes make reading panic or go on for ever, and no line is lost silently.
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), format in 0..5usize) {
        let format = [Format::JsonLines, Format::Json, Format::Csv, Format::Tsv, Format::Plain][format];
        let lines = bytes.split(|b| *b == b'\n').count();
        proptest::prop_assert!(read::from_reader(&bytes[..], format, "in").take(2 * lines + 2).count() < 2 * lines + 2);
    }

    /// The same for tables, where quotation marks and line ends decide.
    #[test]
    fn any_table(rows in "(id,text\n)?[ab\",;\r\né]{0,60}") {
        let found = outcome(rows.as_bytes(), Format::Csv);
        proptest::prop_assert!(found.len() <= rows.len() + 1);
    }
}
