// Two people at one browser, and signing out without network.
import { accounts, password } from "../support/accounts";
import { expect, test } from "../support/test";

test("a tab says that somebody else has signed in in another one", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.goto("/");
  await expect(page.locator(".account-name b"), "this tab knows who it belongs to").toBeVisible();
  const other = await page.context().newPage();
  await other.goto("/");
  await other.getByRole("button", { name: /^Tài khoản/ }).click();
  await other.getByRole("button", { name: "Đăng xuất" }).click();
  await other.getByRole("textbox", { name: "Tên đăng nhập" }).fill(accounts.governmentOffice);
  await other.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await other.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(other.getByRole("button", { name: /^Tài khoản/ })).toBeVisible();
  const name = (await other.locator(".account-name b").textContent())!;
  const dialog = page.getByRole("dialog", { name: "Người đăng nhập đã đổi" });
  await expect(dialog).toContainText(name);
  await dialog.getByRole("button", { name: `Tiếp tục với tài khoản ${name}` }).click();
  await expect(page.locator(".account-name b")).toHaveText(name);
});

test("signing out needs the network, and says so", async ({ as }) => {
  const page = await as(accounts.communeEntry);
  await page.goto("/");
  await page.getByRole("button", { name: /^Tài khoản/ }).click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByText(/^Đăng xuất cần có mạng/)).toBeVisible();
  await page.context().setOffline(false);
});
