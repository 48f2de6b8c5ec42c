//! What is counted: the noun behind a number.

use std::ops::Range;
use std::sync::OnceLock;

use super::numeral::numeral;
use crate::lexicon::nouns::Noun;
use crate::lexicon::triggers::{Counted as Argument, Form};
use crate::lexicon::words::Class;
use crate::normalize::Taken;
use crate::normalize::reader::Reader;
use crate::text::{Case, Kind};

/// Words between a number and its noun: no noun phrase of news text has more.
const REACH: usize = 8;

/// The noun that a number counts.
#[derive(Clone, Debug)]
pub(super) struct Counted<'p> {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its row.
    pub noun: &'p Noun,
}

/// What "fighters" are after the name of a model.
fn aircraft() -> &'static Noun {
    static AIRCRAFT: OnceLock<Noun> = OnceLock::new();
    AIRCRAFT.get_or_init(|| Noun {
        word: "fighters".into(),
        unit: "aircraft".into(),
        role: String::new(),
        plural: true,
        event: String::new(),
    })
}

/// The noun that a number counts which ends before `after`: "12 | Ukrainian long-range drones", "14 | of its soldiers".
pub(super) fn noun<'p>(r: Reader<'p, '_>, after: usize) -> Option<Counted<'p>> {
    let mut at = after;
    if at == 0 || !r.together(at - 1, at) {
        return None;
    }
    // "12 | out of 20 passengers", not "12 | out of their homes".
    let whole_at = at + 2 + usize::from(r.is(at + 2, &["the", "its", "their", "his", "her"]));
    let out = r.norm(at) == "out" && r.norm(at + 1) == "of" && numeral(r, whole_at).is_some();
    if out || r.norm(at) == "of" {
        at += 1 + usize::from(out);
        if r.is(at, &["them", "whom", "those", "these", "us", "which", "it"]) && !r.is(at, &["those", "these"]) {
            return None;
        }
        while r.is(at, &["the", "its", "his", "her", "their", "our", "my", "all", "these", "those", "some", "a", "an"])
            || numeral(r, at).is_some()
        {
            at = numeral(r, at).map_or(at + 1, |n| n.end);
            if at > after + 5 {
                return None;
            }
        }
    }
    // "two | 12 year old | boys".
    if let Some((_, end)) = super::figure::age(r, at, false) {
        at = end;
    }
    let first = at;
    while at < first + REACH && r.together(after - 1, at) {
        // "Nine | of the village's | 300 people": of how many they are some.
        let whole = (first > after && r.norm(at - 1) == "'s").then(|| numeral(r, at)).flatten();
        if let Some(whole) = whole {
            at = whole.end;
            continue;
        }
        // "23 Kenyan | and | Yemeni sailors", "12 young | and | old men": adjectives of one noun.
        if let Some(next) = second_adjective(r, first, at) {
            at = next;
            continue;
        }
        if let Some((row, end)) = r.noun(at) {
            // "Two other young men".
            if row.word == "other" && !row.plural && r.page.is_unlisted_noun(end) {
                at = end;
                continue;
            }
            // Part of a longer hyphenated word is no noun: "10-person team".
            let tied = r.norm(end) == "-" && r.joined(end) && r.joined(end + 1);
            let owner = r.norm(end) == "'s" || r.norm(end) == "'" && r.joined(end);
            if !tied && !owner && !is_taken(r, at) {
                // "two Su-35 fighters" are no people.
                let model = at > first + 1 && row.role == "fighter" && r.joined(at - 1) && r.is_figure(at - 1);
                // The same where the model itself is a noun.
                let fighters =
                    r.noun(end).filter(|(next, _)| row.unit == "aircraft" && r.is_figure(end - 1) && next.role == "fighter");
                if let Some((_, end)) = fighters {
                    return Some(Counted { tokens: at..end, noun: aircraft() });
                }
                let counted = if model { Counted { tokens: at..end, noun: aircraft() } } else { heads(r, at, row, end) };
                return Some(counted).filter(|c| !is_modifier(c, r));
            }
            at = if owner { end + 1 } else { end };
            continue;
        }
        let joined = r.norm(at) == "-" && r.joined(at) && r.joined(at + 1);
        let skip = match r.kind(at) {
            // "burnt-out vehicles": what hangs on a hyphen belongs to its word.
            Kind::Word if tail(r, at) => true,
            Kind::Word => (!is_closed(r, at) && !is_verb_end(r, at, first)) || tail(r, at + 2) && r.norm(at + 1) == "-",
            // "two 19-year-old men", "three T-72 tanks".
            Kind::Number => r.norm(at + 1) == "-" && r.joined(at + 1) || at > 0 && r.norm(at - 1) == "-" && r.joined(at),
            Kind::Punct => {
                joined
                    || matches!(r.norm(at), "\"")
                    || r.norm(at) == "," && at > first && adjective_comma(r, at)
                    || r.norm(at) == "'" && r.joined(at)
            }
        };
        if !skip {
            return None;
        }
        at += 1;
    }
    None
}

