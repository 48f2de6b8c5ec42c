//! Articles from files, folders and standard input.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use corroborate::read::{self, Format};
use corroborate::{Document, Error};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Failure;

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where articles come from, and what becomes of those that cannot be read.
#[derive(Debug, Default)]
pub struct Articles {
    /// Files, folders, or `-`; none for the articles that come with the crate.
    pub paths: Vec<PathBuf>,
    /// Name records that cannot be read and go on.
    pub keep_going: bool,
}

impl Articles {
    /// Hands the articles over one by one, then says whether reading went well.
    pub fn read<T>(&self, work: impl FnOnce(&mut dyn Iterator<Item = Document>) -> T) -> Result<T, Failure> {
        let mut fault: Option<Error> = None;
        let mut bad = 0;
        let result = work(
            &mut self
                .records()?
                .map_while(|record| match record {
                    Ok(document) => Some(Some(document)),
                    Err(error) if self.keep_going => {
                        eprintln!("{error}");
                        bad += 1;
                        Some(None)
                    }
                    Err(error) => {
                        fault = Some(error);
                        None
                    }
                })
                .flatten(),
        );
        if bad > 0 {
            eprintln!("{bad} {} could not be read", if bad == 1 { "record" } else { "records" });
        }
        match fault {
            None => Ok(result),
            Some(error) => Err(Failure::Input(format!("{error}\n--keep-going leaves out what cannot be read"))),
        }
    }

    /// Hands the articles over once more, silently: what cannot be read was told before.
    #[allow(dead_code, reason = "not every program reads twice")]
    pub fn again<T>(&self, work: impl FnOnce(&mut dyn Iterator<Item = Document>) -> T) -> Result<T, Failure> {
        Ok(work(&mut self.records()?.filter_map(Result::ok)))
    }

    /// Whether the articles can be read once more: standard input cannot.
    #[allow(dead_code, reason = "not every program reads twice")]
    pub fn rereadable(&self) -> bool {
        !self.paths.iter().any(|path| path == Path::new("-"))
    }

    fn records(&self) -> Result<Box<dyn Iterator<Item = Result<Document, Error>>>, Failure> {
        if self.paths.is_empty() {
            return Ok(Box::new(read::documents([bundled()])));
        }
        let piped = |path: &Path| path == Path::new("-");
        match self.paths.iter().filter(|path| piped(path)).count() {
            0 => return Ok(Box::new(read::documents(self.paths.clone()))),
            1 => {}
            _ => return Err(Failure::Usage("standard input can be read once".into())),
        }
        // The formats of JSON are told apart by what comes.
        let input = read::from_reader(io::stdin().lock(), Format::Json, "");
        let files: Vec<PathBuf> = self.paths.iter().filter(|path| !piped(path)).cloned().collect();
        Ok(Box::new(input.chain(read::documents(files))))
    }
}

/// The invented articles of this folder.
fn bundled() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    if folder.is_dir() { folder } else { PathBuf::from("examples/articles") }
}

/// Counts articles on standard error, where that is a terminal and the work is long.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    pub fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} articles read, {per_sec}, {elapsed}");
        Progress { bar: style.map_or(bar.clone(), |style| bar.with_style(style)), begun: Instant::now() }
    }

    /// So many are read.
    pub fn at(&self, articles: usize) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(articles as u64);
    }

    /// The line is taken away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
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
