// Playwright reporter: docs/grid-conventions.md from what the tests of the conventions said.
// E2E_TABLE=write writes it, E2E_TABLE=check fails when it says something else than the run.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import type { FullResult, Reporter, TestCase } from "@playwright/test/reporter";

import { exceptions, sections } from "../conventions/conventions";

const file = join(import.meta.dirname, "../../docs/grid-conventions.md");

type Proof = { place: string; passed: boolean };

export default class Table implements Reporter {
  private readonly proofs = new Map<number, Proof[]>();

  onTestEnd(test: TestCase): void {
    for (const { type, description } of test.annotations) {
      if (type === "convention") this.note(Number(description), test);
    }
  }

  private note(number: number, test: TestCase): void {
    // Its title path is ["", project, file, title]; its location is where `convention` is defined.
    const proof = { place: basename(test.titlePath()[2] ?? ""), passed: test.ok() };
    this.proofs.set(number, [...(this.proofs.get(number) ?? []), proof]);
  }

  onEnd(): Promise<{ status?: FullResult["status"] } | undefined> {
    return Promise.resolve(this.finish());
  }

  private finish(): { status: "failed" } | undefined {
    const wanted = process.env.E2E_TABLE;
    if (wanted === "write") writeFileSync(file, this.document());
    if (wanted !== "check" || readFileSync(file, "utf8") === this.document()) return undefined;
    console.error("docs/grid-conventions.md is not what the tests say: run `cargo xtask conventions`");
    return { status: "failed" };
  }

  private document(): string {
    const tables = sections.map(({ letter, title, names }) => {
      const lines = Object.entries(names).map(([number, name]) => this.line(Number(number), name));
      return [`## ${letter}. ${title}`, "", "| no. | convention | test | state |", "|---|---|---|---|", ...lines].join("\n");
    });
    return `${[this.preface(), ...tables].join("\n\n")}\n`;
  }

  private preface(): string {
    const numbers = sections.flatMap(({ names }) => Object.keys(names).map(Number));
    const proved = numbers.filter((number) => this.state(number) === "holds").length;
    return [
      "# Conventions of the grid",
      "",
      "What people expect of a table they fill in, number by number, and the browser tests that prove it.",
      "Made by `cargo xtask conventions` from the tests in `e2e/conventions`; do not edit.",
      "",
      `${proved} of ${numbers.length} hold.`,
    ].join("\n");
  }

  private line(number: number, name: string): string {
    const files = [...new Set((this.proofs.get(number) ?? []).map(({ place }) => `\`${place}\``))].sort();
    return `| ${number} | ${name} | ${files.join(", ")} | ${this.state(number)} |`;
  }

  private state(number: number): string {
    const proofs = this.proofs.get(number) ?? [];
    if (proofs.some(({ passed }) => !passed)) return "**fails**";
    const exception = exceptions[number];
    if (exception) return proofs.length > 0 ? `in part: ${exception}` : `not yet: ${exception}`;
    return proofs.length > 0 ? "holds" : "not yet";
  }
}
