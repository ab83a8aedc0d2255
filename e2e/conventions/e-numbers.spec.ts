import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { accounts } from "../support/accounts";
import { open as openReport, openCatalogue } from "../support/fields";
import { editor, press, said } from "../support/grid";
import { changeForm, columns, read } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "E", { "Hộ tịch": { 4: "1" }, "Chứng thực": { 4: "4", 5: "5" } });

/** Types each text into the cell and expects what the cell then shows. */
async function typeAndExpect(page: Page, cases: readonly (readonly [typed: string, shown: string])[]): Promise<void> {
  const four = cell(page, "Chứng thực", 4);
  for (const [typed, shown] of cases) {
    await four.click();
    await page.keyboard.type(typed);
    await press(page, "Enter");
    await expect(four, typed).toHaveText(shown);
  }
}

convention(46, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [
    ["1234567,89", "1.234.567,89"],
    ["-1234,5", "-1.234,5"],
    ["-7", "-7"],
  ]);
});

convention(47, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [
    ["1234567,89", "1.234.567,89"],
    ["1.234.567,89", "1.234.567,89"],
    ["1 234 567", "1.234.567"],
    ["1\u00a0234\u202f567", "1.234.567"],
    ["１２３", "123"],
    ["  12 ", "12"],
    ["+12", "12"],
  ]);
});

convention(48, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  await press(page, "1", "NumpadDecimal", "5");
  await expect(editor(page)).toHaveValue("1,5");
  await press(page, "Escape");
  await page.keyboard.type("1234.5");
  await expect(page.locator(".grid-hint"), "shown before it is taken").toHaveText("= 1.234,5");
  await press(page, "Escape");
  await typeAndExpect(page, [
    ["1234.5", "1.234,5"],
    ["1.234", "1.234"],
  ]);
});

convention(49, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  const ghost = page.locator(".grid-hint");
  for (const [typed, understood] of [
    ["1234", "= 1.234"],
    ["(12)", "= -12"],
    ["1 000", "= 1.000"],
  ] as const) {
    await page.keyboard.type(typed);
    await expect(ghost, typed).toHaveText(understood);
    await press(page, "Escape");
  }
});

convention(52, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [
    ["99999999999999999999", "99.999.999.999.999.999.999"],
    ["999999999999999,99", "999.999.999.999.999,99"],
  ]);
  await expectSaved(page);
  const { rows } = await read(page, Number(page.url().split("/").pop()));
  expect(rows.find(({ label }) => label === "Chứng thực")?.cells["4"]).toBe("999999999999999.99");
  await page.reload();
  await expect(cell(page, "Chứng thực", 4)).toHaveText("999.999.999.999.999,99");
  // The next whole number after 2^53, which a binary fraction does not have.
  await typeAndExpect(page, [["9007199254740992", "9.007.199.254.740.992"]]);
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("1");
  await press(page, "Enter");
  await expect(cell(page, "Chứng thực", 3), "exactly").toHaveText("9.007.199.254.740.993");
});

convention(54, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [["0", "0"]]);
  await cell(page, "Chứng thực", 4).click();
  await press(page, "Delete");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("");
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Delete");
  await expect(cell(page, "Chứng thực", 3), "a sum of blanks is blank").toHaveText("");
  await typeAndExpect(page, [["0", "0"]]);
  await expect(cell(page, "Chứng thực", 3), "a sum with a zero is zero").toHaveText("0");
});

convention(55, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [["-99999999999999999999", "-99.999.999.999.999.999.999"]]);
  const style = await cell(page, "Chứng thực", 4).evaluate((element) => {
    const { textAlign, fontVariantNumeric } = getComputedStyle(element);
    return { textAlign, fontVariantNumeric, cut: element.scrollWidth > element.clientWidth };
  });
  expect(["right", "end"]).toContain(style.textAlign);
  expect(style.fontVariantNumeric).toContain("tabular-nums");
  expect(style.cut, "never a cut number").toBe(false);
});

