//! Words around the names of places: heads that say what kind of place it is, words that say it is none, abbreviations of states.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{Row, Table};
use super::word_map::WordMap;
use crate::claim::PlaceKind;

/// What a head says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The kind of the place.
    pub kind: PlaceKind,
    /// Whether it may stand before the name: "the village of X", "Lake X".
    pub before: bool,
    /// Whether it may stand after it: "X Oblast".
    pub after: bool,
    /// Whether it may be written small after the name: "Kharkiv region".
    pub small: bool,
    /// Whether it stands before a list: "the villages of X and Y".
    pub plural: bool,
}

/// What a word says of a name that it belongs to or stands beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameWord {
    /// The name is that of a newspaper, a company, a treaty or an event: the place in it says nothing of where.
    pub organization: bool,
    /// … of a public body, school or society: it belongs to the place in its name.
    pub body: bool,
    /// The name is a brand first of all.
    pub brand: bool,
    /// … of a building or an installation.
    pub facility: bool,
    /// … of a street.
    pub street: bool,
    /// … of a street, and of nothing else, where two words stand between: "Otter Pond Road"; not "Tolver Crown Court".
    pub road: bool,
    /// … of houses, an inn or a school, which are called after places that lie anywhere.
    pub housing: bool,
    /// What stands at an address, as people live, shop or meet in: "a home in Salem".
    pub site: bool,
    /// A part of a town is called so.
    pub quarter: bool,
    /// States have one, and towns have not: "New York Gov. Roe".
    pub state_office: bool,
    /// Behind the word for a settlement it tells where that lies: "a suburb east of X", "a village where …".
    pub lies: bool,
    /// A paper is called so behind the name of its town: "Dayton Tribune".
    pub paper: bool,
    /// … of a team.
    pub team: bool,
    /// What stands in capitals before a dash and is no place: "UPDATE".
    pub label: bool,
    /// A title or role before the name of a person.
    pub title: bool,
    /// "northern", "downtown": part of a place.
    pub modifier: bool,
    /// A preposition of place.
    pub locative: bool,
    /// A preposition that says that it is not the place itself.
    pub near: bool,
    /// A month or weekday.
    pub month: bool,
    /// Before "district" or "center" it says what for: "School District".
    pub qualifier: bool,
    /// A disease or its germ, which are called after places.
    pub strain: bool,
    /// What is made, done or bred in the way of a country, anywhere: "a Mexican restaurant", "an Irish pub".
    pub manner: bool,
    /// Said of people and bodies of a place: "a Danbury man", "Athens police".
    pub local: bool,
    /// Between what stands at an address and its town: "a bar just outside Salem", "a home located in Salem".
    pub beside: bool,
    /// Before "home" it makes that no house: "back home".
    pub homeward: bool,
    /// Between a town and its police: "Salem Metro Police".
    pub metropolitan: bool,
}

/// The tables; checked by a test.
#[derive(Debug, Default)]
pub(crate) struct Toponyms {
    heads: WordMap<Head>,
    words: WordMap<NameWord>,
    states: FxHashMap<&'static str, &'static str>,
    plain: FxHashSet<&'static str>,
    capitals: FxHashSet<&'static str>,
    adjectives: WordMap<&'static str>,
    openings: WordMap<()>,
    locales: WordMap<Vec<&'static str>>,
}

