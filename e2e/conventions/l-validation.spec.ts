import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue } from "../support/fields";
import { active, press } from "../support/grid";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

/** Rule R1: (3) = (7) + (11) is broken in "Hộ tịch" only. */
const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "L", {
    "Hộ tịch": { 4: "5", 8: "1" },
    "Chứng thực": { 4: "4", 9: "4" },
    "Đất đai": { 4: "2", 9: "2" },
  });

const findings = (page: Page) => page.locator("section.findings");

convention(105, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 9).click();
  await page.keyboard.type("3");
  await press(page, "Enter");
  await expect(cell(page, "Chứng thực", 3), "at once").toHaveAttribute("aria-invalid", "true");
  await expectSaved(page);
  const id = Number(page.url().split("/").pop());
  const told = await page.evaluate(async (id) => (await (await fetch(`/api/v1/reports/${id}/data`)).json()).findings, id);
  const errors = (told as { code: string; severity: string }[]).filter(({ severity }) => severity === "error");
  expect(errors.map(({ code }) => code), "the server says the same").toEqual(["R1", "R1", "R1"]);
});

convention(106, async ({ signedIn }) => {
  const page = await open(signedIn);
  const line = findings(page).getByRole("listitem").filter({ hasText: "Hộ tịch" }).first();
  await expect(line, "level, values on both sides, difference").toContainText("5 ≠ 1");
  await expect(line).toContainText("lệch 4");
  await expect(line).toContainText("Lỗi");
});

convention(107, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 4).click();
  await press(page, "F8");
  const first = await active(page);
  await press(page, "F8");
  await press(page, "Shift+F8");
  expect(await active(page), "there and back").toBe(first);
  await expect(page.locator(".grid-wrong"), "told on focus").toContainText("lệch");
  await cell(page, "Đất đai", 5).click();
  await findings(page).getByRole("button").filter({ hasText: "lệch 4" }).first().click();
  expect(await active(page), "a click jumps").toMatch(/^Hộ tịch/);
});

convention(110, "a finding goes when it is repaired", async ({ signedIn }) => {
  const page = await open(signedIn);
  await expect(cell(page, "Hộ tịch", 3)).toHaveAttribute("aria-invalid", "true");
  await cell(page, "Hộ tịch", 8).click();
  await page.keyboard.type("5");
  await press(page, "Enter");
  await expect(cell(page, "Hộ tịch", 3)).not.toHaveAttribute("aria-invalid", "true");
});

convention(111, async ({ signedIn }) => {
  const page = await open(signedIn);
  const boxes: string[] = [];
  page.on("dialog", (dialog) => {
    boxes.push(dialog.message());
    void dialog.dismiss();
  });
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("abc");
  await press(page, "Enter");
  await page.keyboard.type("-99999");
  await press(page, "Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(boxes).toEqual([]);
});
