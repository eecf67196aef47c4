import { makeAutomatic, makeManual } from "../../bridge/staff/make-manual.ts";
import { readWhen } from "../../core/when.ts";
import { changed } from "./changed.ts";
import { chatCommand, refuse } from "./command.ts";

const OFF = /^(?:off|auto|automatic|解除|自動|オフ|再開)$/iu;
const ON = /^(?:on|オン)?$/iu;

export const manual = chatCommand<string>({
  name: "manual",
  aliases: ["手動", "手動応答", "自動応答停止"],
  who: "member",
  without: { reaction: "there are two reactions, for done and for who has it" },
  read: (text) => text.normalize("NFKC").trim(),
  async run(office, { actor, chat, args }) {
    const { ctx } = office;
    if (OFF.test(args)) return changed(office, actor, await makeAutomatic(ctx, actor, chat.id));
    if (ON.test(args)) return changed(office, actor, await makeManual(ctx, actor, chat.id, null));
    const when = readWhen(args, ctx.now(), ctx.settings.timeZone);
    if (!when) return refuse({ kind: "timeUnclear", text: args.slice(0, 50) });
    if (when.kind !== "at") return refuse({ kind: when.kind === "past" ? "timePast" : "timeFar" });
    return changed(office, actor, await makeManual(ctx, actor, chat.id, when.at));
  },
});
