//! Which claims an article makes: of whom, told how, and what it does not tell. Cases are by construct.

mod cases;

use corroborate::{Claim, Document, Normalizer};

/// "not 2 killed", "1 arrested Ann Bo": what a case expects of each claim.
fn check(cases: &[(&str, &str, &[&str])]) {
    cases::check(cases, name);
}

fn name(claim: &Claim) -> Option<&str> {
    claim.actor.as_ref()?.name.as_deref()
}

#[test]
fn named_persons() {
    check(&[
        ("subject of a passive", "Marcus Fell was arrested Tuesday on suspicion of theft.", &["1 arrested Marcus Fell"]),
        ("object", "Police arrested Ramon Iglesia on Friday in Tulsa.", &["1 arrested Ramon Iglesia"]),
        ("surname", "Ramon Iglesia was charged. Iglesia was arrested Friday.", &["1 arrested Ramon Iglesia"]),
        (
            "the namesake named last",
            "Karl Dorn, 40, lives in Tulsa. His son Paul Dorn was there. Dorn was arrested Friday.",
            &["1 arrested Paul Dorn"],
        ),
        ("shots at an hour", "Officers heard of shots fired at 6:15 p.m. on Elm Street.", &[]),
        ("title", "Mr. Hollister was shot several times, police said.", &["attacked", "1 injured Hollister"]),
        ("object of an attack", "Owen Trask shot Lee Moss in the leg.", &["attacked", "1 injured Lee Moss"]),
        (
            "two with their ages",
            "Pete Vane II, 20, and Oscar Dill, 17, were shot.",
            &["attacked", "2 injured", "1 injured Pete Vane II", "1 injured Oscar Dill"],
        ),
        ("two full names", "Ann Bo and Cy Dorn were killed in the crash.", &["2 killed", "1 killed Ann Bo", "1 killed Cy Dorn"]),
        ("whose daughter", "Police told of the death of her daughter, Ann Bo, 14, in Tulsa.", &["1 killed Ann Bo"]),
        ("whose husband", "The blast killed her husband Cy Dorn and wounded her son.", &["1 killed Cy Dorn", "1 injured"]),
        ("a murder suspect", "Police arrested murder suspect Ramon Iglesia on Friday.", &["1 arrested Ramon Iglesia"]),
        ("shot somewhere", "Owen Trask was shot at a party on Friday.", &["attacked", "1 injured Owen Trask"]),
        ("shot at", "An officer was shot at on Friday.", &["1 attacked"]),
        ("a body found", "A body was found in a river in Tulsa on Friday.", &["1 killed"]),
        ("another body", "The technical body met in Tulsa on Friday.", &[]),
        ("water", "The release of water from the dam flooded Tulsa on Friday.", &[]),
        ("hostages", "They announced the release of four hostages on Friday.", &["4 released"]),
        ("a car bomb", "Police found a car bomb in Tulsa on Friday.", &[]),
        ("places and not a rate", "The flood killed 31 in three provinces.", &["31 killed"]),
        ("the blow and its verb", "An airstrike hit a school in Tulsa on Friday.", &["air_strike"]),
        ("a child called Major", "Three-year-old Major Fell was shot dead on Friday.", &["1 killed"]),
        ("a death rate", "The death rate in Tulsa rose on Friday.", &[]),
        ("a car with its driver", "The first vehicle, occupied by a male driver, was stopped in Tulsa.", &[]),
        ("some of them", "Some of the hostages were freed near Goma on Friday.", &["released"]),
        ("any of them", "The army denied that any of its soldiers were killed near Goma.", &["not killed"]),
        ("whose mother", "The mother of the soldiers was killed in Goma on Friday.", &["1 killed"]),
        ("poison", "More than 60 students were poisoned in Herat on Monday.", &["61.. injured"]),
        ("two ages", "Two men, one age 21 and the other 28, were arrested.", &["2 arrested"]),
        ("into a jail", "Ramon Iglesia was booked into the Tulsa County jail.", &["1 arrested Ramon Iglesia"]),
        ("who pleads", "Ramon Iglesia pleaded guilty to theft.", &["1 convicted Ramon Iglesia"]),
        ("a house shot up", "A gunman shot up a house on Friday.", &["attacked"]),
        ("driven by a friend", "The victim was driven to a hospital.", &["1 hospitalized"]),
        ("no pronoun", "Three US soldiers and two UK journalists were wounded in Kabul.", &["3 injured", "2 injured"]),
        ("two taken", "Ann Bo and Cy Dorn were kidnapped near Lagos.", &["2 kidnapped"]),
        (
            "objects",
            "A gunman killed Owen Trask and Lee Moss in Tulsa.",
            &["2 killed", "1 killed Lee Moss", "1 killed Owen Trask"],
        ),
        (
            "one word that the article knows",
            "The mother of Marisol called for help. Marisol was killed on June 3.",
            &["1 killed Marisol"],
        ),
        ("no word at the start", "Nobody was killed. Nobody was hurt.", &["not killed", "not injured"]),
        ("pronouns", "He shot her and her mother, police said.", &["attacked", "2 injured"]),
        ("her dog", "He shot her dog.", &[]),
        ("a company", "Ford was hit by a strike in Detroit.", &[]),
        ("a bank", "Goldman Sachs was hit by layoffs.", &[]),
        ("a place before its people", "Gunmen killed Palm Beach deputies.", &["killed"]),
        ("whose", "Ann Bo, 32, was hurt. Bo's name was not released.", &["1 injured Ann Bo"]),
    ]);
}

