//! Articles and claims to readings: every worker reads its files, and keeps the articles that are its own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Stage;
use super::folder::Shard;
use super::job::Share;
use super::net::{Net, Outbox};
use super::sorter::Sorter;
use crate::claim::Claim;
use crate::error::Error;
use crate::pipeline::Reading;
use crate::read;

/// Articles from one word on the progress to the next.
const TOLD: usize = 256;

/// What travels to the owner of an article.
#[derive(Serialize, Deserialize)]
enum Found {
    Article(Reading),
    /// A claim that came without its article.
    Claim(Box<Claim>),
}

/// Reads every file whose number falls to this worker, sends each reading to the owner of its article, and writes the shard of this one, in
/// the order of the articles' ids. What does not fit into memory is sorted on disk.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let index = net.index();
    let mut found: Sorter<String, Found> = Sorter::new(share.folder.scratch("found", index));
    let read = gather(net, share, &mut found);
    // Whatever went wrong here, the others wait for what this worker sends.
    let sorted = if read.is_ok() { found.sorted().map(Some) } else { Ok(None) };
    let mut shard = share.folder.shard_writer(Stage::Read.name(), index);
    let mut skipped = share.folder.shard_writer("skipped", index);

    let owners = net.owners();
    let mut ids: Sorter<String, String> = Sorter::new(share.folder.scratch("ids", index));
    let told = net.send(
        |out: &mut Outbox<'_, (String, String)>| -> Result<usize, Error> {
            let (Some(mut sorted), Ok(shard), Ok(skipped)) = (sorted?, &mut shard, &mut skipped) else { return Ok(0) };
            let mut claims = 0;
            while let Some((_, group)) = sorted.group()? {
                let (mut readings, mut loose) = (Vec::new(), Vec::new());
                for one in group {
                    match one {
                        Found::Article(reading) => readings.push(reading),
                        Found::Claim(claim) => loose.push(*claim),
                    }
                }
                readings.extend(Reading::of_claims(loose));
                let (kept, passed_over) = Reading::one_each(readings);
                for mut reading in kept {
                    let mut seen = BTreeSet::new();
                    reading.claims.retain(|c| seen.insert(c.id.clone()));
                    claims += reading.claims.len();
                    shard.push(&reading)?;
                    reading.claims.into_iter().for_each(|c| out.send(owners.of(&c.id), (c.id, c.doc)));
                }
                passed_over.iter().try_for_each(|s| skipped.push(s))?;
            }
            Ok(claims)
        },
        |(id, doc)| ids.push(id, &doc),
    );
    // Claims of other extractors may bear one id in two articles: that of the first article stays.
    let mut drop: BTreeSet<(String, String)> = BTreeSet::new();
    let repeated = ids.sorted();
    let repeated = net.send(
        |out| -> Result<(), Error> {
            let mut repeated = repeated?;
            while let Some((id, mut docs)) = repeated.group()? {
                docs.sort();
                docs.into_iter().skip(1).for_each(|doc| out.send(owners.of(&doc), (doc, id.clone())));
            }
            Ok(())
        },
        |one| _ = drop.insert(one),
    );
    read?;
    repeated?;
    share.held.claims = told?.saturating_sub(drop.len());
    shard?.close()?;
    skipped?.close()?;
    without(share, index, &drop)
}

/// Reads the files of this worker and takes what the others read of its articles.
fn gather(net: &mut Net<'_>, share: &mut Share<'_>, found: &mut Sorter<String, Found>) -> Result<(), Error> {
    let (index, peers, owners) = (net.index(), net.peers(), net.owners());
    let mine = |files: &[std::path::PathBuf]| -> Vec<_> { files.iter().skip(index).step_by(peers).cloned().collect() };
    net.send(
        |out| {
            for document in read::documents(mine(&share.job.documents)) {
                let document = document?;
                share.held.articles += 1;
                if share.held.articles.is_multiple_of(TOLD) {
                    share.job.tell(&share.held);
                }
                out.send(owners.of(&document.id), Found::Article(share.job.corroborator.read(&document)));
            }
            for (n, claim) in read::claims(mine(&share.job.claims)).enumerate() {
                let claim = claim?;
                if n.is_multiple_of(TOLD << 8) {
                    share.held.claims = n;
                    share.job.tell(&share.held);
                }
                out.send(owners.of(&claim.doc), Found::Claim(Box::new(claim)));
            }
            Ok(())
        },
        |one| match &one {
            Found::Article(reading) => found.push(reading.fingerprint.doc.clone(), &one),
            Found::Claim(claim) => found.push(claim.doc.clone(), &one),
        },
    )
}

/// Writes the shard again without some claims, where there are any.
fn without(share: &Share<'_>, index: usize, drop: &BTreeSet<(String, String)>) -> Result<(), Error> {
    if drop.is_empty() {
        return Ok(());
    }
    let readings = share.folder.lines::<Reading>(Stage::Read.name(), index)?;
    let mut shard: Shard = share.folder.shard_writer(Stage::Read.name(), index)?;
    for reading in readings {
        let mut reading = reading?;
        reading.claims.retain(|c| !drop.contains(&(c.doc.clone(), c.id.clone())));
        shard.push(&reading)?;
    }
    shard.close()
}
