//! What the recognizers left on the pages, as records.

use std::ops::Range;

use super::{Page, Wording};
use crate::claim::Event;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::triggers::SAME;
use crate::mention::{Attribution, Mention, MentionValue, Part};
use crate::span::Span;

/// All mentions, ordered by field, start, longest first. A period of a text of several sentences is followed by the dates that bound it.
pub(super) fn of(document: &Document, pages: &[Page<'_>], lexicon: &Lexicon) -> Vec<Mention> {
    let mut all = Vec::new();
    for page in pages {
        let from = all.len();
        // In running text the dates that bound a period are points of the story too, as TIMEX3 has them; of a query or a note of one
        // sentence the period is the answer.
        let several = page.text.sentences.len() > 1;
        // "The country" is no name, nor is "a Syrian city".
        for p in page.places.iter().filter(|p| p.wording == Wording::Named).chain(&page.adjectives) {
            let span = page.text.span(p.tokens.clone());
            if !span.is_empty() {
                let place = MentionValue::Place(p.place.clone());
                all.push(Mention { adjective: p.adjective, ..mention(document, page, span, place) });
            }
        }
        for q in &page.quantities {
            let count = q.count.clone();
            let span = page.text.span(q.tokens.clone());
            if !span.is_empty() {
                let value = if count.unit.is_some() { MentionValue::Quantity(count) } else { MentionValue::Number(count) };
                let part_of = q.whole.clone().map(|whole| page.text.span(whole)).map(|whole| (whole.start, whole.end));
                all.push(Mention { part_of, ..mention(document, page, span, value) });
            }
        }
        let mut add = |tokens: Range<usize>, value: MentionValue| {
            let span = page.text.span(tokens);
            if !span.is_empty() {
                all.push(mention(document, page, span, value));
            }
        };
        for d in &page.dates {
            add(d.tokens.clone(), MentionValue::Date(d.date.clone()));
            if several {
                for (tokens, date) in &d.bounds {
                    add(tokens.clone(), MentionValue::Date(date.clone()));
                }
            }
        }
        for a in &page.actors {
            add(a.tokens.clone(), MentionValue::Actor(a.actor.clone()));
        }
        for e in &page.events {
            let Some(kind) = e.triggers.first().and_then(|t| lexicon.triggers().get(*t)).map(|t| t.kind.clone()) else {
                continue;
            };
            if kind == SAME {
                continue;
            }
            add(e.tokens.clone(), MentionValue::Event(Event { kind, ..Event::default() }));
        }
        let part = |tokens: Range<usize>| {
            let span = page.text.span(tokens);
            (!span.is_empty()).then(|| Part { start: span.start, end: span.end, text: span.slice(page.text.source).to_owned() })
        };
        for v in page.voices.iter() {
            let Some(cue) = part(v.cue.clone()) else { continue };
            let value =
                Attribution { source: part(v.source.clone()), content: part(v.content.clone()), chain: v.chain.to_vec(), cue };
            let whole = [&v.cue, &v.source, &v.content].into_iter().filter(|r| !r.is_empty());
            let start = whole.clone().map(|r| r.start).min().unwrap_or(v.cue.start);
            let end = whole.map(|r| r.end).max().unwrap_or(v.cue.end);
            add(start..end, MentionValue::Attribution(value));
        }
        all[from..].sort_by_key(|m| (m.start, usize::MAX - m.end));
    }
    all
}

pub(super) fn mention(document: &Document, page: &Page<'_>, span: Span, value: MentionValue) -> Mention {
    let text = span.slice(page.text.source).to_owned();
    Mention {
        doc: document.id.clone(),
        field: page.field,
        start: span.start,
        end: span.end,
        text,
        adjective: false,
        part_of: None,
        value,
    }
}
