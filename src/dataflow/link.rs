//! Claims to clusters: claims travel to their blocks, links to their component.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Stage;
use super::copies::Copied;
use super::folder::Scratch;
use super::job::Share;
use super::net::{Net, Outbox};
use super::sorter::Sorter;
use crate::claim::Claim;
use crate::cluster::{Clusterer, Forest, Part, Record, Scored, Sets, Sums, bare};
use crate::error::Error;
use crate::pipeline::Reading;

/// The cluster of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Placed {
    pub(super) claim: String,
    pub(super) cluster: String,
}

/// Clusters the claims of all workers, and writes where those of this one are, in the order of the readings.
pub(super) fn stage(net: &mut Net<'_>, share: &mut Share<'_>) -> Result<(), Error> {
    let clusterer = share.job.corroborator.clusterer();
    let own = Own::new(share, net.index());
    let mut own = share.hold(own).unwrap_or_default();
    let counted = net.share(std::mem::take(&mut own.sums));
    let mut sums = Sums::default();
    counted.iter().for_each(|one| sums.merge(one));
    own.numbered(&counted, net.index());
    if share.halted(net) {
        return Ok(());
    }

    let (part, numbers) = gather(net, share, clusterer, &own, &sums);
    share.held.compared_claims = part.len();
    net.share(part.crowded()).iter().for_each(|one| sums.merge(one));
    share.job.tell(&share.held);
    let links = compare(net, share, &part, &numbers, &mut sums);
    share.job.tell(&share.held);
    let prior = clusterer.prior_of(&sums);
    let links = links.spanning(|link| clusterer.joins(&link.pair(), prior));
    share.held.links = links.len();
    let judged = judged(net, share, clusterer, &own);
    let labels = merge(net, links, judged, sums.claims());
    if share.halted(net) {
        return Ok(());
    }
    let placed = Components { own: &own, part: &part, numbers: &numbers, labels: &labels, sums: &sums }.cluster(net, share);
    own.write(share, net.index(), placed)
}

/// The claims of this worker that are clustered, in a file: as numbers in memory they are few bytes, as claims too many.
#[derive(Default)]
struct Own {
    file: Scratch,
    sums: Sums,
    /// The number of the first claim of each worker.
    begin: Vec<u32>,
    first: u32,
    count: usize,
}

impl Own {
    fn new(share: &Share<'_>, index: usize) -> Result<Own, Error> {
        let copied = share.folder.lines::<Copied>(Stage::Copies.name(), index)?;
        // A copied claim follows its original, and is no evidence of its own.
        let mut follows: FxHashSet<String> = FxHashSet::default();
        for one in copied {
            let one = one?;
            follows.extend(one.original.map(|_| one.claim));
        }
        let mut fault = None;
        let file = Scratch::new(share.folder.scratch("claims.jsonl", index));
        let mut out = file.writer()?;
        let readings = share.folder.lines::<Reading>(Stage::Read.name(), index)?;
        let readings = readings.map_while(|reading| reading.map_err(|e| fault = Some(e)).ok());
        let claims = readings.flat_map(|r| r.claims).filter(|c| !follows.contains(&c.id)).map(|c| bare(&c));
        let mut written = Ok(());
        let sums = share.job.corroborator.clusterer().sums(claims.inspect(|claim| {
            if written.is_ok() {
                written = out.push(claim);
            }
        }));
        written.and(out.close())?;
        fault.map_or(Ok(()), Err)?;
        Ok(Own { file, count: sums.claims(), sums, ..Own::default() })
    }

    /// Numbers run through the claims of all workers.
    fn numbered(&mut self, counted: &[Sums], index: usize) {
        self.begin = Vec::new();
        let mut next = 0;
        for sums in counted {
            self.begin.push(next);
            next += sums.claims() as u32;
        }
        self.first = self.begin.get(index).copied().unwrap_or_default();
    }

    /// The worker to whom a claim belongs.
    fn home(&self, number: u32) -> usize {
        self.begin.partition_point(|begin| *begin <= number).saturating_sub(1)
    }

    /// Calls `each` with the claims whose numbers are `wanted`.
    fn each(&self, wanted: impl Fn(u32) -> bool, mut each: impl FnMut(u32, Claim)) -> Result<(), Error> {
        let mut lines = self.file.lines::<Claim>()?;
        for number in (self.first..).take(self.count) {
            if !wanted(number) {
                lines.pass()?;
            } else if let Some(claim) = lines.next() {
                each(number, claim?);
            }
        }
        Ok(())
    }

    /// Writes where they are; those of which nothing is said stand alone.
    fn write(&self, share: &Share<'_>, index: usize, placed: Vec<Option<Box<str>>>) -> Result<(), Error> {
        let mut shard = share.folder.shard_writer(Stage::Link.name(), index)?;
        for (claim, cluster) in self.file.lines::<Claim>()?.zip(placed) {
            let claim = claim?.id;
            let cluster = cluster.map_or_else(|| claim.clone(), String::from);
            shard.push(&Placed { claim, cluster })?;
        }
        shard.close()
    }
}

