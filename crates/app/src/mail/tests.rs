//! Notices by e-mail with a mail server that the test plays.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;

use super::{Conversation, Fault, Letter, Mailer, Office, Seal};
use crate::jobs::tests::world::{World, on_each};
use crate::jobs::{Counts, Job};
use crate::{AppError, Caller, mail, notifications};

const ADDRESS: &str = "an@badinh.gov.vn";

/// What the mail server took, and what it answers next; it takes everything else.
#[derive(Default)]
struct Played {
    sent: Mutex<Vec<Letter>>,
    answers: Mutex<VecDeque<Result<(), Fault>>>,
}

struct Server(Arc<Played>);

impl Mailer for Server {
    fn open(&self) -> Result<Box<dyn Conversation>, Fault> {
        Ok(Box::new(Talk(Arc::clone(&self.0))))
    }
}

struct Talk(Arc<Played>);

impl Conversation for Talk {
    fn send(&mut self, letter: &Letter) -> Result<(), Fault> {
        self.0.answers.lock().unwrap().pop_front().unwrap_or(Ok(()))?;
        self.0.sent.lock().unwrap().push(letter.clone());
        Ok(())
    }
}

impl Played {
    fn answer(&self, faults: &[Fault]) {
        self.answers.lock().unwrap().extend(faults.iter().cloned().map(Err));
    }

    /// Takes one letter, and then answers like this.
    fn answer_the_second(&self, fault: Fault) {
        self.answers.lock().unwrap().extend([Ok(()), Err(fault)]);
    }

    fn taken(&self) -> Vec<Letter> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }
}

fn with_mail(world: World) -> (World, Arc<Played>) {
    let played = Arc::new(Played::default());
    let office = Office {
        mailer: Arc::new(Server(Arc::clone(&played))),
        public_url: "https://baocao.example.gov.vn".to_owned(),
        seal: Seal::of(&[1; 48]).unwrap(),
    };
    (World { app: world.app.with_mail(office), clock: world.clock }, played)
}

fn code_in(letter: &Letter) -> String {
    letter.text.lines().next().unwrap().replace("Mã xác nhận: ", "")
}

/// A person whose address is proved.
fn reader(world: &World, played: &Played, username: &str) -> Caller {
    let caller = world.person(username);
    mail::give(&world.app, &caller, ADDRESS).unwrap();
    let letter = played.taken().remove(0);
    let view = mail::prove(&world.app, &caller, &code_in(&letter)).unwrap();
    assert_eq!((view.address.as_deref(), view.notices, view.unproved), (Some(ADDRESS), true, None));
    caller
}

fn run(world: &World) -> Result<Counts, AppError> {
    notifications::deliver(&world.app).unwrap();
    mail::run(&world.app, &|| Ok(true))
}

/// Two notices for the leader: submitted, taken back and submitted again are three events of one report.
fn submit_twice(world: &World) {
    let report = world.report("hanoi.badinh.nhaplieu");
    for action in ["open", "submit", "recall", "submit"] {
        world.act("hanoi.badinh.nhaplieu", report, action);
    }
}

#[test]
fn new_notices_of_a_person_are_one_letter_and_old_ones_none() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        notifications::deliver(&world.app).unwrap();
        reader(&world, &played, "hanoi.badinh.duyet");
        assert_eq!(run(&world).unwrap(), Counts::new(), "what was told before is not mailed");
        assert_eq!(played.taken(), []);

        submit_twice(&world);
        assert_eq!(run(&world).unwrap(), Counts::from([("mailed", 1)]));
        let letters = played.taken();
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), (ADDRESS, "[Báo cáo] 3 thông báo mới"));
        let report = world.report("hanoi.badinh.nhaplieu").0;
        for words in [
            "đã được trình bởi Cán bộ nhập liệu phường Ba Đình",
            "Quý IV năm 2026",
            "Việc cần làm: Xem xét và duyệt báo cáo",
            &format!("https://baocao.example.gov.vn/bao-cao/{report}\n"),
            "https://baocao.example.gov.vn/thu-dien-tu",
        ] {
            assert!(letter.text.contains(words), "{words}: {}", letter.text);
        }
        assert_eq!(run(&world).unwrap(), Counts::new(), "each once");

        // Read in the browser meanwhile: nothing is left to say.
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "recall");
        notifications::deliver(&world.app).unwrap();
        let leader = world.person("hanoi.badinh.duyet");
        notifications::mark_read(&world.app, &leader, None).unwrap();
        assert_eq!(run(&world).unwrap(), Counts::new());
        // Switched off, and on again.
        mail::set_notices(&world.app, &leader, false).unwrap();
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "submit");
        assert_eq!(run(&world).unwrap(), Counts::new());
        mail::set_notices(&world.app, &leader, true).unwrap();
        assert_eq!(run(&world).unwrap(), Counts::new());
        assert_eq!(played.taken(), []);
    });
}

