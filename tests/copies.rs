//! Copied text: what is found of generated copies, and that nothing else is.

#[path = "../benches/generate/mix.rs"]
mod mix;
#[path = "../benches/generate/rewritten.rs"]
mod rewritten;

/// The bench `copies` prints the same figures for more articles.
#[test]
fn copies_with_up_to_two_words_in_five_rewritten_are_found() {
    for share in [0.0, 0.2, 0.4] {
        let (recall, precision) = rewritten::quality(&rewritten::news(900, share));
        println!("{share}: recall {recall:.4}, precision {precision:.4}");
        assert!(recall >= 0.95 && precision >= 0.99, "{share}: recall {recall}, precision {precision}");
    }
}
