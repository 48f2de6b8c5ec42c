//! What copy search keeps of an article: hashed shingles of the passages around its claims, and a sketch of the whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::date::Timestamp;
use crate::document::Document;
use crate::span::Field;
use crate::text::fold::Folded;

/// Words in a shingle.
const WORDS: usize = 4;

/// One shingle in so many goes into the sketch (Broder's mod sketch, "On the resemblance and containment of documents", 1997).
const SKETCH: u64 = 8;

/// Words that a passage takes in around the sentence of its claim, to either side, sentence by sentence.
const AROUND: usize = 30;

/// The shingles of one article. Quotations are left out: two reporters may quote one statement without copying each other.
///
/// Texts are folded first, so look-alike letters, zero-width characters, marks, case and punctuation change nothing. A few kilobytes an article at
/// most; the text itself is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The document.
    pub doc: String,
    /// When it appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// It gives a source for a claim, or saw it itself: of two equal texts of one time the credited one is the original.
    #[serde(default)]
    pub credited: bool,
    /// Fields that its claims have (numbers, places, dates, people): a copy that lost its dateline has fewer.
    #[serde(default)]
    pub detail: usize,
    /// A fixed share of the shingles of the whole article, ascending.
    pub sketch: Vec<u64>,
    /// The passages around claims, in the order of the text.
    pub passages: Vec<Passage>,
}

/// The sentence of some claims, and the sentences around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The claims of the sentence, by id.
    pub claims: Vec<String>,
    /// Shingles of the sentence, ascending.
    pub core: Vec<u64>,
    /// Shingles of the passage, the sentence among them, ascending.
    pub context: Vec<u64>,
    /// Shingles of what the sentence quotes, ascending: where it is nothing but a quotation, they tell whose passage it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quoted: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of an article and its claims. Claims of other documents are ignored. Linear in the length of the text.
    ///
    /// ```
    /// use corroborate::{Claim, Document, Fingerprint};
    /// let text = "The ferry sank at dawn with forty-two people aboard, and divers found nine bodies before noon. The search goes on.";
    /// let claim = Claim { id: "a#0".into(), doc: "a".into(), start: 62, end: 93, ..Claim::default() };
    /// let print = Fingerprint::of(&Document::new("a", text), &[claim]);
    /// assert_eq!(print.passages[0].claims, ["a#0"]);
    /// ```
    pub fn of(document: &Document, claims: &[Claim]) -> Fingerprint {
        let words = Words::read(&document.text);
        let mut sketch: Vec<u64> = words.shingles(0..words.sentences.len()).into_iter().filter(|h| h % SKETCH == 0).collect();
        sketch.shrink_to_fit();
        let mut mine: Vec<&Claim> = claims.iter().filter(|c| c.doc == document.id).collect();
        mine.sort_by(|a, b| (a.field, a.start, &a.id).cmp(&(b.field, b.start, &b.id)));
        let mut passages: Vec<(Option<Range<usize>>, Passage)> = Vec::new();
        for claim in &mine {
            let sentences = (claim.field == Field::Text).then(|| words.sentences_of(claim.start..claim.end));
            match passages.last_mut().filter(|(s, _)| *s == sentences) {
                Some((_, passage)) => passage.claims.push(claim.id.clone()),
                None => {
                    // A headline is told by the lead.
                    let core = sentences.clone().map(|s| words.shingles(s)).unwrap_or_default();
                    let context = words.shingles(words.around(sentences.clone().unwrap_or(0..0)));
                    let quoted = sentences.clone().map(|s| words.quoted(s)).unwrap_or_default();
                    passages.push((sentences, Passage { claims: vec![claim.id.clone()], core, context, quoted }));
                }
            }
        }
        Fingerprint {
            doc: document.id.clone(),
            published: document.published,
            credited: mine.iter().any(|c| c.first_hand || c.chain.iter().any(|s| s.name.is_some())),
            detail: mine.iter().map(|c| detail(c)).sum(),
            sketch,
            passages: passages.into_iter().map(|(_, p)| p).collect(),
        }
    }
}

