// Not a test: our table beside Handsontable, doing the same work in the same run. `cargo xtask bench web` runs it against an
// optimised server with the optimised application and prints lines for docs/performance.md.
//
// The same in both: fourteen columns, three computed from their row and one of these a rounded percentage, a total row at
// the bottom, two columns that stay on the left, 1366 × 768 pixels. Handsontable computes with HyperFormula, its own plugin.
// Only ours: rules and types checked, the draft on the device, the saving request (answered at once, without a server),
// exact decimals, three levels of header, names and states for screen readers.
import type { Browser } from "@playwright/test";

import { expect, test } from "../support/test";
import { baocao } from "./measure/baocao";
import { megabytes, milliseconds, say } from "./measure/figures";
import { handsontable, version } from "./measure/handsontable";
import { memory, scrollThrough, seen, slowDown, watchFrames, watchKeys, type Scrolled, type Watched } from "./measure/page";
import type { Table } from "./measure/table";

const slowdowns = [1, 4];
const sizes = [1_000, 10_000];

test.describe.configure({ mode: "serial" });
test.setTimeout(30 * 60_000);

/** Does the same with both, one after the other. */
async function both<T>(
  browser: Browser,
  baseURL: string,
  [rows, slowdown, isFilled]: [number, number, boolean],
  work: (table: Table) => Promise<T>,
): Promise<[ours: T, theirs: T]> {
  const results: T[] = [];
  for (const open of [() => baocao(browser, baseURL, rows, slowdown, isFilled), () => handsontable(browser, rows, slowdown, isFilled)]) {
    const table = await open();
    results.push(await work(table));
    await table.page.context().close();
  }
  return results as [T, T];
}

test("what is compared", () => {
  console.log(`| what | where | Baocao | ${version} | goal | load |`);
  console.log("|---|---|---|---|---|---|");
});

for (const rows of [...sizes, 100_000]) {
  test(`opening ${rows} rows`, async ({ browser, baseURL }) => {
    for (const slowdown of rows > 10_000 ? [1] : slowdowns) {
      const tries = rows > 10_000 ? 1 : 3;
      const times: [number[], number[]] = [[], []];
      for (let ix = 0; ix < tries; ix++) {
        const [ours, theirs] = await both(browser, baseURL!, [rows, slowdown, true], async ({ opening }) => opening);
        times[0].push(ours);
        times[1].push(theirs);
      }
      const goals: Record<number, string> = { 1_000: "300 ms", 100_000: "1,500 ms" };
      say("figures at hand to first row", { rows, slowdown }, ...times, slowdown === 1 ? (goals[rows] ?? "") : "");
    }
  });
}

for (const rows of sizes) {
  test(`typing among ${rows} rows`, async ({ browser, baseURL }) => {
    for (const slowdown of slowdowns) {
      const [ours, theirs] = await both(browser, baseURL!, [rows, slowdown, true], typing);
      say("key to paint", { rows, slowdown }, ours.typed, theirs.typed, slowdown === 1 ? "p95 16 ms" : "");
      const goal = rows > 1_000 ? "" : slowdown === 1 ? "p95 50 ms" : "p95 200 ms";
      say("Enter to paint, computed anew", { rows, slowdown }, ours.committed, theirs.committed, goal);
    }
  });
}

async function typing(table: Table): Promise<{ typed: number[]; committed: number[] }> {
  const { page } = table;
  await table.start();
  const read = await watchKeys(page);
  for (let ix = 0; ix < 60; ix++) {
    await page.keyboard.press(String(1 + (ix % 9)));
    await page.waitForTimeout(23 + ((ix * 7) % 19)); // no rhythm that would beat with the frames
    if (ix % 4 === 3) {
      await page.keyboard.press("Enter");
      await page.waitForTimeout(60 + ((ix * 7) % 19));
    }
  }
  return read();
}

test("pasting 10,000 × 14", async ({ browser, baseURL }) => {
  const rows = 10_000;
  for (const slowdown of slowdowns) {
    const [ours, theirs] = await both(browser, baseURL!, [rows, slowdown, false], async (table) => {
      await watchFrames(table.page);
      await table.paste(rows);
      const pasted = await seen(table.page);
      // What the page does afterwards, saving included.
      await table.page.waitForTimeout(4_000 * slowdown);
      return { pasted, after: await seen(table.page) };
    });
    const where = { rows, slowdown };
    const told = (watched: Watched) => `${milliseconds(watched.longestFrame)}, longest task ${milliseconds(watched.longestTask)}`;
    say("paste on blank rows, until it is told", where, [ours.pasted.time], [theirs.pasted.time], slowdown === 1 ? "500 ms" : "");
    say("longest frame meanwhile", where, told(ours.pasted), told(theirs.pasted), slowdown === 1 ? "200 ms" : "");
    say("longest frame until kept and saved", where, told(ours.after), told(theirs.after), slowdown === 1 ? "200 ms" : "");
  }
});

test("scrolling through 10,000 rows", async ({ browser, baseURL }) => {
  const rows = 10_000;
  for (const slowdown of slowdowns) {
    const [ours, theirs] = await both(browser, baseURL!, [rows, slowdown, true], (table) => scrollThrough(table.page, table.scroller, table.row));
    const told = (result: Scrolled) => `${result.slowFrames} and ${result.blank} of ${result.frames}, longest ${milliseconds(result.longestFrame)}`;
    say("frames over 50 ms, and without rows", { rows, slowdown }, told(ours), told(theirs), "0 blank for 50 ms");
  }
});

test("memory", async ({ browser, baseURL }) => {
  const rows = 1_000;
  const [ours, theirs] = await both(browser, baseURL!, [rows, 1, true], growth);
  for (const [ix, what] of ["open", "after 1,000 edits", "after 1,000 scrolls", "after 100 openings"].entries()) {
    say(`memory, ${what}`, { rows, slowdown: 1 }, megabytes(ours[ix] ?? Number.NaN), megabytes(theirs[ix] ?? Number.NaN), ix > 0 ? "as before" : "");
  }
});

/** All memory at the beginning, after edits, after scrolling, after openings; each kind of work was done a little before. */
async function growth(table: Table): Promise<number[]> {
  const session = await slowDown(table.page, 1);
  const edit = async (count: number) => {
    await table.start();
    for (let ix = 0; ix < count; ix++) {
      if (ix % 100 === 0) await table.start();
      await table.page.keyboard.press(String(ix % 10));
      await table.page.keyboard.press("Enter");
    }
  };
  const open = async (count: number) => {
    for (let ix = 0; ix < count; ix++) await table.again();
  };
  await edit(100);
  await scroll(table, 50);
  await open(5);
  const sizes = [await memory(session)];
  await edit(1_000);
  sizes.push(await memory(session));
  await scroll(table, 1_000);
  sizes.push(await memory(session));
  await open(100);
  sizes.push(await memory(session));
  expect(sizes.every((size) => size > 0), "memory was measured").toBe(true);
  return sizes;
}

async function scroll({ page, scroller }: Table, count: number): Promise<void> {
  await page.locator(scroller).first().evaluate(async (view, count) => {
    for (let ix = 0; ix < count; ix++) {
      view.scrollTop = ((ix * 997) % 1_000) / 1_000 * (view.scrollHeight - view.clientHeight);
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, count);
}
