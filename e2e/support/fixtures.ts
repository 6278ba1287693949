// What every test has: the built console on one origin, a sandbox on another, and a page that is watched. After each test
// the page must have broken no rule: no policy violation, no console error, no request to a stranger, no token where none belongs.
import { expect, test as base } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { Console } from './console.ts';
import { given, start } from './process.ts';
import { Sandbox, type Version } from './sandbox.ts';
import { Watch } from './watch.ts';

export { expect };
export const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

interface Options {
  version: Version;
  users: number;
  /** More options of the sandbox's command line. */
  sandboxArgs: string[];
  /** config.json of the deployment. */
  config: object;
  /** Console messages that this test brings about on purpose. */
  expectedMessages: RegExp | undefined;
}

interface Fixtures {
  sandbox: Sandbox;
  /** Address of the console, with a slash at the end. */
  site: string;
  watch: Watch;
  console: Console;
}

/** Serves the built console like a plain static host. */
export async function serve(options: { config?: object; base?: string; folder?: string } = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const args = ['serve', options.folder ?? dist, '--base', options.base ?? '/', '--config', JSON.stringify(options.config ?? {})];
  const { line, stop } = await start(given('XTASK'), args);
  return { url: line.replace('serving ', ''), stop };
}

export const test = base.extend<Options & Fixtures>({
  version: ['main', { option: true }],
  users: [45, { option: true }],
  sandboxArgs: [[], { option: true }],
  config: [{}, { option: true }],
  expectedMessages: [undefined, { option: true }],

  sandbox: async ({ version, users, sandboxArgs }, use) => {
    const sandbox = await Sandbox.start(version, { users, args: sandboxArgs });
    await use(sandbox);
    await sandbox.stop();
  },

  site: async ({ config }, use) => {
    const site = await serve({ config });
    await use(site.url);
    await site.stop();
  },

  watch: async ({ context, site, sandbox, expectedMessages }, use) => {
    const watch = new Watch(new URL(site).origin, sandbox.url);
    await watch.on(context);
    await use(watch);
    await watch.settled();
    expect(watch.findings({ secrets: [sandbox.secret], expected: expectedMessages }), 'broken rules').toEqual([]);
  },

  // No page goes unwatched.
  page: async ({ page, watch }, use) => {
    void watch;
    await use(page);
  },

  console: async ({ page, site, sandbox }, use) => {
    await use(new Console(page, site, sandbox));
  },
});
