import type { Page } from "@playwright/test";

import { convention } from "../support/convention";
import { openCatalogue, openFigures } from "../support/fields";
import { active, press, said } from "../support/grid";
import { changeForm, columns, read } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "K", { "Hộ tịch": { 4: "1", 5: "2" }, "Chứng thực": { 4: "4" } });

convention(98, "locked, visibly computed, with their formula in words", async ({ signedIn }) => {
  const page = await open(signedIn);
  const sum = cell(page, "Hộ tịch", 3);
  await sum.click();
  await page.keyboard.type("5");
  await expect(said(page)).toContainText("hệ thống tính");
  await expect(sum).toHaveText("3");
  await expect(sum).toHaveAttribute("aria-readonly", "true");
  await expect(page.locator(".grid-about")).toContainText("(3) = (4) + (5) + (6)");
  const look = (column: number) =>
    cell(page, "Hộ tịch", column).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await look(3), "looks different from an input cell").not.toBe(await look(4));
});

convention(99, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("10");
  await press(page, "Enter");
  // In the very next frame: sum of the row, total of the column, total of the sums.
  const shown = await page.evaluate(
    () =>
      new Promise<string[]>((done) =>
        requestAnimationFrame(() =>
          done([...document.querySelectorAll('.grid-foot [aria-colindex="3"], .grid-foot [aria-colindex="4"]')].map((cell) => cell.textContent ?? "")),
        ),
      ),
  );
  expect(shown).toEqual(["16", "14"]);
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("12");
});

convention(100, "the server's figures are those of the screen", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Chứng thực", 5).click();
  await page.keyboard.type("12");
  await press(page, "Enter");
  await expectSaved(page);
  const { computed, rows } = await read(page, Number(page.url().split("/").pop()));
  const key = rows.find(({ label }) => label === "Chứng thực")!.key;
  expect(computed[key]?.["3"]).toBe("16");
  await expect(cell(page, "Chứng thực", 3)).toHaveText("16");
});

convention(100, "a difference is said, logged by the server, and in the way until its figures are taken", async ({ signedIn }) => {
  const page = await openCatalogue(signedIn, "K", { "Hộ tịch": { 4: "5", 9: "5" } });
  const faults: { count: number; cells: { column: string }[] }[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/computed_faults")) faults.push(request.postDataJSON());
  });
  const logged = page.waitForResponse((answer) => answer.url().endsWith("/computed_faults"));
  // The server's answer to saving tells another sum than the page shows.
  await page.route(/\/api\/v1\/reports\/\d+\/data$/, async (route) => {
    if (route.request().method() !== "PATCH") return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    for (const cells of Object.values<Record<string, string>>(body.computed)) cells["3"] = "999";
    await route.fulfill({ response: answer, json: body });
  });
  const submit = page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" });
  await expect(submit).toBeEnabled();
  await cell(page, "Hộ tịch", 4).click();
  await page.keyboard.type("6");
  await press(page, "Tab", "Tab", "Tab");
  await cell(page, "Hộ tịch", 9).click();
  await page.keyboard.type("6");
  await press(page, "Enter");
  const notice = page.getByRole("alert").filter({ hasText: "Máy chủ tính khác" });
  await expect(notice).toContainText("Hộ tịch: (3)");
  expect((await logged).status(), "told to the server, which logs it").toBe(204);
  expect(faults[0]?.cells.map(({ column }) => column)).toContain("3");
  await expect(cell(page, "Hộ tịch", 3), "nothing is overwritten silently").toHaveText("6");
  await expect(submit, "such figures are not sent on").toBeDisabled();
  await page.unrouteAll();
  await notice.getByRole("button", { name: "Lấy số của máy chủ" }).click();
  await expect(notice).toHaveCount(0);
  await expect(submit).toBeEnabled();
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("6");
});

convention(98, "its sources are outlined, and a key or click goes there", async ({ signedIn }) => {
  const page = await open(signedIn);
  const outlined = () => page.locator(".is-source").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-colindex")));
  await cell(page, "Hộ tịch", 4).click();
  expect(await outlined()).toEqual([]);
  await cell(page, "Hộ tịch", 3).click();
  expect(await outlined()).toEqual(["4", "5", "6"]);
  await page.locator(".grid-sources").getByRole("button", { name: "(5)" }).click();
  expect(await active(page)).toBe("Hộ tịch 5");
  await cell(page, "Chứng thực", 3).click();
  await press(page, "Control+[");
  expect(await active(page)).toBe("Chứng thực 4");
  await cell(page, "TỔNG CỘNG", 4).click();
  expect(await outlined(), "the total comes from its column").toEqual(["4", "4"]);
  await press(page, "Control+[");
  await expect(page.locator('[aria-colindex="4"][aria-selected="true"]')).toHaveCount(2);
});

convention(101, async ({ signedIn }) => {
  const rows = { "Nhóm một": { 8: "100", 9: "50" }, "Nhóm hai": { 8: "300", 9: "300" } };
  const page = await openFigures(signedIn, "K", rows);
  await expect(cell(page, "Nhóm một", 11)).toHaveText("50,00");
  await expect(cell(page, "Nhóm hai", 11)).toHaveText("0,00");
  await expect(cell(page, "TỔNG CỘNG", 11), "50 of 400, not 50 + 0").toHaveText("12,50");
  await cell(page, "Nhóm hai", 9).click();
  await page.keyboard.type("0");
  await press(page, "Enter");
  await expect(cell(page, "TỔNG CỘNG", 11)).toHaveText("87,50");
});

convention(102, async ({ signedIn }) => {
  const page = await open(signedIn);
  for (const [formula, told] of [["[7]", /\[3\] → \[7\] → \[3\]/], ["[4] + [99]", /\(99\)/]] as const) {
    await page.unrouteAll();
    await changeForm(page, (template) => {
      for (const column of columns(template)) {
        if (column.number === 3) column.formula = formula;
        if (column.number === 7) column.formula = "[3]";
      }
    });
    await page.reload();
    await expect(page.getByRole("alert").filter({ hasText: told }), formula).toBeVisible();
    await expect(page.getByRole("grid"), "such a form cannot be filled in").toHaveCount(0);
  }
});

convention(104, async ({ signedIn }) => {
  const page = await openFigures(signedIn, "K", { "Nhóm một": { 8: "0", 9: "0" }, "Nhóm hai": {}, "Nhóm ba": { 9: "5" } });
  await expect(cell(page, "Nhóm một", 10)).toHaveText("0");
  await expect(cell(page, "Nhóm một", 11), "a division by zero is blank").toHaveText("");
  await expect(cell(page, "Nhóm hai", 10), "of blanks comes a blank").toHaveText("");
  await expect(cell(page, "Nhóm ba", 10), "a blank beside a figure counts as 0").toHaveText("-5");
  await expect(cell(page, "TỔNG CỘNG", 11)).toHaveText("");
});
