//! Bytes of any encoding as UTF-8.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes from the first one beyond ASCII on by which the encoding is decided; more of them make no better guess.
const SAMPLE: usize = 64 << 10;

/// Bytes at the start of a page in which it may name its encoding. Browsers look at 1024; saved pages put a comment before.
const DECLARATION: usize = 4096;

/// The encoding that a stream turned out to have, known once the first byte that is no UTF-8 was read; `None`: UTF-8.
pub(super) type Found = Rc<Cell<Option<&'static Encoding>>>;

/// A reader of UTF-8 over a reader of any encoding.
///
/// A byte order mark decides; without one UTF-16 is told by its zero bytes. All else is ASCII until the first byte beyond it: there the text ahead is
/// UTF-8 or in a legacy encoding, whichever more of it can be. A page names its legacy encoding; otherwise the detector guesses. A byte that is no
/// UTF-8 in a text that is, is a fault, which is left in place for the parser to find, with its line and column.
pub(super) struct Utf8<R> {
    inner: R,
    stage: Stage,
    /// Bytes that were read and not yet decoded.
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    /// The inner reader is at its end, or broke.
    ended: bool,
    broke: Option<io::Error>,
    /// The start of a page; `None` for what is no page.
    head: Option<Vec<u8>>,
    found: Found,
}

enum Stage {
    Start(Option<&'static Encoding>),
    Ascii,
    /// As it is, faults and all.
    Through,
    Decode(Box<Decoder>),
}

impl<R: BufRead> Utf8<R> {
    /// `given` goes before all but a byte order mark. `page`: the text may name its encoding as HTML does.
    pub(super) fn new(inner: R, given: Option<&'static Encoding>, page: bool) -> (Utf8<R>, Found) {
        let found = Found::default();
        let reader = Utf8 {
            inner,
            stage: Stage::Start(given),
            raw: Vec::new(),
            out: Vec::new(),
            at: 0,
            ended: false,
            broke: None,
            head: page.then(Vec::new),
            found: found.clone(),
        };
        (reader, found)
    }

    /// Takes what the inner reader has at hand, until there are so many bytes.
    fn gather(&mut self, enough: usize) {
        while self.raw.len() < enough && !self.ended {
            let taken = match self.inner.fill_buf() {
                Ok(bytes) => {
                    if let Some(head) = self.head.as_mut().filter(|head| head.len() < DECLARATION) {
                        head.extend_from_slice(bytes);
                    }
                    self.raw.extend_from_slice(bytes);
                    bytes.len()
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.broke = Some(error);
                    0
                }
            };
            self.ended = taken == 0;
            self.inner.consume(taken);
        }
    }

    fn decode(&mut self, encoding: &'static Encoding) {
        self.found.set(Some(encoding).filter(|e| *e != UTF_8));
        self.stage = Stage::Decode(Box::new(encoding.new_decoder_with_bom_removal()));
    }

