// Reviewing by difference: a receiver marks the wrong cells and returns the report; its author sees the marks at the cells,
// mends and answers; whoever decides again sees what changed since. A granted correction opens the named cells only.
import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { api, ground, read, save } from "../support/ground";
import { act, actOn, cell, expectMessage, expectSaved, expectStatus, openReport, type } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";

const wanted = { form: "II.06a/VPCP/KSTT", kind: "year", unit: "Phường Hoàn Kiếm" } as const;

test.describe.configure({ mode: "serial" });

/** The cells of the table that are drawn in this way, as "row, column". */
async function drawn(page: Page, kind: "is-changed" | "is-marked"): Promise<string[]> {
  const cells = page.getByRole("grid").locator(`[aria-colindex].${kind}`);
  const names = await cells.evaluateAll((all) =>
    all.map((cell) => {
      const name = cell.closest("[role=row]")!.querySelector('[aria-colindex="2"]')!.textContent;
      return `${name}, ${cell.getAttribute("aria-colindex")}`;
    }),
  );
  return names.sort();
}

const mended = ["Hộ tịch, 3", "Hộ tịch, 4", "Hộ tịch, 7", "Hộ tịch, 9", "TỔNG CỘNG, 3", "TỔNG CỘNG, 4", "TỔNG CỘNG, 7", "TỔNG CỘNG, 9"];

/** What the bar says of changes. */
const changes = (page: Page) => page.getByRole("group", { name: "Xem thay đổi" });

async function mark(page: Page, row: string, column: number): Promise<void> {
  await cell(page, row, column).click();
  await page.getByRole("button", { name: "Đánh dấu ô đang chọn" }).click();
}

/** Takes a step as the person's other window would. */
async function step(page: Page, action: string): Promise<void> {
  const id = Number(page.url().split("/").pop());
  const { revision } = await read(page, id);
  const headers = { "If-Match": `"${revision}"` };
  const taken = await api(page, "POST", `/reports/${id}/transitions`, { action, note: "Có lý do" }, headers);
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
}

/** Figures that change under a leader's eyes are shown before anything is decided; what was marked and typed stays. */
async function decideAboutWhatIsShown(author: Page, leader: Page): Promise<void> {
  const id = Number(author.url().split("/").pop());
  // Without it the page would learn by itself within 15 seconds.
  await leader.route("**/presence", (route) => route.abort());
  await openReport(leader, "approve", wanted);
  await expect(cell(leader, "Hộ tịch", 4)).toHaveText("3");
  await expect(changes(leader), "nothing to compare with yet").not.toContainText("lần xem trước");
  await mark(leader, "Chứng thực", 4);
  await leader.getByRole("textbox", { name: /Chứng thực, cột \(4\)/ }).fill("Xem lại sổ");
  await step(author, "recall");
  const { rows } = await read(author, id);
  const row = rows.find(({ label }) => label === "Chứng thực")!.key;
  await save(author, id, { changes: [{ row, column: "4", value: "8" }, { row, column: "9", value: "8" }] });
  await step(author, "submit");
  const steps = leader.getByRole("group", { name: "Thao tác" });
  await expect(cell(leader, "Chứng thực", 4)).toHaveText("5");
  await steps.getByRole("button", { name: "Từ chối duyệt" }).click();
  await expectMessage(leader, "Báo cáo vừa được thay đổi");
  await expect(leader.getByRole("dialog"), "nothing is decided yet").toBeHidden();
  await expect(cell(leader, "Chứng thực", 4), "the figures are those that would be rejected").toHaveText("8");
  await expect(changes(leader).getByRole("button", { name: /Thay đổi từ lần xem trước/ })).toBeVisible();

  // Between the question and the answer they change again, this time told by the page's own signs of life.
  await leader.unroute("**/presence");
  await steps.getByRole("button", { name: "Từ chối duyệt" }).click();
  const dialog = leader.getByRole("dialog", { name: "Từ chối duyệt" });
  await dialog.getByRole("textbox", { name: /^Lý do/ }).fill("Chưa khớp");
  await step(author, "recall");
  await save(author, id, { changes: [{ row, column: "4", value: "9" }, { row, column: "9", value: "9" }] });
  await step(author, "submit");
  await expect(cell(leader, "Chứng thực", 4), "below the open dialog").toHaveText("9", { timeout: 40_000 });
  await dialog.getByRole("button", { name: "Từ chối duyệt" }).click();
  await expect(dialog).toBeHidden();
  await expectMessage(leader, "Báo cáo vừa được thay đổi");
  await expectStatus(leader, "Chờ duyệt");
  await steps.getByRole("button", { name: "Từ chối duyệt" }).click();
  await expect(dialog.getByRole("textbox", { name: /^Lý do/ }), "nobody types it twice").toHaveValue("Chưa khớp");
  await dialog.getByRole("button", { name: "Từ chối duyệt" }).click();
  await expectStatus(leader, "Đang nhập");

  await author.reload();
  const marks = author.getByRole("region", { name: "Ô bị đánh dấu" });
  await expect(marks).toContainText("Xem lại sổ");
  await type(author, "Chứng thực", 4, ["5"]);
  await type(author, "Chứng thực", 9, ["5"]);
  await expectSaved(author);
  await act(author, "Trình lãnh đạo", "Kính trình");
  await openReport(leader, "approve", wanted);
}

