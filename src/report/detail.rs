//! One corroboration in full: who stands behind it, what was merged and why, what disputes it.

use std::collections::BTreeSet;
use std::fmt;

use super::page::{Page, WIDTH};
use crate::claim::Claim;
use crate::independence::{Corroboration, Flag, Level, Merge, Origin, Reason, Strength};
use crate::pipeline::Report;

/// Ids that a line lists before it says how many more there are.
const LISTED: usize = 12;

/// A corroboration in words, for a terminal. Made by [`Report::detail`].
#[derive(Clone, Debug)]
pub struct Detail<'r> {
    report: &'r Report,
    corroboration: &'r Corroboration,
    width: usize,
    passages: bool,
    colour: bool,
}

impl Report {
    /// One corroboration in full: the numbers, the articles, the roots, the merges with their reasons, those who deny it, warnings.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let articles = [
    ///     Document::new("a", "RIA Novosti reported that 12 soldiers fled near Kharkiv on July 18, 2025.").publisher("one.example"),
    ///     Document::new("b", "Twelve soldiers fled near Kharkiv on July 18, 2025, according to RIA Novosti.").publisher("two.example"),
    /// ];
    /// let report = Corroborator::default().corroborate(&articles);
    /// let text = report.detail(&report.corroborations()[0]).passages(true).to_string();
    /// assert!(text.contains("2, of 2 publishers: a, b"));
    /// assert!(text.contains("RIA Novosti"));
    /// ```
    pub fn detail<'r>(&'r self, corroboration: &'r Corroboration) -> Detail<'r> {
        Detail { report: self, corroboration, width: WIDTH, passages: false, colour: false }
    }

    /// The articles of these claims as a reader knows them: the publisher's name, else the article's id.
    fn publishers<'c>(&'c self, claims: &'c [String]) -> BTreeSet<&'c str> {
        claims.iter().filter_map(|id| self.claim(id)).map(publisher).collect()
    }
}

/// The name of the publisher, else the article's id.
pub(super) fn publisher(claim: &Claim) -> &str {
    claim.publisher_name.as_deref().or(claim.publisher.as_deref()).unwrap_or(&claim.doc)
}

