// Times the workload in wasm and prints its digest: node wasm_workload.mjs wasm_workload.wasm
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
const { exports } = (await WebAssembly.instantiate(bytes, {})).instance;
const hex = (half) => (exports.digest(half) >>> 0).toString(16).padStart(8, "0");
console.log(`digest ${hex(0)}${hex(1)}`);

const cpu = (work) => {
  const start = process.cpuUsage();
  work();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
};
const least = (runs, work) => Math.min(...Array.from({ length: runs }, (_, run) => cpu(() => work(run))));
const EDITS = 20000;
exports.open(1000);
exports.edit(EDITS, 1);
console.log("| rows | open again | full | edit |\n|---|---|---|---|");
for (const rows of [30, 1000, 10000, 100000]) {
  exports.open(rows);
  const open = least(5, () => exports.reopen());
  const full = least(7, () => exports.recompute());
  const edit = least(5, (run) => exports.edit(EDITS, run)) / EDITS;
  console.log(`| ${rows} | ${open.toFixed(1)} ms | ${full.toFixed(2)} ms | ${(edit * 1000).toFixed(2)} µs |`);
}
