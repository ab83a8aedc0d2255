// The bell: what others do is seen without asking, each notice says what to do and leads there; the full page finds notices
// by who, where, when and whether they were read.
import { accounts } from "../support/accounts";
import { act, openReport } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";
import type { Page } from "@playwright/test";

const FORM = "II.06d/VPCP/KSTT";
const REASON = "Chuông báo: xem lại số liệu";

/** The number on the bell. */
async function unread(page: Page): Promise<number> {
  const label = (await page.locator(".bell").getAttribute("aria-label")) ?? "";
  return Number(/(\d+) chưa đọc/.exec(label)?.[1] ?? 0);
}

test("what a leader does is on the author's bell at once, and leads to the report", async ({ as }) => {
  const author = await as(accounts.communeEntry);
  await openReport(author, "enter", { form: FORM, kind: "year" });
  const address = new URL(author.url()).pathname;
  await act(author, "Trình lãnh đạo", "Trong kỳ không phát sinh");
  await author.goto("/don-vi");
  await expect(author.getByRole("heading", { level: 1 })).toBeVisible();
  const before = await unread(author);

  const leader = await as(accounts.communeApproval);
  await leader.goto(address);
  await act(leader, "Từ chối duyệt", REASON);

  // The author's page is not touched.
  await expect.poll(() => unread(author), { message: "the bell counts by itself" }).toBe(before + 1);
  await author.getByRole("button", { name: /^Thông báo/ }).click();
  const panel = author.locator("#bell-panel");
  await expect(panel.getByRole("heading", { name: "Hôm nay" })).toBeVisible();
  const notice = panel.getByRole("listitem").filter({ hasText: REASON });
  await expect(notice).toContainText("Mở báo cáo và nhập số liệu");
  await expectAccessible(author);
  await notice.getByRole("link").click();
  await expect(author).toHaveURL(new RegExp(`${address}$`));
  await expect(panel).toBeHidden();
  await expect.poll(() => unread(author), { message: "and one less was not read" }).toBe(before);
});

test("the full page finds notices by every filter, and keeps the filters in its address", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.goto("/thong-bao");
  const items = page.locator("main .notifications li");
  await expect(items.first()).toBeVisible();
  const filters = page.getByRole("search", { name: "Lọc danh sách" });

  await filters.getByLabel("Tình trạng").selectOption({ label: "Đã đọc" });
  await expect(page).toHaveURL(/tinh-trang=read/);
  await filters.getByLabel("Tình trạng").selectOption({ label: "Chưa đọc" });
  await expect(page).toHaveURL(/tinh-trang=unread/);
  await expect(items.first()).toHaveClass(/unread/);

  await filters.getByLabel("Người gửi").fill("khong ai ca");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Không có thông báo nào phù hợp. Hãy bỏ bớt điều kiện lọc.")).toBeVisible();
  await expectAccessible(page);
  await filters.getByRole("button", { name: "Bỏ lọc" }).click();
  await expect(page).toHaveURL(/\/thong-bao$/);
  await expect(items.first()).toBeVisible();
  await expect(filters.getByLabel("Người gửi")).toHaveValue("");

  await filters.getByLabel("Từ ngày").fill("2001-01-01");
  await filters.getByLabel("Đến ngày").fill("2001-01-31");
  await expect(page.getByText("Không có thông báo nào phù hợp.")).toBeVisible();
  await filters.getByLabel("Từ ngày").fill("2001-02-01");
  await expect(page.getByRole("alert"), "days in the wrong order are told").toContainText("phải trước hoặc bằng");
  await page.reload();
  await expect(filters.getByLabel("Đến ngày"), "the address keeps them").toHaveValue("2001-01-31");
  await filters.getByRole("button", { name: "Bỏ lọc" }).click();
  await expect(items.first()).toBeVisible();
});

test("on a telephone the filters and notices stay within the screen", async ({ as }) => {
  const page = await as(accounts.communeEntry, { viewport: { width: 390, height: 844 } });
  await page.goto("/thong-bao");
  await expect(page.locator("main .notifications li").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});
