//! The ranked table: what a reader is shown first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::detail::{headline, numbers};
use super::page::{Page, WIDTH};
use crate::independence::{Corroboration, Origin, Strength};
use crate::pipeline::{Report, SkipReason};

/// A report as a table for a terminal, made by [`Report::table`]: claims that several articles tell in full, the most independent
/// sources first; then the others, a line or two each; then the articles that were not read.
#[derive(Clone, Debug)]
pub struct Table<'r> {
    report: &'r Report,
    width: usize,
    top: usize,
    colour: bool,
}

impl Report {
    /// The report as a table. `Display` of the report is the same with nothing set.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let article = Document::new("a", "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.");
    /// let report = Corroborator::default().corroborate(&[article]);
    /// let table = report.table().width(80).top(10).to_string();
    /// assert!(table.contains("12 soldiers, deserted, Kharkiv"));
    /// assert!(table.lines().all(|line| line.chars().count() <= 80));
    /// ```
    pub fn table(&self) -> Table<'_> {
        Table { report: self, width: WIDTH, top: usize::MAX, colour: false }
    }
}

impl Table<'_> {
    /// Wraps lines at this many columns; 90 by default, never less than 50.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// Shows so many claims at most, and says how many there are beside them.
    #[must_use]
    pub fn top(mut self, claims: usize) -> Self {
        self.top = claims;
        self
    }

    /// Sets labels off by colour, for a terminal; off by default.
    #[must_use]
    pub fn colour(mut self, on: bool) -> Self {
        self.colour = on;
        self
    }

    /// Claims of one article: the numbers, the claim, its roots and where it stands.
    fn brief(&self, c: &Corroboration, page: &mut Page<'_, '_>) -> fmt::Result {
        let against = c.against.as_ref();
        let origins = c.origins.iter().chain(against.iter().flat_map(|a| &a.origins));
        let named = |o: &Origin| if o.strength == Strength::Weak { "no source given" } else { &o.label }.to_owned();
        let roots: BTreeSet<String> = origins.map(named).collect();
        let claims = c.claims.iter().chain(against.iter().flat_map(|a| &a.claims));
        let docs: BTreeSet<&str> = claims.filter_map(|id| self.report.claim(id)).map(|c| c.doc.as_str()).collect();
        let denied = if c.claims.is_empty() { "denied: " } else { "" };
        let roots = roots.into_iter().collect::<Vec<_>>().join("; ");
        let docs = docs.into_iter().collect::<Vec<_>>().join(", ");
        page.columns(&numbers(c), &headline(c), &format!("{denied}{roots} [{docs}]"))
    }

    fn skipped(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let mut by_reason: BTreeMap<&SkipReason, Vec<&str>> = BTreeMap::new();
        for skipped in self.report.skipped() {
            by_reason.entry(&skipped.reason).or_default().push(&skipped.doc);
        }
        for (reason, docs) in by_reason {
            page.line("")?;
            page.paragraph(&format!("Not read ({}): {}", because(reason), docs.join(", ")))?;
        }
        Ok(())
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.report;
        let page = &mut Page::new(f, self.width).coloured(self.colour);
        let (several, single): (Vec<_>, Vec<_>) = report.corroborations().iter().partition(|c| in_full(c));
        let (articles, claims) = (report.articles(), report.claims().len());
        page.paragraph(&format!(
            "{}, {} in them, {}: {} told by several articles, {} by one.",
            counted(articles, "article"),
            counted(claims, "claim"),
            counted(report.corroborations().len(), "event"),
            several.len(),
            single.len()
        ))?;
        if !several.is_empty() && self.top > 0 {
            page.line("")?;
            page.beside("lower  best upper", "told by several articles", 0)?;
        }
        for c in several.iter().take(self.top) {
            page.line("")?;
            report.detail(c).write(page)?;
        }
        let left = self.top.saturating_sub(several.len());
        if !single.is_empty() && left > 0 {
            page.line("")?;
            page.columns("lower  best upper", "told by one article", "its root [article]")?;
            page.line("")?;
        }
        for c in single.iter().take(left) {
            self.brief(c, page)?;
        }
        let hidden = report.corroborations().len().saturating_sub(self.top);
        if hidden > 0 {
            page.line("")?;
            page.paragraph(&format!("{hidden} more not shown."))?;
        }
        self.skipped(page)
    }
}

/// Why an article was not read, in words.
pub(super) fn because(reason: &SkipReason) -> String {
    match reason {
        SkipReason::Language(code) => format!("language {code}, and only English is read"),
        SkipReason::DuplicateId => "another article bears the same id".to_owned(),
    }
}

/// Whether more than one article speaks of it, for or against.
pub(super) fn in_full(c: &Corroboration) -> bool {
    c.articles > 1 || (c.articles == 1 && c.against.is_some())
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().fmt(f)
    }
}
