// The documentation's pictures: `cargo xtask pictures` writes them into docs/pictures.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type Locator, type Page } from "@playwright/test";

import { small } from "./png";

/** Takes the picture of a page, or of a part of it, as it stands there when everything has come to rest. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  // The mouse would light up what it stands on; times of day would change with every run.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  // Short messages go by themselves; pictures do without them.
  await expect(page.locator(".toast")).toHaveCount(0, { timeout: 30_000 });
  await page.waitForTimeout(300);
  const png = await (part ?? page).screenshot({ animations: "disabled", caret: "hide" });
  writeFileSync(join(import.meta.dirname, "../../docs/pictures", `${name}.png`), small(png));
}
