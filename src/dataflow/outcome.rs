//! What became of those who were hurt: corroborations meet at their articles, then at their attacks.

use std::collections::{BTreeMap, BTreeSet};

use super::net::Net;
use crate::pipeline::outcome::{Article, Trace, deaths, rank};

/// For the corroborations of this worker in which one was hurt that of his death. In memory are the traces of corroborations of one person and of attacks.
pub(super) fn outcomes(net: &mut Net<'_>, own: Vec<Trace>) -> BTreeMap<String, String> {
    let owners = net.owners();
    let mut articles: BTreeMap<String, Vec<Trace>> = BTreeMap::new();
    let sent = own.into_iter().flat_map(|mut trace| {
        let docs = std::mem::take(&mut trace.docs);
        docs.into_iter().map(move |doc| (owners.of(&doc), (doc, trace.clone())))
    });
    net.exchange(sent, |(doc, trace): (String, Trace)| articles.entry(doc).or_default().push(trace));
    let (mut harmed, mut others) = (Vec::new(), Vec::new());
    for told in std::mem::take(&mut articles).into_values() {
        let article = Article::new(&told);
        harmed.extend(article.harmed.into_iter().map(|(attack, who)| (owners.of(&attack.id), (attack.id, who))));
        others.extend(article.beside.into_iter().map(|t| (t.home, t.id)));
    }
    let mut attacks: BTreeMap<String, Vec<Trace>> = BTreeMap::new();
    net.exchange(harmed, |(attack, who): (String, Trace)| attacks.entry(attack).or_default().push(who));
    let mut beside: BTreeSet<String> = BTreeSet::new();
    net.exchange(others, |id: String| _ = beside.insert(id));
    let met = attacks.into_values().flat_map(|harmed| deaths(&harmed)).map(|(hurt, dead)| (hurt.home, (hurt.id, dead)));
    let met: Vec<_> = met.collect();
    let mut found: BTreeMap<String, Trace> = BTreeMap::new();
    net.exchange(met, |(hurt, dead): (String, Trace)| {
        if found.get(&hurt).is_none_or(|held| rank(&dead) < rank(held)) {
            found.insert(hurt, dead);
        }
    });
    found.into_iter().filter(|(hurt, _)| !beside.contains(hurt)).map(|(hurt, dead)| (hurt, dead.id)).collect()
}
