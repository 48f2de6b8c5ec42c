//! Where and when: the place and the date in the sentence that are those of the event.

use std::ops::Range;

use super::Draft;
use super::ago::ago;
use super::gapping::Share;
use crate::claim::{Basis, DateInterval, Place, PlaceKind, Precision, RefersTo};
use crate::date::Date;
use crate::lexicon::Sense;
use crate::lexicon::aftermath::Stage;
use crate::lexicon::speakers::SpeakerClass;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;
use crate::normalize::event::is_incident;
use crate::normalize::{DateMention, Page, PlaceMention, Setting, Wording};
use crate::text::{Case, Kind};

/// Chooses place and date in the sentence.
pub(super) fn locate(draft: &mut Draft, page: &Page<'_>, setting: &Setting<'_>, index: usize, sentence: &Range<usize>) {
    let incident = is_incident(&draft.kind);
    let mut asides = asides(draft, page, setting, sentence);
    let deed = deed(draft, page, sentence);
    asides.extend(deed.clone());
    draft.place = best_place(page, setting, &draft.trigger, sentence, incident, &asides).map(|p| (index, p));
    draft.spread =
        draft.place.and_then(|(_, p)| page.places.get(p)).is_some_and(|p| p.wording == Wording::Whole || is_spread_over(page, p));
    draft.spread |= draft.place.is_none() && is_worldwide(page, &draft.trigger, sentence);
    let now = if incident { setting.published.map(|t| t.date) } else { None };
    draft.ago = if incident { ago(page, setting, &draft.trigger, sentence) } else { None };
    if let Some(deed) = deed {
        // "Convicted of killing two girls on Friday" tells of the verdict's day, "in 1986" of the deed's.
        let long_ago =
            |d: &&DateMention| deed.contains(&d.tokens.start) && is_long_ago(&d.date, setting.published.map(|t| t.date));
        asides.pop();
        asides.extend(page.dates.iter().filter(long_ago).map(|d| d.tokens.clone()));
    }
    draft.date = best_date(page, &draft.trigger, sentence, incident, now, &asides).map(|(d, refers)| (index, d, refers));
    let date = draft.date.and_then(|(_, date, _)| page.dates.get(date));
    draft.since = date.is_some_and(|d| is_beginning(page, &d.tokens, &draft.trigger, sentence));
    if let Some(ago) = &mut draft.ago
        && let Some((_, date, refers)) = draft.date
        && let Some(date) = page.dates.get(date)
    {
        // "On Friday, a day after the blast", "two weeks after the blast, he was held on Friday": the day of what is told with it.
        let apart =
            date.tokens.start >= draft.trigger.end && (draft.trigger.end..date.tokens.start).any(|t| page.text.is(t, &[","]));
        if date.tokens.end <= draft.trigger.start || apart || refers == RefersTo::Report {
            ago.from = date.date.start.filter(|_| date.date.start == date.date.end);
            draft.date = None;
        }
    }
}

/// "Killed since the war began |in April", "since the war began |in April, 20 have died": when that began which has gone on since.
fn is_beginning(page: &Page<'_>, date: &Range<usize>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    let text = &page.text;
    let from = if date.start >= trigger.end { trigger.end } else { sentence.start };
    let clause = (from..date.start).rev().take_while(|t| !text.is(*t, &[",", ";", ":", "(", ")", "\""]));
    let since = clause.into_iter().find(|t| text.is(*t, &["since"]));
    let closed = date.start >= trigger.end || (date.end..trigger.start).any(|t| text.is(t, &[","]));
    closed && since.is_some_and(|t| t + 1 < date.start)
}

