//! Whether links can be opened in a browser here, and opening them.

/// Whether there is a browser to open links in: not over SSH, and with a display where the system needs one.
/// `env` reads environment variables. A text browser in the terminal would paint over the screen, so it doesn't
/// count.
pub fn is_there(env: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return false;
    }
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Opens a link in the browser, without waiting for it.
///
/// # Errors
/// When no program could be started.
pub fn open(link: &str) -> std::io::Result<()> {
    open::that_detached(link)
}

#[cfg(test)]
mod tests {
    use super::is_there;

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn a_browser_needs_a_display_of_its_own() {
        let with = |set: &'static [&'static str]| {
            is_there(|name| set.contains(&name).then(|| "x".to_owned()))
        };
        assert!(with(&["DISPLAY"]));
        assert!(with(&["WAYLAND_DISPLAY"]));
        assert!(!with(&[]));
        assert!(!with(&["DISPLAY", "SSH_CONNECTION"]));
    }
}
