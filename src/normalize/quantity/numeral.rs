//! Numbers as they are written: digits with grouping, words, both with scales.

use crate::lexicon::Senses;
use crate::lexicon::numbers::Role;
use crate::normalize::reader::Reader;
use crate::text::{Case, Kind};

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::normalize) struct Numeral {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its value in millionths, so that "1.2 million" is whole and "3.5" is not.
    micro: u128,
    /// The last scale, in units: 1,000 for "two thousand"; shared with the number before in "two to three thousand".
    scale: u64,
    /// How it is written.
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::normalize) enum Form {
    /// Plain digits without a separator: so many of them.
    Plain(u8),
    /// Digits with grouping or a decimal part, or digits and a scale word.
    Figures,
    /// A decimal part of three digits after a point, which in some languages groups thousands ("1.500").
    Dotted,
    /// A decimal part without grouping: no count, unless a scale makes it whole ("1.2 million").
    Decimal,
    /// Words.
    Words,
    /// "one" alone.
    One,
    /// Neither whole nor a count: "two thirds", an address of a computer.
    Fraction,
}

/// One, in millionths.
const ONE: u128 = 1_000_000;
/// Longer than any chain of number words that people write.
const LONGEST: usize = 40;

impl Numeral {
    /// The value, where it is whole.
    pub fn value(&self) -> Option<u64> {
        if self.form == Form::Fraction || !self.micro.is_multiple_of(ONE) {
            return None;
        }
        u64::try_from(self.micro / ONE).ok()
    }

    /// The value read with a point that groups thousands: 1500 for "1.500".
    pub fn grouped_value(&self) -> Option<u64> {
        if self.form != Form::Dotted {
            return self.value();
        }
        u64::try_from(self.micro / 1000).ok()
    }

    /// The value as the lower end of a range that ends with `upper`: "two" of "two to three hundred" is 200.
    pub fn value_before(&self, upper: &Numeral) -> Option<u64> {
        let own = self.value();
        if self.scale > 1 || upper.scale <= 1 {
            return own;
        }
        let lead = upper.micro / u128::from(upper.scale);
        if self.micro < lead {
            let shared = self.micro.checked_mul(upper.scale.into())?;
            return if shared % ONE == 0 { u64::try_from(shared / ONE).ok() } else { None };
        }
        own
    }
}

/// The number that starts at a token. Linear in its length.
#[inline]
pub(in crate::normalize) fn numeral(r: Reader<'_, '_>, start: usize) -> Option<Numeral> {
    // Most words are none: a cheap look first.
    if r.has_number(start) || r.is_figure(start) { known(r, start) } else { None }
}

/// The forms of dates and of counts ask one after the other: the last answer is kept.
fn known(r: Reader<'_, '_>, start: usize) -> Option<Numeral> {
    if let Some((_, known)) = r.page.last_numeral.get().filter(|(at, _)| *at == start) {
        return known;
    }
    let found = read(r, start);
    r.page.last_numeral.set(Some((start, found)));
    found
}

