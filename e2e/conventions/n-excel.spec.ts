import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport } from "../support/fields";
import { lines, press } from "../support/grid";
import { read } from "../support/ground";
import { cell, expectMessage, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";
import { cellWith, overtype, type Parts, unzip, zip } from "../support/workbook";

const sheet = "xl/worksheets/sheet1.xml";
const late = { account: accounts.governmentOffice, form: "II.06g/VPCP/KSTT", kind: "year" } as const;
const review = { account: accounts.governmentOffice, form: "II.07b/VPCP/KSTT", kind: "year" } as const;

const text = (parts: Parts, path: string): string => parts.get(path)?.toString("utf8") ?? "";

async function download(page: Page): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải xuống .xlsx" }).click()]);
  return readFileSync(await file.path());
}

/** The dialog of the import with a file chosen. */
async function choose(page: Page, buffer: Buffer, name = "bao-cao.xlsx") {
  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Nhập từ Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  return dialog;
}

const openLate = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openReport(signedIn, { ...late, rows: { "Hộ tịch": { 3: "1234", 4: "NN10", 5: "=1+1" }, "Chứng thực": { 3: "5", 4: "NN01", 5: "@x" } } });

convention(116, async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...review, rows: {} });
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  await page.getByRole("checkbox", { name: /Hộ tịch/ }).check();
  await page.getByRole("button", { name: "Thêm 1 dòng" }).click();
  await lines(page).first().locator('[aria-colindex="4"]').click();
  await page.keyboard.type("1234567");
  await press(page, "Enter");
  await expectSaved(page);
  const parts = unzip(await download(page));
  const xml = text(parts, sheet);
  expect(xml, "the header's merged cells").toMatch(/<mergeCells count="\d+"/);
  expect(xml, "widths").toMatch(/<col [^>]*width="/);
  expect(xml, "frozen panes").toMatch(/<pane [^>]*state="frozen"/);
  expect(xml, "protected").toContain("<sheetProtection");
  expect(xml, "a live formula with its cached value").toMatch(/<c [^>]*><f>[^<]*\+[^<]*<\/f><v>1234567<\/v>/);
  expect(text(parts, "xl/styles.xml"), "formats of numbers").toMatch(/#,##0/);
  const book = text(parts, "xl/workbook.xml");
  expect(book, "what the file is for is hidden in it").toMatch(/state="(very)?[hH]idden"/);
  const everything = [...parts.values()].map((part) => part.toString("utf8")).join();
  expect(everything).toContain("II.07b/VPCP/KSTT");
  // Computed cells are locked, input cells are not.
  const styles = text(parts, "xl/styles.xml");
  expect(styles).toContain('locked="0"');
});

convention(116, "lists for cells that are chosen from a catalogue", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const parts = unzip(await download(page));
  expect(text(parts, sheet)).toMatch(/<dataValidation [^>]*type="list"/);
  expect(text(parts, "xl/sharedStrings.xml"), "items by their names").toContain("Nguyên nhân khác");
});

convention(117, async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const id = Number(page.url().split("/").pop());
  const before = await read(page, id);
  const file = await download(page);
  // Rows may stand elsewhere meanwhile, and figures may be others.
  await cell(page, "Chứng thực", 3).click();
  await page.keyboard.type("77");
  await press(page, "Enter");
  await cell(page, "Chứng thực", 3).click();
  await press(page, "Alt+ArrowUp");
  await press(page, "Control+s");
  await expectSaved(page);
  const dialog = await choose(page, file);
  await expect(dialog.getByRole("row", { name: /Chứng thực/ }), "old and new").toContainText("77");
  await expect(dialog.getByRole("row", { name: /Hộ tịch/ }), "only what differs").toHaveCount(0);
  await dialog.getByRole("button", { name: "Ghi vào báo cáo" }).click();
  await expectMessage(page, /Đã nhập từ Excel: 1 thay đổi/);
  const after = await read(page, id);
  const cells = (data: typeof before) => Object.fromEntries(data.rows.map(({ key, cells }) => [key, cells]));
  expect(cells(after), "every value exactly the same").toEqual(cells(before));
});

convention(119, "numbers stored as text are read", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const parts = unzip(await download(page));
  overtype(parts, sheet, cellWith(parts, sheet, "1234"), "12.345");
  const dialog = await choose(page, zip(parts));
  await expect(dialog.getByRole("row", { name: /Hộ tịch/ })).toContainText("12.345");
  await dialog.getByRole("button", { name: "Ghi vào báo cáo" }).click();
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("12.345");
});

convention(121, "a preview before anything is written, and one step to undo", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const parts = unzip(await download(page));
  overtype(parts, sheet, cellWith(parts, sheet, "1234"), "99");
  const dialog = await choose(page, zip(parts));
  const line = dialog.getByRole("row", { name: /Hộ tịch/ });
  await expect(line, "old and new").toContainText("1.234");
  await expect(line).toContainText("99");
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("1.234");
  await dialog.getByRole("button", { name: "Hủy" }).click();
  await expect(cell(page, "Hộ tịch", 3), "nothing was written").toHaveText("1.234");
});

convention(122, "broken files, bombs and rows without end", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const good = unzip(await download(page));
  const bomb = new Map(good);
  bomb.set(sheet, Buffer.concat([good.get(sheet)!, Buffer.alloc(30_000_000, 32)]));
  const empty = new Map(good);
  const rows = Array.from({ length: 60_000 }, (_, ix) => `<row r="${ix + 1_000}"/>`).join("");
  empty.set(sheet, Buffer.from(text(good, sheet).replace("</sheetData>", `${rows}</sheetData>`)));
  for (const [what, file] of [
    ["broken", Buffer.concat([zip(good).subarray(0, 3_000), Buffer.from("…")])],
    ["a bomb", zip(bomb)],
  ] as const) {
    const begun = Date.now();
    const dialog = await choose(page, file);
    await expect(dialog.getByRole("alert"), what).toBeVisible();
    expect(Date.now() - begun, `${what}: milliseconds`).toBeLessThan(15_000);
    await expect(dialog.getByRole("button", { name: "Ghi vào báo cáo" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Hủy" }).click();
  }
  const begun = Date.now();
  const dialog = await choose(page, zip(empty));
  await expect(dialog.getByText("Tệp không làm thay đổi số liệu nào.")).toBeVisible();
  expect(Date.now() - begun, "rows without end").toBeLessThan(15_000);
});

convention(124, async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const parts = unzip(await download(page));
  const xml = text(parts, sheet);
  expect(xml, "a text that looks like a formula is none").not.toMatch(/<f>1\+1<\/f>/);
  expect(text(parts, "xl/sharedStrings.xml")).toContain("=1+1");
  const dialog = await choose(page, zip(parts));
  await expect(dialog.getByRole("row", { name: /Hộ tịch/ }), "and comes back as it was").toHaveCount(0);
});
