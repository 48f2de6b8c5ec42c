//! Names of official bodies and organizations, so that each has one key however it is put.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold_name;
use super::table::Table;
use super::word_map::WordMap;

const BODIES: &str = include_str!("data/bodies.tsv");
const SIDES: &str = include_str!("data/sides.tsv");
const STATES: &str = include_str!("data/states.tsv");

/// What kind of body a name speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum BodyClass {
    /// The whole state: a government, a presidency, a capital that stands for it.
    Government,
    /// A ministry.
    Ministry,
    /// Armed forces and their headquarters.
    Command,
    /// A formation under a headquarters.
    Unit,
    /// Intelligence, border and other armed services.
    Security,
    /// Police.
    Police,
    /// Coast guards, fire and emergency services.
    Rescue,
    /// Any other office of a state or a city.
    Agency,
    /// Officials of no named body.
    Official,
    /// Hospitals, unions, societies: no voice of a state.
    Organization,
    /// Outlets of no given name.
    Media,
    /// Those who judge what others tell: analysts, critics.
    Commentator,
}

impl BodyClass {
    /// Whether it speaks for a state.
    pub(crate) fn is_state(self) -> bool {
        !matches!(self, BodyClass::Organization | BodyClass::Media | BodyClass::Commentator)
    }
}

/// A name of a body taken apart: "Russian Defense Ministry" and "Ministry of Defence of the Russian Federation" are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Body {
    pub(crate) class: BodyClass,
    pub(crate) words: BTreeSet<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<String>,
    /// The name has a word that makes it a body.
    pub(crate) headed: bool,
}

struct Tables {
    /// Folded phrase to words and class.
    phrases: FxHashMap<String, (Vec<String>, Option<BodyClass>)>,
    /// Words that say how high a body stands: "county".
    levels: FxHashSet<String>,
    /// Folded word to country, and whether it is a capital.
    states: FxHashMap<String, (String, bool)>,
    /// The capital of each country, by each of its names.
    capitals: BTreeMap<String, Vec<String>>,
    /// The words of the longest phrase of either that begins with a word.
    longest: WordMap<usize>,
}

impl Tables {
    /// Notes how far a folded phrase reaches from its first word.
    fn begin(&mut self, phrase: &str) {
        let first = phrase.split(' ').next().unwrap_or_default();
        let longest = self.longest.entry(first, 0);
        *longest = (*longest).max(phrase.split(' ').count());
    }
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            phrases: FxHashMap::default(),
            levels: FxHashSet::default(),
            states: FxHashMap::default(),
            capitals: BTreeMap::new(),
            longest: WordMap::default(),
        };
        // The embedded tables are checked by tests: a fault in one leaves it out.
        if let Ok(table) = Table::parse(BODIES, &["phrase", "words", "class"]) {
            for row in table.rows() {
                let phrase = fold_name(row.get("phrase"));
                if row.get("class") == "level" {
                    tables.levels.insert(phrase);
                    continue;
                }
                tables.begin(&phrase);
                let words = row.get("words").split(' ').map(String::from).collect();
                tables.phrases.insert(phrase, (words, class(row.get("class"))));
            }
        }
        for (text, column) in [(SIDES, "side"), (STATES, "country")] {
            let Ok(table) = Table::parse(text, &["word", column, "kind"]) else { continue };
            for row in table.rows().filter(|r| r.get("kind") != "group") {
                for word in row.list("word") {
                    let word = fold_name(word);
                    tables.begin(&word);
                    if row.get("kind") == "capital" {
                        tables.capitals.entry(row.get(column).to_string()).or_default().push(word.clone());
                    }
                    tables.states.entry(word).or_insert((row.get(column).to_string(), row.get("kind") == "capital"));
                }
            }
        }
        tables
    })
}

fn class(name: &str) -> Option<BodyClass> {
    Some(match name {
        "government" => BodyClass::Government,
        "ministry" => BodyClass::Ministry,
        "command" => BodyClass::Command,
        "unit" => BodyClass::Unit,
        "security" => BodyClass::Security,
        "police" => BodyClass::Police,
        "rescue" => BodyClass::Rescue,
        "agency" => BodyClass::Agency,
        "official" => BodyClass::Official,
        "organization" => BodyClass::Organization,
        "media" => BodyClass::Media,
        "commentator" => BodyClass::Commentator,
        _ => return None,
    })
}

