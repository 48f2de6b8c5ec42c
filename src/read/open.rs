//! From the bytes of a file to the text that a parser takes: packed or not, in any encoding.

use std::io::{self, BufRead, Cursor, Read};

use super::encoding::{Found, Utf8};
use super::lines::Fault;
use super::progress::{Counted, Progress};
use super::{Format, Settings};

/// Kinds of files that are no text, by their first bytes, with what to do.
const SIGNATURES: [(&[u8], &str); 7] = [
    (b"%PDF-", "this is a PDF; take its text out first, for example with `pdftotext`"),
    (b"PK\x03\x04", "this is a ZIP archive or an Office document; unpack it, or save the document as plain text"),
    (b"\xD0\xCF\x11\xE0", "this is an old Office document; save it as plain text"),
    (b"{\\rtf", "this is an RTF document; save it as plain text"),
    (b"\x28\xB5\x2F\xFD", "this is packed with Zstandard; unpack it, or pack it with gzip"),
    (b"\xFD7zXZ", "this is packed with xz; unpack it, or pack it with gzip"),
    (b"BZh", "this is packed with bzip2; unpack it, or pack it with gzip"),
];

/// So many bytes at the start tell data from text.
const HEAD: usize = 1024;

/// The text of a file or stream as UTF-8, and where the encoding will be known.
pub(super) fn open<'r>(
    reader: Box<dyn BufRead + 'r>,
    format: Format,
    settings: &Settings,
    progress: &Progress,
) -> Result<(Box<dyn BufRead + 'r>, Found), Fault> {
    progress.opened();
    let (head, reader) = peek(Box::new(Counted { inner: reader, progress: progress.clone() }))?;
    let (head, reader) = if head.starts_with(&[0x1F, 0x8B]) { peek(unpacked(reader)?)? } else { (head, reader) };
    if let Some(fault) = not_text(&head) {
        return Err(Fault::record((1, 1), fault));
    }
    let (reader, found) = Utf8::new(reader, settings.encoding, format == Format::Html);
    Ok((Box::new(reader), found))
}

/// What the reader has at hand, four bytes at least if there are so many, and a reader that still has them.
fn peek<'r>(mut reader: Box<dyn BufRead + 'r>) -> io::Result<(Vec<u8>, Box<dyn BufRead + 'r>)> {
    let mut head = Vec::new();
    while head.len() < 4 {
        let bytes = reader.fill_buf()?;
        let taken = bytes.len();
        if taken == 0 {
            break;
        }
        head.extend_from_slice(bytes);
        reader.consume(taken);
    }
    Ok((head.clone(), Box::new(Cursor::new(head).chain(reader))))
}

#[cfg(feature = "gzip")]
fn unpacked<'r>(reader: Box<dyn BufRead + 'r>) -> Result<Box<dyn BufRead + 'r>, Fault> {
    Ok(Box::new(io::BufReader::with_capacity(1 << 16, Unpacked(flate2::bufread::MultiGzDecoder::new(reader)))))
}

#[cfg(not(feature = "gzip"))]
fn unpacked<'r>(_: Box<dyn BufRead + 'r>) -> Result<Box<dyn BufRead + 'r>, Fault> {
    Err(Fault::record((1, 1), "this is packed with gzip; unpack it, or build with the feature `gzip`"))
}

/// Says of a damaged archive what it is.
#[cfg(feature = "gzip")]
struct Unpacked<R>(R);

#[cfg(feature = "gzip")]
impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        self.0.read(buffer).map_err(|error| match error.kind() {
            UnexpectedEof => damaged("the file that gzip packed ends too early; what stood before is read; fetch the file again"),
            InvalidData | InvalidInput => {
                damaged("the file that gzip packed is damaged here; what stood before is read; fetch the file again")
            }
            _ => error,
        })
    }
}

#[cfg(feature = "gzip")]
fn damaged(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// What these bytes are, if they are no text.
fn not_text(head: &[u8]) -> Option<&'static str> {
    if let Some((_, message)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Some(message);
    }
    // A mark says that it is text, and the zero bytes of UTF-16 are every other byte.
    let marked = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let head = head.get(..HEAD).unwrap_or(head);
    let side = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (side(0), side(1));
    let utf16 = marked || even.max(odd) > head.len() / 4 && even.min(odd) * 20 < head.len();
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31);
    let data = !utf16 && head.iter().filter(control).count() * 30 > head.len();
    data.then_some("this is no text but binary data; take the file out, or save it as text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_and_text() {
        let utf16: Vec<u8> = "Zwölf Männer".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (name, bytes, expected) in [
            ("nothing", &b""[..], None),
            ("text", b"Twelve\tsoldiers\r\n\x0C", None),
            ("one stray zero", b"{\"id\": \"a\", \"text\": \"Twelve soldiers\0\"}", None),
            ("legacy", b"caf\xE9 \xC4\xE2\xE5", None),
            ("utf-16", &utf16, None),
            ("a PDF", b"%PDF-1.7\n%\xE2", Some("this is a PDF")),
            ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01", Some("this is no text but binary")),
            ("a document", b"PK\x03\x04\x14\0", Some("this is a ZIP archive")),
            ("zeros", &[0; 64], Some("this is no text but binary")),
        ] {
            let found = not_text(bytes);
            assert_eq!(found.is_some(), expected.is_some(), "{name}: {found:?}");
            assert!(found.unwrap_or("").starts_with(expected.unwrap_or("")), "{name}: {found:?}");
        }
    }
}
