import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport, openCatalogue } from "../support/fields";
import { active, choose, copied, editor, lines, menu, outlined, paste, press, said } from "../support/grid";
import { changeForm, columns } from "../support/ground";
import { cell, expectSaved } from "../support/steps";
import { expect, type Fixtures } from "../support/test";

const open = (signedIn: Fixtures["signedIn"]): Promise<Page> =>
  openCatalogue(signedIn, "F", { "Hộ tịch": { 4: "1000", 5: "2" }, "Chứng thực": { 4: "4" }, "Đất đai": { 4: "7" } });

convention(59, "by keys, on any keyboard layout", async ({ signedIn }) => {
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

convention(59, "by menu", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await choose(page, cell(page, "Hộ tịch", 4), "Sao chép Ctrl+C");
  expect(await copied(page)).toBe("1.000");
  await choose(page, cell(page, "Chứng thực", 5), "Dán Ctrl+V");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("1.000");
  await choose(page, cell(page, "Hộ tịch", 5), "Cắt");
  await choose(page, cell(page, "Đất đai", 5), "Dán Ctrl+V");
  await expect(cell(page, "Đất đai", 5)).toHaveText("2");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("");
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

convention(64, "a dash is zero where nothing may be blank", async ({ signedIn }) => {
  const page = await open(signedIn);
  await changeForm(page, (template) => {
    for (const column of columns(template)) if (column.number === 5) Object.assign(column, { required: true });
  });
  await page.reload();
  await cell(page, "Hộ tịch", 4).click();
  await paste(page, "-\t-\n–\t–\n");
  for (const row of ["Hộ tịch", "Chứng thực"]) {
    await expect(cell(page, row, 4), "else it is nothing").toHaveText("");
    await expect(cell(page, row, 5)).toHaveText("0");
  }
});

convention(65, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Đất đai", 4).click({ modifiers: ["Shift"] });
  await paste(page, "5");
  for (const row of ["Hộ tịch", "Chứng thực", "Đất đai"]) await expect(cell(page, row, 4), "one value fills").toHaveText("5");
  await cell(page, "Hộ tịch", 4).click();
  await cell(page, "Chứng thực", 5).click({ modifiers: ["Shift"] });
  await paste(page, "1\t2\n");
  await expect(cell(page, "Chứng thực", 4), "a block repeats").toHaveText("1");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("2");
  await cell(page, "Hộ tịch", 9).click();
  await paste(page, "1\t2\n3\t4\n");
  await expect(cell(page, "Chứng thực", 10), "a block extends").toHaveText("4");
});

convention(66, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 3).click();
  await paste(page, "9\t1.000\t2\r\n9\t3\tkhông rõ\r\n");
  await expect(said(page)).toHaveText("3 ô đã dán, 2 ô bỏ qua (công thức), 1 ô không phải số");
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("1.002");
  await expect(cell(page, "Chứng thực", 5), "what is not a number is kept and marked").toHaveText("không rõ");
  const toSkipped = page.getByRole("button", { name: "Tới ô bỏ qua" });
  await toSkipped.click();
  expect(await active(page)).toBe("Hộ tịch 3");
  await toSkipped.click();
  expect(await active(page)).toBe("Chứng thực 3");
  await page.getByRole("button", { name: "Tới ô không phải số" }).click();
  expect(await active(page)).toBe("Chứng thực 5");
});

convention(67, "a fixed table refuses the overflow", async ({ signedIn }) => {
  const page = await openReport(signedIn, { account: accounts.governmentOffice, form: "IV.02b/VPCP/KSTT", kind: "year" });
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
  const nfd = "Môi trường".normalize("NFD");
  await cell(page, "Đất đai", 2).click();
  await paste(page, `Đất đai\t\t1\n  ${nfd}  \t\t2\nlĩnh vực lạ\t\t3\nkhông cần\t\t4\n`);
  const mapping = page.getByRole("dialog", { name: "Mục không có trong danh mục" });
  await mapping.getByRole("combobox", { name: "lĩnh vực lạ" }).fill("Nuôi con nuôi");
  await mapping.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(cell(page, "Môi trường", 4), "without diacritics' form, trimmed").toHaveText("2");
  await expect(cell(page, "Nuôi con nuôi", 4), "as it was mapped").toHaveText("3");
  await expect(said(page), "what was left out is told").toContainText("1 dòng không dán được");
  await press(page, "Control+z");
  await expect(cell(page, "Môi trường", 4)).toHaveCount(0);
  await cell(page, "Đất đai", 2).click();
  await paste(page, "Đất đai\t\t1\nLV011\t\t5\n");
  await expect(lines(page).nth(3).locator('[aria-colindex="4"]'), "by code").toHaveText("5");
});

convention(66, "figures go to the rows that are named beside them", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.getByRole("rowheader", { name: "Hộ tịch" }).click();
  await paste(page, "Đất đai\t\t90\t10\nHộ tịch\t\t50\t6\n");
  await expect(cell(page, "Đất đai", 4)).toHaveText("90");
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("50");
  await expect(cell(page, "Chứng thực", 4), "the row that only lay there").toHaveText("4");
  await expect(said(page)).toHaveText("4 ô đã dán, 2 dòng ghép theo tên");
  await press(page, "Control+z");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");

  await page.getByRole("rowheader", { name: "Đất đai" }).click();
  await paste(page, "Môi trường\t\t5\t1\nHộ tịch\t\t50\t6\nNuôi con nuôi\t\t7\t2\n");
  await expect(cell(page, "Đất đai", 4), "not what is named otherwise").toHaveText("7");
  await expect(cell(page, "Hộ tịch", 4), "wherever it stands").toHaveText("50");
  await expect(cell(page, "Môi trường", 4)).toHaveText("5");
  await expect(cell(page, "Nuôi con nuôi", 4)).toHaveText("7");
  await expect(said(page)).toContainText("1 dòng ghép theo tên, 2 dòng đã thêm");
});

