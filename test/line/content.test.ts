/** Where LINE, or whoever writes through it, may lead us, and where not. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { request } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { strangers } from "../../src/http.ts";
import { fetchContent, fetchFrom } from "../../src/line/content.ts";
import { inward, openWideWorld, type WideWorld } from "../support/wide-world.ts";

let world: WideWorld;
beforeAll(async () => {
  world = await openWideWorld();
});
afterEach(() => world.forget());
afterAll(() => world.close());

const never = new AbortController().signal;
const access = { accessToken: "the access token", dataApiBaseUrl: "https://api-data.line.me" };
const content = "api-data.line.me/v2/bot/message/7/content";
const away = (location: string, status = 302) => ({ status, headers: { location } });

describe("the access token is for LINE's own host", () => {
  const authorization = "Bearer the access token";

  it.each([...inward, "https://evil.example/x", "//evil.example/x", "https://api-data.line.me:8443/x", "/elsewhere"])(
    "a redirect to %s is not followed",
    async (location) => {
      for (const status of [301, 302, 307, 308]) {
        world.forget();
        world.answers.set(content, away(location, status));

        const fetching = fetchContent(access, "7", never);

        await expect(fetching).rejects.toMatchObject({ code: "refused", status, retryable: false });
        expect(world.asked).toEqual([{ address: content, authorization }]);
        expect(new Set(world.sought)).toEqual(new Set(["api-data.line.me"]));
      }
    },
  );

  it("nor is one when LINE is asked how far it has got", async () => {
    world.answers.set(content, { status: 202 });
    world.answers.set(`${content}/transcoding`, away("https://evil.example/x"));

    expect(await fetchContent(access, "7", never)).toEqual({ kind: "preparing" });
    expect(world.asked).toEqual([
      { address: content, authorization },
      { address: `${content}/transcoding`, authorization },
    ]);
  });

  it("the id of a message is no way to another address", async () => {
    await fetchContent(access, "../../../x@evil.example/?", never);

    expect(world.asked.map(({ address }) => address)).toEqual([
      "api-data.line.me/v2/bot/message/..%2F..%2F..%2Fx%40evil.example%2F%3F/content",
    ]);
  });
});

describe("a file on somebody else's server", () => {
  const from = (url: string) => fetchFrom(url, never, world.dispatcher);

  it("is fetched without a token, also where it has moved to", async () => {
    world.answers.set("shop.example/a.jpg", away("//cdn.example/a.jpg"));
    world.answers.set("cdn.example/a.jpg", { status: 200, headers: { "content-type": "image/jpeg" }, body: "picture" });

    const fetched = await from("https://shop.example/a.jpg");

    expect(fetched).toMatchObject({ kind: "content", type: "image/jpeg", bytes: 7 });
    if (fetched.kind === "content") fetched.drop();
    expect(world.asked).toEqual([
      { address: "shop.example/a.jpg", authorization: undefined },
      { address: "cdn.example/a.jpg", authorization: undefined },
    ]);
  });

  it.each([...inward, "http://shop.example/x", "https://user@shop.example/x", "https://:secret@shop.example/x"])(
    "is not fetched from %s, named first or in a redirect",
    async (address) => {
      world.answers.set("shop.example/a.jpg", away(address));

      expect(await from(address)).toEqual({ kind: "forbidden" });
      expect(world.sought).toEqual([]);
      expect(await from("https://shop.example/a.jpg")).toEqual({ kind: "forbidden" });
      expect(world.sought).toEqual(["shop.example"]);
    },
  );

  it("that is always somewhere else is given up", async () => {
    world.answers.set("shop.example/a.jpg", away("https://shop.example/a.jpg"));

    expect(await from("https://shop.example/a.jpg")).toEqual({ kind: "forbidden" });
    expect(world.asked).toHaveLength(4);
  });

  it("is not fetched where its name leads to this machine: nobody connects", async () => {
    let connections = 0;
    const house = createServer((_request, response) => response.end("secret of the house"));
    house.on("connection", () => (connections += 1));
    await new Promise<void>((done) => house.listen(0, done));
    const { port } = house.address() as AddressInfo;

    const asking = request(`http://localhost:${port}/`, { dispatcher: strangers() });

    await expect(asking).rejects.toMatchObject({ code: "EFORBIDDEN" });
    expect(connections).toBe(0);
    await new Promise((done) => house.close(done));
  });
});
