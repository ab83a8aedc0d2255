// The pictures of docs/huong-dan, chapters 5 to 9: the year's calendar, the progress, and an administrator's work.
import type { Locator, Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { picture } from "../support/picture";
import { act, actOn, expectStatus } from "../support/steps";
import { expect, test } from "../support/test";

/** Chooses the option that begins with a text. */
async function pick(select: Locator, start: string): Promise<void> {
  const option = select.locator("option").filter({ hasText: new RegExp(`^${start}`) });
  await expect(option.first()).toBeAttached();
  await select.selectOption((await option.first().getAttribute("value")) ?? "");
}

/** Confirms in the dialog that asks. */
async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
}

test("chapter 5: a year of a regime", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry);
  await page.goto("/lich-bao-cao");
  await pick(page.getByLabel("Chế độ báo cáo"), "II\\. .*01/2020");
  await expect(page.getByRole("row").nth(4)).toBeVisible();
  await page.setViewportSize({ width: 1366, height: 430 });
  await picture(page, "huong-dan-lich");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải lịch (.ics)" }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
});

const meetings = { form: "III.01a/VPCP/KSTT", kind: "year", unit: "Phường Ba Đình" } as const;

test("chapter 6: progress", async ({ signedIn, as }) => {
  const official = await signedIn(accounts.communeEntry);
  const figures = { 4: "12", 5: "30", 6: "8", 7: "12", 8: "4", 9: "2", 10: "50", 11: "14", 12: "4" };
  await ground(official, { ...meetings, rows: { "Phường Ba Đình (Thành phố Hà Nội)": figures } });
  await act(official, "Trình lãnh đạo");
  const leader = await as(accounts.communeApproval);
  await actOn(leader, "approve", meetings, "Duyệt");
  const sender = await as(accounts.communeSending);
  await actOn(sender, "send", meetings, "Gửi báo cáo");
  await expectStatus(sender, "Đã gửi");

  const page = await signedIn(accounts.provinceConsolidation);
  await page.goto("/tien-do");
  const regime = page.getByLabel("Chế độ báo cáo");
  await pick(regime, "III\\.");
  const ward = page.getByRole("link", { name: "Phường Ba Đình", exact: true });
  await expect(ward).toBeVisible();
  await expect(page.getByText(/^1\/\d+ \(/).first()).toBeVisible();
  await picture(page, "huong-dan-tien-do");
  await ward.click();
  await expect(page.getByRole("heading", { level: 1, name: "Theo dõi báo cáo" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "III.01a" })).toContainText("Đã gửi");
  await page.goBack();

  await pick(regime, "II\\.");
  await pick(page.getByLabel("Kỳ báo cáo"), "Quý");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Kết xuất Excel" }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  await expect(page.getByRole("region", { name: "Chưa gửi" }).getByText("Lãnh đạo phường Ba Đình").first()).toBeVisible();
  await page.setViewportSize({ width: 1366, height: 430 });
  await page.getByRole("heading", { name: "Chưa gửi" }).evaluate((heading) => heading.scrollIntoView());
  await page.mouse.wheel(0, -70);
  await picture(page, "huong-dan-chua-gui");
});

test("chapter 7: a regime is copied, mended, published and retired", async ({ signedIn }) => {
  const page = await signedIn(accounts.administrator);
  await page.goto("/quan-tri/che-do");
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  await picture(page, "huong-dan-che-do");
  await page.getByRole("row", { name: /01\/2020.*Công báo/ }).getByRole("link").click();
  await page.getByRole("button", { name: "Sao chép thành bản nháp" }).click();
  await expect(page.getByText("Phiên bản 2").first()).toBeVisible();
  await page.getByLabel("Hiệu lực từ").fill(`${new Date().getFullYear() + 1}-01-01`);
  const province = page.getByRole("group", { name: "Thời hạn 2" });
  await province.getByLabel("Cách tính hạn, thời hạn 2").selectOption({ label: "Số ngày sau chốt số liệu" });
  const days = province.getByLabel("Ngày / số ngày, thời hạn 2");
  await days.fill("0");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(province).toContainText("chưa đủ 01 ngày làm việc");
  await province.scrollIntoViewIfNeeded();
  await picture(page, "huong-dan-ban-nhap");
  await days.fill("8");
  await confirm(page, "Ban hành");
  await expect(page.getByText("Đã ban hành phiên bản 2")).toBeVisible();
  await confirm(page, "Ngừng áp dụng");
  await expect(page.getByText("Đã ngừng áp dụng", { exact: true })).toBeVisible();
});

/** A day so and so many days from now in Việt Nam, as date fields take it. */
const day = (ahead: number): string => new Date(Date.now() + (ahead * 24 + 7) * 3_600_000).toISOString().slice(0, 10);

async function choose(place: Locator, label: string, unit: string): Promise<void> {
  await place.getByLabel(label, { exact: true }).fill(unit);
  await place.getByRole("button", { name: new RegExp(`^${unit} `) }).first().click();
}

test("chapter 8: opening a period", async ({ signedIn }) => {
  const page = await signedIn(accounts.administrator);
  await page.goto("/quan-tri/mo-ky");
  await pick(page.getByLabel("Chế độ báo cáo", { exact: true }), "V\\..*01/2020");
  const period = page.getByLabel("Kỳ báo cáo", { exact: true });
  // The half-year after the present one.
  await period.selectOption({ index: 0 });
  await page.getByRole("button", { name: "Mở kỳ", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "Quản trị hệ thống" })).toContainText("Xong", { timeout: 60_000 });
  await page.setViewportSize({ width: 1366, height: 560 });
  await picture(page, "huong-dan-mo-ky");
});

