//! The persons whom an article names as touched by its incident: those it befell, and those accused of it.

use std::collections::BTreeSet;

use super::clause::Draft;
use super::event::is_incident;
use super::inherit::Completed;
use super::victim::OLDEST;
use super::{NameMention, Page};
use crate::lexicon::Taxonomy;
use crate::text::{Kind, Text};

/// An article that names more people tells of several incidents, or of a crowd: there each claim has those of its own paragraphs.
const CROWD: usize = 8;
/// Paragraphs behind a claim that still tell of it.
const REACH: u32 = 2;

/// Persons by name, with the places where they are named.
pub(super) struct Involved {
    /// Page, paragraph, name.
    named: BTreeSet<(usize, u32, String)>,
    all: BTreeSet<String>,
}

impl Involved {
    /// Everyone who is named with an age, as whom a victim was identified, or as the argument of an incident or an arrest; not those who speak or
    /// hold an office. Linear.
    pub(super) fn new(pages: &[Page<'_>], claims: &[Completed]) -> Involved {
        let full = |name: &str| name.split_whitespace().count() > 1;
        let spoken: BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| page.names.iter().filter(|n| speaks(page, n) || n.office.is_some() || n.body.is_some()))
            .map(|n| n.name.as_str())
            .collect();
        let told: BTreeSet<&str> = claims
            .iter()
            .filter(|c| befalls(&c.draft) && !c.background)
            .filter_map(|c| c.draft.actor.as_ref()?.0.name.as_deref())
            .collect();
        let mut touched: BTreeSet<&str> = BTreeSet::new();
        for page in pages {
            let own = page.names.iter().filter(|n| full(&n.name) && !spoken.contains(n.name.as_str()));
            touched.extend(
                own.filter(|n| told.contains(n.name.as_str()) || has_age(&page.text, n) || is_identified(&page.text, n))
                    .map(|n| n.name.as_str()),
            );
        }
        let mut involved = Involved { named: BTreeSet::new(), all: touched.iter().map(|n| (*n).to_owned()).collect() };
        for (p, page) in pages.iter().enumerate() {
            for name in page.names.iter().filter(|n| touched.contains(n.name.as_str())) {
                let paragraph = page.text.sentence_of(name.tokens.start).paragraph;
                involved.named.insert((p, paragraph, name.name.clone()));
            }
        }
        involved
    }

    /// The persons named with a claim, in order of the alphabet.
    pub(super) fn with(&self, claim: &Completed, pages: &[Page<'_>]) -> Vec<String> {
        if claim.background || !is_incident(&claim.draft.kind) {
            return Vec::new();
        }
        if self.all.len() <= CROWD {
            return self.all.iter().cloned().collect();
        }
        let draft = &claim.draft;
        let Some(page) = pages.get(draft.page) else { return Vec::new() };
        let paragraph = page.text.sentence_of(draft.trigger.start).paragraph;
        let near = self.named.range((draft.page, paragraph, String::new())..(draft.page, paragraph + REACH + 1, String::new()));
        let names: BTreeSet<&String> = near.map(|(_, _, name)| name).collect();
        names.into_iter().cloned().collect()
    }
}

/// An incident or an arrest.
fn befalls(draft: &Draft) -> bool {
    is_incident(&draft.kind) || Taxonomy::embedded().family(&draft.kind) == Some("custody")
}

/// Whether somebody is the source of an attribution.
pub(super) fn speaks(page: &Page<'_>, name: &NameMention) -> bool {
    page.voices.near(name.tokens.start).any(|v| !v.inherited && v.source.contains(&name.tokens.start))
}

/// "Ann Lee, 32,", "Ann Lee (32)", "32-year-old Ann Lee", "32-year-old student Ann Lee".
fn has_age(text: &Text<'_>, name: &NameMention) -> bool {
    let age = |t: usize| text.kind(t) == Kind::Number && text.norm(t).parse::<u64>().is_ok_and(|n| n <= OLDEST);
    let end = name.tokens.end;
    let behind =
        text.is(end, &[",", "("]) && age(end + 1) && text.is(end + 2, &[",", ")", ".", ";", "of", "and", "was", "were", "is"]);
    let sentence = text.sentence_of(name.tokens.start).tokens.start;
    let before = (sentence.max(name.tokens.start.saturating_sub(4))..name.tokens.start).rev();
    let old = before.take_while(|t| text.kind(*t) != Kind::Punct || text.norm(*t) == "-").any(|t| text.is(t, &["old"]));
    behind || old
}

/// "identified as Ann Lee", "the victim, Ann Lee", "the death of Ann Lee".
fn is_identified(text: &Text<'_>, name: &NameMention) -> bool {
    let word = |n: usize| name.tokens.start.checked_sub(n).map_or("", |t| text.norm(t));
    let identified = word(1) == "as" && (2..6).any(|n| matches!(word(n), "identified" | "named" | "id'd"));
    let victim = matches!(word(1), "victim" | "," | "victims") && matches!(word(2), "victim" | "deceased" | "suspect" | "gunman")
        || matches!(word(1), "victim" | "suspect" | "gunman");
    let fate =
        word(1) == "of" && matches!(word(2), "death" | "shooting" | "murder" | "killing" | "slaying" | "homicide" | "stabbing");
    identified || victim || fate
}