/// "20 died |in Nepal, with 12 in Lodi and eight in Yala": where a number is told whose parts have places of their own.
pub(super) fn place_beside(
    draft: &Draft,
    page: &Page<'_>,
    setting: &Setting<'_>,
    sentence: &Range<usize>,
    parts: &[Share<'_>],
) -> Option<usize> {
    let mut elsewhere = asides(draft, page, setting, sentence);
    elsewhere.extend(parts.iter().filter_map(|s| Some(page.places.get(s.place)?.tokens.clone())));
    best_place(page, setting, &draft.trigger, sentence, is_incident(&draft.kind), &elsewhere)
}

/// "Cy Bo|, who hanged himself in Leeds in April, |shot the girl": the relative clauses in commas before the words of an event, which tell of
/// something else and have their own where and when. Who "was shot in Leeds on Friday, died" of it.
fn asides(draft: &Draft, page: &Page<'_>, setting: &Setting<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let text = &page.text;
    let mut asides = Vec::new();
    let opens = |t: usize| text.is(t, &[","]) && text.is(t + 1, &["who", "whom", "whose", "which", "where"]);
    let mut at = sentence.start;
    while let Some(comma) = (at..draft.trigger.start).find(|t| opens(*t)) {
        // "On July 4, 2024", "in Leeds, England": a comma inside a date, or between places, closes nothing.
        let inside = |t: usize| {
            let date = page.dates.partition_point(|d| d.tokens.end <= t);
            let place = page.places.partition_point(|p| p.tokens.start <= t);
            page.dates.get(date).is_some_and(|d| d.tokens.contains(&t))
                || page.places.get(place).is_some_and(|p| p.tokens.start == t + 1 && !p.adjective)
        };
        let Some(close) = (comma + 2..draft.trigger.start).find(|t| text.is(*t, &[","]) && !inside(*t)) else { break };
        let of = |kind: Trait| {
            let row = |row: &u16| setting.lexicon.triggers().get(*row).is_some_and(|t| kind.of(&t.kind));
            page.events_in(comma..close).iter().any(|e| e.triggers.iter().any(row))
        };
        let led_to_it = Trait::Fatal.of(&draft.kind) && !of(Trait::Fatal) && (of(Trait::Wounding) || of(Trait::Assault));
        let someone = text.is(comma + 1, &["who", "whom", "whose"]);
        if !led_to_it && (someone || !page.events_in(comma..close).is_empty()) {
            asides.push(comma..close);
        }
        at = close;
    }
    asides
}

/// Words from an arrest or a verdict to the deed.
const CHARGE: usize = 12;

/// "Convicted |of killing two girls in Leeds in 1986", "a man |who killed two girls in 1986 |was convicted": the words of the deed that an arrest or
/// a verdict answers, with a where and when of its own.
fn deed(draft: &Draft, page: &Page<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let text = &page.text;
    let trigger = &draft.trigger;
    if !Trait::Sequel.of(&draft.kind) {
        return None;
    }
    let ends = |t: &usize| text.is(*t, &[",", ";", ":", "\"", "but"]);
    let behind = trigger.end..sentence.end.min(trigger.end + CHARGE);
    let mut behind = behind.take_while(|t| !ends(t));
    let gerund = |t: usize| text.norm(t).ends_with("ing") && text.norm(t).len() > 4 && !page.has(t + 1, Class::Preposition);
    let opens = |t: usize| text.is(t, &["of", "for", "to", "with", "over"]) && gerund(t + 1) || text.is(t, &["who"]);
    if let Some(of) = behind.find(|t| opens(*t)) {
        let end = (of..sentence.end).find(ends).unwrap_or(sentence.end);
        return Some(of..end);
    }
    let who = (sentence.start + 1..trigger.start).find(|t| text.is(*t, &["who"]) && !text.is(*t - 1, &[","]))?;
    let end = (who + 1..trigger.start).rev().find(|t| !page.has(*t, Class::VerbGroup))? + 1;
    let told = end < trigger.start && !page.events_in(who + 1..end).is_empty();
    (told && !(who..end).any(|t| ends(&t))).then_some(who..end)
}

/// Days before an article within which it may tell of an arrest or a verdict without saying how long ago that was.
const LATE: i64 = 60;

/// Whether a date is a year or longer, or long before the article.
fn is_long_ago(date: &DateInterval, published: Option<Date>) -> bool {
    let (Some(start), Some(end)) = (date.start, date.end) else { return false };
    published.map_or(end.days_since(start) >= 364, |p| p.days_since(end) > LATE)
}

/// Whether a token belongs to the source or the cue of an attribution: what stands there is not of the event.
fn is_source(page: &Page<'_>, token: usize) -> bool {
    page.voices.near(token).any(|v| v.source.contains(&token) || v.cue.contains(&token))
}

fn best_place(
    page: &Page<'_>,
    setting: &Setting<'_>,
    trigger: &Range<usize>,
    sentence: &Range<usize>,
    incident: bool,
    asides: &[Range<usize>],
) -> Option<usize> {
    let text = &page.text;
    let in_dateline = |t: usize| text.dateline.as_ref().is_some_and(|d| d.contains(&t));
    let from = page.places.partition_point(|p| p.tokens.start < sentence.start);
    let places = page.places.iter().enumerate().skip(from).take_while(|(_, p)| p.tokens.start < sentence.end);
    let own = places.filter(|(i, p)| {
        let aside = p.adjective || in_dateline(p.tokens.start) || is_source(page, p.tokens.start);
        let aside = aside || incident && is_aside(page, &p.tokens, Some(trigger));
        let aside = aside || asides.iter().any(|a| a.contains(&p.tokens.start));
        let home = is_town(&p.place) && is_origin(page, setting, &p.tokens);
        let start = incident && is_on_the_way(page, p.tokens.start, sentence);
        let part = is_of_part(page, trigger.end..p.tokens.start);
        // "Russia |had lost 12 tanks", "drones that Russia |launched": who, not where.
        let verb = p.tokens.end + usize::from(text.is(p.tokens.end, &["has", "have", "had"]));
        let part = part || verb == trigger.start && page.has(verb, Class::Losing) || page.has(verb, Class::Launching);
        // "Booked into the |Lodi County jail".
        let the = p.tokens.start.checked_sub(1).filter(|t| text.is(*t, &["the"])).unwrap_or(p.tokens.start);
        let part = part || !incident && the > 0 && text.is(the - 1, &["into"]);
        // "Seven survivors, four of them from |Sudan".
        let of_them =
            p.tokens.start > 1 && text.is(p.tokens.start - 1, &["from"]) && text.is(p.tokens.start - 2, &["them", "whom"]);
        let part = part || of_them;
        // "Drones launched |by Russia".
        let nation = p.place.kind == Some(PlaceKind::Country);
        let part = part || nation && p.tokens.start > 0 && text.is(p.tokens.start - 1, &["by"]);
        // "Shot in Leeds at a rally against violence |across the country".
        let part = part || p.wording == Wording::Whole && page.places.partition_point(|q| q.tokens.start < trigger.end) < *i;
        !aside && !home && !start && !part && !names_body(page, setting, &p.tokens)
    });
    own.map(|(i, p)| (place_score(page, i, p, trigger, incident), std::cmp::Reverse(i)))
        .filter(|(s, _)| *s > 0)
        .max()
        .map(|(_, i)| i.0)
}

/// "Across |Nepal", "throughout northern |India": no place of it more than another.
fn is_spread_over(page: &Page<'_>, place: &PlaceMention) -> bool {
    let before = |t: usize| t.checked_sub(1);
    let part = before(place.tokens.start).filter(|t| page.has(*t, Class::PartOfPlace)).unwrap_or(place.tokens.start);
    let over = before(part).is_some_and(|t| page.text.is(t, &["across", "throughout"]));
    over && place.place.kind == Some(PlaceKind::Country)
}

/// Words from those of an event to "worldwide".
const WORLDWIDE: usize = 12;

/// "Killed 109 people |worldwide", "died |around the world".
fn is_worldwide(page: &Page<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    let near = trigger.start.saturating_sub(WORLDWIDE).max(sentence.start)..(trigger.end + WORLDWIDE).min(sentence.end);
    let world = |t: usize| t > near.start + 1 && page.text.is(t - 1, &["the"]) && page.has(t - 2, Class::Within);
    let noun = |t: usize| page.text.is(t, &["world", "globe"]);
    near.clone().any(|t| page.has(t, Class::Worldwide) && (!noun(t) || world(t)))
}

/// "Nearly 3,000 have deserted, including 50 |in Poland", "18 died in Brazil, most of them in |Petropolis": only some of them were there.
fn is_of_part(page: &Page<'_>, before: Range<usize>) -> bool {
    let phrase = before.rev().take_while(|t| page.text.norm(*t) != ",");
    phrase.into_iter().any(|t| {
        let some = page.text.is(t, &["including"]) && !page.quantities_in(t + 1..t + 3).is_empty();
        some || page.text.is(t, &["of"]) && page.text.is(t + 1, &["them", "whom"])
    })
}

/// "The ferry had left Gabes in Tunisia on Monday": where and when somebody set out is not where and when something happened to him.
fn is_departure(page: &Page<'_>, at: usize, sentence: &Range<usize>) -> bool {
    way_to(page, at, sentence, &["on", "in", "from", "the", "port", "city", "of", ","])
        .is_some_and(|t| page.has(t, Class::Departure))
}

/// "A bus travelling from Gabes to |Tunis": where somebody came from and where to.
pub(in crate::normalize) fn is_on_the_way(page: &Page<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let way = || way_to(page, at, sentence, &["from", "to", "for", "the", "city", "of", ",", "and", "between"]);
    let led = at.checked_sub(1).is_some_and(|t| page.text.is(t, &["from", "to", "for", "between", "and", "toward", "towards"]));
    is_departure(page, at, sentence) || led && way().is_some_and(|t| page.has(t, Class::Journey))
}

/// The first word before a place or a date that is no name and none of these.
fn way_to(page: &Page<'_>, at: usize, sentence: &Range<usize>, small: &[&str]) -> Option<usize> {
    let text = &page.text;
    let way = (at.saturating_sub(DEPARTURE).max(sentence.start)..at).rev();
    way.into_iter().find(|t| !(text.is_capitalized(*t) || text.is(*t, small)))
}

/// Tokens between a verb of setting out and the last of where and when.
const DEPARTURE: usize = 8;

/// Whether people are called after it.
pub(in crate::normalize) fn is_town(place: &Place) -> bool {
    matches!(place.kind, Some(PlaceKind::City | PlaceKind::Locality))
}

/// Whether the place says where somebody is from: "the Leeds man", "Leeds area boy, 8", "a Leeds 8-year-old".
pub(in crate::normalize) fn is_origin(page: &Page<'_>, setting: &Setting<'_>, place: &Range<usize>) -> bool {
    let text = &page.text;
    let mut at = place.end;
    while text.is(at, &["area", "native"]) || at < place.end + 5 && (text.kind(at) == Kind::Number || text.is(at, &["-", "year"]))
    {
        at += 1;
    }
    let person = |n: u16| setting.lexicon.nouns().get(n).is_some_and(|n| n.unit == "person" && n.event.is_empty());
    let noun = |t: usize| page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Noun(n) if person(n)));
    at > place.end && text.is(at, &["old"]) || (place.end..at + 1).any(noun)
}

