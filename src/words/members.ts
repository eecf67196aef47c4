/** Who joined and left a group. Names of customers stand in these sentences, so Slack formats nothing of them. */
import type { Members } from "../core/members.ts";
import { toldPlainly, type Told } from "./words.ts";

const ALL_NAMED = 3;

/** Three are all named; of more the first two, and how many others there are. */
function namedOf({ count, names = [] }: Members): { names: string[]; others: number } {
  const shown = names.slice(0, count > ALL_NAMED ? ALL_NAMED - 1 : ALL_NAMED);
  return { names: shown, others: Math.max(0, count - shown.length) };
}

interface Move {
  kind: "membersJoined" | "membersLeft";
}

export function membersEnglish(it: Move & Members): Told {
  const who = listed(namedOf(it));
  return toldPlainly(it.kind === "membersJoined" ? `👋 ${who} joined the group.` : `🚪 ${who} left the group.`);
}

function listed({ names, others }: { names: string[]; others: number }): string {
  if (names.length === 0) return others === 1 ? "1 person" : `${others} people`;
  const all = others === 0 ? names : [...names, others === 1 ? "1 other" : `${others} others`];
  return all.length === 1 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
}

export function membersJapanese(it: Move & Members): Told {
  const { names, others } = namedOf(it);
  const rest = names.length === 0 ? `${others}人` : `ほか${others}人`;
  const who = [...names.map((name) => `${name}さん`), ...(others === 0 ? [] : [rest])].join("、");
  return toldPlainly(
    it.kind === "membersJoined" ? `👋 ${who}がグループに参加しました。` : `🚪 ${who}がグループを退出しました。`,
  );
}
