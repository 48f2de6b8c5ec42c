//! Towns that local papers and stations are of.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::outlets::registrable;
use super::table::Table;

/// The town of a local outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    /// Its name.
    pub town: &'static str,
    /// The code of the first-order unit that it lies in: `US.KY`.
    pub area: &'static str,
}

/// The seat of the outlet that publishes under a host: that of the host itself, else that of its registrable domain.
pub(crate) fn seat(host: &str) -> Option<Seat> {
    static TABLE: OnceLock<FxHashMap<&'static str, Seat>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let table = Table::parse(include_str!("data/homes.tsv"), &["domain", "town", "area"]);
        let rows = table.iter().flat_map(Table::rows);
        rows.map(|row| (row.get("domain"), Seat { town: row.get("town"), area: row.get("area") })).collect()
    });
    let host = host.trim().strip_prefix("www.").unwrap_or(host.trim()).to_ascii_lowercase();
    table.get(host.as_str()).or_else(|| table.get(registrable(&host).as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_of_hosts() {
        for (host, expected) in [
            ("wave3.com", Some("Louisville")),
            ("www.wave3.com", Some("Louisville")),
            ("news.wave3.com", Some("Louisville")),
            ("chicago.cbslocal.com", Some("Chicago")),
            ("cbslocal.com", None),
            ("example.com", None),
            ("", None),
        ] {
            assert_eq!(seat(host).map(|s| s.town), expected, "{host}");
        }
    }
}
