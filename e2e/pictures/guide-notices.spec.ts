// The pictures of docs/huong-dan, chapter 13: the bell, the page of notices, and an incident.
import { accounts } from "../support/accounts";
import { picture } from "../support/picture";
import { expectMessage, openReport } from "../support/steps";
import { expect, test } from "../support/test";

const REASON = "Mất điện tại trung tâm dữ liệu";

test("chapter 13: the bell, the notices, and an incident", async ({ as }) => {
  const commune = await as(accounts.communeEntry);
  await commune.getByRole("button", { name: /^Thông báo/ }).click();
  await expect(commune.locator("#bell-panel .notifications li").first()).toBeVisible();
  await picture(commune, "huong-dan-chuong", commune.locator("#bell-panel"));
  await commune.goto("/thong-bao");
  await expect(commune.locator("main .notifications li").first()).toBeVisible();
  await picture(commune, "huong-dan-trang-thong-bao");

  const admin = await as(accounts.administrator);
  await admin.goto("/quan-tri/su-co");
  const scope = admin.getByLabel("Phạm vi");
  const option = scope.locator("option", { hasText: /^III\. .*01\/2020/ });
  await scope.selectOption((await option.getAttribute("value")) ?? "");
  await admin.getByLabel("Nội dung sự cố").fill(REASON);
  await admin.getByLabel("Gồm cả báo cáo đến hạn sau sự cố (số ngày làm việc)").fill("30");
  await admin.getByRole("button", { name: "Công bố sự cố" }).click();
  await expectMessage(admin, "Đã công bố sự cố");
  const row = admin.getByRole("row").filter({ hasText: REASON });
  await expect(row.getByRole("cell").nth(4)).toContainText(/^[1-9]/, { timeout: 30_000 });
  await picture(admin, "huong-dan-su-co");

  await openReport(commune, "enter", { form: "III.01a/VPCP/KSTT", kind: "year" });
  await expect(commune.getByText(`Gia hạn do sự cố “${REASON}”`)).toBeVisible();
  await picture(commune, "huong-dan-gia-han");

  const receiver = await as(accounts.provinceConsolidation);
  await openReport(receiver, "track", { form: "II.06a/VPCP/KSTT", kind: "quarter", unit: "Phường Ba Đình" });
  await receiver.getByRole("button", { name: "Ghi nhận", exact: true }).click();
  const outside = receiver.getByRole("dialog", { name: "Ghi nhận báo cáo nhận ngoài hệ thống" });
  await outside.getByLabel("Số, ký hiệu văn bản").fill("12/BC-UBND");
  await picture(receiver, "huong-dan-nhan-ngoai", outside);

  await row.getByRole("button", { name: /^Kết thúc sự cố/ }).click();
  await admin.getByRole("dialog", { name: "Kết thúc sự cố" }).getByRole("button", { name: "Kết thúc sự cố" }).click();
  await expect(row).toContainText("Đã kết thúc");
});
