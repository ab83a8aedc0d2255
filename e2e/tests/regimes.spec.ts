// Regimes: an administrator copies one, mends what stands in the way, publishes it, and cannot change it afterwards; everybody
// sees and downloads a year of it; days off move deadlines.
import { readFileSync } from "node:fs";
import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

const MEETINGS = "Báo cáo về tổ chức các cuộc họp";

test("a regime is copied, refused where no working day is left, mended, published, and never changes again", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Chế độ báo cáo" }).click();
  const shipped = page.getByRole("row", { name: /01\/2020\/TT-VPCP.*cuộc họp.*Đang hiệu lực/ });
  await shipped.getByRole("link", { name: MEETINGS }).click();
  await expect(page.getByRole("button", { name: "Lưu" }), "a published version has no fields").toHaveCount(0);
  await page.getByRole("button", { name: "Sao chép thành bản nháp" }).click();
  await expect(page.getByText("Phiên bản 2").first()).toBeVisible();

  await page.getByLabel("Hiệu lực từ").fill("2027-01-01");
  await expectAccessible(page);
  const commune = page.getByRole("group", { name: "Thời hạn 1" });
  await commune.getByLabel("Ngày cố định, ví dụ 22/6, 22/12, thời hạn 1").fill("14/12");
  await commune.getByLabel("Cách tính hạn, thời hạn 1").selectOption({ label: "Số ngày sau chốt số liệu" });
  await commune.getByLabel("Ngày / số ngày, thời hạn 1").fill("0");
  await page.getByRole("button", { name: "Ban hành" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByRole("alert").first()).toContainText("chỗ phải sửa");
  await expect(commune, "the reason stands at the deadline").toContainText("chưa đủ 01 ngày làm việc");

  await commune.getByLabel("Ngày / số ngày, thời hạn 1").fill("4");
  await page.getByRole("button", { name: "Ban hành" }).click();
  await dialog.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByText("Đã ban hành phiên bản 2")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ngừng áp dụng" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Lưu" }), "never again").toHaveCount(0);
  const id = page.url().split("/").pop();
  const refused = await page.evaluate(async (id) => {
    const found = await fetch(`/api/v1/regimes/${id}`);
    const { regime, revision } = await found.json();
    const headers = { "Content-Type": "application/json", "X-Baocao-Request": "1", "If-Match": `"${revision}"` };
    const answer = await fetch(`/api/v1/regimes/${id}`, { method: "PUT", headers, body: JSON.stringify({ ...regime, title: "Khác" }) });
    return answer.status;
  }, id);
  expect(refused).toBe(409);

  // The regime goes back to what others rely on.
  await page.getByRole("button", { name: "Ngừng áp dụng" }).click();
  await dialog.getByRole("button", { name: "Ngừng áp dụng" }).click();
  await expect(page.getByText("Đã ngừng áp dụng", { exact: true })).toBeVisible();
});

