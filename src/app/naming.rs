//! Names of files and ids, made from titles.

/// A title as a file name: what is no letter or digit becomes a dash.
pub(super) fn plain(title: &str) -> String {
    let dashed: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "dossier".to_owned() } else { parts.join("-").to_lowercase() }
}

/// A name as an id that nothing has yet.
pub(super) fn free_id(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let plain = plain(name).to_uppercase();
    (1..)
        .map(|n| if n == 1 { plain.clone() } else { format!("{plain}-{n}") })
        .find(|id| !taken(id))
        .unwrap_or(plain.clone())
}