/// Words before a place within which it is told whose it is, or who was brought there.
const ASIDE: usize = 8;

/// Whether the place is where somebody was brought or held, or is from: "taken to a hospital in Leeds", "a Leeds hospital", "Roe, 18, of
/// Leeds". `trigger`: the words of an event, which stand between in "a court in which he was shot in Leeds".
pub(in crate::normalize) fn is_aside(page: &Page<'_>, place: &Range<usize>, trigger: Option<&Range<usize>>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(place.start).tokens.clone();
    let behind = place.end..(place.end + 3).min(sentence.end);
    let led = place.start.checked_sub(1).filter(|t| sentence.contains(t));
    let hospital = |t: usize| text.is(t, &["hospital", "hospitals", "jail", "prison", "court"]);
    let small = |t: &usize| text.norm(*t) == "-" || text.kind(*t) == Kind::Word && !page.has(*t, Class::Preposition);
    if behind.take_while(small).any(hospital) {
        return true;
    }
    let Some(led) = led else { return false };
    if is_far_mark(page, place.start) || is_birthplace(page, place.start) || is_youth(page, place.start) {
        return true;
    }
    // "Roe, 18, of Leeds", "Roe of Leeds".
    if text.norm(led) == "of" {
        let of = led.checked_sub(1).filter(|t| sentence.contains(t));
        let person = |t: usize| {
            let number = |t: usize| text.kind(t) == Kind::Number;
            let comma = text.norm(t) == "," && t.checked_sub(1).is_some_and(|b| number(b) || text.is_capitalized(b));
            let behind = page.names.partition_point(|n| n.tokens.end <= t);
            comma || page.names.get(behind).is_some_and(|n| n.tokens.contains(&t))
        };
        if of.is_some_and(person) {
            return true;
        }
    }
    let bounds = |t: usize| text.is(t, &[";", "but", "after", "when", "where", "while", "before"]);
    let own = |t: usize| trigger.is_some_and(|own| own.contains(&t));
    let before = (place.start.saturating_sub(ASIDE).max(sentence.start)..place.start).rev();
    let brought = text.is(led, &["in", "to", "at", "near", "from", "outside"]) || text.kind(led) == Kind::Punct;
    let cared = before.take_while(|t| !bounds(*t) && !own(*t)).find(|t| page.has(*t, Class::Aftercare));
    brought && cared.is_some_and(|at| !is_scene(page, sentence.start, at))
        || text.is(led, &["in", "at"]) && is_sequel_place(page, sentence.start, place)
}