/// The second of two nouns that one number counts: "twelve men |and women| were". What follows is no verb of its own: "five men and women fled"
/// is read so, "killed five soldiers and rebels attacked" is not.
pub(super) fn second_noun<'p>(r: Reader<'p, '_>, first: &Counted<'p>) -> Option<Counted<'p>> {
    let people = |n: &Noun| n.plural && n.unit == "person" && n.event.is_empty();
    let at = first.tokens.end + 1;
    if !people(first.noun) || is_state(first, r) || r.norm(at - 1) != "and" || !r.together(at - 1, at) {
        return None;
    }
    let (noun, end) = r.noun(at).filter(|(n, _)| people(n) && n.word != "others")?;
    let own = r.triggers(end).any(|(t, _)| t.form != Form::Noun && t.counted == Argument::Object);
    // "37 lives and displaced |4,000": a verb.
    let number = r.kind(end) == Kind::Number || numeral(r, end).is_some();
    (!own && !number && !is_taken(r, at)).then_some(Counted { tokens: at..end, noun })
}

/// Behind "and" or a comma between two adjectives of one counted noun, the second of them: "Kenyan |and| Yemeni sailors". Names for a people
/// count as adjectives there: "Serb and Croat fans".
fn second_adjective(r: Reader<'_, '_>, first: usize, at: usize) -> Option<usize> {
    let and = at > first && r.norm(at) == "and";
    let listed = at > first && r.norm(at) == "," && (r.side(at + 1).is_some() && r.side(at - 1).is_some());
    if !(and || listed) || r.kind(at + 1) != Kind::Word || numeral(r, at + 1).is_some() || is_closed(r, at + 1) {
        return None;
    }
    let (a, b) = (r.side(at - 1).is_some(), r.side(at + 1).is_some());
    let plain =
        |t: usize| r.noun(t).is_none() && r.triggers(t).next().is_none() && !is_closed(r, t) && !r.page.text.is_capitalized(t);
    // The noun stands next, or after the next "and".
    let more = |t: usize| r.norm(t) == "," || r.norm(t) == "and";
    let noun = r.noun(at + 2).is_some_and(|(n, _)| n.plural) || a && b && more(at + 2);
    (noun && (a && b || !a && !b && and && plain(at - 1) && plain(at + 1))).then_some(at + 1)
}

