/**
 * Writes down what happened, and what must follow, in one transaction without network. Only when this returns may the
 * platform be answered. What arrives while a commit is under way shares the next one: under load that is what makes
 * accepting cheap.
 */
import { decide } from "../core/decide.ts";
import type { Known } from "../core/decision.ts";
import type { Inbound } from "../core/inbound.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { insertEvents } from "../store/events.ts";
import { apply } from "./apply.ts";
import { answerCustomers } from "./auto/answer-customers.ts";
import type { Context } from "./context.ts";
import { type Draft, emptyDraft, flush } from "./draft.ts";
import { learnName } from "./friend-name.ts";
import { ignoreGroups, leaveGroups } from "./groups.ts";
import type { Subject } from "./scene.ts";
import { callStaff } from "./staff/call-staff.ts";
import { tellStranded } from "./stranded.ts";
import { loadSubjects } from "./subjects.ts";

/** Events of one request of a platform: all of them are accepted, or none. */
export type Accept = (inbounds: Inbound[]) => Promise<void>;

interface Waiting {
  inbounds: Inbound[];
  resolve: () => void;
  reject: (cause: unknown) => void;
}

const EVENTS_PER_COMMIT = 64;

export function createAccept(outer: Context): Accept {
  // a line for every event: two ids, in which there is nothing to hide, and looking for it takes longer than writing
  const ctx = { ...outer, log: outer.log.child({}, { redact: [] }) };
  let queue: Waiting[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      const group = takeGroup();
      try {
        await commit(
          ctx,
          group.flatMap((waiting) => waiting.inbounds),
        );
        for (const waiting of group) waiting.resolve();
      } catch (cause) {
        // one bad event must not take its neighbours with it
        if (group.length === 1) group[0]?.reject(cause);
        else for (const waiting of group) await alone(waiting);
      }
    }
    busy = false;
  }

  function takeGroup(): Waiting[] {
    let events = 0;
    const end = queue.findIndex((waiting) => (events += waiting.inbounds.length) > EVENTS_PER_COMMIT);
    const count = end === -1 ? queue.length : Math.max(1, end);
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    return group;
  }

  async function alone(waiting: Waiting): Promise<void> {
    try {
      await commit(ctx, waiting.inbounds);
      waiting.resolve();
    } catch (cause) {
      waiting.reject(cause);
    }
  }

  return function accept(inbounds) {
    if (inbounds.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      queue.push({ inbounds, resolve, reject });
      if (!busy) void drain();
    });
  };
}

async function commit(ctx: Context, inbounds: Inbound[]): Promise<void> {
  const now = ctx.now();
  const done = await inTransaction(ctx.db, async (tx) => {
    // 1. what is new
    const fresh = await onlyNew(tx, inbounds);
    if (fresh.length === 0) return [];
    const draft = emptyDraft();
    const wanted = await ignoreGroups(tx, ctx, draft, leaveGroups(ctx, draft, fresh, now), now);
    // 2. who it is about
    const subjects = await loadSubjects(tx, ctx.desk, draft, wanted);
    // 3. the rules, event after event
    for (const inbound of wanted) decideOne(ctx, draft, inbound, subjects.get(inbound.key), now);
    await callStaff(tx, ctx, draft, now);
    await answerCustomers(tx, ctx, draft, { inbounds: wanted, subjects, now });
    // 4. one write
    await flush(tx, draft, now);
    return fresh.map((inbound) => ({ inbound, conversationId: subjects.get(inbound.key)?.conversation.id }));
  });
  for (const { inbound } of done) ctx.meter.accepted(inbound.kind);
  for (let i = done.length; i < inbounds.length; i += 1) ctx.meter.duplicate();
  for (const { inbound, conversationId } of done)
    ctx.log.info({ event: inbound.key, kind: inbound.kind, conversationId }, "accepted");
}

async function onlyNew(tx: Tx, inbounds: Inbound[]): Promise<Inbound[]> {
  const byKey = new Map(inbounds.toReversed().map((inbound) => [inbound.key, inbound]));
  const events = [...byKey.values()].map((inbound) => ({
    key: inbound.key,
    kind: inbound.kind,
    accountId: "accountId" in inbound ? inbound.accountId : null,
  }));
  const inserted = await insertEvents(tx, events);
  return inbounds.filter((inbound) => inserted.has(inbound.key) && byKey.get(inbound.key) === inbound);
}

function decideOne(ctx: Context, draft: Draft, inbound: Inbound, subject: Subject | undefined, now: Date): void {
  if (!subject) {
    if (inbound.kind === "customerFollowed") learnName(ctx, draft, inbound);
    if (inbound.kind === "staffMessage") {
      draft.strays.set(`${inbound.channel}:${inbound.threadTs}`, inbound.at);
      draft.deliveries.push(...tellStranded(ctx, inbound, now));
    }
    if ("channel" in inbound) draft.strangers.push(inbound.key);
    else draft.ignored.set("no conversation yet", [...(draft.ignored.get("no conversation yet") ?? []), inbound.key]);
    return;
  }
  const { conversation } = subject;
  const known: Known = {
    conversation: { ...conversation, status: conversation.status === "done" ? "done" : "open" },
    heldSince: draft.held.has(conversation.id) ? conversation.heldSince : null,
    about: subject.about(),
  };
  apply({ ctx, draft, inbound, subject, now }, decide(known, inbound, now, ctx.settings));
}
