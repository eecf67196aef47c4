/**
 * The little of WebAssembly that loads Prisma's schema engine. TypeScript knows it only as a part of the browser's
 * library, which would also bring `window`, `name`, `event` and other globals that Node does not have.
 */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  type ModuleImports = Record<string, unknown>;
  type Imports = Record<string, ModuleImports>;

  interface Instance {
    readonly exports: Exports;
  }

  function instantiate(bytes: Uint8Array, imports?: Imports): Promise<{ instance: Instance }>;
}
