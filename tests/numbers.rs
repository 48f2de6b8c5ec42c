//! Laws of numbers: whoever writes one, in words or in figures, gets it back.

use corroborate::{Count, Document, Lexicon, MentionValue, Normalizer};
use proptest::prelude::*;

/// The counts of an article, in order.
fn counts(normalizer: &Normalizer, text: &str) -> Vec<Count> {
    let mentions = normalizer.mentions(&Document::new("d", text).published("2024-07-19".parse().unwrap()));
    let count = |value| match value {
        MentionValue::Quantity(count) => Some(count),
        _ => None,
    };
    mentions.into_iter().filter_map(|m| count(m.value)).collect()
}

/// How a number is spoken.
#[derive(Clone, Copy)]
struct Style {
    /// "one hundred and two" or "one hundred two".
    and: &'static str,
    /// "twenty-one" or "twenty one".
    tie: &'static str,
}

const STYLES: [Style; 3] = [Style { and: " and ", tie: "-" }, Style { and: " ", tie: "-" }, Style { and: " and ", tie: " " }];

fn speak(n: u64, style: Style) -> String {
    const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                         seventeen eighteen nineteen";
    const TENS: &str = "- - twenty thirty forty fifty sixty seventy eighty ninety";
    const SCALES: [(u64, &str); 4] =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];
    let word = |list: &str, i: u64| list.split_whitespace().nth(i as usize).unwrap().to_owned();
    let with = |head: String, rest: u64, tie: &str| if rest == 0 { head } else { format!("{head}{tie}{}", speak(rest, style)) };
    if n < 20 {
        return word(SMALL, n);
    }
    if n < 100 {
        return with(word(TENS, n / 10), n % 10, style.tie);
    }
    if n < 1000 {
        return with(format!("{} hundred", word(SMALL, n / 100)), n % 100, style.and);
    }
    let (scale, name) = SCALES.into_iter().find(|(scale, _)| n >= *scale).unwrap();
    let tie = if n % scale < 100 { style.and } else { " " };
    with(format!("{} {name}", speak(n / scale, style)), n % scale, tie)
}

/// Digits in groups of three, or as in India of two above the last three.
fn grouped(n: u64, separator: &str, indian: bool) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        let left = digits.len() - i;
        if i > 0 && (left == 3 || left > 3 && if indian { left % 2 == 1 } else { left.is_multiple_of(3) }) {
            out += separator;
        }
        out.push(digit);
    }
    out
}

#[test]
fn every_number_in_words_is_that_number() {
    let normalizer = Normalizer::default();
    for from in (0..=20_000u64).step_by(500) {
        let numbers = from..(from + 500).min(20_001);
        let said = |n: u64| format!("They saw {} sailors.", speak(n, STYLES[n as usize % STYLES.len()]));
        let text: Vec<String> = numbers.clone().map(said).collect();
        let found: Vec<Option<u64>> = counts(&normalizer, &text.join("\n")).iter().map(Count::exact).collect();
        for (n, found) in numbers.clone().zip(&found) {
            assert_eq!(*found, Some(n), "{}", said(n));
        }
        assert_eq!(found.len(), numbers.count(), "from {from}");
    }
}

#[test]
fn every_number_in_figures_is_that_number() {
    let normalizer = Normalizer::default();
    let numbers = (0..=3_000u64).chain((3_000..1_000_000).step_by(997));
    let text: Vec<String> = numbers.clone().map(|n| format!("They saw {n} sailors.")).collect();
    let found: Vec<Option<u64>> = counts(&normalizer, &text.join("\n")).iter().map(Count::exact).collect();
    assert_eq!(found, numbers.map(Some).collect::<Vec<_>>());
}

