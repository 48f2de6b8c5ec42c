//! What the parts of attribution look at: a page with its names, bodies and cues, and who the publisher is.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::super::body::BodyMention;
use super::super::{NameMention, Page, Setting};
use crate::claim::{Naming, Source};
use crate::lexicon::cues::Cue;
use crate::lexicon::phrases::Hit;
use crate::lexicon::sides::SideWord;
use crate::lexicon::speakers::{Speaker, SpeakerClass};
use crate::lexicon::words::Class;
use crate::lexicon::{Body, Outlet, Outlets, Sense, Senses, fold_name, is_host};
use crate::text::{Case, Gap, Kind, Text};

/// One page, read only.
pub(super) struct Scene<'s, 'a> {
    pub page: &'s Page<'a>,
    pub setting: &'s Setting<'s>,
    pub publisher: &'s Publisher,
    /// The outlets and bodies that the page names by more than one word: looked up for the first short form that is a group's as well.
    spelled: OnceCell<BTreeSet<&'s str>>,
}

/// Who published the article, for leaving the publisher out of its own chains.
#[derive(Debug, Default)]
pub(super) struct Publisher {
    id: Option<String>,
    names: Vec<String>,
}

impl Publisher {
    /// The publisher of an article: its row of the table, its names, the first label of its host.
    pub fn of(setting: &Setting<'_>) -> Publisher {
        let document = setting.document;
        let key = document.publisher_key();
        let row = key.and_then(|k| Outlets::embedded().publisher(k));
        let row = row.or_else(|| document.publisher_name.as_deref().and_then(|n| Outlets::embedded().by_name(n)));
        let mut names: Vec<String> = Vec::new();
        names.extend(document.publisher_name.as_deref().map(squeezed));
        if let Some(key) = key {
            if is_host(key) {
                names.extend(key.split('.').rev().skip(1).filter(|l| l.len() > 1 && !is_suffix(l)).map(squeezed));
            } else {
                names.push(squeezed(key));
            }
        }
        if let Some(row) = row {
            names.push(squeezed(&row.name));
            names.extend(row.aliases.iter().map(|a| squeezed(a)));
        }
        names.retain(|n| !n.is_empty());
        Publisher { id: row.map(|r| r.id.clone()), names }
    }

    /// Whether a link is the publisher itself.
    pub fn is(&self, source: &Source) -> bool {
        if self.id.is_some() && source.id == self.id {
            return true;
        }
        let named = |name: &str| match name.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
            Some((long, short)) => self.is_named(long) || self.is_named(short),
            None => self.is_named(name),
        };
        source.link == Naming::Named && source.name.as_deref().is_some_and(named)
    }

    /// Whether the publisher is a station of a broadcaster, by whose short name it is called: "(CBS)" at cbslocal.com is its own report.
    pub fn bears(&self, source: &Source, written: &str) -> bool {
        let brand = squeezed(written);
        let short = brand.len() >= BRAND && written.chars().all(char::is_uppercase);
        short && source.kind.as_deref() == Some("broadcaster") && self.names.iter().any(|n| n.starts_with(&brand))
    }

    /// Whether a name is one of the publisher's.
    pub fn is_named(&self, name: &str) -> bool {
        // "WRAL.com" and "WRAL News" at wral.com.
        let site =
            if is_host(name) { name.split('.').rev().find(|l| l.len() > 1 && !is_suffix(l)).unwrap_or(name) } else { name };
        let name = squeezed(site);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        let called = |n: &str| n == bare || bare.strip_prefix(n).is_some_and(is_suffix);
        self.names.iter().any(|n| called(n.strip_prefix("the").unwrap_or(n)))
    }
}

/// Letters of the shortest name of a network by which its stations are called.
const BRAND: usize = 3;

/// Labels of hosts that name nobody.
fn is_suffix(label: &str) -> bool {
    matches!(
        label,
        "com"
            | "co"
            | "org"
            | "net"
            | "gov"
            | "gob"
            | "ac"
            | "edu"
            | "www"
            | "news"
            | "english"
            | "en"
            | "info"
            | "press"
            | "media"
    )
}