/// Words that tell nothing about who it is.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "in"
            | "for"
            | "and"
            | "at"
            | "s"
            | "a"
            | "an"
            | "its"
            | "their"
            | "his"
            | "her"
            | "republic"
            | "de"
            | "there"
            | "from"
            | "with"
            | "one"
            | "two"
            | "three"
            | "several"
            | "some"
            | "many"
            | "senior"
            | "top"
            | "local"
            | "unnamed"
            | "anonymous"
            | "unidentified"
            | "high"
            | "ranking"
            | "other"
            | "by"
            | "to"
            | "who"
            | "on"
            | "condition"
            | "anonymity"
    )
}

/// Whether a word is the name, adjective or demonym of a state.
pub(crate) fn country_of_word(folded: &str) -> Option<&'static str> {
    tables().states.get(folded).filter(|s| !s.1).map(|s| s.0.as_str())
}

/// The folded names of the capital of a country.
pub(crate) fn capitals_of(country: &str) -> impl Iterator<Item = &'static str> {
    tables().capitals.get(country).into_iter().flatten().map(String::as_str)
}

/// Whether a folded name is that of a capital, which stands for its government: "new delhi".
pub(crate) fn is_capital(folded: &str) -> bool {
    tables().states.get(folded).is_some_and(|s| s.1)
}

/// A name of more words is none.
const MOST_WORDS: usize = 24;

/// A part of a folded name.
enum Part<'n> {
    /// A phrase of the table, with its words and its class.
    Phrase(&'static [String], Option<BodyClass>),
    /// A word for a state, with its country.
    State(&'n str, &'static str),
    /// Any other word that tells something.
    Word(&'n str),
}

/// Goes through the parts of a folded name. `None` where there are none, or too many.
fn take_apart<'n>(folded: &'n str, mut visit: impl FnMut(Part<'n>)) -> Option<()> {
    let tables = tables();
    if folded.is_empty() {
        return None;
    }
    // Where each word begins and ends: a phrase is a slice from one to another.
    let mut tokens = [(0, 0); MOST_WORDS];
    let mut count = 0;
    let mut at = 0;
    for word in folded.split(' ') {
        *tokens.get_mut(count)? = (at, at + word.len());
        (count, at) = (count + 1, at + word.len() + 1);
    }
    let tokens = tokens.get(..count)?;
    let word = |n: usize| tokens.get(n).and_then(|(start, end)| folded.get(*start..*end)).unwrap_or("");
    let mut at = 0;
    'tokens: while at < tokens.len() {
        let longest = tables.longest.get(word(at)).copied().unwrap_or(0);
        for n in (1..=longest.min(tokens.len() - at)).rev() {
            let ends = tokens.get(at).zip(tokens.get(at + n - 1));
            let Some(phrase) = ends.and_then(|(first, last)| folded.get(first.0..last.1)) else { continue };
            if let Some((canonical, class)) = tables.phrases.get(phrase) {
                visit(Part::Phrase(canonical, *class));
                at += n;
                continue 'tokens;
            }
            if let Some((code, is_capital)) = tables.states.get(phrase) {
                // A capital alone stands for the state; beside other words it is a place ("police in Moscow").
                let place = *is_capital && tokens.len() > n && !(tokens.len() == n + 1 && word(0) == "the");
                visit(if place { Part::Word(phrase) } else { Part::State(phrase, code) });
                at += n;
                continue 'tokens;
            }
        }
        if !is_filler(word(at)) {
            visit(Part::Word(singular(word(at))));
        }
        at += 1;
    }
    Some(())
}