/// Brings every claim to the workers that compare it.
fn gather<'c>(
    net: &mut Net<'_>,
    share: &mut Share<'_>,
    clusterer: &'c Clusterer,
    own: &Own,
    sums: &Sums,
) -> (Part<'c>, Vec<u32>) {
    let (index, peers) = (net.index(), net.peers());
    let mut numbers: Vec<u32> = Vec::new();
    let mut records = clusterer.no_records();
    let sent = net.send(
        |out: &mut Outbox<'_, (u32, Claim)>| {
            own.each(
                |_| true,
                |number, claim| {
                    let mut parts = clusterer.parts(&claim, peers, sums);
                    let last = parts.pop();
                    parts.into_iter().for_each(|to| out.send(to, (number, claim.clone())));
                    last.into_iter().for_each(|to| out.send(to, (number, claim.clone())));
                },
            )
        },
        |(number, claim)| {
            numbers.push(number);
            records.push(&claim);
        },
    );
    share.hold(sent);
    (Part::new(clusterer, records, index, peers, sums), numbers)
}

/// Compares what falls to this worker, and adds the evidence of all pairs to the sums. The links are those that may come out, whatever the prior.
fn compare(net: &mut Net<'_>, share: &mut Share<'_>, part: &Part<'_>, numbers: &[u32], sums: &mut Sums) -> Links {
    let clusterer = share.job.corroborator.clusterer();
    let mut links = Links::new(sums.claims());
    let mut found = Sums::default();
    let mut pairs = 0;
    let mut keep = |scored: Scored| {
        pairs += 1;
        found.tell_pair(&scored.pair());
        if clusterer.may_join(&scored.pair()) {
            links.push(scored);
        }
    };
    // What several workers may have found goes to one.
    let mut doubtful: Sorter<(u32, u32), Scored> = Sorter::new(share.folder.scratch("pairs", net.index()));
    let owners = net.owners();
    net.send(
        |out| {
            part.compare(
                sums,
                |_, _| true,
                |a, b, pair, once| {
                    let Some((a, b)) = number(numbers, part.arrival(a)).zip(number(numbers, part.arrival(b))) else { return };
                    let scored = Scored::new(a, b, pair);
                    if once {
                        keep(scored);
                    } else {
                        out.send(owners.of_number(u64::from(a) * 31 + u64::from(b)), scored);
                    }
                },
            );
        },
        |pair| doubtful.push((pair.0, pair.1), &pair),
    );
    let met = doubtful.sorted().and_then(|mut sorted| {
        while let Some((_, same)) = sorted.group()? {
            same.first().copied().into_iter().for_each(&mut keep);
        }
        Ok(())
    });
    share.hold(met);
    share.held.pairs = pairs;
    net.share(found).iter().for_each(|one| sums.merge(one));
    links
}

/// The number of a claim by its arrival.
fn number(numbers: &[u32], arrival: u32) -> Option<u32> {
    numbers.get(arrival as usize).copied()
}

/// Links that hang the same claims together as all that were found, wherever the threshold will be: a spanning forest of the most evidence
/// (Kruskal 1956), at most one less than there are claims.
struct Links {
    claims: usize,
    held: Vec<Scored>,
    /// How many are held before the forest is made.
    most: usize,
}

impl Links {
    fn new(claims: usize) -> Links {
        Links { claims, held: Vec::new(), most: (2 * claims).max(1 << 16) }
    }

    fn push(&mut self, link: Scored) {
        self.held.push(link);
        if self.held.len() >= self.most {
            self.span(|_| true);
        }
    }

    fn span(&mut self, wanted: impl Fn(&Scored) -> bool) {
        let mut sets = Sets::new(self.claims);
        self.held.sort_unstable_by_key(|link| (Reverse(link.evidence()), *link));
        self.held.retain(|link| wanted(link) && sets.join(link.0, link.1));
    }

    fn spanning(mut self, wanted: impl Fn(&Scored) -> bool) -> Vec<(u32, u32)> {
        self.span(wanted);
        self.held.iter().map(|link| (link.0, link.1)).collect()
    }
}

