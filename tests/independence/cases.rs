//! Worked cases: who stands behind each claim, and how many sources that makes.

use corroborate::Claim;

use crate::claim::{With, claim};
use crate::{counted, triple};

#[test]
fn cases() {
    let c = claim;
    type Case = (&'static str, Vec<Claim>, (usize, usize, usize));
    let cases: Vec<Case> = vec![
        (
            "a dispatch and its reprints, some without credit",
            vec![
                c("a", "reuters.com", "?unnamed rescuers"),
                c("b", "b.example", "Reuters"),
                c("c", "c.example", "Reuters"),
                c("d", "d.example", "").copy("a"),
                c("e", "e.example", "").copy("a"),
            ],
            (1, 1, 1),
        ),
        (
            "one expert through one agency",
            vec![c("a", "a.example", "TASS < @Pavel Orlov"), c("b", "b.example", "Tass < @military expert Pavel Orlov")],
            (1, 1, 1),
        ),
        ("one expert through two agencies", vec![c("a", "tass.com", "@Pavel Orlov"), c("b", "ria.ru", "@Orlov")], (1, 1, 1)),
        ("two bodies of one state", vec![c("a", "tass.com", "Russian Defence Ministry"), c("b", "ria.ru", "FSB")], (1, 2, 2)),
        (
            "a society of the country is no voice of its state",
            vec![
                c("a", "a.example", "Ukrainian Red Cross").with(|c| c.chain[0].side = Some("UA".into())),
                c("b", "b.example", "Ukrainian interior ministry").with(|c| c.chain[0].side = Some("UA".into())),
            ],
            (2, 2, 2),
        ),
        (
            "one body at several lengths of its name",
            vec![
                c("a", "a.example", "regional health directorate"),
                c("b", "b.example", "health directorate"),
                c("c", "c.example", "health directorate in Sumy"),
                c("d", "d.example", "district health directorate").number(40),
            ],
            (1, 2, 4),
        ),
        (
            "media of a country that nobody names",
            vec![c("a", "a.example", "Sumy fire service"), c("b", "b.example", "%Romanian media")],
            (1, 1, 2),
        ),
        (
            "an unnamed official through two agencies",
            vec![c("a", "afp.com", "?a French official"), c("b", "apnews.com", "?French officials")],
            (1, 1, 2),
        ),
        (
            "the official again a week later with another number",
            vec![c("a", "afp.com", "?a French official"), c("b", "apnews.com", "?French officials").on("2025-03-12").number(15)],
            (1, 2, 2),
        ),
        ("a circle", vec![c("a", "Morning Herold", "Evening Herold"), c("b", "Evening Herold", "Morning Herold")], (1, 1, 1)),
        (
            "an outlet cites itself",
            vec![c("a", "ukrinform.net", "").seen(), c("b", "ukrinform.net", "Ukrinform").seen()],
            (1, 1, 1),
        ),
        (
            "a partial copy with an interview of its own",
            vec![
                c("a", "tass.com", "Russian MoD"),
                c("b", "b.example", "").copy("a"),
                c("b#1", "b.example", "@Mayor Oksana Bilyk"),
            ],
            (2, 2, 2),
        ),
        (
            "numbers of two parties",
            vec![c("a", "tass.com", "Russian MoD"), c("b", "ukrinform.net", "Ukrainian General Staff").number(15)],
            (2, 2, 2),
        ),
        (
            "over a thousand, and 1,018, of one paper",
            vec![
                c("a", "a.example", "iStories < #roll of the 9th division"),
                c("b", "meduza.io", "Important Stories < #roll of the 9th division"),
            ],
            (1, 1, 1),
        ),
        ("no source of its own", vec![c("a", "tass.com", "Russian MoD"), c("b", "b.example", "")], (1, 1, 2)),
        (
            "two named witnesses of one paper",
            vec![c("a", "a.example", "@Olha Moroz"), c("a#1", "a.example", "@Petro Hai")],
            (1, 2, 2),
        ),
        ("allies", vec![c("a", "bbc.com", "UK MoD"), c("b", "kyivindependent.com", "HUR")], (2, 2, 2)),
        ("reporters of one group", vec![c("a", "mirror.co.uk", "").seen(), c("b", "express.co.uk", "").seen()], (1, 2, 2)),
        ("rumours", vec![c("a", "a.example", "~"), c("b", "b.example", "~"), c("c", "c.example", "")], (1, 1, 3)),
        (
            "the chain goes on through the article",
            vec![c("a", "kyivindependent.com", "SBU"), c("b", "b.example", "The Kyiv Independent")],
            (1, 1, 1),
        ),
        (
            "a class and its member",
            vec![c("a", "a.example", "%Russian state media < ?police sources"), c("b", "b.example", "TASS")],
            (1, 1, 2),
        ),
        (
            "a class and an article of its member",
            vec![c("a", "a.example", "%Russian state media"), c("b", "ria.ru", "@Pavel Orlov")],
            (1, 1, 2),
        ),
        (
            "a capital that stands for its ministry",
            vec![c("a", "a.example", "Moscow"), c("b", "tass.com", "Russian Defense Ministry")],
            (1, 1, 2),
        ),
        (
            "a brigade and its headquarters",
            vec![c("a", "a.example", "14th Mechanized Brigade"), c("b", "b.example", "Ukrainian General Staff")],
            (1, 1, 2),
        ),
        (
            "a spokesman and his body",
            vec![
                c("a", "a.example", "@Ivo Kolar < Croatian police"),
                c("b", "b.example", "@Kolar"),
                c("c", "c.example", "police of Croatia"),
            ],
            (1, 1, 1),
        ),
        (
            "a body under its short names",
            vec![
                c("a", "a.example", "Interior Ministry"),
                c("b", "b.example", "Serbian Interior Ministry"),
                c("c", "c.example", "the ministry"),
            ],
            (1, 1, 1),
        ),
        ("initials", vec![c("a", "a.example", "National Flood Watch Agency"), c("b", "b.example", "NFWA")], (1, 1, 1)),
        (
            "unnamed staff of a named body",
            vec![c("a", "msf.org", "").seen(), c("b", "b.example", "?staff of the MSF tent")],
            (1, 1, 2),
        ),
        (
            "officials with the number of a body",
            vec![c("a", "a.example", "Sumy emergency service"), c("b", "b.example", "?officials")],
            (1, 1, 2),
        ),
        (
            "officials with another number",
            vec![c("a", "a.example", "Sumy emergency service"), c("b", "b.example", "?officials").number(30)],
            (1, 2, 2),
        ),
        (
            "an unnamed witness, known under a name and an address",
            vec![c("a", "radiolipa.example", "?nurse"), c("b", "b.example", "Radio Lipa < ?nurse")],
            (1, 1, 1),
        ),
        ("a cited outlet beside a body", vec![c("a", "a.example", "HUR"), c("b", "a2.example", "Onet")], (1, 1, 2)),
        ("namesakes", vec![c("a", "a.example", "@Ivan Koval"), c("b", "b.example", "@Iryna Koval")], (2, 2, 2)),
        (
            "a first-hand report does not swallow what else its article cites",
            vec![
                c("a", "afp.com", "").seen().number(41),
                c("a#1", "afp.com", "Red Cross").number(57),
                c("b", "b.example", "Red Cross").number(57),
            ],
            (2, 2, 2),
        ),
        (
            "restated in one article",
            vec![c("a", "a.example", "SBU"), c("a#1", "a.example", ""), c("a#2", "a.example", "~")],
            (1, 1, 1),
        ),
        ("one claim", vec![c("a", "a.example", "")], (1, 1, 1)),
        ("nothing", vec![], (0, 0, 0)),
    ];
    for (name, claims, expected) in cases {
        let got = counted(&claims);
        assert_eq!(triple(got.independent), expected, "{name}: {:#?}", got.merges);
        assert_eq!(got.origins.len(), got.independent.upper, "{name}");
    }
}

#[test]
fn a_relay_ties_nothing_together() {
    // One outlet carries two stories; who relays the one and who relays the other share no source.
    let base = [claim("a", "ria.ru", "@Pavel Orlov").number(10), claim("b", "ria.ru", "@Olha Moroz").number(40)];
    assert_eq!(triple(counted(&base).independent), (1, 2, 2));
    let relays = [claim("c", "c.example", "RIA Novosti").number(10), claim("d", "d.example", "RIA Novosti").number(40)];
    assert_eq!(triple(counted(&[base, relays].concat()).independent), (1, 2, 2));
    // What a reporter saw and was told stays one observation when the article is relayed.
    let seen = [claim("a#0", "msf.org", "").seen(), claim("a#1", "msf.org", "@Pavel Orlov")];
    assert_eq!(triple(counted(&seen).independent), (1, 1, 2));
    let relay = claim("b", "b.example", "MSF");
    assert_eq!(triple(counted(&[seen.to_vec(), vec![relay]].concat()).independent), (1, 1, 2));
    // Nor does an article without a source of its own.
    let loose = [claim("a", "tass.com", "%Russian state media"), claim("b", "tass.com", ""), claim("c", "c.example", "N1")];
    assert_eq!(counted(&loose).independent.best, 2);
}
