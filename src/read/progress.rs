//! How far reading is.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::folder::Files;

/// How far reading is: a handle that another part of a program may hold and look at while the records are read.
///
/// ```
/// use corroborate::read::{self, Format};
/// let mut documents = read::from_reader(&b"{\"id\": \"a\", \"text\": \"x\"}\n"[..], Format::JsonLines, "");
/// let progress = documents.progress();
/// documents.next();
/// assert_eq!((progress.files(), progress.bytes()), (1, 25));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Progress {
    /// Files and streams that were opened.
    pub fn files(&self) -> u64 {
        self.0.files.load(Ordering::Relaxed)
    }

    /// Bytes that were read of them, as they lie on the disk: packed where they are packed.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    pub(super) fn opened(&self) {
        self.0.files.fetch_add(1, Ordering::Relaxed);
    }
}

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extent {
    /// Number of files.
    pub files: u64,
    /// Their bytes as they lie on the disk.
    pub bytes: u64,
}

/// How many files [`documents`](super::documents) would read of these paths, and of how many bytes, without opening one. Files and folders that
/// cannot be found count nothing. Time is linear in the files.
///
/// ```
/// use corroborate::read;
/// let extent = read::extent(["examples/articles"]);
/// assert_eq!(extent.files, 9);
/// ```
pub fn extent<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Extent {
    let mut extent = Extent::default();
    for file in Files::new(paths).flatten() {
        extent.files += 1;
        extent.bytes += fs::metadata(&file.path).map_or(0, |m| m.len());
    }
    extent
}

/// A reader that tells how much was taken from it.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) progress: Progress,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.0.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.progress.0.bytes.fetch_add(amount as u64, Ordering::Relaxed);
        self.inner.consume(amount);
    }
}
