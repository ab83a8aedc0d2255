// Approving away from the desk: a leader and a checker with a phone in the hand, by touch alone.
import { type Locator, type Page } from "@playwright/test";

import { accounts, password, type Account } from "../support/accounts";
import { act, actOn, addRows, cell, expectMessage, expectSaved, expectStatus, openReport, type } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";

/** A report that no other spec touches. */
const wanted = { form: "II.05a/VPCP/KSTT", kind: "quarter", unit: "Phường Ba Đình" } as const;

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

test.describe.configure({ mode: "serial" });

test("a leader signs in on a phone, looks at the figures, and approves with a note", async ({ as, visitor }) => {
  const official = await as(accounts.communeEntry);
  await openReport(official, "enter", wanted);
  await addRows(official, ["Đất đai"]);
  await type(official, "Đất đai", 4, ["3", "1"]);
  await type(official, "Đất đai", 7, ["4"]);
  await type(official, "Đất đai", 9, ["3", "1"]);
  await type(official, "Đất đai", 12, ["4"]);
  await expectSaved(official);
  await act(official, "Trình lãnh đạo", "Kính trình");

  const leader = await visitor(phone);
  await signInByTouch(leader, accounts.communeApproval);
  await openByTouch(leader, "Duyệt báo cáo");
  await expect(cell(leader, "TỔNG CỘNG", 3), "the figures can be read").toHaveText("4");
  await expectAccessible(leader);

  await stepByTouch(leader, "Duyệt", "Số liệu khớp với sổ theo dõi");
  await expectStatus(leader, "Đã duyệt");
  await expectFits(leader);
  await leader.getByRole("link", { name: "Lịch sử" }).tap();
  await expect(leader.getByText("Số liệu khớp với sổ theo dõi")).toBeVisible();
  await expectFits(leader);
});

test("the province returns it from a phone, and not without a reason", async ({ as, visitor }) => {
  const sender = await as(accounts.communeSending);
  await actOn(sender, "send", wanted, "Gửi báo cáo");

  const checker = await visitor(phone);
  await signInByTouch(checker, accounts.provinceConsolidation);
  await openByTouch(checker, "Kiểm tra báo cáo gửi đến");
  await checker.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trả lại" }).tap();
  const dialog = checker.getByRole("dialog", { name: "Trả lại" });
  await dialog.getByRole("button", { name: "Trả lại" }).tap();
  await expect(dialog.getByText("Hãy ghi lý do.")).toBeVisible();
  await expect(dialog.getByRole("textbox"), "the reason is asked for at once").toBeFocused();
  await dialog.getByRole("button", { name: "Hủy" }).tap();
  await expect(dialog).toBeHidden();
  await stepByTouch(checker, "Trả lại", "Thiếu số công khai ở cột 16");
  await expectMessage(checker, /Trả lại/);

  const official = await as(accounts.communeEntry);
  await openReport(official, "enter", wanted);
  await expect(official.getByRole("main").getByText("Thiếu số công khai ở cột 16")).toBeVisible();
});

async function signInByTouch(page: Page, account: Account): Promise<void> {
  await page.goto("/");
  await expectFits(page);
  await page.getByLabel("Tên đăng nhập").tap();
  await page.getByLabel("Tên đăng nhập").fill(account);
  await page.getByLabel("Mật khẩu", { exact: true }).tap();
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).tap();
  await expect(page.getByRole("heading", { name: "Việc của tôi" })).toBeVisible();
  await expectFits(page);
}

/** From the menu to the list of a task, and from the list to the report. */
async function openByTouch(page: Page, list: string): Promise<void> {
  await page.getByRole("button", { name: "Danh mục chức năng" }).tap();
  await page.getByRole("navigation").getByRole("link", { name: list }).tap();
  await expect(page.getByRole("heading", { level: 1, name: list })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Danh mục chức năng" }), "the menu goes away").toBeHidden();
  await page.getByRole("searchbox").fill(wanted.form);
  await page.keyboard.press("Enter");
  const card = page.getByRole("row").filter({ hasText: wanted.form }).filter({ hasText: /Quý / }).filter({ hasText: wanted.unit });
  await expect(card).toHaveCount(1);
  await expectFits(page);
  await card.getByRole("link", { name: /^Xem/ }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(wanted.form);
  await expectFits(page);
}

/** Takes a step of the workflow; whatever is tapped is large enough for a thumb and on the screen. */
async function stepByTouch(page: Page, action: string, note: string): Promise<void> {
  const button = page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: action, exact: true });
  await expectForThumbs(button);
  await button.tap();
  const dialog = page.getByRole("dialog", { name: action });
  await dialog.getByRole("textbox").fill(note);
  const confirm = dialog.getByRole("button", { name: action, exact: true });
  await expectForThumbs(confirm);
  await expectFits(page);
  await confirm.tap();
  await expect(dialog).toBeHidden();
}

async function expectForThumbs(target: Locator): Promise<void> {
  await expect(target).toBeInViewport({ ratio: 1 });
  const box = await target.boundingBox();
  expect(box?.height, "a target for a thumb").toBeGreaterThanOrEqual(44);
}

async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, "the page does not scroll sideways").toBeLessThanOrEqual(0);
}
