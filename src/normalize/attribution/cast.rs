//! Who has been heard so far in an article: what "he", "the expert", "the ministry" stand for.

use std::collections::BTreeSet;

use super::super::Page;
use super::super::body::BodyMention;
use super::super::name::source_of;
use super::party::{Party, PartyKind};
use crate::claim::{Naming, Source};

/// The bodies an article names in full, and the parties that have spoken, latest last.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Full names of bodies with their folded words.
    bodies: Vec<Known>,
    /// Where the reading is: page and token as one number.
    pub now: usize,
    spoke: Vec<Party>,
    /// Those of them that are bodies through whose head somebody spoke: "the energy minister".
    heads: BTreeSet<usize>,
    /// Roles under which persons appear: "expert".
    roles: Vec<(String, Party)>,
    /// Roles that the article ties to a name anywhere: "the mayor" of the lead is the mayor named below.
    offices: Vec<(String, Party)>,
}

/// A body that the article names in full.
#[derive(Debug)]
struct Known {
    /// Folded words of the name and its short form.
    words: Vec<String>,
    /// Last word of the head: "ministry".
    head: String,
    short: Option<String>,
    source: Source,
    /// Where it stands in the article.
    at: usize,
}

/// How far back one looks.
const MEMORY: usize = 24;

impl Cast {
    /// Reads the bodies of all pages, fullest names first in the order of the article.
    pub fn read(pages: &[Page<'_>]) -> Cast {
        let mut cast = Cast::default();
        for page in pages.iter().rev() {
            for body in &page.bodies {
                cast.add_body(body, page, Cast::place(usize::from(page.field.is_text()), body.tokens.start));
            }
        }
        cast
    }

    /// A page and a token as one number that grows through the article.
    pub fn place(page: usize, token: usize) -> usize {
        page << 31 | token
    }

    fn add_body(&mut self, body: &BodyMention, page: &Page<'_>, at: usize) {
        let told = body.full || body.tokens.start < body.head.start || body.head.clone().any(|t| page.text.is(t, &["of", "for"]));
        if !told || self.bodies.len() >= 200 {
            return;
        }
        let mut words: Vec<String> =
            body.tokens.clone().map(|t| page.text.norm(t)).filter(|w| counts(w)).map(str::to_owned).collect();
        let short = body.short.as_ref().map(|s| page.text.norm(s.start).to_owned());
        words.extend(short.clone());
        if !self.bodies.iter().any(|k| k.words == words) {
            // "ministry |of health".
            let of = body.head.clone().find(|t| page.text.is(*t, &["of", "for"])).unwrap_or(body.head.end);
            let head = page.text.norm(of.saturating_sub(1)).to_owned();
            self.bodies.push(Known { words, head, short, source: source_of(body), at });
        }
    }

    /// The fullest name of a body that the article gives: "the ministry" is the ministry named before.
    pub fn full(&self, source: &Source) -> Source {
        let Some(name) = source.name.as_deref().filter(|_| source.link == Naming::Named) else { return source.clone() };
        let words: Vec<String> =
            name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|w| counts(w)).collect();
        let (Some(last), false) = (words.last(), words.is_empty()) else { return source.clone() };
        // All words of the short form are in the long one, and the head is the same: "the military" is no "military intelligence agency".
        let fits = |k: &&Known| {
            let head = words.contains(&k.head) && (words.len() > 1 || *last == k.head)
                || k.short.as_ref() == Some(last) && words.len() == 1;
            // A name with capitals of its own may mean another body that is named only later.
            let settled = words.len() > 1 && name.starts_with(char::is_uppercase) && k.short.is_none();
            // "the department": of the police, where no other is named.
            let police = words.len() == 1 && last == "department" && k.head == "police";
            police
                || head
                    && (!settled || k.at <= self.now + 64)
                    && k.words.len() > words.len()
                    && words.iter().all(|w| k.words.contains(w))
        };
        let best = self.bodies.iter().filter(fits).max_by_key(|k| (k.at <= self.now, k.words.len().min(6), usize::MAX - k.at));
        best.map_or_else(|| source.clone(), |k| k.source.clone())
    }