fn read(r: Reader<'_, '_>, start: usize) -> Option<Numeral> {
    if !r.is_figure(start) && r.number(start, |role| is_numeral(role) || matches!(role, Role::Quarter | Role::Opener)).is_none() {
        return None;
    }
    let mut sum = Sum { total: 0, part: None, lowest: u128::MAX, scale: 1, state: State::Start };
    let mut at = start;
    let mut form = Form::Words;
    let mut words = 0usize;
    if r.kind(start) == Kind::Number
        || r.kind(start) == Kind::Word && r.norm(start).as_bytes().first().is_some_and(u8::is_ascii_digit)
    {
        let (micro, end, figures) = figures(r, start)?;
        sum.part = Some(micro);
        sum.state = State::Digits;
        form = figures;
        at = end;
        if r.kind(start) == Kind::Word {
            return Some(Numeral { start, end, micro, scale: 1, form });
        }
    } else if r.is(start, &["a", "an"]) {
        // "a hundred", "a dozen", "a quarter million": the article is part of the number.
        let (word, _) =
            r.number(start + 1, |role| matches!(role, Role::Hundred | Role::Scale | Role::Dozen | Role::Half | Role::Quarter))?;
        if word.role == Role::Quarter && !quarter_of_scale(r, start + 2) {
            return None;
        }
        at += 1;
    }
    while at < r.len() && at - start < LONGEST {
        // Nothing goes on after most figures.
        if sum.state == State::Digits && !r.has_number(at) && !r.is_figure(at) && r.norm(at) != "and" {
            break;
        }
        let before = sum.state;
        let Some((next, end)) = step(r, &mut sum, at, at == start) else { break };
        if next == State::Refused {
            break;
        }
        words += usize::from(before != State::Digits);
        if form != Form::Words {
            form = Form::Figures;
        }
        at = end;
    }
    if at == start || sum.state == State::Start {
        return None;
    }
    let micro = sum.total.checked_add(sum.part.unwrap_or(0))?;
    // "two thirds", "one in five": what follows makes a fraction of it.
    let after = if r.dash(at) && r.joined(at) { at + 1 } else { at };
    if form == Form::Words
        && let Some((part, end)) = r.number(after, |role| role == Role::Fraction)
        && let Some(shared) = of_scale(r, end, micro, part.value)
    {
        return Some(Numeral { start, ..shared });
    }
    let broken = form == Form::Words
        && r.number(after, |role| matches!(role, Role::Fraction | Role::Ordinal)).is_some_and(|(w, _)| {
            w.role == Role::Fraction || (micro == ONE && w.value > 2 && w.role == Role::Ordinal && !r.is(start, &["one"]))
        });
    let pointed = r.norm(at) == "point" && r.number(at + 1, is_numeral).is_some()
        || r.norm(at) == "point" && r.kind(at + 1) == Kind::Number;
    if broken || pointed {
        return Some(Numeral { start, end: at, micro, scale: 1, form: Form::Fraction });
    }
    if form == Form::Words && words == 1 && r.norm(start) == "one" {
        form = Form::One;
    }
    Some(Numeral { start, end: at, micro, scale: u64::try_from(sum.scale).ok()?, form })
}

/// "three | quarters of a million", where that is a whole number.
fn of_scale(r: Reader<'_, '_>, at: usize, micro: u128, parts: u64) -> Option<Numeral> {
    let mut scale_at = at;
    while r.is(scale_at, &["of", "a"]) && scale_at < at + 2 {
        scale_at += 1;
    }
    let (scale, end) = r.number(scale_at, |role| role == Role::Scale)?;
    let (scaled, parts) = (micro.checked_mul(scale.value.into())?, u128::from(parts));
    let whole = scaled.is_multiple_of(parts.checked_mul(ONE)?);
    whole.then_some(Numeral { start: at, end, micro: scaled / parts, scale: scale.value, form: Form::Words })
}

/// Whether a role begins or continues a number.
pub(in crate::normalize) fn is_numeral(role: Role) -> bool {
    matches!(
        role,
        Role::Unit | Role::Teen | Role::Ten | Role::Zero | Role::Hundred | Role::Scale | Role::Dozen | Role::Half | Role::Single
    )
}

/// The sum so far.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// Closed parts: the thousands of "two thousand and three".
    total: u128,
    /// The open part.
    part: Option<u128>,
    /// The least scale closed so far: scales descend.
    lowest: u128,
    /// The last scale.
    scale: u128,
    state: State,
}

/// What the last word was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Digits,
    Unit,
    Ten,
    Teen,
    Hundred,
    Scale,
    Half,
    Refused,
}

