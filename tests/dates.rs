//! Laws of dates, through the public face: what is written is what is read, whatever stands around it.

use corroborate::{Date, DateInterval, Document, Mention, MentionValue, Normalizer};
use proptest::prelude::*;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn mentions(publisher: &str, published: Option<Date>, text: &str) -> Vec<Mention> {
    let mut document = Document::new("d", text);
    document.publisher = Some(publisher.to_owned()).filter(|p| !p.is_empty());
    document.published = published.map(Into::into);
    Normalizer::default().mentions(&document)
}

fn dates(publisher: &str, published: Option<Date>, text: &str) -> Vec<(String, DateInterval)> {
    let dated = |m: Mention| match m.value {
        MentionValue::Date(date) => Some((m.text, date)),
        _ => None,
    };
    mentions(publisher, published, text).into_iter().filter_map(dated).collect()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// "1st", "22nd".
fn ordinal(day: u8) -> String {
    let end = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{end}")
}

/// The day in every form that needs no day of publication; the publisher of the last two says which figure is the month.
fn written(date: Date) -> Vec<(&'static str, String)> {
    let (y, d) = (date.year(), date.day());
    let month = MONTHS[usize::from(date.month()) - 1];
    let short = &month[..3];
    let weekday = DAYS[usize::from(date.weekday())];
    let nth = ordinal(d);
    let mut all: Vec<(&'static str, String)> = [
        format!("{month} {d}, {y}"),
        format!("{month} {d} {y}"),
        format!("{month} {nth}, {y}"),
        format!("{month} the {nth}, {y}"),
        format!("{d} {month} {y}"),
        format!("{d} {month}, {y}"),
        format!("{nth} {month} {y}"),
        format!("the {nth} of {month} {y}"),
        format!("the {nth} of {month}, {y}"),
        format!("{weekday}, {month} {d}, {y}"),
        format!("{weekday} {d} {month} {y}"),
        format!("{weekday} the {nth} of {month} {y}"),
        format!("{short} {d}, {y}"),
        format!("{short}. {d}, {y}"),
        format!("{d} {short} {y}"),
        format!("{d}-{short}-{y}"),
        format!("{y}-{:02}-{d:02}", date.month()),
        format!("{y}/{:02}/{d:02}", date.month()),
        format!("{y}-{:02}-{d:02}T21:40Z", date.month()),
        format!("{d:02}.{:02}.{y}", date.month()),
        format!("{y}{:02}{d:02}", date.month()),
    ]
    .into_iter()
    .map(|text| ("", text))
    .collect();
    all.push(("example.co.uk", format!("{d}/{}/{y}", date.month())));
    all.push(("apnews.com", format!("{:02}/{d:02}/{y}", date.month())));
    all
}

proptest! {
    #[test]
    fn a_day_in_any_form_is_that_day(n in 0i64..73_049, form in 0usize..23) {
        // 1900-01-01 to 2099-12-31.
        let date = day("1900-01-01").plus_days(n).unwrap();
        let forms = written(date);
        let (publisher, text) = &forms[form];
        let found = dates(publisher, Some(day("2024-07-19")), &format!("The bridge fell on {text}."));
        let read: Vec<_> = found.iter().map(|(_, d)| (d.start, d.end, d.alternatives.len())).collect();
        prop_assert_eq!(read, [(Some(date), Some(date), 0)], "{}", text);
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest(n in 0i64..73_049, apart in -120i64..=120) {
        let published = day("1900-01-01").plus_days(n).unwrap();
        let date = published.plus_days(apart).unwrap();
        prop_assume!((date.month(), date.day()) != (2, 29));
        let text = format!("The bridge is dated {} {}.", MONTHS[usize::from(date.month()) - 1], date.day());
        let found = dates("", Some(published), &text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].1.start, Some(date), "{} on {}", text, published);
    }

    #[test]
    fn a_weekday_is_within_a_week(n in 0i64..73_049, weekday in 0u8..7) {
        let published = day("1900-01-01").plus_days(n).unwrap();
        let past = dates("", Some(published), &format!("The bridge fell on {}.", DAYS[usize::from(weekday)]));
        let read = past[0].1.start.unwrap();
        prop_assert_eq!(read.weekday(), weekday);
        prop_assert!((0..7).contains(&published.days_since(read)));
        let coming = dates("", Some(published), &format!("The bridge will open on {}.", DAYS[usize::from(weekday)]));
        let read = coming[0].1.start.unwrap();
        prop_assert_eq!(read.weekday(), weekday);
        prop_assert!((0..7).contains(&read.days_since(published)));
    }

    #[test]
    fn a_period_has_its_ends(n in 0i64..60_000, days in 1i64..9_000) {
        let (a, z) = (day("1900-01-01").plus_days(n).unwrap(), day("1900-01-01").plus_days(n + days).unwrap());
        let write = |d: Date| format!("{} {}, {}", MONTHS[usize::from(d.month()) - 1], d.day(), d.year());
        let text = format!("The siege lasted from {} to {}. Then it rained.", write(a), write(z));
        let found = dates("", None, &text);
        let read: Vec<_> = found.iter().map(|(_, d)| (d.start, d.end)).collect();
        prop_assert_eq!(read, [(Some(a), Some(z)), (Some(a), Some(a)), (Some(z), Some(z))], "{}", text);
    }

    #[test]
    fn any_text_gives_whole_records(
        text in "\\PC{0,80}|([0-9]{1,8}|[,.:/()'’~%-]|July|May|Sept\\.|Friday|Thursdays|last|next|this|the|a|in|of|to|from|between|and|or later|week|year|months|ago|after|before|starting|day|first|third|early|end of|night|quarter|Q3|1990s|until|since|overnight|Easter|Ramadan|two thousand|Straße|Київ| ){0,30}",
        known in any::<bool>(),
    ) {
        for m in mentions("", known.then(|| day("2024-07-19")), &text) {
            prop_assert!(m.start < m.end && text.get(m.start..m.end) == Some(m.text.as_str()), "{:?}", m);
            let MentionValue::Date(d) = m.value else { continue };
            prop_assert!(d.start.zip(d.end).is_none_or(|(a, z)| a <= z), "{:?}", d);
            prop_assert!(d.partial.is_none() || d.start.is_none() && d.end.is_none());
            prop_assert!(d.alternatives.iter().all(|(a, z)| a <= z));
            prop_assert!(d.narrowed().is_none_or(|(a, z)| a <= z && d.start <= Some(a) && Some(z) <= d.end));
            prop_assert_eq!(d.timex3().is_none(), d.is_unresolved() && d.partial.is_none());
        }
    }
}

/// A text made to nest dates in dates is read in linear time and does not go deep.
#[test]
fn no_text_is_deep() {
    for phrase in [
        "the day before ",
        "a week after ",
        "the first week of ",
        "from May to ",
        "two days after the ",
        "early ",
        "last week from ",
    ] {
        let text = phrase.repeat(3_000);
        assert!(dates("", Some(day("2024-07-19")), &text).len() <= 9_000, "{phrase}");
    }
}

#[test]
fn a_lone_sentence_gives_the_period_only() {
    let found = dates("", None, "It lasted from 1914 to 1918");
    assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["from 1914 to 1918"]);
}
