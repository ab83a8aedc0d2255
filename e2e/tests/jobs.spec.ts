// The system's own work: an administrator opens a period and watches it, runs a job now and sees its result.
import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

const screens = [
  { name: "desk", viewport: { width: 1366, height: 768 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
];

test("an administrator opens a period by keyboard and watches it finish", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.getByRole("link", { name: "Mở kỳ báo cáo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mở kỳ báo cáo" })).toBeFocused();
  const regime = page.getByLabel("Chế độ báo cáo", { exact: true });
  await regime.selectOption({ label: await optionOf(regime, /^VI\. .*01\/2020/) });
  const period = page.getByLabel("Kỳ báo cáo", { exact: true });
  // The year before the present one, of a regime that no other test looks at.
  const before = await period.evaluate((select: HTMLSelectElement) => select.options[2]?.value ?? "");
  expect(before).toMatch(/^\d{4}$/);
  await period.selectOption(before);
  await page.getByRole("button", { name: "Mở kỳ", exact: true }).press("Enter");
  const row = page.locator(`[data-opening="VI ${before}"]`);
  await expect(row).toContainText("Xong", { timeout: 60_000 });
  await expect(row).toContainText(/Giao mới (\d+) trong \1 báo cáo/);
  await expect(row).toContainText("Quản trị hệ thống");
  await expectAccessible(page);

  // Its reports are there, and opening it again adds nothing.
  await page.getByRole("button", { name: "Mở kỳ", exact: true }).click();
  await expect(row).toContainText(/Giao mới 0 trong \d+ báo cáo/, { timeout: 60_000 });
});

test("a job is run now and its result is seen", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/cong-viec");
  const row = page.getByRole("row").filter({ hasText: "Dọn dữ liệu tạm" });
  await expect(row).toContainText("Xong");
  await page.getByRole("button", { name: "Chạy ngay: Dọn dữ liệu tạm" }).click();
  const runs = page.getByRole("region", { name: "Lịch sử: Dọn dữ liệu tạm" });
  const newest = runs.getByRole("row").nth(1);
  await expect(newest).toContainText("Quản trị hệ thống");
  await expect(newest).toContainText("Xong", { timeout: 60_000 });
  await expectAccessible(page);
});

test("a report is assigned to one unit, a unit exempted and freed again", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/giao-bao-cao");
  const form = page.getByRole("form", { name: "Giao một biểu mẫu cho đơn vị" });
  await form.getByLabel("Biểu mẫu", { exact: true }).selectOption({
    label: await optionOf(form.getByLabel("Biểu mẫu", { exact: true }), /^II\.06a/),
  });
  await form.getByLabel("Kỳ báo cáo", { exact: true }).selectOption({ label: "Đột xuất (một lần)" });
  await form.getByLabel("Đơn vị", { exact: true }).fill("Cao Bằng");
  await form.getByRole("button", { name: /^Cao Bằng 04/ }).click();
  await form.getByRole("button", { name: "Giao báo cáo" }).click();
  await expect(form.getByRole("alert")).toContainText("cần tên kỳ và đủ năm ngày");
  await form.getByLabel("Tên kỳ báo cáo").fill("Khảo sát thủ tục");
  for (const [label, day] of [
    ["Số liệu từ ngày", "2026-11-01"],
    ["Số liệu đến ngày", "2026-11-20"],
    ["Ngày mở nhập liệu", "2026-11-20"],
    ["Ngày đóng nhập liệu", "2026-12-20"],
    ["Hạn gửi (hết ngày)", "2026-12-15"],
  ] as const)
    await form.getByLabel(label).fill(day);
  await form.getByRole("button", { name: "Giao báo cáo" }).click();
  await expect(page.getByText("Đã giao 1 báo cáo; 0 đơn vị đã có sẵn.")).toBeVisible();

  const exemptions = page.getByRole("region", { name: "Miễn nhập" });
  await exemptions.getByLabel("Đơn vị", { exact: true }).fill("Cao Bằng");
  await exemptions.getByRole("button", { name: /^Cao Bằng 04/ }).click();
  await exemptions.getByLabel("Lý do").fill("Số liệu lấy từ trục liên thông");
  await exemptions.getByRole("button", { name: "Thêm miễn nhập" }).click();
  const row = exemptions.getByRole("row").filter({ hasText: "trục liên thông" });
  await expect(row).toContainText("Cao Bằng");
  await expectAccessible(page);
  await row.getByRole("button", { name: /^Thôi miễn/ }).click();
  await expect(row).toHaveCount(0);
});

test("one form of a unit goes to another receiver", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/giao-bao-cao");
  const receivers = page.getByRole("region", { name: "Đơn vị nhận" });
  await receivers.getByLabel("Đơn vị báo cáo").fill("Cao Bằng");
  await receivers.getByRole("button", { name: /^Cao Bằng 04/ }).click();
  const regime = receivers.getByLabel("Chế độ báo cáo", { exact: true });
  await regime.selectOption({ label: await optionOf(regime, /^II\. .*01\/2020/) });
  const form = receivers.getByLabel("Biểu mẫu", { exact: true });
  await form.selectOption({ label: await optionOf(form, /^II\.06c/) });
  await receivers.getByLabel("Đơn vị nhận", { exact: true }).fill("Bộ Tư pháp");
  await receivers.getByRole("button", { name: /^Bộ Tư pháp/ }).click();
  await receivers.locator("form").getByRole("button", { name: "Đặt đơn vị nhận" }).click();
  const row = receivers.getByRole("row").filter({ hasText: "II.06c/VPCP/KSTT" });
  await expect(row).toContainText("Bộ Tư pháp");
  await expectAccessible(page);
  await row.getByRole("button").click();
  await expect(row).toHaveCount(0);
});

test("only administrators find these pages", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await expect(page.getByRole("link", { name: "Công việc tự động" })).toHaveCount(0);
  expect((await page.request.get("/api/v1/jobs")).status()).toBe(403);
});

for (const { name: screen, viewport } of screens) {
  test(`the administrator's pages are accessible and fit on a ${screen}`, async ({ as }, info) => {
    const page = await as(accounts.administrator);
    await page.setViewportSize(viewport);
    for (const [path, heading] of [
      ["/quan-tri/mo-ky", "Mở kỳ báo cáo"],
      ["/quan-tri/giao-bao-cao", "Giao báo cáo"],
      ["/quan-tri/cong-viec", "Công việc tự động"],
    ] as const) {
      await test.step(heading, async () => {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
        await expect(page.getByRole("main").getByText("Đang tải…")).toHaveCount(0);
        await page.screenshot({ path: info.outputPath(`${screen}${path.replaceAll("/", "-")}.png`), fullPage: true });
        await expectAccessible(page);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over, "nothing runs over the edge").toBeLessThanOrEqual(0);
      });
    }
  });
}

/** The text of a choice's option. */
async function optionOf(select: import("@playwright/test").Locator, text: RegExp): Promise<string> {
  await expect(select.locator("option").first()).toBeAttached();
  const all = await select.locator("option").allTextContents();
  return all.find((option) => text.test(option)) ?? "";
}
