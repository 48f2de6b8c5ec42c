//! Numbers that count nothing: money, measures, clock times, ages, scores, labels, addresses. They are told apart first.

use super::amount::Amount;
use super::counted;
use super::numeral::{Form, Numeral, is_numeral, numeral, ordinal};
use crate::lexicon::calendar::{CalendarWord, Unit};
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::normalize::reader::Reader;
use crate::normalize::victim::OLDEST;
use crate::text::{Case, Gap, Kind};

/// The end of the figure that starts at a token, where one does.
pub(super) fn figure(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let digits = r.is_figure(at);
    if !digits {
        if let Some((_, end)) = r.number(at, |role| role == Role::Currency)
            && let Some(n) = numeral(r, end)
        {
            return Some(chain(r, n.end));
        }
        if let Some(end) = ages(r, at).or_else(|| label(r, at)).or_else(|| telephone(r, at)) {
            return Some(end);
        }
    }
    let n = numeral(r, at);
    if n.is_none() && digits {
        // "155mm", "20th", "90s", an address of a computer.
        return Some(chain(r, at + 1));
    }
    let n = n?;
    if r.is(at, &["a", "an"]) && r.number(n.end, |role| matches!(role, Role::Measure | Role::Money)).is_none() {
        return None;
    }
    of_numeral(r, &n)
}

fn of_numeral(r: Reader<'_, '_>, n: &Numeral) -> Option<usize> {
    let (at, end) = (n.start, n.end);
    let digits = r.norm(at).as_bytes().first().is_some_and(u8::is_ascii_digit);
    if let Some(end) = times(r, n) {
        return Some(end);
    }
    if let Some(end) = tied(r, n) {
        return Some(end);
    }
    // "10 to 15 percent", "3-4 km": what follows the upper end of a range holds for the lower.
    let mut last = end;
    if (r.dash(end) || r.is(end, &["to", "or", "and"]))
        && let Some(upper) = numeral(r, end + 1)
        && measured(r, upper.end).is_some()
        && !r.is(end, &["and"])
    {
        last = upper.end;
    }
    if let Some(end) = measured(r, last).or_else(|| listed_ages(r, end)) {
        return Some(end);
    }
    if let Some(end) = rate(r, end, n.value()) {
        return Some(end);
    }
    // "in his 30's".
    if digits && r.norm(at).ends_with('0') && r.is(end, &["'s", "\u{2019}s", "\u{2032}s"]) && r.joined(end) {
        return Some(end + 1);
    }
    if digits && let Some(end) = address(r, end) {
        return Some(end);
    }
    if let Some(end) = aside(r, n) {
        return Some(end);
    }
    if is_age_of(r, n) || is_age_told(r, n) || is_age_at_death(r, n) {
        return Some(end);
    }
    if digits && at > 0 && r.joined(at) {
        // "T-72", "Covid-19", "#4", "v2": part of a name.
        let before = at - 1;
        if r.is(before, &["#", "/", "_", "@", "№"])
            || r.dash(before)
                && r.joined(before)
                && before > 0
                && r.kind(before - 1) == Kind::Word
                && numeral(r, before - 1).is_none()
        {
            return Some(chain(r, end));
        }
    }
    if digits
        && r.page.text.tokens.get(at).is_some_and(|t| t.gap >= Gap::Line)
        && r.is(end, &[".", ")"])
        && r.joined(end)
        && (r.together(end, end + 1) || starts_sentence(r, at))
    {
        return Some(end + 1);
    }
    match n.form {
        Form::Fraction => Some(end),
        Form::Dotted => (counted::noun(r, end).is_none()).then_some(end),
        _ => n.value().is_none().then_some(end),
    }
}

