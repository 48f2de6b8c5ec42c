//! What stands in a sentence that a trigger may take: numbers, people, names, and what is coordinated with them.

use std::ops::Range;

use super::argument::is_object;
use crate::lexicon::numbers::Role;
use crate::lexicon::words::Class;
use crate::lexicon::{Sense, Senses};
use crate::normalize::reader::Reader;
use crate::normalize::victim::OLDEST;
use crate::normalize::{ActorMention, NameMention, Page, QuantityMention, Setting, Taken, VoiceMention};
use crate::span::Field;
use crate::text::Kind;

/// What a trigger may take as its argument.
#[derive(Clone, Copy, Debug)]
pub(super) enum Candidate<'p> {
    Quantity(&'p QuantityMention),
    Actor(&'p ActorMention),
    Name(&'p NameMention),
    /// "he", "himself": one person whom the text has named before; "another". The token.
    Pronoun(usize),
    /// "they": the people counted just before. The token, and who they are.
    They {
        token: usize,
        of: &'p QuantityMention,
    },
    /// "they": the persons told of one by one just before. The token, and how many they are.
    Those {
        token: usize,
        people: u64,
    },
    /// "a bridge", "another Su-25 aircraft": one thing. Its tokens and the row of its noun.
    Thing {
        start: usize,
        end: usize,
        noun: u16,
    },
}

impl Candidate<'_> {
    pub(super) fn tokens(&self) -> Range<usize> {
        match self {
            Candidate::Quantity(q) => q.tokens.clone(),
            Candidate::Actor(a) => a.tokens.clone(),
            Candidate::Name(n) => n.tokens.clone(),
            Candidate::Pronoun(token) | Candidate::They { token, .. } | Candidate::Those { token, .. } => *token..*token + 1,
            Candidate::Thing { start, end, .. } => *start..*end,
        }
    }

    /// How many people are meant, as far as the words tell.
    pub(super) fn number(&self, page: &Page<'_>) -> u64 {
        match self {
            Candidate::Quantity(q) | Candidate::They { of: q, .. } => q.count.exact().unwrap_or(1),
            Candidate::Those { people, .. } => *people,
            Candidate::Actor(a) if a.plural && !a.formation => implied(page, &a.tokens).unwrap_or(1),
            _ => 1,
        }
    }

    /// "Bo, 32|, a nurse": whether it says who somebody is whose name stands before it.
    pub(super) fn is_apposed_to(&self, page: &Page<'_>, name: &NameMention) -> bool {
        let text = &page.text;
        let start = self.tokens().start;
        let start = start - usize::from(start > 0 && text.is(start - 1, &["a", "an", "the"]));
        let mut between = name.tokens.end..start;
        let comma = text.is(start.wrapping_sub(1), &[","]);
        self.is_individual()
            && comma
            && between.start < start
            && between.all(|t| text.is(t, &[","]) || text.kind(t) == Kind::Number)
    }

    /// The role of somebody by what stands beside the name: "Bo, a nurse".
    pub(super) fn role_beside(&self, page: &Page<'_>, name: &NameMention) -> Option<String> {
        let role = match self {
            Candidate::Actor(actor) => actor.actor.role.clone(),
            Candidate::Quantity(quantity) => quantity.role.clone(),
            _ => None,
        };
        role.filter(|_| self.is_apposed_to(page, name))
    }

    /// One person: "a man", "the boy", a name.
    pub(super) fn is_individual(&self) -> bool {
        match self {
            Candidate::Quantity(q) => q.count.exact() == Some(1) && q.count.unit.as_deref() == Some("person"),
            Candidate::Actor(a) => !a.plural && !a.formation,
            Candidate::Name(_) => true,
            Candidate::Pronoun(_) | Candidate::They { .. } | Candidate::Those { .. } | Candidate::Thing { .. } => false,
        }
    }
}

/// The role of somebody by what stands before the name: "journalist |Ali Bo", "its correspondent |Ann Do", "the attacker, named as |Ali Bo".
pub(super) fn role_before(page: &Page<'_>, setting: &Setting<'_>, name: &NameMention) -> Option<String> {
    let text = &page.text;
    let first = name.tokens.start;
    // "John Cook": of his name.
    let own = |t: usize| name.name.split(' ').any(|word| word.to_lowercase() == text.norm(t));
    let near = |t: usize| t >= text.sentence_of(first).tokens.start && text.kind(t) == Kind::Word && !own(t);
    let titled = (first..name.tokens.end).take_while(|t| near(*t)).last();
    let called = first
        .checked_sub(3)
        .filter(|t| text.is(*t, &[","]) && text.is(t + 1, &["named", "identified"]) && text.is(t + 2, &["as"]));
    let before = called.unwrap_or(first).checked_sub(1);
    let token = titled.or(before.filter(|t| near(*t)))?;
    page.hits_at(token).iter().filter(|h| h.end == token + 1).find_map(|h| match h.sense {
        Sense::Noun(row) => {
            let noun = setting.lexicon.nouns().get(row)?;
            // "The boxer and fighter |Cy Bo" bears no arms.
            let one = noun.unit == "person" && !noun.plural && noun.event.is_empty();
            (one && !matches!(&*noun.role, "" | "fighter")).then(|| noun.role.clone())
        }
        _ => None,
    })
}

/// Everything in the sentence that can be counted or named, by position. An actor inside a quantity is that quantity.
pub(super) fn candidates<'p>(page: &'p Page<'_>, setting: &Setting<'_>, sentence: &Range<usize>) -> Vec<Candidate<'p>> {
    fn within<'m, T>(
        all: &'m [T],
        tokens: impl Fn(&T) -> &Range<usize> + Copy + 'm,
        sentence: &Range<usize>,
    ) -> impl Iterator<Item = &'m T> {
        let (start, end) = (sentence.start, sentence.end);
        let from = all.partition_point(|m| tokens(m).start < start);
        all.get(from..).unwrap_or(&[]).iter().take_while(move |m| tokens(m).start < end)
    }
    // "Killing three soldiers, |two officials| said": who tells it is none of them.
    let speaks = |tokens: &Range<usize>| {
        let own = |v: &VoiceMention| !v.inherited && v.source.end == tokens.end && v.cue.start == tokens.end && !v.cue.is_empty();
        page.voices.near(tokens.start).any(own)
    };
    let counted = within(&page.quantities, |q| &q.tokens, sentence).filter(|q| !speaks(&q.tokens));
    let mut all: Vec<Candidate<'p>> = counted.map(Candidate::Quantity).collect();
    let counted: Vec<Range<usize>> = all.iter().map(Candidate::tokens).collect();
    let free = |tokens: &Range<usize>| !counted.iter().any(|c| c.start < tokens.end && tokens.start < c.end);
    all.extend(within(&page.actors, |a| &a.tokens, sentence).filter(|a| free(&a.tokens)).map(Candidate::Actor));
    all.extend(within(&page.names, |n| &n.tokens, sentence).filter(|n| free(&n.tokens)).map(Candidate::Name));
    // "One was killed, another hurt".
    let another = |t: usize| {
        page.text.is(t, &["another"])
            && !page.text.is(t.wrapping_sub(1), &["one"])
            && (page.has(t + 1, Class::Be) || !page.events_in(t + 1..t + 2).is_empty())
    };
    // "Kills son, self", not "self-inflicted".
    let reflexive = |t: usize| page.has(t, Class::Reflexive) && !page.text.is(t + 1, &["-"]);
    let pronoun = |t: &usize| {
        page.has(*t, Class::SubjectPronoun)
            || is_object(page, *t)
            || reflexive(*t)
            || another(*t)
            || next_in_line(page, setting, *t, sentence.start)
    };
    all.extend(sentence.clone().filter(pronoun).map(Candidate::Pronoun));
    let they = |token: usize| {
        let counted = antecedent(page, token).map(|of| Candidate::They { token, of });
        counted.or_else(|| named_before(page, token).map(|people| Candidate::Those { token, people }))
    };
    // "Hundreds watched as they were shot": others.
    let watched = |t: usize| t > sentence.start && page.has(t - 1, Class::Simultaneous);
    all.extend(sentence.clone().filter(|t| page.text.is(*t, &["they"]) && !watched(*t)).filter_map(they));
    all.extend(sentence.clone().filter_map(|t| thing(page, setting, t)).filter(|c| free(&c.tokens())));
    all.sort_by_key(|c| (c.tokens().start, c.tokens().end));
    all
}

