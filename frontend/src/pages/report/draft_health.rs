//! Whether the device holds the whole draft: one part that it refused is not made good by the next one that it keeps.

/// What the browser said about the last writings.
#[derive(Debug, Clone, Default)]
pub struct Health {
    /// The browser refused something: everything is to be written anew.
    is_broken: bool,
    fault: Option<String>,
}

impl Health {
    /// A writing begins; tells whether everything belongs in it.
    pub fn begin(&mut self) -> bool {
        std::mem::take(&mut self.is_broken)
    }

    /// The browser's answer to a writing, which completed the draft or did not; tells whether to try again without an
    /// edit: once, since a full device stays full.
    pub fn told(&mut self, answer: Result<(), String>, is_whole: bool) -> bool {
        match answer {
            Ok(()) => {
                if is_whole && !self.is_broken {
                    self.fault = None;
                }
                false
            }
            Err(fault) => {
                self.is_broken = true;
                self.fault.replace(fault).is_none()
            }
        }
    }

    /// Why the device does not hold the whole draft.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> Result<(), String> {
        Err("QuotaExceededError".to_owned())
    }

    #[test]
    fn a_part_that_was_refused_is_told_until_all_of_it_was_written_anew() {
        let mut health = Health::default();
        assert!(!health.begin());
        assert!(health.told(refused(), false), "tried once more");
        assert!(!health.told(Ok(()), true), "a writing that began before");
        assert_eq!(health.fault(), Some("QuotaExceededError"));
        assert!(health.begin(), "everything anew");
        health.told(Ok(()), false);
        assert_eq!(health.fault(), Some("QuotaExceededError"), "only a part of it");
        health.told(Ok(()), true);
        assert_eq!(health.fault(), None);
        assert!(!health.begin());
    }

    #[test]
    fn a_device_that_stays_full_is_asked_again_with_the_next_edit_only() {
        let mut health = Health::default();
        assert!(health.told(refused(), true));
        health.begin();
        assert!(!health.told(refused(), true));
        health.begin();
        assert!(!health.told(Ok(()), true));
        assert!(health.told(refused(), true), "another time");
    }
}
