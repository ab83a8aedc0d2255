// What was measured, as lines of a Markdown table.
import { readFileSync } from "node:fs";

/** Times of one kind, or another figure with its unit. */
export type Figure = number[] | string;

/** The value below which this share of the times lies. */
export function at(times: number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const milliseconds = (time: number): string => `${time.toFixed(time < 100 ? 1 : 0)} ms`;

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

function text(figure: Figure): string {
  if (typeof figure === "string") return figure;
  const [median, late] = [at(figure, 0.5), at(figure, 0.95)];
  return figure.length === 1 ? milliseconds(median) : `${milliseconds(median)}, p95 ${milliseconds(late)} of ${figure.length}`;
}

/** One line: what, with how many rows and how slow a processor; ours, theirs where there is any, and the goal. */
export function say(what: string, where: { rows: number; slowdown: number }, ours: Figure, theirs?: Figure, goal = ""): void {
  const place = `${where.rows.toLocaleString("en")} rows, CPU 1/${where.slowdown}`;
  console.log(`| ${what} | ${place} | ${text(ours)} | ${theirs === undefined ? "–" : text(theirs)} | ${goal} | load ${load()} |`);
}

/** How busy the machine was with other things: a reader of the figures wants to know. */
export function load(): string {
  try {
    return readFileSync("/proc/loadavg", "utf8").split(" ")[0] ?? "?";
  } catch {
    return "?";
  }
}
