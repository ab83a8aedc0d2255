//! A total above totals that are out of date waits for them, in the bell as on its own page.

use app::notifications::{self, NotificationQuery};
use app::{Caller, reports};
use contract::notifications::NotificationView;
use domain::ids::UserId;
use store::admin::count_statements;

use super::world::{World, on_each};

const PERIOD: &str = "2026-Q4";

/// Reports of a commune, its province and the country, each consolidated into the next.
struct Chain<'a> {
    world: &'a World,
    commune: i64,
    province: i64,
    country: i64,
}

impl<'a> Chain<'a> {
    fn new(world: &'a World, code: &str) -> Self {
        let form = world.form(code, &["", "[1] * 2"]);
        let assign = |unit, receiver, consolidates| world.assign_to(form, unit, receiver, PERIOD, consolidates);
        let chain = Self {
            world,
            commune: assign("00004", Some("01"), false),
            province: assign("01", Some("VPCP"), true),
            country: assign("VPCP", None, true),
        };
        chain.enter("7");
        chain.pass_on();
        world.consolidate("VPCP", chain.country);
        chain
    }

    /// The commune's figure reaches the province.
    fn enter(&self, value: &str) {
        self.world.enter(&self.world.person("00004", &["nhap_lieu"]), self.commune, value);
        self.world.deliver("00004", "01", self.commune);
    }

    /// The province consolidates, and the country accepts that.
    fn pass_on(&self) {
        self.world.consolidate("01", self.province);
        self.world.deliver("01", "VPCP", self.province);
    }

    fn reopen(&self, unit: &str, receiver: &str, report: i64) {
        self.world.act(&self.world.person(unit, &["nhap_lieu"]), report, "request_correction");
        self.world.act(&self.world.person(receiver, &["tong_hop"]), report, "grant_correction");
    }

    /// What the country's bell says now: the code of the task, and the newest text.
    fn told_above(&self) -> (String, String) {
        told(self.world, &above(self.world, "tong_hop"), self.country)
    }
}

/// Somebody of the demonstration, who is told what happens in the unit.
fn bell_of(world: &World, username: &str, unit: &str, group: &str) -> Caller {
    let user = world.app.store.read(|conn| store::users::find_by_username(conn, username)).unwrap();
    Caller { user: UserId(user.id), ..world.person(unit, &[group]) }
}

fn above(world: &World, group: &str) -> Caller {
    bell_of(world, "vpcp.tonghop", "VPCP", group)
}

fn list(world: &World, caller: &Caller, page_size: i64) -> Vec<NotificationView> {
    let query = NotificationQuery { page: 1, page_size, ..NotificationQuery::default() };
    notifications::list(&world.app, caller, &query).unwrap().items
}

/// The newest notice of a stale report, which says the same as the report's page.
fn told(world: &World, caller: &Caller, report: i64) -> (String, String) {
    notifications::deliver(&world.app).unwrap();
    let of_report = |item: &NotificationView| item.kind == "stale" && item.report_id == Some(report);
    let item = list(world, caller, 200).into_iter().find(of_report).unwrap();
    let code = item.task.unwrap().code;
    let page = reports::find(&world.app, caller, report).unwrap();
    let waits = !page.outdated_children.is_empty() && page.outdated_children == page.changed_children;
    assert_eq!(code == "await_below", waits, "{code}: {page:?}");
    (code, item.text)
}

#[test]
fn the_country_waits_until_the_province_has_consolidated_and_was_accepted() {
    on_each(|world| {
        let chain = Chain::new(&world, "T.30");
        chain.reopen("00004", "01", chain.commune);
        let province = bell_of(&world, "hanoi.tonghop", "01", "tong_hop");
        let (code, text) = told(&world, &province, chain.province);
        assert_eq!(code, "get_back");
        assert!(text.contains("Hãy tổng hợp lại; nếu"), "{text}");
        let (code, text) = chain.told_above();
        assert_eq!(code, "await_below");
        assert!(text.contains("Hãy chờ Thành phố Hà Nội tổng hợp lại"), "{text}");

        chain.enter("9");
        assert_eq!(told(&world, &province, chain.province).0, "get_back");
        assert_eq!(chain.told_above().0, "await_below", "the province has not taken it in yet");
        chain.reopen("01", "VPCP", chain.province);
        assert_eq!(told(&world, &province, chain.province).0, "reconsolidate");
        chain.pass_on();
        let (code, text) = chain.told_above();
        assert_eq!(code, "reconsolidate");
        assert!(text.contains("Hãy tổng hợp lại; nếu") && !text.contains("Hãy chờ"), "{text}");
        world.consolidate("VPCP", chain.country);
        assert_eq!(chain.told_above().0, "consolidate");
    });
}

#[test]
fn nobody_waits_while_other_figures_can_be_taken_in() {
    on_each(|world| {
        let chain = Chain::new(&world, "T.31");
        let report = |form| {
            let report = world.assign(form, "00070", "VPCP", PERIOD, false);
            world.enter(&world.person("00070", &["nhap_lieu"]), report, "5");
            world.deliver("00070", "VPCP", report);
        };
        chain.reopen("00004", "01", chain.commune);
        report(world.form("T.32", &["", ""]));
        assert_eq!(chain.told_above().0, "await_below", "another form's report is nobody's child here");
        let form = world.app.store.read(|conn| store::forms::list_ids_by_code(conn, "01/2020/TT-VPCP", &["T.31"]));
        report(form.unwrap()[0]);
        assert_eq!(chain.told_above().0, "reconsolidate", "what came late can be taken in");
    });
}

#[test]
fn the_bell_asks_as_often_for_many_stale_reports_as_for_one() {
    on_each(|world| {
        for code in ["T.33", "T.34", "T.35"] {
            let chain = Chain::new(&world, code);
            chain.reopen("00004", "01", chain.commune);
        }
        notifications::deliver(&world.app).unwrap();
        let caller = above(&world, "tong_hop");
        let waits = |item: &&NotificationView| item.task.as_ref().is_some_and(|task| task.code == "await_below");
        // Every form is known from here on.
        assert_eq!(list(&world, &caller, 200).iter().filter(waits).count(), 3);
        let (one, few) = count_statements(|| list(&world, &caller, 1));
        let (many, more) = count_statements(|| list(&world, &caller, 200));
        assert_eq!((one.iter().filter(waits).count(), many.iter().filter(waits).count()), (1, 3));
        assert_eq!(few, more);
        // Who does not consolidate is not asked to, and nothing is looked up.
        let author = above(&world, "nhap_lieu");
        assert_eq!(count_statements(|| list(&world, &author, 200)).1, more - 2);
    });
}
