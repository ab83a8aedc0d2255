//! Measuring for the benchmarks: processor time of a process and wall time, both per call.

use std::time::{Duration, Instant};

/// What one kind of call took.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Processor time of this process for each call.
    pub processor: Duration,
    /// Median of the wall times.
    pub wall: Duration,
    /// Calls.
    pub calls: u32,
}

/// Runs a call for about two seconds, after a few that do not count.
pub fn measure(mut call: impl FnMut()) -> Taken {
    for _ in 0..3 {
        call();
    }
    let (begun, before) = (Instant::now(), processor_time("self"));
    let mut walls = Vec::new();
    while begun.elapsed() < Duration::from_secs(2) {
        let one = Instant::now();
        call();
        walls.push(one.elapsed());
    }
    let calls = u32::try_from(walls.len()).unwrap();
    let processor = (processor_time("self") - before) / calls;
    Taken { processor, wall: percentile(&mut walls, 50), calls }
}

/// The time that so many of a hundred do not exceed.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or_default()
}

/// Processor time of all threads of a process, by its number or `self`: fields 14 and 15 of its stat, in hundredths of
/// a second.
///
/// # Panics
/// On systems without /proc.
#[must_use]
pub fn processor_time(process: &str) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let (_, after_name) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

/// A duration in milliseconds with three digits behind the comma.
#[must_use]
pub fn ms(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_taken() {
        let mut times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        for (percent, expected) in [(50, 100), (99, 198), (100, 200)] {
            assert_eq!(percentile(&mut times, percent), Duration::from_millis(expected));
        }
        assert_eq!(percentile(&mut [], 99), Duration::ZERO);
    }
}
