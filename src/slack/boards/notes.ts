/** All notes of a chat, the newest first. Every member may change every note: they are the team's. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { dropNote, editNote, versionOf } from "../../bridge/staff/change-note.ts";
import type { Changed } from "../../bridge/staff/change.ts";
import { chatNote, chatNotes, type Note } from "../../bridge/staff/note-lists.ts";
import { type Chat, findChat, nameOfChat } from "../../bridge/staff/which-chat.ts";
import { noteText, writeNote } from "../../bridge/staff/write-note.ts";
import { slackDate } from "../card.ts";
import type { Office } from "../commands/command.ts";
import { NOTE, noteInput } from "../commands/note.ts";
import { sentence } from "../doors/show.ts";
import { escapeText } from "../mrkdwn.ts";
import { board, type Filled, type List, type Look, type Outcome, type Press, type Sheet, verbId } from "./board.ts";
import { pages, turnPage } from "./pages.ts";

const About = z.object({ chat: z.number(), page: z.number().default(0) });
type About = z.infer<typeof About>;

/** Ten notes of 2,000 characters stay far below the 250 kB of a modal. */
const SIZE = 10;

export const notesBoard = board<About>({
  name: "notes",
  about: About,
  async show(office, look) {
    const chat = await chatOf(office, look);
    return chat ? list(office, chat, look.about) : { kind: "chatNotFound", chat: String(look.about.chat) };
  },
  sheets: {
    write: {
      build: ({ words }) => Promise.resolve(sheet(words.office, "note", [noteInput(words.office.notes.label, "")])),
      async take(office, filled) {
        const text = typed(office, filled);
        if (typeof text !== "string") return text;
        const { actor, about } = filled;
        return done(office, filled, { ...about, page: 0 }, await writeNote(office.ctx, actor, about.chat, text));
      },
    },
    edit: {
      async build(office, press) {
        const note = (await chatOf(office, press)) && (await chatNote(office.ctx, press.about.chat, press.value));
        if (!note) return { kind: "gone" };
        const { office: said } = office.words;
        return {
          ...sheet(said, "notes", [noteInput(said.notes.label, note.text)]),
          kept: { version: versionOf(note) },
        };
      },
      take: edited,
    },
  },
  deeds: {
    page: turnPage,
    async delete(office, press) {
      const { actor, about } = press;
      const [note = "", version] = press.value.split(" ");
      if (!(await chatNote(office.ctx, about.chat, note))) return { kind: "refused", refusal: { kind: "gone" } };
      const result = await dropNote(office.ctx, actor, { chat: about.chat, note, version: Number(version) });
      if (result.kind === "stale") return { kind: "shown", about, said: office.words.office.notes.staleDelete };
      return done(office, press, about, result);
    },
  },
});

async function chatOf({ ctx }: Office, { actor, about }: Look<About>): Promise<Chat | undefined> {
  const which = await findChat(ctx, actor, about.chat);
  return which.kind === "one" ? which.chat : undefined;
}

async function list(office: Office, chat: Chat, about: About): Promise<List> {
  const { ctx, words } = office;
  const { notes: said, commands, chat: chatWords } = words.office;
  const { notes, page, count } = await chatNotes(ctx, chat.id, { page: about.page, size: SIZE });
  const name = (await nameOfChat(ctx, chat)) || words.customer;
  return {
    title: commands.notes.button,
    blocks: [
      sentence(chatWords(chat.id, name)),
      { type: "actions", elements: [button("write", commands.note.button, "")] },
      ...(notes.length === 0 ? [sentence(said.none)] : []),
      ...notes.flatMap((note) => row(office, note)),
      ...pages("notes", { page, size: SIZE, count }, { page: said.page, back: said.newer, on: said.older }),
    ],
  };
}

function row({ words }: Office, note: Note): KnownBlock[] {
  const { notes: said } = words.office;
  const edited = note.editedAt === null ? undefined : slackDate(words, note.editedAt);
  const by = said.by(escapeText(note.authorName), slackDate(words, note.at), edited);
  const { title, text, yes, no } = said.removing;
  return [
    { type: "divider" },
    { type: "section", text: { type: "plain_text", text: note.text, emoji: false } },
    { type: "context", elements: [{ type: "mrkdwn", text: by }] },
    {
      type: "actions",
      elements: [
        button("edit", said.edit, note.id),
        {
          ...button("delete", said.remove, `${note.id} ${versionOf(note)}`),
          style: "danger",
          confirm: { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no), style: "danger" },
        },
      ],
    },
  ];
}

const plain = (text: string) => ({ type: "plain_text" as const, text });

const button = (verb: string, text: string, value: string) => ({
  type: "button" as const,
  action_id: verbId("notes", verb),
  text: plain(text),
  value,
});

const sheet = (office: Office["words"]["office"], title: "note" | "notes", blocks: KnownBlock[]): Sheet => ({
  title: office.commands[title].button,
  submit: office.modal.save,
  blocks,
});

function typed({ words }: Office, { values }: Filled<About>): string | Outcome<About> {
  const text = values[NOTE]?.[NOTE]?.value ?? "";
  const kept = noteText(text);
  if (typeof kept === "string") return kept;
  const { notes, refusal } = words.office;
  return { kind: "errors", errors: { [NOTE]: kept.kind === "textTooLong" ? refusal(kept) : notes.empty } };
}

async function edited(office: Office, filled: Filled<About>): Promise<Outcome<About>> {
  const text = typed(office, filled);
  if (typeof text !== "string") return text;
  const { actor, about, value } = filled;
  const kept = z.object({ version: z.number() }).safeParse(filled.kept);
  if (!kept.success || !(await chatNote(office.ctx, about.chat, value)))
    return { kind: "refused", refusal: { kind: "gone" } };
  const seen = { chat: about.chat, note: value, version: kept.data.version };
  const result = await editNote(office.ctx, actor, seen, text);
  if (result.kind !== "stale") return done(office, filled, about, result);
  const { office: said } = office.words;
  const now: KnownBlock = { type: "section", text: { type: "plain_text", text: result.note.text, emoji: false } };
  const blocks = [sentence(said.notes.stale), now, noteInput(said.notes.label, text)];
  return { kind: "ask", sheet: { ...sheet(said, "notes", blocks), kept: { version: versionOf(result.note) } } };
}

function done({ words }: Office, { actor }: Press<About>, about: About, result: Changed): Outcome<About> {
  if (result.kind === "changed") return { kind: "shown", about, said: words.office.act(actor.name, result.act) };
  if (result.refusal.kind === "nothingToDo") return { kind: "shown", about };
  return { kind: "refused", refusal: result.refusal };
}
