use proptest::prelude::*;

use super::super::recognize;
use super::{chain::Statement, statements};
use crate::claim::Naming;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;

/// What stands behind the first occurrence of a word in the last page.
fn behind(document: &Document, word: &str) -> Vec<Statement> {
    let lexicon = Lexicon::english();
    let gazetteer = Gazetteer::empty();
    let mut forms = Default::default();
    let pages = recognize(document, &lexicon, &gazetteer, &mut forms);
    let page = pages.last().unwrap();
    let token = (0..page.text.tokens.len()).find(|t| page.text.word(*t) == word).expect(word);
    statements(page, token)
}

fn shown(statements: &[Statement]) -> String {
    let one = |s: &Statement| {
        let links: Vec<String> = s
            .chain
            .iter()
            .map(|l| match l.link {
                Naming::Named => l.name.clone().unwrap_or_default(),
                Naming::Class => format!("class {}", l.name.clone().unwrap_or_default()),
                Naming::Anonymous => format!("some {}", l.name.clone().unwrap_or_default()),
                Naming::Unattributed => "?".into(),
            })
            .collect();
        let mut text = links.join(" < ");
        for (set, mark) in [(s.denied, " denied"), (s.hedged, " hedged"), (s.first_hand, " first-hand")] {
            if set {
                text.push_str(mark);
            }
        }
        text
    };
    statements.iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn headlines() {
    for (name, title, expected) in [
        ("who says so stands last", "Twelve men fled say Halden police", "Halden police"),
        ("a country is where it was", "Romania: twelve men fled", ""),
        ("a capital speaks", "Bucharest: twelve men fled", "Romanian government"),
        ("a body speaks", "Romanian police: twelve men fled", "Romanian police"),
        ("who speaks needs no name", "Lawyers: twelve men fled", "some Lawyers"),
        ("an expert at the end", "Twelve men fled: witnesses", "some witnesses"),
        ("a section of the site", "Twelve men fled | Corpus Halden", ""),
        ("the outlet", "Twelve men fled - KQXZ News 7 Halden", ""),
        ("what happened", "Shooting suspect fled", ""),
        ("what the line is", "Halden Flight Update: twelve men fled", ""),
        ("a noun like a verb", "Officer, suspect hurt as twelve men fled", ""),
        ("whose son it is", "Mother of the men who fled: 'Pray for my son'", ""),
    ] {
        let lexicon = Lexicon::english();
        let gazetteer = Gazetteer::empty();
        let document = Document::new("a", "Nobody was there to see it.").title(title);
        let mut forms = Default::default();
        let pages = recognize(&document, &lexicon, &gazetteer, &mut forms);
        let page = &pages[0];
        let token = (0..page.text.tokens.len()).find(|t| page.text.word(*t) == "fled").unwrap();
        assert_eq!(shown(&statements(page, token)), expected, "{name}");
    }
}

#[test]
fn chains() {
    // (name, text, a word of the claim, what stands behind it)
    let cases = [
        ("plain", "Twelve men fled the camp.", "fled", ""),
        ("verb after", "Twelve men fled the camp, the mayor of Halden said.", "fled", "some mayor of Halden"),
        ("verb before", "Police said twelve men fled the camp.", "fled", "Police"),
        ("reported dead", "Twelve men were reported killed.", "killed", "? hedged"),
        ("reported at the end", "Twelve men fled the camp, it was reported.", "fled", "? hedged"),
        ("nothing seen", "Monitors found no evidence that twelve men fled.", "fled", ""),
        ("a claim called false", "The claim that twelve men fled is false, police said.", "fled", "police denied"),
        ("an outlet in apposition", "Fox, a Telegram channel run by volunteers, wrote that twelve men fled.", "fled", "Fox"),
        ("whoever stands before the verb", "The man who police say fled the camp was found.", "fled", "police"),
        ("a relative clause of the speaker", "A medic who asked not to be named said twelve men fled.", "fled", "some medic"),
        ("not confirmed", "Officials have not confirmed that twelve men fled.", "fled", " hedged"),
        ("the manner in doubt", "Twelve men fled the camp in a raid that is believed to be accidental.", "fled", ""),
        ("a group of a country", "The Afghan Taliban said twelve men fled.", "fled", "Taliban"),
        ("the names of a group", "Tehrik-e-Taliban Pakistan said twelve men fled.", "fled", "TTP"),
        ("a figure as", "Twelve men fled, medics said, while police gave the figure as 17.", "figure", "police"),
        ("after a figure", "Rights groups put the number of dead at 70. Twelve men fled.", "fled", ""),
        ("a charge", "Bo is accused of shooting two women, who fled.", "shooting", "? hedged"),
        ("whom a charge is about", "The men accused of shooting a boy were found and fled.", "fled", ""),
        ("who charges", "Police charged Bo with shooting two women, who fled.", "shooting", "Police"),
        ("names that are not released", "The names of twelve men who fled have not been released by police.", "fled", ""),
        ("the event in doubt", "Twelve men are believed to have been killed.", "killed", "? hedged"),
        ("capitals are no pronoun", "The WHO said on Friday that twelve men fled.", "fled", "WHO"),
        ("a day before the words", "The WHO said on Friday 27 men fled, nine of them nurses.", "fled", "WHO"),
        ("a rank of the police", "Twelve men fled, Detective Karl Brandt said.", "fled", "Karl Brandt < police"),
        (
            "whose office it is",
            "Mayor Ann Bo was there. The mayor's office said twelve men fled.",
            "fled",
            "mayor's office < Ann Bo",
        ),
        (
            "the office of who has no name",
            "The Halden County Coroner's Office was called. Twelve men fled, the coroner said.",
            "fled",
            "Halden County Coroner's Office",
        ),
        ("the department", "Halden police were there. Twelve men fled, the department said.", "fled", "Halden police"),
        (
            "a ministry in lower case",
            "The ministry of health was there. Twelve men fled, the ministry said.",
            "fled",
            "ministry of health",
        ),
        ("not told when", "Police did not say when the men fled.", "fled", ""),
        ("no name at the start", "Early accounts from Reuters say twelve men fled.", "fled", "Reuters"),
        ("information at the end", "Twelve men fled the camp.\n\n(With information from EFE)", "fled", "Agencia EFE"),
        ("summed up by the writer", "Police said twelve men fled, a number that worries the town.", "worries", ""),
        (
            "whose figure it is stands further on",
            "Over 900 men have reportedly fled, a figure that shocks. The army's data, corroborated by Radio Halden, show more.",
            "fled",
            "army hedged | Radio Halden hedged",
        ),
        ("a report that an agency has", "A UN report seen by Reuters said twelve men fled.", "fled", "Reuters < UN"),
        ("behind according to", "According to a WHO memo seen by AFP, twelve men fled.", "fled", "Agence France-Presse < WHO"),
        ("whose report it is", "An army report said twelve men fled.", "fled", "some army"),
        ("an avowal", "The Front claimed responsibility for the raid, in which twelve men fled.", "fled", ""),
        ("an accusation", "The Halden Red Cross accused the army of killing twelve men.", "killing", "Halden Red Cross"),
        ("the accused", "The army, accused of killing twelve men, was silent.", "killing", "? hedged"),
        ("no part in it", "The army denied any part in the raid in which twelve men fled.", "fled", ""),
        ("nobody", "No official has said that twelve men fled.", "fled", ""),
        ("an enclave run by", "The health ministry in the Hamas-run enclave said twelve men fled.", "fled", "health ministry"),
        ("an agency of the UN", "The U.N. migration agency said twelve men fled.", "fled", "U.N. migration agency"),
        ("a group with a number", "Twelve men fled, according to press freedom group Article 19.", "fled", "Article 19"),
        ("of a state", "Twelve men fled, state prosecutors said.", "fled", "some state prosecutors"),
        ("according to police", "According to police, a man of 40 fled the camp.", "fled", "police"),
        ("who is told of is no apposition", "According to deputies, Karl Brandt, 23, fled the camp.", "fled", "some deputies"),
        ("a child told of", "According to the Halden Patrol, the boy, 14, fled.", "fled", "Halden Patrol"),
        ("apposition", "According to a neighbor, Ann Bo, twelve men fled.", "fled", "Ann Bo"),
        ("a figure given", "The health ministry gave a lower figure of 61 deaths.", "deaths", "health ministry"),
        ("no figure", "Police gave him a number of warnings.", "warnings", ""),
        ("whose toll it is", "The health ministry's toll stands at 61 deaths.", "deaths", "health ministry"),
        ("a country's toll", "Norland's toll stands at 61 deaths.", "deaths", ""),
        (
            "whose grandmother it is",
            "The boy's grandmother told reporters that twelve men fled.",
            "fled",
            "some boy's grandmother",
        ),
        ("whose lawyer it is", "The suspect's lawyer Karl Brandt said twelve men fled.", "fled", "Karl Brandt"),
        ("a part of an outlet", "The BBC's Halden service has counted 40 deaths.", "deaths", "BBC"),
        ("deaths confirm nothing", "Nine deaths confirmed in Halden.", "deaths", ""),
        (
            "people who count",
            "The agency said nine died. Local journalists counted 50 deaths.",
            "deaths",
            "some Local journalists",
        ),
        ("spoke of", "The Norland coast guard spoke of 15 deaths.", "deaths", "Norland coast guard"),
        ("a name of one word", "The milblogger Fox claimed that twelve men fled.", "fled", "Fox hedged"),
        ("told on without a quotation", "Police said twelve men fled. Two were held.", "held", "Police"),
        ("told on behind a quotation", "\"Twelve men fled that night,\" a farmer said. Two were held.", "held", ""),
        ("a town beside who speaks", "Twelve men drowned off Halden, the governor said.", "drowned", "some governor"),
        ("with that", "The Defense Ministry of Norland announced that twelve men fled.", "fled", "Defense Ministry of Norland"),
        ("person", "Twelve men fled, military expert Karl Brandt said.", "fled", "Karl Brandt"),
        (
            "apposition",
            "Twelve men fled, said Karl Brandt, a spokesman for the Northern Brigade.",
            "fled",
            "Karl Brandt < Northern Brigade",
        ),
        (
            "role first",
            "Twelve men fled, the head of the Harbour Police, Karl Brandt, said.",
            "fled",
            "Karl Brandt < Harbour Police",
        ),
        ("relative", "Karl Brandt, who leads the search, said twelve men fled.", "fled", "Karl Brandt"),
        ("minister", "Twelve men fled, Energy Minister Karl Brandt said.", "fled", "Karl Brandt < Energy Ministry"),
        ("according to", "According to the coast guard, twelve men fled.", "fled", "coast guard"),
        ("according to, last", "Twelve men fled, according to Karl Brandt.", "fled", "Karl Brandt"),
        ("citing", "Twelve men fled, Reuters reported, citing police.", "fled", "Reuters < police"),
        (
            "citing in the middle",
            "TASS, citing police sources, reported that twelve men fled.",
            "fled",
            "TASS < some police sources",
        ),
        ("citing without a reporter", "Twelve men fled, citing the Red Cross.", "fled", "Red Cross"),
        ("told an outlet", "Twelve men fled, Karl Brandt told Reuters.", "fled", "Reuters < Karl Brandt"),
        ("told reporters", "Karl Brandt told reporters that twelve men fled.", "fled", "Karl Brandt"),
        ("quoted as saying", "Reuters quoted Karl Brandt as saying twelve men fled.", "fled", "Reuters < Karl Brandt"),
        (
            "noun cue",
            "Reports from RIA Novosti, citing military expert Karl Brandt, reveal that twelve men fled.",
            "fled",
            "RIA Novosti < Karl Brandt",
        ),
        ("document", "Twelve men fled, as revealed by an internal list obtained by Reuters.", "fled", "Reuters < internal list"),
        ("footage", "Footage published by the Northern Brigade shows twelve men who fled.", "fled", "Northern Brigade"),
        (
            "nested",
            "Survivors told the coast guard that twelve men fled, a coast guard spokesman said.",
            "fled",
            "coast guard < some Survivors",
        ),
        (
            "said, according to",
            "He was there. Karl Brandt said that twelve men fled, according to residents.",
            "fled",
            "Karl Brandt < some residents",
        ),
        ("two sources", "Police and the Red Cross said twelve men fled.", "fled", "Police | Red Cross"),
        ("class", "Russian state media reported that twelve men fled.", "fled", "class Russian state media"),
        ("anonymous", "Two security sources said twelve men fled.", "fled", "some security sources"),
        ("anyone", "A falconer from Halden said twelve men fled.", "fled", "some falconer from Halden"),
        ("anonymity", "A medic who asked not to be named said twelve men fled.", "fled", "some medic"),
        ("reportedly", "Twelve men reportedly fled.", "fled", "? hedged"),
        ("passive", "Twelve men were said to have fled.", "fled", "? hedged"),
        ("hedged by the source", "Twelve men are believed to have fled, police said.", "fled", "police hedged"),
        ("who may have seen it", "The men may have witnessed that twelve men fled.", "fled", " hedged"),
        ("manner", "Twelve men fled in what appears to be a random act.", "fled", ""),
        ("the doer in doubt", "Twelve men fled, allegedly by boat.", "fled", ""),
        ("a family", "Garcia's family said twelve men fled.", "fled", "some Garcia's family"),
        ("a call", "Ann Bo called 911 saying she fled.", "fled", "Ann Bo"),
        ("what another agency is", "The disaster agency Prova said twelve men fled.", "fled", "Prova"),
        ("owned by a state", "The state's health commissioner said twelve men fled.", "fled", "some state's health commissioner"),
        ("denies one, says another", "The army denied losses and said twelve men fled.", "fled", "army"),
        ("says one, denies another", "The army said nine died and denied that twelve men fled.", "fled", "army denied"),
        ("a commission", "The Commission on Human Rights said twelve men fled.", "fled", "Commission on Human Rights"),
        ("an office of one", "The chief minister said twelve men fled.", "fled", "some chief minister"),
        ("a group of that short form", "RSF fighters left. The RSF said twelve men fled.", "fled", "Rapid Support Forces"),
        ("whose attorney", "Ray Dunn's attorney said twelve men fled.", "fled", "some Ray Dunn's attorney"),
        ("whose statement", "Ray Dunn's statement said twelve men fled.", "fled", "Ray Dunn"),
        ("what it may have been", "Twelve men fled what may have been a deadly shooting.", "fled", ""),
        ("links", "Police held nine over alleged links to a gang. Twelve men fled.", "fled", ""),
        ("whose group", "Lebanon's Hezbollah said twelve men fled.", "fled", "Hezbollah"),
        (
            "cited by",
            "Twelve men fled, the agency Tasnim, quoted by Al Jazeera, said.",
            "fled",
            "Al Jazeera < Tasnim News Agency",
        ),
        ("what hangs on a hyphen", "Kremlin-installed governor Vladimir Saldo said twelve men fled.", "fled", "Vladimir Saldo"),
        ("a state", "Nine were hurt in Nigeria's Kaduna state and twelve men fled, police said.", "fled", "police"),
        ("a rumour of another clause", "Twelve men fled after a wire reportedly fell.", "fled", ""),
        ("an aside in doubt", "Twelve men fled when a boat, allegedly too old, sank.", "fled", ""),
        ("passed on", "Twelve men fled, an internal report seen by Reuters shows.", "fled", "Reuters < internal report"),
        ("a hyphen", "The charity Sea-Aid said twelve men fled.", "fled", "Sea-Aid"),
        ("claimed", "The army claimed that twelve men fled.", "fled", "army hedged"),
        ("denied", "The army denied that twelve men fled.", "fled", "army denied"),
        ("fake", "The army called reports that men fled a fabrication.", "fled", "army denied"),
        ("untrue", "It is false that twelve men fled.", "fled", " denied"),
        ("no answer", "Twelve men fled. The army has not commented.", "fled", ""),
        ("quote", "\"Twelve of our men fled in the night,\" Karl Brandt said.", "fled", "Karl Brandt"),
        ("inverted quote", "\"Twelve of our men fled in the night,\" said Karl Brandt.", "fled", "Karl Brandt"),
        ("split quote", "\"It was dark in the camp,\" said Karl Brandt. \"Twelve of our men fled.\"", "fled", "Karl Brandt"),
        ("long quote", "\"Twelve of our men fled. Nobody shot at them,\" Karl Brandt said.", "fled", "Karl Brandt"),
        (
            "a body that two words tell",
            "The county emergency inspectorate said twelve men fled.",
            "fled",
            "county emergency inspectorate",
        ),
        ("a denial", "The army denied that twelve men fled after the nightly explosion in Halden.", "fled", "army denied"),
        ("taken for granted", "The army denied that twelve men fled after the nightly explosion in Halden.", "explosion", ""),
        (
            "its spokesman",
            "Two died, according to the emergency inspectorate. Twelve men fled, its spokesman Karl Brandt said.",
            "fled",
            "Karl Brandt < emergency inspectorate",
        ),
        ("quote after a colon", "Karl Brandt said: \"Twelve of our men fled.\"", "fled", "Karl Brandt"),
        ("pronoun", "Karl Brandt spoke to us. He said twelve men fled.", "fled", "Karl Brandt"),
        ("the expert", "Rain fell, military expert Karl Brandt said.\n\nThe expert said twelve men fled.", "fled", "Karl Brandt"),
        (
            "surname",
            "Rain fell, military expert Karl Brandt said.\n\nAccording to Brandt, twelve men fled.",
            "fled",
            "Karl Brandt",
        ),
        (
            "short form",
            "The Norland Flood Agency (NFA) is at work. NFA said twelve men fled.",
            "fled",
            "Norland Flood Agency (NFA)",
        ),
        (
            "the ministry",
            "Rain fell, the Norland Health Ministry said. The ministry said twelve men fled.",
            "fled",
            "Norland Health Ministry",
        ),
        ("continued", "Rain fell, the Norland Health Ministry said. Twelve men fled.", "fled", "Norland Health Ministry"),
        ("not continued", "Rain fell, the Norland Health Ministry said.\n\nTwelve men fled.", "fled", ""),
        ("contrast", "Police said nine men stayed, while the Red Cross said twelve men fled.", "stayed", "Police"),
        ("contrast, second", "Police said nine men stayed, while the Red Cross said twelve men fled.", "fled", "Red Cross"),
        ("said this", "Twelve men fled. Karl Brandt, the mayor, disclosed this on Monday.", "fled", "Karl Brandt"),
        ("puts at", "The Red Cross puts the number of those who fled at twelve.", "fled", "Red Cross"),
        ("naming is not citing", "Twelve men fled past the office of Reuters.", "fled", ""),
        ("dateline", "HALDEN, July 19 (Reuters) - Twelve men fled.", "fled", "Reuters"),
        ("dateline and source", "HALDEN, July 19 (Reuters) - Twelve men fled, police said.", "fled", "Reuters < police"),
        ("credit line", "Twelve men fled.\n\n(Reporting by Reuters)", "fled", "Reuters"),
        ("possessive", "Ukraine's air force said twelve men fled.", "fled", "Ukrainian air force"),
    ];
    check(&cases);
}

/// Name, text, what stands behind "fled".
type Form = (&'static str, &'static str, &'static str);

/// Compares what stands behind a word of each text with what is expected.
fn check(cases: &[(&str, &str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(name, text, word, expected)| (name, text, *expected, shown(&behind(&Document::new("a", *text), word))))
        .filter(|(_, _, expected, found)| expected != found)
        .map(|(name, text, expected, found)| format!("{name}: {text}\n  expected {expected:?}\n  found    {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fled(forms: &[Form]) {
    let cases: Vec<_> = forms.iter().map(|(name, text, expected)| (*name, *text, "fled", *expected)).collect();
    check(&cases);
}

#[test]
fn sources_beside_one_another() {
    fled(&[
        (
            "corroborated",
            "According to the Halden Institute's data, corroborated by the Norland Red Cross and the coast guard, twelve men fled.",
            "Norland Red Cross | coast guard | Halden Institute",
        ),
        (
            "confirmed",
            "The Halden Institute's figures, confirmed by the Norland Red Cross, show that twelve men fled.",
            "Norland Red Cross | Halden Institute",
        ),
        ("the only source", "That twelve men fled was confirmed by the coast guard.", "coast guard"),
        ("both", "The coast guard and the Norland Red Cross said twelve men fled.", "coast guard | Norland Red Cross"),
    ]);
}

#[test]
fn chains_of_any_depth() {
    fled(&[
        (
            "citing who cites",
            "Twelve men fled, the Daily Express reported, citing the Interfax agency, which cited the coast guard.",
            "Daily Express < Interfax < coast guard",
        ),
        (
            "before the verb",
            "Reuters, citing Interfax, which quoted the coast guard, said twelve men fled.",
            "Reuters < Interfax < coast guard",
        ),
        (
            "told on",
            "Residents told the coast guard that twelve men fled, the coast guard told Interfax, Reuters reported.",
            "Reuters < Interfax < coast guard < some Residents",
        ),
        (
            "an agency and its sources",
            "Twelve men fled, the Russian state news agency TASS reported, citing the coast guard.",
            "TASS < coast guard",
        ),
        (
            "on the basis of",
            "The Norland Red Cross has recorded twelve men who fled, on the basis of information from the organization Alarm Line.",
            "Norland Red Cross < Alarm Line",
        ),
        ("a tally of an outlet", "Twelve men fled, according to a tally by the AFP news agency.", "Agence France-Presse"),
        ("seen", "Twelve men fled, according to a report seen by Reuters.", "Reuters < report"),
        ("verified", "Video verified by Reuters showed how twelve men fled.", "Reuters < Video"),
        ("a noun of speech", "The count fits Karl Brandt's earlier statements that twelve men fled.", "Karl Brandt"),
        ("counted", "The Norland Red Cross gave an estimate of twelve who fled.", "Norland Red Cross"),
        ("investigation", "An investigation by the Norland Red Cross found that twelve men fled.", "Norland Red Cross"),
        ("in an interview", "In an interview with Reuters, Karl Brandt said twelve men fled.", "Reuters < Karl Brandt"),
        ("attributed", "According to statements attributed to Brandt, a public figure, twelve men fled.", "Brandt"),
    ]);
}

#[test]
fn persons_roles_and_bodies_of_an_article() {
    fled(&[
        (
            "the spokesman of an administration",
            "Rain fell, said Col. Karl Brandt, spokesman for the Halden administration.\n\nBrandt said twelve men fled.",
            "Karl Brandt < Halden administration",
        ),
        ("the head of an administration", "Twelve men fled, said Karl Brandt, head of the Halden administration.", "Karl Brandt"),
        (
            "the spokesman, later",
            "Rain fell, police spokesman Karl Brandt said.\n\nTwelve men fled, the spokesman said.",
            "Karl Brandt < police",
        ),
        (
            "the official of a relay",
            "Rain fell, an official in Halden told Reuters.\n\nTwelve men fled, the official said.",
            "Reuters < some official in Halden",
        ),
        (
            "a union by its name",
            "The chairman of the free union Deniz-Is, Karl Brandt, told AFP that twelve men fled.",
            "Agence France-Presse < Karl Brandt < Deniz-Is",
        ),
        ("a call sign", "\"Twelve of our men fled,\" a drone pilot with the call sign Fox said.", "Fox"),
        (
            "a name to be called by",
            "A miner who asked to be called Yusuf was there.\n\n\"Twelve of our men fled in the night,\" he told Reuters.",
            "Reuters < Yusuf",
        ),
        (
            "somebody without a name",
            "A miner stood at the gate.\n\n\"Twelve of our men fled in the night,\" he told Reuters.",
            "Reuters < some miner",
        ),
        (
            "its members",
            "The Norland Lawyers Association confirmed that its colleagues saw how twelve men fled.",
            "Norland Lawyers Association",
        ),
        ("a capital", "Moscow claimed that twelve men fled.", "Russian government hedged"),
        ("at least", "The army said at least twelve men fled, including two cooks and a guard.", "army"),
        ("a capital of two words", "New Delhi said twelve men fled.", "Indian government"),
        ("to have", "The army claimed to have seen how twelve men fled, which Lima denied.", "army hedged"),
        ("after a relative clause", "Karl Brandt, 45, a fisherman who saw the fire, said twelve men fled.", "Karl Brandt"),
    ]);
}

#[test]
fn sources_in_the_next_sentence() {
    fled(&[
        ("reported by", "Twelve men fled on Friday. This was reported by the coast guard.", "coast guard"),
        ("a radio by its name", "Twelve men fled, Karl Brandt told KQXZ radio.", "KQXZ < Karl Brandt"),
        ("a channel by its name", "Twelve men fled, Karl Brandt told Rossova television.", "Rossova < Karl Brandt"),
        ("one of them", "Twelve men fled, one of them said.", "some one of them"),
        ("according to whoever", "Twelve men fled, according to the old whatnots.", "some old whatnots"),
        ("according to nobody", "Twelve men fled according to the plan.", ""),
        ("according to", "Twelve men fled on Friday. That is according to the coast guard.", "coast guard"),
        ("avowed", "The Front claimed responsibility. Twelve men fled.", ""),
        ("about something else", "Twelve men fled on Friday. The bridge was built by the coast guard.", ""),
        ("a dash", "Twelve men fled on Friday \u{2014} police.", "police"),
        (
            "a quotation of some sentences",
            "Karl Brandt, the mayor, stood at the river.\n\n\"We were nine,\" he told Reuters. \"It was dark. Twelve men fled,\" he said.",
            "Karl Brandt",
        ),
    ]);
}

#[test]
fn denials_and_doubts() {
    fled(&[
        ("a claim", "The coast guard said twelve men fled, a claim Interfax denied.", "coast guard"),
        ("which", "The coast guard said twelve men fled, which the army denied.", "coast guard"),
        ("as false", "The coast guard rejected as false a report by Interfax that twelve men fled.", "coast guard denied"),
        ("an earlier version", "An earlier version of this article said twelve men fled.", " denied"),
        ("retracted", "The Halden Post has retracted its report that twelve men fled.", "Halden Post denied"),
        ("some reports", "According to some reports, twelve men fled.", "? hedged"),
    ]);
}

#[test]
fn the_publisher_is_in_no_chain_of_its_own() {
    let cases = [
        ("dateline", "HALDEN, July 19 (Reuters) - Twelve men fled.", ""),
        ("told", "Twelve men fled, Karl Brandt told Reuters.", "Karl Brandt"),
        ("own reporter", "A Reuters reporter saw how twelve men fled.", " first-hand"),
        ("our reporter", "Our correspondent saw how twelve men fled.", " first-hand"),
        ("said itself", "Reuters reported on Monday that twelve men fled, citing police.", "police"),
    ];
    for (name, text, expected) in cases {
        let document = Document::new("a", text).publisher("reuters.com");
        assert_eq!(shown(&behind(&document, "fled")), expected, "{name}: {text}");
    }
}

#[test]
fn persons() {
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
    let cases: [Case; 8] = [
        ("title", "Col. Karl Brandt spoke.", &[("Col. Karl Brandt", "Karl Brandt")]),
        (
            "surname later",
            "Mayor Karl Brandt spoke. Brandt left.",
            &[("Mayor Karl Brandt", "Karl Brandt"), ("Brandt", "Karl Brandt")],
        ),
        ("age", "Karl Brandt, 45, left.", &[("Karl Brandt", "Karl Brandt")]),
        ("particle", "Mayor Karl von Brandt left.", &[("Mayor Karl von Brandt", "Karl von Brandt")]),
        ("a place", "In Halden, attorney Karl Brandt spoke.", &[("Karl Brandt", "Karl Brandt")]),
        ("a body", "The Red Cross spoke.", &[]),
        ("a town", "The boat sank off Halden, the governor said.", &[]),
        ("whose earlier words", "It fits Karl Brandt's earlier statements.", &[("Karl Brandt", "Karl Brandt")]),
    ];
    for (name, text, expected) in cases {
        let document = Document::new("a", text);
        let lexicon = Lexicon::english();
        let gazetteer = Gazetteer::empty();
        let mut forms = Default::default();
        let pages = recognize(&document, &lexicon, &gazetteer, &mut forms);
        let page = pages.last().unwrap();
        let found: Vec<_> = page.names.iter().map(|n| (page.text.slice(n.tokens.clone()), n.name.as_str())).collect();
        assert_eq!(found, expected, "{name}: {text}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_voices_inside_it(source in "\\PC{0,120}|([A-Z][a-z]{0,6}|said|told|according to|citing|\"|,|\\.|the|police|reportedly|denied|that|\\(Reuters\\)|-|who|and|in|\n\n| ){0,40}") {
        let document = Document::new("a", source.replace("  ", " ")).title(source);
        let lexicon = Lexicon::english();
        let gazetteer = Gazetteer::empty();
        let mut forms = Default::default();
        for page in recognize(&document, &lexicon, &gazetteer, &mut forms) {
            let tokens = page.text.tokens.len();
            for v in page.voices.iter() {
                for r in [&v.cue, &v.source, &v.content] {
                    prop_assert!(r.start <= r.end && r.end <= tokens, "{r:?} of {tokens}");
                }
            }
            for token in 0..tokens {
                let _ = statements(&page, token);
            }
        }
    }
}
