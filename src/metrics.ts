/** What Prometheus reads. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Meter } from "./bridge/meter.ts";

export interface Now {
  /** Deliveries that wait, by side. */
  pending: () => Promise<{ side: string; count: number }[]>;
  accounts: () => Promise<{ name: string; line: string; desk: string }[]>;
  /** Customers who wait for an answer, by account. */
  customers: () => Promise<CustomersWaiting[]>;
  /** Of Socket Mode; undefined where Slack calls us. */
  connections?: () => { open: number; wanted: number } | undefined;
}

interface CustomersWaiting {
  /** Of the account. */
  name: string;
  waiting: number;
  oldestSeconds: number;
  late: number;
}

export interface Metrics {
  meter: Meter;
  render: () => Promise<{ type: string; text: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function createMetrics(now: Now): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `threadline_${name}`, help, labelNames, registers });
  const accepted = counter("accepted_total", "Events written down, by kind", ["kind"]);
  const duplicates = counter("duplicates_total", "Events that had come before", []);
  const delivered = counter("delivered_total", "Deliveries that the platform took, by side and kind", ["side", "kind"]);
  const failed = counter("failed_total", "Deliveries that did not go, by side and kind", ["side", "kind"]);
  const retried = counter("retried_total", "Requests made again, by side", ["side"]);
  const billed = counter("line_pushes_billed_total", "Push requests that LINE accepted (billed per recipient)", []);
  const free = counter("line_replies_free_total", "Replies by reply token, free of charge", []);
  const latency = new Histogram({
    name: "threadline_delivery_seconds",
    help: "From due to taken by the platform",
    labelNames: ["side"],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: "threadline_waiting",
    help: "Deliveries that wait, by side",
    labelNames: ["side"],
    registers,
    async collect() {
      this.set({ side: "line" }, 0);
      this.set({ side: "desk" }, 0);
      for (const { side, count } of await now.pending()) this.set({ side }, count);
    },
  });
  new Gauge({
    name: "threadline_account_ok",
    help: "1: the platform takes this account's calls",
    labelNames: ["account", "side"],
    registers,
    async collect() {
      for (const { name, line, desk } of await now.accounts()) {
        this.set({ account: name, side: "line" }, line === "ok" ? 1 : 0);
        this.set({ account: name, side: "desk" }, desk === "ok" ? 1 : 0);
      }
    },
  });
  waitingCustomers(now, registers);
  slackConnections(now, registers);
  return {
    meter: {
      accepted: (kind) => accepted.inc({ kind }),
      duplicate: () => duplicates.inc(),
      delivered: (side, kind, seconds) => {
        delivered.inc({ side, kind });
        latency.observe({ side }, Math.max(0, seconds));
      },
      failed: (side, kind) => failed.inc({ side, kind }),
      retried: (side) => retried.inc({ side }),
      billed: (recipients) => billed.inc(recipients),
      free: () => free.inc(),
    },
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

/** One look at the database for the three of them: they are asked at the same moment. */
function waitingCustomers({ customers }: Now, registers: Registry[]): void {
  let look: ReturnType<Now["customers"]> | undefined;
  const shared = (): ReturnType<Now["customers"]> => (look ??= customers().finally(() => (look = undefined)));
  const gauge = (name: string, help: string, valueOf: (each: CustomersWaiting) => number): Gauge<"account"> =>
    new Gauge({
      name: `threadline_${name}`,
      help,
      labelNames: ["account"],
      registers,
      async collect() {
        const all = await shared();
        this.reset();
        for (const each of all) this.set({ account: each.name }, valueOf(each));
      },
    });
  gauge("chats_waiting", "Chats whose customer waits for an answer", ({ waiting }) => waiting);
  gauge(
    "oldest_wait_seconds",
    "How long the customer waits who waits longest; 0: nobody",
    (each) => each.oldestSeconds,
  );
  gauge("answer_time_breaches", "Chats whose customer waits for longer than the answer time", ({ late }) => late);
}

function slackConnections(now: Now, registers: Registry[]): void {
  new Gauge({
    name: "threadline_slack_connections",
    help: "Socket Mode only: connections that are open in this process, and wanted",
    labelNames: ["state"],
    registers,
    collect() {
      const counted = now.connections?.();
      if (counted) for (const state of ["open", "wanted"] as const) this.set({ state }, counted[state]);
    },
  });
}
