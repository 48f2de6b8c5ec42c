//! Cases by construct, read on Friday, 19 July 2024, and what holds for every day and every text.

use proptest::prelude::*;

use crate::claim::{Basis, DateModifier};
use crate::date::Date;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::normalize::{DateMention, recognize};

fn dates(text: &str, published: Option<&str>) -> Vec<(String, DateMention)> {
    dates_of("", text, published)
}

fn dates_of(publisher: &str, text: &str, published: Option<&str>) -> Vec<(String, DateMention)> {
    let mut document = Document::new("d", text);
    document.published = published.map(|p| p.parse().unwrap());
    document.publisher = Some(publisher.to_owned()).filter(|p| !p.is_empty());
    let mut forms = Default::default();
    let pages = recognize(&document, &Lexicon::english(), &Gazetteer::empty(), &mut forms);
    let page = pages.last().unwrap();
    page.dates.iter().map(|d| (page.text.slice(d.tokens.clone()).to_owned(), d.clone())).collect()
}

/// The dates of a text as "words = start..end".
fn found(text: &str, published: Option<&str>) -> Vec<String> {
    let bound = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    let shown = |d: &DateMention| match &d.date.partial {
        Some(partial) => partial.clone(),
        None if d.date.start == d.date.end => bound(d.date.start),
        None => format!("{}..{}", bound(d.date.start), bound(d.date.end)),
    };
    dates(text, published).iter().map(|(words, d)| format!("{words} = {}", shown(d))).collect()
}

