//! Classes of words that grammar asks for: prepositions, modals, adverbs, the words of a noun phrase.

use super::phrases::Phrases;
use super::table::Table;
use crate::error::Error;

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// Forms of "be" and "get", which make a passive.
    Be,
    /// "could", "may", "will".
    Modal,
    /// "could have": not said to have happened even in the perfect.
    RemoteModal,
    /// Verbs that stand between a subject and a participle: "have", "left", "feared".
    Auxiliary,
    /// Adverbs without "-ly", and other words within a verb group.
    Adverb,
    /// "possibly".
    DoubtAdverb,
    /// What makes a word that is also a verb a noun: determiners, prepositions, adjectives.
    BeforeNoun,
    /// Before "to" and a verb they say that it happened (Karttunen 1971): "managed to".
    Implicative,
    /// … that it did not: "failed to".
    NegativeImplicative,
    /// Conditions, threats, attempts.
    Hypothetical,
    /// Prepositions.
    Preposition,
    /// What opens a clause of its own.
    Subordinator,
    /// "who".
    RelativePronoun,
    /// What a finite verb follows at once: relative and personal pronouns, and "to".
    ClauseOpening,
    /// "he", "she".
    SubjectPronoun,
    /// "himself".
    Reflexive,
    /// "him", "her": also before a noun.
    ObjectPronoun,
    /// "her parents": two, where they are those of one.
    Pair,
    /// "a group of 37 gunmen" is the gunmen.
    Collective,
    /// What compares with all before: "its first since 2023".
    Superlative,
    /// What an object behind a verb begins with.
    ObjectOpening,
    /// What a number of people is called where somebody gives one: "toll".
    Figure,
    /// What strikes without an attack: "a storm", "layoffs".
    ImpersonalForce,
    /// Words that open a list of some of those told of: "six people, |including a couple", "54, |mainly children".
    Partly,
    /// Words by which a number is that of before: "the toll, |initially given as nine, was raised".
    Formerly,
    /// Verbs by which somebody reports in the past.
    Said,
    /// Words for a day that comes back every year.
    Anniversary,
    /// Verbs with those who are cared for behind them: "a school |housing displaced families".
    Tending,
    /// What the noun of an event before it only qualifies, so that none is told: "an arrest warrant", "an assault rifle".
    CompoundHead,
    /// What before the noun of an event makes another thing of it: "a heart attack".
    CompoundModifier,
    /// What stands between the members of a coordination: "a man and his two children".
    WithinCoordination,
    /// What makes of a number a part of another.
    Inclusion,
    /// Auxiliaries, adverbs and verbs of knowing that stand before the main verb.
    VerbGroup,
    /// What the value of a toll follows: "rose to 14".
    TollLead,
    /// What stands between a place and the larger one that holds it.
    Container,
    /// Prepositions of place.
    Locative,
    /// "southern": a part of a place.
    PartOfPlace,
    /// "15 km north of".
    Bearing,
    /// "citizens of": whose, not where.
    Belonging,
    /// What the name of a formation holds before its echelon: "Motor Rifle".
    Branch,
    /// "brigade".
    Echelon,
    /// Units that are bodies of soldiers, by the first word of the unit.
    Formation,
    /// What a side has: "forces", "authorities".
    Force,
    /// "armed forces".
    KindOfForce,
    /// Those of them that are soldiers.
    Troops,
    /// "half of", "some of": fewer than are named.
    Fraction,
    /// What a question that asks whether begins with.
    Question,
    /// What makes of events a development: "a surge in desertions".
    Trend,
    /// What stands for something told before: "denied the reports".
    ToldBefore,
    /// "…, a development that": what sums up the clause before.
    Summary,
    /// "released from the |hospital": where the sick leave.
    Ward,
    /// "a Halloween |party": the feast says which party, not which day.
    Festivity,
    /// "Elsewhere, ": not in the place told of so far.
    Elsewhere,
    /// "left Halden": from where somebody set out.
    Departure,
    /// "landed safely", "in service": what was said to be lost is not.
    Unscathed,
    /// "nearly": it did not happen.
    Approximator,
    /// "another": somebody else.
    Further,
    /// "shootings": several of them.
    Incidents,
    /// "park", "apartments": what the name of a venue ends with.
    Venue,
    /// "circuit", "district": what stands before "court" where that is a body and no street.
    Jurisdiction,
    /// "separate", "unrelated": of another incident.
    Separate,
    /// Nouns and pronouns of men and boys, of women and girls, of the young and of adults.
    Male,
    Female,
    Young,
    Grown,
    /// Words that end a noun phrase to the left.
    Function,
    /// What a date that is reckoned from another begins with, or a part of one: "last", "the rest of".
    DateOpening,
    /// What may stand before a date: "the", "in".
    DateArticle,
    /// Where those are brought who were hurt or held: another place than that of the event.
    Aftercare,
    /// "prevent deaths", "penalties for desertion": what is not to be, or may be.
    Unreal,
    /// "cancelled a rally": it does not happen, or has not.
    CalledOff,
    /// "wanted to": what somebody would.
    Intent,
    /// "holds six bodies": how many there is room for.
    Capacity,
    /// "shot him |twice": what may follow a noun phrase at once and is no part of it.
    AfterObject,
    /// "a planned rally": put before what is still to come; he who "planned the rally" may have held it.
    Planned,
    /// "the next rally": still to come.
    Upcoming,
    /// "The blast occurred on": what says that a date is that of the event.
    Happening,
    /// "Salem |police": who serves the town that is named before them.
    Police,
    /// "the Salem |mayor": what only a town of its own has.
    TownOffice,
    /// "came back to |base": where crews are at home.
    Base,
    /// "absences |among": what stands between an event and those whom it befell.
    Membership,
    /// "murder-suicide": the one before.
    Murder,
    /// "expected to |rise": what a toll does.
    Growing,
    /// "the disaster agency |Hilfe": a body of the state whose name follows.
    Agency,
    /// "returned 84 |bodies": who died before is given back.
    Handover,
    /// "a |city of 215,000": what a number of residents makes up.
    Settlement,
    /// "family": ends as adverbs do and is none.
    NoAdverb,
    /// "watched |as they were shot": what opens a clause of the same time, whose "they" are others than its subject.
    Simultaneous,
    /// "three |in Cuba": what stands between a number and its own place.
    SharePlace,
    /// What stands between two numbers that share a verb.
    Conjunct,
    /// "lost": of who tells it, what is lost is his own.
    Losing,
    /// "two |injuries": what befell people, not the people.
    Occurrence,
    /// "over nine |days".
    Period,
    /// "|over nine days": what says that something happened all through a time.
    Through,
    /// "a double |shooting": of which it is not said who died.
    Assault,
    /// "sheriff": what tells in which countries a paper is printed. The words stand in a table of their own.
    Locale,
}

