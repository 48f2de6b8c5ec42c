//! Who speaks in a cluster: every name resolved to one key, whoever publishes, relays or is cited.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::claim::{Claim, Naming, Source};
use crate::lexicon::{
    Body, BodyClass, Outlet, Outlets, Person, country_of_domain, fold_name, is_host, is_state_host, registrable, skeleton,
};

/// No more candidates than this are compared for one name.
const CANDIDATES: usize = 64;

/// The speakers of one cluster.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    pub(crate) outlets: &'a Outlets,
    /// The country where most claims of the cluster have their place.
    pub(crate) here: Option<String>,
    /// Names of publishers of the cluster without spaces, to their keys.
    publishers: FxHashMap<String, String>,
    /// What a source is, by name and kind as given.
    members: FxHashMap<(String, String), Member>,
    /// Key to the key that stands for it.
    aliases: FxHashMap<String, String>,
    /// The longest name of a key.
    names: FxHashMap<String, String>,
}

/// A named source as first read.
#[derive(Clone, Debug)]
struct Member {
    key: String,
    body: Option<Body>,
    person: Option<Person>,
    media: bool,
    document: bool,
}

/// A named source of the cluster.
#[derive(Clone, Debug)]
pub(crate) struct Entity<'a> {
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) body: Option<&'a Body>,
    pub(crate) person: bool,
    pub(crate) document: bool,
    /// A title says that the person holds an office of a state.
    pub(crate) office: bool,
    /// It reports what others say.
    pub(crate) media: bool,
}

impl<'a> Cast<'a> {
    /// Resolves all names of a cluster. Near-linear in the number of names.
    pub(crate) fn new(claims: &[&Claim], outlets: &'a Outlets) -> Cast<'a> {
        let mut cast = Cast {
            outlets,
            here: country_of(claims),
            publishers: FxHashMap::default(),
            members: FxHashMap::default(),
            aliases: FxHashMap::default(),
            names: FxHashMap::default(),
        };
        cast.read_publishers(claims);
        for source in claims.iter().flat_map(|c| &c.chain).filter(|s| s.link == Naming::Named) {
            let id = member_id(source);
            if !cast.members.contains_key(&id)
                && let Some(member) = cast.read(source)
            {
                cast.members.insert(id, member);
            }
        }
        // In the order of the names, so that the order of the claims says nothing.
        let mut members: Vec<(&(String, String), &Member)> = cast.members.iter().collect();
        members.sort_by_key(|(id, _)| *id);
        let mut aliases = same_bodies(&members, outlets);
        aliases.extend(same_persons(&members));
        let mut names: FxHashMap<String, String> = FxHashMap::default();
        for (id, member) in &members {
            let key = follow(&aliases, &member.key);
            let name = names.entry(key.to_string()).or_default();
            let better = match &member.person {
                Some(p) => Some(p.name.as_str()) == key.strip_prefix("n:"),
                None => member.key == key,
            };
            if name.is_empty() || (better && id.0.len() > name.len()) {
                name.clone_from(&id.0);
            }
        }
        drop(members);
        cast.aliases = aliases;
        cast.names = names;
        cast
    }

    fn read_publishers(&mut self, claims: &[&Claim]) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut put = |name: String, key: &str| {
            if !name.is_empty() {
                let held = names.entry(name).or_insert_with(|| key.to_string());
                if key < held.as_str() {
                    *held = key.to_string();
                }
            }
        };
        // What a publisher calls itself goes before what its address suggests.
        for claim in claims {
            let key = self.bare_publisher(claim);
            if let Some(name) = &claim.publisher_name {
                put(squeeze(name), &key);
            }
            if let Some(name) = claim.publisher.as_deref().filter(|p| !is_host(p)) {
                put(squeeze(name), &key);
            }
        }
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        for claim in claims {
            let key = self.bare_publisher(claim);
            if let Some(label) = key.strip_prefix("d:").and_then(|d| d.split('.').next()).filter(|l| l.len() > 3) {
                let label = squeeze(label);
                let held = labels.entry(label).or_insert_with(|| key.clone());
                if key < *held {
                    *held = key;
                }
            }
        }
        for (label, key) in labels {
            names.entry(label).or_insert(key);
        }
        self.publishers = names.into_iter().collect();
    }

    /// The key of a publisher by its address or name alone.
    fn bare_publisher(&self, claim: &Claim) -> String {
        let given = claim.publisher.as_deref().or(claim.publisher_name.as_deref()).map(str::trim).filter(|p| !p.is_empty());
        let Some(given) = given else { return format!("article:{}", claim.doc) };
        if is_host(given) {
            match self.outlets.by_domain(given) {
                Some(o) => format!("o:{}", o.id),
                None => format!("d:{}", registrable(given)),
            }
        } else {
            match self.outlets.by_name(given) {
                Some(o) => format!("o:{}", o.id),
                None => format!("n:{}", fold_name(given)),
            }
        }
    }

