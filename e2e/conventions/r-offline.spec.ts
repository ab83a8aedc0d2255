// Convention 137 where there is no network at all: the application opens, and what was read before can be filled in.
import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { read } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, test, type Fixtures } from "../support/test";

test.use({ serviceWorkers: "allow" });

/** Opens a report where the application can be opened without network from now on. */
async function open(signedIn: Fixtures["signedIn"]): Promise<{ page: Page; id: number }> {
  const page = await openCatalogue(signedIn, "R", { "Hộ tịch": { 4: "5" } });
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== "activated") await new Promise((go) => setTimeout(go, 50));
  });
  return { page, id: Number(page.url().split("/").pop()) };
}

async function enter(page: Page, row: string, column: number, figure: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(figure);
  await press(page, "Enter");
}

convention(137, "without network a report that was opened before is opened, filled in, and sent later", async ({ signedIn }) => {
  const { page, id } = await open(signedIn);
  await enter(page, "Hộ tịch", 5, "6");
  await expectSaved(page);
  await page.context().setOffline(true);
  await page.reload();
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("5");
  await expect(cell(page, "Hộ tịch", 5), "saved after the figures were read").toHaveText("6");
  await expect(page.getByText(/Không có mạng. Đây là số liệu đọc lúc/)).toBeVisible();
  await enter(page, "Hộ tịch", 4, "81");
  await expect(page.getByText("Mất kết nối – chưa gửi 1 ô, sẽ gửi khi có mạng")).toBeVisible();
  await enter(page, "Hộ tịch", 7, "82");
  await expect(page.getByText("Mất kết nối – chưa gửi 2 ô, sẽ gửi khi có mạng")).toBeVisible();
  await page.close();

  const next = await page.context().newPage();
  await next.goto("/");
  await expect(next.getByRole("status").filter({ hasText: "Còn thay đổi chưa gửi trên máy này" })).toBeVisible();
  await next.getByRole("link", { name: /II\.\d+.*: 2 ô/ }).click();
  await expect(cell(next, "Hộ tịch", 4)).toHaveText("81");
  await expect(cell(next, "Hộ tịch", 7)).toHaveText("82");
  await next.context().setOffline(false);
  await expectSaved(next);
  await expect(next.getByText(/Không có mạng/)).toHaveCount(0);
  const row = (await read(next, id)).rows.find(({ label }) => label === "Hộ tịch");
  expect(row?.cells).toMatchObject({ 4: "81", 5: "6", 7: "82" });
});

convention(137, "the device keeps files of the build for all, and figures for their reader until sign-out", async ({ signedIn }) => {
  const { page } = await open(signedIn);
  const files = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, paths: all.flat().map(({ url }) => new URL(url).pathname) };
  });
  expect(files.names).toHaveLength(1);
  expect(files.paths).toContain("/index.html");
  expect(files.paths.filter((path) => path.startsWith("/api/"))).toEqual([]);
  const answers = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          indexedDB.open("baocao").onsuccess = ({ target }) => {
            const database = (target as IDBOpenDBRequest).result;
            const count = database.transaction("answers").objectStore("answers").count();
            count.onsuccess = () => {
              database.close();
              resolve(count.result);
            };
          };
        }),
    );
  expect(await answers()).toBeGreaterThan(0);
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  expect(await answers()).toBe(0);
});
