//! Finding a member by what a person types: code, name or another name, without regard to case and accents.

use super::Member;

/// Text as it is compared: lower case, without accents, punctuation as single spaces ("Côte d’Ivoire" becomes
/// "cote d ivoire", "Bosnia & Herzegovina" becomes "bosnia and herzegovina").
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_any(text) }
}

/// The same for plain letters, which most texts are made of.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 1);
    for byte in text.bytes() {
        // A space is never the first letter, and never follows another.
        let spaced = folded.is_empty() || folded.ends_with(' ');
        if byte.is_ascii_alphanumeric() {
            folded.push(char::from(byte.to_ascii_lowercase()));
        } else if byte == b'&' {
            folded.push_str(if spaced { "and " } else { " and " });
        } else if !spaced {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The same for any text.
fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        // Accents that stand as characters of their own.
        if ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        if c == '&' {
            folded.push_str(" and ");
        } else if let Some(plain) = plain(c) {
            folded.push_str(plain);
        } else {
            folded.push(if c.is_alphanumeric() { c } else { ' ' });
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// The plain letters of an accented small letter of the Latin script.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ằ' => {
            "a"
        }
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ế' | 'ề' | 'ệ' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => "g",
        'ĥ' | 'ħ' | 'ḥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ' | 'ố' | 'ồ' | 'ộ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// The members that fit what was typed, best first: its exact code, another exact name, the beginning of a code, of
/// a name, of another name, of a word, and last anywhere. Equals stay in the given order; nothing typed fits all.
pub fn find<'a>(members: impl IntoIterator<Item = &'a Member>, typed: &str) -> Vec<&'a Member> {
    let typed = fold(typed);
    let mut found: Vec<(u8, &Member)> =
        members.into_iter().filter_map(|member| Some((rank(member, &typed)?, member))).collect();
    // A stable sort: equals stay in order.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, member)| member).collect()
}

fn rank(member: &Member, typed: &str) -> Option<u8> {
    let code = fold(member.id.as_str());
    let name = fold(&member.name);
    let aliases: Vec<String> = member.aliases.iter().map(|alias| fold(alias)).collect();
    let any = |test: &dyn Fn(&str) -> bool| test(&name) || aliases.iter().any(|alias| test(alias));
    if code == typed {
        Some(0)
    } else if any(&|text| text == typed) {
        Some(1)
    } else if code.starts_with(typed) {
        Some(2)
    } else if name.starts_with(typed) {
        Some(3)
    } else if aliases.iter().any(|alias| alias.starts_with(typed)) {
        Some(4)
    } else if any(&|text| text.contains(&format!(" {typed}"))) {
        Some(5)
    } else {
        any(&|text| text.contains(typed)).then_some(6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members() -> Vec<Member> {
        let all = [
            ("CIV", "Côte d’Ivoire", "Ivory Coast"),
            ("GBR", "United Kingdom", "UK"),
            ("TUR", "Türkiye", "Turkey"),
            ("UKR", "Ukraine", "UA"),
            ("USA", "United States", "US"),
            ("ZZZ", "Øre–Łódź & Straße", "RUKH"),
        ];
        all.into_iter()
            .map(|(id, name, alias)| Member { aliases: vec![alias.to_owned()], ..Member::new(id, name) })
            .collect()
    }

    fn codes(typed: &str) -> Vec<String> {
        find(&members(), typed).iter().map(|member| member.id.to_string()).collect()
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(codes("cote"), ["CIV"]);
        assert_eq!(codes("COTE D'IVOIRE"), ["CIV"]);
        assert_eq!(codes("Co\u{302}te d\u{2019}"), ["CIV"]);
        assert_eq!(codes("turkiye"), ["TUR"]);
        assert_eq!(codes("TÜRKİYE"), ["TUR"]);
        assert_eq!(codes("lodz and strasse"), ["ZZZ"]);
    }

    #[test]
    fn plain_letters_fold_as_any_do() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            while !state.is_multiple_of(13) && text.len() < 20 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let pick = (state >> 33) % 6;
                text.push(match pick {
                    0 => '&',
                    1 => ' ',
                    2 => '/',
                    _ => char::from((state >> 40) as u8 % 128),
                });
            }
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            assert_eq!(fold_ascii(&text), fold_any(&text), "{text:?}");
        }
    }

    #[test]
    fn the_best_comes_first() {
        assert_eq!(codes("uk"), ["GBR", "UKR", "ZZZ"], "exact other name, code, anywhere");
        assert_eq!(codes("us"), ["USA"]);
        assert_eq!(
            codes("u"),
            ["UKR", "USA", "GBR", "CIV", "TUR", "ZZZ"].into_iter().filter(|c| *c != "CIV").collect::<Vec<_>>()
        );
        assert_eq!(codes("coast"), ["CIV"]);
        assert_eq!(codes("gbr"), ["GBR"]);
        assert_eq!(codes("").len(), 6);
        assert!(codes("atlantis").is_empty());
    }
}
