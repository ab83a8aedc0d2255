import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { editor, lines, menu, press, said } from "../support/grid";
import { ground } from "../support/ground";
import { cell } from "../support/steps";
import { expect, expectAccessible, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "O", { "Hộ tịch": { 4: "5", 8: "1" }, "Chứng thực": { 4: "4", 9: "4" } });

convention(125, async ({ signedIn }) => {
  const page = await open(signedIn);
  const grid = page.getByRole("grid");
  const levels = Number(await grid.getByRole("columnheader").last().locator("xpath=..").getAttribute("aria-rowindex"));
  const count = await lines(page).count();
  expect(Number(await grid.getAttribute("aria-rowcount"))).toBe(levels + count + 1);
  expect(await lines(page).first().getAttribute("aria-rowindex")).toBe(String(levels + 1));
  await expect(grid.getByRole("rowheader", { name: "Hộ tịch" })).toHaveCount(1);
  await expect(cell(page, "Hộ tịch", 4)).toHaveAttribute("role", "gridcell");
});

convention(126, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await expect(editor(page)).toBeFocused();
  const name = await editor(page).getAttribute("aria-label");
  for (const part of ["Hộ tịch", "Số lượng hồ sơ tiếp nhận", "Trong kỳ", "Trực tuyến", "5"]) expect(name).toContain(part);
  const id = await editor(page).getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${id}"]`)).toHaveText("5");
  await press(page, "ArrowLeft");
  await expect(editor(page)).toHaveAttribute("aria-readonly", "true");
  expect(await editor(page).getAttribute("aria-label"), "computed").toContain("tính");
  await expect(editor(page)).toHaveAccessibleDescription(/\(3\) = \(4\) \+ \(5\) \+ \(6\)/);
});

convention(127, async ({ signedIn }) => {
  const page = await open(signedIn);
  await expect(cell(page, "Hộ tịch", 3)).toHaveAttribute("aria-readonly", "true");
  await expect(cell(page, "Hộ tịch", 4)).toHaveAttribute("aria-readonly", "false");
  await expect(cell(page, "Hộ tịch", 3)).toHaveAttribute("aria-invalid", "true");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowDown");
  await expect(cell(page, "Chứng thực", 4)).toHaveAttribute("aria-selected", "true");
  await expect(said(page)).toHaveAttribute("aria-live", "polite");
});

convention(129, "axe finds nothing serious, also in forced colours", async ({ signedIn }) => {
  const page = await open(signedIn);
  await expectAccessible(page);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await cell(page, "Hộ tịch", 4).click();
  const outline = await editor(page).evaluate((element) => {
    const style = getComputedStyle(element);
    return Math.max(parseFloat(style.outlineWidth) || 0, parseFloat(style.borderTopWidth) || 0);
  });
  expect(outline, "the focus is to be seen").toBeGreaterThanOrEqual(2);
});

convention(128, async ({ signedIn }) => {
  const rows = Object.fromEntries(Array.from({ length: 130 }, (_, ix) => [`Nhiệm vụ ${ix + 1}`, { 3: "Văn bản" }]));
  const page = await openReport(signedIn, { account: accounts.governmentOffice, form: "I.03/VPCP/TH", kind: "half", rows });
  expect(await lines(page).count(), "only what is seen is drawn").toBeLessThan(80);
  const option = page.getByLabel(/Vẽ cả bảng/);
  await page.locator(".grid-display summary").click();
  await option.check();
  await expect(lines(page)).toHaveCount(130);
  await page.reload();
  await expect(lines(page), "remembered").toHaveCount(130);
  await lines(page).last().scrollIntoViewIfNeeded();
  await expect(lines(page)).toHaveCount(130);
  await page.locator(".grid-display summary").click();
  await option.uncheck();
  expect(await lines(page).count()).toBeLessThan(80);
});

