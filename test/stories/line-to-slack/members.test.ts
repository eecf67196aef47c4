import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import type { FaultAction } from "../../../src/sandbox/faults.ts";
import type { Customer, Group } from "../../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let boss: Staff;
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" }, started: false });
  boss = await stage.staff("boss");
  stage.settings["ADMINS"] = boss.userId;
  await stage.start();
});
afterEach(() => {
  stage.line.setFault(undefined);
  stage.slack.setFault(undefined);
});
afterAll(() => closeSpotless(stage));

const people = (...names: string[]): Customer[] => names.map((name) => stage.line.customer({ name, friend: false }));

/** A group with a thread; `host` has written in it. */
async function openGroup(name: string): Promise<{ group: Group; host: Customer; card: Message }> {
  const [host] = people(`Host of ${name}`) as [Customer];
  const group = stage.line.group({ name, members: [host] });
  await host.write("hello", { in: group });
  const card = await until(`the card of ${name}`, async () =>
    (await stage.cards()).find((each) => each.text.startsWith(name)),
  );
  await stage.quiet();
  return { group, host, card };
}

/** The lines about members in a thread, as they are read. */
async function lines(card: Message): Promise<string[]> {
  await stage.quiet();
  const thread = await stage.slack.thread(stage.channel, card.ts);
  return thread.slice(1).flatMap((each) => seen(each).filter((text) => /^(?:👋|🚪)/u.test(text)));
}

const questions = (): string[] =>
  stage.line.calls.flatMap(({ path }) => /\/member\/(?<id>U[0-9a-f]{32})$/.exec(path)?.groups?.["id"] ?? []);

it("who joins is called by name, and nothing is kept of who never wrote", async () => {
  const { group, card } = await openGroup("Picnic");
  const [sakura, ken, mei] = people("Sakura", "ケン", "Mei") as [Customer, Customer, Customer];

  await sakura.join(group);
  const first = await lines(card);
  await group.add([ken, mei]);
  const second = await lines(card);

  expect(first).toEqual(["👋 Sakura joined the group."]);
  expect(second.slice(1)).toEqual(["👋 ケン and Mei joined the group."]);
  const kept = await stage.db.contact.count({ where: { lineUserId: { in: [sakura.userId, ken.userId, mei.userId] } } });
  expect(kept).toBe(0);
  const notices = JSON.stringify(await stage.db.delivery.findMany({ where: { kind: "notice" } }));
  expect(notices).toContain('"count":2');
  expect([sakura, ken, mei].filter(({ userId }) => notices.includes(userId))).toEqual([]);
});

it("who leaves is called as they were called before, without a question to LINE", async () => {
  const { group, host, card } = await openGroup("Choir");
  const [ren, stranger] = people("Ren", "Stranger") as [Customer, Customer];
  await ren.join(group);
  await ren.write("la la la", { in: group });
  await stage.quiet();
  await stranger.join(group);
  await stage.quiet();
  const asked = questions().length;

  ren.rename("Renamed");
  await ren.leave(group);
  await stranger.leave(group);
  await stage.quiet();
  await group.remove([host]);

  expect(await lines(card)).toEqual([
    "👋 Ren joined the group.",
    "👋 Stranger joined the group.",
    "🚪 Ren left the group.",
    "🚪 1 person left the group.",
    "🚪 Host of Choir left the group.",
  ]);
  expect(questions()).toHaveLength(asked);
});

it("of fifty at once a known customer is named first, and LINE is asked about three at most", async () => {
  const { group, card } = await openGroup("Town");
  const [regular] = people("Regular") as [Customer];
  await regular.write("I know you");
  await stage.quiet();
  const strangers = people(...Array.from({ length: 49 }, (_, index) => `Stranger ${index + 1}`));
  const crowd = [...strangers, regular];
  const asked = questions().length;

  await group.add(crowd);
  const joined = await lines(card);
  const askedAbout = questions().slice(asked);
  await group.remove(crowd);

  expect(joined).toEqual(["👋 Regular, Stranger 1 and 48 others joined the group."]);
  expect(askedAbout).toHaveLength(2);
  expect(new Set(askedAbout)).toEqual(new Set(strangers.slice(0, 2).map(({ userId }) => userId)));
  expect((await lines(card)).slice(1)).toEqual(["🚪 Regular and 49 others left the group."]);
});

it("whom LINE does not tell of is counted, and so is who cannot be read", async () => {
  const { group, host, card } = await openGroup("Secret");
  const [mio, nao] = people("Mio", "Nao") as [Customer, Customer];

  await group.add([mio, nao], { anonymous: true });
  await stage.quiet();
  const { userId } = mio;
  const members = [{ type: "user" }, { type: "user", userId }, { type: "user", userId }, null, { userId: "U1<!here>" }];
  await host.other({ type: "memberJoined", joined: { members } }, { in: group });
  await stage.quiet();
  await host.other({ type: "memberLeft", left: { members: [] } }, { in: group });
  await stage.quiet();
  await host.other({ type: "memberLeft" }, { in: group });

  expect(await lines(card)).toEqual([
    "👋 2 people joined the group.",
    "👋 Mio and 3 others joined the group.",
    "🚪 1 person left the group.",
    "🚪 1 person left the group.",
  ]);
});

