//! The modules of `lib.rs` stand in the order of the data, and each imports only from those above it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that must not know each other although the list orders them: they meet in the claim and in the pipeline.
const STRANGERS: [&str; 3] = ["normalize", "cluster", "independence"];

/// `lib.rs`: its modules in order, and which of them each name at the root comes from.
struct Root {
    modules: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Root {
    fn parse(lib: &str) -> Root {
        let code = code(lib);
        let visible = |line: &str| line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ").to_owned();
        let modules: Vec<String> =
            code.lines().filter_map(|l| Some(visible(l).strip_prefix("mod ")?.strip_suffix(';')?.trim().to_owned())).collect();
        let mut names = BTreeMap::new();
        for statement in code.split(';') {
            let Some(path) = statement.split_once("pub use ").map(|(_, path)| path.trim()) else { continue };
            let path = path.trim_start_matches("crate::").trim_start_matches("self::");
            let Some((module, rest)) = path.split_once("::") else { continue };
            // `as` renames: the name at the root is the last word.
            for item in rest.split([',', '{', '}']) {
                if let Some(name) = item.rsplit("::").next().and_then(|i| i.split_whitespace().last()) {
                    names.insert(name.to_owned(), module.trim().to_owned());
                }
            }
        }
        Root { modules, names }
    }

    fn rank(&self, module: &str) -> Option<usize> {
        self.modules.iter().position(|m| m == module)
    }

    /// The module that a name after `crate::` belongs to.
    fn home<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        if self.rank(name).is_some() { Some(name) } else { self.names.get(name).map(String::as_str) }
    }

    /// What is wrong with the imports of one source of `module`.
    fn faults(&self, module: &str, source: &str) -> Vec<String> {
        let Some(own) = self.rank(module) else { return vec![format!("`{module}` is not listed in lib.rs")] };
        let mut faults = Vec::new();
        for name in imports(shipped(&code(source))) {
            let Some(home) = self.home(&name) else { continue };
            if self.rank(home).is_some_and(|r| r > own) {
                faults.push(format!("`{module}` imports `crate::{name}` from `{home}`, which comes after it in lib.rs"));
            } else if home != module && STRANGERS.contains(&home) && STRANGERS.contains(&module) {
                faults.push(format!("`{module}` imports `crate::{name}` from `{home}`: these two do not know each other"));
            }
        }
        faults
    }
}

/// A source without its comments: documentation may link to anything.
fn code(source: &str) -> String {
    source.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Code without the test module at its end. One that stands in a file of its own takes nothing away.
fn shipped(code: &str) -> &str {
    let inline = |rest: &str| {
        rest.trim_start().starts_with("mod ") && rest.find(['{', ';']).is_some_and(|end| rest[end..].starts_with('{'))
    };
    let tests = code.match_indices("#[cfg(test)]").find(|(at, attr)| inline(&code[at + attr.len()..]));
    tests.map_or(code, |(at, _)| &code[..at])
}

/// The first name of every path that begins with `crate::`, also inside `crate::{a, b::c}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, root) in code.match_indices("crate::") {
        let rest = &code[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let (mut depth, mut first) = (0, true);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => first = true,
                c if first && !c.is_whitespace() => {
                    found.push(word(&group[i..]));
                    first = false;
                }
                _ => {}
            }
        }
    }
    found
}

/// The identifier at the start.
fn word(code: &str) -> String {
    code.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// All Rust files below a folder, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn modules_import_from_above() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let root = Root::parse(&fs::read_to_string(src.join("lib.rs")).unwrap());
    assert!(root.modules.len() > 4 && root.names.contains_key("Claim"), "lib.rs lists {:?}", root.modules);
    let mut faults = Vec::new();
    for path in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if module != "lib" {
            let source = fs::read_to_string(&path).unwrap();
            faults.extend(root.faults(module, &source).into_iter().map(|fault| format!("src/{}: {fault}", inside.display())));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn faults_are_found() {
    let lib =
        "mod claim;\npub mod normalize;\nmod cluster; // last\npub use claim::{Claim, Count as Number};\npub use cluster::Link;";
    let root = Root::parse(lib);
    assert_eq!(root.modules, ["claim", "normalize", "cluster"]);
    for (name, module, source, faults) in [
        ("from above", "normalize", "use crate::claim::Claim;", 0),
        ("from itself", "cluster", "use crate::cluster::block;", 0),
        ("from below", "claim", "use crate::cluster::Link;", 1),
        ("in a path", "claim", "fn f() -> crate::cluster::Link { todo!() }", 1),
        ("in a group", "claim", "use crate::{claim::{self, Claim}, normalize::x, cluster};", 2),
        ("through the root", "claim", "use crate::Link;", 1),
        ("renamed at the root", "normalize", "use crate::Number;", 0),
        ("strangers", "cluster", "use crate::normalize::Text;", 1),
        ("in a comment", "claim", "/// See [`crate::cluster`].\nstruct A;", 0),
        ("in a test", "claim", "struct A;\n#[cfg(test)]\nmod tests { use crate::cluster::Link; }", 0),
        ("behind a test module in a file", "claim", "#[cfg(test)]\nmod tests;\nuse crate::cluster::Link;", 1),
        ("behind a test function", "claim", "#[cfg(test)]\nfn f() {}\nuse crate::cluster::Link;", 1),
        ("not listed", "extra", "", 1),
    ] {
        assert_eq!(root.faults(module, source).len(), faults, "{name}: {:?}", root.faults(module, source));
    }
}
