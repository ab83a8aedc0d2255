import type { Page } from "@playwright/test";

import { accounts, password } from "../support/accounts";
import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { ground, read, save } from "../support/ground";
import { addRows, cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "Q", { "Hộ tịch": { 4: "5" }, "Chứng thực": { 4: "4" } });

const idOf = (page: Page): number => Number(page.url().split("/").pop());

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

async function enter(page: Page, row: string, column: number, figure: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(figure);
  await press(page, "Enter");
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

/** An edit is on the device after this; the autosave still waits. */
const drafted = 150;

const ownCells = async (page: Page, id: number, row: string): Promise<Record<string, unknown> | undefined> =>
  (await read(page, id)).rows.find(({ label }) => label === row)?.cells;

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
  // The server stores it, and the answer gets lost.
  await page.route("**/api/v1/reports/*/data", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await route.fetch();
    await route.abort();
  });
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
  await clash.getByRole("radio", { name: /Giá trị của tôi/ }).check();
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
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

convention(138, async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const { rows } = await read(page, id);
  const key = (label: string) => rows.find((row) => row.label === label)!.key;
  await save(page, id, { changes: [{ row: key("Chứng thực"), column: "4", value: "44" }] });
  await enter(page, "Hộ tịch", 4, "6");
  await expect(cell(page, "Chứng thực", 4), "disjoint edits merge").toHaveText("44");
  await expectSaved(page);
  await save(page, id, { changes: [{ row: key("Hộ tịch"), column: "4", value: "60" }] });
  await enter(page, "Hộ tịch", 4, "61");
  const clash = page.getByRole("dialog");
  await expect(clash, "both values").toContainText("60");
  await expect(clash).toContainText("61");
});

/** Lets the server answer the page's next request of this method, and keeps the answer back until it is let go. */
async function keepAnswer(page: Page, method: string): Promise<{ kept: Promise<void>; letGo: () => void }> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  let tell = () => {};
  const kept = new Promise<void>((resolve) => (tell = resolve));
  let isFirst = true;
  await page.route("**/api/v1/reports/*/data", async (route) => {
    if (route.request().method() !== method || !isFirst) return route.continue();
    isFirst = false;
    const response = await route.fetch();
    tell();
    await gone;
    await route.fulfill({ response });
  });
  return { kept, letGo };
}

for (const [method, when] of [
  ["PATCH", "while the save is under way that brings the other's figure along"],
  ["GET", "while the other's figure is being read"],
] as const) {
  convention(138, `typed over ${when}`, async ({ signedIn }) => {
    // Nothing else reads the figures anew, from the first sign of life on.
    const page = await open(async (...account) => {
      const page = await signedIn(...account);
      await page.route("**/presence", (route) => route.abort());
      return page;
    });
    const id = idOf(page);
    const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
    await save(page, id, { changes: [{ row: key, column: "4", value: "60" }] });
    const { kept, letGo } = await keepAnswer(page, method);
    await enter(page, "Chứng thực", 5, "8");
    await kept;
    await expect(cell(page, "Hộ tịch", 4), "the other's figure was not seen").toHaveText("5");
    await enter(page, "Hộ tịch", 4, "61");
    letGo();
    const clash = page.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });
    await expect(clash, "both values").toContainText("60");
    await expect(clash).toContainText("61");
    expect(await ownCells(page, id, "Hộ tịch"), "nothing is overwritten").toMatchObject({ 4: "60" });
    expect(await ownCells(page, id, "Chứng thực"), "what was saved is saved").toMatchObject({ 5: "8" });
    await clash.getByRole("radio", { name: /Giá trị của tôi/ }).check();
    await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
    await expectSaved(page);
    expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "61" });
  });
}

convention(138, "a draft beside a save without an answer", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Chứng thực")!.key;
  // The server stores it, and the answer gets lost.
  await page.route("**/api/v1/reports/*/data", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await enter(page, "Hộ tịch", 4, "72");
  await expect(page.getByText(/Mất kết nối/)).toBeVisible();
  await enter(page, "Chứng thực", 4, "41");
  await page.waitForTimeout(drafted);
  await page.close();
  const next = await page.context().newPage();
  await next.goto("/favicon.svg");
  await save(next, id, { changes: [{ row: key, column: "4", value: "42" }] });
  await next.goto(`/bao-cao/${id}`);
  const clash = next.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });
  await expect(clash, "both values").toContainText("41");
  await expect(clash).toContainText("42");
  expect(await ownCells(next, id, "Chứng thực"), "nothing is overwritten").toMatchObject({ 4: "42" });
  expect(await ownCells(next, id, "Hộ tịch"), "nobody is in conflict with the own entry").toMatchObject({ 4: "72" });
  await expect(clash.getByRole("radio"), "one cell").toHaveCount(2);
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
  await expect(cell(next, "Chứng thực", 4)).toHaveText("42");
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

