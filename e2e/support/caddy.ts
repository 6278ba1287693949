// A real Caddy with the configuration that the console ships.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedPort } from './net.ts';
import { answers, given, stop } from './process.ts';
import { deploy, type WebServer } from './site.ts';

/** Serves the folder `root`, and `api` below `/api/`. */
export async function startCaddy(root: string, api: string): Promise<WebServer> {
  const port = await closedPort();
  const prefix = await mkdtemp(join(tmpdir(), 'console-caddy-'));
  const file = join(prefix, 'Caddyfile');
  // Several run at once, and each would open the same port for being administered.
  await writeFile(file, `{\n\tadmin off\n}\nimport "${join(deploy, 'caddy/Caddyfile')}"\n`);
  const child = spawn(given('CADDY_PROGRAM'), ['run', '--config', file, '--adapter', 'caddyfile'], {
    // Its log is of interest where it does not start; then it ends, and says so.
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      PATH: process.env.PATH,
      HOME: prefix,
      CONSOLE_ADDRESS: `http://127.0.0.1:${port}`,
      CONSOLE_ROOT: root,
      OPENIM_API: new URL(api).host,
    },
  });
  await answers(`http://127.0.0.1:${port}/`, child);
  return {
    port,
    sendsBrotli: true,
    stop: async () => {
      await stop(child, 'SIGTERM');
      await rm(prefix, { recursive: true, force: true });
    },
  };
}
