//! `rekap po recap`: lists a PO's orders the way a shop's chat group does. `order paste` can read
//! the list back.

use serde_json::json;

use super::super::console::{Console, Failure, period};
use super::super::values::Shape;
use crate::book::Opening;
use crate::tasks::group_list;

/// Prints the list.
pub fn recap(po: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let period = period(&opened, po)?;
    let list = group_list::lines(period.id, &opened.book, opened.now)?;
    if shape.json {
        return console.json(&json!({ "period": period.code.as_str(), "lines": list }));
    }
    for line in list {
        console.line(&line)?;
    }
    Ok(())
}
