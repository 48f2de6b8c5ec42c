//! Every example program, run as a user runs it.
#![cfg(feature = "read")]

mod program;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::thread;

use corroborate::{Claim, Corroboration, Corroborator, Document, read};
use program::program;
use serde::Serialize;

/// How a program ended.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn run(name: &str, args: &[&str], input: &str) -> Ended {
    let mut child = program(name).args(args).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that does not read what it is given is no fault of this test.
    let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn sample_folder() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles").to_str().unwrap().to_owned()
}

fn samples() -> Vec<Document> {
    read::documents([sample_folder()]).collect::<Result<_, _>>().unwrap()
}

fn lines<T: Serialize>(records: impl IntoIterator<Item = T>) -> String {
    records.into_iter().map(|r| serde_json::to_string(&r).unwrap() + "\n").collect()
}

/// A file for one test.
fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn corroborate_prints_a_table_of_the_bundled_articles() {
    let ended = run("corroborate", &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("22 articles, "), "{}", ended.out);
    assert!(ended.out.contains("told by several articles") && ended.out.contains("told by one article"), "{}", ended.out);
    assert!(ended.out.contains("conflict-1, conflict-2"), "{}", ended.out);
    for line in ended.out.lines() {
        assert!(line.chars().count() <= 90 && line.trim_end() == line, "{line:?}");
    }
    let report = Corroborator::default().corroborate(&samples());
    assert_eq!(ended.out, report.to_string());
    assert_eq!(run("corroborate", &[&sample_folder(), "--threads", "3"], "").out, ended.out);
    let top = run("corroborate", &["--top", "1"], "").out;
    assert!(top.contains(&format!("{} more not shown.", report.corroborations().len() - 1)), "{top}");
}

#[test]
fn corroborate_speaks_json() {
    let report = Corroborator::default().corroborate(&samples());
    assert!(run("corroborate", &["--json"], "").out == lines(report.corroborations()));
    assert!(run("corroborate", &["--json", "--top", "2"], "").out == lines(&report.corroborations()[..2]));
    let piped = run("corroborate", &["-", "--json"], &lines(samples()));
    assert_eq!((piped.code, piped.err.as_str()), (0, ""));
    assert!(piped.out == lines(report.corroborations()));
}

#[test]
fn corroborate_speaks_the_formats_of_the_field() {
    let report = Corroborator::default().corroborate(&samples());
    let said = |format: &str| {
        let ended = run("corroborate", &["--format", format], "");
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{format}");
        ended.out
    };
    assert!(said("table") == report.to_string() && said("jsonl") == run("corroborate", &["--json"], "").out);
    let read: Vec<Corroboration> = serde_json::from_str(&said("json")).unwrap();
    assert!(read == report.corroborations());
    let all = report.corroborations().len();
    for (format, header, fewest) in [
        ("csv", "id,event,negated,number,", all),
        ("ucdp", "id,year,number_of_sources,independent_lower,", 5),
        ("acled", "event_id,event_date,year,time_precision,", 5),
        ("gdelt", "GLOBALEVENTID,SQLDATE,MonthYear,Year,EventCode,", 5),
    ] {
        let mut csv = csv::Reader::from_reader(said(format).into_bytes().leak() as &[u8]);
        assert!(csv.headers().unwrap().iter().collect::<Vec<_>>().join(",").starts_with(header), "{format}");
        let rows = csv.records().map(Result::unwrap).count();
        assert!((fewest..=all).contains(&rows), "{format}: {rows}");
    }
    let map: serde_json::Value = serde_json::from_str(&said("geojson")).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), all);
    assert!(said("graphml").contains("<graph id=\"report\" edgedefault=\"directed\">"));
    assert!(said("dot").starts_with("digraph \"report\" {"));

    let page = said("html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    // The words around the passages come from the articles.
    assert!(page.contains("<cite dir=\"auto\">") && page.len() < 600_000, "{}", page.len());
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("page.html");
    let ended = run("corroborate", &["--html", file.to_str().unwrap(), "--format", "jsonl", "--top", "3"], "");
    assert_eq!((ended.code, ended.out.lines().count()), (0, 3));
    assert!(fs::read_to_string(file).unwrap().contains(&format!("{} more claims are not shown.", all - 3)));
    let piped = run("corroborate", &["-", "--format", "html"], &lines(samples())).out;
    assert!(piped.contains("12 Ukrainian soldiers") && !piped.contains("<cite"));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("written");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("events.jsonl");
    fs::write(&path, "old").unwrap();
    let failed = run("corroborate", &["no-such.jsonl", "--json", "-o", path.to_str().unwrap()], "");
    assert_eq!((failed.code, fs::read_to_string(&path).unwrap().as_str()), (3, "old"));
    let ended = run("corroborate", &["--json", "--output", path.to_str().unwrap()], "");
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), run("corroborate", &["--json"], "").out);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let nowhere = folder.join("no/such/folder.jsonl");
    let ended = run("corroborate", &["-o", nowhere.to_str().unwrap()], "");
    assert_eq!(ended.code, 70);
    assert!(ended.err.contains("folder.jsonl: cannot be written: "), "{}", ended.err);
}

