//! The stage as a value: articles in, claims out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::attribution::{is_presupposed, statements};
use super::disguise::Undisguised;
use super::event::is_incident;
use super::inherit::{Completed, Inherited};
use super::involved::Involved;
use super::site::sites;
use super::victim::{Ages, role_of_age};
use super::{Forms, Homes, Page, Setting, antecedent, clause, gather, identity, inherit, mentions, place};
use crate::claim::{Actor, Claim, CountModifier, DateModifier, Event, Evidence, Stance};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::resolution::Resolution;

/// Turns articles into claims. Immutable, cheap to clone, shared between threads.
///
/// ```
/// use corroborate::{Document, Normalizer};
/// let article = Document::new("a1", "Twelve soldiers fled their positions near Kharkiv on July 18, officials said.");
/// let claims = Normalizer::default().normalize(&article);
/// assert_eq!(claims[0].event.kind, "deserted");
/// assert_eq!(claims[0].count.as_ref().and_then(|c| c.exact()), Some(12));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    lexicon: Lexicon,
    places: Gazetteer,
    strength: bool,
    homes: Arc<Homes>,
}

impl Normalizer {
    /// A normalizer with a lexicon of one's own.
    pub fn new(lexicon: Lexicon) -> Normalizer {
        Normalizer { lexicon, places: Gazetteer::embedded(), strength: false, homes: Arc::default() }
    }

    /// Looks places up in a gazetteer of one's own.
    #[must_use]
    pub fn places(mut self, places: Gazetteer) -> Normalizer {
        self.places = places;
        self
    }

    /// Whether claims count a whole formation ("an entire battalion") by its nominal strength, as people within soft bounds
    /// ([`Lexicon::nominal_strength`]). Off by default: then it is one battalion.
    ///
    /// ```
    /// use corroborate::{Document, Normalizer};
    /// let article = Document::new("a", "An entire battalion deserted near Kharkiv.");
    /// let count = |n: Normalizer| n.normalize(&article).remove(0).count.map(|c| (c.low, c.high, c.unit));
    /// assert_eq!(count(Normalizer::default()), Some((Some(1), Some(1), Some("battalion".into()))));
    /// let people = count(Normalizer::default().nominal_strength(true));
    /// assert_eq!(people, Some((Some(300), Some(1000), Some("person".into()))));
    /// ```
    #[must_use]
    pub fn nominal_strength(mut self, on: bool) -> Normalizer {
        self.strength = on;
        self
    }

    /// Reads places with what was learned of the homes of publishers.
    #[must_use]
    pub fn homes(mut self, homes: Homes) -> Normalizer {
        self.homes = Arc::new(homes);
        self
    }

    /// Learns the homes of publishers from a corpus, in one pass over it; see [`Homes`].
    pub fn learn_homes<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> Homes {
        let mut homes = Homes::default();
        for document in documents {
            homes.add(document, &self.mentions(document));
        }
        homes
    }

    /// The gazetteer that places are looked up in.
    pub(crate) fn gazetteer(&self) -> &Gazetteer {
        &self.places
    }

