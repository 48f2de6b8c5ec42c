//! Who publishes and who is cited: agencies, outlets and official bodies, with owners and states.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::bodies::Body;
use super::fold_name;
use super::table::Table;
use crate::error::Error;

const TABLE: &str = include_str!("data/outlets.tsv");

/// One agency, outlet or official body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Stable key.
    pub id: String,
    /// Canonical English name.
    pub name: String,
    /// Other names: short, former, transliterated, in native script.
    pub aliases: Vec<String>,
    /// Hosts it publishes under.
    pub domains: Vec<String>,
    /// `agency`, `newspaper`, `broadcaster`, `online`, `government`, `ministry`, `ngo`, `think-tank`.
    pub kind: String,
    /// ISO 3166-1 alpha-2 of the main seat.
    pub country: Option<String>,
    /// Id of the owner: another row, a group, or `gov-xx` for a state.
    pub owner: Option<String>,
    /// Whether a state directs what it says.
    pub state_controlled: StateControl,
}

/// Whether a state owns an outlet and directs what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum StateControl {
    /// It does; a government body always.
    Yes,
    /// State money or state-linked owners with formal editorial independence.
    Partial,
    /// Private, co-operative, or public service with its own governance.
    No,
    /// Not known.
    #[default]
    Unknown,
}

impl Outlet {
    /// Whether it reports what others say: an agency, a newspaper, a broadcaster, a site.
    pub fn is_media(&self) -> bool {
        !matches!(self.kind.as_str(), "government" | "ministry" | "ngo" | "think-tank")
    }

    /// The state whose voice it is, ISO 3166-1 alpha-2 in capitals: where a state directs it, or it is a body of one.
    pub fn state(&self) -> Option<&str> {
        (self.state_controlled == StateControl::Yes).then_some(self.country.as_deref()).flatten()
    }
}

/// The table of outlets, with rows of the user before those that come along.
///
/// ```
/// use corroborate::Outlets;
/// let outlets = Outlets::embedded();
/// let ria = outlets.by_domain("m.ria.ru").unwrap();
/// assert_eq!(ria.id, outlets.by_name("RIA Novosti").unwrap().id);
/// assert_eq!(outlets.owner(ria), outlets.owner(outlets.get("tass").unwrap()));
/// assert_eq!(ria.state(), Some("RU"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    rows: Vec<Outlet>,
    by_id: FxHashMap<String, usize>,
    by_domain: FxHashMap<String, usize>,
    /// Folded name to the rows that bear it, first the one whose canonical name it is.
    by_name: FxHashMap<String, Vec<usize>>,
    by_body: FxHashMap<Body, usize>,
}

