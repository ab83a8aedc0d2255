// A correction after acceptance: the commune corrects the figure it named, the province is told that its total is stale and
// what would change, and takes the new figure in by consolidating once more.
import { accounts } from "../support/accounts";
import { consolidate, seeDifference, stale } from "../support/consolidating";
import { ground } from "../support/ground";
import { act, actOn, cell, expectSaved, expectStatus, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const commune = { form: "II.06d/VPCP/KSTT", kind: "year", unit: "Phường Hoàn Kiếm" } as const;
const province = { form: "II.06g/VPCP/KSTT", kind: "year", unit: "Thành phố Hà Nội" } as const;

test("a corrected figure reaches the province with its difference, and is taken in by one step", async ({ as, signedIn }) => {
  const author = await signedIn(accounts.otherCommuneEntry);
  await ground(author, { ...commune, rows: { "Hộ tịch": { 3: "3" } } });
  await act(author, "Trình lãnh đạo", "Kính trình");
  const leader = await as(accounts.otherCommuneApproval);
  await actOn(leader, "approve", commune, "Duyệt");
  const sender = await as(accounts.otherCommuneSending);
  await actOn(sender, "send", commune, "Gửi báo cáo");
  const receiver = await as(accounts.provinceConsolidation);
  await actOn(receiver, "check", commune, "Tiếp nhận");
  await openReport(receiver, "consolidate", province);
  await consolidate(receiver);
  await expect(cell(receiver, "Hộ tịch", 3)).toHaveText("3");
  await expect(stale(receiver, "Phường Hoàn Kiếm")).toBeHidden();

  await openReport(author, "track", commune);
  await cell(author, "Hộ tịch", 3).click();
  await author.getByRole("button", { name: "Đánh dấu ô đang chọn" }).click();
  await act(author, "Yêu cầu đính chính", "Đếm thiếu 5 hồ sơ");
  await actOn(receiver, "check", commune, "Duyệt yêu cầu đính chính");
  await openReport(author, "enter", commune);
  await type(author, "Hộ tịch", 3, ["8"]);
  await expectSaved(author);
  await act(author, "Trình lãnh đạo", "Đã đính chính");
  await actOn(leader, "approve", commune, "Duyệt");
  await actOn(sender, "send", commune, "Gửi báo cáo");
  await openReport(receiver, "check", commune);
  const since = receiver.getByRole("group", { name: "Xem thay đổi" });
  await since.getByRole("button", { name: /^So với số liệu đã tiếp nhận \(2\)/ }).click();
  await cell(receiver, "Hộ tịch", 3).click();
  await expect(receiver.locator(".grid-about")).toContainText("Trước đó: 3");
  await act(receiver, "Tiếp nhận");
  await expectStatus(receiver, "Đã tiếp nhận");

  await openReport(receiver, "consolidate", province);
  await expect(stale(receiver, "Phường Hoàn Kiếm")).toBeVisible();
  await expect(cell(receiver, "Hộ tịch", 3), "the total stands until somebody decides").toHaveText("3");
  await seeDifference(receiver, "8");
  await consolidate(receiver);
  await expect(cell(receiver, "Hộ tịch", 3)).toHaveText("8");
  await expect(cell(receiver, "TỔNG CỘNG", 3)).toHaveText("8");
  await expect(stale(receiver, "Phường Hoàn Kiếm")).toBeHidden();
});
