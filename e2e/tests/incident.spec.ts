// Incident mode: what came on paper meanwhile is recorded by who received it; an administrator declares an outage of one regime, a commune sees it on every page, its deadline moves and the one
// before stays visible, and the administrator ends it.
import { accounts } from "../support/accounts";
import { expectMessage, openReport, reportRow } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";
import type { Page } from "@playwright/test";

const REGIME = /^III\. .*01\/2020/;
const FORM = "III.01a/VPCP/KSTT";
const REASON = "Mất điện tại trung tâm dữ liệu (kiểm thử)";

/** The deadline in the report's head. */
async function due(page: Page): Promise<string> {
  return (await page.locator(".facts div", { hasText: "Hạn gửi" }).locator("dd").first().textContent()) ?? "";
}

test("an outage is declared, seen by a commune, moves its deadline and is ended", async ({ as }) => {
  const commune = await as(accounts.otherCommuneEntry);
  await openReport(commune, "enter", { form: FORM, kind: "year" });
  const before = await due(commune);

  const admin = await as(accounts.administrator);
  await admin.getByRole("link", { name: "Chế độ sự cố" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "Chế độ sự cố" })).toBeVisible();
  const scope = admin.getByLabel("Phạm vi");
  const option = scope.locator("option", { hasText: REGIME });
  await scope.selectOption((await option.getAttribute("value")) ?? "");
  await admin.getByLabel("Nội dung sự cố").fill(REASON);
  await admin.getByLabel("Cách gia hạn").selectOption({ label: "Số ngày làm việc cố định" });
  await admin.getByLabel("Số ngày làm việc được gia hạn").fill("2");
  await admin.getByLabel("Gồm cả báo cáo đến hạn sau sự cố (số ngày làm việc)").fill("30");
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Công bố sự cố" }).click();
  await expectMessage(admin, "Đã công bố sự cố");
  const row = admin.getByRole("row").filter({ hasText: REASON });
  await expect(row).toContainText("Đang diễn ra");

  // The commune's page is not touched: the bell brings the banner.
  const banner = commune.locator(".incident").filter({ hasText: REASON });
  await expect(banner).toContainText("Hệ thống đang gặp sự cố");
  await expect(row.getByRole("cell").nth(4), "reports were moved").toContainText(/^[1-9]/, { timeout: 30_000 });
  await commune.reload();
  await expect(commune.getByText(`Gia hạn do sự cố “${REASON}”`)).toBeVisible();
  expect(await due(commune)).not.toBe(before);
  await expectAccessible(commune);

  await row.getByRole("button", { name: /^Kết thúc sự cố/ }).click();
  const dialog = admin.getByRole("dialog", { name: "Kết thúc sự cố" });
  await dialog.getByRole("button", { name: "Kết thúc sự cố" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("Đã kết thúc");
  await commune.reload();
  await expect(banner, "told until the last deadline has passed").toContainText("đã được khắc phục");
});

test("the receiving unit records what came on paper, and the reporting unit sees it", async ({ as }) => {
  const wanted = { form: "II.06a/VPCP/KSTT", kind: "quarter" as const, unit: "Phường Hoàn Kiếm" };
  const receiver = await as(accounts.provinceConsolidation);
  await openReport(receiver, "track", wanted);
  await receiver.getByRole("button", { name: "Ghi nhận", exact: true }).click();
  const dialog = receiver.getByRole("dialog", { name: "Ghi nhận báo cáo nhận ngoài hệ thống" });
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog.getByRole("alert"), "a reference is needed").toContainText("Hãy ghi số, ký hiệu văn bản");
  await dialog.getByLabel("Hình thức nhận").selectOption({ label: "Trục liên thông văn bản" });
  await dialog.getByLabel("Số, ký hiệu văn bản").fill("12/BC-UBND");
  await expectAccessible(receiver);
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  const mark = /Nhận ngoài hệ thống Trục liên thông văn bản: 12\/BC-UBND/;
  await expect(receiver.getByRole("main").getByText(mark)).toBeVisible();

  const commune = await as(accounts.otherCommuneEntry);
  const row = await reportRow(commune, "enter", wanted);
  await expect(row).toContainText("Nhận ngoài hệ thống");
  await openReport(commune, "enter", wanted);
  await expect(commune.getByRole("main").getByText(mark)).toBeVisible();
  await expect(commune.getByRole("button", { name: "Ghi nhận", exact: true }), "not by who owes it").toHaveCount(0);

  await receiver.getByRole("button", { name: "Sửa ghi nhận" }).click();
  await dialog.getByRole("button", { name: "Bỏ ghi nhận" }).click();
  await expectMessage(receiver, "Đã bỏ ghi nhận");
  await expect(receiver.getByRole("main").getByText(mark)).toHaveCount(0);
});
