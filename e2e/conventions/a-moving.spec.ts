import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { active, editor, press, walk } from "../support/grid";
import { cell } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "A", {
    "Hộ tịch": { 4: "1", 5: "2", 6: "3" },
    "Chứng thực": { 4: "4" },
    "Đất đai": { 4: "5" },
    "Môi trường": { 9: "6" },
  });

convention(1, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Escape", "Tab");
  await expect(editor(page)).not.toBeFocused();
  await press(page, "Shift+Tab");
  await expect(editor(page), "back at the last active cell").toBeFocused();
  expect(await active(page)).toBe("Hộ tịch 4");
  await press(page, "Control+m", "Tab");
  await expect(editor(page)).not.toBeFocused();
});

convention(2, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await walk(page, [
    ["ArrowRight", "Hộ tịch 5"],
    ["ArrowDown", "Chứng thực 5"],
    ["ArrowLeft", "Chứng thực 4"],
    ["ArrowUp", "Hộ tịch 4"],
    ["ArrowUp", "Hộ tịch 4"],
  ]);
  for (let i = 0; i < 20; i++) await press(page, "ArrowRight");
  expect(await active(page), "stops at the edge").toBe("Hộ tịch 16");
  await expect(cell(page, "Hộ tịch", 16), "scrolled into view").toBeInViewport({ ratio: 0.99 });
});

convention(2, "the totals at 400 % are seen whole", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.setViewportSize({ width: 342, height: 192 });
  await cell(page, "Môi trường", 9).click();
  for (let i = 0; i < 3; i++) await press(page, "ArrowDown");
  expect(await active(page)).toBe("TỔNG CỘNG 9");
  await expect(cell(page, "TỔNG CỘNG", 9)).toBeInViewport({ ratio: 0.99 });
});

convention(3, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 5).click();
  await walk(page, [
    ["Tab", "Hộ tịch 6"],
    ["Tab", "Hộ tịch 7"],
    ["Tab", "Hộ tịch 9"],
    ["Shift+Tab", "Hộ tịch 7"],
  ]);
  await cell(page, "Hộ tịch", 16).click();
  await walk(page, [
    ["Tab", "Chứng thực 4"],
    ["Shift+Tab", "Hộ tịch 16"],
  ]);
});

convention(4, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await walk(page, [
    ["Tab", "Hộ tịch 5"],
    ["Tab", "Hộ tịch 6"],
    ["Enter", "Chứng thực 4"],
    ["Enter", "Đất đai 4"],
    ["Shift+Enter", "Chứng thực 4"],
  ]);
});

convention(5, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await walk(page, [
    ["Tab", "Hộ tịch 4"],
    ["Tab", "Hộ tịch 5"],
    ["Tab", "Chứng thực 4"],
    ["Tab", "Chứng thực 5"],
    ["Tab", "Hộ tịch 4"],
    ["Enter", "Chứng thực 4"],
    ["Enter", "Hộ tịch 5"],
  ]);
});

convention(6, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 6).click();
  await walk(page, [
    ["End", "Chứng thực 16"],
    ["Home", "Chứng thực 3"],
    ["Control+Home", "Hộ tịch 3"],
    ["Control+End", "TỔNG CỘNG 9"],
  ]);
});

convention(7, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await walk(page, [
    ["Control+ArrowDown", "Đất đai 4"],
    ["Control+ArrowUp", "Hộ tịch 4"],
    ["Control+ArrowRight", "Hộ tịch 6"],
  ]);
});

convention(8, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "PageDown");
  expect(await active(page), "one screen holds the whole table").toBe("TỔNG CỘNG 4");
  await press(page, "PageUp");
  expect(await active(page)).toBe("Hộ tịch 4");
  await press(page, "Alt+PageDown");
  const right = Number((await active(page)).split(" ").pop());
  expect(right, "one screen to the right").toBeGreaterThan(6);
  await expect(cell(page, "Hộ tịch", right)).toBeInViewport({ ratio: 0.99 });
  await press(page, "Alt+PageUp");
  expect(await active(page)).toBe("Hộ tịch 4");
});

convention(10, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 9).click();
  // Down over the rows to the total and back: the column stays.
  await walk(page, [
    ["ArrowDown", "Chứng thực 9"],
    ["ArrowDown", "Đất đai 9"],
    ["ArrowDown", "Môi trường 9"],
    ["ArrowDown", "TỔNG CỘNG 9"],
    ["ArrowDown", "TỔNG CỘNG 9"],
    ["ArrowUp", "Môi trường 9"],
  ]);
});

convention(11, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.locator(".grid-scroll").evaluate((view) => view.scrollTo(view.scrollWidth, 0));
  expect(await active(page)).toBe("Hộ tịch 4");
  await page.keyboard.type("8");
  await expect(cell(page, "Hộ tịch", 4), "typing scrolls back").toBeInViewport({ ratio: 0.99 });
  await expect(editor(page)).toHaveValue("8");
  await press(page, "Escape");
});

convention(9, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  const grid = page.locator(".grid-scroll");
  await grid.evaluate((element) => element.scrollTo(9_999, 0));
  await press(page, "Control+Backspace");
  await expect(cell(page, "Hộ tịch", 4)).toBeInViewport();
  expect(await grid.evaluate((element) => element.scrollLeft), "back in view").toBeLessThan(200);
  const question = page.getByRole("dialog", { name: "Đi tới dòng" });
  const code = await page.evaluate(async () => {
    const { items } = await (await fetch("/api/v1/catalogues/linh_vuc")).json();
    return items.find((item: { name: string }) => item.name === "Đất đai").code as string;
  });
  for (const [key, text, place] of [
    ["Control+g", "2", "Chứng thực 4"],
    ["F5", code, "Đất đai 4"],
    ["F5", "1", "Hộ tịch 4"],
  ] as const) {
    await press(page, key);
    await expect(question).toBeVisible();
    await page.keyboard.type(text);
    await press(page, "Enter");
    await expect(question).toBeHidden();
    expect(await active(page), `${key} ${text}`).toBe(place);
  }
  await press(page, "F5");
  await page.keyboard.type("không có");
  await press(page, "Enter");
  await expect(page.locator(".grid-said")).toHaveText("Không có dòng này");
});
