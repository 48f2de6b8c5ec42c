//! The whole way: articles in, independent-source counts out.

pub(crate) mod outcome;
mod report;

use std::borrow::Borrow;
use std::collections::BTreeMap;

use outcome::Trace;
pub use report::{Answer, Report, SkipReason, Skipped};
use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::cluster::{self, Cluster, Clusterer, Key, Link};
use crate::document::Document;
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::gazetteer::Gazetteer;
use crate::independence::{self, Copies, Corroboration};
use crate::lexicon::{Lexicon, Taxonomy};
use crate::mention::Mention;
use crate::normalize::{Homes, Normalizer};
use crate::resolution::Resolution;

/// How the stages work. Each stage documents its own.
///
/// ```
/// use corroborate::{Corroborator, Settings};
/// let mut settings = Settings::default();
/// settings.cluster = settings.cluster.threshold(2.0);
/// let strict = Corroborator::default().with_settings(settings);
/// # let _ = strict;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// How claims are clustered.
    pub cluster: cluster::Settings,
    /// How sources are counted.
    pub independence: independence::Settings,
    /// Threads that read articles; `None` for as many as the machine has. The answer is the same with any number.
    pub threads: Option<usize>,
}

/// Composes the stages. Immutable and shared between threads; cheap to clone.
///
/// ```
/// use corroborate::{Corroborator, Document};
/// let articles = [
///     Document::new("a", "Twelve soldiers fled near Kharkiv on July 18, according to RIA Novosti.").publisher("one.example"),
///     Document::new("b", "RIA Novosti reported that 12 soldiers fled near Kharkiv on July 18.").publisher("two.example"),
/// ];
/// let report = Corroborator::default().corroborate(&articles);
/// let first = &report.corroborations()[0];
/// assert_eq!((first.articles, first.publishers, first.independent.best), (2, 2, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Corroborator {
    normalizer: Normalizer,
    clusterer: Clusterer,
    lexicon: Lexicon,
    settings: Settings,
}

/// What is known of an article after it was read once: its claims, and what copy search keeps of its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The claims in order.
    pub claims: Vec<Claim>,
    /// The shingles of the passages around them.
    pub fingerprint: Fingerprint,
    /// Why the article was not read, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Skipped>,
}

impl Reading {
    /// Claims that came without their articles, by article: nothing is known of the texts, so no copies are found among them.
    ///
    /// ```
    /// use corroborate::{Claim, Corroborator, Reading};
    /// let claim = |doc: &str, n: u32| Claim { id: format!("{doc}#{n}"), doc: doc.into(), ..Claim::default() };
    /// let readings = Reading::of_claims([claim("b", 0), claim("a", 0), claim("b", 1)]);
    /// assert_eq!(readings.iter().map(|r| r.claims.len()).collect::<Vec<_>>(), [1, 2]);
    /// assert_eq!(Corroborator::default().conclude(readings).articles(), 2);
    /// ```
    pub fn of_claims(claims: impl IntoIterator<Item = Claim>) -> Vec<Reading> {
        let mut by_article: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_article.entry(claim.doc.clone()).or_default().push(claim);
        }
        let reading = |(doc, mut claims): (String, Vec<Claim>)| {
            claims.sort_by(|a, b| (a.field, a.start, a.end, &a.id).cmp(&(b.field, b.start, b.end, &b.id)));
            Reading { claims, fingerprint: Fingerprint { doc, ..Fingerprint::default() }, skipped: None }
        };
        by_article.into_iter().map(reading).collect()
    }

    /// Each article once, in the order of their ids, and what was skipped. Of several readings of one article the one with the least claims record stays.
    pub(crate) fn one_each(mut readings: Vec<Reading>) -> (Vec<Reading>, Vec<Skipped>) {
        let texts = |r: &Reading| r.claims.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
        readings.sort_by(|a, b| a.fingerprint.doc.cmp(&b.fingerprint.doc).then_with(|| texts(a).cmp(&texts(b))));
        let mut skipped: Vec<Skipped> = Vec::new();
        let mut kept: Vec<Reading> = Vec::new();
        for reading in readings {
            skipped.extend(reading.skipped.clone());
            if kept.last().is_some_and(|last| last.fingerprint.doc == reading.fingerprint.doc) {
                skipped.push(Skipped { doc: reading.fingerprint.doc, reason: SkipReason::DuplicateId });
            } else {
                kept.push(reading);
            }
        }
        (kept, skipped)
    }
}

impl Corroborator {
    /// The stages with a lexicon of one's own and default settings.
    pub fn new(lexicon: Lexicon) -> Corroborator {
        Corroborator::build(lexicon, Settings::default())
    }

