//! The language: reading, printing, refusing.

use domain::formula::{Expr, ExprKind, Function, Operator, ParseFault, Reference, Rows, Source, parse};
use domain::language::Language;
use domain::template::ColumnNumber;
use proptest::prelude::*;
use rust_decimal::Decimal;

#[test]
fn canonical_forms() {
    for (text, printed) in [
        ("[4]+[5]-[6]", "[4] + [5] - [6]"),
        ("=[4]", "[4]"),
        ("([9]+[10]) / [6] * 100", "([9] + [10]) / [6] * 100"),
        ("[1] - ([2] - [3])", "[1] - ([2] - [3])"),
        ("([1] * [2]) / [3]", "[1] * [2] / [3]"),
        ("-([1] + 2) × –[2]", "-([1] + 2) * -[2]"),
        ("sum(rows[4]; children[ 5 ])", "SUM(rows[4], children[5])"),
        ("prev[4] + prev{A.1}[5] + prev.rows[6]", "prev[4] + prev{A.1}[5] + prev.rows[6]"),
        ("form(\"II.06a/VPCP/KSTT\"){ I.1 }[4]", "form(\"II.06a/VPCP/KSTT\"){I.1}[4]"),
        ("FORM(\"X\").rows[3] : form(\"Y\")[1]", "form(\"X\").rows[3] / form(\"Y\")[1]"),
        ("if([1] ≥ 2, [1], 0.50)", "IF([1] >= 2, [1], 0.50)"),
        ("AND([1] != 2, [3]<>[4], NOT([5]))", "AND([1] <> 2, [3] <> [4], NOT([5]))"),
        ("[8] = \"a \"\"b\"\"\"", "[8] = \"a \"\"b\"\"\""),
        ("([1] = 2) = ([3] = 4)", "([1] = 2) = ([3] = 4)"),
        // Legal notation
        ("(3)=(4)+(5)+(6)", "[3] = [4] + [5] + [6]"),
        ("(14)=((9)+(10))/(6)*100", "[14] = ([9] + [10]) / [6] * 100"),
        ("(11) = (10) : (8) × 100", "[11] = [10] / [8] * 100"),
        ("ROUND((3)/(4), 2) + ABS((5)) + (100 + 2)", "ROUND([3] / [4], 2) + ABS([5]) + (100 + 2)"),
        // Not legal notation: brackets are used, or no number stands alone
        ("(3) + [4]", "3 + [4]"),
        ("ABS(3)", "ABS(3)"),
    ] {
        assert_eq!(parse(text).map(|expr| expr.to_string()), Ok(printed.to_owned()), "{text}");
    }
}

#[test]
fn faults_have_places() {
    for (text, at, fault) in [
        ("", 0..0, ParseFault::Empty),
        ("  ", 0..2, ParseFault::Empty),
        ("[4] + ", 6..6, ParseFault::UnexpectedEnd),
        ("[4] + * 2", 6..7, ParseFault::Unexpected("*".into())),
        ("[4] [5]", 4..5, ParseFault::Unexpected("[".into())),
        ("[0]", 1..2, ParseFault::BadColumn),
        ("[1.5]", 1..4, ParseFault::BadColumn),
        ("[70000]", 1..6, ParseFault::BadColumn),
        ("[4] % 2", 4..5, ParseFault::UnexpectedCharacter('%')),
        ("TỔNG([4])", 0..6, ParseFault::UnknownName("TỔNG".into())),
        ("IF([4] > 1, 2)", 0..14, ParseFault::WrongArity(Function::If)),
        ("SUM()", 0..5, ParseFault::WrongArity(Function::Sum)),
        ("{A[4]", 0..5, ParseFault::UnterminatedRow),
        ("form(\"X)[1]", 5..11, ParseFault::UnterminatedText),
        ("[1] = [2] = [3]", 10..11, ParseFault::ChainedComparison),
        ("prev.children[4]", 5..13, ParseFault::ForeignChildren),
        ("123456789012345678901234567890 + [1]", 0..30, ParseFault::NumberTooLong),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!((error.at.clone(), &error.fault), (at, &fault), "{text}");
        assert!(!error.message_vi().is_empty() && !error.message_en().is_empty());
    }
}

