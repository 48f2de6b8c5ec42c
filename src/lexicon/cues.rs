//! Words that show that somebody says something: verbs, prepositions, hedges, denials.

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use crate::error::Error;

/// A row of the table: what its words do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    /// How the source and the content stand around it.
    pub kind: CueKind,
    /// The word itself casts doubt.
    pub doubt: bool,
    /// The word itself denies.
    pub denial: bool,
}

/// How the source and the content stand around a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// A verb with a clause: "said".
    Say,
    /// A verb with the hearer after it: "told".
    Tell,
    /// What a body does with numbers: "counted".
    Tally,
    /// What a document does: "shows".
    Show,
    /// "denied".
    Deny,
    /// The publisher itself denies: "it is false that".
    Untrue,
    /// Nothing shows it: neither told nor denied. "found no evidence".
    Unseen,
    /// A participle whose source is that of the sentence: "saying".
    Saying,
    /// The source follows: "according to".
    Prep,
    /// A deeper source follows: "citing".
    Cite,
    /// The source follows a passive: "published by".
    Agent,
    /// One more source follows a passive, beside the one that stands before it: "corroborated by".
    Second,
    /// The one who passed it on follows a passive: "obtained by".
    Got,
    /// A number follows after "at": "put the toll at".
    Put,
    /// A number follows after a noun for it: "gave a lower figure of".
    Give,
    /// What somebody is charged with follows after "of": "accused".
    Accuse,
    /// What somebody is charged with follows, and who charges is not said: "accused of".
    Charge,
    /// With a word of kind `Fake` it is a denial: "called".
    Call,
    /// "a fabrication".
    Fake,
    /// Nobody is named: "reportedly".
    Hedge,
    /// After a form of "be" and before "to" nobody is named: "were said to".
    Rumour,
    /// It is uncertain, whoever says it: "if confirmed".
    Doubt,
    /// Nothing is said: "has not commented".
    Silence,
    /// The name follows under which somebody speaks: "asked to be called".
    Alias,
    /// A line that says whose the whole article is: "reporting by".
    Credit,
}

/// The table of cues.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    rows: Vec<Cue>,
}

impl Cues {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&Cue> {
        self.rows.get(row as usize)
    }

    /// Reads rows `forms` (a list with `|`), `kind`, `doubt` (yes, denied or nothing) and enters them into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["forms", "kind", "doubt"])?;
        for row in table.rows() {
            let kind = match row.get("kind") {
                "say" => CueKind::Say,
                "tell" => CueKind::Tell,
                "tally" => CueKind::Tally,
                "show" => CueKind::Show,
                "deny" => CueKind::Deny,
                "unseen" => CueKind::Unseen,
                "untrue" => CueKind::Untrue,
                "saying" => CueKind::Saying,
                "prep" => CueKind::Prep,
                "cite" => CueKind::Cite,
                "agent" => CueKind::Agent,
                "second" => CueKind::Second,
                "got" => CueKind::Got,
                "alias" => CueKind::Alias,
                "put" => CueKind::Put,
                "give" => CueKind::Give,
                "accuse" => CueKind::Accuse,
                "charge" => CueKind::Charge,
                "call" => CueKind::Call,
                "fake" => CueKind::Fake,
                "hedge" => CueKind::Hedge,
                "rumour" => CueKind::Rumour,
                "doubt" => CueKind::Doubt,
                "silence" => CueKind::Silence,
                "credit" => CueKind::Credit,
                other => return Err(row.error(format!("{other:?} is no kind of cue; see the notes of the table"))),
            };
            let denial = matches!(kind, CueKind::Deny | CueKind::Untrue) || row.get("doubt") == "denied";
            let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 cues".into())) };
            self.rows.push(Cue { kind, doubt: row.get("doubt") == "yes", denial });
            for form in row.list("forms") {
                phrases.add(form, Written::Any, Sense::Cue(id));
            }
        }
        Ok(())
    }
}
