// A report of its own for a spec, brought into a known state by the API before each test.
import { expect, type Page } from "@playwright/test";

import { claim } from "./claim";
import type { Kind } from "./steps";

/** Figures by row name (as the catalogue or the form names it), then printed column number. */
export type Figures = Record<string, Record<number, string | null>>;

export type Ground = { form: string; kind: Kind; rows?: Figures };

type Answer<T> = { status: number; body: T };
type Item = { id: number; form: { id: number; code: string }; period: { code: string } };
type Row = { key: string; label: string; role: string; cells: Record<string, unknown> };
export type Data = { revision: number; rows: Row[]; computed: Record<string, Record<string, unknown>> };
type Template = { row_kind: { name: string; catalogue?: string }; rows?: { code: string; label: string }[] };

const periods: Record<Kind, RegExp> = { quarter: /-Q\d$/, half: /-H\d$/, year: /^\d{4}$/ };

/** Calls the API from within the page, with the person's own session. */
export async function api<T>(page: Page, method: string, path: string, body?: unknown, headers = {}): Promise<Answer<T>> {
  return page.evaluate(
    async ({ method, path, body, headers }) => {
      const all = { "Content-Type": "application/json", "X-Baocao-Request": "1", ...headers };
      const answer = await fetch(`/api/v1${path}`, { method, headers: all, body: body === undefined ? undefined : JSON.stringify(body) });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : undefined };
    },
    { method, path, body, headers },
  );
}

/** The report of a person's work list; `unit` is needed by those who enter for several. */
export async function findReport(page: Page, { form, kind }: Ground): Promise<Item> {
  const query = new URLSearchParams({ task: "enter", q: form, page_size: "200" });
  const { body } = await api<{ items: Item[] }>(page, "GET", `/reports?${query}`);
  const found = body.items.filter((item) => item.form.code === form && periods[kind].test(item.period.code));
  expect(found.length, `${form} (${kind}) is there to be entered`).toBeGreaterThan(0);
  return found[0]!;
}

/** Empties the report, fills in the given rows and opens it. */
export async function ground(page: Page, wanted: Ground): Promise<number> {
  const { id, form } = await findReport(page, wanted);
  claim(id);
  const { template } = (await api<{ template: Template }>(page, "GET", `/forms/${form.id}`)).body;
  await empty(page, id, template);
  if (wanted.rows) await fill(page, id, template, wanted.rows);
  await page.goto(`/bao-cao/${id}`);
  await expect(page.getByRole("grid")).toBeVisible();
  return id;
}

export async function read(page: Page, id: number): Promise<Data> {
  return (await api<Data>(page, "GET", `/reports/${id}/data`)).body;
}

/** Saves as another person or another system would. */
export async function save(page: Page, id: number, changes: object): Promise<void> {
  const { revision } = await read(page, id);
  const headers = { "If-Match": `"${revision}"` };
  const saved = await api(page, "PATCH", `/reports/${id}/data`, { base_revision: revision, ...changes }, headers);
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
}

async function empty(page: Page, id: number, template: Template): Promise<void> {
  const { rows } = await read(page, id);
  const prescribed = new Set(template.rows?.map((row) => row.code));
  const changes = rows
    .filter((row) => prescribed.has(row.key))
    .flatMap((row) => Object.keys(row.cells).map((column) => ({ row: row.key, column })));
  const remove_rows = rows.filter((row) => !prescribed.has(row.key)).map((row) => row.key);
  if (changes.length > 0 || remove_rows.length > 0) await save(page, id, { changes, remove_rows });
}

async function fill(page: Page, id: number, template: Template, rows: Figures): Promise<void> {
  const items = await catalogue(page, template);
  const add_rows: { key: string; item?: string; label?: string }[] = [];
  const changes = Object.entries(rows).flatMap(([name, cells]) => {
    const key = template.rows?.find((row) => row.label === name)?.code ?? added(name);
    return Object.entries(cells).map(([column, value]) => ({ row: key, column, value }));
  });
  function added(name: string): string {
    const item = items.find((item) => item.name === name);
    const row = item ? { key: item.code, item: item.code } : { key: `r-${add_rows.length + 1}`, label: name };
    add_rows.push(row);
    return row.key;
  }
  await save(page, id, { add_rows, changes });
}

/** The catalogue that a form's rows are picked from. */
async function catalogue(page: Page, template: Template): Promise<{ code: string; name: string }[]> {
  const code = template.row_kind.catalogue;
  if (!code) return [];
  return (await api<{ items: { code: string; name: string }[] }>(page, "GET", `/catalogues/${code}`)).body.items;
}

/** Lets the browser see a form that is a little different, so that what no circular prescribes can be tried as well. */
export async function changeForm(page: Page, change: (template: Record<string, any>) => void): Promise<void> {
  await page.route(/\/api\/v1\/forms\/\d+$/, async (route) => {
    const answer = await route.fetch();
    // After five minutes the server asks for a new access token first.
    if (!answer.ok()) return route.fulfill({ response: answer });
    const body = await answer.json();
    change(body.template);
    await route.fulfill({ response: answer, json: body });
  });
}

/** Lets the browser see other figures than the server has; what is typed is saved all the same. */
export async function changeData(page: Page, change: (data: Record<string, any>) => void): Promise<void> {
  await page.route(/\/api\/v1\/reports\/\d+\/data$/, async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const answer = await route.fetch();
    // After five minutes the server asks for a new access token first.
    if (!answer.ok()) return route.fulfill({ response: answer });
    const body = await answer.json();
    change(body);
    await route.fulfill({ response: answer, json: body });
  });
}

type Column = { number: number; type: { name: string; [key: string]: unknown }; formula?: string };

/** The columns of a form as the browser sees it. */
export const columns = ({ header }: Record<string, any>): Column[] =>
  header.flatMap((node: any) => (node.children ? columns({ header: node.children }) : [node]));
