//! What came outside of the system counts as it came.

use chrono::{NaiveDate, NaiveDateTime};
use domain::workflow::{OutsideChannel, counts_as_received_at};

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_day_of_the_receipt_counts_and_never_more_than_the_sending() {
    // Deadlines at 24:00 on the 19th and at 16:30 on the 19th, Vietnamese time.
    let (midnight, hour) = (moment("2027-06-19T17:00:00"), moment("2027-06-19T09:30:00"));
    let sent = moment("2027-06-25T03:00:00");
    for (received, due, counted) in [
        ("2027-06-18", midnight, midnight),
        ("2027-06-19", midnight, midnight),
        ("2027-06-19", hour, hour),
        ("2027-06-20", midnight, moment("2027-06-20T17:00:00")),
        ("2027-06-20", hour, moment("2027-06-20T17:00:00")),
        ("2027-06-25", midnight, sent),
        ("2027-06-30", midnight, sent),
    ] {
        assert_eq!(counts_as_received_at(day(received), due, sent), counted, "{received} {due}");
    }
    // Sent in time all the same.
    let early = moment("2027-06-17T03:00:00");
    assert_eq!(counts_as_received_at(day("2027-06-16"), midnight, early), early);
}

#[test]
fn channels_are_read_as_they_are_written() {
    for channel in OutsideChannel::ALL {
        assert_eq!(OutsideChannel::parse(channel.as_str()), Some(channel));
    }
    assert_eq!(OutsideChannel::parse("fax"), None);
}
