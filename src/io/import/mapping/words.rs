//! Words of headings and of votes in English, French, German, Spanish and Portuguese.

use super::form::{Answer, Meaning, code};
use crate::{
    archive::Entry,
    model::{Outcome, TextKind, Vote, fold},
};

/// What a heading means by its words; longer ones are asked first, since "vote id" is no vote.
const HEADINGS: [(Meaning, &str); 27] = [
    (
        Meaning::RollCall,
        "roll call|rollcall|roll call id|roll call number|rollcall id|rollnumber|rcid|vote id|voteid|\
         vote number|vote no|division|division number|ballot|ballot id|scrutin|numero scrutin|\
         numero du scrutin|id scrutin|abstimmung|abstimmung id|abstimmungsnummer|abstimmnr|abstimmungs nr|abstimmungsnr|abstimmungs id|votacion|\
         id votacion|numero votacion|votacao|id votacao|idvotacao|rid|poll id|poll|item id|undl id|\
         record id|vid|votacao id|numvot|codvotacao",
    ),
    (
        Meaning::Member,
        "member|member code|member id|memberid|country code|ccode|iso|iso3|iso3c|iso code|iso2|code|\
         ms code|state code|icpsr|mp id|mepid|mep id|person id|deputy id|id depute|id deputado|ideputado|\
         iddeputado|ide cadastro|id cadastro|matricula|abgnr|mandate id|legislator id|id diputado|code pays|codigo pais|landercode|\
         mitglied|mitglied id|legislator",
    ),
    (
        Meaning::Name,
        "name|member name|country|country name|countryname|ms name|state|nation|delegation|full name|\
         last name|first name|surname|mp|mep|representative|senator|deputy|nom|prenom|pays|etat|depute|\
         vorname|nachname|land|staat|abgeordneter|bezeichnung|nombre|apellido|apellidos|pais|diputado|nome|\
         deputado|parlamentar|senador|member state|voter",
    ),
    (
        Meaning::Group,
        "group|party|party name|bloc|faction|groupe|parti|groupe politique|fraktion|fraktion gruppe|partei|\
         grupo|partido|bancada|epg|political group|caucus|party code|regional group",
    ),
    (
        Meaning::Vote,
        "vote|ms vote|votes|vote cast|votecast|cast code|choice|position|decision|ballot cast|stimme|\
         stimmverhalten|votum|voto|vote du depute|sens du vote|sentido del voto|orientacao|answer",
    ),
    (
        Meaning::Date,
        "date|vote date|day|date of vote|datum|tag|jour|date du vote|fecha|dia|data|data votacao|\
         wann|when|quand|cuando|date scrutin|adoption date|timestamp|sitzungsdatum",
    ),
    (
        Meaning::Session,
        "session|session number|sitzungsperiode|legislature|legislatura|term|congress|sesion|sessao|\
         wahlperiode|periode",
    ),
    (
        Meaning::Symbol,
        "resolution|unres|symbol|res|resolution number|resolution symbol|resolucion|resolucao|document|\
         texte|cote",
    ),
    (
        Meaning::Draft,
        "draft|draft symbol|draft resolution|bill|bill number|projet|entwurf|drucksache|proyecto|projeto|\
         proposicao|proposal",
    ),
    (Meaning::Meeting, "meeting|meeting record|sitting|seance|sitzung|sitzungnr|reunion|reuniao"),
    (
        Meaning::Title,
        "title|titre|titel|titulo|short title|short|subject|agenda|agenda title|objet|asunto|assunto|\
         betreff|thema|gegenstand|question|vote title|display title",
    ),
    (
        Meaning::Description,
        "description|descr|desc|long title|text|summary|details|beschreibung|descripcion|descricao|ementa|\
         vote desc|dtl desc|amendment subject",
    ),
    (Meaning::Issue, "issue|issues|subjects|topic|topics|policy area|theme|tema|area"),
    (Meaning::Kind, "kind|type|text type|art|tipo|nature"),
    (Meaning::Amendment, "amend|amendment|is amendment|amendement|anderungsantrag|enmienda|emenda"),
    (Meaning::Part, "para|paragraph|is paragraph|paragraphe|part|separate vote"),
    (Meaning::KeyVote, "importantvote|important|key vote|keyvote|important vote"),
    (
        Meaning::Total(Answer::Yes),
        "total yes|yes total|yes votes|yea count|yes count|yeas|ayes|votes for|for count|count for|\
         pour total|total pour|ja gesamt|ja stimmen|jastimmen|total si|total sim|published yes|favor total",
    ),
    (
        Meaning::Total(Answer::No),
        "total no|no total|no votes|nay count|no count|nays|noes|votes against|against count|count against|\
         total contre|nein stimmen|neinstimmen|total nao|published no",
    ),
    (
        Meaning::Total(Answer::Abstain),
        "total abstain|total abstentions|abstentions total|abstain count|abstention count|count abstention|\
         abstentions|enthaltungen|abstenciones|abstencoes|total abstencoes|published abstain",
    ),
    (
        Meaning::Total(Answer::Absent),
        "total absent|total non voting|non voting total|absent count|count did not vote|not voting count|\
         published absent|ausencias",
    ),
    (Meaning::Outcome, "outcome|result|vote result|ergebnis|resultat|resultado|adopted|passed|sort"),
    (Meaning::Body, "body|council|committee|chamber|organe|organ|gremium|organo|orgao"),
    (Meaning::Note, "note|notes|remark|bemerkung|remarque|comment|link|url|observacao"),
    // Headings that say little, and are asked last.
    (Meaning::RollCall, "id|number|no|nr|num|numero|n|nummer|key"),
    (Meaning::Member, "cod|codigo|kurzel|kuerzel|abbreviation"),
    (Meaning::Description, "notes on vote|procedure title|reference"),
];

