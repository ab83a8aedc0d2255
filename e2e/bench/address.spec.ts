// Not a test: how long people wait from an address to its figures, the server's work included. `cargo xtask bench web` runs
// it against an optimised server with the optimised application; the figures belong into docs/performance.md.
import { type BrowserContext, type Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { openReport, type Kind } from "../support/steps";
import { expect, signIn, test } from "../support/test";
import { say } from "./measure/figures";
import { slowDown } from "./measure/page";

/** A real form with free rows and figures: 11 columns, 3 of them computed, and a total. */
const form = "II.04/VPCP/KSTT";
const reports: { rows: number; kind: Kind }[] = [
  { rows: 2_000, kind: "quarter" },
  { rows: 10_000, kind: "year" },
];
const slowdowns = [1, 4];
const tries = 5;

test.describe.configure({ mode: "serial" });
test.setTimeout(20 * 60_000);

for (const { rows, kind } of reports) {
  test(`a report of ${rows} rows`, async ({ browser, baseURL }) => {
    const preparing = await browser.newContext({ baseURL });
    const path = await prepare(preparing, kind, rows);
    const storageState = await preparing.storageState();
    await preparing.close();
    for (const slowdown of slowdowns) {
      const cold: number[] = [];
      const warm: number[] = [];
      for (let ix = 0; ix < tries; ix++) {
        const context = await browser.newContext({ baseURL, storageState });
        const page = await watched(context, slowdown);
        cold.push(await firstRow(page, path));
        warm.push(await firstRow(page, path));
        await context.close();
      }
      const goal = rows === 2_000 && slowdown === 1 ? "1,000 ms" : "";
      say("address to first row, nothing in the cache", { rows, slowdown }, cold, undefined, goal);
      say("address to first row, program in the cache", { rows, slowdown }, warm, undefined, goal);
    }
  });
}

/** Fills the report through the API as any client would, and gives its address. */
async function prepare(context: BrowserContext, kind: Kind, rows: number): Promise<string> {
  const page = await context.newPage();
  await signIn(page, accounts.provinceConsolidation);
  await openReport(page, "enter", { form, kind });
  const path = new URL(page.url()).pathname;
  await page.goto("/phim-tat");
  const status = await page.evaluate(fill, { id: path.split("/").pop() ?? "", rows });
  expect(status, "the report is filled").toBe(200);
  return path;
}

/** In the page, so that origin and cookies are the browser's own. */
async function fill({ id, rows }: { id: string; rows: number }): Promise<number> {
  const { revision } = (await (await fetch(`/api/v1/reports/${id}/data`)).json()) as { revision: number };
  const keys = Array.from({ length: rows }, (_, ix) => `dong-${ix + 1}`);
  const figure = (ix: number, column: number) => String((ix * 37 + column * 101) % 9_000);
  const request = {
    base_revision: revision,
    add_rows: keys.map((key, ix) => ({ key, label: `Nhóm thủ tục hành chính số ${ix + 1}` })),
    changes: keys.flatMap((row, ix) =>
      [4, 5, 6, 7, 8, 9].map((column) => ({ row, column: String(column), value: figure(ix, column) })),
    ),
  };
  const headers = {
    "Content-Type": "application/json",
    "X-Baocao-Request": "1",
    "If-Match": `"${revision}"`,
    "Idempotency-Key": crypto.randomUUID(),
  };
  return (await fetch(`/api/v1/reports/${id}/data`, { method: "PATCH", headers, body: JSON.stringify(request) })).status;
}

/** A page that notes when the first row of figures was painted, on a processor slowed down. */
async function watched(context: BrowserContext, slowdown: number): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const noted = window as typeof window & { firstRow?: number };
    const look = () => {
      // A frame shows the row; the task after that frame comes when it is on its way to the screen.
      if (document.querySelector(".grid-row.is-data .grid-cell")) {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (noted.firstRow = performance.now());
        channel.port2.postMessage(undefined);
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await slowDown(page, slowdown);
  return page;
}

/** Milliseconds from asking for the address to the first painted row. */
async function firstRow(page: Page, path: string): Promise<number> {
  await page.goto(path);
  const time = await page.waitForFunction(() => (window as typeof window & { firstRow?: number }).firstRow);
  return Number(await time.jsonValue());
}
