//! Takes bracketed remarks out of titles.

/// A title without bracketed remarks.
pub(super) fn outside_brackets(title: &str) -> impl Iterator<Item = char> + '_ {
    let mut depth = 0u32;
    title.chars().filter(move |c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}