/// What a heading means by its words, and how much it says: the smaller the number, the more.
pub(super) fn heading(text: &str) -> Option<(usize, Meaning)> {
    let find = |words: &str| {
        let mut groups = HEADINGS.iter().enumerate();
        groups
            .find(|(_, (_, known))| known.split('|').any(|known| same(known, words)))
            .map(|(rank, (meaning, _))| (rank, *meaning))
    };
    let whole = spaced(text);
    // "Land / Pays", "Vote (2019)": by its first part.
    find(&whole).or_else(|| find(&spaced(text.split(['/', '(', '[', ':']).next()?)))
}

/// Whether two headings are the same but for the spaces in them: "codVotacao" and "codvotacao".
fn same(a: &str, b: &str) -> bool {
    a.chars().filter(|c| *c != ' ').eq(b.chars().filter(|c| *c != ' '))
}

/// Whether a heading of this rank says little.
pub(super) fn says_little(rank: usize) -> bool {
    rank + 3 >= HEADINGS.len()
}

/// A heading in small letters without accents, with spaces where its words begin: "rollCallId" is "roll call id".
fn spaced(text: &str) -> String {
    let mut apart = String::new();
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            apart.push(' ');
        }
        small = c.is_lowercase();
        apart.push(c);
    }
    fold(&apart)
}

const ANSWERS: [(Answer, &str); 6] = [
    (
        Answer::Yes,
        "y|yes|yea|yeas|aye|ayes|for|in favour|in favor|favour|favor|agree|approve|pour|oui|ja|dafur|si|\
         a favor|sim|favoravel|afirmativo|pro|content",
    ),
    (
        Answer::No,
        "n|no|nay|nays|noe|noes|against|opposed|disagree|contre|non|nein|dagegen|en contra|contra|nao|\
         negativo|contrario|not content",
    ),
    (
        Answer::Abstain,
        "a|abstain|abstained|abstention|abstaining|abstentions|abst|abs|abstient|s abstient|enthaltung|enthalten|enthalt sich|\
         abstencion|abstuvo|abstencao|absteve se|present",
    ),
    (
        Answer::Absent,
        "x|absent|absence|not voting|non voting|nonvoting|did not vote|no vote|no show|nv|excused|\
         non votant|absente|abwesend|nicht abgegeben|nichtabgegeben|nicht abgegebene stimmen|\
         nicht beteiligt|ausente|no vota|no voto|nao votou|art 17|paired|ungultig|ungultige|not present|\
         obstrucao|obstruction",
    ),
    (
        Answer::NotMember,
        "not a member|not member|non member|nonmember|no member|kein mitglied|non membre|no miembro|\
         nao membro|not in body",
    ),
    (Answer::Missing, "|na|n a|nan|null|none|missing|unknown|?|..|#n/a"),
];

/// What the word of a vote, as [`super::form::code`] gives it, says in one of these languages.
pub(super) fn answer(code: &str) -> Option<Answer> {
    ANSWERS.iter().find(|(_, words)| words.split('|').any(|word| word == code)).map(|(answer, _)| *answer)
}

/// The vote that a word or letter of one of these languages stands for: "ja", "oui", "abstención".
#[must_use]
pub fn vote_word(text: &str) -> Option<Vote> {
    match answer(&code(text))?.entry() {
        Entry::Cast(vote) => Some(vote),
        _ => None,
    }
}

/// What a cell of votes says in one of these languages.
pub(in crate::io::import) fn answer_of(cell: &str) -> Option<Answer> {
    answer(&super::form::code(cell))
}