    /// "the Halden County Coroner's Office" of "coroner", where the article names one alone.
    pub fn office_of(&self, role: &str) -> Option<Source> {
        let holds =
            |k: &&Known| k.head == "office" && k.words.len() > 1 && k.words.windows(2).any(|w| w[0] == role && w[1] == "office");
        let mut offices = self.bodies.iter().filter(holds);
        let first = offices.next()?;
        offices.next().is_none().then(|| first.source.clone())
    }

    /// Remembers who spoke, and under which role words.
    pub fn hear(&mut self, party: &Party, roles: impl Iterator<Item = String>) {
        if party.kind == PartyKind::Own {
            return;
        }
        for role in roles {
            self.roles.push((role, party.clone()));
        }
        self.spoke.push(party.clone());
    }

    /// Whoever was heard last is a body in the person of its head.
    pub fn speaks_in_person(&mut self) {
        self.heads.extend(self.spoke.len().checked_sub(1));
    }

    fn recent(&self) -> impl Iterator<Item = &Party> {
        self.spoke.iter().rev().take(MEMORY)
    }

    /// The last person who spoke.
    pub fn person(&self) -> Option<&Party> {
        let recent = self.spoke.iter().enumerate().rev().take(MEMORY);
        let person = |i: usize, p: &Party| {
            self.heads.contains(&i)
                || p.kind == PartyKind::Person
                || p.kind == PartyKind::Unknown
                || p.kind == PartyKind::Anonymous && p.chain.iter().any(|s| s.kind.as_deref() == Some("person"))
        };
        recent.into_iter().find(|(i, p)| person(*i, p)).map(|(_, p)| p)
    }

    /// The last group: "they".
    pub fn group(&self) -> Option<&Party> {
        self.recent().find(|p| matches!(p.kind, PartyKind::Anonymous | PartyKind::Body | PartyKind::Outlet))
    }

    /// The last body or outlet: "it".
    pub fn thing(&self) -> Option<&Party> {
        self.recent().find(|p| matches!(p.kind, PartyKind::Body | PartyKind::Outlet | PartyKind::Unknown | PartyKind::Document))
    }

    /// The last outlet.
    pub fn outlet(&self) -> Option<&Party> {
        self.recent().find(|p| p.kind == PartyKind::Outlet)
    }

    /// Whoever spoke last.
    pub fn last(&self) -> Option<&Party> {
        self.spoke.last()
    }

    /// The body that spoke last, or for which the last person spoke.
    pub fn last_body(&self) -> Option<Source> {
        self.recent().find_map(|p| match p.kind {
            PartyKind::Body => p.chain.last().cloned(),
            PartyKind::Person => p.chain.get(1).cloned(),
            _ => None,
        })
    }

    /// Somebody who holds an office somewhere in the article.
    pub fn introduce(&mut self, role: String, party: Party) {
        if self.offices.len() < 200 {
            self.offices.push((role, party));
        }
    }

    /// The last person introduced with a role, "the expert"; else the only one who holds that office further down.
    pub fn by_role(&self, role: &str) -> Option<&Party> {
        let heard = self.roles.iter().rev().take(MEMORY).find(|(r, _)| r == role).map(|(_, p)| p);
        heard.or_else(|| {
            let mut held = self.offices.iter().filter(|(r, _)| r == role).map(|(_, p)| p);
            let first = held.next()?;
            held.all(|p| p.chain == first.chain).then_some(first)
        })
    }
}

fn counts(word: &str) -> bool {
    !word.is_empty() && !matches!(word, "the" | "of" | "a" | "an" | "for" | "and" | "in" | "s" | "'s" | "-" | "on" | "to")
}