    /// Turns raw bytes into UTF-8, as far as they go.
    fn advance(&mut self) {
        match &mut self.stage {
            Stage::Start(given) => {
                let given = *given;
                self.gather(4);
                match Encoding::for_bom(&self.raw).map(|(marked, _)| marked).or(given).or_else(|| zeros(&self.raw)) {
                    Some(encoding) if encoding == UTF_8 => self.stage = Stage::Through,
                    Some(encoding) => self.decode(encoding),
                    None => self.stage = Stage::Ascii,
                }
            }
            Stage::Ascii => match self.raw.iter().position(|b| !b.is_ascii()) {
                None => std::mem::swap(&mut self.out, &mut self.raw),
                Some(first) => {
                    self.gather(first + SAMPLE);
                    if is_utf8(self.raw.get(first..).unwrap_or(&[]), self.ended) {
                        self.stage = Stage::Through;
                    } else {
                        let declared = self.head.as_deref().and_then(declared);
                        self.decode(declared.unwrap_or_else(|| guess(&self.raw, self.ended)));
                    }
                }
            },
            Stage::Through => std::mem::swap(&mut self.out, &mut self.raw),
            Stage::Decode(decoder) => {
                let mut read = 0;
                loop {
                    let left = self.raw.get(read..).unwrap_or(&[]);
                    let room = decoder.max_utf8_buffer_length(left.len()).unwrap_or(left.len() * 3 + 16);
                    let start = self.out.len();
                    self.out.resize(start + room, 0);
                    let into = self.out.get_mut(start..).unwrap_or(&mut []);
                    let (result, taken, written) = decoder.decode_to_utf8_without_replacement(left, into, false);
                    self.out.truncate(start + written);
                    read += taken;
                    match result {
                        DecoderResult::InputEmpty => break,
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(..) => self.out.extend_from_slice("\u{FFFD}".as_bytes()),
                    }
                }
                self.raw.clear();
            }
        }
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.out.clear();
            self.at = 0;
            while self.out.is_empty() {
                self.gather(1);
                if self.raw.is_empty() {
                    self.broke.take().map_or(Ok(()), Err)?;
                    break;
                }
                self.advance();
            }
        }
        Ok(self.out.get(self.at..).unwrap_or(&[]))
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// UTF-16 without a mark: texts, tables and JSON begin with letters of ASCII, every other byte of which is zero.
fn zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    match *bytes.first_chunk::<4>()? {
        [a, 0, b, 0] if a != 0 && b != 0 => Some(UTF_16LE),
        [0, a, 0, b] if a != 0 && b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether more of the characters beyond ASCII are UTF-8 than are not: letters of other encodings make up characters of it now and then, and a text in it may
/// hold a broken byte.
fn is_utf8(bytes: &[u8], ended: bool) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // The sample may end within a character.
    let cut = !ended && std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none());
    bad - usize::from(cut) <= good
}

fn guess(bytes: &[u8], ended: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, ended);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that a page names, in `<meta charset=…>` or `<meta http-equiv=… content="…; charset=…">`. One that a page in bytes cannot be in, such as
/// UTF-16, is a mistake.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..DECLARATION).unwrap_or(head).to_ascii_lowercase();
    let at = head.windows(7).position(|w| w == b"charset")?;
    let rest = head.get(at + 7..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let label = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = label.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(label.len());
    Encoding::for_label_no_replacement(label.get(..end)?).filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    /// The text of these bytes read so many at a time, and the encoding found.
    fn read(bytes: &[u8], given: Option<&'static Encoding>, page: bool, step: usize) -> (Vec<u8>, Option<&'static str>) {
        let (mut reader, found) = Utf8::new(BufReader::with_capacity(step, bytes), given, page);
        let mut text = Vec::new();
        reader.read_to_end(&mut text).unwrap();
        (text, found.get().map(Encoding::name))
    }

    #[test]
    fn encodings() {
        let russian = "Двенадцать солдат покинули свои позиции у села, сообщили вчера вечером в штабе. Раненых нет.";
        let ukrainian = "Вісім людей поранено вночі внаслідок обстрілу, повідомили рятувальники. Серед них двоє дітей.";
        let german = "Zwölf Männer verließen in der Nacht ihre Stellung, hieß es später. Über Verletzte wurde nichts bekannt.";
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let page = |charset: &str| format!("<html><head><meta {charset}></head><p>{german}");
        let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for (name, bytes, given, html, expected, encoding) in [
            ("nothing", vec![], None, false, "", None),
            ("ascii", b"Twelve.".to_vec(), None, false, "Twelve.", None),
            ("utf-8", german.as_bytes().to_vec(), None, false, german, None),
            (
                "windows-1251",
                encoding_rs::WINDOWS_1251.encode(russian).0.into_owned(),
                None,
                false,
                russian,
                Some("windows-1251"),
            ),
            (
                "letters that make up UTF-8",
                vec![0xC2, 0xB3, 0xF1, 0xB3, 0xEC],
                Some(encoding_rs::WINDOWS_1251),
                false,
                "Вісім",
                Some("windows-1251"),
            ),
            (
                "the same in a sentence",
                encoding_rs::WINDOWS_1251.encode(ukrainian).0.into_owned(),
                None,
                false,
                ukrainian,
                Some("windows-1251"),
            ),
            ("koi8", encoding_rs::KOI8_R.encode(russian).0.into_owned(), None, false, russian, Some("KOI8-U")),
            ("windows-1252", latin(german), None, false, german, Some("windows-1252")),
            ("utf-16 with a mark", [vec![0xFF, 0xFE], utf16(german, false)].concat(), None, false, german, Some("UTF-16LE")),
            ("utf-16 big end first", [vec![0xFE, 0xFF], utf16(german, true)].concat(), None, false, german, Some("UTF-16BE")),
            ("utf-16 without a mark", utf16(german, false), None, false, german, Some("UTF-16LE")),
            (
                "a mark goes before what is given",
                [vec![0xFE, 0xFF], utf16(german, true)].concat(),
                Some(encoding_rs::WINDOWS_1251),
                false,
                german,
                Some("UTF-16BE"),
            ),
            (
                "the mark of utf-8 does",
                "\u{FEFF}café".as_bytes().to_vec(),
                Some(encoding_rs::WINDOWS_1251),
                false,
                "\u{FEFF}café",
                None,
            ),
            ("given", latin("café"), Some(encoding_rs::WINDOWS_1251), false, "cafй", Some("windows-1251")),
            (
                "a page says",
                latin(&page("charset=windows-1252")),
                None,
                true,
                &page("charset=windows-1252"),
                Some("windows-1252"),
            ),
            (
                "a page says otherwise",
                page("http-equiv=Content-Type content='text/html; charset=iso-8859-2'").into_bytes(),
                None,
                true,
                &page("http-equiv=Content-Type content='text/html; charset=iso-8859-2'"),
                None,
            ),
            ("a page is mistaken", latin(&page("charset=utf-8")), None, true, &page("charset=utf-8"), Some("windows-1252")),
        ] {
            for step in [1, 3, 64, 1 << 16] {
                let (text, found) = read(&bytes, given, html, step);
                assert_eq!(
                    (String::from_utf8(text).as_deref(), found),
                    (Ok(expected), encoding),
                    "{name}, {step} bytes at a time"
                );
            }
        }
    }

    #[test]
    fn faults_stay_in_place() {
        let broken = b"Z\xC3\xB6lf M\xE4nner";
        assert_eq!(read(broken, None, false, 4), (broken.to_vec(), None));
        assert_eq!(read(b"caf\xE9", Some(UTF_8), false, 4), (b"caf\xE9".to_vec(), None));
    }

    proptest! {
        #[test]
        fn utf_8_is_left_alone(text in "\\PC*", step in 1..40usize) {
            // UTF-16 begins with letters and zero bytes, which no text has.
            prop_assume!(!text.contains('\0') && !text.starts_with('\u{FEFF}'));
            prop_assert_eq!(read(text.as_bytes(), None, false, step), (text.clone().into_bytes(), None));
        }

        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..200), step in 1..40usize, page: bool) {
            read(&bytes, None, page, step);
        }
    }
}
