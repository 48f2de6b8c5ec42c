//! What a publisher took back: a later correction or retraction of its own supersedes what it said before.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Claim, Count};
use crate::independence::cast::Cast;
use crate::independence::provenance::{Provenance, RootKind};

/// The claims, by index, that their publisher denies later with its own voice. Where the denial names a number, only that number is taken back.
///
/// "An earlier version of this article said …" takes back what the publisher passed on, too; "no one was killed", said by the publisher itself,
/// only what it said of its own. Linear in the claims of each publisher.
pub(super) fn withdrawn(claims: &[&Claim], roots: &[Provenance], denials: &[&Claim], cast: &Cast<'_>) -> FxHashSet<usize> {
    let own =
        |root: &Provenance| matches!(root.kind, RootKind::Weak | RootKind::FirstHand) && root.key.ends_with(&root.publisher);
    let mut retractions: FxHashMap<String, Vec<&Claim>> = FxHashMap::default();
    for denial in denials {
        let root = Provenance::of(denial, cast);
        if own(&root) {
            retractions.entry(root.publisher).or_default().push(denial);
        }
    }
    let takes_back = |denial: &Claim, claim: &Claim, root: &Provenance| {
        let later = match (denial.published, claim.published) {
            (Some(d), Some(c)) => d.minutes() > c.minutes(),
            _ => false,
        };
        let same = match (&denial.count, &claim.count) {
            (Some(d), Some(c)) => Count::overlaps(d, c),
            (Some(_), None) => false,
            (None, _) => true,
        };
        later && same && denial.doc != claim.doc && (own(root) || !denial.event.negated)
    };
    let of = |(i, (claim, root)): (usize, (&&Claim, &Provenance))| {
        let list = retractions.get(&root.publisher)?;
        list.iter().any(|d| takes_back(d, claim, root)).then_some(i)
    };
    claims.iter().zip(roots).enumerate().filter_map(of).collect()
}
