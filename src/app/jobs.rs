//! Work that would hold up the window: named threads with a title, cancel, and a result that comes back as a command.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use super::command::{Command, FileCommand};
use crate::app::session::Notice;

/// What a job gives back when it is done; none where it was cancelled.
pub type Done = Option<Command>;

/// What a job and the window share: how far it is, and whether it is to stop.
#[derive(Debug, Default)]
pub struct Ticket {
    /// Set where the job is to stop.
    pub cancel: AtomicBool,
    /// How much is done.
    pub done: AtomicU64,
    /// How much there is to do; nothing where that is not known.
    pub total: AtomicU64,
}

impl Ticket {
    /// Whether the job is to stop.
    #[must_use]
    pub fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// Says how far the job is.
    pub fn progress(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// "34 %"; nothing where it is not known how much there is to do.
    fn words(&self) -> Option<String> {
        let total = self.total.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        (total > 0).then(|| format!("{} %", u128::from(done) * 100 / u128::from(total)))
    }
}

/// A job that is under way.
#[derive(Debug)]
struct Running {
    number: u64,
    title: String,
    ticket: Arc<Ticket>,
}

/// The jobs that are under way.
#[derive(Debug)]
pub struct Jobs {
    running: Vec<Running>,
    next: u64,
    sender: Sender<(u64, Done)>,
    receiver: Receiver<(u64, Done)>,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { running: Vec::new(), next: 0, sender, receiver }
    }
}

impl Jobs {
    /// Starts a job on a thread of its own. `wake` is called when it is done; a panic in it becomes a message.
    pub fn start(
        &mut self,
        title: &str,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&Ticket) -> Done + Send + 'static,
    ) {
        let number = self.next;
        self.next += 1;
        let ticket = Arc::new(Ticket::default());
        let (flag, sender, name) = (Arc::clone(&ticket), self.sender.clone(), title.to_owned());
        let body = move || {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&flag)));
            let done = done.unwrap_or_else(|_| Some(failed(&format!("{name} failed"))));
            // The window may be gone by now; then nobody waits for the result.
            let _ = sender.send((number, done));
            wake();
        };
        match thread::Builder::new().name(title.to_owned()).spawn(body) {
            Ok(_) => self.running.push(Running { number, title: title.to_owned(), ticket }),
            Err(error) => {
                let _ = self.sender.send((number, Some(failed(&format!("{title}: {error}")))));
            }
        }
    }

    /// The commands of the jobs that are done. What was cancelled gives none.
    pub fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Ok((number, done)) = self.receiver.try_recv() {
            let cancelled = self.running.iter().any(|job| job.number == number && job.ticket.cancelled());
            self.running.retain(|job| job.number != number);
            commands.extend(done.filter(|_| !cancelled));
        }
        commands
    }

    /// The titles of the jobs under way, with how far they are where that is known.
    pub fn titles(&self) -> impl Iterator<Item = String> {
        self.running.iter().map(|job| match job.ticket.words() {
            Some(words) => format!("{} {words}", job.title),
            None => job.title.clone(),
        })
    }

    /// Asks the jobs with this title to stop, since something newer takes their place.
    pub fn cancel(&mut self, title: &str) {
        self.running.iter().filter(|job| job.title == title).for_each(|job| {
            job.ticket.cancel.store(true, Ordering::Relaxed);
        });
    }

    /// Asks every job to stop.
    pub fn cancel_all(&mut self) {
        self.running.iter().for_each(|job| job.ticket.cancel.store(true, Ordering::Relaxed));
    }
}

/// A command that shows an error.
#[must_use]
pub fn failed(text: &str) -> Command {
    Command::File(FileCommand::Tell(Notice { text: text.to_owned(), error: true }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(jobs: &mut Jobs) -> Vec<Command> {
        for _ in 0..500 {
            let commands = jobs.finished();
            if !commands.is_empty() || jobs.titles().count() == 0 {
                return commands;
            }
            thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the job never ended");
    }

    #[test]
    fn a_job_gives_its_command_back() {
        let mut jobs = Jobs::default();
        jobs.start("Work", || {}, |_| Some(Command::File(FileCommand::Save)));
        assert!(matches!(wait(&mut jobs).as_slice(), [Command::File(FileCommand::Save)]));
        assert_eq!(jobs.titles().count(), 0);
    }

    #[test]
    fn a_job_says_how_far_it_is() {
        let mut jobs = Jobs::default();
        jobs.start(
            "Work",
            || {},
            |ticket| {
                ticket.progress(34, 100);
                while !ticket.cancelled() {
                    thread::yield_now();
                }
                None
            },
        );
        while jobs.titles().any(|title| title == "Work") {
            thread::yield_now();
        }
        assert_eq!(jobs.titles().collect::<Vec<_>>(), ["Work 34 %"]);
        jobs.cancel("Work");
        assert!(wait(&mut jobs).is_empty());
    }

    #[test]
    fn a_panic_becomes_a_message() {
        let mut jobs = Jobs::default();
        jobs.start("Work", || {}, |_| panic!("on purpose"));
        let commands = wait(&mut jobs);
        assert!(matches!(commands.as_slice(), [Command::File(FileCommand::Tell(notice))] if notice.error));
    }

    #[test]
    fn a_cancelled_job_gives_nothing() {
        let mut jobs = Jobs::default();
        jobs.start(
            "Work",
            || {},
            |cancel| {
                while !cancel.cancelled() {
                    thread::yield_now();
                }
                Some(Command::File(FileCommand::Save))
            },
        );
        jobs.cancel_all();
        assert!(wait(&mut jobs).is_empty());
    }
}
