//! The domain in wasm.

use anyhow::Result;

use super::{Bench, Count};

pub fn check(_: &mut Bench<'_>) -> Result<Count> {
    Ok(Count::passed(0))
}
