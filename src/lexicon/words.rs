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
    /// Forms of "be" alone, also short.
    Copula,
    /// What shows that words are a clause, and no noun phrase.
    Finite,
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
    /// "|while rebels denied it": behind which somebody else may be speaking.
    Contrast,
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
    /// "a |fleet of 40": no people.
    Herd,
    /// "a |local", "a |major": singular nouns that are adjectives as well, or tell nobody.
    Unspecific,
    /// What compares with all before: "its first since 2023".
    Superlative,
    /// What an object behind a verb begins with.
    ObjectOpening,
    /// What a number of people is called where somebody gives one: "toll".
    Figure,
    /// "the death |toll climbed to 33": what says of a number that it is one of people.
    DeathToll,
    /// What strikes without an attack: "a storm", "layoffs".
    ImpersonalForce,
    /// Words that open a list of some of those told of: "six people, |including a couple", "54, |mainly children".
    Partly,
    /// Words by which a number is that of before: "the toll, |initially given as nine, was raised".
    Formerly,
    /// Words for a day that comes back every year.
    Anniversary,
    /// Participles by which one body hangs on another: "the Oslo-|based group".
    Attached,
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
    /// "1700 |E. 18th St.": short for a bearing.
    Compass,
    /// "citizens of": whose, not where.
    Belonging,
    /// Words for all of a country: "nationwide", "across the nation".
    WholeCountry,
    /// Before what something is spread over: "across".
    Within,
    /// "worldwide".
    Worldwide,
    /// What takes pictures: "camera".
    Filming,
    /// Between who tells or hears of something and who it befell: "officers |learned that".
    Informing,
    /// "The |pair were arrested": how many people, without a noun.
    Party,
    /// "Police |identified the victims as Ann Bo and Cy Do."
    Identifying,
    /// Nobody meant it: "accidentally".
    Accident,
    /// Where somebody spent the first years: "raised".
    Upbringing,
    /// Before the sum of all that was told so far: "bringing".
    SummingUp,
    /// What those do from whose side something comes: "launched".
    Launching,
    /// What armed forces deal: "a U.S. |strike".
    Blow,
    /// What becomes of a body: "was |found", "lay".
    Finding,
    /// Before "bomb" it makes that a thing: "a car |bomb".
    BombKind,
    /// With "at" a chance: "a |long shot at a career".
    Chance,
    /// What something accords with, and which says nothing: "according to the plan".
    Accordance,
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
    /// "|The toll was confirmed by": what stands for the sentence before where nothing else is told.
    TakenUp,
    /// "…, a development that": what sums up the clause before.
    Summary,
    /// "said": verbs that only somebody who speaks has for a subject.
    Utterance,
    /// "feared |dead": of whom nobody in particular says so.
    Supposed,
    /// "reported |lost": what somebody or something is said to be.
    Fate,
    /// "a bomber |reported lost": of its subject, not by it, where what becomes of it follows.
    Declaring,
    /// "saw": whoever tells of it was there.
    Sighting,
    /// "counted": whoever did it tells the number.
    Tallying,
    /// "did not |confirm": whoever does not leaves it open.
    Confirming,
    /// "a list |compiled by": what stands between a document and whose it is.
    Issuing,
    /// "Ann Bo |later said": what may stand between a speaker and the verb.
    BeforeSaying,
    /// "Ann Bo, |speaking in Halden, said": what opens a parenthesis between a speaker and the verb.
    Parenthetic,
    /// "said |on Friday": what opens an adjunct of the verb, not what was said.
    AfterSaying,
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
    /// "the |wrong one": behind them "one" is a pronoun, and no number.
    BeforeOne,
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
    /// "did not suffer |serious injuries": how badly.
    Grave,
    /// "pushed back to September", "adjourned until Monday".
    Deferring,
    /// "The blast occurred on": what says that a date is that of the event.
    Happening,
    /// "Salem |police": who serves the town that is named before them.
    Police,
    /// "the Salem |mayor": what only a town of its own has.
    TownOffice,
    /// "|Deputy Health Ministry": of a person, and so no part of the name of a body.
    Deputy,
    /// "the |Commission on Human Rights": whose name goes on with its field.
    Panel,
    /// "the Ministry of |Energy": fields of work that another may join in the name of a ministry.
    Portfolio,
    /// "the Ministry of |Foreign and European Affairs": words that end no name.
    OpenPortfolio,
    /// "came back to |base": where crews are at home.
    Base,
    /// "absences |among": what stands between an event and those whom it befell.
    Membership,
    /// "murder-suicide": the one before.
    Murder,
    /// "expected to |rise": what a toll does.
    Growing,
    /// "|rose from 21 to 33": what makes of two numbers those of two times.
    Change,
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
    /// "an Interfax |reporter": those who see for an outlet.
    Reporter,
    /// "our |team": what an outlet calls its own people.
    Newsroom,
    /// "two |injuries": what befell people, not the people.
    Occurrence,
    /// "over nine |days".
    Period,
    /// "30 |consecutive days": what may stand between a number and the span that it counts.
    BeforePeriod,
    /// "|over nine days": what says that something happened all through a time.
    Through,
    /// "a double |shooting": of which it is not said who died.
    Assault,
    /// "A storm |hit the pier": what weapons and storms do alike.
    Striking,
    /// "killed |in clashes", "held |at a protest": what stands before the noun of what goes on.
    Occasion,
    /// Words that never stand inside a noun phrase between a number and its noun.
    Closed,
    /// "denied any |role in the blast": what somebody denies or claims who does not say that it did not happen.
    Involvement,
    /// "|information leading to the arrest": what somebody is asked for.
    Clue,
    /// "a |reward for the capture": what is offered for a deed.
    Bounty,
    /// "took |nobody into custody": pronouns of no certain person.
    Indefinite,
    /// "a bus |travelling from Gabes to Tunis": what where somebody came from and where to belong to.
    Journey,
    /// "the child's |arm": what is hurt with whose it is.
    OfBody,
    /// "no |reports of injuries": of which there are none where nobody was hurt.
    Sign,
    /// "no |word on injuries": without which it is not known.
    News,
    /// "a |mother of three": whose number of children follows.
    Parent,
    /// "|el-Fasher": what begins an Arabic name, and may be written small.
    ArabicArticle,
    /// "Meanwhile": small words that begin a sentence with a capital and are no part of a name.
    SmallWord,
    /// "July", "Monday": the months and weekdays. They stand in a table of their own.
    Calendar,
    /// "sheriff": what tells in which countries a paper is printed. The words stand in a table of their own.
    Locale,
}

