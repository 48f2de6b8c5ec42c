//! One sentence: its cues, the source beside each, and the words each governs.

use std::ops::Range;

use super::super::VoiceMention;
use super::cast::Cast;
use super::party::{Party, PartyKind, capitals, named_outlet, party};
use super::scene::{Scene, outlet_source};
use crate::claim::{Naming, Source};
use crate::lexicon::cues::{Cue, CueKind};
use crate::lexicon::speakers::SpeakerClass;
use crate::text::Kind;

/// Reads the cues of a stretch of text: a sentence, or the part of one that is inside or outside a quotation.
pub(super) fn read(scene: &Scene<'_, '_>, cast: &mut Cast, clause: Range<usize>, out: &mut Vec<VoiceMention>) {
    let from = out.len();
    let mut used = clause.start;
    let mut cites = Vec::new();
    for at in clause.clone() {
        if at < used {
            continue;
        }
        let Some((cue, row)) = scene.cue_at(at, |_| true) else { continue };
        // "the state emergency agency", "Unity State": part of a name is no verb.
        let named = scene.body_at(at).is_some() || scene.name_at(at).is_some();
        let capital = scene.text().is_capitalized(at) && at > clause.start && !scene.is(at - 1, &["\"", ",", ":"]);
        if cue.end > clause.end || named || capital && scene.page.field.is_text() && !matches!(row.kind, CueKind::Hedge) {
            continue;
        }
        let mut reader = Reader { scene, cast: &mut *cast, clause: clause.clone(), cue: cue.clone(), row };
        let voices = match row.kind {
            CueKind::Silence => {
                used = cue.end;
                Vec::new()
            }
            CueKind::Cite => {
                cites.push((cue.clone(), row));
                // What is cited is no speaker of the verbs that follow.
                let quoting = reader.quoted_as_saying();
                used = if quoting.is_empty() { reader.right(cue.end) } else { cue.end };
                quoting
            }
            CueKind::Fake | CueKind::Credit => Vec::new(),
            kind => reader.voices(kind),
        };
        for voice in voices {
            used = used.max(voice.cue.end).max(if voice.source.start > voice.cue.start { voice.source.end } else { 0 });
            out.push(voice);
        }
    }
    for (cue, row) in cites {
        let mut reader = Reader { scene, cast: &mut *cast, clause: clause.clone(), cue, row };
        reader.cite(out, from);
    }
    part(scene, &clause, out.get_mut(from..).unwrap_or(&mut []));
}

struct Reader<'r, 's, 'a> {
    scene: &'r Scene<'s, 'a>,
    cast: &'r mut Cast,
    clause: Range<usize>,
    cue: Range<usize>,
    row: &'r Cue,
}

const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "'s"];
/// Verbs that only somebody who speaks has for a subject.
const STRONG: &[&str] =
    &["said", "told", "says", "added", "explained", "recalled", "wrote", "insisted", "recounted", "testified"];
const CONTRAST: &[&str] = &["while", "but", "whereas", "although", "though", ";"];

