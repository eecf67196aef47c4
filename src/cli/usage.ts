/** Words on the command line: asked for help, a command tells its usage; what it does not understand ends it with 2. */
import type { UsageWords } from "../words/usage.ts";

export type Command = "sandbox" | "doctor" | "backup" | "restore";

export function orUsage<T>(words: UsageWords, command: Command, read: () => T): T {
  if (process.argv.slice(2).some((each) => each === "--help" || each === "-h")) {
    console.log(words[command]);
    process.exit(0);
  }
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS"))) throw cause;
    // Node's sentence quotes first what it is about
    const typed = /'(.+?)'/.exec(cause.message)?.[1] ?? process.argv.slice(2).join(" ");
    return endWithUsage(words, command, words.notUnderstood(typed));
  }
}

export function endWithUsage(words: UsageWords, command: Command, problem: string): never {
  console.error(`${problem}\n\n${words[command]}`);
  process.exit(2);
}
