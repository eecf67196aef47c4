import type { KnownBlock } from "@slack/types";

import { type Chat, nameOfChat } from "../../bridge/staff/which-chat.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";

/** Which chat a window is about. */
export async function chatHead({ ctx, words }: Office, chat: Chat): Promise<KnownBlock> {
  return sentence(words.office.chat(chat.id, (await nameOfChat(ctx, chat)) || words.customer));
}