convention(66, "names that do not say it for all lines are asked for", async ({ signedIn }) => {
  const page = await open(signedIn);
  const question = page.getByRole("dialog", { name: "Tên trong nội dung dán khác tên dòng" });
  const block = "Hộ tịch\t\t50\nHộ tịch\t\t60\n";
  await page.getByRole("rowheader", { name: "Chứng thực" }).click();
  await paste(page, block);
  await expect(question.getByRole("row").nth(1)).toContainText("Chứng thực");
  await expect(question.getByRole("row").nth(2), "what becomes of it by name").toContainText("trùng tên");
  await question.getByRole("button", { name: "Hủy" }).click();
  await expect(cell(page, "Chứng thực", 4), "nothing yet").toHaveText("4");
  await cell(page, "Hộ tịch", 5).click();
  await page.keyboard.type("78");
  await expect(editor(page), "the keyboard is back").toHaveValue("78");
  await press(page, "Escape");
  await page.getByRole("rowheader", { name: "Chứng thực" }).click();
  await paste(page, block);
  await question.getByRole("button", { name: "Dán theo vị trí" }).click();
  await expect(cell(page, "Chứng thực", 4)).toHaveText("50");
  await expect(cell(page, "Đất đai", 4)).toHaveText("60");
  await page.getByRole("rowheader", { name: "Chứng thực" }).click();
  await paste(page, "Hộ tịch\t\t71\nHộ tịch\t\t72\n");
  await question.getByRole("button", { name: "Dán theo tên" }).click();
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("71");
  await expect(said(page)).toContainText("1 dòng không dán được (trùng tên với dòng khác)");
});

convention(68, "a text that is not in a column's list is told", async ({ signedIn }) => {
  const page = await openReport(signedIn, {
    account: accounts.otherCommuneEntry,
    form: "II.06d/VPCP/KSTT",
    kind: "year",
    rows: { "Hộ tịch": {}, "Chứng thực": {}, "Đất đai": {} },
  });
  await cell(page, "Hộ tịch", 4).click();
  await paste(page, "nguyen nhan khac\nNN03\nkhông rõ lý do\n");
  await expect(said(page)).toHaveText("2 ô đã dán, 1 ô không có trong danh sách chọn");
  await page.getByRole("button", { name: "Tới ô không có trong danh sách" }).click();
  expect(await active(page)).toBe("Đất đai 4");
  await expect(page.locator(".grid-wrong"), "what to do about it").toContainText("F4");
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

convention(71, "by key and by menu", async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Control+c");
  await cell(page, "Chứng thực", 5).click();
  await press(page, "Control+Shift+V");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("1.000");
  await choose(page, cell(page, "Đất đai", 5), "Chỉ dán giá trị");
  await expect(cell(page, "Đất đai", 5)).toHaveText("1.000");
});

convention(72, async ({ signedIn }) => {
  const page = await open(signedIn);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight", "Control+x");
  await expect(outlined(page)).toHaveCount(2);
  await expect(outlined(page).first(), "the border marches").toHaveCSS("animation-name", "grid-march");
  await expect(cell(page, "Hộ tịch", 4), "nothing goes before the paste").toHaveText("1.000");
  await press(page, "Escape");
  await expect(outlined(page)).toHaveCount(0);
  await cell(page, "Đất đai", 4).click();
  await press(page, "Control+v");
  await expect(said(page), "given up: no figure stands twice").toContainText("Đã thôi cắt nên không dán gì");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  await press(page, "Control+v");
  await expect(cell(page, "Đất đai", 4), "asked for again").toHaveText("1.000");
  await press(page, "Control+z");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight", "Control+x");
  await cell(page, "Đất đai", 4).click();
  await press(page, "Control+v");
  await expect(cell(page, "Đất đai", 4)).toHaveText("1.000");
  await expect(cell(page, "Đất đai", 5)).toHaveText("2");
  await expect(cell(page, "Hộ tịch", 4), "it moved").toHaveText("");
  await expect(outlined(page)).toHaveCount(0);
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 4), "in one step").toHaveText("1.000");
  await expect(cell(page, "Đất đai", 4)).toHaveText("7");
  await cell(page, "Hộ tịch", 3).click();
  await press(page, "Shift+ArrowRight", "Control+x");
  await expect(said(page)).toContainText("Chỉ cắt được một vùng gồm toàn ô nhập được");
  await expect(outlined(page)).toHaveCount(0);
});

convention(74, async ({ signedIn }) => {
  const page = await open(signedIn);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await cell(page, "Hộ tịch", 4).click();
  await press(page, "Shift+ArrowRight");
  await choose(page, cell(page, "Hộ tịch", 5), "Sao chép kèm tiêu đề cột");
  const levels = (await copied(page)).split(/\r?\n/);
  const titles = await page.getByRole("columnheader").evaluateAll((cells) => {
    const over = (cell: Element) => {
      const first = Number(cell.getAttribute("aria-colindex"));
      return first <= 5 && first + Number(cell.getAttribute("aria-colspan") ?? 1) > 4;
    };
    return cells.filter((cell) => over(cell) && !cell.classList.contains("grid-number")).map((cell) => cell.textContent!.trim());
  });
  for (const title of titles) expect(levels.slice(0, -1).join("\n"), "every level of the header").toContain(title);
  expect(levels.at(-1)).toBe("1.000\t2");
  await expect(menu(page)).toBeHidden();
});