impl Body {
    /// Takes a name apart. `None` where there is no word in it that tells anything.
    pub(crate) fn parse(name: &str) -> Option<Body> {
        let folded = fold_name(name);
        let (mut words, mut country, mut found) = (BTreeSet::new(), None, None::<BodyClass>);
        take_apart(&folded, |part| match part {
            Part::Phrase(canonical, class) => {
                words.extend(canonical.iter().cloned());
                // The most telling word makes the class: a "military intelligence agency" is no agency among others.
                found = match (found, class) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            }
            Part::State(_, code) if country.is_none() => country = Some(code.to_owned()),
            Part::State(_, code) if country.as_deref() == Some(code) => {}
            Part::State(word, _) | Part::Word(word) => {
                words.insert(word.to_owned());
            }
        })?;
        if words.is_empty() && country.is_some() && found.is_none() {
            // "Moscow", "Russia" as speakers.
            words.insert("government".into());
            return Some(Body { class: BodyClass::Government, words, country, headed: true });
        }
        (!words.is_empty()).then(|| Body {
            class: found.unwrap_or(BodyClass::Organization),
            words,
            country,
            headed: found.is_some(),
        })
    }

    /// The country of the body of a name, as [`Body::parse`] reads it.
    pub(crate) fn country_of(name: &str) -> Option<&'static str> {
        let folded = fold_name(name);
        let mut country = None;
        take_apart(&folded, |part| {
            if let Part::State(_, code) = part {
                country = country.or(Some(code));
            }
        })?;
        country
    }

    /// The words that tell which body it is: "county emergency inspectorate" without its "county".
    pub(crate) fn core(&self) -> BTreeSet<&str> {
        let levels = &tables().levels;
        self.words.iter().map(String::as_str).filter(|word| !levels.contains(*word)).collect()
    }

    /// One string for it.
    pub(crate) fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        format!("{}@{}", words.join(" "), self.country.as_deref().unwrap_or(""))
    }
}

/// "officials" and "official" are one description.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_body_one_key() {
        let cases: &[(&str, &[&str])] = &[
            (
                "defence of Russia",
                &[
                    "Russian Defense Ministry",
                    "Ministry of Defence of Russia",
                    "Russian MoD",
                    "Russia's Ministry of Defense",
                    "the Ministry of Defence of the Russian Federation",
                    "Russia’s defence ministry",
                ],
            ),
            ("defence of Britain", &["British Ministry of Defence", "UK Ministry of Defence", "UK MoD"]),
            ("staff", &["Ukrainian General Staff", "General Staff of the Armed Forces of Ukraine", "Ukraine's General Staff"]),
            (
                "interior",
                &["Serbian Interior Ministry", "Ministry of Internal Affairs of Serbia", "Ministry of the Interior of Serbia"],
            ),
            ("government", &["Moscow", "Russian government", "the Russian government", "Russia"]),
            ("coast guard", &["Greek coastguard", "Hellenic Coast Guard of Greece", "the Greek Coast Guard"]),
            ("official", &["a US official", "US officials", "senior U.S. officials", "American official"]),
        ];
        for (name, forms) in cases.iter().filter(|c| c.0 != "coast guard") {
            let keys: BTreeSet<String> = forms.iter().map(|f| Body::parse(f).unwrap().key()).collect();
            assert_eq!(keys.len(), 1, "{name}: {keys:?}");
        }
        let different = [
            "Russian Defense Ministry",
            "Ukrainian Defense Ministry",
            "Russian Foreign Ministry",
            "FSB",
            "Russian General Staff",
            "police in Moscow",
        ];
        let keys: BTreeSet<String> = different.iter().map(|f| Body::parse(f).unwrap().key()).collect();
        assert_eq!(keys.len(), different.len(), "{keys:?}");
    }

    #[test]
    fn classes() {
        for (name, expected) in [
            ("14th Mechanized Brigade", BodyClass::Unit),
            ("General Staff", BodyClass::Command),
            ("Kyiv", BodyClass::Government),
            ("Kyiv police", BodyClass::Police),
            ("Nigerian Red Cross", BodyClass::Organization),
            ("officials", BodyClass::Official),
            ("Russian state media", BodyClass::Media),
            ("security sources", BodyClass::Organization),
            ("Cuenca Governor's Office", BodyClass::Agency),
        ] {
            assert_eq!(Body::parse(name).map(|b| b.class), Some(expected), "{name}");
        }
        assert_eq!(Body::parse(""), None);
        assert_eq!(Body::parse("the"), None);
        assert_eq!(Body::parse("\u{200b}"), None);
    }
}