/// "shot three people outside a |hospital", "a blast at a |funeral": where a deed was done, not where anybody was brought.
fn is_scene(page: &Page<'_>, sentence: usize, at: usize) -> bool {
    let text = &page.text;
    let small = |t: &usize| text.case(*t) == Case::Lower && !page.has(*t, Class::Preposition);
    let words = (sentence..at).rev().take(BUILDING).take_while(small).count();
    let Some(led) = at.checked_sub(words + 1).filter(|t| *t > sentence) else { return false };
    if !text.is(led, &["at", "in", "outside", "inside", "near", "during", "on"]) {
        return false;
    }
    let deed = page.events_in(sentence..led).last().map(|e| &e.tokens);
    deed.is_some_and(|deed| {
        let dead = text.is(deed.end.saturating_sub(1), &["died", "dead", "dies", "die", "dying", "death"]);
        let plain = |t: usize| !(page.has(t, Class::Be) || text.is(t, &["and", ","]) || page.has(t, Class::Aftercare));
        !dead && !is_later(page, deed.start) && led < deed.end + ASIDE && (deed.end..led).all(plain)
    })
}

/// Words from a preposition to the word for a building: "at the city's main |courthouse".
const BUILDING: usize = 4;

/// Whether a word tells of an arrest, a court or a funeral.
fn is_later(page: &Page<'_>, at: usize) -> bool {
    let stage = |s: &Sense| matches!(s, Sense::Aftermath(Stage::Custody | Stage::Court | Stage::Mourning));
    page.hits_at(at).iter().any(|h| stage(&h.sense))
}

/// Whether a place is that of a trial or a funeral: "stood trial in Leeds", "the funeral of a boy who was shot will be held in Leeds"; not "held
/// in the Leeds shooting".
fn is_sequel_place(page: &Page<'_>, sentence: usize, place: &Range<usize>) -> bool {
    if !page.events_in(place.end..place.end + 3).is_empty() {
        return false;
    }
    let later = |t: usize| is_later(page, t);
    let deeds = page.events_in(sentence..place.start).iter().rev();
    let deed = deeds.map(|e| &e.tokens).find(|e| !(*e).clone().any(later)).map_or(sentence, |e| e.end);
    let near = (deed.max(place.start.saturating_sub(ASIDE))..place.start).find(|t| later(*t));
    let opens = || (sentence..(sentence + OPENING).min(deed)).any(later);
    let goes_on = || (deed..place.start).any(|t| page.has(t, Class::Be) || page.has(t, Class::Modal));
    near.is_some_and(|at| !is_scene(page, sentence, at)) || opens() && goes_on()
}

