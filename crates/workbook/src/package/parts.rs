//! What the package says about its own parts: names, content types, relations, the list of sheets.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::{Package, Xml, attribute};
use crate::error::{Limit, WorkbookError};

/// Sheets of a workbook.
pub(crate) const MAX_SHEETS: usize = 50;

/// A worksheet as the workbook lists it.
#[derive(Debug, Clone)]
pub(crate) struct SheetEntry {
    /// Name on its tab.
    pub(crate) name: String,
    /// Name of its part.
    pub(crate) part: String,
    /// Whether its tab is hidden.
    pub(crate) is_hidden: bool,
}

/// Parts that have no place in a table of figures.
pub(super) fn check_name(name: &str) -> Result<(), WorkbookError> {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["vbaproject", "vbadata", "macrosheets/"]) {
        Err(WorkbookError::Macros)
    } else if has(&["externallinks/", "connections.xml", "querytables/"]) {
        Err(WorkbookError::ExternalLink)
    } else if has(&["embeddings/", "activex/", "oleobject"]) {
        Err(WorkbookError::EmbeddedObject)
    } else if name == "encryptedpackage" || name == "encryptioninfo" {
        Err(WorkbookError::Encrypted)
    } else {
        Ok(())
    }
}

/// The declared types must name a plain workbook and nothing that runs or embeds.
pub(super) fn check_content_types(types: Option<&str>) -> Result<(), WorkbookError> {
    use crate::error::FileKind::{Unknown, Xlsb};
    let types = types.ok_or(WorkbookError::OtherKind(Unknown))?;
    let types = types.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| types.contains(word));
    if has(&["macroenabled", "vbaproject", "macrosheet"]) {
        Err(WorkbookError::Macros)
    } else if has(&["externallink+xml", "connections+xml", "querytable+xml"]) {
        Err(WorkbookError::ExternalLink)
    } else if has(&["oleobject", "activex", "controlproperties"]) {
        Err(WorkbookError::EmbeddedObject)
    } else if has(&["excel.sheet.binary"]) {
        Err(WorkbookError::OtherKind(Xlsb))
    } else if has(&["spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml"]) {
        Ok(())
    } else {
        Err(WorkbookError::OtherKind(Unknown))
    }
}

/// Relations may leave the package only as hyperlinks, which nobody follows here.
pub(super) fn check_relations(text: &str) -> Result<(), WorkbookError> {
    for_each_element(text, "Relationship", |relation| {
        let kind = relation("Type").to_ascii_lowercase();
        if kind.ends_with("/vbaproject") || kind.ends_with("/xlmacrosheet") {
            return Err(WorkbookError::Macros);
        }
        if kind.ends_with("/oleobject") || kind.ends_with("/control") || kind.ends_with("/package") {
            return Err(WorkbookError::EmbeddedObject);
        }
        let leaves = relation("TargetMode").eq_ignore_ascii_case("external") && !kind.ends_with("/hyperlink");
        if leaves || kind.contains("/externallink") || kind.ends_with("/connections") {
            return Err(WorkbookError::ExternalLink);
        }
        Ok(())
    })
}

/// What the workbook's own part and its relations say.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The worksheets in the order of their tabs.
    pub(crate) sheets: Vec<SheetEntry>,
    /// The part of the shared texts.
    pub(super) texts: Option<String>,
    /// The part of the styles.
    pub(super) styles: Option<String>,
    /// Whether days are counted from 1904, as old Macintosh files do.
    pub(super) is_1904: bool,
}

/// Reads the workbook's own part.
pub(super) fn book(package: &mut Package<'_>) -> Result<Book, WorkbookError> {
    let (workbook, relations) = workbook_and_relations(package)?;
    let related = |kind: &str| relations.iter().find(|relation| relation.kind.ends_with(kind));
    let part = |kind: &str| related(kind).map(|relation| relation.part.clone());
    let mut book = Book { texts: part("/sharedstrings"), styles: part("/styles"), ..Book::default() };
    for_each_element(&workbook, "workbookPr", |properties| {
        book.is_1904 |= matches!(properties("date1904").as_str(), "1" | "true" | "on");
        Ok(())
    })?;
    let mut seen = BTreeSet::new();
    for_each_element(&workbook, "sheet", |sheet| {
        let id = sheet("id");
        let relation = relations.iter().find(|relation| relation.id == id);
        if let Some(relation) = relation.filter(|relation| relation.kind.ends_with("/worksheet")) {
            // One large part under fifty names would be read fifty times.
            if !seen.insert(relation.part.to_ascii_lowercase()) {
                return Err(WorkbookError::damaged("two sheets with one part"));
            }
            let is_hidden = sheet("state").to_ascii_lowercase().contains("hidden");
            book.sheets.push(SheetEntry { name: sheet("name"), part: relation.part.clone(), is_hidden });
        }
        Ok(())
    })?;
    if book.sheets.len() > MAX_SHEETS {
        return Err(WorkbookError::TooMuchData(Limit::Sheets));
    }
    Ok(book)
}

struct Relation {
    id: String,
    kind: String,
    part: String,
}

fn workbook_and_relations(package: &mut Package<'_>) -> Result<(String, Vec<Relation>), WorkbookError> {
    let main = relations_of(package, "")?.into_iter().find(|relation| relation.kind.ends_with("/officedocument"));
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
    let text = package.text(&main)?.ok_or_else(|| WorkbookError::damaged("no workbook part"))?;
    let relations = relations_of(package, &main)?;
    Ok((text, relations))
}

fn relations_of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, WorkbookError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = Vec::new();
    if let Some(text) = package.text(&name)? {
        for_each_element(&text, "Relationship", |relation| {
            relations.push(Relation {
                id: relation("Id"),
                kind: relation("Type").to_ascii_lowercase(),
                part: resolve(folder, &relation("Target")),
            });
            Ok(())
        })?;
    }
    Ok(relations)
}

/// A target is relative to the folder of its source, or absolute in the package.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => drop(path.pop()),
            other => path.push(other),
        }
    }
    path.join("/")
}

/// Calls `visit` with a look-up of attributes for every element of this local name.
fn for_each_element(
    text: &str,
    name: &str,
    mut visit: impl FnMut(&dyn Fn(&str) -> String) -> Result<(), WorkbookError>,
) -> Result<(), WorkbookError> {
    let mut xml = Xml::new(text.as_bytes());
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => {
                visit(&|key| attribute(&element, key).ok().flatten().unwrap_or_default())?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../styles.xml", "xl/styles.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
