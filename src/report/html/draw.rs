//! What all drawings of the page share: numbers of coordinates, and text that fits.

use textwrap::core::display_width;

use crate::date::Timestamp;

/// A coordinate to a tenth, without a needless fraction.
pub(super) fn px(x: f64) -> String {
    let tenths = (x * 10.0).round() as i64;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}{}.{}", sign(tenths), (tenths / 10).abs(), (tenths % 10).abs())
    }
}

fn sign(tenths: i64) -> &'static str {
    if tenths < 0 { "-" } else { "" }
}

/// The text, cut to so many columns with an ellipsis where it is longer.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let text = text.trim();
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// The text in at most two lines of so many columns.
pub(super) fn lines(text: &str, columns: usize) -> Vec<String> {
    let wrapped = textwrap::wrap(text.trim(), columns.max(4));
    match wrapped.as_slice() {
        [] => vec![String::new()],
        [one] => vec![one.to_string()],
        [first, rest @ ..] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            vec![first.to_string(), cut(&rest.join(" "), columns)]
        }
    }
}

/// A point of time as people write it: 2025-07-19 11:20 +03:00.
pub(super) fn moment(time: Timestamp) -> String {
    let text = time.to_string();
    match text.split_once('T') {
        None => text,
        Some((day, rest)) => {
            let zone = rest.find(['+', '-', 'Z']).unwrap_or(rest.len());
            let (clock, zone) = rest.split_at(zone);
            format!("{day} {clock} {}", if zone == "Z" { "UTC" } else { zone }).trim_end().to_owned()
        }
    }
}

/// "1 source", "2 sources".
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        for (x, expected) in [(0.0, "0"), (12.34, "12.3"), (-0.26, "-0.3"), (-7.0, "-7"), (-12.04, "-12"), (99.96, "100")] {
            assert_eq!(px(x), expected, "{x}");
        }
    }

    #[test]
    fn moments_are_read() {
        for (time, expected) in [
            ("2025-07-19", "2025-07-19"),
            ("2025-07-19T08:42", "2025-07-19 08:42"),
            ("2025-07-19T08:42:10Z", "2025-07-19 08:42:10 UTC"),
            ("2025-07-19T08:42-04:30", "2025-07-19 08:42 -04:30"),
        ] {
            assert_eq!(moment(time.parse().unwrap()), expected);
        }
    }

    #[test]
    fn text_fits() {
        for (text, columns, expected) in [
            ("short", 10, vec!["short"]),
            ("two lines of it", 9, vec!["two lines", "of it"]),
            ("東京都千代田区霞が関一丁目", 8, vec!["東京都千", "代田区…"]),
        ] {
            assert_eq!(lines(text, columns), expected, "{text}");
        }
        assert_eq!(cut("Ministry of Defence", 9), "Ministry…");
        assert_eq!(lines("", 9), [""]);
    }
}
