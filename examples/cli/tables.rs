//! The tables that a user brings: options that all programs take which read articles or claims.

use std::ffi::OsString;
use std::path::PathBuf;

use corroborate::cluster::{Decisions, Weights};
use corroborate::{Corroborator, Gazetteer, Homes, Lexicon, Settings};
use lexopt::Arg;

use crate::cli::{Failure, number, table, text, within};

/// What `--help` says of them.
pub const HELP: &str = "\
with tables of your own:
  --lexicon FILE   more words: a table like triggers.tsv, nouns.tsv, vague.tsv, holidays.tsv or formations.tsv of
                   src/lexicon/data; may be repeated
  --outlets FILE   more outlets: a table like src/lexicon/data/outlets.tsv; may be repeated
  --places FILE    more places: GeoNames files as they are, a table with a header line, or what build_gazetteer packed;
                   may be repeated
  --homes FILE     where publishers are at home: what `stage homes` wrote
  --decisions FILE claims judged to be of one event or not: a table with verdict, a, b; see cluster::Decisions
  --weights FILE   how much each way of agreeing weighs: a table with level, m, u; see cluster::Weights
  --threshold BITS mean weight above which claims are of one event: 0 by default, higher for precision
  --help           this text
";

/// Words, outlets and places beside the embedded ones, what a reviewer judged, weights, threshold and threads.
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

/// One of these options.
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
