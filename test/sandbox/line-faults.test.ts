import { randomUUID } from "node:crypto";

import { expect, it } from "vitest";

import type { Call, Fault, FaultAction, Phase } from "../../src/sandbox/faults.ts";
import { internalError, monthlyLimit, rateLimited } from "../../src/sandbox/line/trouble.ts";
import { refused, stage, text } from "./line-stage.ts";

/** One fault, at the first call that reaches the phase. */
function once(phase: Phase, action: FaultAction): Fault {
  let left = 1;
  return function strike(_call, now) {
    if (now !== phase || left === 0) return undefined;
    left -= 1;
    return action;
  };
}

it("a fault is asked before, after and once answered, with the call it is about", async () => {
  const asked: [Call, Phase][] = [];
  const { line, bot } = await stage({ fault: (call, phase) => void asked.push([call, phase]) });
  const to = line.customer({ name: "Aiko" }).userId;

  await bot.pushMessage({ to, messages: [text("hi")] }, randomUUID());

  expect(asked.map(([, phase]) => phase)).toEqual(["before", "after", "answered"]);
  expect(asked[0]?.[0]).toEqual({
    platform: "line",
    method: "POST /v2/bot/message/push",
    body: { to, messages: [text("hi")] },
    number: 1,
  });
});

it.each(["before", "after"] as const)(
  "a connection cut %s acting is told apart by the same retry key",
  async (phase) => {
    const { line, bot } = await stage({ fault: once(phase, { kind: "reset" }) });
    const customer = line.customer({ name: "Aiko" });
    const key = randomUUID();
    const push = () => bot.pushMessage({ to: customer.userId, messages: [text("hi")] }, key);

    await expect(push()).rejects.toThrow("fetch failed");
    const retried = await push().then(
      () => 200,
      (error: { status: number }) => error.status,
    );

    expect(retried).toBe(phase === "before" ? 200 : 409);
    expect(line.phone(customer)).toHaveLength(1);
    expect(line.calls.map(({ fault, status }) => [fault, status])).toEqual([
      ["reset", undefined],
      [undefined, retried],
    ]);
  },
);

it("a call that hangs is cut after its time", async () => {
  const { line, bot } = await stage({ fault: once("before", { kind: "hang", milliseconds: 50 }) });
  const to = line.customer({ name: "Aiko" }).userId;

  const started = performance.now();
  await expect(bot.pushMessage({ to, messages: [text("hi")] }, randomUUID())).rejects.toThrow("fetch failed");

  expect(performance.now() - started).toBeGreaterThan(45);
  expect(line.billed()).toBe(0);
});

it("a fault may answer in LINE's place", async () => {
  const { line, bot } = await stage();
  line.setFault(once("before", { ...rateLimited, headers: { "retry-after": "3" } }));

  const answer = await refused(bot.getBotInfo());
  const next = await bot.getBotInfo();

  expect(answer.status).toBe(429);
  expect(answer.body.message).toMatch(/rate limit/);
  expect(answer.headers.get("retry-after")).toBe("3");
  expect(answer.headers.get("x-line-request-id")).toBe(line.calls[0]?.requestId);
  expect(next.userId).toBe(line.botUserId);
});

it("a 500 after acting leaves the message on the phone and the key taken", async () => {
  const { line, bot } = await stage({ fault: once("after", internalError) });
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();
  const request = { to: customer.userId, messages: [text("hi")] };

  const first = await refused(bot.pushMessage(request, key));
  const second = await refused(bot.pushMessage(request, key));

  expect([first.status, second.status]).toEqual([500, 409]);
  expect(line.phone(customer)).toHaveLength(1);
});

it("a monthly limit that is only passing does not take the key", async () => {
  const { line, bot } = await stage({ fault: once("before", monthlyLimit) });
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();
  const request = { to: customer.userId, messages: [text("hi")] };

  const first = await refused(bot.pushMessage(request, key));
  await bot.pushMessage(request, key);

  expect(first.body.message).toBe("You have reached your monthly limit.");
  expect(line.phone(customer)).toHaveLength(1);
});

it("two pushes to one chat at the same time are a violation, a retry of a hanging one is not", async () => {
  const { line, bot } = await stage();
  const gate = Promise.withResolvers<undefined>();
  let first = true;
  line.setFault(async (_call, phase) => {
    if (!first || phase !== "before") return undefined;
    first = false;
    await gate.promise;
    return { kind: "reset" };
  });
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  const push = (to: string, key: string) => bot.pushMessage({ to, messages: [text("hi")] }, key).catch(() => "cut");
  const key = randomUUID();

  const hanging = push(aiko.userId, key);
  await expect.poll(() => line.calls.length).toBe(1);
  await push(aiko.userId, key);
  await push(ben.userId, randomUUID());
  expect(line.violations).toEqual([]);
  await push(aiko.userId, randomUUID());
  gate.resolve(undefined);
  await hanging;

  expect(line.violations).toEqual([expect.stringContaining("at the same time")]);
});

it("a fault that throws is an error of the fake, not a crash", async () => {
  const { line, bot } = await stage();
  line.setFault(() => {
    throw new Error("oops");
  });

  const answer = await refused(bot.getBotInfo());

  expect(answer.status).toBe(500);
  expect(line.violations).toEqual([expect.stringContaining("oops")]);
});

it("closing does not wait for calls that hang", async () => {
  const { line, bot } = await stage({ fault: once("before", { kind: "hang", milliseconds: 60_000 }) });
  const call = bot.getBotInfo().catch(() => "cut");
  await expect.poll(() => line.calls.length).toBe(1);

  await line.close();

  expect(await call).toBe("cut");
});
