import { sendEvent, type Stage } from "./events.ts";
import { createId } from "./ids.ts";
import type { GroupRecord } from "./platform.ts";
import type { FakeLine, Group } from "./types.ts";

type NewGroup = Parameters<FakeLine["group"]>[0];

/** A chat of several people that the account is already in, unless `joined` is false. */
export function createGroup(stage: Stage, { kind = "group", name, members, joined = true }: NewGroup): Group {
  const id = createId(kind === "group" ? "C" : "R");
  const handle: Group = {
    kind,
    id,
    name,
    members: () =>
      [...record.members]
        .map((userId) => stage.platform.users.get(userId)?.handle)
        .filter((member) => member !== undefined),
    join(options) {
      record.joined = true;
      return sendEvent(stage, { type: "join", chat: record, replyable: true }, options);
    },
    leave(options) {
      record.joined = false;
      return sendEvent(stage, { type: "leave", chat: record, replyable: false }, options);
    },
  };
  const record: GroupRecord = {
    kind,
    id,
    name,
    members: new Set(members.map((member) => member.userId)),
    joined,
    standby: false,
    phone: [],
    handle,
  };
  stage.platform.groups.set(id, record);
  return handle;
}
