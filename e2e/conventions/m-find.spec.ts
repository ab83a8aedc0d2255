import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { active, editor, lines, press, said } from "../support/grid";
import { changeData } from "../support/ground";
import { readPdf } from "../support/pdf";
import { cell, expectSaved } from "../support/steps";
import { expect, expectAccessible, type Fixtures } from "../support/test";

const tasks = { account: accounts.governmentOffice, form: "I.03/VPCP/TH", kind: "year" } as const;

/** Free rows of texts, more than are drawn at once. */
const open = (signedIn: Fixtures["signedIn"], count = 120): Promise<Page> => {
  const names = Array.from({ length: count }, (_, ix) => `Nhiệm vụ ${ix + 1}`);
  const rows = Object.fromEntries(names.map((name, ix) => [name, { 3: ix % 40 === 39 ? "Công văn về đất đai" : "Văn bản" }]));
  return openReport(signedIn, { ...tasks, rows });
};

/** Rows of fields with rules and a previous period. */
const fields = { account: accounts.governmentOffice, form: "II.06c/VPCP/KSTT", kind: "quarter" } as const;

convention(112, async ({ signedIn }) => {
  const page = await open(signedIn);
  await lines(page).first().locator('[aria-colindex="3"]').click();
  await press(page, "Control+f");
  const panel = page.getByRole("search", { name: "Tìm trong bảng" });
  const wanted = panel.getByRole("textbox", { name: "Tìm" });
  await expect(wanted, "a panel of its own").toBeFocused();
  await page.keyboard.type("dat dai");
  await expect(panel.getByRole("status")).toHaveText("0/3 ô");
  for (const [key, place, count] of [
    ["Enter", "Nhiệm vụ 40 3", "1/3 ô"],
    ["Enter", "Nhiệm vụ 80 3", "2/3 ô"],
    ["Enter", "Nhiệm vụ 120 3", "3/3 ô"],
    ["Enter", "Nhiệm vụ 40 3", "1/3 ô"],
    ["Shift+Enter", "Nhiệm vụ 120 3", "3/3 ô"],
  ] as const) {
    await press(page, key);
    expect(await active(page), "also rows that were not drawn").toBe(place);
    await expect(panel.getByRole("status")).toHaveText(count);
    await expect(wanted, "the keyboard stays").toBeFocused();
  }
  await press(page, "Escape");
  await expect(editor(page)).toBeFocused();
  // Replacing, in text cells.
  await press(page, "Control+h");
  await wanted.fill("cong van");
  await panel.getByRole("textbox", { name: "Thay bằng" }).fill("Quyết định");
  await panel.getByRole("button", { name: "Thay tất cả" }).click();
  await expect(said(page)).toHaveText("Đã thay trong 3 ô");
  await expect(page.locator(".grid-cell.is-active")).toHaveText("Quyết định về đất đai");
  await press(page, "Escape", "Control+z");
  await expect(page.locator(".grid-cell.is-active"), "one step").toHaveText("Công văn về đất đai");
  await expectAccessible(page);
});

convention(113, async ({ signedIn }) => {
  // (3) = (7) + (11) is broken in "Hộ tịch" only.
  const rows = { "Hộ tịch": { 4: "5", 8: "1" }, "Chứng thực": { 4: "4", 8: "4" }, "Đất đai": { 4: "2", 8: "2" } };
  const page = await openReport(signedIn, { ...fields, rows });
  await changeData(page, (data) => {
    const key = (name: string) => data.rows.find((row: { label: string }) => row.label === name).key;
    data.references = { ...data.references, previous: { [key("Hộ tịch")]: { 4: "5", 8: "1" }, [key("Chứng thực")]: { 4: "9", 8: "4" }, [key("Đất đai")]: { 4: "2", 8: "2" } } };
  });
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  const names = () => lines(page).locator(".is-name").allInnerTexts();
  await page.locator(".grid-display summary").click();
  const filter = page.getByLabel("Hiện hàng");
  await filter.selectOption("errors");
  expect(await names()).toEqual(["Hộ tịch"]);
  await expect(cell(page, "TỔNG CỘNG", 4), "totals stay whole").toHaveText("11");
  await filter.selectOption("changed");
  expect(await names()).toEqual(["Chứng thực"]);
  await filter.selectOption("all");
  expect(await names()).toEqual(["Hộ tịch", "Chứng thực", "Đất đai"]);
  // A row keeps its place while it is worked on, also when it is right now.
  await filter.selectOption("errors");
  await press(page, "Escape");
  await cell(page, "Hộ tịch", 8).click();
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 3)).not.toHaveClass(/has-error/);
  expect(await names()).toEqual(["Hộ tịch"]);
  await expectSaved(page);
});

convention(113, "only required cells that are blank", async ({ signedIn }) => {
  const wanted = { account: accounts.governmentOffice, form: "I.02/VPCP/TH_II", kind: "year" } as const;
  const rows = { a: { 3: "Công văn", 4: "x", 5: "y" }, b: { 3: "Tờ trình", 5: "y" }, c: { 3: "Quyết định", 4: "x", 5: "y" } };
  const page = await openReport(signedIn, { ...wanted, rows });
  await page.locator(".grid-display summary").click();
  await page.getByLabel("Hiện hàng").selectOption("missing");
  await expect(lines(page).locator('[aria-colindex="3"]')).toHaveText(["Tờ trình"]);
});

