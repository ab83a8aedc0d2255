// The grid as a civil servant uses it; the numbers are those of the conventions of spreadsheets that people expect.
import { expect, type CDPSession, type Locator, type Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { addRows, cell, expectSaved, openReport } from "../support/steps";
import { expectAccessible, test } from "../support/test";

/** A report that no other spec touches: a commune's year, rows picked from the catalogue. */
const wanted = { form: "II.05a/VPCP/KSTT", kind: "year", unit: "Phường Ba Đình" } as const;
/** The rows that the tests work in. */
const rows = ["Hộ tịch", "Chứng thực", "Đất đai"];

const editor = (page: Page): Locator => page.locator(".grid-editor");
const said = (page: Page): Locator => page.locator(".grid-said");

/** Opens the report with its rows there, in a clean state of the tested cells. */
async function open(as: (account: typeof accounts.communeEntry) => Promise<Page>): Promise<Page> {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  await expect(page.getByRole("grid")).toBeVisible();
  return page;
}

/** The printed row and column number of the active cell, e.g. "Hộ tịch 4". */
async function active(page: Page): Promise<string> {
  const place = page.locator(".grid-cell.is-active");
  const name = await place.locator("xpath=../*[@role='rowheader']").textContent();
  return `${name} ${await place.getAttribute("aria-colindex")}`;
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+v");
}

/** What an input method, or a typing program, does below the level of keys. */
async function ime(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** UniKey's way: a letter that belongs to no key. */
async function packet(session: CDPSession, text: string): Promise<void> {
  await session.send("Input.dispatchKeyEvent", {
    type: "keyDown",
    key: "Unidentified",
    text,
    windowsVirtualKeyCode: 231,
  });
}

test("92, 43: rows are picked from the catalogue, found without diacritics, none twice", async ({ as }) => {
  const page = await open(as);
  await addRows(page, rows);
  await expectSaved(page);
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const picker = page.getByRole("dialog", { name: "Chọn dòng từ danh mục" });
  await picker.getByRole("searchbox").fill("dat dai");
  await expect(picker.getByRole("checkbox", { name: "Đất đai" })).toBeDisabled();
  await picker.getByRole("button", { name: "Hủy" }).click();
  await expect(editor(page), "the keyboard is back on the grid").toBeFocused();
});

test("84, 125: the header's levels, spans and column numbers are told", async ({ as }) => {
  const page = await open(as);
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-colcount", "16");
  const header = grid.getByRole("columnheader");
  await expect(header.filter({ hasText: "(3)=(4)+(5)" })).toHaveCount(1);
  const spans = await header.evaluateAll((cells) =>
    cells.map((cell) => Number(cell.getAttribute("aria-colspan") ?? 1)).filter((span) => span > 1),
  );
  expect(spans.length, "groups span several columns").toBeGreaterThan(0);
  const levels = Number(await grid.locator("[role=columnheader]").last().locator("xpath=..").getAttribute("aria-rowindex"));
  expect(Number(await grid.getAttribute("aria-rowcount"))).toBe(levels + rows.length + 1);
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveAttribute("aria-readonly", "true");
  await expect(cell(page, "Hộ tịch", 4)).toHaveAttribute("aria-readonly", "false");
  await expectAccessible(page);
});

test("2–4, 6: keys move as in Excel", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Hộ tịch", 4).click();
  await expect(editor(page)).toBeFocused();
  for (const [key, place] of [
    ["ArrowRight", "Hộ tịch 5"],
    ["Tab", "Hộ tịch 6"],
    ["Tab", "Hộ tịch 7"],
    ["Tab", "Hộ tịch 9"],
    ["Enter", "Chứng thực 5"],
    ["Shift+Enter", "Hộ tịch 5"],
    ["Shift+Tab", "Hộ tịch 4"],
    ["End", "Hộ tịch 16"],
    ["Home", "Hộ tịch 3"],
    ["ArrowUp", "Hộ tịch 3"],
    ["Control+End", "TỔNG CỘNG 16"],
    ["Control+Home", "Hộ tịch 3"],
  ] as const) {
    await press(page, key);
    if (key !== "Control+End") expect(await active(page), key).toBe(place);
  }
});

test("5, 25: Enter and Tab stay in a range, Ctrl+Enter fills it", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Hộ tịch", 3).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    await press(page, "Tab");
    seen.push(await active(page));
  }
  expect(seen).toEqual(["Hộ tịch 4", "Hộ tịch 5", "Chứng thực 4", "Chứng thực 5"]);
  await page.keyboard.type("6");
  await press(page, "Control+Enter");
  for (const row of ["Hộ tịch", "Chứng thực"]) await expect(cell(page, row, 3)).toHaveText("12");
});

