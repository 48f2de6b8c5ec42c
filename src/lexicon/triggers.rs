//! Words that tell of an event: verbs in all inflections, nouns, participles, idioms.

use std::collections::BTreeMap;

use super::Sense;
use super::phrases::{Phrases, Written};
use super::table::Table;
use super::traits::Trait;
use super::word_map::WordMap;
use crate::error::Error;

/// The kind of a trigger that tells a further number of what was told before: "puts the figure at 57".
pub(crate) const SAME: &str = "=";

/// In the column `needs`: a clearer word of the kind earlier in the article will do.
const TOLD: &str = "~";

/// One form of a trigger.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// The kind of event.
    pub kind: String,
    /// Its grammar.
    pub form: Form,
    /// Which argument is counted.
    pub counted: Counted,
    /// The unit counted where the text names none ("12 dead").
    pub unit: String,
    /// One of these words must follow within eight words ("left" … "positions"); empty for none.
    pub needs: Vec<String>,
    /// Instead of them a clearer word of the kind earlier in the article will do.
    pub told: bool,
    /// What the argument may be; `None` for anything.
    pub argument: Option<Argument>,
    /// The word tells of this event only together with a counted or named argument ("lost", "held").
    pub weak: bool,
    /// Whether those it befell live is not said: who was shot may have died.
    pub open: bool,
}

/// What the argument of a trigger may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// People with one of these roles; the empty role is people without one.
    Roles(Vec<String>),
    /// Things counted in one of these units.
    Units(Vec<String>),
}

/// The grammar of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "kill", "kills".
    Present,
    /// "killed" as a finite verb; the same form may be a participle.
    Past,
    /// "taken": a participle that is never a finite verb.
    Participle,
    /// "killing".
    Gerund,
    /// "death", "desertion".
    Noun,
    /// "dead", "missing".
    Adjective,
}

/// Which argument of a trigger is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// "12 soldiers fled".
    Subject,
    /// "the blast killed 12"; "12 were killed".
    Object,
    /// "the killing of 12".
    Of,
    /// "12 dead".
    Before,
    /// "the death toll rose to 12".
    Toll,
}

/// The table of triggers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Triggers {
    rows: Vec<Trigger>,
    /// By kind the words that triggers of it need.
    needed: BTreeMap<String, WordMap<()>>,
}

impl Triggers {
    /// The row of a sense.
    pub fn get(&self, row: u16) -> Option<&Trigger> {
        self.rows.get(row as usize)
    }

    /// The words that triggers of such kinds need nearby, by kind: for infections the names of diseases.
    pub fn needed(&self, kinds: Trait) -> impl Iterator<Item = &WordMap<()>> {
        self.needed.iter().filter(move |(kind, _)| kinds.of(kind)).map(|(_, words)| words)
    }

    /// Whether a trigger tells of this kind of event.
    pub fn is_kind(&self, kind: &str) -> bool {
        self.rows.iter().any(|row| row.kind == kind)
    }

    /// Reads rows `kind`, `counted` (subject, object, of, before, toll), `present`, `past`, `participle`, `gerund`, `noun`, `adjective` (lists with `|`),
    /// `unit`, `needs`, `role` (lists with `|`), `weak`, `open` (yes or empty) and enters every form into the automaton.
    pub fn extend(&mut self, table: &str, phrases: &mut Phrases<Sense>) -> Result<(), Error> {
        let table = Table::parse(table, &["kind", "counted"])?;
        const FORMS: [(&str, Form); 6] = [
            ("present", Form::Present),
            ("past", Form::Past),
            ("participle", Form::Participle),
            ("gerund", Form::Gerund),
            ("noun", Form::Noun),
            ("adjective", Form::Adjective),
        ];
        for row in table.rows() {
            let counted = match row.get("counted") {
                "subject" => Counted::Subject,
                "object" => Counted::Object,
                "of" => Counted::Of,
                "before" => Counted::Before,
                "toll" => Counted::Toll,
                other => return Err(row.error(format!("{other:?} in `counted` is none of subject, object, of, before, toll"))),
            };
            if row.get("kind").is_empty() {
                return Err(row.error("the trigger has no kind".into()));
            }
            let needs: Vec<String> = row.list("needs").filter(|word| *word != TOLD).map(str::to_owned).collect();
            let told = row.list("needs").any(|word| word == TOLD);
            // Empty items count here: they admit an argument without a role.
            let items = |list: &str| list.split('|').map(|item| item.trim().to_owned()).collect();
            let argument = match row.get("role") {
                "" => None,
                list => Some(match list.strip_prefix('*') {
                    Some(units) => Argument::Units(items(units)),
                    None => Argument::Roles(items(list)),
                }),
            };
            for (column, form) in FORMS {
                if row.get(column).is_empty() {
                    continue;
                }
                let Ok(id) = u16::try_from(self.rows.len()) else { return Err(row.error("more than 65,535 triggers".into())) };
                let trigger = Trigger {
                    kind: row.get("kind").into(),
                    form,
                    counted,
                    unit: row.get("unit").into(),
                    needs: needs.clone(),
                    told,
                    argument: argument.clone(),
                    weak: row.get("weak") == "yes",
                    open: row.get("open") == "yes",
                };
                if !needs.is_empty() {
                    let needed = self.needed.entry(trigger.kind.clone()).or_default();
                    needs.iter().for_each(|word| *needed.entry(word, ()) = ());
                }
                self.rows.push(trigger);
                for word in row.list(column) {
                    phrases.add(word, Written::Any, Sense::Trigger(id));
                }
            }
        }
        Ok(())
    }
}
