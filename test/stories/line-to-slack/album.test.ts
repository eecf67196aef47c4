import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { CustomerMessage } from "../../../src/sandbox/line/types.ts";
import { askedBy, below, bytesIn } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_LIMIT_MB: "1" } });
});
afterAll(async () => {
  // what was refused was refused because the story wanted it
  await closeSpotless(stage);
});

describe("an album", () => {
  const picture = (id: string, index: number, total?: number): CustomerMessage => ({
    type: "image",
    bytes: Buffer.from(`${id} ${index}`),
    imageSet: { id, ...(total === undefined ? {} : { index, total }) },
  });

  it("is one post in the order of its pictures, however they come, and words wait for it", async () => {
    const { customer, card } = await askedBy(stage, "Album");
    const sent = [];
    for (const index of [1, 2, 3]) sent.push(await customer.send(picture("a", index, 3), { deliver: false }));
    const words = await customer.write("which one?", { deliver: false });

    await sent[2]?.deliver();
    await sent[0]?.deliver();
    await words.deliver();
    await sent[1]?.deliver();
    await stage.quiet();

    const posts = await below(stage, card);
    expect(await Promise.all(posts.map((post) => bytesIn(stage, post)))).toEqual([["a 1", "a 2", "a 3"], []]);
    expect(posts.flatMap(seen)).toEqual(["🖼 Album sent 3 images.", "which one?"]);
  });

  it("of an old phone, which tells neither place nor number, is one post, too", async () => {
    const { customer, card } = await askedBy(stage, "Old");

    await customer.send(picture("b", 1));
    await customer.send(picture("b", 2));
    await stage.quiet();

    expect(await Promise.all((await below(stage, card)).map((post) => bytesIn(stage, post)))).toEqual([["b 1", "b 2"]]);
  });

  it("that never becomes whole is shown as far as it came; what comes late follows", async () => {
    const { customer, card } = await askedBy(stage, "Half");
    await customer.send(picture("c", 2, 3));
    const late = await customer.send(picture("c", 1, 3), { deliver: false });
    await customer.send(picture("c", 3, 3));
    await until(
      "both fetched",
      async () =>
        (await stage.db.content.count({
          where: { name: null, deskFile: { not: null }, originId: { not: late.messageId ?? "" } },
        })) > 1 || undefined,
    );

    stage.clock.advance(20_000);
    await stage.quiet();
    await late.deliver();
    stage.clock.advance(20_000);
    await stage.quiet();

    expect(await Promise.all((await below(stage, card)).map((post) => bytesIn(stage, post)))).toEqual([
      ["c 2", "c 3"],
      ["c 1"],
    ]);
  });
});

it("words do not wait for a video that takes its time, and the thread says that it is coming", async () => {
  const { customer, card } = await askedBy(stage, "Long");
  const sent = await customer.send({ type: "video", bytes: Buffer.from("long film") }, { deliver: false });
  stage.line.content(sent.messageId ?? "", { preparing: 1_000 });
  await sent.deliver();
  await customer.write("did you see it?");

  stage.clock.advance(10_000);
  await stage.inThread(card, "did you see it?");
  stage.clock.advance(61_000);
  await stage.inThread(card, "Fetching it takes long");
  stage.line.content(sent.messageId ?? "", { preparing: 0 });
  stage.clock.advance(20_000);
  await stage.quiet();

  const posts = await below(stage, card);
  expect(await bytesIn(stage, posts.at(-1))).toEqual(["long film"]);
  expect(posts.at(-1)?.blocks?.length).toBe(2);
});
