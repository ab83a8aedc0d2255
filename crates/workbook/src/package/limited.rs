//! A reader that stops where a part said it would end: declared sizes lie.

use std::io::{Error, ErrorKind, Read, Result};

/// Passes at most `left` bytes on, then fails.
pub(crate) struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R> Limited<R> {
    pub(crate) fn new(inner: R, limit: u64) -> Self {
        Self { inner, left: limit }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(u64::try_from(count).unwrap_or(u64::MAX)) {
            Some(left) => self.left = left,
            None => return Err(Error::new(ErrorKind::FileTooLarge, "a part is longer than declared")),
        }
        Ok(count)
    }
}