impl Class {
    const ALL: [(&str, Class); 155] = [
        ("be", Class::Be),
        ("copula", Class::Copula),
        ("finite", Class::Finite),
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
        ("contrast", Class::Contrast),
        ("relative_pronoun", Class::RelativePronoun),
        ("clause_opening", Class::ClauseOpening),
        ("subject_pronoun", Class::SubjectPronoun),
        ("reflexive", Class::Reflexive),
        ("object_pronoun", Class::ObjectPronoun),
        ("pair", Class::Pair),
        ("collective", Class::Collective),
        ("herd", Class::Herd),
        ("unspecific", Class::Unspecific),
        ("object_opening", Class::ObjectOpening),
        ("superlative", Class::Superlative),
        ("figure", Class::Figure),
        ("death_toll", Class::DeathToll),
        ("impersonal_force", Class::ImpersonalForce),
        ("partly", Class::Partly),
        ("formerly", Class::Formerly),
        ("anniversary", Class::Anniversary),
        ("attached", Class::Attached),
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
        ("compass", Class::Compass),
        ("belonging", Class::Belonging),
        ("whole_country", Class::WholeCountry),
        ("within", Class::Within),
        ("accordance", Class::Accordance),
        ("worldwide", Class::Worldwide),
        ("filming", Class::Filming),
        ("informing", Class::Informing),
        ("identifying", Class::Identifying),
        ("party", Class::Party),
        ("accident", Class::Accident),
        ("upbringing", Class::Upbringing),
        ("summing_up", Class::SummingUp),
        ("launching", Class::Launching),
        ("blow", Class::Blow),
        ("finding", Class::Finding),
        ("bomb_kind", Class::BombKind),
        ("chance", Class::Chance),
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
        ("taken_up", Class::TakenUp),
        ("summary", Class::Summary),
        ("utterance", Class::Utterance),
        ("supposed", Class::Supposed),
        ("fate", Class::Fate),
        ("declaring", Class::Declaring),
        ("sighting", Class::Sighting),
        ("tallying", Class::Tallying),
        ("confirming", Class::Confirming),
        ("issuing", Class::Issuing),
        ("before_saying", Class::BeforeSaying),
        ("parenthetic", Class::Parenthetic),
        ("after_saying", Class::AfterSaying),
        ("ward", Class::Ward),
        ("festivity", Class::Festivity),
        ("elsewhere", Class::Elsewhere),
        ("departure", Class::Departure),
        ("unscathed", Class::Unscathed),
        ("approximator", Class::Approximator),
        ("further", Class::Further),
        ("before_one", Class::BeforeOne),
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
        ("grave", Class::Grave),
        ("deferring", Class::Deferring),
        ("happening", Class::Happening),
        ("police", Class::Police),
        ("town_office", Class::TownOffice),
        ("deputy", Class::Deputy),
        ("panel", Class::Panel),
        ("portfolio", Class::Portfolio),
        ("open_portfolio", Class::OpenPortfolio),
        ("base", Class::Base),
        ("membership", Class::Membership),
        ("murder", Class::Murder),
        ("growing", Class::Growing),
        ("change", Class::Change),
        ("agency", Class::Agency),
        ("handover", Class::Handover),
        ("settlement", Class::Settlement),
        ("no_adverb", Class::NoAdverb),
        ("simultaneous", Class::Simultaneous),
        ("share_place", Class::SharePlace),
        ("conjunct", Class::Conjunct),
        ("losing", Class::Losing),
        ("reporter", Class::Reporter),
        ("newsroom", Class::Newsroom),
        ("occurrence", Class::Occurrence),
        ("period", Class::Period),
        ("before_period", Class::BeforePeriod),
        ("through", Class::Through),
        ("assault", Class::Assault),
        ("striking", Class::Striking),
        ("occasion", Class::Occasion),
        ("closed", Class::Closed),
        ("involvement", Class::Involvement),
        ("clue", Class::Clue),
        ("bounty", Class::Bounty),
        ("indefinite", Class::Indefinite),
        ("journey", Class::Journey),
        ("of_body", Class::OfBody),
        ("sign", Class::Sign),
        ("news", Class::News),
        ("parent", Class::Parent),
        ("arabic_article", Class::ArabicArticle),
        ("small_word", Class::SmallWord),
    ];
}

/// The bits of one word of a set.
const BITS: usize = u64::BITS as usize;
/// The words of a set: a bit for each class.
const WORDS: usize = Class::Locale as usize / BITS + 1;

/// The classes that a word is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes([u64; WORDS]);

impl Classes {
    /// Whether the word is of a class.
    #[inline]
    pub fn has(self, class: Class) -> bool {
        self.0[class as usize / BITS] & (1 << (class as usize % BITS)) != 0
    }

    /// Whether the word is of one of several classes.
    #[inline]
    pub fn any(self, classes: Classes) -> bool {
        self.0.iter().zip(classes.0).any(|(own, other)| own & other != 0)
    }

    /// Several classes.
    pub const fn of<const N: usize>(classes: [Class; N]) -> Classes {
        let (mut all, mut n) = (Classes([0; WORDS]), 0);
        while n < N {
            all = all.with(classes[n]);
            n += 1;
        }
        all
    }

    /// These and one more.
    const fn with(mut self, class: Class) -> Classes {
        self.0[class as usize / BITS] |= 1 << (class as usize % BITS);
        self
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
                *classes = classes.with(class);
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
