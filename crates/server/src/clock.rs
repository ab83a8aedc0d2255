//! The clocks of the program.

use std::path::PathBuf;

use app::Clock;
use chrono::{NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        Utc::now().naive_utc().trunc_subsecs(6)
    }
}

/// The clock of the machine, moved by the seconds that a file holds: tests of the demonstration move it while the server
/// runs. A file that is missing, or holds no number, moves nothing.
pub struct ShiftedClock(pub PathBuf);

/// A century: no test needs more, and no date leaves the calendar.
const MOST: i64 = 100 * 366 * 24 * 3600;

impl Clock for ShiftedClock {
    fn now(&self) -> NaiveDateTime {
        let text = std::fs::read_to_string(&self.0).unwrap_or_default();
        let seconds = text.trim().parse::<i64>().unwrap_or_default().clamp(-MOST, MOST);
        SystemClock.now() + TimeDelta::seconds(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_moves_the_clock_while_it_runs() {
        let file = std::env::temp_dir().join(format!("baocao-clock-{}", std::process::id()));
        let clock = ShiftedClock(file.clone());
        let ahead = || (clock.now() - SystemClock.now()).num_minutes();
        assert_eq!(ahead(), 0, "no file");
        for (text, minutes) in [("86400\n", 1_440), ("-3600", -60), ("tomorrow", 0), ("99999999999999", MOST / 60)] {
            std::fs::write(&file, text).unwrap();
            assert!((ahead() - minutes).abs() <= 1, "{text}: {}", ahead());
        }
        std::fs::remove_file(file).unwrap();
    }
}
