//! The files of a list of paths, folders walked by name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Format;
use crate::error::ErrorKind;

/// A file to be read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) format: Format,
    /// Path from the folder given, with `/`; the bare name of a file given itself.
    pub(super) name: String,
}

/// Files one by one, in constant memory but for the names in the folders that are open.
#[derive(Debug)]
pub(super) struct Files {
    /// What is still to do, last first.
    left: Vec<Step>,
    files: u64,
    /// Files of other kinds that were met and not yet told of.
    passed: Vec<PathBuf>,
}

#[derive(Debug)]
enum Step {
    /// A path the caller gave.
    Given(PathBuf),
    /// A file or folder found in a folder, with its name.
    Found { path: PathBuf, name: String, folder: bool },
    /// The end of a folder the caller gave, with the number of files before it.
    End(PathBuf, u64),
}

impl Files {
    pub(super) fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Files {
        let mut left: Vec<_> = paths.into_iter().map(|p| Step::Given(p.as_ref().to_owned())).collect();
        left.reverse();
        Files { left, files: 0, passed: Vec::new() }
    }

    /// The files of other kinds that were met since this was last asked.
    pub(super) fn passed_over(&mut self) -> impl Iterator<Item = PathBuf> {
        self.passed.drain(..)
    }

    /// Puts what lies in a folder before all else that is left.
    fn enter(&mut self, path: &Path, name: &str) -> io::Result<()> {
        let (mut inside, mut passed) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let file_name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            // A link to a file is a file; links to folders may go in circles.
            let kind = entry.file_type()?;
            let file = kind.is_file() || kind.is_symlink() && path.is_file();
            let readme = file_name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
            let other = if kind.is_dir() { belongs_to_a_page(&path) } else { readme || !file };
            if file_name.starts_with('.') || other {
                continue;
            }
            if file && Format::of(&path).is_none() {
                passed.push(path);
                continue;
            }
            let name = if name.is_empty() { file_name } else { format!("{name}/{file_name}") };
            // Packing a file gives its article no other id.
            let name = name.strip_suffix(".gz").map_or(name.clone(), str::to_owned);
            inside.push(Step::Found { path, name, folder: kind.is_dir() });
        }
        inside.sort_by(|a, b| b.order().cmp(&a.order()));
        self.left.append(&mut inside);
        passed.sort();
        self.passed.append(&mut passed);
        Ok(())
    }
}

/// Browsers save the pictures, scripts and frames of `story.html` in `story_files`: no articles are in there.
fn belongs_to_a_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let stem = ["_files", ".files", "-Dateien", "_fichiers"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| ["html", "htm", "xhtml"].iter().any(|end| folder.with_file_name(format!("{stem}.{end}")).is_file()))
}

impl Step {
    /// By name; of two with one name, packed and not, by path.
    fn order(&self) -> (&str, &Path) {
        if let Step::Found { name, path, .. } = self { (name, path) } else { ("", Path::new("")) }
    }
}

impl Iterator for Files {
    type Item = Result<File, (PathBuf, ErrorKind)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (path, name) = match self.left.pop()? {
                Step::Given(path) if path.is_dir() => {
                    self.left.push(Step::End(path.clone(), self.files));
                    (path, None)
                }
                Step::Given(path) => {
                    let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
                    let name = name.strip_suffix(".gz").map_or(name.clone(), str::to_owned);
                    (path, Some(name))
                }
                Step::Found { path, name, folder: true } => {
                    if let Err(error) = self.enter(&path, &name) {
                        return Some(Err((path, ErrorKind::Io(error))));
                    }
                    continue;
                }
                Step::Found { path, name, folder: false } => (path, Some(name)),
                Step::End(path, before) if before == self.files => {
                    let message = "the folder holds no file of a kind that is read: .jsonl, .ndjson, .json, .csv, .tsv, .txt, .md, .html, .mhtml, nor one of them packed as .gz";
                    return Some(Err((path, ErrorKind::Record(message.into()))));
                }
                Step::End(..) => continue,
            };
            let Some(name) = name else {
                if let Err(error) = self.enter(&path, "") {
                    // The folder is unreadable, which says more than that it is empty.
                    self.left.pop();
                    return Some(Err((path, ErrorKind::Io(error))));
                }
                continue;
            };
            self.files += 1;
            if let Err(error) = fs::metadata(&path) {
                return Some(Err((path, ErrorKind::Io(error))));
            }
            return Some(match Format::of(&path) {
                Some(format) => Ok(File { path, format, name }),
                None => {
                    let message = "the extension says no kind that is read; name the file .jsonl, .ndjson, .json, .csv, .tsv, .txt, .md, .html or .mhtml, or one of them with .gz";
                    Err((path, ErrorKind::Record(message.into())))
                }
            });
        }
    }
}
