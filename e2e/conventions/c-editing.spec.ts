import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue, openFree } from "../support/fields";
import { read } from "../support/ground";
import { active, editor, lines, paste, press, said } from "../support/grid";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "C", { "Hộ tịch": { 4: "152", 5: "2" }, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "7", 5: "8" } });

/** A text cell of the first free row. */
const text = (page: Page, column: number) => lines(page).first().locator(`[aria-colindex="${column}"]`);

convention(21, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("1");
  await expect(editor(page)).toHaveValue("1");
  await page.keyboard.type("2");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("12");
});

convention(22, async ({ signedIn }) => {
  const page = await open(signedIn);
  const four = cell(page, "Hộ tịch", 4);
  await four.click();
  await press(page, "F2");
  await expect(editor(page)).toHaveValue("152");
  await page.keyboard.type("9");
  await expect(editor(page), "the caret stands at the end").toHaveValue("1529");
  await press(page, "Escape");
  await four.dblclick();
  await expect(editor(page)).toHaveValue("152");
  await press(page, "F2", "ArrowRight");
  expect(await active(page), "F2 again: arrows move between cells").toBe("Hộ tịch 5");
});

convention(23, async ({ signedIn }) => {
  const page = await open(signedIn);
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
});

for (const [key, place] of [
  ["Enter", "Đất đai 4"],
  ["Shift+Enter", "Hộ tịch 4"],
  ["Tab", "Chứng thực 5"],
  ["Shift+Tab", "Hộ tịch 16"],
] as const) {
  convention(24, `${key} commits and moves`, async ({ signedIn }) => {
    const page = await open(signedIn);
    await cell(page, "Chứng thực", 4).click();
    await page.keyboard.type("31");
    await press(page, key);
    await expect(cell(page, "Chứng thực", 4)).toHaveText("31");
    expect(await active(page)).toBe(place);
  });
}

convention(24, "Esc restores; a click elsewhere, scrolling and leaving commit", async ({ signedIn }) => {
  const page = await open(signedIn);
  const four = cell(page, "Hộ tịch", 4);
  await four.click();
  await page.keyboard.type("999");
  await press(page, "Escape");
  await expect(four).toHaveText("152");
  expect(await active(page)).toBe("Hộ tịch 4");
  await page.keyboard.type("31");
  await cell(page, "Đất đai", 5).click();
  await expect(four, "a click elsewhere").toHaveText("31");
  await four.click();
  await page.keyboard.type("32");
  await page.locator(".grid-scroll").evaluate((view) => view.scrollTo(view.scrollWidth, 0));
  await expect(four, "scrolling").toHaveText("32");
  await page.locator(".grid-scroll").evaluate((view) => view.scrollTo(0, 0));
  await four.click();
  await page.keyboard.type("33");
  await page.getByRole("heading", { level: 1 }).click();
  await expect(four, "leaving the grid").toHaveText("33");
});

convention(25, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await press(page, "Tab");
  await page.keyboard.type("6");
  await press(page, "Control+Enter");
  for (const row of ["Hộ tịch", "Chứng thực"]) {
    await expect(cell(page, row, 4)).toHaveText("6");
    await expect(cell(page, row, 5)).toHaveText("6");
    await expect(cell(page, row, 3), "computed cells stay").toHaveText("12");
  }
  expect(await active(page), "stays").toBe("Hộ tịch 4");
});

convention(26, async ({ signedIn }) => {
  const page = await openFree(signedIn, "C", { "Nhiệm vụ 1": { 3: "Công văn số 1" } });
  await text(page, 4).click();
  await page.keyboard.type("dòng một");
  await press(page, "Alt+Enter");
  await page.keyboard.type("dòng hai");
  await press(page, "Enter");
  await expect(text(page, 4)).toHaveText("dòng một\ndòng hai", { useInnerText: true });
});

convention(27, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Đất đai", 3).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Delete");
  for (const column of [3, 4, 5]) await expect(cell(page, "Đất đai", column)).toHaveText("");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Backspace");
  await expect(editor(page)).toHaveValue("");
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("3");
  await cell(page, "Hộ tịch", 3).click();
  await press(page, "Delete");
  await expect(cell(page, "Hộ tịch", 3), "a computed cell stays").toHaveText("5");
});

convention(28, "Ctrl+' takes the value above", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  await press(page, "Control+'");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("152");
  await press(page, "Control+z");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("4");
});

convention(29, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Đất đai", 4).click();
  for (const key of ["Alt+x", "Control+s", "Control+e", "Alt+d", "Meta+k"]) {
    await press(page, key);
    await expect(editor(page), key).toHaveValue("");
  }
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
});

