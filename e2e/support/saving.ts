// Saving, and what gets in its way: for the specs of section Q.
import type { Locator, Page } from "@playwright/test";

import { press } from "./grid";
import { read } from "./ground";
import { cell } from "./steps";

export const idOf = (page: Page): number => Number(page.url().split("/").pop());

/** An edit is on the device after this; the autosave still waits. */
export const drafted = 150;

/** Puts the figure into the cell by keys. */
export async function enter(page: Page, row: string, column: number, figure: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(figure);
  await press(page, "Enter");
}

/** What the server has of a row that is named so. */
export const ownCells = async (page: Page, id: number, row: string): Promise<Record<string, unknown> | undefined> =>
  (await read(page, id)).rows.find(({ label }) => label === row)?.cells;

/** The server stores what is saved, and each answer gets lost. */
export async function loseAnswers(page: Page): Promise<void> {
  await page.route("**/api/v1/reports/*/data", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await route.fetch();
    await route.abort();
  });
}

/** The dialog that shows both values of each cell. */
export const clashOf = (page: Page): Locator => page.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });

/** Decides a clash of one cell for the own value. */
export async function keepMine(clash: Locator): Promise<void> {
  await clash.getByRole("radio", { name: /Giá trị của tôi/ }).check();
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
}