    /// The same lexicon with other settings.
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Corroborator {
        let normalizer = self.normalizer;
        Corroborator { normalizer, ..Corroborator::build(self.lexicon, settings) }
    }

    /// The same with places looked up in a gazetteer of one's own.
    #[must_use]
    pub fn with_places(self, places: Gazetteer) -> Corroborator {
        Corroborator { normalizer: self.normalizer.places(places), ..self }
    }

    /// The same with what was learned of the homes of publishers; see [`Homes`].
    #[must_use]
    pub fn with_homes(self, homes: Homes) -> Corroborator {
        Corroborator { normalizer: self.normalizer.homes(homes), ..self }
    }

    /// Learns where publishers are at home, in one pass over a corpus; see [`Homes`].
    pub fn learn_homes<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> Homes {
        self.normalizer.learn_homes(documents)
    }

    fn build(lexicon: Lexicon, settings: Settings) -> Corroborator {
        Corroborator {
            normalizer: Normalizer::new(lexicon.clone()),
            clusterer: Clusterer::new(settings.cluster.clone(), Taxonomy::default()),
            lexicon,
            settings,
        }
    }

    /// The whole way. The answer depends on the set of articles alone, not on their order or on the number of threads. Time is
    /// near-linear in the text; memory holds claims and fingerprints, not texts.
    pub fn corroborate(&self, documents: &[Document]) -> Report {
        let readings = self.read_all(documents);
        self.conclude(readings)
    }

