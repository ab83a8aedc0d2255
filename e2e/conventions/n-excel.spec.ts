import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport } from "../support/fields";
import { lines, press } from "../support/grid";
import { read } from "../support/ground";
import { apply, choose, download, payload, problems, taken } from "../support/importing";
import { cell, expectMessage, expectSaved } from "../support/steps";
import { expect, type Fixtures, test } from "../support/test";
import { cellWith, overtype, type Parts, unzip, zip } from "../support/workbook";

const sheet = "xl/worksheets/sheet1.xml";
const late = { account: accounts.governmentOffice, form: "II.06g/VPCP/KSTT", kind: "year" } as const;
const review = { account: accounts.governmentOffice, form: "II.07b/VPCP/KSTT", kind: "year" } as const;

const text = (parts: Parts, path: string): string => parts.get(path)?.toString("utf8") ?? "";

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
  await apply(dialog).click();
  await expectMessage(page, /Đã nhập từ Excel: 1 thay đổi/);
  const after = await read(page, id);
  const cells = (data: typeof before) => Object.fromEntries(data.rows.map(({ key, cells }) => [key, cells]));
  expect(cells(after), "every value exactly the same").toEqual(cells(before));
});

convention(117, "computed cells are compared figure by figure and never taken", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...review, rows: { "Hộ tịch": { 4: "1234567" } } });
  const parts = unzip(await download(page));
  const same = await choose(page, zip(parts));
  await expect(same.getByText(/^[1-9]\d* ô công thức trong tệp .*: 0 ô khác/)).toBeVisible();
  await same.getByRole("button", { name: "Hủy" }).click();

  const xml = text(parts, sheet);
  const changed = xml.replace(/(<c r="[A-Z]+\d+"[^>]*><f>[^<]*<\/f><v>)1234567(<\/v>)/, "$1998$2");
  const at = /<c r="([A-Z]+\d+)"[^>]*><f>[^<]*<\/f><v>998</.exec(changed)?.[1] ?? "no cell";
  parts.set(sheet, Buffer.from(changed));
  overtype(parts, sheet, cellWith(parts, sheet, "1234567"), "2000");
  const dialog = await choose(page, zip(parts));
  const differences = dialog.getByRole("table", { name: "Ô công thức khác số hệ thống tính" });
  const line = differences.getByRole("row").filter({ has: page.getByRole("cell", { name: at, exact: true }) });
  await expect(line, "what the file says").toContainText("998");
  await expect(line, "what the system computes of the file's own entries").toContainText("2.000");
  await apply(dialog).click();
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("2.000");
  await expect(cell(page, "Hộ tịch", 3), "the system's figure").toHaveText("2.000");
});

convention(119, async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  const dialog = await choose(page, payload("odd.xlsx"));
  await expect(dialog.getByText(/dòng 5–9\./), "trailing blanks are no rows").toBeVisible();
  for (const [at, words] of [
    ["C5", "Số được lưu dạng chữ “1.234”; đã hiểu là 1.234."],
    ["C6", "Ô số lại chứa ngày 04/03/2026"],
    ["C7", "Vùng C7:D7 bị gộp ô"],
    ["C8", "công thức chưa được tính"],
    ["C9", "Dòng đang bị ẩn"],
  ] as const) {
    await expect(problems(dialog).filter({ hasText: at }), at).toContainText(words);
  }
  await expect(problems(dialog)).toHaveCount(5);
  await taken(dialog, "5 trong 5");
  await dialog.getByRole("button", { name: "Chỉ dòng không lỗi" }).click();
  await taken(dialog, "3 trong 5");
  await apply(dialog).click();
  await expect(cell(page, "Hộ tịch", 3), "a number as text").toHaveText("1.234");
  await expect(cell(page, "Hộ tịch", 4), "a code with a blank behind it").toContainText("Nguyên nhân khác");
  await expect(cell(page, "Hộ tịch", 5), "a day number").toHaveText("21/11/2026");
  await expect(cell(page, "Quốc tịch", 3), "the first of merged cells").toHaveText("17");
  await expect(cell(page, "Nuôi con nuôi", 3), "a hidden row").toHaveText("9");
  await expect(lines(page).filter({ hasText: "Chứng thực" }), "a row with an error").toHaveCount(0);
});

convention(119, "numbers stored as text are read", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const parts = unzip(await download(page));
  overtype(parts, sheet, cellWith(parts, sheet, "1234"), "12.345");
  const dialog = await choose(page, zip(parts));
  await expect(dialog.getByRole("row", { name: /Hộ tịch/ })).toContainText("12.345");
  await apply(dialog).click();
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("12.345");
});

