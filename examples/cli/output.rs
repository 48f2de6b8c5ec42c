//! Files that are written whole or not at all.

use std::fs::Permissions;
use std::io::Write;
use std::path::Path;

use crate::cli::Failure;

/// Writes a file beside its place and moves it there: who looks sees the old file or the new one, and an interrupt or a full disk leaves the old. What is
/// to be written is made before the file is opened, so that nothing lies about while the work goes on.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Internal(format!("{}: cannot be written: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".corroborate-");
    // Files for a while are for nobody else to read; this one stays.
    #[cfg(unix)]
    let permissions: Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}
