// Two communes become one in the middle of a period, by an act with a number and a day: nothing typed is lost, what was sent keeps
// its name, nothing counts twice, and the totals are the same on the map of then and of now.
import type { Page } from "@playwright/test";

import { accounts } from "../support/accounts";
import { goTo } from "../support/clock";
import { api } from "../support/ground";
import { act, cell, expectMessage, expectStatus } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";
import { approve, expectTold, fill, FORM, openOf, openPeriod, PROVINCE_FORM, send } from "../support/year";

const PERIOD = "Quý III năm 2027";
const [ONE, OTHER, NEW] = ["Phường Ba Đình", "Phường Hoàn Kiếm", "Phường Hồ Gươm"];
const NUMBER = "1656/NQ-UBTVQH15";

test.describe.configure({ mode: "serial" });

test("one commune has begun its report, the other one has sent it", async ({ as }) => {
  goTo("2027-06-28T08:00");
  await openPeriod(await as(accounts.administrator), PERIOD, "2027-Q3");
  const begun = await as(accounts.communeEntry);
  await fill(begun, PERIOD, ONE, ["3", "1"]);
  const done = await as(accounts.otherCommuneEntry);
  await fill(done, PERIOD, OTHER, ["7", "2"]);
  await approve(as, done, accounts.otherCommuneApproval, PERIOD, OTHER);
  await send(await as(accounts.otherCommuneSending), PERIOD, FORM, OTHER);
});

test("the receiver looks at what was sent beside the quarter before", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await openOf(page, "check", PERIOD, FORM, OTHER);
  const changed = page.getByRole("grid").locator("[aria-colindex].is-changed");
  await expect(cell(page, "Hộ tịch", 5)).toHaveText("2");
  await expect(changed, "nothing is coloured unasked").toHaveCount(0);
  const before = page.getByRole("group", { name: "Xem thay đổi" }).getByRole("button", { name: "So với Quý II năm 2027 (8)" });
  await before.click();
  await expect(changed, "a figure and what is computed from it, twice, and in the total").toHaveCount(8);
  await cell(page, "Hộ tịch", 5).click();
  await expect(page.locator(".grid-about")).toContainText("Quý II năm 2027: 1");
  await expectAccessible(page);
  await before.click();
  await expect(changed).toHaveCount(0);
});

async function choose(page: Page, name: string): Promise<void> {
  await page.getByLabel("Đơn vị được sắp xếp").fill(name);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("list", { name: "Đơn vị đã chọn" })).toContainText(name);
}

test("an administrator drafts the act, looks at what it would do, and publishes it", async ({ as }) => {
  const page = await as(accounts.administrator);
  await page.getByRole("link", { name: "Sắp xếp đơn vị" }).click();
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await page.getByLabel("Số, ký hiệu văn bản").fill(NUMBER);
  await page.getByLabel("Trích yếu").fill("Sắp xếp các phường của thành phố Hà Nội");
  await page.getByLabel("Ngày hiệu lực").fill("2027-07-01");
  await page.getByRole("button", { name: "Thêm nội dung" }).click();
  await choose(page, ONE);
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.locator(".field-error").first(), "one unit alone cannot be merged, and needs a name").toBeVisible();
  await choose(page, OTHER);
  await page.getByLabel("Tên đơn vị mới").fill(NEW);
  await page.getByLabel("Mã đơn vị mới").fill("00999");
  await page.getByRole("button", { name: "Xem trước" }).click();
  const preview = page.getByRole("dialog", { name: "Xem trước" });
  await expect(preview).toContainText(`${NEW} (mới)`);
  await expect(preview).toContainText("báo cáo");
  await expectAccessible(page);
  await preview.getByRole("button", { name: "Đóng" }).click();
  await page.getByRole("button", { name: "Ban hành" }).click();
  await page.getByRole("dialog", { name: "Ban hành" }).getByRole("button", { name: "Ban hành" }).click();
  await expectMessage(page, `Đã ban hành quyết định ${NUMBER}`);
  await expectAccessible(page);
});

test("on its day the machine carries it out, and everybody concerned is told", async ({ as }) => {
  goTo("2027-07-01T00:10");
  const page = await as(accounts.administrator);
  await page.goto("/quan-tri/sap-xep");
  const row = page.getByRole("row").filter({ hasText: NUMBER });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Đã thực hiện", { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expectTold(await as(accounts.otherCommuneApproval), /Hồ Gươm/);
});

test("its people go on with what was begun, under the new name", async ({ as }) => {
  goTo("2027-07-01T08:00");
  const page = await as(accounts.communeEntry);
  await openOf(page, "enter", PERIOD, FORM, NEW);
  await expect(cell(page, "Hộ tịch", 4), "what was typed").toHaveText("3");
  const former = page.locator("[data-predecessors]");
  await expect(former.getByRole("link", { name: OTHER })).toBeVisible();
  await expect(former).toContainText("đã gửi, được tính riêng");
  await expectAccessible(page);
  await approve(as, page, accounts.communeApproval, PERIOD, NEW);
  await send(await as(accounts.communeSending), PERIOD, FORM, NEW);
});

test("the province adds both up, once each; totals are the same on either map", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  for (const unit of [NEW, OTHER]) {
    await openOf(page, "check", PERIOD, FORM, unit);
    await expect(page.getByRole("main")).toContainText(unit);
    await act(page, "Tiếp nhận");
    await expectStatus(page, "Đã tiếp nhận");
  }
  await openOf(page, "consolidate", PERIOD, PROVINCE_FORM, "Thành phố Hà Nội");
  await page.getByRole("button", { name: "Tổng hợp dữ liệu" }).click();
  await page.getByRole("dialog", { name: "Tổng hợp dữ liệu" }).getByRole("button", { name: "Tổng hợp", exact: true }).click();
  await expectMessage(page, /Đã tổng hợp 2 báo cáo/);
  await expect(cell(page, "Hộ tịch", 4)).toHaveText("10");

  await page.goto("/tien-do?van-ban=01/2020/TT-VPCP&che-do=II&ky=2027-Q3");
  const map = page.getByLabel("Địa giới");
  const main = page.getByRole("main");
  await expect(main.getByText(NEW).first()).toBeVisible();
  await expect(main.getByRole("row", { name: new RegExp(OTHER) })).toHaveCount(0);
  await map.selectOption({ label: "Theo địa giới khi đó" });
  await expect(main.getByRole("row", { name: new RegExp(NEW) }).first(), "the quarter's end is behind the merger").toBeVisible();
  const total = async (when: string) => {
    const query = new URLSearchParams({ circular: "01/2020/TT-VPCP", regime: "II", period: "2027-Q2", map: when });
    const { body } = await api<{ total: unknown; below: { unit: { name: string } }[] }>(page, "GET", `/progress?${query}`);
    return { total: body.total, names: body.below.map((row) => row.unit.name) };
  };
  const [then, now] = [await total("then"), await total("now")];
  expect(then.total, "the quarter before, whose units were others").toEqual(now.total);
  expect(then.names).toEqual(expect.arrayContaining([ONE, OTHER]));
  expect(now.names).toContain(NEW);
  expect(now.names).not.toContain(OTHER);
});
