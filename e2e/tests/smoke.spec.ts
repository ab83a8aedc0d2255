// The pipe from the browser through the server to the database stands.
import { expect, expectAccessible, test } from "../support/test";

test("the server is ready and says who it is", async ({ request }) => {
  expect((await request.get("/health/live")).status()).toBe(200);
  expect((await request.get("/health/ready")).status()).toBe(200);
});

test("a visitor is asked to sign in, in Vietnamese", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByLabel("Mật khẩu", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Đăng nhập" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await expectAccessible(page);
});

test("the browser may keep what never changes, and must ask for the page", async ({ request }) => {
  const page = await request.get("/");
  expect(page.headers()["cache-control"]).toContain("no-cache");
  const policy = page.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src");
  expect(policy).not.toContain("unsafe-inline");
  const script = /src="(\/assets\/boot-[0-9a-f]{16}\.js)"/.exec(await page.text())?.[1] ?? "";
  const asset = await request.get(script);
  expect(asset.status()).toBe(200);
  expect(asset.headers()["cache-control"]).toContain("immutable");
});
