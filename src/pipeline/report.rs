//! The result of a run, and answers to questions about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Corroborator;
use crate::claim::Claim;
use crate::cluster::{Index, Link};
use crate::date::Timestamp;
use crate::error::Error;
use crate::independence::Corroboration;

/// What came out of a corpus: corroborations, most independent sources first, and the claims behind them.
#[derive(Clone, Debug)]
pub struct Report {
    corroborator: Corroborator,
    articles: usize,
    claims: Vec<Claim>,
    corroborations: Vec<Corroboration>,
    skipped: Vec<Skipped>,
    /// Claim id to the index of the claim.
    index: BTreeMap<String, usize>,
    /// Dates without a year in questions are read near this one.
    latest: Option<Timestamp>,
    /// Made when the first question is asked of a large corpus.
    search: OnceLock<Search>,
}

/// Claims by their keys, and the corroboration of each claim.
#[derive(Clone, Debug)]
struct Search {
    index: Index,
    event: Vec<u32>,
}

/// Up to so many claims a question goes through all of them.
const SCANNED: usize = 2_000;

/// An article that gave no claims because it was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// Its id.
    pub doc: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why an article was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SkipReason {
    /// It is in another language than English; the code.
    Language(String),
    /// Another article bears its id.
    DuplicateId,
}

/// What stands behind a claim that somebody asks about.
#[derive(Clone, Debug)]
pub struct Answer<'r> {
    pub(crate) report: &'r Report,
    /// The claim as it was understood.
    pub claim: Claim,
    /// Corroborations that say it, best match first.
    pub found: Vec<&'r Corroboration>,
    /// The nearest others, best match first, with the comparison of their closest claim.
    pub nearest: Vec<(&'r Corroboration, Link)>,
}

impl Report {
    pub(crate) fn new(
        corroborator: Corroborator,
        articles: usize,
        claims: Vec<Claim>,
        corroborations: Vec<Corroboration>,
        mut skipped: Vec<Skipped>,
    ) -> Report {
        skipped.sort();
        let index = claims.iter().enumerate().rev().map(|(i, c)| (c.id.clone(), i)).collect();
        let latest = claims.iter().filter_map(|c| c.published).max_by_key(|t| t.minutes());
        let dated = || claims.iter().filter_map(|c| c.date.as_ref().and_then(|d| d.end)).max().map(Timestamp::day);
        let latest = latest.or_else(dated);
        Report { corroborator, articles, claims, corroborations, skipped, index, latest, search: OnceLock::new() }
    }

    /// Gives the claims back.
    pub(crate) fn into_claims(self) -> Vec<Claim> {
        self.claims
    }

    /// Number of articles that came in.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// Most independent sources first.
    pub fn corroborations(&self) -> &[Corroboration] {
        &self.corroborations
    }

