//! Names of persons without their titles and roles.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::bodies::country_of_word;
use super::fold_name;
use super::table::Table;

const TITLES: &str = include_str!("data/titles.tsv");

/// A person's name: given names and surname, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Person {
    /// "andrei marochko".
    pub(crate) name: String,
    /// A title in front makes the person speak for a state.
    pub(crate) office: bool,
    /// The state that the title names: "Russian Defense Minister …".
    pub(crate) country: Option<String>,
}

fn titles() -> &'static FxHashMap<&'static str, bool> {
    static TABLE: OnceLock<FxHashMap<&'static str, bool>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let table = Table::parse(TITLES, &["title", "office"]);
        table.iter().flat_map(Table::rows).map(|r| (r.get("title"), r.get("office") == "yes")).collect()
    })
}

impl Person {
    /// Strips titles, roles, states and what follows a comma: "Russian military expert Andrei Marochko" is Andrei Marochko.
    /// `None` where no name is left.
    pub(crate) fn parse(name: &str) -> Option<Person> {
        let head = name.split([',', '(', ';']).next().unwrap_or(name);
        let words: Vec<(&str, String)> =
            head.split_whitespace().map(|w| (w, fold_name(w))).filter(|(_, f)| !f.is_empty()).collect();
        let cased = words.iter().any(|(w, _)| w.chars().any(char::is_lowercase)) && words.iter().any(|(w, _)| starts_upper(w));
        let (mut first, mut office, mut country) = (0, false, None);
        for (i, (word, folded)) in words.iter().enumerate() {
            if i + 1 == words.len() {
                break;
            }
            let lower = cased && !starts_upper(word) && !is_particle(folded);
            let hyphened: Vec<&str> = folded.split(' ').collect();
            let title = hyphened.iter().find_map(|p| titles().get(p));
            let state = country_of_word(folded);
            if lower || title.is_some() || (state.is_some() && first == i) {
                first = i + 1;
                office |= title.copied().unwrap_or(false);
                country = country.or(state.map(String::from));
            } else if state.is_none()
                && words[i + 1..]
                    .iter()
                    .all(|(w, f)| titles().get(f.as_str()).is_none() && (!cased || starts_upper(w) || is_particle(f)))
            {
                break;
            }
        }
        let name: Vec<&str> = words.iter().skip(first).map(|(_, f)| f.as_str()).collect();
        (!name.is_empty()).then(|| Person { name: name.join(" "), office, country })
    }

    /// The last word of the name.
    pub(crate) fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }

    /// Whether two full names may be one name in two spellings: the surnames alike, the given names alike or one the initial of the other.
    pub(crate) fn resembles(&self, other: &Person) -> bool {
        let (Some((a, x)), Some((b, y))) = (self.name.rsplit_once(' '), other.name.rsplit_once(' ')) else {
            return self.surname() == other.surname();
        };
        if x != y && (skeleton(x) != skeleton(y) || strsim::jaro_winkler(x, y) < 0.9) {
            return false;
        }
        let (a, b) = (a.split(' ').next().unwrap_or(a), b.split(' ').next().unwrap_or(b));
        let initial = a.chars().next() == b.chars().next() && (a.chars().count() == 1 || b.chars().count() == 1);
        a == b || initial || strsim::jaro_winkler(a, b) >= 0.88
    }
}

fn starts_upper(word: &str) -> bool {
    // Scripts without case count as names.
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}

/// Whether a folded word goes between the parts of a name and is none of them: "van", "al".
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "bin"
            | "ibn"
            | "abu"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "van"
            | "der"
            | "den"
            | "von"
            | "zu"
            | "ter"
            | "ul"
            | "ur"
    ) || word.starts_with("al ")
        || word.starts_with("el ")
}

/// The consonants of a name, with those that transliterations exchange made one.
pub(crate) fn skeleton(surname: &str) -> String {
    let mut out = String::with_capacity(surname.len());
    for c in surname.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | '\'' => continue,
            'w' => 'v',
            'c' | 'q' => 'k',
            'h' => 'g',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_stripped() {
        for (name, expected) in [
            ("Andrei Marochko", "andrei marochko"),
            ("military expert Andrei Marochko", "andrei marochko"),
            ("Russian military expert Andrei Marochko", "andrei marochko"),
            ("Marochko", "marochko"),
            ("mayor Ivan Petrenko", "ivan petrenko"),
            ("US President Donald Trump", "donald trump"),
            ("Defense Minister Rustem Umerov", "rustem umerov"),
            ("Lt. Gen. Anna Karlova", "anna karlova"),
            ("Captain Oleh Marchuk, a spokesman for the Dnipro group of forces", "oleh marchuk"),
            ("Ursula von der Leyen", "ursula von der leyen"),
            ("Abdel Fattah el-Sisi", "abdel fattah el sisi"),
            ("drone pilot Lys", "lys"),
            ("President", "president"),
            ("KEMAL AYDIN", "kemal aydin"),
        ] {
            assert_eq!(Person::parse(name).map(|p| p.name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(Person::parse(" , "), None);
        assert!(Person::parse("mayor Ivan Petrenko").unwrap().office);
        assert_eq!(Person::parse("Russian Defense Minister Ivan Petrov").unwrap().country.as_deref(), Some("RU"));
    }

    #[test]
    fn spellings() {
        let p = |n: &str| Person::parse(n).unwrap();
        for (a, b, expected) in [
            ("Andrei Marochko", "Andrey Marochko", true),
            ("A. Marochko", "Andrei Marochko", true),
            ("Viktor Kalinovsky", "Victor Kalinovskiy", true),
            ("Ivan Petrenko", "Iryna Petrenko", false),
            ("Olena Hrytsai", "Oleh Hrytsai", false),
            ("Ivan Petrenko", "Ivan Petrov", false),
        ] {
            assert_eq!(p(a).resembles(&p(b)), expected, "{a} {b}");
        }
    }
}
