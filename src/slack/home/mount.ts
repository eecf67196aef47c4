/** The Home tab: the lists of chats, filters and a search box. Rows open the modal of their chat by doors/press.ts. */
import type { App } from "@slack/bolt";

import { actorOf } from "../../bridge/staff/actor.ts";
import { tagsToChoose } from "../../bridge/staff/list-chats.ts";
import { searchable } from "../../core/search.ts";
import type { Office } from "../commands/command.ts";
import { readPress, parseJson } from "../doors/press.ts";
import { answerLater, noteFailure } from "../doors/timely.ts";
import { option } from "./filters.ts";
import { afterPress, EVERY, HOME, type HomeState, readHomeState } from "./state.ts";
import { homeView } from "./view.ts";

const MOST_OPTIONS = 99;

export function mountHome(app: App, office: Office): void {
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab !== "home") return;
    // what they looked at last; from the first page
    const state = readHomeState(parseJson(event.view?.private_metadata));
    await show(event.user, { ...state, page: 1 }, () => Promise.resolve());
  });

  app.action(new RegExp(`^${HOME}`), async ({ ack, body }) => {
    const press = readPress(body);
    if (press?.view?.type !== "home") return ack();
    const pressed = press.actionId.slice(HOME.length).replace(/:.*/, "");
    await show(press.user, afterPress(readHomeState(press.view.metadata), pressed, press.value), ack);
  });

  app.options(`${HOME}tag`, async ({ ack, body }) => {
    const typed = "value" in body && typeof body.value === "string" ? searchable(body.value) : "";
    const asked = await actorOf(office.ctx, body.user.id);
    const names = asked.kind === "actor" ? await tagsToChoose(office.ctx, asked.actor) : [];
    const fitting = names.filter((name) => searchable(name).includes(typed)).slice(0, MOST_OPTIONS);
    const every = option(office.words.office.lists.home.allTags, EVERY);
    await ack({ options: [every, ...fitting.map((name) => option(name, `=${name}`))] });
  });

  /** Slack failing to show it is noted: who opens the tab again gets it then. */
  async function show(user: string, state: HomeState, ack: () => Promise<void>): Promise<void> {
    const work = homeView(office, user, state)
      .then((view) => office.slack.publishHome(user, view))
      .catch((cause: unknown) => noteFailure(office, cause));
    await answerLater(office, { work, ack: () => ack(), late: () => Promise.resolve() });
  }
}
