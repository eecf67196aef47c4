/** Slack takes files and looks through them for a while: until then it does not say where they stand. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Fault } from "../../../src/sandbox/faults.ts";
import { askedBy, below, bytesIn } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ slack: { scan: 4_000 } });
});
afterAll(() => stage.close());

/** The answer to the post is lost once; `more` says what else goes wrong, with so many posts tried. */
function loseAnswer(more?: (method: string, posts: number) => ReturnType<Fault>): () => number {
  let posts = 0;
  let lost = 0;
  stage.slack.setFault(({ method }, phase) => {
    if (method === "files.completeUploadExternal" && phase === "before") posts += 1;
    if (method === "files.completeUploadExternal" && phase === "after" && lost === 0) {
      lost += 1;
      return { kind: "reset" };
    }
    return phase === "before" ? more?.(method, posts) : undefined;
  });
  return () => posts;
}

const unknown = { kind: "answer", status: 200, body: { ok: false, error: "file_not_found" } } as const;
const scanning = { kind: "answer", status: 200, body: { ok: true, file: { id: "F1", shares: {} } } } as const;

describe("the answer to the post of a picture is lost while Slack still looks through it", () => {
  it("one post, and we know where it stands", async () => {
    const { customer, card } = await askedBy(stage, "Scanned");
    const posts = loseAnswer();

    await customer.send({ type: "image", bytes: Buffer.from("once") });
    await stage.quiet();
    stage.slack.setFault(undefined);

    const [post, ...more] = await below(stage, card);
    expect(posts()).toBe(1);
    expect(more).toEqual([]);
    expect(await bytesIn(stage, post)).toEqual(["once"]);
    expect(await stage.db.message.count({ where: { deskTs: post?.ts ?? "" } })).toBe(1);
  });

  it("Slack knows it so late that it is posted again: that it knows of no such upload is no refusal", async () => {
    const { customer, card } = await askedBy(stage, "Unknown");
    const posts = loseAnswer((method, tried) => (method === "files.info" && tried < 2 ? unknown : undefined));

    await customer.send({ type: "image", bytes: Buffer.from("once") });
    await stage.quiet();
    stage.slack.setFault(undefined);

    const [post, ...more] = await below(stage, card);
    expect(posts()).toBe(2);
    expect(more).toEqual([]);
    expect(await bytesIn(stage, post)).toEqual(["once"]);
    expect(await stage.db.message.count({ where: { deskTs: post?.ts ?? "" } })).toBe(1);
  });
});

describe("a picture that Slack took and never shows is told of in words, with a link", () => {
  it.each([
    ["it goes on looking through it", () => stage.slack.setFault(showNothing(scanning))],
    ["it does not know it any more", () => loseAnswer((method) => (method === "files.info" ? unknown : undefined))],
  ])("%s", async (_what, begin) => {
    const { customer, card } = await askedBy(stage, "Hidden");
    begin();

    await customer.send({ type: "file", fileName: "order.pdf", bytes: Buffer.from("%PDF order") });
    const line = await until("a line about it", async () => {
      // as often as it is looked for at most
      await stage.db.delivery.updateMany({ where: { kind: "locate", status: "pending" }, data: { tries: 30 } });
      return (await below(stage, card)).flatMap(seen).find((words) => words.includes("order.pdf, 1 KB"));
    });
    stage.slack.setFault(undefined);
    await stage.quiet();

    expect(line).toMatch(/Slack did not take it \(not_shown\)\. Get it here for a while: http/);
    expect((await below(stage, card)).flatMap(seen).filter((words) => words.includes("Get it here"))).toHaveLength(1);
  });
});

const showNothing =
  (answer: typeof scanning): Fault =>
  ({ method }, phase) =>
    method === "files.info" && phase === "before" ? answer : undefined;