    /// The key of the publisher of a claim.
    pub(crate) fn publisher(&self, claim: &Claim) -> String {
        let key = self.bare_publisher(claim);
        // A publisher given by name here and by its address there is one.
        let named = key.strip_prefix("n:").and_then(|n| self.publishers.get(&squeeze(n)));
        let key = named.unwrap_or(&key);
        follow(&self.aliases, key).to_string()
    }

    /// How a publisher is called.
    pub(crate) fn publisher_name(&self, claim: &Claim) -> String {
        let given = claim.publisher_name.as_deref().or(claim.publisher.as_deref()).map(str::trim).filter(|p| !p.is_empty());
        match given {
            None => format!("article {}", claim.doc),
            Some(p) => self.outlets.publisher(p).map_or_else(|| p.to_string(), |o| o.name.clone()),
        }
    }

    /// The row of the outlet table behind a key.
    pub(crate) fn outlet(&self, key: &str) -> Option<&'a Outlet> {
        key.strip_prefix("o:").and_then(|id| self.outlets.get(id))
    }

    /// Whether a publisher is itself an official body.
    pub(crate) fn is_body(&self, key: &str) -> bool {
        match self.outlet(key) {
            Some(o) => !o.is_media(),
            None => key.strip_prefix("d:").is_some_and(is_state_host),
        }
    }

    /// The state whose voice a publisher is.
    pub(crate) fn state_of_publisher(&self, key: &str) -> Option<String> {
        match self.outlet(key) {
            Some(o) => o.state().map(String::from),
            None => key
                .strip_prefix("d:")
                .filter(|d| is_state_host(d))
                .and_then(|d| if d.ends_with(".gov") || d.ends_with(".mil") { Some("US".into()) } else { country_of_domain(d) }),
        }
    }

    /// The country an outlet works in.
    pub(crate) fn country(&self, key: &str) -> Option<String> {
        match self.outlet(key) {
            Some(o) => o.country.clone(),
            None => key.strip_prefix("d:").and_then(country_of_domain),
        }
    }

    /// A named source.
    pub(crate) fn entity(&self, source: &Source) -> Option<Entity<'_>> {
        let (id, member) = self.members.get_key_value(&member_id(source))?;
        let key = follow(&self.aliases, &member.key);
        Some(Entity {
            key,
            name: self.names.get(key).map_or(id.0.as_str(), String::as_str),
            body: member.body.as_ref(),
            person: member.person.is_some(),
            document: member.document,
            office: member.person.as_ref().is_some_and(|p| p.office),
            media: member.media,
        })
    }

    /// What one named source is, on its own.
    fn read(&self, source: &Source) -> Option<Member> {
        let name = source.name.as_deref().map(str::trim).filter(|n| !n.is_empty())?;
        let kind = source.kind.as_deref().unwrap_or("");
        let side = source.side.as_deref().and_then(super::provenance::state_of_side);
        // An outlet that publishes here is no person, whatever the chain took its name for.
        if kind == "person" && !self.publishers.contains_key(&squeeze(name)) {
            let person = Person::parse(name)?;
            return Some(Member {
                key: format!("n:{}", person.name),
                body: None,
                person: Some(person),
                media: false,
                document: false,
            });
        }
        // "State Flood Agency (SFA)" has no word "sfa".
        let plain = explained(name).and_then(|_| name.rsplit_once('(')).map_or(name, |(before, _)| before.trim_end());
        let mut body = Body::parse(plain);
        if let Some(b) = body.as_mut().filter(|b| b.country.is_none() && b.class.is_state() && b.headed) {
            b.country = side.clone();
        }
        if kind == "document" {
            let key = format!("document:{}", body.as_ref()?.key());
            return Some(Member { key, body, person: None, media: false, document: true });
        }
        let named = source.id.as_deref().and_then(|id| self.outlets.get(id));
        // A name that two states share belongs to the one that the chain speaks of.
        let fits = |o: &&Outlet| side.is_none() || o.country.is_none() || side == o.country || o.is_media();
        let row = named
            .or_else(|| self.outlets.by_name(name).filter(fits))
            .or_else(|| body.as_ref().and_then(|b| self.outlets.by_body(b)));
        if is_host(name) && !name.starts_with('.') {
            let row = self.outlets.by_domain(name);
            let key = row.map_or_else(|| format!("d:{}", registrable(name)), |o| format!("o:{}", o.id));
            let media = row.map_or_else(|| !self.is_body(&key), Outlet::is_media);
            return Some(Member { key, body: None, person: None, media, document: false });
        }
        let published = self
            .publishers
            .get(&squeeze(name))
            .or_else(|| self.publishers.get(squeeze(name).strip_prefix("the").filter(|n| n.len() > 3)?))
            .or_else(|| self.publishers.get(&squeeze(explained(name)?)));
        let told =
            matches!(kind, "government" | "ministry" | "ngo" | "think-tank" | "organization" | "body" | "company" | "party");
        if let Some(o) = row.filter(|_| published.is_none_or(|p| !p.starts_with("d:"))) {
            let media = o.is_media() && !told;
            let body = (!media).then_some(body).flatten();
            return Some(Member { key: format!("o:{}", o.id), body, person: None, media, document: false });
        }
        if let Some(key) = published {
            let body = body.filter(|b| told || b.headed);
            return Some(Member { key: key.clone(), body, person: None, media: !told && !self.is_body(key), document: false });
        }
        let media = matches!(kind, "agency" | "newspaper" | "broadcaster" | "online" | "outlet")
            || (!told && body.as_ref().is_some_and(|b| b.headed && b.class == BodyClass::Media));
        match body {
            Some(b) if b.headed => {
                Some(Member { key: format!("b:{}", b.key()), body: Some(b), person: None, media, document: false })
            }
            body => {
                let folded = fold_name(name);
                let folded = folded.strip_prefix("the ").unwrap_or(&folded);
                (!folded.is_empty()).then(|| Member { key: format!("n:{folded}"), body, person: None, media, document: false })
            }
        }
    }
}

