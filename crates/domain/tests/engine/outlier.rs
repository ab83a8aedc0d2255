//! Figures that stand out from the unit's own history.

use domain::outlier::{Usual, outliers};
use domain::sheet::Sheet;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::forms::Form;

fn decimals(texts: &str) -> Vec<Decimal> {
    texts.split_whitespace().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn the_usual_range_is_robust_and_narrower_the_more_is_known() {
    for (history, low, high, median) in [
        // One: a fifth and five times, at least 20 away.
        ("100", "20", "500", "100"),
        ("3", "0", "23", "3"),
        ("0", "0", "20", "0"),
        // Few: a third and three times, at least 10 away.
        ("100 120", "33.333333333333333333333333333", "360", "110"),
        ("2 3 1", "0", "13", "2"),
        ("-6 30", "-18", "90", "12"),
        // Enough: the median and five times the median distance, at least half of it and 5.
        ("100 101 99 102 98", "50", "150", "100"),
        ("100 140 60 120 80", "0", "200", "100"),
        ("100 101 99 102 98 5000", "50.25", "150.75", "100.5"),
        ("7 7 7 7 7 7 7 7", "2", "12", "7"),
        ("0 0 0 0 0", "0", "5", "0"),
        ("-10 -11 -9 -12 -8", "-15", "-5", "-10"),
        ("0.1 0.2 0.3 0.4 0.5", "0", "5.3", "0.3"),
    ] {
        let usual = Usual::of(&decimals(history)).unwrap();
        let told = [usual.low, usual.high, usual.median].map(|figure| figure.to_string());
        assert_eq!(told, [low, high, median], "{history}");
        assert_eq!(usual.periods, decimals(history).len());
    }
    assert_eq!(Usual::of(&[]), None);
    assert_eq!(Usual::of(&[Decimal::MAX, Decimal::MIN]), None, "out of reach");
}

/// One catalogue-like row by key, one named row whose key differs in each report.
fn report(rows: &[(&str, &str, &str)]) -> Sheet {
    let form = Form::free()
        .column(1, "ordinal", "")
        .column(2, "label", "")
        .column(3, "integer", "[4] + [5]")
        .integers(4..=5)
        .compile();
    let rows = rows.iter().map(|(key, name, figure)| {
        let mut row = domain::content::ContentRow::new(*key);
        row.label = Some((*name).to_owned());
        row.cells.insert(domain::template::ColumnNumber(4), Decimal::from_str_exact(figure).unwrap().into());
        row
    });
    let content = domain::content::Content { rows: rows.collect() };
    Sheet::open(form, &content, domain::sheet::References::default())
}

#[test]
fn entered_figures_and_their_totals_are_compared_with_the_same_row() {
    let former: Vec<Sheet> = ["100", "101", "99", "102", "98"]
        .iter()
        .enumerate()
        .map(|(ix, figure)| report(&[(&format!("a{ix}"), "Đất đai", figure), (&format!("b{ix}"), "Hộ tịch", "10")]))
        .collect();
    let now = report(&[("x", "đất đai ", "151"), ("y", "Hộ tịch", "12"), ("z", "Mới", "9999")]);
    let found = outliers(&now, &former);
    let told: Vec<String> = found
        .iter()
        .map(|outlier| {
            let usual = outlier.usual;
            format!("{} {} {} {}–{}", outlier.cell.row, outlier.cell.column, outlier.figure, usual.low, usual.high)
        })
        .collect();
    // The total of a new row stands out more than a figure just outside; computed columns repeat what is said.
    assert_eq!(told, ["T 4 10162 55–165", "x 4 151 50–150"]);
    assert!(outliers(&now, &[]).is_empty(), "nothing is strange without a history");
    assert!(outliers(&former[0], &former).is_empty());
}

/// Nothing tells which of two rows of one name is the one from before, in either report.
#[test]
fn rows_of_one_name_are_compared_with_nothing() {
    let told = |now: &[(&str, &str, &str)], before: &[(&str, &str, &str)]| {
        let former: Vec<Sheet> = (0..5).map(|_| report(before)).collect();
        let found = outliers(&report(now), &former);
        found.iter().map(|outlier| outlier.cell.row.to_string()).filter(|row| row != "T").collect::<Vec<_>>()
    };
    let (one, two) = (("a", "Họp", "900"), ("b", "họp ", "2"));
    assert_eq!(told(&[("x", "Họp", "900")], &[two]), ["x"], "one beside one");
    assert_eq!(told(&[("x", "Họp", "900")], &[one, two]), [""; 0], "two before");
    assert_eq!(told(&[("x", "Họp", "900")], &[two, one]), [""; 0], "in whatever order");
    assert_eq!(told(&[("x", "Họp", "900"), ("y", "Họp", "2")], &[two]), [""; 0], "two now");
}

fn figure() -> impl Strategy<Value = Decimal> {
    (-1_000_000_i64..1_000_000, 0_u32..4).prop_map(|(number, scale)| Decimal::new(number, scale))
}

proptest! {
    #[test]
    fn what_is_usual_does_not_depend_on_the_order(history in prop::collection::vec(figure(), 1..9), at in 0_usize..8) {
        let mut turned = history.clone();
        turned.rotate_left(at % history.len());
        prop_assert_eq!(Usual::of(&turned), Usual::of(&history));
    }

    #[test]
    fn the_median_is_usual_and_beyond_the_range_everything_stands_out(
        history in prop::collection::vec(figure(), 1..9),
        beyond in 1_u32..1000,
    ) {
        let usual = Usual::of(&history).unwrap();
        prop_assert!(usual.low <= usual.median && usual.median <= usual.high);
        prop_assert!(!usual.excludes(usual.median));
        prop_assert!(usual.excludes(usual.high + Decimal::from(beyond)) && usual.excludes(usual.low - Decimal::from(beyond)));
    }

    #[test]
    fn one_wild_figure_widens_nothing(steady in prop::collection::vec(90_i64..110, 6..8), wild in 10_000_i64..1_000_000) {
        let mut history: Vec<Decimal> = steady.into_iter().map(Decimal::from).collect();
        history.push(wild.into());
        let usual = Usual::of(&history).unwrap();
        prop_assert!(usual.excludes(wild.into()) && usual.high < Decimal::from(300));
    }

    #[test]
    fn with_few_figures_none_of_them_stands_out(history in prop::collection::vec(figure(), 1..5)) {
        let usual = Usual::of(&history).unwrap();
        prop_assert!(history.iter().all(|figure| !usual.excludes(*figure)));
    }
}