test("a draft takes dates of single periods, says what is wrong at its place, and is not left by mistake", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/che-do");
  await page.getByRole("button", { name: "Tạo chế độ báo cáo" }).click();
  const making = page.getByRole("dialog");
  await making.getByLabel("Văn bản quy định").fill("77/QĐ-THU");
  await making.getByLabel("Mã chế độ").fill("T");
  await making.getByLabel("1. Tên báo cáo").fill("Báo cáo thử");
  await making.getByRole("button", { name: "Tạo chế độ báo cáo" }).click();
  await expect(page.getByText("Phiên bản 1").first()).toBeVisible();

  const cutoff = page.getByRole("group", { name: "8. Thời gian chốt số liệu" }).first();
  await cutoff.getByLabel("Cách chốt số liệu").selectOption({ label: "Ngày riêng từng kỳ" });
  await cutoff.getByLabel(/Kỳ báo cáo, dòng 1/).fill("quý 1");
  await cutoff.getByLabel(/Kỳ báo cáo, dòng 1/).blur();
  await expect(cutoff).toContainText("Viết mã kỳ");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("alert").first(), "nothing is left out silently").toContainText("chưa đọc được");
  await cutoff.getByLabel(/Kỳ báo cáo, dòng 1/).fill("2027-Q1");
  await cutoff.getByLabel(/Từ ngày, dòng 1/).fill("2026-12-10");
  await cutoff.getByLabel(/Đến ngày, dòng 1/).fill("2027-03-09");
  await cutoff.getByLabel(/Đến ngày, dòng 1/).blur();
  await expect(cutoff).toContainText("Quý I năm 2027");

  const entry = page.getByRole("group", { name: "Thời gian mở nhập liệu" }).first();
  await entry.getByLabel("Cách tính thời gian mở – đóng").selectOption({ label: "Mở theo ngày chốt số liệu, đóng theo hạn gửi" });
  await entry.getByLabel(/^Mở: số ngày/).fill("-5");
  await entry.getByLabel(/^Đóng: số ngày/).fill("900");
  await entry.getByLabel(/^Đóng: số ngày/).blur();

  await page.getByRole("button", { name: "Thêm thời hạn" }).click();
  const due = page.getByRole("group", { name: "Thời hạn 1" }).first();
  await due.getByText("Mọi tần suất").click();
  await due.getByLabel("Hằng quý").check();
  await due.getByLabel("Cách tính hạn, thời hạn 1").selectOption({ label: "Ngày riêng từng kỳ" });
  await due.getByLabel(/Kỳ báo cáo, dòng 1/).fill("2027-Q1");
  await due.getByLabel(/Ngày, dòng 1/).fill("2027-03-19");
  await due.getByLabel("Mở từ giờ, thời hạn 1").fill("07:30");
  await page.getByLabel("10. Biểu mẫu số liệu").fill("T.01\n1/68 (68/NQ-CP)");
  await page.getByLabel("Nguồn gốc", { exact: true }).selectOption({ label: "Theo dự thảo" });
  await page.getByLabel("Ghi chú nguồn gốc").fill("Dự thảo ngày 01/11");
  const reminders = page.getByRole("group", { name: "Nhắc hạn gửi" });
  await reminders.getByLabel("Số ngày hoặc giờ trước hạn, lần 1").fill("90");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(reminders).toContainText("từ 1 giờ đến 60 ngày");
  await expect(entry).toContainText("từ −366 đến 366");
  await expectAccessible(page);

  // A link and the way back wait for an answer; what was typed is still there.
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Ngày nghỉ" }).click();
  const leaving = page.getByRole("dialog", { name: "Còn thay đổi chưa lưu" });
  await leaving.getByRole("button", { name: "Ở lại" }).click();
  await page.evaluate(() => history.back());
  await leaving.getByRole("button", { name: "Ở lại" }).click();
  await expect(page.getByLabel("Ghi chú nguồn gốc")).toHaveValue("Dự thảo ngày 01/11");
  await reminders.getByLabel("Số ngày hoặc giờ trước hạn, lần 1").fill("10");
  await entry.getByLabel(/^Đóng: số ngày/).fill("3");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã lưu bản nháp")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("10. Biểu mẫu số liệu")).toHaveValue("T.01\n1/68 (68/NQ-CP)");
  await expect(cutoff.getByLabel(/Đến ngày, dòng 1/)).toHaveValue("2027-03-09");
  await expect(due.getByLabel(/Ngày, dòng 1/)).toHaveValue("2027-03-19");
  await expect(due.getByLabel("Mở từ giờ, thời hạn 1")).toHaveValue("07:30");
  await expect(due.getByText("Hằng quý").first()).toBeVisible();
  await expect(page.getByLabel("Nguồn gốc", { exact: true })).toHaveValue("3");
  // Saved: nothing is asked.
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Ngày nghỉ" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ngày nghỉ" })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Xóa bản nháp" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xóa bản nháp" }).click();
  await expect(page.getByText("Đã xóa bản nháp")).toBeVisible();
});

