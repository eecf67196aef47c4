import { DOORS } from "../../core/commands.ts";
import { type Answer, type Command, deskCommand, type Office, refuse } from "./command.ts";
import { findCommand, nearNames } from "./names.ts";
import { sections } from "./sections.ts";

export const help = deskCommand<string>({
  name: "help",
  aliases: ["ヘルプ", "使い方", "?"],
  who: "member",
  without: {
    card: "the card has no room for it; its menu leads to a list of everything",
    reaction: "a reaction is about a chat",
    shortcut: "the modal shows everything with its name",
    global: "the modal shows everything with its name",
    home: "the tab shows everything with its name",
  },
  read: (text) => text.trim(),
  run(office, { args }) {
    if (args === "") return Promise.resolve(everything(office));
    const command = findCommand(office.commands, args);
    return Promise.resolve(
      command
        ? one(office, command)
        : refuse({ kind: "unknownCommand", word: args, near: nearNames(office.commands, args) }),
    );
  },
});

function everything({ words, commands }: Office): Answer {
  const { office } = words;
  const lines = commands.map(({ name, aliases: [alias = ""] }) => {
    const { usage, summary } = office.commands[name];
    return `\`${name}${usage && ` ${usage}`}\`${office.help.alsoCalled(alias)} ${summary}`;
  });
  return sections([office.help.title, office.help.chats, ...lines, office.help.more]);
}

function one({ words }: Office, command: Command): Answer {
  const { usage, summary, example } = words.office.commands[command.name];
  const names = command.aliases.map((alias) => `\`${alias}\``).join(", ");
  const doors = DOORS.filter((door) => !(door in command.without)).map((door) => words.office.doors[door]);
  return sections([
    `*${command.name}* ${names}\n${summary}`,
    `\`/line ${command.name}${usage && ` ${usage}`}\`\n\`/line ${example}\``,
    doors.join(" · "),
  ]);
}
