//! Events, outlets and places of your own: a word that the lexicon does not know, an agency of a valley, a village.
//!
//! `cargo run --release --example own_words`

use std::error::Error;

use corroborate::{Corroborator, Document, Gazetteer, GazetteerBuilder, Lexicon};

/// What happened, which argument of the verb is counted, and its forms. More columns: `src/lexicon/data/triggers.tsv`.
const EVENTS: &str = "kind\tcounted\tpresent\tpast\n\
                      furloughed\tobject\tfurlough|furloughs\tfurloughed\n";

/// An agency, so that whoever quotes it goes back to it. More columns: `src/lexicon/data/outlets.tsv`.
const OUTLETS: &str = "id\tname\taliases\tkind\n\
                       valleywire\tValley Wire\tVW\tagency\n";

/// A village that the embedded table leaves out. GeoNames files are read as they are.
const PLACES: &str = "geonameid\tname\tcountry\tlat\tlon\tpopulation\n\
                      9900001\tUpper Quillane\tIE\t52.1\t-9.6\t310\n";

fn main() -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::english().extend_events(EVENTS)?.extend_outlets(OUTLETS)?;
    let mut places = GazetteerBuilder::default();
    places.read_tsv(PLACES.as_bytes())?;
    let corroborator = Corroborator::new(lexicon).with_places(Gazetteer::embedded().extend(places)?);

    let articles = [
        ("echo", "The mill in Upper Quillane furloughed 40 workers on 3 June 2025, Valley Wire reported."),
        ("post", "According to Valley Wire, 40 workers were furloughed in Upper Quillane on 3 June 2025."),
    ]
    .map(|(id, text)| Document::new(id, text).publisher(format!("{id}.example")));
    print!("{}", corroborator.corroborate(&articles));
    Ok(())
}
