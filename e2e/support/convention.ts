// A test of a convention of the grid: the documentation's table is made of these.
import { nameOf } from "../conventions/conventions";
import { test } from "./test";

/** Annotation by which the table finds a test's convention. */
export const annotation = "convention";

type Body = Parameters<typeof test>[2];

/** A test that proves a convention; `part` says which part of it, where one test does not do. */
export function convention(number: number, body: Body): void;
export function convention(number: number, part: string, body: Body): void;
export function convention(number: number, ...rest: [Body] | [string, Body]): void {
  const [part, body] = rest.length === 1 ? ["", rest[0]] : rest;
  const title = [`${number}: ${nameOf(number)}`, part].filter(Boolean).join(" – ");
  test(title, { annotation: { type: annotation, description: String(number) } }, body);
}