    /// What the recognizers find in an article: numbers, dates, places, actors, events and attributions, ordered by field and start.
    /// Never fails; linear in the length of the article.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        let of = |d: &Document| {
            let mut forms = Forms::default();
            mentions::of(d, &super::recognize_in(d, &self.setting(d), &mut forms), &self.lexicon)
        };
        match Undisguised::of(document) {
            Some(plain) => of(&plain.seen).into_iter().map(|m| plain.restore_mention(m)).collect(),
            None => of(document),
        }
    }

    /// The places that an article names, with the other places of the name and what speaks for each; adjectives are left out.
    pub fn resolutions(&self, document: &Document) -> Vec<Resolution> {
        let of = |d: &Document| place::resolutions(&self.setting(d));
        match Undisguised::of(document) {
            Some(plain) => {
                let restore = |r: Resolution| Resolution { mention: plain.restore_mention(r.mention), ..r };
                of(&plain.seen).into_iter().map(restore).collect()
            }
            None => of(document),
        }
    }

    /// The claims of an article, in order of field and start. Never fails; linear in the length of the article.
    pub fn normalize(&self, document: &Document) -> Vec<Claim> {
        match Undisguised::of(document) {
            Some(plain) => self.claims(&plain.seen).into_iter().map(|c| plain.restore(c)).collect(),
            None => self.claims(document),
        }
    }

    fn setting<'a>(&'a self, document: &'a Document) -> Setting<'a> {
        Setting { lexicon: &self.lexicon, places: &self.places, document, published: document.published, homes: &self.homes }
    }

    fn claims(&self, document: &Document) -> Vec<Claim> {
        let setting = self.setting(document);
        let mut forms = Forms::default();
        let Some(pages) = super::recognize_telling(document, &setting, &mut forms) else { return Vec::new() };
        let mut drafts = Vec::new();
        for page in 0..pages.len() {
            drafts.extend(clause::read(&pages, page, &setting));
        }
        let ages = Ages::new(&pages, &setting);
        let mut completed = inherit::complete(&pages, drafts, &setting);
        antecedent::name_pronouns(&pages, &mut completed);
        let mut completed = gather::gather(&pages, completed, &ages);
        identity::identify(&pages, &mut completed, &ages, &setting);
        let offices = offices(&pages);
        let involved = Involved::new(&pages, &completed);
        let sites = sites(&pages, &setting);
        let told = Told { offices: &offices, involved: &involved, ages: &ages, sites: &sites };
        let mut claims: Vec<Claim> = Vec::with_capacity(completed.len());
        completed.into_iter().for_each(|c| tell(c, &pages, &told, &setting, &mut claims));
        claims.sort_by(|a, b| {
            // Of two that begin together the whole stands before its parts.
            let key = |c: &Claim| (c.field, c.start, std::cmp::Reverse(c.end));
            key(a).cmp(&key(b)).then_with(|| a.event.kind.cmp(&b.event.kind)).then_with(|| a.chain.cmp(&b.chain))
        });
        if self.strength {
            for count in claims.iter_mut().filter_map(|c| c.count.as_mut()).filter(|c| c.modifier == Some(CountModifier::Nominal))
            {
                *count = self.lexicon.nominal_strength(count).unwrap_or_else(|| count.clone());
            }
        }
        for (n, claim) in claims.iter_mut().enumerate() {
            claim.id = String::with_capacity(document.id.len() + 4);
            let _ = write!(claim.id, "{}#{n}", document.id);
        }
        claims
    }
}

/// What the article tells of its persons.
struct Told<'a> {
    offices: &'a Offices<'a>,
    involved: &'a Involved,
    ages: &'a Ages<'a>,
    sites: &'a [String],
}

/// Under this age nobody serves.
const CHILD: u8 = 15;

