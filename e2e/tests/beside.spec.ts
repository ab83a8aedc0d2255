// What stands beside the figures: the period before, and what is unusual among the unit's own former figures.
// The demonstration has one period of each kind, so that the former figures are the test's own; that the server gives them
// is shown by the tests of its API, on both databases.
import { accounts } from "../support/accounts";
import { open } from "../support/fields";
import { active, press } from "../support/grid";
import { read } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { account: accounts.otherCommuneEntry, form: "II.05a/VPCP/KSTT", kind: "year" } as const;

test("the period before stands in small in each cell, by switch and by key", async ({ signedIn }) => {
  const page = await open(signedIn, { ...wanted, rows: { "Hộ tịch": { 4: "75", 5: "2" }, "Chứng thực": { 4: "3" } } });
  const { rows } = await read(page, Number(page.url().split("/").pop()));
  const key = (name: string) => rows.find(({ label }) => label === name)!.key;
  const before = (name: string, cells: object) => ({ key: key(name), label: name, role: "data", cells });
  await page.route(/\/reports\/\d+\/previous\?shown=true/, (route) =>
    route.fulfill({
      json: {
        period: "2025",
        period_label: "Năm 2025",
        rows: [before("Hộ tịch", { 3: "70", 4: "70" }), before("TỔNG CỘNG", { 4: "70" })],
      },
    }),
  );
  const sum = cell(page, "Hộ tịch", 4);
  const height = (await sum.boundingBox())!.height;
  const top = (await cell(page, "Chứng thực", 4).boundingBox())!.y;
  await expect(sum).not.toHaveAttribute("data-before");
  await sum.click();
  await press(page, "Alt+Shift+P");
  await expect(sum).toHaveAttribute("data-before", "70 +5 +7,1%");
  await expect(cell(page, "Hộ tịch", 3), "computed figures, too").toHaveAttribute("data-before", "70 +7 +10%");
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveAttribute("data-before", "70 +8 +11%");
  await expect(cell(page, "Chứng thực", 4), "nothing was there").not.toHaveAttribute("data-before");
  await expect(page.locator(".grid-about"), "and in words, with the period").toContainText(
    "Kỳ trước (Năm 2025): 70, thay đổi +5 (+7,1 %)",
  );
  expect((await sum.boundingBox())!.height, "the table does not shift").toBe(height);
  expect((await cell(page, "Chứng thực", 4).boundingBox())!.y).toBe(top);
  await page.keyboard.type("77");
  await press(page, "Enter");
  await expect(sum, "it follows what is typed").toHaveAttribute("data-before", "70 +7 +10%");
  await expectSaved(page);
  await page.getByText("Hiển thị", { exact: true }).click();
  const option = page.getByRole("checkbox", { name: "So với kỳ trước: Năm 2025" });
  await expect(option).toBeChecked();
  await option.uncheck();
  await expect(sum).not.toHaveAttribute("data-before");
});

test("figures that stand out are pointed out before submitting, and do not stand in the way", async ({ signedIn }) => {
  const page = await open(signedIn, { ...wanted, rows: { "Hộ tịch": { 4: "900", 7: "900", 14: "900" } } });
  const { rows } = await read(page, Number(page.url().split("/").pop()));
  const row = rows.find(({ label }) => label === "Hộ tịch")!.key;
  const message = "Hàng “Hộ tịch”, cột (4): 900; 5 kỳ trước thường từ 50 đến 150";
  const figures = { value: "900", low: "50", high: "150", median: "100", periods: 5 };
  await page.route("**/api/v1/reports/*/outliers", (route) =>
    route.fulfill({ json: { periods: [], total: 1, items: [{ cell: { row, column: "4" }, ...figures, message }] } }),
  );
  const submit = page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" });
  await submit.click();
  const dialog = page.getByRole("dialog", { name: "Trình lãnh đạo" });
  await expect(dialog).toContainText("Số liệu khác thường so với các kỳ trước");
  await dialog.getByRole("button", { name: message }).click();
  await expect(dialog, "to the cell").toBeHidden();
  expect(await active(page)).toBe("Hộ tịch 4");
  await submit.click();
  await expect(dialog.getByLabel("Ghi chú (không bắt buộc)"), "no reason is asked for").toBeVisible();
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Thu hồi" }).click();
  const recall = page.getByRole("dialog", { name: "Thu hồi" });
  await recall.getByRole("button", { name: "Thu hồi" }).click();
  await expect(recall).toBeHidden();
});
