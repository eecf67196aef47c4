import { expect, it } from "vitest";

import { auto } from "../../src/slack/commands/auto.ts";
import type { Office } from "../../src/slack/commands/command.ts";

const read = (typed: string): unknown => auto.read(typed, {} as Office);

it.each(["", "list", "一覧", "add", "作成", "追加", "Edit", " 編集 ", "ＬＩＳＴ"])(
  "/line auto %s opens the list, whose buttons add and edit",
  (typed) => {
    expect(read(typed)).toBe("");
  },
);

it.each([
  ["test list", "list"],
  ["テスト 一覧", "一覧"],
])("/line auto %s tries the words", (typed, words) => {
  expect(read(typed)).toBe(words);
});

it.each(["tset open", "add a rule", "delete"])("/line auto %s is answered with how it goes", (typed) => {
  expect(read(typed)).toBeUndefined();
});