    /// As [`Corroborator::corroborate`] for articles that come one by one and need not fit into memory; `progress` is shown what was read of
    /// each few hundred of them.
    pub fn corroborate_stream(
        &self,
        documents: impl IntoIterator<Item = Document>,
        mut progress: impl FnMut(&[Reading]),
    ) -> Report {
        const BATCH: usize = 256;
        let mut documents = documents.into_iter();
        let mut readings = Vec::new();
        loop {
            let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return self.conclude(readings);
            }
            let read = self.read_all(&batch);
            progress(&read);
            readings.extend(read);
        }
    }

    /// Reads one article: the work of a map over a corpus.
    pub fn read(&self, document: &Document) -> Reading {
        let skipped = skip_reason(document).map(|reason| Skipped { doc: document.id.clone(), reason });
        let claims = if skipped.is_some() { Vec::new() } else { self.normalizer.normalize(document) };
        Reading { fingerprint: Fingerprint::of(document, &claims), claims, skipped }
    }

    #[cfg(feature = "parallel")]
    pub(crate) fn read_all(&self, documents: &[Document]) -> Vec<Reading> {
        use rayon::prelude::*;
        let read = || documents.par_iter().map(|d| self.read(d)).collect();
        match self.settings.threads {
            Some(1) => documents.iter().map(|d| self.read(d)).collect(),
            Some(n) => match rayon::ThreadPoolBuilder::new().num_threads(n).build() {
                Ok(pool) => pool.install(read),
                Err(_) => read(),
            },
            None => read(),
        }
    }

    #[cfg(not(feature = "parallel"))]
    pub(crate) fn read_all(&self, documents: &[Document]) -> Vec<Reading> {
        documents.iter().map(|d| self.read(d)).collect()
    }

    /// Clusters and counts what was read. Readings may come in any order; of several articles with one id the one with the
    /// least claims record is kept and the others are named as skipped.
    pub fn conclude(&self, readings: Vec<Reading>) -> Report {
        self.conclude_and_keep(readings).0
    }

    /// The same, with what else is known of the articles, in order: their readings without the claims, which are in the report in the same order, and
    /// the number of these.
    pub(crate) fn conclude_and_keep(&self, readings: Vec<Reading>) -> (Report, Vec<(Reading, usize)>) {
        let articles = readings.len();
        let (mut readings, skipped) = Reading::one_each(readings);
        let (mut claims, mut fingerprints, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for reading in &mut readings {
            told.push(reading.claims.len());
            claims.append(&mut std::mem::take(&mut reading.claims));
            fingerprints.push(std::mem::take(&mut reading.fingerprint));
        }
        let mut copies = Copies::find(&fingerprints, &self.settings.independence);
        copies.pair(&claims);
        let corroborations = self.count_with(&claims, &copies);
        readings.iter_mut().zip(fingerprints).for_each(|(reading, fingerprint)| reading.fingerprint = fingerprint);
        let kept = readings.into_iter().zip(told).collect();
        (Report::new(self.clone(), articles, claims, corroborations, skipped), kept)
    }

    /// What the recognizers find in an article.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        self.normalizer.mentions(document)
    }

    /// The places that an article names, each with its rivals and what speaks for them.
    pub fn resolutions(&self, document: &Document) -> Vec<Resolution> {
        self.normalizer.resolutions(document)
    }

    /// The claims of an article; none where it is not English.
    pub fn normalize(&self, document: &Document) -> Vec<Claim> {
        self.read(document).claims
    }

    /// What clusters the claims: for keys, links, quality, and for learning weights.
    pub fn clusterer(&self) -> &Clusterer {
        &self.clusterer
    }

    /// The blocking keys of a claim.
    pub fn keys(&self, claim: &Claim) -> Vec<Key> {
        self.clusterer.keys(claim)
    }

    /// The pairs of claims that speak of one event, scored. Takes claims or references, so that none needs to be kept.
    pub fn links<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Vec<Link> {
        self.clusterer.links(claims)
    }

    /// Clusters of claims. Takes claims or references, so that none needs to be kept.
    pub fn cluster<C: Borrow<Claim>>(&self, claims: impl IntoIterator<Item = C>) -> Vec<Cluster> {
        self.clusterer.cluster(claims)
    }

    /// Two claims scored, with the parts of the weight.
    pub fn explain(&self, a: &Claim, b: &Claim) -> Link {
        self.clusterer.explain(a, b)
    }

    /// Clusters claims from any extractor and counts their sources, without the comparison of texts that needs documents.
    pub fn count(&self, claims: &[Claim]) -> Vec<Corroboration> {
        self.count_with(claims, &Copies::default())
    }

    #[cfg(feature = "dataflow")]
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Counts the sources of one cluster; `copies` is what is known of copied passages.
    pub fn count_cluster(&self, claims: &[Claim], copies: &Copies) -> Corroboration {
        independence::count(claims, copies, self.lexicon.outlets(), &self.settings.independence)
    }

    /// The claims in copied passages among what was read, each with where it comes from.
    pub fn copies(&self, readings: &[Reading]) -> Copies {
        let prints: Vec<Fingerprint> = readings.iter().map(|r| r.fingerprint.clone()).collect();
        let claims: Vec<Claim> = readings.iter().flat_map(|r| r.claims.iter().cloned()).collect();
        let mut copies = Copies::find(&prints, &self.settings.independence);
        copies.pair(&claims);
        copies
    }

    /// Clusters and counts, strongest first.
    fn count_with(&self, claims: &[Claim], copies: &Copies) -> Vec<Corroboration> {
        // Claims of other extractors may bear one id in two articles: the first stays.
        let by_id: BTreeMap<&str, &Claim> = claims.iter().rev().map(|c| (c.id.as_str(), c)).collect();
        // A copied claim follows its original. It is no evidence of its own: copies shift neither what is rare nor who meets whom.
        let mut followers: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        let mut originals: Vec<&Claim> = Vec::new();
        for claim in by_id.values() {
            match copies.original(&claim.id).filter(|id| by_id.contains_key(id) && copies.original(id).is_none()) {
                Some(original) => followers.entry(original).or_default().push(claim),
                None => originals.push(claim),
            }
        }
        let mut traces: Vec<Trace> = Vec::new();
        let mut all: Vec<Corroboration> = self
            .clusterer
            .cluster(originals)
            .iter()
            .map(|cluster| {
                let own = cluster.claims.iter().filter_map(|id| by_id.get(id.as_str()));
                let copied = cluster.claims.iter().filter_map(|id| followers.get(id.as_str())).flatten();
                let members: Vec<Claim> = own.chain(copied).map(|c| (*c).clone()).collect();
                let counted = self.count_cluster(&members, copies);
                traces.extend(Trace::of(&counted, &members));
                counted
            })
            .collect();
        let died = outcome::outcomes(&traces);
        for one in &mut all {
            died.get(&one.id).into_iter().for_each(|death| outcome::settle(one, death));
        }
        all.sort_by(Corroboration::order);
        all
    }

    /// Reads a claim in shorthand with the words of this lexicon; dates without a year are read near `day`.
    ///
    /// # Errors
    /// Where there is no claim in the text.
    pub fn parse(&self, text: &str, day: Option<crate::date::Timestamp>) -> Result<Claim, Error> {
        crate::normalize::shorthand::parse(text, day, &self.lexicon, self.normalizer.gazetteer())
    }
}

/// Why an article gives no claims: it is not in English.
#[cfg(feature = "read")]
fn skip_reason(document: &Document) -> Option<SkipReason> {
    let language = crate::read::language(document)?;
    (language != "en").then(|| SkipReason::Language(language.into_owned()))
}

/// Why an article gives no claims: its own field says that it is not in English.
#[cfg(not(feature = "read"))]
fn skip_reason(document: &Document) -> Option<SkipReason> {
    let language = document.language.as_deref()?;
    let english = language.to_ascii_lowercase().starts_with("en");
    (!english).then(|| SkipReason::Language(language.to_owned()))
}
