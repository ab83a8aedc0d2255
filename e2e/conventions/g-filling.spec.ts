import type { Locator, Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { choose, lines, press, said } from "../support/grid";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "G", {
    "Hộ tịch": { 4: "1", 5: "2" },
    "Chứng thực": { 4: "3" },
    "Đất đai": {},
  });

convention(75, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Đất đai", 5).click({ modifiers: ["Shift"] });
  await press(page, "Control+d");
  for (const row of ["Hộ tịch", "Chứng thực", "Đất đai"]) {
    await expect(cell(page, row, 4)).toHaveText("1");
    await expect(cell(page, row, 5)).toHaveText("2");
  }
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("9");
  await press(page, "Enter");
  await press(page, "Control+d");
  await expect(cell(page, "Đất đai", 5), "one cell takes the value above").toHaveText("9");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+r");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("1");
  await expect(cell(page, "Hộ tịch", 6)).toHaveText("1");
  await expect(page.getByRole("grid"), "the browser does not load the page again").toBeVisible();
});

/** Draws the handle of the selection to a cell. */
async function drawTo(page: Page, target: Locator, key?: string): Promise<void> {
  await page.locator(".grid-handle").hover();
  await page.mouse.down();
  await target.hover();
  if (key) await page.keyboard.down(key);
  await page.mouse.up();
  if (key) await page.keyboard.up(key);
}

convention(76, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await drawTo(page, cell(page, "Đất đai", 4));
  await expect(cell(page, "Chứng thực", 4), "down").toHaveText("1");
  await expect(cell(page, "Đất đai", 4)).toHaveText("1");
  await cell(page, "Hộ tịch", 5).click();
  await drawTo(page, cell(page, "Hộ tịch", 7));
  await expect(cell(page, "Hộ tịch", 7), "to the right").toHaveText("2");
  await cell(page, "Đất đai", 7).click();
  await page.keyboard.type("6");
  await press(page, "Enter", "ArrowUp");
  await drawTo(page, cell(page, "Chứng thực", 7));
  await expect(cell(page, "Chứng thực", 7), "up").toHaveText("6");
  await cell(page, "Đất đai", 7).click();
  await drawTo(page, cell(page, "Đất đai", 5));
  await expect(cell(page, "Đất đai", 5), "to the left").toHaveText("6");
  await cell(page, "Hộ tịch", 6).click();
  await page.keyboard.type("9");
  await press(page, "Enter", "ArrowUp");
  await page.locator(".grid-handle").dblclick();
  await expect(cell(page, "Đất đai", 6), "a double click fills as far as the block beside it").toHaveText("9");
});

convention(76, "Esc gives up, upwards goes back, and items of a list are copied", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.locator(".grid-handle").hover();
  await page.mouse.down();
  await cell(page, "Đất đai", 4).hover();
  await press(page, "Escape");
  await page.mouse.up();
  await expect(cell(page, "Chứng thực", 4), "nothing is filled").toHaveText("3");
  await expect(cell(page, "Đất đai", 4)).toHaveText("");
  await cell(page, "Chứng thực", 4).click();
  await drawTo(page, cell(page, "Hộ tịch", 4), "Control");
  await expect(cell(page, "Hộ tịch", 4), "one less").toHaveText("2");

  const wanted = { account: accounts.communeEntry, form: "II.06d/VPCP/KSTT", kind: "quarter" } as const;
  const rows = { "Hộ tịch": { 3: "4", 4: "NN03" }, "Chứng thực": { 3: "1" }, "Đất đai": { 3: "1" } };
  const reasons = await openReport(signedIn, { ...wanted, rows });
  await cell(reasons, "Hộ tịch", 4).click();
  await drawTo(reasons, cell(reasons, "Đất đai", 4));
  const reason = await cell(reasons, "Hộ tịch", 4).textContent();
  await expect(cell(reasons, "Đất đai", 4), "no other reason").toHaveText(reason!);
  await cell(reasons, "Hộ tịch", 3).click();
  await press(reasons, "Shift+ArrowRight", "Shift+ArrowRight", "Control+r", "Control+z");
  await expect(cell(reasons, "Hộ tịch", 4), "what was filled into another kind is taken back").toHaveText(reason!);
  await expect(cell(reasons, "Hộ tịch", 5)).toHaveText("");
});

convention(77, "numbers", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight");
  await drawTo(page, cell(page, "Hộ tịch", 7));
  await expect(cell(page, "Hộ tịch", 6), "1, 2 go on").toHaveText("3");
  await expect(cell(page, "Hộ tịch", 7)).toHaveText("4");
  await press(page, "Control+z");
  await drawTo(page, cell(page, "Hộ tịch", 7), "Control");
  await expect(cell(page, "Hộ tịch", 6), "Ctrl copies instead").toHaveText("1");
  await cell(page, "Chứng thực", 4).click();
  await drawTo(page, cell(page, "Chứng thực", 6), "Control");
  await expect(cell(page, "Chứng thực", 6), "and makes one number go on").toHaveText("5");
});

