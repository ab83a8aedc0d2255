// The table that both draw: fourteen columns as in form II.04, widened by three, with three computed ones and a total.
import type { Page } from "@playwright/test";

/** Printed numbers of the columns that are typed in, of those computed from their row, and of all with a total. */
export const inputs = [4, 5, 6, 7, 8, 9, 12, 13, 14];
export const computed = { 3: "{4}+{5}+{6}", 10: "{8}-{9}", 11: "{10}/{8}*100" };
export const columns = 14;

export const name = (row: number): string => `Nhóm thủ tục hành chính số ${row + 1}`;

/** The figure of a cell; column 8 is never zero. */
export const figure = (row: number, column: number): number => ((row * 37 + column * 101) % 8_999) + 1;

/** A block to be pasted on the whole table, first column included, as Excel puts it on the clipboard. */
export function block(rows: number): { text: string; html: string } {
  const line = (row: number) =>
    Array.from({ length: columns }, (_, ix) => (ix === 0 ? String(row + 1) : ix === 1 ? name(row) : String(figure(row + 7, ix + 1))));
  const cells = Array.from({ length: rows }, (_, row) => line(row));
  const html = cells.map((line) => `<tr>${line.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return { text: cells.map((line) => `${line.join("\t")}\r\n`).join(""), html: `<table>${html}</table>` };
}

/** One of the two tables, open in a page. */
export type Table = {
  page: Page;
  /** Milliseconds from the figures at hand to the first painted row. */
  opening: number;
  /** The element that scrolls, and a row in it. */
  scroller: string;
  row: string;
  /** Puts the keyboard on an input cell of the first row. */
  start: () => Promise<void>;
  /** Pastes the block on the whole table; done when the table says so. */
  paste: (rows: number) => Promise<void>;
  /** Closes the table and opens it again. */
  again: () => Promise<void>;
};
