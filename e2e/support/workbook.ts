// An .xlsx from the inside: a zip of XML parts, enough of it to spoil a file as people do and to read remarks.
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { crc32 } from "./png";

/** The parts of the package by their path. */
export type Parts = Map<string, Buffer>;

/** Takes the package apart by its central directory. */
export function unzip(file: Buffer): Parts {
  const end = file.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("not a zip file");
  const parts: Parts = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [number, number, number];
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(from, from + packed);
    parts.set(file.toString("utf8", at + 46, at + 46 + name), method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** Puts a package together. */
export function zip(parts: Parts): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [path, bytes] of parts) {
    const [name, packed] = [Buffer.from(path), deflateRawSync(bytes)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8); // 1 January 1980
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from("PK\x03\x04", "latin1"), common, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, rest, name);
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** What is typed over a cell of a sheet: a text, whatever stood there. */
export function overtype(parts: Parts, sheet: string, cell: string, text: string): void {
  const xml = part(parts, sheet);
  const found = new RegExp(`<c r="${cell}"([^>]*?)(/>|>.*?</c>)`, "s").exec(xml);
  if (!found) throw new Error(`${sheet} has no cell ${cell}`);
  const style = / s="\d+"/.exec(found[1] ?? "")?.[0] ?? "";
  const typed = `<c r="${cell}"${style} t="inlineStr"><is><t>${text}</t></is></c>`;
  parts.set(sheet, Buffer.from(xml.replace(found[0], typed)));
}

/** The cell that shows a figure: the first one of the sheet with this stored value. */
export function cellWith(parts: Parts, sheet: string, figure: string): string {
  const found = new RegExp(`<c r="([A-Z]+\\d+)"[^>]*><v>${figure}</v></c>`).exec(part(parts, sheet));
  if (!found?.[1]) throw new Error(`${sheet} shows ${figure} nowhere`);
  return found[1];
}

/** The fill behind a cell, as ARGB; nothing when it has none. */
export function fillOf(parts: Parts, sheet: string, cell: string): string | undefined {
  const styles = part(parts, "xl/styles.xml");
  const style = Number(new RegExp(`<c r="${cell}"[^>]*? s="(\\d+)"`).exec(part(parts, sheet))?.[1] ?? 0);
  const formats = within(styles, "cellXfs").match(/<xf [^>]*>/g) ?? [];
  const fill = Number(/fillId="(\d+)"/.exec(formats[style] ?? "")?.[1] ?? 0);
  const fills = within(styles, "fills").match(/<fill>.*?<\/fill>|<fill\/>/gs) ?? [];
  return /<fgColor rgb="([0-9A-F]{8})"/.exec(fills[fill] ?? "")?.[1];
}

/** The comments of all sheets by cell. */
export function comments(parts: Parts): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of parts.keys()) {
    if (!/^xl\/comments[^/]*\.xml$/.test(path)) continue;
    for (const [, cell, text] of part(parts, path).matchAll(/<comment [^>]*?ref="([A-Z]+\d+)".*?>(.*?)<\/comment>/gs)) {
      found.set(cell ?? "", (text ?? "").replace(/<[^>]+>/g, ""));
    }
  }
  return found;
}

function part(parts: Parts, path: string): string {
  const bytes = parts.get(path);
  if (!bytes) throw new Error(`the workbook has no ${path}; it has ${[...parts.keys()].join(" ")}`);
  return bytes.toString("utf8");
}

function within(xml: string, element: string): string {
  return new RegExp(`<${element}[ >].*?</${element}>`, "s").exec(xml)?.[0] ?? "";
}