/// From the first noun of a compound to its head: "police | officers", "wounded | civilians".
fn heads<'p>(r: Reader<'p, '_>, at: usize, row: &'p Noun, end: usize) -> Counted<'p> {
    let mut found = Counted { tokens: at..end, noun: row };
    let mut steps = 0;
    while steps < 3 {
        let end = found.tokens.end;
        let state = is_state(&found, r);
        if found.noun.plural && !state || !r.together(end - 1, end) || is_taken(r, end) {
            break;
        }
        // "wounded Ukrainian soldiers", "hospital security guards": one word may stand between.
        let next = [end, end + 1].into_iter().find_map(|t| {
            let between = t == end || r.kind(end) == Kind::Word && !is_closed(r, end) && r.page.text.is_capitalized(end);
            r.noun(t).filter(|_| between && r.together(end, t)).map(|(n, e)| (t, n, e))
        });
        let Some((t, noun, e)) = next else { break };
        let next = Counted { tokens: t..e, noun };
        if is_state(&next, r) {
            break;
        }
        found = next;
        steps += 1;
    }
    found
}

/// "150 dead |mullet", "400 pilot |whales", "no other |details": what is counted is a noun that no table has, and the one found only says which.
fn is_modifier(c: &Counted<'_>, r: Reader<'_, '_>) -> bool {
    let at = c.tokens.end;
    let dead = is_state(c, r) && r.norm(c.tokens.start) == "dead";
    let unlisted = |at: usize| r.together(at - 1, at) && r.page.is_unlisted_noun(at) && r.triggers(at).next().is_none();
    c.noun.unit == "person" && unlisted(at) && (dead || !c.noun.plural && r.norm(at).ends_with('s'))
}

/// "dead", "wounded", "missing": a state that stands for the people in it.
pub(super) fn is_state(c: &Counted<'_>, r: Reader<'_, '_>) -> bool {
    !c.noun.event.is_empty() && c.tokens.len() == 1 && !r.norm(c.tokens.start).ends_with('s') && c.noun.plural
}

/// Whether a noun phrase may begin or go on at a token.
pub(super) fn opens(r: Reader<'_, '_>, at: usize) -> bool {
    r.kind(at) == Kind::Word && !is_closed(r, at) && r.triggers(at).next().is_none()
}

/// Whether a word belongs to no noun phrase; "US" is no pronoun.
fn is_closed(r: Reader<'_, '_>, at: usize) -> bool {
    r.page.has(at, Class::Closed) && !(r.page.text.case(at) == Case::Upper && r.side(at).is_some())
}

/// Whether a counted noun follows directly.
pub(super) fn unit_after(r: Reader<'_, '_>, at: usize) -> bool {
    r.noun(at).is_some_and(|(n, _)| n.plural && n.unit != "person")
}

/// Whether a hyphen without spaces stands before a token.
fn tail(r: Reader<'_, '_>, at: usize) -> bool {
    at > 1 && r.norm(at - 1) == "-" && r.joined(at) && r.joined(at - 1)
}

fn is_taken(r: Reader<'_, '_>, at: usize) -> bool {
    r.page.taken.get(at).is_some_and(|t| matches!(t, Taken::Date | Taken::Name))
}

/// "12 young, unarmed men": a comma between adjectives, before a lower-case word that is no number and no name.
fn adjective_comma(r: Reader<'_, '_>, at: usize) -> bool {
    let next = at + 1;
    r.kind(next) == Kind::Word
        && !is_closed(r, next)
        && numeral(r, next).is_none()
        && !r.page.text.is_capitalized(next)
        && r.noun(next + 1).is_some()
        && r.noun(next).is_none()
}

/// A participle or verb that ends the noun phrase: "17 injured in", "six fled".
fn is_verb_end(r: Reader<'_, '_>, at: usize, first: usize) -> bool {
    let trigger = r.triggers(at).find(|(t, _)| matches!(t.form, Form::Past | Form::Participle | Form::Present));
    let Some((t, end)) = trigger else { return false };
    // A participle may stand before its noun: "three killed soldiers", "14 injured workers".
    let attributive =
        at == first && matches!(t.counted, Argument::Object | Argument::Before) && r.noun(end).is_some_and(|(n, _)| n.plural);
    !attributive
}