impl Class {
    const ALL: [(&str, Class); 95] = [
        ("be", Class::Be),
        ("modal", Class::Modal),
        ("remote_modal", Class::RemoteModal),
        ("auxiliary", Class::Auxiliary),
        ("adverb", Class::Adverb),
        ("doubt_adverb", Class::DoubtAdverb),
        ("before_noun", Class::BeforeNoun),
        ("implicative", Class::Implicative),
        ("negative_implicative", Class::NegativeImplicative),
        ("hypothetical", Class::Hypothetical),
        ("preposition", Class::Preposition),
        ("subordinator", Class::Subordinator),
        ("relative_pronoun", Class::RelativePronoun),
        ("clause_opening", Class::ClauseOpening),
        ("subject_pronoun", Class::SubjectPronoun),
        ("reflexive", Class::Reflexive),
        ("object_pronoun", Class::ObjectPronoun),
        ("pair", Class::Pair),
        ("collective", Class::Collective),
        ("object_opening", Class::ObjectOpening),
        ("superlative", Class::Superlative),
        ("figure", Class::Figure),
        ("impersonal_force", Class::ImpersonalForce),
        ("partly", Class::Partly),
        ("formerly", Class::Formerly),
        ("said", Class::Said),
        ("anniversary", Class::Anniversary),
        ("tending", Class::Tending),
        ("compound_head", Class::CompoundHead),
        ("compound_modifier", Class::CompoundModifier),
        ("within_coordination", Class::WithinCoordination),
        ("inclusion", Class::Inclusion),
        ("verb_group", Class::VerbGroup),
        ("toll_lead", Class::TollLead),
        ("container", Class::Container),
        ("locative", Class::Locative),
        ("part_of_place", Class::PartOfPlace),
        ("bearing", Class::Bearing),
        ("belonging", Class::Belonging),
        ("branch", Class::Branch),
        ("echelon", Class::Echelon),
        ("formation", Class::Formation),
        ("force", Class::Force),
        ("kind_of_force", Class::KindOfForce),
        ("troops", Class::Troops),
        ("fraction", Class::Fraction),
        ("question", Class::Question),
        ("trend", Class::Trend),
        ("told_before", Class::ToldBefore),
        ("summary", Class::Summary),
        ("ward", Class::Ward),
        ("festivity", Class::Festivity),
        ("elsewhere", Class::Elsewhere),
        ("departure", Class::Departure),
        ("unscathed", Class::Unscathed),
        ("approximator", Class::Approximator),
        ("further", Class::Further),
        ("incidents", Class::Incidents),
        ("venue", Class::Venue),
        ("jurisdiction", Class::Jurisdiction),
        ("separate", Class::Separate),
        ("male", Class::Male),
        ("female", Class::Female),
        ("young", Class::Young),
        ("grown", Class::Grown),
        ("function", Class::Function),
        ("date_opening", Class::DateOpening),
        ("date_article", Class::DateArticle),
        ("aftercare", Class::Aftercare),
        ("unreal", Class::Unreal),
        ("called_off", Class::CalledOff),
        ("intent", Class::Intent),
        ("capacity", Class::Capacity),
        ("after_object", Class::AfterObject),
        ("planned", Class::Planned),
        ("upcoming", Class::Upcoming),
        ("happening", Class::Happening),
        ("police", Class::Police),
        ("town_office", Class::TownOffice),
        ("base", Class::Base),
        ("membership", Class::Membership),
        ("murder", Class::Murder),
        ("growing", Class::Growing),
        ("agency", Class::Agency),
        ("handover", Class::Handover),
        ("settlement", Class::Settlement),
        ("no_adverb", Class::NoAdverb),
        ("simultaneous", Class::Simultaneous),
        ("share_place", Class::SharePlace),
        ("conjunct", Class::Conjunct),
        ("losing", Class::Losing),
        ("occurrence", Class::Occurrence),
        ("period", Class::Period),
        ("through", Class::Through),
        ("assault", Class::Assault),
    ];
}