convention(30, async ({ signedIn }) => {
  const page = await open(signedIn);
  const four = cell(page, "Chứng thực", 4);
  await four.click();
  await page.keyboard.type("abc");
  await press(page, "Enter");
  await expect(four, "what is not a number is kept").toHaveText("abc");
  await expect(four).toHaveAttribute("aria-invalid", "true");
  await expect(said(page)).toContainText("phải là số");
  await expectSaved(page);
  await page.reload();
  await expect(four, "it can be saved as a draft").toHaveText("abc");
  await expect(page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" })).toBeDisabled();
});

convention(31, async ({ signedIn }) => {
  const page = await openFree(signedIn, "C", { "Nhiệm vụ 1": { 3: "Công văn số 1" } });
  const before = await lines(page).first().boundingBox();
  await text(page, 3).dblclick();
  await page.keyboard.type(" của Văn phòng Chính phủ về việc rà soát, đơn giản hóa thủ tục hành chính");
  const { clientWidth, scrollWidth, clientHeight, scrollHeight } = await editor(page).evaluate((element) => ({
    clientWidth: element.clientWidth,
    scrollWidth: element.scrollWidth,
    clientHeight: element.clientHeight,
    scrollHeight: element.scrollHeight,
  }));
  expect(scrollWidth, "all of the text is to be seen").toBeLessThanOrEqual(clientWidth + 1);
  expect(scrollHeight, "but for the rounding of the lines").toBeLessThanOrEqual(clientHeight + 2);
  expect((await lines(page).first().boundingBox())?.y, "the row does not shift").toBe(before?.y);
  await press(page, "Escape");
});

convention(35, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  const requests: string[] = [];
  page.on("request", (request) => request.method() === "PATCH" && requests.push(request.url()));
  await press(page, "F2", "Enter");
  await cell(page, "Hộ tịch", 4).dblclick();
  await press(page, "Tab");
  await expect(page.getByText("Không có thay đổi chưa lưu")).toBeVisible();
  await page.waitForTimeout(2500);
  expect(requests, "nothing is sent").toEqual([]);
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 4), "no step to undo").toHaveText("152");
});

convention(33, "Space changes yes and no", async ({ signedIn }) => {
  const page = await openReport(signedIn, { account: accounts.governmentOffice, form: "V.02/VPCP/KSTT", kind: "half" });
  const at = (row: number) => lines(page).nth(row).locator('[aria-colindex="10"]');
  await at(0).click();
  await press(page, "Space");
  await expect(at(0)).toHaveText("Có");
  await press(page, "Space");
  await expect(at(0)).toHaveText("Không");
  await press(page, "Shift+ArrowLeft", "Space");
  await expect(at(0), "in a range the yes/no cells change").toHaveText("Có");
  await expect(lines(page).first().locator('[aria-colindex="9"]'), "and no others").toHaveText("");
});

convention(28, "today's date", async ({ signedIn }) => {
  const page = await openFree(signedIn, "C", { "Việc 1": { 3: "a" } });
  await text(page, 4).click();
  await press(page, "Control+;");
  const today = new Date().toLocaleDateString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric" });
  await expect(text(page, 4)).toHaveText(today);
});

convention(34, async ({ signedIn }) => {
  const page = await openFree(signedIn, "C", { "Việc 1": { 3: "a" } });
  await text(page, 4).click();
  await press(page, "F2");
  await page.keyboard.insertText("đ".repeat(9_999));
  await expect(page.locator(".grid-hint"), "letters are counted").toHaveText("9999 / 10000");
  await page.keyboard.type("abc");
  await expect(editor(page), "it stops").toHaveValue("đ".repeat(9_999) + "a");
  await expect(said(page), "and says so").toContainText("Văn bản đã đến 10.000 ký tự");
  await press(page, "Enter");
  await expectSaved(page);
  await text(page, 5).click();
  await paste(page, "e".repeat(10_500));
  await expect(said(page), "a paste is cut only with a warning").toContainText("1 ô dài quá bị cắt bớt");
  await expectSaved(page);
});