#[test]
fn numbers_that_share_a_verb() {
    let at = |text: &str| {
        let article = Document::new("a", text).publisher("paper.example").published("2025-07-19".parse().unwrap());
        let place = |c: &Claim| c.place.as_ref().map_or("nowhere".into(), |p| p.name.clone());
        let mut told: Vec<String> = Normalizer::default()
            .normalize(&article)
            .iter()
            .map(|c| format!("{} {}", cases::shown(c, name(c)), place(c)))
            .collect();
        told.sort();
        told.join(", ")
    };
    for (name, text, expected) in [
        ("objects", "The storm killed at least 12 people in Haiti and three in Cuba.", "12.. killed Haiti, 3 killed Cuba"),
        ("three", "The storm killed 12 in Haiti, 3 in Cuba and one in Peru.", "1 killed Peru, 12 killed Haiti, 3 killed Cuba"),
        ("verb between", "Two people died in Reno and one in Fresno.", "1 killed Fresno, 2 killed Reno"),
        ("subjects", "At least 12 people in Haiti and 3 in Cuba were killed.", "12.. killed Haiti, 3 killed Cuba"),
        ("a day between", "Floods killed 12 people in Haiti on Sunday and three in Cuba.", "12 killed Haiti, 3 killed Cuba"),
        ("parts", "Floods killed 15 people, 12 in Haiti and three in Cuba.", "12 killed Haiti, 15 killed nowhere, 3 killed Cuba"),
        (
            "arrests",
            "Police arrested 40 people in Lyon, 12 in Nice and 3 near Lille.",
            "12 arrested Nice, 3 arrested Lille, 40 arrested Lyon",
        ),
        (
            "two verbs",
            "Shelling killed 4 people in Sumy and wounded 9 in Odesa.",
            "4 killed Sumy, 9 injured Odesa, shelling Sumy",
        ),
        ("a second verb behind", "12 people in Lyon were killed, and 3 in Nice were hurt.", "12 killed Lyon, 3 injured Nice"),
        ("a verb of its own", "Nine were killed in Sumy and 14 injured in Odesa.", "14 injured Odesa, 9 killed Sumy"),
        (
            "behind with",
            "At least 15 died in floods in Nepal, with 9 in Pokhara and six in Biratnagar.",
            "15.. killed Nepal, 6 killed Biratnagar, 9 killed Pokhara",
        ),
        (
            "in dashes",
            "Missiles killed 7 people - four in Sumy, three in Odesa - and wounded 40.",
            "3 killed Odesa, 4 killed Sumy, 40 injured Odesa, 7 killed nowhere",
        ),
        ("of them", "A quake killed 20 people in Algeria, 12 of them in Oran.", "12 killed Oran, 20 killed Algeria"),
    ] {
        assert_eq!(at(text), expected, "{name}");
    }
}

#[test]
fn nouns_of_events_that_tell_of_none() {
    check(&[
        ("a paper", "An arrest warrant was issued for Leo Brandt in Reno.", &[]),
        ("a court", "The murder trial begins in Reno.", &[]),
        ("a weapon", "He carried an assault rifle.", &[]),
        ("a siren", "An air raid siren sounded in Kyiv.", &[]),
        ("an illness", "He had a heart attack in Reno.", &[]),
        ("a rate is of many events", "The desertion rate has increased among Russian soldiers.", &["deserted"]),
        ("a headline's object", "Rebels attack boats off Hodeidah | It rained.", &["attacked"]),
        ("drones in waves", "Villages were attacked by waves of drones in Sumy.", &["attacked"]),
        ("angered by a force", "Rebels angered by tariffs attacked Goma.", &["attacked"]),
        ("a bomb that did not go off", "A roadside bomb was defused in Kabul.", &[]),
        ("a denial by nobody known", "He denied that 12 people were killed in Reno.", &["not 12 killed"]),
        ("a storm", "A tornado struck a school in Reno, killing two.", &["2 killed"]),
        ("waves", "The boat was hit by large waves near Vigo.", &[]),
        ("a drone", "A house was hit by a drone in Sumy.", &["attacked"]),
        ("rioters", "Rioters stormed the embassy in Kabul.", &["attacked"]),
        ("a bomb at the roadside", "A roadside bomb killed five in Abyan.", &["explosion", "5 killed"]),
        ("a perfect storm", "It was a perfect storm for the town.", &[]),
    ]);
}

#[test]
fn they() {
    check(&[
        ("found before", "Police found two men in a car in Reno. They had been shot.", &["attacked", "2 injured"]),
        ("dead", "Two hikers were lost near Reno. They were found dead.", &["2 killed"]),
        ("in one sentence", "Two women were walking in Reno when they were shot.", &["attacked", "2 injured"]),
        ("not who came", "Two officers found three men in Reno. They were wounded.", &["3 injured"]),
        ("nobody counted", "Neighbors were outside. They were wounded.", &[]),
        ("two sentences before", "Two men were in Reno. It rained. They were wounded.", &[]),
    ]);
}

#[test]
fn whose_soldiers() {
    for (name, text, expected) in [
        ("their own", "Twelve Ukrainian soldiers were killed.", Some("UA")),
        ("told before", "Russian soldiers fled. 12 soldiers were killed.", Some("RU")),
        ("the side that did it", "Ukrainian troops captured 12 soldiers.", None),
        ("who says he did it", "The Ukrainian military said its forces killed 35 soldiers.", None),
        ("who loses his own", "Russia's 20th Division lost 12 soldiers.", Some("RU")),
    ] {
        let claims = Normalizer::default().normalize(&Document::new("a", text));
        let side = claims.last().and_then(|c| c.actor.as_ref()?.side.clone());
        assert_eq!(side.as_deref(), expected, "{name}");
    }
}