it("the same event twice is one line, and in a room as in a group", async () => {
  const [host, ken] = people("Host", "Ken") as [Customer, Customer];
  const room = stage.line.group({ kind: "room", members: [host] });
  await host.write("in a room", { in: room });
  await stage.quiet();
  const card = (await stage.cards()).at(-1) as Message;

  const sent = await ken.join(room);
  await sent.redeliver();

  expect(await lines(card)).toEqual(["👋 Ken joined the group."]);
});

it.each([
  ["a ping and formats", "<!channel> *x* :tada: https://x.jp", "<!channel> *x* :tada: https://x.jp"],
  ["nothing to see", " \u200b\u3164 ", "1 person"],
  ["Arabic letters", "سارة", "\u2068سارة\u2069"],
  ["three hundred letters", "名".repeat(300), `${"名".repeat(39)}…`],
])("a name with %s", async (what, name, shown) => {
  const { group, card } = await openGroup(`Names with ${what}`);
  const [member] = people(name) as [Customer];

  await member.join(group);

  expect(await lines(card)).toEqual([`👋 ${shown} joined the group.`]);
  const line = (await stage.slack.thread(stage.channel, card.ts)).at(-1);
  expect(line?.blocks?.[0]).toMatchObject({ text: { type: "plain_text", emoji: false } });
  expect(line?.text).not.toContain("<!");
});

it.each<[string, FaultAction]>([
  ["knows nobody", { kind: "answer", status: 404, body: { message: "Not found" } }],
  ["may not say", { kind: "answer", status: 403, body: { message: "Access to this API is not available" } }],
  ["fails", { kind: "answer", status: 500, body: { message: "Internal server error" } }],
  ["cuts the line", { kind: "reset" }],
  ["answers nonsense", { kind: "answer", status: 200, body: "<html>" }],
  ["is asked too often", { kind: "answer", status: 429, body: { message: "The API rate limit has been exceeded." } }],
])("they are counted when LINE %s", async (what, fault) => {
  const { group, card } = await openGroup(`LINE ${what}`);
  stage.line.setFault((call, phase) => (phase === "before" && call.method.includes("/member/") ? fault : undefined));

  await group.add(people("Ken", "Mei"));

  expect(await lines(card)).toEqual(["👋 2 people joined the group."]);
});

it("the line waits no longer than a moment for names, and is said without them", async () => {
  const { group, host, card } = await openGroup("Slow");
  stage.line.setFault((call, phase) =>
    phase === "before" && call.method.includes("/member/") ? { kind: "hang", milliseconds: 60_000 } : undefined,
  );
  const asked = questions().length;

  await group.add(people("A", "B", "C", "D"));
  await group.add(people("E"));
  await host.write("welcome", { in: group });
  await stage.inThread(card, "welcome");
  const told = await lines(card);

  // of one of the events: nobody waits for LINE again so soon
  expect(questions().length - asked).toBeLessThanOrEqual(3);
  expect(told.toSorted()).toEqual(["👋 1 person joined the group.", "👋 4 people joined the group."]);
  // LINE is left alone for half a minute after this
  stage.clock.advance(31_000);
});

it.each<[string, "before" | "after", FaultAction]>([
  ["is refused for now", "before", { kind: "answer", status: 200, body: { ok: false, error: "fatal_error" } }],
  ["is not taken", "before", { kind: "reset" }],
  ["is taken without an answer", "after", { kind: "reset" }],
])("a line that %s by Slack stands once, with the names", async (what, when, fault) => {
  const { group, card } = await openGroup(`Slack: ${what}`);
  const [ken] = people("Ken") as [Customer];
  let faults = 0;
  stage.slack.setFault(({ method, body }, phase) => {
    if (method !== "chat.postMessage" || phase !== when || !JSON.stringify(body).includes("Ken joined")) return;
    faults += 1;
    return faults === 1 ? fault : undefined;
  });

  await ken.join(group);

  expect(await lines(card)).toEqual(["👋 Ken joined the group."]);
  expect(faults).toBeGreaterThan(0);
  const stored = JSON.stringify(await stage.db.delivery.findMany({ where: { kind: "notice" } }));
  expect(stored).not.toContain(ken.userId);
});

it("an erased customer who leaves is counted, and a group that is erased leaves no name", async () => {
  const { group, card } = await openGroup("Book club");
  const [hanako] = people("Hanako") as [Customer];
  await hanako.write("only for the shop");
  await hanako.join(group);
  const before = await lines(card);
  const [own, club] = await Promise.all(
    [hanako, group].map(({ id }) => stage.db.conversation.findFirstOrThrow({ where: { lineId: id } })),
  );

  await boss.slash("/line", `forget ${own?.id} ${own?.id}`, stage.channel);
  await hanako.leave(group);
  const after = await lines(card);
  await boss.slash("/line", `forget ${club?.id} ${club?.id}`, stage.channel);
  await stage.quiet();

  expect(before).toEqual(["👋 Hanako joined the group."]);
  expect(after.slice(1)).toEqual(["🚪 1 person left the group."]);
  const { db } = stage;
  const stored = JSON.stringify(
    await Promise.all([
      db.contact.findMany(),
      db.delivery.findMany(),
      db.attempt.findMany(),
      db.conversation.findMany(),
    ]),
  );
  expect([hanako.userId, "Hanako"].filter((secret) => stored.includes(secret))).toEqual([]);
});
