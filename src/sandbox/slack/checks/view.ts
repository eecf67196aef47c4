import type { Json } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { checkBlocks } from "./blocks.ts";
import type { Refusal } from "./message.ts";
import { checkString, checkText, createReport } from "./report.ts";

const VIEW_MAX = 250_000;

export function checkView(view: unknown): Refusal | undefined {
  if (!isObject(view)) return { error: "invalid_arguments", messages: ["[ERROR] missing required field: view"] };
  if (JSON.stringify(view).length > VIEW_MAX) return { error: "view_too_large" };
  const report = createReport();
  if (view["type"] !== "modal" && view["type"] !== "home") report.add("must be one of: modal, home", "/view/type");
  if (view["type"] === "modal") checkModal(report, view);
  checkString(report, view["private_metadata"], 3000, "/view/private_metadata");
  checkString(report, view["callback_id"], 255, "/view/callback_id");
  checkString(report, view["external_id"], 255, "/view/external_id");
  const problems = [...report.problems, ...checkBlocks(view["blocks"], 100, "/view/blocks")];
  return problems.length > 0 ? { error: "invalid_arguments", messages: problems } : undefined;
}

function checkModal(report: ReturnType<typeof createReport>, view: Json): void {
  checkText(report, view["title"], 24, "/view/title", ["plain_text"]);
  for (const part of ["submit", "close"]) {
    if (view[part] !== undefined) checkText(report, view[part], 24, `/view/${part}`, ["plain_text"]);
  }
  const hasInput = objects(view["blocks"]).some((block) => textOf(block["type"]) === "input");
  if (hasInput && view["submit"] === undefined) report.add("missing required field: submit", "/view");
}