convention(114, async ({ signedIn }) => {
  const page = await open(signedIn, 30);
  for (const zoom of [0.5, 0.75, 1.25, 1.5, 2, 4]) {
    // A browser that zooms has fewer or more pixels for the page; 400 % is a page 342 pixels wide.
    await page.setViewportSize({ width: Math.round(1366 / zoom), height: Math.round(768 / zoom) });
    const three = lines(page).nth(6).locator('[aria-colindex="4"]');
    await three.scrollIntoViewIfNeeded();
    await three.click();
    await page.keyboard.type("abc");
    const [field, box] = [(await editor(page).boundingBox())!, (await three.boundingBox())!];
    expect(Math.abs(field.x - box.x) + Math.abs(field.y - box.y), `${zoom}: the editor lies over its cell`).toBeLessThan(2);
    await press(page, "Escape", "Escape");
    const number = (await page.getByRole("columnheader", { name: "(4)", exact: true }).boundingBox())!;
    expect(Math.abs(number.x - box.x), `${zoom}: under its header`).toBeLessThan(1.5);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${zoom}: the page itself does not scroll sideways`).toBeLessThanOrEqual(0);
    // The cell is not covered by frozen columns.
    const covered = await three.evaluate((cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return !(hit === cell || hit?.classList.contains("grid-editor"));
    });
    expect(covered, `${zoom}: not under frozen columns`).toBe(false);
  }
});

/** Without spaces: where a font lacks a letter, another font's stands in a piece of its own in the middle of a word. */
const tight = (text: string) => text.replace(/\s+/g, "");

convention(115, async ({ signedIn }) => {
  const page = await open(signedIn, 200);
  const paper = async (size: "A4" | "A3", direction: "Ngang" | "Dọc") => {
    await page.getByRole("button", { name: "In", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "In báo cáo" });
    await dialog.getByRole("radio", { name: size }).check();
    await dialog.getByRole("radio", { name: direction }).check();
    await dialog.getByRole("button", { name: "Đóng" }).click();
    // As the browser's own print dialog does it, Ctrl+P included.
    return readPdf(await page.pdf({ preferCSSPageSize: true }));
  };
  const across = await paper("A4", "Ngang");
  expect(across.size, "297 × 210 mm in points").toEqual([842, 595]);
  expect(across.pages.length).toBeGreaterThan(3);
  for (const [ix, text] of across.pages.entries()) {
    if (ix === across.pages.length - 1 && !/\(3\)/.test(text)) continue; // the signatures alone
    expect(tight(text), `page ${ix + 1}: form, unit of measure`).toContain(tight("Biểu số I.03/VPCP/TH"));
    expect(text, `page ${ix + 1}: header`).toMatch(/\(1\)\s*\(2\)/);
    expect(tight(text), `page ${ix + 1}: number`).toMatch(new RegExp(`^${ix + 1}/${across.pages.length}`));
  }
  const all = tight(across.pages.join("\n"));
  const names = await lines(page).evaluateAll((rows) => rows.length);
  expect(names, "fewer rows are drawn than there are").toBeLessThan(100);
  for (let row = 1; row <= 200; row++) expect(all, "every row").toMatch(new RegExp(`Nhiệmvụ${row}(?!\\d)`));
  for (const part of ["Đơn vị báo cáo: Văn phòng Chính phủ", "Thông tư số 01/2020/TT-VPCP", "Kỳ báo cáo: Năm", "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "Ký, ghi rõ họ và tên"]) {
    expect(all).toContain(tight(part));
  }
  expect((await paper("A4", "Dọc")).size).toEqual([595, 842]);
  expect((await paper("A3", "Ngang")).size).toEqual([1191, 842]);
  expect((await paper("A3", "Dọc")).size).toEqual([842, 1191]);
  await expect(page.locator(".print-sheet"), "nothing of it stays").toHaveCount(0);
  await expect(page.getByRole("grid")).toBeVisible();
});

convention(115, "a wide form fits the width of the page", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "M", { "Hộ tịch": { 4: "123456789012" } });
  for (const direction of ["Ngang", "Dọc"]) {
    await page.evaluate((name) => localStorage.setItem("baocao.paper", name), direction === "Ngang" ? "a4-across" : "a4-upright");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(page.locator(".print-sheet")).toContainText("Đơn vị nhận báo cáo: Văn phòng Chính phủ");
    await expect(page.locator(".print-sheet thead")).toContainText("Đơn vị tính: Số hồ sơ TTHC");
    const over = await page.locator(".print-sheet").evaluate((sheet) => {
      // As wide as the paper without its margins.
      (sheet as HTMLElement).style.width = sheet.className.includes("across") ? "277mm" : "190mm";
      const edge = sheet.getBoundingClientRect().right;
      return [...sheet.querySelectorAll("th, td")].filter((cell) => cell.getBoundingClientRect().right > edge + 1 || cell.scrollWidth > cell.clientWidth + 1).length;
    });
    expect(over, `${direction}: cells beyond the edge or cut`).toBe(0);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
  }
});
