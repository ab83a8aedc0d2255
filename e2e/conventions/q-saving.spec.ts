import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { read, save } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "Q", { "Hộ tịch": { 4: "5" }, "Chứng thực": { 4: "4" } });

const idOf = (page: Page): number => Number(page.url().split("/").pop());

/** The pause after an edit that the autosave waits for; it is never shorter. */
const autosave = 1_200;

/**
 * Milliseconds from the Enter of an edit to its request: the best of three, since the machine may stand still between
 * keys. A timer never fires early, so that one quick request proves what was asked for.
 */
async function soonest(page: Page, keys: string[]): Promise<number> {
  const times: number[] = [];
  for (const figure of ["81", "82", "83"]) {
    const sent = page.waitForRequest((request) => request.method() === "PATCH").then(() => Date.now());
    await cell(page, "Chứng thực", 5).click();
    await page.keyboard.type(figure);
    const begun = Date.now();
    await press(page, "Enter", ...keys);
    times.push((await sent) - begun);
    await expectSaved(page);
  }
  return Math.min(...times);
}

async function enter(page: Page, row: string, column: number, figure: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(figure);
  await press(page, "Enter");
}

convention(136, "saved within two seconds, and the state is always to be seen", async ({ signedIn }) => {
  const page = await open(signedIn);
  await expect(page.getByText("Không có thay đổi chưa lưu")).toBeVisible();
  expect(await soonest(page, [])).toBeLessThan(2_000);
  await enter(page, "Hộ tịch", 4, "6");
  await expectSaved(page);
  await page.context().setOffline(true);
  await enter(page, "Hộ tịch", 5, "7");
  await expect(page.getByText(/mất kết nối|Mất kết nối|ngoại tuyến/i).first()).toBeVisible();
  await page.context().setOffline(false);
  await expectSaved(page);
  const { rows } = await read(page, idOf(page));
  expect(rows.find(({ label }) => label === "Hộ tịch")?.cells).toMatchObject({ 4: "6", 5: "7" });
});

convention(136, "Ctrl+S saves at once", async ({ signedIn }) => {
  const page = await open(signedIn);
  expect(await soonest(page, ["Control+s"]), "before the autosave, which waits longer").toBeLessThan(autosave);
  await expectSaved(page);
});

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

convention(140, "read-only after submission, with the reason", async ({ signedIn }) => {
  const page = await open(signedIn);
  await enter(page, "Hộ tịch", 9, "5");
  await enter(page, "Chứng thực", 9, "4");
  await expectSaved(page);
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" }).click();
  const dialog = page.getByRole("dialog", { name: "Trình lãnh đạo" });
  await dialog.getByRole("textbox").first().fill("Đã đối chiếu với sổ theo dõi");
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(page.getByText("Báo cáo đang chờ duyệt nên chỉ xem.")).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-readonly", "true");
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Thu hồi" }).click();
  const recall = page.getByRole("dialog", { name: "Thu hồi" });
  await recall.getByRole("button", { name: "Thu hồi" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-readonly", "false");
});
