/** Pictures of staff: their addresses are written by people, and only the hosts that keep such pictures are asked. */
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { createLog } from "../../src/log.ts";
import { createFaces } from "../../src/media/faces.ts";
import { inward, openWideWorld, type WideWorld } from "../support/wide-world.ts";

let world: WideWorld;
beforeAll(async () => {
  world = await openWideWorld();
});
afterEach(() => world.forget());
afterAll(() => world.close());

/** As in production: no test server's pictures, and none that failed before. */
const make = (source: string) =>
  createFaces("https://shop.example", {
    alsoFrom: undefined,
    now: () => new Date(),
    log: createLog("silent"),
  }).make(source);

const picture = "avatars.slack-edge.com/2026/aki_192.png";
const others = [
  ...inward,
  "https://avatars.slack-edge.com.evil.example/a.png",
  "https://evilslack-edge.com/a.png",
  "https://avatars.slack-edge.com@evil.example/a.png",
  "https://user@avatars.slack-edge.com/a.png",
  "https://:secret@avatars.slack-edge.com/a.png",
  "https://avatars.slack-edge.com:8443/a.png",
  "http://avatars.slack-edge.com/a.png",
  "no address",
];

it.each(others)("%s is not asked for a picture: its host decides before anybody is", async (source) => {
  expect(await make(source)).toBeUndefined();
  expect([world.sought, world.asked]).toEqual([[], []]);
});

it.each([...others.slice(0, -1), "//evil.example/a.png", "https://["])(
  "a picture is not followed to %s",
  async (location) => {
    world.answers.set(picture, { status: 302, headers: { location } });

    expect(await make(`https://${picture}`)).toBeUndefined();
    expect(world.asked).toEqual([{ address: picture, authorization: undefined }]);
    expect(world.sought).toEqual(["avatars.slack-edge.com"]);
  },
);

it("a picture is followed to Gravatar's host, with no token", async () => {
  const drawn = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c33" } })
    .png()
    .toBuffer();
  world.answers.set(picture, { status: 302, headers: { location: "https://secure.gravatar.com/avatar/1.png" } });
  world.answers.set("secure.gravatar.com/avatar/1.png", { status: 200, body: drawn });

  expect((await make(`https://${picture}`))?.byteLength).toBeGreaterThan(0);
  expect(world.asked).toEqual([
    { address: picture, authorization: undefined },
    { address: "secure.gravatar.com/avatar/1.png", authorization: undefined },
  ]);
});
