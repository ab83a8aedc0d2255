//! What the tasks need and the machine may lack.

pub mod debian;
pub mod node;
pub mod python;
