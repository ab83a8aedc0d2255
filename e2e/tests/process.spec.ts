// The configurable process: an administrator gives a unit two approval levels with a named approver, the report shows where it
// is and whose turn it is, only the named one approves there, and what is under way keeps its process.
import { accounts } from "../support/accounts";
import { act, actOn, expectMessage, openReport } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";
import type { Page } from "@playwright/test";

const WARD = "Phường Ba Đình";
const CHAIRMAN = "Chủ tịch UBND phường Ba Đình";
const FORM = "III.01a/VPCP/KSTT";

/** The page of processes with the ward and the regime of meetings chosen. */
async function openProcess(page: Page): Promise<void> {
  await page.goto("/quan-tri/quy-trinh");
  await page.getByLabel("Đơn vị", { exact: true }).fill(WARD);
  await page.getByRole("button", { name: new RegExp(`^${WARD}`) }).first().click();
  const regime = page.getByLabel("Chế độ báo cáo");
  const option = regime.locator("option", { hasText: /^III\. .*01\/2020\/TT-VPCP/ });
  await regime.selectOption((await option.getAttribute("value")) ?? "");
  await expect(page.getByLabel("Số cấp duyệt trong đơn vị")).toBeVisible();
}

/** The steps of a process that is shown, each with its words. */
function steps(page: Page) {
  return page.getByRole("list", { name: "Quy trình báo cáo" }).getByRole("listitem");
}

test("a named approver has the turn at a level, nobody else, and both levels are passed", async ({ as }) => {
  const admin = await as(accounts.administrator);
  await openProcess(admin);
  await expect(admin.getByText("Đơn vị đang theo quy trình của chế độ báo cáo.")).toBeVisible();
  await admin.getByLabel("Số cấp duyệt trong đơn vị").selectOption({ label: "2 cấp duyệt" });
  await expect(steps(admin), "the picture follows at once").toHaveText([
    /Nhập liệu, trình/,
    /Duyệt cấp 1.*Người có quyền duyệt/,
    /Duyệt cấp 2/,
    /Gửi báo cáo/,
    /Kiểm tra, tiếp nhận/,
    /Hoàn thành/,
  ]);
  await admin.getByRole("group", { name: "Người duyệt cấp 1" }).getByRole("checkbox", { name: CHAIRMAN }).check();
  await expect(steps(admin).nth(1)).toContainText(CHAIRMAN);
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Lưu quy trình" }).click();
  await expectMessage(admin, `Đã lưu quy trình của ${WARD}`);
  await expect(admin.getByText("Đơn vị đang dùng quy trình riêng.")).toBeVisible();

  const author = await as(accounts.communeEntry);
  await openReport(author, "enter", { form: FORM, kind: "year" });
  await expect(steps(author).nth(0)).toContainText("Nhập liệu, trình: Người có quyền nhập liệu, từ");
  await act(author, "Trình lãnh đạo", "Không phát sinh số liệu");
  const turn = author.locator("[aria-current=step]");
  await expect(turn).toContainText(`Duyệt cấp 1: ${CHAIRMAN}, từ`);
  await author.getByRole("button", { name: "Xem quy trình" }).click();
  const picture = author.getByRole("dialog", { name: "Quy trình báo cáo" });
  await expect(picture.getByRole("listitem").nth(1)).toContainText("Đang chờ từ");
  await expect(picture).toContainText("Báo cáo đi theo quy trình có hiệu lực lúc trình.");
  await expectAccessible(author);
  await author.keyboard.press("Escape");
  await expect(picture).toBeHidden();

  // What is changed now is for what is submitted after it.
  await admin.reload();
  await openProcess(admin);
  await expect(admin.getByText("Hiện có 1 báo cáo đã trình")).toBeVisible();

  const leader = await as(accounts.communeApproval);
  await leader.goto(`/viec/approve?${new URLSearchParams({ "tu-khoa": FORM })}`);
  await expect(leader.getByRole("link", { name: FORM, exact: true }), "not the leader's to approve").toHaveCount(0);
  await leader.goto(new URL(author.url()).pathname);
  await expect(leader.locator("[aria-current=step]")).toContainText(CHAIRMAN);
  await expect(leader.getByRole("button", { name: "Duyệt", exact: true })).toHaveCount(0);

  const chairman = await as(accounts.communeChairman);
  await actOn(chairman, "approve", { form: FORM, kind: "year" }, "Duyệt");
  await expect(chairman.locator("[aria-current=step]")).toContainText("Duyệt cấp 2: Người có quyền duyệt");

  await actOn(leader, "approve", { form: FORM, kind: "year" }, "Duyệt");
  await expect(leader.locator("[aria-current=step]")).toContainText("Gửi báo cáo: Người có quyền gửi");

  // The ward goes back to what others rely on.
  await openProcess(admin);
  await admin.getByRole("button", { name: "Bỏ quy trình riêng" }).click();
  await expectMessage(admin, `${WARD} không còn quy trình riêng`);
});

test("a regime says what units may choose, and the page keeps to it", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/che-do");
  await page.getByRole("row", { name: /01\/2020\/TT-VPCP.*cuộc họp/ }).getByRole("link").first().click();
  await expect(steps(page), "a published version shows its picture").toHaveCount(5);
  await page.getByRole("button", { name: "Sao chép thành bản nháp" }).click();
  const process = page.getByRole("group", { name: "Quy trình của chế độ báo cáo" });
  await process.getByLabel("Số cấp duyệt trong đơn vị").selectOption({ label: "3 cấp duyệt" });
  await process.getByLabel("Ký số").selectOption({ label: "Bắt buộc ký số" });
  await expect(steps(page)).toHaveCount(8);
  const choices = page.getByRole("group", { name: "Đơn vị được tự đặt" });
  await choices.getByLabel("Số cấp duyệt ít nhất").selectOption({ label: "3 cấp duyệt" });
  await choices.getByLabel("Số cấp duyệt nhiều nhất").selectOption({ label: "1 cấp duyệt" });
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(choices, "the fault stands at its fields").toContainText("Số cấp duyệt ít nhất không được lớn hơn");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Xóa bản nháp" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xóa bản nháp" }).click();
  await expect(page).toHaveURL(/che-do$/);
});
