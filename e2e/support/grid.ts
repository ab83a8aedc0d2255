// The grid as a person at the keyboard meets it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type CDPSession, type Locator, type Page } from "@playwright/test";

/** The element that the keyboard is on, laid over the active cell. */
export const editor = (page: Page): Locator => page.locator(".grid-editor");

/** What the grid said last. */
export const said = (page: Page): Locator => page.locator(".grid-said");

/** The lines of the table's body. */
export const lines = (page: Page): Locator => page.locator(".grid-body [role=row]");

/** Row name and printed column number of the active cell, e.g. "Hộ tịch 4". */
export async function active(page: Page): Promise<string> {
  const place = page.locator(".grid-cell.is-active");
  const name = await place.locator("xpath=../*[@role='rowheader']").textContent();
  return `${name} ${await place.getAttribute("aria-colindex")}`;
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses each key and expects the active cell after it. */
export async function walk(page: Page, steps: readonly (readonly [key: string, place: string])[]): Promise<void> {
  for (const [key, place] of steps) {
    await page.keyboard.press(key);
    expect(await active(page), key).toBe(place);
  }
}

/** Pastes what another program put on the clipboard. */
export async function paste(page: Page, text: string, html?: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(
    async ({ text, html }) => {
      const kinds: Record<string, Blob> = { "text/plain": new Blob([text], { type: "text/plain" }) };
      if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    },
    { text, html },
  );
  await page.keyboard.press("Control+v");
}

/** Pastes what another program put on the clipboard, HTML as it is: the browser's own way to write there would clean it. */
export async function pasteAs(page: Page, text: string, html: string): Promise<void> {
  await editor(page).evaluate(
    (element, { text, html }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      clipboardData.setData("text/html", html);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { text, html },
  );
}

/** What a program put on the clipboard: the files in `conventions/payloads` tell in their first line where they come from. */
export function payload(name: string): { text: string; html: string } {
  const read = (kind: string) => readFileSync(join(import.meta.dirname, "../conventions/payloads", `${name}.${kind}`), "utf8");
  return { text: read("txt"), html: read("html") };
}

/** The selected cells. */
export const selected = (page: Page): Locator => page.locator('[role=grid] [aria-selected="true"]');

/** The cells along which an outline runs. */
export const outlined = (page: Page): Locator => page.locator("[role=grid] .is-outlined");

/** The menu of what can be done with the selection. */
export const menu = (page: Page): Locator => page.getByRole("menu", { name: "Thao tác với vùng chọn" });

/** Chooses from the menu of a cell. */
export async function choose(page: Page, cell: Locator, item: string): Promise<void> {
  await cell.click({ button: "right" });
  await menu(page).getByRole("menuitem", { name: item }).click();
}

/** What lies on the clipboard as plain text. */
export async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The level below keys, where input methods and typing programs work. */
export async function ime(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** UniKey's way: a letter that belongs to no key. */
export async function packet(session: CDPSession, text: string): Promise<void> {
  const packet = { type: "keyDown", key: "Unidentified", text, windowsVirtualKeyCode: 231 } as const;
  await session.send("Input.dispatchKeyEvent", packet);
}