convention(129, "the whole of WCAG 2.2 AA that a program can check, in every state", async ({ signedIn }) => {
  const page = await open(signedIn);
  const check = async (state: string): Promise<void> => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  await cell(page, "Hộ tịch", 3).click();
  await check("a computed cell with an error");
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("12");
  await check("typing");
  await press(page, "Escape", "Control+f");
  await check("finding");
  await press(page, "Escape", "Control+/");
  await check("the keys");
  await press(page, "Escape");
  await page.locator(".grid-display summary").click();
  await check("the menu");
  await page.locator(".grid-display summary").click();
  // Errors and warnings have a shape besides their colour; nothing moves for those who want no movement.
  const mark = await cell(page, "Hộ tịch", 3).evaluate((cell) => getComputedStyle(cell, "::after").borderStyle);
  expect(mark).toContain("solid");
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
  for (const button of await page.locator(".grid-button:visible").all()) {
    const box = (await button.boundingBox())!;
    expect(Math.min(box.width, box.height), "targets").toBeGreaterThanOrEqual(24);
  }
});

convention(130, async ({ signedIn }) => {
  const page = await open(signedIn);
  const keys = page.getByRole("dialog", { name: "Phím tắt" });
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+/");
  for (const [key, meaning] of [["F2", "Sửa ô"], ["Alt+↑ · Alt+↓", "Chuyển hàng"], ["Alt+Shift+← · →", "Thu gọn"], ["Ctrl+F · Ctrl+H", "Tìm"], ["F8 · Shift+F8", "Đến lỗi"]] as const) {
    await expect(keys.getByRole("row").filter({ hasText: key }).filter({ hasText: meaning })).toHaveCount(1);
  }
  await press(page, "Escape");
  await expect(keys).toBeHidden();
  await expect(editor(page), "the keyboard is back").toBeFocused();
  await cell(page, "Hộ tịch", 3).click();
  await page.keyboard.type("?");
  await expect(keys, "also by ? where nothing can be typed").toBeVisible();
  await press(page, "Escape");
  // What the mouse does at the header and at the edges of the table is done by keys alone.
  await cell(page, "Hộ tịch", 4).click();
  const width = async () => (await cell(page, "Hộ tịch", 4).boundingBox())!.width;
  const before = await width();
  await press(page, "Alt+Shift+Period");
  expect(await width(), "widths").toBeGreaterThan(before);
  await press(page, "Control+Space");
  await expect(page.locator('.grid-body [aria-colindex="4"][aria-selected="true"]'), "columns").toHaveCount(2);
  await press(page, "Shift+Space");
  await expect(page.locator('.grid-row.is-here [aria-selected="true"]').first(), "rows").toBeVisible();
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Alt+ArrowDown");
  await expect(lines(page).locator(".is-name"), "moving rows").toHaveText(["Chứng thực", "Hộ tịch"]);
  // Every button of the table is reached by Tab.
  await press(page, "Escape", "Shift+Tab");
  const reached = new Set<string>();
  for (let ix = 0; ix < 12; ix++) {
    reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ""));
    await press(page, "Shift+Tab");
  }
  for (const name of ["Tìm", "Toàn màn hình", "? Phím tắt"]) expect([...reached]).toContain(name);
});

