/** The internet: whatever name is called, by http or https, one server answers, and remembers who was called with what. */
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";

import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from "undici";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface WideWorld {
  /** Leads every name there. */
  dispatcher: Dispatcher;
  /** The names that somebody tried to reach: here they would have been looked up. */
  sought: string[];
  asked: { address: string; authorization: string | undefined }[];
  /** By host and path, as `files.slack.com/x`; all others are 200 and empty. */
  answers: Map<string, Answer>;
  /** As if nothing had been asked yet. */
  forget: () => void;
  close: () => Promise<void>;
}

export async function openWideWorld(): Promise<WideWorld> {
  const sought: string[] = [];
  const asked: WideWorld["asked"] = [];
  const answers: WideWorld["answers"] = new Map();
  const server = createServer((request, response) => {
    const address = `${request.headers.host ?? ""}${request.url ?? ""}`;
    asked.push({ address, authorization: request.headers.authorization });
    const { status, headers, body = "" } = answers.get(address) ?? { status: 200 };
    const length = { "content-length": Buffer.byteLength(body) };
    response.writeHead(status, { connection: "close", ...length, ...headers }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const dispatcher = new Agent({
    connect({ hostname }, callback) {
      sought.push(hostname);
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => callback(null, socket)).once("error", (error) => callback(error, null));
    },
  });
  const before = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);
  return {
    dispatcher,
    sought,
    asked,
    answers,
    forget() {
      for (const list of [sought, asked]) list.length = 0;
      answers.clear();
    },
    async close() {
      setGlobalDispatcher(before);
      await dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Where an attacker would like us to go. */
export const inward = [
  "http://127.0.0.1/x",
  "https://127.0.0.1/x",
  "http://169.254.169.254/latest/meta-data/",
  "https://169.254.169.254/latest/meta-data/",
  "https://10.0.0.1/x",
  "https://2130706433/x",
  "https://127.1/x",
  "https://[::1]/x",
  "https://[::ffff:127.0.0.1]/x",
  "https://[fd00::1]/x",
  "https://localhost/x",
  "https://localhost./x",
  "https://metadata.google.internal/x",
  "https://metadata.google.internal./x",
  "file:///etc/passwd",
];
