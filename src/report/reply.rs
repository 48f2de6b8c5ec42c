//! The answer to a question about one claim.

use std::fmt;

use super::detail::{headline, numbers};
use super::page::{Page, WIDTH};
use crate::claim::Claim;
use crate::cluster::Link;
use crate::independence::Corroboration;
use crate::pipeline::{Answer, Report};

/// An answer in words, for a terminal, made by [`Answer::reply`]: the sources behind the claim with their passages, or that nothing supports
/// it and what the nearest claims say instead.
#[derive(Clone, Debug)]
pub struct Reply<'r, 'a> {
    answer: &'a Answer<'r>,
    width: usize,
    top: usize,
    colour: bool,
}

impl<'r> Answer<'r> {
    /// The answer in words. `Display` of the answer is the same with nothing set.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let article = Document::new("a", "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.");
    /// let report = Corroborator::default().corroborate(&[article]);
    /// let answer = report.check("40 soldiers, Kharkiv, July 18, 2025")?;
    /// assert!(answer.reply().width(80).to_string().starts_with("No article says: 40 soldiers, Kharkiv, 2025-07-18"));
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    pub fn reply(&self) -> Reply<'r, '_> {
        Reply { answer: self, width: WIDTH, top: usize::MAX, colour: false }
    }
}

impl Reply<'_, '_> {
    /// Wraps lines at this many columns; 90 by default, never less than 50.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// Shows so many corroborations at most.
    #[must_use]
    pub fn top(mut self, corroborations: usize) -> Self {
        self.top = corroborations;
        self
    }

    /// Sets labels off by colour, for a terminal; off by default.
    #[must_use]
    pub fn colour(mut self, on: bool) -> Self {
        self.colour = on;
        self
    }

    fn found(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let answer = self.answer;
        let supported = answer.found.iter().any(|c| !c.claims.is_empty());
        let asked = &answer.claim;
        page.paragraph(&match (supported, answer.found.len()) {
            (false, _) => format!("Only denied: {asked}"),
            (true, 1) => format!("Found: {asked}"),
            (true, n) => format!("Found {n} times: {asked}"),
        })?;
        for c in answer.found.iter().take(self.top) {
            page.line("")?;
            page.beside("lower  best upper", "independent sources", 0)?;
            answer.report.detail(c).passages(true).write(page)?;
        }
        let hidden = answer.found.len().saturating_sub(self.top);
        if hidden > 0 {
            page.line("")?;
            page.paragraph(&format!("{hidden} more not shown."))?;
        }
        Ok(())
    }

    fn nearest(&self, page: &mut Page<'_, '_>) -> fmt::Result {
        let answer = self.answer;
        page.paragraph(&format!("No article says: {}", answer.claim))?;
        if answer.nearest.is_empty() {
            return page.paragraph("Nor does any say something like it.");
        }
        page.line("")?;
        page.beside("lower  best upper", "the nearest claims, and what differs", 0)?;
        for (c, link) in answer.nearest.iter().take(self.top) {
            page.line("")?;
            page.beside(&numbers(c), &headline(c), 2)?;
            for (label, words) in differences(&answer.claim, c, link, answer.report) {
                page.beside(label, &words, 2)?;
            }
        }
        Ok(())
    }
}

/// What the question states and the nearest claim does not, field by field.
fn differences(asked: &Claim, c: &Corroboration, link: &Link, report: &Report) -> Vec<(&'static str, String)> {
    let claim = [&link.a, &link.b].into_iter().find_map(|id| report.claim(id));
    let Some(claim) = claim else { return Vec::new() };
    let mut found = Vec::new();
    let mut differ = |label, stated: Option<String>, known: Option<String>, bits: Option<f64>| {
        let Some(stated) = stated else { return };
        match known {
            None => found.push((label, format!("asked for {stated}, and none is given"))),
            Some(known) if known != stated && bits.is_none_or(|b| b < 0.0) => {
                found.push((label, format!("{known}, not {stated}")));
            }
            Some(_) => {}
        }
    };
    let kind = |c: &Claim| (!c.event.kind.is_empty()).then(|| c.event.kind.replace('_', " "));
    differ("event", kind(asked), kind(claim), link.parts.event);
    let count = |c: &Claim| c.count.as_ref().map(ToString::to_string);
    // Numbers that only lie apart are hardly evidence against, but a reader asked for one of them.
    let meets = asked.count.as_ref().zip(claim.count.as_ref()).is_some_and(|(a, b)| a.overlaps(b));
    differ("number", count(asked), count(claim), Some(if meets { 0.0 } else { -1.0 }));
    differ("place", asked.place.as_ref().map(|p| p.name.clone()), claim.place.as_ref().map(|p| p.name.clone()), link.parts.place);
    let date = |c: &Claim| c.date.as_ref().map(ToString::to_string);
    differ("date", date(asked), date(claim), link.parts.date);
    let role = |c: &Claim| c.actor.as_ref().and_then(|a| a.role.clone());
    differ("who", role(asked), role(claim), link.parts.actor);
    if c.claims.is_empty() {
        found.push(("stance", "it is denied".into()));
    }
    found
}

impl fmt::Display for Reply<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = &mut Page::new(f, self.width).coloured(self.colour);
        if self.answer.found.is_empty() { self.nearest(page) } else { self.found(page) }
    }
}

impl fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reply().fmt(f)
    }
}
