import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { accounts } from "../support/accounts";
import { open as openReport, openCatalogue } from "../support/fields";
import { active, lines, press } from "../support/grid";
import { changeData, changeForm } from "../support/ground";
import { cell } from "../support/steps";
import { expect, expectAccessible, type Fixtures } from "../support/test";

const names = ["Hộ tịch", "Chứng thực", "Đất đai", "Môi trường"];
/** More rows than fit into the table's room. */
const more = [
  "Quốc tịch", "Nuôi con nuôi", "Lý lịch tư pháp", "Công chứng", "Luật sư", "Trợ giúp pháp lý", "Hòa giải ở cơ sở",
  "Đấu giá tài sản", "Tài nguyên nước", "Khoáng sản, địa chất", "Biển và hải đảo", "Giảm nghèo", "Việc làm", "Trẻ em",
];

const open = (signedIn: Fixtures["signedIn"], more: string[] = []): Promise<Page> =>
  openCatalogue(signedIn, "I", Object.fromEntries([...names, ...more].map((name, index) => [name, { 4: String(index + 1) }])));

convention(84, async ({ signedIn }) => {
  const page = await open(signedIn);
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-colcount", "13");
  const header = grid.getByRole("columnheader");
  await expect(header.filter({ hasText: "(3)=(4)+(5)+(6)" })).toHaveCount(1);
  const group = header.filter({ hasText: /^Số lượng hồ sơ tiếp nhận$/ });
  await expect(group).toHaveAttribute("aria-colspan", "4");
  const ordinal = header.filter({ hasText: /^STT$/ });
  await expect(ordinal, "over all levels").toHaveAttribute("aria-rowspan", "3");
  // A group lies over exactly its own columns on screen.
  const box = (await group.boundingBox())!;
  const first = (await cell(page, "Hộ tịch", 3).boundingBox())!;
  const last = (await cell(page, "Hộ tịch", 6).boundingBox())!;
  expect(Math.abs(box.x - first.x)).toBeLessThan(1.5);
  expect(Math.abs(box.x + box.width - (last.x + last.width))).toBeLessThan(1.5);
  await expectAccessible(page);
});

convention(85, "while it scrolls", async ({ signedIn }) => {
  const page = await open(signedIn, more);
  await page.setViewportSize({ width: 1000, height: 768 });
  const view = page.locator(".grid-scroll");
  const place = async (locator: ReturnType<typeof cell>) => (await locator.boundingBox())!;
  const name = page.getByRole("rowheader", { name: "Hộ tịch" });
  const head = page.getByRole("columnheader", { name: "STT" });
  const total = cell(page, "TỔNG CỘNG", 3);
  const before = { name: await place(name), head: await place(head), total: await place(total) };
  await view.evaluate((element) => element.scrollTo(300, 0));
  await expect.poll(async () => (await place(total)).x).toBeCloseTo(before.total.x - 300, 0);
  expect((await place(name)).x, "row names stay").toBeCloseTo(before.name.x, 0);
  expect((await place(head)).y, "the header stays").toBeCloseTo(before.head.y, 0);
  await view.evaluate((element) => element.scrollTo(0, 60));
  expect((await place(head)).y).toBeCloseTo(before.head.y, 0);
  await expect(total, "the total stays in view").toBeInViewport();
});

convention(88, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 5).click();
  const here = page.locator(".grid-head .is-here");
  await expect(here.filter({ hasText: /^\(5\)$/ })).toHaveCount(1);
  await expect(here.filter({ hasText: "Số lượng hồ sơ tiếp nhận" }), "and its groups").toHaveCount(1);
  await expect(page.locator(".grid-row.is-here")).toContainText("Chứng thực");
  const mark = await page.locator(".grid-row.is-here > .is-ordinal").evaluate((cell) => getComputedStyle(cell).boxShadow);
  expect(mark).not.toBe("none");
});

convention(90, "the page works at 1366 × 768", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.setViewportSize({ width: 1366, height: 768 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "nothing sticks out of the page").toBeLessThanOrEqual(0);
  await expect(cell(page, "TỔNG CỘNG", 3)).toBeInViewport();
});

