// The grid as a person at the keyboard meets it.
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
