//! The number of statements does not grow with the number of rows.

use app::reports::{self, ReportQuery};
use store::admin::count_statements;

use super::world::{World, on_each};

#[test]
fn a_page_of_200_asks_as_often_as_a_page_of_1() {
    on_each(|world| {
        let province = world.person("01", &["tong_hop"]);
        let list = |page_size| {
            let query = ReportQuery { page: 1, page_size, ..ReportQuery::default() };
            reports::list(&world.app, &province, &query).unwrap()
        };
        assert_eq!(list(200).items.len(), 200, "every form that appears is known from here on");
        let (one, few) = count_statements(|| list(1));
        let (many, more) = count_statements(|| list(200));
        assert_eq!((one.items.len(), many.items.len()), (1, 200));
        assert_eq!(one.items[0], many.items[0]);
        assert!(few > 3, "only {few} statements were counted");
        assert_eq!(few, more);
    });
}

#[test]
fn a_page_of_forms_asks_as_often_as_a_page_of_1() {
    on_each(|world| {
        let list = |size| app::forms::list(&world.app, None, None, 1, size).unwrap().items.len();
        assert!(list(200) > 40);
        assert_eq!(count_statements(|| list(1)).1, count_statements(|| list(200)).1);
    });
}

#[test]
fn lineage_asks_as_often_for_many_children_as_for_one() {
    on_each(|world| {
        let form = world.form("T.05", &["", "[1] + prev[2]"]);
        let report = world.assign(form, "01", "VPCP", "2026-Q4", true);
        deliver(&world, form, "00004");
        world.consolidate("01", report);
        let of_one = lineage(&world, report, 1);
        deliver(&world, form, "00070");
        deliver(&world, form, "00454");
        world.consolidate("01", report);
        assert_eq!(of_one, lineage(&world, report, 3));
    });
}

/// A commune's report that refers to one of the period before.
fn deliver(world: &World, form: domain::ids::FormId, unit: &str) {
    let author = world.person(unit, &["nhap_lieu"]);
    world.assign(form, unit, "01", "2026-Q3", false);
    let report = world.assign(form, unit, "01", "2026-Q4", false);
    world.enter(&author, report, "7");
    world.deliver(unit, "01", report);
}

/// Statements for the entered cell, for the computed cell and for the list of children.
fn lineage(world: &World, report: i64, children: usize) -> [usize; 3] {
    let province = world.person("01", &["tong_hop"]);
    let [entered, computed] = [1, 2].map(|column| {
        let (cell, statements) =
            count_statements(|| reports::lineage(&world.app, &province, report, "R", column).unwrap());
        assert_eq!(cell.sources.len(), children);
        statements
    });
    let (list, statements) = count_statements(|| reports::children(&world.app, &province, report).unwrap());
    assert_eq!(list.items.iter().filter(|child| child.revision.is_some()).count(), children);
    [entered, computed, statements]
}