/// A folded name without spaces: "El Universo" is "eluniverso".
fn squeezed(name: &str) -> String {
    if name.is_ascii() && !name.contains('\'') {
        // Nothing to fold, and no possessive to leave out.
        let mut squeezed = String::with_capacity(name.len());
        squeezed.extend(name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return squeezed;
    }
    let mut name = fold_name(name);
    name.retain(char::is_alphanumeric);
    name
}

impl<'s, 'a> Scene<'s, 'a> {
    /// A page, of an article of a publisher.
    pub fn new(page: &'s Page<'a>, setting: &'s Setting<'s>, publisher: &'s Publisher) -> Scene<'s, 'a> {
        Scene { page, setting, publisher, spelled: OnceCell::new() }
    }

    pub fn text(&self) -> &'s Text<'a> {
        &self.page.text
    }

    pub fn norm(&self, at: usize) -> &'s str {
        self.page.text.norm(at)
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        // "the WHO said": the body, and no pronoun.
        self.page.text.is(at, words) && !(self.text().word(at) == "WHO" && self.outlet_at(at).is_some())
    }

    /// Whether somebody else may be speaking behind a token: "but", ";".
    pub fn contrasts(&self, at: usize) -> bool {
        self.page.has(at, Class::Contrast) || self.norm(at) == ";"
    }

    /// The person whose mention holds a token.
    pub fn name_at(&self, at: usize) -> Option<&'s NameMention> {
        let names = &self.page.names;
        let i = names.partition_point(|n| n.tokens.end <= at);
        names.get(i).filter(|n| n.tokens.contains(&at))
    }

    /// The body whose mention holds a token.
    pub fn body_at(&self, at: usize) -> Option<&'s BodyMention> {
        let bodies = &self.page.bodies;
        let i = bodies.partition_point(|b| b.tokens.end <= at);
        bodies.get(i).filter(|b| b.tokens.contains(&at))
    }

    /// The phrases that start at a token, where any is of these kinds.
    fn hits_at(&self, at: usize, kinds: Senses) -> &'s [Hit<Sense>] {
        if self.page.begins(at, kinds) { self.page.hits_at(at) } else { &[] }
    }

    /// The longest cue that starts at a token and is wanted.
    pub fn cue_at(&self, at: usize, wanted: impl Fn(&Cue) -> bool) -> Option<(Range<usize>, &'s Cue)> {
        self.hits_at(at, Senses::CUE).iter().find_map(|h| match h.sense {
            Sense::Cue(row) => self.setting.lexicon.cues().get(row).filter(|c| wanted(c)).map(|c| (h.start..h.end, c)),
            _ => None,
        })
    }

    /// Whether a word that is counted starts at a token: "suspects".
    pub fn counts_at(&self, at: usize) -> bool {
        !self.hits_at(at, Senses::NOUN).is_empty()
    }

    /// The longest word for a speaker that starts at a token and is wanted.
    pub fn speaker_at(&self, at: usize, wanted: impl Fn(SpeakerClass) -> bool) -> Option<(Range<usize>, &'s Speaker)> {
        self.hits_at(at, Senses::SPEAKER).iter().find_map(|h| match h.sense {
            Sense::Speaker(row) => {
                self.setting.lexicon.speakers().get(row).filter(|s| wanted(s.class)).map(|s| (h.start..h.end, s))
            }
            _ => None,
        })
    }

    /// The outlet whose name starts at a token.
    pub fn outlet_at(&self, at: usize) -> Option<(Range<usize>, &'s Outlet)> {
        self.hits_at(at, Senses::OUTLET).iter().find_map(|h| self.outlet_of(h)).filter(|found| !self.is_group(found))
    }

    /// Whether the short form of an outlet or body is that of a group as well, and the article nowhere gives its long one: "RSF fighters".
    fn is_group(&self, (tokens, outlet): &(Range<usize>, &Outlet)) -> bool {
        let short = tokens.len() == 1 && self.text().case(tokens.start) == Case::Upper && self.side_at(tokens.start).is_some();
        short && !self.spelled().contains(&*outlet.id)
    }

    /// The ids of the outlets and bodies that the page names by more than one word.
    fn spelled(&self) -> &BTreeSet<&'s str> {
        let long = |h: &&Hit<Sense>| h.end - h.start > 1;
        let named = || self.page.hits().iter().filter(long).filter_map(|h| self.outlet_of(h));
        self.spelled.get_or_init(|| named().map(|(_, outlet)| &*outlet.id).collect())
    }

    fn outlet_of(&self, hit: &Hit<Sense>) -> Option<(Range<usize>, &'s Outlet)> {
        match hit.sense {
            Sense::Outlet(row) => self.setting.lexicon.outlet(row).map(|o| (hit.start..hit.end, o)),
            _ => None,
        }
    }

    /// The country or people named by the word at a token, with its end.
    pub fn side_at(&self, at: usize) -> Option<(usize, &'s str)> {
        self.hits_at(at, Senses::SIDE).iter().find_map(|h| match h.sense {
            Sense::Side(row) => self.setting.lexicon.sides().get(row).map(|s| (h.end, s.code.as_str())),
            _ => None,
        })
    }

    /// The armed group whose name ends a stretch of words: "Lebanese |Hezbollah", with the first of its names.
    pub fn group_in(&self, words: Range<usize>) -> Option<&'s str> {
        let of = |t: usize| {
            self.hits_at(t, Senses::SIDE).iter().find_map(|h| match h.sense {
                Sense::Side(row) if h.end == words.end => self.setting.lexicon.sides().get(row),
                _ => None,
            })
        };
        words.clone().find_map(|t| of(t).filter(|s| s.kind == SideWord::Group)).map(|s| s.word.as_str())
    }

    /// Where the name of an armed group ends that begins with a token.
    pub fn group_at(&self, at: usize) -> Option<usize> {
        let group = |row| self.setting.lexicon.sides().get(row).is_some_and(|s| s.kind == SideWord::Group);
        self.hits_at(at, Senses::SIDE).iter().find(|h| matches!(h.sense, Sense::Side(row) if group(row))).map(|h| h.end)
    }

    /// Words as written, parted by single spaces.
    pub fn written(&self, tokens: Range<usize>) -> String {
        self.page.text.written(tokens)
    }

    /// Whether a token follows the one before in the same paragraph.
    pub fn follows(&self, at: usize) -> bool {
        self.page.text.tokens.get(at).is_some_and(|t| t.gap <= Gap::Line)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.page.text.kind(at) == Kind::Word
    }
}

/// An outlet as a link.
pub(super) fn outlet_source(outlet: &Outlet) -> Source {
    Source {
        name: Some(outlet.name.clone()),
        id: Some(outlet.id.clone()),
        kind: Some(outlet.kind.clone()),
        side: outlet.state().map(str::to_owned),
        link: Naming::Named,
    }
}

/// The state that a description speaks of: "Russian officials".
pub(super) fn side_of(words: &str) -> Option<String> {
    Body::country_of(words).map(str::to_owned)
}
