import { chosenBy } from "../../bridge/staff/settings.ts";
import { deskCommand } from "./command.ts";
import { settingsView } from "./settings-form.ts";

export const settings = deskCommand<null>({
  name: "settings",
  aliases: ["設定", "config", "preferences"],
  who: "member",
  opens: "modal",
  without: {
    card: "the settings are not about a chat",
    shortcut: "the settings are not about a chat",
    reaction: "a reaction is about a chat",
    global: "it finds a chat",
    home: "the tab is about chats",
  },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: async (office, { actor }) => settingsView(office, actor, await chosenBy(office.ctx, actor)),
});
