//! Which kinds of event there are, and how two kinds relate.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

use crate::claim::Event;
use crate::error::{Error, ErrorKind, Position};
use crate::lexicon::table::Table;

pub(super) const KINDS: &str = include_str!("data/kinds.tsv");
const ROLES: &str = include_str!("data/role_tree.tsv");
/// Longest line of ancestors that is followed; a table with a cycle ends here.
const DEEPEST: usize = 16;

/// The kinds of event and the roles of people, each with the broader one above it.
///
/// The built-in table holds the kinds of the record format; users add their own with [`Taxonomy::extend`]. A kind that no table
/// knows is equal only to itself, and related through [`Event::parent`] where a record gives one.
///
/// ```
/// use corroborate::{Relation, Taxonomy};
/// let taxonomy = Taxonomy::default();
/// assert_eq!(taxonomy.relation("shelling", "attacked"), Relation::ParentChild);
/// assert_eq!(taxonomy.relation("killed", "injured"), Relation::Sibling);
/// assert_eq!(taxonomy.relation("killed", "protested"), Relation::Unrelated);
/// ```
#[derive(Clone, Debug)]
pub struct Taxonomy {
    kinds: BTreeMap<Box<str>, Kind>,
    roles: BTreeMap<Box<str>, Box<str>>,
}

/// One row of the table of kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// The name: `killed`, `drone_strike`.
    pub name: String,
    /// The family at the top: `casualty`, `attack`. A family is its own.
    pub family: String,
    /// The next broader kind; `None` for a family.
    pub parent: Option<String>,
    /// What is counted where the text names no noun: `person`, `aircraft`.
    pub unit: Option<String>,
    /// PLOVER event type (`ASSAULT`).
    pub plover: Option<String>,
    /// CAMEO code (`194`).
    pub cameo: Option<String>,
    /// ACLED sub-event type ("Shelling/artillery/missile attack").
    pub acled: Option<String>,
}

/// How two kinds of event relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Relation {
    /// One kind.
    Same,
    /// One is a case of the other: a shelling is an attack. They can be one event told more or less closely.
    ParentChild,
    /// Two cases of one broader kind: killed and injured. Different claims, however alike.
    Sibling,
    /// One family, further apart.
    SameFamily,
    /// Nothing in common.
    Unrelated,
}

impl Default for Taxonomy {
    /// The built-in tables.
    fn default() -> Taxonomy {
        let mut taxonomy = Taxonomy::empty();
        // The tables are part of the crate and checked by a test; a row that could not be read would only be missing.
        let _ = taxonomy.extend(KINDS.as_bytes());
        if let Ok(table) = Table::parse(ROLES, &["role", "broader"]) {
            taxonomy.roles.extend(table.rows().map(|row| (row.get("role").into(), row.get("broader").into())));
        }
        taxonomy
    }
}