test("a receiver marks cells, says what is wrong there and returns the report", async ({ as, signedIn }) => {
  const author = await signedIn(accounts.otherCommuneEntry);
  await ground(author, { ...wanted, rows: { "Hộ tịch": { 4: "3", 9: "3" }, "Chứng thực": { 4: "5", 9: "5" } } });
  await act(author, "Trình lãnh đạo", "Kính trình");
  const leader = await as(accounts.otherCommuneApproval);
  await decideAboutWhatIsShown(author, leader);
  await expect(cell(leader, "Hộ tịch", 4)).toHaveText("3");
  await act(leader, "Duyệt");
  const sender = await as(accounts.otherCommuneSending);
  await actOn(sender, "send", wanted, "Gửi báo cáo");

  const receiver = await as(accounts.provinceConsolidation);
  await openReport(receiver, "check", wanted);
  await mark(receiver, "Hộ tịch", 4);
  await mark(receiver, "Chứng thực", 9);
  await mark(receiver, "Chứng thực", 4);
  const picked = receiver.getByRole("region", { name: "Ô đánh dấu để trả lại (3)" });
  await picked.getByRole("textbox", { name: /Hộ tịch, cột \(4\)/ }).fill("Chưa khớp sổ hộ tịch");
  await picked.getByRole("button", { name: "Bỏ đánh dấu ô Chứng thực, cột (4)" }).click();
  await expect.poll(() => drawn(receiver, "is-marked")).toEqual(["Chứng thực, 9", "Hộ tịch, 4"]);
  await expectAccessible(receiver);
  await act(receiver, "Trả lại", "Số liệu chưa khớp sổ");
  await expectStatus(receiver, "Bị trả lại");
});

test("the author sees the marks at the cells, mends one, answers the other and submits again", async ({ as }) => {
  const author = await as(accounts.otherCommuneEntry);
  await openReport(author, "enter", wanted);
  await expect(author.getByRole("main").getByText("Số liệu chưa khớp sổ").first()).toBeVisible();
  const marks = author.getByRole("region", { name: "Ô bị đánh dấu" });
  await expect(marks).toContainText("Còn 2/2 ô chưa sửa hoặc trả lời");
  await expect(marks).toContainText("Thành phố Hà Nội");
  await expect.poll(() => drawn(author, "is-marked")).toEqual(["Chứng thực, 9", "Hộ tịch, 4"]);
  await expectAccessible(author);

  await marks.getByRole("button", { name: /Hộ tịch, cột \(4\): Chưa khớp sổ hộ tịch/ }).click();
  await expect(author.locator(".grid-about")).toContainText("Bị đánh dấu: Chưa khớp sổ hộ tịch");
  await author.keyboard.press("F8");
  await expect(author.locator(".grid-about"), "F8 goes to the next mark").toContainText("Bị đánh dấu để sửa");
  await type(author, "Hộ tịch", 4, ["7"]);
  await type(author, "Hộ tịch", 9, ["7"]);
  await expectSaved(author);
  await expect(marks).toContainText("Còn 1/2 ô chưa sửa hoặc trả lời");
  await expect(marks).toContainText("Đã sửa: 3 → 7");
  await expect.poll(() => drawn(author, "is-marked")).toEqual(["Chứng thực, 9"]);

  // What is left open is asked about before it goes up.
  const steps = author.getByRole("group", { name: "Thao tác" });
  await steps.getByRole("button", { name: "Trình lãnh đạo" }).click();
  const dialog = author.getByRole("dialog", { name: "Trình lãnh đạo" });
  await expect(dialog).toContainText("Còn 1 ô bị đánh dấu chưa sửa, chưa trả lời");
  await dialog.getByRole("button", { name: "Hủy" }).click();

  await marks.getByRole("button", { name: "Trả lời ở ô Chứng thực, cột (9)" }).click();
  const about = author.getByRole("dialog").filter({ has: author.locator("#comment-text") });
  await about.locator("#comment-text").fill("Đã đối chiếu, số đúng");
  await about.getByRole("button", { name: "Ghi", exact: true }).click();
  await expect(about).toContainText("Đã đối chiếu, số đúng");
  await author.keyboard.press("Escape");
  await expect(marks).toContainText("Đã sửa hoặc trả lời cả 2 ô");
  await act(author, "Trình lãnh đạo");
  await expectStatus(author, "Chờ duyệt");
});

