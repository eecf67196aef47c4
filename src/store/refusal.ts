import { ConfigError, type ConfigProblem } from "../errors.ts";

/** One reason not to start, with its cure. */
export function refusal(problem: ConfigProblem, cause?: unknown): ConfigError {
  const error = new ConfigError([problem]);
  if (cause !== undefined) error.cause = cause;
  return error;
}
