//! Copied passages, in text made of words that mean nothing.

use corroborate::independence::{Copies, Settings, count};
use corroborate::{Claim, Document, Fingerprint, Outlets};

use crate::claim::{With, claim};
use crate::triple;

/// Words by a fixed rule: `n` sentences of 14 words from a seed.
fn sentences(seed: u64, n: usize) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut word = || {
        let mut w = String::new();
        for _ in 0..3 {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let x = (state >> 33) as usize;
            w.push(char::from(b"bdfgklmnprstvz"[x % 14]));
            w.push(char::from(b"aeiou"[x / 14 % 5]));
        }
        w
    };
    (0..n)
        .map(|_| {
            let words: Vec<String> = (0..14).map(|_| word()).collect();
            let (first, rest) = words[0].split_at(1);
            format!("{}{rest} {}.", first.to_uppercase(), words[1..].join(" "))
        })
        .collect()
}

const FACT: &str = "Nine miners were killed when water broke into the lower gallery of the pit before dawn.";

/// An article with the fact in its second sentence, and the claim that stands there.
fn article(id: &str, day: u8, body: &[String]) -> (Document, Claim) {
    let mut body = body.to_vec();
    if !body.iter().any(|s| s == FACT) {
        body.insert(body.len().min(1), FACT.into());
    }
    written(id, day, &body.join(" "), FACT)
}

fn written(id: &str, day: u8, text: &str, fact: &str) -> (Document, Claim) {
    let at = text.find(fact).unwrap();
    let published = format!("2025-03-{day:02}");
    let doc = Document { published: published.parse().ok(), ..Document::new(id, text) };
    let claim = claim(id, &format!("{id}.example"), "").on(&published).with(|c| (c.start, c.end) = (at, at + fact.len()));
    (doc, claim)
}

fn found(articles: &[(Document, Claim)]) -> Vec<(String, String)> {
    let prints: Vec<Fingerprint> = articles.iter().map(|(d, c)| Fingerprint::of(d, std::slice::from_ref(c))).collect();
    let copies = Copies::find(&prints, &Settings::default());
    let mut turned = prints.clone();
    turned.reverse();
    assert_eq!(copies, Copies::find(&turned, &Settings::default()), "the order says nothing");
    copies.iter().map(|(id, c)| (id.to_string(), c.doc.clone())).collect()
}

fn yes(copy: &str, of: &str) -> Vec<(String, String)> {
    vec![(format!("{copy}#0"), of.to_string())]
}

#[test]
fn what_is_a_copy() {
    let text = sentences(1, 12);
    let original = || article("a", 4, &text);
    assert_eq!(found(&[original(), article("b", 5, &text)]), yes("b", "a"), "the later one is the copy");
    assert_eq!(found(&[original(), article("b", 3, &text)]), yes("a", "b"), "whatever its name");
    assert_eq!(found(&[original(), article("b", 5, &text[..5])]), yes("b", "a"), "a part");

    // "b" was mended in one sentence: who has that one too took it from there.
    let mut mended = text.clone();
    mended.splice(2..3, sentences(3, 1));
    let took = found(&[original(), article("b", 5, &mended), article("c", 6, &mended)]);
    assert_eq!(took, [yes("b", "a"), yes("c", "b")].concat(), "an exact copy before an older text that is most of it");

    let mut shuffled = text.clone();
    shuffled.reverse();
    shuffled.rotate_left(4);
    assert_eq!(found(&[original(), article("b", 5, &shuffled)]), yes("b", "a"), "in another order");

    let mut partly = text.clone();
    partly.splice(6.., sentences(2, 5));
    assert_eq!(found(&[original(), article("b", 5, &partly)]), yes("b", "a"), "two parts in five rewritten");

    let disguised = original().0.text.replace('o', "о").replace("an", "a\u{200b}n");
    let fact = FACT.replace('o', "о").replace("an", "a\u{200b}n");
    assert_eq!(found(&[original(), written("b", 5, &disguised, &fact)]), yes("b", "a"), "in look-alike letters");

    let text = original().0.text;
    let edited: Vec<&str> = text.split(' ').enumerate().map(|(i, w)| if i % 11 == 3 { "anyway" } else { w }).collect();
    let edited = edited.join(" ");
    let fact = edited.split_inclusive('.').find(|s| s.contains("miners")).unwrap().trim().to_string();
    assert_eq!(found(&[original(), written("b", 5, &edited, &fact)]), yes("b", "a"), "with one word in eleven changed");
}

#[test]
fn what_is_no_copy() {
    let original = || article("a", 4, &sentences(1, 12));
    assert_eq!(found(&[original(), article("b", 5, &sentences(2, 12))]), [], "one sentence of facts");
    assert_eq!(found(&[original(), article("b", 5, &[])]), [], "nothing else");
    let quote = format!("\"{}\"", sentences(3, 4).join(" "));
    let with = |seed| {
        let mut body = sentences(seed, 8);
        body.insert(1, quote.clone());
        body
    };
    assert_eq!(found(&[article("a", 4, &with(1)), article("b", 5, &with(2))]), [], "a long quotation of both");
    let late = Document { published: "2026-03-04".parse().ok(), ..article("b", 5, &sentences(1, 12)).0 };
    assert_eq!(found(&[original(), (late, article("b", 5, &sentences(1, 12)).1)]), [], "a year later");
    assert_eq!(found(&[]), []);
}

#[test]
fn a_thousand_reprints_are_one_source() {
    let text = sentences(7, 10);
    let mut articles: Vec<(Document, Claim)> = (0..1000).map(|n| article(&format!("r{n:04}"), 5, &text)).collect();
    articles.push(article("a", 4, &text));
    for (n, (_, claim)) in articles.iter_mut().enumerate() {
        // Each with a credit of its own making.
        claim.chain = crate::claim::claim("x", "x", &format!("Institute Number{n}")).chain;
    }
    let prints: Vec<Fingerprint> = articles.iter().map(|(d, c)| Fingerprint::of(d, std::slice::from_ref(c))).collect();
    let copies = Copies::find(&prints, &Settings::default());
    assert_eq!(copies.len(), 1000);
    assert!(copies.iter().all(|(_, c)| c.doc == "a" && c.claim.as_deref() == Some("a#0")));
    let claims: Vec<Claim> = articles.into_iter().map(|(_, c)| c).collect();
    let got = count(&claims, &copies, Outlets::embedded(), &Settings::default());
    assert_eq!(triple(got.independent), (1, 1, 1));
    assert_eq!(got.origins[0].label, "Institute Number1000, through a.example");
}