#[test]
fn headlines_in_title_case() {
    check(&[
        ("preposition", "3 Killed In Drive-By Shooting | It rained.", &["3 killed"]),
        ("one", "Man Killed In Shooting | It rained.", &["1 killed"]),
        ("found", "Woman Found Dead In Fresno Home | It rained.", &["1 killed"]),
        ("soldiers", "12 Soldiers Killed By Drone Near Kharkiv | It rained.", &["12 killed"]),
        ("two verbs", "Man Arrested For Killing Of Two Teens | It rained.", &["1 arrested", "2 killed"]),
        ("capitals", "TWO KILLED IN CRASH NEAR OSLO | It rained.", &["2 killed"]),
    ]);
}

#[test]
fn coordinated_nouns_and_adjectives() {
    check(&[
        ("nationalities", "The navy arrested 23 Kenyan and Yemeni smugglers.", &["23 arrested"]),
        ("three of them", "Police detained 40 Serbian, Bosnian and Croatian fans.", &["40 detained"]),
        ("adjectives", "At least 8 young and old villagers were killed.", &["8.. killed"]),
        ("nouns", "Twelve men and women were killed in the blast.", &["12 killed"]),
        ("two numbers", "Two women and three men were killed in Oslo.", &["5 killed"]),
        ("two clauses", "Rebels killed five soldiers and wounded civilians.", &["5 killed", "injured"]),
    ]);
}

#[test]
fn wounds() {
    check(&[
        ("found", "Paramedics found a man with a gunshot wound in the leg.", &["attacked", "1 injured"]),
        ("found by name", "Police found Marc Till, 25, in a hall with stab wounds.", &["attacked", "1 injured Marc Till"]),
        ("two", "Officers arrived to find a man and a woman with gunshot wounds.", &["attacked", "2 injured"]),
        ("the dead", "They found a man dead with a gunshot wound to the head.", &["1 killed"]),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("in words", "Maria Dell, three, was shot dead in Oslo.", &["1 killed Maria Dell"]),
        ("of a noun", "The boy, nine, was killed.", &["1 killed"]),
        ("a clause", "A girl, who was 12, was killed in Oslo.", &["1 killed"]),
        ("about", "A skier, who was 50 or 51 years old, was killed near Bergen.", &["1 killed"]),
        ("now", "The girl, who is 3, was injured.", &["1 injured"]),
        ("a part", "Ten men, three of them officers, were killed.", &["10 killed"]),
        ("a count", "Of the 60 passengers, 12 were killed.", &["12 killed"]),
    ]);
}

#[test]
fn other_senses() {
    check(&[
        ("a body of one's own", "Each patient decides over his own body, the nurse said.", &[]),
        ("a body sent on", "A hiker was found dead. The body is being driven to Turin for tests.", &["1 killed"]),
        ("sent home", "Two men were released from the Tulsa hospital on Friday.", &[]),
        ("room", "The cellar fits twenty bodies in all.", &[]),
        ("bodies are not rescued", "Miners pulled seven bodies from a flooded shaft.", &["7 killed"]),
        ("caught up", "A passenger was caught up in a gun battle in Tulsa on Monday.", &["1 attacked"]),
        ("caught", "Two soldiers were caught by rebels near Gao.", &["2 captured"]),
        ("cases in court", "Lawyers spoke of two separate shooting cases. Nobody had measles.", &[]),
        ("cases with deaths", "The court has 14 cases involving shooting deaths. Nobody had measles.", &[]),
        ("data", "Violence is rising, according to the mayor's data released today.", &[]),
        ("adjective", "The militia lacks fuel for offensive manoeuvres in the north.", &[]),
        ("noun", "The offensive began on Monday near Kharkiv.", &["attacked"]),
    ]);
}

#[test]
fn what_is_not_told_to_have_happened() {
    check(&[
        ("perfect", "He would have fetched a rifle and started shooting two guards.", &[]),
        ("wish", "They hoped to win time by wounding two guards.", &[]),
        ("wish of a noun", "The smugglers wanted to clear the pier in Porto by killing the watchmen.", &[]),
        ("agent of a wish", "They hoped to reopen the market hit by shelling in Kupiansk on Friday.", &["shelling"]),
        ("law", "An owner answers for a guard who carelessly wounds or kills visitors.", &[]),
        ("cancelled", "The council cancelled a march in Porto.", &[]),
        ("announced", "Another march had been announced for 9 June in Turin.", &[]),
        ("planned", "A march is planned for Saturday in Oslo.", &[]),
        ("whether", "Could mass defections bring unrest to Chad?", &[]),
        ("what", "What would the price of desertion be for the Malian army?", &[]),
        ("offer", "The radio offers land to rebels who surrender.", &[]),
        ("habits", "Twelve died. Crews attack boats in small groups.", &["12 killed"]),
        ("encouraged", "The hotline encourages further defections in Russia.", &[]),
        ("penalties", "Stricter penalties for kidnapping in Peru are a mistake.", &[]),
        ("told in a question", "Who knew the 12 people killed in Oslo?", &["12 killed"]),
    ]);
}

#[test]
fn told_once() {
    check(&[
        ("no arrests", "No arrests have been made at this time.", &["not arrested"]),
        ("object", "Police have made no arrests.", &["not arrested"]),
        ("noun and toll", "Massacre in Lima leaves at least 21 dead | It rained.", &["21.. killed"]),
    ]);
}