/// Words that open a sentence up to what it is about: "The funeral", "The long delayed trial".
const OPENING: usize = 4;

/// "Some 40 miles inland of Leeds": so far from it that it only tells where another place lies.
fn is_far_mark(page: &Page<'_>, place: usize) -> bool {
    let text = &page.text;
    let way = (place.saturating_sub(MARK)..place).rev();
    let mut way = way.skip_while(|t| text.is(*t, &["of", "from", "outside", "away"]) || page.has(*t, Class::Bearing));
    let Some(unit) = way.next().filter(|t| *t + 1 < place) else { return false };
    let scale = match text.norm(unit) {
        "mile" | "miles" => 1.6,
        "km" | "kilometers" | "kilometres" => 1.0,
        _ => return false,
    };
    let number = unit.checked_sub(1).and_then(|t| text.norm(t).parse::<f64>().ok());
    number.is_some_and(|n| n * scale >= FAR)
}

/// Words from a number of miles to the place that they are counted from.
const MARK: usize = 5;
/// How far from a place, in km, what is told to lie there is not beside it any more.
const FAR: f64 = 30.0;

/// "A man from Leeds", "who was originally from Leeds", "the boy is from Leeds": where somebody is from.
fn is_birthplace(page: &Page<'_>, place: usize) -> bool {
    let text = &page.text;
    let Some(from) = place.checked_sub(1).filter(|t| text.is(*t, &["from"])) else { return false };
    let Some(before) = from.checked_sub(1) else { return false };
    let someone = page.actors.iter().any(|a| a.tokens.end == from && !a.formation && !a.plural)
        || page
            .quantities
            .iter()
            .any(|q| q.tokens.end == from && q.count.unit.as_deref() == Some("person") && q.count.exact() == Some(1))
        || page.names.iter().any(|n| n.tokens.end == from);
    someone || text.is(before, &["originally", "is", "was", "hails", "hailed", "visiting"])
}

/// "14 cases, |bringing the total to 742 since January": the time of the sum.
fn is_of_sum(page: &Page<'_>, mut before: Range<usize>) -> bool {
    before.any(|t| page.has(t, Class::SummingUp) && t > 0 && page.text.is(t - 1, &[",", "and"]))
}

/// Words from a participle to its date: "abducted in northern Kaduna |two months ago".
const PARTICIPLE: usize = 6;

/// Words from "grew up" to where.
const YOUTH: usize = 7;

/// "Who grew up in |Leeds", "rose from the streets of |Queens": where somebody was long before.
fn is_youth(page: &Page<'_>, place: usize) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(place).tokens.start;
    let near = (place.saturating_sub(YOUTH).max(sentence)..place).rev();
    let mut near = near.take_while(|t| text.kind(*t) == Kind::Word && !text.is(*t, &["and", "but", "before", "after"]));
    let verb = |t: usize| {
        text.is(t, &["grew", "grown", "growing"]) && text.is(t + 1, &["up"]) || text.is(t, &["rose"]) && text.is(t + 1, &["from"])
    };
    near.any(|t| page.has(t, Class::Upbringing) || verb(t))
}

/// Whether the place is part of the name of somebody who speaks: "the Poltava regional administration", "Ankara police".
pub(in crate::normalize) fn names_body(page: &Page<'_>, setting: &Setting<'_>, place: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(place.start).tokens.clone();
    for t in place.end..(place.end + 4).min(sentence.end) {
        if text.kind(t) == Kind::Punct && text.norm(t) != "'s"
            || page.has(t, Class::Preposition)
            || text.is(t, &["and", "was", "were", "has", "had", "said"])
        {
            break;
        }
        let speaks = |row: u16| {
            let class = setting.lexicon.speakers().get(row).map(|s| s.class);
            matches!(class, Some(SpeakerClass::Body | SpeakerClass::Office | SpeakerClass::Voice | SpeakerClass::Media))
        };
        if page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Speaker(row) if speaks(row))) {
            return true;
        }
    }
    if is_attached(page, place) {
        return true;
    }
    // "The mayor of Cuenca".
    let office = |row: u16| setting.lexicon.speakers().get(row).is_some_and(|s| s.class == SpeakerClass::Office);
    let of = place.start.checked_sub(2).filter(|t| *t >= sentence.start && text.is(*t + 1, &["of"]));
    if of.is_some_and(|t| page.hits_at(t).iter().any(|h| h.end == t + 1 && matches!(h.sense, Sense::Speaker(row) if office(row))))
    {
        return true;
    }
    // "the Teachers' Guild of Cuenca says": the place belongs to the subject of a verb of saying right behind it.
    place.start > sentence.start
        && text.is(place.start - 1, &["of"])
        && (place.end..place.end + 2).any(|t| page.voices.near(t).any(|v| !v.cue.is_empty() && v.cue.start == t))
}

