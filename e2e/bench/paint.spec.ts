// Not a test: how long people wait. `cargo xtask bench web` runs it against an optimised server with the optimised
// application; the figures belong into docs/performance.md.
import { readFileSync } from "node:fs";

import { type BrowserContext, type CDPSession, type Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { openReport, type Kind } from "../support/steps";
import { expect, signIn, test } from "../support/test";

/** A real form with free rows and figures: 11 columns, 3 of them computed, and a total. */
const form = "II.04/VPCP/KSTT";
const reports: { rows: number; kind: Kind }[] = [
  { rows: 2_000, kind: "quarter" },
  { rows: 10_000, kind: "year" },
];
const slowdowns = [1, 4];
const tries = 5;
const keys = 60;

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
      say(rows, slowdown, "address to first row, nothing in the cache", cold, rows === 2_000 && slowdown === 1 ? 1_000 : undefined);
      say(rows, slowdown, "address to first row, program in the cache", warm, rows === 2_000 && slowdown === 1 ? 1_000 : undefined);

      const context = await browser.newContext({ baseURL, storageState });
      const page = await watched(context, slowdown);
      await firstRow(page, path);
      const { typed, committed } = await typing(page);
      say(rows, slowdown, "key to paint while typing", typed, slowdown === 1 ? 16 : undefined);
      say(rows, slowdown, "Enter to paint, computed anew", committed);
      say(rows, slowdown, "work of a key (script, style, layout)", await work(page));
      await context.close();
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
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}

/** Milliseconds from asking for the address to the first painted row. */
async function firstRow(page: Page, path: string): Promise<number> {
  await page.goto(path);
  const time = await page.waitForFunction(() => (window as typeof window & { firstRow?: number }).firstRow);
  return Number(await time.jsonValue());
}

/** Types figures down a column, and measures from each key event to the end of the frame that shows it. */
async function typing(page: Page): Promise<{ typed: number[]; committed: number[] }> {
  await page.evaluate(() => {
    const noted = window as typeof window & { paints?: { key: string; time: number }[] };
    noted.paints = [];
    window.addEventListener(
      "keydown",
      (event) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => noted.paints?.push({ key: event.key, time: performance.now() - event.timeStamp });
          channel.port2.postMessage(undefined);
        }),
      true,
    );
  });
  await startTyping(page);
  for (let ix = 0; ix < keys; ix++) {
    await page.keyboard.press(String(1 + (ix % 9)));
    await page.waitForTimeout(23 + ((ix * 7) % 19)); // no rhythm that would beat with the frames
    if (ix % 4 === 3) {
      await page.keyboard.press("Enter");
      await page.waitForTimeout(60 + ((ix * 7) % 19));
    }
  }
  const paints = await page.evaluate(() => (window as typeof window & { paints?: { key: string; time: number }[] }).paints ?? []);
  const times = (enter: boolean) => paints.filter(({ key }) => (key === "Enter") === enter).map(({ time }) => time);
  return { typed: times(false), committed: times(true) };
}

async function startTyping(page: Page): Promise<void> {
  await page.locator('.grid-row.is-data [aria-colindex="4"]').first().click();
}

/** What a typed letter costs the main thread, without the wait for the screen's next frame. */
async function work(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await startTyping(page);
  const costs: number[] = [];
  for (let ix = 0; ix < keys / 2; ix++) {
    const before = await busy(session);
    await page.keyboard.press(String(1 + (ix % 9)));
    costs.push(((await busy(session)) - before) * 1_000);
  }
  await page.keyboard.press("Escape");
  return costs;
}

async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const named = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  return metrics.filter(({ name }) => named.includes(name)).reduce((sum, { value }) => sum + value, 0);
}

/** One line of figures; the goal is that of the median. */
function say(rows: number, slowdown: number, what: string, times: number[], goal?: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const digits = at(0.5) < 100 ? 1 : 0;
  const verdict = goal === undefined ? "" : ` (goal ${goal}: ${at(0.5) < goal ? "held" : "missed"})`;
  const figures = `median ${at(0.5).toFixed(digits)} ms, p95 ${at(0.95).toFixed(digits)} ms of ${times.length}`;
  console.log(`| ${rows} rows | CPU 1/${slowdown} | ${what} | ${figures}${verdict} | load ${load()} |`);
}

/** How busy the machine was with other things: a reader of the figures wants to know. */
function load(): string {
  try {
    return readFileSync("/proc/loadavg", "utf8").split(" ")[0] ?? "?";
  } catch {
    return "?";
  }
}