convention(32, async ({ signedIn }) => {
  const wanted = { account: accounts.otherCommuneEntry, form: "II.06d/VPCP/KSTT", kind: "quarter" } as const;
  const page = await openReport(signedIn, { ...wanted, rows: { "Hộ tịch": { 3: "4" }, "Chứng thực": { 3: "5", 4: "NN10" } } });
  const [list, reason] = [page.getByRole("listbox"), cell(page, "Hộ tịch", 4)];
  await expect(cell(page, "Chứng thực", 4), "a name, no code").toHaveText("Nguyên nhân khác");
  await reason.click();
  await press(page, "Alt+ArrowDown");
  await expect(list.getByRole("option")).toHaveCount(10);
  await expect(list.getByRole("option", { selected: true }), "a blank cell means none of them").toHaveCount(0);
  await press(page, "ArrowDown", "ArrowDown", "ArrowDown");
  await expect(list.getByRole("option", { selected: true })).toContainText("chậm bổ sung hồ sơ");
  await press(page, "Enter");
  await expect(list).toHaveCount(0);
  await expect(reason).toHaveText(/^Do tổ chức, cá nhân chậm bổ sung/);
  expect(await active(page), "and down, as Enter goes").toBe("Chứng thực 4");
  // Typing narrows the list; without diacritics everything that sounds so, written exactly only what is written so.
  await press(page, "F4");
  await page.keyboard.type("chong cheo");
  await expect(list.getByRole("option")).toHaveText(["Do quy định pháp luật chưa rõ hoặc chồng chéo"]);
  await press(page, "Escape");
  await expect(list, "Esc closes the list only").toHaveCount(0);
  await expect(editor(page)).toHaveValue("chong cheo");
  await press(page, "Escape");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("Nguyên nhân khác");
  await press(page, "F4");
  await page.keyboard.type("do hệ thống");
  await press(page, "Tab");
  await expect(cell(page, "Chứng thực", 4)).toHaveText(/^Do hệ thống thông tin/);
  await expectSaved(page);
  const { rows } = await read(page, Number(page.url().split("/").pop()));
  expect(rows.map(({ cells }) => cells["4"]), "the items are stored").toEqual(["NN03", "NN07", undefined]);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "F4");
  await expect(list.getByRole("option", { selected: true }), "the present one is marked").toContainText("chậm bổ sung");
  await page.setViewportSize({ width: 1366, height: 500 });
  await page.evaluate(() => window.scrollBy(0, 60));
  await expect.poll(async () => {
    const [shown, at] = [(await list.boundingBox())!, (await reason.boundingBox())!];
    return Math.round(Math.min(Math.abs(shown.y - at.y - at.height), Math.abs(at.y - shown.y - shown.height)));
  }, "it stays at its cell, above or below, when the page moves").toBeLessThan(3);
  await list.getByRole("option", { name: "Nguyên nhân khác" }).click();
  await expect(reason).toHaveText("Nguyên nhân khác");
});

convention(32, "an item goes into the cells that the list was opened for, by keys, mouse and finger", async ({ signedIn }) => {
  const wanted = { account: accounts.otherCommuneEntry, form: "II.06d/VPCP/KSTT", kind: "quarter" } as const;
  const page = await openReport(signedIn, { ...wanted, rows: { "Hộ tịch": { 3: "4" }, "Chứng thực": { 3: "5", 4: "NN10" } } });
  const list = page.getByRole("listbox");
  await cell(page, "Chứng thực", 4).click();
  await press(page, "Alt+ArrowDown", "ArrowLeft");
  await expect(list, "another key closes it first").toHaveCount(0);
  expect(await active(page)).toBe("Chứng thực 3");
  await press(page, "ArrowDown", "Enter");
  await expect(cell(page, "Chứng thực", 3)).toHaveText("5");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowDown", "F4", "ArrowDown", "ArrowDown", "Control+Enter");
  await expect(list).toHaveCount(0);
  for (const row of ["Hộ tịch", "Chứng thực"]) await expect(cell(page, row, 4), "all of them").toHaveText(/^Do hồ sơ phức tạp/);
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("");
  await expect(cell(page, "Chứng thực", 4), "one step").toHaveText("Nguyên nhân khác");

  await cell(page, "Hộ tịch", 4).click();
  await page.locator(".grid-arrow").click();
  await list.getByRole("option", { name: "Nguyên nhân khác" }).click();
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("Nguyên nhân khác");
  await press(page, "Delete");
  await expect(cell(page, "Hộ tịch", 4), "the keyboard is still there").toHaveText("");
  await cell(page, "Hộ tịch", 4).dblclick();
  await page.keyboard.type("chong cheo");
  await expect(list.getByRole("option")).toHaveCount(1);
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText(/chồng chéo$/);
  await cell(page, "Hộ tịch", 3).click();
  await expect(page.locator(".grid-arrow"), "only where there is a list").toBeHidden();
  await expectSaved(page);
});
