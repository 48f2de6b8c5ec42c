//! The language of an article.

use std::borrow::Cow;

use whatlang::{Lang, Script};

use crate::document::Document;

/// Shorter texts than this many characters name no language of their own: trigrams need some to count.
const ENOUGH: usize = 120;

/// That many are enough where the letters are not Latin: whatever it is, it is no English.
const ENOUGH_OF_ANOTHER_SCRIPT: usize = 20;

/// So many bytes decide; more cost time and change nothing.
const SAMPLE: usize = 1200;

/// The language of an article as a code of ISO 639-1 ("en"), by its field `language`, else by its text.
///
/// The field may hold such a code, one with a region ("en-GB"), one of ISO 639-3 ("eng") or an English name ("English"); what
/// it holds else comes back in small letters. Without it the first 1,200 bytes of the text are compared with the trigrams of 69 languages
/// (the crate `whatlang`; after Cavnar and Trenkle, "N-Gram-Based Text Categorization", 1994), unless its function words are plainly English. `None`: the text has
/// fewer than 120 characters, or two languages are close. In another script than the Latin one 20 characters are enough, and the closest language is given.
///
/// ```
/// use corroborate::{Document, read};
/// let mut article = Document::new("a1", "Сильний вітер повалив у місті десятки дерев, без світла залишилися кілька тисяч родин, \
///     повідомили вранці рятувальники. Постраждалих немає, рух трамваїв обіцяють відновити до вечора.");
/// assert_eq!(read::language(&article).as_deref(), Some("uk"));
/// article.language = Some("en-GB".into());
/// assert_eq!(read::language(&article).as_deref(), Some("en"));
/// ```
pub fn language(document: &Document) -> Option<Cow<'_, str>> {
    match document.language.as_deref().map(str::trim).filter(|l| !l.is_empty()) {
        Some(given) => Some(normal(given)),
        None => detect(&document.text).map(Cow::Borrowed),
    }
}

/// A given language as a code in small letters.
fn normal(given: &str) -> Cow<'_, str> {
    let primary = given.split(['-', '_']).next().unwrap_or(given);
    if primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(primary);
    }
    let lower = primary.to_lowercase();
    let named = |l: &&Lang| l.code() == lower || l.eng_name().eq_ignore_ascii_case(given);
    match Lang::all().iter().find(named) {
        Some(lang) => Cow::Borrowed(code(*lang)),
        None => Cow::Owned(lower),
    }
}

fn detect(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let cut = (0..=SAMPLE.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let sample = text.get(..cut)?;
    sample.chars().nth(ENOUGH_OF_ANOTHER_SCRIPT - 1)?;
    let long = sample.chars().nth(ENOUGH - 1).is_some();
    if long && is_plainly_english(sample) {
        return Some("en");
    }
    let told = |info: &whatlang::Info| info.script() != Script::Latin || long && info.is_reliable();
    whatlang::detect(sample).filter(told).map(|info| code(info.lang()))
}

/// Whether every twelfth word or more is a function word that no other language has, and three different ones are among them.
///
/// Trigrams cost some 200 µs an article, more than all the rest of the way; this decides nearly all English news in two.
fn is_plainly_english(sample: &str) -> bool {
    const WORDS: [&str; 8] = ["the", "of", "and", "that", "with", "from", "were", "their"];
    let (mut all, mut hits, mut kinds) = (0u32, 0u32, [false; WORDS.len()]);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        all += 1;
        if let Some(kind) = WORDS.iter().zip(&mut kinds).find(|(w, _)| word.eq_ignore_ascii_case(w)) {
            *kind.1 = true;
            hits += 1;
        }
    }
    hits * 12 >= all && kinds[0] && kinds.iter().filter(|k| **k).count() >= 3
}

/// ISO 639-1, or 639-3 where there is no shorter one.
fn code(lang: Lang) -> &'static str {
    let long = lang.code();
    CODES.iter().find(|(l, _)| *l == long).map_or(long, |(_, short)| short)
}

const CODES: [(&str, &str); 69] = [
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_code() {
        for lang in Lang::all() {
            assert_eq!(code(*lang).len(), 2, "{lang:?}");
        }
    }

    #[test]
    fn given_languages() {
        for (given, expected) in [
            ("en", "en"),
            ("EN", "en"),
            ("en-US", "en"),
            ("en_GB", "en"),
            ("eng", "en"),
            ("English", "en"),
            ("ukr", "uk"),
            ("Ukrainian", "uk"),
            (" fr ", "fr"),
            ("gsw-CH", "gsw"),
            ("Klingon", "klingon"),
        ] {
            let document = Document { language: Some(given.into()), ..Document::new("a", "") };
            assert_eq!(language(&document).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn texts() {
        let english = "The harbour of the town was closed on Sunday after a barge had struck the pier and lost some of its load. \
            Divers searched the water until noon, the port office said, and found nobody.";
        let german = "Der Hafen der Stadt blieb am Sonntag geschlossen, nachdem ein Lastkahn die Mole gerammt und einen Teil \
            seiner Ladung verloren hatte. Taucher suchten bis zum Mittag, wie das Hafenamt mitteilte.";
        let dutch = "De haven van de stad was zondag gesloten nadat een schip de pier had geraakt en een deel van de lading had \
            verloren. Duikers zochten tot de middag in het water, of er slachtoffers waren, zei het \
            havenbedrijf. Het verkeer over de brug werd omgeleid en de scholen bleven gesloten.";
        let russian = "Порт города был закрыт в воскресенье после того, как баржа ударилась о причал и потеряла часть груза. \
            Водолазы работали до полудня, сообщили в управлении порта.";
        for (name, text, expected) in [
            ("english", english, Some("en")),
            ("german", german, Some("de")),
            ("quotes english", &format!("{german} {german} Der Titel lautet: The Rise and Fall of the House."), Some("de")),
            ("dutch", dutch, Some("nl")),
            ("russian", russian, Some("ru")),
            ("short", "Twelve soldiers fled.", None),
            ("short in another script", "港は日曜日に閉鎖された。はしけが桟橋に衝突した。", Some("ja")),
            ("a name in another script", "Twelve soldiers fled, said Іван Петренко.", None),
            ("empty", "", None),
            ("blank", "   \n ", None),
            ("figures", &"12 34 56 ".repeat(40), None),
            ("long", &english.repeat(50), Some("en")),
            ("cut inside a character", &format!("a{}", russian.repeat(20)), Some("ru")),
        ] {
            assert_eq!(language(&Document::new("a", text)).as_deref(), expected, "{name}");
        }
    }
}