/// "12:30", "10.37 a.m.", "3-1", "24/7", "555-01-99", "12-year-old", "two-thirds": numbers tied to what follows.
fn tied(r: Reader<'_, '_>, n: &Numeral) -> Option<usize> {
    let end = n.end;
    if let Some(end) = clock(r, end) {
        return Some(end);
    }
    if !r.joined(end) {
        return None;
    }
    let next = r.norm(end);
    if matches!(next, ":" | "/") && r.joined(end + 1) && r.norm(end + 1).as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let last = chain(r, end + 2);
        return Some(clock(r, last).unwrap_or(last));
    }
    if matches!(next, "%" | "\u{2103}") {
        return Some(end + 1);
    }
    if next == "\u{B0}" {
        return Some(angle(r, end + 1));
    }
    if (next == "-" || next == "\u{2013}" && r.kind(end + 1) == Kind::Number) && r.joined(end + 1) {
        if let Some(upper) = numeral(r, end + 1) {
            let more = r.joined(upper.end)
                && (r.norm(upper.end) == "-" || matches!(r.norm(upper.end), "/" | ":"))
                && r.joined(upper.end + 1);
            let more = more && r.norm(upper.end + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
            let falls = upper.value() <= n.value_before(&upper) && r.kind(n.start) == Kind::Number;
            // "123-4567" is called, not counted.
            let called =
                matches!((n.form, upper.form), (Form::Plain(3), Form::Plain(4))) && counted::noun(r, upper.end).is_none();
            return if more || falls || called { Some(chain(r, upper.end)) } else { None };
        }
        let body =
            r.is(end + 1, &["member", "person", "man", "woman"]) && r.number(end + 2, |role| role == Role::Collective).is_some();
        if body || r.is(end + 1, &["strong", "plus", "odd", "some"]) {
            return None;
        }
        // "12-year-old", "four-storey", "155-mm".
        return (r.kind(end + 1) == Kind::Word).then(|| chain(r, end + 1));
    }
    None
}

/// The rest of a latitude or longitude after its degrees: "48° | 30'15"N".
fn angle(r: Reader<'_, '_>, at: usize) -> usize {
    let marks = ["'", "\"", "\u{2019}", "\u{201D}", "\u{2032}", "\u{2033}"];
    let mut end = at;
    while end < at + 6 && (r.joined(end) || r.joined(end + 1) && r.is(end + 1, &marks)) {
        if !(r.kind(end) == Kind::Number || r.is(end, &marks) || r.is(end, &["n", "s", "e", "w"])) {
            break;
        }
        end += 1;
    }
    end
}

/// "+380 44 123 4567": the number of a telephone.
fn telephone(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let (mut end, mut digits) = (at + 1, 0);
    if r.norm(at) != "+" || r.kind(end) != Kind::Number || !r.joined(end) {
        return None;
    }
    while end < at + 16 && r.together(at, end) {
        match r.kind(end) {
            Kind::Number => digits += r.norm(end).len(),
            Kind::Punct if r.is(end, &["-", "(", ")", "/", "."]) && r.kind(end + 1) != Kind::Word => {}
            _ => break,
        }
        end += 1;
    }
    (digits >= 7).then_some(end)
}

/// Follows what is joined with hyphens, slashes and colons.
fn chain(r: Reader<'_, '_>, end: usize) -> usize {
    let mut end = end.max(1);
    if !matches!(r.norm(end - 1), "-" | "/" | ":") && r.is(end, &["-", "/", ":", "+"]) && !r.joined(end) {
        return end;
    }
    let mut steps = 0;
    while steps < 12 && end < r.len() {
        let tie = r.is(end, &["-", "/", ":"]) && r.joined(end) && r.joined(end + 1) && r.kind(end + 1) != Kind::Punct;
        if tie {
            end += 2;
        } else if r.joined(end) && r.kind(end) != Kind::Punct && matches!(r.norm(end - 1), "-" | "/" | ":") {
            end += 1;
        } else {
            break;
        }
        steps += 1;
    }
    end
}

/// "a.m.", "o'clock", "hours GMT" after a time of the day.
fn clock(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    if r.is(at, &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "gmt", "utc", "hrs"]) {
        return Some(at + 1);
    }
    None
}

/// A measure, money or a span of time after a number: "percent", "million dollars", "more years".
fn measured(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    if r.is(at, &["%", "\u{B0}", "$", "\u{20AC}", "\u{A3}", "\u{2103}", "\u{20B4}", "\u{20BD}"]) {
        return Some(at + 1);
    }
    let mut at = at;
    if r.page.has(at, Class::BeforePeriod) {
        at += 1;
    }
    if !r.together(at.saturating_sub(1), at) {
        return None;
    }
    if let Some((_, end)) = r.number(at, |role| matches!(role, Role::Measure | Role::Money)) {
        return Some(end);
    }
    // "30 US dollars", "20 million Canadian dollars".
    if r.page.text.is_capitalized(at)
        && let Some((_, end)) = r.number(at + 1, |role| role == Role::Money)
    {
        return Some(end);
    }
    let (_, end) = unit(r, at)?;
    if r.is(end, &["old", "olds"]) {
        return Some(end + 1);
    }
    if r.norm(end) == "of" && r.norm(end + 1) == "age" {
        return Some(end + 2);
    }
    Some(end)
}

fn unit(r: Reader<'_, '_>, at: usize) -> Option<(Unit, usize)> {
    r.calendar(at, |w| match w {
        CalendarWord::Unit(unit) => Some(unit),
        _ => None,
    })
}

