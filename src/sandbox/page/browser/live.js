/** What the server sees of both worlds, as it comes in, and what somebody does here, as it goes out. */
import { useEffect, useState } from "preact/hooks";

import { complain } from "./toast.js";

let seen = { line: undefined, slack: undefined, world: undefined, connected: false };
const listeners = new Set();

export function connect() {
  const source = new EventSource("live");
  source.addEventListener("message", ({ data }) => tell({ ...JSON.parse(data), connected: true }));
  source.addEventListener("error", () => tell({ connected: false }));
}

function tell(parts) {
  seen = { ...seen, ...parts };
  for (const listen of listeners) listen(seen);
}

export function useLive() {
  const [live, setLive] = useState(seen);
  useEffect(() => {
    listeners.add(setLive);
    setLive(seen);
    return () => listeners.delete(setLive);
  }, []);
  return live;
}

/** In "line", "slack" or the "world". Resolves with what came of it, or with nothing after a complaint. */
export async function act(where, fields) {
  try {
    const response = await fetch("act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ where, ...fields }),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    complain(answer.error);
  } catch (cause) {
    complain(cause instanceof Error ? cause.message : String(cause));
  }
  return undefined;
}

/** The sandbox's time, which may be ahead of this machine's. */
export const now = () => Date.now() + (seen.world?.ahead ?? 0);
