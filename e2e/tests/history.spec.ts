// The history of a report: rounds, who and for which unit, and two revisions side by side.
import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { act, actOn, cell, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { form: "III.01a/VPCP/KSTT", kind: "year", unit: "Phường Hoàn Kiếm" } as const;
const row = "Phường Hoàn Kiếm (Thành phố Hà Nội)";

test("a report that came back tells both rounds; two revisions are compared cell by cell", async ({ as, signedIn }) => {
  const author = await signedIn(accounts.otherCommuneEntry);
  await ground(author, { ...wanted, rows: { [row]: { 4: "3", 10: "3" } } });
  await act(author, "Trình lãnh đạo", "Kính trình");
  const leader = await as(accounts.otherCommuneApproval);
  await actOn(leader, "approve", wanted, "Từ chối duyệt", "Số hồ sơ chưa khớp sổ");

  await openReport(author, "enter", wanted);
  await type(author, row, 4, ["7"]);
  await expectSaved(author);
  await author.getByRole("link", { name: "Lịch sử", exact: true }).click();
  const main = author.getByRole("main");
  await expect(main.getByRole("region", { name: "Vòng 1" })).toContainText("Số hồ sơ chưa khớp sổ");
  await expect(main.getByRole("region", { name: "Vòng 2" })).toContainText("Phường Hoàn Kiếm");
  await main.getByLabel("Loại", { exact: true }).selectOption({ label: "Chuyển bước, lý do" });
  await expect(main.getByRole("region", { name: "Vòng 2" })).toBeHidden();
  await main.getByLabel("Loại", { exact: true }).selectOption({ label: "Tất cả" });

  await main.getByRole("region", { name: "Vòng 2" }).getByRole("link", { name: /^So phiên bản/ }).first().click();
  const table = main.getByRole("region", { name: "So sánh hai phiên bản" });
  await expect(table.getByRole("row").filter({ hasText: row })).toContainText("trước đó 3, nay 7");
  await expect(table.getByRole("row").filter({ hasText: "TỔNG CỘNG" })).toContainText("trước đó 3, nay 7");
  await table.getByRole("checkbox", { name: "Chỉ hiện ô thay đổi" }).uncheck();
  await expect(table.getByRole("row").filter({ hasText: row })).toContainText("3→7");
  await table.getByRole("button", { name: "Đóng phần so sánh" }).click();
  await expect(table.getByRole("table")).toBeHidden();
  await main.getByRole("region", { name: "Vòng 1" }).getByRole("link", { name: /^Xem số liệu của phiên bản/ }).first().click();
  await expect(table.getByRole("row").filter({ hasText: row })).toContainText("3");

  const download = author.waitForEvent("download");
  await main.getByRole("link", { name: "Tải lịch sử .xlsx" }).click();
  expect((await download).suggestedFilename()).toMatch(/^lich-su_.*\.xlsx$/);

  await author.goBack();
  await main.getByRole("link", { name: "Về báo cáo" }).click();
  await expect(cell(author, row, 4)).toHaveText("7");
});
