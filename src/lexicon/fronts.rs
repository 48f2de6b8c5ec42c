//! Where armies speak of sections of a front: "the Lyman direction".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::table::Table;

/// What a town of a country or a first-order unit has above others of its name when a section of a front is called after it, in natural logarithms.
pub(crate) fn front(area: &str) -> Option<f64> {
    static TABLE: OnceLock<FxHashMap<&'static str, f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let table = Table::parse(include_str!("data/fronts.tsv"), &["area", "prior"]);
        let rows = table.iter().flat_map(Table::rows);
        rows.filter_map(|row| Some((row.get("area"), row.get("prior").parse().ok()?))).collect()
    });
    table.get(area).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fronts_of_countries_and_their_units() {
        for (area, expected) in [("UA", Some(2.0)), ("UA.05", Some(4.0)), ("UA.15", None), ("FR", None), ("", None)] {
            assert_eq!(front(area), expected, "{area}");
        }
    }
}