/// Adds one claim for each of the parallel sources of a draft.
fn tell(completed: Completed, pages: &[Page<'_>], told: &Told<'_>, setting: &Setting<'_>, claims: &mut Vec<Claim>) {
    let Some(page) = pages.get(completed.draft.page) else { return };
    let document = setting.document;
    let span = page.text.span(completed.draft.tokens.clone());
    if span.is_empty() {
        return;
    }
    let people = told.involved.with(&completed, pages);
    let age = told.ages.of(pages, &completed.draft).and_then(|n| u8::try_from(n).ok());
    let Completed { draft, inherited, fallback_date, background } = completed;
    let incident = is_incident(&draft.kind);
    let mut evidence = BTreeMap::new();
    let mut point = |name: &str, on: usize, tokens: &Range<usize>| {
        let Some(other) = pages.get(on) else { return };
        let span = other.text.span(tokens.clone());
        if !span.is_empty() {
            evidence.insert(name.to_owned(), Evidence { span, field: (on != draft.page).then_some(other.field) });
        }
    };
    point("event", draft.page, &draft.trigger);
    let mut count = None;
    if let Some((value, tokens)) = draft.count {
        point("count", draft.page, &tokens);
        // "four of them": of whom.
        let whole = page.quantities_in(tokens.start..tokens.start + 1).iter().find_map(|q| q.whole.as_ref());
        if let Some(whole) = whole {
            point("whole", draft.page, whole);
        }
        count = Some(value);
    }
    let mut actor = None;
    if let Some((value, tokens)) = draft.actor {
        point("actor", draft.page, &tokens);
        actor = Some(value);
    }
    if let Some(age) = age {
        let actor = actor.get_or_insert_with(Actor::default);
        actor.age = Some(age);
        // "Three-year-old Major Roe" is no officer.
        let role = actor.role.take().filter(|role| age >= CHILD || !matches!(role.as_str(), "officer" | "soldier" | "police"));
        actor.role = role.or_else(|| role_of_age(age.into()));
    }
    let mut place = None;
    if let Some(several) = draft.together {
        point("place", draft.page, &several.tokens);
        place = several.within;
    } else if let Some((p, i)) = draft.place
        && let Some(mention) = pages.get(p).and_then(|page| page.places.get(i))
    {
        point("place", p, &mention.tokens);
        place = Some(mention.place.clone());
    }
    let mut date = fallback_date;
    if let Some((p, i, refers_to)) = draft.date
        && let Some(mention) = pages.get(p).and_then(|page| page.dates.get(i))
    {
        point("date", p, &mention.tokens);
        let past = mention.past.as_ref().filter(|_| incident);
        let mut value = past.unwrap_or(&mention.date).clone();
        value.refers_to = refers_to;
        if draft.since && value.start.is_some() {
            (value.end, value.modifier) = (None, Some(DateModifier::Since));
            value.alternatives.clear();
        }
        // A date that is neither resolved nor partial says nothing.
        if !value.is_unresolved() || value.partial.is_some() {
            date = Some(value);
        }
    }
    let mut inherited: Vec<String> = inherited.iter().map(|i| name_of(*i).to_owned()).collect();
    inherited.sort_unstable();
    let base = Claim {
        doc: document.id.clone(),
        publisher: document.publisher_key().map(str::to_owned),
        publisher_name: document.publisher_name.clone(),
        published: document.published,
        field: page.field,
        start: span.start,
        end: span.end,
        text: span.slice(page.text.source).to_owned(),
        event: Event { kind: draft.kind, parent: None, negated: draft.negated },
        count,
        actor,
        people,
        sites: if background || !incident { Vec::new() } else { told.sites.to_vec() },
        place,
        date,
        hedged: draft.hedged,
        background,
        evidence,
        inherited,
        ..Claim::default()
    };
    let says = statements(page, draft.trigger.start);
    let granted = draft.nominal && !draft.toll && is_presupposed(page, draft.trigger.clone());
    if says.is_empty() {
        let stance = if draft.negated { Stance::Denied } else { Stance::Asserted };
        claims.push(Claim { stance, ..base });
        return;
    }
    for (mut claim, saying) in std::iter::repeat_n(base, says.len()).zip(says) {
        claim.stance = match (saying.denied != draft.negated, saying.chain.is_empty()) {
            (true, _) => Stance::Denied,
            (false, true) => Stance::Asserted,
            (false, false) => Stance::Attributed,
        };
        claim.hedged |= saying.hedged && !granted;
        claim.first_hand = saying.first_hand;
        claim.chain = saying.chain;
        speak_for_states(&mut claim, told.offices);
        if !saying.source.is_empty() {
            let span = page.text.span(saying.source);
            claim.evidence.insert("source".into(), Evidence { span, field: None });
        }
        claims.push(claim);
    }
}

/// The persons of an article who hold an office, with the state where the article says it.
type Offices<'a> = FxHashMap<&'a str, Option<&'a str>>;

fn offices<'a>(pages: &'a [Page<'_>]) -> Offices<'a> {
    let names = pages.iter().flat_map(|p| &p.names);
    names.filter_map(|n| n.office.as_ref().map(|state| (n.name.as_str(), state.as_deref()))).collect()
}

/// Who holds an office speaks for the state that the article names, else for that of the place.
fn speak_for_states(claim: &mut Claim, offices: &Offices<'_>) {
    let here = claim.place.as_ref().and_then(|p| p.country.clone());
    for source in claim.chain.iter_mut().filter(|s| s.side.is_none() && s.kind.as_deref() == Some("person")) {
        if let Some(state) = source.name.as_deref().and_then(|name| offices.get(name)) {
            source.side = state.map(str::to_owned).or_else(|| here.clone());
        }
    }
}

fn name_of(inherited: Inherited) -> &'static str {
    match inherited {
        Inherited::Event => "event",
        Inherited::Count => "count",
        Inherited::Place => "place",
        Inherited::Date => "date",
        Inherited::Actor => "actor",
    }
}
