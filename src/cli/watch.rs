//! Long readings on the command line: how far they are, on stderr, and Ctrl-C to call them off.

use std::{
    io::{IsTerminal, Write, stderr},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use super::Failure;
use crate::io::import::Watch;

/// Files smaller than this, in bytes, are read before anybody looks.
const QUICK: u64 = 64 << 20;

/// Steps of a line that is written anew, and of lines one below the other, in percent.
const STEPS: [u64; 2] = [1, 25];

/// Somebody waits at the terminal.
pub struct Waiting {
    stop: Arc<AtomicBool>,
    terminal: bool,
    /// Whether it writes by now.
    writing: AtomicBool,
    /// The next step to tell, in percent.
    next: AtomicU64,
}

impl Waiting {
    /// Begins to listen for Ctrl-C.
    pub fn new() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        // Where the signal cannot be had, Ctrl-C ends the program as it does any other.
        let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
        Self { stop, terminal: stderr().is_terminal(), writing: AtomicBool::new(false), next: AtomicU64::new(0) }
    }

    /// Says that something was called off, if it was.
    ///
    /// # Errors
    /// That it was called off.
    pub fn check(&self) -> Result<(), Failure> {
        if self.cancelled() { Err(Failure::Stopped) } else { Ok(()) }
    }

    /// Takes the line of progress away again; what comes next is writing.
    pub fn finish(&self) {
        if self.next.swap(0, Ordering::Relaxed) > 0 && self.terminal {
            let _ = write!(stderr().lock(), "\r\x1b[K");
        }
        self.writing.store(true, Ordering::Relaxed);
    }
}

impl Watch for Waiting {
    fn progress(&self, done: u64, total: u64) {
        let writing = self.writing.load(Ordering::Relaxed);
        // Reading counts bytes, and writing roll calls: of these a log need not tell.
        let quick = if writing { !self.terminal || total == 0 } else { total < QUICK };
        if quick {
            return;
        }
        let percent = done.min(total).saturating_mul(100) / total;
        let [fine, coarse] = STEPS;
        let step = if self.terminal { fine } else { coarse };
        let reached = percent / step * step;
        // Of several threads that reach a step one tells it.
        if reached == 0 || self.next.fetch_max(reached + step, Ordering::Relaxed) > reached {
            return;
        }
        let text = if writing {
            format!("{reached} % of {total} roll calls written")
        } else {
            format!("{reached} % of {} MB read", total / 1_000_000)
        };
        if self.terminal {
            let _ = write!(stderr().lock(), "\rplenary: {text}");
        } else {
            super::note(&text);
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
