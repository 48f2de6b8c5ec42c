//! The files that people have: other names, encodings, packed, broken.
#![cfg(feature = "read")]

mod folder;

use corroborate::Document;
use corroborate::read::{self, Columns, Format, Note, Settings};
use folder::Folder;

/// Ids of what is read and texts of what is not, in order.
fn outcome(settings: &Settings, bytes: &[u8], format: Format) -> Vec<String> {
    settings.from_reader(bytes, format, "in").map(|r| r.map_or_else(|e| e.to_string(), |d| d.id)).collect()
}

fn mapped(columns: &str) -> Settings {
    Settings::default().columns(columns.parse::<Columns>().unwrap())
}

#[test]
fn columns_of_other_names() {
    let all = "id=uuid,text=body,published=date,publisher=source";
    for (name, columns, format, input, expected) in [
        ("a table", all, Format::Csv, "uuid,Body,date,source,text\n7,One.,2025-07-19,a.example,no\n", vec!["7"]),
        (
            "an address as id",
            "id=link,url=link,text=body",
            Format::Csv,
            "link,body\nhttps://a.example/1,One.\n",
            vec!["https://a.example/1"],
        ),
        ("letters beyond ASCII", "id=Nº,text=Текст", Format::Csv, "nº,текст\n7,One.\n", vec!["7"]),
        (
            "a column that is not there",
            all,
            Format::Csv,
            "id,text\n7,One.\n",
            vec![
                "in:1:1: the header has no column \"uuid\"; it has \"id\", \"text\"; name the columns in the first line, or say which one it is: `--columns id=…`",
            ],
        ),
        (
            "an error in it",
            all,
            Format::Csv,
            "uuid,body,date\n7,One.,19/07/2025\n",
            vec!["in:2:8: `date`: \"19/07/2025\" is no possible date: write YYYY-MM-DD, with a time after `T` where it is known"],
        ),
        ("a date of a feed", all, Format::Csv, "uuid,body,date\n7,One.,\"Sat, 19 Jul 2025 08:00:00 GMT\"\n", vec!["7"]),
        ("objects", all, Format::JsonLines, "{\"uuid\": \"7\", \"body\": \"One.\", \"text\": 7, \"date\": null}\n", vec!["7"]),
        (
            "numbers as ids",
            all,
            Format::JsonLines,
            "{\"uuid\": 12345678901234567890, \"body\": \"One.\"}\n",
            vec!["12345678901234567890"],
        ),
        (
            "a field that is missing",
            all,
            Format::JsonLines,
            "{\"uuid\": \"7\"}\n",
            vec!["in:1:13: missing field `body`; a document needs `id` and `text`"],
        ),
        (
            "a field of another type",
            all,
            Format::Json,
            "[{\"uuid\": \"7\",\n\"body\": [1]}]",
            vec!["in:2:9: `body`: invalid type: sequence, expected a string; write the value in that type"],
        ),
        (
            "no JSON",
            all,
            Format::JsonLines,
            "{\"uuid\": \"7\", \"body\"}",
            vec!["in:1:21: this is no valid JSON: expected `:`; write it as a JSON library does"],
        ),
        (
            "no text",
            all,
            Format::JsonLines,
            "{\"uuid\": \"7\", \"body\": null}",
            vec!["in:1:23: `body`: invalid type: null, expected a string; write the value in that type"],
        ),
        (
            "no id",
            all,
            Format::JsonLines,
            "{\"uuid\": \" \", \"body\": \"One.\"}",
            vec!["in:1:10: `uuid`: is empty; it has to name the record"],
        ),
        ("a header", all, Format::Plain, "---\ndate: July 19, 2025\nsource: a.example\n---\nOne.", vec!["in"]),
    ] {
        assert_eq!(outcome(&mapped(columns), input.as_bytes(), format), expected, "{name}");
    }
    let input = "uuid,Body,date,source,text\n7,One.,2025-07-19,a.example,no\n";
    let document = mapped(all).from_reader(input.as_bytes(), Format::Csv, "").next().unwrap().unwrap();
    assert_eq!(document, Document::new("7", "One.").publisher("a.example").published("2025-07-19".parse().unwrap()));
}

