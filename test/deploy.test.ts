/** The files that people deploy with: their form is right, and what they name exists. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { describeSettings } from "../src/config.ts";
import { createMetrics } from "../src/metrics.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const settings = new Set<string>(describeSettings().map(({ variable }) => variable));
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
const routes = ["/healthz", "/readyz", "/metrics"];

/** What Prometheus would read, with a sample of everything: names and their labels. */
async function samples(): Promise<Map<string, Set<string>>> {
  const { meter, render } = createMetrics({
    pending: () => Promise.resolve([{ side: "line", count: 1 }]),
    accounts: () => Promise.resolve([{ name: "main", line: "ok", desk: "ok" }]),
    customers: () => Promise.resolve([{ name: "main", waiting: 1, oldestSeconds: 1, late: 1 }]),
    connections: () => ({ open: 2, wanted: 2 }),
  });
  meter.accepted("x");
  meter.duplicate();
  meter.delivered("line", "x", 1);
  meter.failed("line", "x");
  meter.retried("line");
  meter.billed(1);
  meter.free();
  const found = new Map<string, Set<string>>();
  for (const [, name = "", labels = ""] of (await render()).text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const known = found.get(name) ?? new Set();
    for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

const WORDS =
  /^(?:sum|max|min|rate|increase|histogram_quantile|min_over_time|by|and|or|unless|offset|absent|up|le|job|instance)$/;

/** Names of metrics and labels that nobody has, and brackets that do not close. */
function faultsOf(expression: string, known: Map<string, Set<string>>): string[] {
  const plain = expression.replaceAll(/"[^"]*"/g, "").replaceAll(/\[\d+[smhd]\]|\b\d+[smhd]\b/g, "");
  const names = [...plain.matchAll(/\b[a-z_]\w*\b/g)].map((match) => match[0]).filter((name) => !WORDS.test(name));
  const metrics = names.filter((name) => name.includes("_"));
  const labels = new Set(metrics.flatMap((name) => [...(known.get(name) ?? [])]));
  const count = (pattern: RegExp): number => plain.match(pattern)?.length ?? 0;
  const depth = count(/[([{]/g) - count(/[)\]}]/g);
  return [
    ...metrics.filter((name) => !known.has(name)),
    ...names.filter((name) => !name.includes("_") && !labels.has(name)).map((name) => `label ${name}`),
    ...(depth === 0 ? [] : ["brackets"]),
  ];
}

describe("deploy/alerts.yml", () => {
  interface Rule {
    alert: string;
    expr: string;
    for?: string;
    labels: { severity: string };
    annotations: { summary: string; action: string };
  }
  const { groups } = parse(read("deploy/alerts.yml")) as { groups: { name: string; rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  it("asks for metrics and labels that Threadline has", async () => {
    const known = await samples();

    expect(rules.flatMap(({ alert, expr }) => faultsOf(expr, known).map((fault) => `${alert}: ${fault}`))).toEqual([]);
  });

  it("takes a counter that has not counted yet for one that stands still", () => {
    const silent = /(?:increase|rate)\([^=<>]*(?:==|<)/;

    expect(rules.filter(({ expr }) => silent.test(expr)).map(({ alert }) => alert)).toEqual([]);
    expect("sum by (side) (increase(threadline_delivered_total[15m])) == 0").toMatch(silent);
    // of a burst of failures right after a start, too: the first value of a counter is no increase
    const failures = rules.find(({ alert }) => alert === "ThreadlineFailures")?.expr;
    expect(failures).toContain("threadline_failed_total unless threadline_failed_total offset");
  });

  it("has for every alarm a name of its own, a severity, and what to do", () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, for: after = "0m", labels, annotations } of rules) {
      expect(alert).toMatch(/^Threadline[A-Z]\w+$/);
      expect(after).toMatch(/^\d+[smh]$/);
      expect(["info", "warning", "critical"]).toContain(labels.severity);
      expect(annotations.summary.length * annotations.action.length).toBeGreaterThan(0);
    }
  });
});

describe("deploy/grafana.json", () => {
  interface Panel {
    id: number;
    title: string;
    gridPos: { x: number; y: number; w: number; h: number };
    targets: { expr: string }[];
  }
  const { panels, uid } = JSON.parse(read("deploy/grafana.json")) as { panels: Panel[]; uid: string };

  it("shows metrics and labels that Threadline has, and every one of its own", async () => {
    const known = await samples();
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const ours = [...known.keys()].map((name) => name.replace(/_(?:bucket|sum|count)$/, ""));

    expect(expressions.flatMap((expression) => faultsOf(expression, known))).toEqual([]);
    expect(
      [...new Set(ours)].filter((name) => name.startsWith("threadline_") && !expressions.join(" ").includes(name)),
    ).toEqual([]);
  });

  it("has panels that do not lie over each other", () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)}:${y + Math.floor(index / w)}`),
    );

    expect(uid).toBe("threadline");
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(cells).size).toBe(cells.length);
  });
});

it("deploy/threadline.service: known sections and keys, and a command that is there", () => {
  const known: Record<string, string[]> = {
    Unit: ["Description", "Wants", "After", "StartLimitIntervalSec", "StartLimitBurst"],
    Service: [
      ...["Type", "User", "Group", "WorkingDirectory", "Environment", "EnvironmentFile", "ExecStart", "Restart"],
      ...[
        "RestartSec",
        "KillMode",
        "TimeoutStopSec",
        "StateDirectory",
        "StateDirectoryMode",
        "UMask",
        "NoNewPrivileges",
      ],
      ...["ProtectSystem", "ProtectHome", "PrivateTmp", "ProtectKernelTunables", "ProtectKernelModules"],
      ...["ProtectControlGroups", "RestrictAddressFamilies", "RestrictSUIDSGID", "LockPersonality"],
      "CapabilityBoundingSet",
    ],
    Install: ["WantedBy"],
  };
  let section = "";
  const strange: string[] = [];
  const values = new Map<string, string[]>();
  const unit = read("deploy/threadline.service");
  for (const line of unit.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name, key, value = ""] = /^(?:\[(\w+)\]|(\w+)=(.*))$/.exec(line) ?? [];
    if (name !== undefined) section = name;
    else if (key !== undefined && known[section]?.includes(key)) values.set(key, [...(values.get(key) ?? []), value]);
    else strange.push(line);
  }

  expect(strange).toEqual([]);
  expect(values.get("KillMode")).toEqual(["mixed"]);
  // the commands read .env and nothing else: what the unit alone knew, they would miss
  const folder = values.get("WorkingDirectory")?.[0];
  expect(values.get("EnvironmentFile")).toEqual([`${folder}/.env`]);
  expect(unit).toContain(`echo DATA_DIR=/var/lib/${values.get("StateDirectory")?.[0]} >> .env`);
  expect(values.get("ExecStart")?.[0]).toMatch(/\/node_modules\/\.bin\/node src\/main\.ts$/);
  const named = values.get("Environment")?.map((each) => each.split("=")[0] ?? "") ?? [];
  expect(named).toEqual(["NODE_ENV"]);
});

it("render.yaml: settings, commands and addresses that exist, every required one asked for", () => {
  interface Blueprint {
    databases: { name: string }[];
    services: {
      type: string;
      buildCommand: string;
      startCommand: string;
      healthCheckPath: string;
      disk: { mountPath: string };
      envVars: { key: string; value?: string; fromDatabase?: { name: string } }[];
    }[];
  }
  const { databases, services } = parse(read("render.yaml")) as Blueprint;
  const [web] = services;
  const named = web?.envVars.map(({ key }) => key) ?? [];
  const required = describeSettings().flatMap(({ variable, required: is }) => (is ? [variable] : []));

  expect(named.filter((name) => name !== "NODE_VERSION" && !settings.has(name))).toEqual([]);
  expect(required.filter((name) => !named.includes(name))).toEqual([]);
  expect(routes).toContain(web?.healthCheckPath);
  expect(web?.startCommand).toBe("npm start");
  expect(web?.envVars.find(({ key }) => key === "DATA_DIR")?.value).toBe(web?.disk.mountPath);
  expect(databases.map(({ name }) => name)).toEqual(web?.envVars.flatMap(({ fromDatabase: from }) => from?.name ?? []));
});

it("Dockerfile: known instructions, and files that are there", () => {
  const lines = read("Dockerfile").replaceAll("\\\n", " ").split("\n");
  const instructions = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const kinds = instructions.map((line) => line.split(" ")[0]);
  const copied = instructions
    .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
    .flatMap((line) => line.split(" ").slice(1, -1));

  expect(
    kinds.filter(
      (kind) => !/^(?:FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|CMD)$/.test(kind ?? ""),
    ),
  ).toEqual([]);
  expect(kinds[0]).toBe("FROM");
  expect(copied.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  const [command = "[]"] = instructions.flatMap((line) => (line.startsWith("CMD ") ? line.slice(4) : []));
  expect(existsSync(new URL((JSON.parse(command) as string[])[1] ?? "?", root))).toBe(true);
});

it("compose.yaml: settings, volumes and services that exist; every instance sees the same files", () => {
  interface Compose {
    services: Record<string, { environment?: Record<string, string>; volumes?: string[]; depends_on?: object }>;
    volumes: object;
    configs: object;
  }
  const { services, volumes } = parse(read("compose.yaml")) as Compose;
  const { app } = services;
  const foreign = ["POSTGRES_PASSWORD"];
  const used = Object.values(services).flatMap(
    (each) => each.volumes?.map((volume) => volume.split(":")[0] ?? "") ?? [],
  );

  expect(Object.keys(app?.environment ?? {}).filter((name) => !settings.has(name) && !foreign.includes(name))).toEqual(
    [],
  );
  expect(app?.volumes).toContain(`files:${app?.environment?.["DATA_DIR"]}`);
  expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted());
  expect(Object.values(services).flatMap((each) => Object.keys(each.depends_on ?? {}))).toEqual(["app", "database"]);
});

describe.each(["docs/operating.md", "docs/operating.ja.md"])("%s", (path) => {
  const text = read(path);
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

  it("names scripts, settings, metrics and files that exist", async () => {
    const known = [...(await samples()).keys()];
    const links = found(/\]\(([^)#]+)\)/g).filter((link) => !link.startsWith("https://"));

    expect(found(/\bnpm run (?:-s )?([a-z][\w:-]*)/g).filter((name) => !scripts.includes(name))).toEqual([]);
    expect(found(/\b[A-Z]+(?:_[A-Z]+)+\b/g).filter((name) => !settings.has(name))).toEqual([]);
    expect(found(/\bthreadline_\w+/g).filter((name) => !known.includes(name))).toEqual([]);
    expect(links.filter((link) => !existsSync(new URL(link, new URL(path, root))))).toEqual([]);
  });
});

it("both languages have the same chapters, tables and lists", () => {
  const shape = (path: string): string[] =>
    read(path)
      .split("\n")
      .flatMap((line) => /^(?:#+ |```|\||- |\d\. )/.exec(line)?.[0] ?? []);

  expect(shape("docs/operating.ja.md")).toEqual(shape("docs/operating.md"));
});