#[test]
fn tolls_to_come() {
    check(&[
        ("a modal", "The toll stands at 61 and could rise to 200.", &["61 killed"]),
        ("expected", "The death toll is expected to reach 200.", &[]),
        ("risen", "The toll rose to 14.", &["14 killed"]),
    ]);
}

#[test]
fn doubt_leaves_what_is_taken_for_granted() {
    let hedged = |text: &str| -> Vec<bool> {
        let article = Document::new("a", text);
        Normalizer::default().normalize(&article).iter().map(|c| c.hedged).collect()
    };
    assert_eq!(hedged("Police believe the shooting in Lodi was random."), [false]);
    assert_eq!(hedged("The shooting in Lodi appears to be accidental."), [false]);
    assert_eq!(hedged("Police believe the man was shot dead."), [true]);
    assert_eq!(hedged("The death toll may have passed 300."), [true]);
    assert_eq!(hedged("A boy was shot dead, allegedly by a neighbour."), [false]);
}

#[test]
fn relative_clauses_in_commas() {
    check(&[
        ("subject", "Ray Lund, who killed two men, was arrested.", &["1 arrested Ray Lund", "2 killed"]),
        ("a number inside", "Ann Bo, who has two sons, died.", &["1 killed Ann Bo"]),
        ("an apposition", "Ray Lund, whose son, Cy Lund, was killed, left.", &["1 killed Cy Lund"]),
        ("on board", "All 11 on board the plane were killed.", &["11 killed"]),
    ]);
}

#[test]
fn who_died_before() {
    check(&[
        ("returned", "The army returned the bodies of 84 soldiers on Thursday.", &[]),
        ("handed over", "Some 84 bodies were handed over on Thursday.", &[]),
        ("found", "Rescuers returned and found the bodies of two men.", &["2 killed"]),
    ]);
}

#[test]
fn units() {
    check(&[
        ("definite", "The battalion fled.", &["1 deserted"]),
        ("its arms", "The company laid down its arms.", &["1 surrendered"]),
        ("a name of a unit", "The assault company rested near Lodi.", &[]),
        ("houses", "Troops burned 200 houses.", &["200 destroyed"]),
        ("no object", "The house burned from the roof down.", &[]),
    ]);
}

#[test]
fn some_of_those_told_of() {
    check(&[
        ("including", "Nine people, including a mother and her three sons, died in Lodi.", &["9 killed"]),
        ("among them", "Five people, among them a teacher and her three pupils, were killed.", &["5 killed"]),
        ("in dashes", "Twelve people - including a nurse and her two sons - drowned.", &["12 killed"]),
        ("in brackets", "Seven people (a guard and six prisoners) died.", &["7 killed"]),
        ("of whom", "Five people, three of whom were nurses, died.", &["5 killed"]),
        ("mainly", "Fifty-four, mainly children, died of measles.", &["54 killed"]),
        ("of a people", "Four Russians, one of them a child, died.", &["4 killed"]),
        ("not so many", "Twelve people, not seven, died in the fire.", &["12 killed"]),
        ("of the owner's", "Nine of the village's 300 people died.", &["9 killed"]),
        ("one and some", "The captain and two of his 19 crew drowned.", &["1 killed", "2 killed"]),
        ("a number before the next clause", "The toll rose to 14 and 30 others were missing.", &["14 killed", "30 missing"]),
        ("a comma in a headline", "Clashes leave eight villagers, five soldiers dead | It rained.", &["8 killed", "5 killed"]),
        ("cases and deaths", "Cholera cases rose to 2,900, including 14 deaths.", &["2900 infected", "14 killed"]),
    ]);
}

#[test]
fn peoples_and_participles() {
    check(&[
        ("in words", "Twenty-six Sudanese were killed.", &["26 killed"]),
        ("one", "A Briton was killed in Kyiv.", &["1 killed"]),
        ("a hyphen", "Crews worked in a bombed-out building in Lodi.", &[]),
        ("those cared for", "Drones attacked a village housing wounded fighters near Goma.", &["attacked"]),
        ("a noun behind an adjective", "Sixteen people were killed in nationwide protests.", &["16 killed"]),
        ("nouns that tell of themselves", "Ten were hurt. There were a total of 40 executions.", &["10 injured"]),
        ("investigators", "Homicide investigators arrested him in Lodi.", &["1 arrested"]),
        (
            "names behind of",
            "He spoke of the deaths of Maria Lopez and Carlos Diaz.",
            &["2 killed", "1 killed Carlos Diaz", "1 killed Maria Lopez"],
        ),
        ("one another", "Three men who knew one another were shot.", &["attacked", "3 injured"]),
        ("suspected cases", "Cholera spread. The ministry counted 1,900 suspected cases.", &["1900 infected"]),
        ("a headline's toll", "Peru bridge collapse toll hits 20 | It rained.", &["20 killed"]),
        ("an older toll", "The death toll, initially given as nine, was raised to 15.", &["15 killed"]),
    ]);
}

#[test]
fn several_numbers_of_one_verb() {
    check(&[
        ("subjects of different roles", "All 62 passengers and four crew died.", &["62 killed", "4 killed"]),
        ("others beside them", "At least 460 patients and their companions were killed.", &["460.. killed"]),
        ("the object before", "The army admitted killing civilians and said 14 rebels died in Kano.", &["14 killed"]),
        ("a part of those told of", "A third of the 90 people injured in the blast were children.", &["90 injured"]),
        ("a part who died", "Most of the 40 workers died.", &["..40 killed"]),
        ("twins", "Twelve-year-old twins and their aunt were found dead.", &["3 killed"]),
        ("the number of those", "The number of people who fled Halden rose to 18,400 from 11,000.", &["18400 displaced"]),
        ("a number of them", "A number of people were killed, and 12 were hurt.", &["killed", "12 injured"]),
    ]);
}

