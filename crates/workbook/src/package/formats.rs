//! Number formats: the only part of the style sheet that calamine is given.
//!
//! It copies fonts and fills into every cell style, so a long name in one font would be copied thousands of times.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::BufRead;

use domain::old_fonts::OldFont;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::xml::{Xml, attribute};
use crate::error::WorkbookError;

/// What Excel keeps, with room for other programs.
const MAX_STYLES: usize = 65_500;
const MAX_CODES: usize = 5_000;
/// Excel's longest format code has 255 letters.
const MAX_CODE: usize = 1024;

/// Number formats of the cell styles, in order.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    /// Format of each cell style.
    styles: Vec<u32>,
    /// Format codes that the file defines.
    codes: HashMap<u32, String>,
    /// Whether each font is of the time before Unicode, and the font of each cell style.
    fonts: Vec<Option<OldFont>>,
    style_fonts: Vec<usize>,
}

impl Formats {
    /// Reads them from the style sheet.
    pub(super) fn read(mut xml: Xml<impl BufRead>) -> Result<Self, WorkbookError> {
        let mut formats = Self::default();
        let (mut in_cell_styles, mut in_fonts) = (false, false);
        loop {
            match xml.next()? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&element, "formatCode")?.unwrap_or_default();
                        formats.codes.insert(id(&element)?, code);
                    }
                    "cellXfs" => in_cell_styles = true,
                    "fonts" => in_fonts = true,
                    "font" if in_fonts => formats.fonts.push(None),
                    "name" if in_fonts => {
                        let name = attribute(&element, "val")?.unwrap_or_default();
                        if let Some(font) = formats.fonts.last_mut() {
                            *font = OldFont::of_name(&name);
                        }
                    }
                    "xf" if in_cell_styles => {
                        formats.styles.push(id(&element)?);
                        let font = attribute(&element, "fontId")?.and_then(|id| id.parse().ok());
                        formats.style_fonts.push(font.unwrap_or_default());
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "cellXfs" => in_cell_styles = false,
                    "fonts" => in_fonts = false,
                    _ => {}
                },
                Event::Eof => return Ok(formats),
                _ => {}
            }
            let has_many = formats.codes.len() > MAX_CODES || formats.fonts.len() > MAX_STYLES;
            if formats.styles.len() > MAX_STYLES || has_many {
                return Err(WorkbookError::damaged("more styles than a spreadsheet program keeps"));
            }
        }
    }

    /// Whether each cell style shows numbers as percentages, which calamine does not tell.
    pub(crate) fn percentages(&self) -> Vec<bool> {
        let is_percent = |id: &u32| match self.codes.get(id) {
            Some(code) => shows_percent(code),
            None => matches!(id, 9 | 10),
        };
        self.styles.iter().map(is_percent).collect()
    }

    /// The font of the time before Unicode that each cell style has.
    pub(crate) fn old_fonts(&self) -> Vec<Option<OldFont>> {
        self.style_fonts.iter().map(|font| self.fonts.get(*font).copied().flatten()).collect()
    }

    /// A style sheet of number formats alone.
    pub(super) fn style_sheet(&self) -> String {
        let mut xml = String::from("<styleSheet><numFmts>");
        for (id, code) in self.codes.iter().filter(|(_, code)| code.len() <= MAX_CODE) {
            // Writing to a string cannot fail.
            let _ = write!(xml, r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#, escape(code.as_str()));
        }
        xml.push_str("</numFmts><cellXfs>");
        for id in &self.styles {
            let _ = write!(xml, r#"<xf numFmtId="{id}"/>"#);
        }
        xml.push_str("</cellXfs></styleSheet>");
        xml
    }
}

/// A format without a number is the general one.
fn id(element: &BytesStart<'_>) -> Result<u32, WorkbookError> {
    Ok(attribute(element, "numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or_default())
}

/// Reads a format code such as `0.00%` or `#,##0" %"`: quoted, bracketed and escaped letters do not count.
fn shows_percent(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => return false,
            '%' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_told() {
        for (code, expected) in [
            ("General", false),
            ("#,##0.00", false),
            ("0.00%", true),
            ("0.00\" %\"", false),
            ("[Red]0%", true),
            ("0\\%", false),
            ("0;0%", false),
        ] {
            assert_eq!(shows_percent(code), expected, "{code}");
        }
    }

    #[test]
    fn nothing_but_number_formats_is_passed_on() {
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot; &lt; &quot;%"/></numFmts>
            <fonts><font><name val="A"/></font></fonts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164"/><xf numFmtId="9"><alignment/></xf></cellXfs></styleSheet>"#;
        let formats = Formats::read(Xml::new(xml.as_bytes())).unwrap();
        assert_eq!(formats.percentages(), [false, true, true]);
        assert_eq!(
            formats.style_sheet(),
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot; &lt; &quot;%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>"#
        );
    }

    #[test]
    fn old_fonts_are_known_by_style() {
        let xml = r#"<styleSheet><fonts><font><sz val="11"/><name val="Calibri"/></font><font><name val=".VnTime"/></font><font/><font><name val="VNI-Times"/></font></fonts>
            <cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/><xf/><xf fontId="3"/><xf fontId="99"/></cellXfs></styleSheet>"#;
        let formats = Formats::read(Xml::new(xml.as_bytes())).unwrap();
        assert_eq!(formats.old_fonts(), [None, Some(OldFont::Tcvn3), None, Some(OldFont::Vni), None]);
    }

    #[test]
    fn styles_have_a_limit() {
        let xml = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(MAX_STYLES + 1));
        assert!(matches!(Formats::read(Xml::new(xml.as_bytes())), Err(WorkbookError::Damaged(_))));
    }
}
