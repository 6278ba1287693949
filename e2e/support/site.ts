// The folder of a web site with the console at several paths of it, as people lay it out.
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dist } from './fixtures.ts';

/** What is shipped for those who host it. */
export const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));

/** A web server that has been started. */
export interface WebServer {
  port: number;
  /** Does it send the files that were compressed with brotli? */
  sendsBrotli: boolean;
  stop(): Promise<void>;
}

export interface Folder {
  path: string;
  remove(): Promise<void>;
}

async function emptyFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'console-site-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The console at `/`, at `/a/b/`, and at `/console/` with a config.json that names `/api`. */
export async function laidOut(): Promise<Folder> {
  const folder = await emptyFolder();
  for (const name of await readdir(dist)) await symlink(join(dist, name), join(folder.path, name));
  await mkdir(join(folder.path, 'a'));
  await symlink(dist, join(folder.path, 'a/b'));
  await cp(dist, join(folder.path, 'console'), { recursive: true });
  await writeFile(join(folder.path, 'console/config.json'), JSON.stringify({ servers: [{ name: 'Behind this host', url: '/api' }] }));
  return folder;
}

/** A copy of the built console. */
export async function copyOfDist(): Promise<Folder> {
  const folder = await emptyFolder();
  await cp(dist, folder.path, { recursive: true });
  return folder;
}