impl Reader<'_, '_, '_> {
    fn voices(&mut self, kind: CueKind) -> Vec<VoiceMention> {
        match kind {
            CueKind::Say | CueKind::Tell | CueKind::Tally | CueKind::Show | CueKind::Deny | CueKind::Put | CueKind::Call => {
                self.verb(kind)
            }
            CueKind::Saying => self.saying(),
            CueKind::Prep => self.prep(),
            CueKind::Agent | CueKind::Got => self.agent(),
            CueKind::Hedge => vec![self.unnamed()],
            CueKind::Untrue => vec![VoiceMention {
                cue: self.cue.clone(),
                source: self.cue.clone(),
                content: self.cue.end..self.clause.end,
                denied: true,
                ..VoiceMention::default()
            }],
            CueKind::Rumour => self.rumour().into_iter().collect(),
            CueKind::Doubt => {
                let mut voice = self.unnamed();
                voice.chain.clear();
                vec![voice]
            }
            CueKind::Cite | CueKind::Fake | CueKind::Silence | CueKind::Credit => Vec::new(),
        }
    }

    /// Nobody is named: the clause around the cue is hedged.
    fn unnamed(&self) -> VoiceMention {
        let bound = |t: usize| self.scene.is(t, CONTRAST) || self.scene.is(t, &["\u{2014}", "\u{2013}", ":"]);
        let mut start = self.cue.start;
        while start > self.clause.start
            && !bound(start - 1)
            && !(self.scene.norm(start - 1) == "and" && self.scene.norm(start.wrapping_sub(2)) == ",")
        {
            start -= 1;
        }
        let mut end = self.cue.end;
        while end < self.clause.end
            && !bound(end)
            && !(self.scene.norm(end) == "," && self.scene.is(end + 1, &["and", "but", "while"]))
        {
            end += 1;
        }
        VoiceMention {
            cue: self.cue.clone(),
            content: start..end,
            chain: vec![Source::default()],
            hedged: true,
            ..VoiceMention::default()
        }
    }

    /// "were said to", "is believed to", "are feared dead".
    fn rumour(&self) -> Option<VoiceMention> {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1)?;
        let before = if s.norm(before).ends_with("ly") || s.is(before, &["also", "still", "now"]) {
            before.checked_sub(1)?
        } else {
            before
        };
        let passive = s.is(before, BE) && before >= self.clause.start;
        let plain =
            s.is(self.cue.start, &["believed", "thought", "feared", "presumed", "suspected", "alleged", "rumored", "rumoured"]);
        let to = s.norm(self.cue.end) == "to" || s.norm(before.wrapping_sub(1)) == "it" && s.norm(self.cue.end) == "that";
        let state =
            s.is(self.cue.end, &["dead", "killed", "missing", "trapped", "drowned", "lost", "buried", "injured", "wounded"]);
        (passive && (to || plain && state) || plain && to && s.norm(self.cue.end + 1) == "be" || plain && state)
            .then(|| self.unnamed())
    }

    /// A verb with its subject before, after or around it.
    fn verb(&mut self, kind: CueKind) -> Vec<VoiceMention> {
        let s = self.scene;
        let Some(before) = self.cue.start.checked_sub(1) else { return Vec::new() };
        if s.is(before, BE) || s.norm(before).ends_with("ly") && before > 0 && s.is(before - 1, BE) {
            if s.norm(self.cue.end) == "by" {
                return self.agent();
            }
            if let Some(voice) = self.rumour() {
                return vec![voice];
            }
            if !matches!(kind, CueKind::Tell) || s.norm(before) != "'s" {
                return Vec::new();
            }
        }
        if s.is(before, &["the", "a", "an", "to", "no", "this", "these", "those", "of"]) && before >= self.clause.start {
            // "the reported desertions", "a claim": no finite verb. "to say" has no speaker of its own.
            return Vec::new();
        }
        if s.norm(self.cue.end) == "by" && self.cue.end < self.clause.end {
            return self.agent();
        }
        // "19 states", "does not indicate": a noun, and nothing that is shown.
        let plural = s.norm(self.cue.start).ends_with('s') && self.cue.len() == 1;
        if plural && s.text().kind(before) == Kind::Number && before >= self.clause.start
            || kind == CueKind::Show && s.norm(before) == "not"
        {
            return Vec::new();
        }
        // "claims from", "reports of", "states": a noun or a country, where nobody stands before it.
        let inverted = self.inverted();
        let (subject, parties) = match inverted {
            Some(found) => found,
            None => match self.before().or_else(|| self.document_before(kind)) {
                Some(found) => found,
                None => return Vec::new(),
            },
        };
        let fits = parties.iter().all(|p| match kind {
            CueKind::Show => {
                p.kind == PartyKind::Document
                    || p.tokens.len() > 0 && p.chain.iter().any(|c| c.kind.as_deref() == Some("document"))
            }
            CueKind::Tally => {
                let theirs = p.tokens.start > 0 && s.is(p.tokens.start - 1, &["their", "his", "her", "its"]);
                let saw = s.is(self.cue.end - 1, &["saw", "seen", "witnessed", "watched"]) && !theirs;
                p.is_named() && p.kind != PartyKind::Document || saw && p.kind == PartyKind::Anonymous
            }
            CueKind::Put => {
                let after = || self.cue.end..(self.cue.end + 14).min(self.clause.end);
                let figure =
                    &["toll", "number", "figure", "count", "tally", "total", "turnout", "attendance", "losses", "estimate"];
                let moved = !s.is(self.cue.start, &["put", "puts", "set", "sets"]);
                after().any(|t| s.is(t, &["at", "to"])) && (!moved || after().any(|t| s.is(t, figure)))
            }
            CueKind::Say if p.weak => s.is(self.cue.start, STRONG),
            CueKind::Call => (self.cue.end..(self.cue.end + 10).min(self.clause.end))
                .any(|t| s.cue_at(t, |c| c.kind == CueKind::Fake).is_some()),
            _ => true,
        });
        if !fits {
            return Vec::new();
        }
        let (relay, rest) =
            if kind == CueKind::Tell || s.is(self.cue.end, &["to"]) { self.hearer() } else { (None, self.cue.end) };
        let content = match kind {
            CueKind::Say | CueKind::Tell if self.points_back(rest) => self.sentence_before(),
            CueKind::Call => self.clause.clone(),
            CueKind::Say | CueKind::Tell | CueKind::Deny | CueKind::Show => self.content(&subject, rest),
            _ => rest..self.clause.end,
        };
        let denied = self.row.denial || kind == CueKind::Call;
        let mut voices = Vec::new();
        for party in parties {
            let mut chain: Vec<Source> = relay.clone().into_iter().collect();
            chain.extend(party.chain.iter().cloned());
            let own = party.kind == PartyKind::Own || kind == CueKind::Tally && party.chain.is_empty();
            voices.push(VoiceMention {
                cue: self.cue.clone(),
                source: party.tokens.clone(),
                content: content.clone(),
                chain,
                denied,
                hedged: self.row.doubt,
                first_hand: own,
                ..VoiceMention::default()
            });
            self.hear(&party);
        }
        voices
    }

    /// "X disclosed this on Monday": what is said stands in the sentence before.
    fn points_back(&self, rest: usize) -> bool {
        let s = self.scene;
        let ends = |t: usize| {
            t >= self.clause.end
                || s.is(
                    t,
                    &["on", "in", "at", "while", "when", ".", ",", "to", "during", "known", "through", "via", "yesterday", "by"],
                )
                || super::super::body::is_calendar(s.norm(t))
        };
        s.is(rest, &["this", "so"]) && ends(rest + 1)
    }

    /// The sentence before this one, with this one.
    fn sentence_before(&self) -> Range<usize> {
        let before = self.clause.start.checked_sub(1).map(|t| self.scene.text().sentence_of(t).tokens.start);
        before.unwrap_or(self.clause.start)..self.clause.end
    }

    /// Remembers the party under the roles that stand around its name.
    fn hear(&mut self, party: &Party) {
        let s = self.scene;
        let near = party.tokens.start.saturating_sub(12).max(self.clause.start)..(party.tokens.end + 12).min(self.clause.end);
        let mut roles = Vec::new();
        if matches!(party.kind, PartyKind::Person | PartyKind::Anonymous | PartyKind::Unknown) {
            for t in near {
                let apart = t < party.tokens.start && (t..party.tokens.start).any(|x| s.is(x, &[".", ";", "\"", "that"]))
                    || t >= party.tokens.end && (party.tokens.end..t).any(|x| s.is(x, &[".", ";", "\"", "that", "said"]));
                if apart {
                    continue;
                }
                if let Some((role, word)) =
                    s.speaker_at(t, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office))
                {
                    roles.push(s.norm(role.end - 1).to_owned());
                    let whole: Vec<&str> = role.clone().map(|t| s.norm(t)).collect();
                    roles.push(whole.join(" "));
                    if word.class == SpeakerClass::Voice {
                        roles.push("official".to_owned());
                    }
                }
            }
        }
        self.cast.hear(party, roles.into_iter());
    }

    /// `"…," said X`, `…, said X, a spokesman for Y`: the subject after the verb.
    fn inverted(&self) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let before = self.cue.start.checked_sub(1)?;
        let opens = self.cue.start == self.clause.start || s.is(before, &["\"", ",", "-", "\u{2014}", "\u{2013}"]);
        let start = self.cue.end;
        if !opens || start >= self.clause.end || !s.is_word(start) && s.text().kind(start) != Kind::Number {
            return None;
        }
        if s.is(before, &[","]) && self.apposition(before).is_some() {
            return None;
        }
        // Up to the comma, and over appositions.
        let mut end = start;
        let mut commas = 0;
        while end < self.clause.end && end - start < 40 {
            let norm = s.norm(end);
            if matches!(
                norm,
                "." | ";" | ":" | "\"" | "\u{2014}" | "\u{2013}" | "that" | "when" | "after" | "as" | "while" | "if"
            ) {
                break;
            }
            if norm == "," {
                commas += 1;
                let next = end + 1;
                let role = (next..next + 6).find(|t| {
                    s.speaker_at(*t, |c| {
                        !matches!(c, SpeakerClass::Thing | SpeakerClass::Document | SpeakerClass::Modifier | SpeakerClass::Body)
                    })
                    .is_some()
                });
                let age = s.text().kind(next) == Kind::Number && matches!(s.norm(next + 1), "," | ".");
                let more = age
                    || s.is(next, &["a", "an", "the", "its", "who", "one", "another", "from", "of"]) && role.is_some()
                    || role.is_some_and(|r| r <= next + 1)
                    || s.name_at(next).is_some();
                if commas > 3 || !more {
                    break;
                }
            }
            end += 1;
        }
        let head = s.norm(start);
        let plausible = s.text().is_capitalized(start)
            || matches!(head, "the" | "a" | "an" | "one" | "its" | "his" | "her" | "two" | "he" | "she" | "they" | "local")
            || s.speaker_at(start, |_| true).is_some()
            || s.body_at(start).is_some();
        if !plausible || end == start {
            return None;
        }
        let found = party(s, self.cast, start..end)?;
        // The head must stand near the verb: "said there were officials" has no speaker here.
        let near = found.tokens.start <= start + 12
            && !(start..found.tokens.start.min(end)).any(|t| s.is(t, &["was", "were", "had", "is", "are", "there", "would"]));
        (near && (found.kind != PartyKind::Anonymous || found.tokens.start <= start + 4)).then(|| (start..end, vec![found]))
    }

    /// The subject before the verb.
    fn before(&self) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let floor = self.clause.start;
        let mut end = self.cue.start;
        while end > floor
            && (s.norm(end - 1).ends_with("ly") && s.norm(end - 1).len() > 4 && !s.text().is_capitalized(end - 1)
                || s.is(
                    end - 1,
                    &[
                        "has",
                        "have",
                        "had",
                        "also",
                        "later",
                        "earlier",
                        "then",
                        "further",
                        "since",
                        "himself",
                        "herself",
                        "itself",
                        "themselves",
                        "not",
                        "did",
                        "does",
                        "do",
                        "would",
                        "will",
                        "could",
                        "can",
                        "who",
                        "which",
                        "still",
                        "too",
                        "even",
                        "always",
                        "again",
                        "now",
                        "just",
                        "only",
                        "first",
                    ],
                ) && !(s.norm(end - 1) == "first" && end < 2))
        {
            end -= 1;
        }
        if end == floor {
            return None;
        }
        if s.norm(end - 1) == "," {
            return self.apposition(end - 1);
        }
        if s.norm(end - 1) == "\"" {
            return None;
        }
        let start = self.walk_left(end);
        // "incidents that were listed by X reported": a passive between noun and cue makes it a participle.
        let found = self.parties(start, end)?;
        let passive = found.1.first().is_some_and(|p| {
            (p.tokens.end..end).take_while(|t| !s.is(*t, &["who", "whose"])).any(|t| s.is(t, &["is", "was", "are", "were"]))
        });
        (!passive).then_some(found)
    }

    /// "Footage that X published and that Y placed in Z, shows": the document at the beginning of the clause.
    fn document_before(&self, kind: CueKind) -> Option<(Range<usize>, Vec<Party>)> {
        let range = self.clause.start..self.cue.start;
        let found = (kind == CueKind::Show).then(|| party(self.scene, self.cast, range.clone())).flatten()?;
        let first = found.kind == PartyKind::Document && found.tokens.start <= range.start + 6;
        first.then(|| (range, vec![found]))
    }

    /// Walks left to the beginning of the noun phrase that ends at `end`.
    fn walk_left(&self, end: usize) -> usize {
        let s = self.scene;
        let mut at = end;
        while at > self.clause.start {
            let left = at - 1;
            let norm = s.norm(left);
            if norm == ")" {
                let open = (self.clause.start..left).rev().take(12).find(|t| s.norm(*t) == "(");
                if let Some(open) = open {
                    at = open;
                    continue;
                }
            }
            let inside =
                s.name_at(left).is_some_and(|n| n.tokens.start < left) || s.body_at(left).is_some_and(|b| b.tokens.start < left);
            if inside {
                at = left;
                continue;
            }
            if matches!(norm, "that" | "which") && left + 1 < end && self.relates(left) {
                at = left;
                continue;
            }
            if matches!(
                norm,
                "," | ";" | ":" | "\"" | "\u{2014}" | "\u{2013}" | "." | "(" | "/" | "\u{2026}" | "!" | "?" | "\u{2022}"
            ) || norm == "-" && s.text().tokens.get(at).is_some_and(|t| t.gap != crate::text::Gap::None)
                || matches!(
                    norm,
                    "that"
                        | "but"
                        | "while"
                        | "because"
                        | "when"
                        | "where"
                        | "if"
                        | "which"
                        | "whereas"
                        | "although"
                        | "though"
                        | "whose"
                        | "than"
                        | "what"
                        | "how"
                        | "whether"
                )
                || norm == "as" && s.norm(at) != "well" && s.norm(left.wrapping_sub(1)) != "well"
            {
                break;
            }
            if norm == "and" && !self.coordinated(left) {
                break;
            }
            let verb = s.cue_at(left, |c| matches!(c.kind, CueKind::Say | CueKind::Tell | CueKind::Saying | CueKind::Prep));
            if verb.is_some_and(|(c, _)| c.end <= end)
                && s.text().case(left) == crate::text::Case::Lower
                && s.speaker_at(left, |_| true).is_none()
            {
                break;
            }
            at = left;
        }
        at
    }

    /// Whether "that" or "which" opens a relative clause of a speaker: "a monitor that analyses images said".
    fn relates(&self, that: usize) -> bool {
        let s = self.scene;
        let Some(last) = that.checked_sub(1).filter(|l| *l >= self.clause.start) else { return false };
        let body = s.body_at(last).is_some_and(|b| b.tokens.end == that);
        let word = (1..=3usize).filter_map(|n| that.checked_sub(n)).any(|t| {
            s.speaker_at(t, |c| !matches!(c, SpeakerClass::Thing | SpeakerClass::Modifier)).is_some_and(|(w, _)| w.end == that)
        });
        body || word
    }

    /// Whether "and" joins two speakers, not two clauses: there is no verb in what stands before it.
    fn coordinated(&self, and: usize) -> bool {
        let s = self.scene;
        let mut at = and;
        while at > self.clause.start && and - at < 8 {
            let left = at - 1;
            if s.is(left, &[",", ";", "that", "\"", "but", "while", ":", "\u{2014}"]) {
                break;
            }
            if s.is(left, &["is", "are", "was", "were", "had", "has", "have", "be", "been"])
                || s.text().kind(left) == Kind::Number
            {
                return false;
            }
            let verb = s.page.hits_at(left).iter().any(|h| match h.sense {
                crate::lexicon::Sense::Trigger(_) => true,
                crate::lexicon::Sense::Cue(row) => s
                    .setting
                    .lexicon
                    .cues()
                    .get(row)
                    .is_some_and(|c| matches!(c.kind, CueKind::Say | CueKind::Tell | CueKind::Tally)),
                _ => false,
            });
            if verb && s.body_at(left).is_none() {
                return false;
            }
            at = left;
        }
        and - at < 8 && and > at && party(s, self.cast, at..and).is_some_and(|p| p.tokens.start <= at + 3)
    }

    /// A subject that ends with a comma before the verb: "X, who …, said", "X, a spokesman for Y, said", "The head of Y, X, said".
    fn apposition(&self, comma: usize) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        let mut end = comma;
        let mut starts = Vec::new();
        for _ in 0..4 {
            if end <= self.clause.start {
                break;
            }
            let mut start = self.walk_left(end);
            if start > self.clause.start && s.is(start - 1, &["which", "where", "who", "whose"]) {
                start -= 1;
            }
            starts.push(start);
            if start == self.clause.start || s.norm(start - 1) != "," {
                break;
            }
            end = start - 1;
        }
        let last = *starts.first()?;
        let verbal = |range: Range<usize>| {
            range.clone().any(|t| s.is(t, &["was", "were", "is", "are", "had", "has", "have", "will", "been"]))
        };
        let role_first = |range: &Range<usize>| {
            let head = range.start..(range.start + 7).min(range.end);
            head.clone().find(|t| {
                s.speaker_at(*t, |c| {
                    matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office | SpeakerClass::Outlet)
                })
                .is_some()
            })
        };
        let seg = last..comma;
        let is_name = |range: &Range<usize>| {
            s.name_at(range.start).is_some_and(|n| n.tokens.end >= range.end)
                || capitals(s, range.start, range.end).end == range.end && range.len() <= 4 && !range.is_empty()
        };
        // ", Roman Halchenko, said" after a role
        if is_name(&seg) {
            if let Some(prev) = starts.get(1).map(|p| *p..last - 1) {
                if role_first(&prev).is_some_and(|r| !verbal(prev.start..r)) && !verbal(prev.clone()) && prev.len() <= 16 {
                    return self.parties(prev.start, comma);
                }
                if s.body_at(prev.end.wrapping_sub(1)).is_some() && prev.len() <= 8 && !verbal(prev.clone()) {
                    return self.parties(prev.start, comma);
                }
            }
            return self.parties(last, comma);
        }
        let relative = s.is(
            seg.start,
            &[
                "who",
                "which",
                "whose",
                "where",
                "speaking",
                "citing",
                "quoting",
                "for",
                "in",
                "on",
                "at",
                "meanwhile",
                "however",
                "too",
                "among",
                "from",
                "of",
                "himself",
                "then",
                "also",
                "according",
                "referring",
                "identified",
                "known",
                "aged",
                "now",
                "with",
                "by",
            ],
        );
        let age = s.text().kind(seg.start) == Kind::Number && seg.len() == 1;
        let apposed = role_first(&seg).is_some()
            || s.is(seg.start, &["a", "an", "the", "its", "one"])
            || s.speaker_at(seg.start, |_| true).is_some();
        if relative || age || apposed {
            // The noun phrase before it, one more parenthesis allowed.
            for (i, start) in starts.iter().enumerate().skip(1) {
                let end = starts.get(i - 1)?.checked_sub(1)?;
                let range = *start..end;
                let age = s.text().kind(range.start) == Kind::Number && range.len() == 1;
                let relative = s.is(range.start, &["who", "which", "whose", "from", "of"]);
                if age || relative {
                    continue;
                }
                if verbal(range.clone()) || range.len() > 16 {
                    break;
                }
                let found = party(s, self.cast, range.clone()).filter(|p| p.tokens.start <= range.start + 5);
                if found.is_some() {
                    return self.parties(range.start, comma).or_else(|| self.parties(range.start, range.end));
                }
                break;
            }
        }
        // "the coast guard, said" does not occur; a role or body alone may: "The ministry, for its part,".
        None
    }

    /// The speakers in a noun phrase: one, or two joined by "and".
    fn parties(&self, start: usize, end: usize) -> Option<(Range<usize>, Vec<Party>)> {
        let s = self.scene;
        // "a medic who asked not to be named": what follows belongs to the medic.
        let end = (start + 1..end)
            .find(|t| s.is(*t, &["who", "whose"]) || s.norm(*t) == "which" && s.norm(t - 1) == ",")
            .unwrap_or(end);
        let end = (start + 1..end).find(|t| s.is(*t, &["that", "which"]) && self.relates(*t)).unwrap_or(end);
        let first = match party(s, self.cast, start..end) {
            Some(first) => first,
            None => self.anybody(start..end)?,
        };
        let and = (first.tokens.end..end).find(|t| s.norm(*t) == "and");
        let mut all = vec![first];
        if let Some(and) = and.filter(|a| *a < end && s.body_at(*a).is_none()) {
            if let Some(second) = party(s, self.cast, and + 1..end).filter(|p| p.tokens.start <= and + 5 && p.is_named()) {
                all.push(second);
            }
        }
        Some((start..end, all))
    }

    /// Whoever "said" something is a speaker, even if no table has the word: "a falconer from Luga said".
    fn anybody(&self, range: Range<usize>) -> Option<Party> {
        let s = self.scene;
        let strong = s.is(self.cue.start, STRONG);
        let opener = s.is(range.start, &["a", "an", "the", "another", "one", "two", "several", "some"]);
        let short = range.len() >= 2 && range.len() <= 9;
        let pronoun = (range.start..range.end).any(|t| s.is(t, &["this", "there", "which", "it", "what"]));
        if !strong || !opener || !short || pronoun || !s.is_word(range.end - 1) {
            return None;
        }
        let tokens = range.start + 1..range.end;
        let name = s.written(tokens.clone());
        let source = Source { name: Some(name), link: Naming::Anonymous, ..Source::default() };
        Some(Party { tokens, chain: vec![source], kind: PartyKind::Anonymous, weak: false })
    }

    /// To whom it was told: an outlet is a relay, reporters are nobody. Returns the relay and where the content may begin.
    fn hearer(&self) -> (Option<Source>, usize) {
        let s = self.scene;
        let mut at = self.cue.end;
        if s.is(at, &["to"]) {
            at += 1;
        }
        at += usize::from(s.is(at, &["the"]));
        if let Some((tokens, outlet)) = s.outlet_at(at) {
            let source = outlet_source(outlet);
            let relay = (outlet.is_media() && !s.publisher.is(&source)).then_some(source);
            return (relay, tokens.end);
        }
        if let Some((word, _)) = s.speaker_at(at, |c| c == SpeakerClass::Outlet) {
            let run = capitals(s, word.end, self.clause.end);
            if !run.is_empty() {
                let end = run.end;
                return (named_outlet(s, run).chain.into_iter().next(), end);
            }
        }
        let run = capitals(s, at, self.clause.end);
        if !run.is_empty()
            && s.name_at(at).is_none()
            && s.body_at(at).is_none()
            && s.side_at(at).is_none()
            && !s.publisher.is_named(&s.written(run.clone()))
        {
            let follows = s.norm(run.end);
            let parliament = s.is(run.start, &["Parliament", "parliament", "congress"]);
            if !parliament && (matches!(follows, "that" | "," | "." | "on" | "in" | "by" | "\"" | "this") || s.is_word(run.end)) {
                let end = run.end;
                return (named_outlet(s, run).chain.into_iter().next(), end);
            }
        }
        if !run.is_empty() {
            return (None, run.end);
        }
        // "reporters", "our correspondent", "the coast guard": up to what begins the clause.
        let mut end = at;
        while end < self.clause.end && end - at < 5 && !s.is(end, &["that", ",", ":", "\"", ".", "how", "of"]) {
            if end > at && s.is(end, &["the", "a", "an", "he", "she", "they", "it", "his", "her", "in", "on", "at", "by"])
                || s.text().kind(end) == Kind::Number
            {
                break;
            }
            end += 1;
        }
        (None, if s.is(at, &["that", "how"]) { at } else { end.min(self.clause.end) })
    }

    /// What the verb governs: the clause after it, what stands before, or both around a parenthesis.
    fn content(&self, subject: &Range<usize>, rest: usize) -> Range<usize> {
        let s = self.scene;
        let end = self.clause.end;
        let left = subject.start.min(self.cue.start);
        let right = rest.max(if subject.start >= self.cue.end { subject.end } else { 0 });
        // Before: something that ends with a comma, a quote or a dash.
        let parted = left > self.clause.start && s.is(left - 1, &[",", "\"", "\u{2014}", "\u{2013}", "-", "!", "?"]);
        let before = (self.clause.start..left.saturating_sub(1)).filter(|t| s.is_word(*t)).count();
        let before = if parted && before >= 3 { before } else { 0 };
        // After: the clause itself, or first an adjunct.
        let mut at = right;
        let adjunct = |t: usize| {
            s.is(
                t,
                &[
                    "on",
                    "in",
                    "at",
                    "by",
                    "during",
                    "via",
                    "to",
                    "from",
                    "through",
                    "after",
                    "before",
                    "late",
                    "earlier",
                    "early",
                    "this",
                    "last",
                    "yesterday",
                    "today",
                    "again",
                    "as",
                    "with",
                    "of",
                    "about",
                    "when",
                    "while",
                    "for",
                    "over",
                ],
            ) || super::super::body::is_calendar(s.norm(t))
        };
        let direct = at < end && !adjunct(at) && (s.is_word(at) || s.text().kind(at) == Kind::Number);
        if direct || s.norm(at) == "that" || s.norm(at) == ":" {
            // "…, he said, adding": a participle is no clause.
            return at..end;
        }
        let mut found = None;
        while at < end {
            if s.norm(at) == "that" || s.norm(at) == ":" {
                found = Some((at, true));
                break;
            }
            if s.norm(at) == "," || s.norm(at) == "\"" {
                found = Some((at, false));
                break;
            }
            at += 1;
        }
        let rest_words = |from: usize| (from..end).filter(|t| s.is_word(*t)).count();
        match found {
            Some((at, true)) => at..end,
            Some((at, false)) if before == 0 && rest_words(at) >= 3 => at..end,
            Some(_) if before > 0 => self.clause.start..end,
            _ if before > 0 => self.clause.start..left,
            _ if rest_words(right) >= 5 => right..end,
            _ => self.clause.start..end,
        }
    }

    /// "…, saying that": the source is that of the sentence.
    fn saying(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        // "flood warning alerts": no participle of speech.
        let apart = self.cue.start > self.clause.start
            && s.is(self.cue.start - 1, &[",", "in", "by", "and", "telegram", "\u{2014}", "statement", "reporters"]);
        if !apart && s.norm(self.cue.end) != "that" {
            return Vec::new();
        }
        let found = party(s, self.cast, self.clause.start..self.cue.start)
            .filter(|p| p.is_named() || p.tokens.start <= self.clause.start + 4);
        let Some(found) = found else { return Vec::new() };
        let voice = VoiceMention {
            cue: self.cue.clone(),
            source: found.tokens.clone(),
            content: self.cue.end..self.clause.end,
            chain: found.chain.clone(),
            denied: self.row.denial,
            hedged: self.row.doubt,
            first_hand: found.kind == PartyKind::Own,
            ..VoiceMention::default()
        };
        self.hear(&found);
        vec![voice]
    }

    /// The end of a noun phrase that follows a cue.
    fn right(&self, from: usize) -> usize {
        let s = self.scene;
        let mut at = from;
        let mut commas = 0;
        while at < self.clause.end && at - from < 40 {
            let inside = s.body_at(at).is_some_and(|b| b.tokens.start < at) || s.name_at(at).is_some_and(|n| n.tokens.start < at);
            if !inside
                && (s.is(
                    at,
                    &[";", ":", "\"", ".", "that", "who", "which", "while", "but", "\u{2014}", "\u{2013}", "as", "when", "after"],
                ) || at > from
                    && s.cue_at(at, |c| {
                        matches!(
                            c.kind,
                            CueKind::Say | CueKind::Tell | CueKind::Deny | CueKind::Show | CueKind::Cite | CueKind::Saying
                        )
                    })
                    .is_some_and(|_| {
                        s.text().case(at) == crate::text::Case::Lower
                            && s.speaker_at(at, |_| true).is_none()
                            && s.body_at(at).is_none()
                    }))
            {
                break;
            }
            if s.norm(at) == "," {
                commas += 1;
                let next = at + 1;
                let role = (next..next + 6).take_while(|t| s.norm(*t) != ",").any(|t| {
                    s.speaker_at(t, |c| matches!(c, SpeakerClass::Role | SpeakerClass::Voice | SpeakerClass::Office)).is_some()
                });
                let apposed = role && s.is(next, &["a", "an", "the", "its", "head", "director", "spokesman", "chief"])
                    || s.name_at(next).is_some_and(|n| s.is(n.tokens.end, &[",", "."]));
                if commas > 1 || !apposed {
                    break;
                }
            }
            at += 1;
        }
        at
    }

    /// "according to X": the source follows; it may be one of several joined by "and".
    fn prep(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        // "…, Reuters reports from the scene": a verb after all.
        let before = self.cue.start.wrapping_sub(1);
        if s.is(self.cue.start, &["reports"])
            && before >= self.clause.start
            && before < self.cue.start
            && (s.text().is_capitalized(before) || s.body_at(before).is_some())
            && self.side_only(before)
        {
            self.cue.end = self.cue.start + 1;
            return self.verb(CueKind::Say);
        }
        let end = self.right(self.cue.end);
        let Some((subject, parties)) = self.parties(self.cue.end, end) else { return Vec::new() };
        let content = self.around(subject.end.max(end), false);
        self.build(parties, content)
    }

    /// Whether a token is more than the adjective of a country: "Russian reports from".
    fn side_only(&self, at: usize) -> bool {
        self.scene.outlet_at(at).is_some() || self.scene.side_at(at).is_none()
    }

    /// "reported by X", "footage published by X" that is no part of another source.
    fn agent(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        let start = self.cue.end + usize::from(s.norm(self.cue.end) == "by");
        let end = self.right(start);
        let Some((_, parties)) = self.parties(start, end) else { return Vec::new() };
        if parties.iter().any(|p| p.kind == PartyKind::Anonymous && p.tokens.start > start + 4) {
            return Vec::new();
        }
        let content = self.around(end, true);
        self.build(parties, content)
    }

    fn build(&mut self, parties: Vec<Party>, content: Range<usize>) -> Vec<VoiceMention> {
        let mut voices = Vec::new();
        for found in parties {
            voices.push(VoiceMention {
                cue: self.cue.clone(),
                source: found.tokens.clone(),
                content: content.clone(),
                chain: found.chain.clone(),
                denied: self.row.denial,
                hedged: self.row.doubt,
                first_hand: found.kind == PartyKind::Own,
                ..VoiceMention::default()
            });
            self.hear(&found);
        }
        voices
    }

    /// What a phrase with its source governs: what follows at the beginning of a clause, what precedes at its end, both in the middle.
    fn around(&self, end: usize, verbal: bool) -> Range<usize> {
        let s = self.scene;
        let mut start = self.cue.start;
        while start > self.clause.start && !s.is(start - 1, CONTRAST) && s.norm(start - 1) != ":" {
            start -= 1;
        }
        let before = (start..self.cue.start).filter(|t| s.is_word(*t)).count();
        let after = (end..self.clause.end).filter(|t| s.is_word(*t)).count();
        let initial = before < 3 || before < 6 && s.norm(self.cue.start.wrapping_sub(1)) != "," && verbal && after > before;
        if initial {
            end..self.clause.end
        } else if after < 3 {
            start..self.cue.start
        } else {
            start..self.clause.end
        }
    }

    /// "X quoted Y as saying that …".
    fn quoted_as_saying(&mut self) -> Vec<VoiceMention> {
        let s = self.scene;
        if !s.is(self.cue.start, &["quoted", "quotes", "cited", "cites"]) || s.norm(self.cue.end) == "by" {
            return Vec::new();
        }
        let Some((_, relays)) = self.before() else { return Vec::new() };
        let Some(relay) = relays.into_iter().next() else { return Vec::new() };
        let voice = VoiceMention {
            cue: self.cue.clone(),
            source: relay.tokens.clone(),
            content: self.cue.end..self.clause.end,
            chain: relay.chain.clone(),
            ..VoiceMention::default()
        };
        self.hear(&relay);
        vec![voice]
    }

    /// "citing Y": the voice beside it has it from Y.
    fn cite(&mut self, out: &mut Vec<VoiceMention>, from: usize) {
        let s = self.scene;
        let end = self.right(self.cue.end);
        if s.is(self.cue.end, &["each", "one"]) && s.is(self.cue.end + 1, &["other", "another"]) {
            return;
        }
        let Some((_, parties)) = self.parties(self.cue.end, end) else { return };
        let voices = out.get(from..).unwrap_or(&[]);
        // The reporter stands right before it, else speaks next, else last.
        let named = |v: &VoiceMention| !v.source.is_empty();
        let by_cue = voices.iter().position(|v| v.cue == self.cue);
        let nearest = voices
            .iter()
            .enumerate()
            .filter(|(_, v)| named(v) && v.source.end <= self.cue.start + 1 && v.source.end + 12 > self.cue.start)
            .max_by_key(|(_, v)| v.source.end);
        let spoken =
            voices.iter().enumerate().filter(|(_, v)| named(v) && v.cue.end <= self.cue.start).max_by_key(|(_, v)| v.cue.end);
        let next = voices.iter().enumerate().find(|(_, v)| named(v) && v.cue.start >= self.cue.end);
        let index = by_cue.or(nearest.map(|n| n.0)).or(spoken.map(|n| n.0)).or(next.map(|n| n.0));
        match index.and_then(|i| out.get(from + i).cloned()) {
            Some(voice) => {
                for (n, found) in parties.iter().enumerate() {
                    let mut deeper = voice.clone();
                    deeper.chain.extend(found.chain.iter().cloned());
                    let same = out.iter_mut().skip(from).filter(|v| v.cue == voice.cue && v.source == voice.source);
                    if n == 0 {
                        same.for_each(|v| v.chain.clone_from(&deeper.chain));
                    } else {
                        out.push(deeper);
                    }
                    self.hear(found);
                }
                if let Some(last) = out.last().filter(|v| !v.chain.is_empty()).cloned() {
                    // Whoever "the outlet" is from now on, the reporter was heard last.
                    let kind = PartyKind::Outlet;
                    self.cast.hear(
                        &Party { tokens: last.source.clone(), chain: voice.chain.clone(), kind, weak: false },
                        std::iter::empty(),
                    );
                }
            }
            None => {
                let content = self.around(end, false);
                let voices = self.build(parties, content);
                out.extend(voices);
            }
        }
    }
}

