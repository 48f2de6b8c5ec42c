//! Case endings: the nominatives that an inflected Cyrillic name may have.

use std::sync::OnceLock;

use super::table::Table;
use crate::text::fold;

/// Fewest letters of a word that are left when its ending is taken off.
const STEM: usize = 3;

/// Folded endings, and what the nominative ends in instead.
fn endings() -> &'static [(String, Vec<String>)] {
    static TABLE: OnceLock<Vec<(String, Vec<String>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let Ok(table) = Table::parse(include_str!("data/case_endings.tsv"), &["ending", "nominative"]) else { return Vec::new() };
        let folded = |ending: &str| if ending == "-" { String::new() } else { fold::key(ending) };
        table.rows().map(|row| (folded(row.get("ending")), row.list("nominative").map(folded).collect())).collect()
    })
}

/// What a folded Cyrillic word may be in the nominative, each once, without the word itself. A few dozen comparisons.
pub(crate) fn nominatives(word: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (ending, nominative) in endings() {
        let Some(stem) = word.strip_suffix(ending.as_str()).filter(|s| s.chars().count() >= STEM) else { continue };
        for last in nominative {
            let whole = format!("{stem}{last}");
            if whole != word && !all.contains(&whole) {
                all.push(whole);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_names_have_their_nominative_among_the_readings() {
        for (inflected, nominative) in [
            ("Харькова", "Харьков"),
            ("Харкові", "Харків"),
            ("Бахмуту", "Бахмут"),
            ("Москве", "Москва"),
            ("Авдіївки", "Авдіївка"),
            ("Авдіївці", "Авдіївка"),
            ("Одессой", "Одесса"),
            ("Ирпене", "Ирпень"),
            ("Запоріжжі", "Запоріжжя"),
            ("Сумах", "Сумы"),
            ("Нижнем", "Нижний"),
            ("Харківській", "Харківська"),
            ("Белгородской", "Белгородская"),
            ("области", "область"),
            ("Рубіжного", "Рубіжне"),
        ] {
            let alike = |a: &str, b: &str| a == b || (a.replace("ов", "ів") == b);
            let key = fold::key(nominative);
            assert!(nominatives(&fold::key(inflected)).iter().any(|n| alike(n, &key)), "{inflected}");
        }
        for short in ["", "а", "Уфа", "Kharkova"] {
            assert!(nominatives(&fold::key(short)).is_empty(), "{short}");
        }
    }
}
