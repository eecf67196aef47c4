import { spawn } from "node:child_process";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ANSWER_ON_PHONE, SAID } from "../../src/cli/sandbox/story.ts";
import { faultsOf, type Seen } from "../../src/cli/sandbox/transcript.ts";

const seen: Seen[] = [
  { side: "line", at: 0, who: "佐藤さくら", text: SAID.question, brought: false },
  { side: "slack", at: 1, who: "Threadline", text: `佐藤さくら · #1: ${SAID.question}`, brought: true },
  { side: "slack", at: 2, who: "佐藤さくら · LINE", text: SAID.question, brought: true },
  { side: "line", at: 3, who: "佐藤さくら", text: SAID.more, brought: false },
  { side: "slack", at: 4, who: "佐藤さくら · LINE", text: SAID.more, brought: true },
  { side: "slack", at: 5, who: "aki", text: SAID.answer, brought: false },
  { side: "line", at: 6, who: "account", text: ANSWER_ON_PHONE, brought: true },
  { side: "line", at: 7, who: "LINE", text: "the same webhook again (answered 200)", brought: false },
  { side: "line", at: 7, who: "佐藤さくら", text: SAID.thanks, brought: false },
  { side: "slack", at: 8, who: "佐藤さくら · LINE", text: SAID.thanks, brought: true },
];

describe("the sandbox's verdict", () => {
  it("is good when everything is there once", () => {
    expect(faultsOf(seen, [])).toEqual([]);
  });

  it.each(seen.map((each, index) => ({ index, side: each.side, text: each.text })))(
    "fails without message $index on $side",
    ({ index }) => {
      expect(faultsOf(seen.toSpliced(index, 1), [])).not.toEqual([]);
    },
  );

  it.each(seen.map((each, index) => ({ index, side: each.side, text: each.text })))(
    "fails with message $index on $side twice",
    ({ index }) => {
      expect(faultsOf([...seen, ...seen.slice(index, index + 1)], [])).not.toEqual([]);
    },
  );

  it("fails when a platform was asked for something that it refuses", () => {
    expect(faultsOf(seen, ["chat.postMessage: invalid_blocks"])).toHaveLength(1);
  });
});

it(
  "plays its conversation whole, ignores the settings of the real thing, and ends with 0",
  { timeout: 60_000 },
  async () => {
    const main = join(import.meta.dirname, "..", "..", "src", "cli", "sandbox.ts");
    const env = {
      ...process.env,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/real",
      ACCOUNTS_FILE: "/nowhere.json",
      LANG: "",
    };
    const child = spawn(process.execPath, [main, "--once"], { env, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));

    const code = await new Promise((resolve) => child.once("exit", resolve));

    expect(said).toContain(ANSWER_ON_PHONE);
    expect(said).toContain("It went as it must");
    expect(code).toBe(0);
  },
);
