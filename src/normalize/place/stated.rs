//! Which countries an article speaks of beside its places, and where its paper is printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::sides::SideWord;
use crate::lexicon::toponyms::Toponyms;
use crate::lexicon::words::Class;
use crate::lexicon::{Outlets, Sense, country_of_domain};
use crate::normalize::{Page, Setting};

/// The vote of one word for the country of the paper, and of all together.
const LOCALE: f64 = 0.5;
const LOCALE_MOST: f64 = 2.0;

/// Countries that the article names as adjectives, and the home of its publisher.
pub(super) fn stated_countries(pages: &[Page<'_>], setting: &Setting<'_>, at_home: bool) -> BTreeMap<String, f64> {
    let mut votes: BTreeMap<String, f64> = BTreeMap::new();
    for page in pages {
        for hit in page.hits() {
            let Sense::Side(row) = hit.sense else { continue };
            let Some(side) = setting.lexicon.sides().get(row) else { continue };
            if matches!(side.kind, SideWord::Adjective | SideWord::People) && side.code.len() == 2 {
                *votes.entry(side.code.clone()).or_default() += 0.3;
            }
        }
    }
    for vote in votes.values_mut() {
        *vote = vote.min(2.0);
    }
    for (country, vote) in locales(pages) {
        *votes.entry(country.to_owned()).or_default() += vote;
    }
    // Of a paper of a town the town votes.
    if let Some(publisher) = setting.document.publisher_key().filter(|_| !at_home) {
        let outlet = Outlets::embedded().publisher(publisher).and_then(|o| o.country.clone());
        if let Some(country) = outlet.or_else(|| country_of_domain(publisher)) {
            *votes.entry(country).or_default() += 0.7;
        }
    }
    votes
}

/// What the words of an article say of where its paper is printed: each word once, shared among its countries.
fn locales(pages: &[Page<'_>]) -> BTreeMap<&'static str, f64> {
    let words = Toponyms::english();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut votes: BTreeMap<&'static str, f64> = BTreeMap::new();
    for page in pages {
        for t in (0..page.text.tokens.len()).filter(|t| page.has(*t, Class::Locale)) {
            let countries = words.locale(page.text.norm(t));
            if !countries.is_empty() && seen.insert(page.text.norm(t)) {
                for country in countries {
                    *votes.entry(country).or_default() += LOCALE / countries.len() as f64;
                }
            }
        }
    }
    for vote in votes.values_mut() {
        *vote = vote.min(LOCALE_MOST);
    }
    votes
}
