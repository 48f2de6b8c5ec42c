//! One article as plain text, with a small header or none.

use std::io::BufRead;

use super::Columns;
use super::lines::{self, Fault};
use super::record::{Found, Record, set};
use crate::document::Document;

/// The article, or `None` where there is no text at all.
pub(super) fn read<'r>(
    mut reader: Box<dyn BufRead + 'r>,
    name: &str,
    columns: &Columns,
) -> Result<Option<Found<Document>>, Fault> {
    let bytes = lines::rest(&mut reader)?;
    let text = lines::text(lines::unmarked(&bytes), (1, 1))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse(text, name, columns).map(|record| Some(Found { record, line: 1, column: 1 }))
}

fn parse(text: &str, name: &str, columns: &Columns) -> Result<Document, Fault> {
    let mut document = Document::new(name, "");
    let mut body = text;
    let fenced = text.lines().next().is_some_and(|l| l.trim_end() == "---");
    if fenced || text.lines().next().and_then(pair).is_some_and(|(key, _)| columns.fields(&key).any(|field| field != "text")) {
        let mut lines = text.split_inclusive('\n');
        let mut read = 0;
        for (number, line) in (1..).zip(lines.by_ref()) {
            read += line.len();
            let bare = line.trim();
            if fenced && number == 1 {
                continue;
            }
            if bare.is_empty() || fenced && bare == "---" {
                break;
            }
            let Some((key, value)) = pair(line) else {
                let message = "this line of the header is no `key: value`; leave a blank line between the header and the text";
                return Err(Fault::record((number, 1), message));
            };
            let column = 1 + line.split_once(':').map_or(0, |(key, rest)| {
                key.chars().count() as u64 + 1 + rest.chars().take_while(|c| c.is_whitespace()).count() as u64
            });
            for field in columns.fields(&key) {
                set(&mut document, field, value)
                    .map_err(|message| Fault::record((number, column), format!("`{key}`: {message}")))?;
            }
        }
        body = text.get(read..).unwrap_or("");
    }
    document.text = body.trim_start_matches(['\r', '\n']).trim_end().to_owned();
    if document.text.trim().is_empty() {
        return Err(Fault::record((1, 1), "after its header the article has no text; leave a blank line between the two"));
    }
    match document.flaw() {
        Some((field, message)) => Err(Fault::record((1, 1), format!("`{field}`: {message}"))),
        None => Ok(document),
    }
}

/// `key: value`, with the key in small letters and quotation marks around the value taken off.
fn pair(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let value = value.trim();
    let quoted = |mark| value.strip_prefix(mark).and_then(|v: &str| v.strip_suffix(mark));
    named.then(|| (key.to_ascii_lowercase(), quoted('"').or_else(|| quoted('\'')).unwrap_or(value)))
}
