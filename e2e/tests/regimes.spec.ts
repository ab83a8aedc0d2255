// Regimes: an administrator copies one, mends what stands in the way, publishes it, and cannot change it afterwards; everybody
// sees and downloads a year of it; days off move deadlines.
import { readFileSync } from "node:fs";
import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

const MEETINGS = "Báo cáo về tổ chức các cuộc họp";

test("a regime is copied, refused where no working day is left, mended, published, and never changes again", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Chế độ báo cáo" }).click();
  const shipped = page.getByRole("row", { name: /01\/2020\/TT-VPCP.*cuộc họp.*Đang ban hành/ });
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
