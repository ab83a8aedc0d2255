// Files run side by side against one server: each brings reports of its own into a known state. Two that shared one would
// spoil each other's figures now and then; here they always fail.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { test } from "@playwright/test";

/** Takes a report for the file of the running test, for the whole run; fails when another file has it. */
export function claim(report: number): void {
  const { project, titlePath } = test.info();
  // Not where `test` is called: that may be a helper of all files.
  const file = titlePath[0]!;
  // Emptied by Playwright when a run begins.
  const folder = join(project.outputDir, "claims", project.name);
  const path = join(folder, String(report));
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, basename(file), { flag: "wx" });
  } catch {
    const owner = readFileSync(path, "utf8");
    if (owner !== basename(file)) throw new Error(`report ${report} belongs to ${owner}: take another one`);
  }
}
