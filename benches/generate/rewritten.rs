//! News of 3 kB in words that mean nothing, and copies of it with a part rewritten.

use std::collections::BTreeSet;

use corroborate::independence::{Copies, Settings};
use corroborate::{Claim, Document, Fingerprint};

use super::mix::Mix;

/// Words of a text: 3 kB.
const WORDS: usize = 440;
/// Distinct words; a few of them are frequent, as in any language.
const VOCABULARY: u64 = 6_000;

/// Articles, of which every third is a copy of another.
pub struct News {
    pub articles: Vec<(Document, Vec<Claim>)>,
    /// Each copy with its original, by id.
    pub copies: BTreeSet<(String, String)>,
}

fn word(mix: &mut Mix) -> String {
    // The product of two even draws falls off as the frequency of words does.
    let rank = mix.below(VOCABULARY) * mix.below(VOCABULARY) / VOCABULARY;
    let mut x = rank * 7919 + 13;
    let mut word = String::new();
    for _ in 0..2 + rank % 3 {
        word.push(char::from(b"bdfgklmnprstvz"[(x % 14) as usize]));
        word.push(char::from(b"aeiou"[(x / 14 % 5) as usize]));
        x /= 3;
    }
    word
}

/// A text as words, with a stop after every eighteenth.
fn text(words: &[String]) -> String {
    let mut out = String::with_capacity(3_200);
    for (n, word) in words.iter().enumerate() {
        let first = n % 18 == 0;
        if n > 0 {
            out.push_str(if first { ". " } else { " " });
        }
        let (head, rest) = word.split_at(1);
        if first {
            out.push_str(&head.to_uppercase())
        } else {
            out.push_str(head)
        }
        out.push_str(rest);
    }
    out.push('.');
    out
}

fn article(n: usize, day: u8, words: &[String], at: &[usize]) -> (Document, Vec<Claim>) {
    let id = format!("a{n:06}");
    let text = text(words);
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.match_indices(". ").map(|(at, _)| at + 2));
    let claim = |(k, sentence): (usize, &usize)| {
        let start = starts[*sentence];
        let end = starts.get(sentence + 1).map_or(text.len(), |next| next - 1);
        Claim { id: format!("{id}#{k}"), doc: id.clone(), start, end, ..Claim::default() }
    };
    let claims = at.iter().enumerate().map(claim).collect();
    let published = format!("2025-03-{day:02}").parse().ok();
    (Document { published, ..Document::new(id.clone(), text) }, claims)
}

/// `n` articles with two claims each. Of a copy up to `share` of the words is rewritten, in runs of two to twelve words that fall anywhere.
pub fn news(n: usize, share: f64) -> News {
    let mut mix = Mix(11);
    let mut articles = Vec::with_capacity(n);
    let mut copies = BTreeSet::new();
    let mut held: Vec<String> = Vec::new();
    for i in 0..n {
        if i % 3 == 2 {
            let part = mix.below((share * 1000.0) as u64 + 1) as f64 / 1000.0;
            let mut words = held.clone();
            let mut left = (part * WORDS as f64) as usize;
            while left > 0 {
                let run = (2 + mix.below(11) as usize).min(left);
                let from = mix.below((WORDS - run) as u64) as usize;
                words[from..from + run].iter_mut().for_each(|w| *w = word(&mut mix));
                left -= run;
            }
            articles.push(article(i, 5, &words, &[1, 9]));
            copies.insert((format!("a{i:06}"), format!("a{:06}", i - 1)));
        } else {
            held = (0..WORDS).map(|_| word(&mut mix)).collect();
            articles.push(article(i, 4, &held, &[1, 9]));
        }
    }
    News { articles, copies }
}

/// Fingerprints of all articles, then the copies among them.
pub fn search(articles: &[(Document, Vec<Claim>)]) -> Copies {
    let prints: Vec<Fingerprint> = articles.iter().map(|(document, claims)| Fingerprint::of(document, claims)).collect();
    Copies::find(&prints, &Settings::default())
}

/// Recall and precision over pairs of documents with a copied claim.
pub fn quality(news: &News) -> (f64, f64) {
    let document = |claim: &str| claim.rsplit_once('#').map_or(claim, |(doc, _)| doc).to_owned();
    let copies = search(&news.articles);
    let found: BTreeSet<(String, String)> = copies.iter().map(|(claim, copy)| (document(claim), copy.doc.clone())).collect();
    let right = found.intersection(&news.copies).count() as f64;
    (right / news.copies.len().max(1) as f64, right / found.len().max(1) as f64)
}
