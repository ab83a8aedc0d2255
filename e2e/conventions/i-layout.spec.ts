import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
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

convention(85, async ({ signedIn }) => {
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

convention(90, "the page works at 1366 × 768", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.setViewportSize({ width: 1366, height: 768 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "nothing sticks out of the page").toBeLessThanOrEqual(0);
  await expect(cell(page, "TỔNG CỘNG", 3)).toBeInViewport();
});
