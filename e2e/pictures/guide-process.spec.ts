// The pictures of docs/huong-dan, chapter 10: a unit's process, and where a report is in its own.
import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { picture } from "../support/picture";
import { act, expectMessage } from "../support/steps";
import { expect, test } from "../support/test";

const unit = "Thành phố Hà Nội";
const leader = "Lãnh đạo thành phố Hà Nội";

test("chapter 10: a process of two levels, and a report on its way through it", async ({ as, signedIn }) => {
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/quy-trinh");
  await page.getByLabel("Đơn vị", { exact: true }).fill(unit);
  await page.getByRole("button", { name: new RegExp(`^${unit}`) }).first().click();
  const regime = page.getByLabel("Chế độ báo cáo", { exact: true });
  const option = regime.locator("option", { hasText: /^IV\. .*01\/2020/ });
  await regime.selectOption((await option.getAttribute("value")) ?? "");
  await page.getByLabel("Số cấp duyệt trong đơn vị").selectOption({ label: "2 cấp duyệt" });
  await page.getByRole("group", { name: "Người duyệt cấp 2" }).getByRole("checkbox", { name: leader }).check();
  const steps = page.getByRole("list", { name: "Quy trình báo cáo" });
  await expect(steps).toContainText(leader);
  // High enough for all of it: the head of the page would lie over a part that is scrolled to.
  await page.setViewportSize({ width: 1366, height: 1100 });
  await picture(page, "huong-dan-quy-trinh", page.getByRole("region", { name: "Quy trình của đơn vị" }));
  await page.getByRole("button", { name: "Lưu quy trình" }).click();
  await expectMessage(page, `Đã lưu quy trình của ${unit}`);

  const official = await signedIn(accounts.provinceConsolidation);
  await ground(official, { form: "IV.01/VPCP/KSTT", kind: "quarter" });
  await act(official, "Trình lãnh đạo", "Số liệu do hệ thống văn bản cung cấp");
  await expect(official.locator("[aria-current=step]").first()).toContainText("Duyệt cấp 1");
  await official.getByRole("button", { name: "Xem quy trình" }).click();
  const way = official.getByRole("dialog", { name: "Quy trình báo cáo" });
  await expect(way).toContainText("Đang chờ từ");
  await picture(official, "huong-dan-quy-trinh-bao-cao", way);

  await page.getByRole("button", { name: "Bỏ quy trình riêng" }).click();
  await expectMessage(page, `${unit} không còn quy trình riêng`);
});