#[test]
fn a_letter_that_is_not_taken_now_is_tried_again_under_the_same_name() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        reader(&world, &played, "hanoi.badinh.duyet");
        submit_twice(&world);
        let later = || Fault::Later("450 greylisted".to_owned());
        played.answer(&[later()]);
        assert_eq!(run(&world).unwrap(), Counts::from([("mail_delayed", 1)]));
        assert_eq!(run(&world).unwrap(), Counts::new(), "not yet");
        // The process ended between the server's answer and our note of it: once more, by the same name.
        let held = world.app.store.read(|conn| store::letters::list_of(conn, world.person("hanoi.badinh.duyet").user));
        world.advance(TimeDelta::minutes(2));
        assert_eq!(run(&world).unwrap(), Counts::from([("mailed", 1)]));
        let first = played.taken().remove(0);
        let id = held.unwrap()[0].id;
        let unsettle = format!("UPDATE email_letter SET settled_at = NULL, result = NULL WHERE id = {id}");
        store::admin::run(&world.app.store, &unsettle).unwrap();
        world.advance(TimeDelta::minutes(20));
        assert_eq!(run(&world).unwrap(), Counts::from([("mailed", 1)]));
        assert_eq!(played.taken(), [first]);

        // Never taken: the pauses grow, and within a day it is given up with the server's words.
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "recall");
        let (mut tries, began) = (0, world.app.clock.now());
        let problem = loop {
            played.answer(&[later()]);
            match run(&world) {
                Ok(counts) => tries += counts.get("mail_delayed").copied().unwrap_or_default(),
                Err(error) => break error.to_string(),
            }
            played.answers.lock().unwrap().clear();
            world.advance(TimeDelta::minutes(10));
        };
        assert!(problem.contains("450 greylisted"), "{problem}");
        assert_eq!(tries, 7);
        assert!(world.app.clock.now() - began < TimeDelta::days(1));
        assert_eq!(run(&world).unwrap(), Counts::new());
    });
}

#[test]
fn a_refused_address_stops_at_once_and_a_server_that_is_away_stops_nothing() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        let leader = reader(&world, &played, "hanoi.badinh.duyet");
        submit_twice(&world);
        played.answer(&[Fault::Unreachable("connection refused".to_owned())]);
        let problem = run(&world).unwrap_err();
        assert!(problem.to_string().contains("connection refused"), "{problem}");
        played.answer(&[Fault::Address("550 no such user".to_owned())]);
        assert_eq!(
            run(&world).unwrap(),
            Counts::from([("mail_refused", 1)]),
            "it is tried as soon as the server is back"
        );
        let view = mail::find(&world.app, &leader).unwrap();
        assert_eq!((view.notices, view.problem.as_deref()), (false, Some("550 no such user")));
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "recall");
        assert_eq!(run(&world).unwrap(), Counts::new(), "nothing goes there any more");
        // Given and proved anew, it is used again.
        reader(&world, &played, "hanoi.badinh.duyet");
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "submit");
        assert_eq!(run(&world).unwrap(), Counts::from([("mailed", 1)]));

        // A letter that is refused is an administrator's matter, and the address stays.
        world.act("hanoi.badinh.nhaplieu", world.report("hanoi.badinh.nhaplieu"), "recall");
        played.answer(&[Fault::Letter("554 spam".to_owned())]);
        assert!(run(&world).unwrap_err().to_string().contains("554 spam"));
        assert!(mail::find(&world.app, &leader).unwrap().notices);
    });
}

#[test]
fn a_conversation_that_the_server_ends_is_begun_anew() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        for reader_of_it in ["hanoi.badinh.duyet", "hanoi.badinh.chutich"] {
            reader(&world, &played, reader_of_it);
        }
        submit_twice(&world);
        played.answer_the_second(Fault::Unreachable("421 enough for one conversation".to_owned()));
        assert_eq!(run(&world).unwrap(), Counts::from([("mailed", 2)]));
        assert_eq!(played.taken().len(), 2, "each once");
    });
}

#[test]
fn with_another_key_nobody_is_blamed() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        let leader = reader(&world, &played, "hanoi.badinh.duyet");
        submit_twice(&world);
        let mut world = world;
        let seal = Seal::of(&[2; 48]).unwrap();
        let office = world.app.mail.take().unwrap();
        let other = Office { mailer: office.mailer, public_url: office.public_url, seal };
        world.app = world.app.with_mail(other);
        assert!(run(&world).unwrap_err().to_string().contains("key"));
        let row = world.app.store.read(|conn| store::email::find(conn, leader.user)).unwrap().unwrap();
        assert_eq!((row.wanted, row.problem), (true, None), "with the key it is used again");
    });
}