#[test]
fn the_day_of_each_verb() {
    let day = |text: &str| {
        let article = Document::new("a", text).published("2026-01-14".parse().unwrap());
        let claims = Normalizer::default().normalize(&article);
        let killed = claims.iter().find(|c| c.event.kind == "killed");
        killed.and_then(|c| c.date.as_ref()?.start).map_or("none".into(), |d| d.to_string())
    };
    assert_eq!(day("A man wounded on Friday died on Tuesday."), "2026-01-13");
    assert_eq!(day("The man shot on Friday died."), "2026-01-09");
    assert_eq!(day("A man was arrested Friday over Monday's killing of a teen."), "2026-01-12");
    assert_eq!(day("Two women were found dead on May 9."), "2025-05-09", "past in tense");
    assert_eq!(day("He will go to prison for the Easter killing of two men."), "2025-04-20", "a feast that moves");
    assert_eq!(day("A raid killed nine overnight, the mayor said on Monday."), "2026-01-11", "the night before it was told");
    assert_eq!(day("Nine were killed in Sumy overnight on January 6."), "2026-01-06");
    assert_eq!(day("Ray Lund, who moved to Sumy in 2012, killed two men on Friday."), "2026-01-09");
    assert_eq!(day("Police held two on Friday, three days after a raid killed nine."), "2026-01-06");
    assert_eq!(day("It was the worst crash since 1996, when 349 people died."), "1996-01-01");
    assert_eq!(day("Classes began on Monday after nine were killed. It was on Friday, the mayor said."), "2026-01-12");
}

#[test]
fn what_a_verb_takes() {
    check(&[
        ("a protest", "Dozens of farmers blocked a road with tractors.", &["24..99 protested"]),
        ("into a crowd", "A man shot into a crowd, injuring two.", &["2 injured"]),
        ("a shop for bodies", "The officer works at a body shop. A body camera was found.", &[]),
        ("not yet caught", "A man was shot dead in Lodi. The suspect is still at large.", &["1 killed"]),
        ("escaped", "Two inmates fled the jail and are still at large.", &["2 escaped"]),
        ("seized", "More than 100 pupils were seized by gunmen on Friday.", &["101.. kidnapped"]),
        ("pronounced", "A crew from Lodi pronounced him dead at the scene.", &["1 killed"]),
        ("residents", "Lodi, a city of 215,000 residents, has been attacked since 2022.", &["attacked"]),
        ("home to", "The town, home to 4,000 people, was attacked on Friday.", &["attacked"]),
        ("both verbs' object", "An officer shot and wounded two men.", &["2 injured"]),
        ("no prisoners", "Gunmen exchanged fire with police.", &[]),
        ("a trade", "The blast left a bouncer dead.", &["1 killed"]),
        ("no protest", "Gunmen blocked the road and killed nine.", &["9 killed"]),
    ]);
}

#[test]
fn whom_it_befell() {
    check(&[
        ("of whom", "Employees were coping with the death of their boss.", &["1 killed"]),
        ("short forms", "Medics noticed he'd been shot.", &["attacked", "1 injured"]),
        ("told to", "The shooting was initially reported to police as a robbery.", &[]),
        ("the accused", "A man is charged after the head of the firm was gunned down.", &[]),
        ("not the finder", "Deputies found two men with gunshot wounds.", &["attacked", "2 injured"]),
    ]);
    let article = Document::new("a", "A 76-year-old man shot his wife.");
    assert!(Normalizer::default().normalize(&article).iter().all(|c| c.actor.as_ref().is_none_or(|a| a.age.is_none())));
    let article = Document::new("a", "A trooper was injured in a crash.");
    let roles: Vec<_> = Normalizer::default().normalize(&article).into_iter().filter_map(|c| c.actor?.role).collect();
    assert_eq!(roles, ["police"]);
}

#[test]
fn one_or_several() {
    check(&[
        ("an apposition", "A third victim, a 9-year-old boy, who had been playing, was treated.", &["1 injured"]),
        ("a part in an apposition", "Three sailors, one of whom was a cook, were hurt.", &["3 injured"]),
        ("grazed", "A second victim, a 31-year-old man, was grazed by a bullet.", &["1 injured"]),
        ("where it struck", "A bullet struck a 5-year-old girl in the leg.", &["attacked", "1 injured"]),
        ("a double shooting", "Police looked into a double shooting in Newark.", &["attacked", "2 injured"]),
        ("a triple homicide", "Police looked into a triple homicide in Newark.", &["3 killed"]),
        ("one or the other", "Officials said 64 people were dead or missing after the flood.", &["64 casualty"]),
        ("or taken", "Three soldiers were killed, wounded or captured.", &["3 casualty"]),
        ("he and another", "He and one of the guests died.", &["2 killed"]),
        ("they are two", "A man and his wife were found there. They had been shot.", &["attacked", "2 injured"]),
        ("others than who watched", "Gunmen watched the crowd as they were shot.", &[]),
        ("a third", "A gunman killed two people and wounded a third.", &["2 killed", "1 injured"]),
        ("a third of them", "About a third were killed in camps.", &[]),
        ("the object of a clause", "The man who shot two officers was killed.", &["1 killed", "attacked", "2 injured"]),
        ("no officer", "A dog that was shot after biting an officer is dead.", &[]),
        ("told twice", "He is accused of stabbing him and stabbing him again.", &["attacked", "1 injured"]),
        ("died of it", "A girl has died after she was wounded.", &["1 killed"]),
        ("injuries do not die", "She suffered two injuries and was pronounced dead.", &["2 injured"]),
        (
            "ages in words",
            "Anna Bowman, nineteen, and Karl Rowe, twenty-two, were also shot.",
            &["attacked", "2 injured", "1 injured Anna Bowman", "1 injured Karl Rowe"],
        ),
        ("a couple's ages", "A couple of 67 and 70 drowned.", &["2 killed"]),
        ("sought", "Rescuers continued the search for three fishermen.", &["3 missing"]),
        ("sought by police", "Police search for two suspects.", &[]),
        ("in jail", "Karl Rowe, 31, is being held at the county jail.", &["1 detained Karl Rowe"]),
        ("a case", "The case is being treated as a murder.", &[]),
        ("involved", "The shooting involved two boys.", &[]),
        ("a list in a row", "Two boys, two girls and a nurse were hurt.", &["5 injured"]),
    ]);
}

