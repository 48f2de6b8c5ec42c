//! The page of a report: text of articles stays text, and a browser runs nothing but the page's own script.
#![cfg(all(feature = "export", feature = "read"))]

#[path = "page/hostile.rs"]
mod hostile;

use corroborate::{Corroborator, Document};
use hostile::page;

/// The names of all elements, and all attributes with their values, as a parser reads them: between `<` and `>` outside of quotes.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '!')).collect();
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        while !rest.starts_with('>') {
            rest = rest.trim_start();
            let key: String = rest.chars().take_while(|c| !matches!(c, '=' | '>' | ' ' | '\n')).collect();
            rest = &rest[key.len()..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let end = quoted.find('"').expect("quotes are closed");
                value = quoted[..end].to_owned();
                rest = &quoted[end + 1..];
            } else {
                assert!(!rest.starts_with('='), "values stand in quotes: {key}");
            }
            attributes.push((key, value));
        }
        // The text of these two is no markup.
        if name == "script" || name == "style" {
            rest = &rest[rest.find(&format!("</{name}>")).expect("it ends")..];
        }
        found.push((name, attributes));
    }
    found
}

#[test]
fn text_of_articles_stays_text() {
    let articles = hostile::articles();
    let report = Corroborator::default().corroborate(&articles);
    assert!(report.claims().len() >= articles.len(), "{}", report.claims().len());
    let page = page(&report, &articles);
    let elements = elements(&page);
    let named = |wanted: &str| elements.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((named("script"), named("style"), named("meta")), (1, 1, 6));
    for (name, attributes) in &elements {
        assert!(!matches!(name.as_str(), "img" | "iframe" | "link" | "object" | "base" | "embed" | "!--"), "{name}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc" && key != "src", "{name} {key}={value}");
            assert!(key != "href" || value.starts_with('#') || value.starts_with("https://"), "{name} {key}={value}");
        }
    }
    for deceit in ['\u{202e}', '\u{2066}', '\u{2028}', '\u{2029}', '\0', '\u{1b}'] {
        assert!(!page.contains(deceit), "{deceit:?}");
    }
    assert!(page.contains("&lt;script&gt;window.pwned=1&lt;/script&gt;"));
}

#[test]
fn the_page_is_whole_and_the_same_in_any_order() {
    let mut articles = hostile::articles();
    let report = Corroborator::default().corroborate(&articles);
    let first = page(&report, &articles);
    articles.reverse();
    let report = Corroborator::default().corroborate(&articles);
    assert!(page(&report, &articles) == first);
    assert!(first.contains("default-src 'none'") && first.trim_end().ends_with("</html>"));
    assert!(!first.contains("src=\"") && !first.contains("url("), "nothing is fetched");
    let of_nothing = Corroborator::default().corroborate(&[]).html().to_string();
    assert!(of_nothing.contains("0 articles, 0 claims in them, 0 events."), "{of_nothing}");
}

/// More articles on one event than are drawn and quoted.
fn many() -> Vec<Document> {
    let said = ["Police said", "Reuters reported", "TASS reported, citing expert Pavel Grinko,"];
    let article = |n: usize| Document {
        published: format!("2025-07-19T{:02}:{:02}Z", 23 - n % 24, n % 60).parse().ok(),
        ..Document::new(format!("a{n}"), format!("{} that 12 soldiers fled near Kharkiv on July 18, 2025.", said[n % 3]))
            .publisher(format!("p{n}.example"))
    };
    (0..150).map(article).collect()
}

#[test]
fn ids_are_given_once_and_links_lead_somewhere() {
    for articles in [hostile::articles(), many()] {
        let report = Corroborator::default().corroborate(&articles);
        links_lead_somewhere(&page(&report, &articles));
    }
}

fn links_lead_somewhere(page: &str) {
    let mut ids: Vec<String> =
        elements(page).into_iter().flat_map(|(_, a)| a).filter(|(key, _)| key == "id").map(|(_, value)| value).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for (_, attributes) in elements(page) {
        for (key, value) in attributes.iter().filter(|(key, value)| key == "href" && value.starts_with('#')) {
            assert!(ids.contains(&value[1..].to_owned()), "{key}={value} leads nowhere");
        }
    }
}
