//! Readers of others that panic on damaged files: the panic ends the reading alone, and nothing of it is printed.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

thread_local! {
    /// How many such readers run on this thread, one within another.
    static RUNNING: Cell<u32> = const { Cell::new(0) };
}

static HOOK: Once = Once::new();

/// What a reader gives; none where it panics. Nothing may be shared with what runs in here, so that nothing is left
/// half-done. Panics elsewhere are told as ever, those of other threads at the same time among them.
pub(super) fn careful<T>(read: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if RUNNING.get() == 0 {
                before(panic);
            }
        }));
    });
    RUNNING.set(RUNNING.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(read));
    RUNNING.set(RUNNING.get().saturating_sub(1));
    done.ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

    use std::process::Command;

    use super::*;

    #[test]
    #[ignore = "it is run by the next one, in a process of its own"]
    fn panics_within_and_elsewhere() {
        assert_eq!(careful(|| careful(|| -> u8 { panic!("one within") })), Some(None));
        assert_eq!(careful(|| -> u8 { panic!("another within") }), None);
        assert_eq!(careful(|| std::thread::spawn(|| panic!("on another thread")).join().is_err()), Some(true));
        assert!(catch_unwind(|| panic!("behind it")).is_err());
    }

    #[test]
    fn nothing_is_printed_of_a_panic_within_and_all_of_others() {
        let (_, room) = module_path!().split_once("::").unwrap();
        let name = format!("{room}::panics_within_and_elsewhere");
        let run = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", &name, "--include-ignored", "--nocapture"])
            .output()
            .unwrap();
        let told = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success() && told.contains("1 passed"), "{told}");
        assert!(
            !told.contains("within\n") && told.contains("on another thread") && told.contains("behind it"),
            "{told}"
        );
    }
}
