//! What the example programs share: how they begin and end.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use corroborate::Error;
use lexopt::Parser;

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

/// Runs a program and turns how it ended into an exit code. Its help comes in parts, with an empty line between.
pub fn run(name: &str, help: &[&str], program: fn(Parser) -> Result<ExitCode, Failure>) -> ExitCode {
    // A panic has told its message when it gets here.
    let ended = std::panic::catch_unwind(|| program(Parser::from_env()));
    let (message, code) = match ended.unwrap_or_else(|_| Err(Failure::Internal("this is a fault of the program".into()))) {
        Ok(code) => return code,
        Err(Failure::Closed) => return ExitCode::SUCCESS,
        Err(Failure::Help) => {
            print!("{}", help.join("\n"));
            return ExitCode::SUCCESS;
        }
        Err(Failure::Usage(message)) => (format!("{message}\ntry: {name} --help"), 2),
        Err(Failure::Input(message)) => (message, 3),
        Err(Failure::Internal(message)) => (message, 70),
    };
    eprintln!("{name}: {message}");
    ExitCode::from(code)
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
pub fn within(path: &Path, error: &dyn fmt::Display) -> Failure {
    let error = error.to_string();
    // An error of a table in memory speaks of "input".
    let rest = error.strip_prefix("input").unwrap_or(&error);
    let gap = if rest.starts_with(':') { "" } else { ": " };
    Failure::Input(format!("{}{gap}{rest}", path.display()))
}
