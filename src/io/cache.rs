//! What was read from files of votes, kept so that it opens at once the next time, and read anew where the files have
//! changed. A cache that cannot be read or written is no cache, and never an error.

use std::{
    env,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};

use super::{
    Problem, disk,
    import::{Findings, Imported, Input, Options, Summary, Watch, import},
};
use crate::archive::{Archive, Planes};

/// What a file of the cache begins with. Another number is another way of writing it.
const MARK: &[u8; 8] = b"plenary1";
/// The ending of the files of the cache.
const ENDING: &str = "votes";
/// How many bytes the cache may hold; beyond them the oldest files go.
const MOST: u64 = 1 << 30;

/// The folder where a cache belongs on this system: `$PLENARY_CACHE`, else `plenary` in the user's own folder of caches.
/// None where there is no such folder.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(own) = set("PLENARY_CACHE") {
        return Some(own);
    }
    let caches = if cfg!(target_os = "windows") {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        // A relative path is to be ignored there.
        set("XDG_CACHE_HOME").filter(|path| path.is_absolute()).or_else(|| set("HOME").map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("plenary"))
}

/// Reads files as [`import`] does, or takes what was read of them before from a cache folder; and says which. Files in
/// memory are not kept.
///
/// # Errors
/// As [`import`].
pub fn import_cached(
    inputs: &[Input],
    options: &Options,
    watch: &dyn Watch,
    folder: &Path,
) -> Result<(Imported, bool), Problem> {
    let Some(key) = key(inputs, options) else { return Ok((import(inputs, options, watch)?, false)) };
    let path = folder.join(format!("{:016x}.{ENDING}", fnv(key.as_bytes(), FNV)));
    let stamp = stamp(&key, inputs).ok();
    if let Some(found) = stamp.as_deref().and_then(|stamp| load(&path, stamp)) {
        return Ok((found, true));
    }
    let imported = import(inputs, options, watch)?;
    // What changed while it was read is not what was stamped.
    if let Some(before) = stamp.filter(|before| self::stamp(&key, inputs).is_ok_and(|now| now == *before)) {
        store(&path, &before, &imported);
        trim(folder, &path, MOST);
    }
    Ok((imported, false))
}

/// Which files are read, and how. None where one of them is not on the disk.
fn key(inputs: &[Input], options: &Options) -> Option<String> {
    let mut key = format!("{} {options:?}\n", env!("CARGO_PKG_VERSION"));
    for input in inputs {
        let path = std::path::absolute(input.path()?).ok()?;
        key.push_str(&path.display().to_string());
        key.push('\n');
    }
    Some(key)
}

/// What the files and this program look like: where it changes, files are read anew.
fn stamp(key: &str, inputs: &[Input]) -> io::Result<String> {
    let mut stamp = key.to_owned();
    // A program that was built anew may read more of the same files.
    if let Ok(own) = env::current_exe().and_then(fs::metadata) {
        stamp.push_str(&looks(&own));
    }
    for path in inputs.iter().filter_map(Input::path) {
        let mut file = File::open(path)?;
        let found = file.metadata()?;
        let hash = sample(&mut file, found.len())?;
        stamp = format!("{stamp}{}{hash:016x}\n", looks(&found));
    }
    Ok(stamp)
}

/// Length and time of change.
fn looks(found: &fs::Metadata) -> String {
    let changed = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {} ", found.len(), changed.map_or(0, |since| since.as_nanos()))
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash of the beginning, the end and some blocks between. A small file is taken whole.
fn sample(file: &mut File, length: u64) -> io::Result<u64> {
    const END: u64 = 64 * 1024;
    const BLOCK: u64 = 4 * 1024;
    const BLOCKS: u64 = 16;
    let whole = length <= 2 * END + BLOCK * BLOCKS;
    let mut places = vec![(0, if whole { length } else { END })];
    if !whole {
        let step = (length - 2 * END) / BLOCKS;
        places.extend((0..BLOCKS).map(|number| (END + number * step, BLOCK)));
        places.push((length - END, END));
    }
    let mut hash = FNV;
    let mut bytes = Vec::new();
    for (place, count) in places {
        file.seek(SeekFrom::Start(place))?;
        bytes.clear();
        file.take(count).read_to_end(&mut bytes)?;
        hash = fnv(&bytes, hash);
    }
    Ok(hash)
}

/// What a file of the cache holds besides the votes.
#[derive(Serialize)]
struct Kept<'a> {
    stamp: &'a str,
    summary: &'a Summary,
    findings: &'a Findings,
    archive: &'a Archive,
}

