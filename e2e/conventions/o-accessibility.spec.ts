import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { editor, lines, press, said } from "../support/grid";
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
