/** What can go wrong on the way, switched on and off while everything runs. */
import type { Call, Fault, FaultAction, Phase } from "../faults.ts";
import type { FakeLine } from "../line/types.ts";
import type { FakeSlack } from "../slack/types.ts";

export const TROUBLES = ["slackBusy", "lineBroken", "answersLost", "twice"] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface Troubles {
  on: () => readonly Trouble[];
  set: (trouble: Trouble, on: boolean) => void;
}

const SENDS = /message\/(?:push|reply|multicast)$/;

export function createTroubles(line: FakeLine, slack: FakeSlack): Troubles {
  const on = new Set<Trouble>();
  const sends = { line: 0, slack: 0 };
  line.setFault(fault);
  slack.setFault(fault);
  return {
    on: () => [...on],
    set: (trouble, is) => void (is ? on.add(trouble) : on.delete(trouble)),
  };

  function fault(call: Call, phase: Phase): ReturnType<Fault> {
    if (call.platform === "slack") return slackFault(call, phase);
    return lineFault(call, phase);
  }

  function slackFault({ method }: Call, phase: Phase): FaultAction | undefined {
    if (on.has("slackBusy") && phase === "before" && method === "chat.postMessage")
      return {
        kind: "answer",
        status: 429,
        headers: { "retry-after": "2" },
        body: { ok: false, error: "ratelimited" },
      };
    return lost("slack", phase, method === "chat.postMessage");
  }

  function lineFault({ method }: Call, phase: Phase): FaultAction | undefined {
    const isSend = SENDS.test(method);
    if (on.has("lineBroken") && phase === "before" && isSend)
      return { kind: "answer", status: 500, body: { message: "Internal Server Error" } };
    return lost("line", phase, isSend);
  }

  /** It was done, but nobody hears of it; the next one is answered, or it would never end. */
  function lost(platform: "line" | "slack", phase: Phase, isSend: boolean): FaultAction | undefined {
    if (!on.has("answersLost") || phase !== "after" || !isSend) return undefined;
    sends[platform] += 1;
    return sends[platform] % 2 === 1 ? { kind: "reset" } : undefined;
  }
}
