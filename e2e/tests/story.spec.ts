// The main job, end to end: a commune enters, its leader approves, it sends; the province accepts, consolidates and sends;
// the Government Office sees the total and asks a cell where it comes from.
import { accounts } from "../support/accounts";
import { consolidate, outdated, seeDifference, stale } from "../support/consolidating";
import { act, actOn, addRows, cell, expectMessage, expectSaved, expectStatus, openReport, reportRow, type } from "../support/steps";
import { expect, test } from "../support/test";

const commune = { form: "II.06a/VPCP/KSTT", kind: "quarter", unit: "Phường Ba Đình" } as const;
const province = { form: "II.06c/VPCP/KSTT", kind: "quarter", unit: "Thành phố Hà Nội" } as const;
const country = { form: "II.06c/VPCP/KSTT", kind: "quarter", unit: "Văn phòng Chính phủ" } as const;

test.describe.configure({ mode: "serial" });

test("a commune fills form II.06a, mends what a rule found, and submits", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await expect(page.getByRole("heading", { name: "Việc của tôi" })).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Nhập liệu báo cáo số liệu" }).click();
  await openReport(page, "enter", commune);

  await addRows(page, ["Hộ tịch", "Chứng thực"]);
  await type(page, "Hộ tịch", 4, ["10", "5"]);
  await type(page, "Hộ tịch", 8, ["10", "3"]);
  await type(page, "Hộ tịch", 12, ["1"]);
  await type(page, "Chứng thực", 4, ["7"]);
  await type(page, "Chứng thực", 8, ["7"]);
  await expect(cell(page, "Hộ tịch", 3)).toHaveText("15");
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("22");

  // 15 received, but 13 settled and 1 open: the rule names its cells, and the report cannot be submitted.
  const findings = page.getByRole("region", { name: "Kiểm tra số liệu" });
  await expect(findings.getByText(/\d lỗi/)).toBeVisible();
  await expect(findings.getByRole("button", { name: /lệch 1/ }).first()).toBeVisible();
  await expectSaved(page);
  await expect(page.getByRole("button", { name: /Hãy sửa hết lỗi để trình/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Trình lãnh đạo" })).toBeDisabled();

  await type(page, "Hộ tịch", 12, ["2"]);
  await expect(findings.getByText("Không có lỗi, cảnh báo")).toBeVisible();
  await page.keyboard.press("Control+s");
  await expectMessage(page, "Đã lưu số liệu");
  await expectSaved(page);

  await page.reload();
  await expect(cell(page, "TỔNG CỘNG", 3)).toHaveText("22");
  await act(page, "Trình lãnh đạo", "Kính trình lãnh đạo duyệt");
  await expectStatus(page, "Chờ duyệt");
  await expect(page.locator("[aria-current=step]"), "whose turn it is").toContainText("Duyệt: Người có quyền duyệt, từ");
});

test("the leader rejects with a reason, the official mends, the leader approves", async ({ as }) => {
  const leader = await as(accounts.communeApproval);
  await openReport(leader, "approve", commune);
  const button = leader.getByRole("button", { name: "Từ chối duyệt" });
  await button.click();
  const dialog = leader.getByRole("dialog", { name: "Từ chối duyệt" });
  await dialog.getByRole("button", { name: "Từ chối duyệt" }).click();
  await expect(dialog.getByText("Hãy ghi lý do.")).toBeVisible();
  await dialog.getByRole("button", { name: "Hủy" }).click();
  await act(leader, "Từ chối duyệt", "Số hồ sơ chứng thực chưa đủ");

  const official = await as(accounts.communeEntry);
  await openReport(official, "enter", commune);
  await expect(official.getByRole("main").getByText("Số hồ sơ chứng thực chưa đủ")).toBeVisible();
  await type(official, "Chứng thực", 4, ["8"]);
  await type(official, "Chứng thực", 8, ["8"]);
  await expectSaved(official);
  await act(official, "Trình lãnh đạo", "Đã bổ sung");

  await openReport(leader, "approve", commune);
  await expect(cell(leader, "TỔNG CỘNG", 3)).toHaveText("23");
  await act(leader, "Duyệt");
  await expectStatus(leader, "Đã duyệt");

  await leader.getByRole("link", { name: "Lịch sử" }).click();
  await expect(leader.getByRole("main").getByText("Số hồ sơ chứng thực chưa đủ")).toBeVisible();
  await leader.getByRole("main").getByText(/thay đổi/).first().click();
  await expect(leader.getByRole("cell", { name: "8", exact: true }).first()).toBeVisible();
});

test("the unit sends", async ({ as }) => {
  const page = await as(accounts.communeSending);
  await actOn(page, "send", commune, "Gửi báo cáo");
  await expectMessage(page, "Gửi báo cáo thành công");
  await expectStatus(page, "Đã gửi");
});

test("the province accepts from the list, consolidates, and sees where a figure comes from", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  const row = await reportRow(page, "check", commune);
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Tiếp nhận (1)" }).click();
  const dialog = page.getByRole("dialog", { name: "Tiếp nhận" });
  await dialog.getByRole("button", { name: "Tiếp nhận" }).click();
  await expectMessage(page, /Tiếp nhận: đã xong 1 báo cáo/);

  await openReport(page, "consolidate", province);
  await page.getByRole("button", { name: "Tổng hợp dữ liệu" }).click();
  const overview = page.getByRole("dialog", { name: "Tổng hợp dữ liệu" });
  await expect(overview.getByText(/^1 trong \d+ báo cáo/)).toBeVisible();
  await overview.getByRole("button", { name: "Tổng hợp", exact: true }).click();
  await expectMessage(page, /Đã tổng hợp 1 báo cáo/);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("10");

  await cell(page, "Hộ tịch", 4).click();
  const top = async (name: string) => (await page.getByRole("button", { name }).boundingBox())!.y;
  expect(await top("Nguồn số liệu"), "all tools in one line").toBe(await top("Thêm dòng"));
  await page.getByRole("button", { name: "Nguồn số liệu" }).click();
  const lineage = page.getByRole("dialog", { name: "Nguồn số liệu của ô" });
  await expect(lineage.getByRole("row", { name: /Phường Ba Đình/ })).toContainText("10");
  await expect(lineage.getByText(/^Khớp/)).toBeVisible();
  await page.keyboard.press("Escape");

  await act(page, "Trình lãnh đạo", "Kính trình");
  await expectStatus(page, "Chờ duyệt");
});

test("the province approves and sends, the Government Office accepts and sees the national total", async ({ as }) => {
  const leader = await as(accounts.provinceApproval);
  await actOn(leader, "approve", province, "Duyệt");
  const sender = await as(accounts.provinceSending);
  await actOn(sender, "send", province, "Gửi báo cáo");

  const office = await as(accounts.governmentOffice);
  await actOn(office, "check", province, "Tiếp nhận");
  await expectStatus(office, "Đã tiếp nhận");
  await openReport(office, "consolidate", country);
  await consolidate(office);
  await expect(cell(office, "TỔNG CỘNG", 3)).toHaveText("23");
  await cell(office, "Hộ tịch", 4).click();
  await office.getByRole("button", { name: "Nguồn số liệu" }).click();
  const lineage = office.getByRole("dialog", { name: "Nguồn số liệu của ô" });
  await expect(lineage.getByRole("row", { name: /Thành phố Hà Nội/ })).toContainText("10");
});

test("a correction by the commune travels to the national figure, and every level sees what changes", async ({ as }) => {
  test.setTimeout(300_000);
  const official = await as(accounts.communeEntry);
  await actOn(official, "track", commune, "Yêu cầu đính chính", "Đếm thiếu 2 hồ sơ hộ tịch");
  const receiver = await as(accounts.provinceConsolidation);
  await actOn(receiver, "check", commune, "Duyệt yêu cầu đính chính");
  await openReport(official, "enter", commune);
  await type(official, "Hộ tịch", 4, ["12"]);
  await type(official, "Hộ tịch", 8, ["12"]);
  await expectSaved(official);
  await act(official, "Trình lãnh đạo", "Đã đính chính");
  const leader = await as(accounts.communeApproval);
  await actOn(leader, "approve", commune, "Duyệt");
  const sender = await as(accounts.communeSending);
  await actOn(sender, "send", commune, "Gửi báo cáo");
  await actOn(receiver, "check", commune, "Tiếp nhận");

  // The province has sent its total: it is told, and asks to correct it in turn.
  await openReport(receiver, "track", province);
  await expect(stale(receiver, "Phường Ba Đình")).toBeVisible();
  await expect(cell(receiver, "TỔNG CỘNG", 3), "the total stands as it was sent").toHaveText("23");
  await seeDifference(receiver, "17");
  await act(receiver, "Yêu cầu đính chính", "Phường Ba Đình đã đính chính");
  const office = await as(accounts.governmentOffice);
  await openReport(office, "consolidate", country);
  await expect(outdated(office, "Thành phố Hà Nội"), "everybody above who used the figure is told at once").toBeVisible();
  await actOn(office, "check", province, "Duyệt yêu cầu đính chính");
  await openReport(receiver, "consolidate", province);
  await consolidate(receiver);
  await expect(cell(receiver, "TỔNG CỘNG", 3)).toHaveText("25");
  await expect(stale(receiver, "Phường Ba Đình")).toBeHidden();
  await act(receiver, "Trình lãnh đạo", "Đã tổng hợp lại");
  const provinceLeader = await as(accounts.provinceApproval);
  await actOn(provinceLeader, "approve", province, "Duyệt");
  const provinceSender = await as(accounts.provinceSending);
  await actOn(provinceSender, "send", province, "Gửi báo cáo");
  await actOn(office, "check", province, "Tiếp nhận");

  // And so is the country, whose figure can be followed back to the commune.
  await openReport(office, "consolidate", country);
  await expect(stale(office, "Thành phố Hà Nội")).toBeVisible();
  await expect(cell(office, "TỔNG CỘNG", 3)).toHaveText("23");
  await seeDifference(office, "17");
  await consolidate(office);
  await expect(cell(office, "TỔNG CỘNG", 3)).toHaveText("25");
  await expect(stale(office, "Thành phố Hà Nội")).toBeHidden();
  await cell(office, "Hộ tịch", 4).click();
  await office.getByRole("button", { name: "Nguồn số liệu" }).click();
  const lineage = office.getByRole("dialog", { name: "Nguồn số liệu của ô" });
  await expect(lineage.getByRole("row", { name: /Thành phố Hà Nội/ })).toContainText("12");
  await expect(lineage.getByText(/^Khớp/)).toBeVisible();
});

test("the province fills the fixed form IV.02b", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openReport(page, "enter", { form: "IV.02b/VPCP/KSTT", kind: "quarter" });
  await type(page, "Đơn vị báo cáo", 4, ["20", "0", "126"]);
  await type(page, "Đơn vị báo cáo", 8, ["18", "0", "100"]);
  await type(page, "Đơn vị báo cáo", 12, ["20", "0", "120"]);
  await expect(cell(page, "Đơn vị báo cáo", 3)).toHaveText("146");
  const findings = page.getByRole("region", { name: "Kiểm tra số liệu" });
  await findings.getByRole("button", { name: /126/ }).first().click();
  await type(page, "Đơn vị báo cáo", 14, ["126"]);
  await expect(findings.getByText("Không có lỗi, cảnh báo")).toBeVisible();
  await expectSaved(page);
});

test("the province fills the free form I.02_II", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openReport(page, "enter", { form: "I.02/VPCP/TH_II", kind: "half" });
  await page.getByRole("button", { name: "Thêm dòng" }).click();
  const row = page.getByRole("grid").getByRole("row").filter({ has: page.locator('[aria-colindex="3"][aria-readonly="false"]') });
  await row.first().locator('[aria-colindex="3"]').click();
  for (const text of ["Nghị quyết 01/NQ-CP", "Rà soát thủ tục hành chính", "Quý IV", "Đã trình"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("gridcell", { name: "Rà soát thủ tục hành chính" })).toBeVisible();
});
