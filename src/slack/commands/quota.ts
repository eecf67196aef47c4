import { type QuotaFacts, quotaOf } from "../../bridge/quota.ts";
import { accountsHere } from "../../bridge/staff/account-record.ts";
import type { Words } from "../../words/words.ts";
import { deskCommand } from "./command.ts";
import { sections } from "./sections.ts";

export const quota = deskCommand<null>({
  name: "quota",
  aliases: ["通数", "残り通数"],
  who: "member",
  without: {
    card: "a card is about a chat",
    reaction: "a reaction is about a chat",
    shortcut: "the modal is about a chat",
    global: "the modal is about a chat",
    home: "the tab is about chats",
  },
  read: (text) => (text.trim() === "" ? null : undefined),
  async run({ ctx, words }, { actor, channel }) {
    const texts: string[] = [];
    for (const account of accountsHere(actor, channel)) {
      const facts = await quotaOf(ctx, account);
      texts.push(
        facts ? linesOf(words, account.name, facts).join("\n") : `${account.name}: ${words.office.record.quota.away}`,
      );
    }
    return sections(texts);
  },
});

function linesOf({ office }: Words, name: string, facts: QuotaFacts): string[] {
  const { quota: said } = office.record;
  const { used, limit, free, forecast, month } = facts;
  return [
    said.title(name, month.name),
    limit === null ? said.unlimited(used) : said.used(used, limit),
    ...(limit === null ? [] : [said.left(Math.max(0, limit - used))]),
    said.free(free),
    said.forecast(forecast.total, forecast.perDay),
    ...(limit === null ? [] : [forecast.total > limit ? said.runsOut : said.enough]),
  ];
}
