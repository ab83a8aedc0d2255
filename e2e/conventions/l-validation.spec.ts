import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { active, press, said } from "../support/grid";
import { changeData, changeForm } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

/** Rule R1: (3) = (7) + (11) is broken in "Hộ tịch" only. */
const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "L", {
    "Hộ tịch": { 4: "5", 8: "1" },
    "Chứng thực": { 4: "4", 9: "4" },
    "Đất đai": { 4: "2", 9: "2" },
  });

const findings = (page: Page) => page.locator("section.findings");

convention(105, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 9).click();
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(cell(page, "Chứng thực", 3), "at once").toHaveAttribute("aria-invalid", "true");
  await expectSaved(page);
  const id = Number(page.url().split("/").pop());
  const told = await page.evaluate(async (id) => (await (await fetch(`/api/v1/reports/${id}/data`)).json()).findings, id);
  const errors = (told as { code: string; severity: string }[]).filter(({ severity }) => severity === "error");
  expect(errors.map(({ code }) => code), "the server says the same").toEqual(["R1", "R1", "R1"]);
});

convention(106, async ({ signedIn }) => {
  const page = await open(signedIn);
  const line = findings(page).getByRole("listitem").filter({ hasText: "Hộ tịch" }).first();
  await expect(line, "level, values on both sides, difference").toContainText("5 ≠ 1");
  await expect(line).toContainText("lệch 4");
  await expect(line).toContainText("Lỗi");
});

/** Entered figures below zero are warned of. */
const openWarned = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "L", { "Hộ tịch": { 4: "-5", 9: "-5" }, "Chứng thực": { 4: "4", 9: "4" } });

const warning = (page: Page, text: string) => findings(page).getByRole("listitem").filter({ hasText: text });

async function explain(page: Page, about: string, text: string): Promise<void> {
  await warning(page, about).getByRole("button", { name: /giải trình/i }).click();
  const dialog = page.getByRole("dialog", { name: "Giải trình" });
  await dialog.getByLabel("Vì sao số liệu đúng?").fill(text);
  await dialog.getByRole("button", { name: "Giải trình" }).click();
  await expect(dialog).toBeHidden();
}

const action = (page: Page, name: string) => page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name });

convention(106, "a warning is explained in the panel or when submitting, and then no more", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "L, commune", { "Hộ tịch": { 4: "-5", 9: "-5" } });
  const why = `Điều chỉnh giảm ${Date.now()}`;
  await explain(page, "cột (4)", why);
  await expect(warning(page, "cột (4)")).toContainText(why);
  await action(page, "Trình lãnh đạo").click();
  const dialog = page.getByRole("dialog", { name: "Trình lãnh đạo" });
  await expect(dialog, "only the other one is asked about").toContainText("1 cảnh báo chưa được giải trình");
  await expect(dialog.getByText("1 cảnh báo đã được giải trình.")).toBeVisible();
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(dialog.getByRole("alert"), "a warning needs an explanation").toContainText("giải trình");
  await dialog.getByLabel(/cột \(9\)/).fill("Theo văn bản kiểm tra");
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(dialog).toBeHidden();

  const leader = await signedIn(accounts.communeApproval);
  await leader.goto(page.url());
  await expect(warning(leader, "cột (4)"), "whoever goes on with the report reads it").toContainText(why);
  await expect(warning(leader, "cột (9)")).toContainText("Theo văn bản kiểm tra");
  await expect(warning(leader, "cột (4)").getByRole("button", { name: /giải trình/i })).toHaveCount(0);
  await action(page, "Thu hồi").click();
  const recall = page.getByRole("dialog", { name: "Thu hồi" });
  await recall.getByRole("button", { name: "Thu hồi" }).click();
  await expect(recall).toBeHidden();
});

convention(107, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  await press(page, "F8");
  const first = await active(page);
  await press(page, "F8");
  await press(page, "Shift+F8");
  expect(await active(page), "there and back").toBe(first);
  await expect(page.locator(".grid-wrong"), "told on focus").toContainText("lệch");
  await cell(page, "Đất đai", 5).click();
  await findings(page).getByRole("button").filter({ hasText: "lệch 4" }).first().click();
  expect(await active(page), "a click jumps").toMatch(/^Hộ tịch/);
});

