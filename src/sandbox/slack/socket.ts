/**
 * Slack's side of Socket Mode: `apps.connections.open` gives an address that is good for one connection, and each envelope goes
 * over one of the open connections, whichever. Whoever does not acknowledge it within three seconds gets it again.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type WebSocket, WebSocketServer } from "ws";

import type { Fault } from "../faults.ts";
import { createSecret } from "./ids.ts";
import type { State } from "./state.ts";
import type { Json } from "./types.ts";
import { isObject, parseJson, textOf } from "./values.ts";

export interface SocketSide {
  /** The answer to `apps.connections.open`. */
  open: () => Json;
  connections: () => number;
  /** Undefined: nobody acknowledged it in time; "none": there was no connection. */
  send: (envelope: Json, patience: number) => Promise<{ payload: unknown } | "none" | undefined>;
  /** Tells that the connections will end, as Slack does every few hours; `link_disabled`: Socket Mode was switched off. */
  disconnect: (reason: "warning" | "refresh_requested" | "link_disabled") => void;
  /** Cuts the connections without a word. */
  cut: () => void;
  close: () => Promise<void>;
}

const MOST = 10;

export async function startSocketSide(state: State, fault: () => Fault | undefined): Promise<SocketSide> {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let sent = 0;
  const server = createServer((_request, response) => void response.writeHead(404).end());
  const wss = new WebSocketServer({ noServer: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;

  server.on("upgrade", (request, raw, head) => {
    const ticket = new URL(request.url ?? "/", "http://slack").searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return void raw.end("HTTP/1.1 404 Not Found\r\n\r\n");
    wss.handleUpgrade(request, raw, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => sockets.delete(socket));
    socket.on("message", (data: Buffer) => void hear(data.toString("utf8")));
    const debug_info = { host: "applink-1", build_number: 1, approximate_connection_time: 18_060 };
    const connection_info = { app_id: state.appId };
    socket.send(JSON.stringify({ type: "hello", num_connections: sockets.size, debug_info, connection_info }));
  }

  async function hear(text: string): Promise<void> {
    const said = parseJson(text);
    const id = isObject(said) ? textOf(said["envelope_id"]) : "";
    const answer = waiting.get(id);
    if (!answer || !isObject(said)) return void state.violations.push(`socket: an acknowledgement of nothing: ${text}`);
    const call = { platform: "slack" as const, method: "acknowledgement", body: said, number: (sent += 1) };
    // the connection dies with it on the way
    if (await fault()?.(call, "before")) return;
    answer(said["payload"]);
    await fault()?.(call, "answered");
  }

  function pick(): WebSocket | undefined {
    const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN);
    return open[Math.floor(Math.random() * open.length)];
  }

  return {
    open() {
      if (sockets.size >= MOST) return { ok: false, error: "too_many_websockets" };
      const ticket = createSecret();
      tickets.add(ticket);
      return { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=${state.appId}` };
    },
    connections: () => sockets.size,
    send(envelope, patience) {
      const socket = pick();
      if (!socket) return Promise.resolve("none");
      const id = textOf(envelope["envelope_id"]);
      return new Promise((resolve) => {
        const timer = setTimeout(() => end(undefined), patience);
        const end = (outcome: { payload: unknown } | undefined): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(outcome);
        };
        waiting.set(id, (payload) => end({ payload }));
        socket.send(JSON.stringify(envelope));
      });
    },
    disconnect(reason) {
      for (const socket of sockets)
        socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-1" } }));
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
