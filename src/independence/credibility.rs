//! A corroboration on the scales on which analysts write it down.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::corroboration::{Corroboration, Flag, Strength};

/// Credibility of information on the Admiralty (NATO) scale, as far as the independence of sources decides it.
///
/// NATO STANAG 2511 and AJP-2.1 rate a report by two marks: the reliability of its source (A to F) and the credibility of what it says
/// (1 to 6). The highest mark asks that the information be confirmed by another source, and that it be certain that this one does not draw on
/// the first: what this crate counts. The reliability of sources, and whether a report is plausible, are not judged here; a view of
/// the counts is no verdict on the truth.
///
/// | mark | here |
/// |---|---|
/// | 1, confirmed by other sources | two or more independent sources in [`lower`](super::Independent::lower), nobody denies it, no conflict of numbers |
/// | 2, probably true | two or more in [`best`](super::Independent::best), more than deny it |
/// | 3, possibly true | one source with a name, or first hand, and nobody denies it |
/// | 4, doubtful | as many deny it as say it, or more |
/// | 5, improbable | it is denied, and nobody here says it |
/// | 6, truth cannot be judged | nobody firm says it: rumours, unnamed sources |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Credibility {
    /// 1.
    Confirmed,
    /// 2.
    ProbablyTrue,
    /// 3.
    PossiblyTrue,
    /// 4.
    Doubtful,
    /// 5.
    Improbable,
    /// 6.
    CannotBeJudged,
}

impl Credibility {
    /// The mark of the scale, 1 to 6.
    pub fn mark(self) -> u8 {
        match self {
            Credibility::Confirmed => 1,
            Credibility::ProbablyTrue => 2,
            Credibility::PossiblyTrue => 3,
            Credibility::Doubtful => 4,
            Credibility::Improbable => 5,
            Credibility::CannotBeJudged => 6,
        }
    }
}

/// The mark with its words: "1, confirmed by other sources".
impl fmt::Display for Credibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Credibility::Confirmed => "confirmed by other sources",
            Credibility::ProbablyTrue => "probably true",
            Credibility::PossiblyTrue => "possibly true",
            Credibility::Doubtful => "doubtful",
            Credibility::Improbable => "improbable",
            Credibility::CannotBeJudged => "truth cannot be judged",
        };
        write!(f, "{}, {words}", self.mark())
    }
}

/// How sure a count is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Few roots are firm, or the bounds are far apart.
    Low,
    /// At least half of the roots are firm and the bounds are no more than one source apart.
    Moderate,
    /// All roots are named or first hand, the bounds agree, and no citation goes round in a circle.
    High,
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Confidence::Low => "low",
            Confidence::Moderate => "moderate",
            Confidence::High => "high",
        })
    }
}

impl Corroboration {
    /// The mark on the Admiralty scale that the counts allow.
    ///
    /// ```
    /// use corroborate::independence::{Corroboration, Credibility, Independent, Origin, Strength};
    /// let root = |id: &str| Origin { id: id.into(), label: "Ann Bo".into(), strength: Strength::Named, claims: vec![] };
    /// let mut told = Corroboration {
    ///     independent: Independent { lower: 2, best: 2, upper: 2 },
    ///     origins: vec![root("o1"), root("o2")],
    ///     ..Corroboration::default()
    /// };
    /// assert_eq!(told.credibility(), Credibility::Confirmed);
    /// told.independent.lower = 1;
    /// assert_eq!(told.credibility().to_string(), "2, probably true");
    /// ```
    pub fn credibility(&self) -> Credibility {
        let told = self.independent;
        let denied = self.against.as_ref().map_or(0, |a| a.independent.best);
        let firm = self.origins.iter().filter(|o| is_firm(o.strength)).count();
        let contested = self.flags.contains(&Flag::Contested);
        if told.best == 0 {
            return if denied > 0 { Credibility::Improbable } else { Credibility::CannotBeJudged };
        }
        if firm == 0 || self.flags.contains(&Flag::Rootless) {
            return if denied > 0 { Credibility::Doubtful } else { Credibility::CannotBeJudged };
        }
        match denied {
            0 if told.lower >= 2 && firm >= 2 && !contested => Credibility::Confirmed,
            n if n >= told.best => Credibility::Doubtful,
            _ if told.best >= 2 => Credibility::ProbablyTrue,
            _ => Credibility::PossiblyTrue,
        }
    }

    /// How sure the count of those who say it is.
    pub fn confidence(&self) -> Confidence {
        let firm = self.origins.iter().filter(|o| is_firm(o.strength)).count();
        let width = self.independent.upper - self.independent.lower.min(self.independent.upper);
        let circular = self.flags.contains(&Flag::Circular);
        if firm > 0 && firm == self.origins.len() && width == 0 && !circular {
            Confidence::High
        } else if firm > 0 && firm * 2 >= self.origins.len() && width <= 1 {
            Confidence::Moderate
        } else {
            Confidence::Low
        }
    }
}

fn is_firm(strength: Strength) -> bool {
    matches!(strength, Strength::FirstHand | Strength::Named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::independence::{Against, Independent, Origin};

    #[test]
    fn marks_and_words() {
        use Strength::{Anonymous, FirstHand, Named, Weak};
        type Case = (&'static str, (usize, usize, usize), &'static [Strength], usize, &'static [Flag], u8, Confidence);
        let cases: &[Case] = &[
            ("two apart", (2, 2, 2), &[Named, FirstHand], 0, &[], 1, Confidence::High),
            ("two apart, numbers differ", (2, 2, 2), &[Named, Named], 0, &[Flag::Contested], 2, Confidence::High),
            ("two of one state", (1, 2, 2), &[Named, Named], 0, &[], 2, Confidence::Moderate),
            ("two, denied by one", (2, 2, 2), &[Named, Named], 1, &[], 2, Confidence::High),
            ("one", (1, 1, 1), &[Named], 0, &[], 3, Confidence::High),
            ("one and a rumour", (1, 1, 2), &[Named, Weak], 0, &[], 3, Confidence::Moderate),
            ("one, denied", (1, 1, 1), &[Named], 1, &[], 4, Confidence::High),
            ("a circle", (1, 1, 1), &[Named], 0, &[Flag::Circular], 3, Confidence::Moderate),
            ("rumours", (1, 1, 3), &[Weak, Weak, Weak], 0, &[Flag::Rootless], 6, Confidence::Low),
            ("unnamed alone", (1, 1, 1), &[Anonymous], 0, &[], 6, Confidence::Low),
            ("only denied", (0, 0, 0), &[], 1, &[Flag::OnlyDenied], 5, Confidence::Low),
            ("nothing", (0, 0, 0), &[], 0, &[], 6, Confidence::Low),
        ];
        for (name, (lower, best, upper), strengths, denied, flags, mark, confidence) in cases {
            let origin = |(n, s): (usize, &Strength)| Origin {
                id: format!("o{n}"),
                label: "root".into(),
                strength: *s,
                claims: Vec::new(),
            };
            let told = Corroboration {
                independent: Independent { lower: *lower, best: *best, upper: *upper },
                origins: strengths.iter().enumerate().map(origin).collect(),
                against: (*denied > 0).then(|| Against {
                    independent: Independent { lower: *denied, best: *denied, upper: *denied },
                    ..Against::default()
                }),
                flags: flags.to_vec(),
                ..Corroboration::default()
            };
            assert_eq!((told.credibility().mark(), told.confidence()), (*mark, *confidence), "{name}");
        }
    }
}
