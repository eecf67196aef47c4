/** PostgreSQL refuses to run as root, so root hands it to a system account that has no rights of its own. */
import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname } from "node:path";

import { refusal } from "../refusal.ts";
import type { Account } from "./run.ts";

const candidates = ["postgres", "_postgres", "nobody"];

/** Whoever owns an existing cluster keeps it, also when a better account has been added to the machine since. */
export function accountFor(cluster: string | undefined): Account {
  const we = process.getuid?.();
  if (we === undefined) return { name: "this user" };
  const owner = cluster === undefined ? undefined : statSync(cluster);
  if (we !== 0) {
    if (cluster !== undefined && owner !== undefined && owner.uid !== we) throw foreignCluster(cluster, owner.uid);
    return { name: ourName(we) };
  }
  if (owner !== undefined && owner.uid !== 0) return { name: nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  return systemAccount();
}

/** Can this account walk down to the path? Root's own folders are often closed to everybody else. */
export function canReach(account: Account, path: string): boolean {
  if (account.uid === undefined) return true;
  const { mode, uid, gid } = statSync(path);
  const search = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & search) === 0) return false;
  return dirname(path) === path || canReach(account, dirname(path));
}

function systemAccount(): Account {
  const accounts = knownAccounts();
  for (const name of candidates) {
    const found = accounts.find((fields) => fields[0] === name);
    // macOS writes nobody as -2.
    if (found !== undefined) return { name, uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 };
  }
  throw refusal({
    variable: "DATABASE_URL",
    problem: `PostgreSQL does not run as root, and none of the accounts ${candidates.join(", ")} exists here`,
    cure: "start Threadline as an ordinary user, or give a PostgreSQL server by DATABASE_URL",
  });
}

function knownAccounts(): string[][] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
}

function nameOf(uid: number): string {
  return knownAccounts().find((fields) => fields[2] === String(uid))?.[0] ?? `number ${uid}`;
}

function ourName(uid: number): string {
  try {
    return userInfo().username;
  } catch (cause) {
    // initdb looks its own account up by number and stops when it finds none (containers with an arbitrary user id).
    const problem = `the built-in PostgreSQL cannot run as user ${uid}, which has no entry in /etc/passwd`;
    const cure = "run as a user that has one (in the Node images: node), or give a PostgreSQL server by DATABASE_URL";
    throw refusal({ variable: "DATABASE_URL", problem, cure }, cause);
  }
}

function foreignCluster(cluster: string, uid: number): Error {
  return refusal({
    variable: "DATA_DIR",
    problem: `the database in ${cluster} belongs to the user ${nameOf(uid)}, and PostgreSQL runs only as its owner`,
    cure: `start Threadline as that user (or as root), or take the files over: sudo chown -R "$(id -u)" ${dirname(cluster)}`,
  });
}
