// Excel out and in: the file that the system gives is taken back, after a preview.
import { accounts } from "../support/accounts";
import { addRows, cell, expectMessage, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { form: "II.06a/VPCP/KSTT", kind: "year", unit: "Phường Ba Đình" } as const;

test("a downloaded workbook is imported again after a preview", async ({ as }, info) => {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  await addRows(page, ["Quốc tịch"]);
  await type(page, "Quốc tịch", 4, ["1234"]);
  await type(page, "Quốc tịch", 8, ["1234"]);
  await expectSaved(page);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải xuống .xlsx" }).click()]);
  const file = info.outputPath("bao-cao.xlsx");
  await download.saveAs(file);

  await type(page, "Quốc tịch", 4, ["1"]);
  await page.keyboard.press("Control+s");
  await expectSaved(page);

  await page.getByRole("button", { name: "Import Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Import Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles(file);
  const change = dialog.getByRole("row", { name: /Quốc tịch/ });
  await expect(change).toContainText("1.234");
  await expect(cell(page, "Quốc tịch", 4), "nothing is written before the preview is confirmed").toHaveText("1");
  await dialog.getByRole("button", { name: "Ghi vào báo cáo" }).click();
  await expectMessage(page, /Đã tiếp nhận dữ liệu: 1 thay đổi/);
  await expect(cell(page, "Quốc tịch", 4)).toHaveText("1.234");
});

test("a file that is no workbook is refused with what to do", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  await page.getByRole("button", { name: "Import Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Import Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles({ name: "x.xlsx", mimeType: "text/plain", buffer: Buffer.from("no workbook") });
  await expect(dialog.getByRole("alert")).toContainText(/Excel|tệp/i);
  await expect(dialog.getByRole("button", { name: "Ghi vào báo cáo" })).toBeDisabled();
});