convention(107, "F8 goes to findings that a filter hides, and shows them", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+f");
  await page.keyboard.type("Đất");
  await page.getByRole("button", { name: "Chỉ hiện hàng khớp" }).click();
  await press(page, "Escape");
  await cell(page, "Đất đai", 5).click();
  await press(page, "F8");
  expect(await active(page), "what is on screen first").toMatch(/^TỔNG CỘNG/);
  await press(page, "F8");
  expect(await active(page), "then what the filter hides").toMatch(/^Hộ tịch/);
  await expect(page.locator(".grid-wrong")).toContainText("lệch");
});

convention(110, "a finding goes when it is repaired", async ({ signedIn }) => {
  const page = await open(signedIn);
  await expect(cell(page, "Hộ tịch", 3)).toHaveAttribute("aria-invalid", "true");
  await cell(page, "Hộ tịch", 8).click();
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 3)).not.toHaveAttribute("aria-invalid", "true");
});

convention(110, "explanations stay with cell and rule, for the figures that they were given for", async ({ signedIn }) => {
  const page = await openWarned(signedIn);
  const why = `Đã đối chiếu ${Date.now()}`;
  await explain(page, "cột (4)", why);
  await page.reload();
  await expect(warning(page, "cột (4)"), "in the panel").toContainText(why);
  await cell(page, "Hộ tịch", 4).click();
  await expect(page.locator(".grid-wrong"), "at the cell").toContainText(why);
  await page.keyboard.type("-6");
  await press(page, "Enter");
  const line = warning(page, "cột (4)");
  await expect(line.getByRole("button", { name: "Giải trình", exact: true }), "asked anew for other figures").toBeVisible();
  await expect(line).toContainText(`Giải trình cho số liệu trước đây`);
  await cell(page, "Hộ tịch", 4).click();
  await expect(page.locator(".grid-wrong")).not.toContainText(why);
  await page.keyboard.type("-5");
  await press(page, "Enter");
  await expect(line.getByRole("button", { name: "Sửa giải trình" }), "the same figures again").toBeVisible();
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(line, "gone at once").toHaveCount(0);
  await expectSaved(page);
});

convention(111, async ({ signedIn }) => {
  const page = await open(signedIn);
  const boxes: string[] = [];
  page.on("dialog", (dialog) => {
    boxes.push(dialog.message());
    void dialog.dismiss();
  });
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("abc");
  await press(page, "Enter");
  await page.keyboard.type("-99999");
  await press(page, "Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(boxes).toEqual([]);
});

convention(108, "across columns, rows and tables", async ({ signedIn }) => {
  // Table 06g explains what table 06c counts as late: {TỔNG CỘNG}[3] = 06c {TỔNG CỘNG}[10] + [13].
  const counted = await openCatalogue(signedIn, "L", { "Hộ tịch": { 4: "3", 10: "3" } });
  await expect(cell(counted, "Hộ tịch", 3), "across columns: (3) = (7) + (11)").not.toHaveAttribute("aria-invalid", "true");
  const wanted = { account: accounts.provinceConsolidation, form: "II.06g/VPCP/KSTT", kind: "quarter" } as const;
  const page = await openReport(signedIn, { ...wanted, rows: { "Hộ tịch": { 3: "5", 4: "NN10" } } });
  const warning = findings(page).getByRole("listitem").filter({ hasText: "khớp biểu 06" });
  await expect(warning).toContainText("lệch 2");
  await cell(page, "Hộ tịch", 3).click();
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(warning).toHaveCount(0);
  await expectSaved(page);
});

convention(108, "across periods, with a declared tolerance", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "L", { "Hộ tịch": { 4: "5", 6: "4", 8: "9" }, "Chứng thực": { 4: "100", 8: "97" } });
  // (6), brought over, is what was left in the previous period: (11).
  await changeData(page, (data) => {
    const key = data.rows.find(({ label }: { label: string }) => label === "Hộ tịch").key;
    data.references = { ...data.references, previous: { [key]: { 11: "7" } } };
  });
  await changeForm(page, (template) => {
    template.rules.push({ code: "T1", severity: "error", formula: "ABS([3] - [7]) <= 3", text: "dung sai 3 hồ sơ" });
    template.rules.push({ code: "T2", severity: "error", formula: "ABS([3] - [7]) <= [3] * 2 / 100", text: "dung sai 2 phần trăm" });
  });
  await page.reload();
  const line = (text: string) => findings(page).getByRole("listitem").filter({ hasText: text });
  await expect(line("“Hộ tịch”").filter({ hasText: "4 ≠ 7" }), "with both values").toHaveCount(1);
  await expect(line("dung sai 3 hồ sơ"), "100 and 97 are near enough").toHaveCount(0);
  await expect(line("dung sai 2 phần trăm").filter({ hasText: "Chứng thực" })).toHaveCount(1);
});

