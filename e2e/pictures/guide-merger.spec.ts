// The pictures of docs/huong-dan, chapter 12: an act that merges two communes, and what it would do.
import { accounts } from "../support/accounts";
import { picture } from "../support/picture";
import { expect, test } from "../support/test";

test("chapter 12: a draft, and its preview", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/sap-xep");
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await page.getByLabel("Số, ký hiệu văn bản").fill("1656/NQ-UBTVQH15");
  await page.getByLabel("Trích yếu").fill("Sắp xếp các phường của thành phố Hà Nội");
  await page.getByRole("button", { name: "Thêm nội dung" }).click();
  for (const name of ["Phường Ba Đình", "Phường Hoàn Kiếm"]) {
    await page.getByLabel("Đơn vị được sắp xếp").fill(name);
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  }
  await page.getByLabel("Tên đơn vị mới").fill("Phường Hồ Gươm");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã lưu dự thảo" })).toBeHidden({ timeout: 20_000 });
  await picture(page, "huong-dan-sap-xep");
  await page.getByRole("button", { name: "Xem trước" }).click();
  const preview = page.getByRole("dialog", { name: "Xem trước" });
  await expect(preview).toContainText("Phường Hồ Gươm (mới)");
  await picture(page, "huong-dan-sap-xep-xem-truoc", preview);
  await preview.getByRole("button", { name: "Đóng" }).click();
  await page.getByRole("button", { name: "Xóa dự thảo" }).click();
  await page.getByRole("dialog", { name: "Xóa dự thảo" }).getByRole("button", { name: "Xóa dự thảo" }).click();
  await expect(page).toHaveURL(/\/quan-tri\/sap-xep$/);
});