/// "5 times", "twofold" are measures; "two times three" is not ours either.
fn times(r: Reader<'_, '_>, n: &Numeral) -> Option<usize> {
    (r.norm(n.end) == "x" && r.kind(n.end + 1) == Kind::Number).then_some(n.end + 2)
}

/// "one in five", "two out of three", "nine out of every ten".
fn rate(r: Reader<'_, '_>, end: usize, parts: Option<u64>) -> Option<usize> {
    let mut at = match r.norm(end) {
        "in" => end + 1,
        "out" if r.norm(end + 1) == "of" => end + 2,
        "of" if r.norm(end + 1) == "every" => end + 1,
        _ => return None,
    };
    let out = r.norm(end) != "in";
    let every = r.norm(at) == "every";
    at += usize::from(every);
    let whole = numeral(r, at)?;
    // "Killed 31 in three provinces".
    if parts.zip(whole.value()).is_some_and(|(parts, all)| parts >= all) {
        return None;
    }
    // "nine out of ten" is a rate, "12 out of 20 passengers" are 12.
    let round = whole.value().is_none_or(|v| v <= 10 || v.ilog10() > (v - 1).ilog10());
    if out && !round && !every && counted::noun(r, whole.end).is_some() {
        return None;
    }
    let year = matches!(whole.form, Form::Plain(4));
    if year
        || !out && counted::unit_after(r, whole.end)
        || !out && r.page.taken.get(at).is_some_and(|t| *t != crate::normalize::Taken::Free)
    {
        return None;
    }
    Some(whole.end)
}

/// "14 Lenin Street".
fn address(r: Reader<'_, '_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at < end + 3 && r.page.text.is_capitalized(at) && r.together(end - 1, at) {
        at += 1;
        if r.page.text.is_capitalized(at)
            && let Some((_, end)) = r.number(at, |role| role == Role::Street)
        {
            return Some(end);
        }
    }
    None
}

/// ", 31," after a name or a person, "(31)" after a name, ", 12 and 14," after persons: where it ends.
fn aside(r: Reader<'_, '_>, n: &Numeral) -> Option<usize> {
    let age = |n: &Numeral| matches!(n.form, Form::Plain(1..=3)) && n.value().is_some_and(|v| v <= 120);
    // "Ann Lee, three, was".
    let spelled = matches!(n.form, Form::Words)
        && n.value().is_some_and(|v| v < 20)
        && r.norm(n.end) == ","
        && r.is(n.end + 1, &["was", "is", "had", "has", "died", "who"]);
    // "Another boy, also 15, was".
    let start = n.start.saturating_sub(usize::from(n.start > 0 && r.is(n.start - 1, &["also", "now", "just", "only"])));
    // "Ann Lee, thirty-two, and her son".
    let name = |end: usize| end > 1 && r.page.text.is_capitalized(end - 1) && r.page.text.is_capitalized(end - 2);
    let named = || start.checked_sub(1).is_some_and(name) && n.value().is_some_and(|v| v <= OLDEST);
    let spelled = spelled || matches!(n.form, Form::Words) && r.is(n.end, &[",", ")"]) && named();
    // "20 people in Algeria, 12 of them in Bejaia".
    let part = r.norm(n.end) == "of" && r.is(n.end + 1, &["them", "whom"]);
    if !(age(n) || spelled) || start < 2 || part {
        return None;
    }
    let (open, before) = (r.norm(start - 1), start - 2);
    let named = r.page.text.is_capitalized(before)
        || r.noun(before).is_some_and(|(noun, _)| noun.unit == "person")
        || r.is(before, &["'s"]);
    let close = r.norm(n.end);
    // "Of the 60 passengers, 12 were killed": several are not of one age.
    let several = r.noun(before).is_some_and(|(noun, _)| noun.plural) && !r.page.text.is_capitalized(before);
    if several && matches!(close, "was" | "were" | "has" | "had") {
        return None;
    }
    let aside = match open {
        "," => {
            named
                && (matches!(
                    close,
                    "," | ";" | "." | ")" | "and" | "of" | "from" | "who" | "was" | "were" | "has" | "had" | ":" | "\""
                ) && r.number(n.end, is_numeral).is_none())
        }
        "(" => close == ")" && r.page.text.is_capitalized(before),
        _ => false,
    };
    if !aside {
        return None;
    }
    // The ages of several: the last one closes as the first one would.
    let mut end = n.end;
    while open == "," && r.is(end, &[",", "and"]) {
        let skip = end + 1 + usize::from(r.norm(end) == "," && r.norm(end + 1) == "and");
        match numeral(r, skip).filter(age) {
            Some(next) if r.is(next.end, &[",", "and", ";", "."]) => end = next.end,
            _ => break,
        }
    }
    Some(end)
}