#[test]
fn corroborate_answers_for_one_claim() {
    let found = run("corroborate", &["--claim", "12 soldiers, July 18"], "");
    assert_eq!(found.code, 0, "{}", found.err);
    assert_eq!(found.out, run("check", &["12 soldiers, July 18"], "").out);
    let missed = run("corroborate", &["--claim", "417 miners, Odesa, July 18", "--json"], "");
    assert_eq!((missed.code, missed.out.as_str()), (1, ""));
}

#[test]
fn articles_in_other_languages_are_named() {
    let document = Document { language: Some("de".into()), ..Document::new("bericht-7", "Zwölf Soldaten flohen.") };
    let ended = run("corroborate", &["-"], &lines([document]));
    assert_eq!(ended.code, 0);
    assert!(ended.out.ends_with("Not read (language de, and only English is read): bericht-7\n"), "{}", ended.out);
}

#[test]
fn check_shows_what_stands_behind_a_claim() {
    let ended = run("check", &["12 soldiers, July 18"], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for expected in
        ["Found", "lower  best upper", "conflict-1, conflict-2, conflict-3", "passages", "Twelve Ukrainian soldiers walked away"]
    {
        assert!(ended.out.contains(expected), "{expected} in {}", ended.out);
    }
}

#[test]
fn check_shows_the_nearest_claims() {
    let ended = run("check", &["40 soldiers, deserted, July 18", &sample_folder()], "");
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    assert!(ended.out.starts_with("No article says: 40 soldiers, deserted, 2025-07-18\n"), "{}", ended.out);
    assert!(ended.out.contains("number  12, not 40"), "{}", ended.out);
}

#[test]
fn stages_are_those_of_the_library() {
    let documents = samples();
    let corroborator = Corroborator::default();
    let report = corroborator.corroborate(&documents);
    let claims: Vec<Claim> = documents.iter().flat_map(|d| corroborator.normalize(d)).collect();
    let keys: String = claims
        .iter()
        .map(|c| format!("{{\"claim\":{:?},\"keys\":{}}}\n", c.id, serde_json::to_string(&corroborator.keys(c)).unwrap()))
        .collect();
    let (articles, told) = (lines(&documents), lines(&claims));
    for (stage, input, expected) in [
        ("mentions", &articles, lines(documents.iter().flat_map(|d| corroborator.mentions(d)))),
        ("normalize", &articles, told.clone()),
        ("keys", &told, keys),
        ("link", &told, lines(corroborator.links(&claims))),
        ("cluster", &told, lines(corroborator.cluster(&claims))),
        ("count", &told, lines(corroborator.count(&claims))),
        ("corroborate", &articles, lines(report.corroborations())),
    ] {
        for threads in ["1", "5"] {
            let ended = run("stage", &[stage, "--threads", threads], input);
            assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{stage}");
            assert!(ended.out == expected && !expected.is_empty(), "{stage} on {threads} threads");
        }
    }
    for stage in ["mentions", "normalize", "keys", "link", "cluster", "count", "corroborate"] {
        let ended = run("stage", &[stage], "");
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""), "{stage} of nothing");
    }
}

