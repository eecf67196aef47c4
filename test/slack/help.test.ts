/** What `/line help` says: all commands, in both languages, within Slack's limits. */
import { describe, expect, it } from "vitest";

import type { Context } from "../../src/bridge/context.ts";
import type { Actor } from "../../src/bridge/staff/actor.ts";
import { COMMANDS } from "../../src/core/commands.ts";
import { checkMessage } from "../../src/sandbox/slack/checks/message.ts";
import type { Answer, Call, Office } from "../../src/slack/commands/command.ts";
import { help } from "../../src/slack/commands/help.ts";
import { commands } from "../../src/slack/commands/index.ts";
import { english } from "../../src/words/en.ts";
import { japanese } from "../../src/words/ja.ts";
import type { Words } from "../../src/words/words.ts";

/** Help looks nothing up: there is nobody and nothing behind it. */
async function helpOn(words: Words, args: string): Promise<Extract<Answer, { kind: "say" }>> {
  const office = { words, commands, ctx: {} as Context } as Office;
  const call: Call<never> = { actor: {} as Actor, args: args as never, door: "slash", channel: undefined };
  const answer = help.about === "desk" ? await help.run(office, call) : undefined;
  if (answer?.kind !== "say") throw new Error("help says nothing");
  return answer;
}

describe.each([
  ["English", english("Asia/Tokyo")],
  ["Japanese", japanese("Asia/Tokyo")],
])("help in %s", (_language, words) => {
  it("lists all commands and fits into a message of Slack", async () => {
    const { text, blocks } = await helpOn(words, "");

    for (const name of COMMANDS) expect(text).toContain(`\`${name}`);
    expect(checkMessage("command", { text, blocks })).toBeUndefined();
    expect(text.length).toBeLessThan(40_000);
  });

  it.each(COMMANDS)("says more about %s", async (name) => {
    const { text, blocks } = await helpOn(words, name);

    expect(text).toContain(`/line ${words.office.commands[name].example}`);
    expect(checkMessage("command", { text, blocks })).toBeUndefined();
  });

  it("has a button for each that Slack takes", () => {
    for (const name of COMMANDS) {
      const { button } = words.office.commands[name];
      expect(button.length).toBeGreaterThan(0);
      // the title of its window holds 24
      expect(button.length).toBeLessThanOrEqual(24);
    }
  });
});

it("no two commands are called the same", () => {
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases].map((each) => each.normalize("NFKC")));

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