#[test]
fn dates_by_construct() {
    let mut wrong = Vec::new();
    for (name, text, wanted) in [
        ("month day", "It burned on July 18.", &["July 18 = 2024-07-18"][..]),
        ("day month year", "It burned on 18 July 2023.", &["18 July 2023 = 2023-07-18"]),
        ("ordinal", "It burned on the 18th of July, 2023.", &["the 18th of July, 2023 = 2023-07-18"]),
        ("abbreviated", "It burned on Feb. 6.", &["Feb. 6 = 2024-02-06"]),
        ("iso", "It burned on 2023-07-18.", &["2023-07-18 = 2023-07-18"]),
        ("stops", "It burned on 06.05.2023.", &["06.05.2023 = 2023-05-06"]),
        ("month", "It burned in May 2023.", &["May 2023 = 2023-05-01..2023-05-31"]),
        ("year", "It burned in 2023; 2,023 inmates left.", &["2023 = 2023-01-01..2023-12-31"]),
        ("nearest year", "It burned on December 28.", &["December 28 = 2023-12-28"]),
        ("bare month", "It burned in November.", &["November = 2023-11-01..2023-11-30"]),
        ("weekday", "It burned on Tuesday.", &["Tuesday = 2024-07-16"]),
        ("same weekday", "It burned on Friday.", &["Friday = 2024-07-19"]),
        ("future weekday", "The court will sit on Tuesday.", &["Tuesday = 2024-07-23"]),
        ("weekday and day", "It burned on Thursday, July 18, 2024.", &["Thursday, July 18, 2024 = 2024-07-18"]),
        ("last", "It burned last week.", &["last week = 2024-07-08..2024-07-14"]),
        ("ago", "It burned three days ago.", &["three days ago = 2024-07-16"]),
        ("yesterday", "It burned yesterday morning.", &["yesterday morning = 2024-07-18"]),
        ("overnight", "It burned overnight.", &["overnight = 2024-07-18..2024-07-19"]),
        ("into", "It burned overnight into Thursday.", &["overnight into Thursday = 2024-07-17..2024-07-18"]),
        ("past hours", "It burned for the past 24 hours.", &["the past 24 hours = 2024-07-18..2024-07-19"]),
        ("weekend", "It burned over the weekend.", &["the weekend = 2024-07-13..2024-07-14"]),
        ("list", "It burned on July 3-5.", &["July 3-5 = 2024-07-03..2024-07-05"]),
        ("list before", "It burned from 3 to 5 July.", &["from 3 to 5 July = 2024-07-03..2024-07-05"]),
        ("night of", "It burned the night of 17 to 18 July.", &["the night of 17 to 18 July = 2024-07-17..2024-07-18"]),
        ("months", "It burned from May to June 2023.", &["from May to June 2023 = 2023-05-01..2023-06-30"]),
        ("since", "It has burned since May 3, 2022.", &["since May 3, 2022 = 2022-05-03.."]),
        ("until", "It burned until May 3, 2022.", &["until May 3, 2022 = ..2022-05-03"]),
        ("quarter", "Losses of the third quarter of 2023 grew.", &["the third quarter of 2023 = 2023-07-01..2023-09-30"]),
        ("half", "The first half of 2023 was calm.", &["The first half of 2023 = 2023-01-01..2023-06-30"]),
        (
            "months of a year",
            "It burned for the first three months of 2023.",
            &["the first three months of 2023 = 2023-01-01..2023-03-31"],
        ),
        ("put off", "The hearing was pushed back to September.", &["September = 2024-09-01..2024-09-30"]),
        ("season", "It burned in the summer of 2021.", &["the summer of 2021 = 2021-06-01..2021-08-31"]),
        ("decade", "It burned in the 1990s.", &["the 1990s = 1990-01-01..1999-12-31"]),
        ("short decade", "It burned in the 70's.", &["the 70's = 1970-01-01..1979-12-31"]),
        ("century", "It burned in the 19th century.", &["the 19th century = 1800-01-01..1899-12-31"]),
        ("spelled", "It burned in nineteen ninety-six.", &["nineteen ninety-six = 1996-01-01..1996-12-31"]),
        ("holiday", "It burned on Christmas Eve 2022.", &["Christmas Eve 2022 = 2022-12-24"]),
        ("nth weekday", "It burned on the first Monday of May 2023.", &["the first Monday of May 2023 = 2023-05-01"]),
        (
            "focus",
            "It burned on May 3, 2022. Two days later it rained.",
            &["May 3, 2022 = 2022-05-03", "Two days later = 2022-05-05"],
        ),
        ("feast", "It burned during Ramadan 2024.", &["Ramadan 2024 = 2024-03-11..2024-04-09"]),
        ("after a feast", "It burned two days after Easter 2023.", &["two days after Easter 2023 = 2023-04-11"]),
        ("described weekend", "It burned over the bitterly cold weekend.", &["weekend = 2024-07-13..2024-07-14"]),
        ("long weekend", "It burned over Labor Day weekend.", &["Labor Day weekend = 2023-09-02..2023-09-04"]),
        ("long ago", "It burned two years and three months ago.", &["two years and three months ago = 2022-04-19"]),
        ("next weekday", "The court will sit next Friday.", &["next Friday = 2024-07-26"]),
        ("coming weekday", "The court will sit this coming Monday.", &["this coming Monday = 2024-07-22"]),
        ("weekdays ago", "It burned two Thursdays ago.", &["two Thursdays ago = 2024-07-11"]),
        ("plural weekdays", "It is closed on Thursdays.", &[]),
        ("of a month", "It burned on the 3rd of last month.", &["the 3rd of last month = 2024-06-03"]),
        ("days of a month", "It burned from 4 to 22 this month.", &["from 4 to 22 this month = 2024-07-04..2024-07-22"]),
        (
            "days of a week",
            "It burned last week between Tuesday and Friday.",
            &["last week between Tuesday and Friday = 2024-07-09..2024-07-12"],
        ),
        (
            "weeks of a year",
            "It burned in the first two weeks of 2023.",
            &["the first two weeks of 2023 = 2023-01-02..2023-01-15"],
        ),
        ("week from", "It will open in the week starting July 29.", &["the week starting July 29 = 2024-07-29..2024-08-04"]),
        ("week on", "The court will sit next week on Tuesday.", &["next week on Tuesday = 2024-07-23"]),
        ("short quarter", "Losses of 2023 Q3 grew.", &["2023 Q3 = 2023-07-01..2023-09-30"]),
        (
            "quarter of",
            "Losses of the first quarter of last year grew.",
            &["the first quarter of last year = 2023-01-01..2023-03-31"],
        ),
        ("month of", "It burned in the month of May 2023.", &["the month of May 2023 = 2023-05-01..2023-05-31"]),
        ("month in figures", "The count of 2023-05 is out.", &["2023-05 = 2023-05-01..2023-05-31"]),
        ("now", "It has burned from May 2023 to the present.", &["from May 2023 to the present = 2023-05-01..2024-07-19"]),
        ("before early", "It burned before early May 2023.", &["before early May 2023 = ..2023-04-30"]),
        ("and later", "It holds for 2022 and later.", &["2022 and later = 2022-01-01.."]),
        ("later than", "It fell later than 2022.", &["later than 2022 = 2023-01-01.."]),
        ("named year", "It burned in fiscal year 2022.", &["fiscal year 2022 = 2022-01-01..2022-12-31"]),
        ("dash range", "The siege of 1941-44 ended.", &["1941-44 = 1941-01-01..1944-12-31"]),
        ("into a month", "It burned from April 27 to the 3rd.", &["from April 27 to the 3rd = 2024-04-27..2024-05-03"]),
        ("month over new year", "It burned from November to March.", &["from November to March = 2023-11-01..2024-03-31"]),
        ("after next", "It will open in the week after next.", &["the week after next = 2024-07-29..2024-08-04"]),
        ("before last", "It burned the weekend before last.", &["the weekend before last = 2024-07-06..2024-07-07"]),
        ("month after next", "It will open in March after next.", &["March after next = 2026-03-01..2026-03-31"]),
        ("from the end", "It burned on the third last day of May 2023.", &["the third last day of May 2023 = 2023-05-29"]),
        (
            "to last",
            "It burned on the second-to-last Friday of May 2023.",
            &["the second-to-last Friday of May 2023 = 2023-05-19"],
        ),
        ("last week of", "It burned in the third last week of 2018.", &["the third last week of 2018 = 2018-12-10..2018-12-16"]),
        ("quarters ahead", "It will cost more in the next two quarters.", &["the next two quarters = 2024-10-01..2025-03-31"]),
        ("decades ahead", "It will last the next two decades.", &["the next two decades = 2030-01-01..2049-12-31"]),
        ("past weeks", "It burned in the past two weeks.", &["the past two weeks = 2024-07-05..2024-07-19"]),
        ("rest", "It is closed for the rest of the week.", &["the rest of the week = 2024-07-19..2024-07-21"]),
        ("week of the year", "Cases rose in week 31 of 2023.", &["week 31 of 2023 = 2023-07-31..2023-08-06"]),
        ("epidemiological week", "Cases rose in epidemiological week 12.", &["epidemiological week 12 = 2024-03-18..2024-03-24"]),
        ("no week", "They lost in Week 12 of the league.", &[]),
        ("few", "It burned a few days ago.", &["a few days ago = 2024-07-12..2024-07-16"]),
        ("past few", "It burned in the past few weeks.", &["the past few weeks = 2024-05-31..2024-07-19"]),
        ("latter half", "The latter half of 2023 was calm.", &["The latter half of 2023 = 2023-07-01..2023-12-31"]),
        ("short year", "It burned on 14th April 15.", &["14th April 15 = 2015-04-14"]),
        ("glued quarter", "Losses of 18Q4 grew.", &["18Q4 = 2018-10-01..2018-12-31"]),
        ("next day of a month", "It will open next 6th of April.", &["next 6th of April = 2025-04-06"]),
        ("feast ahead", "It will be open at Easter nine months from now.", &["Easter nine months from now = 2025-04-20"]),
        ("before a feast", "It burned two weeks before Christmas.", &["two weeks before Christmas = 2023-12-11"]),
        (
            "period in days",
            "It lasted 64 days from 3 May to 5 July 2023.",
            &["from 3 May to 5 July 2023 = 2023-05-03..2023-07-05"],
        ),
        (
            "half of a month",
            "It burned in the second half of June 2023.",
            &["the second half of June 2023 = 2023-06-16..2023-06-30"],
        ),
        ("two-year winter", "It burned in the winter of 2022/23.", &["the winter of 2022/23 = 2022-12-01..2023-02-28"]),
        ("recent days", "It burned in recent days.", &["recent days = 2024-07-12..2024-07-19"]),
        ("circa", "It was built circa 1990.", &["1990 = 1990-01-01..1990-12-31"]),
        ("after", "It burned after July 5. It rained.", &["after July 5 = 2024-07-06.."]),
        ("by", "It burned by July 5.", &["by July 5 = ..2024-07-05"]),
        ("eve of", "It burned on the eve of July 18.", &["the eve of July 18 = 2024-07-17"]),
        (
            "stop of a sentence",
            "On May 3 it burned later that day. It rained.",
            &["May 3 = 2024-05-03", "later that day = 2024-05-03"],
        ),
        ("names", "He said that Sun and Jan Novak agreed.", &[]),
        ("telephone", "Call (206) 555-1999 or see page 2019-32-7.", &[]),
        ("no dates", "General May said the march may begin at 9, on Route 2024.", &[]),
    ] {
        let read = found(text, Some("2024-07-19"));
        if read != wanted {
            wrong.push(format!("{name}: {text}\n  wanted {wanted:?}\n  read   {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is alone in a text is a query or a plan: it is read forward.
#[test]
fn a_date_alone_looks_ahead() {
    for (text, wanted) in [
        ("monday", "monday = 2024-07-22"),
        ("on Friday", "Friday = 2024-07-19"),
        ("the 1st", "the 1st = 2024-08-01"),
        ("8/22", "8/22 = 2024-08-22"),
        ("Thanksgiving", "Thanksgiving = 2024-11-28"),
        ("in two weeks", "in two weeks = 2024-08-02"),
        ("first quarter", "first quarter = 2025-01-01..2025-03-31"),
        ("new year's day", "new year's day = 2025-01-01"),
        ("July 18, 2023", "July 18, 2023 = 2023-07-18"),
        ("Thanksgiving in 9 months", "Thanksgiving in 9 months = 2025-11-27"),
        ("March in two years", "March in two years = 2027-03-01..2027-03-31"),
        ("Fri, Aug 7", "Fri, Aug 7 = 2026-08-07"),
        ("the second nearest Easter", "the second nearest Easter = 2025-04-20"),
        ("two upcoming month", "two upcoming month = 2024-09-01..2024-09-30"),
        ("two upcoming months", "two upcoming months = 2024-07-20..2024-09-19"),
        ("anytime after 2018", "anytime after 2018 = 2019-01-01.."),
        ("through 2026", "through 2026 = ..2026-12-31"),
        ("week 31", "week 31 = 2024-07-29..2024-08-04"),
    ] {
        assert_eq!(found(text, Some("2024-07-19")), [wanted], "{text}");
    }
}

#[test]
fn periods_keep_the_dates_that_bound_them() {
    let bounds = |text: &str| {
        let all = dates(text, Some("2024-07-19"));
        let days = |d: &crate::claim::DateInterval| format!("{}..{}", d.start.unwrap(), d.end.unwrap());
        all[0].1.bounds.iter().map(|(_, d)| days(d)).collect::<Vec<_>>()
    };
    for (text, wanted) in [
        ("It lasted from 1914 to 1918.", &["1914-01-01..1914-12-31", "1918-01-01..1918-12-31"][..]),
        ("It lasted from 3 to 5 July.", &["2024-07-03..2024-07-03", "2024-07-05..2024-07-05"]),
        ("It has lasted since May 2022.", &["2022-05-01..2022-05-31"]),
        ("It burned the night of 17 to 18 July.", &[]),
        ("It burned in May 2022.", &[]),
    ] {
        assert_eq!(bounds(text), wanted, "{text}");
    }
}

#[test]
fn without_publication_nothing_is_made_up() {
    for (text, wanted) in [
        ("It burned on July 18.", "July 18 = --07-18"),
        ("It burned in July.", "July = --07"),
        ("It burned on Friday.", "Friday = "),
        ("It burned three days ago.", "three days ago = "),
        ("It burned on July 18, 2023.", "July 18, 2023 = 2023-07-18"),
    ] {
        assert_eq!(found(text, None), [wanted]);
    }
    let dated = "KYIV, July 18, 2023 (Agency) \u{2014} It burned yesterday.";
    assert_eq!(found(dated, None), ["July 18, 2023 = 2023-07-18", "yesterday = 2023-07-17"]);
    assert_eq!(dates(dated, None)[0].1.date.basis, Some(Basis::Dateline));
}

#[test]
fn readings_that_are_close_are_kept() {
    let night = &dates("It burned on Monday night.", Some("2024-07-19"))[0].1.date;
    assert_eq!((night.start, night.alternatives.len()), (Date::new(2024, 7, 15), 1));
}

#[test]
fn the_country_of_the_outlet_says_which_figure_is_the_month() {
    for (publisher, text, wanted) in [
        ("", "It is dated 03/04/2024.", "2024-03-04 or 2024-04-03"),
        ("example.co.uk", "It is dated 03/04/2024.", "2024-04-03"),
        ("example.ng", "It is dated 03/04/2024.", "2024-04-03"),
        ("example.gov", "It is dated 03/04/2024.", "2024-03-04"),
        ("apnews.com", "It is dated 03/04/2024.", "2024-03-04"),
        ("example.ca", "It is dated 03/04/2024.", "2024-03-04 or 2024-04-03"),
        ("", "The first is dated 25/03/2024, the other 03/04/2024.", "2024-04-03"),
        ("example.de", "It burned on 4/5 near the port.", "2024-05-04"),
        ("", "It burned on 5/25 near the port.", "2024-05-25"),
    ] {
        let found = dates_of(publisher, text, Some("2024-07-19"));
        let date = &found.last().unwrap().1.date;
        let others: String = date.alternatives.iter().map(|(a, _)| format!(" or {a}")).collect();
        assert_eq!(format!("{}{others}", date.start.unwrap()), wanted, "{publisher}: {text}");
    }
    assert_eq!(found("Some 3/4 of them left; 1/2 stayed by 2/3 of the port.", Some("2024-07-19")), [] as [&str; 0]);
}

#[test]
fn the_country_says_which_day_a_holiday_is() {
    for (publisher, text, wanted) in [
        ("", "A ferry sank on Thanksgiving 2023.", "Thanksgiving 2023 = 2023-11-23"),
        ("example.ca", "A ferry sank on Thanksgiving 2023.", "Thanksgiving 2023 = 2023-10-09"),
        ("example.ie", "A ferry sank on Mother's Day 2023.", "Mother's Day 2023 = 2023-03-19"),
        ("example.org", "A ferry sank on Mother's Day 2023.", "Mother's Day 2023 = 2023-05-14"),
        ("example.ca", "A ferry sank on Labour Day 2023.", "Labour Day 2023 = 2023-09-04"),
        ("example.in", "A ferry sank on Labour Day 2023.", "Labour Day 2023 = 2023-05-01"),
        ("example.in", "A ferry sank on Independence Day 2023.", "Independence Day 2023 = 2023-08-15"),
        ("example.in", "A ferry sank on Kenya's Independence Day 2023.", "Independence Day 2023 = 2023-12-12"),
        ("", "A ferry sank on Ukrainian Independence Day 2023.", "Independence Day 2023 = 2023-08-24"),
        ("", "A ferry sank on Independence Day 2023.", "Independence Day 2023 = "),
    ] {
        let found = dates_of(publisher, text, Some("2024-07-19"));
        let (words, date) = &found[0];
        let day = date.date.start.map_or(String::new(), |d| d.to_string());
        assert_eq!(format!("{words} = {day}"), wanted, "{publisher}: {text}");
    }
}

#[test]
fn parts_keep_the_whole_period() {
    for (text, modifier) in
        [("early July", DateModifier::Early), ("mid-July", DateModifier::Mid), ("the end of July", DateModifier::Late)]
    {
        let date = &dates(&format!("It burned in {text}."), Some("2024-07-19"))[0].1.date;
        assert_eq!((date.start, date.end), (Date::new(2024, 7, 1), Date::new(2024, 7, 31)));
        assert_eq!(date.modifier, Some(modifier));
    }
}

#[test]
fn a_story_carries_its_year() {
    let story = "The war began in March 1911. On April 2, 1911 the king fled. In May 1911 the port fell. On 7 June the queen fled. In December \
                 peace was made. In January the king came back.";
    let days: Vec<_> = dates(story, Some("2024-07-19")).into_iter().map(|(_, d)| d.date.start.unwrap().to_string()).collect();
    assert_eq!(days, ["1911-03-01", "1911-04-02", "1911-05-01", "1911-06-07", "1911-12-01", "1912-01-01"]);
}

proptest! {
    #[test]
    fn a_written_day_is_that_day(n in -60_000i64..40_000, form in 0usize..8) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let day = Date::new(2000, 1, 1).unwrap().plus_days(n).unwrap();
        let (y, m, d) = (day.year(), MONTHS[usize::from(day.month()) - 1], day.day());
        let weekday = DAYS[usize::from(day.weekday())];
        let written = match form {
            0 => format!("{m} {d}, {y}"),
            1 => format!("{d} {m} {y}"),
            2 => day.to_string(),
            3 => format!("{weekday}, {m} {d}, {y}"),
            4 => format!("the {d}{} of {m}, {y}", match d { 1 | 21 | 31 => "st", 2 | 22 => "nd", 3 | 23 => "rd", _ => "th" }),
            5 => format!("{:02}.{:02}.{y}", d, day.month()),
            6 => format!("{weekday} {d} {m} {y}"),
            _ => format!("{} {d}, {y}", &m[..3]),
        };
        let all = dates(&format!("The town fell on {written}."), Some("2024-07-19"));
        prop_assert_eq!(all.len(), 1, "{} {:?}", written, all);
        prop_assert_eq!((all[0].1.date.start, all[0].1.date.end), (Some(day), Some(day)), "{}", written);
    }

    #[test]
    fn any_text_gives_valid_dates(text in "\\PC{0,60}|([0-9]{1,4}|[,.:/'-]|July|May|Friday|last|the|of|to|week|year|ago|day|first|early|night|quarter|from|1990s|until|overnight|Easter| ){0,24}", known in any::<bool>()) {
        let mut last = 0;
        for (_, d) in dates(&text, known.then_some("2024-07-19")) {
            prop_assert!(d.tokens.start >= last && d.tokens.start < d.tokens.end);
            prop_assert!(d.date.start.zip(d.date.end).is_none_or(|(a, z)| a <= z), "{:?}", d);
            prop_assert!(d.date.partial.is_none() || d.date.is_unresolved());
            last = d.tokens.end;
        }
    }
}
