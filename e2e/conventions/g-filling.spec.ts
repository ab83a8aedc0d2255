import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { press } from "../support/grid";
import { cell } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "G", {
    "Hộ tịch": { 4: "1", 5: "2" },
    "Chứng thực": { 4: "3" },
    "Đất đai": {},
  });

convention(75, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Đất đai", 5).click({ modifiers: ["Shift"] });
  await press(page, "Control+d");
  for (const row of ["Hộ tịch", "Chứng thực", "Đất đai"]) {
    await expect(cell(page, row, 4)).toHaveText("1");
    await expect(cell(page, row, 5)).toHaveText("2");
  }
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("9");
  await press(page, "Enter");
  await press(page, "Control+d");
  await expect(cell(page, "Đất đai", 5), "one cell takes the value above").toHaveText("9");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+r");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("1");
  await expect(cell(page, "Hộ tịch", 6)).toHaveText("1");
  await expect(page.getByRole("grid"), "the browser does not load the page again").toBeVisible();
});

convention(78, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await cell(page, "Đất đai", 5).click({ modifiers: ["Shift"] });
  await press(page, "Control+d");
  await expect(cell(page, "Đất đai", 3), "computed, not filled").toHaveText("3");
  await press(page, "Control+z");
  await expect(cell(page, "Chứng thực", 4), "one step").toHaveText("3");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("");
  await expect(cell(page, "Đất đai", 4)).toHaveText("");
});
