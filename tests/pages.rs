//! Saved web pages: what is taken from them, and what a broken one does.
#![cfg(feature = "html")]

use std::path::PathBuf;

use corroborate::read::{self, Format, Note};
use corroborate::{Corroborator, Document};

fn page(html: &str) -> Document {
    read::from_reader(html.as_bytes(), Format::Html, "p.html").next().unwrap().unwrap()
}

/// Enough for an article.
const TEXT: &str = "Nine people were killed when a ferry capsized off the coast on Tuesday evening, the county commissioner said. The boat was on its \
    way from the mainland, and fishermen pulled most of the passengers from the water.";

fn with(head: &str) -> Document {
    page(&format!("<html><head>{head}</head><body><article><h1>A headline</h1><p>{TEXT}</p></article></body></html>"))
}

fn bundled() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/pages")
}

#[test]
fn layouts() {
    let mut documents = read::documents([bundled()]);
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for record in documents.by_ref() {
        match record {
            Ok(document) => read.push(document),
            Err(error) => faults.push(error.to_string()),
        }
    }
    let shown: Vec<_> = read
        .iter()
        .map(|d| {
            let date = d.published.map(|p| p.to_string()).unwrap_or_default();
            (
                d.id.as_str(),
                d.publisher_key().unwrap_or(""),
                d.publisher_name.as_deref().unwrap_or(""),
                date,
                d.title.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("coast-daily.htm", "coastdaily.example", "", "2025-03-12".into(), "Coast Daily - Ferry tragedy"),
            (
                "harbour-standard.html",
                "harbour-standard.example",
                "Harbour Standard",
                "2025-03-12T06:40+03:00".into(),
                "Nine dead as ferry capsizes off Lamu"
            ),
            ("island-notes.html", "", "", String::new(), "Island Notes: a sad day"),
            (
                "morning-mail.html",
                "morningmail.example",
                "Morning Mail",
                "2025-03-12T14:20Z".into(),
                "Nine killed in Kenya ferry disaster"
            ),
            (
                "the-anchor.html",
                "theanchor.example",
                "The Anchor",
                "2025-03-12T11:05Z".into(),
                "Red Cross counts nine dead after ferry accident"
            ),
        ]
    );
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].contains("members-only.html:1:1: no main text found in this page; if it is an article, save it"),
        "{faults:?}"
    );
    let undated = Note::Undated { path: Some(bundled().join("island-notes.html")) };
    let recoded = Note::Recoded { path: Some(bundled().join("coast-daily.htm")), encoding: "windows-1252" };
    assert!(documents.notes().contains(&undated) && documents.notes().contains(&recoded), "{:?}", documents.notes());

    let all: String = read.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
    for expected in [
        "By Salim Oduor",
        "By Swahili Press Agency",
        "café owner José Mbarak",
        "Kenya Red Cross recovered nine bodies",
        "Asha Mwakio said",
    ] {
        assert!(all.contains(expected), "{expected} in {all}");
    }
    for stray in [
        "Accept",
        "Forty houses",
        "two nights",
        "Front page",
        "window.settings",
        "<p>",
        "advertisement, in a frame",
        "drowned there in 1998",
    ] {
        assert!(!all.contains(stray), "{stray} in {all}");
    }
}

#[test]
fn the_pages_have_two_sources() {
    let documents: Vec<Document> = read::documents([bundled()]).flatten().collect();
    let report = Corroborator::default().corroborate(&documents);
    let answer = report.check("9 people, killed, Lamu, March 11, 2025").unwrap();
    let found = answer.found[0];
    assert_eq!((found.articles, found.publishers, found.independent.best), (5, 5, 2), "{:#?}", found);
}

