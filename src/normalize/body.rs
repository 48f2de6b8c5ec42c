//! Ministries, forces, agencies, hospitals, unions: bodies that act and speak, with their names as the article gives them in full.

use std::ops::Range;

use super::{Page, Setting};
use crate::lexicon::speakers::{Speaker, SpeakerClass};
use crate::lexicon::words::Class;
use crate::lexicon::{Body, Sense};
use crate::text::{Case, Gap, Kind, Text};

/// A body in the text.
#[derive(Clone, Debug)]
pub(crate) struct BodyMention {
    /// Its tokens, without article: "Ukraine's air force", "police in Turin".
    pub tokens: Range<usize>,
    /// The head: "air force".
    pub head: Range<usize>,
    /// Its name, with a short form that the article gives beside it: "National Flood Agency (NFA)".
    pub name: String,
    /// The short form.
    pub short: Option<Range<usize>>,
    /// Kind, as in the records.
    pub kind: String,
    /// ISO 3166-1 alpha-2 code of the state it belongs to, where the name says so.
    pub side: Option<String>,
    /// There is more than the head: the name tells which body it is.
    pub full: bool,
    /// The head alone says nothing: "the agency".
    pub generic: bool,
    /// Its head is an office: who heads an administration speaks for himself.
    pub seat: bool,
}

/// Finds the bodies of every page. Linear in the tokens.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    for page in pages {
        let mut found: Vec<BodyMention> = Vec::new();
        let (mut free, mut covered) = (0, 0);
        for hit in page.hits() {
            let Sense::Speaker(row) = hit.sense else { continue };
            let Some(word) = setting.lexicon.speakers().get(row) else { continue };
            if word.class != SpeakerClass::Body {
                // "pro-government media", "police chief": the longer phrase decides.
                if hit.end > hit.start + 1 && hit.start >= free && word.class != SpeakerClass::Modifier {
                    covered = covered.max(hit.end);
                }
                continue;
            }
            if hit.start < free.max(covered)
                || is_verb_form(page, hit.start, hit.end)
                || names_a_thing(page, setting, hit.start, hit.end)
            {
                continue;
            }
            let (start, lefts) = extend_left(page, setting, hit.start, free);
            let (mut head_end, mut end) = (hit.end, extend_right(page, setting, hit.end));
            let side = Body::country_of(page.text.slice(start..end)).map(str::to_owned);
            let mut name = canonical(page, setting, start..end);
            // "the Russian agency TASS": the outlet has a name of its own.
            if page.hits_at(end).iter().any(|h| matches!(h.sense, Sense::Outlet(_))) && joined(&page.text, end) {
                continue;
            }
            // "the Interfax agency", "Interfax's Berlin service": the name of an outlet, and what of it.
            let media = |row: u16| setting.lexicon.outlet(row).is_some_and(|o| o.is_media());
            let own = |end: usize| end == hit.start || page.text.is(end, &["'s"]);
            let outlet = page.hits_at(start).iter().any(|h| matches!(h.sense, Sense::Outlet(row) if own(h.end) && media(row)));
            if outlet && word.generic && word.kind == "government" {
                continue;
            }
            // "the organization Alarm Line": the name follows what it is.
            let own = if end == hit.end && word.generic { own_name(page, setting, word, end) } else { end };
            if own > end {
                name = page.text.written(end..own);
                (head_end, end) = (own, own);
            }
            let short = short_form(&page.text, end);
            if let Some(short) = &short {
                name = format!("{name} ({})", page.text.slice(short.clone()));
            }
            let head = hit.start..head_end;
            let full = lefts > 0 || end > hit.end || page.text.case(hit.start) == Case::Upper && hit.end == hit.start + 1;
            found.push(BodyMention {
                tokens: start..end,
                head,
                name,
                short,
                kind: word.kind.clone(),
                side,
                full,
                seat: word.seat,
                generic: word.generic && hit.end == hit.start + 1 && start == hit.start,
            });
            free = end;
        }
        page.bodies = found;
    }
}

