// What a sceptical reader would trip over: steps that vanish, work that cannot be done here, questions nobody needs.
import { accounts } from "../support/accounts";
import { act, addRows, cell, expectMessage, expectSaved, expectStatus, openReport, reportRow, type } from "../support/steps";
import { expect, test } from "../support/test";

test("the first visit asks the server nothing that it would refuse", async ({ visitor }) => {
  const page = await visitor();
  const refused: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(refused).toEqual([]);
});

test("the sign of what differs does not reach into the figure behind it", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/");
  // Many fonts lack it; put together from two signs it is drawn beyond its own width.
  const overhang = await page.evaluate(async () => {
    const font = `20px ${getComputedStyle(document.body).fontFamily}`;
    await document.fonts.load(font, "≠");
    const pen = document.createElement("canvas").getContext("2d")!;
    pen.font = font;
    const { actualBoundingBoxRight, width } = pen.measureText("≠");
    return actualBoundingBoxRight - width;
  });
  expect(overhang, "pixels").toBeLessThanOrEqual(0.5);
});

test("a report that is not there looks like a page that is not there", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  for (const address of ["/bao-cao/99999999", "/bao-cao/99999999/lich-su", "/bieu-mau/99999999", "/khong-co", "/khong/co/gi"]) {
    await page.goto(address);
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { level: 1, name: "Không tìm thấy trang" }), address).toBeVisible();
    await expect(main.getByRole("link", { name: "Việc của tôi" }), address).toBeVisible();
    await expect(page.getByRole("navigation"), address).toBeVisible();
  }
});

test("an outline is listed with what to do about it, and with no way to fill it in", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.goto("/viec/enter?tu-khoa=II.01-ĐC");
  const row = page.getByRole("row").filter({ hasText: "II.01-ĐC" }).first();
  await expect(row).toContainText("gửi bằng văn bản");
  await expect(row.getByRole("link", { name: /^Nhập liệu/ })).toHaveCount(0);
  await page.goto("/");
  const duty = page.getByRole("main").getByRole("link", { name: /II\.01-ĐC/ }).first();
  await expect(duty, "nobody forgets it").toContainText("gửi bằng văn bản");
});

test("the button for submitting stays in its place and says what it waits for", async ({ as }) => {
  const page = await as(accounts.otherCommuneEntry);
  await openReport(page, "enter", { form: "II.05a/VPCP/KSTT", kind: "quarter" });
  await addRows(page, ["Chứng thực"]);
  await type(page, "Chứng thực", 4, ["7"]);
  await type(page, "Chứng thực", 6, ["7"]);
  await expectSaved(page);
  const steps = page.getByRole("group", { name: "Thao tác" });
  const submit = steps.getByRole("button", { name: "Trình lãnh đạo" });
  await expect(submit).toBeDisabled();
  await expect(steps).toContainText(/Còn \d lỗi/);
  // From the mended error to the server's answer the button is there, with its reason.
  await page.route("**/api/v1/reports/*/data", async (route) => {
    await new Promise((go) => setTimeout(go, 1_000));
    await route.continue();
  });
  await cell(page, "Chứng thực", 14).click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect(steps).toContainText("Đang lưu số liệu…");
  await expect(submit).toBeDisabled();
  await expect(submit).toBeEnabled();
});

test("a leader is told what to do with wrong figures, and steps back stand apart", async ({ as }) => {
  const author = await as(accounts.communeEntry);
  await openReport(author, "enter", { form: "II.05a/VPCP/KSTT", kind: "year" });
  await addRows(author, ["Hộ tịch"]);
  for (const column of [4, 6, 9, 11]) await type(author, "Hộ tịch", column, ["1"]);
  await expectSaved(author);
  await act(author, "Trình lãnh đạo", "Đã kiểm tra");
  await expect(author.getByText("Báo cáo đang chờ duyệt nên chỉ xem.")).toBeVisible();

  const leader = await as(accounts.communeApproval);
  await expect(await reportRow(leader, "approve", { form: "II.05a/VPCP/KSTT", kind: "year" })).toBeVisible();
  await openReport(leader, "approve", { form: "II.05a/VPCP/KSTT", kind: "year" });
  await expect(leader.getByText("hãy từ chối duyệt kèm lý do để người nhập sửa")).toBeVisible();
  const names = await leader.getByRole("group", { name: "Thao tác" }).getByRole("button").allTextContents();
  expect(names.indexOf("Từ chối duyệt"), names.join(", ")).toBeLessThan(names.indexOf("Duyệt"));
});

test("on a low screen the table begins high, and nothing lies under the bar", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.setViewportSize({ width: 1366, height: 768 });
  await openReport(page, "enter", { form: "II.05a/VPCP/KSTT", kind: "quarter" });
  const top = (await page.getByRole("grid").boundingBox())!.y;
  expect(top, "of 768 lines, with a return and a notice").toBeLessThan(285);
  const findings = page.getByRole("region", { name: "Kiểm tra số liệu" });
  await findings.scrollIntoViewIfNeeded();
  const bar = await page.getByRole("group", { name: "Thao tác" }).boundingBox();
  const panel = (await findings.boundingBox())!;
  if (bar && bar.height > 0) expect(panel.y).toBeGreaterThanOrEqual(bar.y + bar.height);
});

test("a unit with nothing to report submits without typing, with a reason that its leader reads", async ({ as }) => {
  const wanted = { form: "II.06d/VPCP/KSTT", kind: "quarter" } as const;
  const page = await as(accounts.otherCommuneEntry);
  await openReport(page, "enter", wanted);
  await expectStatus(page, "Mới");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expectMessage(page, "Không có thay đổi nào chưa lưu");
  await page.getByRole("group", { name: "Thao tác" }).getByRole("button", { name: "Trình lãnh đạo" }).click();
  const dialog = page.getByRole("dialog", { name: "Trình lãnh đạo" });
  await expect(dialog).toContainText("Báo cáo chưa có số liệu nào");
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expect(dialog.getByText("Hãy ghi lý do.")).toBeVisible();
  await dialog.getByRole("textbox").fill("Trong kỳ không phát sinh hồ sơ quá hạn");
  await dialog.getByRole("button", { name: "Trình lãnh đạo" }).click();
  await expectStatus(page, "Chờ duyệt");

  const leader = await as(accounts.otherCommuneApproval);
  await openReport(leader, "approve", wanted);
  await expect(leader.getByRole("main")).toContainText("Trong kỳ không phát sinh hồ sơ quá hạn");
  await expect(leader.getByRole("main")).toContainText("Báo cáo không có dòng nào");
});

test("a followed report that was not sent yet shows where it is, without its figures", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await page.goto(`/viec/track?${new URLSearchParams({ "tu-khoa": "II.06d phường" })}`);
  await page.getByRole("row").filter({ hasText: "Mới" }).first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("II.06d");
  await expect(page.getByRole("main")).toContainText("Chưa xem được số liệu của báo cáo này");
  await expect(page.getByRole("main").getByRole("button", { name: "Thử lại" })).toHaveCount(0);
});

test("whoever is led to sign in again is told why", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Việc của tôi" })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("link", { name: /Theo dõi báo cáo/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Đăng nhập" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Phiên làm việc đã kết thúc");
});
