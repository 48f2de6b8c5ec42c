//! Words for those who speak: titles, roles, bodies, media, documents.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// A row of the table.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    /// What kind of word it is.
    pub class: SpeakerClass,
    /// Kind of a body as in the records: `ministry`, `police`, …
    pub kind: String,
    /// The word alone says nothing of which body is meant: "the agency".
    pub generic: bool,
    /// Its head is an office-holder: "administration".
    pub seat: bool,
    /// Speaks for a body and never for itself: "spokesman".
    pub mouth: bool,
    /// Those through whom a body counts and sees: "monitors".
    pub member: bool,
}

/// What kind of word names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakerClass {
    /// Only before a name: "Col.".
    Title,
    /// A person who speaks for himself: "expert".
    Role,
    /// A person who speaks for a body: "spokesman".
    Voice,
    /// A person who is an office: "mayor".
    Office,
    /// Somebody unnamed: "officials".
    Person,
    /// A body: "ministry".
    Body,
    /// Outlets of no given name: "state media".
    Media,
    /// Introduces the name of an outlet: "the newspaper X".
    Outlet,
    /// "report", "footage".
    Document,
    /// The publisher's own people: "our correspondent".
    Own,
    /// Ends the name of a thing or place that is no person: "street".
    Thing,
    /// Stands before the head of a body: "regional".
    Modifier,
}

/// The table of speakers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speakers {
    rows: Vec<Speaker>,
}

impl Speakers {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&Speaker> {
        self.rows.get(row as usize)
    }

    /// Reads rows `words` (a list with `|`), `class`, `kind`, `generic` and enters them into the automaton. Words in capitals and titles
    /// match only as they are written.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["words", "class"])?;
        for row in table.rows() {
            let class = match row.get("class") {
                "title" => SpeakerClass::Title,
                "role" => SpeakerClass::Role,
                "voice" => SpeakerClass::Voice,
                "office" => SpeakerClass::Office,
                "person" => SpeakerClass::Person,
                "body" => SpeakerClass::Body,
                "media" => SpeakerClass::Media,
                "outlet" => SpeakerClass::Outlet,
                "document" => SpeakerClass::Document,
                "own" => SpeakerClass::Own,
                "thing" => SpeakerClass::Thing,
                "modifier" => SpeakerClass::Modifier,
                other => return Err(row.error(format!("{other:?} is no class of speakers; see the notes of the table"))),
            };
            let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 speakers".into())) };
            self.rows.push(Speaker {
                class,
                kind: row.get("kind").into(),
                generic: row.get("generic") == "yes",
                seat: row.get("generic") == "seat",
                mouth: row.get("generic") == "mouth",
                member: row.get("generic") == "member",
            });
            for word in row.list("words") {
                let written = match word.chars().next() {
                    _ if word.chars().nth(1).is_some_and(char::is_uppercase) => Written::Exact,
                    Some(first) if first.is_uppercase() => Written::Capitalized,
                    _ => Written::Any,
                };
                phrases.add(word, written, Sense::Speaker(id));
            }
        }
        Ok(())
    }
}
