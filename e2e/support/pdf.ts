// A PDF of the browser from the inside: its pages, their size, and their text by the fonts' own tables of letters.
import { inflateSync } from "node:zlib";

export type Pdf = { pages: string[]; size: [width: number, height: number] };

type Objects = Map<number, { head: string; stream?: Buffer }>;

/** Reads the pages of a PDF as Chromium writes them. */
export function readPdf(file: Buffer): Pdf {
  const objects = read(file);
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head));
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pages[0]?.head ?? "");
  if (!box) throw new Error("the PDF has no pages");
  return { pages: pages.map(({ head }) => text(objects, head)), size: [Math.round(Number(box[1])), Math.round(Number(box[2]))] };
}

/** All objects; those inside of compressed streams of objects included. */
function read(file: Buffer): Objects {
  const objects: Objects = new Map();
  const source = file.toString("latin1");
  for (const match of source.matchAll(/(\d+) 0 obj\b/g)) {
    const begin = (match.index ?? 0) + match[0].length;
    const end = source.indexOf("endobj", begin);
    const body = source.slice(begin, end);
    const at = body.indexOf("stream");
    if (at < 0) {
      objects.set(Number(match[1]), { head: body });
      continue;
    }
    const head = body.slice(0, at);
    const from = begin + at + (body.startsWith("stream\r\n", at) ? 8 : 7);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const packed = file.subarray(from, from + length);
    objects.set(Number(match[1]), { head, stream: head.includes("FlateDecode") ? inflateSync(packed) : packed });
  }
  return objects;
}

const reference = (head: string, name: string): number[] => {
  const found = new RegExp(`/${name}\\s*(\\[[^\\]]*\\]|\\d+ 0 R)`).exec(head)?.[1] ?? "";
  return [...found.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
};

function text(objects: Objects, page: string): string {
  const fonts = new Map<string, Map<string, string>>();
  const resources = /\/Font\s*<<(.*?)>>/s.exec(page)?.[1] ?? "";
  for (const [, name, number] of resources.matchAll(/\/(\S+)\s+(\d+) 0 R/g)) {
    const [table] = reference(objects.get(Number(number))?.head ?? "", "ToUnicode");
    if (name && table) fonts.set(name, letters(objects.get(table)?.stream?.toString("latin1") ?? ""));
  }
  const content = reference(page, "Contents").map((number) => objects.get(number)?.stream?.toString("latin1") ?? "").join("\n");
  return shown(content, fonts);
}

/** The letters of a font by their code. */
function letters(table: string): Map<string, string> {
  const known = new Map<string, string>();
  const unicode = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, lines] of table.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code, to] of (lines ?? "").matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) known.set(code!.toUpperCase(), unicode(to!));
  }
  for (const [, lines] of table.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, last, to] of (lines ?? "").matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      for (let code = parseInt(from!, 16), ix = 0; code <= parseInt(last!, 16); code++, ix++) {
        const letter = (parseInt(to!, 16) + ix).toString(16).padStart(4, "0");
        known.set(code.toString(16).toUpperCase().padStart(from!.length, "0"), unicode(letter));
      }
    }
  }
  return known;
}

/** What the operators of a page show; a new place on the page is a space. */
function shown(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  let text = "";
  for (const [token, name, hex] of content.matchAll(/\/(\S+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\bT[dDm*]\b|\bBT\b/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    else if (hex) text += (hex.match(/.{4}/g) ?? []).map((code) => font.get(code.toUpperCase()) ?? "").join("");
    else if (token === "BT") text += " ";
  }
  return text;
}
