//! `rekap po recap`: lists a PO's orders the way a shop's chat group does. `order paste` can read
//! the list back.

use serde_json::json;

use super::super::desk::{Desk, Failure, period};
use super::super::values::Shape;
use crate::book::Opening;
use crate::tasks::group_list;

/// Prints the list.
pub fn recap(po: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let list = group_list::lines(period.id, &counter.book, counter.now)?;
    if shape.json {
        return desk.json(&json!({ "period": period.code.as_str(), "lines": list }));
    }
    for line in list {
        desk.line(&line)?;
    }
    Ok(())
}
