//! Names of countries.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::claim::PlaceKind;
use crate::gazetteer::Gazetteer;

/// The name of a country by its code, or the code.
pub(super) fn country(code: &str) -> &str {
    static COUNTRIES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let names = COUNTRIES.get_or_init(|| {
        let gazetteer = Gazetteer::embedded();
        let entries = (0..gazetteer.len() as u32).filter_map(|n| gazetteer.entry(n));
        let countries = entries.filter(|e| e.kind() == PlaceKind::Country);
        countries.filter_map(|e| Some((e.country()?.to_owned(), e.name().to_owned()))).collect()
    });
    names.get(code).map_or(code, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::country;

    #[test]
    fn codes_have_names() {
        assert_eq!((country("UA"), country("XX"), country("")), ("Ukraine", "XX", ""));
    }
}
