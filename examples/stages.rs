//! Each stage alone, from a text to a count, with what goes in and what comes out.
//!
//! `cargo run --release --example stages`

use corroborate::{Claim, Corroborator, Document};

fn main() {
    let corroborator = Corroborator::default();
    let articles = [
        ("a", "Three people were killed in Patras on 9 October 2025, mayor Eleni Vlachou said."),
        ("b", "According to mayor Eleni Vlachou, three people died in Patras on October 9, 2025."),
        ("c", "Four people were killed in Patras on 9 October 2025, police said."),
    ]
    .map(|(id, text)| Document::new(id, text).publisher(format!("{id}.example")));

    println!("mentions: what the recognizers find in an article");
    for mention in corroborator.mentions(&articles[0]) {
        println!("  {:>2} to {:<2}  {}", mention.start, mention.end, mention.text);
    }

    println!("normalize: an article to its claims");
    let claims: Vec<Claim> = articles.iter().flat_map(|article| corroborator.normalize(article)).collect();
    for claim in &claims {
        let source = claim.chain.last().and_then(|source| source.name.as_deref()).unwrap_or("nobody");
        println!("  {}  {} {}, from {source}", claim.id, claim.count.as_ref().and_then(|c| c.low).unwrap_or(0), claim.event.kind);
    }

    println!("keys: claims that share one are compared");
    for claim in &claims {
        println!("  {}  {} keys", claim.id, corroborator.keys(claim).len());
    }

    println!("links: pairs with their weights in bits");
    for link in corroborator.links(&claims) {
        println!("  {} and {}  {:+.1}", link.a, link.b, link.weight);
    }

    println!("cluster: the claims of each event");
    for cluster in corroborator.cluster(&claims) {
        println!("  {}", cluster.claims.join(", "));
    }

    println!("count: the independent sources of each event");
    for event in corroborator.count(&claims) {
        println!("  {event}");
    }
}
