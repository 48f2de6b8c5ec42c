//! Articles from files, folders and standard input.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::read::{self, Documents, Format, Note};
use corroborate::{Document, Error};

use crate::cli::Failure;
use crate::progress::Progress;

/// Files named in one note; the others are counted.
const NAMED: usize = 3;

/// Where articles come from, and what becomes of those that cannot be read.
#[derive(Debug, Default)]
pub struct Articles {
    /// Files, folders, or `-`; none for the articles that come with the crate.
    pub paths: Vec<PathBuf>,
    /// Records that cannot be read are no failure.
    pub keep_going: bool,
    settings: read::Settings,
    /// Number of records that could not be read.
    bad: Cell<usize>,
}

impl Articles {
    /// The option `--columns`: under which names the fields come.
    pub fn columns(&mut self, map: &str) -> Result<(), Failure> {
        self.settings = self.settings.clone().columns(map.parse().map_err(usage)?);
        Ok(())
    }

    /// The option `--encoding`: that of all files.
    pub fn encoding(&mut self, label: &str) -> Result<(), Failure> {
        self.settings = self.settings.clone().encoding(label).map_err(usage)?;
        Ok(())
    }

    /// Hands the articles over one by one. Records that cannot be read are named on standard error and the others are worked on; where none is
    /// left, that is a failure.
    pub fn read<T>(&self, work: impl FnOnce(&mut dyn Iterator<Item = Document>, &Progress) -> T) -> Result<T, Failure> {
        let mut sources = self.sources()?;
        let extent = (!self.is_piped()).then(|| read::extent(self.files()));
        let progress = Progress::new(sources.iter().map(Documents::progress).collect(), extent);
        let (mut good, mut bad) = (0, 0);
        let mut records = sources.iter_mut().flatten().filter_map(|record| match record {
            Ok(document) => {
                good += 1;
                Some(document)
            }
            Err(error) => {
                bad += 1;
                progress.aside(|| eprintln!("{error}"));
                None
            }
        });
        let result = work(&mut records, &progress);
        drop(records);
        progress.done();

        self.bad.set(bad);
        let notes: Vec<&Note> = sources.iter().flat_map(Documents::notes).collect();
        tell(&notes);
        let records = if bad == 1 { "record" } else { "records" };
        match (good, bad) {
            (_, 0) => Ok(result),
            (0, _) => Err(Failure::Input(format!("nothing was read: {bad} {records} could not be"))),
            _ => {
                let advice = if self.keep_going { "" } else { "; with --keep-going that is no failure" };
                eprintln!("{bad} {records} could not be read{advice}");
                Ok(result)
            }
        }
    }

    /// Hands the articles over once more, silently: what cannot be read was told before.
    #[allow(dead_code, reason = "not every program reads twice")]
    pub fn again<T>(&self, work: impl FnOnce(&mut dyn Iterator<Item = Document>) -> T) -> Result<T, Failure> {
        Ok(work(&mut self.sources()?.into_iter().flatten().filter_map(Result::ok)))
    }

    /// Whether the articles can be read once more: standard input cannot.
    #[allow(dead_code, reason = "not every program reads twice")]
    pub fn rereadable(&self) -> bool {
        !self.is_piped()
    }

    /// How a program ends that would end with `code` if all was read: with 3 if not, unless it was told to keep going.
    pub fn code(&self, code: ExitCode) -> ExitCode {
        if self.bad.get() > 0 && !self.keep_going { ExitCode::from(3) } else { code }
    }

    /// Standard input, if it was named, and the files.
    fn sources(&self) -> Result<Vec<Documents<'static>>, Failure> {
        let files = self.settings.documents(self.files());
        match self.paths.iter().filter(|path| is_piped(path)).count() {
            0 => Ok(vec![files]),
            // The formats of JSON are told apart by what comes.
            1 => Ok(vec![self.settings.from_reader(io::stdin().lock(), Format::Json, ""), files]),
            _ => Err(Failure::Usage("standard input can be read once".into())),
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() {
            return vec![bundled()];
        }
        self.paths.iter().filter(|path| !is_piped(path)).cloned().collect()
    }

    fn is_piped(&self) -> bool {
        self.paths.iter().any(|path| is_piped(path))
    }
}

fn is_piped(path: &Path) -> bool {
    path == Path::new("-")
}

fn usage(error: Error) -> Failure {
    Failure::Usage(error.kind().to_string())
}

/// The invented articles of this folder.
fn bundled() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    if folder.is_dir() { folder } else { PathBuf::from("examples/articles") }
}

/// What is worth knowing of what was read, each sort of it on one line.
fn tell(notes: &[&Note]) {
    let mut sorts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for note in notes {
        let named = |path: &Option<PathBuf>| path.as_ref().map_or("standard input".into(), |path| path.display().to_string());
        let (sort, name) = match note {
            Note::PassedOver { path } => ("passed over, of a kind that is not read".into(), path.display().to_string()),
            Note::Recoded { path, encoding } => (format!("read as {encoding}, where --encoding says nothing else"), named(path)),
            Note::Undated { path } => ("without a date: \"on Friday\" stays open there".into(), named(path)),
            other => (other.to_string(), String::new()),
        };
        sorts.entry(sort).or_default().push(name);
    }
    for (sort, names) in sorts {
        let more = if names.len() > NAMED { format!(" and {} more", names.len() - NAMED) } else { String::new() };
        let files = if names.len() == 1 { "file" } else { "files" };
        let shown = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        eprintln!("{} {files} {sort}: {shown}{more}", names.len());
    }
}

/// Whether to write in colours: on a terminal, unless the user forbids it (no-color.org).
#[allow(dead_code, reason = "not every program writes in colours")]
pub fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Columns of the terminal, within reason; 90 where there is none.
pub fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(90, |(columns, _)| usize::from(columns.0).clamp(60, 100))
}
