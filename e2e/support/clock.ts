// The clock of the server whose time the test moves: a file holds by how many seconds it is ahead (`--clock-offset-file`).
import { writeFileSync } from "node:fs";

import { expect } from "@playwright/test";

/** Lets it be this moment on the server, e.g. `2027-06-15T08:00`, Vietnamese time. */
export function goTo(moment: string): void {
  const file = process.env.E2E_YEAR_CLOCK;
  expect(file, "no clock: run the browser tests with `cargo xtask e2e`").toBeTruthy();
  const ahead = Math.round((Date.parse(`${moment}:00+07:00`) - Date.now()) / 1000);
  writeFileSync(file!, String(ahead));
}
