import { deskCommand, say } from "./command.ts";

/** The command says how it is done; `doors/forward.ts` does it, for a command cannot point at a message. */
export const forward = deskCommand<null>({
  name: "forward",
  aliases: ["転送"],
  who: "member",
  without: {
    card: "the menu of a message has it",
    reaction: "a reaction cannot say where to",
    shortcut: 'it is an entry of its own in the menu of a message, "LINE: forward"',
    global: "it needs a message",
    home: "the tab shows chats, not messages",
  },
  read: () => null,
  run: ({ words }) => Promise.resolve(say(words.office.forward.how)),
});
