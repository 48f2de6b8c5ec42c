//! Numbers and what they count: intervals with the noun, after all figures that count nothing are set aside.
//!
//! A number is a count of people only with a noun that says so, a participle ("12 killed"), a state ("12 dead"), or in the
//! place of one said before ("12 dead and 40 wounded", "four others"). Bounds that words state are hard ("at least 12"); bounds of
//! vague words come from the policy table and are soft.

mod amount;
mod counted;
mod ellipsis;
mod figure;
mod fraction;
pub(super) mod numeral;

#[cfg(test)]
mod tests;

use amount::Amount;
use counted::Counted;
pub(super) use figure::age;
pub(super) use fraction::is_told_of;

use super::reader::Reader;
use super::victim::role_of_age;
use super::{Page, QuantityMention, Setting, Taken};
use crate::claim::{Count, CountModifier};
use crate::lexicon::Senses;
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::text::{Kind, Layout};

/// Finds the numbers of an article. Linear in its length.
pub(super) fn recognize(pages: &mut [Page<'_>], setting: &Setting<'_>) {
    for page in pages {
        let mut found: Vec<QuantityMention> = Vec::with_capacity(page.text.tokens.len() / 24);
        let mut taken: Vec<(std::ops::Range<usize>, Taken)> = Vec::new();
        let r = Reader { page, lexicon: setting.lexicon };
        let mut at = 0;
        while at < r.len() {
            let skipped =
                |at| page.taken.get(at) != Some(&Taken::Free) || page.text.sentence_of(at).layout == Layout::Boilerplate;
            if !may_start(r, at) || skipped(at) {
                at += 1;
                continue;
            }
            let (next, mention, by) = read(r, at, &found);
            if let Some(by) = by {
                taken.push((at..next, by));
            }
            found.extend(mention);
            at = next.max(at + 1);
        }
        for q in &found {
            taken.push((q.tokens.clone(), Taken::Quantity));
        }
        for (tokens, by) in taken {
            for t in tokens {
                if page.taken.get(t) == Some(&Taken::Free) {
                    page.take(t..t + 1, by);
                }
            }
        }
        page.quantities = found;
    }
}

/// Whether a noun that is counted follows directly: then a figure before it is no year and no day.
pub(super) fn counts(r: Reader<'_, '_>, at: usize) -> bool {
    counted::noun(r, at).is_some_and(|c| c.noun.plural && c.tokens.start <= at + 2)
}

/// Reads what starts at a token: where to go on, a mention, and what else the tokens are taken for.
fn read(r: Reader<'_, '_>, at: usize, found: &[QuantityMention]) -> (usize, Option<QuantityMention>, Option<Taken>) {
    // "A |couple was found".
    let word = at + usize::from(r.is(at, &["a"]) && r.page.has(at + 1, Class::Party));
    if let Some(party) = ellipsis::party(r, word) {
        return (party.tokens.end, Some(party), None);
    }
    if is_bare_article(r, at) {
        let lone = ellipsis::lone(r, at);
        return (lone.as_ref().map_or(at + 1, |q| q.tokens.end), lone, None);
    }
    if let Some(end) = figure::figure(r, at) {
        return (end, None, Some(Taken::Figure));
    }
    if let Some((couple, end)) = ellipsis::couple(r, at) {
        return (end, Some(couple), Some(Taken::Figure));
    }
    if let Some(amount) = amount::amount(r, at) {
        // "circa 1990" is a date.
        if r.page.taken.get(amount.number_at) == Some(&Taken::Date) {
            return (amount.number_at + 1, None, None);
        }
        // "at least 12 percent", "some 30,000 dollars": a modifier before a figure.
        if figure::figure(r, amount.number_at).is_some() {
            return (amount.number_at, None, None);
        }
        // "several hours", "children under 15", "older than 30".
        if figure::is_measured(r, amount.end) || figure::is_limit_of_age(r, &amount) || figure::is_age_of_other(r, &amount) {
            return (amount.end, None, Some(Taken::Figure));
        }
        // "A father of three": how many children he has.
        let of_parent = at > 1 && r.norm(at - 1) == "of" && r.page.has(at - 2, Class::Parent);
        if of_parent && counted::noun(r, amount.end).is_none_or(|c| counted::is_state(&c, r)) {
            return (amount.end, None, Some(Taken::Figure));
        }
        let end = amount.end;
        return match mention(r, &amount, found) {
            Some(mut q) => {
                fraction::divide(r, &mut q);
                fraction::all_but(r, &mut q);
                q.whole = if q.subset { ellipsis::whole(r, &q, found) } else { None };
                (q.tokens.end.max(end), Some(q), None)
            }
            None => (end, None, None),
        };
    }
    if let Some(end) = figure::is_ordinal(r, at) {
        return (end, None, Some(Taken::Figure));
    }
    if let Some(q) = ellipsis::nobody(r, at).or_else(|| ellipsis::both(r, at)).or_else(|| ellipsis::lone(r, at)) {
        return (q.tokens.end, Some(q), None);
    }
    (at + 1, None, None)
}

/// Whether a number may start here, or an abbreviation such as "no." before one: a cheap look before the dear ones.
fn may_start(r: Reader<'_, '_>, at: usize) -> bool {
    let text = &r.page.text;
    let Some(token) = text.tokens.get(at) else { return false };
    let written = |byte: usize| text.source.as_bytes().get(byte).copied().unwrap_or(b' ');
    match token.kind {
        Kind::Number => true,
        Kind::Punct => r.number(at, Role::starts).is_some(),
        Kind::Word => {
            let shape = || written(token.span.end.wrapping_sub(1)) == b'.' || !written(token.span.start).is_ascii_alphabetic();
            let stopped = || r.norm(at).ends_with('.') && shape();
            r.page.is_figure_or_begins(at, Senses::NUMBER) && (r.is_figure(at) || r.number(at, Role::starts).is_some())
                || r.page.has(at, Class::Party)
                || stopped()
        }
    }
}

/// Whether this is an article with no number word after it: most are, and can only begin "a man".
fn is_bare_article(r: Reader<'_, '_>, at: usize) -> bool {
    matches!(r.norm(at), "a" | "an")
        && !r.is_figure(at + 1)
        && !r.has_number(at + 1)
        && r.number(at, |x| x != Role::Opener).is_none()
}

/// The mention of an amount, with its noun where it has one.
fn mention(r: Reader<'_, '_>, amount: &Amount, found: &[QuantityMention]) -> Option<QuantityMention> {
    let noun_at = if amount.strong { ellipsis::members(r, amount.end) } else { amount.end };
    let counted = counted::noun(r, noun_at).filter(|c| amount.may_count(c.noun.plural));
    let subset = ellipsis::is_subset(r, amount, found);
    let mut count = amount.count();
    match counted {
        Some(c) => {
            let second = counted::second_noun(r, &c);
            let (end, count) = amount.after(r, second.as_ref().map_or(c.tokens.end, |s| s.tokens.end));
            let state = counted::is_state(&c, r);
            let mut q = QuantityMention {
                tokens: amount.start..end,
                count,
                head: None,
                role: None,
                elliptic: state,
                subset,
                whole: None,
            };
            name(&mut q, r, &c);
            if let Some(second) = second {
                q.role = q.role.filter(|role| *role == second.noun.role);
            }
            if c.noun.unit == "person" && r.is(c.tokens.start, &["other", "others"]) {
                // "two others" after vehicles are vehicles.
                let last = found.iter().rev().find(|f| f.count.unit.is_some() && r.together(f.tokens.start, amount.start));
                if let Some(unit) = last.and_then(|f| f.count.unit.clone()).filter(|u| u != "person") {
                    q.count.unit = Some(unit);
                    q.role = None;
                }
                q.elliptic = true;
            }
            Some(q)
        }
        None => {
            // "a pair of 15-year-olds".
            if let Some((years, end)) = figure::age(r, amount.end, true).filter(|_| amount.may_count(true)) {
                count.unit = Some("person".into());
                let role = role_of_age(years);
                return Some(QuantityMention {
                    tokens: amount.start..end,
                    count,
                    head: None,
                    role,
                    elliptic: true,
                    subset,
                    whole: None,
                });
            }
            let person = ellipsis::is_of_people(r, amount, found);
            if person {
                count = amount.after(r, amount.end).1;
                count.unit = Some("person".into());
            } else if amount.is_pronoun(r) {
                return None;
            }
            // "60 drones, 45 of them": of the things counted last.
            let of_them = !person && r.norm(amount.end) == "of" && r.is(amount.end + 1, &["them", "which"]);
            let end = if of_them { amount.end + 2 } else { amount.end };
            if of_them && r.page.has(end, Class::VerbGroup) {
                let last = found.last().filter(|q| r.together(q.tokens.start, amount.start));
                count.unit = last.and_then(|q| q.count.unit.clone());
            }
            Some(QuantityMention {
                tokens: amount.start..if count.unit.is_some() { end } else { amount.end },
                count,
                head: None,
                role: None,
                elliptic: person,
                subset,
                whole: None,
            })
        }
    }
}

/// Enters the noun into a mention.
fn name(q: &mut QuantityMention, r: Reader<'_, '_>, c: &Counted<'_>) {
    q.count.unit = Some(c.noun.unit.clone());
    q.count.noun = Some(r.page.text.slice(c.tokens.clone()).to_owned());
    q.head = c.tokens.end.checked_sub(1);
    q.role = (!c.noun.role.is_empty()).then(|| c.noun.role.clone());
}

/// A count of exactly n.
fn exactly(n: u64) -> Count {
    Count { low: Some(n), high: Some(n), modifier: Some(CountModifier::Exact), ..Count::default() }
}
