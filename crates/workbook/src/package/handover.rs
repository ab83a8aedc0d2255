//! The package that calamine is given: built anew from the parts that the gate has read to their end, under fixed names.
//!
//! What the gate did not look at is not in it, and names, relations and the list of sheets cannot be read in two ways.

use std::fmt::Write as _;
use std::io::{Cursor, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Contents, Package};
use crate::error::WorkbookError;

/// The name that a sheet has in the new package.
pub(crate) fn sheet_name(index: usize) -> String {
    format!("s{index}")
}

/// Packs the sheets, the shared texts and the number formats.
pub(super) fn pack(package: &mut Package<'_>, contents: &Contents) -> Result<Vec<u8>, WorkbookError> {
    let count = contents.sheets.len();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    write(&mut zip, "_rels/.rels", &relations([("rId1".to_owned(), "officeDocument", "xl/workbook.xml".to_owned())]))?;
    write(&mut zip, "xl/workbook.xml", &workbook(count, package.book.is_1904))?;
    let targets = (0..count).map(|index| (sheet_name(index), "worksheet", format!("worksheets/s{index}.xml")));
    write(&mut zip, "xl/_rels/workbook.xml.rels", &relations(targets))?;
    write(&mut zip, "xl/styles.xml", &contents.formats.style_sheet())?;
    for (index, (sheet, _)) in contents.sheets.iter().enumerate() {
        package.copy_part(&sheet.part, &mut zip, &format!("xl/worksheets/s{index}.xml"))?;
    }
    if let Some(texts) = package.book.texts.clone() {
        package.copy_part(&texts, &mut zip, "xl/sharedStrings.xml")?;
    }
    Ok(zip.finish().map_err(WorkbookError::damaged)?.into_inner())
}

fn workbook(sheets: usize, is_1904: bool) -> String {
    let mut xml = format!(r#"<workbook><workbookPr date1904="{}"/><sheets>"#, u8::from(is_1904));
    for name in (0..sheets).map(sheet_name) {
        // Writing to a string cannot fail.
        let _ = write!(xml, r#"<sheet name="{name}" r:id="{name}"/>"#);
    }
    xml.push_str("</sheets></workbook>");
    xml
}

fn relations(relations: impl IntoIterator<Item = (String, &'static str, String)>) -> String {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = String::from("<Relationships>");
    for (id, kind, target) in relations {
        let _ = write!(xml, r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"/>"#);
    }
    xml.push_str("</Relationships>");
    xml
}

fn write(zip: &mut ZipWriter<impl Write + Seek>, name: &str, text: &str) -> Result<(), WorkbookError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(name, options).map_err(WorkbookError::damaged)?;
    zip.write_all(text.as_bytes()).map_err(WorkbookError::damaged)
}
