//! Claims in few words.

use corroborate::{Actor, Claim, Count, DateInterval, Event, Place, PlaceKind, RefersTo, Stance, Timestamp};

/// A claim in few words: `kind | count | side role | place | date | more`, where an empty part is not known.
///
/// Counts: `12`, `10..`, `10..14`, with a unit after a space. Places: a settlement, `~` before a region, `^` before a country, each with
/// its country after a comma. More: `denied`, `report`, `doc=x`, `published=day`, `inherited=field`.
pub fn claim(id: &str, short: &str) -> Claim {
    let mut parts = short.split('|').map(str::trim);
    let mut part = || parts.next().unwrap_or("");
    let mut claim =
        Claim { id: id.into(), doc: id.into(), event: Event { kind: part().into(), ..Event::default() }, ..Claim::default() };
    let count = part();
    if !count.is_empty() {
        let (number, unit) = count.split_once(' ').unwrap_or((count, "person"));
        let (low, high) = number.split_once("..").unwrap_or((number, number));
        claim.count = Some(Count { low: low.parse().ok(), high: high.parse().ok(), unit: Some(unit.into()), ..Count::default() });
    }
    let actor = part();
    if !actor.is_empty() {
        let (side, role) = actor.split_once(' ').unwrap_or((actor, ""));
        let some = |t: &str| (!t.is_empty() && t != "-").then(|| t.to_string());
        claim.actor = Some(Actor { side: some(side), role: some(role), ..Actor::default() });
    }
    let place = part();
    if !place.is_empty() {
        let (name, country) = place.split_once(", ").unwrap_or((place, ""));
        let (kind, name) = match name.chars().next() {
            Some('~') => (PlaceKind::Region, &name[1..]),
            Some('^') => (PlaceKind::Country, &name[1..]),
            _ => (PlaceKind::Locality, name),
        };
        let (name, region) = name.split_once(" in ").map_or((name, None), |(n, r)| (n, Some(r.to_string())));
        let country = (!country.is_empty()).then(|| country.to_string());
        claim.place = Some(Place { name: name.into(), kind: Some(kind), country, region, ..Place::default() });
    }
    let date = part();
    if !date.is_empty() {
        let (start, end) = date.split_once("..").unwrap_or((date, date));
        claim.date = Some(if date.starts_with("--") {
            DateInterval { partial: Some(date.into()), ..DateInterval::default() }
        } else {
            DateInterval { start: start.parse().ok(), end: end.parse().ok(), ..DateInterval::default() }
        });
    }
    for more in part().split(' ').filter(|m| !m.is_empty()) {
        match more.split_once('=') {
            None if more == "denied" => claim.stance = Stance::Denied,
            None if more == "report" => claim.date.iter_mut().for_each(|d| d.refers_to = RefersTo::Report),
            Some(("doc", doc)) => claim.doc = doc.into(),
            Some(("published", day)) => claim.published = Some(Timestamp::day(day.parse().unwrap())),
            Some(("inherited", field)) => claim.inherited.push(field.into()),
            _ => panic!("{more}"),
        }
    }
    claim
}