/// A part points at its whole and is told beside it; nothing adds the two.
#[test]
fn a_part_points_at_its_whole() {
    for (name, text, parts) in [
        ("including", "The fire killed nine people, including three children.", &[("three children", "nine people")][..]),
        (
            "and another",
            "The fire killed nine people, including three children and two nurses.",
            &[("three children", "nine people"), ("two nurses", "nine people")],
        ),
        ("among them", "At least 40 sailors drowned, among them two officers.", &[("two officers", "At least 40 sailors")]),
        ("of whom", "12 sailors drowned, two of whom were officers.", &[("two", "12 sailors")]),
        ("of them", "12 sailors drowned. Four of them were boys.", &[("Four", "12 sailors")]),
        ("of the", "Of the 12 dead, three were children.", &[("three", "12 dead")]),
        ("of vehicles", "They lost 12 tanks, three of them abandoned.", &[("three", "12 tanks")]),
        (
            "larger than before",
            "Two boats sank and nine people drowned, including three children.",
            &[("three children", "nine people")],
        ),
        ("beside it", "Nine people died and three children were hurt.", &[]),
        ("no whole", "They included three children.", &[]),
    ] {
        let mentions = Normalizer::default().mentions(&Document::new("d", text));
        let part = |m: corroborate::Mention| m.part_of.and_then(|(a, z)| Some((m.text, text.get(a..z)?.to_owned())));
        let found: Vec<(String, String)> = mentions.into_iter().filter_map(part).collect();
        let wanted: Vec<(String, String)> = parts.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, wanted, "{name}: {text}");
    }
    let article = Document::new("d", "The fire killed nine people, including three children and two nurses.");
    let counts: Vec<_> = Normalizer::default().normalize(&article).into_iter().map(|c| c.count.and_then(|c| c.exact())).collect();
    assert_eq!(counts, [Some(9)]);
}

/// A formation is one formation; its people are a view that is asked for.
#[test]
fn a_formation_is_people_only_where_asked() {
    for (text, plain, people) in [
        ("An entire battalion surrendered near Kharkiv.", (Some(1), Some(1)), (Some(300), Some(1000))),
        ("Twelve soldiers surrendered near Kharkiv.", (Some(12), Some(12)), (Some(12), Some(12))),
        ("Two battalions surrendered near Kharkiv.", (Some(2), Some(2)), (Some(2), Some(2))),
    ] {
        let article = Document::new("d", text);
        let bounds = |n: Normalizer| {
            n.normalize(&article).into_iter().filter_map(|c| c.count).map(|c| (c.low, c.high)).collect::<Vec<_>>()
        };
        assert_eq!(bounds(Normalizer::default()), [plain], "{text}");
        assert_eq!(bounds(Normalizer::default().nominal_strength(true)), [people], "{text}");
    }
    let table = "unit\tlow\thigh\nbattalion\t400\t600\n";
    let lexicon = Lexicon::english().extend_formations(table).unwrap();
    let view = lexicon.nominal_strength(&Count::exactly(2, "battalion")).unwrap();
    assert_eq!((view.low, view.high, view.approximate), (Some(800), Some(1200), true));
    assert!(Lexicon::english().extend_formations("unit\tlow\thigh\nbattalion\t9\t3\n").is_err());
}

