/** The rules for a press on a button under one of our questions. */
import { begun, unmarked } from "./decide-staff.ts";
import type { Decision, Known, KnownMessage, Rules } from "./decision.ts";
import type { StaffChoice } from "./inbound.ts";
import type { Notice } from "./notice.ts";

export function decideStaffChoice(known: Known, inbound: StaffChoice, now: Date, rules: Rules): Decision[] {
  const open = known.about.filter((message) => message.state === "asked" || message.state === "failed");
  // two people pressed, or a second press: the first one counts
  if (open.length === 0) return [{ kind: "ignore", because: "answered already" }];
  const notice = answerOf(inbound, open);
  return [
    ...open.flatMap((message) => [...unmarked(message, rules), ...choose(message, inbound, now)]),
    ...elsewhere(inbound, now),
    { kind: "answerQuestion", notice },
  ];
}

function choose(message: KnownMessage, inbound: StaffChoice, now: Date): Decision[] {
  switch (inbound.choice) {
    case "send":
      return [
        { kind: "state", messageId: message.id, state: "held" },
        { kind: "reply", messageId: message.id, due: now, confirmed: true },
      ];
    case "sendRest":
    case "tryAgain": {
      const withoutFailed = inbound.choice === "sendRest";
      return [
        { kind: "state", messageId: message.id, state: "held" },
        { kind: "reply", messageId: message.id, due: now, confirmed: true, withoutFailed },
      ];
    }
    case "unquoted":
      return [
        { kind: "state", messageId: message.id, state: "held" },
        { kind: "quote", messageId: message.id, quotes: null },
        { kind: "reply", messageId: message.id, due: now, confirmed: true, unquoted: true },
      ];
    case "quote":
      return [
        { kind: "state", messageId: message.id, state: "held" },
        { kind: "quote", messageId: message.id, quotes: inbound.quotes ?? null },
        { kind: "reply", messageId: message.id, due: now, confirmed: true },
      ];
    case "internal":
      return [
        { kind: "state", messageId: message.id, state: "internal" },
        { kind: "mark", messageId: message.id, mark: "internal", shown: true },
      ];
    case "leave":
    case "elsewhere":
      return [
        { kind: "state", messageId: message.id, state: "cancelled", reason: inbound.choice },
        { kind: "mark", messageId: message.id, mark: "cancelled", shown: true },
      ];
    case "leaveGroup":
      // about a group, not about messages: bridge/groups.ts
      return [];
  }
}

function elsewhere(inbound: StaffChoice, now: Date): Decision[] {
  if (inbound.choice !== "elsewhere") return [];
  return [{ kind: "conversation", set: { answeredUntil: now, waitingSince: null } }, { kind: "card" }];
}

function answerOf(inbound: StaffChoice, about: readonly KnownMessage[]): Notice {
  const by = inbound.user;
  switch (inbound.choice) {
    case "send":
    case "tryAgain":
    case "quote":
      return { kind: "sentAnyway", by };
    case "unquoted":
      return { kind: "sentUnquoted", by };
    case "sendRest":
      return { kind: "sentRest", by };
    case "internal":
      return { kind: "keptInternal", by };
    case "elsewhere":
      return { kind: "answeredElsewhere", by };
    case "leave":
      return { kind: "leftUnsent", by, ...begun(about) };
    case "leaveGroup":
      return { kind: "groupLeft", by };
  }
}
