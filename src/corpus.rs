//! Articles over time: add, remove, ask, save and load.

use std::collections::BTreeMap;
#[cfg(feature = "read")]
use std::io::{BufRead, Write};

#[cfg(feature = "read")]
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::error::Error;
#[cfg(feature = "read")]
use crate::error::{ErrorKind, Position};
use crate::independence::Corroboration;
use crate::pipeline::{Answer, Corroborator, Reading, Report};

/// A corpus that grows: each article is read once, when it comes.
///
/// The answer after any additions and removals is the one that a single run over the articles that are left would give. It is made anew when
/// it is asked for after a change ([`Corpus::settle`]); texts are not kept, only claims and fingerprints.
///
/// An event keeps answering to every id it ever had ([`Corpus::event`]), also when it grew, merged with another, or lost the article that gave
/// it its id.
///
/// ```
/// use corroborate::{Corpus, Corroborator, Document};
/// let article = |id: &str| Document::new(id, "Twelve soldiers fled near Kharkiv on July 18, 2025, police said.").publisher(format!("{id}.example"));
/// let mut corpus = Corpus::new(Corroborator::default());
/// corpus.add(&[article("b")]);
/// assert_eq!(corpus.settle().corroborations()[0].id, "b#0");
/// corpus.add(&[article("a")]);
/// let event = corpus.event("b#0").unwrap();
/// assert_eq!((event.id.as_str(), event.articles), ("a#0", 2));
/// ```
#[derive(Clone, Debug)]
pub struct Corpus {
    corroborator: Corroborator,
    /// What is known of each article. While there is a report their claims are in it and not here; the number tells how many.
    readings: BTreeMap<String, (Reading, usize)>,
    /// Ids of events whose claim is gone, and a claim that stayed.
    retired: BTreeMap<String, String>,
    /// The answer, while it is that of `readings`.
    report: Option<Report>,
}

impl Corpus {
    /// A corpus without articles.
    pub fn new(corroborator: Corroborator) -> Corpus {
        Corpus { corroborator, readings: BTreeMap::new(), retired: BTreeMap::new(), report: None }
    }

    /// Reads articles and adds them. An article whose id is here already takes the place of the former one: it is a new version of it. The work
    /// is that of reading these articles alone.
    pub fn add(&mut self, documents: &[Document]) {
        if documents.is_empty() {
            return;
        }
        self.retire(&documents.iter().map(|d| d.id.as_str()).collect::<Vec<_>>());
        self.take_back();
        for (document, reading) in documents.iter().zip(self.corroborator.read_all(documents)) {
            self.readings.insert(document.id.clone(), (reading, 0));
        }
    }

    /// Takes an article out. Whether it was there.
    pub fn remove(&mut self, doc: &str) -> bool {
        if !self.readings.contains_key(doc) {
            return false;
        }
        self.retire(&[doc]);
        self.take_back();
        self.readings.remove(doc);
        true
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.readings.len()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// The ids of the articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.readings.keys().map(String::as_str)
    }

    /// The answer for the articles as they are now: at once where nothing changed since it was last asked for. After a change all claims are
    /// clustered and counted anew, in the time and memory of [`Corroborator::conclude`]; what was read of the articles is not copied. Where
    /// batches come so fast that this is too slow, [`Index`](crate::cluster::Index) clusters only what a batch touches.
    pub fn settle(&mut self) -> &Report {
        let Corpus { corroborator, readings, report, .. } = self;
        report.get_or_insert_with(|| {
            let all = std::mem::take(readings).into_values().map(|(reading, _)| reading).collect();
            let (report, kept) = corroborator.conclude_and_keep(all);
            *readings = kept.into_iter().map(|article| (article.0.fingerprint.doc.clone(), article)).collect();
            report
        })
    }

    /// Before a change: the claims go back to their articles, and the answer is no longer that of the articles.
    fn take_back(&mut self) {
        let mut claims = self.report.take().map(Report::into_claims).unwrap_or_default().into_iter();
        for (reading, told) in self.readings.values_mut().filter(|(_, told)| *told > 0) {
            reading.claims = claims.by_ref().take(*told).collect();
            *told = 0;
        }
    }

    /// What was read of each article, in order.
    #[cfg(feature = "read")]
    fn readings(&self) -> impl Iterator<Item = Reading> {
        let claims = self.report.as_ref().map_or(&[][..], Report::claims);
        self.readings.values().scan(0, |at, (reading, told)| {
            let own = claims.get(*at..*at + told).unwrap_or(&[]);
            *at += told;
            let claims = if own.is_empty() { reading.claims.clone() } else { own.to_vec() };
            Some(Reading { claims, fingerprint: reading.fingerprint.clone(), skipped: reading.skipped.clone() })
        })
    }

