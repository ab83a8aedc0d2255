// Every page: axe finds nothing serious, nothing runs over the edge, on a desk and on a phone.
import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

const pages: [name: string, path: string, heading: string | RegExp][] = [
  ["my work", "/", "Việc của tôi"],
  ["enter", "/viec/enter", "Nhập liệu báo cáo số liệu"],
  ["consolidate", "/viec/consolidate", "Tổng hợp báo cáo"],
  ["check", "/viec/check", "Kiểm tra báo cáo gửi đến"],
  ["track", "/viec/track", "Theo dõi báo cáo"],
  ["progress", "/tien-do", "Tiến độ báo cáo"],
  ["forms", "/bieu-mau", "Biểu mẫu"],
  ["units", "/don-vi", "Đơn vị"],
  ["list of units", "/quan-tri/don-vi", "Danh sách đơn vị"],
  ["notifications", "/thong-bao", "Thông báo"],
  ["shortcuts", "/phim-tat", "Hướng dẫn phím tắt"],
  ["nowhere", "/khong-co", "Không tìm thấy trang"],
];

const screens = [
  { name: "desk", viewport: { width: 1366, height: 768 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
];

for (const { name: screen, viewport } of screens) {
  test(`every page is accessible and fits on a ${screen}`, async ({ as }, info) => {
    // A dozen pages, each looked through by axe.
    test.setTimeout(300_000);
    const page = await as(accounts.provinceConsolidation);
    await page.setViewportSize(viewport);
    for (const [name, path, heading] of pages) {
      await test.step(name, async () => {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
        await expect(page.getByRole("main").getByText("Đang tải…")).toHaveCount(0);
        await page.screenshot({ path: info.outputPath(`${screen}-${name}.png`) });
        await expectAccessible(page);
        await expectFits(page);
      });
    }
    await test.step("a report and its history", async () => {
      await page.goto("/viec/track?tu-khoa=II.06c");
      await page.getByRole("row").getByRole("link", { name: /II\.06c/ }).first().click();
      await expect(page.getByRole("grid")).toBeVisible();
      await page.screenshot({ path: info.outputPath(`${screen}-report.png`) });
      await expectAccessible(page);
      await expectFits(page);
      await page.getByRole("link", { name: "Lịch sử" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Lịch sử" })).toBeVisible();
      await expectAccessible(page);
    });
    await test.step("a form", async () => {
      await page.goto("/bieu-mau");
      await page.getByRole("link", { name: "II.06a/VPCP/KSTT" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("II.06a");
      await expectAccessible(page);
      await expectFits(page);
    });
  });
}

async function expectFits(page: import("@playwright/test").Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, "the page does not scroll sideways").toBeLessThanOrEqual(0);
}

test("signing in: errors do not tell whether a name exists, and the address is kept", async ({ page }) => {
  await page.goto("/viec/track?tu-khoa=II");
  const name = page.getByLabel("Tên đăng nhập");
  const password = page.getByLabel("Mật khẩu");
  const button = page.getByRole("button", { name: "Đăng nhập" });
  await expect(name).toBeFocused();
  const said: string[] = [];
  for (const user of [accounts.communeEntry, "khong.co.ai"]) {
    await name.fill(user);
    await password.fill("sai-mat-khau");
    await button.click();
    const alert = page.getByRole("alert").filter({ hasText: /\S/ });
    await expect(alert).toBeVisible();
    said.push((await alert.textContent()) ?? "");
    await expect(password).toHaveValue("");
  }
  expect(said[1]).toBe(said[0]);
  await expectAccessible(page);
  await name.fill(accounts.communeEntry);
  await password.fill("Baocao@2026");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Theo dõi báo cáo" })).toBeVisible();
  expect(new URL(page.url()).search).toContain("II");
});

test("the menu shows only what the rights allow, and the language can be switched", async ({ as }) => {
  const page = await as(accounts.communeApproval);
  const menu = page.getByRole("navigation", { name: "Danh mục chức năng" });
  await expect(menu.getByRole("link", { name: "Duyệt báo cáo" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Nhập liệu báo cáo số liệu" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "My work" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("User name")).toBeVisible();
});
