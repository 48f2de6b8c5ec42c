//! Records as JSON: one a line, in an array, or one after another.

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Read};

use serde::de::IgnoredAny;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::Columns;
use super::lines::{self, Fault, Lines, place};
use super::record::{Found, Record, Stream, set};
use crate::document::Document;

/// From the text of one object, and where it begins, to the record.
pub(super) type Parse<T> = Box<dyn Fn(&str, (u64, u64)) -> Result<Found<T>, Fault>>;

/// One record a line.
pub(super) fn lines<'r, T: Record + 'r>(reader: Box<dyn BufRead + 'r>, parse: Parse<T>) -> Stream<'r, T> {
    let mut lines = Lines::new(reader);
    Box::new(std::iter::from_fn(move || Some(lines.next()?.and_then(|(line, number)| parse(line.trim_end(), (number, 1))))))
}

/// JSON Lines if the first line that is not blank is a whole object, else an array or objects over several lines.
pub(super) fn detect<'r, T: Record + 'r>(mut reader: Box<dyn BufRead + 'r>, parse: Parse<T>) -> Result<Stream<'r, T>, Fault> {
    let mut head = Vec::new();
    let mut line_start = 0;
    while lines::unmarked(head.get(line_start..).unwrap_or(&[])).trim_ascii().is_empty() {
        line_start = head.len();
        if reader.read_until(b'\n', &mut head)? == 0 {
            break;
        }
    }
    let first = lines::unmarked(head.get(line_start..).unwrap_or(&[])).trim_ascii();
    if first.first() == Some(&b'{') && serde_json::from_slice::<IgnoredAny>(first).is_ok() {
        return Ok(self::lines(Box::new(Cursor::new(head).chain(reader)), parse));
    }
    reader.read_to_end(&mut head)?;
    let bytes = lines::unmarked(&head);
    let text = lines::text(bytes, (1, 1))?.to_owned();
    let mut values = Values { text, at: 0, place: (1, 1), array: false, first: true, over: false, parse };
    values.blank();
    if values.peek() == Some('[') {
        values.array = true;
        values.step(1);
    }
    Ok(Box::new(values))
}

/// Values in a text that is held as a whole.
struct Values<T> {
    text: String,
    at: usize,
    /// Line and column of `at`.
    place: (u64, u64),
    array: bool,
    first: bool,
    over: bool,
    parse: Parse<T>,
}

impl<T> Values<T> {
    fn left(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.left().chars().next()
    }

    fn step(&mut self, bytes: usize) {
        self.place = place(self.left().as_bytes(), bytes, self.place);
        self.at += bytes;
    }

    fn blank(&mut self) {
        let left = self.left();
        self.step(left.len() - left.trim_start().len());
    }

    fn stop(&mut self, fault: Fault) -> Option<Result<Found<T>, Fault>> {
        self.over = true;
        Some(Err(fault))
    }
}

impl<T: Record> Iterator for Values<T> {
    type Item = Result<Found<T>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        self.blank();
        if self.array {
            if self.peek() == Some(']') {
                self.over = true;
                return None;
            }
            if !self.first {
                if self.peek() != Some(',') {
                    let message = "the array goes on with neither `,` nor `]`; is the file whole?";
                    return self.stop(Fault::record(self.place, message));
                }
                self.step(1);
                self.blank();
            }
        } else if self.peek().is_none() {
            self.over = true;
            return None;
        }
        self.first = false;
        if self.peek() != Some('{') {
            return self.stop(no_object(self.place));
        }
        let start = self.place;
        let mut stream = serde_json::Deserializer::from_str(self.left()).into_iter::<&RawValue>();
        let value = stream.next();
        let read = stream.byte_offset();
        match value {
            Some(Ok(value)) => {
                let found = (self.parse)(value.get(), start);
                self.step(read);
                Some(found)
            }
            Some(Err(error)) => {
                let fault = broken(self.left(), &error, start);
                self.stop(fault)
            }
            None => None,
        }
    }
}

/// Documents whose fields may bear other names.
pub(super) fn documents(columns: &Columns) -> Parse<Document> {
    if columns.is_empty() {
        return Box::new(record);
    }
    let columns = columns.clone();
    Box::new(move |text, base| renamed(text, base, &columns))
}

/// A document from the text of one JSON object that begins at `base`, its fields taken from where `columns` says.
fn renamed(text: &str, base: (u64, u64), columns: &Columns) -> Result<Found<Document>, Fault> {
    let indent = text.len() - text.trim_start().len();
    let (line, column) = place(text.as_bytes(), indent, base);
    if !text.trim_start().starts_with('{') {
        return Err(no_object((line, column)));
    }
    let _: IgnoredAny = serde_json::from_str(text).map_err(|e| broken(text, &e, base))?;
    let mut document = Document::default();
    for member in fields(text) {
        let value = text.get(member.start..member.end).unwrap_or("null");
        for field in
            columns.fields(&member.name.to_lowercase()).filter(|field| value != "null" || matches!(*field, "id" | "text"))
        {
            let at = |message: String| {
                Fault::record(place(text.as_bytes(), member.start, base), format!("`{}`: {message}", member.name))
            };
            // Numbers that count records are ids like any other where the name of the field says so.
            let counted = field == "id" && value.bytes().all(|b| b.is_ascii_digit());
            let value = if counted { Ok(value.to_owned()) } else { serde_json::from_str(value) };
            let value: String = value.map_err(|e| at(format!("{}; write the value in that type", message(&e))))?;
            set(&mut document, field, &value).map_err(at)?;
        }
    }
    for needed in ["id", "text"] {
        let name = columns.column(needed);
        match fields(text).into_iter().find(|member| member.name.to_lowercase() == name) {
            None => {
                let end = text.trim_end().len().saturating_sub(1);
                return Err(Fault::record(
                    place(text.as_bytes(), end, base),
                    format!("missing field `{name}`; {}", Document::NEEDS),
                ));
            }
            Some(member) if needed == "id" && document.id.trim().is_empty() => {
                return Err(Fault::record(
                    place(text.as_bytes(), member.start, base),
                    format!("`{name}`: is empty; it has to name the record"),
                ));
            }
            Some(_) => {}
        }
    }
    Ok(Found { record: document, line, column })
}

/// A record from the text of one JSON object that begins at `base`.
pub(super) fn record<T: Record>(text: &str, base: (u64, u64)) -> Result<Found<T>, Fault> {
    let indent = text.len() - text.trim_start().len();
    let (line, column) = place(text.as_bytes(), indent, base);
    if !text.trim_start().starts_with('{') {
        return Err(no_object((line, column)));
    }
    let record: T = serde_json::from_str(text).map_err(|e| wrong::<T>(text, &e, base))?;
    if let Some((field, message)) = record.flaw() {
        let start = fields(text).into_iter().find(|f| f.name == field).map_or(indent, |f| f.start);
        return Err(Fault::record(place(text.as_bytes(), start, base), format!("`{field}`: {message}")));
    }
    Ok(Found { record, line, column })
}

fn no_object(place: (u64, u64)) -> Fault {
    Fault::record(place, r#"here is no JSON object; write each record as one, such as {"id": "a1", "text": "…"}"#)
}

/// What a record is missing or has of another type, at the field if there is one.
fn wrong<T: Record>(text: &str, error: &serde_json::Error, base: (u64, u64)) -> Fault {
    if error.classify() != Category::Data {
        return broken(text, error, base);
    }
    let (message, mut offset) = (message(error), offset(text, error));
    // Before an object or array of the wrong type the parser stops ahead of it.
    offset += text.get(offset..).map_or(0, |rest| rest.len() - rest.trim_start_matches([':', ' ', '\t', '\r', '\n']).len());
    let message = match fields(text).into_iter().find(|f| (f.start..f.end).contains(&offset)) {
        Some(field) => {
            // Inside of a nested value the place of the error is finer than its start.
            if !text.get(field.start..).unwrap_or("").starts_with(['{', '[']) {
                offset = field.start;
            }
            let advice = if message.starts_with("invalid type") { "; write the value in that type" } else { "" };
            format!("`{}`: {message}{advice}", field.name)
        }
        None if message.starts_with("duplicate field") => format!("{message}; keep one of them"),
        None => format!("{message}; {}", T::NEEDS),
    };
    Fault::record(place(text.as_bytes(), offset, base), message)
}

/// Text that is no JSON.
fn broken(text: &str, error: &serde_json::Error, base: (u64, u64)) -> Fault {
    let message = match error.classify() {
        Category::Eof => format!("the record ends too early ({}); write it whole, JSON Lines on one line", message(error)),
        _ => format!("this is no valid JSON: {}; write it as a JSON library does", message(error)),
    };
    Fault::record(place(text.as_bytes(), offset(text, error), base), message)
}

/// What the parser says, without the position at its end.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_owned()
}

/// The byte that an error of the parser means. It counts lines from 1 and columns in bytes.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    (lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)).min(text.len())
}

/// A field of a JSON object and the bytes of its value.
struct Member {
    name: String,
    start: usize,
    end: usize,
}

/// The fields of an object. Looked up for errors only.
fn fields(text: &str) -> Vec<Member> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).unwrap_or_default();
    let start = |value: &str| (value.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    members
        .into_iter()
        .map(|(name, value)| Member { name, start: start(value.get()), end: start(value.get()) + value.get().len() })
        .collect()
}
