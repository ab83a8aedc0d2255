//! The workload as a plain wasm module, so that `node examples/wasm_workload.mjs FILE` can time and compare it:
//! `cargo build -p domain --example wasm_workload --target wasm32-unknown-unknown --profile wasm`.

#![expect(unsafe_code, reason = "exported names are the only way to call a module without bindings")]

use std::cell::RefCell;

use domain::content::Content;
use domain::selftest::{self, Numbers};
use domain::sheet::{References, Sheet};

thread_local! {
    static CONTENT: RefCell<Content> = const { RefCell::new(Content { rows: Vec::new() }) };
    static SHEET: RefCell<Option<Sheet>> = const { RefCell::new(None) };
}

/// Opens the workload with that many rows. Gives how many there are with the total.
#[unsafe(no_mangle)]
pub extern "C" fn open(rows: usize) -> usize {
    CONTENT.set(selftest::content(rows));
    let sheet = selftest::sheet(rows).ok();
    let count = sheet.as_ref().map_or(0, Sheet::row_count);
    SHEET.set(sheet);
    count
}

/// Opens it again from its own content. Gives how many errors there are.
#[unsafe(no_mangle)]
pub extern "C" fn reopen() -> usize {
    CONTENT.with_borrow_mut(|content| {
        with(|sheet| {
            *sheet = Sheet::open(sheet.form().clone(), content, References::default());
            sheet.finding_counts().errors
        })
    })
}

/// Computes and checks everything. Gives how many rows there are.
#[unsafe(no_mangle)]
pub extern "C" fn recompute() -> usize {
    with(|sheet| {
        sheet.recompute();
        sheet.row_count()
    })
}

/// Makes that many edits. Gives how many cells changed.
#[unsafe(no_mangle)]
pub extern "C" fn edit(count: u32, seed: u32) -> usize {
    with(|sheet| {
        let mut numbers = Numbers::new(u64::from(seed));
        (0..count).map(|_| selftest::edit(sheet, &mut numbers)).sum()
    })
}

/// The half of the digest as a number, 0 for the upper 32 bits; to be compared with `selftest::DIGEST`.
#[unsafe(no_mangle)]
pub extern "C" fn digest(half: usize) -> u32 {
    let digest = selftest::digest();
    digest.get(half * 8..half * 8 + 8).and_then(|text| u32::from_str_radix(text, 16).ok()).unwrap_or_default()
}

/// 1 when this platform computes what every platform computes.
#[unsafe(no_mangle)]
pub extern "C" fn agrees() -> u32 {
    u32::from(selftest::digest() == selftest::DIGEST)
}

fn with(work: impl FnOnce(&mut Sheet) -> usize) -> usize {
    SHEET.with_borrow_mut(|sheet| sheet.as_mut().map_or(0, work))
}