/// How many fields a claim has. Sources do not count: where a copy cites the paper it was taken from, the paper speaks for itself. What its publisher
/// saw itself weighs more than any.
fn detail(claim: &Claim) -> usize {
    let fields = [claim.count.is_some(), claim.place.is_some(), claim.date.is_some(), claim.actor.is_some()];
    let seen = if claim.first_hand { 8 } else { 0 };
    fields.into_iter().map(usize::from).sum::<usize>() + seen + 1
}

/// The words of a text as hashes, with its sentences.
struct Words {
    /// Hash of each word outside quotations; a break in the row of words is 0.
    hashes: Vec<u64>,
    /// The same of the words inside quotations.
    quoted: Vec<u64>,
    sentences: Vec<Sentence>,
}

struct Sentence {
    /// First and last byte of the original text.
    bytes: Range<usize>,
    words: Range<usize>,
    quoted: Range<usize>,
}

impl Words {
    /// Cuts a text roughly: for shingles a sentence too many does no harm.
    fn read(text: &str) -> Words {
        let folded = Folded::new(text);
        let mut words = Words { hashes: Vec::with_capacity(text.len() / 6), quoted: Vec::new(), sentences: Vec::new() };
        let (mut hash, mut letters) = (SEED, 0usize);
        let (mut first_byte, mut first_word, mut first_quoted) = (0, 0, 0);
        let (mut quoted, mut stop) = (false, false);
        for (at, c) in folded.text.char_indices() {
            if c.is_alphanumeric() {
                if stop && letters == 0 && !c.is_lowercase() {
                    let bytes = folded.original(first_byte)..folded.original(at);
                    let (word, said) = (words.hashes.len(), words.quoted.len());
                    words.sentences.push(Sentence { bytes, words: first_word..word, quoted: first_quoted..said });
                    (first_byte, first_word, first_quoted) = (at, word, said);
                }
                stop = false;
                letters += 1;
                if c.is_ascii() {
                    hash = absorb(hash, u64::from(c.to_ascii_lowercase()));
                } else {
                    hash = c.to_lowercase().fold(hash, |h, l| absorb(h, u64::from(l)));
                }
                continue;
            }
            // "don't" and "3.5" are one word.
            let inner = matches!(c, '\'' | '.' | ',') && letters > 0 && folded.text[at + 1..].starts_with(char::is_alphanumeric);
            if inner {
                continue;
            }
            if letters > 0 {
                let row = if quoted { &mut words.quoted } else { &mut words.hashes };
                row.push(mix(hash).max(1));
                (hash, letters) = (SEED, 0);
            }
            match c {
                '"' => {
                    quoted = !quoted;
                    for row in [&mut words.hashes, &mut words.quoted] {
                        if row.last().is_some_and(|h| *h != 0) {
                            row.push(0);
                        }
                    }
                }
                '\n' => {
                    // A quotation ends with its paragraph: the next one opens its own.
                    quoted = false;
                    stop = true;
                }
                '.' | '!' | '?' => stop = true,
                _ => {}
            }
        }
        if letters > 0 {
            let row = if quoted { &mut words.quoted } else { &mut words.hashes };
            row.push(mix(hash).max(1));
        }
        words.sentences.push(Sentence {
            bytes: folded.original(first_byte)..text.len(),
            words: first_word..words.hashes.len(),
            quoted: first_quoted..words.quoted.len(),
        });
        words
    }

    /// The sentences that overlap some bytes.
    fn sentences_of(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.sentences.partition_point(|s| s.bytes.end <= bytes.start);
        let end = self.sentences.partition_point(|s| s.bytes.start < bytes.end);
        start..end.max(start)
    }

    /// Some sentences with those around them, until enough words are in.
    fn around(&self, sentences: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = sentences;
        let length = |s: Option<&Sentence>| s.map_or(0, |s| s.words.len());
        let (mut before, mut after) = (0, 0);
        while start > 0 && before < AROUND {
            start -= 1;
            before += length(self.sentences.get(start));
        }
        while end < self.sentences.len() && after < AROUND {
            after += length(self.sentences.get(end));
            end += 1;
        }
        start..end
    }

