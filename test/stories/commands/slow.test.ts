/** Slack waits 3 s for an answer and lets a trigger live for as long; what takes longer is told another way. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type OpenChat, openChats } from "../../support/chats.ts";
import { textOf, watch } from "../../support/doors.ts";
import { slow } from "../../support/slow.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let aki: Staff;
let chat: OpenChat;
const errors: string[] = [];

beforeEach(async () => {
  errors.length = 0;
  const log = { write: (line: string) => void errors.push(line) };
  stage = await startStage({ settings: { LOG_LEVEL: "error" }, log });
  aki = await stage.staff("aki");
  [chat] = (await openChats(stage, "Hanako", 1)) as [OpenChat];
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await stage.close();
});

const line = (text: string) => aki.slash("/line", text, stage.channel);

describe("with a slow Slack", () => {
  it("a command is answered in time, and the rest follows", async () => {
    // who aki is must be asked for
    stage.slack.setFault(slow(4_000, "users.info"));
    const { status, answer, milliseconds } = await line(`tag ${chat.number} +VIP`);

    expect({ status, answer }).toEqual({ status: 200, answer: "" });
    expect(milliseconds).toBeLessThan(3_000);
    const late = await until("the late answer", () => stage.slack.ephemerals.at(-1));
    expect(late).toMatchObject({ user: aki.userId, text: expect.stringContaining("tagged *VIP*") });
    expect(stage.slack.responses.map(({ status: each }) => each)).toEqual([200]);
    expect(stage.slack.violations).toEqual([]);
  });

  it("a window is opened before anything is looked up, and filled afterwards", async () => {
    stage.slack.setFault(slow(4_000, "users.info"));
    const { status, milliseconds } = await line(`tag ${chat.number}`);

    expect(status).toBe(200);
    expect(milliseconds).toBeLessThan(3_000);
    const [loading] = stage.slack.views;
    expect(loading).toMatchObject({ via: "views.open" });
    expect(textOf(loading!.view.blocks)).toContain("Loading…");
    const filled = await until("the form", () => stage.slack.views.find(({ view }) => view.callback_id === "form"));
    expect(filled.view.id).toBe(loading!.view.id);
    expect(stage.slack.calls.filter(({ method }) => method === "views.open")).toHaveLength(1);
    expect(stage.slack.violations).toEqual([]);
  });

  it("a submission shows at once that it is under way, and then what became of it", async () => {
    const form = await watch(stage, aki, () => line(`tag ${chat.number}`));
    await stage.db.staff.updateMany({ data: { fetchedAt: new Date(0) } });
    stage.slack.setFault(slow(4_000, "users.info"));

    const { answer } = await aki.submit(form.view!, { more: "late" });

    expect(JSON.stringify(answer)).toContain("Loading…");
    await until("the answer", () => {
      const last = stage.slack.views.at(-1);
      return last && textOf(last.view.blocks).includes("tagged *late*") ? last : undefined;
    });
    expect(stage.slack.violations).toEqual([]);
  });

  it("a window that cannot be opened is told of, and nothing is changed", async () => {
    stage.slack.setFault(slow(3_500, "views.open"));
    const { status, answer } = await line(`tag ${chat.number}`);

    expect({ status, answer }).toEqual({ status: 200, answer: "" });
    const told = await until("the words", () => stage.slack.ephemerals.at(-1));
    expect(told.text).toBe("Slack did not open the window in time. Nothing was changed: try again.");
    expect(stage.slack.violations).toEqual([expect.stringContaining("expired_trigger_id")]);
    expect(await stage.db.audit.count()).toBe(0);
  });

  it("an expired trigger of a button, a shortcut or a window is no error", async () => {
    const form = await watch(stage, aki, () => aki.shortcut("manage_chat", { channel: chat.channel, ts: chat.words }));
    stage.slack.setFault(({ method }, phase) =>
      phase === "before" && (method === "views.open" || method === "views.push")
        ? { kind: "answer", status: 200, body: { ok: false, error: "expired_trigger_id" } }
        : undefined,
    );
    const place = { channel: chat.channel, ts: chat.card };

    const answers = [
      await aki.click(place, "do:tag"),
      await aki.shortcut("manage_chat", { channel: chat.channel, ts: chat.words }),
      await aki.shortcut("find_chat"),
      await aki.clickView(form.view!, "do:tag"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(stage.slack.ephemerals.map(({ text }) => text)).toEqual([
      expect.stringContaining("did not open the window"),
      expect.stringContaining("did not open the window"),
    ]);
    // in a window there is room for the form without another one
    expect(stage.slack.views.at(-1)).toMatchObject({ via: "views.update", view: { callback_id: "form" } });
  });

  it("a window that was closed while it loaded is no error", async () => {
    stage.slack.setFault(slow(2_800, "users.info"));
    await line(`tag ${chat.number}`);
    const [loading] = stage.slack.views;
    await aki.closeView(loading!.view);

    await until("the update", () =>
      stage.slack.calls.find(({ method, status }) => method === "views.update" && status !== undefined),
    );
    expect(stage.slack.violations).toEqual([expect.stringContaining("views.update: not_found")]);
  });

  it("a window that cannot be filled does not stay at Loading", async () => {
    let refused = 0;
    stage.slack.setFault(({ method }, phase) => {
      if (method !== "views.update" || phase !== "before" || (refused += 1) > 1) return undefined;
      return { kind: "answer", status: 500, body: {} };
    });
    const { view } = await watch(stage, aki, () => line(`tag ${chat.number}`));

    expect(textOf(view!.blocks)).toContain("That did not work");
  });

  it("when Slack does not say who somebody is, nothing is done", async () => {
    stage.slack.setFault(({ method }, phase) =>
      method === "users.info" && phase === "before" ? { kind: "answer", status: 503, body: {} } : undefined,
    );

    const { text } = await watch(stage, aki, () => line(`tag ${chat.number} +VIP`));

    expect(text).toContain("Slack does not answer");
    expect(await stage.db.chatTag.count()).toBe(0);
  });
});

it("with a slow LINE, a command does not wait for it", async () => {
  stage.line.setFault(slow(5_000));
  for (const text of [`tag ${chat.number} +VIP`, `who ${chat.number}`, "quota", `send ${chat.number} Ready.`]) {
    const { status, milliseconds } = await line(text);
    expect({ text, status }).toEqual({ text, status: 200 });
    expect(milliseconds).toBeLessThan(3_000);
  }
  stage.line.setFault(undefined);
  expect(stage.slack.violations).toEqual([]);
});

it("three windows lie over each other, and the fourth is shown in the third", async () => {
  const place = { channel: chat.channel, ts: chat.card };
  const first = await watch(stage, aki, () => aki.click(place, "do:more", `manage ${chat.number}`));
  const second = await watch(stage, aki, () => aki.clickView(first.view!, "do:tag"));
  const wrong = { ...second.view!, blocks: first.view!.blocks, private_metadata: first.view!.private_metadata };
  const third = await watch(stage, aki, () => aki.clickView(wrong, "do:note"));

  const again = { ...third.view!, blocks: first.view!.blocks, private_metadata: first.view!.private_metadata };
  const fourth = await watch(stage, aki, () => aki.clickView(again, "do:name"));

  expect(fourth.view?.id).toBe(third.view?.id);
  expect(fourth.view?.callback_id).toBe("form");
  expect(stage.slack.violations).toEqual([expect.stringContaining("push_limit_reached")]);
});
