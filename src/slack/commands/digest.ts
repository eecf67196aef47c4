import { chooseDigest } from "../../bridge/digest/choose.ts";
import { digestNow } from "../../bridge/digest/digest-now.ts";
import { hoursOf } from "../../bridge/hours-of.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import { type DigestWish, readDigestWish } from "../../core/digest-wish.ts";
import { AHEAD, nextSlot } from "../../core/digest.ts";
import { slackDate } from "../card.ts";
import { escapeText } from "../mrkdwn.ts";
import { type Answer, deskCommand, type Office, refuse, say } from "./command.ts";
import { sections } from "./sections.ts";
import { oneAccount, whose } from "./which-account.ts";

type Account = Actor["accounts"][number];

export const digest = deskCommand<string>({
  name: "digest",
  aliases: ["まとめ", "ダイジェスト", "定時報告"],
  who: "member",
  without: {
    card: "it lists all chats, and a card is about one",
    shortcut: "it lists all chats, and a message belongs to one",
    global: "the global shortcut finds a chat by its name",
    reaction: "a reaction is about a chat",
    home: "the tab is about chats",
  },
  read: (text) => text.trim().replaceAll("&amp;", "&"),
  async run(office, { actor, args, channel }) {
    const meant = whose(actor, channel, args);
    const wish = readDigestWish(meant.rest);
    if (!wish) return refuse({ kind: "usage", command: "digest" });
    if (wish.kind === "twoWays") return refuse({ kind: "hours", fault: wish });
    if (wish.kind === "show") return sections(meant.accounts.map((account) => shown(office, account)));
    const one = oneAccount(office, channel, meant, args);
    if ("refusal" in one) return refuse(one.refusal);
    const { account } = one;
    const { chosen } = office.words.office.digest;
    if (wish.kind === "now") return say(chosen.posted(account.name, await digestNow(office.ctx, account)));
    return choose(office, actor, account, wish);
  },
});

async function choose(
  office: Office,
  actor: Actor,
  account: Account,
  wish: Extract<DigestWish, { kind: "off" | "set" }>,
): Promise<Answer> {
  const done = await chooseDigest(office.ctx, actor, account, wish.kind === "off" ? null : wish.digest);
  return done.kind === "refused" ? refuse(done.refusal) : say(shown(office, account));
}

function shown({ ctx, words }: Office, account: Account): string {
  const { chosen } = words.office.digest;
  const { digest: is, target } = account.settings;
  const name = `*${escapeText(account.name)}*`;
  if (!is) return [name, chosen.off, chosen.target(target)].join("\n");
  const hours = hoursOf(ctx, account);
  const next = nextSlot(is, hours, ctx.now());
  const lines = chosen.is(is, hours.zone);
  const when = next ? chosen.next(slackDate(words, next)) : chosen.never(AHEAD);
  return [name, ...lines, when, chosen.target(target)].join("\n");
}
