// The dashboard of progress: from the country to the single report, and who has not sent.
import { readFileSync } from "node:fs";

import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

test("from the office down to a ward's reports", async ({ as }) => {
  const page = await as(accounts.governmentOffice);
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Tiến độ báo cáo" }).click();
  const regime = page.getByLabel("Chế độ báo cáo");
  // The list comes after the page.
  const second = regime.locator("option", { hasText: /^II\. / });
  await expect(second).toHaveCount(1);
  await regime.selectOption((await second.getAttribute("value"))!);
  await expect(page).toHaveURL(/che-do=II/);
  await page.getByLabel("Kỳ báo cáo").selectOption({ index: 1 });
  const lines = page.getByRole("table").first().getByRole("row");
  await lines.getByRole("link", { name: "Thành phố Hà Nội" }).click();
  const path = page.getByRole("navigation", { name: "Đơn vị đang xem" });
  await expect(path).toContainText("Thành phố Hà Nội");
  const ward = lines.filter({ has: page.getByRole("link", { name: "Phường Hoàn Kiếm", exact: true }) });
  await expect(ward).toHaveCount(1);
  await expectAccessible(page);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Kết xuất Excel" }).click()]);
  expect(readFileSync(await download.path()).subarray(0, 2).toString(), "a workbook").toBe("PK");

  const unsent = page.getByRole("region", { name: "Chưa gửi" });
  await expect(unsent.getByRole("row").nth(1)).toContainText(/còn|quá/i);
  await unsent.getByRole("button", { name: "Sau" }).click();
  await expect(unsent.getByText("26–50 trong")).toBeVisible();

  await ward.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Theo dõi báo cáo");
  const reports = page.getByRole("main").getByRole("row").filter({ hasText: "Phường Hoàn Kiếm" });
  await expect(reports.first()).toBeVisible();
  await page.goBack();
  await path.getByRole("link", { name: "Văn phòng Chính phủ" }).click();
  await expect(lines.getByRole("link", { name: "Thành phố Hà Nội" })).toBeVisible();
});

test("a period without reports says so", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await page.goto("/tien-do?van-ban=01/2020/TT-VPCP&che-do=II&ky=2001-Q1");
  await expect(page.getByText("không có báo cáo nào của chế độ và kỳ đã chọn")).toBeVisible();
});
