//! Figures that stand out from the unit's own history.

use app::{AppError, reports};
use store::admin::count_statements;

use super::world::{World, on_each};

const PERIODS: [&str; 6] = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];

/// Sends a figure in each of the periods.
fn history(world: &World, form: domain::ids::FormId, figures: &[(&str, &str)]) -> Vec<i64> {
    let author = world.person("00004", &["nhap_lieu"]);
    figures
        .iter()
        .map(|(period, figure)| {
            let report = world.assign(form, "00004", "01", period, false);
            world.enter(&author, report, figure);
            world.deliver("00004", "01", report);
            report
        })
        .collect()
}

#[test]
fn a_figure_out_of_the_usual_is_told_with_the_usual_range() {
    on_each(|world| {
        let form = world.form("T.06", &["", "[1] * 2"]);
        let author = world.person("00004", &["nhap_lieu"]);
        let told = |report| reports::outliers(&world.app, &author, report).unwrap();
        let former: Vec<_> = PERIODS[..5].iter().copied().zip(["100", "101", "99", "102", "98"]).collect();
        // A year is no quarter, and a draft is nobody's history.
        let year = world.assign(form, "00004", "01", "2025", false);
        world.enter(&author, year, "400");
        world.deliver("00004", "01", year);
        let report = world.assign(form, "00004", "01", PERIODS[5], false);
        world.enter(&author, report, "151");
        assert_eq!(told(report).total, 0, "there is no history yet");
        history(&world, form, &former[..4]);
        let draft = world.assign(form, "00004", "01", PERIODS[4], false);
        world.enter(&author, draft, "151");
        let (wide, of_four) = count_statements(|| told(report));
        assert_eq!(wide.items.len(), 0, "with four periods the range is wide");
        world.enter(&author, draft, "98");
        world.deliver("00004", "01", draft);

        let (view, statements) = count_statements(|| told(report));
        assert_eq!(view.periods[0], "Quý III năm 2026");
        assert_eq!((view.periods.len(), view.total, view.items.len()), (5, 1, 1), "{view:?}");
        let item = &view.items[0];
        assert_eq!((item.cell.row.as_str(), item.cell.column.as_str(), item.periods), ("R", "1", 5));
        assert_eq!(item.message, "Hàng “Hàng”, cột (1): 151; 5 kỳ trước thường từ 50 đến 150");
        world.enter(&author, report, "150");
        let (view, as_many) = count_statements(|| told(report));
        assert_eq!(view.total, 0);
        assert_eq!(statements, as_many);
        assert_eq!(of_four, statements, "as many statements for four former periods as for five");

        // Who may not read the figures is told nothing of them.
        let province = world.person("01", &["tong_hop"]);
        assert!(matches!(reports::outliers(&world.app, &province, report), Err(AppError::Forbidden(_))));
        let stranger = world.person("00070", &["nhap_lieu"]);
        assert!(matches!(reports::outliers(&world.app, &stranger, report), Err(AppError::NotFound)));
        world.enter(&author, report, "151");
        world.deliver("00004", "01", report);
        assert_eq!(reports::outliers(&world.app, &province, report).unwrap().total, 1, "the receiver checks with it");
    });
}
