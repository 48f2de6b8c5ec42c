//! Which claims belong together.

mod blocks;
mod claim;
#[path = "../../benches/generate/claims.rs"]
mod events;
mod groups;
mod index;
mod laws;
#[path = "../../benches/generate/mix.rs"]
mod mix;
mod pairs;
mod weights;

use corroborate::Claim;
use corroborate::cluster::Clusterer;

fn clusters(claims: &[&str]) -> Vec<Vec<String>> {
    let claims: Vec<Claim> = claims.iter().enumerate().map(|(n, short)| claim::claim(&format!("c{n}"), short)).collect();
    Clusterer::default().cluster(&claims).into_iter().map(|c| c.claims).collect()
}

/// Claims about known events.
fn told(n: u64) -> (Vec<Claim>, Vec<u64>) {
    events::told(n).unzip()
}
