import type { App } from "@slack/bolt";
import { expect, it } from "vitest";

import { bolt, refusal, stage } from "./slack-stage.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const button = (action_id: string, value: string) => ({
  type: "button" as const,
  action_id,
  value,
  text: plain(value),
});
const card = [{ type: "actions" as const, elements: [button("close", "42"), button("reopen", "43")] }];
const modal = {
  type: "modal" as const,
  callback_id: "note",
  title: plain("Note"),
  submit: plain("Save"),
  blocks: [
    {
      type: "input" as const,
      block_id: "words",
      label: plain("Words"),
      element: { type: "plain_text_input" as const, action_id: "text", initial_value: "so far" },
    },
    {
      type: "input" as const,
      block_id: "tag",
      label: plain("Tag"),
      element: {
        type: "static_select" as const,
        action_id: "choice",
        options: [{ text: plain("VIP"), value: "vip" }],
      },
    },
  ],
};

async function listening(listen: (app: App) => void) {
  const staged = await stage({ echo: false });
  await bolt(staged.slack, listen);
  return { ...staged, aki: await staged.slack.staff({ name: "Aki Sato" }) };
}

it("a click in a thread names its thread, its message and its value", async () => {
  const heard: unknown[] = [];
  const { slack, bot, channel, aki } = await listening((app) => {
    app.action("close", async ({ ack, body, action }) => {
      heard.push(body, action);
      await ack();
    });
  });
  const root = await bot.chat.postMessage({ channel, text: "root" });
  const reply = await bot.chat.postMessage({ channel, text: "card", blocks: card, thread_ts: root.ts! });

  const delivery = await aki.click({ channel, ts: reply.ts! }, "close");

  expect(delivery.status).toBe(200);
  expect(heard).toMatchObject([
    {
      type: "block_actions",
      user: { id: aki.userId, team_id: slack.teamId },
      container: {
        type: "message",
        message_ts: reply.ts,
        channel_id: channel,
        thread_ts: root.ts,
        is_ephemeral: false,
      },
      channel: { id: channel, name: "support" },
      message: { ts: reply.ts, text: "card" },
    },
    { type: "button", action_id: "close", value: "42", block_id: expect.any(String) },
  ]);
});

it("a menu on an ephemeral message is answered through its response_url", async () => {
  const blocks = [{ ...card[0]!, elements: [button("send", "yes"), button("drop", "no")] }];
  const { slack, bot, channel, aki } = await listening((app) => {
    app.action("send", async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: "sent" });
    });
    app.action("drop", async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
  });
  for (const name of ["one", "two"]) {
    await bot.chat.postEphemeral({ channel, user: aki.userId, text: name, blocks });
  }
  const [one, two] = slack.ephemerals;

  await aki.clickEphemeral(one!, "send");
  await aki.clickEphemeral(two!, "drop");

  expect(one).toMatchObject({ text: "sent", blocks: [], deleted: false });
  expect(two).toMatchObject({ deleted: true });
  expect(slack.responses.map((response) => response.status)).toEqual([200, 200]);
});

