//! The browser's figures are the server's: one workload, one digest.

use std::process::Command;

use anyhow::Result;

use super::{Bench, Count};
use crate::{
    process,
    tools::node,
    web::{self, Profile},
};

/// Runs the domain's own workload as wasm; a Rust test holds the native one to the same digest.
pub fn check(bench: &mut Bench<'_>) -> Result<Count> {
    node::ensure_node()?;
    let module = web::workload(bench.workspace, Profile::Dev)?;
    process::run(Command::new("node").args(["-e", AGREES]).arg(module))?;
    Ok(Count::passed(1))
}

const AGREES: &str = "
    const bytes = require('node:fs').readFileSync(process.argv[1]);
    WebAssembly.instantiate(bytes, {}).then(({ instance: { exports } }) => {
        const hex = (half) => (exports.digest(half) >>> 0).toString(16).padStart(8, '0');
        const agrees = exports.agrees() === 1;
        console.log(`digest ${hex(0)}${hex(1)}: ${agrees ? 'as computed natively' : 'DIFFERS from the native one'}`);
        process.exit(agrees ? 0 : 1);
    });";