impl Outlets {
    /// The table that comes along. Parsed once.
    pub fn embedded() -> &'static Outlets {
        static EMBEDDED: OnceLock<Outlets> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let mut outlets = Outlets::default();
            // The embedded table is checked by a test; a row that cannot be read would be missing, not fatal.
            let _ = outlets.extend(TABLE);
            outlets
        })
    }

    /// Adds rows from a tab-separated table with a header line. A row whose id is known replaces that row.
    /// Columns `id` and `name` are needed, `aliases` and `domains` (lists parted by `|`), `kind`, `country`, `owner` and `state_controlled`
    /// (`yes`, `partial`, `no`) may be there; lines that begin with `#` are notes. Returns the number of rows read.
    ///
    /// # Errors
    /// A header without those columns, or a row without id or name.
    pub fn extend(&mut self, table: &str) -> Result<usize, Error> {
        let table = Table::parse(table, &["id", "name"])?;
        let mut read = 0;
        for row in table.rows() {
            let list = |column| row.list(column).map(String::from).collect();
            let some = |column| Some(row.get(column).to_string()).filter(|s| !s.is_empty());
            if row.get("id").is_empty() || row.get("name").is_empty() {
                return Err(row.error("the row has no id or no name; give it both, or take it out".into()));
            }
            self.insert(Outlet {
                id: row.get("id").into(),
                name: row.get("name").into(),
                aliases: list("aliases"),
                domains: list("domains"),
                kind: row.get("kind").into(),
                country: some("country").map(|c| c.to_ascii_uppercase()),
                owner: some("owner"),
                state_controlled: match row.get("state_controlled") {
                    "yes" => StateControl::Yes,
                    "partial" => StateControl::Partial,
                    "no" => StateControl::No,
                    _ => StateControl::Unknown,
                },
            });
            read += 1;
        }
        Ok(read)
    }

    /// Adds one row; a row of the same id is replaced. Returns the number of the row.
    pub fn insert(&mut self, outlet: Outlet) -> usize {
        let row = match self.by_id.get(&outlet.id) {
            Some(&row) => {
                self.by_domain.retain(|_, r| *r != row);
                self.by_body.retain(|_, r| *r != row);
                self.by_name.retain(|_, rows| {
                    rows.retain(|r| *r != row);
                    !rows.is_empty()
                });
                row
            }
            None => {
                self.by_id.insert(outlet.id.clone(), self.rows.len());
                self.rows.push(Outlet::default());
                self.rows.len() - 1
            }
        };
        for domain in &outlet.domains {
            self.by_domain.entry(domain.trim_start_matches("www.").to_lowercase()).or_insert(row);
        }
        for (i, name) in std::iter::once(&outlet.name).chain(&outlet.aliases).enumerate() {
            let rows = self.by_name.entry(fold_name(name)).or_default();
            if i == 0 {
                // A canonical name goes before the aliases of others.
                let first = rows.iter().take_while(|r| fold_name(&self.rows[**r].name) == fold_name(name)).count();
                rows.insert(first, row);
            } else if !rows.contains(&row) {
                rows.push(row);
            }
            if !outlet.is_media()
                && let Some(body) = Body::parse(name).filter(|b| b.country.is_some())
            {
                self.by_body.entry(body).or_insert(row);
            }
        }
        self.rows[row] = outlet;
        row
    }

    /// The row of this number.
    pub(crate) fn row(&self, row: usize) -> Option<&Outlet> {
        self.rows.get(row)
    }

    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&Outlet> {
        self.by_id.get(id).and_then(|r| self.rows.get(*r))
    }

    /// All rows, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.rows.iter()
    }

    /// Who publishes under a host: the longest known suffix of it. `english.news.cn` is Xinhua, `not-tass.com` is nobody.
    pub fn by_domain(&self, host: &str) -> Option<&Outlet> {
        let host = host.trim().trim_end_matches('.').to_lowercase();
        let mut rest = host.strip_prefix("www.").unwrap_or(&host);
        loop {
            if let Some(row) = self.by_domain.get(rest) {
                return self.rows.get(*row);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// Who bears a name, whatever its case, marks and punctuation; "the" in front is ignored. A name of up to three letters must stand in the case of
    /// the table ("AP", not "ap"). Of several bearers the one whose canonical name it is comes first, then the first of the table.
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        let folded = fold_name(name);
        let rows = self.by_name.get(&folded).or_else(|| self.by_name.get(folded.strip_prefix("the ")?))?;
        let short = folded.chars().filter(|c| !c.is_whitespace()).count() <= 3;
        let bare = name.trim();
        rows.iter().filter_map(|r| self.rows.get(*r)).find(|o| !short || o.name == bare || o.aliases.iter().any(|a| a == bare))
    }

    /// The row of a body however its name is put: "Defence Ministry of the Russian Federation".
    pub(crate) fn by_body(&self, body: &Body) -> Option<&Outlet> {
        self.by_body.get(body).and_then(|r| self.rows.get(*r))
    }

    /// Who is meant by the publisher of a document, a domain or a name.
    pub fn publisher(&self, publisher: &str) -> Option<&Outlet> {
        if is_host(publisher) { self.by_domain(publisher) } else { None }.or_else(|| self.by_name(publisher))
    }

    /// The last owner in the line: `ria` belongs to `rossiya-segodnya`, which belongs to `gov-ru`.
    pub fn owner<'a>(&'a self, outlet: &'a Outlet) -> Option<&'a str> {
        let mut owner = outlet.owner.as_deref()?;
        // No line of owners is longer than this; the bound ends circles.
        for _ in 0..16 {
            match self.get(owner).and_then(|o| o.owner.as_deref()) {
                Some(next) if next != owner => owner = next,
                _ => break,
            }
        }
        Some(owner)
    }

    /// Names shared by more than one row, with the ids that bear them, for whoever edits the table.
    pub fn ambiguous(&self) -> BTreeMap<&str, Vec<&str>> {
        let shared = self.by_name.iter().filter(|(_, rows)| rows.len() > 1);
        shared.map(|(name, rows)| (name.as_str(), rows.iter().map(|r| self.rows[*r].id.as_str()).collect())).collect()
    }
}

/// Whether a publisher is given as a host rather than as a name.
pub(crate) fn is_host(publisher: &str) -> bool {
    let p = publisher.trim();
    p.contains('.') && !p.contains(char::is_whitespace) && !p.ends_with('.') && p.rsplit('.').next().is_some_and(|t| t.len() >= 2)
}

/// The registrable domain of a host by the Public Suffix List: `news.example.co.uk` is `example.co.uk`.
pub(crate) fn registrable(host: &str) -> String {
    let host = host.trim().trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    psl::domain_str(host).unwrap_or(host).to_string()
}

/// The state of a country-code domain; codes sold all over the world say nothing.
pub(crate) fn country_of_domain(host: &str) -> Option<String> {
    let top = host.rsplit('.').next()?;
    match top {
        "uk" => Some("GB".into()),
        "eu" | "su" | "io" | "tv" | "me" | "co" | "ai" | "fm" | "ly" | "to" | "cc" | "ws" | "gg" | "sh" | "la" | "nu" => None,
        t if t.len() == 2 && t.bytes().all(|b| b.is_ascii_lowercase()) => Some(t.to_ascii_uppercase()),
        _ => None,
    }
}

/// Whether a host is one of a government: `snai.gob.ec`, `example.gov.uk`, `army.mil`.
pub(crate) fn is_state_host(host: &str) -> bool {
    host.split('.').skip(1).any(|label| matches!(label, "gov" | "gob" | "gouv" | "gub" | "mil" | "govt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_whole() {
        let mut outlets = Outlets::default();
        assert_eq!(outlets.extend(TABLE).unwrap(), TABLE.lines().count() - 2);
        assert_eq!(outlets.iter().count(), outlets.by_id.len());
        for o in outlets.iter() {
            for d in &o.domains {
                assert!(is_host(d), "{}: {d}", o.id);
            }
            assert!(o.state_controlled != StateControl::Yes || o.country.is_some() || o.owner.is_some(), "{}", o.id);
        }
    }

    #[test]
    fn lookups() {
        let outlets = Outlets::embedded();
        let id = |o: Option<&Outlet>| o.map(|o| o.id.clone());
        for (host, expected) in [
            ("tass.com", Some("tass")),
            ("www.tass.com", Some("tass")),
            ("news.tass.com", Some("tass")),
            ("nottass.com", None),
            ("english.nv.ua", Some("nv-ua")),
            ("example.org", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(id(outlets.by_domain(host)).as_deref(), expected, "{host}");
        }
        for (name, expected) in [
            ("Ria Novosti", Some("ria")),
            ("RIA-Novosti", Some("ria")),
            ("the associated press", Some("ap")),
            ("AP", Some("ap")),
            ("ap", None),
            ("ТАСС", Some("tass")),
            ("Russian Defence Ministry", Some("mod-ru")),
            ("nobody at all", None),
            ("", None),
        ] {
            assert_eq!(id(outlets.by_name(name)).as_deref(), expected, "{name}");
        }
        assert_eq!(outlets.owner(outlets.get("ria").unwrap()), Some("gov-ru"));
        assert_eq!(outlets.get("reuters").unwrap().state(), None);
    }

    #[test]
    fn rows_of_the_user_win() {
        let mut outlets = Outlets::embedded().clone();
        let table =
            "id\tname\tdomains\towner\ntass\tTASS agency\ttass.example\tgov-ru\nours\tOur Paper\tpaper.example|tass.ru\tours\n";
        assert_eq!(outlets.extend(table).unwrap(), 2);
        assert!(outlets.by_domain("tass.com").is_none());
        assert_eq!(outlets.by_domain("tass.ru").unwrap().id, "ours");
        assert_eq!(outlets.by_name("tass agency").unwrap().id, "tass");
        let circle = "id\tname\towner\na\tA one\tb\nb\tB two\ta\n";
        outlets.extend(circle).unwrap();
        assert!(outlets.owner(outlets.get("a").unwrap()).is_some());
    }

    #[test]
    fn tables_that_cannot_be_used() {
        for (table, expected) in [
            ("name\tdomains\nA\tb.example\n", "input:1: the header line has no column \"id\""),
            ("# note\nid\tname\nx\t\n", "input:3: the row has no id or no name"),
        ] {
            let error = Outlets::default().extend(table).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn hosts() {
        for (host, country, state) in [
            ("snai.gob.ec", Some("EC"), true),
            ("example.co.uk", Some("GB"), false),
            ("example.com", None, false),
            ("gov.example.com", None, false),
        ] {
            assert_eq!((country_of_domain(host).as_deref(), is_state_host(host)), (country, state), "{host}");
        }
        assert_eq!(registrable("www.News.example.co.uk"), "example.co.uk");
    }
}