/// "Her parents", "the twins": two, where the article speaks of those of one; "her nephews, ages 14 and 19", "51- and 47-year-old brothers": as many as there
/// are ages.
pub(super) fn implied(page: &Page<'_>, tokens: &Range<usize>) -> Option<u64> {
    let text = &page.text;
    let last = tokens.end.checked_sub(1)?;
    let of_one = |t: usize| text.is(t, &["his", "her", "'s", "the", "my"]);
    let pair = text.is(last, &["twins"]);
    if pair || page.has(last, Class::Pair) && (of_one(tokens.start) || tokens.start.checked_sub(1).is_some_and(of_one)) {
        return Some(2);
    }
    let age = |t: usize| text.kind(t) == Kind::Number && text.norm(t).parse::<u64>().is_ok_and(|n| n <= OLDEST);
    let mut at = tokens.end + usize::from(text.is(tokens.end, &[","]));
    at += usize::from(text.is(at, &["ages", "aged"]));
    let mut ages = 0;
    while at > tokens.end && age(at) {
        ages += 1;
        at += 1 + usize::from(text.is(at + 1, &[","]) && !age(at + 2)) + usize::from(text.is(at + 1, &[",", "and"]));
    }
    if ages > 1 {
        return Some(ages);
    }
    // Back over "51- and 47-year-old".
    let mut at = (tokens.start.saturating_sub(1)..=last).rev().find(|t| text.is(*t, &["old", "olds"]))?.checked_sub(3)?;
    let mut ages = 0;
    while text.is(at, &["-"]) && at.checked_sub(1).is_some_and(age) {
        ages += 1;
        let Some(before) = at.checked_sub(2).filter(|t| text.is(*t, &["and", ","])) else { break };
        at = before.saturating_sub(1);
    }
    (ages > 1).then_some(ages)
}

