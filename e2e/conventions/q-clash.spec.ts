import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { read, save } from "../support/ground";
import { clashOf, drafted, enter, idOf, keepMine, loseAnswers, ownCells } from "../support/saving";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "Q, clashes", { "Hộ tịch": { 4: "5" }, "Chứng thực": { 4: "4" } });

convention(138, async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const { rows } = await read(page, id);
  const key = (label: string) => rows.find((row) => row.label === label)!.key;
  await save(page, id, { changes: [{ row: key("Chứng thực"), column: "4", value: "44" }] });
  await enter(page, "Hộ tịch", 4, "6");
  await expect(cell(page, "Chứng thực", 4), "disjoint edits merge").toHaveText("44");
  await expectSaved(page);
  await save(page, id, { changes: [{ row: key("Hộ tịch"), column: "4", value: "60" }] });
  await enter(page, "Hộ tịch", 4, "61");
  const clash = page.getByRole("dialog");
  await expect(clash, "both values").toContainText("60");
  await expect(clash).toContainText("61");
});

/** Lets the server answer the page's next request of this method, and keeps the answer back until it is let go. */
async function keepAnswer(page: Page, method: string): Promise<{ kept: Promise<void>; letGo: () => void }> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  let tell = () => {};
  const kept = new Promise<void>((resolve) => (tell = resolve));
  let isFirst = true;
  await page.route("**/api/v1/reports/*/data", async (route) => {
    if (route.request().method() !== method || !isFirst) return route.continue();
    isFirst = false;
    const response = await route.fetch();
    tell();
    await gone;
    await route.fulfill({ response });
  });
  return { kept, letGo };
}

for (const [method, when] of [
  ["PATCH", "while the save is under way that brings the other's figure along"],
  ["GET", "while the other's figure is being read"],
] as const) {
  convention(138, `typed over ${when}`, async ({ signedIn }) => {
    // Nothing else reads the figures anew, from the first sign of life on.
    const page = await open(async (...account) => {
      const page = await signedIn(...account);
      await page.route("**/presence", (route) => route.abort());
      return page;
    });
    const id = idOf(page);
    const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
    await save(page, id, { changes: [{ row: key, column: "4", value: "60" }] });
    const { kept, letGo } = await keepAnswer(page, method);
    await enter(page, "Chứng thực", 5, "8");
    await kept;
    await expect(cell(page, "Hộ tịch", 4), "the other's figure was not seen").toHaveText("5");
    await enter(page, "Hộ tịch", 4, "61");
    letGo();
    const clash = clashOf(page);
    await expect(clash, "both values").toContainText("60");
    await expect(clash).toContainText("61");
    expect(await ownCells(page, id, "Hộ tịch"), "nothing is overwritten").toMatchObject({ 4: "60" });
    expect(await ownCells(page, id, "Chứng thực"), "what was saved is saved").toMatchObject({ 5: "8" });
    await keepMine(clash);
    await expectSaved(page);
    expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "61" });
  });
}

convention(138, "a draft beside a save without an answer", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Chứng thực")!.key;
  await loseAnswers(page);
  await enter(page, "Hộ tịch", 4, "72");
  await expect(page.getByText(/Mất kết nối/)).toBeVisible();
  await enter(page, "Chứng thực", 4, "41");
  await page.waitForTimeout(drafted);
  await page.close();
  const next = await page.context().newPage();
  await next.goto("/favicon.svg");
  await save(next, id, { changes: [{ row: key, column: "4", value: "42" }] });
  await next.goto(`/bao-cao/${id}`);
  const clash = clashOf(next);
  await expect(clash, "both values").toContainText("41");
  await expect(clash).toContainText("42");
  expect(await ownCells(next, id, "Chứng thực"), "nothing is overwritten").toMatchObject({ 4: "42" });
  expect(await ownCells(next, id, "Hộ tịch"), "nobody is in conflict with the own entry").toMatchObject({ 4: "72" });
  await expect(clash.getByRole("radio"), "one cell").toHaveCount(2);
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
  await expect(cell(next, "Chứng thực", 4)).toHaveText("42");
});

convention(138, "a clash waits until nobody is typing, and holds back nothing else", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
  await save(page, id, { changes: [{ row: key, column: "4", value: "70" }] });
  const refused = page.waitForResponse((response) => response.request().method() === "PATCH" && response.status() === 409);
  await enter(page, "Hộ tịch", 4, "71");
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("12345");
  await refused;
  const clash = clashOf(page);
  const settle = page.getByRole("button", { name: "Xử lý xung đột" });
  await expect(settle, "beside the saving state").toBeVisible();
  await page.waitForTimeout(1_000);
  await expect(clash, "somebody is typing").toBeHidden();
  await page.keyboard.type("6789");
  await expect(cell(page, "Chứng thực", 5), "nothing was taken by halves").toHaveText("");
  await press(page, "Enter");
  await expect(clash).toBeVisible();
  await expect(clash.getByText("Với mỗi ô, hãy chọn giá trị"), "neither a choice nor the way out").toBeFocused();
  await press(page, "ArrowUp", "Enter", "Tab", "8", "Enter");
  await expect(clash, "keys that were meant for the table decide nothing").toBeVisible();
  await expect(clash.getByRole("radio").first(), "what the other person saved").toBeChecked();
  await press(page, "Escape");
  await expect.poll(() => ownCells(page, id, "Chứng thực"), "what is beside the clash is saved").toMatchObject({ 5: "123456789" });
  await enter(page, "Chứng thực", 7, "9");
  await expect.poll(() => ownCells(page, id, "Chứng thực"), "again and again").toMatchObject({ 7: "9" });
  expect(await ownCells(page, id, "Hộ tịch"), "nobody has decided").toMatchObject({ 4: "70" });
  await expect(page.getByText("Có xung đột")).toBeVisible();
  await settle.click();
  await keepMine(clash);
  await expectSaved(page);
  await expect(settle).toBeHidden();
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "71" });
  await cell(page, "Chứng thực", 9).click();
  await press(page, "Control+z", "Control+z", "Control+z");
  await expect(cell(page, "Hộ tịch", 4), "not what stood there before both").toHaveText("70");
});

convention(138, "one question at a time, and none about what differs no more", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
  await save(page, id, { changes: [{ row: key, column: "4", value: "70" }] });
  await enter(page, "Hộ tịch", 4, "71");
  const clash = clashOf(page);
  const leave = page.getByRole("dialog", { name: "Còn thay đổi chưa lưu" });
  const settle = page.getByRole("button", { name: "Xử lý xung đột" });
  await expect(clash).toBeVisible();
  await press(page, "Escape");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+z");
  await expect(settle, "taken back").toBeHidden();
  await press(page, "Control+y");
  await expect(clash, "typed again").toBeVisible();
  await press(page, "Escape");
  const link = page.getByRole("link", { name: "Việc của tôi" }).first();
  await link.click();
  await expect(clash).toBeVisible();
  await page.waitForTimeout(2_000);
  await expect(leave, "not above the other question").toBeHidden();
  await press(page, "Escape");
  await expect(leave, "who decides nothing may leave all the same").toBeVisible();
  await leave.getByRole("button", { name: "Ở lại" }).click();
  await link.click();
  await keepMine(clash);
  await expect(page, "what was asked for is done after the decision").not.toHaveURL(new RegExp(`/bao-cao/${id}`));
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "71" });
});
