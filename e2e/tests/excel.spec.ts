// Excel out and in: the file that the system gives is taken back, after a preview.
import { readFileSync, writeFileSync } from "node:fs";

import { accounts } from "../support/accounts";
import { addRows, cell, expectMessage, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";
import { cellWith, comments, fillOf, overtype, unzip, zip } from "../support/workbook";

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

  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Nhập từ Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles(file);
  const change = dialog.getByRole("row", { name: /Quốc tịch/ });
  await expect(change).toContainText("1.234");
  await expect(cell(page, "Quốc tịch", 4), "nothing is written before the preview is confirmed").toHaveText("1");
  await dialog.getByRole("button", { name: "Ghi vào báo cáo" }).click();
  await expectMessage(page, /Đã nhập từ Excel: 1 thay đổi/);
  await expect(cell(page, "Quốc tịch", 4)).toHaveText("1.234");
});

test("a file that is no workbook is refused with what to do", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Nhập từ Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles({ name: "x.xlsx", mimeType: "text/plain", buffer: Buffer.from("no workbook") });
  await expect(dialog.getByRole("alert")).toContainText(/Excel|tệp/i);
  await expect(dialog.getByRole("button", { name: "Ghi vào báo cáo" })).toBeDisabled();
});

test("a file with errors comes back coloured and commented, everything else as it was sent", async ({ as }, info) => {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải xuống .xlsx" }).click()]);
  const parts = unzip(readFileSync(await download.path()));
  const sheet = "xl/worksheets/sheet1.xml";
  const faulty = cellWith(parts, sheet, "1234");
  overtype(parts, sheet, faulty, "mười hai");
  const file = info.outputPath("so-lieu-phuong.xlsx");
  writeFileSync(file, zip(parts));

  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Nhập từ Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles(file);
  const problem = dialog.getByRole("listitem").filter({ hasText: faulty });
  await expect(problem).toContainText("mười hai");
  const message = (await problem.locator("span").last().textContent()) ?? "";

  const [marked] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Tải tệp có đánh dấu lỗi" }).click()]);
  expect(marked.suggestedFilename(), "it can be told from the file that was sent").toMatch(/^so-lieu-phuong.*\.xlsx$/);
  const back = unzip(readFileSync(await marked.path()));
  expect(fillOf(back, sheet, faulty), "the faulty cell is coloured").toBe("FFFFC7CE");
  expect(fillOf(parts, sheet, faulty), "it was not before").not.toBe("FFFFC7CE");
  const remarks = comments(back);
  expect(remarks.get(faulty)).toContain(message.trim());
  remarks.delete(faulty);
  for (const [at, words] of remarks) expect(words, `${at}: a sum that the faulty cell goes into`).toMatch(/tệp ghi .*hệ thống tính/);
  await dialog.getByRole("button", { name: "Hủy" }).click();
  await expect(cell(page, "Quốc tịch", 4), "nothing was written").toHaveText("1.234");
});