/// Claims that a person has put together. Two that are tied through a claim that is not here are tied all the same.
fn judged(net: &mut Net<'_>, share: &mut Share<'_>, clusterer: &Clusterer, own: &Own) -> Vec<(u32, u32)> {
    let mut forest = Forest::default();
    clusterer.settings().decisions.together().for_each(|(a, b)| forest.add(a, b));
    let sets = forest.sets();
    let mut here: Vec<(String, u32)> = Vec::new();
    if !sets.is_empty() {
        let sought = own.each(
            |_| true,
            |number, claim| {
                if forest.label(&claim.id).is_some() {
                    here.push((claim.id, number));
                }
            },
        );
        share.hold(sought);
    }
    let number: BTreeMap<String, u32> = net.share(here).into_iter().flatten().collect();
    let mut links = Vec::new();
    for set in sets {
        let here: Vec<u32> = set.iter().filter_map(|id| number.get(*id).copied()).collect();
        links.extend(here.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
    }
    links
}

/// So many labels travel together.
const LABELS: usize = 1 << 14;

/// The label of every claim's component, by its number. The first worker merges the forests of all.
fn merge(net: &mut Net<'_>, links: Vec<(u32, u32)>, judged: Vec<(u32, u32)>, claims: usize) -> Vec<u32> {
    let mut sets = Sets::new(if net.index() == 0 { claims } else { 0 });
    net.exchange(links.into_iter().map(|link| (0, link)), |(a, b)| _ = sets.join(a, b));
    let mut labels = Vec::new();
    if net.index() == 0 {
        judged.into_iter().for_each(|(a, b)| _ = sets.join(a, b));
        labels = (0..claims as u32).map(|number| sets.find(number)).collect();
    }
    drop(sets);
    let mut known = vec![0; claims];
    let peers = net.peers();
    let sent =
        labels.chunks(LABELS).enumerate().flat_map(|(n, part)| (0..peers).map(move |to| (to, (n * LABELS, part.to_vec()))));
    net.exchange(sent, |(start, part): (usize, Vec<u32>)| {
        if let Some(place) = known.get_mut(start..start + part.len()) {
            place.copy_from_slice(&part);
        }
    });
    known
}

/// What hangs together, and all that is known of it.
struct Components<'c> {
    own: &'c Own,
    part: &'c Part<'c>,
    numbers: &'c [u32],
    labels: &'c [u32],
    sums: &'c Sums,
}

impl Components<'_> {
    /// Sends the claims and pairs of each component to its owner, clusters them there, and brings back where the claims of this worker are. So
    /// that not all pairs are held at once, components go in rounds; which pairs are inside one is found by comparing them again.
    fn cluster(&self, net: &mut Net<'_>, share: &mut Share<'_>) -> Vec<Option<Box<str>>> {
        let clusterer = share.job.corroborator.clusterer();
        let (owners, peers) = (net.owners(), net.peers());
        let rounds = self.labels.len().div_ceil(share.job.round.max(1) * peers).max(1);
        let many = self.many();
        let label = |number: u32| self.labels.get(number as usize).copied().unwrap_or(number);
        let mut placed: Vec<Option<Box<str>>> = vec![None; self.own.count];
        for round in 0..rounds {
            let now = |label: u32| label as usize / peers % rounds == round;
            let owner = |number: u32| owners.of_number(label(number).into());
            let mut numbers: Vec<u32> = Vec::new();
            let mut records = clusterer.no_records();
            let sent = net.send(
                |out: &mut Outbox<'_, (u32, Claim)>| {
                    let wanted = |number: u32| many.get(number as usize).is_some_and(|many| *many) && now(label(number));
                    self.own.each(wanted, |number, claim| out.send(owner(number), (number, claim)))
                },
                |(number, claim)| {
                    numbers.push(number);
                    records.push(&claim);
                },
            );
            share.hold(sent);
            let mut pairs: Vec<Scored> = Vec::new();
            let number = |arrival: u32| number(self.numbers, arrival);
            net.send(
                |out: &mut Outbox<'_, Scored>| {
                    let within = |x: &Record, y: &Record| {
                        number(x.id).zip(number(y.id)).is_some_and(|(a, b)| label(a) == label(b) && now(label(a)))
                    };
                    self.part.compare(self.sums, within, |a, b, pair, _| {
                        let [a, b] = [a, b].map(|row| number(self.part.arrival(row)));
                        if let Some((a, b)) = a.zip(b) {
                            out.send(owner(a), Scored::new(a, b, pair));
                        }
                    });
                },
                |pair| pairs.push(pair),
            );
            if peers > 1 {
                pairs.sort_unstable();
                pairs.dedup();
            }
            net.send(
                |out: &mut Outbox<'_, (u32, String)>| {
                    clusterer.cluster_numbers(records, &numbers, pairs, self.sums, |id, members| {
                        members.iter().for_each(|member| out.send(self.own.home(*member), (*member, id.to_owned())));
                    });
                },
                |(number, cluster)| {
                    if let Some(place) = placed.get_mut((number - self.own.first) as usize) {
                        *place = Some(cluster.into());
                    }
                },
            );
        }
        placed
    }

    /// Which claims do not stand alone.
    fn many(&self) -> Vec<bool> {
        let mut many = vec![false; self.labels.len()];
        for (number, label) in self.labels.iter().enumerate().filter(|(number, label)| *number != **label as usize) {
            for at in [number, *label as usize] {
                if let Some(many) = many.get_mut(at) {
                    *many = true;
                }
            }
        }
        many
    }
}
