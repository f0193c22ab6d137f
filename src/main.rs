//! The program: headless commands, or the window.

use std::process::ExitCode;

use plenary::cli::{self, Called};

fn main() -> ExitCode {
    match cli::call(std::env::args_os()) {
        Called::Done(code) => code,
        Called::Window(files) => window(files),
    }
}

/// Opens the window; without a display says what can be done instead.
#[cfg(feature = "gui")]
fn window(files: Vec<std::path::PathBuf>) -> ExitCode {
    match plenary::ui::run(files) {
        Ok(()) => ExitCode::SUCCESS,
        // What the window system says names files of the machine where this was built: it helps nobody.
        Err(_) => {
            cli::note(
                "no window can be opened here, since no display answers; without one there are the commands demo, \
                 check, tally, import, history and export (see plenary --help).",
            );
            ExitCode::FAILURE
        }
    }
}

/// Built without a window.
#[cfg(not(feature = "gui"))]
fn window(_files: Vec<std::path::PathBuf>) -> ExitCode {
    cli::note("this build has no window; the headless commands are listed by plenary --help.");
    ExitCode::FAILURE
}
