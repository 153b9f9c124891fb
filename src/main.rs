//! Arguments to a run.

fn main() {}
