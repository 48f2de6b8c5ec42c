//! What an article as a whole tells of its capitalized words.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::super::Page;
use crate::text::{Case, Kind, Layout};

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
    let mut common = FxHashSet::default();
    for text in pages.iter().map(|p| &p.text) {
        for s in text.sentences.iter().filter(|s| !s.headline && s.layout != Layout::Boilerplate) {
            for t in s.tokens.clone().filter(|t| text.kind(*t) == Kind::Word) {
                let first = t == s.tokens.start || text.kind(t - 1) == Kind::Punct && !text.is(t - 1, &[","]);
                match text.case(t) {
                    Case::Title | Case::Mixed if !first => words.insert(text.norm(t)),
                    Case::Lower => common.insert(text.norm(t)),
                    _ => false,
                };
            }
        }
    }
    words.retain(|w| !common.contains(w));
    words
}
