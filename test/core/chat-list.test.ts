import { describe, expect, it } from "vitest";

import { CHAT_LISTS, readListWish, writeListWish } from "../../src/core/chat-list.ts";

describe("which list is meant", () => {
  it.each([
    ["", { list: "all", page: 1 }],
    ["mine", { list: "mine", page: 1 }],
    ["未担当", { list: "unassigned", page: 1 }],
    ["完了　ページ：３", { list: "done", page: 3 }],
    ["ＭＩＮＥ tag:ＶＩＰ", { list: "mine", tag: "VIP", page: 1 }],
    ['Tag:"old friend" all', { list: "all", tag: "old friend", page: 1 }],
    ["タグ：「大口 顧客」", { list: "all", tag: "大口 顧客", page: 1 }],
    ["tag=vip page:2", { list: "all", tag: "vip", page: 2 }],
  ])("%j", (typed, wish) => {
    expect(readListWish(typed)).toEqual({ tag: undefined, ...wish });
  });

  it.each(["yours", "mine done", "tag:", "page:x", "page:0", "tag:a tag:b"])("%j is not how it goes", (typed) => {
    expect(readListWish(typed)).toBeUndefined();
  });

  it.each(
    CHAT_LISTS.flatMap((list) => [undefined, "VIP", "大口 顧客", 'a "b"'].map((tag) => ({ list, tag, page: 2 }))),
  )("what is written is read as the same: $list $tag", (wish) => {
    expect(readListWish(writeListWish(wish))).toEqual(wish);
  });
});