/// "a man of 42", but not "a family of five".
fn is_age_of(r: Reader<'_, '_>, n: &Numeral) -> bool {
    n.start > 1
        && r.norm(n.start - 1) == "of"
        && r.noun(n.start - 2).is_some_and(|(noun, _)| noun.unit == "person" && !noun.plural && noun.event.is_empty())
        && n.value().is_some_and(|v| v <= 110)
        && counted::noun(r, n.end).is_none()
}

/// "a girl, who was 12,", "the boy, who is nine, was": what somebody is, where nothing is counted.
fn is_age_told(r: Reader<'_, '_>, n: &Numeral) -> bool {
    let be = n.start - usize::from(n.start > 2 && r.is(n.start - 1, &["just", "only", "about", "then"]));
    let who = be > 2 && r.is(be - 1, &["was", "is"]) && r.norm(be - 2) == "who";
    let mut end = n.end;
    if r.norm(end) == "or"
        && let Some(other) = numeral(r, end + 1)
    {
        end = other.end;
    }
    who && n.value().is_some_and(|v| v <= 110)
        && r.is(end, &[",", ".", ";", ")", "at", "when", "and"])
        && counted::noun(r, end).is_none()
}

/// "Dead |at 62", "died |at 62": how old.
fn is_age_at_death(r: Reader<'_, '_>, n: &Numeral) -> bool {
    let dead = |t: usize| r.is(t, &["dead", "dies", "died", "die", "dying"]);
    n.start > 1
        && r.is(n.start - 1, &["at"])
        && dead(n.start - 2)
        && n.value().is_some_and(|v| v <= OLDEST)
        && (r.kind(n.end) != Kind::Word || r.page.ends_phrase(n.end))
}

/// The years and the end of "12-year-old", "12 year old", "two-month-old"; of several "12-year-olds".
pub(in crate::normalize) fn age(r: Reader<'_, '_>, at: usize, several: bool) -> Option<(u64, usize)> {
    let n = numeral(r, at)?;
    let tie = |t: usize| t + usize::from(r.norm(t) == "-");
    let (unit, end) = unit(r, tie(n.end))?;
    let years = if unit == Unit::Year { n.value()? } else { 0 };
    (r.norm(tie(end)) == if several { "olds" } else { "old" }).then_some((years, tie(end) + 1))
}

/// "12 | , 14 and 31 years old": the end of a list of ages.
fn listed_ages(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..8 {
        if !r.is(end, &[",", "and", "or"]) {
            return None;
        }
        let skip = end + 1 + usize::from(r.norm(end) == "," && r.is(end + 1, &["and", "or"]));
        end = numeral(r, skip)?.end;
        if let Some((_, old)) = unit(r, end).filter(|(_, e)| r.norm(*e) == "old") {
            return Some(old + 1);
        }
    }
    None
}

/// "aged 4 and 7", "ages 2, 4 and 11", "the age of 12", "aged between 4 and 7", "age 31".
fn ages(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    let mut next = match r.norm(at) {
        "aged" | "ages" | "age" => at + 1,
        _ => return None,
    };
    while r.is(next, &["of", "between", "from", "about", "around", "over", "under", "just", "only", "at", "least"]) {
        next += 1;
    }
    let mut end = numeral(r, next)?.end;
    while r.is(end, &[",", "and", "to", "or", "-", "\u{2013}"]) {
        let skip = if r.norm(end) == "," && r.norm(end + 1) == "and" { end + 2 } else { end + 1 };
        let Some(n) = numeral(r, skip) else { break };
        // "aged 4 and two women": a noun after it begins a count.
        if counted::noun(r, n.end).is_some() || n.value().is_none_or(|v| v > 120) {
            break;
        }
        end = n.end;
    }
    Some(measured(r, end).unwrap_or(end))
}