/// Whom "they" stands for: the people counted last in its sentence or in the one before, but for those who come to help or to arrest.
fn antecedent<'p>(page: &'p Page<'_>, they: usize) -> Option<&'p QuantityMention> {
    let sentence = |t: usize| page.text.tokens.get(t).map_or(0, |t| t.sentence);
    let here = sentence(they);
    let before = page.quantities.partition_point(|q| q.tokens.end <= they);
    let near = page.quantities.get(..before)?.iter().rev().take_while(|q| sentence(q.tokens.start) + 1 >= here);
    let people = |q: &&QuantityMention| {
        let several = q.count.unit.as_deref() == Some("person") && q.count.exact().is_some_and(|n| n > 1);
        several && !q.subset && !matches!(q.role.as_deref(), Some("officer" | "police" | "rescuer" | "medic"))
    };
    near.into_iter().find(people)
}

/// "A man and his wife were found. | They": how many persons the last noun phrase of its sentence or of the one before joins by "and".
fn named_before(page: &Page<'_>, they: usize) -> Option<u64> {
    let text = &page.text;
    let here = text.sentence_of(they).tokens.start;
    let from = here.checked_sub(1).map_or(here, |t| text.sentence_of(t).tokens.start);
    let helps = |role: Option<&str>| matches!(role, Some("officer" | "police" | "rescuer" | "medic" | "attacker"));
    let one = |q: &&QuantityMention| {
        q.count.exact() == Some(1) && q.count.unit.as_deref() == Some("person") && !helps(q.role.as_deref())
    };
    let mut persons: Vec<Range<usize>> = page.quantities_in(from..they).iter().filter(one).map(|q| q.tokens.clone()).collect();
    let person = |a: &&ActorMention| {
        let within = a.tokens.start >= from && a.tokens.end <= they;
        within && !a.plural && !a.formation && !helps(a.actor.role.as_deref())
    };
    persons.extend(page.actors.iter().filter(person).map(|a| a.tokens.clone()));
    persons.extend(page.names.iter().map(|n| n.tokens.clone()).filter(|t| t.start >= from && t.end <= they));
    persons.sort_by_key(|t| (t.start, std::cmp::Reverse(t.end)));
    persons.dedup_by(|next, kept| next.start < kept.end);
    let joined = |a: &Range<usize>, b: &Range<usize>| {
        let mut gap = a.end..b.start;
        gap.len() <= GAP && gap.clone().any(|t| text.is(t, &["and"])) && gap.all(|t| is_within(page, t))
    };
    let last = persons.windows(2).rposition(|pair| joined(&pair[0], &pair[1]))?;
    let before = persons.get(..=last)?.windows(2).rev();
    let listed = |a: &Range<usize>, b: &Range<usize>| {
        a.end < b.start && b.start - a.end <= GAP && (a.end..b.start).all(|t| is_within(page, t))
    };
    Some(2 + before.take_while(|pair| listed(&pair[0], &pair[1])).count() as u64)
}