#[test]
fn encodings_are_recognized() {
    let text =
        "title: Вісім поранених\n\nУночі внаслідок обстрілу поранено вісім людей, повідомили рятувальники. Серед них двоє дітей.";
    let (legacy, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let utf16: Vec<u8> = [0xFEFFu16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new("encodings", &[("a.txt", &legacy), ("b.txt", &utf16), ("c.txt", text.as_bytes())]);
    let mut documents = read::documents([&folder.0]);
    let read: Vec<Document> = documents.by_ref().map(Result::unwrap).collect();
    for document in &read {
        assert_eq!((document.title.as_deref(), &document.text), (Some("Вісім поранених"), &read[2].text), "{}", document.id);
    }
    let recoded = |name: &str, encoding| Note::Recoded { path: Some(folder.0.join(name)), encoding };
    assert_eq!(documents.notes(), [recoded("a.txt", "windows-1251"), recoded("b.txt", "UTF-16LE")]);
    assert_eq!(documents.notes()[0].to_string(), format!("{}/a.txt: read as windows-1251", folder.0.display()));

    // What is given goes before what is guessed.
    let given = Settings::default().encoding("Latin1").unwrap();
    let line = given.from_reader(&b"{\"id\": \"a\", \"text\": \"\xC3\xA9\"}"[..], Format::JsonLines, "").next().unwrap().unwrap();
    assert_eq!(line.text, "Ã©");
    let strict = Settings::default().encoding("utf-8").unwrap();
    let found = outcome(&strict, b"{\"id\": \"a\", \"text\": \"caf\xE9\"}", Format::JsonLines);
    assert!(found[0].starts_with("in:1:25: is not UTF-8; convert"), "{found:?}");
    let error = Settings::default().encoding("klingon").unwrap_err().to_string();
    assert_eq!(error, "input: no encoding is named \"klingon\"; name it as browsers do, such as windows-1251 or shift_jis");
}

#[test]
fn data_is_told_from_text() {
    let picture = [b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".as_slice(), &[0; 600]].concat();
    let folder = Folder::new(
        "data",
        &[
            ("a.txt", &picture),
            ("b.txt", b"%PDF-1.7\nTwelve."),
            ("c.csv", b"PK\x03\x04\x14\0\0\0id,text\n"),
            ("d.txt", b"Twelve."),
            ("e.html", b""),
        ],
    );
    let found: Vec<String> = read::documents([&folder.0]).map(|r| r.map_or_else(|e| e.to_string(), |d| d.id)).collect();
    let root = format!("{}/", folder.0.display());
    let expected = [
        "a.txt:1:1: this is no text but binary data; take the file out, or save it as text",
        "b.txt:1:1: this is a PDF; take its text out first, for example with `pdftotext`",
        "c.csv:1:1: this is a ZIP archive or an Office document; unpack it, or save the document as plain text",
        "d.txt",
        if cfg!(feature = "html") {
            "e.html: the file holds no record; take it out, or see where its records went"
        } else {
            "e.html: to read web pages the program must be built with the feature `html`: `cargo run --features html …`"
        },
    ];
    assert_eq!(found.iter().map(|f| f.replace(&root, "")).collect::<Vec<_>>(), expected);
}

#[test]
fn other_files_are_told_of() {
    let folder = Folder::new(
        "others",
        &[
            ("a.txt", b"One."),
            ("report.pdf", b"%PDF"),
            ("in/table.xlsx", b"PK"),
            ("README", b"x"),
            (".hidden", b"x"),
            ("photo.jpg", b"x"),
        ],
    );
    let mut documents = read::documents([&folder.0]);
    assert_eq!(documents.by_ref().map(|d| d.unwrap().id).collect::<Vec<_>>(), ["a.txt"]);
    let passed = |name: &str| Note::PassedOver { path: folder.0.join(name) };
    assert_eq!(documents.notes(), [passed("photo.jpg"), passed("report.pdf"), passed("in/table.xlsx")]);
}

#[cfg(feature = "gzip")]
mod packed {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_is_recognized_by_its_bytes() {
        let line = |id: &str| format!("{{\"id\": {id:?}, \"text\": \"One.\"}}\n");
        let folder = Folder::new(
            "gzip",
            &[
                ("a.jsonl.gz", &gzip(line("a").as_bytes())),
                ("b.csv", &gzip(b"id,text\nb,One.\n")),
                ("c.txt.gz", &gzip(b"One.")),
                ("d.JSON.GZ", b"[{\"id\": \"d\", \"text\": \"One.\"}]"),
                // Two packed files one behind the other are one packed file.
                ("e.jsonl.gz", &[gzip(line("e1").as_bytes()), gzip(line("e2").as_bytes())].concat()),
            ],
        );
        let mut documents = read::documents([&folder.0]);
        assert_eq!(documents.by_ref().map(|d| d.unwrap().id).collect::<Vec<_>>(), ["a", "b", "c.txt", "d", "e1", "e2"]);
        let extent = read::extent([&folder.0]);
        assert_eq!((documents.progress().files(), documents.progress().bytes()), (extent.files, extent.bytes));
    }

    #[test]
    fn what_came_before_the_damage_is_read() {
        // Words that pack badly, so that the records come over several blocks.
        let mut seed = 7u64;
        let mut word = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            format!("{:x}", seed >> 20)
        };
        let lines: String = (0..4000).map(|n| format!("{{\"id\": \"{n}\", \"text\": \"{} {}\"}}\n", word(), word())).collect();
        let whole = gzip(lines.as_bytes());
        let found = outcome(&Settings::default(), &whole[..whole.len() / 2], Format::JsonLines);
        let (last, before) = found.split_last().unwrap();
        assert!(before.len() > 1000, "{}", before.len());
        assert_eq!(before.last().unwrap(), &(before.len() - 1).to_string());
        let expected = "the file that gzip packed ends too early; what stood before is read; fetch the file again";
        assert_eq!(last, &format!("in:{}:1: {expected}", before.len() + 1));

        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 0xFF;
        let found = outcome(&Settings::default(), &damaged, Format::JsonLines);
        assert!(found.len() > 1000, "{}", found.len());

        for format in [Format::Json, Format::Plain] {
            let found = outcome(&Settings::default(), &whole[..whole.len() / 2], format);
            assert!(
                !found.is_empty() && found.last().unwrap().contains("packed ends too early"),
                "{format:?}: {:?}",
                found.last()
            );
        }
    }
}

#[test]
fn ten_megabytes() {
    let paragraph = "Nothing of note happened on the river. ".repeat(25) + "\n\n";
    let text = paragraph.repeat(10_600);
    assert!(text.len() > 10_000_000);
    let found: Vec<Document> = read::from_reader(text.as_bytes(), Format::Plain, "a").map(Result::unwrap).collect();
    assert_eq!(found[0].text.len(), text.trim_end().len());
}