convention(85, "at every zoom", async ({ signedIn }) => {
  const page = await open(signedIn, more);
  for (const zoom of [0.5, 0.67, 0.8, 1.1, 1.5, 2]) {
    // A browser that zooms has fewer or more pixels for the page.
    await page.setViewportSize({ width: Math.round(1366 / zoom), height: Math.round(768 / zoom) });
    await page.locator(".grid-scroll").evaluate((element) => element.scrollTo(120, 50));
    const box = async (locator: ReturnType<typeof cell>) => (await locator.boundingBox())!;
    const [name, head, total] = [page.locator(".grid-row.is-data .is-name").nth(4), page.getByRole("columnheader", { name: "STT" }), cell(page, "TỔNG CỘNG", 2)];
    const view = (await page.locator(".grid-scroll").boundingBox())!;
    expect(Math.abs((await box(head)).y - view.y), `${zoom}: the header stays on top`).toBeLessThan(2);
    expect((await box(total)).y + (await box(total)).height, `${zoom}: the total stays at the bottom`).toBeLessThanOrEqual(view.y + view.height + 1);
    const ordinal = await box(page.locator(".grid-row.is-data .is-ordinal").nth(4));
    expect(Math.abs(ordinal.x - view.x), `${zoom}: names stay on the left`).toBeLessThan(3);
    expect(Math.abs((await box(name)).x - ordinal.x - ordinal.width)).toBeLessThan(2);
    // Header cells lie over their columns.
    const number = await box(page.getByRole("columnheader", { name: "(6)", exact: true }));
    const six = await box(cell(page, "TỔNG CỘNG", 6));
    expect(Math.abs(number.x - six.x) + Math.abs(number.width - six.width), `${zoom}: aligned`).toBeLessThan(1.5);
  }
});

convention(86, async ({ signedIn }) => {
  const page = await open(signedIn);
  const width = async (column: number) => Math.round((await cell(page, "Hộ tịch", column).boundingBox())!.width);
  const before = await width(4);
  const head = page.getByRole("columnheader", { name: "(4)", exact: true });
  const edge = async () => {
    const box = (await head.boundingBox())!;
    return { x: box.x + box.width, y: box.y + box.height / 2 };
  };
  const from = await edge();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y, { steps: 4 });
  await page.mouse.move(from.x + 60, from.y, { steps: 4 });
  await page.mouse.up();
  expect(await width(4), "by drag").toBe(before + 60);
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  expect(await width(4), "remembered").toBe(before + 60);
  const to = await edge();
  await page.mouse.dblclick(to.x, to.y);
  const fitting = await width(4);
  expect(fitting, "a double click fits it").toBeLessThan(before);
  const { cut } = await cell(page, "Hộ tịch", 4).evaluate((cell) => ({ cut: cell.scrollWidth > cell.clientWidth }));
  expect(cut).toBe(false);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Alt+Shift+Period");
  expect(await width(4), "by key").toBe(fitting + 16);
  for (let ix = 0; ix < 12; ix++) await press(page, "Alt+Shift+Comma");
  expect(await width(4), "not narrower than can be taken hold of").toBeGreaterThanOrEqual(40);
  // The name column narrows, and its rows grow with the wrapped text.
  const name = page.getByRole("rowheader", { name: "Hộ tịch" });
  await name.click();
  const height = (await name.boundingBox())!.height;
  for (let ix = 0; ix < 40; ix++) await press(page, "Alt+Shift+Comma");
  const long = page.getByRole("rowheader", { name: "Chứng thực" });
  expect((await long.boundingBox())!.height).toBeGreaterThan(height);
  // Another person at the same browser has widths of his own.
  const chosen = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".widths.")));
  expect(chosen.every((key) => /^baocao\.grid\.\d+\./.test(key))).toBe(true);
});

