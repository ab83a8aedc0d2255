// Files of other formats, columns that nobody knows, text in old fonts.
import { accounts } from "../support/accounts";
import { convention } from "../support/convention";
import { open as openReport } from "../support/fields";
import { lines, paste, press } from "../support/grid";
import { apply, choose, payload, problems, taken } from "../support/importing";
import { cell, expectSaved } from "../support/steps";
import { expect } from "../support/test";

const late = { account: accounts.governmentOffice, form: "II.06g/VPCP/KSTT", kind: "quarter" } as const;

/** What stands in `payloads/workbooks/plain.*`, as plain text. */
const plain = [
  ["STT", "Lĩnh vực, công việc giải quyết", "Số lượng hồ sơ quá hạn", "Nguyên nhân quá hạn", "Ghi chú"],
  ["(1)", "(2)", "(3)", "(4)", "(5)"],
  ["1", "Hộ tịch", "1.234", "NN10", "đủ dấu: ậ ữ ơ"],
  ["2", "Chứng thực", "5", "NN01", ""],
  ["3", "Quốc tịch", "1.234.567", "", "a; b, c"],
];
const csv = (separator: string): string => plain.map((row) => row.map((field) => `"${field}"`).join(separator)).join("\r\n");

convention(118, "files of every format are read the same", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  const tabs = plain.map((row) => row.join("\t")).join("\r\n");
  for (const [name, file] of [
    ["plain.xlsx", payload("plain.xlsx")],
    ["plain.ods", payload("plain.ods")],
    ["plain.xls", payload("plain.xls")],
    ["semicolons.csv", Buffer.from(`\ufeff${csv(";")}`)],
    ["commas.csv", Buffer.from(csv(","))],
    ["tabs.txt", Buffer.from(`\ufeff${tabs}`, "utf16le")],
  ] as const) {
    const dialog = await choose(page, file, name);
    await taken(dialog, "3 trong 3");
    await expect(problems(dialog), `${name}: nothing odd`).toHaveCount(0);
    await apply(dialog).click();
    await expect(cell(page, "Hộ tịch", 3), name).toHaveText("1.234");
    await expect(cell(page, "Hộ tịch", 4), name).toContainText("Nguyên nhân khác");
    await expect(cell(page, "Hộ tịch", 5), name).toHaveText("đủ dấu: ậ ữ ơ");
    await expect(cell(page, "Quốc tịch", 3), name).toHaveText("1.234.567");
    await expect(cell(page, "Quốc tịch", 5), name).toHaveText("a; b, c");
    await cell(page, "Hộ tịch", 3).click();
    await press(page, "Control+z");
    await expect(lines(page).filter({ hasText: "Hộ tịch" }), "taken back").toHaveCount(0);
    await press(page, "Control+s");
    await expectSaved(page);
  }
});

convention(118, "columns that nobody knows are matched once and remembered", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  // Titles that no earlier run has matched.
  const title = `Bao nhiêu ${Date.now()}`;
  const file = (figure: string) => Buffer.from(`Sổ theo dõi;;;\nGiải trình;${title};Việc gì;Vì sao\nthiếu người;${figure};Hộ tịch;NN10\n;7;Chứng thực;\n`);
  const dialog = await choose(page, file("41"), "so-rieng.csv");
  await expect(dialog.getByRole("alert")).toContainText("Không tìm thấy bảng");
  const screen = dialog.getByRole("group", { name: "Ghép cột" });
  await expect(screen.getByLabel("Dòng đầu")).toHaveValue("3");
  await expect(screen.getByLabel("Tên dòng").getByRole("option", { name: /C: Việc gì · Hộ tịch/ })).toBeAttached();
  await screen.getByLabel("Tên dòng").selectOption("C");
  await screen.getByLabel(/^\(3\)/).selectOption("B");
  await screen.getByLabel(/^\(4\)/).selectOption("D");
  await screen.getByLabel(/^\(5\)/).selectOption("A");
  await dialog.getByRole("button", { name: "Xem trước" }).click();
  await taken(dialog, "2 trong 2");
  await apply(dialog).click();
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("41");
  await expect(cell(page, "Hộ tịch", 4)).toContainText("Nguyên nhân khác");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("thiếu người");
  await expect(cell(page, "Chứng thực", 3)).toHaveText("7");

  const again = await choose(page, file("50"), "so-rieng.csv");
  await expect(again.getByText("Các cột được nhận như đơn vị đã ghép lần trước.")).toBeVisible();
  await expect(again.getByRole("row", { name: /Hộ tịch/ })).toContainText("50");
  await apply(again).click();
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("50");
});