    /// What stands behind a claim in shorthand; see [`Report::check`]. Settles first where something changed.
    ///
    /// # Errors
    /// Where there is no claim in the question.
    pub fn check(&mut self, question: &str) -> Result<Answer<'_>, Error> {
        self.settle().check(question)
    }

    /// The event that has this id, or had it once; any id of a claim finds the event of the claim. Linear in the events.
    pub fn event(&mut self, id: &str) -> Option<&Corroboration> {
        self.settle();
        let report = self.report.as_ref()?;
        let mut id = id;
        for _ in 0..=self.retired.len() {
            match self.retired.get(id).filter(|_| report.claim(id).is_none()) {
                Some(next) => id = next,
                None => break,
            }
        }
        report.corroborations().iter().find(|c| c.members().any(|member| member == id))
    }

    /// Before articles go: who knows an event by one of their claims is to find it by another.
    fn retire(&mut self, docs: &[&str]) {
        let Some(report) = self.report.as_ref().filter(|_| docs.iter().any(|d| self.readings.contains_key(*d))) else { return };
        let gone = |id: &str| report.claim(id).is_none_or(|c| docs.contains(&c.doc.as_str()));
        for event in report.corroborations() {
            let stays = event.members().find(|id| !gone(id));
            for id in event.members().filter(|id| gone(id)) {
                match stays {
                    Some(stays) => self.retired.insert(id.to_owned(), stays.to_owned()),
                    None => self.retired.remove(id),
                };
            }
        }
    }
}

/// The first line of a saved corpus.
#[cfg(feature = "read")]
#[derive(Serialize, Deserialize)]
struct Head {
    corroborate_corpus: u32,
    articles: usize,
    retired: BTreeMap<String, String>,
}

/// The last line.
#[cfg(feature = "read")]
#[derive(Serialize, Deserialize)]
struct Foot {
    checksum: String,
}

/// What the files of this version say they are.
#[cfg(feature = "read")]
const VERSION: u32 = 1;

/// FNV-1a of all lines so far: it finds damage, not intent.
#[cfg(feature = "read")]
fn checksum(sum: u64, line: &str) -> u64 {
    line.bytes().fold(sum, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(feature = "read")]
const START: u64 = 0xcbf2_9ce4_8422_2325;

#[cfg(feature = "read")]
impl Corpus {
    /// Writes the corpus as JSON Lines: a line on what it is, one for each article in order, and a checksum. The same articles give the same
    /// bytes, in whatever order they came.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn save(&self, mut out: impl Write) -> std::io::Result<()> {
        let mut sum = START;
        let mut line = |line: String| {
            sum = checksum(sum, &line);
            out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\n")).map(|()| sum)
        };
        let head = Head { corroborate_corpus: VERSION, articles: self.readings.len(), retired: self.retired.clone() };
        let mut last = line(serde_json::to_string(&head)?)?;
        for reading in self.readings() {
            last = line(serde_json::to_string(&reading)?)?;
        }
        line(serde_json::to_string(&Foot { checksum: format!("{last:016x}") })?)?;
        out.flush()
    }

    /// Reads a corpus that was saved. The articles are not read again: what was found in them is as it was when they were added.
    ///
    /// ```
    /// use corroborate::{Corpus, Corroborator, Document};
    /// let mut corpus = Corpus::new(Corroborator::default());
    /// corpus.add(&[Document::new("a", "Nine people were killed in Volos on 3 May 2025.")]);
    /// let mut file = Vec::new();
    /// corpus.save(&mut file)?;
    /// let mut back = Corpus::load(file.as_slice(), Corroborator::default())?;
    /// assert_eq!(back.settle().corroborations(), corpus.settle().corroborations());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the file is no corpus, one of another version, ends early, or was changed; with the line.
    pub fn load(input: impl BufRead, corroborator: Corroborator) -> Result<Corpus, Error> {
        let at = |line: usize| Position { line: Some(line as u64), ..Position::default() };
        let wrong = |line: usize, message: &str| Error::new(at(line), ErrorKind::Record(message.to_owned()));
        let mut lines = input.lines().enumerate().map(|(n, line)| (n + 1, line));
        let mut next = |what: &str, line: usize| match lines.next() {
            Some((_, Ok(line))) => Ok(line),
            Some((n, Err(e))) => Err(Error::new(at(n), ErrorKind::Io(e))),
            None => Err(wrong(line, &format!("ends where {what} should stand; the file was cut short, save it again"))),
        };
        let first = next("the first line", 1)?;
        let head: Head = serde_json::from_str(&first).map_err(|_| wrong(1, "is no saved corpus; `Corpus::save` writes one"))?;
        if head.corroborate_corpus != VERSION {
            let message = format!("is a corpus of version {}, not {VERSION}; add the articles anew", head.corroborate_corpus);
            return Err(wrong(1, &message));
        }
        let mut sum = checksum(START, &first);
        let mut readings = BTreeMap::new();
        for n in 0..head.articles {
            let line = next("an article", n + 2)?;
            let reading: Reading =
                serde_json::from_str(&line).map_err(|e| wrong(n + 2, &format!("is no article: {e}; save it again")))?;
            readings.insert(reading.fingerprint.doc.clone(), (reading, 0));
            sum = checksum(sum, &line);
        }
        let end = head.articles + 2;
        let foot: Foot =
            serde_json::from_str(&next("the checksum", end)?).map_err(|_| wrong(end, "is no checksum; save it again"))?;
        if foot.checksum != format!("{sum:016x}") || readings.len() != head.articles {
            return Err(wrong(end, "does not fit what stands above it: the file was changed; save it again"));
        }
        Ok(Corpus { corroborator, readings, retired: head.retired, report: None })
    }
}
