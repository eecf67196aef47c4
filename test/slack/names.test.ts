import { expect, it } from "vitest";

import { commands } from "../../src/slack/commands/index.ts";
import { findCommand, nearNames } from "../../src/slack/commands/names.ts";

it.each([
  ["tga", "tag"],
  ["snoze", "snooze"],
  ["タク", "tag"],
  ["完成", "done"],
  ["テンプレ", "templates"],
])("who types %s perhaps means %s", (typed, name) => {
  expect(nearNames(commands, typed)).toContain(name);
});

it.each(["", "x", "qqqqqq", "請求書"])("%j is like nothing", (typed) => {
  expect(nearNames(commands, typed)).toEqual([]);
});

it("the most alike comes first, three at most", () => {
  expect(nearNames(commands, "notess")[0]).toBe("notes");
  expect(nearNames(commands, "una").length).toBeLessThanOrEqual(3);
});

it.each(["ＴＡＧ", " tag ", "タグ", "ﾀｸﾞ"])("%j is the command tag", (word) => {
  expect(findCommand(commands, word)?.name).toBe("tag");
});
