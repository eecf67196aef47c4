/** How the built-in server runs: a small machine, one application, people's words that do not belong into a log. */
import { accessSync, constants, statfsSync } from "node:fs";

export interface ServerSettings {
  port: number;
  /** false: a crash of the machine may destroy the data. For tests. */
  durable: boolean;
}

export function serverSettings({ port, durable }: ServerSettings): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    // TCP alone: the path of a socket may be too long, and its folder closed or cleaned by others.
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    max_connections: durable ? "100" : "400",
    shared_buffers: durable ? "64MB" : "32MB",
    // Short statements by primary key: compiling and parallel workers cost more than they give.
    jit: "off",
    max_parallel_workers_per_gather: "0",
    // No replicas, so less is written.
    wal_level: "minimal",
    max_wal_senders: "0",
    max_wal_size: "256MB",
    dynamic_shared_memory_type: sharedMemory(),
    // Errors come back to us with their statement; the log keeps only the server's own life, without values.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    log_autovacuum_min_duration: "-1",
    // A connection of a killed process must not hold its locks for two hours.
    tcp_keepalives_idle: "60",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}

/** Containers may have no /dev/shm, or one of a few kilobytes; files in the cluster work everywhere. */
export function sharedMemory(): string {
  if (process.platform === "win32") return "windows";
  if (process.platform !== "linux") return "posix";
  try {
    accessSync("/dev/shm", constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize >= 16 * 1024 * 1024 ? "posix" : "mmap";
  } catch {
    return "mmap";
  }
}
