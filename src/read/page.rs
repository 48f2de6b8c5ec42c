//! One article as a saved web page.

use std::borrow::Cow;
use std::io::BufRead;

use dom_smoothie::{Config, Readability, TextMode};

use super::archive;
use super::lines::{self, Fault};
use super::metadata::{Metadata, host};
use super::published;
use super::record::Found;
use crate::date::Timestamp;
use crate::document::Document;

/// Less text than this, in characters, is no article but a notice, a menu or a wall.
const LEAST: usize = 140;

/// Elements beyond which a page is no article, so that a hostile one cannot hold up the reading.
const ELEMENTS: usize = 200_000;

/// Elements within elements beyond which a page is no article: browsers stop at as many, and the search for the main text descends into each.
const DEPTH: usize = 512;

/// The article, or `None` where the file is blank.
pub(super) fn read<'r>(mut reader: Box<dyn BufRead + 'r>, name: &str) -> Result<Option<Found<Document>>, Fault> {
    let bytes = lines::rest(&mut reader)?;
    let (html, saved_from) = match archive::page(&bytes) {
        Some(page) => (Cow::Owned(page.html), page.url),
        // A byte that is broken makes no page unreadable, in a browser or here.
        None => (String::from_utf8_lossy(lines::unmarked(&bytes)), None),
    };
    if html.trim().is_empty() {
        return Ok(None);
    }
    let record = article(&html, saved_from, name).map_err(|message| Fault::record((1, 1), message))?;
    Ok(Some(Found { record, line: 1, column: 1 }))
}

fn article(html: &str, saved_from: Option<String>, name: &str) -> Result<Document, String> {
    let settings = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: ELEMENTS,
        disable_json_ld: true,
        char_threshold: LEAST,
        ..Config::default()
    };
    let mut page = Readability::new(html, None, Some(settings)).map_err(|e| e.to_string())?;
    if is_deep(&page) {
        return Err(format!("the elements of this page stand more than {DEPTH} deep in each other; save its text as .txt"));
    }
    let metadata = Metadata::of(&page, html, saved_from);
    let found = page.parse();
    let byline = found.as_ref().ok().and_then(|article| article.byline.clone());
    let text = found.map(|article| paragraphs(&article.text_content)).unwrap_or_default();
    // Some pages build their text by script and carry it for search engines only.
    let body = metadata.body.as_deref().map(paragraphs).unwrap_or_default();
    let mut text = if body.len() > 2 * text.len() { body } else { text };
    if text.chars().count() < LEAST {
        let message = "no main text found in this page; if it is an article, save it once more when it is fully shown, or save its text as .txt";
        return Err(message.into());
    }
    // The credit of an agency often stands nowhere else.
    if let Some(credit) = credit(byline, &metadata.authors).filter(|credit| !text.contains(credit.as_str())) {
        text = format!("{credit}\n\n{text}");
    }
    let saved = metadata.saved_from.as_deref().filter(|saved| elsewhere(saved, metadata.url.as_deref()));
    let published = metadata.published.or_else(|| dated(&text));
    Ok(Document {
        id: name.to_owned(),
        title: metadata.title,
        text,
        // A page that calls another house's address canonical is a copy: its publisher is where it was found.
        publisher: saved.and_then(host).or_else(|| if metadata.url.is_none() { metadata.publisher.clone() } else { None }),
        publisher_name: metadata.publisher,
        url: metadata.url,
        published,
        language: None,
    })
}

fn is_deep(page: &Readability) -> bool {
    let mut left = vec![(page.doc.root(), 0)];
    while let Some((node, depth)) = left.pop() {
        if depth > DEPTH {
            return true;
        }
        left.extend(node.element_children().into_iter().map(|child| (child, depth + 1)));
    }
    false
}

/// Paragraphs with a blank line between them, each on one line.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n\n")
}

/// A line at the head of the main text that is a date and nothing else. Dates above it, in the masthead, are often those of the day on which the page was
/// looked at.
fn dated(text: &str) -> Option<Timestamp> {
    let lines = text.lines().filter(|line| !line.is_empty()).take(4);
    let label = |line: &&str| line.split_whitespace().count() <= 6 && !line.ends_with(['.', '!', '?']);
    lines.filter(label).find_map(|line| published::parse(line).ok())
}

/// Who signs the article, as a line of its own.
fn credit(byline: Option<String>, authors: &[String]) -> Option<String> {
    let byline = byline.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    let line = byline.filter(|line| line.chars().count() < 120).or_else(|| (!authors.is_empty()).then(|| authors.join(", ")))?;
    let signed = line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
    Some(if signed { line } else { format!("By {line}") })
}

/// Whether two addresses are of different sites.
fn elsewhere(a: &str, b: Option<&str>) -> bool {
    let site = |url: &str| host(url).map(|host| psl::domain_str(&host).map_or(host.clone(), str::to_owned));
    match (site(a), b.and_then(site)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}
