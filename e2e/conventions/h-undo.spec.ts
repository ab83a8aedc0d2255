import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { active, press, said } from "../support/grid";
import { read, save } from "../support/ground";
import { addRows, cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "H", { "Hộ tịch": { 4: "1", 5: "2" }, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "7", 5: "8" } });

convention(80, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 9).click();
  for (let step = 1; step <= 100; step++) {
    await page.keyboard.type(String(step));
    await press(page, "Enter", "ArrowUp");
  }
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("100");
  await cell(page, "Đất đai", 4).click();
  for (let step = 0; step < 99; step++) await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 9), "a hundred steps").toHaveText("1");
  expect(await active(page), "the selection returns to where it happened").toBe("Hộ tịch 9");
  await press(page, "Control+y");
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("2");
  await press(page, "Control+Shift+z");
  await expect(cell(page, "Hộ tịch", 9)).toHaveText("3");
});

convention(81, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("31");
  await press(page, "Enter");
  await expectSaved(page);
  await cell(page, "Chứng thực", 4).click();
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  await page.getByRole("dialog", { name: "Xóa dòng có số liệu?" }).getByRole("button", { name: "Xóa" }).click();
  await expect(page.getByRole("rowheader", { name: "Chứng thực" })).toHaveCount(0);
  await press(page, "Control+z");
  await expect(cell(page, "Chứng thực", 4), "the row is back").toHaveText("4");
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 4), "also what was saved").toHaveText("1");
});

convention(82, async ({ signedIn }) => {
  const page = await open(signedIn);
  const shown = () => page.locator(".grid-body, .grid-foot").allInnerTexts();
  const before = await shown();
  await cell(page, "Đất đai", 3).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Delete");
  await expect(cell(page, "Đất đai", 3), "blank is not zero").toHaveText("");
  const after = await shown();
  await press(page, "Control+z");
  await expect.poll(shown).toEqual(before);
  await press(page, "Control+y");
  await expect.poll(shown).toEqual(after);
});

convention(83, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("31");
  await press(page, "Enter");
  await expectSaved(page);
  // Somebody else enters meanwhile; the next saving brings it in.
  const id = Number(page.url().split("/").pop());
  const row = await page.evaluate(async (id) => {
    const data = await (await fetch(`/api/v1/reports/${id}/data`)).json();
    return data.rows.find((row: { label: string }) => row.label === "Đất đai").key as string;
  }, id);
  await save(page, id, { changes: [{ row, column: "4", value: "77" }] });
  await cell(page, "Hộ tịch", 5).click();
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(cell(page, "Đất đai", 4), "merged").toHaveText("77");
  await press(page, "Control+z", "Control+z");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("1");
  await expectSaved(page);
  await expect(cell(page, "Đất đai", 4), "the other's figure stays").toHaveText("77");
});

convention(83, "a row that somebody else has filled stays", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = Number(page.url().split("/").pop());
  await addRows(page, ["Môi trường"]);
  await expectSaved(page);
  const { rows } = await read(page, id);
  const key = rows.find(({ label }) => label === "Môi trường")!.key;
  await save(page, id, { changes: [{ row: key, column: "5", value: "8" }] });
  // Their figure comes along with the next save.
  await cell(page, "Hộ tịch", 9).click();
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(cell(page, "Môi trường", 5)).toHaveText("8");
  await press(page, "Control+z", "Control+z");
  await expect(cell(page, "Môi trường", 5), "not mine to take back").toHaveText("8");
  await expect(said(page)).toHaveText("Giữ nguyên 1 dòng vì đã có số liệu của người khác");
  await expectSaved(page);
  expect((await read(page, id)).rows.find((row) => row.key === key)?.cells).toMatchObject({ 5: "8" });
});
