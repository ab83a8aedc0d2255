//! The looks of cells.

use domain::template::{Column, ColumnType};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::plan::Plan;

const COMPUTED: Color = Color::RGB(0x00EF_EFEF);
const HEADER: Color = Color::RGB(0x00DD_E6F0);

/// The looks of the sheet's parts.
pub(super) struct Formats {
    pub(super) unit_name: Format,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) note: Format,
    pub(super) header: Format,
    pub(super) number_row: Format,
    pub(super) fixed: Looks,
    /// By place of the data column.
    columns: Vec<Looks>,
}

/// The looks of a column's cells.
pub(super) struct Looks {
    /// Prescribed or computed.
    pub(super) locked: Format,
    /// Typed in.
    pub(super) input: Format,
    /// Typed in, and shown as text whatever it begins with.
    pub(super) quoted: Format,
    /// In totals, subtotals and headings.
    pub(super) strong: Format,
}

impl Formats {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let text = || Format::new().set_font_name("Times New Roman").set_font_size(11);
        let centred = || text().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let header = centred().set_bold().set_border(FormatBorder::Thin).set_background_color(HEADER);
        Self {
            unit_name: text().set_bold(),
            title: centred().set_bold().set_font_size(14),
            subtitle: centred().set_italic(),
            note: text().set_italic().set_align(FormatAlign::Right),
            number_row: centred()
                .set_italic()
                .set_font_size(9)
                .set_border(FormatBorder::Thin)
                .set_background_color(HEADER),
            header,
            fixed: Looks::new(&cell().set_text_wrap()),
            columns: plan.columns.iter().map(|column| Looks::of(column.column)).collect(),
        }
    }

    /// The looks of a data column by its index in the plan.
    pub(super) fn column(&self, index: usize) -> &Looks {
        self.columns.get(index).unwrap_or(&self.fixed)
    }
}

impl Looks {
    fn of(column: &Column) -> Self {
        Self::new(&match column.kind {
            ColumnType::Integer => cell().set_num_format("#,##0"),
            ColumnType::Decimal { scale } | ColumnType::Percent { scale } => cell().set_num_format(decimals(scale)),
            ColumnType::Date => cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            ColumnType::Bool => cell().set_align(FormatAlign::Center),
            // "@": what is typed stays text, a date or a number of a document too.
            _ => cell().set_num_format("@").set_text_wrap(),
        })
    }

    fn new(base: &Format) -> Self {
        Self {
            locked: base.clone().set_background_color(COMPUTED),
            input: base.clone().set_unlocked(),
            quoted: base.clone().set_unlocked().set_quote_prefix(),
            strong: base.clone().set_background_color(COMPUTED).set_bold(),
        }
    }
}

fn cell() -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(11)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

fn decimals(scale: u8) -> String {
    if scale == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(usize::from(scale))) }
}
