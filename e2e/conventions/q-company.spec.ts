import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { paste, press } from "../support/grid";
import { changeForm, columns, read } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect } from "../support/test";

convention(139, "who changed a cell, when, from what to what and how", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "company", { "Hộ tịch": { 4: "5" } });
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("9");
  await press(page, "Enter");
  await expectSaved(page);
  await cell(page, "Hộ tịch", 4).click();
  await paste(page, "12");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("12");
  await expectSaved(page);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+F2");
  const dialog = page.getByRole("dialog", { name: /Hộ tịch, cột \(4\)/ });
  const pasted = dialog.getByRole("table").getByRole("row").nth(1);
  await expect(pasted.getByRole("cell").nth(3)).toHaveText("12");
  await expect(pasted.getByRole("cell").nth(4)).toHaveText("Dán vào");
  const newest = dialog.getByRole("table").getByRole("row").nth(2);
  await expect(newest.getByRole("cell").nth(2)).toHaveText("5");
  await expect(newest.getByRole("cell").nth(3)).toHaveText("9");
  await expect(newest.getByRole("cell").nth(4)).toHaveText("Nhập trên màn hình");
  await expect(newest.getByRole("cell").nth(1)).not.toBeEmpty();
});

convention(140, "comments stand at their cells until they are settled", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "company", { "Hộ tịch": { 4: "5" }, "Chứng thực": { 4: "4" } });
  const id = Number(page.url().split("/").pop());
  const said = `Lấy từ sổ theo dõi ${Date.now()}`;
  await cell(page, "Chứng thực", 4).click();
  await press(page, "Shift+F2");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Ghi chú mới").fill(said);
  await dialog.getByRole("button", { name: "Ghi", exact: true }).click();
  await expect(dialog.getByText(said)).toBeVisible();
  await press(page, "Escape");
  await expect(cell(page, "Chứng thực", 4)).toHaveClass(/has-comment/);
  await expect(cell(page, "Hộ tịch", 4)).not.toHaveClass(/has-comment/);
  await expect(page.locator(".grid-about")).toContainText("có ghi chú");

  const leader = await signedIn(accounts.communeApproval);
  await leader.goto(`/bao-cao/${id}`);
  await expect(cell(leader, "Chứng thực", 4)).toHaveClass(/has-comment/);
  await cell(leader, "Chứng thực", 4).click();
  await press(leader, "Shift+F2");
  const theirs = leader.getByRole("dialog").getByRole("listitem").filter({ hasText: said });
  await theirs.getByRole("button", { name: "Đã xử lý" }).click();
  await expect(theirs.getByText(/Đã xử lý: /)).toBeVisible();
  await press(leader, "Escape");
  await expect(cell(leader, "Chứng thực", 4)).not.toHaveClass(/has-comment/);
});

convention(140, "how much is filled in, at once", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "company", { "Hộ tịch": { 4: "5" }, "Chứng thực": {} });
  const told = page.locator(".grid-filled");
  await expect(told).toHaveText(/^Đã nhập 1\/\d+ ô \(\d+ %\)/);
  const cells = Number(/\/(\d+) ô/.exec((await told.textContent()) ?? "")![1]);
  await cell(page, "Hộ tịch", 5).click();
  await page.keyboard.type("0");
  await press(page, "Enter");
  await expect(told, "a zero is an answer").toHaveText(new RegExp(`^Đã nhập 2/${cells} ô \\(${Math.floor(200 / cells)} %\\)`));
  await press(page, "ArrowUp", "Delete");
  await expect(told).toHaveText(new RegExp(`^Đã nhập 1/${cells} ô`));
  await changeForm(page, (template) => {
    for (const column of columns(template)) if (column.number === 4) Object.assign(column, { required: true });
  });
  await page.reload();
  await expect(told, "of the two cells that must not be blank one is filled in").toContainText("bắt buộc 1/2");
});

convention(138, "who else is in the report is visible, and what they save", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "company", { "Hộ tịch": { 4: "5" } });
  const id = Number(page.url().split("/").pop());
  const other = await signedIn(accounts.communeApproval);
  let tell = () => {};
  const measured = new Promise<void>((resolve) => (tell = resolve));
  await other.route(`**/reports/${id}/presence`, async (route) => {
    await measured;
    await route.continue();
  });
  await other.goto(`/bao-cao/${id}`);
  await expect(cell(other, "Hộ tịch", 4)).toHaveText("5");
  const top = (await other.getByRole("grid").boundingBox())!.y;
  await expect(other.getByText("Cũng đang mở"), "nobody was told of yet").toBeHidden();
  tell();
  await expect(other.getByRole("status").filter({ hasText: "Cũng đang mở" })).toContainText("Hộ tịch");
  expect((await other.getByRole("grid").boundingBox())!.y, "the table does not move").toBe(top);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("17");
  await press(page, "Enter");
  await expectSaved(page);
  await expect(cell(other, "Hộ tịch", 4), "shown without being asked for").toHaveText("17", { timeout: 25_000 });
  const { rows } = await read(page, id);
  expect(rows.some(({ cells }) => cells[4] === "17")).toBe(true);
  await page.getByRole("link", { name: "Việc của tôi" }).first().click();
  await expect(other.getByText("Cũng đang mở")).toBeHidden({ timeout: 25_000 });
});
