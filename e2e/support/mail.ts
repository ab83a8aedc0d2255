// The mail server that the servers under test send to: it takes every letter.
import { createServer, type Server } from "node:net";

import { expect } from "@playwright/test";

/** Letters in the order in which they came, as a person reads them. */
export type MailServer = { letters: string[]; stop: () => void };

/** Begins to take letters for the server of a project. */
export async function mailServer(project: string): Promise<MailServer> {
  const port = Number(process.env[`E2E_${project.toUpperCase()}_MAIL`]);
  expect(port, "no mail server: run the browser tests with `cargo xtask e2e`").toBeGreaterThan(0);
  const letters: string[] = [];
  const server: Server = createServer((socket) => {
    let text = "";
    let letter: string | undefined;
    socket.write("220 test\r\n");
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      text += data.toString("latin1");
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (letter === undefined) {
          if (line === "DATA") letter = "";
          socket.write(line === "DATA" ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
        } else if (line === ".") {
          letters.push(readable(letter));
          letter = undefined;
          socket.write("250 taken\r\n");
        } else {
          letter += `${line}\n`;
        }
      }
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return { letters, stop: () => server.close() };
}

/** Quoted-printable, decoded. */
function readable(letter: string): string {
  const bytes = letter.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