/// "third": 3.
pub(super) fn ordinal(page: &Page<'_>, setting: &Setting<'_>, t: usize) -> Option<u64> {
    let reader = Reader { page, lexicon: setting.lexicon };
    reader.number(t, |role| role == Role::Ordinal).filter(|(_, end)| *end == t + 1).map(|(word, _)| word.value)
}

/// "Two were killed and |a third was hurt": one more than were told before; not a third of them.
pub(super) fn next_in_line(page: &Page<'_>, setting: &Setting<'_>, t: usize, first: usize) -> bool {
    let text = &page.text;
    let Some(article) = t.checked_sub(1).filter(|a| *a >= first && text.is(*a, &["a", "the"])) else { return false };
    let Some(place) = ordinal(page, setting, t) else { return false };
    let told = |t: usize| page.events.iter().any(|e| e.tokens.start == t);
    if !(page.has(t + 1, Class::Be)
        || page.has(t + 1, Class::Adverb)
        || told(t + 1)
        || text.kind(t + 1) == Kind::Punct
        || page.ends_phrase(t + 1))
    {
        return false;
    }
    let before =
        |q: &QuantityMention| q.count.exact().is_some_and(|n| n + 1 == place) && q.count.unit.as_deref() == Some("person");
    page.quantities_in(first..article).iter().any(before)
}

/// Most words between "a" and the noun: "a grey twin-engined patrol boat".
const ADJECTIVES: usize = 6;

/// One thing: its article stands at the token, its noun behind it.
fn thing(page: &Page<'_>, setting: &Setting<'_>, token: usize) -> Option<Candidate<'static>> {
    let text = &page.text;
    if !text.is(token, &["a", "an", "another", "the", "its", "their", "this"]) {
        return None;
    }
    for at in token + 1..token + 2 + ADJECTIVES {
        let noun = page.hits_at(at).iter().find_map(|h| match h.sense {
            Sense::Noun(row) => setting.lexicon.nouns().get(row).filter(|n| !n.plural).map(|n| (n, row, h.end)),
            _ => None,
        });
        match noun {
            // "a house fire": the noun that ends the phrase counts.
            Some((_, _, end))
                if text.kind(end) == Kind::Word
                    && !page.has(end, Class::Function)
                    && !page.has(end, Class::VerbGroup)
                    && !page.has(end, Class::Preposition)
                    && !page.begins(end, Senses::TRIGGER) => {}
            Some((noun, row, end)) => {
                return (noun.unit != "person").then_some(Candidate::Thing { start: token, end, noun: row });
            }
            None if page.has(at, Class::Function) || text.kind(at) == Kind::Punct && text.norm(at) != "-" => return None,
            None => {}
        }
    }
    None
}