#[test]
fn many_accounts_together_fill_no_letter_box() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        let people = ["nhaplieu", "duyet", "gui", "chutich"].map(|name| world.person(&format!("hanoi.badinh.{name}")));
        for person in &people {
            mail::give(&world.app, person, ADDRESS).unwrap();
        }
        mail::give(&world.app, &people[0], ADDRESS).unwrap();
        let refused = mail::give(&world.app, &people[1], "An@BaDinh.gov.vn");
        assert!(matches!(refused, Err(AppError::TooManyAttempts { .. })), "{refused:?}");
        assert_eq!(played.taken().len(), 5);
        mail::give(&world.app, &people[1], "khac@badinh.gov.vn").unwrap();
    });
}

#[test]
fn an_address_is_used_when_its_code_came_back() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        let (person, other) = (world.person("hanoi.badinh.nhaplieu"), world.person("hanoi.badinh.duyet"));
        let invalid =
            |result: Result<_, AppError>| assert!(matches!(result, Err(AppError::Invalid { .. })), "{result:?}");
        invalid(mail::give(&world.app, &person, "an@badinh\r\nBcc: b@c.vn"));
        invalid(mail::prove(&world.app, &person, "12345678"));
        let view = mail::give(&world.app, &person, ADDRESS).unwrap();
        assert_eq!((view.address, view.notices), (None, false));
        assert_eq!(view.unproved.unwrap().address, ADDRESS);
        let letter = played.taken().remove(0);
        assert!(letter.text.contains("Cán bộ nhập liệu phường Ba Đình"), "{}", letter.text);
        invalid(mail::prove(&world.app, &other, &code_in(&letter)));
        for _ in 0..5 {
            invalid(mail::prove(&world.app, &person, "0"));
        }
        invalid(mail::prove(&world.app, &person, &code_in(&letter)));

        mail::give(&world.app, &person, ADDRESS).unwrap();
        let late = code_in(&played.taken().remove(0));
        world.advance(TimeDelta::minutes(31));
        invalid(mail::prove(&world.app, &person, &late));
        assert_eq!(mail::find(&world.app, &person).unwrap().unproved, None);

        // Another address goes on being used until the new one is proved.
        reader(&world, &played, "hanoi.badinh.nhaplieu");
        let view = mail::give(&world.app, &person, "moi@badinh.gov.vn").unwrap();
        assert_eq!((view.address.as_deref(), view.notices), (Some(ADDRESS), true));
        let code = code_in(&played.taken().remove(0));
        let view = mail::prove(&world.app, &person, &code).unwrap();
        assert_eq!(view.address.as_deref(), Some("moi@badinh.gov.vn"));
        // Nobody's letter box is filled.
        mail::give(&world.app, &person, ADDRESS).unwrap();
        let refused = mail::give(&world.app, &person, ADDRESS);
        assert!(matches!(refused, Err(AppError::TooManyAttempts { .. })), "{refused:?}");
        world.advance(TimeDelta::hours(1));
        played.answer(&[Fault::Address("550".to_owned())]);
        invalid(mail::give(&world.app, &person, ADDRESS));
        played.answer(&[Fault::Unreachable("away".to_owned())]);
        assert!(matches!(mail::give(&world.app, &person, ADDRESS), Err(AppError::MailAway(_))));
        assert_eq!(mail::find(&world.app, &person).unwrap().unproved, None, "no code is waited for that did not leave");

        mail::forget(&world.app, &person).unwrap();
        assert_eq!(mail::find(&world.app, &person).unwrap(), contract::email::EmailView::default());
    });
}

#[test]
fn codes_that_did_not_leave_are_not_counted() {
    on_each(|world| {
        let (world, played) = with_mail(world);
        let person = world.person("hanoi.badinh.nhaplieu");
        for fault in [Fault::Unreachable, Fault::Letter].iter().cycle().take(8) {
            played.answer(&[fault("away".to_owned())]);
            let refused = mail::give(&world.app, &person, ADDRESS);
            assert!(matches!(refused, Err(AppError::MailAway(_))), "{refused:?}");
        }
        // Trying out which addresses there are is counted, and so is what may have left.
        for fault in [Fault::Address, Fault::Later].iter().cycle().take(5) {
            played.answer(&[fault("550".to_owned())]);
            mail::give(&world.app, &person, ADDRESS).unwrap_err();
        }
        let refused = mail::give(&world.app, &person, ADDRESS);
        assert!(matches!(refused, Err(AppError::TooManyAttempts { .. })), "{refused:?}");
        assert_eq!(played.taken(), []);
    });
}

#[test]
fn a_server_without_mail_offers_none() {
    on_each(|world| {
        let person = world.person("quantri");
        assert!(matches!(mail::find(&world.app, &person), Err(AppError::NotFound)));
        assert!(matches!(mail::give(&world.app, &person, ADDRESS), Err(AppError::NotFound)));
        assert_eq!(mail::run(&world.app, &|| Ok(true)).unwrap(), Counts::new());
        assert!(Job::of(&world.app).all(|job| job != Job::MailNotices));
        let (world, _) = with_mail(world);
        let jobs = crate::jobs::list(&world.app, &person).unwrap().items;
        assert!(jobs.iter().any(|job| job.name == "mail_notices"), "{jobs:?}");
    });
}
