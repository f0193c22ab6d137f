use super::*;
use crate::model::Vote;

#[test]
fn what_is_put_in_comes_out() {
    let mut builder = Builder::new();
    let entries = [
        Entry::Cast(Vote::Yes),
        Entry::Cast(Vote::No),
        Entry::Cast(Vote::Abstain),
        Entry::Cast(Vote::Absent),
        Entry::NotMember,
        Entry::Unlisted,
    ];
    // More members than one word holds, put in from the last to the first.
    for voter in 0..150 {
        builder.voter(&format!("m{voter}"));
    }
    for roll in 0..20 {
        let roll_call = builder.roll_call(&format!("r{roll}"));
        for voter in (0..150).rev() {
            let entry = entries[(roll * 7 + voter * 5) % entries.len()];
            if entry != Entry::Unlisted {
                assert_eq!(builder.cast(roll_call, voter, entry), Cast::New);
                assert_eq!(builder.cast(roll_call, voter, entry), Cast::Again);
            }
        }
    }
    assert_eq!(builder.cast(0, 0, Entry::NotMember), Cast::Other(Entry::Cast(Vote::Yes)));
    let archive = builder.finish();
    for roll in 0..20 {
        for voter in 0..150 {
            assert_eq!(archive.entry(roll, voter), entries[(roll * 7 + voter * 5) % entries.len()]);
        }
        assert_eq!(archive.counts(roll), archive.votes(roll).map(|(_, vote)| vote).collect());
        assert_eq!(archive.planes.listed(roll), 125);
    }
    assert_eq!(archive.entry(20, 0), Entry::Unlisted);
    assert_eq!(archive.entry(0, 150), Entry::Unlisted);
    assert_eq!(archive.entries(), 20 * 125);
}

#[test]
fn names_go_by_date() {
    let date = |text: &str| Some(text.parse::<crate::model::Date>().expect("a date"));
    let mut voter = Voter::new("COD", "490");
    for (day, name) in
        [("1960-09-20", "Congo"), ("1975-01-01", "Zaire"), ("1972-01-01", "Zaire"), ("1998-01-01", "DRC")]
    {
        voter.named(name, date(day).as_ref());
    }
    voter.settle();
    assert_eq!(voter.name(), "DRC");
    assert_eq!(voter.name_on(date("1950-01-01").as_ref()), "Congo");
    assert_eq!(voter.name_on(date("1973-06-01").as_ref()), "Zaire");
    assert_eq!(voter.name_on(date("2020-01-01").as_ref()), "DRC");
    assert_eq!(voter.names[1].from, date("1972-01-01"));
}

#[test]
fn issues_are_sorted_and_stay_with_their_roll_calls() {
    let mut builder = Builder::new();
    let roll = builder.roll_call("1");
    let (second, first) = (builder.issue("Trade"), builder.issue("Arms"));
    builder.roll_call_mut(roll).expect("a roll call").issues = vec![second, first, second];
    let archive = builder.finish();
    assert_eq!(archive.issues, ["Arms", "Trade"]);
    assert_eq!(archive.roll_calls[0].issues, [0, 1]);
}

#[test]
fn planes_go_to_bytes_and_back_and_other_bytes_are_none() {
    let mut builder = Builder::new();
    for roll in 0..9 {
        let roll_call = builder.roll_call(&format!("r{roll}"));
        for voter in 0..70 {
            let voter = builder.voter(&format!("m{voter}"));
            let vote = Vote::ALL[(roll * 5 + voter) % 4];
            builder.cast(roll_call, voter, if voter % 9 == roll { Entry::NotMember } else { Entry::Cast(vote) });
        }
    }
    for planes in [builder.finish().planes, Planes::default(), Builder::new().finish().planes] {
        let bytes = planes.to_bytes();
        assert_eq!(Planes::from_bytes(&bytes), Some(planes));
        for length in 0..bytes.len() {
            assert_eq!(Planes::from_bytes(&bytes[..length]), None, "{length}");
        }
        // Sizes that are none never lead to more than there is, and a mask that is missing is found.
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 0xFF;
            let read = Planes::from_bytes(&other);
            assert!(place >= 24 || read.is_none() || planes_are_small(read.as_ref()), "{place}");
        }
        let mut long = bytes.clone();
        long.push(0);
        assert_eq!(Planes::from_bytes(&long), None);
    }
}

fn planes_are_small(planes: Option<&Planes>) -> bool {
    planes.is_some_and(|planes| planes.bytes() == 0)
}