/// What is coordinated with a candidate in one noun phrase, in order, with it; of "two guests, a nurse and a clerk" those two alone: "a nurse, three cooks and a clerk", "Ann Bo, 32, and Cy Do, 26".
/// `nominal`: a noun has them ("the remains of a sailor and three divers"), so that the verb behind them tells nothing of its own.
pub(super) fn coordination<'p>(
    page: &Page<'_>,
    candidates: &[Candidate<'p>],
    chosen: &Candidate<'p>,
    nominal: bool,
) -> Vec<Candidate<'p>> {
    let text = &page.text;
    let Some(at) = candidates.iter().position(|c| c.tokens() == chosen.tokens()) else { return vec![*chosen] };
    let headline = page.field == Field::Title;
    let joined = |a: &Candidate<'_>, b: &Candidate<'_>| {
        let gap = a.tokens().end..b.tokens().start;
        let within = gap.len() <= GAP && gap.clone().all(|t| is_within(page, t));
        let and = gap.clone().any(|t| text.is(t, &["and", "&", "plus"]));
        // "Ann Bo, a teacher": an apposition, not two people.
        let alike = matches!((a, b), (Candidate::Name(_), Candidate::Name(_)) | (Candidate::Quantity(_), Candidate::Quantity(_)));
        // A headline leaves "and" out: "Mother, son found dead".
        let terse = headline && !matches!(a, Candidate::Name(_)) && !matches!(b, Candidate::Name(_));
        // "Ann Bo, 32, her son and": who has an age is another than the next.
        let figure = |t: usize| text.kind(t) == Kind::Number || page.begins(t, Senses::NUMBER) || text.is(t, &["-"]);
        let closes = (gap.start + 1..gap.end).find(|t| !figure(*t));
        let aged = text.is(gap.start, &[","]) && closes.is_some_and(|t| t > gap.start + 1 && text.is(t, &[","]));
        let comma = gap.clone().any(|t| text.is(t, &[","])) && (alike || terse || aged);
        // "One dead, one in hospital": each has its own word.
        let told = !page.events_in(a.tokens().start..b.tokens().start).is_empty();
        // "Boy shoots himself, police say": who did it himself ends the list.
        let last = matches!(a, Candidate::Pronoun(t) if page.has(*t, Class::Reflexive));
        // "Doctors saw 48 people, and nine |died": a clause of its own.
        let clause = !headline && gap.len() == 2 && text.is(gap.start, &[","]) && alike && {
            let before = candidates.partition_point(|c| c.tokens().start < a.tokens().start).checked_sub(1);
            let third = before.and_then(|n| candidates.get(n));
            third.is_none_or(|c| !text.is(c.tokens().end, &[","]))
        };
        within && (and || comma && !last) && !told && !clause
    };
    let counted = |c: &Candidate<'_>| match c {
        Candidate::Quantity(q) => q.count.exact().is_some() && q.count.unit.as_deref() == Some("person") && !q.subset,
        // "Killed two children and herself", "wounded him and his aunt".
        Candidate::Pronoun(t) => {
            // "He and one of the guests died".
            let joined = page.has(*t, Class::SubjectPronoun) && text.is(*t + 1, &["and"]);
            page.has(*t, Class::Reflexive) || is_object(page, *t) || joined
        }
        other => other.is_individual() || other.number(page) > 1,
    };
    if !counted(chosen) {
        return vec![*chosen];
    }
    // "Six of his sons, his daughter and himself": a comma joins what an "and" goes on with.
    let listed = |a: &Candidate<'_>, b: &Candidate<'_>, next: Option<&Candidate<'_>>| {
        let gap = a.tokens().end..b.tokens().start;
        let plain = |c: &Candidate<'_>| !matches!(c, Candidate::Name(_));
        let and =
            next.is_some_and(|c| (b.tokens().end..c.tokens().start).any(|t| text.is(t, &["and", "&", "plus"])) && joined(b, c));
        let comma = gap.len() <= GAP && text.is(gap.start, &[","]) && gap.clone().all(|t| is_within(page, t));
        let told = !page.events_in(a.tokens().start..b.tokens().start).is_empty();
        plain(a) && plain(b) && comma && and && !told
    };
    let (mut from, mut to) = (at, at + 1);
    // "killed a guard and six nurses were hurt", "lost nine, and eleven are being treated": the second is told by the verb behind it, the
    // first by the one before.
    let finite = |c: &Candidate<'_>| page.has(c.tokens().end, Class::Be) || page.has(c.tokens().end, Class::Auxiliary);
    let object = |c: &Candidate<'_>| {
        let start = c.tokens().start;
        let verb = page.events_in(start.saturating_sub(4)..start).last();
        // "The number of dead rose to |63 and 290 were hurt": the number of what was said before.
        let told = matches!(c, Candidate::Quantity(_)) && start > 0 && page.has(start - 1, Class::TollLead);
        // "The shooting left him and his sons dead".
        told || verb.is_some_and(|e| {
            e.tokens.end + 1 >= start && !e.passive && !text.is(e.tokens.end, &["left", "leave", "leaves", "leaving"])
        })
    };
    // "Ten died|, including a child, and 15 |more were hurt": one of those before.
    let part = |c: &Candidate<'_>| {
        let tokens = c.tokens();
        tokens.start > 0 && page.has(tokens.start - 1, Class::Inclusion) && text.is(tokens.end, &[","])
    };
    while from > 0
        && !candidates.get(from - 1).is_some_and(|c| object(c) || part(c))
        && candidates.get(from - 1).is_some_and(|c| {
            counted(c) && candidates.get(from).is_some_and(|d| joined(c, d) || listed(c, d, candidates.get(from + 1)))
        })
    {
        from -= 1;
    }
    while candidates.get(to).is_some_and(|c| {
        let next = || candidates.get(to + 1).filter(|c| counted(c));
        counted(c) && (nominal || !finite(c)) && candidates.get(to - 1).is_some_and(|d| joined(d, c) || listed(d, c, next()))
    }) {
        to += 1;
    }
    let group = candidates.get(from..to).unwrap_or(&[]);
    let and = group
        .iter()
        .zip(group.iter().skip(1))
        .any(|(a, b)| (a.tokens().end..b.tokens().start).any(|t| text.is(t, &["and", "&", "plus"])));
    if !(and || headline || group.iter().any(|c| matches!(c, Candidate::Pronoun(_)))) {
        return vec![*chosen];
    }
    // "Two people, a man and a woman, were killed": those behind the comma are those before it.
    let number = |c: &Candidate<'_>| c.number(page);
    if let Some((first, rest)) = group.split_first()
        && rest.len() > 1
        && number(first) > 1
        && number(first) == rest.iter().map(number).fold(0, u64::saturating_add)
        && text.is(first.tokens().end, &[",", "(", ":", "\u{2014}", "\u{2013}"])
    {
        return vec![*first];
    }
    group.to_vec()
}

