import type { Page } from "@playwright/test";

import { accounts, password } from "../support/accounts";
import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { ground, read, save } from "../support/ground";
import { drafted, enter, idOf, keepMine, loseAnswers, ownCells } from "../support/saving";
import { addRows, cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "Q", { "Hộ tịch": { 4: "5" }, "Chứng thực": { 4: "4" } });

/** The pause after an edit that the autosave waits for; it is never shorter. */
const autosave = 1_200;

/**
 * Milliseconds from the Enter of an edit to its request: the best of three, since the machine may stand still between
 * keys. A timer never fires early, so that one quick request proves what was asked for.
 */
async function soonest(page: Page, keys: string[]): Promise<number> {
  const times: number[] = [];
  for (const figure of ["81", "82", "83"]) {
    const sent = page.waitForRequest((request) => request.method() === "PATCH").then(() => Date.now());
    await cell(page, "Chứng thực", 5).click();
    await page.keyboard.type(figure);
    const begun = Date.now();
    await press(page, "Enter", ...keys);
    times.push((await sent) - begun);
    await expectSaved(page);
  }
  return Math.min(...times);
}

convention(136, "saved within two seconds, and the state is always to be seen", async ({ signedIn }) => {
  const page = await open(signedIn);
  await expect(page.getByText("Không có thay đổi chưa lưu")).toBeVisible();
  expect(await soonest(page, [])).toBeLessThan(2_000);
  await enter(page, "Hộ tịch", 4, "6");
  await expectSaved(page);
  await page.context().setOffline(true);
  await enter(page, "Hộ tịch", 5, "7");
  await expect(page.getByText(/mất kết nối|Mất kết nối|ngoại tuyến/i).first()).toBeVisible();
  await page.context().setOffline(false);
  await expectSaved(page);
  const { rows } = await read(page, idOf(page));
  expect(rows.find(({ label }) => label === "Hộ tịch")?.cells).toMatchObject({ 4: "6", 5: "7" });
});

convention(136, "Ctrl+S saves at once", async ({ signedIn }) => {
  const page = await open(signedIn);
  expect(await soonest(page, ["Control+s"]), "before the autosave, which waits longer").toBeLessThan(autosave);
  await expectSaved(page);
});

/** Nothing reaches the server, as if it did not answer; everything else goes on. */
async function holdBack(page: Page): Promise<void> {
  await page.route("**/api/v1/reports/*/data", (route) =>
    route.request().method() === "PATCH" ? route.abort() : route.continue(),
  );
}

/** Signs in by the form. */
async function signInAs(page: Page, account: string): Promise<void> {
  await page.getByRole("textbox", { name: "Tên đăng nhập" }).fill(account);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
}

convention(137, "a closed tab", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  await enter(page, "Hộ tịch", 4, "71");
  // Before the row is there: on a slow machine it would be saved by itself.
  await holdBack(page);
  await addRows(page, ["Đất đai"]);
  await page.keyboard.type("12");
  await press(page, "Enter");
  await page.waitForTimeout(drafted);
  await page.close();
  const next = await page.context().newPage();
  await next.goto("/favicon.svg");
  const before = await ownCells(next, id, "Đất đai");
  expect(before, "the server was not told").toBeUndefined();
  await next.goto(`/bao-cao/${id}`);
  await expect(cell(next, "Hộ tịch", 4)).toHaveText("71");
  await expect(cell(next, "Đất đai", 4)).toHaveText("12");
  await expectSaved(next);
  expect(await ownCells(next, id, "Đất đai")).toMatchObject({ 4: "12" });
  expect(await ownCells(next, id, "Hộ tịch")).toMatchObject({ 4: "71" });
});

convention(137, "a save without an answer is stored once", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  await loseAnswers(page);
  await enter(page, "Hộ tịch", 4, "72");
  await expect(page.getByText(/Mất kết nối/)).toBeVisible();
  await enter(page, "Hộ tịch", 4, "73");
  await page.waitForTimeout(drafted);
  await page.close();
  const next = await page.context().newPage();
  await next.goto(`/bao-cao/${id}`);
  await expectSaved(next);
  await expect(next.getByRole("dialog"), "nobody is in conflict with the own entry").toHaveCount(0);
  await expect(cell(next, "Hộ tịch", 4)).toHaveText("73");
  expect(await ownCells(next, id, "Hộ tịch")).toMatchObject({ 4: "73" });
});

