import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { active, copied, lines, menu, outlined, paste, press, said } from "../support/grid";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "B", {
    "Hộ tịch": { 4: "1", 5: "2" },
    "Chứng thực": { 4: "3", 5: "4" },
    "Đất đai": { 9: "5" },
  });

const selected = (page: Page) => page.locator('.grid-body [aria-selected="true"], .grid-foot [aria-selected="true"]');

convention(13, "a click selects, a drag selects a range", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await expect(selected(page)).toHaveCount(1);
  await cell(page, "Hộ tịch", 4).hover();
  await page.mouse.down();
  await cell(page, "Chứng thực", 6).hover();
  await page.mouse.up();
  await expect(selected(page)).toHaveCount(6);
  expect(await active(page)).toBe("Hộ tịch 4");
});

convention(13, "a drag beyond the edge scrolls, faster with distance", async ({ signedIn }) => {
  const rows = Object.fromEntries(Array.from({ length: 200 }, (_, ix) => [`Dòng ${ix + 1}`, { 4: "1" }]));
  const page = await openReport(signedIn, { account: accounts.provinceConsolidation, form: "I.03/VPCP/TH", kind: "year", rows });
  const grid = page.locator(".grid-scroll");
  const box = (await grid.boundingBox())!;
  const drawn = async (below: number): Promise<number> => {
    await grid.evaluate((element) => element.scrollTo(0, 0));
    await lines(page).first().locator('[aria-colindex="4"]').hover();
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + box.height + below);
    await page.waitForTimeout(600);
    await page.mouse.up();
    return grid.evaluate((element) => element.scrollTop);
  };
  const slowly = await drawn(5);
  expect(slowly, "it scrolls").toBeGreaterThan(20);
  expect(await drawn(80), "and the faster, the farther").toBeGreaterThan(2 * slowly);
  const head = Number(await page.locator(".is-selected").last().locator("xpath=..").getAttribute("data-row"));
  expect(head, "what is selected follows").toBeGreaterThan(20);
  const before = await grid.evaluate((element) => element.scrollTop);
  await page.waitForTimeout(200);
  expect(await grid.evaluate((element) => element.scrollTop), "it stops with the button").toBe(before);
});

convention(14, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 15).click();
  for (let i = 0; i < 5; i++) await press(page, "Shift+ArrowRight");
  await expect(selected(page), "never past the grid").toHaveCount(2);
  await press(page, "Shift+ArrowUp");
  await expect(selected(page)).toHaveCount(4);
  await cell(page, "Hộ tịch", 5).click();
  await press(page, "Shift+Home");
  await expect(selected(page)).toHaveCount(3);
  await press(page, "Control+Shift+End");
  await expect(selected(page).first()).toBeVisible();
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+Shift+ArrowDown");
  await expect(selected(page), "the filled block").toHaveCount(2);
});

convention(15, "Shift+click extends from where the selection began", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 5).click();
  await cell(page, "Hộ tịch", 4).click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveCount(4);
  expect(await active(page)).toBe("Chứng thực 5");
  await cell(page, "Đất đai", 6).click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveCount(4);
});

convention(15, "Ctrl adds ranges", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Control"] });
  await expect(selected(page)).toHaveCount(2);
  await expect(page.locator(".grid-sums"), "sums are of all").toContainText("Số ô: 2 · Tổng: 5");
  await press(page, "Control+c");
  await expect(said(page), "as Excel: ranges that do not line up").toContainText("Không sao chép được");
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.down("Control");
  await cell(page, "Đất đai", 9).hover();
  await page.mouse.down();
  await cell(page, "Đất đai", 10).hover();
  await page.mouse.up();
  await page.keyboard.up("Control");
  await expect(selected(page), "a drag adds a range").toHaveCount(3);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Đất đai", 4).click({ modifiers: ["Control"] });
  await press(page, "Control+c");
  expect(await copied(page), "ranges that line up").toBe("1\r\n");
  await cell(page, "Hộ tịch", 5).click();
  await cell(page, "Chứng thực", 4).click({ modifiers: ["Control"] });
  await press(page, "Delete");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("");
  await expect(cell(page, "Hộ tịch", 4), "and nothing between").toHaveText("1");
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 5), "one step").toHaveText("2");
});

