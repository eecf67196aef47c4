/**
 * Prisma's own schema engine in its WebAssembly build, on the same driver as the client: it compares and writes migrations
 * like `prisma migrate`, but without a program to download.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool, type QueryArrayConfig, type QueryArrayResult } from "pg";

type Bindings = typeof bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

let ready: Promise<Bindings> | undefined;

/** Lends an engine for one piece of work on one database; afterwards no connection is left. */
export async function withSchemaEngine<T>(
  { url, schema }: { url: string; schema: string },
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadBindings();
  const pool = withLettersAsLists(new Pool({ connectionString: url, max: 1 }));
  const factory = bindMigrationAwareSqlAdapterFactory(new CataloguePg(pool));
  try {
    const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => undefined, factory);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** The commit of the engine's source, as in the version of `@prisma/engines-version`. */
export async function schemaEngineVersion(): Promise<string> {
  return (await loadBindings()).version();
}

/** Loaded by hand: importing the package's entry imports a .wasm file, which Node announces as experimental. */
function loadBindings(): Promise<Bindings> {
  ready ??= instantiate();
  return ready;
}

async function instantiate(): Promise<Bindings> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = join(dirname(script), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": patientImports() });
  // Where a panic of the engine leaves its last words; without it they are lost behind "unreachable".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } });
  const loaded = bindings as Bindings;
  loaded.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return loaded;
}

/** The engine leaves its ten-second timer for the migration lock running; it must not keep a finished program alive. */
function patientImports(): WebAssembly.ModuleImports {
  const imports = Object.entries(bindings as unknown as Record<string, (...args: unknown[]) => unknown>);
  return Object.fromEntries(
    imports.map(([name, call]) => {
      const isTimer = name.startsWith("__wbg_setTimeout_");
      return [name, isTimer ? (...args: unknown[]) => (call(...args) as NodeJS.Timeout).unref() : call];
    }),
  );
}

function throwPanic(message: string): never {
  throw new Error(`Prisma's schema engine failed: ${message}`);
}

const letter = 18;
const letters = 1002;

/**
 * The engine reads PostgreSQL's catalogue, where some columns have the internal type "char". The adapter refuses that
 * type, although it knows lists of it and the engine wants it. So such a column is passed off as a list, then named right.
 */
class CataloguePg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async function queryLetters(query) {
      const result = await queryRaw(query);
      const named = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes: named };
    };
    return adapter;
  }
}

function withLettersAsLists(pool: Pool): Pool {
  const ask = pool.query.bind(pool) as (config: QueryArrayConfig) => Promise<QueryArrayResult>;
  async function query(config: QueryArrayConfig): Promise<QueryArrayResult> {
    const result = await ask(config);
    for (const field of result.fields) if (field.dataTypeID === letter) field.dataTypeID = letters;
    return result;
  }
  return Object.assign(pool, { query });
}