/// Takes one more word, with an "and" or a hyphen before it; `None` or `Refused` where the number is over.
fn step(r: Reader<'_, '_>, sum: &mut Sum, at: usize, first: bool) -> Option<(State, usize)> {
    let mut word_at = at;
    let mut and = false;
    if !first && sum.state != State::Start {
        if r.dash(at) {
            // "twenty-one", "two-hundred": only between words.
            if sum.state == State::Digits || r.norm(at) != "-" {
                return None;
            }
            word_at = at + 1;
            // "two-and-a-half".
            if r.norm(word_at) == "and" && r.dash(word_at + 1) {
                and = true;
                word_at += 2;
            }
        } else if r.norm(at) == "and" {
            and = true;
            word_at = at + 1;
        }
    }
    if !r.together(at, word_at) {
        return None;
    }
    // "two and a half thousand", "a million and a half".
    if and && (r.is(word_at, &["a", "one"]) || r.number(word_at, |x| x == Role::Half).is_some()) {
        let half_at = if r.is(word_at, &["a", "one"]) { word_at + 1 } else { word_at };
        let half_at = half_at + usize::from(half_at > word_at && r.norm(half_at) == "-" && r.norm(word_at - 1) == "-");
        if r.norm(half_at) == "half" && !matches!(sum.state, State::Start | State::Half) {
            let scaled = r.number(half_at + 1, |x| matches!(x, Role::Scale | Role::Hundred | Role::Dozen));
            return if let Some(part) = sum.part.filter(|p| scaled.is_some() && *p < 1000 * ONE) {
                sum.part = Some(part.checked_add(ONE / 2)?);
                sum.state = State::Half;
                Some((State::Half, half_at + 1))
            } else if sum.state == State::Scale && sum.scale > 1 {
                sum.total = sum.total.checked_add(sum.scale.checked_mul(ONE / 2)?)?;
                sum.state = State::Half;
                Some((State::Half, half_at + 1))
            } else {
                None
            };
        }
        if r.norm(half_at) == "quarter" && sum.state == State::Scale && sum.scale > 1 {
            sum.total = sum.total.checked_add(sum.scale.checked_mul(ONE / 4)?)?;
            sum.state = State::Half;
            return Some((State::Half, half_at + 1));
        }
        // "a hundred and one" goes on below.
        if r.norm(word_at) != "one" {
            return None;
        }
    }
    if r.kind(word_at) == Kind::Number {
        // "4 thousand 3 hundred and 21": digits go on below a scale.
        let (micro, end, form) = figures(r, word_at)?;
        let closed = sum.part.is_none() && sum.state == State::Scale && !and && r.number(end, |x| x == Role::Hundred).is_some();
        let scaled = r.number(end, |x| matches!(x, Role::Hundred | Role::Scale | Role::Dozen)).is_some();
        let below = sum.state == State::Hundred && and && (ONE..100 * ONE).contains(&micro) && !scaled;
        if !(closed || below) || !matches!(form, Form::Plain(_)) || word_at > at && !and {
            return None;
        }
        sum.part = Some(sum.part.unwrap_or(0).checked_add(micro)?);
        sum.state = State::Digits;
        return Some((State::Digits, end));
    }
    let plural = matches!(sum.state, State::Unit | State::Teen | State::Ten | State::Digits | State::Hundred | State::Half);
    let (word, end) = r.number(word_at, |role| {
        is_numeral(role) && (first || role != Role::Single)
            || role == Role::Scales && plural
            || role == Role::Quarter && (first || sum.state == State::Start)
    })?;
    let value = u128::from(word.value) * ONE;
    let joined = word_at > at && !and;
    let next = match word.role {
        Role::Unit | Role::Teen | Role::Ten => {
            if joined && word.role != Role::Unit && sum.state != State::Hundred && sum.state != State::Scale {
                return None;
            }
            let state = match word.role {
                Role::Unit => State::Unit,
                Role::Teen => State::Teen,
                _ => State::Ten,
            };
            match (sum.state, sum.part) {
                (State::Start, _) => sum.part = Some(value),
                (State::Hundred, Some(part)) => sum.part = Some(part.checked_add(value)?),
                (State::Ten, Some(part)) if state == State::Unit && !and => sum.part = Some(part.checked_add(value)?),
                (State::Scale, None) => sum.part = Some(value),
                // "one twenty two", as it is said.
                (State::Unit, Some(part)) if state == State::Ten && !and && sum.total == 0 && part < 10 * ONE => {
                    sum.part = Some(part.checked_mul(100)?.checked_add(value)?);
                }
                _ => return None,
            }
            state
        }
        Role::Zero | Role::Single => {
            if sum.state != State::Start {
                return None;
            }
            sum.part = Some(value);
            State::Teen
        }
        Role::Hundred => {
            let part = sum.part.unwrap_or(if and { 0 } else { ONE });
            if part == 0 || part >= 100 * ONE || and || matches!(sum.state, State::Hundred) {
                return None;
            }
            sum.part = Some(part.checked_mul(100)?);
            sum.scale = 100;
            State::Hundred
        }
        Role::Scale | Role::Scales => {
            let scale = u128::from(word.value);
            match sum.part {
                _ if and => return None,
                Some(part) => {
                    if scale >= sum.lowest {
                        return None;
                    }
                    sum.total = sum.total.checked_add(part.checked_mul(scale)?)?;
                }
                // "three lakh crore": a scale of a scale.
                None if sum.total > 0 && scale > sum.lowest => sum.total = sum.total.checked_mul(scale)?,
                None if sum.total > 0 => return None,
                None => sum.total = value,
            }
            sum.part = None;
            sum.lowest = sum.lowest.min(scale);
            sum.scale = scale;
            State::Scale
        }
        Role::Dozen => {
            let part = sum.part.unwrap_or(ONE);
            if and || sum.total > 0 || word.value == 0 {
                return None;
            }
            let plural = r.norm(word_at) == "dozens";
            if plural && sum.part.is_none() {
                return None;
            }
            sum.part = None;
            // "three hundred and two dozen".
            let few = part % (100 * ONE);
            let hundreds = if few > 0 && sum.state == State::Unit { part - few } else { 0 };
            sum.total = hundreds.checked_add((part - hundreds).checked_mul(12)?)?;
            sum.scale = 12;
            State::Scale
        }
        Role::Half | Role::Quarter => {
            // "half a million", "half a dozen", "a quarter million".
            let mut scale_at = end;
            if r.is(scale_at, &["of"]) {
                scale_at += 1;
            }
            if r.is(scale_at, &["a"]) {
                scale_at += 1;
            }
            let (scale, scale_end) = r.number(scale_at, |x| matches!(x, Role::Scale | Role::Dozen | Role::Hundred))?;
            if sum.state != State::Start {
                return None;
            }
            let share = if word.role == Role::Half { 2 } else { 4 };
            let scale_value = u128::from(scale.value);
            sum.total = scale_value.checked_mul(ONE / share)?;
            sum.scale = scale_value;
            sum.lowest = scale_value;
            sum.state = State::Scale;
            return Some((State::Half, scale_end));
        }
        _ => return None,
    };
    sum.state = next;
    Some((next, end))
}