/// The country of most places, the first in the alphabet among equals.
fn country_of(claims: &[&Claim]) -> Option<String> {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for country in claims.iter().filter_map(|c| c.place.as_ref()?.country.as_deref()) {
        *countries.entry(country).or_default() += 1;
    }
    countries.into_iter().max_by_key(|(country, n)| (*n, std::cmp::Reverse(*country))).map(|(country, _)| country.to_string())
}

/// A source is read once for each name, kind, id and side.
fn member_id(source: &Source) -> (String, String) {
    let rest = [source.kind.as_deref(), source.id.as_deref(), source.side.as_deref()];
    (source.name.clone().unwrap_or_default(), rest.map(|r| r.unwrap_or("")).join("|"))
}

/// "Radio Tamazuj" is at radiotamazuj.org.
fn squeeze(name: &str) -> String {
    fold_name(name).replace(' ', "")
}

fn follow<'k>(aliases: &'k FxHashMap<String, String>, key: &'k str) -> &'k str {
    let mut key = key;
    // Aliases lead from less to more telling names; the bound is for safety alone.
    for _ in 0..8 {
        match aliases.get(key) {
            Some(next) => key = next,
            None => break,
        }
    }
    key
}

/// "the ministry", "Interior Ministry" and "NEMA" are the one body of the cluster whose full name holds them.
fn same_bodies(members: &[(&(String, String), &Member)], outlets: &Outlets) -> FxHashMap<String, String> {
    struct Named {
        key: String,
        body: Body,
        document: bool,
        initials: String,
        short: Option<String>,
        /// "… Agency (ABC)": the abbreviation that it explains.
        explained: Option<String>,
        /// "ABC Northern District": the abbreviation that it begins with.
        opens: Option<String>,
    }
    let mut pool: Vec<Named> = Vec::new();
    for (id, m) in members {
        if m.person.is_some() || m.media {
            continue;
        }
        let row = m.key.strip_prefix("o:").and_then(|i| outlets.get(i));
        let Some(mut body) = row.and_then(|o| Body::parse(&o.name)).or_else(|| m.body.clone()) else { continue };
        if row.is_some() && body.country.is_none() {
            body.country = row.and_then(|o| o.country.clone());
        }
        let name = id.0.trim();
        let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let short = (2..=6).contains(&bare.chars().count()) && bare.chars().all(char::is_uppercase);
        let explained = explained(bare).map(str::to_string);
        let opens = bare.split(' ').next().filter(|w| is_abbreviation(w)).map(str::to_string);
        let initials = bare
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        pool.push(Named {
            key: m.key.clone(),
            body,
            document: m.document,
            initials,
            short: short.then(|| bare.to_string()),
            explained,
            opens,
        });
    }
    let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_initials: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, n) in pool.iter().enumerate() {
        for word in &n.body.words {
            by_word.entry(word).or_default().push(i);
        }
        if n.initials.chars().count() > 1 && n.short.is_none() {
            by_initials.entry(&n.initials).or_default().push(i);
        }
    }
    let mut by_explained: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, n) in pool.iter().enumerate() {
        if let Some(short) = &n.explained {
            by_explained.entry(short).or_default().push(i);
        }
    }
    let mut aliases = FxHashMap::default();
    for n in &pool {
        let rarest = n.body.words.iter().filter_map(|w| by_word.get(w.as_str())).min_by_key(|l| l.len());
        let holds = |big: &Body, small: &Body| {
            small.words.is_subset(&big.words)
                && (small.country.is_none() || small.country == big.country)
                && (small.words.len() < big.words.len() || small.country != big.country)
        };
        let same = |c: &&Named| c.key != n.key && c.document == n.document && (c.body.class == n.body.class || !n.body.headed);
        let mut candidates: Vec<&Named> = Vec::new();
        // Names that belong to the table are whole.
        if !n.key.starts_with("o:") && rarest.is_some_and(|l| l.len() <= CANDIDATES) {
            let list = rarest.into_iter().flatten().filter_map(|i| pool.get(*i));
            candidates.extend(list.filter(same).filter(|c| holds(&c.body, &n.body)));
        }
        if candidates.is_empty() && n.explained.is_none() {
            let list = n.opens.as_deref().and_then(|s| by_explained.get(s)).filter(|l| l.len() <= CANDIDATES);
            candidates.extend(
                list.into_iter().flatten().filter_map(|i| pool.get(*i)).filter(|c| c.key != n.key && c.document == n.document),
            );
        }
        if candidates.is_empty()
            && let Some(list) = n.short.as_deref().and_then(|s| by_initials.get(s)).filter(|l| l.len() <= CANDIDATES)
        {
            candidates.extend(list.iter().filter_map(|i| pool.get(*i)).filter(|c| c.key != n.key));
        }
        // One name must hold all others that would do; else nobody knows which is meant.
        let widest = candidates.iter().max_by_key(|c| (c.body.words.len(), c.body.country.is_some(), std::cmp::Reverse(&c.key)));
        if let Some(widest) = widest.filter(|w| candidates.iter().all(|c| c.key == w.key || holds(&w.body, &c.body))) {
            aliases.insert(n.key.clone(), widest.key.clone());
        }
    }
    aliases
}