/// Most tokens between two members of a coordination: ", ages 6 and 9, and her".
const GAP: usize = 10;

/// Whether a word may stand between the members of a coordination: "and", determiners, ages, adjectives of age, the number words of
/// "five-year-old".
fn is_within(page: &Page<'_>, t: usize) -> bool {
    let text = &page.text;
    let number = |t: usize| page.hits_at(t).iter().any(|h| matches!(h.sense, Sense::Number(_)));
    text.kind(t) == Kind::Number
        // "Ann Bo, thirty-two, and Cy Do".
        || number(t) && text.is(t + 1, &["-", ","])
        || page.has(t, Class::WithinCoordination)
        || text.is(t, &[",", "(", ")", "-", "&"])
        || text.is(t + 1, &["-"]) && number(t)
        // "a woman in her 50s".
        || text.is(t, &["in"]) && text.is(t + 1, &["his", "her", "their"])
        || text.norm(t).ends_with("0s")
        || is_home(page, t)
}

/// Words of the name of a home: "of the New Salem".
const HOME: usize = 5;

/// "Ann Bo, 40, |of Salem|, and Cy Do": where one of a list lives.
fn is_home(page: &Page<'_>, t: usize) -> bool {
    let text = &page.text;
    let placed = |t: usize| page.taken.get(t) == Some(&Taken::Place);
    if text.is(t, &["of", "from"]) {
        return placed(t + 1) || text.is(t + 1, &["the"]) && placed(t + 2);
    }
    let of = (t.saturating_sub(HOME)..t).rev().find(|t| !placed(*t) && !text.is(*t, &["the", ","]));
    placed(t) && of.is_some_and(|of| text.is(of, &["of", "from"]))
}
