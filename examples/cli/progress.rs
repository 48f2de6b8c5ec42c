//! How far long work is, on standard error where that is a terminal.

use std::cell::Cell;
use std::time::{Duration, Instant};

use corroborate::Reading;
use corroborate::read::{self, Extent};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Files, articles a second, claims, and the time left by the bytes that are left.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    reading: Vec<read::Progress>,
    /// `None` where articles come from standard input.
    extent: Option<Extent>,
    articles: Cell<u64>,
    claims: Cell<u64>,
}

impl Progress {
    /// Of readers that together have so much to read.
    pub fn new(reading: Vec<read::Progress>, extent: Option<Extent>) -> Progress {
        let bar = ProgressBar::with_draw_target(extent.map(|e| e.bytes), ProgressDrawTarget::hidden());
        let template = if extent.is_some() { "{spinner} {percent}% {msg}, {eta} left" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar, begun: Instant::now(), reading, extent, articles: Cell::default(), claims: Cell::default() }
    }

    /// These articles are read.
    pub fn add(&self, readings: &[Reading]) {
        self.articles.set(self.articles.get() + readings.len() as u64);
        self.claims.set(self.claims.get() + readings.iter().map(|reading| reading.claims.len() as u64).sum::<u64>());
        let begun = self.begun.elapsed();
        if begun < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            // Hidden still where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(PATIENCE / 8);
        }
        let (files, bytes) = self.reading.iter().fold((0, 0), |(f, b), r| (f + r.files(), b + r.bytes()));
        let of = self.extent.map_or(String::new(), |extent| format!(" of {}", HumanCount(extent.files)));
        let rate = self.articles.get() as f64 / begun.as_secs_f64();
        let [files, articles, claims] = [files, self.articles.get(), self.claims.get()].map(HumanCount);
        self.bar.set_position(bytes);
        let message = format!("{files}{of} files, {articles} articles, {rate:.0} a second, {claims} claims");
        if self.extent.is_some_and(|extent| bytes >= extent.bytes) {
            // All is read; what is left takes no time that bytes could tell.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, which are compared now") {
                self.bar.set_style(style);
            }
        }
        self.bar.set_message(message);
    }

    /// Writes something else to standard error in between.
    pub fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// The line is taken away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}