impl Toponyms {
    /// The embedded tables, read once.
    pub(crate) fn english() -> &'static Toponyms {
        static ENGLISH: OnceLock<Toponyms> = OnceLock::new();
        ENGLISH.get_or_init(Toponyms::read)
    }

    fn read() -> Toponyms {
        let mut all = Toponyms::default();
        if let Ok(table) = Table::parse(include_str!("data/place_heads.tsv"), &["head", "kind", "position"]) {
            for row in table.rows() {
                let Some(kind) = kind(row.get("kind")) else { continue };
                let plain = Head { kind, before: false, after: false, small: false, plural: false };
                let head = all.heads.entry(row.get("head"), plain);
                head.before |= row.get("position") != "after";
                head.plural |= row.get("position") == "list";
                head.small |= row.get("small") == "yes";
                head.after |= matches!(row.get("position"), "after" | "both");
            }
        }
        if let Ok(table) = Table::parse(include_str!("data/name_words.tsv"), &["word", "class"]) {
            for row in table.rows() {
                let word = all.words.entry(row.get("word"), NameWord::default());
                match row.get("class") {
                    "organization" => word.organization = true,
                    "body" => word.body = true,
                    "brand" => word.brand = true,
                    "facility" => word.facility = true,
                    "street" => word.street = true,
                    "road" => word.road = true,
                    "housing" => word.housing = true,
                    "site" => word.site = true,
                    "quarter" => word.quarter = true,
                    "lies" => word.lies = true,
                    "state_office" => word.state_office = true,
                    "label" => word.label = true,
                    "paper" => word.paper = true,
                    "team" => word.team = true,
                    "title" => word.title = true,
                    "modifier" => word.modifier = true,
                    "locative" => word.locative = true,
                    "near" => word.near = true,
                    "month" => word.month = true,
                    "local" => word.local = true,
                    "beside" => word.beside = true,
                    "homeward" => word.homeward = true,
                    "metropolitan" => word.metropolitan = true,
                    "strain" => word.strain = true,
                    "manner" => word.manner = true,
                    "qualifier" => word.qualifier = true,
                    _ => {}
                }
            }
        }
        if let Ok(table) = Table::parse(include_str!("data/state_abbreviations.tsv"), &["abbreviation", "area"]) {
            all.states.extend(table.rows().map(|row| (row.get("abbreviation"), row.get("area"))));
            let alone = |row: &Row<'_, 'static>| matches!(row.get("alone"), "yes" | "capitals");
            all.plain.extend(table.rows().filter(alone).map(|row| row.get("abbreviation")));
            let capitals = table.rows().filter(|row| row.get("alone") == "capitals");
            all.capitals.extend(capitals.map(|row| row.get("abbreviation")));
        }
        if let Ok(table) = Table::parse(include_str!("data/place_adjectives.tsv"), &["word", "place"]) {
            for row in table.rows() {
                let word = row.get("word").to_lowercase();
                if let Some((first, _)) = word.split_once(' ') {
                    all.openings.entry(first, ());
                }
                *all.adjectives.entry(&word, "") = row.get("place");
            }
        }
        if let Ok(table) = Table::parse(include_str!("data/locale_words.tsv"), &["word", "countries"]) {
            for row in table.rows() {
                *all.locales.entry(row.get("word"), Vec::new()) = row.list("countries").collect();
            }
        }
        all
    }

    /// The words that papers of some countries use.
    pub(crate) fn locale_words(&self) -> impl Iterator<Item = &str> {
        self.locales.words()
    }

    /// The countries whose papers use a folded word.
    pub(crate) fn locale(&self, folded: &str) -> &[&'static str] {
        self.locales.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The place that an adjective of a continent or region belongs to: its id or the code of its area.
    pub(crate) fn adjective(&self, folded: &str) -> Option<&'static str> {
        self.adjectives.get(folded).copied()
    }

    /// Whether such an adjective of two words begins so.
    pub(crate) fn begins_adjective(&self, folded: &str) -> bool {
        self.openings.contains(folded)
    }

    /// Those adjectives with their places.
    #[cfg(test)]
    pub(crate) fn adjectives(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.adjectives.iter().map(|(word, place)| (word, *place))
    }

    /// The head of a folded word.
    pub(crate) fn head(&self, folded: &str) -> Option<Head> {
        self.heads.get(folded).copied()
    }

    /// What a folded word says of a name.
    pub(crate) fn word(&self, folded: &str) -> &NameWord {
        static NONE: OnceLock<NameWord> = OnceLock::new();
        self.words.get(folded).unwrap_or_else(|| NONE.get_or_init(NameWord::default))
    }

    /// Whether an abbreviation with its stops means the state wherever it stands: "N.Y.", "Calif."; not "Ore.", "Miss.", "M.D.".
    pub(crate) fn is_plain(&self, folded: &str) -> bool {
        let plain: String = folded.chars().filter(|c| *c != '.').collect();
        self.plain.contains(plain.as_str())
    }

    /// Whether it does so in capitals without stops: "NY", "NSW".
    pub(crate) fn is_plain_in_capitals(&self, folded: &str) -> bool {
        self.capitals.contains(folded)
    }

    /// The code of the state or province that an abbreviation without stops means: `ore` gives `US.OR`.
    pub(crate) fn state(&self, folded: &str) -> Option<&'static str> {
        self.states.get(folded).copied()
    }
}

fn kind(name: &str) -> Option<PlaceKind> {
    Some(match name {
        "country" => PlaceKind::Country,
        "region" => PlaceKind::Region,
        "district" => PlaceKind::District,
        "city" => PlaceKind::City,
        "locality" => PlaceKind::Locality,
        "natural" => PlaceKind::Natural,
        "sector" => PlaceKind::Sector,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_tables_are_read() {
        let words = Toponyms::english();
        assert_eq!(words.head("oblast").map(|h| (h.kind, h.before, h.after)), Some((PlaceKind::Region, true, true)));
        assert_eq!(words.head("direction").map(|h| (h.kind, h.before, h.after)), Some((PlaceKind::Sector, false, true)));
        assert!(words.word("university").body && words.word("near").near && words.word("near").locative);
        assert_eq!(words.state("ore"), Some("US.OR"));
    }
}
