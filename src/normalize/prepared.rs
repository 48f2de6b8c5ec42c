//! Articles cut and scanned, so that one recognizer can be timed alone.

use super::{Homes, Page, Setting, Taken, body, date, name, quantity};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::span::Field;

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
    /// Cuts and scans articles.
    pub fn new(documents: &'a [Document]) -> Prepared<'a> {
        let (lexicon, places) = (Lexicon::english(), Gazetteer::empty());
        let articles = documents.iter().map(|document| {
            let mut pages = Self::pages(document, &lexicon);
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
        documents.iter().flat_map(|d| Self::pages(d, &lexicon)).map(|p| p.hits().len()).sum()
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

    fn pages<'d>(document: &'d Document, lexicon: &Lexicon) -> Vec<Page<'d>> {
        let fields = [Field::Title, Field::Text].into_iter().filter(|f| !document.field(*f).is_empty());
        fields.map(|f| Page::new(f, document.field(f), lexicon)).collect()
    }
}
