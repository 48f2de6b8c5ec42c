//! Every link within the documents leads somewhere: files, headings, and the items of the crate (these rustdoc checks as well).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Links of a text in Markdown, those in code left out: what stands in the brackets and where it leads.
fn links(markdown: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = prose(markdown);
    while let Some(at) = rest.find("](") {
        let text = rest[..at].rsplit('[').next().unwrap_or("").to_owned();
        let after = rest[at + 2..].to_owned();
        let end = after.find(')').expect("a link is closed");
        found.push((text, after[..end].split_whitespace().next().unwrap_or("").to_owned()));
        rest = after[end..].to_owned();
    }
    found
}

/// Without blocks of code.
fn prose(markdown: &str) -> String {
    markdown.split("```").step_by(2).collect()
}

/// The anchors of the headings, as GitHub and rustdoc make them for words without signs.
fn anchors(markdown: &str) -> BTreeSet<String> {
    let headings = prose(markdown);
    let anchor = |line: &str| {
        let kept = line.trim_start_matches('#').trim().to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
    };
    headings.lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

fn markdown_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    markdown_files(&root.join("examples"), &mut files);
    markdown_files(&root.join("src"), &mut files);
    assert!(files.len() > 9, "{files:?}");
    let lib = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let front: String =
        lib.lines().filter_map(|line| line.strip_prefix("//!")).map(|l| format!("{}\n", l.trim_start())).collect();
    let mut faults = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let inside = file.strip_prefix(root).unwrap();
        for (label, target) in links(&text) {
            let (path, anchor) = target.split_once('#').map_or((target.as_str(), None), |(p, a)| (p, Some(a)));
            let good = if path.starts_with("https://") {
                true
            } else if path == "crate" {
                anchor.is_some_and(|a| anchors(&front).contains(a))
            } else if let Some(item) = path.strip_prefix("crate::") {
                // Whether the item is there rustdoc says; documents for GitHub cannot have such links.
                inside.starts_with("src/docs") && !item.is_empty()
            } else if path.is_empty() {
                anchor.is_some_and(|a| anchors(&text).contains(a))
            } else {
                let to = file.parent().unwrap().join(path);
                let there = to.exists();
                there && anchor.is_none_or(|a| anchors(&fs::read_to_string(&to).unwrap_or_default()).contains(a))
            };
            if !good {
                faults.push(format!("{}: [{label}]({target})", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn commands_of_the_documents_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let mut files = vec![root.join("README.md")];
    markdown_files(&root.join("examples"), &mut files);
    markdown_files(&root.join("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == '`' || c == '|').filter(|w| !w.is_empty()).collect();
        for pair in words.windows(2) {
            let (folder, name) = match pair[0] {
                "--example" => ("examples", pair[1]),
                "--bench" => ("benches", pair[1]),
                "--features" => {
                    for feature in pair[1].split(',').filter(|f| f.bytes().all(|b| b.is_ascii_lowercase())) {
                        assert!(manifest.contains(&format!("\n{feature} = [")), "{}: feature {feature}", file.display());
                    }
                    continue;
                }
                _ => continue,
            };
            let there =
                root.join(folder).join(format!("{name}.rs")).is_file() || root.join(folder).join(name).join("main.rs").is_file();
            assert!(there, "{}: no {folder}/{name}", file.display());
        }
    }
}

#[test]
fn links_are_found() {
    let text = "See [a](b.md#c) and\n```text\n[no](link)\n```\n[d `e`](https://f.example \"g\").\n# Two Words\n";
    let found: Vec<_> = links(text).into_iter().map(|(_, target)| target).collect();
    assert_eq!(found, ["b.md#c", "https://f.example"]);
    assert!(anchors(text).contains("two-words"));
}
