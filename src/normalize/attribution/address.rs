//! Outlets that are named by their address: "according to coast-news.example".

use super::super::Chain;
use super::party::{Party, PartyKind};
use super::scene::{Scene, outlet_source};
use crate::claim::{Naming, Source};
use crate::lexicon::{Outlets, registrable};
use crate::text::Gap;

/// The outlet whose address starts at a token: words in lower case, joined by hyphens and stops without a space.
pub(super) fn address(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<Party> {
    let tokens = &scene.text().tokens;
    let inside = at > 0 && tokens.get(at).is_some_and(|t| t.gap == Gap::None) && scene.is(at - 1, &["-", "/", "@", "."]);
    if inside {
        return None;
    }
    let mut to = at;
    while to < end && to - at < 9 && (to == at || tokens.get(to).is_some_and(|t| t.gap == Gap::None)) {
        let word = scene.text().word(to);
        if !word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-')) {
            break;
        }
        to += 1;
    }
    let host = scene.text().slice(at..to).trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let plain = name.len() > 2 && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.contains("..");
    // "a.m", "e.g" and "3.5" are no addresses.
    let labelled = name.split('.').any(|label| label.len() > 2 && label.bytes().any(|b| b.is_ascii_lowercase()));
    if !plain || !labelled || top.len() < 2 || !top.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let row = Outlets::embedded().by_domain(host);
    let source = row.map_or_else(
        || Source { name: Some(host.into()), kind: Some("online".into()), link: Naming::Named, ..Source::default() },
        outlet_source,
    );
    let own = scene.setting.document.publisher_key().is_some_and(|key| registrable(key) == registrable(host));
    let chain = if own || scene.publisher.is(&source) { Chain::default() } else { [source].into() };
    let kind = if row.is_some_and(|r| !r.is_media()) { PartyKind::Body } else { PartyKind::Outlet };
    Some(Party { tokens: at..to, chain, kind, weak: false })
}