it("what is wrong would be found", async () => {
  const known = await samples();

  expect(faultsOf('sum by (sidde) (rate(threadline_delivered_totall{job="x"}[5m])', known)).toEqual([
    "threadline_delivered_totall",
    "label sidde",
    "brackets",
  ]);
});

/** As git reads the patterns of ours that end in a slash. */
const ignoredFolders = read(".gitignore")
  .split("\n")
  .filter((line) => line.endsWith("/") && !line.slice(0, -1).includes("/"))
  .map((line) => new RegExp(`^${line.slice(0, -1).replaceAll(".", "\\.").replaceAll("*", ".*")}$`));
const isIgnored = (folder: string): boolean => ignoredFolders.some((pattern) => pattern.test(folder));

describe("what customers wrote", () => {
  it.each(["data", "data2", "data-old"])("is not committed by mistake from a DATA_DIR of ./%s", (folder) => {
    expect(isIgnored(folder)).toBe(true);
  });

  it("is the only thing that is named like that", () => {
    const sources = ["src", "test", "docs", "prisma", "deploy"].filter((each) => existsSync(new URL(each, root)));
    const folders = sources.flatMap((each) =>
      readdirSync(new URL(each, root), { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory()),
    );

    expect(folders.map(({ name }) => name).filter((name) => isIgnored(name))).toEqual([]);
  });
});