/// Whether a cell says that something is so, or is not so; none where it says neither.
pub(super) fn truth(text: &str) -> Option<bool> {
    match super::form::code(text).as_str() {
        "1" | "true" | "yes" | "y" | "x" | "ja" | "oui" | "vrai" | "wahr" | "si" | "sim" | "t" => Some(true),
        "0" | "false" | "no" | "n" | "nein" | "non" | "faux" | "falsch" | "nao" | "f" => Some(false),
        _ => None,
    }
}

/// Words for what became of a text.
const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Vetoed, "vetoed|veto"),
    (
        Outcome::Rejected,
        "rejected|failed|defeated|negatived|lost|rejete|rejetee|abgelehnt|rechazado|rechazada|rejeitado|rejeitada",
    ),
    (
        Outcome::Adopted,
        "adopted|passed|agreed|approved|carried|accepted|confirmed|adopte|adoptee|angenommen|aprobado|aprobada|\
         aprovado|aprovada",
    ),
];
/// Words that turn the next one round, and those that may stand between: "n'a pas été adopté".
const NOT: &str = "not|non|no|nicht|pas|nao";
const BEEN: &str = "been|ete|ha|sido|fue|foi|wurde";

/// What a recorded result says. The first word for an outcome decides, since numbers of votes and remarks follow it;
/// "1" and "no" alone say it where they are the whole cell.
pub(super) fn outcome(text: &str) -> Option<Outcome> {
    if let Some(so) = truth(text) {
        return Some(if so { Outcome::Adopted } else { Outcome::Rejected });
    }
    let folded = fold(text);
    let mut denied = false;
    let mut found = folded.split(' ').filter_map(|word| {
        let is = |words: &str| words.split('|').any(|known| known == word);
        let outcome = OUTCOMES.iter().find(|(_, words)| is(words)).map(|(outcome, _)| *outcome);
        let was_denied = denied;
        denied = is(NOT) || (denied && is(BEEN));
        match outcome? {
            Outcome::Adopted if was_denied => Some(Outcome::Rejected),
            // That there was no veto, or that it was not rejected, tells of no outcome.
            _ if was_denied => None,
            outcome => Some(outcome),
        }
    });
    let first = found.next()?;
    let vetoed = first == Outcome::Rejected && found.any(|outcome| outcome == Outcome::Vetoed);
    Some(if vetoed { Outcome::Vetoed } else { first })
}

/// What sort of text a word names.
pub(super) fn kind(text: &str) -> Option<TextKind> {
    let folded = fold(text);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if begins(&["as amended", "draft as amended"]) {
        Some(TextKind::AsAmended)
    } else if begins(&["amend", "anderung", "enmienda", "emenda"]) {
        Some(TextKind::Amendment)
    } else if begins(&["part", "para", "absatz", "separate", "split", "clause"]) {
        Some(TextKind::Part)
    } else if begins(&["motion", "procedural", "antrag zur geschaftsordnung", "mocion", "requerimento"]) {
        Some(TextKind::Motion)
    } else if begins(&[
        "draft",
        "resolution",
        "text",
        "whole",
        "final",
        "bill",
        "gesetz",
        "proyecto",
        "projeto",
        "projet",
    ]) {
        Some(TextKind::Draft)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_for_an_outcome_decides() {
        let adopted = [
            "Adopted 15-0-0",
            "Adopted with no objection",
            "Adopted by 10 votes to 0",
            "ADOPTED; the amendment was rejected",
            "Passed, 1 against",
            "Passed over the President's veto",
            "Approved (no veto cast)",
            "Angenommen",
            "1",
            "1.0",
            "true",
            " Yes ",
            "ja",
        ];
        for words in adopted {
            assert_eq!(outcome(words), Some(Outcome::Adopted), "{words}");
        }
        let rejected = [
            "Rejected 1-14",
            "Rejected, yes 3, no 9",
            "Not adopted",
            "Was not adopted: 5 in favour",
            "Not carried",
            "Nicht angenommen",
            "No aprobado",
            "Não aprovado",
            "N'est pas adopté",
            "Le projet n'a pas été adopté",
            "Failed; 1 was adopted before",
            "0",
            "0.0",
            "False",
            "no",
        ];
        for words in rejected {
            assert_eq!(outcome(words), Some(Outcome::Rejected), "{words}");
        }
        for words in ["Vetoed", "Not adopted - veto", "Rejected (vetoed)", "Veto by one; later adopted"] {
            assert_eq!(outcome(words), Some(Outcome::Vetoed), "{words}");
        }
        for words in
            ["", "no date", "Vote 1", "1 of 2", "Yes and no", "15-0-0", "Postponed", "Unadopted", "Not rejected"]
        {
            assert_eq!(outcome(words), None, "{words}");
        }
    }
}