#[test]
fn stages_name_bad_lines() {
    let input = format!("{}no json\n{}", lines(samples().iter().take(1)), lines(samples().iter().skip(1).take(1)));
    let ended = run("stage", &["normalize"], &input);
    assert_eq!(ended.code, 3);
    assert!(ended.err.starts_with("stage: input:2:1: ") && ended.err.contains("--keep-going"), "{}", ended.err);
    let ended = run("stage", &["normalize", "--keep-going"], &input);
    assert_eq!(ended.code, 0);
    assert!(ended.err.starts_with("input:2:1: ") && ended.err.ends_with("stage: 1 line skipped\n"), "{}", ended.err);
    assert!(ended.out.contains("conflict-1#0") || ended.out.contains("accident-1#0"), "{}", ended.out);
    let ended = run("stage", &["count"], "{\"id\": \"a#0\"}\n");
    assert_eq!(ended.code, 3);
    assert!(ended.err.starts_with("stage: input:1:"), "{}", ended.err);
}

#[test]
fn explain_shows_the_parts_of_a_weight() {
    let report = Corroborator::default().corroborate(&samples());
    let several = report.corroborations().iter().find(|c| c.articles > 1).unwrap();
    let (a, b) = (&several.claims[0], several.claims.last().unwrap());
    let pair = run("explain", &[a, b], "");
    assert_eq!((pair.code, pair.err.as_str()), (0, ""));
    let link = report.explain(a, b).unwrap();
    for expected in
        [a, b, "prior", "event", &format!("{:+.1}", link.weight), "~~~", &format!("in one corroboration: {}", several.id)]
    {
        assert!(pair.out.contains(expected), "{expected} in {}", pair.out);
    }
    let whole = run("explain", &[&several.id, &sample_folder()], "");
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    for expected in ["What holds the claims together", "Why sources count as one", "passages"] {
        assert!(whole.out.contains(expected), "{expected} in {}", whole.out);
    }
    let none = run("explain", &["nothing#9"], "");
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("\"nothing#9\" is the id of nothing"), "{}", none.err);
}

#[test]
fn words_of_ones_own() {
    let verbs = file("verbs.tsv", "kind\tcounted\tpresent\tpast\nglorped\tsubject\tglorp|glorps\tglorped\n");
    let article = lines([Document::new("a", "Twelve soldiers glorped near Kharkiv on July 18, 2025.").publisher("a.example")]);
    let ended = run("stage", &["normalize", "--lexicon", &verbs], &article);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let claim: Claim = serde_json::from_str(ended.out.trim()).unwrap();
    assert_eq!(claim.event.kind, "glorped");
    let table = run("corroborate", &["-", "--lexicon", &verbs], &article).out;
    assert!(table.contains("12 soldiers, glorped"), "{table}");

    let broken = file("broken.tsv", "verb\nglorped\n");
    let ended = run("stage", &["normalize", "--lexicon", &broken], &article);
    assert_eq!(ended.code, 3);
    assert!(ended.err.starts_with(&format!("stage: {broken}:1")), "{}", ended.err);
}