convention(121, "rows are chosen, and what was taken is one step to undo", async ({ signedIn }) => {
  const rows = { "Hộ tịch": { 3: "1234" }, "Chứng thực": { 3: "4321" }, "Quốc tịch": { 3: "777001" } };
  const page = await openReport(signedIn, { ...late, rows });
  const id = Number(page.url().split("/").pop());
  const before = (await read(page, id)).rows;
  const parts = unzip(await download(page));
  overtype(parts, sheet, cellWith(parts, sheet, "1234"), "99");
  overtype(parts, sheet, cellWith(parts, sheet, "4321"), "nhiều");
  overtype(parts, sheet, cellWith(parts, sheet, "777001"), "88");
  const dialog = await choose(page, zip(parts));
  await taken(dialog, "3 trong 3");
  await dialog.getByRole("button", { name: "Bỏ tất cả" }).click();
  await taken(dialog, "0 trong 3");
  await expect(apply(dialog), "nothing chosen").toBeDisabled();
  await dialog.getByRole("button", { name: "Lấy tất cả" }).click();
  await dialog.getByRole("checkbox", { name: "Lấy dòng Quốc tịch" }).uncheck();
  await taken(dialog, "2 trong 3");
  await dialog.getByRole("button", { name: "Chỉ dòng không lỗi" }).click();
  await taken(dialog, "2 trong 3");
  await expect(dialog.getByRole("checkbox", { name: "Lấy dòng Chứng thực" })).not.toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "Lấy dòng Quốc tịch" })).toBeChecked();
  await apply(dialog).click();
  await expectMessage(page, /Đã nhập từ Excel: 2 thay đổi/);
  const shows = async (first: string, second: string, third: string) => {
    await expect(cell(page, "Hộ tịch", 3)).toHaveText(first);
    await expect(cell(page, "Chứng thực", 3), "left out").toHaveText(second);
    await expect(cell(page, "Quốc tịch", 3)).toHaveText(third);
  };
  await shows("99", "4.321", "88");
  await cell(page, "Hộ tịch", 3).click();
  await press(page, "Control+z");
  await shows("1.234", "4.321", "777.001");
  await press(page, "Control+s");
  await expectSaved(page);
  expect((await read(page, id)).rows, "the server has it as it was").toEqual(before);
  await press(page, "Control+y");
  await shows("99", "4.321", "88");
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

convention(122, async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const good = unzip(await download(page));
  const changed = (change: (parts: Parts) => void): Buffer => {
    const parts = new Map(good);
    change(parts);
    return zip(parts);
  };
  const withSheet = (xml: string) => changed((parts) => parts.set(sheet, Buffer.from(text(good, sheet).replace("</sheetData>", `${xml}</sheetData>`))));
  const types = text(good, "[Content_Types].xml");
  const macro = types.replace(/application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml/, "application/vnd.ms-excel.sheet.macroEnabled.main+xml");
  const rows = Array.from({ length: 1_000_000 }, (_, ix) => `<row r="${ix + 40}"/>`).join("");
  for (const [what, file, words] of [
    ["broken", Buffer.concat([zip(good).subarray(0, 3_000), Buffer.from("…")]), /bị hỏng|không đúng định dạng/],
    ["a bomb", changed((parts) => parts.set(sheet, Buffer.concat([good.get(sheet)!, Buffer.alloc(30_000_000, 32)]))), /giải nén/],
    ["a macro in a sound file", changed((parts) => parts.set("xl/vbaProject.bin", Buffer.alloc(200, 7))), /macro/],
    ["a macro workbook", changed((parts) => parts.set("[Content_Types].xml", Buffer.from(macro))), /macro/],
    ["a link to another file", changed((parts) => parts.set("xl/externalLinks/externalLink1.xml", Buffer.from("<x/>"))), /liên kết/],
    ["a million empty rows", withSheet(rows), /sau dòng 100\.000/],
  ] as const) {
    const begun = Date.now();
    const dialog = await choose(page, file);
    await expect(dialog.getByRole("alert"), what).toContainText(words);
    test.info().annotations.push({ type: "milliseconds", description: `${what}: ${Date.now() - begun}` });
    await expect(apply(dialog)).toBeDisabled();
    await dialog.getByRole("button", { name: "Hủy" }).click();
  }
  await expect(cell(page, "Hộ tịch", 3), "nothing was written").toHaveText("1.234");
});

convention(122, "empty rows below the table do no harm", async ({ signedIn }) => {
  const page = await openLate(signedIn);
  const good = unzip(await download(page));
  const rows = Array.from({ length: 60_000 }, (_, ix) => `<row r="${ix + 1_000}"/>`).join("");
  good.set(sheet, Buffer.from(text(good, sheet).replace("</sheetData>", `${rows}</sheetData>`)));
  const dialog = await choose(page, zip(good));
  await expect(dialog.getByText("Tệp không làm thay đổi số liệu nào.")).toBeVisible();
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