/// "A Cuenca-|based group": where somebody sits.
pub(in crate::normalize) fn is_attached(page: &Page<'_>, place: &Range<usize>) -> bool {
    page.text.is(place.end, &["-"]) && page.has(place.end + 1, Class::Attached)
}

fn place_score(page: &Page<'_>, index: usize, place: &PlaceMention, trigger: &Range<usize>, incident: bool) -> i64 {
    let text = &page.text;
    // "Tolver's Linmoor district", "Linmoor, Tolver", "Linmoor district of Tolver": the second place holds the first, or the other way
    // round; the part is meant.
    let next = index.checked_add(1).and_then(|i| page.places.get(i));
    let holds_next = text.norm(place.tokens.end) == "'s" && next.is_some_and(|n| n.tokens.start == place.tokens.end + 1);
    let before_it = index.checked_sub(1).and_then(|i| page.places.get(i)).filter(|b| !b.adjective);
    let holds_last = before_it.is_some_and(|b| {
        let gap = b.tokens.end..place.tokens.start;
        !gap.is_empty() && gap.len() <= 6 && gap.clone().all(|t| page.has(t, Class::Container) || text.norm(t) == ",")
    });
    let (between, behind) = if place.tokens.start >= trigger.end {
        (trigger.end..place.tokens.start, true)
    } else {
        (place.tokens.end..trigger.start, false)
    };
    let before = place.tokens.start.checked_sub(1);
    let article = before.filter(|t| page.has(*t, Class::PartOfPlace));
    let preposition = article.and_then(|t| t.checked_sub(1)).or(before);
    let led = preposition.is_some_and(|t| page.has(t, Class::Locative));
    // "left from Tobruk", "a man from Leeds": where somebody comes from.
    let origin = incident && preposition.is_some_and(|t| text.norm(t) == "from");
    let fine = match place.place.kind {
        Some(PlaceKind::City | PlaceKind::Locality) => 8,
        Some(PlaceKind::District | PlaceKind::Sector) => 7,
        Some(PlaceKind::Region | PlaceKind::Natural) => 5,
        Some(PlaceKind::Country) => 0,
        _ => 4,
    };
    let barriers =
        between.clone().filter(|t| text.is(*t, &[";", ",", "but", "while", "that", "said", "who", "which"])).count() as i64;
    // "citizens of Croatia" says who, "60 km west of Leeds" says where from.
    let before_of = place.tokens.start.checked_sub(2).filter(|t| text.is(*t + 1, &["of"]));
    let whose = place.place.kind == Some(PlaceKind::Country) && before_of.is_some_and(|t| page.has(t, Class::Belonging));
    // "Russia's losses".
    let whose = whose || place.place.kind == Some(PlaceKind::Country) && !holds_next && text.norm(place.tokens.end) == "'s";
    let bearing = before_of.is_some_and(|t| page.has(t, Class::Bearing));
    // "Taking migrants |to Spain", "a flight |for Lagos": where somebody was going.
    let bound = incident && preposition.is_some_and(|t| text.is(t, &["to", "for", "toward"]));
    let container = if whose {
        60
    } else if holds_next || holds_last || bearing || bound {
        14
    } else {
        0
    };
    30 + fine - container + if led && !origin { 8 } else { -4 } + i64::from(behind) * 3
        - (between.len() as i64).min(40) / 2
        - barriers * 3
}

/// Whether a date says when somebody spoke: "said on Monday", "the minister on Monday denied", "On Monday, TASS reported".
pub(in crate::normalize) fn is_report_date(page: &Page<'_>, date: &Range<usize>) -> bool {
    let text = &page.text;
    let sentence = text.sentence_of(date.start).tokens.clone();
    let loose = |gap: Range<usize>| gap.len() <= 3 && !gap.clone().any(|t| text.is(t, &[",", "that", ";", ":", "\""]));
    page.voices.near(date.start).filter(|v| !v.inherited && sentence.contains(&v.cue.start) && !v.cue.is_empty()).any(|v| {
        let behind_cue = date.start >= v.cue.end && loose(v.cue.end..date.start);
        // "the aunt of a girl shot in a quarrel Sunday said": a day right behind the words of an event is theirs.
        let behind_event = || {
            text.is(date.start.wrapping_sub(1), &["incident"])
                || !page.events_in(date.start.saturating_sub(2).max(v.source.end)..date.start).is_empty()
        };
        let inside = !v.source.is_empty() && v.source.end <= date.start && date.end <= v.cue.start && !behind_event();
        let leads = !v.source.is_empty()
            && date.end <= v.source.start
            && v.source.start - date.end <= 2
            && date.start <= sentence.start + 2;
        // "according to X on Monday" does not date the words of X.
        let verb = !text.is(v.cue.start, &["according", "per", "citing"]);
        verb && (behind_cue || inside || leads && v.cue.start >= v.source.end)
    })
}