#[test]
fn outlets_and_places_of_ones_own() {
    let outlets = file("outlets.tsv", "id\tname\taliases\tkind\nglorp\tGlorp Wire\tGlorp\tagency\n");
    let places = file("places.tsv", "geonameid\tname\tcountry\tlat\tlon\tpopulation\n9990001\tGlorpovets\tUA\t50\t36\t12000\n");
    let article = lines([Document::new("a", "Twelve soldiers fled near Glorpovets on July 18, 2025, Glorp Wire reported.")]);
    let ended = run("stage", &["normalize", "--outlets", &outlets, "--places", &places], &article);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let claim: Claim = serde_json::from_str(ended.out.lines().next().unwrap()).unwrap();
    assert_eq!(claim.chain[0].id.as_deref(), Some("glorp"), "{}", ended.out);
    assert_eq!(claim.place.unwrap().id.as_deref(), Some("geonames:9990001"), "{}", ended.out);

    let broken = file("broken-outlets.tsv", "id\tname\n\tno id\n");
    let ended = run("stage", &["normalize", "--outlets", &broken], &article);
    assert_eq!(ended.code, 3);
    assert!(ended.err.starts_with(&format!("stage: {broken}:2")), "{}", ended.err);
}

#[test]
fn judgements_of_ones_own() {
    let articles = lines(["a", "b"].map(|id| {
        Document::new(id, "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.").publisher(format!("{id}.example"))
    }));
    let claims = run("stage", &["normalize"], &articles).out;
    let clusters = |args: &[&str]| run("stage", &[&["cluster"], args].concat(), &claims).out.lines().count();
    let apart = file("apart.tsv", "verdict\ta\tb\tnote\napart\ta#0\tb#0\ttwo units\n");
    assert_eq!((clusters(&[]), clusters(&["--decisions", &apart]), clusters(&["--threshold", "30"])), (1, 2, 2));
    let together = file("together.tsv", "verdict\ta\tb\ntogether\tb#0\ta#0\n");
    assert_eq!(clusters(&["--decisions", &together, "--threshold", "30"]), 1);

    let broken = file("broken-decisions.tsv", "verdict\ta\tb\nperhaps\ta#0\tb#0\n");
    let ended = run("stage", &["cluster", "--decisions", &broken], &claims);
    assert_eq!(ended.code, 3);
    assert!(ended.err.starts_with(&format!("stage: {broken}:2: \"perhaps\" is no verdict")), "{}", ended.err);
    assert_eq!(run("stage", &["cluster", "--threshold", "much"], &claims).code, 2);
}

