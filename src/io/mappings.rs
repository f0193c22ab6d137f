//! What the user has said of tables, kept in the folder of settings and found again by the header of the table.

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    Problem,
    disk::save_bytes,
    import::mapping::{Mapping, Mappings},
};

/// The version of the file.
const VERSION: u32 = 1;
/// The name of the file in the folder of settings.
const NAME: &str = "mappings.json";
/// The folder of settings itself, where somebody has said it.
const FOLDER: &str = "PLENARY_CONFIG";

#[derive(Serialize, Deserialize)]
struct File {
    plenary_mappings: u32,
    mappings: Mappings,
}

/// The folder in which settings are kept; none where the system names none.
#[must_use]
pub fn config_folder() -> Option<PathBuf> {
    folder(&|name| env::var_os(name).filter(|value| !value.is_empty()), env::consts::OS)
}

fn folder(variable: &dyn Fn(&str) -> Option<OsString>, system: &str) -> Option<PathBuf> {
    let path = |name: &str| variable(name).map(PathBuf::from);
    if let Some(said) = path(FOLDER) {
        return Some(said);
    }
    let base = match system {
        "windows" => path("APPDATA"),
        "macos" => path("HOME").map(|home| home.join("Library").join("Application Support")),
        _ => path("XDG_CONFIG_HOME").filter(|path| path.is_absolute()).or_else(|| Some(path("HOME")?.join(".config"))),
    };
    Some(base?.join("plenary"))
}

/// The mappings that are remembered in a folder of settings. A file that cannot be understood is set aside under another
/// name, and there is a problem to show; nothing in it is lost.
#[must_use]
pub fn load(folder: &Path) -> (Mappings, Option<Problem>) {
    load_from(&folder.join(NAME))
}

/// Remembers a mapping for its header.
///
/// # Errors
/// Why it could not be saved.
pub fn remember(folder: &Path, mapping: Mapping) -> Result<(), Problem> {
    change(&folder.join(NAME), |mappings| {
        mappings.insert(mapping.key(), mapping);
    })
}

/// Forgets what was said of tables with a header; whether anything was.
///
/// # Errors
/// Why it could not be saved.
pub fn forget(folder: &Path, key: &str) -> Result<bool, Problem> {
    let path = folder.join(NAME);
    if !load_from(&path).0.contains_key(key) {
        return Ok(false);
    }
    change(&path, |mappings| drop(mappings.remove(key))).map(|()| true)
}

/// The mappings that a file holds. A file that cannot be understood is set aside under another name, and there is a
/// problem to show; nothing in it is lost.
#[must_use]
fn load_from(path: &Path) -> (Mappings, Option<Problem>) {
    let name = path.display().to_string();
    let text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Mappings::new(), None),
        Err(error) => {
            let message = format!("What was said of tables cannot be read: {error}");
            let hint = "Check the right to read the file.";
            return (Mappings::new(), Some(Problem::new(message, hint).in_file(name)));
        }
    };
    match serde_json::from_slice::<File>(&text) {
        Ok(file) if file.plenary_mappings == VERSION => (file.mappings, None),
        Ok(file) => {
            let message = format!("What was said of tables is of version {}", file.plenary_mappings);
            (Mappings::new(), Some(set_aside(path, &message)))
        }
        Err(error) => {
            let message = format!("What was said of tables cannot be understood: {error}");
            (Mappings::new(), Some(set_aside(path, &message).at(error.line(), error.column())))
        }
    }
}

/// Moves a file to a free name beside its own.
fn set_aside(path: &Path, message: &str) -> Problem {
    const MOST: usize = 1000;
    let named = |count: usize| path.with_extension(format!("broken-{count}.json"));
    let free = (1..MOST).map(named).find(|name| !name.exists());
    let hint = match free.map(|name| fs::rename(path, &name).map(|()| name)) {
        Some(Ok(name)) => format!("It was set aside as {}.", name.display()),
        _ => "Move it away: it stays as it is, and nothing new can be remembered.".to_owned(),
    };
    Problem::new(message, hint).in_file(path.display().to_string())
}

