//! What an article as a whole tells of its capitalized words.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::super::Page;
use crate::text::{Case, Kind, Layout, Sentence};

/// The words that an article writes with a capital wherever they stand, and those that are known to end the name of a person.
pub(super) struct Known<'p> {
    pages: &'p [Page<'p>],
    proper: OnceLock<FxHashSet<&'p str>>,
    /// Surnames of persons told by one word: "Bo was arrested".
    pub(super) people: FxHashSet<&'p str>,
}

impl<'p> Known<'p> {
    pub(super) fn new(pages: &'p [Page<'p>]) -> Known<'p> {
        Known { pages, proper: OnceLock::new(), people: FxHashSet::default() }
    }

    /// Whether a word stands with a capital within a sentence, and nowhere without one. Linear in the article when asked first.
    pub(super) fn is_proper(&self, norm: &str) -> bool {
        self.proper.get_or_init(|| proper(self.pages)).contains(norm)
    }
}

fn proper<'p>(pages: &'p [Page<'p>]) -> FxHashSet<&'p str> {
    let mut words = FxHashSet::default();
    for text in pages.iter().map(|p| &p.text) {
        for s in text.sentences.iter().filter(|s| is_read(s)) {
            for t in s.tokens.clone().filter(|t| matches!(text.case(*t), Case::Title | Case::Mixed)) {
                let first = t == s.tokens.start || text.kind(t - 1) == Kind::Punct && !text.is(t - 1, &[","]);
                if text.kind(t) == Kind::Word && !first {
                    words.insert(text.norm(t));
                }
            }
        }
    }
    for text in pages.iter().map(|p| &p.text) {
        for t in text.sentences.iter().filter(|s| is_read(s)).flat_map(|s| s.tokens.clone()) {
            if text.case(t) == Case::Lower && text.kind(t) == Kind::Word {
                words.remove(text.norm(t));
            }
        }
    }
    words
}

/// Whether the capitals of a sentence tell anything.
fn is_read(sentence: &Sentence) -> bool {
    !sentence.headline && sentence.layout != Layout::Boilerplate
}