/// What a vague word stands for is a policy that a user replaces.
#[test]
fn vague_words_follow_the_table_of_the_user() {
    let policy = "phrase\tkind\tlow\thigh\n\
                  dozens\tamount\t12\t99\n\
                  a clutch|clutch of\tamount\t3\t6\n\
                  several\ttimes\t2\t4\n\
                  about\tpercent\t95\t105\n";
    let normalizer = Normalizer::new(Lexicon::english().extend_vague_words(policy).unwrap());
    for (text, embedded, replaced) in [
        ("Dozens of sailors drowned.", Some((Some(24), Some(99))), Some((Some(12), Some(99)))),
        ("Several hundred sailors drowned.", Some((Some(300), Some(999))), Some((Some(200), Some(499)))),
        ("About 200 sailors drowned.", Some((Some(180), Some(220))), Some((Some(190), Some(210)))),
        ("A clutch of sailors drowned.", None, Some((Some(3), Some(6)))),
        ("Scores of sailors drowned.", Some((Some(40), Some(99))), Some((Some(40), Some(99)))),
    ] {
        let bounds = |n: &Normalizer| counts(n, text).first().map(|c| (c.low, c.high));
        assert_eq!(bounds(&Normalizer::default()), embedded, "{text}");
        assert_eq!(bounds(&normalizer), replaced, "{text}");
    }
    let wrong = Lexicon::english().extend_vague_words("phrase\tkind\tlow\thigh\ndozens\tamount\ttwelve\t99\n").unwrap_err();
    assert!(wrong.to_string().contains(":2: ") && wrong.to_string().contains("twelve"), "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_large_number_in_words_is_that_number(digits in 1u32..16, random: u64, style in 0usize..3) {
        let n = random % 10u64.pow(digits);
        let text = format!("They saw {} sailors.", speak(n, STYLES[style]));
        let found = counts(&Normalizer::default(), &text);
        prop_assert_eq!(found.iter().map(Count::exact).collect::<Vec<_>>(), [Some(n)], "{}", text);
    }

    #[test]
    fn a_grouped_number_is_that_number(digits in 4u32..16, random: u64, form in 0usize..8) {
        let n = random % 10u64.pow(digits);
        let separator = [",", " ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "\u{2019}", ","][form];
        let written = grouped(n, separator, form == 7);
        let text = format!("They saw {written} sailors.");
        let found = counts(&Normalizer::default(), &text);
        prop_assert_eq!(found.iter().map(Count::exact).collect::<Vec<_>>(), [Some(n)], "{}", text);
    }

    #[test]
    fn a_range_is_between_its_ends(a in 2u64..1_000_000, more in 1u64..1_000_000, form in 0usize..5, words: bool) {
        let z = a + more;
        let say = |n: u64| if words { speak(n, STYLES[0]) } else { grouped(n, ",", false) };
        let (low, high) = (say(a), say(z));
        let range = match form {
            0 => format!("between {low} and {high}"),
            1 => format!("{low} to {high}"),
            2 if !words => format!("{low}\u{2013}{high}"),
            3 => format!("from {low} to {high}"),
            _ => format!("more than {low} but fewer than {high}"),
        };
        // "two to two thousand" shares its scale: both readings are ranges that end at the upper number.
        let found = counts(&Normalizer::default(), &format!("They saw {range} sailors."));
        prop_assert_eq!(found.len(), 1, "{}", range);
        let open = u64::from(range.starts_with("more"));
        let bounds = (found[0].low, found[0].high);
        if words && a < 1000 && form < 4 {
            prop_assert!(bounds.0 >= Some(a) && bounds.1 == Some(z - open), "{}: {:?}", range, bounds);
        } else if more > 2 {
            prop_assert_eq!(bounds, (Some(a + open), Some(z - open)), "{}", range);
        }
    }

    #[test]
    fn bounds_are_ordered_and_spans_valid(text in "\\PC{0,80}|([0-9½]{1,7}|[,.:/%$+'#-]|to|and|a|of|the|half|dozens?|scores|million|k|men|killed|between|than|more|no|not|one|both|each|nearly|about|some|year|old|strong|quarters| ){0,30}") {
        let mentions = Normalizer::default().mentions(&Document::new("d", &text));
        for m in &mentions {
            prop_assert_eq!(text.get(m.start..m.end), Some(m.text.as_str()));
            if let MentionValue::Number(c) | MentionValue::Quantity(c) = &m.value {
                let (low, high) = (c.low.unwrap_or(0), c.high.unwrap_or(u64::MAX));
                prop_assert!(low <= high && c.best.is_none_or(|b| (low..=high).contains(&b)), "{}: {:?}", text, c);
            }
        }
    }
}