impl Taxonomy {
    /// The built-in tables, read once for a process.
    pub(crate) fn embedded() -> &'static Taxonomy {
        static EMBEDDED: OnceLock<Taxonomy> = OnceLock::new();
        EMBEDDED.get_or_init(Taxonomy::default)
    }

    /// No kinds at all: every kind is equal only to itself.
    pub fn empty() -> Taxonomy {
        Taxonomy { kinds: BTreeMap::new(), roles: BTreeMap::new() }
    }

    /// Adds kinds from a tab-separated table; a kind that is there already is replaced.
    ///
    /// The first line names the columns, in any order: `kind`, and of `family`, `parent`, `unit`, `plover`, `cameo`, `acled`
    /// those that are known. Lines that begin with `#` and blank lines are skipped. A row without a family takes that of its parent, a
    /// row with neither is a family of its own.
    ///
    /// # Errors
    /// The reader fails, the header has no column `kind`, or a row has no kind; the error names the line.
    ///
    /// ```
    /// use corroborate::{Relation, Taxonomy};
    /// let mut taxonomy = Taxonomy::default();
    /// taxonomy.extend("kind\tparent\nmortar_attack\tshelling\n".as_bytes())?;
    /// assert_eq!(taxonomy.relation("mortar_attack", "attacked"), Relation::ParentChild);
    /// assert_eq!(taxonomy.family("mortar_attack"), Some("attack"));
    /// # Ok::<(), corroborate::Error>(())
    /// ```
    pub fn extend(&mut self, mut reader: impl Read) -> Result<(), Error> {
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|e| match e.kind() {
            std::io::ErrorKind::InvalidData => Error::new(Position::default(), ErrorKind::Encoding),
            _ => Error::new(Position::default(), ErrorKind::Io(e)),
        })?;
        let mut rows = Vec::new();
        for row in Table::parse(&text, &["kind"])?.rows() {
            let some = |column: &str| Some(row.get(column)).filter(|cell| !cell.is_empty()).map(str::to_owned);
            let name = some("kind")
                .ok_or_else(|| row.error("a row without a kind; give every row a name in the column `kind`".into()))?;
            rows.push(Kind {
                name,
                family: row.get("family").to_owned(),
                parent: some("parent"),
                unit: some("unit"),
                plover: some("plover"),
                cameo: some("cameo"),
                acled: some("acled"),
            });
        }
        for row in &rows {
            self.kinds.insert(row.name.as_str().into(), row.clone());
        }
        for row in rows.into_iter().filter(|r| r.family.is_empty()) {
            let family = self.ancestors(&row.name, None).last().and_then(|top| self.kinds.get(*top)).map(|k| k.family.clone());
            let family =
                family.filter(|f| !f.is_empty()).unwrap_or_else(|| row.parent.clone().unwrap_or_else(|| row.name.clone()));
            if let Some(kind) = self.kinds.get_mut(row.name.as_str()) {
                kind.family = family;
            }
        }
        Ok(())
    }

    /// The row of a kind.
    pub fn get(&self, kind: &str) -> Option<&Kind> {
        self.kinds.get(kind)
    }

    /// All kinds, by name.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    /// The family of a kind, where a table knows it.
    pub fn family(&self, kind: &str) -> Option<&str> {
        self.kinds.get(kind).map(|k| k.family.as_str())
    }

    /// The next broader kind, where a table knows it.
    pub fn parent(&self, kind: &str) -> Option<&str> {
        self.kinds.get(kind).and_then(|k| k.parent.as_deref())
    }

    /// The broader kinds of an event, nearest first. The record's own parent comes before that of the table.
    pub fn line<'a>(&'a self, event: &'a Event) -> Vec<&'a str> {
        self.ancestors(&event.kind, event.parent.as_deref())
    }

    fn ancestors<'a>(&'a self, kind: &'a str, own: Option<&'a str>) -> Vec<&'a str> {
        let mut line: Vec<&str> = Vec::new();
        let mut next = own.filter(|p| !p.is_empty() && *p != kind).or_else(|| self.parent(kind));
        while let Some(broader) = next.filter(|b| *b != kind && !line.contains(b) && line.len() < DEEPEST) {
            line.push(broader);
            next = self.parent(broader);
        }
        line
    }

    /// How two kinds relate. Symmetric.
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        relate(a, &self.ancestors(a, None), b, &self.ancestors(b, None))
    }

    /// How two events relate, with their own parents where they give them. Symmetric.
    pub fn relation_of(&self, a: &Event, b: &Event) -> Relation {
        relate(&a.kind, &self.line(a), &b.kind, &self.line(b))
    }

    /// The next broader role, where a table knows it.
    pub fn broader_role(&self, role: &str) -> Option<&str> {
        self.roles.get(role).map(|r| &**r)
    }

    /// Whether `role` is `broader` or a case of it: every sniper is a soldier.
    pub fn role_is(&self, role: &str, broader: &str) -> bool {
        let mut next = Some(role);
        for _ in 0..DEEPEST {
            match next {
                Some(r) if r == broader => return true,
                Some(r) => next = self.broader_role(r),
                None => return false,
            }
        }
        false
    }
}

