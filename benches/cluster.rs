//! Claims to clusters.
//!
//! `cargo bench --bench cluster`

use corroborate::cluster::Clusterer;
use corroborate::{Actor, Claim, Count, Date, DateInterval, Event, Place, PlaceKind};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const KINDS: [&str; 6] = ["killed", "injured", "captured", "deserted", "detained", "protested"];
const ROLES: [&str; 4] = ["soldier", "civilian", "police", "worker"];

/// A number below `n` that looks random and is the same in each run (the finalizer of SplitMix64).
fn mix(seed: u64, n: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) % n
}

/// Two claims and a half of each event on average; some lack their place, day or number, some have the number a little wrong.
fn claims(n: u64) -> Vec<Claim> {
    let first: Date = "2025-01-01".parse().expect("a date");
    let claim = |i: u64| {
        let event = mix(i, n * 2 / 5);
        let town = mix(event * 7 + 1, 600);
        let known = |field: u64, share: u64| mix(i * 11 + field, 100) < share;
        let wrong = u64::from(mix(i * 13, 100) < 10);
        Claim {
            id: format!("a{i}#0"),
            doc: format!("a{i}"),
            text: String::new(),
            event: Event { kind: KINDS[mix(event * 7 + 2, 6) as usize].into(), ..Event::default() },
            count: known(1, 90).then(|| Count::exactly(2 + mix(event * 7 + 3, 60) + wrong, "person")),
            actor: Some(Actor { role: Some(ROLES[mix(event * 7 + 4, 4) as usize].into()), ..Actor::default() }),
            place: known(2, 85).then(|| Place {
                name: format!("Town {town}"),
                id: Some(format!("town:{town}")),
                kind: Some(PlaceKind::City),
                country: Some(format!("{}{}", (b'A' + (town % 26) as u8) as char, (b'A' + (town / 26 % 5) as u8) as char)),
                lat: Some(mix(town * 3 + 1, 120_000) as f64 / 1e3 - 60.0),
                lon: Some(mix(town * 3 + 2, 360_000) as f64 / 1e3 - 180.0),
                radius_km: Some(10.0),
                ..Place::default()
            }),
            date: known(3, 85).then(|| first.plus_days(mix(event * 7 + 5, 365) as i64)).flatten().map(DateInterval::day),
            ..Claim::default()
        }
    };
    (0..n).map(claim).collect()
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn cluster(bencher: Bencher, n: u64) {
    let claims = claims(n);
    let clusterer = Clusterer::default();
    bencher.counter(ItemsCount::new(n)).bench(|| clusterer.cluster(&claims).len());
}

#[divan::bench(sample_count = 10)]
fn keys(bencher: Bencher) {
    let claims = claims(10_000);
    let clusterer = Clusterer::default();
    bencher.counter(ItemsCount::new(claims.len())).bench(|| claims.iter().map(|c| clusterer.keys(c).len()).sum::<usize>());
}