/// "at a Halloween party": which party it was, held on some day around the feast.
pub(in crate::normalize) fn is_festivity(page: &Page<'_>, date: &DateMention) -> bool {
    let numbered = || date.tokens.clone().any(|t| page.text.kind(t) == Kind::Number);
    page.has(date.tokens.end, Class::Festivity) && date.date.basis == Some(Basis::YearInferred) && !numbered()
}

/// Tokens by which a stated day may stand further from the words of an event than "overnight" and yet be its day.
const NIGHT: usize = 2;

/// How near to a date a word of the aftermath claims it.
const NEAR: usize = 8;

/// Whether a date is that of an arrest, a hearing, a funeral or the printing: such a word stands nearer to it than `trigger`, the
/// words of the event.
pub(in crate::normalize) fn is_aftermath(page: &Page<'_>, date: &Range<usize>, trigger: Option<&Range<usize>>) -> bool {
    let sentence = page.text.sentence_of(date.start).tokens.clone();
    let reach = trigger.map_or(NEAR, |t| gap_between(date, t).min(NEAR));
    // A verb right behind has the day before it ("police on Thursday arrested"); one further on has its own.
    let behind = date.end..(date.end + reach.min(2)).min(sentence.end);
    let before = date.start.saturating_sub(reach + 1).max(sentence.start)..date.start;
    let found = |t: usize| {
        let own = trigger.is_some_and(|own| own.contains(&t));
        let hit = page.hits_at(t).iter().find(|h| matches!(h.sense, Sense::Aftermath(_))).filter(|_| !own);
        // "The man killed on Thursday was identified": the day belongs to what stands before the verb.
        let hit = hit.filter(|h| {
            h.start < date.start || !(date.end..h.start).any(|t| page.text.is(t, &["was", "were", "has", "have", "is", "are"]))
        });
        // "accused of robbing pilgrims on Tuesday": the day of what they did.
        let hit =
            hit.filter(|h| trigger.is_some() || !page.events_in(h.end..date.start).iter().any(|e| is_deed(page, &e.tokens)));
        hit.is_some_and(|h| gap_between(date, &(h.start..h.end)) < reach)
    };
    // "Bond was set at $1 million |Thursday for shooting a man": the day of what was done about it, wherever that stands.
    let answers = trigger.is_some_and(|t| date.end < t.start) && page.text.is(date.end, &["for", "after", "following", "over"]);
    let main = if answers { sentence.start..date.start } else { 0..0 };
    let done = |t: usize| page.text.kind(t) == Kind::Word && is_later(page, t);
    behind.chain(before).any(found) || main.into_iter().any(done)
}

/// "of |shooting two men", "with |killing her": a deed that somebody is charged with, told by a gerund with its object.
fn is_deed(page: &Page<'_>, trigger: &Range<usize>) -> bool {
    let text = &page.text;
    let led = trigger.start.checked_sub(1).is_some_and(|t| text.is(t, &["of", "with", "for", "after"]));
    led && text.norm(trigger.end.saturating_sub(1)).ends_with("ing") && !page.has(trigger.end, Class::Preposition)
}

/// The tokens between two ranges.
fn gap_between(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) }
}

/// Words between a superlative and "since".
const SUPERLATIVE: usize = 5;

/// "Cases rose to 90, up from 70 |a week earlier", "its first |since 2023": the date is that of what is compared with. `before`: what stands
/// before it.
pub(in crate::normalize) fn is_former(page: &Page<'_>, mut before: Range<usize>) -> bool {
    let near = before.end.saturating_sub(SUPERLATIVE).max(before.start)..before.end;
    let since = page.text.is(before.end, &["since"]) || before.end > before.start && page.text.is(before.end - 1, &["since"]);
    if since && near.into_iter().any(|t| page.has(t, Class::Superlative)) {
        return true;
    }
    before.any(|t| {
        page.text.is(t, &["up", "down"]) && page.text.is(t + 1, &["from"]) && !page.quantities_in(t + 2..t + 4).is_empty()
    })
}

/// "|Shooting and critically wounding| a boy on Friday": the words of an event with the verbs right behind that share its object.
fn with_joined(page: &Page<'_>, trigger: &Range<usize>) -> Range<usize> {
    let mut all = trigger.clone();
    while page.text.is(all.end, &["and"]) {
        let next = all.end + 1 + usize::from(page.is_in_ly(all.end + 1));
        let Some(event) = page.events_in(next..next + 1).first() else { break };
        all.end = event.tokens.end;
    }
    all
}

/// Tokens by which the day of another event before the words of an event must be nearer than their own.
const OTHERS: usize = 6;

