// A real nginx with the configuration that the console ships: only where it listens, what it serves and where the API is are its own.
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedPort } from './net.ts';
import { answers, given, stop } from './process.ts';
import { deploy, type WebServer } from './site.ts';

/** Debian's, of the package libnginx-mod-http-brotli-static. */
const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** Serves the folder `root`, and `api` below `/api/`; or as `apiFile` says, in place of openim-api.conf. */
export async function startNginx(root: string, api: string, apiFile?: string): Promise<WebServer> {
  const port = await closedPort();
  const prefix = await mkdtemp(join(tmpdir(), 'console-nginx-'));
  const sendsBrotli = await stat(brotliModule).then(() => true, () => false);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${prefix}/${kind};`);
  const main = `
${sendsBrotli ? `load_module ${brotliModule};` : ''}
${/* As root, nginx would hand its work to somebody who may not read the folder. */ process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${prefix}/nginx.pid;
error_log stderr crit;
events {}
http {
${places.join('\n')}
  access_log off;
  include openim-console.conf;
}
`;
  const changes: Record<string, string> = { 'listen 8080;': `listen 127.0.0.1:${port};`, 'root /srv/openim-console;': `root "${root}";` };
  if (sendsBrotli) changes['# brotli_static on;'] = 'brotli_static on;';
  await writeFile(join(prefix, 'nginx.conf'), main);
  await writeFile(join(prefix, 'openim-console.conf'), await shipped('openim-console.conf', changes));
  await mkdir(join(prefix, 'openim-console'));
  const proxied = apiFile ? await readFile(apiFile, 'utf8') : await shipped('openim-api.conf', { 'proxy_pass http://127.0.0.1:10002/;': `proxy_pass ${api}/;` });
  await writeFile(join(prefix, 'openim-console/openim-api.conf'), proxied);
  const arguments_ = ['-p', prefix, '-e', 'stderr', '-c', join(prefix, 'nginx.conf'), '-g', 'daemon off;'];
  const child = spawn(given('NGINX_PROGRAM'), arguments_, { stdio: ['ignore', 'inherit', 'inherit'] });
  await answers(`http://127.0.0.1:${port}/`, child);
  return {
    port,
    sendsBrotli,
    stop: async () => {
      await stop(child, 'SIGTERM');
      await rm(prefix, { recursive: true, force: true });
    },
  };
}

/** A file as it is shipped, each of these places changed once. */
async function shipped(name: string, changes: Record<string, string>): Promise<string> {
  let text = await readFile(join(deploy, 'nginx', name), 'utf8');
  for (const [from, to] of Object.entries(changes)) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${name}: “${from}” stands there ${parts.length - 1} times`);
    text = parts.join(to);
  }
  return text;
}
