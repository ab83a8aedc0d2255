import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { copied, lines, paste, press, said } from "../support/grid";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "F", { "Hộ tịch": { 4: "1000", 5: "2" }, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "7" } });

convention(59, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+Insert");
  expect(await copied(page)).toBe("1.000");
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Shift+Insert");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("1.000");
  await cell(page, "Đất đai", 5).click();
  await press(page, "Control+v");
  await expect(cell(page, "Đất đai", 5)).toHaveText("1.000");
});

convention(60, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 2).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Control+c");
  expect(await copied(page), "as Excel in Vietnamese reads it").toBe("Hộ tịch\t1.002\t1.000\t2");
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item!.getType("text/html")).text();
  });
  expect(html).toContain("<table");
  expect(html, "exact values for programs").toContain('x:num="1002"');
});

convention(61, async ({ signedIn }) => {
  const page = await openReport(signedIn, {
    account: accounts.provinceConsolidation,
    form: "I.03/VPCP/TH",
    kind: "year",
    rows: { "Nhiệm vụ 1": { 3: "a" } },
  });
  await lines(page).first().locator('[aria-colindex="3"]').click();
  await paste(page, '"dòng 1\r\ndòng 2"\t"có ""ngoặc"""\t"có\ttab"\r\n');
  const row = lines(page).first();
  await expect(row.locator('[aria-colindex="3"]')).toHaveText("dòng 1\ndòng 2", { useInnerText: true });
  await expect(row.locator('[aria-colindex="4"]')).toHaveText('có "ngoặc"');
  await expect(row.locator('[aria-colindex="5"]')).toHaveText("có tab");
});

convention(66, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await paste(page, "9\t1.000\t2\r\n9\t3\tkhông rõ\r\n");
  await expect(said(page)).toHaveText("3 ô đã dán, 2 ô bỏ qua (công thức), 1 ô không phải số");
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("1.002");
  await expect(cell(page, "Chứng thực", 5), "what is not a number is kept and marked").toHaveText("không rõ");
});

convention(67, "a fixed table refuses the overflow", async ({ signedIn }) => {
  const page = await openReport(signedIn, { account: accounts.provinceConsolidation, form: "IV.02b/VPCP/KSTT", kind: "year" });
  await page.locator('.grid-body [role=row] [aria-colindex="4"]').first().click();
  await paste(page, "1\t2\n3\t4\n5\t6\n");
  await expect(said(page)).toContainText("1 dòng không dán được");
});

convention(67, "catalogue and free rows grow", async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Đất đai", 2).click();
  await paste(page, "Đất đai\t\t1\nMôi trường\t\t2\n");
  await expect(cell(page, "Môi trường", 4)).toHaveText("2");
});

convention(68, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Đất đai", 2).click();
  const nfd = "Môi trường".normalize("NFD");
  await paste(page, `Đất đai\t\t1\n  ${nfd}  \t\t2\nkhông có lĩnh vực này\t\t3\n`);
  await expect(cell(page, "Môi trường", 4)).toHaveText("2");
  await expect(said(page), "misses are told").toContainText("1 dòng");
});

convention(69, async ({ signedIn }) => {
  const page = await open(signedIn);
  const requests: string[] = [];
  page.on("request", (request) => request.method() === "PATCH" && requests.push(request.url()));
  await cell(page, "Hộ tịch", 4).click();
  await paste(page, "11\t12\n13\t14\n");
  await expect(cell(page, "Chứng thực", 3)).toHaveText("27");
  await expectSaved(page);
  expect(requests.length, "one request").toBe(1);
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("1.000");
  await expect(cell(page, "Chứng thực", 4)).toHaveText("4");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("");
});
