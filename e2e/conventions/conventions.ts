// The conventions of the grid that people expect from a spreadsheet: number and what it says in a few words.
// Whether it holds is said by tests (`convention(number, …)`), or why not by `exceptions`.

export type Section = { letter: string; title: string; names: Record<number, string> };

export const sections: Section[] = [
  {
    letter: "A",
    title: "Moving",
    names: {
      1: "One Tab stop, no keyboard trap",
      2: "Arrows move one cell, stop at edges, stay in view",
      3: "Tab goes to the next input cell",
      4: "Enter goes down, back to where the Tab run began",
      5: "Enter and Tab cycle inside a range",
      6: "Home, End, Ctrl+Home, Ctrl+End",
      7: "Ctrl+Arrow goes to the edge of the filled block",
      8: "Page Up/Down, Alt for left and right",
      9: "Ctrl+Backspace brings the cell back; Ctrl+G goes to a row",
      10: "Merged and header cells are one step, the column is remembered",
      11: "Scrolling does not move the active cell",
      12: "Ctrl+Page Up/Down changes the sheet",
    },
  },
  {
    letter: "B",
    title: "Selecting",
    names: {
      13: "Click selects, drag selects a range and scrolls",
      14: "Shift with movement extends, never past the grid",
      15: "Shift+click extends, Ctrl+click adds a range",
      16: "Whole columns, rows, all; by key and by header",
      17: "Status bar: count, sum, average, min, max, exact",
      18: "Esc drops marks, then the range, never data",
      19: "The selection survives saving, sorting and pasting",
      20: "Right click selects; context menu also by key",
    },
  },
  {
    letter: "C",
    title: "Editing",
    names: {
      21: "Typing replaces; the first key arrives exactly once",
      22: "F2 and double click edit; F2 again toggles arrows",
      23: "Arrows commit after typing, move the caret after F2",
      24: "Enter, Tab, blur, scrolling commit; Esc restores",
      25: "Ctrl+Enter fills the range and stays",
      26: "Alt+Enter breaks a line in text",
      27: "Delete clears input cells only; Backspace clears and edits",
      28: "Ctrl+; today's date, Ctrl+' the value above",
      29: "Shortcuts never type their letter",
      30: "Invalid input is kept, marked, explained",
      31: "The editor is wide enough and shows the raw value",
      32: "Catalogue cells: open, filter, choose, close",
      33: "Yes/no by Space; dates as people write them",
      34: "Too long text: counter, stop, warning on paste",
      35: "An unchanged value is no change",
    },
  },
  {
    letter: "D",
    title: "Vietnamese typing",
    names: {
      36: "An input method's first key begins in the cell",
      37: "While composing, keys belong to the input method",
      38: "Backspace-and-text typing at full speed",
      39: "Keys without a name (VK_PACKET) are typed",
      40: "No inline completion",
      41: "Ten keys a second for 30 s lose nothing",
      42: "Text is stored in NFC",
      43: "Search without diacritics, exact first",
      44: "Vietnamese order",
      45: "Tone keys do no harm in number cells",
    },
  },
  {
    letter: "E",
    title: "Numbers, vi-VN",
    names: {
      46: "1.234.567,89 and -1.234,5",
      47: "Spaces, full width, +, blanks are understood",
      48: "Numpad comma; 1234.5 and 1.234",
      49: "Ambiguous input is shown as understood",
      50: "Percent",
      51: "Units of measure never change the value",
      52: "20 + 6 digits exactly",
      53: "Rounding is declared and happens only there",
      54: "Blank is not zero",
      55: "Right-aligned tabular figures, never cut",
      56: "Number in words",
      57: "Whole, non-negative, length are refused at entry",
      58: "Errors are typed and readable",
    },
  },
  {
    letter: "F",
    title: "Clipboard",
    names: {
      59: "Copy, cut, paste by keys, menu and events",
      60: "Text and HTML with exact values",
      61: "Excel's quoting",
      62: "HTML's exact values win; merged cells spread",
      63: "Separators are found for the whole block",
      64: "Negatives, dashes, currency signs",
      65: "One cell fills, a block repeats or extends",
      66: "Locked cells are skipped and reported",
      67: "Overflow grows rows or is refused",
      68: "Catalogue values match by code, then name",
      69: "One paste is one undo step and one save",
      70: "Preview of large overwriting",
      71: "Values only",
      72: "Cut moves, refused for locked cells",
      73: "10,000 × 14 without a long frame",
      74: "Copy with headers",
    },
  },
  {
    letter: "G",
    title: "Filling",
    names: {
      75: "Ctrl+D, Ctrl+R",
      76: "Fill handle",
      77: "Series",
      78: "Filling skips locked cells, one undo step",
      79: "Take last period's value",
    },
  },
  {
    letter: "H",
    title: "Undo and redo",
    names: {
      80: "100 steps; the selection returns",
      81: "After saving, scrolling, adding rows",
      82: "Computed cells follow exactly",
      83: "Others' changes are never undone",
    },
  },
  {
    letter: "I",
    title: "Headers, frozen parts, layout",
    names: {
      84: "Header levels with spans and numbers row",
      85: "Header, names and total stay in view",
      86: "Column widths by drag and fit, remembered",
      87: "Names wrap, levels are indented, groups fold",
      88: "Row and column of the cell are marked",
      89: "Sorting and filtering change nothing stored",
      90: "Full screen, density, 1366 × 768",
    },
  },
  {
    letter: "J",
    title: "The three kinds of rows",
    names: {
      91: "Fixed rows are locked",
      92: "Catalogue rows: pick many, search, paste codes, no doubles",
      93: "Free rows: Enter adds, keys insert and delete, blank ones vanish",
      94: "Rows move; numbering follows",
      95: "Totals and rules stay right",
      96: "Deleting data asks once; min and max rows",
      97: "Closed catalogue items stay readable",
    },
  },
  {
    letter: "K",
    title: "Formulas",
    names: {
      98: "Formula cells look different, explain, outline sources",
      99: "Values follow at once, everywhere",
      100: "The server recomputes; a difference blocks",
      101: "Percentages of totals come from totals",
      102: "Cycles and unknown references are found",
      103: "Override where the form allows it",
      104: "Division by zero and blanks follow the policy",
    },
  },
  {
    letter: "L",
    title: "Validation",
    names: {
      105: "Rules run while typing; the same at submitting",
      106: "A finding tells code, level, cells, values, difference",
      107: "Mark, tooltip, panel, F8",
      108: "Cross-row, cross-column, cross-table, previous period",
      109: "Missing values by declared strategy",
      110: "A repaired finding disappears; explanations stay",
      111: "No alert boxes",
    },
  },
  {
    letter: "M",
    title: "Find, zoom, print",
    names: {
      112: "Ctrl+F finds in all rows; Ctrl+H replaces",
      113: "Filters: errors, empty required, changed",
      114: "Zoom 50–200 %, 400 % usable",
      115: "Print and PDF",
    },
  },
  {
    letter: "N",
    title: "Excel files",
    names: {
      116: "Export with headers, formulas, locks, lists",
      117: "Round trip is exact, matched by code",
      118: "xlsx, xls, ods, csv; mapping is remembered",
      119: "Oddities are handled and reported",
      120: "Old fonts are detected",
      121: "Preview before writing; partial import",
      122: "Macros, bombs and broken files end with a message",
      123: "10,000 × 14 within a second each way",
      124: "Formula injection is neutralised",
    },
  },
  {
    letter: "O",
    title: "Accessibility",
    names: {
      125: "Grid roles with true counts and indexes",
      126: "Focus and full names for screen readers",
      127: "Read-only, invalid, selected, busy are told",
      128: "A switch for no virtualisation",
      129: "WCAG 2.2 AA",
      130: "Everything by keyboard; keys are listed",
      131: "Touch",
    },
  },
  {
    letter: "P",
    title: "Speed and size",
    names: {
      132: "At most 1,500 cells in the page, no blank frames",
      133: "Key to paint and commit within limits",
      134: "Opening 1,000 and 100,000 rows",
      135: "Memory does not grow",
    },
  },
  {
    letter: "Q",
    title: "Saving",
    names: {
      136: "Autosave and Ctrl+S, state visible",
      137: "Closing, network, session: nothing is lost",
      138: "Two people: merge by cell, clashes shown",
      139: "History of a cell",
      140: "Comments, filled-in share, read-only with reason",
    },
  },
];

/** Why a convention is not kept (yet). */
export const exceptions: Record<number, string> = {};

/** What a convention says. */
export function nameOf(number: number): string {
  const section = sections.find(({ names }) => number in names);
  if (!section) throw new Error(`there is no convention ${number}`);
  return section.names[number]!;
}