test("chapter 8: an ad hoc report, an exemption, a receiver", async ({ signedIn }) => {
  const page = await signedIn(accounts.administrator);
  await page.goto("/quan-tri/giao-bao-cao");
  const form = page.getByRole("form", { name: "Giao một biểu mẫu cho đơn vị" });
  await pick(form.getByLabel("Biểu mẫu", { exact: true }), "II\\.06a");
  await form.getByLabel("Kỳ báo cáo", { exact: true }).selectOption({ label: "Đột xuất (một lần)" });
  await form.getByLabel("Tên kỳ báo cáo").fill("Khảo sát giải quyết thủ tục hành chính");
  for (const unit of ["Phường Bạch Mai", "Phường Cửa Nam", "Phường Đống Đa"]) await choose(form, "Đơn vị", unit);
  for (const [label, ahead] of [
    ["Số liệu từ ngày", -22],
    ["Số liệu đến ngày", 0],
    ["Ngày mở nhập liệu", 0],
    ["Ngày đóng nhập liệu", 21],
    ["Hạn gửi (hết ngày)", 14],
  ] as const)
    await form.getByLabel(label).fill(day(ahead));
  await page.setViewportSize({ width: 1366, height: 560 });
  await picture(page, "huong-dan-dot-xuat");
  await form.getByRole("button", { name: "Giao báo cáo" }).click();
  await expect(page.getByText("Đã giao 3 báo cáo; 0 đơn vị đã có sẵn.")).toBeVisible();

  const exemptions = page.getByRole("region", { name: "Miễn nhập" });
  await choose(exemptions, "Đơn vị", "Cao Bằng");
  await pick(exemptions.getByLabel("Biểu mẫu", { exact: true }), "IV\\.01");
  await exemptions.getByLabel("Lý do").fill("Số liệu lấy từ Trục liên thông văn bản quốc gia");
  await exemptions.getByRole("button", { name: "Thêm miễn nhập" }).click();
  const exempt = exemptions.getByRole("row").filter({ hasText: "Trục liên thông" });
  await expect(exempt).toContainText("Cao Bằng");
  await picture(page, "huong-dan-mien-nhap", exemptions);
  await exempt.getByRole("button", { name: /^Thôi miễn/ }).click();
  await expect(exempt).toHaveCount(0);

  const receivers = page.getByRole("region", { name: "Đơn vị nhận báo cáo" });
  await choose(receivers, "Đơn vị báo cáo", "Phường Đống Đa");
  await pick(receivers.getByLabel("Chế độ báo cáo"), "II\\. .*");
  await choose(receivers, "Đơn vị nhận", "Văn phòng Chính phủ");
  await receivers.locator("form").getByRole("button", { name: "Đặt đơn vị nhận" }).click();
  await expect(receivers.getByRole("row").filter({ hasText: "Phường Đống Đa" })).toContainText("Văn phòng Chính phủ");
  await receivers.getByRole("button", { name: /^Theo chế độ/ }).click();
  await expect(receivers.getByText("Mọi đơn vị gửi báo cáo theo chế độ.")).toBeVisible();

  // A report that was assigned already.
  await page.goto("/viec/track?tu-khoa=II.06d");
  const other = page.getByRole("row").filter({ hasText: "Phường" }).filter({ hasNotText: /Ba Đình|Hoàn Kiếm/ });
  await other.first().getByRole("link", { name: "II.06d/VPCP/KSTT", exact: true }).click();
  await page.getByRole("button", { name: "Đổi thời gian nhập liệu" }).click();
  const moving = page.getByRole("dialog", { name: "Đổi thời gian nhập liệu" });
  const closes = moving.getByLabel("Ngày đóng nhập liệu");
  const later = new Date(`${await closes.inputValue()}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + 5);
  await closes.fill(later.toISOString().slice(0, 10));
  await moving.getByLabel("Lý do").fill("Mất điện do bão");
  await moving.getByRole("button", { name: "Đổi thời gian nhập liệu" }).click();
  await expect(moving).toBeHidden();
  await act(page, "Miễn nhập", "Số liệu lấy từ Cổng dịch vụ công");
  await expectStatus(page, "Miễn nhập");
});

test("chapter 9: jobs and days off", async ({ signedIn }) => {
  const page = await signedIn(accounts.administrator);
  await page.goto("/quan-tri/cong-viec");
  const row = page.getByRole("row").filter({ hasText: "Nhắc hạn gửi" });
  await expect(row).toContainText("Xong");
  await page.getByRole("button", { name: "Chạy ngay: Nhắc hạn gửi" }).click();
  const runs = page.getByRole("region", { name: "Lịch sử: Nhắc hạn gửi" });
  await expect(runs.getByRole("row").nth(1)).toContainText("Xong", { timeout: 60_000 });
  await picture(page, "huong-dan-cong-viec");

  await page.goto("/quan-tri/ngay-nghi");
  // A year that nothing here counts on.
  await page.getByLabel("Năm", { exact: true }).selectOption("2038");
  const name = page.getByRole("textbox", { name: /^Tên ngày nghỉ/ });
  await expect(name.first()).toHaveValue("Tết Dương lịch");
  await page.getByRole("button", { name: "Thêm ngày nghỉ" }).click();
  await page.getByLabel(/^Ngày \d+$/).last().fill("2038-11-24");
  await name.last().fill("Ngày Văn hóa Việt Nam");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã lưu ngày nghỉ năm 2038")).toBeVisible();
});
