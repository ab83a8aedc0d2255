// Our table: the real page of form II.04 in the running system; figures of the wanted size come in its own answers' place.
import type { Browser, Page, Route } from "@playwright/test";

import { accounts } from "../../support/accounts";
import { changeData, changeForm, findReport } from "../../support/ground";
import { expect, signIn } from "../../support/test";
import { slowDown } from "./page";
import { block, figure, inputs, name, type Table } from "./table";

const form = "II.04/VPCP/KSTT";

/** Opens our table; without figures only the names of the rows stand in it. */
export async function baocao(browser: Browser, baseURL: string, rows: number, slowdown: number, isFilled = true): Promise<Table> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, accounts.provinceConsolidation);
  const { id } = await findReport(page, { form, kind: "year" });
  await widen(page);
  await changeData(page, (data) => {
    const total = data.rows.filter((row: { role: string }) => row.role === "total");
    data.rows = [...Array.from({ length: rows }, (_, row) => line(row, isFilled)), ...total];
    Object.assign(data, { computed: {}, findings: [] });
  });
  await page.route(/\/api\/v1\/reports\/\d+\/data$/, save);
  await page.addInitScript(noteFirstRow);
  await slowDown(page, slowdown);
  // The first visit compiles the program; what is measured is the table.
  await page.goto(`/bao-cao/${id}`);
  await firstRow(page);
  await page.reload();
  const opening = await firstRow(page);
  const again = async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Thông báo" }).click();
    await expect(page.getByRole("grid")).toHaveCount(0);
    await page.goBack();
    await expect(page.locator(".grid-row.is-data .grid-cell").first()).toBeVisible();
  };
  return { page, opening, scroller: ".grid-scroll", row: ".grid-row", start: () => start(page), paste: (rows) => paste(page, rows), again };
}

function line(row: number, isFilled: boolean): object {
  const cells = isFilled ? Object.fromEntries(inputs.map((column) => [column, String(figure(row, column))])) : {};
  return { key: `r-${row + 1}`, label: name(row), role: "data", cells };
}

/** Three columns more than the circular prints, so that there are fourteen. */
async function widen(page: Page): Promise<void> {
  await changeForm(page, (template) => {
    for (const number of [12, 13, 14]) template.header.push({ number, title: `Cột ${number}`, type: { name: "integer" } });
  });
}

/** Saves are answered without the server, which does not know the wider form. */
async function save(route: Route): Promise<void> {
  if (route.request().method() !== "PATCH") return route.fallback();
  const { base_revision } = route.request().postDataJSON() as { base_revision: number };
  const receipt = { revision: base_revision + 1, saved_at: new Date().toISOString(), status: "in_progress", merged: false, added_rows: [], computed: {}, findings: [] };
  return route.fulfill({ status: 200, contentType: "application/json", body: JSON.stringify(receipt) });
}

function noteFirstRow(): void {
  const noted = window as typeof window & { firstRow?: number };
  const look = () => {
    if (document.querySelector(".grid-row.is-data .grid-cell")) {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (noted.firstRow = performance.now());
      channel.port2.postMessage(undefined);
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Milliseconds from the arrival of the figures to the first painted row. */
async function firstRow(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as typeof window & { firstRow?: number }).firstRow, undefined, { timeout: 120_000 });
  return page.evaluate(() => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const data = entries.filter(({ name }) => /\/reports\/\d+\/data$/.test(name)).at(-1);
    return ((window as typeof window & { firstRow?: number }).firstRow ?? 0) - (data?.responseEnd ?? 0);
  });
}

async function start(page: Page): Promise<void> {
  await page.locator(".grid-scroll").evaluate((view) => (view.scrollTop = 0));
  await page.locator('.grid-row.is-data [aria-colindex="4"]').first().click();
}

async function paste(page: Page, rows: number): Promise<void> {
  await page.locator(".grid-scroll").evaluate((view) => (view.scrollTop = 0));
  await page.locator('.grid-row.is-data [aria-colindex="1"]').first().click();
  await page.evaluate((data) => Object.assign(window, { pasted: data }), block(rows));
  await page.evaluate(() => {
    const { text, html } = (window as typeof window & { pasted: { text: string; html: string } }).pasted;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    clipboardData.setData("text/html", html);
    const noted = window as typeof window & { begun: number };
    noted.begun = performance.now();
    document.querySelector(".grid-editor")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelector(".grid-said")?.textContent?.includes("ô đã dán"), undefined, { polling: "raf", timeout: 300_000 });
}
