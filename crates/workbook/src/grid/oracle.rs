//! This crate's reader held against calamine, cell by cell, over every test file.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::{Grid, GridCell, NumberKind, Raw, exact_decimal};
use crate::package::Package;

#[test]
fn both_readers_see_the_same_cells() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");
    let mut cells = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "xlsx") {
            let bytes = std::fs::read(&path).unwrap();
            cells += compare(&bytes, &path.display().to_string());
        }
    }
    assert!(cells > 1000, "only {cells} cells were compared");
}

fn compare(bytes: &[u8], name: &str) -> usize {
    let grid = Grid::read(&mut Package::open(bytes).unwrap()).unwrap();
    let mut oracle: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut count = 0;
    for sheet in &grid.sheets {
        let range = oracle.worksheet_range(&sheet.name).unwrap();
        let mut seen = 0;
        for row in &sheet.rows {
            for cell in row.cells.iter().filter(|cell| !grid.is_blank(cell)) {
                let theirs = range.get_value((row.index, u32::from(cell.column))).unwrap();
                assert!(
                    agrees(&grid, cell, theirs),
                    "{name} {} row {} column {}: {cell:?} {theirs:?}",
                    sheet.name,
                    row.index,
                    cell.column
                );
                seen += 1;
            }
        }
        let theirs = range
            .used_cells()
            .filter(|(_, _, data)| !matches!(data, Data::String(text) if text.trim().is_empty()))
            .count();
        assert_eq!(seen, theirs, "{name} {}", sheet.name);
        count += seen;
    }
    count
}

fn agrees(grid: &Grid, cell: &GridCell, theirs: &Data) -> bool {
    let number = |theirs: f64| match &cell.raw {
        Raw::Integer(own) => own.to_string() == theirs.to_string(),
        Raw::Number(own) => exact_decimal(own).is_some_and(|own| own.to_string() == theirs.to_string()),
        _ => false,
    };
    match theirs {
        // calamine trims texts that do not ask for their blanks; here that is left to the import.
        Data::String(text) => grid.text(cell).is_some_and(|own| own.trim() == text.trim()),
        Data::Float(theirs) => number(*theirs),
        Data::Int(theirs) => cell.raw == Raw::Integer(*theirs),
        Data::Bool(theirs) => cell.raw == Raw::Bool(*theirs),
        Data::DateTime(theirs) => grid.kind(cell) == NumberKind::Date && number(theirs.as_f64()),
        Data::DateTimeIso(theirs) => matches!(&cell.raw, Raw::IsoDate(own) if **own == **theirs),
        Data::Error(_) => matches!(cell.raw, Raw::Error(_)),
        _ => false,
    }
}