test("the leader and the receiver each see exactly what changed since they looked", async ({ as }) => {
  const leader = await as(accounts.otherCommuneApproval);
  await openReport(leader, "approve", wanted);
  const since = changes(leader).getByRole("button", { name: "Thay đổi từ lần xem trước (8)" });
  await expect(since).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => drawn(leader, "is-changed")).toEqual(mended);
  await cell(leader, "Hộ tịch", 4).click();
  await expect(leader.locator(".grid-about")).toContainText("Trước đó: 3");
  await since.click();
  await expect.poll(() => drawn(leader, "is-changed"), "without the colours").toEqual([]);
  await act(leader, "Duyệt");
  const sender = await as(accounts.otherCommuneSending);
  await actOn(sender, "send", wanted, "Gửi báo cáo");

  const receiver = await as(accounts.provinceConsolidation);
  await openReport(receiver, "check", wanted);
  await expect(changes(receiver).getByRole("button", { name: "Thay đổi từ lần xem trước (8)" })).toBeVisible();
  await expect.poll(() => drawn(receiver, "is-changed")).toEqual(mended);
  await expectAccessible(receiver);
  await act(receiver, "Tiếp nhận");
  await expectStatus(receiver, "Đã tiếp nhận");
});

test("a correction that is granted for named cells opens no others", async ({ as }) => {
  const author = await as(accounts.otherCommuneEntry);
  await openReport(author, "track", wanted);
  await mark(author, "Chứng thực", 4);
  await mark(author, "Chứng thực", 9);
  await expect(author.getByRole("region", { name: "Ô xin đính chính (2)" })).toBeVisible();
  await act(author, "Yêu cầu đính chính", "Nhập thiếu hồ sơ chứng thực");
  await expectStatus(author, "Chờ duyệt đính chính");

  const receiver = await as(accounts.provinceConsolidation);
  await openReport(receiver, "check", wanted);
  await expect(receiver.getByRole("main")).toContainText("Đính chính: Nhập thiếu hồ sơ chứng thực");
  await expect(receiver.getByRole("main")).toContainText("Các ô xin sửa: Chứng thực, cột (4); Chứng thực, cột (9).");
  await receiver.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Duyệt yêu cầu đính chính" }).click();
  const dialog = receiver.getByRole("dialog", { name: "Duyệt yêu cầu đính chính" });
  await expect(dialog.getByRole("checkbox", { name: "Chỉ cho sửa 2 ô đã nêu" })).toBeChecked();
  await dialog.getByRole("button", { name: "Duyệt yêu cầu đính chính" }).click();
  await expect(dialog).toBeHidden();

  await openReport(author, "enter", wanted);
  await expect(author.getByRole("main")).toContainText("Chỉ được sửa các ô: Chứng thực, cột (4); Chứng thực, cột (9).");
  await cell(author, "Hộ tịch", 4).click();
  await author.keyboard.type("9");
  await expect(author.getByText("Đính chính đã được chấp thuận chỉ cho sửa những ô đã nêu").first()).toBeVisible();
  await expect(cell(author, "Hộ tịch", 4)).toHaveText("7");
  await type(author, "Chứng thực", 4, ["6"]);
  await expectSaved(author);
  // Where a rule ties other cells to these, the receiver opens them too; the draft itself is the unit's own by now.
  await receiver.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Cho sửa toàn bộ báo cáo" }).click();
  await expectMessage(receiver, "Báo cáo vừa được thay đổi");
  await act(receiver, "Cho sửa toàn bộ báo cáo", "Sửa cả ô liên quan");
  await author.reload();
  await expect(author.getByRole("main")).toContainText("Đính chính: Nhập thiếu hồ sơ chứng thực");
  await expect(author.getByText("Chỉ được sửa các ô")).toHaveCount(0);
  await type(author, "Chứng thực", 9, ["6"]);
  await expectSaved(author);
  await act(author, "Trình lãnh đạo", "Đã bổ sung");

  const leader = await as(accounts.otherCommuneApproval);
  await openReport(leader, "approve", wanted);
  await changes(leader).getByRole("button", { name: /^So với số liệu đã tiếp nhận/ }).click();
  await expect
    .poll(() => drawn(leader, "is-changed"))
    .toEqual(mended.map((name) => name.replace("Hộ tịch", "Chứng thực")).sort());
  await act(leader, "Duyệt");
});