/// "Flight 17", "Unit 41682", "block 7", "Articles 5 and 6", "No. 12".
fn label(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    // "Deaths top 1,000".
    let counted = |t: usize| [Class::DeathToll, Class::Occurrence, Class::Figure].iter().any(|class| r.page.has(t, *class));
    if at > 0 && r.page.has(at, Class::TollLead) && counted(at - 1) {
        return None;
    }
    let marked = r.norm(at).ends_with(['.', '#', '\u{2116}']);
    let end = if marked && r.is(at, &["no.", "nos.", "#", "\u{2116}", "art.", "fig.", "vol.", "pp.", "p."]) {
        at + 1
    } else if r.norm(at) == "no" && r.norm(at + 1) == "." && r.joined(at + 1) {
        at + 2
    } else {
        r.number(at, |role| role == Role::Label)?.1
    };
    let mut first = end;
    if r.norm(first) == "." && r.joined(first) && r.together(at, first + 1) {
        first += 1;
    }
    if !r.together(at, first) && r.norm(first.saturating_sub(1)) != "." {
        return None;
    }
    if r.is(first, &["no.", "number", "#", "nos."]) {
        first += 1;
    }
    let digit = r.norm(first).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let n = numeral(r, first);
    if !digit && n.is_none_or(|n| r.kind(n.start) == Kind::Number) {
        return None;
    }
    let stop = n.map_or(first + 1, |n| n.end);
    // "Zone 5 residents" begins with a label, "No 12 residents" does not.
    let proper = r.page.text.is_capitalized(at) && (!starts_sentence(r, at) || r.norm(at) != "no" && digit)
        || r.norm(at).ends_with('.')
        || r.page.text.case(at) == Case::Upper;
    let word = !digit;
    // "at Linden High School 3 pupils", "in Room three men": the number is not of the name.
    let apart = if word { !r.page.text.is_capitalized(first) } else { at > 0 && r.page.text.is_capitalized(at - 1) };
    if apart && counted::noun(r, stop).is_some_and(|c| c.noun.plural) {
        return None;
    }
    if !proper && (word || counted::noun(r, stop).is_some() || r.norm(at) == "no") {
        return None;
    }
    let mut stop = chain(r, stop);
    while proper
        && r.is(stop, &["and", ",", "-", "\u{2013}", "to"])
        && r.kind(stop + 1) == Kind::Number
        && counted::noun(r, stop + 2).is_none()
    {
        stop += 2;
    }
    Some(stop)
}

/// Whether a measure or span of time follows.
pub(super) fn is_measured(r: Reader<'_, '_>, at: usize) -> bool {
    measured(r, at).is_some()
}

/// "children under 15", "men over 60", "older than 30": a bound of age after the people it is said of.
pub(super) fn is_limit_of_age(r: Reader<'_, '_>, a: &Amount) -> bool {
    let Some(before) = a.start.checked_sub(1).filter(|b| r.together(*b, a.start)) else { return false };
    if r.norm(before) == "than" && before > 0 && r.is(before - 1, &["older", "younger"]) {
        return true;
    }
    let bounded = r.is(a.start, &["under", "over", "above", "below", "around", "about"]) && a.number_at > a.start;
    let person = r.is(before, &["anyone", "everyone", "anybody", "those"])
        || r.noun(before).is_some_and(|(n, _)| n.unit == "person")
        || before.checked_sub(1).and_then(|t| r.noun(t)).is_some_and(|(n, e)| n.unit == "person" && e == before + 1);
    bounded
        && person
        && a.count().best.or(a.count().low).or(a.count().high).is_some_and(|v| v <= 110)
        && counted::noun(r, a.end).is_none()
}

/// Tokens from "one" to "the other" with the age of the first.
const BOTH_AGES: usize = 8;

/// "Two men, one age 21 and the other |28, were held": the age of the second.
pub(super) fn is_age_of_other(r: Reader<'_, '_>, a: &Amount) -> bool {
    let other = a.number_at.checked_sub(2).filter(|t| r.norm(*t) == "the" && r.norm(*t + 1) == "other");
    let Some(the) = other.filter(|_| a.count().best.or(a.count().low).is_some_and(|v| v <= 110)) else { return false };
    let first = r.page.text.sentence_of(the).tokens.start.max(the.saturating_sub(BOTH_AGES));
    let aged = (first..the).rev().find(|t| r.is_figure(*t)).filter(|t| *t > first);
    aged.is_some_and(|age| (first..age).any(|t| r.norm(t) == "one")) && counted::noun(r, a.end).is_none()
}

/// Whether the token is the first word of its sentence.
pub(super) fn starts_sentence(r: Reader<'_, '_>, at: usize) -> bool {
    let first = r.page.text.sentence_of(at).tokens.start;
    (first..at).all(|t| r.kind(t) == Kind::Punct)
}

/// Whether a word or figure at a token is an ordinal, which counts nothing.
pub(super) fn is_ordinal(r: Reader<'_, '_>, at: usize) -> Option<usize> {
    ordinal(r, at).map(|(_, end)| end)
}