/// The classes that a word is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u128);

impl Classes {
    /// Whether the word is of a class.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether the word is of one of several classes.
    pub fn any(self, classes: Classes) -> bool {
        self.0 & classes.0 != 0
    }

    /// Several classes.
    pub const fn of<const N: usize>(classes: [Class; N]) -> Classes {
        let (mut all, mut n) = (0, 0);
        while n < N {
            all |= 1 << classes[n] as u8;
            n += 1;
        }
        Classes(all)
    }
}

/// The table of classes, by the number that a word has in the automaton.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    classes: Vec<Classes>,
}

impl Words {
    /// The classes of a word.
    pub fn of(&self, word: u32) -> Classes {
        self.classes.get(word as usize).copied().unwrap_or_default()
    }

    /// Enters words of a class.
    pub fn mark<'w, S: Copy>(&mut self, class: Class, words: impl Iterator<Item = &'w str>, phrases: &mut Phrases<S>) {
        for word in words {
            let id = phrases.word(word) as usize;
            if id >= self.classes.len() {
                self.classes.resize(id + 1, Classes::default());
            }
            if let Some(classes) = self.classes.get_mut(id) {
                classes.0 |= 1 << class as u8;
            }
        }
    }

    /// Reads rows `class`, `words` (a list with `|`).
    pub fn extend<S: Copy>(&mut self, table: &str, phrases: &mut Phrases<S>) -> Result<(), Error> {
        for row in Table::parse(table, &["class", "words"])?.rows() {
            let name = row.get("class");
            let Some((_, class)) = Class::ALL.iter().find(|(n, _)| *n == name) else {
                return Err(row.error(format!("{name:?} is no class of words")));
            };
            self.mark(*class, row.list("words"), phrases);
        }
        Ok(())
    }
}
