import fc from "fast-check";
import { expect, it } from "vitest";

import { CHATS_OF_A_POST, groupsOf, pagesOf } from "../../src/core/chat-post.ts";

const chats = fc
  .array(fc.constantFrom(null, "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"), { maxLength: 150 })
  .map((assignees) =>
    assignees.map((assigneeId, id) => ({ id, assigneeId, waitingSince: new Date(1_800_000_000_000 + id * 1000) })),
  );

it("every chat stands on one page, in its group, and the pages fit into Slack's limits", () => {
  fc.assert(
    fc.property(chats, (waiting) => {
      const groups = groupsOf(waiting);
      const pages = pagesOf(groups);

      const shown = pages.flatMap((page) => page.flatMap((group) => group.chats.map(({ id }) => id)));
      expect(shown).toEqual(groups.flatMap((group) => group.chats.map(({ id }) => id)));
      expect(shown.toSorted((a, b) => a - b)).toEqual(waiting.map(({ id }) => id));
      for (const page of pages) {
        const rows = page.reduce((total, group) => total + group.chats.length, 0);
        expect(rows).toBeLessThanOrEqual(CHATS_OF_A_POST);
        expect(2 + page.length + 2 * rows).toBeLessThanOrEqual(50);
      }
    }),
  );
});

it("groups are in the order of their longest waiting chat, each with all of its own", () => {
  const chat = (id: number, assigneeId: string | null) => ({ id, assigneeId, waitingSince: new Date(id) });
  const groups = groupsOf([chat(1, "U2"), chat(2, null), chat(3, "U2"), chat(4, "U1")], new Map([["U2", 40]]));

  expect(groups.map(({ assigneeId, waiting, chats: of }) => [assigneeId, waiting, of.map(({ id }) => id)])).toEqual([
    ["U2", 40, [1, 3]],
    [null, 1, [2]],
    ["U1", 1, [4]],
  ]);
});

it("a post is made where nobody waits, too", () => {
  expect(pagesOf([])).toEqual([[]]);
});