    /// The distinct shingles of some sentences, ascending. None runs over a quotation.
    fn shingles(&self, sentences: Range<usize>) -> Vec<u64> {
        let words = self.sentences.get(sentences).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        distinct(self.hashes.get(first.words.start..last.words.end).unwrap_or_default())
    }

    /// The distinct shingles of what some sentences quote, ascending.
    fn quoted(&self, sentences: Range<usize>) -> Vec<u64> {
        let words = self.sentences.get(sentences).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        distinct(self.quoted.get(first.quoted.start..last.quoted.end).unwrap_or_default())
    }
}

/// The distinct shingles of a row of words, ascending.
fn distinct(hashes: &[u64]) -> Vec<u64> {
    let mut out: Vec<u64> = hashes.windows(WORDS).filter(|w| !w.contains(&0)).map(shingle).collect();
    out.sort_unstable();
    out.dedup();
    out
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over characters.
fn absorb(hash: u64, c: u64) -> u64 {
    (hash ^ c).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The finalizer of SplitMix64.
fn mix(hash: u64) -> u64 {
    let z = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The hash of some words in their order. Fixed for all time and all machines: fingerprints are kept in files.
fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |h, w| mix(h.rotate_left(5) ^ w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(text: &str) -> Vec<u64> {
        let words = Words::read(text);
        words.shingles(0..words.sentences.len())
    }

    #[test]
    fn hashes_stay_as_they_are() {
        assert_eq!(shingles("Nine miners were killed"), [299_823_827_080_902_955]);
    }

    #[test]
    fn disguises_change_nothing() {
        let plain = shingles("Nine miners were killed when the pit near Lipova flooded, officials said.");
        assert_eq!(plain.len(), 9);
        for disguised in [
            "NINE MINERS were killed when the pit near Lipova flooded officials said",
            "Nine mi\u{200B}ners were killed when the pit near Lipova flooded, officials said!",
            "Ninе minеrs wеrе killed whеn thе pit near Lipova flooded, officials said.",
            "Niné miners were kille\u{301}d when  the\u{A0}pit near Lipova — flooded, officials said.",
        ] {
            assert_eq!(shingles(disguised), plain, "{disguised}");
        }
    }

    #[test]
    fn quotations_are_left_out() {
        assert!(shingles("\"We saw nine men go down and none came back\" he said.").is_empty());
        assert!(shingles("She told us “we saw nine men go down” before noon.").is_empty());
        assert_eq!(shingles("\"We saw nine men\nNine miners were killed").len(), 1);
        let words = Words::read("\"We saw nine men go down,\" he said.");
        assert_eq!(words.quoted(0..words.sentences.len()).len(), 3);
    }

    #[test]
    fn passages_reach_around_their_claims() {
        let far = "Some words that stand far away and fill the page with nothing at all, one after the other, without any end in sight or meaning for us. ";
        let text = format!("{far}{far}The pit flooded. Nine miners were killed in the pit at dawn. The owner fled.{far}{far}");
        let start = text.find("Nine").unwrap();
        let claim = |id: &str, start| Claim { id: id.into(), doc: id[..1].into(), start, end: start + 23, ..Claim::default() };
        let print = Fingerprint::of(
            &Document::new("a", text.as_str()),
            &[claim("a#1", start + 5), claim("a#0", start), claim("b#0", start)],
        );
        assert_eq!(print.passages.len(), 1);
        let passage = &print.passages[0];
        assert_eq!(passage.claims, ["a#0", "a#1"]);
        assert_eq!(passage.core.len(), 6);
        assert!(passage.context.len() > 20 && passage.core.iter().all(|h| passage.context.contains(h)));
        for text in ["", "\"", "\u{200B}", "...", "\n\n"] {
            let print = Fingerprint::of(&Document::new("a", text), &[claim("a#0", 0), claim("a#1", 900)]);
            assert!(print.sketch.is_empty());
        }
    }
}