test("21–24, 35: typing replaces, F2 edits, Esc restores, nothing new is no change", async ({ as }) => {
  const page = await open(as);
  const four = cell(page, "Hộ tịch", 4);
  await four.click();
  await page.keyboard.type("12");
  await press(page, "ArrowDown");
  await expect(four).toHaveText("12");
  expect(await active(page), "arrows take what was typed").toBe("Chứng thực 4");
  await press(page, "ArrowUp", "F2", "ArrowLeft");
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(four, "after F2 arrows move the caret").toHaveText("152");
  await press(page, "ArrowUp");
  await page.keyboard.type("999");
  await press(page, "Escape");
  await expect(four).toHaveText("152");
  await four.dblclick();
  await expect(editor(page)).toHaveValue("152");
  await cell(page, "Đất đai", 5).click();
  await expectSaved(page);
  await four.click();
  await press(page, "F2", "Enter");
  await expect(page.getByText(/Chưa lưu|Đang lưu/), "an untouched cell is not saved again").toHaveCount(0);
});

test("27, 29, 80–82: deleting, browser keys, and undo of exactly what was done", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Đất đai", 4).click();
  await page.keyboard.type("7");
  await press(page, "Tab");
  await page.keyboard.type("8");
  await press(page, "Enter");
  await expect(cell(page, "Đất đai", 3)).toHaveText("15");
  await cell(page, "Đất đai", 3).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Delete");
  await expect(cell(page, "Đất đai", 3), "blank is not zero").toHaveText("");
  await press(page, "Control+z");
  await expect(cell(page, "Đất đai", 3)).toHaveText("15");
  await press(page, "Control+y");
  await expect(cell(page, "Đất đai", 3)).toHaveText("");
  await press(page, "Control+z");
  await cell(page, "Đất đai", 4).click();
  await press(page, "Control+ArrowDown", "Control+Shift+ArrowUp", "Alt+x");
  await expect(editor(page), "no letter of a shortcut is typed").toHaveValue("");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
});

test("98: computed cells are locked and say their formula", async ({ as }) => {
  const page = await open(as);
  const sum = cell(page, "Hộ tịch", 3);
  const before = await sum.textContent();
  await sum.click();
  await page.keyboard.type("5");
  await expect(said(page)).toContainText("hệ thống tính");
  await expect(sum).toHaveText(before ?? "");
  await expect(page.locator(".grid-about")).toContainText("(3) = (4) + (5)");
});

test("36, 37: an input method's first key begins in the cell, and its keys stay its own", async ({ as }) => {
  const page = await open(as);
  const session = await ime(page);
  await cell(page, "Chứng thực", 4).click();
  await session.send("Input.imeSetComposition", { text: "1", selectionStart: 1, selectionEnd: 1 });
  await expect(editor(page)).toHaveValue("1");
  await editor(page).evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })),
  );
  expect(await active(page), "Enter belongs to the input method").toBe("Chứng thực 4");
  await session.send("Input.insertText", { text: "14" });
  await expect(editor(page)).toHaveValue("14");
  await press(page, "Enter");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("14");
});

test("38, 39: UniKey's backspace and text, and letters without a key, arrive in order", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openReport(page, "enter", { form: "I.02/VPCP/TH_II", kind: "year" });
  if ((await page.locator(".grid-body [role=row]").count()) === 0) {
    await page.getByRole("button", { name: "Thêm dòng" }).click();
  }
  const session = await ime(page);
  const first = page.locator('.grid-body [role=row] [aria-colindex="3"]').first();
  await first.click();
  await press(page, "d", "d", "Backspace", "Backspace");
  await packet(session, "đ");
  await expect(editor(page)).toHaveValue("đ");
  await press(page, "Enter");
  await first.click();
  for (const step of ["C", "h", "i", "<", "ỉ", " ", "t", "i", "e", "<", "ê", "u"]) {
    if (step === "<") await press(page, "Backspace");
    else await packet(session, step);
  }
  await press(page, "Tab");
  await expect(first, "also when it starts on a filled cell").toHaveText("Chỉ tiêu");
});

