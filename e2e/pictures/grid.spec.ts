// The README's picture, and the same report by day and by night: a commune's report, filled as people fill it.
import { accounts } from "../support/accounts";
import { picture } from "../support/picture";
import { addRows, cell, expectSaved, openReport, type } from "../support/steps";
import { expect, test } from "../support/test";

const wanted = { form: "II.06a/VPCP/KSTT", kind: "quarter", unit: "Phường Ba Đình" } as const;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test.describe.configure({ mode: "serial" });

test("a report in the grid", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await openReport(page, "enter", wanted);
  await addRows(page, ["Hộ tịch", "Chứng thực", "Đất đai"]);
  await type(page, "Hộ tịch", 4, ["120", "45", "8"]);
  await type(page, "Hộ tịch", 8, ["40", "120", "3"]);
  await type(page, "Hộ tịch", 12, ["10"]);
  await type(page, "Chứng thực", 4, ["1250", "310"]);
  await type(page, "Chứng thực", 8, ["900", "660"]);
  await type(page, "Đất đai", 4, ["75", "30", "12"]);
  await type(page, "Đất đai", 8, ["20", "61", "4"]);
  await type(page, "Đất đai", 12, ["28", "4"]);
  await cell(page, "Đất đai", 3).click();
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("1.850");
  await expectSaved(page);
  await picture(page, "grid");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "state-filled-dark");
});

test("the same on a phone", async ({ as }) => {
  const page = await as(accounts.communeEntry, phone);
  await openReport(page, "enter", wanted);
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("1.850");
  await cell(page, "Hộ tịch", 4).tap();
  await picture(page, "state-phone");
});
