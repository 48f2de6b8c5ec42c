//! What counts as one source.

mod cases;
mod claim;
mod copied;
mod corroboration;
mod laws;

use corroborate::independence::{Copies, Corroboration, Independent, Settings, count};
use corroborate::{Claim, Outlets};

fn counted(claims: &[Claim]) -> Corroboration {
    count(claims, &Copies::default(), Outlets::embedded(), &Settings::default())
}

fn triple(i: Independent) -> (usize, usize, usize) {
    (i.lower, i.best, i.upper)
}
