//! What a page says of itself: headline, publisher, address, date.

use dom_smoothie::Readability;
use serde_json::Value;

use super::published;
use crate::date::Timestamp;
use crate::document::Document;

/// Where pages name the time of publication, the surest first: Open Graph, schema.org as microdata, Parse.ly, Sailthru, Dublin Core, and what
/// content systems write by habit. Times of change are none.
const DATES: [&str; 20] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "originalpublicationdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "date",
];

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    /// The canonical address.
    pub(super) url: Option<String>,
    /// The address that the page was saved from, where whoever saved it wrote that down.
    pub(super) saved_from: Option<String>,
    pub(super) published: Option<Timestamp>,
    pub(super) authors: Vec<String>,
    /// The text, where the page carries it once more for machines.
    pub(super) body: Option<String>,
}

impl Metadata {
    /// Reads the head of a page, its JSON-LD and its `<time>`. `html` is its source, for the comments that programs leave
    /// that save pages, where it is not known already what it was `saved_from`.
    pub(super) fn of(page: &Readability, html: &str, saved_from: Option<String>) -> Metadata {
        let metas = metas(page);
        let meta = |names: &[&str]| names.iter().find_map(|name| metas.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()));
        let linked = linked(page);
        let attribute =
            |selector: &str, name: &str| page.doc.select(selector).nodes().iter().find_map(|node| filled(&node.attr(name)?));

        let saved_from = saved_from.or_else(|| commented(html));
        let og = meta(&["og:url"]).filter(|url| is_absolute(url));
        let base =
            saved_from.clone().or_else(|| og.clone()).or_else(|| attribute("base[href]", "href").filter(|url| is_absolute(url)));
        let canonical = attribute("link[rel=canonical]", "href").and_then(|url| absolute(&url, base.as_deref()));
        let url = canonical.or(og).or_else(|| linked.url.clone().filter(|url| is_absolute(url))).or_else(|| saved_from.clone());

        let publisher =
            linked.publisher.clone().or_else(|| meta(&["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"]));
        let title = linked.headline.clone().or_else(|| meta(&["og:title", "twitter:title", "dc.title", "dcterms.title"]));
        let title = title.or_else(|| filled(&page.get_article_title()));
        let title = title.map(|title| without_site(&title, publisher.as_deref(), url.as_deref()));

        let dates = linked.published.iter().cloned().chain(DATES.iter().filter_map(|name| meta(&[name])));
        let published = dates.chain(times(page)).find_map(|date| published::parse(&date).ok());
        let published = published.or_else(|| url.as_deref().and_then(day_of_address));

        let authors = if linked.authors.is_empty() {
            meta(&["author", "dc.creator", "parsely-author"]).into_iter().collect()
        } else {
            linked.authors
        };
        // Some give the address of the author's page in place of a name.
        let authors = authors.into_iter().filter(|author: &String| !is_absolute(author) && author.chars().count() < 80).collect();
        Metadata { title, publisher, url, saved_from, published, authors, body: linked.body }
    }
}

/// The pairs of the `<meta>` elements, names in small letters; elements of microdata in the text among them.
fn metas(page: &Readability) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for node in page.doc.select("meta[content]").nodes() {
        let Some(content) = node.attr("content").and_then(|content| filled(&content)) else { continue };
        for attribute in ["property", "name", "itemprop"] {
            // One property may bear several names, divided by blanks.
            let names = node.attr(attribute).map(|names| names.to_lowercase()).unwrap_or_default();
            pairs.extend(names.split_whitespace().map(|name| (name.to_owned(), content.clone())));
        }
    }
    pairs
}

/// Times in the text, as readers see them: the one marked as that of publication, else the first with a machine's date, else what the first says.
fn times(page: &Readability) -> Vec<String> {
    let mut times = Vec::new();
    for selector in
        ["[itemprop~=datePublished]", "time[pubdate]", "article header time", "article time", "main time", "header time", "time"]
    {
        for node in page.doc.select(selector).nodes() {
            // A time within a link or a list of other stories is not that of this one.
            if node.ancestors(None).iter().any(|above| ["a", "aside", "nav", "footer"].iter().any(|name| above.has_name(name))) {
                continue;
            }
            times.extend(["datetime", "content", "title"].iter().filter_map(|name| filled(&node.attr(name)?)));
            times.extend(filled(&node.text()));
        }
    }
    times
}

/// What the JSON-LD of a page says.
#[derive(Debug, Default)]
struct Linked {
    headline: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published: Option<String>,
    authors: Vec<String>,
    body: Option<String>,
}

/// The article of the page's JSON-LD, after schema.org; an object of another type gives nothing.
fn linked(page: &Readability) -> Linked {
    let mut objects = Vec::new();
    for script in page.doc.select("script").nodes() {
        if !script.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json")) {
            continue;
        }
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim().trim_end_matches(';');
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            unfold(value, &mut objects);
        }
    }
    let Some(article) = objects.iter().find(|object| types(object).any(is_article)) else { return Linked::default() };
    let named = |value: &Value| name(value, &objects);
    Linked {
        headline: article.get("headline").or_else(|| article.get("name")).and_then(named),
        publisher: ["publisher", "sourceOrganization"].iter().find_map(|key| article.get(*key).and_then(named)),
        url: ["url", "mainEntityOfPage"].iter().find_map(|key| address(article.get(*key)?)),
        published: ["datePublished", "dateCreated"].iter().find_map(|key| filled(article.get(*key)?.as_str()?)),
        authors: article.get("author").map(|author| several(author).filter_map(named).collect()).unwrap_or_default(),
        body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// The objects of arrays and graphs, in order.
fn unfold(value: Value, objects: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| unfold(value, objects)),
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            objects.push(Value::Object(object));
            if let Some(graph) = graph {
                unfold(graph, objects);
            }
        }
        _ => {}
    }
}