it("a response_url is good for five uses in thirty minutes", async () => {
  let time = Date.now();
  const { slack, channel } = await stage({ now: () => time });
  const urls: string[] = [];
  await bolt(slack, (app) => {
    app.command("/line", async ({ ack, body }) => {
      urls.push(body.response_url);
      await ack();
    });
  });
  const aki = await slack.staff({ name: "Aki" });
  await aki.slash("/line", "status", channel);
  await aki.slash("/line", "status", channel);
  const respond = async (url?: string) =>
    (
      await fetch(url ?? "", {
        method: "POST",
        body: JSON.stringify({ text: "x" }),
        headers: { "content-type": "application/json" },
      })
    ).status;

  const uses = [];
  for (let count = 0; count < 6; count += 1) uses.push(await respond(urls[0]));
  time += 30 * 60_000 + 1;

  expect(uses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(await respond(urls[1])).toBe(404);
  expect(slack.ephemerals).toHaveLength(5);
});

it("a slash command comes without a thread, with mentions escaped, and its answer is kept", async () => {
  const heard: unknown[] = [];
  const { slack, channel, aki } = await listening((app) => {
    app.command("/line", async ({ ack, command }) => {
      heard.push(command);
      await ack("done");
    });
  });

  const delivery = await aki.slash("/line", `assign <@${aki.userId}>`, channel);

  expect(delivery).toMatchObject({ status: 200, answer: "done" });
  const text = `assign <@${aki.userId}|aki.sato>`;
  expect(heard).toMatchObject([{ text, channel_id: channel, channel_name: "support", user_id: aki.userId }]);
  expect(heard[0]).not.toHaveProperty("thread_ts");
  expect(slack.events[0]).toMatchObject({ kind: "command", type: "/line" });
});

it("a shortcut on a message carries the message, a global one does not", async () => {
  const heard: unknown[] = [];
  const { bot, channel, aki } = await listening((app) => {
    app.shortcut(/.*/, async ({ ack, shortcut }) => {
      heard.push(shortcut);
      await ack();
    });
  });
  const root = await bot.chat.postMessage({ channel, text: "root" });
  const said = await aki.say(channel, "reply", { thread_ts: root.ts! });

  await aki.shortcut("card", said);
  await aki.shortcut("compose");

  expect(heard).toMatchObject([
    {
      type: "message_action",
      callback_id: "card",
      message: { text: "reply", thread_ts: root.ts },
      channel: { id: channel },
    },
    { type: "shortcut", callback_id: "compose" },
  ]);
});

it("a modal is opened by a click, filled in and submitted; errors come back", async () => {
  const heard: unknown[] = [];
  const { slack, bot, channel, aki } = await listening((app) => {
    app.action("close", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: modal });
    });
    app.view("note", async ({ ack, view }) => {
      heard.push(view.state.values);
      await ack({ response_action: "errors", errors: { words: "Too short" } });
    });
  });
  const { ts = "" } = await bot.chat.postMessage({ channel, text: "card", blocks: card });
  await aki.click({ channel, ts }, "close");
  const shown = slack.views.at(-1);

  const delivery = await aki.submit(shown!.view, { tag: "vip" });

  expect(shown).toMatchObject({ via: "views.open", user: aki.userId, view: { callback_id: "note" } });
  expect(heard).toMatchObject([
    { words: { text: { value: "so far" } }, tag: { choice: { selected_option: { value: "vip" } } } },
  ]);
  expect(delivery.answer).toEqual({ response_action: "errors", errors: { words: "Too short" } });
  expect(slack.violations).toEqual([]);
});

it("a trigger is good for three seconds and once", async () => {
  let time = Date.now();
  const { slack, bot, channel } = await stage({ now: () => time });
  const triggers: string[] = [];
  await bolt(slack, (app) => {
    app.command("/line", async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
  });
  const aki = await slack.staff({ name: "Aki" });
  await aki.slash("/line", "", channel);
  await aki.slash("/line", "", channel);
  const open = (trigger_id = "") => refusal(bot.views.open({ trigger_id, view: modal }));

  expect(await open(triggers[0])).toBe("accepted");
  expect(await open(triggers[0])).toBe("exchanged_trigger_id");
  time += 3001;
  expect(await open(triggers[1])).toBe("expired_trigger_id");
  expect(await open("1.2.3")).toBe("invalid_trigger_id");
});

it("a view with a title of 25 characters is refused", async () => {
  const { slack, bot } = await stage();
  const aki = await slack.staff({ name: "Aki" });
  const view = { type: "home" as const, blocks: card };

  expect(await refusal(bot.views.publish({ user_id: aki.userId, view }))).toBe("accepted");
  const wrong = { ...modal, title: plain("x".repeat(25)) };
  expect(await refusal(bot.views.open({ trigger_id: "x", view: wrong }))).toBe("invalid_arguments");
});
