//! A page that a browser saved with all that belongs to it in one file: MHTML (RFC 2557), a message whose first part of HTML is the page.

use std::io::{Cursor, Read};

use mailparse::{MailHeaderMap, ParsedMail};

use super::encoding::Utf8;

/// The page of an archive.
#[derive(Debug, PartialEq)]
pub(super) struct Archived {
    /// As UTF-8; a byte that is broken is replaced.
    pub(super) html: String,
    /// The address it was saved from.
    pub(super) url: Option<String>,
}

/// The page in a file that begins as an archive does; `None` for all others.
pub(super) fn page(bytes: &[u8]) -> Option<Archived> {
    // Pages begin with a sign, archives with the headers of a message.
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let head = bytes.get(start..)?.get(..64.min(bytes.len() - start))?.to_ascii_lowercase();
    if !["from:", "mime-version:", "content-type:", "subject:", "date:"].iter().any(|header| head.starts_with(header.as_bytes()))
    {
        return None;
    }
    let message = mailparse::parse_mail(bytes.get(start..)?).ok()?;
    let part = html(&message)?;
    let raw = part.get_body_raw().ok()?;
    let mut decoded = Vec::new();
    Utf8::new(Cursor::new(raw), None, true).0.read_to_end(&mut decoded).ok()?;
    let header = |mail: &ParsedMail<'_>, name: &str| mail.headers.get_first_value(name).filter(|url| url.starts_with("http"));
    let url = header(part, "Content-Location").or_else(|| header(&message, "Snapshot-Content-Location"));
    Some(Archived { html: String::from_utf8_lossy(&decoded).into_owned(), url })
}

/// The first part that is HTML. Parts stand a hundred deep in each other at most.
fn html<'m, 'b>(mail: &'m ParsedMail<'b>) -> Option<&'m ParsedMail<'b>> {
    if ["text/html", "application/xhtml+xml"].contains(&mail.ctype.mimetype.as_str()) {
        return Some(mail);
    }
    mail.subparts.iter().find_map(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://one.example/a\r\nSubject: Ferry\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n\
        ----b--\r\nContent-Type: text/css\r\n\r\np {}\r\n\
        ----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://one.example/a\r\n\r\n\
        <p class=3D\"a\">Nine died in Ia=C8=99i, =\r\nsaid the mayor.</p>\r\n----b----\r\n";

    #[test]
    fn pages_of_archives() {
        let found = page(SAVED.as_bytes()).unwrap();
        assert_eq!(found.html.trim(), "<p class=\"a\">Nine died in Iași, said the mayor.</p>");
        assert_eq!(found.url.as_deref(), Some("https://one.example/a"));
        let legacy = SAVED.replace("=C8=99", "=BA").replace("<p class", "<meta charset=3Diso-8859-2><p class");
        assert!(page(legacy.as_bytes()).unwrap().html.contains("Iaşi"));
        for (name, text) in [
            ("a page", "<html><p>From: nobody</p></html>"),
            ("nothing", ""),
            ("headers alone", "From: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nNine died."),
            ("cut off", &SAVED[..120]),
        ] {
            assert_eq!(page(text.as_bytes()), None, "{name}");
        }
    }
}