convention(50, async ({ signedIn }) => {
  const page = await openReport(signedIn, { account: accounts.provinceConsolidation, form: "V.02/VPCP/KSTT", kind: "half" });
  const share = page.locator('[data-row="0"] [aria-colindex="5"]');
  await expect(page.getByRole("columnheader", { name: /\(%\)$/ }), "the header says so").toHaveCount(1);
  for (const [typed, shown] of [["12,5%", "12,50"], ["12,5", "12,50"], ["7 %", "7,00"], ["100", "100,00"]] as const) {
    await share.click();
    await page.keyboard.type(typed);
    await press(page, "Enter");
    await expect(share, typed).toHaveText(shown);
  }
  await share.click();
  await page.keyboard.type("12,5%");
  await press(page, "Enter");
  await expectSaved(page);
  const { rows } = await read(page, Number(page.url().split("/").pop()));
  expect(rows[0]!.cells["5"], "12,5 means 12,5 %").toBe("12.5");
});

convention(53, async ({ signedIn }) => {
  const wanted = { account: accounts.provinceConsolidation, form: "IV.01/VPCP/KSTT", kind: "quarter" } as const;
  const page = await openReport(signedIn, { ...wanted, rows: { "Đơn vị báo cáo": { 4: "1", 6: "2", 8: "5", 9: "2" } } });
  await expect(cell(page, "Đơn vị báo cáo", 11), "two digits are shown").toHaveText("33,33");
  await changeForm(page, (template) => {
    for (const column of columns(template)) {
      // What is computed further takes the value, not what is shown of it; a declared rounding is half away from zero.
      if (column.number === 12) Object.assign(column, { formula: "[11] * 3", type: { name: "decimal", scale: 2 } });
      if (column.number === 7) Object.assign(column, { formula: "[8] / [9]", type: { name: "decimal", scale: 0 } });
      if (column.number === 3) Object.assign(column, { formula: "[4] + [6]" });
      if (column.number === 10) Object.assign(column, { formula: "ROUND(-[8] / [9], 0)" });
    }
  });
  await page.reload();
  await expect(cell(page, "Đơn vị báo cáo", 12)).toHaveText("100,00");
  await expect(cell(page, "Đơn vị báo cáo", 7), "2,5").toHaveText("3");
  await expect(cell(page, "Đơn vị báo cáo", 10), "-2,5").toHaveText("-3");
});

convention(56, async ({ signedIn }) => {
  const page = await open(signedIn);
  await typeAndExpect(page, [["1234567,05", "1.234.567,05"]]);
  await cell(page, "Chứng thực", 4).click();
  await expect(page.locator(".grid-words")).toHaveText(
    "Bằng chữ: một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy phẩy không năm",
  );
  await typeAndExpect(page, [["-105", "-105"]]);
  await cell(page, "Chứng thực", 4).click();
  await expect(page.locator(".grid-words")).toHaveText("Bằng chữ: âm một trăm linh năm");
});

convention(57, "whole and not negative, told at entry with the reason", async ({ signedIn }) => {
  const page = await open(signedIn);
  const four = cell(page, "Chứng thực", 4);
  for (const [typed, reason, mark] of [
    ["1,5", "số nguyên", /has-error/],
    ["-3", "số âm", /has-warning/],
    ["123456789012345678901234567890", "không đọc được", /has-error/],
  ] as const) {
    await four.click();
    await page.keyboard.type(typed);
    await press(page, "Enter");
    await expect(said(page), typed).toContainText(reason);
    await expect(four).toHaveClass(mark);
  }
});

convention(58, async ({ signedIn }) => {
  const wanted = { account: accounts.provinceConsolidation, form: "IV.01/VPCP/KSTT", kind: "year" } as const;
  const page = await openReport(signedIn, { ...wanted, rows: { "Đơn vị báo cáo": { 4: "0", 5: "0", 6: "0", 8: "abc" } } });
  const at = (column: number) => cell(page, "Đơn vị báo cáo", column);
  await expect(at(11), "never NaN or Infinity").toHaveText("");
  await at(11).click();
  await expect(page.locator(".grid-formula")).toContainText("chia cho 0: cột (3) = 0");
  await at(11).hover();
  await expect(at(11)).toHaveAttribute("title", /chia cho 0: cột \(3\) = 0/);
  await expect(at(8)).toHaveText("abc");
  for (const column of [7, 12]) {
    await expect(at(column), "errors go on to what depends on them").toHaveText("#SỐ?");
    await at(column).click();
    await expect(page.locator(".grid-formula")).toContainText("có ô nguồn không phải là số");
  }
  await at(8).click();
  await page.keyboard.type("99999999999999999999999999");
  await press(page, "Enter");
  await expect(at(7)).toHaveText("99.999.999.999.999.999.999.999.999");
  await expect(page.getByRole("grid")).not.toContainText(/NaN|Infinity|\dE\+/);
});