convention(137, "what others changed meanwhile is a clash, not a loss", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
  await holdBack(page);
  await enter(page, "Hộ tịch", 4, "74");
  await page.waitForTimeout(drafted);
  await page.close();
  const next = await page.context().newPage();
  await next.goto("/favicon.svg");
  await save(next, id, { changes: [{ row: key, column: "4", value: "75" }, { row: key, column: "5", value: "9" }] });
  await next.goto(`/bao-cao/${id}`);
  const clash = next.getByRole("dialog");
  await expect(clash).toContainText("74");
  await expect(clash).toContainText("75");
  await keepMine(clash);
  await expectSaved(next);
  expect(await ownCells(next, id, "Hộ tịch")).toMatchObject({ 4: "74", 5: "9" });
});

convention(137, "an ended session, and only for the same person", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("76");
  await page.context().clearCookies();
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await signInAs(page, accounts.provinceApproval);
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(cell(page, "Hộ tịch", 4), "nothing of another person's").toHaveText("5");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Việc của tôi" })).toBeVisible();
  // The notice would come a second later.
  await page.waitForTimeout(2_000);
  await expect(page.getByRole("status").filter({ hasText: "Còn thay đổi chưa gửi trên máy này" })).toHaveCount(0);
  await signOut(page);
  // Leaving earlier would take the request back, and the session would live on.
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await page.goto(`/bao-cao/${id}`);
  await signInAs(page, accounts.provinceConsolidation);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("76");
  await expectSaved(page);
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "76" });
});

convention(137, "signing out with something unsent asks", async ({ signedIn }) => {
  const page = await open(signedIn);
  await holdBack(page);
  await enter(page, "Hộ tịch", 4, "77");
  await page.waitForTimeout(drafted);
  await signOut(page);
  const dialog = page.getByRole("dialog", { name: "Còn thay đổi chưa gửi trên máy này" });
  await expect(dialog).toContainText("1 ô");
  await dialog.getByRole("button", { name: "Ở lại" }).click();
  await page.unroute("**/api/v1/reports/*/data");
  await expectSaved(page);
});

convention(137, "a browser that keeps nothing says so", async ({ signedIn }) => {
  const page = await signedIn(accounts.provinceConsolidation);
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await ground(page, { form: "II.08/VPCP/KSTT", kind: "quarter", rows: { "Hộ tịch": { 4: "5" } } });
  await enter(page, "Hộ tịch", 4, "6");
  await expect(page.getByText(/Trình duyệt không giữ được bản nháp trên máy này/)).toBeVisible();
  await expectSaved(page);
});

convention(137, "what stands in an open cell when the page is reloaded", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("4321");
  await page.reload();
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("4.321");
  await expectSaved(page);
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "4321" });
});

convention(137, "what stands in an open cell when the session ends", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("8");
  await page.context().clearCookies();
  // The autosave of this one finds the session ended, while the other cell is open.
  await press(page, "Enter");
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("4322");
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await signInAs(page, accounts.provinceConsolidation);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("4.322");
  await expectSaved(page);
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "4322" });
});

convention(140, "read-only after submission, with the reason", async ({ signedIn }) => {
  const page = await open(signedIn);
  await enter(page, "Hộ tịch", 9, "5");
  await enter(page, "Chứng thực", 9, "4");
  await expectSaved(page);
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" }).click();
  const dialog = page.getByRole("dialog", { name: "Trình lãnh đạo" });
  await dialog.getByRole("textbox").first().fill("Đã đối chiếu với sổ theo dõi");
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(page.getByText("Báo cáo đang chờ duyệt nên chỉ xem.")).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-readonly", "true");
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Thu hồi" }).click();
  const recall = page.getByRole("dialog", { name: "Thu hồi" });
  await recall.getByRole("button", { name: "Thu hồi" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-readonly", "false");
});