convention(131, "a tap selects, a second one edits, a handle stretches", async ({ signedIn }) => {
  const phone = { viewport: { width: 412, height: 840 }, hasTouch: true, isMobile: true };
  const page = await signedIn(accounts.governmentOffice, phone);
  await ground(page, { form: "II.06c/VPCP/KSTT", kind: "year", rows: { "Hộ tịch": { 4: "5", 8: "1" }, "Chứng thực": { 4: "4", 9: "4" } } });
  const four = cell(page, "Hộ tịch", 4);
  await cell(page, "Hộ tịch", 3).tap();
  await expect(editor(page), "no keypad where nothing can be typed").toHaveAttribute("inputmode", "none");
  await four.scrollIntoViewIfNeeded();
  await four.tap();
  await expect(four).toHaveClass(/is-active/);
  await expect(page.locator(".grid-view.is-typing")).toHaveCount(0);
  await four.tap();
  await expect(page.locator(".grid-view.is-typing")).toHaveCount(1);
  await expect(editor(page)).toHaveAttribute("inputmode", "decimal");
  await expect(editor(page)).toHaveValue("5");
  await page.keyboard.type(",5");
  await press(page, "Enter");
  await expect(four).toHaveText("5,5");
  // The handle stretches the selection.
  await press(page, "Escape");
  await four.tap();
  const handle = (await page.locator(".grid-corner").boundingBox())!;
  const target = (await cell(page, "Chứng thực", 4).boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await touch("touchStart", x, y);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch("touchMove", x, y + part * (target.y + target.height / 2 - y));
  await touch("touchEnd", x, y);
  await expect(page.locator('.grid-body [aria-colindex="4"][aria-selected="true"]')).toHaveCount(2);
});

convention(131, "a finger opens a cell's list by its arrow, beside the handle, or by a second tap", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ground(page, { form: "II.06d/VPCP/KSTT", kind: "year", rows: { "Hộ tịch": { 3: "4" } } });
  const [list, reason] = [page.getByRole("listbox"), cell(page, "Hộ tịch", 4)];
  await reason.scrollIntoViewIfNeeded();
  await reason.tap();
  await page.locator(".grid-arrow").tap();
  await list.getByRole("option", { name: "Nguyên nhân khác" }).tap();
  await expect(reason).toHaveText("Nguyên nhân khác");
  await expect(list).toHaveCount(0);
  await reason.tap();
  await reason.tap();
  await expect(list, "the second tap edits, and shows what there is").toBeVisible();
});

convention(131, "a finger that stays opens the menu; one that moves scrolls", async ({ signedIn }) => {
  const phone = { viewport: { width: 412, height: 840 }, hasTouch: true, isMobile: true };
  const page = await signedIn(accounts.governmentOffice, phone);
  await ground(page, { form: "II.06c/VPCP/KSTT", kind: "year", rows: { "Hộ tịch": { 4: "5", 8: "1" }, "Chứng thực": { 4: "4", 9: "4" } } });
  const four = cell(page, "Chứng thực", 4);
  await four.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await four.boundingBox())!;
  const point = { x: x + width / 2, y: y + height / 2 };
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at = point) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [at] });
  await touch("touchStart");
  await touch("touchMove", { x: point.x, y: point.y - 40 });
  await page.waitForTimeout(900);
  await touch("touchEnd");
  await expect(menu(page)).toBeHidden();
  await four.scrollIntoViewIfNeeded();
  const still = (await four.boundingBox())!;
  const held = { x: still.x + still.width / 2, y: still.y + still.height / 2 };
  await touch("touchStart", held);
  await expect(menu(page)).toBeVisible();
  await touch("touchEnd");
  await expect(menu(page), "it stays when the finger leaves").toBeVisible();
  await expect(four).toHaveClass(/is-active/);
  await menu(page).getByRole("menuitem", { name: "Xóa nội dung" }).tap();
  await expect(four).toHaveText("");
  await expect(page.locator(".grid-view.is-typing")).toHaveCount(0);
});

convention(127, "the element with the focus says what is wrong with its cell", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("abc");
  await press(page, "Enter", "ArrowUp");
  await expect(page.getByRole("textbox", { name: /Hộ tịch/ })).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("5");
  await press(page, "Enter");
  await cell(page, "Chứng thực", 9).click();
  await expect(editor(page)).toHaveAttribute("aria-invalid", "false");
});

convention(126, "a figure's unit, where the header does not name it", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  const shown = await page.getByRole("main").locator("dt", { hasText: "Đơn vị tính" }).locator("xpath=following-sibling::dd").textContent();
  expect(await editor(page).getAttribute("aria-label")).toContain(`đơn vị tính: ${shown}`);
});
