//! The real window under Xvfb: it starts, paints, and stays up. Skipped with a line where Xvfb is not installed,
//! unless PLENARY_REQUIRE_WINDOW is set.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
#![cfg(target_os = "linux")]

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Ends a process when the test does.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The colours on the screen, from the frame buffer that Xvfb keeps in a file (XWD, 32 bits a pixel).
fn colours(screen: &Path) -> BTreeSet<[u8; 3]> {
    let bytes = std::fs::read(screen).unwrap_or_default();
    let head =
        |n: usize| bytes.get(n * 4..n * 4 + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize);
    // Header size, then the colour map of 12 bytes an entry, then rows of pixels.
    let start = head(0) + head(19) * 12;
    bytes.get(start..).unwrap_or_default().chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect()
}

fn display() -> Option<(Guard, tempfile::TempDir, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    // A number that nobody else is likely to have.
    let number = 100 + std::process::id() % 20_000;
    let name = format!(":{number}");
    let server = Command::new("Xvfb")
        .args([&name, "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-fbdir"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let guard = Guard(server);
    let socket = format!("/tmp/.X11-unix/X{number}");
    for _ in 0..100 {
        if Path::new(&socket).exists() {
            sleep(Duration::from_millis(100));
            return Some((guard, folder, name));
        }
        sleep(Duration::from_millis(50));
    }
    None
}

#[test]
fn the_window_starts_and_paints() {
    let Some((_server, folder, name)) = display() else {
        assert!(std::env::var_os("PLENARY_REQUIRE_WINDOW").is_none(), "Xvfb is needed and does not start");
        println!("skipped: Xvfb is not installed");
        return;
    };
    let screen = folder.path().join("Xvfb_screen0");
    assert!(colours(&screen).len() <= 2, "the screen is blank at first");
    let begun = Instant::now();
    let program = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .env("DISPLAY", &name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut program = Guard(program);
    let mut painted = None;
    while begun.elapsed() < Duration::from_secs(30) && painted.is_none() {
        // Text, colours of votes and their soft edges make hundreds of colours.
        if colours(&screen).len() > 200 {
            painted = Some(begun.elapsed());
        }
        sleep(Duration::from_millis(5));
    }
    let painted = painted.expect("the window paints within 30 s");
    println!("first painted frame after {:.2} s (frame buffer read every 5 ms and more)", painted.as_secs_f64());
    let seen = colours(&screen);
    // Blue, green, red as Xvfb stores them: Yes, No and Abstain are on the first screen.
    for colour in [[0x73, 0x9E, 0x00], [0x00, 0x5E, 0xD5], [0x49, 0xB9, 0xE9]] {
        assert!(seen.contains(&colour), "{colour:02x?} is not on the screen");
    }
    sleep(Duration::from_millis(1500));
    assert!(program.0.try_wait().expect("its state").is_none(), "the window stays up");
}
