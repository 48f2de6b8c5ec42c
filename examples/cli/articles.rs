//! Articles from files, folders and standard input: what all programs take that read them.

#[path = "progress.rs"]
mod progress;
#[path = "tables.rs"]
mod tables;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::read::{self, Documents, Format, Note};
use corroborate::{Corroborator, Document, Error, Report};
use lexopt::{Arg, Parser, ValueExt};

use self::progress::Progress;
use self::tables::Tables;
use crate::cli::Failure;

/// What `--help` says of them.
pub const HELP: &str = "\
reading articles:
  --columns MAP    under which names the fields come: id=uuid,text=body,published=date
  --encoding NAME  that of all files, such as windows-1251; without it, it is recognized
  --keep-going     records that cannot be read are named all the same, and are no failure
  --threads N      threads that read articles; all cores by default
";
pub use self::tables::HELP as TABLES;

/// Files named in one note; the others are counted.
const NAMED: usize = 3;

/// Where articles come from, what they are read with, and what becomes of those that cannot be read.
#[derive(Debug, Default)]
pub struct Articles {
    /// Files, folders, or `-`; none for the articles that come with the crate.
    pub paths: Vec<PathBuf>,
    /// Records that cannot be read are no failure.
    keep_going: bool,
    settings: read::Settings,
    tables: Tables,
    /// Number of records that could not be read.
    bad: Cell<usize>,
}

/// An argument of these.
#[derive(Debug)]
pub enum Choice {
    Path(PathBuf),
    Columns,
    Encoding,
    KeepGoing,
    Table(tables::Choice),
}

impl Choice {
    /// What an argument is that is none of the program's own; all others are a mistake of the caller.
    pub fn of(arg: Arg<'_>) -> Result<Choice, Failure> {
        Ok(match arg {
            Arg::Value(path) => Choice::Path(path.into()),
            Arg::Long("columns") => Choice::Columns,
            Arg::Long("encoding") => Choice::Encoding,
            Arg::Long("keep-going") => Choice::KeepGoing,
            other => Choice::Table(tables::Choice::of(other)?),
        })
    }
}

impl Articles {
    /// Takes an argument, with its value where it has one.
    pub fn set(&mut self, choice: Choice, parser: &mut Parser) -> Result<(), Failure> {
        match choice {
            Choice::Path(path) => self.paths.push(path),
            Choice::Columns => {
                let map = parser.value()?.string()?.parse().map_err(usage)?;
                self.settings = self.settings.clone().columns(map);
            }
            Choice::Encoding => {
                let label = parser.value()?.string()?;
                self.settings = self.settings.clone().encoding(&label).map_err(usage)?;
            }
            Choice::KeepGoing => self.keep_going = true,
            Choice::Table(choice) => self.tables.set(choice, parser.value()?)?,
        }
        Ok(())
    }

    /// What they are read with: the English lexicon and the tables that were brought.
    pub fn corroborator(&self) -> Result<Corroborator, Failure> {
        self.tables.corroborator()
    }

    /// Reads them, the whole way. Records that cannot be read are named on standard error and the others are worked on; where none is left, that is a
    /// failure. `seen` is shown each article as it comes.
    pub fn report(&self, corroborator: &Corroborator, mut seen: impl FnMut(&Document) + Send) -> Result<Report, Failure> {
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
        let records = records.by_ref().inspect(|document| seen(document));
        let report = corroborator.corroborate_stream(records, |read| progress.add(read));
        progress.done();

        self.bad.set(bad);
        let notes: Vec<&Note> = sources.iter().flat_map(Documents::notes).collect();
        tell(&notes);
        let records = if bad == 1 { "record" } else { "records" };
        match (good, bad) {
            (_, 0) => Ok(report),
            (0, _) => Err(Failure::Input(format!("nothing was read: {bad} {records} could not be"))),
            _ => {
                let advice = if self.keep_going { "" } else { "; with --keep-going that is no failure" };
                eprintln!("{bad} {records} could not be read{advice}");
                Ok(report)
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