/// "The man wounded |on Friday died on Tuesday": a day right behind the words of another event, before those of this one.
fn is_of_other(page: &Page<'_>, date: &Range<usize>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    let near = date.start.saturating_sub(2).max(sentence.start)..date.start;
    let joined = near.clone().all(|t| page.text.kind(t) == Kind::Word);
    date.end <= trigger.start && joined && !page.events_in(near).is_empty()
}

/// "Overnight", "last night".
fn is_night(date: &DateMention) -> bool {
    date.date.basis == Some(Basis::Relative) && date.date.precision == Some(Precision::Days)
}

/// The date of the event, else that of the report.
fn best_date(
    page: &Page<'_>,
    trigger: &Range<usize>,
    sentence: &Range<usize>,
    incident: bool,
    published: Option<Date>,
    asides: &[Range<usize>],
) -> Option<(usize, RefersTo)> {
    let text = &page.text;
    let in_dateline = |t: usize| text.dateline.as_ref().is_some_and(|d| d.contains(&t));
    let from = page.dates.partition_point(|d| d.tokens.start < sentence.start);
    let dates = page.dates.iter().enumerate().skip(from).take_while(|(_, d)| d.tokens.start < sentence.end);
    // "Police held two on Sunday on a raft whose passengers were rescued": the day of the main clause is that of its own event.
    let taken = |d: &Range<usize>| {
        let relative = (d.end..trigger.start).any(|t| text.is(t, &["whose"]));
        let near = d.start.saturating_sub(2).max(sentence.start)..d.start;
        relative && !page.events_in(near).is_empty()
    };
    let former = |d: &Range<usize>| is_former(page, trigger.end..d.start) || is_of_sum(page, trigger.end..d.start);
    // "Arrested in the July 4 |shooting death": the day belongs to the noun behind it, which an arrest follows.
    let of_noun = |d: &Range<usize>| {
        // "Jailed over the 2015 stampede".
        let year = d.len() == 1 && text.kind(d.start) == Kind::Number && text.kind(d.end) == Kind::Word;
        let named = year && d.start > sentence.start && text.is(d.start - 1, &["the", "a"]) && !page.ends_phrase(d.end);
        if !incident && named {
            return true;
        }
        let next = d.end + usize::from(text.is(d.end, &["'s"]));
        !incident && next != trigger.start && !page.events_in(next..next + 1).is_empty()
    };
    let aside = |d: &Range<usize>| asides.iter().any(|a| a.contains(&d.start));
    // "A priest abducted in Kaduna |two months ago| has been freed": the day of the participle before it.
    let of_participle = |d: &Range<usize>| {
        let verbs = d.end..trigger.start;
        let before = d.start.saturating_sub(PARTICIPLE).max(sentence.start)..d.start;
        let told =
            || page.events_in(before.clone()).last().is_some_and(|e| !e.passive && text.norm(e.tokens.end - 1).ends_with("ed"));
        !incident && !verbs.is_empty() && verbs.clone().all(|t| page.has(t, Class::VerbGroup)) && told()
    };
    // "Overnight on July 2": the day beside it says which night.
    let night_of = |i: usize, d: &DateMention| {
        is_night(d) && page.dates.get(i + 1).is_some_and(|n| n.tokens.start <= d.tokens.end + 1 && n.tokens.start < sentence.end)
    };
    let own = dates.filter(|(i, d)| !night_of(*i, d)).filter(|(_, d)| {
        let elsewhere = in_dateline(d.tokens.start) || taken(&d.tokens) || former(&d.tokens) || of_participle(&d.tokens);
        !elsewhere && !of_noun(&d.tokens) && !aside(&d.tokens)
    });
    let joint = with_joined(page, trigger);
    let scored = own.map(|(i, d)| {
        let report = is_report_date(page, &d.tokens) || incident && is_aftermath(page, &d.tokens, Some(trigger));
        let report = report || incident && is_departure(page, d.tokens.start, sentence);
        // "Classes resumed |Wednesday after four students were shot": the day of what followed.
        let report = report || incident && d.tokens.end < trigger.start && text.is(d.tokens.end, &["after"]);
        // An incident of a day to come is not told: the day is that of something else.
        let to_come = published.zip(d.date.start).is_some_and(|(p, start)| start > p);
        let report = report || to_come && d.past.is_none();
        // "The overnight raid of 9 May": the night before the article only where no day is beside it.
        let night = is_night(d);
        let others = if is_of_other(page, &d.tokens, trigger, sentence) { OTHERS } else { 0 };
        let gap = gap_between(&d.tokens, &joint) + others + if night { NIGHT } else { 0 };
        let open = i64::from(d.date.is_unresolved() && d.date.partial.is_none() || is_festivity(page, d)) * 20;
        (-(gap as i64) - i64::from(report) * 30 - open, std::cmp::Reverse(i), report)
    });
    scored
        .max_by_key(|(score, i, _)| (*score, *i))
        .map(|(_, i, report)| (i.0, if report { RefersTo::Report } else { RefersTo::Event }))
}
