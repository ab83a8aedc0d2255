// The same specs run against a server on SQLite and one on PostgreSQL, each with a fresh demonstration.
// `cargo xtask e2e` builds, starts both servers and sets the variables below.
import { defineConfig, type Project } from "@playwright/test";

const chromium = process.env.E2E_CHROMIUM ?? "/usr/bin/chromium";

function project(name: string, options: Partial<Project> = {}): Project {
  const server = process.env[`E2E_${(options.metadata?.server ?? name).toUpperCase()}_URL`];
  return { name, ...options, use: { ...options.use, baseURL: server } };
}

/** Each has a server of its own kind or time. */
const apart = ["year.spec.ts", "merger.spec.ts", "incident.spec.ts"];

/** How pages look and whether everybody can use them, which no database changes: on one of the two. */
const looks = ["pages.spec.ts", "theme.spec.ts", "phone.spec.ts", "wording.spec.ts"];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only at the second try is a fault; there is no second try.
  retries: 0,
  // A file's tests tell one story in their order; the two databases run side by side.
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  globalTimeout: 50 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    ["./support/table.ts"],
    ...(process.env.E2E_REPORT ? [["json", { outputFile: process.env.E2E_REPORT }] as const] : []),
  ],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 45_000,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: { width: 1366, height: 768 },
    // Each test's browser is new: it would fetch and keep the whole application once more, in the middle of the test. Tests of
    // what works without network allow it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    project("sqlite", { testIgnore: apart }),
    project("postgres", { testIgnore: [...apart, ...looks] }),
    // After the others on its server: an incident is told on every page as long as its deadlines are to come.
    project("incident", { testMatch: "incident.spec.ts", dependencies: ["sqlite"], metadata: { server: "sqlite" } }),
    // A server of its own, whose clock the test moves (E2E_YEAR_CLOCK).
    project("year", { testMatch: "year.spec.ts" }),
    // In its next quarter: what was merged stays merged.
    project("merger", { testMatch: "merger.spec.ts", dependencies: ["year"], metadata: { server: "year" } }),
    // The grid's conventions, number by number; what the database has to do with them is in the specs above.
    project("conventions", { testDir: "conventions" }),
    // Not tests: the documentation's pictures (`cargo xtask pictures`).
    project("pictures", { testDir: "pictures", metadata: { server: "sqlite" } }),
    // Not tests either: how long people wait (`cargo xtask bench web`).
    project("bench", { testDir: "bench", metadata: { server: "sqlite" } }),
  ],
});
