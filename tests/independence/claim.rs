//! Claims with the chain of their sources, in few words.

use corroborate::{Claim, Count, Naming, Place, Source, Stance};

/// A claim in article `doc` of `publisher`; the chain is written "relay < origin", with a mark for what is no plain name:
/// `@` a person, `#` a document, `?` somebody unnamed, `%` a class of outlets, `~` nobody.
pub fn claim(doc: &str, publisher: &str, chain: &str) -> Claim {
    let link = |text: &str| {
        let (mark, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        let source = |name: &str, kind: Option<&str>, link| Source {
            name: Some(name.into()),
            kind: kind.map(String::from),
            link,
            ..Source::default()
        };
        match mark {
            "@" => source(rest, Some("person"), Naming::Named),
            "#" => source(rest, Some("document"), Naming::Named),
            "?" => source(rest, None, Naming::Anonymous),
            "%" => source(rest, None, Naming::Class),
            "~" => Source { link: Naming::Unattributed, ..Source::default() },
            _ => source(text, None, Naming::Named),
        }
    };
    let (doc, n) = doc.split_once('#').unwrap_or((doc, "0"));
    let chain: Vec<Source> = chain.split(" < ").filter(|s| !s.is_empty()).map(link).collect();
    Claim {
        id: format!("{doc}#{n}"),
        doc: doc.into(),
        publisher: Some(publisher.into()),
        published: "2025-03-04".parse().ok(),
        stance: if chain.is_empty() { Stance::Asserted } else { Stance::Attributed },
        count: Some(Count::exactly(12, "person")),
        place: Some(Place { name: "Sumy".into(), country: Some("UA".into()), ..Place::default() }),
        chain,
        ..Claim::default()
    }
}

pub trait With: Sized {
    fn with(self, change: impl FnOnce(&mut Claim)) -> Claim;
    fn number(self, n: u64) -> Claim {
        self.with(|c| c.count = Some(Count::exactly(n, "person")))
    }
    fn on(self, day: &str) -> Claim {
        self.with(|c| c.published = day.parse().ok())
    }
    fn seen(self) -> Claim {
        self.with(|c| c.first_hand = true)
    }
    fn denied(self) -> Claim {
        self.with(|c| c.stance = Stance::Denied)
    }
    fn copy(self, doc: &str) -> Claim {
        self.with(|c| c.copy_of = Some(doc.into()))
    }
}

impl With for Claim {
    fn with(mut self, change: impl FnOnce(&mut Claim)) -> Claim {
        change(&mut self);
        self
    }
}
