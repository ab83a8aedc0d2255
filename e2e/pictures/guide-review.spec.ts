// The pictures of docs/huong-dan, chapter 11: the history of a report, and two of its revisions.
import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { picture } from "../support/picture";
import { act, actOn, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { form: "II.06a/VPCP/KSTT", kind: "year", unit: "Phường Hoàn Kiếm" } as const;

test("chapter 11: a returned report tells its rounds and what changed", async ({ as, signedIn }) => {
  const author = await signedIn(accounts.otherCommuneEntry);
  const rows = { "Hộ tịch": { 4: "12", 9: "12" }, "Chứng thực": { 4: "30", 9: "30" } };
  await ground(author, { form: wanted.form, kind: wanted.kind, rows });
  await act(author, "Trình lãnh đạo", "Kính trình lãnh đạo");
  const leader = await as(accounts.otherCommuneApproval);
  await actOn(leader, "approve", wanted, "Từ chối duyệt", "Số hồ sơ Hộ tịch chưa khớp sổ theo dõi");
  await openReport(author, "enter", wanted);
  await type(author, "Hộ tịch", 4, ["15"]);
  await type(author, "Hộ tịch", 9, ["15"]);
  await expectSaved(author);
  await author.getByRole("link", { name: "Lịch sử", exact: true }).click();
  const main = author.getByRole("main");
  await expect(main.getByRole("region", { name: "Vòng 2" })).toBeVisible();
  await author.setViewportSize({ width: 1366, height: 1100 });
  await picture(author, "huong-dan-lich-su", main);
  const first = main.getByLabel("Từ phiên bản");
  const submitted = first.locator("option", { hasText: "Trình lãnh đạo" });
  await first.selectOption((await submitted.getAttribute("value")) ?? "");
  await main.getByRole("button", { name: "So sánh", exact: true }).click();
  const compared = main.getByRole("region", { name: "So sánh hai phiên bản" });
  await expect(compared.getByRole("row").filter({ hasText: "Hộ tịch" })).toContainText("12→15");
  await picture(author, "huong-dan-so-sanh", compared);
});
