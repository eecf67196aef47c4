/** Presses and submissions on boards. */
import type { App } from "@slack/bolt";
import { z } from "zod";

import { hereFirst } from "../../bridge/staff/account-record.ts";
import { type Actor, type Asked, actorOf } from "../../bridge/staff/actor.ts";
import { type Answer, type FormValues, type Office, refuse } from "../commands/command.ts";
import { parseJson, readPress } from "../doors/press.ts";
import { modal, loading, saying, spoken } from "../doors/show.ts";
import type { ModalForm } from "../doors/slack.ts";
import { answerLater, fill, noteFailure, opening } from "../doors/timely.ts";
import { autoBoard } from "./auto.ts";
import { type Board, BOARD, listOf, type Outcome, sheetOf } from "./board.ts";
import { buttonsBoard } from "./buttons.ts";
import { couponsBoard } from "./coupons.ts";
import { notesBoard } from "./notes.ts";
import { placeBoard } from "./place.ts";
import { stickersBoard } from "./stickers.ts";
import { INTO, otherTags } from "./tag-sheets.ts";
import { tagsBoard } from "./tags.ts";
import { templatesBoard } from "./templates.ts";

const boards: readonly Board[] = [
  notesBoard,
  tagsBoard,
  templatesBoard,
  stickersBoard,
  buttonsBoard,
  couponsBoard,
  placeBoard,
  autoBoard,
];

const Metadata = z.object({
  board: z.string(),
  about: z.unknown(),
  here: z.string().optional(),
  verb: z.string().optional(),
  value: z.string().default(""),
  kept: z.unknown().optional(),
  /** The modal that the sheet lies on. */
  list: z.string().optional(),
});
type Metadata = z.infer<typeof Metadata>;

interface Place {
  board: Board;
  about: never;
  metadata: Metadata;
  userId: string;
  viewId: string;
}

function placeOf(userId: string, view: { id: string; metadata: unknown }): Place | undefined {
  const read = Metadata.safeParse(view.metadata);
  const found = read.success ? boards.find(({ name }) => name === read.data.board) : undefined;
  const about = found?.about.safeParse(read.data?.about);
  if (!read.success || !found || !about?.success) return undefined;
  return { board: found, about: about.data, metadata: read.data, userId, viewId: view.id };
}

export function mountBoards(app: App, office: Office): void {
  app.action(new RegExp(`^${BOARD}`), async ({ ack, body }) => {
    const press = readPress(body);
    const place = press?.view && placeOf(press.user, press.view);
    if (!press || !place) return ack();
    await answerLater(office, {
      work: pressed(office, place, press),
      ack: () => ack(),
      late: () => Promise.resolve(),
      failed: () => undefined,
    });
  });
  app.options(INTO, async ({ ack, body }) => {
    await answerLater(office, {
      work: offered(office, body as Body),
      ack: (options) => ack({ options: options ?? [] }),
      late: () => Promise.resolve(),
      failed: () => [],
    });
  });
  app.view(BOARD, async ({ ack, body, view }) => {
    const place = placeOf(body.user.id, { id: view.id, metadata: parseJson(view.private_metadata) });
    await answerLater<Done>(office, {
      work: submitted(office, place, view),
      ack: async (done) => {
        await (done ? done.ack(ack as Ack) : (ack as Ack)({ response_action: "update", view: loading(office.words) }));
        // Slack is answered first: Bolt sends what was acknowledged when this ends
        done?.after().catch((cause: unknown) => noteFailure(office, cause));
      },
      late: (done) => done.late(),
      failed: (): Done =>
        instead(office, view.id, shownAs(office, { kind: "say", text: office.words.office.door.failed })),
    });
  });
}

/** What a list inside a sheet offers, as somebody types. */
async function offered(office: Office, body: Body): Promise<Awaited<ReturnType<typeof otherTags>>> {
  const place = body.view && placeOf(body.user.id, { id: "", metadata: parseJson(body.view.private_metadata) });
  const asked = place && (await actorOf(office.ctx, place.userId));
  return asked?.kind === "actor" ? otherTags(office, asked.actor, place?.metadata.value ?? "", body.value ?? "") : [];
}

interface Body {
  user: { id: string };
  value?: string;
  view?: { private_metadata: string };
}

type Ack = (answer?: unknown) => Promise<void>;