#[test]
fn mistakes_are_named() {
    let bad = file("bad.jsonl", "{\"id\": \"a\", \"text\": 7}\n{\"id\": \"b\", \"text\": \"Nobody was hurt.\"}\n");
    for (name, program, args, code, message) in [
        ("help", "corroborate", vec!["--help"], 0, ""),
        ("help of check", "check", vec!["-h"], 0, ""),
        ("help of stage", "stage", vec!["--help"], 0, ""),
        ("help of explain", "explain", vec!["--help"], 0, ""),
        ("unknown option", "corroborate", vec!["--jsonl"], 2, "corroborate: invalid option '--jsonl'\ntry: corroborate --help\n"),
        (
            "unknown format",
            "corroborate",
            vec!["--format", "xls"],
            2,
            "corroborate: \"xls\" is no format: table, json, jsonl, csv, ",
        ),
        (
            "page of an answer",
            "corroborate",
            vec!["--claim", "12 soldiers", "--format", "html"],
            2,
            "corroborate: the page shows",
        ),
        ("no number", "corroborate", vec!["--top", "few"], 2, "corroborate: \"few\" is no number from 1 on\n"),
        ("no threads", "stage", vec!["keys", "--threads", "0"], 2, "stage: \"0\" is no number from 1 on\n"),
        ("value missing", "corroborate", vec!["--claim"], 2, "corroborate: missing argument for option '--claim'\n"),
        ("no stage", "stage", vec![], 2, "stage: which stage?\n"),
        ("unknown stage", "stage", vec!["count2"], 2, "stage: \"count2\" is no stage\n"),
        ("two stages", "stage", vec!["count", "keys"], 2, "stage: unexpected argument \"keys\"\n"),
        ("no claim", "check", vec![], 2, "check: which claim?"),
        ("nothing in the claim", "check", vec!["of the and"], 2, "check: "),
        ("no id", "explain", vec!["some.jsonl"], 2, "explain: which claims?"),
        ("no such file", "corroborate", vec!["no-such.jsonl"], 3, "no-such.jsonl: cannot be read: "),
        ("unknown kind of file", "check", vec!["12 soldiers", "Cargo.toml"], 3, "Cargo.toml: the extension says no kind"),
        ("no table", "stage", vec!["keys", "--lexicon", "no.tsv"], 3, "stage: no.tsv: cannot be read: "),
        ("bad record", "corroborate", vec![&bad], 3, &format!("{bad}:1:21: `text`: invalid type")),
    ] {
        let ended = run(program, &args, "");
        assert_eq!(ended.code, code, "{name}: {}", ended.err);
        assert!(ended.err.starts_with(message), "{name}: {}", ended.err);
        assert_eq!(code == 0, ended.out.contains("usage: "), "{name}: {}", ended.out);
        assert_eq!(code == 0, ended.err.is_empty(), "{name}: {}", ended.err);
    }
    let ended = run("corroborate", &[&bad, "--keep-going"], "");
    assert_eq!(ended.code, 0);
    assert!(
        ended.err.starts_with(&format!("{bad}:1:21: ")) && ended.err.ends_with("1 record could not be read\n"),
        "{}",
        ended.err
    );
    assert!(ended.out.starts_with("1 article, "), "{}", ended.out);
    // Without the option the rest is worked on as well, and the exit code tells.
    let told = run("corroborate", &[&bad], "");
    assert_eq!((told.code, &told.out), (3, &ended.out));
    assert!(told.err.ends_with("1 record could not be read; with --keep-going that is no failure\n"), "{}", told.err);
    let none = run("corroborate", &["no-such.jsonl", "neither.jsonl"], "");
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    assert!(none.err.ends_with("corroborate: nothing was read: 2 records could not be\n"), "{}", none.err);
}

#[test]
fn files_under_other_names() {
    let table = file("archive.csv", "uuid;body;date\n7;Twelve soldiers fled near Kharkiv on Friday, police said.;2025-07-19\n");
    let ended = run("corroborate", &[&table, "--columns", "id=uuid,text=body,published=date", "--json"], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("\"7#0\"") && ended.out.contains("2025-07-18"), "{}", ended.out);
    let missing = run("corroborate", &[&table], "");
    assert_eq!(missing.code, 3);
    assert!(missing.err.contains("`--columns id=…`"), "{}", missing.err);
    for (option, value, message) in [
        ("--columns", "body=text", "corroborate: \"body\" is no field of a document; these are: id, "),
        ("--encoding", "klingon", "corroborate: no encoding is named \"klingon\"; "),
    ] {
        let ended = run("corroborate", &[&table, option, value], "");
        assert_eq!(ended.code, 2);
        assert!(ended.err.starts_with(message), "{}", ended.err);
    }
}

#[test]
fn what_was_read_otherwise_is_told() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mixed");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), b"Twelve soldiers fled near Kharkiv, the caf\xE9 owner said.").unwrap();
    fs::write(folder.join("b.pdf"), b"%PDF").unwrap();
    let path = folder.to_str().unwrap();
    let ended = run("corroborate", &[path], "");
    let told = format!(
        "1 file passed over, of a kind that is not read: {path}/b.pdf\n\
         1 file read as windows-1252, where --encoding says nothing else: {path}/a.txt\n"
    );
    assert_eq!((ended.code, ended.err), (0, told));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let one = &samples()[0];
    let many: Vec<Document> = (0..2_000).map(|n| Document { id: format!("a{n}"), ..one.clone() }).collect();
    let mut child = program("stage").arg("mentions").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || drop(stdin.write_all(lines(many).as_bytes())));
    // As `head -c 10` does.
    let mut some = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn answers_are_read_back() {
    let ended = run("corroborate", &["--json"], "");
    let read: Vec<Corroboration> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(read == Corroborator::default().corroborate(&samples()).corroborations());
}