/// Parts the contents of one sentence: where a second voice begins after a contrast, the first one ends.
fn part(scene: &Scene<'_, '_>, clause: &Range<usize>, voices: &mut [VoiceMention]) {
    for i in 0..voices.len() {
        for j in 0..voices.len() {
            let (Some(first), Some(second)) = (voices.get(i), voices.get(j)) else { continue };
            if first.cue.end > second.cue.start
                || first.source.is_empty()
                || second.source.is_empty()
                || first.source == second.source
            {
                continue;
            }
            // "He said that twelve died, according to the police": he passes on the police.
            let says = first.content.start >= first.cue.end && first.content.end > second.cue.start;
            let after = second.source.start >= second.cue.end
                && second.content.start <= first.cue.start
                && second.content.end <= second.cue.start
                && second.cue.len() > 1;
            let from = first.content.start;
            if says && after {
                if let Some(second) = voices.get_mut(j) {
                    second.content.start = from.min(second.content.end);
                }
                continue;
            }
            let second_start = second.source.start.min(second.cue.start);
            let Some(cut) = (first.cue.end..second_start).rev().find(|t| {
                scene.is(*t, CONTRAST)
                    || scene.norm(*t) == "and"
                        && (scene.norm(t.wrapping_sub(1)) == ","
                            || *t + 4 >= second_start && second.content.start >= second.cue.end)
            }) else {
                continue;
            };
            if let Some(first) = voices.get_mut(i) {
                if first.content.end > cut && first.content.start < cut {
                    first.content.end = cut;
                }
            }
            if let Some(second) = voices.get_mut(j) {
                if second.content.start < cut && second.content.end > cut && second.content.start >= clause.start {
                    second.content.start = cut;
                }
            }
        }
    }
}