fn change(path: &Path, change: impl FnOnce(&mut Mappings)) -> Result<(), Problem> {
    let (mut mappings, problem) = load_from(path);
    // What cannot be read and still stands there must not be written over.
    if let Some(problem) = problem.filter(|_| path.exists()) {
        return Err(problem);
    }
    change(&mut mappings);
    let unsaved = |error: &dyn std::fmt::Display| {
        let hint = "Check the right to write into the folder of settings.";
        Problem::new(format!("What was said of the table was not saved: {error}"), hint)
            .in_file(path.display().to_string())
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unsaved(&error))?;
    }
    let file = File { plenary_mappings: VERSION, mappings };
    let mut text = serde_json::to_vec_pretty(&file).map_err(|error| unsaved(&error))?;
    text.push(b'\n');
    save_bytes(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::import::mapping::{Answer, Meaning};

    fn put(path: &Path, mapping: &Mapping) {
        change(path, |mappings| {
            mappings.insert(mapping.key(), mapping.clone());
        })
        .expect("saved");
    }

    fn mapping(names: &[&str]) -> Mapping {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut mapping = Mapping::blank(&names);
        mapping.columns[0].meaning = Meaning::Answer(Answer::Yes);
        mapping.codes.insert("sim".to_owned(), Answer::Yes);
        mapping
    }

    #[test]
    fn what_is_remembered_is_there_again_until_it_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join(NAME);
        assert_eq!(load_from(&path), (Mappings::new(), None));
        let (first, second) = (mapping(&["Nome", "Voto"]), mapping(&["a", "b", "c"]));
        put(&path, &first);
        put(&path, &second);
        let (mappings, problem) = load_from(&path);
        assert_eq!((mappings.len(), problem), (2, None));
        assert_eq!(mappings.get(&mapping(&[" NOME", "voto", ""]).key()), Some(&first));
        let folder = path.parent().expect("a folder");
        assert_eq!((forget(folder, &first.key()), forget(folder, &first.key())), (Ok(true), Ok(false)));
        assert_eq!(load_from(&path).0.into_values().collect::<Vec<_>>(), [second]);
    }

    #[test]
    fn a_broken_file_is_set_aside_and_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        for (round, text) in
            ["{ \"plenary_mappings\": 1,", "{\"plenary_mappings\": 7, \"mappings\": {}}"].iter().enumerate()
        {
            let mut file = tempfile::NamedTempFile::new_in(folder.path()).expect("a file");
            io::Write::write_all(&mut file, text.as_bytes()).expect("written");
            file.persist(&path).expect("there");
            let (mappings, problem) = load_from(&path);
            assert!(mappings.is_empty());
            let words = problem.expect("a problem").to_string();
            assert!(words.contains("set aside"), "{words}");
            let aside = folder.path().join(format!("mappings.broken-{}.json", round + 1));
            assert_eq!(fs::read_to_string(aside).expect("there"), *text);
            put(&path, &mapping(&["x"]));
            assert_eq!(load_from(&path).0.len(), 1);
        }
    }

    #[test]
    fn the_folder_is_that_of_the_system() {
        let of = |system: &str, pairs: &[(&str, &str)]| {
            let variable =
                |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
            folder(&variable, system).map(|path| path.display().to_string().replace('\\', "/"))
        };
        assert_eq!(of("linux", &[("HOME", "/h")]).as_deref(), Some("/h/.config/plenary"));
        assert_eq!(of("linux", &[("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")]).as_deref(), Some("/x/plenary"));
        assert_eq!(of("macos", &[("HOME", "/h")]).as_deref(), Some("/h/Library/Application Support/plenary"));
        assert_eq!(of("windows", &[("APPDATA", "/a")]).as_deref(), Some("/a/plenary"));
        assert_eq!(of("linux", &[("HOME", "/h"), (FOLDER, "/mine")]).as_deref(), Some("/mine"));
        assert_eq!(of("linux", &[]), None);
    }
}
