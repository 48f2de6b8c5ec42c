//! The stages by which an engine links and counts in parts: every one a filter, with what must be known of the whole in files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use corroborate::cluster::{Cluster, Forest, ScoredPair, Sums, bare};
use corroborate::independence::{Copies, Copy};
use corroborate::{Claim, Corroboration, Corroborator, Reading};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cli::Failure;

/// What the parts must know of the whole.
#[derive(Debug, Default)]
pub struct Whole {
    pub parts: usize,
    pub sums: Vec<PathBuf>,
    pub sets: Option<PathBuf>,
    pub copies: Option<PathBuf>,
}

/// A claim in a copied passage.
#[derive(Serialize, Deserialize)]
struct Copied {
    claim: String,
    copy: Copy,
    /// The claim that it repeats in the end, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<String>,
}

/// What an article tells, or a claim that came without its article.
#[derive(Deserialize)]
#[serde(untagged)]
enum Told {
    Reading(Box<Reading>),
    Claim(Box<Claim>),
}

impl Told {
    fn claims(self) -> Vec<Claim> {
        match self {
            Told::Reading(reading) => reading.claims,
            Told::Claim(claim) => vec![*claim],
        }
    }
}

/// What the partition of a component needs.
#[derive(Deserialize)]
#[serde(untagged)]
enum Linked {
    Pair(Box<ScoredPair>),
    Claim(Box<Claim>),
}

/// A claim of a cluster, with what is known of its passage.
#[derive(Serialize, Deserialize)]
struct Member {
    claim: Claim,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copy: Option<Copy>,
}

