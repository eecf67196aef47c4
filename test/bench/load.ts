/** The load generator: a process of its own, connections kept open, every request signed before the clock starts. */
import { Pool } from "undici";

import { type Calls, clock, serve, sleep } from "./child.ts";
import { customer, customerWrites, type Signed, wordOf } from "./events.ts";

/** One request, to be sent so many milliseconds after the start. */
export interface Planned extends Signed {
  after: number;
  word: string;
}

export interface Sent {
  word: string;
  at: number;
  took: number;
  status: number;
}

export interface Flood {
  url: string;
  seconds: number;
  connections: number;
  /** Prepared before the start; when they are used up the flood ends early. */
  most: number;
  customers: Crowd;
}

/** Most messages come from customers who wrote before; one in so many comes from a new one. */
export interface Crowd {
  known: number;
  newEvery: number;
  /** Numbers that no other part of the run uses. */
  firstWord: number;
}

export interface LoadCalls extends Calls {
  flood: (input: Flood) => Promise<{ done: number; failed: number; seconds: number; times: number[] }>;
  /** Sends each request at its moment, whether or not earlier ones were answered. */
  pace: (input: { url: string; requests: Planned[] }) => Promise<Sent[]>;
}

function crowdWrites({ known, newEvery, firstWord }: Crowd, n: number): Signed {
  const isNew = newEvery > 0 && n % newEvery === 0;
  return customerWrites(customer(isNew ? 1_000_000 + firstWord + n : n % known), wordOf(firstWord + n));
}

const calls: LoadCalls = {
  async flood({ url, seconds, connections, most, customers }) {
    const requests = Array.from({ length: most }, (_, n) => crowdWrites(customers, n));
    const pool = new Pool(url, { connections, pipelining: 1 });
    const times: number[] = [];
    const start = clock();
    let next = 0;
    let failed = 0;
    async function connection(): Promise<void> {
      while (next < most && clock() - start < seconds * 1000) {
        const request = requests[next];
        next += 1;
        if (!request) return;
        const { status, took } = await send(pool, request);
        if (status === 200) times.push(took);
        else failed += 1;
      }
    }
    await Promise.all(Array.from({ length: connections }, connection));
    const took = (clock() - start) / 1000;
    await pool.destroy();
    return { done: times.length, failed, seconds: took, times };
  },

  async pace({ url, requests }) {
    const pool = new Pool(url, { connections: 256, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
    const start = clock();
    const sent = requests.map(async (request): Promise<Sent> => {
      await sleep(Math.max(1, request.after - (clock() - start)));
      const at = clock();
      const { status, took } = await send(pool, request);
      return { word: request.word, at, took, status };
    });
    const all = await Promise.all(sent);
    await pool.destroy();
    return all;
  },
};

async function send(pool: Pool, { path, headers, body }: Signed): Promise<{ status: number; took: number }> {
  const at = clock();
  try {
    const answer = await pool.request({ path, method: "POST", headers, body });
    await answer.body.dump();
    return { status: answer.statusCode, took: clock() - at };
  } catch {
    return { status: 0, took: clock() - at };
  }
}

serve("", calls);