    /// All claims, by document and position.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// A claim by its id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.index.get(id).and_then(|i| self.claims.get(*i))
    }

    /// Articles that were not read, with the reason.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Why two claims are held to be of one event, or not; `None` where an id is unknown.
    pub fn explain(&self, a: &str, b: &str) -> Option<Link> {
        Some(self.corroborator.explain(self.claim(a)?, self.claim(b)?))
    }

    /// The links that hold the claims of a corroboration together, denials among them, the weakest first: the heaviest tree over them (Prim 1957),
    /// in which each claim stands at its best link. Quadratic, so the first hundred claims are looked at.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let text = "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.";
    /// let report = Corroborator::default().corroborate(&["a", "b", "c"].map(|id| Document::new(id, text)));
    /// let ties = report.ties(&report.corroborations()[0]);
    /// assert_eq!(ties.len(), 2);
    /// assert!(ties[0].weight <= ties[1].weight);
    /// ```
    pub fn ties(&self, of: &Corroboration) -> Vec<Link> {
        const CLAIMS: usize = 100;
        let against = of.against.iter().flat_map(|a| &a.claims);
        let mut claims = of.claims.iter().chain(against).filter_map(|id| self.claim(id)).take(CLAIMS);
        let Some(mut new) = claims.next() else { return Vec::new() };
        let mut left: Vec<(&Claim, Option<Link>)> = claims.map(|c| (c, None)).collect();
        let mut ties: Vec<Link> = Vec::new();
        while !left.is_empty() {
            for (claim, best) in &mut left {
                let link = self.explain(&new.id, &claim.id);
                if best.as_ref().map(|l| l.weight) < link.as_ref().map(|l| l.weight) {
                    *best = link;
                }
            }
            let weight = |(_, link): &(&Claim, Option<Link>)| link.as_ref().map_or(f64::MIN, |l| l.weight);
            let heaviest = (0..left.len()).max_by(|i, j| weight(&left[*i]).total_cmp(&weight(&left[*j])).then(j.cmp(i)));
            let Some(at) = heaviest else { break };
            let (claim, link) = left.remove(at);
            ties.extend(link);
            new = claim;
        }
        ties.sort_by(|x, y| x.weight.total_cmp(&y.weight).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
        ties
    }

    /// What stands behind a claim, written in shorthand: "12 soldiers, Kharkiv, July 18". Only what the question states is asked
    /// for. Dates without a year are read near the latest article.
    ///
    /// Of a corpus of more than 2,000 claims those are looked at that share a place and days, a number or people with the question
    /// ([`cluster::Index`](crate::cluster::Index), made when the first question is asked); where none of them says it, all are.
    ///
    /// ```
    /// use corroborate::{Corroborator, Document};
    /// let article = Document::new("a", "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.");
    /// let report = Corroborator::default().corroborate(&[article]);
    /// assert_eq!(report.check("12 soldiers, Kharkiv, July 18")?.found.len(), 1);
    /// assert!(report.check("40 soldiers, Odesa, July 18")?.found.is_empty());
    /// assert!(report.check("Maria Lopez, deserted, Kharkiv")?.found.is_empty()); // nobody names her
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no claim in the question.
    pub fn check(&self, question: &str) -> Result<Answer<'_>, Error> {
        let claim = self.corroborator.parse(question, self.latest)?;
        let mut scored: Vec<(bool, f64, usize, Link)> = Vec::new();
        if self.claims.len() > SCANNED {
            scored.extend(self.near(&claim).into_iter().filter_map(|n| self.compare(&claim, n)));
        }
        if !scored.iter().any(|(fits, ..)| *fits) {
            scored = (0..self.corroborations.len()).filter_map(|n| self.compare(&claim, n)).collect();
        }
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        let mut answer = Answer { report: self, claim, found: Vec::new(), nearest: Vec::new() };
        for (fits, weight, n, link) in scored {
            let Some(corroboration) = self.corroborations.get(n) else { continue };
            if fits {
                answer.found.push(corroboration);
            } else if weight > 0.0 && answer.nearest.len() < 3 {
                answer.nearest.push((corroboration, link));
            }
        }
        Ok(answer)
    }

    /// Corroborations with a claim that shares a key with this one, by their places.
    fn near(&self, claim: &Claim) -> BTreeSet<usize> {
        let search = self.search.get_or_init(|| {
            let mut event = vec![u32::MAX; self.claims.len()];
            for (n, corroboration) in self.corroborations.iter().enumerate() {
                for claim in corroboration.members().filter_map(|id| self.index.get(id)) {
                    if let Some(slot) = event.get_mut(*claim) {
                        *slot = n as u32;
                    }
                }
            }
            Search { index: Index::new(self.corroborator.clusterer().clone(), &self.claims), event }
        });
        let claims = search.index.near(claim).into_iter().filter_map(|id| self.index.get(id));
        claims.filter_map(|claim| search.event.get(*claim)).map(|n| *n as usize).collect()
    }

    /// How near a corroboration comes to what is asked: whether it says it, the evidence, its place, and the comparison with its nearest claim.
    fn compare(&self, asked: &Claim, n: usize) -> Option<(bool, f64, usize, Link)> {
        let links = self.corroborations.get(n)?.members().filter_map(|id| self.claim(id)).map(|c| {
            let link = if asked.event.kind.is_empty() {
                self.corroborator.explain(&Claim { event: c.event.clone(), ..asked.clone() }, c)
            } else {
                self.corroborator.explain(asked, c)
            };
            (answers(asked, c, &link), link)
        });
        let order = |a: &(bool, Link), b: &(bool, Link)| {
            (a.0, a.1.parts.sum()).partial_cmp(&(b.0, b.1.parts.sum())).unwrap_or(std::cmp::Ordering::Equal)
        };
        links.max_by(order).map(|(fits, link)| (fits, link.parts.sum(), n, link))
    }
}

/// Whether a claim says what is asked: everything that the question states and the claim knows agrees, and it knows at least the number
/// or, where none is asked, the place or the day.
fn answers(asked: &Claim, claim: &Claim, link: &Link) -> bool {
    let parts = &link.parts;
    let agree = [parts.event, parts.count, parts.place, parts.date, parts.actor, parts.people]
        .into_iter()
        .flatten()
        .all(|bits| bits >= 0.0);
    let kind = asked.event.kind.is_empty() || asked.event.kind == claim.event.kind;
    let count = match (&asked.count, &claim.count) {
        (Some(a), Some(c)) => a.overlaps(c) && (a.unit.is_none() || c.unit.is_none() || a.unit == c.unit),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let place = asked.place.is_none() || claim.place.is_some();
    let date = asked.date.is_none() || claim.date.is_some();
    let people = asked.people.is_empty() || !claim.people.is_empty();
    agree && kind && count && place && date && people
}