async function pressed(
  office: Office,
  place: Place,
  press: { actionId: string; value: string; trigger: string },
): Promise<undefined> {
  const { board, about, viewId } = place;
  const { here } = place.metadata;
  // the menu of a row says the verb in what was chosen
  const [, , named = ""] = press.actionId.split(":");
  const [verb = "", ...rest] = named === "more" ? press.value.split(" ") : [named];
  const value = named === "more" ? rest.join(" ") : press.value;
  const sheet = board.sheets[verb];
  if (sheet) {
    const build = (): Promise<Answer> =>
      asActor(office, place, async (actor) => {
        const built = await sheet.build(office, { actor, about, value });
        return "kind" in built ? refuse(built) : sheetOf(board, { about, here, verb, value, list: viewId }, built);
      });
    try {
      return await opening(office, press.trigger, "push", build);
    } catch (cause) {
      // no place for another modal: in the place of the list
      noteFailure(office, cause);
      return fill(office, viewId, async () => shownAs(office, await build()));
    }
  }
  const deed = board.deeds[verb];
  if (!deed) return undefined;
  const answer = (): Promise<Answer> =>
    asActor(office, place, async (actor) => {
      const outcome = await deed(office, { actor, about, value });
      if (outcome.kind === "shown") return listOf(office, board, { actor, about: outcome.about, here }, outcome.said);
      const refusal = outcome.kind === "refused" ? outcome.refusal : ({ kind: "gone" } as const);
      return listOf(office, board, { actor, about, here }, office.words.office.refusal(refusal));
    });
  return fill(office, viewId, async () => shownAs(office, await answer()));
}

/** How Slack is answered in time, what follows, and what is done when the answer came too late. */
interface Done {
  ack: (ack: Ack) => Promise<void>;
  after: () => Promise<void>;
  late: () => Promise<void>;
}

async function submitted(
  office: Office,
  place: Place | undefined,
  view: { id: string; state: { values: FormValues } },
): Promise<Done> {
  if (!place) return instead(office, view.id, shownAs(office, refuse({ kind: "gone" })));
  const { board, about, metadata } = place;
  const { here, verb, value, kept, list } = metadata;
  const asked = await whoAsks(office, place);
  if (asked.kind === "refused") return instead(office, view.id, shownAs(office, refuse(asked.refusal)));
  const { actor } = asked;
  const take = verb === undefined ? board.take : board.sheets[verb]?.take;
  const outcome: Outcome<unknown> = take
    ? await take(office, { actor, about, value, values: view.state.values, kept })
    : { kind: "refused", refusal: { kind: "gone" } };
  switch (outcome.kind) {
    case "errors": {
      const { errors } = outcome;
      return {
        ack: (ack) => ack({ response_action: "errors", errors }),
        after: () => Promise.resolve(),
        // "Loading…" stands in its place already: what is wrong is said there
        late: () =>
          office.slack.update(view.id, shownAs(office, { kind: "say", text: Object.values(errors).join("\n") })),
      };
    }
    case "refused":
      return instead(office, view.id, shownAs(office, refuse(outcome.refusal)));
    case "ask": {
      const sheet = { about, here, verb: verb ?? "", value, list: list ?? view.id };
      return instead(office, view.id, shownAs(office, sheetOf(board, sheet, outcome.sheet)));
    }
    case "shown": {
      const look = { actor, about: outcome.about as never, here };
      const shown = shownAs(office, await listOf(office, board, look, outcome.said));
      return list === undefined || list === view.id
        ? instead(office, view.id, shown)
        : under(office, { sheet: view.id, list, shown, said: outcome.said });
    }
  }
}

/** Shown in the place of what was submitted. */
function instead({ slack }: Office, viewId: string, shown: ModalForm): Done {
  return {
    ack: (ack) => ack({ response_action: "update", view: shown }),
    after: () => Promise.resolve(),
    late: () => slack.update(viewId, shown),
  };
}

/** The sheet is closed; the list under it is drawn again. */
function under(
  { slack, words }: Office,
  { sheet, list, shown, said }: { sheet: string; list: string; shown: ModalForm; said: string | undefined },
): Done {
  const { done } = words.office.modal;
  return {
    ack: (ack) => ack(),
    after: () => slack.update(list, shown),
    late: async () => {
      await slack.update(list, shown);
      await slack.update(sheet, saying(words, done, { text: said ?? done }));
    },
  };
}

async function whoAsks({ ctx }: Office, { userId, metadata }: Place): Promise<Asked> {
  const asked = await actorOf(ctx, userId);
  return asked.kind === "actor" ? { ...asked, actor: hereFirst(asked.actor, metadata.here) } : asked;
}

async function asActor(office: Office, place: Place, then: (actor: Actor) => Promise<Answer>): Promise<Answer> {
  const asked = await whoAsks(office, place);
  return asked.kind === "refused" ? refuse(asked.refusal) : then(asked.actor);
}

function shownAs({ words }: Office, answer: Answer): ModalForm {
  return answer.kind === "modal"
    ? modal(words, answer.view)
    : saying(words, words.office.modal.done, spoken(words, answer));
}