#[test]
fn the_columns_of_the_notebook_are_there() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let named = readme.split_once("events[[").unwrap().1.split_once("]]").unwrap().0;
    let columns: Vec<&str> = named.split(',').map(|name| name.trim().trim_matches('"')).collect();
    assert!(columns.len() > 8, "{columns:?}");
    let out = run("corroborate", &["--json"], "").out;
    for column in columns {
        let pointer = format!("/{}", column.replace('_', "/"));
        let found = out.lines().any(|l| serde_json::from_str::<serde_json::Value>(l).unwrap().pointer(&pointer).is_some());
        assert!(found, "no event has {column}");
    }
}

#[test]
fn stages_one_by_one() {
    let ended = run("stages", &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for expected in
        ["12  Three people", "a#0  3 killed, from Eleni Vlachou", "a#0 and b#0  +", "killed 4 person, Pátra, 2025-10-09: 2"]
    {
        assert!(ended.out.contains(expected), "{expected} in {}", ended.out);
    }
}

#[test]
fn words_outlets_and_places_in_a_program() {
    let ended = run("own_words", &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for expected in ["40 workers, furloughed, Upper Quillane, 2025-06-03", "2, of 2 publishers: echo, post", "Valley Wire"] {
        assert!(ended.out.contains(expected), "{expected} in {}", ended.out);
    }
}

#[test]
fn a_story_is_followed() {
    let ended = run("follow", &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let days: Vec<&str> = ended.out.lines().map(|line| &line[..10]).collect();
    assert!(days.is_sorted() && days.len() > 2, "{}", ended.out);
    assert!(ended.out.lines().last().unwrap().contains(" of 5 articles on it, independent sources: "), "{}", ended.out);
    let none = run("follow", &["417 miners, Odesa, July 18", &sample_folder()], "");
    assert!(none.out.ends_with("none of 22 articles says so\n"), "{}", none.out);
}

/// The table of the example, as numbers by name: precision, recall, F1.
fn scored(gold: &[&str], system: &[&str], args: &[&str]) -> Vec<(String, [f64; 3])> {
    let table = |clusters: &[&str]| {
        let rows = clusters.iter().enumerate().flat_map(|(n, items)| items.chars().map(move |item| format!("{item},{n}\n")));
        "item,cluster\n".to_owned() + &rows.collect::<String>()
    };
    let name = |side: &str| format!("{side}-{}-{}.csv", gold.join("-"), system.join("-"));
    let (gold, system) = (file(&name("gold"), &table(gold)), file(&name("system"), &table(system)));
    let ended = run("evaluate", &[&[gold.as_str(), &system], args].concat(), "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_owned();
        let numbers: Vec<f64> = words.filter_map(|w| w.parse().ok()).collect();
        match *numbers.as_slice() {
            [p, r, f] => Some((name, [p, r, f])),
            [f] => Some((name, [0.0, 0.0, f])),
            _ => None,
        }
    };
    ended.out.lines().skip(3).filter_map(row).collect()
}

#[test]
fn scores_are_those_of_the_papers() {
    // Luo (2005), "On coreference resolution performance metrics", table 1: one truth, four answers.
    let truth = ["12345", "67", "89ABC"];
    for (name, system, muc, b3, ceaf) in [
        ("a", vec!["12345", "6789ABC"], 0.947, 0.865, 0.733),
        ("b", vec!["1234589ABC", "67"], 0.947, 0.737, 0.667),
        ("c", vec!["123456789ABC"], 0.900, 0.545, 0.294),
        ("d", "123456789ABC".split("").filter(|c| !c.is_empty()).collect(), 0.0, 0.400, 0.178),
    ] {
        let found = scored(&truth, &system, &[]);
        for (metric, expected) in [("MUC", muc), ("B3", b3), ("CEAF-e", ceaf), ("CoNLL", (muc + b3 + ceaf) / 3.0)] {
            let f1 = found.iter().find(|(n, _)| n == metric).unwrap().1[2];
            assert!((f1 - expected).abs() < 0.0006, "{name} {metric}: {f1}, published {expected}");
        }
    }
    // Moosavi and Strube (2016), "Which coreference evaluation metric do you trust?", the example of section 4: items that one side lacks.
    let found = scored(&["abc", "defg"], &["ab", "cd", "fghi"], &["--as-is"]);
    let lea = found.iter().find(|(n, _)| n == "LEA").unwrap().1;
    assert!((lea[1] - 0.24).abs() < 0.005 && (lea[0] - 0.33).abs() < 0.005, "{lea:?}");
    // The same is the same, whatever the clusters are called.
    for (name, score) in scored(&["12", "3", "456"], &["654", "21", "3"], &[]) {
        assert_eq!(score[2], 1.0, "{name}");
    }
}

#[test]
fn events_are_scored_against_gold() {
    let events = run("corroborate", &["--json"], "").out;
    let system = file("events.jsonl", &events);
    let ended = run("evaluate", &[&system, &system], "");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("CoNLL                      1.0000"), "{}", ended.out);
    let gold = file("gold-articles.csv", "item,cluster\nconflict-1,a\nconflict-2,a\nconflict-3,a\nconflict-5,b\n");
    let ended = run("evaluate", &[&gold, &system, "--articles"], "");
    assert!(ended.out.starts_with("gold    4 items in 2 clusters\nsystem  4 items in 2 clusters\n"), "{}", ended.out);
    assert!(ended.out.contains("1.0000"), "{}", ended.out);
    let twice = file("twice.csv", "item,cluster\na,1\na,2\n");
    let ended = run("evaluate", &[&twice, &system], "");
    assert_eq!(ended.code, 3);
    assert!(ended.err.ends_with("twice.csv:3: \"a\" stands in two clusters; an item has one\n"), "{}", ended.err);
    let odd = file("odd.csv", "article,event\na,1\n");
    assert!(run("evaluate", &[&odd, &system], "").err.contains("odd.csv:2: "));
    assert_eq!(run("evaluate", &[&gold], "").code, 2);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut shown = readme.split("```").filter_map(|block| block.strip_prefix("text\n"));
    for (program, args) in [("check", ["12 soldiers, Kharkiv Oblast, July 18"].as_slice()), ("corroborate", &["--top", "2"])] {
        let printed = run(program, args, "").out;
        assert!(
            shown.next() == Some(&printed),
            "put the output of `cargo run --example {program} -- {args:?}` into README.md:\n{printed}"
        );
    }
}

#[test]
fn tune_learns_a_table_that_the_programs_take() {
    let claims = run("stage", &["normalize"], &lines(samples())).out;
    let learned = run("tune", &["-"], &claims);
    assert_eq!((learned.code, learned.err.as_str()), (0, ""));
    assert!(learned.out.starts_with("# Learned from ") && learned.out.contains("without labels"), "{}", learned.out);
    let table = file("learned.tsv", &learned.out);
    assert_eq!(run("stage", &["cluster", "--weights", &table], &claims).code, 0);
    let labels = file("labels.tsv", "verdict\ta\tb\ntogether\tconflict-1#0\tconflict-3#0\n");
    let fitted = run("tune", &["-", "--labels", &labels], &claims);
    assert!(fitted.out.contains("m from 1 pairs that were judged"), "{}", fitted.out);
    let blocking = run("tune", &["-", "--blocking"], &claims);
    assert!(blocking.out.contains("so few that every pair was compared"), "{}", blocking.out);
    let wrong = file("wrong.tsv", "level\tm\tu\ncount_same\t2\t1\n");
    let ended = run("tune", &["-", "--weights", &wrong], &claims);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("wrong.tsv:2:12: \"2\" is no probability"), "{}", ended.err);
}