#[test]
fn what_is_denied_in_its_phrase() {
    check(&[
        ("not had in custody", "Officers do not have the driver in custody.", &["not 1 detained"]),
        ("nothing fired", "No shots were fired in Kyiv.", &[]),
        ("other details", "Ten were hurt. No other details were released.", &["10 injured"]),
        ("of those hurt", "Two were killed. None of those injured was in danger.", &["2 killed"]),
        ("no way", "There is no way he drowned, she said.", &["1 killed"]),
        ("a part in it", "The militia denied any role in the bombing, which killed nine.", &["9 killed"]),
        ("nobody's claim", "No group has claimed responsibility for the raid in Lodi on Monday.", &["attacked"]),
        ("anyone", "The army denied that anyone was hurt in the blast in Lodi.", &["not injured", "explosion"]),
        ("no reports", "There were no immediate reports of casualties in Lodi.", &["not casualty"]),
        ("no word", "There was no word on casualties in Lodi.", &[]),
        ("not taken", "Officers did not take anybody into custody in Lodi.", &[]),
        ("unharmed", "No civilians were harmed in Lodi.", &["not injured"]),
        (
            "figures",
            "At least 22 were killed and 100 injured in Lodi. The foreign ministry rejected the figures.",
            &["22.. killed", "100 injured", "not killed"],
        ),
        (
            "another's claim",
            "Russia said it had downed 12 drones, a claim Kyiv denied. Two men died.",
            &["12 shot_down", "not shot_down", "2 killed"],
        ),
    ]);
}

#[test]
fn nouns_that_no_table_has() {
    check(&[
        ("dead animals", "Nearly 300 dead mackerel lay on the shore.", &[]),
        ("named after a trade", "Some 60 pilot whales died off the coast.", &["1 killed"]),
        ("things that were hit", "Five dogs were wounded in the blast.", &[]),
        ("young men", "He is charged with fatally shooting two other young men.", &["2 killed"]),
        ("dead somewhere", "Twelve dead nationwide after storms.", &["12 killed"]),
        ("somebody", "Officers said the man may have hurt someone.", &[]),
    ]);
}

#[test]
fn numbers_beside_their_verb() {
    check(&[
        ("up to", "As many as 40 people may have died.", &["..40 killed"]),
        ("later in hospital", "Nine died at the scene and two later in hospital.", &["9 killed", "2 killed"]),
        ("shot to death", "A man stabbed two guests to death.", &["2 killed"]),
        ("shot dead", "A guard shot the intruder dead.", &["1 killed"]),
        ("not quite", "He shot himself dead center in the chest.", &["1 injured"]),
        ("beaten", "A mob beat three traders to death.", &["3 killed"]),
        ("of them", "They launched 60 drones, and 45 of them were shot down.", &["45 shot_down"]),
        ("who tells it", "A mine went off, killing three soldiers, two officials said.", &["3 killed"]),
        ("some of them", "Nearly 200 were hurt, including 26 in serious condition.", &["180..199 injured", "26 hospitalized"]),
        ("deaths top", "Cholera deaths top 1,000 in Norland | It rained.", &["1000 killed"]),
        ("ages in a row", "The 15- and 16-year-olds were arrested.", &["2 arrested"]),
        ("handed over", "The bodies of 50 soldiers were also handed over.", &[]),
        ("fell sick", "More than 90 guests fell sick after a wedding.", &["91.. infected"]),
        ("lives", "The flood has claimed 37 lives and displaced 4,000 people.", &["37 killed", "4000 displaced"]),
        ("children of one", "A shooting left a father of three dead.", &["1 killed"]),
        ("of whom", "Some 48 people were infected with cholera, of whom 31 died.", &["43..53 infected", "31 killed"]),
        ("another clause", "Doctors saw 48 people, and nine died.", &["9 killed"]),
        ("with residents", "Lodi, a city on the river with 215,000 residents, was attacked.", &["attacked"]),
        ("by police", "Two were killed in Lodi. The attacker was shot dead by police.", &["2 killed", "1 killed"]),
        ("included before", "Ten died, including a child, and 15 more were hurt.", &["10 killed", "15 injured"]),
        ("crushed", "A crane fell, crushing three workers to death.", &["3 killed"]),
        ("a truck", "The truck crushed two men to death.", &["2 killed"]),
        ("parts before a comma", "Four climbers, three men and a woman, were killed.", &["4 killed"]),
        ("behind as", "Five were killed in Lodi as protests turned violent.", &["5 killed", "protested"]),
        ("to evacuate", "The fire forced 5,600 people to evacuate.", &["5600 evacuated"]),
        ("beaten", "A photographer was beaten by police.", &["1 attacked"]),
        ("a noun behind at", "Police arrest 30 at Marsh Lane protest | It rained.", &["30 arrested"]),
    ]);
}