impl Detail<'_> {
    /// Wraps lines at this many columns; 90 by default, never less than 50.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// Quotes the passage of each claim as well.
    #[must_use]
    pub fn passages(mut self, shown: bool) -> Self {
        self.passages = shown;
        self
    }

    /// Sets labels off by colour, for a terminal; off by default.
    #[must_use]
    pub fn colour(mut self, on: bool) -> Self {
        self.colour = on;
        self
    }

    pub(super) fn write(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let c = self.corroboration;
        page.beside(&numbers(c), &headline(c), 2)?;
        self.articles(page)?;
        self.values(page)?;
        for (n, root) in self.roots(&c.origins).iter().enumerate() {
            page.beside(if n == 0 { "roots" } else { "" }, root, 2)?;
        }
        self.merges(page)?;
        if let Some(against) = &c.against {
            page.beside("denied", &format!("by {}", against.independent), 2)?;
            for root in self.roots(&against.origins) {
                page.beside("", &root, 2)?;
            }
        }
        for (n, flag) in c.flags.iter().filter(|f| **f != Flag::OnlyDenied).enumerate() {
            page.beside(if n == 0 { "flags" } else { "" }, warning(*flag), 2)?;
        }
        if self.passages { self.quotes(page) } else { Ok(()) }
    }

    fn articles(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let c = self.corroboration;
        if c.claims.is_empty() {
            return page.beside("articles", "none that says so", 2);
        }
        let ids: BTreeSet<&str> = c.claims.iter().filter_map(|id| self.report.claim(id)).map(|c| c.doc.as_str()).collect();
        let publishers = match c.publishers {
            1 => "one publisher".to_owned(),
            n => format!("{n} publishers"),
        };
        page.beside("articles", &format!("{}, of {publishers}: {}", c.articles, listed(ids)), 2)
    }

    /// The numbers named, where there is more than one.
    fn values(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let values = &self.corroboration.values;
        if values.len() < 2 {
            return Ok(());
        }
        let each = values.iter().map(|v| format!("{} ({})", v.count, sources(v.independent.best)));
        page.beside("numbers", &each.collect::<Vec<_>>().join(", "), 2)
    }

    /// The roots with the publishers that have it from them; those who give no source in one line at the end.
    fn roots(&self, origins: &[Origin]) -> Vec<String> {
        let mut roots = Vec::new();
        let mut silent: Vec<String> = Vec::new();
        for origin in origins {
            let publishers = self.report.publishers(&origin.claims);
            let strength = match origin.strength {
                Strength::Weak => {
                    silent.extend(origin.claims.iter().cloned());
                    continue;
                }
                Strength::Named => "",
                Strength::FirstHand => " (first hand)",
                Strength::Anonymous => " (unnamed)",
                Strength::Class => " (a class of outlets)",
            };
            // The label of a reporter or of an outlet holds the publisher already.
            let told = publishers.iter().all(|p| origin.label.contains(p));
            let by = if told { String::new() } else { format!(": {}", listed(publishers)) };
            roots.push(format!("{}{strength}{by}", origin.label));
        }
        if !silent.is_empty() {
            roots.push(format!("no source given: {}", listed(self.report.publishers(&silent))));
        }
        roots
    }

    /// Reasons, the surest first, each once. What one article says again needs no explanation.
    fn merges(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let mut merges: Vec<&Merge> = self.corroboration.merges.iter().filter(|m| m.reason != Reason::Restated).collect();
        merges.sort_by_key(|m| m.level);
        let mut told: BTreeSet<(Level, &str)> = BTreeSet::new();
        let mut first = true;
        for merge in merges {
            if told.insert((merge.level, &merge.note)) {
                let level = match merge.level {
                    Level::Proven => "proven",
                    Level::Likely => "likely",
                    Level::Possible => "possibly",
                };
                page.beside(if first { "merged" } else { "" }, &format!("{level}: {}", merge.note), 2)?;
                first = false;
            }
        }
        Ok(())
    }

    fn quotes(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let against = self.corroboration.against.iter().flat_map(|a| &a.claims);
        let claims = self.corroboration.claims.iter().map(|id| (id, "")).chain(against.map(|id| (id, ", denied")));
        for (n, (claim, denied)) in claims.filter_map(|(id, denied)| Some((self.report.claim(id)?, denied))).enumerate() {
            let day = claim.published.map_or(String::new(), |t| format!(", {}", t.date));
            page.beside(if n == 0 { "passages" } else { "" }, &format!("{} ({}{day}){denied}:", claim.id, publisher(claim)), 2)?;
            page.beside("", &format!("“{}”", claim.text.trim()), 2)?;
        }
        Ok(())
    }
}

/// Lower, best and upper, in the columns of the table.
pub(super) fn numbers(c: &Corroboration) -> String {
    let n = c.independent;
    format!("{:>5} {:>5} {:>5}", n.lower, n.best, n.upper)
}

/// What happened, in shorthand.
pub(super) fn headline(c: &Corroboration) -> String {
    let said = Claim {
        event: c.consensus.event.clone(),
        count: c.told().cloned(),
        actor: c.consensus.actor.clone(),
        place: c.consensus.place.clone(),
        date: c.consensus.date.clone(),
        ..Claim::default()
    };
    if c.died.is_some() { format!("{said}; died later") } else { said.to_string() }
}

fn sources(n: usize) -> String {
    if n == 1 { "1 source".to_owned() } else { format!("{n} sources") }
}

/// The first of them, and how many more there are.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    if names.len() > LISTED { format!("{shown} and {} more", names.len() - LISTED) } else { shown }
}

/// A flag in words.
pub(super) fn warning(flag: Flag) -> &'static str {
    match flag {
        Flag::Contested => "contested: its sources give numbers that cannot both hold",
        Flag::Circular => "circular: articles have it from each other",
        Flag::Rootless => "rootless: nobody says where it comes from",
        Flag::Updated => "updated: a later number of one source replaces an earlier one",
        Flag::OnlyDenied => "only denied: nobody here says that it happened",
        Flag::Ambiguous => "ambiguous: the name of the place has a close second reading",
    }
}

/// A flag as one word, as in its JSON form.
#[cfg(feature = "export")]
pub(super) fn flag_word(flag: Flag) -> &'static str {
    match flag {
        Flag::Contested => "contested",
        Flag::Circular => "circular",
        Flag::Rootless => "rootless",
        Flag::Updated => "updated",
        Flag::OnlyDenied => "only_denied",
        Flag::Ambiguous => "ambiguous",
    }
}

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(&mut Page::new(f, self.width).coloured(self.colour))
    }
}