/// The name with single spaces, and with an adjective for a country that owns: "Serbia's police" and "Serbian police" are one name.
fn canonical(page: &Page<'_>, setting: &Setting<'_>, tokens: Range<usize>) -> String {
    let written = |t: Range<usize>| page.text.written(t);
    // The owner is a country by the table of sides, or by the names of states.
    let end = page.hits_at(tokens.start).iter().find(|h| matches!(h.sense, Sense::Side(_))).map_or(tokens.start + 1, |h| h.end);
    let owned = page.text.norm(end) == "'s" && end + 1 < tokens.end;
    let country = owned.then(|| Body::country_of(page.text.slice(tokens.start..end)).map(str::to_owned)).flatten();
    let owner = country.and_then(|c| setting.lexicon.sides().adjective(&c)).map(|a| (a, end + 1));
    match owner {
        Some((adjective, rest)) => format!("{adjective} {}", written(rest..tokens.end)),
        None => written(tokens),
    }
}

/// Where the name ends that follows a society, a union, a group: "the rights group |Open Hand". The end of the head where none does.
fn own_name(page: &Page<'_>, setting: &Setting<'_>, word: &Speaker, end: usize) -> usize {
    let text = &page.text;
    // "Sea|-Watch", "Lake |Aid": the name goes on.
    let goes_on = |at: usize| matches!(text.tokens.get(at), Some(t) if text.norm(at) == "-" && t.gap == Gap::None || text.is_capitalized(at) && t.gap <= Gap::Line);
    let person = |at: usize| {
        page.hits_at(at).iter().any(|h| match h.sense {
            Sense::Speaker(row) => setting.lexicon.speakers().get(row).is_some_and(|s| match s.class {
                SpeakerClass::Title | SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office => true,
                SpeakerClass::Thing => !goes_on(h.end),
                _ => false,
            }),
            Sense::Side(_) => true,
            _ => false,
        })
    };
    let agency =
        matches!(word.kind.as_str(), "ngo" | "organization") || page.has(end - 1, Class::Agency) && text.case(end) != Case::Upper;
    if !agency || text.is_capitalized(end - 1) || person(end) {
        return end;
    }
    let mut at = end;
    while at < end + 6 && joined(text, at) {
        let hyphen = text.norm(at) == "-"
            && at > end
            && [at, at + 1].iter().all(|t| text.tokens.get(*t).is_some_and(|t| t.gap == Gap::None));
        let word = text.kind(at) == Kind::Word && text.is_capitalized(at) && !page.has(at, Class::Calendar);
        if !word && !hyphen || page.has(at, Class::SmallWord) {
            break;
        }
        at += 1 + usize::from(hyphen);
    }
    at.min(text.tokens.len())
}

/// "to police", "will command": no body.
fn is_verb_form(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = &page.text;
    let Some(before) = start.checked_sub(1).filter(|_| !text.is_capitalized(start)) else { return false };
    // "told to police that", "according to police": a verb has its object behind it.
    let object = || page.has(end, Class::ObjectOpening) || text.kind(end) == Kind::Word && !page.has(end, Class::Function);
    let infinitive = || !(before > 0 && text.is(before - 1, &["according"])) && object();
    text.is(before, &["will", "can", "could", "would"]) || text.is(before, &["to"]) && infinitive()
}

/// "Local Government |Area": the capitalized word after a head makes it the name of something else.
fn names_a_thing(page: &Page<'_>, setting: &Setting<'_>, start: usize, end: usize) -> bool {
    page.text.is_capitalized(start)
        && page.text.is_capitalized(end)
        && page.hits_at(end).iter().any(|h| match h.sense {
            Sense::Speaker(row) => setting.lexicon.speakers().get(row).is_some_and(|s| s.class == SpeakerClass::Thing),
            _ => false,
        })
}

fn joined(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| t.gap <= Gap::Line)
}

