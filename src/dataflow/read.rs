//! Articles and claims to readings: every worker reads its files, and keeps the articles that are its own.

use std::collections::{BTreeMap, BTreeSet};

use super::Stage;
use super::job::Share;
use super::net::Net;
use crate::claim::Claim;
use crate::error::Error;
use crate::pipeline::Reading;
use crate::read;

/// Articles from one word on the progress to the next.
const TOLD: usize = 256;

/// Reads every file whose number falls to this worker, sends each reading to the owner of its article, and writes the shard of this one, in
/// the order of the articles' ids.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let mut fault: Option<Error> = None;
    let mut readings: Vec<Reading> = Vec::new();
    let (index, peers) = (net.index(), net.peers());
    let mine = |files: &[std::path::PathBuf]| -> Vec<_> { files.iter().skip(index).step_by(peers).cloned().collect() };
    let owners = net.owners();

    let documents = read::documents(mine(&share.job.documents));
    let read = documents.map_while(|document| {
        let document = document.map_err(|e| fault = Some(e)).ok()?;
        share.held.articles += 1;
        if share.held.articles.is_multiple_of(TOLD) {
            share.job.tell(&share.held);
        }
        Some((owners.of(&document.id), share.job.corroborator.read(&document)))
    });
    net.exchange(read, |reading| readings.push(reading));

    let mut claims: Vec<Claim> = Vec::new();
    // Two claims of one id are a fault of a file, but may come from two.
    let found = read::claims(mine(&share.job.claims))
        .map_while(|claim| claim.map_err(|e| fault = fault.take().or(Some(e))).ok())
        .map(|claim| (owners.of(&claim.doc), claim));
    net.exchange(found, |claim| claims.push(claim));
    readings.extend(Reading::of_claims(claims));

    let (mut readings, skipped) = Reading::one_each(readings);
    drop_repeated(net, &mut readings);
    share.held.claims = readings.iter().map(|r| r.claims.len()).sum();
    if let Some(fault) = fault {
        return Err(fault);
    }
    share.folder.write(Stage::Read.name(), index, readings)?;
    share.folder.write("skipped", index, skipped)
}

/// Claims of other extractors may bear one id in two articles: that of the first article stays.
fn drop_repeated(net: &mut Net<'_>, readings: &mut [Reading]) {
    let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let owners = net.owners();
    let all = readings.iter().flat_map(|r| &r.claims).map(|c| (owners.of(&c.id), (c.id.clone(), c.doc.clone())));
    net.exchange(all, |(id, doc)| _ = bearers.entry(id).or_default().insert(doc));
    let later =
        bearers.into_iter().flat_map(|(id, docs)| docs.into_iter().skip(1).map(move |doc| (owners.of(&doc), (id.clone(), doc))));
    let mut drop: BTreeSet<(String, String)> = BTreeSet::new();
    net.exchange(later, |(id, doc)| _ = drop.insert((doc, id)));
    for reading in readings {
        let mut seen = BTreeSet::new();
        let doc = reading.fingerprint.doc.clone();
        reading.claims.retain(|c| !drop.contains(&(doc.clone(), c.id.clone())) && seen.insert(c.id.clone()));
    }
}