convention(138, "a clash waits until nobody is typing, and holds back nothing else", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
  await save(page, id, { changes: [{ row: key, column: "4", value: "70" }] });
  const refused = page.waitForResponse((response) => response.request().method() === "PATCH" && response.status() === 409);
  await enter(page, "Hộ tịch", 4, "71");
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("12345");
  await refused;
  const clash = page.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });
  const settle = page.getByRole("button", { name: "Xử lý xung đột" });
  await expect(settle, "beside the saving state").toBeVisible();
  await page.waitForTimeout(1_000);
  await expect(clash, "somebody is typing").toBeHidden();
  await page.keyboard.type("6789");
  await expect(cell(page, "Chứng thực", 5), "nothing was taken by halves").toHaveText("");
  await press(page, "Enter");
  await expect(clash).toBeVisible();
  await expect(clash.getByText("Với mỗi ô, hãy chọn giá trị"), "neither a choice nor the way out").toBeFocused();
  await press(page, "ArrowUp", "Enter", "Tab", "8", "Enter");
  await expect(clash, "keys that were meant for the table decide nothing").toBeVisible();
  await expect(clash.getByRole("radio").first(), "what the other person saved").toBeChecked();
  await press(page, "Escape");
  await expect.poll(() => ownCells(page, id, "Chứng thực"), "what is beside the clash is saved").toMatchObject({ 5: "123456789" });
  await enter(page, "Chứng thực", 7, "9");
  await expect.poll(() => ownCells(page, id, "Chứng thực"), "again and again").toMatchObject({ 7: "9" });
  expect(await ownCells(page, id, "Hộ tịch"), "nobody has decided").toMatchObject({ 4: "70" });
  await expect(page.getByText("Có xung đột")).toBeVisible();
  await settle.click();
  await clash.getByRole("radio", { name: /Giá trị của tôi/ }).check();
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
  await expectSaved(page);
  await expect(settle).toBeHidden();
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "71" });
  await cell(page, "Chứng thực", 9).click();
  await press(page, "Control+z", "Control+z", "Control+z");
  await expect(cell(page, "Hộ tịch", 4), "not what stood there before both").toHaveText("70");
});

convention(138, "one question at a time, and none about what differs no more", async ({ signedIn }) => {
  const page = await open(signedIn);
  const id = idOf(page);
  const key = (await read(page, id)).rows.find(({ label }) => label === "Hộ tịch")!.key;
  await save(page, id, { changes: [{ row: key, column: "4", value: "70" }] });
  await enter(page, "Hộ tịch", 4, "71");
  const clash = page.getByRole("dialog", { name: "Có người khác vừa sửa cùng ô" });
  const leave = page.getByRole("dialog", { name: "Còn thay đổi chưa lưu" });
  const settle = page.getByRole("button", { name: "Xử lý xung đột" });
  await expect(clash).toBeVisible();
  await press(page, "Escape");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+z");
  await expect(settle, "taken back").toBeHidden();
  await press(page, "Control+y");
  await expect(clash, "typed again").toBeVisible();
  await press(page, "Escape");
  const link = page.getByRole("link", { name: "Việc của tôi" }).first();
  await link.click();
  await expect(clash).toBeVisible();
  await page.waitForTimeout(2_000);
  await expect(leave, "not above the other question").toBeHidden();
  await press(page, "Escape");
  await expect(leave, "who decides nothing may leave all the same").toBeVisible();
  await leave.getByRole("button", { name: "Ở lại" }).click();
  await link.click();
  await clash.getByRole("radio", { name: /Giá trị của tôi/ }).check();
  await clash.getByRole("button", { name: "Giữ các giá trị đã chọn" }).click();
  await expect(page, "what was asked for is done after the decision").not.toHaveURL(new RegExp(`/bao-cao/${id}`));
  expect(await ownCells(page, id, "Hộ tịch")).toMatchObject({ 4: "71" });
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