fn types(object: &Value) -> impl Iterator<Item = &str> {
    object.get("@type").into_iter().flat_map(several).filter_map(Value::as_str)
}

/// The types of schema.org that are texts of a newsroom.
fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
    kind.ends_with("Article") || ["Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"].contains(&kind)
}

fn several(value: &Value) -> impl Iterator<Item = &Value> {
    let (many, one) = match value {
        Value::Array(values) => (values.as_slice(), None),
        other => (&[][..], Some(other)),
    };
    many.iter().chain(one)
}

/// The name of a person or an organization: a text, an object with a name, or a reference to one.
fn name(value: &Value, objects: &[Value]) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Array(values) => values.iter().find_map(|value| name(value, objects)),
        Value::Object(object) => match object.get("name") {
            Some(text) => several(text).find_map(|text| filled(text.as_str()?)),
            None => {
                let id = object.get("@id")?;
                let other = objects.iter().find(|other| other.get("@id") == Some(id))?;
                filled(other.get("name")?.as_str()?)
            }
        },
        _ => None,
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Object(object) => filled(object.get("@id").or_else(|| object.get("url"))?.as_str()?),
        _ => None,
    }
}

/// The address in the comment that Chrome, Internet Explorer and SingleFile leave in a page they save.
fn commented(html: &str) -> Option<String> {
    let cut = (0..=4096.min(html.len())).rev().find(|i| html.is_char_boundary(*i)).unwrap_or(0);
    let head = html.get(..cut)?;
    let rest = match head.split_once("saved from url=") {
        Some((_, rest)) => rest.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit()),
        None => head.split_once("SingleFile")?.1.split_once("url:")?.1.trim_start(),
    };
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '"').unwrap_or(rest.len());
    rest.get(..end).map(str::to_owned).filter(|url| is_absolute(url))
}

/// The day in an address such as `https://example.org/2025/07/19/story`.
fn day_of_address(url: &str) -> Option<Timestamp> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    parts.windows(3).find_map(|part| {
        let whole = part.first()?.len() == 4 && part.get(1)?.len() <= 2 && part.get(2)?.len() <= 2;
        let date = format!("{}-{:0>2}-{:0>2}", part.first()?, part.get(1)?, part.get(2)?);
        // Years of the web.
        whole.then(|| date.parse::<Timestamp>().ok()).flatten().filter(|t| (1990..2100).contains(&t.date.year()))
    })
}

/// A headline without the name of the site behind it: "Six dead - Harbour Times", "Six dead | World | harbourtimes.example".
fn without_site(title: &str, site: Option<&str>, url: Option<&str>) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let domain = url.and_then(host).map(|host| psl::domain_str(&host).unwrap_or(&host).to_owned());
    let label = domain.as_deref().and_then(|domain| domain.split('.').next()).map(letters);
    let names: Vec<String> = [site.map(letters), domain.as_deref().map(letters), label].into_iter().flatten().collect();
    let cuts = title.match_indices(['|', '-', '–', '—', '·', ':', '»', '•']);
    let cut = cuts.filter(|(at, sign)| {
        let after = title.get(at + sign.len()..).map(letters).unwrap_or_default();
        !after.is_empty() && names.contains(&after)
    });
    let before = cut.filter_map(|(at, _)| title.get(..at)).map(str::trim).find(|before| !before.is_empty());
    before.unwrap_or(title).to_owned()
}

/// The host of an address, in small letters.
pub(super) fn host(url: &str) -> Option<String> {
    Document { url: Some(url.to_owned()), ..Document::default() }.publisher_key().map(str::to_lowercase)
}

fn is_absolute(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}

/// An address against that of the page. Only what stands under the host of a page is canonical, so of the rest of the base nothing is needed.
fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    if is_absolute(url) {
        return Some(url.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    match url.strip_prefix("//") {
        Some(rest) => Some(format!("{scheme}://{rest}")),
        None => url.starts_with('/').then(|| format!("{scheme}://{host}{url}")),
    }
}

/// The text in one line, or nothing where there is none.
fn filled(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_without_the_site() {
        let url = Some("https://www.harbourtimes.example/world/1");
        for (name, title, site, url, expected) in [
            ("its name", "Six dead - Harbour Times", Some("Harbour Times"), None, "Six dead"),
            ("a name with a hyphen", "Six dead | Nord-Est", Some("Nord-Est"), None, "Six dead"),
            ("by its address", "Six dead – Harbour Times", None, url, "Six dead"),
            ("its address", "Six dead | harbourtimes.example", None, url, "Six dead"),
            ("another name", "Six dead – ministry", Some("Harbour Times"), url, "Six dead – ministry"),
            ("nothing else", "Harbour Times", Some("Harbour Times"), url, "Harbour Times"),
            ("nothing before", " - Harbour Times", Some("Harbour Times"), url, " - Harbour Times"),
            ("nothing", "", Some(""), None, ""),
        ] {
            assert_eq!(without_site(title, site, url), expected, "{name}");
        }
    }
}
