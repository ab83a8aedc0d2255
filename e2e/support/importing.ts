// The dialog of an import.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type Locator, type Page } from "@playwright/test";

export async function download(page: Page): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải xuống .xlsx" }).click()]);
  return readFileSync(await file.path());
}

/** A workbook as openpyxl or LibreOffice writes it (`conventions/payloads/make_workbooks.py`). */
export const payload = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../conventions/payloads/workbooks", name));

export const taken = (dialog: Locator, count: string) => expect(dialog.getByText(`Lấy ${count} dòng có thay đổi`)).toBeVisible();
export const problems = (dialog: Locator) => dialog.getByRole("list", { name: "Các ô cần xem lại" }).getByRole("listitem");
export const apply = (dialog: Locator) => dialog.getByRole("button", { name: "Ghi vào báo cáo" });

/** The dialog of the import with a file chosen. */
export async function choose(page: Page, buffer: Buffer, name = "bao-cao.xlsx") {
  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  const dialog = page.getByRole("dialog", { name: "Nhập từ Excel" });
  await dialog.getByLabel(/Tệp Excel/).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  return dialog;
}
