import type { App } from "@slack/bolt";
import { expect, it } from "vitest";

import { after } from "../support/slow.ts";
import { bolt, refusal, stage } from "./slack-stage.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const modal = {
  type: "modal" as const,
  callback_id: "one",
  title: plain("One"),
  submit: plain("Go on"),
  blocks: [
    {
      type: "input" as const,
      block_id: "chat",
      label: plain("Chat"),
      element: { type: "external_select" as const, action_id: "chat" },
    },
    {
      type: "actions" as const,
      block_id: "more",
      elements: [{ type: "button" as const, action_id: "more", text: plain("More") }],
    },
  ],
};

/** Triggers, as they come in. */
async function listening(listen: (app: App) => void = () => undefined, patience = 3_000) {
  const triggers: string[] = [];
  const staged = await stage({ echo: false, patience });
  await bolt(staged.slack, (app) => {
    app.command("/line", async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
    app.action("more", async ({ ack, body }) => {
      triggers.push("trigger_id" in body ? body.trigger_id : "");
      await ack();
    });
    listen(app);
  });
  const aki = await staged.slack.staff({ name: "Aki" });
  const { bot, slack, channel } = staged;
  const open = async () => {
    await aki.slash("/line", "", channel);
    const answer = await bot.views.open({ trigger_id: triggers.at(-1) ?? "", view: modal });
    expect(answer.ok).toBe(true);
    return slack.views.at(-1)!.view;
  };
  const push = async (on: Awaited<ReturnType<typeof open>>) => {
    await aki.clickView(on, "more");
    return refusal(bot.views.push({ trigger_id: triggers.at(-1) ?? "", view: modal }));
  };
  return { ...staged, aki, open, push };
}

it("three modals lie over each other; when one is closed there is room again", async () => {
  const { slack, aki, open, push } = await listening();
  const first = await open();

  expect(await push(first)).toBe("accepted");
  const second = slack.views.at(-1)!.view;
  expect(second).toMatchObject({ previous_view_id: first.id, root_view_id: first.id });
  expect(await push(second)).toBe("accepted");
  const third = slack.views.at(-1)!.view;
  expect(await push(third)).toBe("push_limit_reached");
  await aki.closeView(third);
  expect(await push(second)).toBe("accepted");
});

it("a modal that was closed or submitted cannot be updated", async () => {
  const { bot, aki, open } = await listening((app) => {
    app.view("one", ({ ack }) => ack());
  });
  const closed = await open();
  await aki.closeView(closed);
  const submitted = await open();
  await aki.submit(submitted);

  expect(await refusal(bot.views.update({ view_id: closed.id, view: modal }))).toBe("not_found");
  expect(await refusal(bot.views.update({ view_id: submitted.id, view: modal }))).toBe("not_found");
});

it("a modal stays when its submission is answered with errors", async () => {
  const { bot, aki, open } = await listening((app) => {
    app.view("one", ({ ack }) => ack({ response_action: "errors", errors: { chat: "Which?" } }));
  });
  const view = await open();
  await aki.submit(view);

  expect(await refusal(bot.views.update({ view_id: view.id, view: modal }))).toBe("accepted");
});

it("a list of suggestions holds a hundred, each of 75 characters", async () => {
  const option = (text: string) => ({ text: plain(text), value: text.slice(0, 9) });
  const { slack, aki, open } = await listening((app) => {
    app.options("chat", async ({ ack, payload }) => {
      const { value } = payload;
      await ack({ options: Array.from({ length: Number(value) }, (_, i) => option(`${i}`.padEnd(Number(value)))) });
    });
  });
  const view = await open();

  await aki.suggest(view, "chat", "0");
  await aki.suggest(view, "chat", "75");
  expect(slack.violations).toEqual([]);
  await aki.suggest(view, "chat", "76");
  expect(slack.violations).toHaveLength(76);
  await aki.suggest(view, "chat", "101");
  expect(slack.violations.at(76)).toContain("no more than 100 items");
});

it("a command that is not answered in time, or with a message that Slack refuses, is a violation", async () => {
  const { slack, channel, aki } = await listening((app) => {
    app.command("/slow", ({ ack }) => after(2_000, () => ack()));
    app.command("/wrong", ({ ack }) => ack({ blocks: [{ type: "section", text: plain("") }] }));
    app.command("/right", ({ ack }) => ack({ text: "for you" }));
  }, 1_000);

  await aki.slash("/slow", "", channel);
  await aki.slash("/wrong", "", channel);
  await aki.slash("/right", "", channel);

  expect(slack.violations[0]).toBe("/slow: operation_timeout");
  expect(slack.violations[1]).toContain("/wrong: invalid_blocks");
  expect(slack.violations).toHaveLength(2);
  expect(slack.ephemerals).toMatchObject([{ user: aki.userId, text: "for you" }]);
});

it("what is typed after a command comes escaped", async () => {
  const heard: string[] = [];
  const { slack, channel, aki } = await listening((app) => {
    app.command("/hear", async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
  });

  await aki.slash("/hear", `R&D <b> https://example.com/a?b&c <#${channel}> #12`, channel);

  expect(heard).toEqual([`R&amp;D &lt;b&gt; <https://example.com/a?b&amp;c> <#${channel}|support> #12`]);
  expect(slack.violations).toEqual([]);
});
