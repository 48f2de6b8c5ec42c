//! What a claim takes from outside its sentence: place, date, side. Each is marked as inherited.

use std::collections::BTreeMap;

use super::clause::{Draft, is_aftermath, is_festivity, is_formation, is_former, is_report_date};
use super::event::is_incident;
use super::occasion::{Occasion, Teasers, is_usable, kind_of};
use super::{Page, Setting};
use crate::claim::{DateInterval, PlaceKind, RefersTo};
use crate::lexicon::Sense;
use crate::lexicon::traits::Trait;
use crate::lexicon::words::Class;

/// A field that came from outside the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inherited {
    /// It names no event of its own: it answers one told before.
    Event,
    /// Told in another sentence, or reckoned from what is told one by one.
    Count,
    Place,
    Date,
    Actor,
}

/// A draft with what it inherits.
#[derive(Clone, Debug)]
pub(super) struct Completed {
    pub draft: Draft,
    pub inherited: Vec<Inherited>,
    /// A date that no mention carries: the dateline or the time of publication.
    pub fallback_date: Option<DateInterval>,
    /// It happened days before the incident that the article is about.
    pub background: bool,
}

/// Completes the drafts of an article. `drafts` are in order of page and trigger. A statement about many events inherits nothing.
pub(super) fn complete(pages: &[Page<'_>], mut drafts: Vec<Draft>, setting: &Setting<'_>) -> Vec<Completed> {
    let teasers = Teasers::new(pages, &drafts);
    drafts.retain(|d| !teasers.holds(pages, d));
    let occasion = Occasion::new(pages, &drafts, setting);
    let date = occasion.date;
    // At a protest people are hurt and held on the same day.
    let incidents = drafts.iter().any(|d| is_incident(&d.kind) && !d.negated) && !drafts.iter().any(|d| d.kind == "protested");
    // Aircraft fall far from what else an article tells of.
    let aloft = drafts.first().is_some_and(Draft::is_aloft);
    // "Floods kill 20 across Nepal": the text tells how many where.
    let parted: Vec<(String, Option<u64>)> = drafts.iter().filter(|d| d.spread).map(|d| (d.kind.clone(), total(d))).collect();
    // What the claims before state themselves, by page and paragraph.
    let mut told: Option<Told> = None;
    // The side whose events of a kind a paragraph tells of.
    let mut sides: BTreeMap<(usize, u32, String), String> = BTreeMap::new();
    let soldiers: Vec<Vec<(usize, &str)>> = pages.iter().map(soldiers).collect();
    drafts
        .into_iter()
        .map(|mut draft| {
            let mut inherited = Vec::new();
            // "They had been shot": how many is told in the sentence before.
            let sentence = pages.get(draft.page).map(|p| p.text.sentence_of(draft.trigger.start).tokens.clone());
            let before = |words: &std::ops::Range<usize>| sentence.as_ref().is_some_and(|s| words.end <= s.start);
            inherited.extend(draft.count.as_ref().is_some_and(|(_, words)| before(words)).then_some(Inherited::Count));
            if let Some(echo) = draft.echo {
                inherited.push(Inherited::Event);
                inherited.extend(echo.place.then_some(Inherited::Place));
                inherited.extend(echo.date.then_some(Inherited::Date));
            }
            let paragraph = pages.get(draft.page).map_or(0, |p| p.text.sentence_of(draft.trigger.start).paragraph);
            let theirs = (draft.page, paragraph, draft.kind.clone());
            if draft.actor.as_ref().is_none_or(|(a, _)| a.side.is_none())
                && inherit_side(pages, &soldiers, &mut draft, sides.get(&theirs), setting)
            {
                inherited.push(Inherited::Actor);
            } else if let Some(side) = draft.actor.as_ref().and_then(|(a, _)| a.side.clone()) {
                sides.insert(theirs, side);
            }
            let mut fallback_date = None;
            // Who denies that it happened speaks of what the article tells, with or without a number.
            let denied = draft.negated || pages.get(draft.page).is_some_and(|p| is_denied(p, draft.trigger.start));
            if !draft.trend || denied && !draft.nominal {
                let stated = draft.place.filter(|at| kind_of(pages, *at) != Some(PlaceKind::Country));
                let settled = stated.and_then(|at| occasion.settle(pages, &draft, at, setting));
                match (stated, draft.place) {
                    _ if draft.spread => {}
                    (None, Some(_)) if parted.iter().any(|(kind, of)| *kind == draft.kind && *of == total(&draft)) => {}
                    (Some(_), _) if settled.is_some() => {
                        draft.place = settled;
                        inherited.push(Inherited::Place);
                    }
                    (Some(at), _) => told = Some(Told { page: draft.page, paragraph, kind: draft.kind.clone(), at }),
                    // Where only the country is said, the place in it that the article is about says more.
                    (None, own) => {
                        // Where the text says the country, the dateline only says where the reporter sits.
                        // "In 2008 six infants died in China": not in the town of today.
                        let long_ago = draft.date.is_some_and(|(p, i, _)| {
                            date.map_or_else(|| is_far(pages, (p, i), setting), |main| is_before(pages, (p, i), main))
                        });
                        let fits = |at: &(usize, usize)| {
                            own.is_none_or(|own| lies_in(pages, *at, own) && !is_dateline(pages, *at) && !long_ago)
                        };
                        let away = pages.get(draft.page).is_some_and(|p| leaves(p, draft.trigger.start));
                        let here = |t: &&Told| t.serves(&draft, paragraph) && !(away && t.paragraph < paragraph);
                        let before = told.as_ref().filter(here).map(|t| t.at);
                        let main = occasion.place_for(&draft).filter(|_| (!draft.is_aloft() || aloft) && !away);
                        // Of a country only where something is told to be there: not "for Hokkaido a warning was issued".
                        let main = main.filter(|_| own.is_none() || occasion.is_placed());
                        let finer = before.or(main).filter(fits);
                        let coarse = |at: &(usize, usize)| own.is_some() && kind_of(pages, *at) == Some(PlaceKind::Country);
                        if let Some(at) = finer.filter(|at| !coarse(at)) {
                            draft.place = Some(at);
                            inherited.push(Inherited::Place);
                        }
                    }
                }
                // The day a toll is told is not the day of the event, where the article gives that.
                let reported = draft.date.is_some_and(|(_, _, refers)| refers == RefersTo::Report);
                // "The total since October": the time that the number covers is its own.
                // "41 such deaths in 2015": so is a time long before the event of the article.
                let past = |at| date.is_some_and(|main| is_before(pages, at, main));
                let covers = draft.since || draft.date.is_some_and(|(p, i, _)| is_since(pages, (p, i)) || past((p, i)));
                if (draft.toll || reported && is_incident(&draft.kind)) && !covers && date.is_some() {
                    draft.date = None;
                }
                // "Four shot at Halloween party": the article knows the day of it.
                let feast = draft.date.is_some_and(|(p, i, _)| {
                    is_feast(pages, (p, i)) && (is_far(pages, (p, i), setting) || date.is_some_and(|at| !is_feast(pages, at)))
                });
                if feast {
                    draft.date = None;
                }
                // "The same night", and a day that is yet to come for what is told to have happened: no day is known by them.
                let dated = draft.date.and_then(|(p, i, _)| pages.get(p)?.dates.get(i));
                let to_come = dated.and_then(|m| m.date.start).zip(setting.published).is_some_and(|(d, p)| d > p.date);
                let to_come = to_come && dated.is_none_or(|m| m.past.is_none());
                if dated.is_some_and(|m| m.date.is_unresolved() && m.date.partial.is_none())
                    || to_come && is_incident(&draft.kind)
                {
                    draft.date = None;
                }
                if let Some((p, i, RefersTo::Event)) = draft.date.filter(|_| !Trait::Sequel.of(&draft.kind))
                    && let Some((p, i)) = occasion.narrow(pages, (p, i), setting)
                {
                    draft.date = Some((p, i, RefersTo::Event));
                    inherited.push(Inherited::Date);
                }
                let counted = draft.ago.filter(|_| draft.date.is_none());
                if let Some(ago) = counted {
                    fallback_date = ago.date(setting.published.map(|p| p.date));
                    inherited.extend(fallback_date.is_some().then_some(Inherited::Date));
                } else if draft.date.is_none() {
                    let follows = incidents && Trait::Sequel.of(&draft.kind);
                    let found = earlier_date(pages, &draft, follows, setting).filter(|at| !follows || Some(*at) != date);
                    let main = if follows { None } else { date };
                    draft.date = found.or(main).map(|(p, d)| (p, d, RefersTo::Event));
                    if draft.date.is_none() {
                        let since = date.filter(|_| follows).and_then(|at| occasion.since(pages, at, setting));
                        fallback_date = since.or_else(|| occasion.publication(&draft, setting));
                    }
                    inherited.extend((draft.date.is_some() || fallback_date.is_some()).then_some(Inherited::Date));
                }
            }
            inherited.sort_unstable();
            inherited.dedup();
            let background = occasion.is_history(pages, &draft, !inherited.contains(&Inherited::Place), setting);
            Completed { draft, inherited, fallback_date, background }
        })
        .collect()
}

/// How many people or things a claim tells of, at least.
fn total(draft: &Draft) -> Option<u64> {
    draft.count.as_ref().and_then(|(count, _)| count.low)
}

/// "Farther north, …", "Elsewhere, …": the paragraph leaves the place that the article is about.
fn leaves(page: &Page<'_>, token: usize) -> bool {
    let text = &page.text;
    let paragraph = text.sentence_of(token).paragraph;
    let first = text.sentences.partition_point(|s| s.paragraph < paragraph);
    let Some(at) = text.sentences.get(first).map(|s| s.tokens.start) else { return false };
    page.has(at, Class::Elsewhere) || text.is(at, &["farther", "further"]) && page.has(at + 1, Class::Bearing)
}

/// The last place that a claim states itself.
struct Told {
    page: usize,
    paragraph: u32,
    kind: String,
    at: (usize, usize),
}

impl Told {
    /// Another claim of the paragraph, or the same story going on in the next ones.
    fn serves(&self, draft: &Draft, paragraph: u32) -> bool {
        let reach = if self.kind == draft.kind { 2 } else { 0 };
        self.page == draft.page && paragraph - self.paragraph.min(paragraph) <= reach
    }
}

fn is_dateline(pages: &[Page<'_>], (page, place): (usize, usize)) -> bool {
    let Some(page) = pages.get(page) else { return false };
    let token = page.places.get(place).map_or(usize::MAX, |p| p.tokens.start);
    page.text.dateline.as_ref().is_some_and(|d| d.contains(&token))
}

/// Whether a place lies in the country of another.
fn lies_in(pages: &[Page<'_>], (p, i): (usize, usize), (q, j): (usize, usize)) -> bool {
    let country = |page: usize, place: usize| pages.get(page)?.places.get(place)?.place.country.as_deref();
    country(p, i).is_some() && country(p, i) == country(q, j)
}

/// Days before the event of an article that are another time.
const APART: i64 = 14;

/// Whether a date lies well before another.
fn is_before(pages: &[Page<'_>], (p, i): (usize, usize), (q, j): (usize, usize)) -> bool {
    let date = |page: usize, date: usize| pages.get(page)?.dates.get(date).map(|m| &m.date);
    let (end, start) = (date(p, i).and_then(|d| d.end), date(q, j).and_then(|d| d.start));
    end.zip(start).is_some_and(|(end, start)| start.days_since(end) > APART)
}

/// Whether a date goes on from its first day.
fn is_since(pages: &[Page<'_>], (page, date): (usize, usize)) -> bool {
    let mention = pages.get(page).and_then(|p| p.dates.get(date));
    mention.is_some_and(|m| m.date.start.is_some() && m.date.end.is_none())
}

/// Whether a date is that of a feast by which a gathering is called.
fn is_feast(pages: &[Page<'_>], (page, date): (usize, usize)) -> bool {
    pages.get(page).is_some_and(|p| p.dates.get(date).is_some_and(|d| is_festivity(p, d)))
}

/// Days from a feast within which a gathering that is called by it takes place.
const SEASON: i64 = 7;

/// Whether a date lies so far before publication that news of it would say when: "at a Christmas market" read in January.
fn is_far(pages: &[Page<'_>], (page, date): (usize, usize), setting: &Setting<'_>) -> bool {
    let day = pages.get(page).and_then(|p| p.dates.get(date)?.date.end);
    day.zip(setting.published).is_some_and(|(day, p)| p.date.days_since(day) > SEASON)
}

/// The last usable date before the trigger in its paragraph. `follows`: of those beside an arrest, a trial or the like alone.
fn earlier_date(pages: &[Page<'_>], draft: &Draft, follows: bool, setting: &Setting<'_>) -> Option<(usize, usize)> {
    let published = setting.published.map(|t| t.date);
    let page = pages.get(draft.page)?;
    // The dates of its own sentence are those of other things there: it would have one of them.
    let sentence = page.text.sentence_of(draft.trigger.start);
    let paragraph = sentence.paragraph;
    let before = page.dates.partition_point(|m| m.tokens.start < sentence.tokens.start);
    let near = (0..before).rev().filter_map(|i| page.dates.get(i).map(|m| (i, m)));
    let mut near = near.take_while(|(_, m)| page.text.sentence_of(m.tokens.start).paragraph == paragraph);
    let found = near.find(|(_, m)| {
        let dateline = page.text.dateline.as_ref().is_some_and(|d| d.contains(&m.tokens.start));
        let aftermath = (is_incident(&draft.kind) || follows) && is_aftermath(page, &m.tokens, None) != follows;
        let start = page.text.sentence_of(m.tokens.start).tokens.start;
        let told =
            !is_report_date(page, &m.tokens) && !aftermath && !is_festivity(page, m) && !is_former(page, start..m.tokens.start);
        let to_come = published.zip(m.date.start).is_some_and(|(p, d)| d > p);
        !dateline && is_usable(&m.date) && told && !to_come
    });
    found.map(|(i, _)| (draft.page, i))
}

fn is_denied(page: &Page<'_>, trigger: usize) -> bool {
    page.voices.near(trigger).any(|v| v.denied && v.content.contains(&trigger))
}

/// Roles whose side the article states once and then takes for granted.
fn takes_sides(role: Option<&str>) -> bool {
    matches!(role, Some("soldier" | "fighter" | "officer" | "conscript" | "mercenary"))
}

/// The soldiers and formations of a page whose side it says: where each begins, in order, and the side.
fn soldiers<'p>(page: &'p Page<'_>) -> Vec<(usize, &'p str)> {
    let soldiers = page.actors.iter().filter(|a| a.formation || takes_sides(a.actor.role.as_deref()));
    let own = soldiers.filter(|a| !is_enemy(page, a.tokens.start));
    own.filter_map(|a| Some((a.tokens.start, a.actor.side.as_deref()?))).collect()
}

/// "laid down their arms before |Northern troops", "raids by |rebels": on the other side than those whom the event befalls.
pub(super) fn is_enemy(page: &Page<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|t| page.text.is(t, &["to", "by", "against"]))
}

/// The side of soldiers: that of such events in their paragraph, of the last such actor before them in the article, else of the title.
/// `soldiers` are those of each page.
fn inherit_side(
    pages: &[Page<'_>],
    soldiers: &[Vec<(usize, &str)>],
    draft: &mut Draft,
    theirs: Option<&String>,
    setting: &Setting<'_>,
) -> bool {
    let role = draft.actor.as_ref().and_then(|(a, _)| a.role.clone());
    let unit = draft.count.as_ref().and_then(|(c, _)| c.unit.clone());
    let formation = unit.as_deref().is_some_and(|u| is_formation(u, setting));
    if !(takes_sides(role.as_deref()) || formation || Trait::Military.of(&draft.kind) && role.is_none()) {
        return false;
    }
    let before = |soldiers: &Vec<(usize, &str)>, token: usize| {
        let last = soldiers.partition_point(|(start, _)| *start < token).checked_sub(1)?;
        soldiers.get(last).map(|(_, side)| (*side).to_owned())
    };
    let theirs = theirs.filter(|_| Trait::Military.of(&draft.kind)).cloned();
    let Some(page) = pages.get(draft.page) else { return false };
    // "The army said it killed 35 soldiers", "the brigade's men wounded nine": whose they are that somebody did something to, he does not say.
    let behind = |words: &std::ops::Range<usize>| words.start >= draft.trigger.end;
    let told = draft.count.as_ref().map(|(_, words)| words).or(draft.actor.as_ref().map(|(_, words)| words));
    // Who loses men loses his own.
    let own_loss = page.has(draft.trigger.start, Class::Losing);
    let object = !draft.nominal && !own_loss && told.is_some_and(behind);
    let sentence = page.text.sentence_of(draft.trigger.start).tokens.start;
    let theirs = theirs.filter(|_| !object);
    // "Kyiv said Russia lost 1,060 troops": those of who lost them, whoever says so.
    let loser = draft.trigger.start.checked_sub(1).map(|t| t - usize::from(t > 0 && page.text.is(t, &["has", "have", "had"])));
    if own_loss && let Some(code) = loser.and_then(|t| side_ending(page, setting, t)) {
        return set_side(draft, code);
    }
    if object && page.text.is(draft.trigger.start.saturating_sub(1), &["it", "they", "we", "had"]) {
        return false;
    }
    // "Burundi's army denied that its own troops had fled": those of who says so.
    if told.is_some_and(|words| words.start > 0 && page.text.is(words.start - 1, &["own"])) {
        let speaker = page.voices.near(draft.trigger.start).find(|v| v.content.contains(&draft.trigger.start));
        let side = speaker.and_then(|v| v.chain.first()?.side.clone());
        return side.is_some_and(|side| set_side(draft, side));
    }
    let limit = if object { sentence } else { draft.trigger.start };
    let own = theirs.or_else(|| soldiers.get(draft.page).and_then(|page| before(page, limit)));
    let side = own.or_else(|| soldiers.iter().take(draft.page).rev().find_map(|page| before(page, usize::MAX)));
    side.is_some_and(|side| set_side(draft, side))
}

/// The side whose name ends at a token: "Russia", "South |Sudan".
fn side_ending(page: &Page<'_>, setting: &Setting<'_>, last: usize) -> Option<String> {
    (last.saturating_sub(2)..=last).find_map(|t| {
        page.hits_at(t).iter().filter(|h| h.end == last + 1).find_map(|h| match h.sense {
            Sense::Side(row) => setting.lexicon.sides().get(row).map(|side| side.code.clone()),
            _ => None,
        })
    })
}

fn set_side(draft: &mut Draft, side: String) -> bool {
    match draft.actor.as_mut() {
        Some((actor, _)) => actor.side = Some(side),
        None => draft.actor = Some((crate::claim::Actor { side: Some(side), ..Default::default() }, draft.trigger.clone())),
    }
    true
}