#[test]
fn who_somebody_is() {
    let actor = |text: &str| {
        let claims = Normalizer::default().normalize(&Document::new("a", text));
        let killed = claims.into_iter().find(|c| c.event.kind == "killed").and_then(|c| c.actor).unwrap_or_default();
        (killed.name.unwrap_or_default(), killed.role.unwrap_or_default(), killed.age.unwrap_or_default())
    };
    let told = |name: &str, role: &str, age: u8| (name.to_owned(), role.to_owned(), age);
    assert_eq!(actor("Maria Lopez, a 32-year-old nurse, was killed."), told("Maria Lopez", "health_worker", 32));
    assert_eq!(actor("Maria Lopez, 32, a nurse in Lodi, was killed."), told("Maria Lopez", "health_worker", 32));
    assert_eq!(actor("According to Sgt. Karl Rowe, the boy was killed."), told("", "child", 0));
    assert_eq!(actor("Finally, a 52-year-old man was killed."), told("", "", 52));
    assert_eq!(actor("Karl Hill, 27, was killed."), told("Karl Hill", "", 27));
    assert_eq!(actor("Journalist Karl Rowe was killed."), told("Karl Rowe", "journalist", 0));
    assert_eq!(actor("Its correspondent Karl Rowe was killed."), told("Karl Rowe", "journalist", 0));
    assert_eq!(actor("Karl Cook was killed."), told("Karl Cook", "", 0));
    assert_eq!(actor("A 4-year-old boy killed himself."), told("", "child", 4));
    assert_eq!(actor("A 61-year-old Macon County man was killed."), told("", "", 61));
}

#[test]
fn whose_they_are() {
    let text = "Rwanda's army shelled two villages on Friday. Burundi's army denied that its own troops had fled.";
    let claims = Normalizer::default().normalize(&Document::new("a", text));
    let fled = claims.into_iter().find(|c| c.event.kind == "deserted").and_then(|c| c.actor).unwrap_or_default();
    assert_eq!(fled.side.as_deref(), Some("BI"));
}

#[test]
fn the_day_of_a_participle() {
    let text = "A priest abducted in northern Kaduna two months ago has been freed, police said on Friday.";
    let claims = Normalizer::default().normalize(&Document::new("a", text).published("2025-07-19".parse().unwrap()));
    let told: Vec<_> =
        claims.iter().map(|c| (c.event.kind.as_str(), c.date.as_ref().and_then(|d| d.start).map(|d| d.to_string()))).collect();
    assert_eq!(told, [("kidnapped", Some("2025-05-01".into())), ("released", Some("2025-07-18".into()))]);
}

#[test]
fn people_by_their_trade() {
    check(&[
        ("a broadcaster", "A radio broadcaster was shot and killed.", &["1 killed"]),
        ("jawans", "Two army jawans were martyred.", &["2 killed"]),
        ("members of a body", "Three members of the People's Guard were killed.", &["3 killed"]),
        ("a geologist", "A geologist died in the avalanche.", &["1 killed"]),
        ("what no table has", "The stationmaster has been arrested.", &["1 arrested"]),
        ("a hospital by name", "Four men were taken to Linden Hospital for treatment.", &["4 hospitalized"]),
        (
            "with whom she was",
            "The girl, who was there with her parents, felt ill and was taken to a hospital.",
            &["1 hospitalized"],
        ),
        ("not survived", "The mother and the baby did not survive the crash.", &["2 killed"]),
        ("who says it", "Boy Hurt Say Linden Police", &["1 injured"]),
        ("others", "Two men died and a boy was wounded. Two men were shot.", &["2 killed", "1 injured", "2 attacked"]),
        ("demonstrators", "More than 200 demonstrators were beaten.", &["201.. attacked"]),
        ("a pair", "Police arrested the pair. The trio was charged.", &["2 arrested"]),
        ("the two", "Two men robbed a shop in Tulsa. Police arrested the two on Friday.", &["2 arrested"]),
        ("a couple", "A couple was found dead.", &["2 killed"]),
        (
            "with their homes",
            "Sharif Clay, 40, of the Bronx, and Ronald Moss, 32, were killed.",
            &["2 killed", "1 killed Sharif Clay", "1 killed Ronald Moss"],
        ),
        ("souls", "The ferry with 43 souls aboard sank, and all 43 drowned.", &["43 killed"]),
    ]);
}

