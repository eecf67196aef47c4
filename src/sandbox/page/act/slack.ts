/** What somebody of the team does in Slack. */
import type { Delivery, FakeSlack, SaidMessage, Staff, StaffFile, View } from "../../slack/types.ts";
import { memberOf, type World } from "../world.ts";
import { bytes, type Fields, isFields, objectIn, optionalText, text } from "./read.ts";

type SlackAct = (world: World, staff: Staff, fields: Fields) => Promise<Delivery | SaidMessage>;

const acts: Record<string, SlackAct> = {
  say,
  edit: (world, staff, fields) => staff.edit(placeOf(fields), typed(world, text(fields, "text"))),
  remove: (_world, staff, fields) => staff.remove(placeOf(fields)),
  react: (world, staff, fields) => react(world, staff, fields),
  slash: (world, staff, fields) => {
    const [, command = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text(fields, "text")) ?? [];
    return staff.slash(command.normalize("NFKC"), typed(world, rest), text(fields, "channel"));
  },
  shortcut: (_world, staff, fields) =>
    staff.shortcut(text(fields, "callback"), fields["ts"] === undefined ? undefined : placeOf(fields)),
  press: (_world, staff, fields) => staff.click(placeOf(fields), text(fields, "actionId"), fields["value"]),
  pressEphemeral: ({ slack }, staff, fields) => {
    const shown = slack.ephemerals[Number(fields["number"])];
    if (!shown) throw new Error("there is no such message");
    return staff.clickEphemeral(shown, text(fields, "actionId"), fields["value"]);
  },
  pressView: ({ slack }, staff, fields) =>
    staff.clickView(
      viewOf(slack, staff, fields),
      text(fields, "actionId"),
      fields["value"],
      objectIn(fields, "values"),
    ),
  submit: ({ slack }, staff, fields) => staff.submit(viewOf(slack, staff, fields), objectIn(fields, "values")),
  close: ({ slack }, staff, fields) => staff.closeView(viewOf(slack, staff, fields)),
  suggest: ({ slack }, staff, fields) =>
    staff.suggest(viewOf(slack, staff, fields), text(fields, "actionId"), text(fields, "value")),
  home: (_world, staff) => staff.openHome(),
};

export async function actInSlack(world: World, fields: Fields): Promise<object> {
  const act = acts[text(fields, "act")];
  if (!act) throw new Error("there is no such act in Slack");
  const done = await act(world, memberOf(world, fields["who"]).staff, fields);
  const delivery = "delivery" in done ? done.delivery : done;
  if ("redeliver" in done && world.troubles.on().includes("twice")) await done.redeliver();
  return { status: delivery.status, answer: delivery.answer, ...(delivery.error && { error: delivery.error }) };
}

function say(world: World, staff: Staff, fields: Fields): Promise<SaidMessage> {
  const words = typed(world, optionalText(fields, "text") ?? "");
  const thread = optionalText(fields, "thread");
  const options = { ...(thread !== undefined && { thread_ts: thread }), broadcast: fields["broadcast"] === true };
  const files = filesOf(fields);
  const channel = text(fields, "channel");
  if (files.length > 0) return staff.upload(channel, files, { ...options, text: words });
  return staff.say(channel, words, options);
}

function filesOf(fields: Fields): StaffFile[] {
  const files: unknown[] = Array.isArray(fields["files"]) ? fields["files"] : [];
  return files.filter(isFields).map((file) => ({
    name: text(file, "name"),
    bytes: bytes(file, "bytes"),
    mimetype: text(file, "contentType"),
  }));
}

async function react({ slack }: World, staff: Staff, fields: Fields): Promise<Delivery> {
  const { channel, ts } = placeOf(fields);
  const name = text(fields, "name");
  const there = (await slack.reactions(channel, ts)).find((each) => each.name === name);
  const mine = there?.users.includes(staff.userId) ?? false;
  return mine ? staff.unreact(channel, ts, name) : staff.react(channel, ts, name);
}

const placeOf = (fields: Fields) => ({ channel: text(fields, "channel"), ts: text(fields, "ts") });

function viewOf(slack: FakeSlack, staff: Staff, fields: Fields): View {
  const id = text(fields, "view");
  const open = slack.openViews(staff.userId).find((view) => view.id === id);
  const home = slack.views.findLast(
    ({ user, view }) => user === staff.userId && view.type === "home" && view.id === id,
  );
  const found = open ?? home?.view;
  if (!found) throw new Error("this window is closed");
  return found;
}

/** Names as Slack's own window turns them into mentions when one is chosen from its list. */
function typed({ slack, team }: World, words: string): string {
  const people = [
    ...team.map(({ staff }) => ({ name: staff.name, id: staff.userId })),
    { name: "Threadline", id: slack.botUserId },
  ];
  return words.replaceAll(/(?<![\p{L}\p{N}<])@(?<name>[\p{L}\p{N}]+)/gu, (all: string, name: string) => {
    const person = people.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return person ? `<@${person.id}>` : all;
  });
}
