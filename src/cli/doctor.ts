/**
 * `npm run doctor`: looks at everything Threadline depends on and says what is wrong and what to do. It changes nothing,
 * here or at LINE or Slack. Exit code 0: nothing is broken. `-- --json` for scripts.
 */
import { parseArgs } from "node:util";

import { spokenIn } from "../config/spoken.ts";
import { doctorEn } from "../words/doctor.en.ts";
import { doctorJa } from "../words/doctor.ja.ts";
import { usageEn, usageJa } from "../words/usage.ts";
import { examine } from "./doctor/examine.ts";
import { asTable, isBroken, linesOf } from "./doctor/report.ts";
import { orUsage } from "./usage.ts";

const english = spokenIn(process.env) === "en";
const words = english ? doctorEn : doctorJa;
const { values } = orUsage(english ? usageEn : usageJa, "doctor", () =>
  parseArgs({ options: { json: { type: "boolean", default: false } } }),
);

const lines = linesOf(await examine(process.env), words);
const ok = !isBroken(lines);
console.log(values.json ? JSON.stringify({ ok, lines }, undefined, 2) : asTable(lines, words));
process.exitCode = ok ? 0 : 1;
