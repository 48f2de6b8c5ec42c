//! The programs under `examples/`, as tests start them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// The program of an example; `cargo test` builds it next to the tests.
pub fn program(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let path = tests.ancestors().nth(2).unwrap().join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let (source, manifest) = (newest(&["src", "examples"]), newest(&["Cargo.toml"]));
    let fresh = fs::metadata(&path).and_then(|m| m.modified()).is_ok_and(|built| built >= source.max(manifest));
    assert!(fresh, "{} is missing or old: `cargo test` without a name of a test builds it", path.display());
    let mut command = Command::new(path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// When the newest of these files, and of those in these folders, was written.
fn newest(paths: &[&str]) -> SystemTime {
    fn visit(path: &Path) -> SystemTime {
        match fs::read_dir(path) {
            Ok(entries) => entries.map(|e| visit(&e.unwrap().path())).max().unwrap_or(SystemTime::UNIX_EPOCH),
            Err(_) => fs::metadata(path).and_then(|m| m.modified()).unwrap(),
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    paths.iter().map(|path| visit(&root.join(path))).max().unwrap_or(SystemTime::UNIX_EPOCH)
}