convention(16, async ({ signedIn }) => {
  const page = await open(signedIn);
  const grid = page.getByRole("grid");
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Shift+Space");
  await expect(selected(page), "the row").toHaveCount(16);
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Control+Space");
  await expect(selected(page), "the column with its total").toHaveCount(4);
  expect(await active(page), "the active cell stays").toBe("Chứng thực 5");
  await press(page, "Escape");
  await press(page, "Control+a");
  const block = await selected(page).count();
  await press(page, "Control+a");
  const all = await selected(page).count();
  expect(block).toBeLessThan(all);
  expect(all, "the second press takes everything").toBe(4 * 16);
  await grid.getByRole("columnheader", { name: "(5)", exact: true }).click();
  await expect(selected(page)).toHaveCount(4);
  await grid.getByRole("columnheader", { name: "Số lượng PAKN được tiếp nhận" }).click();
  await expect(selected(page), "all columns of the group").toHaveCount(4 * 5);
  await grid.getByRole("row").filter({ hasText: "Hộ tịch" }).locator('[aria-colindex="1"]').click();
  await expect(selected(page), "the number stands for the row").toHaveCount(16);
});

convention(17, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  const sums = page.locator(".grid-sums");
  await expect(sums, "one cell needs no sum").toHaveText("");
  await cell(page, "Đất đai", 5).click({ modifiers: ["Shift"] });
  await expect(sums).toHaveText("Số ô: 4 · Tổng: 10 · Trung bình: 2,5 · Nhỏ nhất: 1 · Lớn nhất: 4");
});

convention(18, "Esc drops the range and never the data", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await press(page, "Escape");
  await expect(selected(page)).toHaveCount(1);
  expect(await active(page)).toBe("Hộ tịch 4");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("4");
});

convention(18, "Esc drops the marks first", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await press(page, "Control+c");
  await expect(outlined(page)).toHaveCount(4);
  await press(page, "Escape");
  await expect(outlined(page)).toHaveCount(0);
  await expect(selected(page), "the range stays").toHaveCount(4);
  await press(page, "Escape");
  await expect(selected(page)).toHaveCount(1);
  await expect(cell(page, "Chứng thực", 5)).toHaveText("4");
});

convention(20, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ button: "right" });
  await expect(menu(page)).toBeVisible();
  expect(await active(page), "it selects").toBe("Chứng thực 5");
  await press(page, "Escape");
  await expect(menu(page)).toBeHidden();
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await cell(page, "Hộ tịch", 5).click({ button: "right" });
  await expect(selected(page), "what is selected stays selected").toHaveCount(4);
  await menu(page).getByRole("menuitem", { name: "Xóa nội dung" }).click();
  await expect(cell(page, "Chứng thực", 5)).toHaveText("");
  for (const key of ["Shift+F10", "ContextMenu"]) {
    await press(page, key);
    await expect(menu(page), key).toBeVisible();
    await expect(menu(page).getByRole("menuitem").first()).toBeFocused();
    await press(page, "ArrowDown");
    await expect(menu(page).getByRole("menuitem").nth(1)).toBeFocused();
    await press(page, "Escape");
  }
  await page.keyboard.type("8");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4), "the keyboard is back on the table").toHaveText("8");
});

convention(19, "the selection survives pasting and saving", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await paste(page, "7\t8\n9\t10\n");
  await expect(selected(page), "what was pasted").toHaveCount(4);
  await expectSaved(page);
  await expect(selected(page)).toHaveCount(4);
  expect(await active(page)).toBe("Hộ tịch 4");
});

convention(19, "the active cell survives sorting", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  const at = await active(page);
  await press(page, "Alt+Shift+ArrowDown");
  expect(await active(page)).toBe(at);
  await press(page, "Alt+Shift+ArrowUp");
  expect(await active(page)).toBe(at);
});
