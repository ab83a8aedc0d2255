// Handsontable with the formulas of HyperFormula, its own engine, on a page of its own. It is a devDependency for measuring
// only, under its licence key for evaluation.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Page } from "@playwright/test";

import { slowDown } from "./page";
import { block, columns, computed, figure, inputs, name, type Table } from "./table";

const address = "http://handsontable.test";

/** The page, and the files of both packages. */
const files: Record<string, [type: string, text: () => string]> = {
  "/": ["text/html", page],
  "/handsontable.css": ["text/css", () => file("handsontable/styles/handsontable.min.css")],
  "/theme.css": ["text/css", () => file("handsontable/styles/ht-theme-main.min.css")],
  "/hyperformula.js": ["text/javascript", () => file("hyperformula/dist/hyperformula.full.min.js")],
  "/handsontable.js": ["text/javascript", () => file("handsontable/dist/handsontable.full.min.js")],
};

const file = (path: string): string => readFileSync(join(import.meta.dirname, "../../node_modules", path), "utf8");

/** The versions that were measured. */
export const version = ["handsontable", "hyperformula"]
  .map((name) => `${name} ${(JSON.parse(file(`${name}/package.json`)) as { version: string }).version}`)
  .join(", ");

function page(): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Handsontable</title>
    <link rel="stylesheet" href="/handsontable.css"><link rel="stylesheet" href="/theme.css">
    <script src="/hyperformula.js"></script><script src="/handsontable.js"></script></head>
    <body><div id="table" class="ht-theme-main"></div></body></html>`;
}

/** Opens Handsontable with the same table. */
export async function handsontable(browser: Browser, rows: number, slowdown: number, isFilled = true): Promise<Table> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(`${address}/**`, async (route) => {
    const [contentType, text] = files[new URL(route.request().url()).pathname] ?? ["text/plain", () => ""];
    await route.fulfill({ contentType, body: text() });
  });
  await slowDown(page, slowdown);
  await page.goto(address);
  await page.evaluate((data) => Object.assign(window, data), { lines: lines(rows, isFilled), readOnly: readOnly(), rows });
  const opening = await page.evaluate(build);
  const again = async () => {
    await page.evaluate(() => (window as any).table.destroy());
    await page.evaluate(build);
  };
  return { page, opening, scroller: ".ht_master .wtHolder", row: "td", start: () => select(page, 3), paste: (rows) => paste(page, rows), again };
}

/** Cells as HyperFormula reads them: figures, formulas of a row, and the total below all rows. */
function lines(rows: number, isFilled: boolean): (string | number | null)[][] {
  const letter = (column: number) => String.fromCharCode(64 + column);
  const formula = (text: string, row: number) => `=${text.replace(/\{(\d+)\}/g, (_, column) => `${letter(Number(column))}${row}`)}`;
  const cell = (row: number, column: number): string | number | null => {
    if (column === 1) return row + 1;
    if (column === 2) return name(row);
    const own = (computed as Record<number, string>)[column];
    if (own) return column === 11 ? `=IFERROR(ROUND(${formula(own, row + 1).slice(1)},2),"")` : formula(own, row + 1);
    return isFilled && inputs.includes(column) ? figure(row, column) : null;
  };
  const all = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, ix) => cell(row, ix + 1)));
  const total = Array.from({ length: columns }, (_, ix) => {
    if (ix < 2) return ix === 1 ? "TỔNG CỘNG" : null;
    return ix === 10 ? `=IFERROR(ROUND(J${rows + 1}/H${rows + 1}*100,2),"")` : `=SUM(${letter(ix + 1)}1:${letter(ix + 1)}${rows})`;
  });
  return [...all, total];
}

const readOnly = (): number[] => [0, ...Object.keys(computed).map((column) => Number(column) - 1)];

/** In the page: draws the table; milliseconds until its first frame is on its way to the screen. */
async function build(): Promise<number> {
  const given = window as any;
  const data = given.lines.map((line: unknown[]) => [...line]);
  const begun = performance.now();
  given.table = new given.Handsontable(document.getElementById("table"), {
    data,
    columns: Array.from({ length: 14 }, (_, col) => ({ type: col === 1 ? "text" : "numeric", readOnly: given.readOnly.includes(col) })),
    cells: (row: number) => (row === given.rows ? { readOnly: true } : {}),
    colHeaders: Array.from({ length: 14 }, (_, col) => `(${col + 1})`),
    colWidths: [52, 260, ...Array.from({ length: 12 }, () => 110)],
    // What would measure every row and column is off, in its favour.
    autoRowSize: false,
    autoColumnSize: false,
    fixedColumnsStart: 2,
    fixedRowsBottom: 1,
    width: 1100,
    height: 440,
    formulas: { engine: given.HyperFormula },
    outsideClickDeselects: false,
    licenseKey: "non-commercial-and-evaluation",
  });
  await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(undefined);
  });
  return performance.now() - begun;
}

async function select(page: Page, col: number): Promise<void> {
  await page.evaluate((col) => {
    const { table } = window as any;
    table.scrollViewportTo({ row: 0, col: 0 });
    table.selectCell(0, col);
  }, col);
}

async function paste(page: Page, rows: number): Promise<void> {
  await select(page, 0);
  await page.evaluate((data) => Object.assign(window, { pasted: data }), block(rows));
  await page.evaluate(async () => {
    const given = window as any;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", given.pasted.text);
    clipboardData.setData("text/html", given.pasted.html);
    const done = new Promise((done) => given.table.addHookOnce("afterPaste", done));
    given.begun = performance.now();
    document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    await done;
    await new Promise((done) => requestAnimationFrame(done));
  });
}
