//! Articles cut and scanned, so that one recognizer can be timed alone.

use super::{Forms, Homes, Page, Setting, Taken, body, date, name, pages, quantity};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;

/// Articles whose words, phrases, bodies and persons are known. Not part of the public face: the benches measure with it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Prepared<'a> {
    lexicon: Lexicon,
    places: Gazetteer,
    articles: Vec<Article<'a>>,
}

#[derive(Debug)]
struct Article<'a> {
    document: &'a Document,
    pages: Vec<Page<'a>>,
    /// What bodies and persons took on each page.
    taken: Vec<Vec<Taken>>,
}

impl<'a> Prepared<'a> {
    /// Cuts and scans articles; `forms` are one for each.
    pub fn new(documents: &'a [Document], forms: &'a mut [[String; 2]]) -> Prepared<'a> {
        let (lexicon, places) = (Lexicon::english(), Gazetteer::empty());
        let articles = documents.iter().zip(forms).map(|(document, forms)| {
            let mut pages = pages(document, &lexicon, forms);
            let setting =
                Setting { lexicon: &lexicon, places: &places, document, published: document.published, homes: Homes::NONE };
            body::recognize(&mut pages, &setting);
            name::recognize(&mut pages, &setting);
            let taken = pages.iter().map(|p| p.taken.clone()).collect();
            Article { document, pages, taken }
        });
        let articles = articles.collect();
        Prepared { lexicon, places, articles }
    }

    /// Cuts and scans articles and keeps nothing: how many phrases there are.
    pub fn scan(documents: &[Document]) -> usize {
        let lexicon = Lexicon::english();
        let hits = |d| pages(d, &lexicon, &mut Forms::default()).iter().map(|p| p.hits().len()).sum::<usize>();
        documents.iter().map(hits).sum()
    }

    /// Finds dates, numbers, or dates and then numbers, afresh: how many.
    pub fn recognize(&mut self, dates: bool, numbers: bool) -> usize {
        let mut found = 0;
        for article in &mut self.articles {
            for (page, taken) in article.pages.iter_mut().zip(&article.taken) {
                page.taken.copy_from_slice(taken);
            }
            let document = article.document;
            let setting = Setting {
                lexicon: &self.lexicon,
                places: &self.places,
                document,
                published: document.published,
                homes: Homes::NONE,
            };
            if dates {
                date::recognize(&mut article.pages, &setting);
                found += article.pages.iter().map(|p| p.dates.len()).sum::<usize>();
            }
            if numbers {
                quantity::recognize(&mut article.pages, &setting);
                found += article.pages.iter().map(|p| p.quantities.len()).sum::<usize>();
            }
        }
        found
    }
}
