// The pictures of docs/huong-dan, chapters 1 to 4: one report on its way from a ward to its province.
import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { paste } from "../support/grid";
import { ground } from "../support/ground";
import { choose, download } from "../support/importing";
import { picture } from "../support/picture";
import { act, actOn, addRows, cell, expectSaved, expectStatus, openReport, reportRow, type } from "../support/steps";
import { expect, test } from "../support/test";

const ward = { form: "II.05a/VPCP/KSTT", kind: "quarter", unit: "Phường Hoàn Kiếm" } as const;
const city = { form: "II.05b/VPCP/KSTT", kind: "quarter", unit: "Thành phố Hà Nội" } as const;

/** As the ward keeps it in a workbook of its own, totals included. */
const block = [
  ["15", "12", "3", "2", "13", "15", "12", "3", "2", "13"],
  ["6", "5", "1", "", "6", "6", "5", "1", "", "6"],
  ["35", "31", "4", "5", "30", "32", "28", "4", "5", "27", "3", "3", "0", "32"],
];

/** The dialog of a step of the workflow. */
async function ask(page: Page, action: string) {
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: action, exact: true }).click();
  return page.getByRole("dialog", { name: action });
}

test.describe.configure({ mode: "serial" });

test("chapter 1: signing in, and what the bell tells", async ({ visitor, as }) => {
  const page = await visitor();
  await page.goto("/");
  await page.getByLabel("Tên đăng nhập").fill(accounts.communeEntry);
  await page.getByLabel("Mật khẩu").focus();
  await picture(page, "huong-dan-dang-nhap", page.locator(".sign-in-card"));

  const official = await as(accounts.communeEntry);
  await official.getByRole("button", { name: /^Thông báo/ }).click();
  await expect(official.getByText("Xem tất cả thông báo")).toBeVisible();
  await picture(official, "huong-dan-thong-bao", official.locator("#bell-panel"));
  await official.keyboard.press("Escape");
  await official.getByRole("button", { name: /^Tài khoản/ }).click();
  for (const name of ["Tối", "Đăng xuất"]) await expect(official.getByRole("button", { name, exact: true })).toBeVisible();
});

