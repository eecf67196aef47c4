/**
 * The errors that are expected. Everything else that is thrown is a fault of ours.
 *
 * A failure that the caller must handle anyway ("blocked", "budget spent") is a returned value, not one of these.
 */

/** `media` is the place where files are kept: a folder, or a bucket. */
export type Platform = "line" | "slack" | "media";

export interface PlatformFailure {
  platform: Platform;
  /** The platform's own word where it has one (`invalid_auth`, `monthly_limit`), else ours (`timeout`, `reset`). */
  code: string;
  /** The HTTP status, when there was an answer. */
  status?: number | undefined;
  /** The same request may succeed later. */
  retryable: boolean;
  /** Milliseconds that the platform asked us to wait. */
  retryAfter?: number | undefined;
  /** The platform may or may not have acted: say nothing twice before finding out. */
  ambiguous?: boolean | undefined;
  /** What the platform said about it, for the log and for the thread. Never the customer's words. */
  details?: string | undefined;
  cause?: unknown;
}

/** LINE, Slack or the place of the files refused, failed or did not answer. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly platform: Platform;
  readonly code: string;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly ambiguous: boolean;
  readonly details: string | undefined;

  constructor(failure: PlatformFailure) {
    super(summary(failure), causeOf(failure));
    this.platform = failure.platform;
    this.code = failure.code;
    this.status = failure.status;
    this.retryable = failure.retryable;
    this.retryAfter = failure.retryAfter;
    this.ambiguous = failure.ambiguous ?? false;
    this.details = failure.details;
  }
}

export interface ConfigProblem {
  /** `SLACK_BOT_TOKEN`, or `ACCOUNTS_FILE: "Osaka", token`. */
  variable: string;
  problem: string;
  cure: string;
}

/** The settings do not allow a start; the message lists every problem with its cure. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "config";
  readonly problems: ConfigProblem[];

  constructor(problems: ConfigProblem[]) {
    super(problems.map(({ variable, problem, cure }) => `${variable}: ${problem}\n  -> ${cure}`).join("\n"));
    this.problems = problems;
  }
}

function causeOf({ cause }: { cause?: unknown }): ErrorOptions {
  return cause === undefined ? {} : { cause };
}

function summary({ platform, code, status, details }: PlatformFailure): string {
  const answer = status === undefined ? "" : ` (HTTP ${status})`;
  return `${platform}: ${code}${answer}${details === undefined ? "" : `: ${details}`}`;
}