/// Runs one of these stages; `false` where the name is none of theirs.
pub fn run(stage: &str, corroborator: &Corroborator, whole: &Whole, out: &mut impl Write) -> Result<bool, Failure> {
    let clusterer = corroborator.clusterer();
    match stage {
        "copies" => {
            let told = records::<Told>().filter_map(|told| match told {
                Ok((_, Told::Reading(reading))) => Some(Ok(*reading)),
                Ok(_) => None,
                Err(e) => Some(Err(e)),
            });
            let readings: Vec<Reading> = told.collect::<Result<_, _>>()?;
            let copies = corroborator.copies(&readings);
            for (claim, copy) in copies.iter() {
                let original = copies.original(claim).filter(|id| copies.original(id).is_none());
                write(out, "", &Copied { claim: claim.to_owned(), copy: copy.clone(), original: original.map(str::to_owned) })?;
            }
        }
        "bare" => {
            // A copied claim follows its original, and is no evidence of its own.
            let follows: HashSet<String> =
                whole.copies()?.into_iter().filter(|c| c.original.is_some()).map(|c| c.claim).collect();
            for told in records::<Told>() {
                for claim in told?.1.claims().iter().filter(|c| !follows.contains(&c.id)) {
                    write(out, "", &bare(claim))?;
                }
            }
        }
        "statistics" => {
            let mut fault = None;
            let claims = records::<Claim>().map_while(|claim| claim.map_err(|e| fault = Some(e)).ok());
            let sums = clusterer.sums(claims.map(|(_, claim)| claim));
            fault.map_or(Ok(()), Err)?;
            write(out, "", &sums)?;
        }
        "sum" => {
            let mut all = Sums::default();
            for sums in records::<Sums>() {
                all.merge(&sums?.1);
            }
            write(out, "", &all)?;
        }
        "share" => {
            let (parts, sums) = (whole.parts()?, whole.sums()?);
            for claim in records::<Claim>() {
                let claim = claim?.1;
                for part in clusterer.parts(&claim, parts, &sums) {
                    write(out, &part.to_string(), &claim)?;
                }
            }
        }
        "crowded" | "pairs" => {
            let (parts, sums) = (whole.parts()?, whole.sums()?);
            let mut crowded = Sums::default();
            for (part, claims) in grouped::<Claim>()? {
                let number = part
                    .parse()
                    .map_err(|_| Failure::Input(format!("{part:?} is no number of a part; pass on what share gave")))?;
                let part = clusterer.part(claims, number, parts, &sums);
                if stage == "crowded" {
                    crowded.merge(&part.crowded());
                    continue;
                }
                let mut written = Ok(());
                part.pairs(&sums, |pair| {
                    if written.is_ok() {
                        written = write(out, "", &pair);
                    }
                });
                written?;
            }
            if stage == "crowded" {
                write(out, "", &crowded)?;
            }
        }
        "evidence" => {
            let mut sums = Sums::default();
            for pair in records::<ScoredPair>() {
                sums.tell(&pair?.1);
            }
            write(out, "", &sums)?;
        }
        "forest" => {
            let mut fault = None;
            let pairs = records::<ScoredPair>().map_while(|pair| pair.map_err(|e| fault = Some(e)).ok());
            let forest = clusterer.forest(pairs.map(|(_, pair)| pair), &whole.sums()?);
            fault.map_or(Ok(()), Err)?;
            sets(out, &forest)?;
        }
        "merge" => {
            let mut forest = Forest::default();
            for set in records::<Cluster>() {
                let set = set?.1;
                set.claims.iter().for_each(|claim| forest.add(&set.id, claim));
            }
            sets(out, &forest)?;
        }
        "label" => {
            let labels = whole.labels()?;
            let label = |id: &str| labels.get(id).map_or_else(|| id.to_owned(), Clone::clone);
            for line in lines() {
                let (number, line) = line?;
                match parse::<Linked>(number, &line)? {
                    Linked::Claim(claim) => writeln!(out, "{}\t{line}", key(&label(&claim.id)))?,
                    Linked::Pair(pair) if label(&pair.a) == label(&pair.b) => {
                        writeln!(out, "{}\t{line}", key(&label(&pair.a)))?;
                    }
                    Linked::Pair(_) => {}
                }
            }
        }
        "partition" => {
            let sums = whole.sums()?;
            let (mut claims, mut pairs) = (Vec::new(), Vec::new());
            for linked in keyed::<Linked>() {
                match linked?.1 {
                    Linked::Claim(claim) => claims.push(*claim),
                    Linked::Pair(pair) => pairs.push(*pair),
                }
            }
            clusterer.cluster_part(&claims, &pairs, &sums).iter().try_for_each(|cluster| write(out, "", cluster))?;
        }
        "place" => {
            let labels = whole.labels()?;
            let copied: HashMap<String, Copied> = whole.copies()?.into_iter().map(|c| (c.claim.clone(), c)).collect();
            for told in records::<Told>() {
                for claim in told?.1.claims() {
                    let copied = copied.get(&claim.id);
                    let original = copied.and_then(|c| c.original.as_ref()).unwrap_or(&claim.id);
                    let cluster = labels.get(original).unwrap_or(original);
                    let copy = copied.map(|c| c.copy.clone());
                    write(out, &key(cluster), &Member { copy, claim })?;
                }
            }
        }
        "sources" => {
            for (_, members) in grouped::<Member>()? {
                let mut copies = Copies::default();
                let mut claims: Vec<Claim> = Vec::new();
                for Member { claim, copy } in members {
                    copy.into_iter().for_each(|copy| copies.insert(claim.id.clone(), copy));
                    claims.push(claim);
                }
                write(out, "", &corroborator.count_cluster(&claims, &copies))?;
            }
        }
        "order" => {
            let mut all: Vec<Corroboration> = records().map(|one| Ok(one?.1)).collect::<Result<_, Failure>>()?;
            all.sort_by(Corroboration::order);
            all.iter().try_for_each(|one| write(out, "", one))?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

impl Whole {
    fn parts(&self) -> Result<usize, Failure> {
        if self.parts == 0 {
            Err(Failure::Usage("--parts N: among how many is the corpus shared?".into()))
        } else {
            Ok(self.parts)
        }
    }

    fn sums(&self) -> Result<Sums, Failure> {
        if self.sums.is_empty() {
            return Err(Failure::Usage("--sums FILE: what did statistics say of the whole corpus?".into()));
        }
        let mut all = Sums::default();
        for path in &self.sums {
            for sums in file::<Sums>(path)? {
                all.merge(&sums);
            }
        }
        Ok(all)
    }

    /// The set of each claim that has others beside it.
    fn labels(&self) -> Result<HashMap<String, String>, Failure> {
        let path = self.sets.as_ref().ok_or_else(|| Failure::Usage("--sets FILE: which claims belong together?".into()))?;
        let many = file::<Cluster>(path)?.into_iter().filter(|set| set.claims.len() > 1);
        Ok(many.flat_map(|Cluster { id, claims }| claims.into_iter().map(move |claim| (claim, id.clone()))).collect())
    }

    fn copies(&self) -> Result<Vec<Copied>, Failure> {
        self.copies.as_ref().map_or_else(|| Ok(Vec::new()), |path| file(path.as_path()))
    }
}

/// The records of a file.
fn file<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = crate::cli::text(path)?;
    let parse = |(n, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|e| Failure::Input(format!("{}:{}:{}: {e}", path.display(), n + 1, e.column())))
    };
    text.lines().enumerate().map(parse).collect()
}

/// The lines of standard input that are not empty, with their numbers.
fn lines() -> impl Iterator<Item = Result<(usize, String), Failure>> {
    let lines = io::stdin().lock().lines().enumerate();
    let lines = lines.map(|(n, line)| line.map(|l| (n + 1, l)).map_err(|e| Failure::Input(format!("input:{}: {e}", n + 1))));
    lines.filter(|line| !line.as_ref().is_ok_and(|(_, l)| l.trim().is_empty()))
}

fn parse<T: DeserializeOwned>(number: usize, line: &str) -> Result<T, Failure> {
    serde_json::from_str(line).map_err(|e| Failure::Input(format!("input:{number}:{}: {e}", e.column())))
}

/// The records of standard input, with their lines.
fn records<T: DeserializeOwned>() -> impl Iterator<Item = Result<(usize, T), Failure>> {
    lines().map(|line| line.and_then(|(number, line)| Ok((number, parse(number, &line)?))))
}

/// Records behind a key and a tab.
fn keyed<T: DeserializeOwned>() -> impl Iterator<Item = Result<(String, T), Failure>> {
    lines().map(|line| {
        let (number, line) = line?;
        let split = line.split_once('\t');
        let (key, record) =
            split.ok_or_else(|| Failure::Input(format!("input:{number}: has no key and tab before its record")))?;
        Ok((key.to_owned(), parse(number, record)?))
    })
}

/// Records by their keys, in whatever order they come.
fn grouped<T: DeserializeOwned>() -> Result<BTreeMap<String, Vec<T>>, Failure> {
    let mut groups: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for record in keyed() {
        let (key, record) = record?;
        groups.entry(key).or_default().push(record);
    }
    Ok(groups)
}

/// An id as a key: without what would end it.
fn key(id: &str) -> String {
    if id.contains(['\t', '\n', '\r', '\\']) { id.escape_default().to_string() } else { id.to_owned() }
}

/// A record on a line of its own, behind its key where it has one.
fn write<T: Serialize>(out: &mut impl Write, key: &str, record: &T) -> Result<(), Failure> {
    if !key.is_empty() {
        write!(out, "{key}\t")?;
    }
    serde_json::to_writer(&mut *out, record)?;
    Ok(out.write_all(b"\n")?)
}

fn sets(out: &mut impl Write, forest: &Forest) -> Result<(), Failure> {
    for set in forest.sets() {
        let id = set.first().copied().unwrap_or_default().to_owned();
        write(out, "", &Cluster { id, claims: set.into_iter().map(str::to_owned).collect() })?;
    }
    Ok(())
}
