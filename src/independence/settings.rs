//! The policies of counting.

/// How sources are counted. The defaults are the rules of the documentation; each can be changed on its own.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// Two articles that quote the same unnamed description ("a US official") speak of one person in `best` when they appeared no more than so
    /// many days apart. Default 1: agencies write up one evening's talk on either side of midnight.
    pub anonymous_days: i64,
    /// States whose bodies count as one side in `lower`. Each list is one side, by ISO 3166-1 alpha-2. Default none: allies never merge.
    pub blocs: Vec<Vec<String>>,
    /// Whether an outlet that others merely cite, with no article of its own in the cluster and no origin given, may be a source of its own in
    /// `best`. Default false: relaying is the usual case, a publisher is a source only where it reports first hand.
    pub cited_outlets_count: bool,
    /// Share of a claim's passage that must stand in another document to be copied from it, from 0 to 1. Default 0.45: one word in six may be
    /// changed.
    pub copied_share: f64,
    /// Least number of shared four-word shingles of a copied passage. Default 20: an identical short sentence of facts is no copy.
    pub copied_shingles: usize,
    /// Copies are looked for among documents that appeared no more than so many hours apart; documents without a time are always compared. Default 720.
    pub copied_hours: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            anonymous_days: 1,
            blocs: Vec::new(),
            cited_outlets_count: false,
            copied_share: 0.45,
            copied_shingles: 20,
            copied_hours: 720,
        }
    }
}

impl Settings {
    /// The side a state is on: the least state of its bloc, else itself.
    pub(crate) fn side<'a>(&'a self, state: &'a str) -> &'a str {
        let bloc = self.blocs.iter().find(|b| b.iter().any(|s| s.eq_ignore_ascii_case(state)));
        bloc.and_then(|b| b.iter().min()).map_or(state, String::as_str)
    }
}
