//! Texts with hidden characters: zero-width letters inside words, Cyrillic letters that look Latin.
//!
//! Whoever copies an article may disguise it so; a converter may leave soft hyphens. The recognizers read what a reader sees, so that names come
//! out clean, and every span is led back to the bytes of the article.

use crate::claim::Claim;
use crate::document::Document;
use crate::mention::{Mention, MentionValue, Part};
use crate::span::{Field, Span};
use crate::text::fold::Folded;

/// An article as a reader sees it.
pub(super) struct Undisguised<'d> {
    original: &'d Document,
    /// The article without what is hidden.
    pub seen: Document,
    title: Option<Folded<'static>>,
    text: Option<Folded<'static>>,
}

impl<'d> Undisguised<'d> {
    /// `None` where nothing is hidden, which is the rule. Linear.
    pub fn of(document: &'d Document) -> Option<Undisguised<'d>> {
        let title = document.title.as_deref().and_then(Folded::unmasked);
        let text = Folded::unmasked(&document.text);
        if title.is_none() && text.is_none() {
            return None;
        }
        let mut seen = document.clone();
        if let Some(title) = &title {
            seen.title = Some(title.text.to_string());
        }
        if let Some(text) = &text {
            seen.text = text.text.to_string();
        }
        Some(Undisguised { original: document, seen, title, text })
    }

    fn span(&self, field: Field, span: Span) -> Span {
        let map = if field.is_text() { &self.text } else { &self.title };
        map.as_ref().map_or(span, |m| m.original_span(self.original.field(field), span))
    }

    /// Leads the spans of a claim back.
    pub fn restore(&self, mut claim: Claim) -> Claim {
        let span = self.span(claim.field, claim.span());
        (claim.start, claim.end) = (span.start, span.end);
        span.slice(self.original.field(claim.field)).clone_into(&mut claim.text);
        for evidence in claim.evidence.values_mut() {
            evidence.span = self.span(evidence.field.unwrap_or(claim.field), evidence.span);
        }
        claim
    }

    /// Leads the spans of a mention back.
    pub fn restore_mention(&self, mut mention: Mention) -> Mention {
        let field = mention.field;
        let source = self.original.field(field);
        let span = self.span(field, Span::new(mention.start, mention.end));
        (mention.start, mention.end, mention.text) = (span.start, span.end, span.slice(source).to_owned());
        mention.part_of = mention.part_of.map(|(start, end)| self.span(field, Span::new(start, end))).map(|s| (s.start, s.end));
        if let MentionValue::Attribution(attribution) = &mut mention.value {
            let parts = [Some(&mut attribution.cue), attribution.source.as_mut(), attribution.content.as_mut()];
            for part in parts.into_iter().flatten() {
                let span = self.span(field, Span::new(part.start, part.end));
                *part = Part { start: span.start, end: span.end, text: span.slice(source).to_owned() };
            }
        }
        mention
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::normalize::Normalizer;

    #[test]
    fn what_is_hidden_changes_no_claim() {
        let plain = "Three miners were killed near Olmagora on May 3, the Interior Ministry said.";
        let claim = |text: &str| Normalizer::default().normalize(&Document::new("a", text).title("Miners killed")).pop().unwrap();
        let expected = claim(plain);
        for (name, disguised) in [
            ("zero width", plain.replace("in", "i\u{200B}n").replace("ll", "l\u{AD}l")),
            ("look-alikes", plain.replace('e', "\u{435}").replace('o', "\u{43E}")),
            ("both", plain.replace('e', "\u{435}").replace("ma", "m\u{200B}a")),
            ("at the ends", format!("\u{FEFF}{}", plain.replace(' ', "\u{200B} \u{200B}"))),
        ] {
            let found = claim(&disguised);
            assert_eq!(disguised.get(found.start..found.end), Some(found.text.as_str()), "{name}");
            let bare =
                |c: &crate::claim::Claim| (c.event.clone(), c.count.clone(), c.place.clone(), c.chain.clone(), c.actor.clone());
            assert_eq!(bare(&found), bare(&expected), "{name}");
        }
    }
}