#[test]
fn size_and_depth_are_bounded() {
    let deep = |depth: usize| format!("{}[1]{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&deep(50)).is_ok());
    for text in [deep(70), deep(1_500), "-".repeat(3_000), "ABS(".repeat(900), vec!["1"; 1_000].join("+")] {
        let fault = parse(&text).unwrap_err().fault;
        assert!(matches!(fault, ParseFault::TooComplex), "{fault:?}");
    }
    assert_eq!(parse(&" ".repeat(5_000)).unwrap_err().fault, ParseFault::TooLong);
}

#[test]
fn words_for_people() {
    let name = |code: &str| format!("hàng {code}");
    for (text, vi) in [
        ("[4] = [5] + [6] - [7]", "(4) = (5)+(6)-(7)"),
        ("([9] + [10]) / [6] * 100.5", "((9)+(10))/(6)×100,5"),
        ("rows[4] <= prev{A}[5]", "tổng các hàng (4) ≤ kỳ trước “hàng A” (5)"),
        ("AND([1] > 0, NOT([2] = 1))", "((1) > 0 và không phải ((2) = 1))"),
    ] {
        assert_eq!(parse(text).unwrap().in_words(Language::Vi, &name), vi);
    }
}

fn numbers() -> impl Strategy<Value = Expr> {
    (0u64..1_000_000, 0u32..6).prop_map(|(mantissa, scale)| {
        Expr::new(ExprKind::Number(Decimal::from_i128_with_scale(i128::from(mantissa), scale)))
    })
}

fn references() -> impl Strategy<Value = Expr> {
    let source =
        prop_oneof![Just(Source::Here), Just(Source::Previous), "[A-ZĐa-z0-9./\" ]{1,8}".prop_map(Source::Form)];
    let rows = prop_oneof![
        Just(Rows::Own),
        "[A-Z0-9ạ.][A-Z0-9. ]{0,4}[0-9]".prop_map(Rows::Row),
        Just(Rows::All),
        Just(Rows::Children)
    ];
    (source, rows, 1u16..=u16::MAX).prop_map(|(source, rows, column)| {
        let source = if rows == Rows::Children { Source::Here } else { source };
        Expr::new(ExprKind::Reference(Reference { source, rows, column: ColumnNumber(column) }))
    })
}

fn expressions() -> impl Strategy<Value = Expr> {
    let texts = "[^\u{0}“”]{0,6}".prop_map(|text| Expr::new(ExprKind::Text(text)));
    let leaf = prop_oneof![3 => numbers(), 5 => references(), 1 => texts];
    leaf.prop_recursive(5, 40, 4, |inner| {
        use Operator::{Add, Divide, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Multiply, NotEqual, Subtract};
        let operators =
            vec![Add, Subtract, Multiply, Divide, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual];
        prop_oneof![
            1 => inner.clone().prop_map(|operand| Expr::new(ExprKind::Negate(Box::new(operand)))),
            5 => (prop::sample::select(operators), inner.clone(), inner.clone()).prop_map(|(operator, left, right)| {
                Expr::new(ExprKind::Binary(operator, Box::new(left), Box::new(right)))
            }),
            2 => (prop::sample::select(Function::ALL.to_vec()), prop::collection::vec(inner, 3)).prop_map(
                |(function, mut arguments)| {
                    arguments.truncate(function.arity().1);
                    Expr::new(ExprKind::Call(function, arguments))
                }
            ),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_printed_reads_the_same(expr in expressions()) {
        let printed = expr.to_string();
        prop_assert_eq!(parse(&printed), Ok(expr), "{}", printed);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}") {
        let _ = parse(&text).map(|expr| expr.to_string());
    }

    #[test]
    fn any_text_of_our_signs_is_answered(text in "([\\[\\](){}+*/=<>.,\"; -]|[0-9]|rows|prev|form|SUM|IF|“|×){0,40}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.at.start <= error.at.end && error.at.end <= text.len());
            prop_assert!(text.get(error.at.clone()).is_some(), "{:?} cuts a letter", error.at);
        }
    }

    #[test]
    fn a_damaged_formula_is_answered(expr in expressions(), at in 0usize..200, put in "\\PC{0,2}") {
        let mut text: Vec<char> = expr.to_string().chars().collect();
        let at = at % (text.len() + 1);
        text.splice(at..(at + 1).min(text.len()), put.chars());
        let _ = parse(&text.into_iter().collect::<String>());
    }
}
