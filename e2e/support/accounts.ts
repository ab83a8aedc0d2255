// The demonstration's accounts (a contract: design §6).

export const password = "Baocao@2026";

export const accounts = {
  /** A commune's official, leader and sender. */
  communeEntry: "hanoi.badinh.nhaplieu",
  communeApproval: "hanoi.badinh.duyet",
  communeSending: "hanoi.badinh.gui",
  /** Its chairman, who may approve, too. */
  communeChairman: "hanoi.badinh.chutich",
  /** Another commune of the same province. */
  otherCommuneEntry: "hanoi.hoankiem.nhaplieu",
  otherCommuneApproval: "hanoi.hoankiem.duyet",
  otherCommuneSending: "hanoi.hoankiem.gui",
  /** The province. */
  provinceConsolidation: "hanoi.tonghop",
  provinceApproval: "hanoi.duyet",
  provinceSending: "hanoi.gui",
  /** The Government Office and the administrator. */
  governmentOffice: "vpcp.tonghop",
  administrator: "quantri",
} as const;

export type Account = (typeof accounts)[keyof typeof accounts];