fn quarter_of_scale(r: Reader<'_, '_>, at: usize) -> bool {
    let mut at = at;
    if r.is(at, &["of"]) {
        at += 1;
    }
    if r.is(at, &["a"]) {
        at += 1;
    }
    r.number(at, |x| x == Role::Scale).is_some()
}

/// The digits at a token, with groups that spaces part ("1 000 000") and with scale letters ("10M", "1.2bn").
fn figures(r: Reader<'_, '_>, at: usize) -> Option<(u128, usize, Form)> {
    let norm = r.norm(at);
    if r.kind(at) == Kind::Word {
        let split = norm.find(|c: char| c.is_alphabetic())?;
        let (digits, letters) = norm.split_at_checked(split)?;
        let scale = match letters {
            "k" => 1_000,
            "m" if r.page.text.word(at).ends_with('M') || counts_people(r, at + 1) => 1_000_000,
            "mn" | "mln" => 1_000_000,
            "b" | "bn" | "bln" => 1_000_000_000,
            "tn" => 1_000_000_000_000,
            _ => return None,
        };
        let (micro, _) = decimal(digits)?;
        return Some((micro.checked_mul(scale)?, at + 1, Form::Figures));
    }
    let (mut micro, form) = decimal(norm)?;
    let mut end = at + 1;
    // "1½" is two words; "2.3 k", "1.2 m people" are, too.
    if matches!(form, Form::Plain(_)) && r.joined(end) && r.is(end, &["½", "¼", "¾"]) {
        return Some((micro.checked_add(decimal(r.norm(end))?.0)?, end + 1, Form::Figures));
    }
    if r.norm(end) == "k" && r.page.text.case(end) == Case::Lower {
        return Some((micro.checked_mul(1_000)?, end + 1, Form::Figures));
    }
    if r.norm(end) == "m" && counts_people(r, end + 1) {
        return Some((micro.checked_mul(1_000_000)?, end + 1, Form::Figures));
    }
    if let Form::Plain(1..=3) = form {
        while r.kind(end) == Kind::Number
            && !r.joined(end)
            && r.together(at, end)
            && r.norm(end).len() == 3
            && !(r.joined(end + 1) && r.dash(end + 1))
        {
            let Some((group, Form::Plain(3))) = decimal(r.norm(end)) else { break };
            micro = micro.checked_mul(1000)?.checked_add(group)?;
            end += 1;
        }
        if end > at + 1 {
            return Some((micro, end, Form::Figures));
        }
    }
    Some((micro, end, form))
}

/// Whether people follow directly, so that "m" before them is for millions, not for metres. Those who run metres are people, too.
fn counts_people(r: Reader<'_, '_>, at: usize) -> bool {
    r.noun(at).is_some_and(|(n, _)| n.plural && n.unit == "person" && n.event.is_empty() && n.role != "athlete")
}

