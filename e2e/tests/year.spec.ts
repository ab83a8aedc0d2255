// A piece of the reporting year, on a server whose clock the test moves: an administrator publishes a version of a regime and
// opens a period; a commune sends in time by the machine, another one is late; the province consolidates, the office accepts.
import type { Page } from "@playwright/test";

import { accounts, type Account } from "../support/accounts";
import { goTo } from "../support/clock";
import { api } from "../support/ground";
import { act, cell, expectMessage, expectStatus } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";
import { approve, type As, expectTold, fill, FORM, openOf, openPeriod, PROVINCE_FORM, send } from "../support/year";

const PERIOD = "Quý II năm 2027";
const OTHER_FORM = "II.05a/VPCP/KSTT";

test.describe.configure({ mode: "serial" });

/** Enters two rows and submits; the leader approves. */
async function fillAndApprove(as: As, entry: Account, approval: Account, unit: string, figures: [string, string]) {
  const page = await as(entry);
  await fill(page, PERIOD, unit, figures);
  await approve(as, page, approval, PERIOD, unit);
}

test("an administrator copies regime II, changes it and publishes it", async ({ as }) => {
  goTo("2027-02-22T08:00");
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/che-do");
  await page.getByRole("row", { name: /^II 01\/2020/ }).getByRole("link").click();
  await page.getByRole("button", { name: "Sao chép thành bản nháp" }).click();
  await expect(page.getByText("Phiên bản 2").first()).toBeVisible();
  await page.getByLabel("Hiệu lực từ").fill("2027-03-15");
  await page.getByLabel(/^Đóng: số ngày tính từ ngày đến hạn/).fill("2");
  const reminders = page.getByRole("group", { name: "Nhắc hạn gửi" });
  await reminders.getByLabel("Số ngày hoặc giờ trước hạn, lần 1").fill("3");
  await reminders.getByRole("button", { name: "Xóa lần nhắc 2" }).click();
  await page.getByRole("button", { name: "Lưu" }).click();
  await expectMessage(page, "Đã lưu");
  const id = page.url().split("/").pop()!;
  await change(page, id, (regime) => {
    expect(regime.entry_window).toEqual({ name: "with_data", closes: 2 });
    expect(regime.reminders).toEqual({ before: ["3d", "2h"], after: true });
    regime.policy = { ...regime.policy, auto_send_at: "16:00:00" };
  });
  await page.reload();
  await page.getByRole("button", { name: "Ban hành" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByText("Đã ban hành phiên bản 2")).toBeVisible();
  await expect(page.getByText("Chưa có hiệu lực").first()).toBeVisible();
  await expectAccessible(page);
});

async function change(page: Page, id: string, edit: (regime: any) => void): Promise<void> {
  const { body } = await api<any>(page, "GET", `/regimes/${id}`);
  edit(body.regime);
  const saved = await api<any>(page, "PUT", `/regimes/${id}`, body.regime, { "If-Match": `"${body.revision}"` });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
}

test("the administrator opens the coming quarter", async ({ as }) => {
  const page = await as(accounts.administrator);
  await openPeriod(page, PERIOD, "2027-Q2");
  await expectAccessible(page);
});

test("before its first day nobody enters the new period", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await openOf(page, "enter", PERIOD, FORM, "Phường Ba Đình");
  await expect(page.getByText(/15\/03\/2027/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Thêm dòng" })).toHaveCount(0);
});

test("three days before the deadline whose turn it is is reminded, by the server's clock", async ({ as }) => {
  goTo("2027-06-15T08:00");
  const page = await as(accounts.otherCommuneEntry);
  await expectTold(page, /II\.06a.*Quý II năm 2027.*còn chưa tới 3 ngày/);
  await page.goto(`/viec/enter?tu-khoa=${encodeURIComponent(FORM)}`);
  const row = page.getByRole("row").filter({ hasText: PERIOD }).filter({ hasText: FORM });
  await expect(row, "the browser's own clock is years away").toContainText("còn 2 ngày");
});

test("one commune's report is approved in time, and left to the machine", async ({ as }) => {
  await fillAndApprove(as, accounts.communeEntry, accounts.communeApproval, "Phường Ba Đình", ["10", "5"]);
});

test("the other one is late: its people and the province are told", async ({ as }) => {
  goTo("2027-06-18T08:00");
  const late = await as(accounts.otherCommuneEntry);
  await expectTold(late, /II\.06a.*Quý II năm 2027.*đã quá hạn gửi/);
  const row = late.getByRole("row").filter({ hasText: PERIOD }).filter({ hasText: FORM });
  await late.goto(`/viec/enter?tu-khoa=${encodeURIComponent(FORM)}`);
  await expect(row).toContainText("quá hạn 1 ngày");
  const province = await as(accounts.provinceConsolidation);
  await expectTold(province, /Quý II năm 2027, đã quá hạn mà chưa được gửi đến/);
  await province.goto("/tien-do?van-ban=01/2020/TT-VPCP&che-do=II&ky=2027-Q2");
  await expect(province.getByRole("region", { name: "Chưa gửi" }).getByRole("row").nth(1)).toContainText("quá hạn 1 ngày");
});

test("it fills, approves and sends all the same, and stands as late", async ({ as }) => {
  const unit = "Phường Hoàn Kiếm";
  await fillAndApprove(as, accounts.otherCommuneEntry, accounts.otherCommuneApproval, unit, ["7", "1"]);
  const sender = await as(accounts.otherCommuneSending);
  await send(sender, PERIOD, FORM, unit);
  const { body } = await reportOf(sender, unit);
  expect(body.items.map((item) => item.is_late)).toEqual([true]);
});

test("at the hour the machine announces itself, then sends what was approved: in time", async ({ as }) => {
  const unit = "Phường Ba Đình";
  goTo("2027-06-19T14:05");
  const sender = await as(accounts.communeSending);
  await expectTold(sender, /Hệ thống sẽ tự động gửi báo cáo .*II\.06a.*16:00 ngày 19\/06\/2027/);
  goTo("2027-06-19T16:01");
  const page = await as(accounts.communeSending);
  await expect.poll(async () => (await reportOf(page, unit)).body.items[0]?.status, { timeout: 60_000 }).toBe("sent");
  expect((await reportOf(page, unit)).body.items[0]?.is_late, "approved in time").toBe(false);
  await openOf(page, "track", PERIOD, FORM, unit);
  await page.getByRole("link", { name: "Lịch sử" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Tự động gửi" }).first()).toBeVisible();
  await expectAccessible(page);
});

type Listed = { items: { id: number; status: string; is_late: boolean; unit: { name: string }; period: { code: string } }[] };

async function reportOf(page: Page, unit: string): Promise<{ body: Listed }> {
  const query = new URLSearchParams({ task: "track", q: FORM, period: "2027-Q2", page_size: "200" });
  const { body } = await api<Listed>(page, "GET", `/reports?${query}`);
  return { body: { items: body.items.filter((item) => item.unit.name === unit) } };
}

test("after entry has closed, an administrator opens it again with a reason, and the unit goes on", async ({ as }) => {
  goTo("2027-06-20T08:00");
  const unit = "Phường Hoàn Kiếm";
  const official = await as(accounts.otherCommuneEntry);
  const overdue = official.locator(".duties-overdue");
  await expect(overdue.getByText(/Đã hết hạn nhập liệu ngày .*đề nghị/).first(), "what is closed is owed all the same").toBeVisible();
  await openOf(official, "enter", PERIOD, OTHER_FORM, unit);
  await expect(official.getByText(/Ngoài thời gian mở nhập liệu: .* đến 24:00 ngày 19\/06\/2027/)).toBeVisible();
  const admin = await as(accounts.administrator);
  await admin.goto(new URL(official.url()).pathname);
  await admin.getByRole("button", { name: "Đổi thời gian nhập liệu" }).click();
  const dialog = admin.getByRole("dialog", { name: "Đổi thời gian nhập liệu" });
  await dialog.getByLabel("Ngày đóng nhập liệu").fill("2027-06-25");
  await dialog.getByRole("button", { name: "Đổi thời gian nhập liệu" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Hãy ghi lý do");
  await dialog.getByLabel("Lý do").fill("Mất mạng hai ngày");
  await expectAccessible(admin);
  await dialog.getByRole("button", { name: "Đổi thời gian nhập liệu" }).click();
  await expectMessage(admin, "đóng hết ngày 25/06/2027");
  await expectTold(official, /II\.05a.*mở đến 24:00 ngày 25\/06\/2027. Lý do: Mất mạng hai ngày/);
  await openOf(official, "enter", PERIOD, OTHER_FORM, unit);
  await expect(official.getByRole("button", { name: "Thêm dòng" })).toBeVisible();
});

test("the province accepts both, consolidates and sends", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  for (const unit of ["Phường Ba Đình", "Phường Hoàn Kiếm"]) {
    await openOf(page, "check", PERIOD, FORM, unit);
    await act(page, "Tiếp nhận");
    await expectStatus(page, "Đã tiếp nhận");
  }
  await openOf(page, "consolidate", PERIOD, PROVINCE_FORM, "Thành phố Hà Nội");
  await page.getByRole("button", { name: "Tổng hợp dữ liệu" }).click();
  await page.getByRole("dialog", { name: "Tổng hợp dữ liệu" }).getByRole("button", { name: "Tổng hợp", exact: true }).click();
  await expectMessage(page, /Đã tổng hợp 2 báo cáo/);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("17");
  await act(page, "Trình lãnh đạo", "Còn xã chưa gửi");
  const leader = await as(accounts.provinceApproval);
  await openOf(leader, "approve", PERIOD, PROVINCE_FORM, "Thành phố Hà Nội");
  await act(leader, "Duyệt");
  const sender = await as(accounts.provinceSending);
  await send(sender, PERIOD, PROVINCE_FORM, "Thành phố Hà Nội");
});

test("the office accepts, and the year's progress says who was late", async ({ as }) => {
  const page = await as(accounts.governmentOffice);
  await openOf(page, "check", PERIOD, PROVINCE_FORM, "Thành phố Hà Nội");
  await act(page, "Tiếp nhận");
  await expectStatus(page, "Đã tiếp nhận");
  const query = new URLSearchParams({ circular: "01/2020/TT-VPCP", regime: "II", period: "2027-Q2" });
  const { body } = await api<{ total: { sent_late: number } }>(page, "GET", `/progress?${query}`);
  expect(body.total.sent_late, "one of those that were sent").toBe(1);
});