/// "ABC" of "Agency of Better Cities (ABC)".
fn explained(name: &str) -> Option<&str> {
    let (_, rest) = name.rsplit_once('(')?;
    rest.strip_suffix(')').filter(|short| is_abbreviation(short))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=8).contains(&word.chars().count())
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && word.chars().any(char::is_uppercase)
}

/// "Marochko" and "A. Marochko" are Andrei Marochko where he is the only one of that name.
fn same_persons(members: &[(&(String, String), &Member)]) -> FxHashMap<String, String> {
    let mut full: BTreeMap<&str, &Person> = BTreeMap::new();
    let mut single: BTreeMap<&str, &Person> = BTreeMap::new();
    for p in members.iter().filter_map(|(_, m)| m.person.as_ref()) {
        if p.name.contains(' ') {
            full.insert(&p.name, p)
        } else {
            single.insert(&p.name, p)
        };
    }
    let mut aliases: FxHashMap<String, String> = FxHashMap::default();
    // Longer names first: an initial is an alias of the name, not the other way.
    let mut order: Vec<&Person> = full.into_values().collect();
    order.sort_by_key(|p| (std::cmp::Reverse(p.name.len()), p.name.clone()));
    let mut by_surname: FxHashMap<String, Vec<&Person>> = FxHashMap::default();
    for p in order {
        let known = by_surname.entry(skeleton(p.surname())).or_default();
        match known.iter().take(CANDIDATES).find(|k| k.resembles(p)) {
            Some(k) => {
                aliases.insert(format!("n:{}", p.name), format!("n:{}", k.name));
            }
            None => known.push(p),
        }
    }
    let mut by_given: FxHashMap<&str, Vec<&Person>> = FxHashMap::default();
    for p in by_surname.values().flatten() {
        by_given.entry(p.name.split(' ').next().unwrap_or("")).or_default().push(p);
    }
    for p in single.into_values() {
        let near = by_surname.get(&skeleton(&p.name)).map(Vec::as_slice).unwrap_or_default();
        let same: Vec<&&Person> = near.iter().filter(|k| strsim::jaro_winkler(k.surname(), &p.name) >= 0.9).take(2).collect();
        let whom = match same.as_slice() {
            [one] => Some(one.name.as_str()),
            [] => by_given.get(p.name.as_str()).filter(|l| l.len() == 1).and_then(|l| l.first()).map(|k| k.name.as_str()),
            _ => None,
        };
        if let Some(name) = whom {
            aliases.insert(format!("n:{}", p.name), format!("n:{name}"));
        }
    }
    aliases
}
