// Looking reports up: every field, a search that is kept, and the list as a workbook.
import { accounts } from "../support/accounts";
import { expect, expectAccessible, test } from "../support/test";

test("a search is kept under a name, used again, downloaded and forgotten", async ({ as }) => {
  const page = await as(accounts.provinceConsolidation);
  await page.goto("/viec/track");
  await page.getByLabel("Từ khóa").fill("ba dinh");
  await page.getByLabel("Từ khóa").press("Enter");
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1), "the place of that name first").toContainText("Phường Ba Đình");
  await page.getByLabel("Loại báo cáo").selectOption({ label: "Số liệu" });
  await expect(page).toHaveURL(/loai=data/);

  await page.getByRole("button", { name: "Lưu bộ lọc này" }).click();
  const dialog = page.getByRole("dialog", { name: "Lưu bộ lọc này" });
  await expect(dialog.getByLabel("Tên bộ lọc")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Hãy đặt tên cho bộ lọc");
  await page.keyboard.type("Ba Đình, số liệu");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Đã lưu bộ lọc “Ba Đình, số liệu”.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Bỏ lọc" }).click();
  await expect(page).not.toHaveURL(/loai=/);
  const kept = page.getByRole("button", { name: "Ba Đình, số liệu", exact: true });
  await kept.click();
  await expect(page).toHaveURL(/tu-khoa=ba/);
  await expect(page.getByLabel("Từ khóa"), "what is searched for is seen").toHaveValue("ba dinh");
  await expect(kept).toHaveAttribute("aria-pressed", "true");
  await expect(rows.nth(1)).toContainText("Phường Ba Đình");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải danh sách (.xlsx)" }).click();
  expect((await download).suggestedFilename()).toBe("danh-sach-bao-cao.xlsx");

  await page.getByRole("button", { name: "Xóa bộ lọc “Ba Đình, số liệu”" }).click();
  await expect(kept).toBeHidden();
});
