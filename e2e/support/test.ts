// What every spec imports instead of @playwright/test: the same, with people and with eyes for errors.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

import { type Account, password } from "./accounts";

export type Fixtures = {
  /** Opens a signed-in page in a browser context of its own, so that several people can act in one test. */
  as: (account: Account, device?: BrowserContextOptions) => Promise<Page>;
  /** The same without loading the application yet. */
  signedIn: (account: Account, device?: BrowserContextOptions) => Promise<Page>;
  /** Opens a page in a browser of its own, where nobody has signed in yet. */
  visitor: (device?: BrowserContextOptions) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  baseURL: async ({ baseURL }, use) => {
    expect(baseURL, "no server: run the browser tests with `cargo xtask e2e`").toBeTruthy();
    await use(baseURL);
  },
  page: async ({ page }, use) => {
    const faults = watch(page);
    await use(page);
    expect(faults, "the browser's console is clean").toEqual([]);
  },
  visitor: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (device) => {
      const context = await browser.newContext({ baseURL, ...device });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, "the browser's console is clean").toEqual([]);
  },
  signedIn: async ({ visitor }, use) => {
    await use(async (account, device) => {
      const page = await visitor(device);
      await signIn(page, account);
      return page;
    });
  },
  as: async ({ signedIn }, use) => {
    await use(async (account, device) => {
      const page = await signedIn(account, device);
      await page.goto("/");
      return page;
    });
  },
});

export { expect };

/** Signs in without the form, from within the page, so that origin and cookies are the browser's own. */
export async function signIn(page: Page, account: Account): Promise<void> {
  // Any answer of the server will do; the application itself would load and ask for itself.
  await page.goto("/favicon.svg");
  const answer = await page.evaluate(
    async (body) => {
      const headers = { "Content-Type": "application/json", "X-Baocao-Request": "1" };
      const answer = await fetch("/api/v1/sessions", { method: "POST", headers, body });
      return { status: answer.status, text: await answer.text() };
    },
    JSON.stringify({ username: account, password }),
  );
  expect(answer.status, `${account} signs in: ${answer.text}`).toBe(201);
}

/** axe finds nothing serious on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(told, "axe finds nothing serious").toEqual([]);
}

/** Collects what a person would never see but a developer should: exceptions and errors of the console. */
function watch(page: Page, faults: string[] = []): string[] {
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A refused request is the server's answer to what the test does on purpose (409, 422 …), not a fault.
    const refused = message.text().startsWith("Failed to load resource") && !/ 5\d\d /.test(message.text());
    if (message.type() === "error" && !refused) faults.push(message.text());
  });
  return faults;
}