/// The same when it is read.
#[derive(Deserialize)]
struct Found {
    stamp: String,
    summary: Summary,
    findings: Findings,
    archive: Archive,
}

/// A sum over the bytes by which damage is known, eight at a time.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let hash = words.iter().fold(FNV, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    mix(fnv(rest, hash), bytes.len() as u64)
}

/// Writes the file: its mark, the sum of what follows, the length of the words, the words, the votes.
fn store(path: &Path, stamp: &str, imported: &Imported) {
    let kept = Kept { stamp, summary: &imported.summary, findings: &imported.findings, archive: &imported.archive };
    let Ok(words) = serde_json::to_vec(&kept) else { return };
    let votes = imported.archive.planes.to_bytes();
    let mut body = (words.len() as u64).to_le_bytes().to_vec();
    body.extend_from_slice(&words);
    body.extend_from_slice(&votes);
    let bytes = [MARK.as_slice(), &checksum(&body).to_le_bytes(), &body].concat();
    if path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) {
        // A full or a read-only disk has no cache.
        let _ = disk::save_bytes(path, &bytes);
    }
}

/// Reads the file where it is whole and of these sources.
fn load(path: &Path, stamp: &str) -> Option<Imported> {
    let bytes = fs::read(path).ok()?;
    let body = bytes.strip_prefix(MARK)?;
    let (sum, body) = body.split_first_chunk()?;
    if u64::from_le_bytes(*sum) != checksum(body) {
        return None;
    }
    let (length, rest) = body.split_first_chunk()?;
    let (words, votes) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let found: Found = serde_json::from_slice(words).ok()?;
    let mut archive = found.archive;
    archive.planes = Planes::from_bytes(votes)?;
    let fits = archive.planes.len() == archive.roll_calls.len()
        && (archive.planes.is_empty() || archive.planes.words() == archive.voters.len().div_ceil(64));
    (found.stamp == stamp && fits).then_some(Imported { archive, findings: found.findings, summary: found.summary })
}

