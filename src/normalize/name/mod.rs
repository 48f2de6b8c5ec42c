//! Persons: capitalized names with a title, a role, an age or a verb of saying beside them, and what the article calls them later.

mod employer;
mod fate;
mod found;
mod known;
mod role;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use employer::{body_after, body_of_role, source_of};

use super::{NameMention, Page, Setting, Taken};
use crate::claim::Source;
use crate::text::Text;
use found::{Found, capital_run, person_in};
use known::Known;
use role::thing_follows;

/// Finds the persons of an article and marks their tokens. A surname alone, and a first name that is all the article gives, is
/// resolved to the full name anywhere in the article. Linear in the tokens.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    let mut known = Known::new(pages);
    let mut found = Vec::new();
    let mut others = Vec::new();
    let mut alone = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        let mut next = 0;
        for at in page.capitals() {
            if at < next || !page.text.is_capitalized(at) {
                continue;
            }
            let run = capital_run(&page.text, at);
            if run.is_empty() {
                continue;
            }
            next = run.end;
            match person_in(page, p, setting, run.clone(), &known) {
                Some(person) => found.push(person),
                None if run.len() > 1 => others.push((p, run)),
                None => alone.push(page.text.norm(at)),
            }
        }
    }
    // "Ann Bo was at home. Bo was arrested": who is told by one word has a name of more.
    let told = |f: &&Found| f.name.len() == 1 && f.tokens == f.name && f.body.is_none() && !f.office;
    known.people = found.iter().filter(told).filter_map(|f| pages.get(f.page).map(|p| p.text.norm(f.name.start))).collect();
    // "Crystal Bo was there. Bo said her husband, Karl Bo, was killed": who bears the surname that the article calls somebody by.
    let surname = |f: &Found| pages.get(f.page).map(|p| p.text.norm(f.name.end.saturating_sub(1)));
    let surnames: FxHashSet<&str> = found.iter().filter(|f| f.name.len() > 1).filter_map(surname).collect();
    known.people.extend(alone.into_iter().filter(|word| surnames.contains(word)));
    if !known.people.is_empty() {
        let again = others.into_iter().filter_map(|(p, run)| person_in(pages.get(p)?, p, setting, run, &known));
        found.extend(again.collect::<Vec<_>>());
        found.sort_by_key(|f| (f.page, f.tokens.start));
    }
    // Full names by their last word, and by the first where nobody has it as a surname. The first in the article wins.
    let mut full: FxHashMap<String, (String, Option<Source>)> = FxHashMap::default();
    let mut bodies: FxHashMap<String, Source> = FxHashMap::default();
    let (long, short): (Vec<&Found>, Vec<&Found>) = found.iter().partition(|f| f.name.len() > 1);
    for f in long.into_iter().chain(short) {
        let Some(text) = pages.get(f.page).map(|p| &p.text) else { continue };
        let name = text.written(f.name.clone());
        if let Some(body) = &f.body {
            bodies.entry(name.clone()).or_insert_with(|| body.clone());
        }
        full.entry(text.norm(f.name.end.saturating_sub(1)).to_owned()).or_insert((name, None));
    }
    for (name, body) in full.values_mut() {
        *body = bodies.get(name.as_str()).cloned();
    }
    let namesakes = Namesakes::new(pages, &found);
    // Who holds an office, holds it wherever the article names him.
    let mut offices: FxHashMap<String, Option<String>> = FxHashMap::default();
    for f in found.iter().filter(|f| f.office) {
        let Some(page) = pages.get(f.page) else { continue };
        let (name, body) = resolve(&page.text, f, &full, &bodies);
        if body.is_none() {
            let side = offices.entry(name).or_default();
            *side = side.take().or_else(|| f.side.clone());
        }
    }
    let mut all: Vec<Vec<NameMention>> = pages.iter().map(|_| Vec::new()).collect();
    for f in found {
        let Some(page) = pages.get(f.page) else { continue };
        let (name, body) = match namesakes.before(&page.text, f.page, f.name.start).filter(|_| f.name.len() == 1) {
            Some(name) => (name.to_owned(), bodies.get(name).cloned()),
            None => resolve(&page.text, &f, &full, &bodies),
        };
        if let Some(list) = all.get_mut(f.page) {
            let office = offices.get(&name).cloned();
            list.push(NameMention { tokens: f.tokens, name, body, office });
        }
    }
    for (p, (page, mut names)) in pages.iter_mut().zip(all).enumerate() {
        for n in &names {
            page.take(n.tokens.clone(), Taken::Name);
        }
        let mut later = Vec::new();
        for at in page.capitals().filter(|_| !full.is_empty()) {
            let alone = page.text.is_capitalized(at) && page.is_free(at..at + 1);
            let named = if alone { full.get(page.text.norm(at)) } else { None };
            if let Some((name, body)) = named.filter(|_| !thing_follows(page, setting, at + 1)) {
                // "Green" alone at the start of a sentence may be any word: the surname must stand as a name elsewhere.
                let near = namesakes.before(&page.text, p, at);
                let (name, body) = near.map_or((name.as_str(), body.as_ref()), |near| (near, bodies.get(near)));
                let (name, office) = (name.to_owned(), offices.get(name).cloned());
                later.push(NameMention { tokens: at..at + 1, name, body: body.cloned(), office });
            }
        }
        for n in &later {
            page.take(n.tokens.clone(), Taken::Name);
        }
        names.extend(later);
        names.sort_by_key(|n| n.tokens.start);
        page.names = names;
    }
}

/// Surnames that several persons of an article have: "Karl Brandt, 40, and his son Paul Brandt".
#[derive(Default)]
struct Namesakes {
    /// By surname, in order: page, token and the full name there.
    told: FxHashMap<String, Vec<(usize, usize, String)>>,
}

impl Namesakes {
    fn new(pages: &[Page<'_>], found: &[Found]) -> Namesakes {
        let mut told: FxHashMap<String, Vec<(usize, usize, String)>> = FxHashMap::default();
        for f in found.iter().filter(|f| f.name.len() > 1) {
            let Some(text) = pages.get(f.page).map(|p| &p.text) else { continue };
            let surname = text.norm(f.name.end - 1).to_owned();
            told.entry(surname).or_default().push((f.page, f.tokens.start, text.written(f.name.clone())));
        }
        let given = |name: &str| name.split(' ').next().map(str::to_lowercase);
        told.retain(|_, names| names.iter().any(|(.., name)| given(name) != given(&names[0].2)));
        Namesakes { told }
    }

    /// Whom a surname alone means where several have it: who was named in full last.
    fn before(&self, text: &Text<'_>, page: usize, at: usize) -> Option<&str> {
        let told = self.told.get(text.norm(at))?;
        let last = told.partition_point(|(p, start, _)| (*p, *start) < (page, at)).checked_sub(1)?;
        told.get(last).map(|(.., name)| name.as_str())
    }
}

/// The full name where the mention has only a surname.
fn resolve(
    text: &Text<'_>,
    found: &Found,
    full: &FxHashMap<String, (String, Option<Source>)>,
    bodies: &FxHashMap<String, Source>,
) -> (String, Option<Source>) {
    let name = text.written(found.name.clone());
    if found.name.len() == 1
        && let Some((long, body)) = full.get(text.norm(found.name.start))
    {
        return (long.clone(), body.clone().or_else(|| found.body.clone()));
    }
    let body = found.body.clone().or_else(|| bodies.get(&name).cloned());
    (name, body)
}
