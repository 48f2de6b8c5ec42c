//! Quotations: where they begin and end.

use std::ops::Range;

use crate::text::{Gap, Kind, Text};

/// The direct quotations of a text, marks included, in order. A mark that is never closed runs to the end of its paragraph. Quotes of fewer than four words
/// are words in quotation marks, no speech.
pub(super) fn quotes(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, token) in text.tokens.iter().enumerate() {
        if let Some(start) = open {
            let paragraph = token.gap == Gap::Paragraph;
            if paragraph {
                push(text, start..at, &mut found);
                open = None;
            }
        }
        if token.kind != Kind::Punct || !is_mark(text.norm(at)) {
            continue;
        }
        match open {
            None => open = Some(at),
            Some(start) => {
                push(text, start..at + 1, &mut found);
                open = None;
            }
        }
    }
    if let Some(start) = open {
        push(text, start..text.tokens.len(), &mut found);
    }
    found
}

fn push(text: &Text<'_>, quote: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = quote.clone().filter(|t| text.kind(*t) != Kind::Punct).take(4).count();
    if words >= 4 {
        found.push(quote);
    }
}

pub(super) fn is_mark(norm: &str) -> bool {
    matches!(norm, "\"" | "\u{201C}" | "\u{201D}" | "\u{201E}" | "\u{AB}" | "\u{BB}")
}