convention(87, async ({ signedIn }) => {
  const wanted = { account: accounts.provinceConsolidation, form: "IV.02b/VPCP/KSTT", kind: "year" } as const;
  const page = await signedIn(wanted.account);
  const rows = [
    ["I", "subtotal"], ["I.1", "subtotal", "I"], ["a", "data", "I.1"], ["b", "data", "I.1"], ["I.2", "data", "I"], ["II", "data"],
  ] as const;
  const long = "Số văn bản gửi, nhận giữa các cơ quan hành chính nhà nước qua Trục liên thông văn bản quốc gia ".repeat(3).trim();
  await changeForm(page, (template) => {
    template.rules = [];
    template.rows = [
      ...rows.map(([code, role, parent]) => ({ code, role, parent, ordinal: code, label: code === "II" ? long : `Nhóm ${code}` })),
      { code: "TONG_CONG", label: "TỔNG CỘNG", role: "total" },
    ];
  });
  await changeData(page, (data) => {
    data.rows = rows.map(([key, role]) => ({ key, label: key, role, cells: role === "data" ? { 4: "2", 5: "1" } : {} }));
  });
  await openAgain(page, wanted);
  const left = async (name: string) =>
    page.getByRole("rowheader", { name, exact: true }).evaluate((cell) => parseFloat(getComputedStyle(cell).paddingLeft));
  const indents = [await left("Nhóm I"), await left("Nhóm I.1"), await left("Nhóm a")];
  expect(indents[0]).toBeLessThan(indents[1]!);
  expect(indents[1]).toBeLessThan(indents[2]!);
  const high = (await page.getByRole("rowheader", { name: long }).boundingBox())!.height;
  expect(high, "a long name wraps").toBeGreaterThan(60);
  const names = () => lines(page).locator(".is-ordinal").allInnerTexts();
  expect(await names()).toEqual(["I", "I.1", "a", "b", "I.2", "II"]);
  const sums = async () => [await cell(page, "Nhóm I", 4).first().innerText(), await cell(page, "TỔNG CỘNG", 4).innerText()];
  expect(await sums()).toEqual(["6", "8"]);
  await page.locator('[data-row="2"] [aria-colindex="4"]').click();
  await press(page, "Alt+Shift+ArrowLeft");
  expect(await names(), "the group around the cell folds").toEqual(["I", "I.1", "I.2", "II"]);
  await expect(lines(page).nth(1)).toHaveAttribute("aria-expanded", "false");
  expect(await active(page)).toBe("Nhóm I.1 4");
  await press(page, "Alt+Shift+ArrowLeft");
  expect(await names()).toEqual(["I", "II"]);
  expect(await sums(), "folded sums remain").toEqual(["6", "8"]);
  await press(page, "Alt+Shift+ArrowRight");
  expect(await names()).toEqual(["I", "I.1", "I.2", "II"]);
  // By click on the mark before the name.
  await page.getByRole("rowheader", { name: "Nhóm I.1", exact: true }).click({ position: { x: 28, y: 14 } });
  expect(await names()).toEqual(["I", "I.1", "a", "b", "I.2", "II"]);
});

/** Opens a report as it is, so that what the browser is told may differ. */
async function openAgain(page: Page, { form, kind }: { form: string; kind: "quarter" | "year" }): Promise<void> {
  const query = new URLSearchParams({ task: "enter", q: form, page_size: "200" });
  const id = await page.evaluate(
    async ({ query, form, isYear }) => {
      const { items } = await (await fetch(`/api/v1/reports?${query}`)).json();
      type Item = { id: number; form: { code: string }; period: { code: string } };
      return (items as Item[]).find((item) => item.form.code === form && /^\d{4}$/.test(item.period.code) === isYear)?.id;
    },
    { query: String(query), form, isYear: kind === "year" },
  );
  await page.goto(`/bao-cao/${id}`);
  await expect(page.getByRole("grid")).toBeVisible();
}

convention(89, "prescribed rows are not sortable", async ({ signedIn }) => {
  const wanted = { account: accounts.provinceConsolidation, form: "IV.02b/VPCP/KSTT", kind: "year" } as const;
  const page = await openReport(signedIn, wanted);
  const before = await lines(page).allInnerTexts();
  await page.locator('[data-row="0"] [aria-colindex="4"]').click();
  await press(page, "Alt+Shift+ArrowDown");
  await expect(page.locator(".grid-said")).toContainText("thứ tự quy định");
  expect(await lines(page).allInnerTexts()).toEqual(before);
});

convention(90, "the whole screen and narrow rows", async ({ signedIn }) => {
  const page = await open(signedIn, more);
  await cell(page, "Hộ tịch", 4).click();
  const height = async () => (await cell(page, "Hộ tịch", 4).boundingBox())!.height;
  const [usual, shown] = [await height(), await page.locator(".grid-scroll").boundingBox()];
  await press(page, "Control+Shift+F");
  const full = (await page.locator("section.grid").boundingBox())!;
  expect([full.x, full.y, full.width, full.height]).toEqual([0, 0, 1366, 768]);
  expect((await page.locator(".grid-scroll").boundingBox())!.height).toBeGreaterThan(shown!.height);
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("5");
  await page.locator(".grid-display summary").click();
  await page.getByLabel("Hàng hẹp").check();
  expect(await height()).toBeLessThan(usual);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("grid")).toBeVisible();
  expect(await height(), "remembered").toBeLessThan(usual);
  await page.locator(".grid-display summary").click();
  await page.getByLabel("Hàng hẹp").uncheck();
});