test("30, 45–48, 52: numbers as people write them", async ({ as }) => {
  const page = await open(as);
  const four = cell(page, "Chứng thực", 4);
  for (const [typed, shown] of [
    ["1234567", "1.234.567"],
    ["1.234", "1.234"],
    ["1 234 567", "1.234.567"],
    ["(12)", "-12"],
    ["0", "0"],
    ["99999999999999999999", "99.999.999.999.999.999.999"],
  ] as const) {
    await four.click();
    await page.keyboard.type(typed);
    await press(page, "Enter");
    await expect(four, typed).toHaveText(shown);
  }
  await four.click();
  await page.keyboard.type("1w2s");
  await expect(editor(page), "tone keys do no harm").toHaveValue("12");
  await press(page, "Escape");
  await press(page, "1", "NumpadDecimal", "5");
  await expect(editor(page)).toHaveValue("1,5");
  await press(page, "Escape");
  await page.keyboard.type("abc");
  await press(page, "Enter");
  await expect(four, "what is not a number is kept").toHaveText("abc");
  await expect(four).toHaveAttribute("aria-invalid", "true");
  await expect(said(page)).toContainText("phải là số");
  await press(page, "Control+z");
  await expect(four).not.toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("1");
  await press(page, "Enter");
  await expectSaved(page);
});

test("59–61, 66, 69: blocks come from Excel and go there", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Hộ tịch", 3).click();
  await paste(page, "9\t1.000\t2\r\n9\t3\tkhông rõ\r\n");
  await expect(said(page)).toHaveText("3 ô đã dán, 2 ô bỏ qua (công thức), 1 ô không phải số");
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("1.002");
  await press(page, "Control+z");
  await expect(cell(page, "Chứng thực", 5)).not.toHaveText("không rõ");
  await press(page, "Control+y");
  await cell(page, "Hộ tịch", 2).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Control+c");
  await expect(said(page)).toHaveText("Đã sao chép");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Hộ tịch\t1.002\t1.000\t2");
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Delete");
  await expectSaved(page);
});

test("67: a fixed table refuses what does not fit", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openReport(page, "enter", { form: "IV.02b/VPCP/KSTT", kind: "year" });
  await page.locator('.grid-body [role=row] [aria-colindex="4"]').first().click();
  await paste(page, "1\t2\n3\t4\n5\t6\n");
  await expect(said(page)).toContainText("1 dòng không dán được");
});

test("95, 96: rows with figures are removed after a question and come back", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Đất đai", 4).click();
  await page.keyboard.type("7");
  await press(page, "Enter");
  const total = await cell(page, "TỔNG CỘNG", 3).textContent();
  await cell(page, "Đất đai", 4).click();
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  const question = page.getByRole("dialog", { name: "Xóa dòng có số liệu?" });
  await question.getByRole("button", { name: "Xóa" }).click();
  await expect(page.getByRole("rowheader", { name: "Đất đai" })).toHaveCount(0);
  await expect(cell(page, "TỔNG CỘNG", 3)).not.toHaveText(total ?? "");
  await press(page, "Control+z");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText(total ?? "");
  // Undone before it was sent, or saved and saved again: either way nothing waits.
  await expect(page.getByText(/^(Đã lưu \d\d:\d\d|Không có thay đổi chưa lưu)$/)).toBeVisible();
});

test("93: Enter in the last free row adds a row; a blank one is not saved", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openReport(page, "enter", { form: "I.02/VPCP/TH_II", kind: "year" });
  const lines = page.locator(".grid-body [role=row]");
  if ((await lines.count()) === 0) await page.getByRole("button", { name: "Thêm dòng" }).click();
  const before = await lines.count();
  await lines.last().locator('[aria-colindex="3"]').click();
  await page.keyboard.type("Văn bản số 1");
  await press(page, "Enter");
  await expect(lines).toHaveCount(before + 1);
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(lines, "the blank row is not there").toHaveCount(before);
});

test("1: one Tab stop, and no trap", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Escape", "Tab");
  await expect(editor(page)).not.toBeFocused();
  await press(page, "Shift+Tab");
  await expect(editor(page), "back at the last active cell").toBeFocused();
  expect(await active(page)).toBe("Hộ tịch 4");
});

test("41: ten keys a second lose nothing", async ({ as }) => {
  const page = await open(as);
  await cell(page, "Hộ tịch", 9).click();
  for (let i = 0; i < 20; i++) {
    await page.keyboard.type(String(1000 + i), { delay: 5 });
    await press(page, "Enter", "ArrowUp");
  }
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("1.019");
  await expectSaved(page);
  await page.reload();
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("1.019");
});
