/** The list: a command is its file and its line here. */
import type { CommandName } from "../../core/commands.ts";
import { account } from "./account.ts";
import { assign } from "./assign.ts";
import { auto } from "./auto.ts";
import { button } from "./button.ts";
import type { Command } from "./command.ts";
import { coupon } from "./coupon.ts";
import { digest } from "./digest.ts";
import { done } from "./done.ts";
import { files } from "./files.ts";
import { find } from "./find.ts";
import { forget } from "./forget.ts";
import { forward } from "./forward.ts";
import { help } from "./help.ts";
import { hours } from "./hours.ts";
import { inbox } from "./inbox.ts";
import { log } from "./log.ts";
import { manual } from "./manual.ts";
import { mute } from "./mute.ts";
import { name } from "./name.ts";
import { findCommand, nearNames } from "./names.ts";
import { note } from "./note.ts";
import { notes } from "./notes.ts";
import { place } from "./place.ts";
import { quota } from "./quota.ts";
import { reopen } from "./reopen.ts";
import { reply } from "./reply.ts";
import { send } from "./send.ts";
import { settings } from "./settings.ts";
import { snooze } from "./snooze.ts";
import { spam } from "./spam.ts";
import { status } from "./status.ts";
import { sticker } from "./sticker.ts";
import { tag } from "./tag.ts";
import { tags } from "./tags.ts";
import { target } from "./target.ts";
import { templates } from "./templates.ts";
import { unmute } from "./unmute.ts";
import { who } from "./who.ts";

/** In the order of COMMANDS, which is that of the help. */
export const commands: readonly Command[] = [
  help,
  inbox,
  find,
  files,
  who,
  tag,
  tags,
  note,
  notes,
  status,
  done,
  reopen,
  snooze,
  assign,
  name,
  manual,
  mute,
  spam,
  unmute,
  reply,
  templates,
  auto,
  send,
  sticker,
  button,
  place,
  coupon,
  forward,
  forget,
  log,
  account,
  settings,
  hours,
  quota,
  digest,
  target,
];

export const commandNamed = (word: string): Command | undefined => findCommand(commands, word);
export const near = (word: string): CommandName[] => nearNames(commands, word);