#[test]
fn addresses_publishers_and_dates() {
    let ld = |fields: &str| format!("<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", {fields}}}</script>");
    let from = |url: &str| format!("<!-- saved from url=(0030){url} -->");
    let cases = [
        // name, head, url, publisher, published
        ("nothing", String::new(), "", "", ""),
        ("canonical", "<link rel=\"canonical\" href=\"https://a.example/x\">".into(), "https://a.example/x", "a.example", ""),
        ("canonical without its host", "<link rel=canonical href=/x><meta property=og:url content=https://a.example/y>".into(), "https://a.example/x", "a.example", ""),
        ("canonical without any host", "<link rel=canonical href=/x>".into(), "", "", ""),
        ("no address", "<link rel=canonical href=\"javascript:void(0)\">".into(), "", "", ""),
        ("open graph", "<meta property='og:url' content='https://a.example/y'>".into(), "https://a.example/y", "a.example", ""),
        ("saved by a browser", from("https://a.example/z"), "https://a.example/z", "a.example", ""),
        (
            "saved elsewhere than it came from",
            format!("{}<link rel=canonical href=https://a.example/x>", from("https://news.b.example/copy")),
            "https://a.example/x",
            "news.b.example",
            "",
        ),
        (
            "a mobile address",
            format!("{}<link rel=canonical href=https://www.a.example/x>", from("https://m.a.example/x")),
            "https://www.a.example/x",
            "a.example",
            "",
        ),
        ("json-ld", ld("\"url\": \"https://a.example/x\", \"datePublished\": \"2025-03-12T08:00:00+03:00\""), "https://a.example/x", "a.example", "2025-03-12T08:00+03:00"),
        ("a name where there is no address", "<meta property='og:site_name' content='The  Herald'>".into(), "", "The Herald", ""),
        ("several types", "<script type=application/ld+json>[{\"@type\": \"BreadcrumbList\", \"name\": \"x\"}, {\"@type\": [\"Article\", \"Thing\"], \"datePublished\": \"2025-03-12\", \"publisher\": [{\"name\": \"The Herald\"}]}]</script>".into(), "", "The Herald", "2025-03-12"),
        ("broken json-ld", "<script type=application/ld+json>{\"@type\": \"NewsArticle\", </script><meta name=date content=2025-03-12>".into(), "", "", "2025-03-12"),
        ("json-ld of another thing", "<script type=application/ld+json>{\"@type\": \"Movie\", \"datePublished\": \"1999-03-12\"}</script>".into(), "", "", ""),
        ("the first date that is one", "<meta property=article:published_time content=yesterday><meta name=pubdate content=20250312>".into(), "", "", "2025-03-12"),
        ("a time of change is none", "<meta property=article:modified_time content=2025-03-14>".into(), "", "", ""),
        ("the day of the address", "<link rel=canonical href=https://a.example/2025/3/12/x>".into(), "https://a.example/2025/3/12/x", "a.example", "2025-03-12"),
        ("no day of the address", "<link rel=canonical href=https://a.example/1234/56/78>".into(), "https://a.example/1234/56/78", "a.example", ""),
    ];
    for (name, head, url, publisher, published) in cases {
        let found = with(&head);
        let published_found = found.published.map(|p| p.to_string()).unwrap_or_default();
        let shown = (found.url.as_deref().unwrap_or(""), found.publisher_key().unwrap_or(""), published_found.as_str());
        assert_eq!(shown, (url, publisher, published), "{name}");
        assert!(found.text.contains("Nine people were killed"), "{name}: {}", found.text);
    }
    let timed = |markup: &str| {
        page(&format!(
            "<body><article><h1>A headline</h1>{markup}<p>{TEXT}</p></article><footer><time datetime=2020-01-01></footer></body>"
        ))
    };
    for (markup, expected) in [
        ("<time datetime=2025-03-12T08:00Z>today</time>", Some("2025-03-12T08:00Z")),
        ("<time>12 March 2025, 8 a.m.</time>", Some("2025-03-12")),
        ("<p><i>12 March 2025</i></p>", Some("2025-03-12")),
        ("<p>On 12 March 2025 it rained.</p>", None),
        ("<aside><time datetime=2024-03-12></time></aside>", None),
        ("<a href=x><time datetime=2024-03-12></time></a><time datetime=2025-03-12></time>", Some("2025-03-12")),
    ] {
        assert_eq!(timed(markup).published.map(|p| p.to_string()).as_deref(), expected, "{markup}");
    }
}

#[test]
fn odd_pages() {
    let read = |html: &[u8]| -> Vec<String> {
        read::from_reader(html, Format::Html, "in").map(|r| r.map_or_else(|e| e.to_string(), |d| d.text)).collect()
    };
    assert!(read(b"").is_empty() && read(b" \n").is_empty());
    let nothing = "in:1:1: no main text found in this page;";
    let deep = "<div>".repeat(20_000) + TEXT;
    let long = format!("<article>{}</article>", format!("<p>{TEXT}</p>").repeat(52_000));
    assert!(long.len() > 10_000_000);
    for (name, html, expected) in [
        ("no markup", "Twelve.".to_owned(), nothing),
        ("tags that do not close", format!("<html><body><div><p>{TEXT}<p>{TEXT}<table><td><b>"), "Nine people"),
        ("tags that were not open", format!("</p></div></html><p>{TEXT}</p></body></b>"), "Nine people"),
        ("cut off in a tag", format!("<html><body><p>{TEXT}</p><p class=\"x"), "Nine people"),
        ("cut off in a script", format!("<html><body><article><p>{TEXT}</p></article><script>var a = '<p>Twelve"), "Nine people"),
        ("nothing but script", "<script>document.write('Twelve')</script>".repeat(50), nothing),
        (
            "entities",
            format!("<article><p>{}</p></article>", TEXT.replace("county", "&lt;county&gt; &amp; &#x43;")),
            "Nine people",
        ),
        ("zeros", format!("<article><p>{TEXT}\0</p></article>"), "Nine people"),
        ("deep", deep, "in:1:1: the elements of this page stand more than 512 deep in each other; save its text as .txt"),
        ("rather deep", format!("{}<article><p>{TEXT}</p>", "<div>".repeat(400)), "Nine people"),
        ("long", long, "Nine people"),
    ] {
        let found = read(html.as_bytes());
        assert!(found.len() == 1 && found[0].starts_with(expected), "{name}: {:.300}", found[0]);
    }
    let text = read(&[format!("<article><p>{TEXT} Zw\u{F6}lf").as_bytes(), b" M\xE4nner.</p></article>"].concat());
    assert!(text[0].contains("Zwölf M\u{FFFD}nner"), "{text:?}");
}
