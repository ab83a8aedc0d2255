import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open, openCatalogue, openFigures, openFree } from "../support/fields";
import { active, editor, lines, paste, press, said } from "../support/grid";
import { changeForm, read } from "../support/ground";
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

convention(92, "picked, searched, none twice", async ({ signedIn }) => {
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

convention(96, "data are asked about once", async ({ signedIn }) => {
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

convention(92, "codes are pasted into the picker, and arrows go through it", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "J", { "Hộ tịch": {} });
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const picker = page.getByRole("dialog", { name: "Chọn dòng từ danh mục" });
  await picker.getByRole("searchbox").focus();
  await paste(page, "LV002\r\nLV001\r\ndat dai\r\nLV999\r\n");
  await expect(picker.getByRole("status")).toHaveText("Đã chọn 2 mục; 1 mục đã có trong bảng; không có trong danh mục: LV999");
  await expect(picker.getByRole("checkbox", { name: "Đất đai" })).toBeChecked();
  await press(page, "ArrowDown");
  await expect(picker.getByRole("checkbox", { name: "Chứng thực" }), "the first that can be chosen").toBeFocused();
  await press(page, "ArrowDown", "Space", "ArrowUp", "ArrowUp");
  await expect(picker.getByRole("searchbox")).toBeFocused();
  await expect(picker.getByRole("checkbox", { name: "Quốc tịch" })).toBeChecked();
  await picker.getByRole("button", { name: "Thêm 3 dòng" }).click();
  await expect(lines(page).locator(".is-name")).toHaveText(["Hộ tịch", "Chứng thực", "Quốc tịch", "Đất đai"]);
});

convention(94, async ({ signedIn }) => {
  const page = await openFigures(signedIn, "J", { "Một": { 4: "1" }, "Hai": { 4: "2" }, "Ba": { 4: "3" }, "Bốn": { 4: "4" } });
  const names = () => lines(page).locator(".is-name").allInnerTexts();
  const numbers = () => lines(page).locator(".is-ordinal").allInnerTexts();
  await cell(page, "Ba", 4).click();
  await press(page, "Alt+ArrowUp", "Alt+ArrowUp");
  expect(await names()).toEqual(["Ba", "Một", "Hai", "Bốn"]);
  expect(await numbers(), "numbering follows").toEqual(["1", "2", "3", "4"]);
  expect(await active(page), "with the row").toBe("Ba 4");
  await press(page, "Alt+ArrowUp");
  expect(await names(), "not past the first").toEqual(["Ba", "Một", "Hai", "Bốn"]);
  await press(page, "Shift+ArrowDown", "Alt+ArrowDown");
  expect(await names(), "several at once").toEqual(["Hai", "Ba", "Một", "Bốn"]);
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  expect(await names(), "saved").toEqual(["Hai", "Ba", "Một", "Bốn"]);
  // By the handle at the row's number.
  const handle = (name: string) => page.getByRole("row").filter({ hasText: name }).locator(".is-ordinal");
  const from = (await handle("Bốn").boundingBox())!;
  const to = (await handle("Hai").boundingBox())!;
  await page.mouse.move(from.x + 8, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y - 20, { steps: 3 });
  await page.mouse.move(to.x + 8, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(await names()).toEqual(["Bốn", "Hai", "Ba", "Một"]);
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveText("10");
  await press(page, "Control+z");
  expect(await names(), "one step").toEqual(["Hai", "Ba", "Một", "Bốn"]);
});

convention(96, "the number of rows is kept within the form's limits", async ({ signedIn }) => {
  const page = await openFigures(signedIn, "J", { "Một": { 4: "1" }, "Hai": { 4: "2" } });
  await changeForm(page, (template) => Object.assign(template, { min_rows: 2, max_rows: 3 }));
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  await cell(page, "Hai", 4).click();
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  await page.keyboard.type("Ba");
  await press(page, "Enter");
  await expect(lines(page)).toHaveCount(3);
  await press(page, "Control+Shift++");
  await expect(said(page)).toContainText("tối đa 3 hàng");
  await expect(lines(page)).toHaveCount(3);
  await cell(page, "Một", 4).click();
  await press(page, "Shift+ArrowDown", "Control+-");
  await expect(said(page)).toContainText("ít nhất 2 hàng");
  await expect(lines(page)).toHaveCount(3);
});

convention(97, async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "J", rows);
  await page.route(/\/api\/v1\/catalogues\/linh_vuc/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const item of body.items) item.is_open = item.name !== "Chứng thực";
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  const closed = page.getByRole("row").filter({ hasText: "Chứng thực" });
  await expect(closed).toHaveClass(/is-closed/);
  await expect(cell(page, "Chứng thực", 4), "its figures are read and kept").toHaveText("4");
  await cell(page, "Chứng thực", 4).click();
  await expect(page.locator(".grid-about")).toContainText("đã thôi dùng trong danh mục");
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const picker = page.getByRole("dialog", { name: "Chọn dòng từ danh mục" });
  await expect(picker.getByRole("checkbox", { name: "Quốc tịch" })).toHaveCount(1);
  await expect(picker.getByRole("checkbox", { name: "Chứng thực" }), "and cannot be picked again").toHaveCount(0);
});

convention(89, "rows of one's own", async ({ signedIn }) => {
  const page = await openFigures(signedIn, "J", { "Đất đai": { 4: "2" }, "An toàn": { 4: "10" }, "Dân cư": {}, "Ấp": { 4: "7" } });
  const stored = async () => (await read(page, Number(page.url().split("/").pop()))).rows.map(({ label }) => label);
  const before = await stored();
  const names = () => lines(page).locator(".is-name").allInnerTexts();
  expect(await names()).toEqual(["Đất đai", "An toàn", "Dân cư", "Ấp"]);
  const ordinals = await lines(page).locator(".is-ordinal").allInnerTexts();
  await cell(page, "Đất đai", 4).click();
  await press(page, "Alt+Shift+ArrowUp");
  expect(await names(), "ascending, blanks last").toEqual(["Đất đai", "Ấp", "An toàn", "Dân cư"]);
  expect(await active(page), "the cell is still the same").toBe("Đất đai 4");
  await press(page, "Alt+Shift+ArrowDown");
  expect(await names()).toEqual(["An toàn", "Ấp", "Đất đai", "Dân cư"]);
  const sorted = page.locator("[role=columnheader][aria-sort]");
  await expect(sorted, "the header says by which column").toHaveText("(4)▼");
  await expect(sorted).toHaveAttribute("aria-sort", "descending");
  await expect(cell(page, "TỔNG CỘNG", 4)).toHaveText("19");
  await cell(page, "Ấp", 5).click();
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(cell(page, "Ấp", 3), "formulas go on").toHaveText("10");
  await expectSaved(page);
  expect(await stored(), "nothing stored has another order").toEqual(before);
  await page.locator(".grid-display summary").click();
  await page.getByLabel("Sắp xếp").selectOption("stored");
  await expect(sorted).toHaveCount(0);
  expect(await names()).toEqual(["Đất đai", "An toàn", "Dân cư", "Ấp"]);
  expect(await lines(page).locator(".is-ordinal").allInnerTexts()).toEqual(ordinals);
  // Filtering.
  await press(page, "Escape");
  await cell(page, "Đất đai", 4).click();
  await press(page, "Control+f");
  await page.keyboard.type("an");
  await page.getByRole("button", { name: "Chỉ hiện hàng khớp" }).click();
  expect(await names()).toEqual(["An toàn", "Dân cư"]);
  await expect(cell(page, "TỔNG CỘNG", 4), "totals count every row").toHaveText("19");
  expect(await stored()).toEqual(before);
});