test("chapter 2: figures from Excel, a comment, a file", async ({ signedIn }) => {
  const page = await signedIn(accounts.otherCommuneEntry);
  await ground(page, ward);
  await addRows(page, ["Hộ tịch", "Chứng thực", "Đất đai"]);
  await cell(page, "Hộ tịch", 3).click();
  await paste(page, block.map((line) => line.join("\t")).join("\r\n"));
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("56");
  await expectSaved(page);
  await picture(page, "huong-dan-dan-tu-excel");

  await cell(page, "Đất đai", 14).click();
  await page.getByRole("button", { name: "Ghi chú, lịch sử ô" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("3 phản ánh mới nhận, còn trong hạn xử lý");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Ghi", exact: true }).click();
  await expect(dialog.getByText("còn trong hạn xử lý")).toBeVisible();
  await picture(page, "huong-dan-ghi-chu", dialog);
  await page.keyboard.press("Escape");

  for (const [row, figure] of [["Hộ tịch", "9"], ["Chứng thực", "5"], ["Đất đai", "28"]] as const) await type(page, row, 16, [figure]);
  await expectSaved(page);
  const file = await download(page);
  for (const [row, figure] of [["Hộ tịch", "8"], ["Chứng thực", "0"], ["Đất đai", "20"]] as const) await type(page, row, 16, [figure]);
  await expectSaved(page);
  const importing = await choose(page, file, "phan-anh-kien-nghi-quy-4.xlsx");
  await expect(importing.getByText("3 thay đổi")).toBeVisible();
  await picture(page, "huong-dan-nhap-tep", importing);
  await importing.getByRole("button", { name: "Ghi vào báo cáo" }).click();
  await expect(importing).toBeHidden();
  await expect(cell(page, "Chứng thực", 16)).toHaveText("5");
  await page.getByRole("button", { name: "In", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "In báo cáo" }).getByText("Khổ giấy")).toBeVisible();
});

test("chapter 3: submitting, approving, what a rejection looks like, sending", async ({ as }) => {
  const official = await as(accounts.otherCommuneEntry);
  await openReport(official, "enter", ward);
  const submitting = await ask(official, "Trình lãnh đạo");
  await submitting.getByRole("textbox").fill("Kính trình lãnh đạo duyệt số liệu quý IV");
  await picture(official, "huong-dan-trinh", submitting);
  await submitting.getByRole("button", { name: "Trình lãnh đạo", exact: true }).click();
  await expectStatus(official, "Chờ duyệt");
  await act(official, "Thu hồi");
  await expectStatus(official, "Đang nhập");
  await act(official, "Trình lãnh đạo", "Kính trình lãnh đạo duyệt số liệu quý IV");

  const leader = await as(accounts.otherCommuneApproval);
  await openReport(leader, "approve", ward);
  await picture(leader, "huong-dan-duyet");
  await act(leader, "Từ chối duyệt", "Số phản ánh về đất đai cần đối chiếu lại với bộ phận một cửa");

  await official.reload();
  await expect(official.getByText("cần đối chiếu lại")).toBeVisible();
  await picture(official, "huong-dan-bi-tu-choi");
  await act(official, "Trình lãnh đạo", "Đã đối chiếu, số liệu đúng");
  await leader.reload();
  await act(leader, "Duyệt");
  await expectStatus(leader, "Đã duyệt");

  const sender = await as(accounts.otherCommuneSending);
  await actOn(sender, "send", ward, "Gửi báo cáo");
  await expectStatus(sender, "Đã gửi");
  await sender.getByRole("link", { name: "Lịch sử" }).click();
  await expect(sender.getByRole("main").getByText("cần đối chiếu lại")).toBeVisible();
  await picture(sender, "huong-dan-lich-su");
});

/** Lists are short here: what lies below them is left out. */
const low = { width: 1366, height: 400 };

test("chapter 4: checking, returning, consolidating, where a figure comes from", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  const row = await reportRow(page, "check", ward);
  await row.getByRole("checkbox").check();
  await page.setViewportSize(low);
  await picture(page, "huong-dan-kiem-tra");
  await page.getByRole("button", { name: "Trả lại (1)" }).click();
  const returning = page.getByRole("dialog", { name: "Trả lại" });
  await returning.getByRole("textbox").fill("Đề nghị bổ sung số phản ánh nhận qua đường bưu điện");
  await returning.getByRole("button", { name: "Trả lại" }).click();
  await expect(returning).toBeHidden();

  const official = await as(accounts.otherCommuneEntry);
  await openReport(official, "enter", ward);
  await expectStatus(official, "Bị trả lại");
  await type(official, "Chứng thực", 5, ["2"]);
  await type(official, "Chứng thực", 7, ["7"]);
  await type(official, "Chứng thực", 10, ["2"]);
  await type(official, "Chứng thực", 12, ["7"]);
  await expectSaved(official);
  await act(official, "Trình lãnh đạo", "Đã bổ sung 1 phản ánh");
  const leader = await as(accounts.otherCommuneApproval);
  await actOn(leader, "approve", ward, "Duyệt");
  const sender = await as(accounts.otherCommuneSending);
  await actOn(sender, "send", ward, "Gửi báo cáo");
  await expectStatus(sender, "Đã gửi");

  await (await reportRow(page, "check", ward)).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Tiếp nhận (1)" }).click();
  const accepting = page.getByRole("dialog", { name: "Tiếp nhận" });
  await accepting.getByRole("button", { name: "Tiếp nhận" }).click();
  await expect(accepting).toBeHidden();

  await page.setViewportSize({ width: 1366, height: 768 });
  await ground(page, { ...city, rows: { "Đất đai": { 4: "2", 7: "2", 9: "2", 12: "2" } } });
  await page.getByRole("button", { name: "Tổng hợp dữ liệu" }).click();
  const overview = page.getByRole("dialog", { name: "Tổng hợp dữ liệu" });
  await expect(overview.getByText(/^1 trong \d+ báo cáo/)).toBeVisible();
  await picture(page, "huong-dan-tong-hop", overview);
  await overview.getByRole("button", { name: "Tổng hợp", exact: true }).click();
  await expect(cell(page, "Đất đai", 4)).toHaveText("33");

  await cell(page, "Đất đai", 4).click();
  await page.getByRole("button", { name: "Nguồn số liệu" }).click();
  await expect(page.getByRole("dialog").getByText(/^Khớp/)).toBeVisible();
  await picture(page, "huong-dan-nguon-so-lieu", page.getByRole("dialog"));
});

test("chapter 4: a correction below is told above", async ({ as }) => {
  const official = await as(accounts.otherCommuneEntry);
  await actOn(official, "track", ward, "Yêu cầu đính chính", "Nhập thiếu 4 phản ánh về đất đai");
  await expectStatus(official, "Chờ duyệt đính chính");
  const page = await as(accounts.provinceConsolidation);
  await actOn(page, "check", ward, "Duyệt yêu cầu đính chính");
  await openReport(page, "consolidate", city);
  await expect(page.getByText("Số liệu cấp dưới đã thay đổi sau khi tổng hợp")).toBeVisible();
  await page.getByRole("button", { name: "Xem chênh lệch" }).click();
  const differences = page.getByRole("dialog", { name: "Chênh lệch nếu tổng hợp lại" });
  await expect(differences.getByText("Phường Hoàn Kiếm").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.setViewportSize(low);
  await picture(page, "huong-dan-so-lieu-da-doi");
});

test("chapter 6: a report is looked up", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await page.goto("/viec/track");
  await page.getByLabel("Từ khóa").fill("ba dinh");
  await page.getByLabel("Từ khóa").press("Enter");
  await page.getByLabel("Loại báo cáo").selectOption({ label: "Số liệu" });
  await page.getByRole("button", { name: "Lưu bộ lọc này" }).click();
  await page.getByLabel("Tên bộ lọc").fill("Báo cáo số liệu của Ba Đình");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Báo cáo số liệu của Ba Đình", exact: true })).toBeVisible();
  await picture(page, "huong-dan-tra-cuu");
});