fn relate(a: &str, above_a: &[&str], b: &str, above_b: &[&str]) -> Relation {
    if a == b {
        Relation::Same
    } else if above_a.contains(&b) || above_b.contains(&a) {
        Relation::ParentChild
    } else if above_a.first().is_some_and(|p| above_b.first() == Some(p)) {
        Relation::Sibling
    } else if above_a.last().is_some_and(|top| above_b.last() == Some(top)) {
        Relation::SameFamily
    } else {
        Relation::Unrelated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_tables_are_whole() {
        let taxonomy = Taxonomy::default();
        assert_eq!(taxonomy.kinds().count(), KINDS.lines().filter(|l| !l.is_empty()).count() - 2);
        for kind in taxonomy.kinds() {
            assert_eq!(taxonomy.family(&kind.family), Some(kind.family.as_str()), "{}", kind.name);
            let top = taxonomy.ancestors(&kind.name, None).last().copied().unwrap_or(&kind.name).to_string();
            assert_eq!(top, kind.family, "{}", kind.name);
        }
        for (role, broader) in &taxonomy.roles {
            assert!(taxonomy.role_is(role, "survivor"), "{role} under {broader}");
        }
    }

    #[test]
    fn relations() {
        let taxonomy = Taxonomy::default();
        for (a, b, expected) in [
            ("killed", "killed", Relation::Same),
            ("unheard_of", "unheard_of", Relation::Same),
            ("killed", "casualty", Relation::ParentChild),
            ("drone_strike", "attacked", Relation::ParentChild),
            ("arrested", "detained", Relation::ParentChild),
            ("killed", "injured", Relation::Sibling),
            ("destroyed", "damaged", Relation::Sibling),
            ("shelling", "stabbing", Relation::Sibling),
            ("drone_strike", "shelling", Relation::SameFamily),
            ("killed", "hospitalized", Relation::SameFamily),
            ("killed", "deserted", Relation::Unrelated),
            ("killed", "unheard_of", Relation::Unrelated),
            ("", "killed", Relation::Unrelated),
        ] {
            assert_eq!(taxonomy.relation(a, b), expected, "{a} {b}");
            assert_eq!(taxonomy.relation(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn a_record_may_bring_its_parent() {
        let taxonomy = Taxonomy::default();
        let event =
            |kind: &str, parent: Option<&str>| Event { kind: kind.into(), parent: parent.map(Into::into), negated: false };
        assert_eq!(
            taxonomy.relation_of(&event("mortar_attack", Some("shelling")), &event("attacked", None)),
            Relation::ParentChild
        );
        assert_eq!(taxonomy.relation_of(&event("killed", Some("harm")), &event("injured", None)), Relation::Unrelated);
        assert_eq!(taxonomy.relation_of(&event("x", Some("x")), &event("y", Some("x"))), Relation::ParentChild);
    }

    #[test]
    fn tables_of_users() {
        let mut taxonomy = Taxonomy::default();
        taxonomy.extend("\u{feff}kind\tparent\tfamily\r\n# note\r\n\r\na\tb\t\r\nb\ta\t\r\nlonely\t\t\r\n".as_bytes()).unwrap();
        assert_eq!(taxonomy.relation("a", "b"), Relation::ParentChild);
        assert_eq!(taxonomy.family("lonely"), Some("lonely"));
        for (table, line) in [("name\tfamily\n", 1), ("kind\tfamily\nx\ty\n\tz\n", 3)] {
            let error = taxonomy.extend(table.as_bytes()).unwrap_err();
            assert_eq!(error.position().line, Some(line), "{table:?}");
        }
        assert!(matches!(taxonomy.extend(&b"kind\n\xff\xfe\n"[..]).unwrap_err().kind(), ErrorKind::Encoding));
    }
}
