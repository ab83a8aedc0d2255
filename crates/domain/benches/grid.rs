//! The workload of docs/performance.md: what an edit and a full computation cost, beside a hand-written loop.
//!
//! `cargo bench -p domain`. Where the system tells the CPU time of a thread (Linux) that is what is counted, so that
//! other work on the machine shows little; elsewhere the clock.

use std::time::{Duration, Instant};

use domain::content::Content;
use domain::selftest::{self, INPUTS, Numbers};
use domain::sheet::{References, Sheet};
use domain::template::ColumnNumber;
use rust_decimal::{Decimal, RoundingStrategy};

const EDITS: u32 = 2_000;

fn main() {
    println!("| rows | open | full | edit | by hand: full | by hand: edit | cells an edit changes |");
    println!("|---|---|---|---|---|---|---|");
    for rows in [30, 1_000, 10_000, 100_000] {
        measure(rows);
    }
}

fn measure(rows: usize) {
    let Ok(form) = selftest::form() else { return };
    let content = selftest::content(rows);
    let open = cost(|| drop(Sheet::open(form.clone(), &content, References::default())));
    let mut sheet = Sheet::open(form.clone(), &content, References::default());
    let full = cost(|| sheet.recompute());
    let (mut numbers, mut changed, mut edits) = (Numbers::new(1), 0, 0);
    let edit = cost(|| {
        (0..EDITS).for_each(|_| changed += selftest::edit(&mut sheet, &mut numbers));
        edits += EDITS;
    }) / EDITS;
    let mut hand = ByHand::new(&content);
    let hand_full = cost(|| hand.compute());
    let mut numbers = Numbers::new(1);
    let hand_edit = cost(|| (0..EDITS).for_each(|_| hand.edit(&mut numbers))) / EDITS;
    let changed = changed as f64 / f64::from(edits);
    println!("| {rows} | {open:.1?} | {full:.1?} | {edit:.2?} | {hand_full:.1?} | {hand_edit:.2?} | {changed:.1} |");
}

/// What the work costs once: the mean over at least half a second, as the counter is coarse.
fn cost(mut work: impl FnMut()) -> Duration {
    work();
    let start = used();
    let mut runs = 0;
    while used() - start < Duration::from_millis(500) {
        work();
        runs += 1;
    }
    (used() - start) / runs.max(1)
}

/// CPU time of this thread, or the clock where that is not known.
fn used() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let known = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = known.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The same workload written out for this one form: no blanks, no texts, no change list.
struct ByHand {
    /// Column n at place n.
    rows: Vec<[Decimal; 15]>,
    broken: Vec<u32>,
    total: [Decimal; 15],
}

impl ByHand {
    fn new(content: &Content) -> Self {
        let mut rows = vec![[Decimal::ZERO; 15]; content.rows.len()];
        for (cells, row) in rows.iter_mut().zip(&content.rows) {
            for column in INPUTS {
                cells[usize::from(column)] =
                    row.cells.get(&ColumnNumber(column)).and_then(|value| value.as_number()).unwrap_or_default();
            }
        }
        Self { broken: vec![0; rows.len() + 1], rows, total: [Decimal::ZERO; 15] }
    }

    fn compute(&mut self) {
        self.total = [Decimal::ZERO; 15];
        for (row, broken) in self.rows.iter_mut().zip(&mut self.broken) {
            derive(row);
            *broken = rules(row);
            self.total.iter_mut().zip(row.iter()).for_each(|(total, cell)| *total += *cell);
        }
        self.finish();
    }

    fn finish(&mut self) {
        self.total[12] = ratio(&self.total);
        if let Some(last) = self.broken.last_mut() {
            *last = rules(&self.total);
        }
    }

    fn edit(&mut self, numbers: &mut Numbers) {
        let ix = numbers.below(self.rows.len() as u64) as usize;
        let column = INPUTS[numbers.below(INPUTS.len() as u64) as usize];
        let row = &mut self.rows[ix];
        let before = *row;
        row[usize::from(column)] = numbers.figure(column);
        derive(row);
        for (total, (old, new)) in self.total.iter_mut().zip(before.iter().zip(row.iter())) {
            *total += *new - *old;
        }
        self.broken[ix] = rules(row);
        self.finish();
    }
}

fn derive(row: &mut [Decimal; 15]) {
    row[1] = row[2] + row[3] + row[4];
    row[5] = row[6] + row[7];
    row[8] = row[9] + row[10] + row[11];
    row[12] = ratio(row);
}

fn ratio(row: &[Decimal; 15]) -> Decimal {
    let ratio = row[5].checked_div(row[1]).unwrap_or_default() * Decimal::ONE_HUNDRED;
    ratio.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn rules(r: &[Decimal; 15]) -> u32 {
    let held = [
        r[2] <= r[1],
        r[3] <= r[1],
        r[4] <= r[1],
        r[1] == r[2] + r[3] + r[4],
        r[5] == r[6] + r[7],
        r[8] == r[9] + r[10] + r[11],
        r[5] <= r[1],
        r[6] <= r[5],
        r[7] <= r[5],
        r[9] <= r[8],
        r[10] <= r[8],
        r[11] <= r[8],
        r[12] <= Decimal::ONE_HUNDRED,
        r[12] >= Decimal::ZERO,
        r[13] >= r[14],
        r[13] <= Decimal::from(99_999),
        r[2] + r[3] >= r[6],
        r[9] + r[10] <= r[1] + r[5],
        r[4] != r[7],
        r[1] >= Decimal::ZERO,
    ];
    held.iter().enumerate().fold(0, |bits, (ix, held)| bits | u32::from(!held) << ix)
}
