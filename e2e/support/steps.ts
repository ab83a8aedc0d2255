// What people do on the screen, in their words. Locators by role and name only, as a screen reader finds things.
import { expect, type Locator, type Page } from "@playwright/test";

export type Task = "enter" | "consolidate" | "approve" | "send" | "check" | "track";

/** The period that a report is for, by its kind: the demonstration opens one of each. */
const kinds = { quarter: /Quý /, half: /6 tháng/, year: /Năm \d/ };
export type Kind = keyof typeof kinds;

export type Wanted = { form: string; kind: Kind; unit?: string };

/** The row of a report in the work list of a task. */
export async function reportRow(page: Page, task: Task, wanted: Wanted): Promise<Locator> {
  const query = new URLSearchParams({ "tu-khoa": wanted.form });
  await page.goto(`/viec/${task}?${query}`);
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: wanted.form, exact: true }) })
    .filter({ hasText: kinds[wanted.kind] })
    .filter({ hasText: wanted.unit ?? "" });
  await expect(row, `${wanted.form} stands in the list "${task}"`).toHaveCount(1);
  return row;
}

/** Opens a report from the work list of a task. */
export async function openReport(page: Page, task: Task, wanted: Wanted): Promise<void> {
  const row = await reportRow(page, task, wanted);
  await row.getByRole("link", { name: wanted.form, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(wanted.form);
}

/** A cell of the grid by the name of its row and its printed column number. */
export function cell(page: Page, row: string, column: number): Locator {
  const line = page.getByRole("grid").getByRole("row").filter({ hasText: row });
  return line.locator(`[aria-colindex="${column}"]`);
}

/** Types figures into neighbouring cells of a row with the keyboard alone, from the given column to the right. */
export async function type(page: Page, row: string, column: number, figures: string[]): Promise<void> {
  await cell(page, row, column).click();
  for (const figure of figures) {
    await page.keyboard.type(figure);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
}

/** Adds rows from the catalogue. */
export async function addRows(page: Page, names: string[]): Promise<void> {
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const picker = page.getByRole("dialog", { name: "Chọn dòng từ danh mục" });
  for (const name of names) await picker.getByRole("checkbox", { name: new RegExp(name) }).check();
  await picker.getByRole("button", { name: `Thêm ${names.length} dòng` }).click();
  await expect(picker).toBeHidden();
}

/** Everything on screen is on the server. */
export async function expectSaved(page: Page, timeout?: number): Promise<void> {
  // By its place: when it says something else, the failure tells what.
  await expect(page.locator(".saving-said")).toHaveText(/^Đã lưu \d\d:\d\d/, { timeout });
}

/** Takes a step of the workflow, with a note. */
export async function act(page: Page, action: string, note?: string): Promise<void> {
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: action, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: action });
  if (note) await dialog.getByRole("textbox", { name: /^(Lý do|Ghi chú)/ }).fill(note);
  await dialog.getByRole("button", { name: action, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 }), "the button is gone, the keyboard is not lost").toBeFocused();
}

/** Opens a report from the work list of a task and takes a step of the workflow. */
export async function actOn(page: Page, task: Task, wanted: Wanted, action: string, note?: string): Promise<void> {
  await openReport(page, task, wanted);
  await act(page, action, note);
}

/** The status of the report on screen. */
export async function expectStatus(page: Page, status: string): Promise<void> {
  await expect(page.getByRole("main").getByText(status, { exact: true }).first()).toBeVisible();
}

/** A short message appears. */
export async function expectMessage(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
}