convention(109, async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "L", { "Hộ tịch": {}, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "4", 5: "5" } });
  await changeForm(page, (template) => {
    template.rules = [
      { code: "A", severity: "error", formula: "[4] = [5]", text: "trống là 0" },
      { code: "B", severity: "error", formula: "OR(COUNT([4], [5]) < 2, [4] = [5])", text: "bỏ qua khi thiếu" },
    ];
  });
  await page.reload();
  const rows = (text: string) => findings(page).getByRole("listitem").filter({ hasText: text }).allInnerTexts();
  await expect(findings(page).getByRole("listitem").filter({ hasText: "bỏ qua khi thiếu" }).first()).toBeVisible();
  const named = async (text: string) => (await rows(text)).map((row) => /“(.*?)”/.exec(row)?.[1]);
  expect(await named("trống là 0"), "a blank beside a figure is 0, two blanks are passed over").toEqual(["Chứng thực", "Đất đai", "TỔNG CỘNG"]);
  expect(await named("bỏ qua khi thiếu"), "passed over where one is missing").toEqual(["Đất đai", "TỔNG CỘNG"]);
});

convention(110, "what is said of a cell ends with it", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 5).click();
  await press(page, "F8");
  await expect(said(page)).toContainText("lệch");
  await cell(page, "Đất đai", 5).click();
  await expect(said(page), "not of another row").toHaveText("");
  await cell(page, "Đất đai", 4).click();
  await page.keyboard.type("abc");
  await press(page, "Enter");
  await expect(said(page)).toContainText("phải là số");
  await press(page, "Control+z");
  await expect(said(page), "nor of what was taken back").not.toContainText("phải là số");
  await page.keyboard.type("abc");
  await press(page, "Enter", "ArrowUp", "Delete");
  await expect(said(page), "nor of what was cleared").not.toContainText("phải là số");
});

convention(110, "an explanation that is being written is not lost by Escape", async ({ signedIn }) => {
  const page = await openWarned(signedIn);
  const again = () => warning(page, "cột (4)").getByRole("button", { name: /giải trình/i }).click();
  const field = page.getByLabel("Vì sao số liệu đúng?");
  await again();
  await field.fill("Đã đối chiếu với sổ");
  await press(page, "Escape");
  await expect(page.getByText("Lời giải trình viết dở được giữ lại")).toBeVisible();
  await again();
  await expect(field).toHaveValue("Đã đối chiếu với sổ");
  await page.getByRole("dialog", { name: "Giải trình" }).getByRole("button", { name: "Hủy" }).click();
  await again();
  await expect(field, "given up by the button").toHaveValue("");
});

convention(107, "the list of findings stays where it is while one walks through the table", async ({ signedIn }) => {
  const page = await open(signedIn);
  const top = () => findings(page).evaluate((panel) => panel.getBoundingClientRect().top + window.scrollY);
  const tops = new Set<number>();
  for (const [row, column] of [["Hộ tịch", 2], ["Hộ tịch", 3], ["Hộ tịch", 8], ["Chứng thực", 11], ["Đất đai", 4], ["TỔNG CỘNG", 3]] as const) {
    await cell(page, row, column).click();
    tops.add(Math.round(await top()));
  }
  expect([...tops], "one place").toHaveLength(1);
});
