// Reports for the specs of the conventions: one for each file, so that files can run side by side. `ground` sees to it.
import type { Page } from "@playwright/test";

import { accounts } from "./accounts";
import { type Figures, type Ground, ground } from "./ground";
import type { Fixtures } from "./test";

const { communeEntry, governmentOffice, otherCommuneEntry, provinceConsolidation } = accounts;

/**
 * Rows picked from the catalogue of fields, TỔNG CỘNG below. II.05: columns 3, 8, 13 are computed; II.06: 3, 7, 11, and
 * (3) = (7) + (11) must hold.
 */
const catalogue = {
  A: { account: governmentOffice, form: "II.05b/VPCP/KSTT", kind: "year" },
  B: { account: communeEntry, form: "II.05a/VPCP/KSTT", kind: "year" },
  C: { account: otherCommuneEntry, form: "II.05a/VPCP/KSTT", kind: "quarter" },
  D: { account: otherCommuneEntry, form: "II.05a/VPCP/KSTT", kind: "year" },
  E: { account: provinceConsolidation, form: "II.05b/VPCP/KSTT", kind: "quarter" },
  F: { account: provinceConsolidation, form: "II.05b/VPCP/KSTT", kind: "year" },
  G: { account: governmentOffice, form: "II.05b/VPCP/KSTT", kind: "quarter" },
  H: { account: governmentOffice, form: "II.08/VPCP/KSTT", kind: "quarter" },
  I: { account: communeEntry, form: "II.06a/VPCP/KSTT", kind: "year" },
  J: { account: otherCommuneEntry, form: "II.06a/VPCP/KSTT", kind: "quarter" },
  K: { account: otherCommuneEntry, form: "II.06a/VPCP/KSTT", kind: "year" },
  L: { account: provinceConsolidation, form: "II.06c/VPCP/KSTT", kind: "quarter" },
  /** A commune's, where a leader approves. */
  "L, commune": { account: communeEntry, form: "II.06a/VPCP/KSTT", kind: "quarter" },
  /** Where colleagues work on the same. */
  company: { account: communeEntry, form: "II.05a/VPCP/KSTT", kind: "quarter" },
  M: { account: provinceConsolidation, form: "II.06c/VPCP/KSTT", kind: "year" },
  O: { account: governmentOffice, form: "II.06c/VPCP/KSTT", kind: "year" },
  Q: { account: provinceConsolidation, form: "II.08/VPCP/KSTT", kind: "quarter" },
  "Q, clashes": { account: governmentOffice, form: "II.08/VPCP/KSTT", kind: "year" },
  R: { account: provinceConsolidation, form: "II.08/VPCP/KSTT", kind: "year" },
} as const satisfies Record<string, Ground & { account: string }>;

/** Rows named by those who fill them in: columns 3 to 6 are text. */
const free = {
  C: { account: provinceConsolidation, form: "I.02/VPCP/TH_II", kind: "half" },
  D: { account: provinceConsolidation, form: "I.02/VPCP/TH_II", kind: "year" },
  J: { account: provinceConsolidation, form: "I.03/VPCP/TH", kind: "half" },
} as const satisfies Record<string, Ground & { account: string }>;

/** Rows named by those who fill them in, with figures: 3, 10 and 11 (a percentage) are computed. */
const figures = {
  F: { account: provinceConsolidation, form: "II.04/VPCP/KSTT", kind: "quarter" },
  J: { account: provinceConsolidation, form: "II.04/VPCP/KSTT", kind: "year" },
  K: { account: governmentOffice, form: "II.04/VPCP/KSTT", kind: "quarter" },
  P: { account: governmentOffice, form: "II.04/VPCP/KSTT", kind: "year" },
} as const satisfies Record<string, Ground & { account: string }>;

type SignIn = Fixtures["signedIn"];

/** Opens the section's report with rows of the catalogue. */
export async function openCatalogue(signIn: SignIn, section: keyof typeof catalogue, rows: Figures): Promise<Page> {
  return open(signIn, { ...catalogue[section], rows });
}

/** Opens the section's report with free rows. */
export async function openFree(signIn: SignIn, section: keyof typeof free, rows: Figures = {}): Promise<Page> {
  return open(signIn, { ...free[section], rows });
}

/** Opens the section's report with free rows of figures. */
export async function openFigures(signIn: SignIn, section: keyof typeof figures, rows: Figures = {}): Promise<Page> {
  return open(signIn, { ...figures[section], rows });
}

/** Opens a report in a known state. */
export async function open(signIn: SignIn, wanted: Ground & { account: (typeof accounts)[keyof typeof accounts] }): Promise<Page> {
  const page = await signIn(wanted.account);
  await ground(page, wanted);
  return page;
}