#[test]
fn what_only_looks_like_an_event() {
    check(&[
        ("information", "A reward is offered for information leading to the arrest of the gunman.", &[]),
        ("names", "They did not release the patients' names.", &[]),
        ("whose son", "The blast killed the officer's son.", &["1 killed"]),
        ("whose arm", "A bullet grazed the child's arm.", &["1 injured"]),
        ("details", "Detectives have released additional information.", &[]),
        ("casings", "Officers found dozens of spent shell casings in Lodi.", &[]),
        ("the shot", "Detectives asked who fired the shot.", &[]),
        ("as his own", "Bo treated the boy as his own son.", &[]),
        ("like prisoners", "Two guests were treated like prisoners.", &[]),
        ("a camera", "Surveillance video captured the officer.", &[]),
        ("on camera", "The officer was captured on a security camera.", &[]),
        ("birds", "Police found 14 other dead birds.", &[]),
        ("details not released", "Police have not released details.", &[]),
        ("how ill", "The girl was not in critical condition.", &[]),
        ("a chance", "After a brief shot at a career in music, he taught.", &[]),
        ("a figure of speech", "He destroyed a whole family.", &[]),
        ("a crash", "A car struck the building.", &[]),
        ("a crime", "He was booked for felony assault. She faces two counts of murder.", &[]),
        ("by accident", "A boy accidentally shot himself in the hand.", &["1 injured"]),
        (
            "an accident",
            "Boy hurt in accidental shooting | The shooting was in Leeds on Friday. He shot himself.",
            &["1 injured", "1 injured"],
        ),
        ("fire", "Two men opened fire at a party in Leeds.", &["attacked"]),
        ("who did it", "Two men who police say shot a boy were arrested.", &["2 arrested", "attacked", "1 injured"]),
        ("all but one", "All but two of the 242 passengers died.", &["240 killed"]),
        ("an avalanche", "Five people were killed when an avalanche hit their camp on Monday.", &["5 killed"]),
        ("a hunger strike", "Sixty-one women are on hunger strike in Lodi.", &["61 striking"]),
        ("the number before", "It raised the number of injured from 437 on Sunday.", &[]),
        ("bodies ashore", "The bodies of nine women and three children were brought ashore.", &["12 killed"]),
        ("in the flames", "At least 41 women were burned alive.", &["41.. killed"]),
        ("an earlier toll", "Nineteen people died, the ministry said, correcting an earlier toll of 17.", &["19 killed"]),
        ("a general hospital", "Three men were taken to the general hospital.", &["3 hospitalized"]),
        ("an age at death", "A singer died at 62.", &["1 killed"]),
        ("limits of age", "Women over 60 were evacuated.", &["evacuated"]),
        ("cars that were there", "A shooting involving two cars shut Main Street in Tulsa.", &["attacked"]),
        ("no details", "No details on a possible suspect have been released.", &[]),
        ("a shooter", "A drive-by shooter opened fire on a house in Tulsa.", &["attacked"]),
        ("officials", "Fire and rescue officials said two men died.", &["2 killed"]),
        ("a bullet", "A stray bullet hit a woman in Tulsa.", &["attacked", "1 injured"]),
        ("an ambulance", "An ambulance took three men to Linden Hospital.", &["3 hospitalized"]),
        ("gunmen", "Gunmen seized 12 students in Kaduna.", &["12 kidnapped"]),
        ("those held", "Rights groups put the number of those held at 70.", &["70 detained"]),
        (
            "what is denied",
            "Some 90 nurses walked off the job on Monday. The ministry denied that any ward had closed.",
            &["81..99 striking"],
        ),
        ("a helicopter", "The boy was taken away by Life Flight.", &["1 hospitalized"]),
        ("a compound", "Researchers in Tulsa said body weight regulation is hard.", &[]),
        ("shown", "Officials in Tulsa met to demonstrate the safety of the meat.", &[]),
        ("how badly", "A boy shot in Tulsa did not suffer life-threatening injuries.", &["attacked", "1 injured"]),
        ("whom nothing befell", "Nobody suffered injuries in the crash in Tulsa.", &["not injured"]),
        ("in case", "Two guests were treated as a precaution.", &["2 injured"]),
    ]);
}

#[test]
fn the_time_since() {
    let dates = |text: &str| {
        let article = Document::new("a", text).published("2026-01-14".parse().unwrap());
        let date = Normalizer::default().normalize(&article).into_iter().find(|c| c.event.kind == "killed").and_then(|c| c.date);
        date.map(|d| (d.start.map(|d| d.to_string()), d.end.map(|d| d.to_string())))
    };
    let from = |day: &str| Some((Some(day.to_owned()), None));
    assert_eq!(dates("More than 900 people have been killed since the war began in March 2024."), from("2024-03-01"));
    assert_eq!(dates("Since the flood began on Monday, twelve people have been killed."), from("2026-01-12"));
    assert_eq!(dates("She has not slept since her son was killed on Monday.").unwrap().1.as_deref(), Some("2026-01-12"));
}

#[test]
fn a_verdict_and_its_deed() {
    let told = |text: &str| {
        let article = Document::new("a", text).published("2026-01-14".parse().unwrap());
        let claims = Normalizer::default().normalize(&article);
        let of = |kind: &str| {
            let claim = claims.iter().find(|c| c.event.kind == kind)?;
            Some(claim.date.as_ref().and_then(|d| d.start).map_or(String::new(), |d| d.to_string()))
        };
        (of("convicted"), of("killed"))
    };
    let days = |verdict: &str, deed: &str| (Some(verdict.to_owned()), Some(deed.to_owned()));
    assert_eq!(told("He was convicted of murdering two girls in 1986."), days("", "1986-01-01"));
    assert_eq!(told("A man who killed three women in 2019 was found guilty on Monday."), days("2026-01-12", "2019-01-01"));
    assert_eq!(told("He was convicted on Monday of killing two men in 2019."), days("2026-01-12", "2019-01-01"));
}

#[test]
fn whose_losses() {
    let side = |text: &str| {
        let claims = Normalizer::default().normalize(&Document::new("a", text));
        let killed = claims.into_iter().find(|c| c.event.kind == "killed");
        killed.map(|c| (c.actor.and_then(|a| a.side).unwrap_or_default(), c.place.map(|p| p.name).unwrap_or_default()))
    };
    let told = |side: &str, place: &str| Some((side.to_owned(), place.to_owned()));
    assert_eq!(side("Ukraine's General Staff said Russia lost 900 troops in Lyman."), told("RU", "Lyman"));
    assert_eq!(side("Ukraine's General Staff said it lost 900 troops in Lyman."), told("UA", "Lyman"));
}
