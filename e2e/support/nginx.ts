// A real nginx, as people put in front of the console: static files at the root and below paths, an API behind a proxy.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedPort } from './net.ts';
import { given, stop } from './process.ts';

export interface Nginx {
  port: number;
  stop(): Promise<void>;
}

/** Serves `folder` at `/`, `/a/b/` and `/console/`, passes `/api/` on to `api`; below `/console/` config.json names `/api`. */
export async function startNginx(folder: string, api: string): Promise<Nginx> {
  const port = await closedPort();
  const prefix = await mkdtemp(join(tmpdir(), 'console-nginx-'));
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${prefix}/${kind};`);
  // As root, nginx would hand its work to somebody who may not read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const text = `
${user}
worker_processes 1;
pid ${prefix}/nginx.pid;
error_log stderr warn;
events {}
http {
${places.join('\n')}
  access_log off;
  types { text/html html; text/css css; text/javascript js; image/svg+xml svg; application/wasm wasm; application/json json; }
  gzip on;
  gzip_static on;
  gzip_min_length 256;
  gzip_types text/css text/javascript image/svg+xml application/wasm application/json;
  server {
    listen 127.0.0.1:${port};
    root "${folder}";
    location /a/b/ { alias "${folder}/"; }
    location /console/ { alias "${folder}/"; }
    location = /console/config.json { default_type application/json; return 200 '{"servers":[{"name":"Behind this host","url":"/api"}]}'; }
    location /api/ { proxy_pass ${api}/; }
  }
}
`;
  const file = join(prefix, 'nginx.conf');
  await writeFile(file, text);
  const child = spawn(given('NGINX_PROGRAM'), ['-p', prefix, '-e', 'stderr', '-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'inherit', 'inherit'] });
  await answers(`http://127.0.0.1:${port}/`, () => child.exitCode !== null);
  return {
    port,
    stop: async () => {
      await stop(child, 'SIGTERM');
      await rm(prefix, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, hasEnded: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (Date.now() < end && !hasEnded()) {
    const found = await fetch(url).catch(() => undefined);
    if (found?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nginx does not serve ${url}`);
}
