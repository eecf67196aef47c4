import { expect, it } from "vitest";

import type { Notice } from "../src/core/notice.ts";
import { noticeBlocks, noticeFallback } from "../src/slack/blocks.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";

const [en, ja] = [english("Asia/Tokyo"), japanese("Asia/Tokyo")];
const joined = (count: number, ...names: string[]): Notice => ({ kind: "membersJoined", count, names });
const left = (count: number, ...names: string[]): Notice => ({ kind: "membersLeft", count, names });

it.each<[Notice, string, string]>([
  [joined(1, "Sakura"), "👋 Sakura joined the group.", "👋 Sakuraさんがグループに参加しました。"],
  [
    joined(2, "さくら", "ケン"),
    "👋 さくら and ケン joined the group.",
    "👋 さくらさん、ケンさんがグループに参加しました。",
  ],
  [left(3, "A", "B", "C"), "🚪 A, B and C left the group.", "🚪 Aさん、Bさん、Cさんがグループを退出しました。"],
  [joined(2, "A"), "👋 A and 1 other joined the group.", "👋 Aさん、ほか1人がグループに参加しました。"],
  [
    left(5, "A", "B", "C"),
    "🚪 A, B and 3 others left the group.",
    "🚪 Aさん、Bさん、ほか3人がグループを退出しました。",
  ],
  [
    joined(4, "A", "B", "C"),
    "👋 A, B and 2 others joined the group.",
    "👋 Aさん、Bさん、ほか2人がグループに参加しました。",
  ],
  [left(3, "B"), "🚪 B and 2 others left the group.", "🚪 Bさん、ほか2人がグループを退出しました。"],
  [joined(1), "👋 1 person joined the group.", "👋 1人がグループに参加しました。"],
  [left(50), "🚪 50 people left the group.", "🚪 50人がグループを退出しました。"],
  // as it was stored before members were named
  [{ kind: "membersJoined", count: 2 }, "👋 2 people joined the group.", "👋 2人がグループに参加しました。"],
])("says of %o who it is", (notice, inEnglish, inJapanese) => {
  expect(en.notice(notice)).toEqual({ sentence: inEnglish, quotes: [], plainly: true });
  expect(ja.notice(notice)).toEqual({ sentence: inJapanese, quotes: [], plainly: true });
});

it("nothing of a name is a mention, a format or an emoji to Slack", () => {
  const notice = joined(1, "<!channel> *x* :tada:");

  const [block] = noticeBlocks(en, "id", notice, undefined);

  const text = "👋 <!channel> *x* :tada: joined the group.";
  expect(block).toEqual({ type: "section", block_id: "id", text: { type: "plain_text", text, emoji: false } });
  expect(noticeFallback(en, notice)).toBe("👋 &lt;!channel&gt; *x* :tada: joined the group.");
});
