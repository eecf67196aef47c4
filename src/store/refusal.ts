import { ConfigError, type ConfigProblem } from "../errors.ts";

/** One reason not to start, with its cure. */
export function refusal(problem: ConfigProblem, cause?: unknown): ConfigError {
  const error = new ConfigError([problem]);
  if (cause !== undefined) error.cause = cause;
  return error;
}

/** Node tries every address of a host name and gives their failures as one without a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
