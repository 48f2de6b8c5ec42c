//! The whole way in parts, by plain pipes: the answer of one process, to the byte.
#![cfg(all(unix, feature = "read"))]

#[path = "../benches/generate/claims.rs"]
mod claims;
#[path = "../benches/generate/mix.rs"]
mod mix;
mod program;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use corroborate::{Claim, Corroborator, Document, Reading, read};
use program::program;

fn lines<T: serde::Serialize>(records: impl IntoIterator<Item = T>) -> String {
    records.into_iter().map(|r| serde_json::to_string(&r).unwrap() + "\n").collect()
}

/// The bundled articles, each with a later copy, and claims beside them; the answer of one process, and that of the pipes.
fn both(name: &str, claims: Vec<Claim>, parts: &str, args: &[&str]) -> (String, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("run")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents: Vec<Document> = read::documents([root.join("examples/articles")]).collect::<Result<_, _>>().unwrap();
    let copied = |d: &Document| Document { id: format!("{}-copy", d.id), publisher: Some("copy.example".into()), ..d.clone() };
    let copies: Vec<Document> = documents.iter().map(copied).collect();
    documents.extend(copies);
    let corroborator = Corroborator::default();
    let mut readings: Vec<Reading> = documents.iter().map(|d| corroborator.read(d)).collect();
    fs::write(folder.join("documents.jsonl"), lines(&documents)).unwrap();
    fs::write(folder.join("run/claims.jsonl"), lines(&claims)).unwrap();
    readings.extend(Reading::of_claims(claims));
    let expected = lines(corroborator.conclude(readings).corroborations());

    let stage: PathBuf = program("stage").get_program().into();
    let script = root.join("examples/spark/pipes.sh");
    let mut command = Command::new("bash");
    command.arg(script).arg(stage).arg(parts).arg(folder.join("run")).args(args);
    let ended = command.stdin(File::open(folder.join("documents.jsonl")).unwrap()).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    (String::from_utf8(ended.stdout).unwrap(), expected)
}

#[test]
fn pipes_give_the_same_bytes() {
    for (name, n, parts) in [("pipes-few", 0, "3"), ("pipes-one", 2_000, "1"), ("pipes-many", 6_000, "4")] {
        let told: Vec<Claim> = claims::told(n).map(|(claim, _)| claim).collect();
        let (found, expected) = both(name, told, parts, &["--threads", "2"]);
        assert!(found == expected && found.lines().count() > 10, "{name}");
    }
}

#[test]
fn stages_of_parts_say_what_they_lack() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join("sums.jsonl"), "{\"statistics\": 3}\n").unwrap();
    let sums = folder.join("sums.jsonl");
    let sums = sums.to_str().unwrap();
    for (args, input, code, message) in [
        (vec!["share", "--parts", "2"], "", 2, "--sums FILE: "),
        (vec!["pairs"], "", 2, "--parts N: "),
        (vec!["label"], "", 2, "--sets FILE: "),
        (vec!["label", "--sets", "nowhere.jsonl"], "", 3, "nowhere.jsonl: cannot be read"),
        (vec!["forest", "--sums", sums], "", 3, "sums.jsonl:1:16: "),
        (vec!["sources"], "{}\n", 3, "input:1: has no key and tab"),
        (vec!["statistics"], "{\"id\": 3}\n", 3, "input:1:8: "),
    ] {
        let mut child = program("stage").args(&args).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.code() == Some(code) && told.contains(message), "{args:?}: {told}");
    }
}