/// Takes out the oldest files until the cache is no larger than it may be. The one that was just written stays.
fn trim(folder: &Path, newest: &Path, most: u64) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(u128, PathBuf, u64)> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|path| {
            let found = fs::metadata(&path).ok()?;
            let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            Some((changed.as_nanos(), path, found.len()))
        })
        .collect();
    files.sort();
    let mut held: u64 = files.iter().map(|(.., length)| length).sum();
    for (_, path, length) in files {
        if held <= most {
            return;
        }
        if path != newest && fs::remove_file(&path).is_ok() {
            held -= length;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]
    #![allow(clippy::disallowed_methods, reason = "a test writes small files of its own")]

    use super::*;
    use crate::io::import::{Encoding, Silent};

    const ROWS: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes\n\
                        1,FRA,FRANCE,Y,2001-02-03,55,A/RES/1,Peace,2.0\n1,MLI,MALI,A,2001-02-03,55,A/RES/1,Peace,2.0\n\
                        1,TCD,CHAD,?,2001-02-03,55,A/RES/1,Peace,2.0\n";

    fn again(inputs: &[Input], folder: &Path) -> (Imported, bool) {
        import_cached(inputs, &Options::default(), &Silent, folder).expect("a known layout")
    }

    #[test]
    fn the_second_opening_is_from_the_cache_until_a_source_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path().join("a").join("cache");
        let source = folder.path().join("votes.csv");
        fs::write(&source, ROWS).expect("a file");
        let inputs = [Input::file(&source)];
        let (first, cached) = again(&inputs, &cache);
        assert!(!cached);
        assert_eq!((first.summary.votes, first.summary.left_out), (2, 1));
        let (second, cached) = again(&inputs, &cache);
        assert!(cached);
        assert_eq!(second, first);
        // Other options are another entry.
        let other = Options { encoding: Some(Encoding::Windows1252), ..Options::default() };
        assert!(!import_cached(&inputs, &other, &Silent, &cache).expect("a known layout").1);
        // The same length, another vote.
        fs::write(&source, ROWS.replace("MALI,A", "MALI,N")).expect("a file");
        let (third, cached) = again(&inputs, &cache);
        assert!(!cached);
        assert_ne!(third.archive.planes, first.archive.planes);
        assert!(again(&inputs, &cache).1);
        fs::remove_file(&source).expect("it is there");
        assert!(import_cached(&inputs, &Options::default(), &Silent, &cache).is_err());
    }

    #[test]
    fn what_is_damaged_or_foreign_is_read_anew_and_written_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let source = folder.path().join("votes.csv");
        fs::write(&source, ROWS).expect("a file");
        let inputs = [Input::file(&source)];
        let (expected, _) = again(&inputs, folder.path());
        let kept = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .find(|path| path.extension().is_some_and(|ending| ending == ENDING))
            .expect("a file of the cache");
        let bytes = fs::read(&kept).expect("it is there");
        let mut others: Vec<Vec<u8>> = (0..bytes.len()).step_by(7).map(|length| bytes[..length].to_vec()).collect();
        others.extend((0..bytes.len()).step_by(5).map(|place| {
            let mut other = bytes.clone();
            other[place] ^= 0x20;
            other
        }));
        others.push(b"plenary".repeat(9));
        for other in others {
            fs::write(&kept, &other).expect("it can be written");
            let (found, cached) = again(&inputs, folder.path());
            assert!(!cached);
            assert_eq!(found, expected);
            assert_eq!(fs::read(&kept).expect("it is there").len(), bytes.len());
        }
        assert!(again(&inputs, folder.path()).1);
    }

    #[test]
    fn memory_is_not_kept_and_a_folder_that_cannot_be_is_no_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let memory = [Input::memory("votes.csv", ROWS.as_bytes())];
        assert!(!again(&memory, folder.path()).1);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
        let source = folder.path().join("votes.csv");
        fs::write(&source, ROWS).expect("a file");
        let inputs = [Input::file(&source)];
        // A file stands where the folder would be.
        assert!(!again(&inputs, &source.join("cache")).1);
        assert_eq!(again(&inputs, &source.join("cache")).0.summary.votes, 2);
    }

    #[test]
    fn the_oldest_files_go_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for (number, name) in ["c.votes", "a.votes", "b.votes", "other.txt"].into_iter().enumerate() {
            fs::write(path(name), [0; 100]).expect("a file");
            let time = UNIX_EPOCH + std::time::Duration::from_secs(1_000 + number as u64);
            File::options().write(true).open(path(name)).and_then(|file| file.set_modified(time)).expect("a time");
        }
        trim(folder.path(), &path("c.votes"), 200);
        assert_eq!([path("c.votes"), path("a.votes"), path("b.votes")].map(|path| path.exists()), [true, false, true]);
        trim(folder.path(), &path("c.votes"), 0);
        assert!(path("c.votes").exists() && !path("b.votes").exists() && path("other.txt").exists());
    }

    #[test]
    fn a_large_file_is_sampled_at_both_ends_and_between() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large");
        let hash = |bytes: &[u8]| {
            fs::write(&path, bytes).expect("a file");
            sample(&mut File::open(&path).expect("it is there"), bytes.len() as u64).expect("it can be read")
        };
        let mut bytes = vec![7; 1_000_000];
        let before = hash(&bytes);
        assert_eq!(hash(&bytes), before);
        for place in [0, 65_000, 65_536, 999_999, 940_000] {
            bytes[place] = 8;
            assert_ne!(hash(&bytes), before, "{place}");
            bytes[place] = 7;
        }
        assert_ne!(hash(&bytes[1..]), hash(b""));
    }
}
