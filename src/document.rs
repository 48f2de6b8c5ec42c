//! An article as it comes in.

use serde::{Deserialize, Serialize};

use crate::date::Timestamp;
use crate::span::Field;

/// One article. Only `id` and `text` are needed; all else makes the answer better.
///
/// ```
/// use corroborate::Document;
/// let article = Document::new("a1", "Twelve soldiers fled near Kharkiv on July 18.")
///     .publisher("ria.ru")
///     .published("2025-07-19".parse().unwrap());
/// assert_eq!(article.publisher_key(), Some("ria.ru"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in a corpus; claim ids begin with it.
    pub id: String,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The running text, UTF-8.
    pub text: String,
    /// Who published it: a domain or a name. Without it the host of `url` serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The name under which others cite the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher_name: Option<String>,
    /// Where it appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it appeared. Without it relative dates stay unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// ISO 639-1 code. Only English gives claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Document {
    /// An article with nothing but its text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Document { id: id.into(), text: text.into(), ..Document::default() }
    }

    /// Sets the headline.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the publisher, a domain or a name.
    #[must_use]
    pub fn publisher(mut self, publisher: impl Into<String>) -> Self {
        self.publisher = Some(publisher.into());
        self
    }

    /// Sets the time of publication.
    #[must_use]
    pub fn published(mut self, published: Timestamp) -> Self {
        self.published = Some(published);
        self
    }

    /// The text of a field; empty where there is none.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => self.title.as_deref().unwrap_or(""),
            Field::Text => &self.text,
        }
    }

    /// What stands for the publisher: `publisher`, else the host of `url` without `www.`. `None`: the article is its own publisher.
    pub fn publisher_key(&self) -> Option<&str> {
        let given = self.publisher.as_deref().map(str::trim).filter(|p| !p.is_empty());
        given.or_else(|| self.url.as_deref().and_then(host))
    }
}

/// The host of an address, without user, port and `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publisher_from_the_address() {
        for (url, key) in [
            ("https://www.example.org/a/b?c", Some("example.org")),
            ("http://me@news.example.co.uk:8080/x", Some("news.example.co.uk")),
            ("no address", None),
            ("", None),
        ] {
            let doc = Document { url: Some(url.into()), ..Document::new("a", "") };
            assert_eq!(doc.publisher_key(), key, "{url}");
        }
        assert_eq!(Document::new("a", "").publisher(" ").publisher_key(), None);
    }
}
