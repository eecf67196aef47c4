import { defineConfig } from "prisma/config";

// `prisma generate` looks for its schema engine, would download it, and never runs it. Any program that exists will do;
// migrations use the engine's WebAssembly build (src/store/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
