// Two people edit one report: disjoint edits merge, the same cell asks the person.
import { accounts } from "../support/accounts";
import { addRows, cell, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { form: "II.06a/VPCP/KSTT", kind: "quarter", unit: "Phường Hoàn Kiếm" } as const;

test("disjoint edits merge; a clash shows both values and keeps the chosen one", async ({ as }) => {
  const first = await as(accounts.otherCommuneEntry);
  await openReport(first, "enter", wanted);
  await addRows(first, ["Hộ tịch"]);
  await expectSaved(first);

  const second = await as(accounts.otherCommuneEntry);
  await openReport(second, "enter", wanted);
  await expect(cell(second, "Hộ tịch", 4)).toBeVisible();

  await type(first, "Hộ tịch", 4, ["11"]);
  await expectSaved(first);
  await type(second, "Hộ tịch", 5, ["6"]);
  await expectSaved(second);
  await expect(cell(second, "Hộ tịch", 4), "the other person's figure came along").toHaveText("11");

  await type(first, "Hộ tịch", 5, ["60"]);
  const dialog = first.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("Có xung đột")).toBeHidden();
  await expect(dialog.getByRole("radio", { name: /6$/ })).toBeChecked();
  await dialog.getByRole("radio", { name: /Giá trị của tôi/ }).check();
  await dialog.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
  await expectSaved(first);
  await expect(cell(first, "Hộ tịch", 5)).toHaveText("60");

  await second.reload();
  await expect(cell(second, "Hộ tịch", 5)).toHaveText("60");
});

test("what is typed in a row that somebody else removes brings the row back and lands in no other", async ({ as }) => {
  const first = await as(accounts.otherCommuneEntry);
  await openReport(first, "enter", wanted);
  await addRows(first, ["Chứng thực", "Đất đai"]);
  await expectSaved(first);
  const second = await as(accounts.otherCommuneEntry);
  await openReport(second, "enter", wanted);

  await cell(first, "Chứng thực", 5).click();
  await first.keyboard.type("99");
  await cell(second, "Chứng thực", 5).click();
  await second.keyboard.press("Control+-");
  await expect(cell(second, "Chứng thực", 5)).toHaveCount(0);
  await expectSaved(second);

  // The next look at the server takes what stands in the open cell before its row goes.
  await expect(cell(second, "Chứng thực", 5)).toHaveText("99", { timeout: 60_000 });
  await first.keyboard.press("Enter");
  await expectSaved(first);
  for (const page of [first, second]) {
    await expect(cell(page, "Chứng thực", 5)).toHaveText("99");
    await expect(cell(page, "Đất đai", 5)).toHaveText("");
  }
});

test("a lost network keeps the changes and saves them when it is back", async ({ as }) => {
  const page = await as(accounts.otherCommuneEntry);
  await openReport(page, "enter", { ...wanted, kind: "year" });
  await addRows(page, ["Chứng thực"]);
  await expectSaved(page);
  await page.context().setOffline(true);
  await type(page, "Chứng thực", 4, ["9"]);
  await expect(page.getByText(/Mất kết nối – chưa gửi 1 ô/)).toBeVisible();

  await page.getByRole("navigation").getByRole("link", { name: "Việc của tôi" }).click();
  const guard = page.getByRole("dialog", { name: "Còn thay đổi chưa lưu" });
  await guard.getByRole("button", { name: "Ở lại" }).click();

  await page.context().setOffline(false);
  await expectSaved(page);
  await page.reload();
  await expect(cell(page, "Chứng thực", 4)).toHaveText("9");
});
