import type { BackupProblem } from "../../core/backup-problem.ts";

/** Somebody must do something first; nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
  readonly code = "backup";
  readonly problem: BackupProblem;

  constructor(problem: BackupProblem, cause?: unknown) {
    super(problem.kind, cause === undefined ? {} : { cause });
    this.problem = problem;
  }
}