for (const [first, second, third] of [
  ["Quý III", "Quý IV", "Quý I"],
  ["Quý IV/2026", "Quý I/2027", "Quý II/2027"],
  ["Tháng 11", "Tháng 12", "Tháng 1"],
  ["31/12/2026", "01/01/2027", "02/01/2027"],
] as const) {
  convention(77, first, async ({ signedIn }) => {
    const rows = { "Hộ tịch": { 5: first }, "Chứng thực": { 3: "1" }, "Đất đai": { 3: "1" } };
    const page = await openReport(signedIn, { account: accounts.provinceConsolidation, form: "II.06g/VPCP/KSTT", kind: "year", rows });
    const at = (row: number) => lines(page).nth(row).locator('[aria-colindex="5"]');
    await at(0).click();
    await drawTo(page, at(2));
    await expect(at(1)).toHaveText(second);
    await expect(at(2)).toHaveText(third);
  });
}

// The demonstration has one period of each kind, so that the answer is the test's own; that the server gives it is shown
// by the tests of its API, on both databases.
convention(79, async ({ signedIn }) => {
  const page = await open(signedIn);
  const before = (key: string, label: string, cells: object) => ({ key, item: key, label, role: "data", cells });
  const items = await page.evaluate(async () => (await (await fetch("/api/v1/catalogues/linh_vuc")).json()).items);
  const code = (name: string): string => items.find((item: { name: string }) => item.name === name).code;
  const rows = [
    before(code("Hộ tịch"), "Hộ tịch", { 4: "70", 9: "90" }),
    before(code("Chứng thực"), "Chứng thực", { 4: "80" }),
    before(code("Môi trường"), "Môi trường", { 4: "60" }),
  ];
  await page.route("**/api/v1/reports/*/previous", (route) => route.fulfill({ json: { period: "2026-Q3", rows } }));
  await choose(page, cell(page, "Hộ tịch", 4), "Lấy số kỳ trước cho vùng chọn");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("70");
  await expect(cell(page, "Hộ tịch", 4), "marked").toHaveClass(/is-carried/);
  await expect(page.locator(".grid-about"), "and told").toContainText("lấy từ kỳ trước");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("3");
  await choose(page, cell(page, "Hộ tịch", 4), "Lấy số kỳ trước cho cả cột");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("80");
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("");
  await choose(page, cell(page, "Hộ tịch", 4), "Lấy số kỳ trước cho cả biểu");
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("90");
  await expect(cell(page, "Môi trường", 4), "with the rows that were there").toHaveText("60");
  await expect(cell(page, "Môi trường", 4)).toHaveClass(/is-carried/);
  await expectSaved(page);
  await page.reload();
  await expect(cell(page, "Chứng thực", 4), "still marked when the report is opened again").toHaveClass(/is-carried/);
  await expect(cell(page, "Hộ tịch", 5), "what was typed is not").not.toHaveClass(/is-carried/);
  await cell(page, "Chứng thực", 4).click();
  await page.keyboard.type("81");
  await press(page, "Enter");
  await expectSaved(page);
  await page.reload();
  await expect(cell(page, "Môi trường", 4)).toHaveClass(/is-carried/);
  await expect(cell(page, "Chứng thực", 4), "until it is changed by hand").not.toHaveClass(/is-carried/);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("71");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4), "a figure of one's own is none of last period").not.toHaveClass(/is-carried/);
  await page.unroute("**/api/v1/reports/*/previous");
  await choose(page, cell(page, "Hộ tịch", 4), "Lấy số kỳ trước cho cả biểu");
  await expect(said(page)).toContainText("Kỳ trước không có số liệu để lấy");
});

convention(79, "rows that a filter hides are there all the same", async ({ signedIn }) => {
  const page = await open(signedIn);
  const items = await page.evaluate(async () => (await (await fetch("/api/v1/catalogues/linh_vuc")).json()).items);
  const code = (name: string): string => items.find((item: { name: string }) => item.name === name).code;
  const before = (name: string, figure: string) => ({ key: code(name), item: code(name), label: name, role: "data", cells: { 4: figure } });
  const rows = [before("Hộ tịch", "70"), before("Chứng thực", "80")];
  await page.route("**/api/v1/reports/*/previous", (route) => route.fulfill({ json: { period: "2026-Q3", rows } }));
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+f");
  await page.keyboard.type("Chứng");
  await page.getByRole("button", { name: "Chỉ hiện hàng khớp" }).click();
  await press(page, "Escape");
  await expect(lines(page)).toHaveCount(1);
  await choose(page, cell(page, "Chứng thực", 4), "Lấy số kỳ trước cho cả biểu");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("80");
  await expect(cell(page, "Hộ tịch", 4), "and shown").toHaveText("70");
  await expect(lines(page), "none comes twice").toHaveCount(3);
});

convention(78, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await cell(page, "Đất đai", 5).click({ modifiers: ["Shift"] });
  await press(page, "Control+d");
  await expect(cell(page, "Đất đai", 3), "computed, not filled").toHaveText("3");
  await press(page, "Control+z");
  await expect(cell(page, "Chứng thực", 4), "one step").toHaveText("3");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("");
  await expect(cell(page, "Đất đai", 4)).toHaveText("");
});
