// A picture of each state of a report, for docs/states.md. Every test has reports of its own.
import { accounts } from "../support/accounts";
import { ground } from "../support/ground";
import { picture } from "../support/picture";
import { act, cell, expectSaved, expectStatus, type } from "../support/steps";
import { expect, test } from "../support/test";

const rows = {
  "Hộ tịch": { 4: "120", 5: "45", 6: "8", 8: "40", 9: "120", 10: "3", 12: "10" },
  "Chứng thực": { 4: "1250", 5: "310", 8: "900", 9: "660" },
  "Đất đai": { 4: "75", 5: "30", 6: "12", 8: "20", 9: "61", 10: "4", 12: "28", 13: "4" },
};

test("my work, by day and by night", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await expect(page.getByRole("heading", { name: "Việc của tôi" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Đang tải…")).toHaveCount(0, { timeout: 60_000 });
  await picture(page, "state-work");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "state-work-dark");
});

test("empty", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry);
  await ground(page, { form: "II.05a/VPCP/KSTT", kind: "quarter" });
  await picture(page, "state-empty");
});

test("findings", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry);
  await ground(page, { form: "II.06a/VPCP/KSTT", kind: "year", rows: { ...rows, "Hộ tịch": { ...rows["Hộ tịch"], 12: "1" } } });
  await cell(page, "Hộ tịch", 3).click();
  await page.getByRole("region", { name: "Kiểm tra số liệu" }).scrollIntoViewIfNeeded();
  await picture(page, "state-findings");
});

test("a conflict", async ({ signedIn }) => {
  const wanted = { form: "II.06a/VPCP/KSTT", kind: "quarter", rows } as const;
  const first = await signedIn(accounts.otherCommuneEntry);
  const id = await ground(first, wanted);
  const second = await signedIn(accounts.otherCommuneEntry);
  await second.goto(`/bao-cao/${id}`);
  await expect(cell(second, "Hộ tịch", 5)).toBeVisible();
  await type(second, "Hộ tịch", 5, ["46"]);
  await expectSaved(second);
  await type(first, "Hộ tịch", 5, ["54"]);
  await expect(first.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" })).toBeVisible();
  await picture(first, "state-conflict");
});

test("offline", async ({ signedIn }) => {
  const page = await signedIn(accounts.otherCommuneEntry);
  await ground(page, { form: "II.06a/VPCP/KSTT", kind: "year", rows });
  await page.context().setOffline(true);
  await type(page, "Chứng thực", 4, ["1260", "315"]);
  await expect(page.getByText(/Mất kết nối – chưa gửi 2 ô/)).toBeVisible();
  await picture(page, "state-offline");
});

test("read-only", async ({ signedIn }) => {
  const page = await signedIn(accounts.communeEntry);
  const filled = { "Đất đai": { 4: "3", 5: "1", 7: "4", 9: "3", 10: "1", 12: "4" }, "Hộ tịch": { 4: "41", 5: "2", 7: "43", 9: "40", 10: "3", 12: "43" } };
  await ground(page, { form: "II.05a/VPCP/KSTT", kind: "year", rows: filled });
  await act(page, "Trình lãnh đạo", "Kính trình lãnh đạo duyệt");
  await expectStatus(page, "Chờ duyệt");
  await picture(page, "state-read-only");
});
