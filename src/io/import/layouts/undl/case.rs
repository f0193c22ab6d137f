//! Names in capitals as they are written in a sentence.

/// Words that stay small within a name.
const SMALL: [&str; 10] = ["of", "the", "and", "de", "du", "la", "da", "do", "des", "del"];
/// Words that stay in capitals.
const CAPITALS: [&str; 5] = ["USSR", "SSR", "USA", "UK", "UAE"];

/// "BOLIVIA (PLURINATIONAL STATE OF)" as "Bolivia (Plurinational State of)". A name that has small letters already is
/// left as it is.
pub(in super::super) fn title_case(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_alphabetic() || matches!(letter, '\'' | '\u{2019}' | '`') {
            word.push(letter);
        } else {
            add(&mut out, &word);
            word.clear();
            out.push(letter);
        }
    }
    add(&mut out, &word);
    out
}

fn add(out: &mut String, word: &str) {
    if CAPITALS.contains(&word) {
        out.push_str(word);
        return;
    }
    // "İ" is two characters in small letters; a plain i is meant.
    let small = word.replace('İ', "I").to_lowercase();
    let first = out.is_empty();
    if SMALL.contains(&small.as_str()) && !first && !out.ends_with(['-', '(']) {
        out.push_str(&small);
        return;
    }
    match small.split_once(['\'', '\u{2019}', '`']) {
        // "d'Ivoire" within a name, "People's" in any place.
        Some((lead, rest)) if lead.chars().count() == 1 && !rest.is_empty() => {
            let mark: String = small.chars().skip(1).take(1).collect();
            out.push_str(&if first { capital(lead) } else { lead.to_owned() });
            out.push_str(&mark);
            out.push_str(&capital(rest));
        }
        _ => out.push_str(&capital(&small)),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_in_a_sentence() {
        for (capitals, name) in [
            ("BOLIVIA (PLURINATIONAL STATE OF)", "Bolivia (Plurinational State of)"),
            ("RUSSIAN FEDERATION", "Russian Federation"),
            ("CÔTE D'IVOIRE", "Côte d'Ivoire"),
            ("COTE D\u{2019}IVOIRE", "Cote d\u{2019}Ivoire"),
            ("LAO PEOPLE'S DEMOCRATIC REPUBLIC", "Lao People's Democratic Republic"),
            ("GUINEA-BISSAU", "Guinea-Bissau"),
            ("SAINT VINCENT AND THE GRENADINES", "Saint Vincent and the Grenadines"),
            ("THE FORMER YUGOSLAV REPUBLIC OF MACEDONIA", "The Former Yugoslav Republic of Macedonia"),
            ("TÜRKİYE", "Türkiye"),
            ("NETHERLANDS (KINGDOM OF THE)", "Netherlands (Kingdom of the)"),
            ("USSR", "USSR"),
            (" ANTIGUA  & BARBUDA ", "Antigua & Barbuda"),
            ("Viet Nam", "Viet Nam"),
            ("", ""),
        ] {
            assert_eq!(title_case(capitals), name);
        }
    }
}
