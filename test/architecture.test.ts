import { describe, expect, it } from "vitest";

import * as rules from "./architecture/rules.ts";
import { sources } from "./architecture/source.ts";

const all = sources();

const samples: Record<
  keyof typeof rules,
  { bad: [path: string, text: string][]; good: [path: string, text: string][] }
> = {
  arrowsHold: {
    bad: [
      ["src/core/decide.ts", 'import type { Row } from "../store/rows.ts";'],
      ["src/words/en.ts", 'import { split } from "../core/text.ts";'],
      ["src/store/messages.ts", 'import { accept } from "../bridge/accept.ts";'],
      ["src/bridge/accept.ts", 'import { push } from "../line/write.ts";'],
      ["src/bridge/deliver.ts", 'export { post } from "../slack/write.ts";'],
      ["src/bridge/deliver.ts", 'import type { Message } from "../store/generated/client.ts";'],
      ["src/line/webhook.ts", 'import {\n  a,\n  b,\n} from "../slack/read.ts";'],
      ["src/line/read.ts", 'const store = await import("../store/messages.ts");'],
      ["src/slack/commands/tag.ts", 'import { tag } from "../../store/tags.ts";'],
      ["src/sandbox/line/index.ts", 'import { split } from "../../core/text.ts";'],
      ["src/web.ts", 'import { accept } from "./bridge/accept.ts";'],
      ["src/main.ts", 'import "./bridge/accept.ts";'],
      ["src/app.ts", 'import { fake } from "./sandbox/line/index.ts";'],
      ["src/core/text.ts", 'import { sample } from "../../test/support/samples.ts";'],
      ["src/helpers/text.ts", "export const a = 1;"],
    ],
    good: [
      ["src/words/en.ts", 'import type { Notice } from "../core/notice.ts";'],
      ["src/core/decide.ts", '// import { x } from "../store/rows.ts"\nimport { y } from "./hours.ts";'],
      [
        "src/slack/commands/tag.ts",
        'import { tag } from "../../bridge/manage.ts";\nimport { App } from "@slack/bolt";',
      ],
    ],
  },
  packagesHaveOneOwner: {
    bad: [
      ["src/bridge/accept.ts", 'import type { webhook } from "@line/bot-sdk";'],
      ["src/web.ts", 'import bolt from "@slack/bolt";'],
      ["src/sandbox/slack/index.ts", 'import { WebClient } from "@slack/web-api";'],
      ["src/queue.ts", 'import { Prisma } from "@prisma/client";'],
      ["src/bridge/deliver.ts", 'import { run } from "graphile-worker";'],
      ["src/app.ts", 'import cron from "node-cron";'],
    ],
    good: [["src/line/client.ts", 'import { messagingApi } from "@line/bot-sdk";']],
  },
  pureStaysPure: {
    bad: [
      ["src/core/hours.ts", "export const now = () => Date.now();"],
      ["src/core/hours.ts", "const today = new Date();"],
      ["src/core/ids.ts", "const id = Math.random();"],
      ["src/core/ids.ts", 'import { randomUUID } from "node:crypto";'],
      ["src/words/en.ts", 'import { pino } from "pino";'],
    ],
    good: [["src/core/hours.ts", "// never Date.now()\nconst day = new Date(now);"]],
  },
  environmentHasOneReader: {
    bad: [
      ["src/store/client.ts", "const url = process.env.DATABASE_URL;"],
      ["src/app.ts", "const { env } = process;"],
    ],
    good: [["src/main.ts", "loadConfig(process.env);"]],
  },
  chanceComesIn: {
    bad: [
      ["src/bridge/staff-picture.ts", 'import { randomBytes } from "node:crypto";'],
      ["src/slack/write.ts", "const id = crypto.randomUUID();"],
      ["src/line/write.ts", "const pause = Math.random() * 100;"],
    ],
    good: [
      ["src/bridge/new-id.ts", 'import { randomBytes } from "node:crypto";'],
      ["src/sandbox/line/ids.ts", 'import { randomInt } from "node:crypto";'],
      ["src/web.ts", 'import { timingSafeEqual } from "node:crypto";'],
    ],
  },
  languageStaysSmall: {
    bad: [
      ["src/app.ts", "export default createApp;"],
      ["src/core/message.ts", "enum State { Open }"],
      ["src/core/message.ts", "export const enum State { Open }"],
      ["src/core/message.ts", "namespace Words { }"],
      ["src/line/read.ts", "function read(event: any) {}"],
      ["src/line/read.ts", "const all: Array<any> = [];"],
      ["test/line/read.test.ts", "read(event as any);"],
    ],
    good: [
      ["src/core/text.ts", 'const any = "enum Colour { }"; // any: any\nif (some(any, 1)) say("export default");'],
    ],
  },
  filesStaySmall: {
    bad: [
      ["src/app.ts", "line\n".repeat(301)],
      ["src/sandbox/page/browser/style/base.css", "line\n".repeat(301)],
    ],
    good: [["src/app.ts", "line\n".repeat(300)]],
  },
  testsAreWhole: {
    bad: [
      ["test/a.test.ts", 'it.only("a", () => {});'],
      ["test/a.test.ts", 'describe.skip("a", () => {});'],
      ["test/a.test.ts", 'it.skipIf(windows)("a", () => {});'],
      ["test/a.test.ts", 'vi.mock("../src/app.ts");'],
      ["test/a.test.ts", 'vi.spyOn(store, "read");'],
    ],
    good: [["test/a.test.ts", 'it("skips what it only heard of", () => {});']],
  },
  testsDoNotSleep: {
    bad: [
      ["test/a.test.ts", "await new Promise((done) => setTimeout(done, 100));"],
      ["test/a.test.ts", 'import { setTimeout as sleep } from "node:timers/promises";'],
    ],
    good: [["test/support/wait-for.ts", "setTimeout(look, 5);"]],
  },
  noRegistryIsNamed: {
    bad: [
      [".npmrc", ["regis", "try=https://npm.example.com/"].join("")],
      ["package-lock.json", ['"reso', 'lved": "https://npm.example.com/a.tgz"'].join("")],
      ["README.md", ["https://registry.", "npmjs.org/a"].join("")],
    ],
    good: [["README.md", "Packages come from npm."]],
  },
};

describe.each(Object.entries(samples))("%s", (name, { bad, good }) => {
  const rule = Object.entries(rules).find(([key]) => key === name)?.[1];
  if (rule === undefined) throw new Error(`there is no rule ${name}`);

  it("in every file", () => {
    const broken = all.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));

    expect(broken).toEqual([]);
  });

  it.each(bad)("a break in %s is found (%#)", (path, text) => {
    expect(rule({ path, text })).not.toEqual([]);
  });

  it.each(good)("%s is left in peace (%#)", (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });
});

it("the rules look at the sources, and every rule has samples", () => {
  expect(all.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["src/config.ts", "test/architecture.test.ts", "package-lock.json", ".npmrc"]),
  );
  expect(Object.keys(samples).toSorted()).toEqual(Object.keys(rules).toSorted());
});
