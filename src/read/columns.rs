//! Which column or field of what comes in is which field of a document.

use std::str::FromStr;

use crate::error::{Error, ErrorKind, Position};

/// The fields of a document that may come under another name.
pub(super) const FIELDS: [&str; 8] = ["id", "title", "text", "publisher", "publisher_name", "url", "published", "language"];

/// A map from the fields of a [`Document`](crate::Document) to the columns of a table, the fields of JSON objects and the keys of a text's header, where these
/// bear other names.
///
/// Written `field=column`, divided by commas. One column may serve two fields. A column whose own name is that of a mapped field is passed
/// over: with `text=body` a column `text` is not read. Names are compared without regard to case.
///
/// ```
/// use corroborate::read::{self, Columns, Format};
/// let table = "uuid,body,date,text\n7,Twelve soldiers left their post.,2025-07-19,(none)\n";
/// let columns: Columns = "id=uuid, text=body, published=date".parse()?;
/// let article = read::Settings::default().columns(columns).from_reader(table.as_bytes(), Format::Csv, "").next().unwrap()?;
/// assert_eq!((article.id.as_str(), article.text.as_str()), ("7", "Twelve soldiers left their post."));
/// assert_eq!(article.published.unwrap().to_string(), "2025-07-19");
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

impl Columns {
    /// Whether every field bears its own name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name under which a field comes, in small letters.
    pub(super) fn column<'a>(&'a self, field: &'a str) -> &'a str {
        self.0.iter().find(|(f, _)| *f == field).map_or(field, |(_, column)| column)
    }

    /// The fields that a name, in small letters, stands for.
    pub(super) fn fields<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        FIELDS.into_iter().filter(move |field| self.column(field) == name)
    }
}

impl FromStr for Columns {
    type Err = Error;

    fn from_str(text: &str) -> Result<Columns, Error> {
        let wrong = |message: String| Error::new(Position::default(), ErrorKind::Table(message));
        let mut columns: Vec<(&'static str, String)> = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((field, column)) = pair.split_once('=').map(|(f, c)| (f.trim(), c.trim())).filter(|(_, c)| !c.is_empty())
            else {
                return Err(wrong(format!("{pair:?} is no `field=column`, such as text=body")));
            };
            let Some(known) = FIELDS.into_iter().find(|known| known.eq_ignore_ascii_case(field)) else {
                return Err(wrong(format!("{field:?} is no field of a document; these are: {}", FIELDS.join(", "))));
            };
            if columns.iter().any(|(field, _)| *field == known) {
                return Err(wrong(format!("the field {known:?} is given two columns; keep one of them")));
            }
            columns.push((known, column.to_lowercase()));
        }
        Ok(Columns(columns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps() {
        for (name, text, expected) in [
            ("nothing", "", Ok("id text url")),
            ("some", "id=UUID, text = Body ,", Ok("uuid body url")),
            ("one column for two fields", "id=link,url=link", Ok("link text link")),
            ("an equals sign in a name", "text=a=b", Ok("id a=b url")),
            ("no pair", "text", Err("\"text\" is no `field=column`")),
            ("no column", "text=", Err("\"text=\" is no `field=column`")),
            ("no such field", "body=text", Err("\"body\" is no field of a document; these are: id, title")),
            ("twice", "text=a,text=b", Err("the field \"text\" is given two columns")),
        ] {
            let found = text.parse::<Columns>().map(|c| ["id", "text", "url"].map(|f| c.column(f).to_owned()).join(" "));
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{name}"),
                (Err(error), Err(start)) => assert!(error.kind().to_string().starts_with(start), "{name}: {error}"),
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_column_that_is_shadowed() {
        let columns: Columns = "text=body,id=link,url=link".parse().unwrap();
        for (name, fields) in
            [("body", vec!["text"]), ("text", vec![]), ("link", vec!["id", "url"]), ("title", vec!["title"]), ("x", vec![])]
        {
            assert_eq!(columns.fields(name).collect::<Vec<_>>(), fields, "{name}");
        }
    }
}
