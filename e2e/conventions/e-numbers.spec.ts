import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { editor, press } from "../support/grid";
import { read } from "../support/ground";
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
