import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open, openCatalogue, openFree } from "../support/fields";
import { editor, lines, press, said } from "../support/grid";
import { read } from "../support/ground";
import { addRows, cell, expectSaved } from "../support/steps";
import { expect } from "../support/test";

const rows = { "Hộ tịch": { 4: "1", 5: "2" }, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "7" } };

convention(91, async ({ signedIn }) => {
  const page = await open(signedIn, { account: accounts.provinceConsolidation, form: "IV.02b/VPCP/KSTT", kind: "quarter" });
  await expect(page.getByRole("button", { name: "Thêm dòng" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Xóa dòng" })).toHaveCount(0);
  const before = await lines(page).allInnerTexts();
  await page.getByRole("rowheader").first().click();
  await page.keyboard.type("x");
  await expect(said(page), "names are locked").not.toHaveText("");
  await press(page, "Escape", "Control+-", "Control+Shift++");
  expect(await lines(page).allInnerTexts()).toEqual(before);
});

convention(92, async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "J", {});
  await addRows(page, ["Hộ tịch", "Chứng thực", "Đất đai"]);
  await expect(lines(page)).toHaveCount(3);
  await expectSaved(page);
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const picker = page.getByRole("dialog", { name: "Chọn dòng từ danh mục" });
  await picker.getByRole("searchbox").fill("dat dai");
  await expect(picker.getByRole("checkbox", { name: "Đất đai" }), "none twice").toBeDisabled();
  await picker.getByRole("button", { name: "Hủy" }).click();
  await expect(editor(page), "the keyboard is back on the grid").toBeFocused();
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  await picker.getByRole("searchbox").fill("nuoi con nuoi");
  await press(page, "Enter");
  await expect(page.getByRole("rowheader", { name: "Nuôi con nuôi" }), "Enter takes the only one found").toHaveCount(1);
});

convention(93, async ({ signedIn }) => {
  const page = await openFree(signedIn, "J", { "Nhiệm vụ 1": { 3: "Công văn 1" } });
  const before = await lines(page).count();
  await lines(page).last().locator('[aria-colindex="3"]').click();
  await page.keyboard.type("Văn bản số 1");
  await press(page, "Enter");
  await expect(lines(page)).toHaveCount(before + 1);
  await press(page, "Control+Shift++");
  await expect(lines(page)).toHaveCount(before + 2);
  await press(page, "Control+-");
  await expect(lines(page)).toHaveCount(before + 1);
  await press(page, "Control+z");
  await expect(lines(page)).toHaveCount(before + 2);
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(lines(page), "blank rows at the end are not saved").toHaveCount(before);
});

convention(95, async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "J", rows);
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveText("12");
  await addRows(page, ["Môi trường"]);
  await cell(page, "Môi trường", 4).click();
  await page.keyboard.type("8");
  await press(page, "Enter");
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveText("20");
  await cell(page, "Hộ tịch", 4).click();
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Xóa" }).click();
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveText("19");
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("19");
});

convention(96, async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "J", rows);
  await addRows(page, ["Môi trường"]);
  await cell(page, "Môi trường", 4).click();
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  await expect(page.getByRole("rowheader", { name: "Môi trường" }), "a blank row goes without a question").toHaveCount(0);
  await cell(page, "Đất đai", 4).click();
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  const question = page.getByRole("dialog", { name: "Xóa dòng có số liệu?" });
  await question.getByRole("button", { name: "Hủy" }).click();
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  await page.getByRole("button", { name: "Xóa dòng" }).click();
  await question.getByRole("button", { name: "Xóa" }).click();
  await expect(page.getByRole("rowheader", { name: "Đất đai" })).toHaveCount(0);
  await press(page, "Control+z");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  // Undone before it was sent, or saved and saved again: either way nothing waits.
  await expect(page.getByText(/^(Đã lưu \d\d:\d\d|Không có thay đổi chưa lưu)$/)).toBeVisible();
  const { rows: stored } = await read(page, Number(page.url().split("/").pop()));
  expect(stored.map(({ label }) => label)).toContain("Đất đai");
});
