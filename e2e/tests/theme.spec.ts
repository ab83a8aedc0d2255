// Light and dark: the choice is kept, and both have contrast enough everywhere. Nothing jumps while a report opens or is saved.
import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { cell, expectSaved, type } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";

const pages = ["/", "/viec/enter", "/viec/consolidate", "/viec/check", "/viec/track", "/bieu-mau", "/don-vi", "/quan-tri/don-vi", "/thong-bao", "/phim-tat", "/khong-co"];
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element }[] };
const theme = (page: Page) => page.locator("html").getAttribute("data-theme");

test("dark by the device or by choice, and the choice is kept", async ({ as }) => {
  const page = await as(accounts.administrator, { colorScheme: "dark" });
  await expect.poll(() => theme(page)).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => theme(page), "as the device says").toBe("light");
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  const choice = page.getByRole("group", { name: "Giao diện sáng hay tối" });
  await choice.getByRole("button", { name: "Tối" }).click();
  await expect(choice.getByRole("button", { name: "Tối" })).toHaveAttribute("aria-pressed", "true");
  expect(await theme(page)).toBe("dark");
  await page.reload();
  await expect.poll(() => theme(page), "kept").toBe("dark");
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  await choice.getByRole("button", { name: "Theo máy" }).click();
  expect(await theme(page)).toBe("light");
});

test("dark: every page has contrast enough", async ({ as, visitor }) => {
  test.setTimeout(300_000);
  const page = await as(accounts.provinceConsolidation, { colorScheme: "dark" });
  for (const path of pages) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main").getByText("Đang tải…")).toHaveCount(0);
      await expectAccessible(page);
    });
  }
  const stranger = await visitor({ colorScheme: "dark" });
  await stranger.goto("/dang-nhap");
  await expect(stranger.getByLabel("Mật khẩu")).toBeVisible();
  await expectAccessible(stranger);
});

test("a report in both: filled, with findings, its menus and dialogs", async ({ signedIn }) => {
  test.setTimeout(300_000);
  const page = await signedIn(accounts.provinceConsolidation);
  // What came in by content and by time is not the same: an error.
  await ground(page, { form: "II.05b/VPCP/KSTT", kind: "year", rows: { "Hộ tịch": { 4: "5", 6: "4" }, "Chứng thực": { 4: "3", 6: "3" } } });
  await expect(page.locator(".grid-cell.has-error").first()).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => theme(page)).toBe(colorScheme);
    await expectAccessible(page);
    await page.getByRole("button", { name: "In", exact: true }).click();
    await expectAccessible(page);
    await page.getByRole("dialog", { name: "In báo cáo" }).getByRole("button", { name: "Đóng" }).click();
    await cell(page, "Hộ tịch", 4).click({ button: "right" });
    await expect(page.getByRole("menu", { name: "Thao tác với vùng chọn" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Tài khoản/ }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
  }
});

test("nothing jumps while a report opens, is filled in and saved", async ({ signedIn }) => {
  const page = await signedIn(accounts.provinceConsolidation);
  await page.addInitScript(() => {
    const noted = window as typeof window & { jumps: object[] };
    noted.jumps = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        // What moves because a key was pressed is meant to.
        if (entry.hadRecentInput) continue;
        noted.jumps.push({ value: entry.value, nodes: entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 120)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await ground(page, { form: "II.05b/VPCP/KSTT", kind: "year", rows: { "Hộ tịch": { 4: "5", 7: "5" } } });
  await page.waitForTimeout(1_000);
  await expectStill(page, "opening");
  await type(page, "Hộ tịch", 4, ["12"]);
  await expectSaved(page);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("12");
  await expectStill(page, "saving");
});

async function expectStill(page: Page, when: string): Promise<void> {
  const jumps = await page.evaluate(() => (window as typeof window & { jumps: object[] }).jumps);
  expect(jumps, when).toEqual([]);
}
