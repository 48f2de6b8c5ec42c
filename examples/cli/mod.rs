//! What the example programs share: how they end, and the tables that a user brings.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::cluster::{Decisions, Weights};
use corroborate::{Corroborator, Error, Gazetteer, Homes, Lexicon, Settings};
use lexopt::{Arg, Parser};

/// Why a program ends before its work is done.
#[derive(Debug)]
pub enum Failure {
    /// Somebody asked how to use it.
    Help,
    /// It was called in a way that means nothing: exit code 2.
    Usage(String),
    /// Something could not be read: exit code 3.
    Input(String),
    /// It could not write, or has a fault: exit code 70.
    Internal(String),
    /// Nobody reads what it writes any more, as behind `| head`: no failure.
    Closed,
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Failure {
        Failure::Usage(error.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Input(error.to_string())
    }
}

/// Errors of writing: what is read reports its own errors with their place.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Internal(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::from(io::Error::from(error))
    }
}

/// Runs a program and turns how it ended into an exit code.
pub fn run(name: &str, help: &str, program: fn(Parser) -> Result<ExitCode, Failure>) -> ExitCode {
    // A panic has told its message when it gets here.
    let ended = std::panic::catch_unwind(|| program(Parser::from_env()));
    let (message, code) = match ended.unwrap_or_else(|_| Err(Failure::Internal("this is a fault of the program".into()))) {
        Ok(code) => return code,
        Err(Failure::Closed) => return ExitCode::SUCCESS,
        Err(Failure::Help) => {
            print!("{help}");
            return ExitCode::SUCCESS;
        }
        Err(Failure::Usage(message)) => (format!("{message}\ntry: {name} --help"), 2),
        Err(Failure::Input(message)) => (message, 3),
        Err(Failure::Internal(message)) => (message, 70),
    };
    eprintln!("{name}: {message}");
    ExitCode::from(code)
}

/// Words, outlets and places beside the embedded ones, what a reviewer judged, weights, threshold and threads: the options that all programs take.
#[derive(Debug, Default)]
pub struct Tables {
    words: Vec<PathBuf>,
    outlets: Vec<PathBuf>,
    places: Vec<PathBuf>,
    homes: Option<PathBuf>,
    decisions: Option<PathBuf>,
    weights: Option<PathBuf>,
    threshold: Option<f64>,
    /// `None`: as many as the machine has.
    pub threads: Option<usize>,
}

/// An option that all programs take.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    Lexicon,
    Outlets,
    Places,
    Homes,
    Decisions,
    Weights,
    Threshold,
    Threads,
}

impl Choice {
    /// The option that an argument is; all others are a mistake of the caller.
    pub fn of(arg: Arg<'_>) -> Result<Choice, Failure> {
        match arg {
            Arg::Long("lexicon") => Ok(Choice::Lexicon),
            Arg::Long("outlets") => Ok(Choice::Outlets),
            Arg::Long("places") => Ok(Choice::Places),
            Arg::Long("homes") => Ok(Choice::Homes),
            Arg::Long("decisions") => Ok(Choice::Decisions),
            Arg::Long("weights") => Ok(Choice::Weights),
            Arg::Long("threshold") => Ok(Choice::Threshold),
            Arg::Long("threads") => Ok(Choice::Threads),
            Arg::Long("help") | Arg::Short('h') => Err(Failure::Help),
            other => Err(other.unexpected().into()),
        }
    }
}

impl Tables {
    /// Takes the value of an option.
    pub fn set(&mut self, choice: Choice, value: OsString) -> Result<(), Failure> {
        match choice {
            Choice::Lexicon => self.words.push(value.into()),
            Choice::Outlets => self.outlets.push(value.into()),
            Choice::Places => self.places.push(value.into()),
            Choice::Homes => self.homes = Some(value.into()),
            Choice::Decisions => self.decisions = Some(value.into()),
            Choice::Weights => self.weights = Some(value.into()),
            Choice::Threshold => {
                let bits = value.to_str().and_then(|v| v.parse().ok()).filter(|bits: &f64| bits.is_finite());
                self.threshold = Some(bits.ok_or_else(|| Failure::Usage(format!("{value:?} is no number of bits")))?);
            }
            Choice::Threads => self.threads = Some(number(&value)?),
        }
        Ok(())
    }

    /// Everything composed: the English lexicon and what was brought.
    pub fn corroborator(&self) -> Result<Corroborator, Failure> {
        let mut lexicon = Lexicon::english();
        for path in &self.words {
            let table = text(path)?;
            // The header says which of the tables of words it is.
            let header = table.lines().find(|line| !line.starts_with('#')).unwrap_or("");
            let holds = |name: &str| header.split('\t').any(|column| column == name);
            let extended = if holds("singular") {
                lexicon.extend_nouns(&table)
            } else if holds("phrase") && holds("low") {
                lexicon.extend_vague_words(&table)
            } else if holds("unit") && holds("low") {
                lexicon.extend_formations(&table)
            } else if holds("word") && holds("day") {
                lexicon.extend_holidays(&table)
            } else {
                lexicon.extend_events(&table)
            };
            lexicon = extended.map_err(|e| within(path, &e))?;
        }
        for path in &self.outlets {
            lexicon = lexicon.extend_outlets(&text(path)?).map_err(|e| within(path, &e))?;
        }
        let mut settings = Settings::default();
        settings.threads = self.threads;
        if let Some(bits) = self.threshold {
            settings.cluster = settings.cluster.threshold(bits);
        }
        if let Some(path) = &self.decisions {
            settings.cluster = settings.cluster.decisions(table(path, Decisions::parse)?);
        }
        if let Some(path) = &self.weights {
            settings.cluster = settings.cluster.weights(table(path, Weights::parse)?);
        }
        let mut corroborator = Corroborator::new(lexicon).with_settings(settings);
        if let Some(path) = &self.homes {
            let homes: Homes =
                serde_json::from_str(&text(path)?).map_err(|e| Failure::Input(format!("{}: {e}", path.display())))?;
            corroborator = corroborator.with_homes(homes);
        }
        if self.places.is_empty() {
            return Ok(corroborator);
        }
        let places = Gazetteer::embedded().extend_files(&self.places)?;
        Ok(corroborator.with_places(places))
    }
}

/// The value of an option that is a number above nothing.
pub fn number(value: &OsStr) -> Result<usize, Failure> {
    match value.to_str().and_then(|v| v.parse().ok()) {
        Some(n @ 1..) => Ok(n),
        _ => Err(Failure::Usage(format!("{value:?} is no number from 1 on"))),
    }
}

/// A table of a file.
pub fn table<T>(path: &Path, parse: impl FnOnce(&str) -> Result<T, Error>) -> Result<T, Failure> {
    parse(&text(path)?).map_err(|e| within(path, &e))
}

/// The text of a file.
pub fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|e| within(path, &format!("cannot be read: {e}; check the path and its permissions")))
}

/// The error with the name of its file.
fn within(path: &Path, error: &dyn fmt::Display) -> Failure {
    let error = error.to_string();
    // An error of a table in memory speaks of "input".
    let rest = error.strip_prefix("input").unwrap_or(&error);
    let gap = if rest.starts_with(':') { "" } else { ": " };
    Failure::Input(format!("{}{gap}{rest}", path.display()))
}
