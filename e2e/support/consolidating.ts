// Consolidation on the screen: taking figures in, and seeing that they have changed since.
import { expect, type Locator, type Page } from "@playwright/test";

import { expectMessage } from "./steps";

/** Takes in what the units below have sent: one report. */
export async function consolidate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Tổng hợp dữ liệu" }).click();
  const dialog = page.getByRole("dialog", { name: "Tổng hợp dữ liệu" });
  await dialog.getByRole("button", { name: "Tổng hợp", exact: true }).click();
  await expectMessage(page, /Đã tổng hợp 1 báo cáo/);
}

/** The mark of a total whose figures from this unit are not what it was made of. */
export const stale = (page: Page, unit: string): Locator =>
  page.getByText(`Số liệu cấp dưới đã thay đổi sau khi tổng hợp: ${unit}.`);

/** The same while this unit has yet to consolidate what changed below itself: consolidating here brings nothing. */
export const outdated = (page: Page, unit: string): Locator =>
  page.getByText(`đơn vị chưa tổng hợp lại thay đổi từ cấp dưới của mình: ${unit}. Hãy đợi đơn vị đó gửi lại số liệu mới`);

/** Looks at what consolidating once more would change: the figure of one row becomes this. */
export async function seeDifference(page: Page, figure: string): Promise<void> {
  await page.getByRole("button", { name: "Xem chênh lệch" }).click();
  const differences = page.getByRole("dialog", { name: /[Cc]hênh lệch/ });
  await expect(differences.getByRole("row").filter({ hasText: "Hộ tịch" }).first()).toContainText(figure);
  await page.keyboard.press("Escape");
}
