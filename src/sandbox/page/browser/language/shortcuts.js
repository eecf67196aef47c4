/** As manifest.yml names them: Slack shows one name in every language. */

export const findChat = "LINE: find a chat";

export const shortcuts = {
  manage_chat: "LINE: manage this chat",
  keep_note: "LINE: keep as note",
  forward_message: "LINE: forward",
  reply_to_message: "LINE: reply to this",
  send_sticker: "LINE: send a sticker",
};
