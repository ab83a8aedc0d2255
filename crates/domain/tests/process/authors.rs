//! Who counts as an author, deed by deed.

use domain::ids::UserId;
use domain::workflow::{Deed, DeedKind, authors};

/// `A+` entered, `A!` submitted, `L=` approved at the last level; in the order of revisions. `-` is the machine.
fn check(deeds: &str, expected: &str) {
    let deeds: Vec<Deed> = deeds
        .split_whitespace()
        .zip(1..)
        .map(|(deed, revision)| {
            let (name, kind) = deed.split_at(1);
            let kind = match kind {
                "+" => DeedKind::Entered,
                "!" => DeedKind::Submitted,
                "=" => DeedKind::Approved,
                other => panic!("{other}"),
            };
            let user = (name != "-").then(|| UserId(i64::from(name.as_bytes()[0])));
            Deed { revision, user, kind }
        })
        .collect();
    let found: String = authors(&deeds).into_iter().map(|user| char::from(u8::try_from(user.0).unwrap())).collect();
    assert_eq!(found, expected, "{deeds:?}");
}

#[test]
fn everybody_who_entered_is_an_author_not_only_who_submitted() {
    check("", "");
    check("A+", "A");
    check("A+ B!", "AB");
    check("A+ B+ A+ C!", "ABC");
    check("-+ B!", "B");
}

#[test]
fn an_approval_answers_for_what_came_before_it() {
    check("A+ B! L=", "");
    check("A+ B! L= C+ C!", "C");
    check("A+ B! L= A+ A! M= C+", "C");
}

#[test]
fn a_report_that_came_back_unapproved_keeps_its_authors() {
    // Taken back or rejected, and submitted again by somebody else: the figures are still A's.
    check("A+ A! B!", "AB");
    check("A+ A! B+ B!", "AB");
}

#[test]
fn the_order_of_the_list_does_not_matter() {
    let deed = |revision, user, kind| Deed { revision, user: Some(UserId(user)), kind };
    let deeds = [deed(9, 1, DeedKind::Entered), deed(5, 3, DeedKind::Approved), deed(2, 2, DeedKind::Submitted)];
    assert_eq!(authors(&deeds).into_iter().collect::<Vec<_>>(), [UserId(1)]);
}