test("a draft says who owes what to whom, and two who edit it lose nothing", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/che-do");
  const shipped = page.getByRole("row", { name: /01\/2020\/TT-VPCP.*cuộc họp.*Đang hiệu lực/ });
  await shipped.getByRole("link", { name: MEETINGS }).click();
  await page.getByRole("button", { name: "Sao chép thành bản nháp" }).click();
  const duties = page.getByRole("group", { name: "Ai báo cáo biểu nào, gửi cho ai" });
  await duties.getByRole("button", { name: "Thêm quy tắc" }).click();
  const rule = duties.getByRole("group", { name: "Quy tắc 1", exact: true });
  const save = page.getByRole("button", { name: "Lưu", exact: true });
  await save.click();
  await expect(rule, "said at its place").toContainText("Quy tắc 1 chưa nêu ai phải báo cáo");
  await rule.getByText("Cấp phải báo cáo").click();
  await rule.getByLabel("Cấp xã").check();
  await rule.getByLabel("Trừ các đơn vị").fill("Hoàn Kiếm");
  await rule.getByRole("button", { name: /^Phường Hoàn Kiếm/ }).click();
  await expect(rule.getByText(/^Phường Hoàn Kiếm \(\d+\)$/)).toBeVisible();
  await expectAccessible(page);

  const other = await as(accounts.administrator);
  await other.goto(new URL(page.url()).pathname);
  await other.getByLabel("Tên báo cáo").fill("Báo cáo của người khác");
  await other.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(other.getByText("Đã lưu bản nháp")).toBeVisible();
  await save.click();
  await expect(page.getByText("một người khác đã lưu bản nháp này")).toBeVisible();
  await expect(rule.getByLabel("Cấp xã"), "what was chosen is still there").toBeChecked();
  await page.getByRole("button", { name: "Lưu bản của tôi, thay bản của người kia" }).click();
  await expect(page.getByText("một người khác đã lưu bản nháp này")).toBeHidden();
  await page.reload();
  await expect(rule.getByText(/^Phường Hoàn Kiếm \(\d+\)$/)).toBeVisible();
  await expect(page.getByLabel("Tên báo cáo")).toHaveValue(MEETINGS);

  await page.getByRole("button", { name: "Xóa bản nháp" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xóa bản nháp" }).click();
  await expect(page.getByText("Đã xóa bản nháp")).toBeVisible();
});

test("who looks after units sees another unit's calendar", async ({ signedIn }) => {
  const page = await signedIn(accounts.provinceConsolidation);
  await page.goto("/lich-bao-cao");
  await page.getByLabel("Lịch của").selectOption({ label: "Đơn vị khác…" });
  await expect(page.getByText("Chọn đơn vị để xem lịch.")).toBeVisible();
  await page.getByLabel("Đơn vị", { exact: true }).fill("Hoàn Kiếm");
  await page.getByRole("button", { name: /^Phường Hoàn Kiếm/ }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toContainText("Lịch của Phường Hoàn Kiếm");
  await expect(page.getByRole("link", { name: "Tải lịch (.ics)" })).toHaveAttribute("href", /unit=\d+/);
});

test("everybody sees a year of a regime and downloads it", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry);
  await page.goto("/lich-bao-cao");
  const year = String(new Date().getFullYear());
  const chosen = page.getByLabel("Chế độ báo cáo");
  await chosen.selectOption({ label: await optionWith(page, `III. ${MEETINGS} (01/2020/TT-VPCP)`) });
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toContainText(`Lịch của Phường Ba Đình năm ${year}`);
  const row = page.getByRole("row", { name: new RegExp(`Năm ${year}`) });
  await expect(row).toContainText(`15/12/${Number(year) - 1} – 14/12/${year}`);
  await expect(row).toContainText(`17/12/${year}`);
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải lịch (.ics)" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`lich-bao-cao-III-${year}.ics`);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toContain("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);

  await page.getByLabel("Lịch của").selectOption({ label: "Cấp tỉnh" });
  await expect(page.getByRole("row", { name: new RegExp(`Năm ${year}`) })).toContainText(`22/12/${year}`);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Ngày nghỉ" }), "for administrators").toHaveCount(0);
});

test("an administrator keeps the days off of a year", async ({ signedIn }) => {
  const page = await signedIn(accounts.administrator);
  await page.goto("/quan-tri/ngay-nghi");
  // A year that no other test counts on.
  await page.getByLabel("Năm", { exact: true }).selectOption("2039");
  await expect(page.getByLabel("Ngày 1", { exact: true }), "that year's days are there").toHaveValue("2039-01-01");
  await expect(page.getByRole("textbox", { name: "Tên ngày nghỉ 1", exact: true })).toHaveValue("Tết Dương lịch");
  const before = await page.getByRole("row").count();
  await page.getByRole("button", { name: "Thêm ngày nghỉ" }).click();
  await expect(page.getByRole("row")).toHaveCount(before + 1);
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("row").last(), "the place is named").toContainText("Nhập tên ngày nghỉ");
  await page.getByLabel(`Ngày ${before}`, { exact: true }).fill("2039-11-24");
  await page.getByLabel(`Tên ngày nghỉ ${before}`, { exact: true }).fill("Ngày Văn hóa Việt Nam");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã lưu ngày nghỉ năm 2039")).toBeVisible();
  await page.reload();
  await page.getByLabel("Năm", { exact: true }).selectOption("2039");
  await expect(page.getByRole("textbox", { name: `Tên ngày nghỉ ${before}`, exact: true })).toHaveValue("Ngày Văn hóa Việt Nam");
});

async function optionWith(page: import("@playwright/test").Page, text: string): Promise<string> {
  await expect(page.getByRole("option", { name: text })).toHaveCount(1);
  return text;
}
