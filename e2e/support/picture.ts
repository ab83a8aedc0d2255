// The documentation's pictures: `cargo xtask pictures` writes them into docs/pictures.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { small } from "./png";

/** Takes the picture of a page as it stands there when everything has come to rest. */
export async function picture(page: Page, name: string): Promise<void> {
  // The mouse would light up what it stands on; times of day would change with every run.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  const png = await page.screenshot({ animations: "disabled", caret: "hide" });
  writeFileSync(join(import.meta.dirname, "../../docs/pictures", `${name}.png`), small(png));
}