/// Walks left over what qualifies a head: capitalized words, ordinals, possessives, adjectives of bodies. Returns the first token
/// and how many words tell which body it is.
fn extend_left(page: &Page<'_>, setting: &Setting<'_>, head: usize, free: usize) -> (usize, usize) {
    let text = &page.text;
    let sentence = text.sentence_of(head).tokens.start.max(free);
    let (mut at, mut told) = (head, 0);
    while at > sentence && joined(text, at) {
        let left = at - 1;
        let norm = text.norm(left);
        let first = text.sentence_of(left).tokens.start == left;
        let counts = if norm == "'s" && left > sentence && text.kind(left - 1) == Kind::Word {
            // "Ukraine's air force" yes, "the city's commission" no.
            if text.is_capitalized(left - 1) && !page.has(left - 1, Class::SmallWord) { 1 } else { break }
        } else if norm == "-"
            && text.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
            && left > sentence
            && text.is_capitalized(at)
        {
            0
        } else if text.kind(left) == Kind::Word && text.is_capitalized(left) && !page.has(left, Class::Calendar) {
            // "Child Dies Say |Leeds Police".
            let verb = text.is(left, &["say", "says", "said", "tell", "tells", "told"]);
            if verb || page.has(left, Class::SmallWord) && (first || norm.len() < 4) || page.has(left, Class::Deputy) {
                break;
            }
            1
        } else if text.word(left).starts_with(|c: char| c.is_ascii_digit()) && text.kind(left) == Kind::Word {
            1
        } else if is_body_word(page, setting, left) {
            0
        } else if matches!(norm, "and" | "&" | "of")
            && left > sentence
            && text.is_capitalized(left - 1)
            && text.is_capitalized(at)
        {
            if norm == "and" && told == 0 {
                break;
            }
            0
        } else {
            break;
        };
        told += counts;
        at = left;
    }
    // What remains must not begin with a joint.
    while at < head && (matches!(text.norm(at), "and" | "&" | "of" | "-" | "'s")) {
        at += 1;
    }
    (at, told)
}

fn is_body_word(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> bool {
    page.hits_at(token).iter().any(|h| match h.sense {
        Sense::Speaker(row) => {
            h.end == token + 1
                && setting
                    .lexicon
                    .speakers()
                    .get(row)
                    .is_some_and(|s| matches!(s.class, SpeakerClass::Body | SpeakerClass::Modifier))
        }
        _ => false,
    })
}

/// Walks right over "of Health", "of the Armed Forces of Ukraine", "in Turin".
fn extend_right(page: &Page<'_>, setting: &Setting<'_>, end: usize) -> usize {
    let text = &page.text;
    let mut end = end;
    loop {
        let mut at = end;
        let norm = text.norm(at);
        // "the Commission on Human Rights".
        let on = norm == "on" && page.has(end - 1, Class::Panel);
        if !joined(text, at) || !on && !matches!(norm, "of" | "for" | "in" | "and" | "&" | "against") {
            return end;
        }
        let joint = norm;
        at += 1;
        if matches!(text.norm(at), "the" | "its") {
            at += 1;
        }
        let from = at;
        while joined(text, at)
            && (text.is_capitalized(at) && text.kind(at) == Kind::Word && !page.has(at, Class::Calendar)
                || text.norm(at) == "-" && at > from && text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None)
                || text.norm(at) == "'s" && at > from && text.is_capitalized(at + 1))
        {
            at += 1;
        }
        // "The ministry in the Hamas-run enclave": what hangs on a hyphen is no name.
        if text.norm(at - 1) == "-" {
            return end;
        }
        if at == from && joint == "of" {
            // "association of prison guards", "ministry of health"
            while at < from + 2 && text.kind(at) == Kind::Word && joined(text, at) && !ends_phrase(page, setting, at) {
                at += 1;
            }
            return if at > from { at } else { end };
        }
        if at == from {
            return end;
        }
        // "Foreign |and European Affairs": a word that ends no name, or a field of work that another joins in the name of a ministry.
        let open = page.has(end - 1, Class::OpenPortfolio);
        let field = page.has(end - 1, Class::Portfolio);
        if joint == "and" && !open && (!field || text.is(at, &["said", "told"])) {
            return end;
        }
        end = at;
    }
}

fn ends_phrase(page: &Page<'_>, _setting: &Setting<'_>, at: usize) -> bool {
    page.hits_at(at).iter().any(|h| matches!(h.sense, Sense::Cue(_)))
        || page.has(at, Class::SmallWord)
        || page.text.is(at, &["is", "was", "were", "are", "has", "have", "had", "will", "near", "into", "where"])
}

/// "(NFA)" or " NFA" in capitals right after a name.
fn short_form(text: &Text<'_>, end: usize) -> Option<Range<usize>> {
    let capitals = |at: usize| matches!(text.case(at), Case::Upper | Case::Mixed) && text.word(at).chars().count() >= 2;
    if text.norm(end) == "(" && capitals(end + 1) && text.norm(end + 2) == ")" {
        return Some(end + 1..end + 2);
    }
    let comma = usize::from(text.norm(end) == ",");
    let after = text.norm(end + comma + 1);
    let alone = comma == 0 || matches!(after, "," | ".");
    (capitals(end + comma) && joined(text, end + comma) && alone && text.norm(end + comma).len() > 2)
        .then_some(end + comma..end + comma + 1)
}