convention(118, "an old or wrong file is told the way out", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  for (const [name, bytes, words] of [
    ["tcvn.csv", Buffer.from("H\xf4 t\xdech;1", "latin1"), /CSV UTF-8/],
    ["trang.xls", Buffer.from("<html><table><tr><td>1</td></tr></table></html>"), /trang web/],
    ["excel4.xls", Buffer.from([9, 4, 6, 0, 0, 0, 16, 0]), /Excel 95/],
  ] as const) {
    const dialog = await choose(page, bytes, name);
    await expect(dialog.getByRole("alert"), name).toContainText(words);
    await dialog.getByRole("button", { name: "Hủy" }).click();
  }
});

convention(119, "oddities of .ods and .xls are told too", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  for (const name of ["odd.ods", "odd.xls"]) {
    const dialog = await choose(page, payload(name), name);
    for (const [at, words] of [
      ["C5", "Số được lưu dạng chữ “1.234”; đã hiểu là 1.234."],
      ["C6", "Ô số lại chứa ngày 04/03/2026"],
      ["C7", "Vùng C7:D7 bị gộp ô"],
      ["C9", "Dòng đang bị ẩn"],
    ] as const) {
      await expect(problems(dialog).filter({ hasText: at }), `${name} ${at}`).toContainText(words);
    }
    await expect(problems(dialog), "the formula has a value here").toHaveCount(4);
    await expect(dialog.getByRole("row", { name: /Lý lịch tư pháp/ }).last()).toContainText("5");
    await dialog.getByRole("button", { name: "Hủy" }).click();
  }
});

/** What is pasted as a program would put it on the clipboard. */
const tcvn3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam";
const vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam";

convention(120, "pasted text in old fonts is told and converted when asked for", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: { "Hộ tịch": { 3: "1" }, "Chứng thực": { 3: "2" }, "Quốc tịch": { 3: "3" } } });
  const notes = [tcvn3, vni, "Cộng hòa, có là gì"];
  await cell(page, "Hộ tịch", 5).click();
  await paste(page, notes.join("\r\n"));
  const notice = page.getByRole("group", { name: "Chữ kiểu phông cũ" });
  await expect(notice).toContainText("2 ô có chữ kiểu phông cũ");
  await expect(notice).toContainText("Cộng hoà xã hội chủ nghĩa Việt Nam");
  await expect(cell(page, "Hộ tịch", 5), "nothing is converted unasked").toHaveText(tcvn3);
  await notice.getByRole("button", { name: "Chuyển sang Unicode" }).click();
  await expect(notice).toBeHidden();
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("Cộng hoà xã hội chủ nghĩa Việt Nam");
  await expect(cell(page, "Chứng thực", 5)).toHaveText("Cộng hòa xã hội chủ nghĩa Việt Nam");
  await expect(cell(page, "Quốc tịch", 5), "Unicode stays").toHaveText("Cộng hòa, có là gì");
  await cell(page, "Hộ tịch", 5).click();
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 5), "one step").toHaveText(tcvn3);
  await expect(cell(page, "Chứng thực", 5)).toHaveText(vni);
  await press(page, "Control+z");
  await expect(cell(page, "Hộ tịch", 5), "the paste itself").toHaveText("");
});

convention(120, "Unicode, English and numbers are never taken for old fonts", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: { "Hộ tịch": { 3: "1" }, "Chứng thực": { 3: "2" }, "Quốc tịch": { 3: "3" } } });
  await cell(page, "Hộ tịch", 5).click();
  await paste(page, ["Tôn Thân, có là thì", "Café résumé, 10 µm, m×n", "1.234,5 – § 12 ®"].join("\r\n"));
  await expect(cell(page, "Quốc tịch", 5)).toHaveText("1.234,5 – § 12 ®");
  await expect(page.getByRole("group", { name: "Chữ kiểu phông cũ" })).toBeHidden();
});

convention(120, "imported text in old fonts is told, and its rows are found", async ({ signedIn }) => {
  const page = await openReport(signedIn, { ...late, rows: {} });
  const file = Buffer.from(`(1);(2);(3);(4);(5)\n1;Hé tÞch;12;NN10;${tcvn3}\n2;Chöùng thöïc;7;;${vni}\n`);
  for (const [converts, first, second] of [
    [false, tcvn3, vni],
    [true, "Cộng hoà xã hội chủ nghĩa Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"],
  ] as const) {
    const dialog = await choose(page, file, "phong-cu.csv");
    const notice = dialog.getByRole("group", { name: "Chữ kiểu phông cũ" });
    await expect(notice).toContainText("2 ô có chữ kiểu phông cũ");
    if (converts) await notice.getByLabel("Chuyển sang Unicode").check();
    await expect(dialog.getByRole("row", { name: /Hộ tịch/ }).filter({ hasText: first }), "the preview shows what would be taken").toHaveCount(1);
    await apply(dialog).click();
    await expect(cell(page, "Hộ tịch", 5)).toHaveText(first);
    await expect(cell(page, "Chứng thực", 5)).toHaveText(second);
  }
});
