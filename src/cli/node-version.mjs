/**
 * Says in words that Node is too old, before Node says it with a syntax error. Runs before every script, so it is plain
 * JavaScript that old versions understand too.
 */
const needed = 24;
const found = Number(process.versions.node.split(".")[0]);

if (found < needed) {
  console.error(
    [
      `Threadline needs Node ${needed}; this is Node ${process.versions.node}.`,
      "Run npm ci in this folder: it brings the right Node with it, and npm's scripts then use that one.",
      "(If npm ci was told --ignore-scripts, run it again without; or install Node 24 on this machine.)",
      "",
      `Node ${needed}が必要です(現在は${process.versions.node})。このフォルダーで npm ci を実行してください。`,
    ].join("\n"),
  );
  process.exit(1);
}