/// Reads digits with separators, in millionths: "1,000", "3,45,000", "1'000", "1.5", "1.234.567", "2½".
fn decimal(norm: &str) -> Option<(u128, Form)> {
    let (norm, extra) = match norm.char_indices().next_back() {
        Some((i, '½')) => (norm.get(..i)?, Some(ONE / 2)),
        Some((i, '¼')) => (norm.get(..i)?, Some(ONE / 4)),
        Some((i, '¾')) => (norm.get(..i)?, Some(ONE * 3 / 4)),
        _ => (norm, None),
    };
    if let Some(extra) = extra {
        let whole = if norm.is_empty() { 0 } else { whole(norm)? };
        return Some((whole.checked_mul(ONE)?.checked_add(extra)?, Form::Figures));
    }
    if norm.bytes().all(|b| b.is_ascii_digit()) {
        return Some((whole(norm)?.checked_mul(ONE)?, Form::Plain(norm.len().min(255) as u8)));
    }
    let points = norm.matches('.').count();
    let commas = norm.matches([',', '\'']).count();
    if points > 1 && commas == 0 && grouped(norm, '.') {
        return Some((whole_of(norm)?.checked_mul(ONE)?, Form::Figures));
    }
    if points > 1 {
        return None;
    }
    let (left, right) = norm.split_once('.').map_or((norm, None), |(l, r)| (l, Some(r)));
    let separator = if left.contains(',') { ',' } else { '\'' };
    let left_value = if left.is_empty() {
        0
    } else if commas == 0 {
        whole(left)?
    } else if grouped(left, separator) {
        whole_of(left)?
    } else {
        // "5,00" and the like: a decimal comma.
        let (l, r) = left.split_once(',')?;
        return if points == 0 { Some((part(whole(l)?, r)?, Form::Figures)) } else { None };
    };
    match right {
        None => Some((left_value.checked_mul(ONE)?, Form::Figures)),
        Some(r) => {
            let form = match (r.len(), commas) {
                (3, 0) if (1..=3).contains(&left.len()) => Form::Dotted,
                (_, 0) => Form::Decimal,
                _ => Form::Figures,
            };
            Some((part(left_value, r)?, form))
        }
    }
}

/// A whole part and decimal digits, of which six count.
fn part(whole_part: u128, digits: &str) -> Option<u128> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept = digits.get(..digits.len().min(6))?;
    let scale = 10u128.checked_pow(u32::try_from(6 - kept.len()).ok()?)?;
    whole_part.checked_mul(ONE)?.checked_add(kept.parse::<u128>().ok()?.checked_mul(scale)?)
}

fn whole(digits: &str) -> Option<u128> {
    if digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse::<u64>().ok().map(u128::from)
}

/// The digits of a grouped number.
fn whole_of(grouped: &str) -> Option<u128> {
    let mut value = 0u128;
    for b in grouped.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(u128::from(b - b'0'))?;
    }
    (grouped.len() <= 24).then_some(value)
}

/// Whether the groups are those of 1,000,000 or of 10,00,000.
fn grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let Some(first) = groups.next() else { return false };
    let numeric = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    if !numeric(first) || first.len() > 3 {
        return false;
    }
    let rest = || digits.split(separator).skip(1);
    if !rest().all(numeric) {
        return false;
    }
    let western = rest().all(|g| g.len() == 3);
    let n = rest().count();
    let indian = first.len() <= 2
        && separator == ','
        && n >= 2
        && rest().enumerate().all(|(i, g)| g.len() == if i + 1 == n { 3 } else { 2 });
    western || indian
}

/// Whether a token is the ordinal of a figure or a word, and its value: "21st", "third".
#[inline]
pub(in crate::normalize) fn ordinal(r: Reader<'_, '_>, at: usize) -> Option<(u64, usize)> {
    if r.page.is_figure_or_begins(at, Senses::NUMBER) { read_ordinal(r, at) } else { None }
}

fn read_ordinal(r: Reader<'_, '_>, at: usize) -> Option<(u64, usize)> {
    let norm = r.norm(at);
    if norm.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let (digits, ending) = norm.split_at_checked(norm.len().wrapping_sub(2))?;
        if !matches!(ending, "st" | "nd" | "rd" | "th") {
            return None;
        }
        return if digits.len() <= 6 { Some((digits.parse().ok()?, at + 1)) } else { None };
    }
    if !r.has_number(at) || r.page.text.case(at) == Case::None {
        return None;
    }
    if let Some((word, end)) = r.number(at, |x| x == Role::Ordinal) {
        return Some((word.value, end));
    }
    // "twenty-first", "twenty first".
    let (ten, end) = r.number(at, |x| x == Role::Ten)?;
    let next = if r.norm(end) == "-" { end + 1 } else { end };
    let (unit, end) = r.number(next, |x| x == Role::Ordinal).filter(|(w, _)| w.value < 10)?;
    Some((ten.value + unit.value, end))
}
