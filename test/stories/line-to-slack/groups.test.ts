import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

const left = (stage: Stage, id: string): boolean =>
  stage.line.calls.some((call) => call.path.endsWith(`/${id}/leave`) && call.status === 200);

describe("with groups turned off", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => closeSpotless(stage));

  it("what is said in a group is ignored, and the channel is told once, with a way out", async () => {
    const { line, slack, channel } = stage;
    const [mio, nao] = [line.customer({ name: "Mio" }), line.customer({ name: "Nao" })];
    const group = line.group({ name: "Picnic", members: [mio, nao] });

    await group.join();
    const sent = await mio.write("who brings rice?", { in: group });
    await nao.write("me", { in: group });
    await stage.quiet();

    const [told, ...more] = await slack.history(channel);
    expect(sent.delivery.status).toBe(200);
    expect(more).toEqual([]);
    expect(told?.text).toContain("Groups are turned off");
    expect(told?.text).toContain(group.id);
    expect(await stage.db.message.count()).toBe(0);
    expect(left(stage, group.id)).toBe(false);
  });

  it("the bot leaves only when somebody presses the button, which asks once more", async () => {
    const { slack, channel } = stage;
    const [told] = await slack.history(channel);
    const buttons = told?.blocks?.flatMap((block) => (block["elements"] ?? []) as Record<string, unknown>[]) ?? [];
    const aki = await stage.staff();

    await aki.click({ channel, ts: told?.ts ?? "" }, "choice:leaveGroup");
    const groupId = /C[0-9a-f]{32}/.exec(told?.text ?? "")?.[0] ?? "";
    await until("the bot has left", () => left(stage, groupId) || undefined);
    await stage.quiet();

    const after = await slack.message(channel, told?.ts ?? "");
    expect(buttons).toEqual([
      expect.objectContaining({ style: "danger", confirm: expect.objectContaining({ deny: expect.anything() }) }),
    ]);
    expect(after?.text).toContain(`<@${aki.userId}>`);
    expect(after?.blocks?.some((block) => block["type"] === "actions")).toBe(false);
  });

  it("an account that was removed and is invited again is told of again", async () => {
    const { line, slack, channel } = stage;
    const group = line.group({ name: "Choir", members: [line.customer({ name: "Ren" })] });

    await group.join();
    await group.leave();
    await group.join();
    await stage.quiet();

    const told = (await slack.history(channel)).filter((message) => message.text.includes(group.id));
    expect(told).toHaveLength(2);
  });

  it("a member's own chat with the account is not touched by it", async () => {
    const { line } = stage;
    const mio = line.customer({ name: "Mio" });
    const group = line.group({ name: "Second", members: [mio] });

    await mio.write("in the group", { in: group });
    await mio.write("in private");
    await stage.quiet();

    const card = (await stage.cards()).find((each) => each.text.includes("in private"));
    expect(card?.text).toMatch(/^Mio · #\d+: in private$/);
    expect(await stage.db.message.count()).toBe(1);
    expect((await stage.slack.history(stage.channel)).map((each) => each.text)).toContainEqual(
      expect.stringContaining(group.id),
    );
  });
});

describe("with GROUPS=on", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ settings: { GROUPS: "on" } });
  });
  afterAll(() => closeSpotless(stage));

  const wordsIn = async (card: Message): Promise<string[]> =>
    (await stage.slack.thread(stage.channel, card.ts))
      .slice(1)
      .map((each) => `${each.username ?? ""}|${seen(each).join()}`);

  it("a group is a conversation of its own, with every member's name on their words", async () => {
    const { line } = stage;
    const [mio, nao] = [line.customer({ name: "Mio", friend: false }), line.customer({ name: "Nao" })];
    const group = line.group({ name: "Picnic", members: [mio, nao] });

    await mio.write("who brings rice?", { in: group });
    await nao.write("me", { in: group });
    await nao.write("and tea", { in: group });
    await mio.write("thanks", { in: group });
    await stage.quiet();

    const card = await stage.card(1);
    expect(seen(card)[0]).toBe("Picnic · #1");
    expect((await wordsIn(card)).join("\n").replaceAll("tea,", "tea")).toMatch(
      /^Mio · LINE\|who brings rice\?\nNao · LINE\|me(?:,|\nNao · LINE\|)and tea\nMio · LINE\|thanks$/,
    );
  });

  it("is never mixed with a member's own chat, and answers go where they belong", async () => {
    const { line, channel } = stage;
    const yui = line.customer({ name: "Yui" });
    const group = line.group({ name: "Shop staff", members: [yui] });
    const aki = await stage.staff();

    await yui.write("to all of you", { in: group });
    await yui.write("only to you");
    await stage.quiet();
    const [inGroup, alone] = (await stage.cards()).slice(-2);
    await aki.say(channel, "to the group", { thread_ts: inGroup?.ts ?? "" });
    await until("the group's answer", () => line.phone(group)[1]);

    expect(inGroup?.text).toMatch(/^Shop staff/);
    expect(alone?.text).toMatch(/^Yui/);
    expect(alone?.text).toContain("only to you");
    expect(line.phone(yui).filter((each) => each.from === "account")).toEqual([]);
  });

  it("a member whom LINE does not name, and an old kind of group without a name, have words for names", async () => {
    const { line } = stage;
    const someone = line.customer({ name: "Hidden" });
    const room = line.group({ kind: "room", members: [someone] });

    await someone.write("who am I?", { in: room, anonymous: true });
    await stage.quiet();

    const card = (await stage.cards()).at(-1);
    expect(seen(card as Message)[0]).toMatch(/^Group · #\d+$/);
    expect(await wordsIn(card as Message)).toEqual(["Customer · LINE|who am I?"]);
  });

  it("joining, members who come and go, edits and being thrown out are lines in its thread", async () => {
    const { line } = stage;
    const [ren, sora] = [line.customer({ name: "Ren" }), line.customer({ name: "Sora" })];
    const group = line.group({ name: "Club", members: [ren], joined: false });

    await group.join();
    const card = await until("the card", async () =>
      (await stage.cards()).find((each) => each.text.startsWith("Club")),
    );
    await sora.join(group);
    const said = await ren.write("lunch at 12", { in: group });
    await stage.quiet();
    await ren.edit(said.messageId ?? "", "lunch at 13", { in: group });
    await sora.leave(group);
    await group.leave();
    await stage.quiet();

    const words = (await wordsIn(card)).join("\n");
    for (const part of ["was invited", "Sora joined", "lunch at 12", "» lunch at 13", "1 person left", "was removed"])
      expect(words).toContain(part);
  });
});
