// What people do in a period of the reporting year, on the server whose clock the test moves.
import { expect, type Page } from "@playwright/test";

import type { Account } from "./accounts";
import { api } from "./ground";
import { act, addRows, expectSaved, expectStatus, type } from "./steps";

export const FORM = "II.06a/VPCP/KSTT";
export const PROVINCE_FORM = "II.06c/VPCP/KSTT";

export type As = (account: Account) => Promise<Page>;

/** The administrator opens a period of regime II; `label` as the list has it, `code` as the API. */
export async function openPeriod(page: Page, label: string, code: string): Promise<void> {
  await page.goto("/quan-tri/mo-ky");
  const regime = page.getByLabel("Chế độ báo cáo", { exact: true });
  await expect(regime.locator("option").first()).toBeAttached();
  const name = (await regime.locator("option").allTextContents()).find((text) => /^II\. .*01\/2020/.test(text))!;
  await regime.selectOption({ label: name });
  await page.getByLabel("Kỳ báo cáo", { exact: true }).selectOption({ label });
  await page.getByRole("button", { name: "Mở kỳ", exact: true }).click();
  await expect(page.locator(`[data-opening="II ${code}"]`)).toContainText("Xong", { timeout: 60_000 });
}

/** Opens a unit's report of a period from a work list. */
export async function openOf(page: Page, task: string, period: string, form: string, unit: string): Promise<void> {
  const query = new URLSearchParams({ "tu-khoa": form });
  await page.goto(`/viec/${task}?${query}`);
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: form, exact: true }) })
    .filter({ hasText: period })
    .filter({ hasText: unit });
  await row.getByRole("link", { name: form, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(form);
}

/** Enters the figures of a field in the commune's report. */
export async function fill(page: Page, period: string, unit: string, figures: [string, string]): Promise<void> {
  await openOf(page, "enter", period, FORM, unit);
  await addRows(page, ["Hộ tịch"]);
  await type(page, "Hộ tịch", 4, figures);
  await type(page, "Hộ tịch", 8, figures);
  await expect(page.getByRole("region", { name: "Kiểm tra số liệu" }).getByText("Không có lỗi, cảnh báo")).toBeVisible();
  await expectSaved(page);
}

/** Submits the report on screen; the leader approves it. */
export async function approve(as: As, page: Page, approval: Account, period: string, unit: string): Promise<void> {
  await act(page, "Trình lãnh đạo", "Kính trình");
  const leader = await as(approval);
  await openOf(leader, "approve", period, FORM, unit);
  await act(leader, "Duyệt");
  await expectStatus(leader, "Đã duyệt");
}

/** Sends what was approved. */
export async function send(page: Page, period: string, form: string, unit: string): Promise<void> {
  await openOf(page, "send", period, form, unit);
  await act(page, "Gửi báo cáo");
  await expectStatus(page, "Đã gửi");
}

/** What the bell tells. */
export async function expectTold(page: Page, text: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        const { body } = await api<{ items: { text: string }[] }>(page, "GET", "/notifications?page_size=200");
        return body.items.some((item) => text.test(item.text));
      },
      { message: String(text), timeout: 60_000 },
    )
    .toBe(true);
  await page.goto("/thong-bao");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: text }).first()).toBeVisible();
}
