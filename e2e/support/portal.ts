// A portal that the console is a guest in: pages of its own taste that serve the npm package, and what a portal does with it.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { listen } from './net.ts';
import { given } from './process.ts';
import { Sandbox } from './sandbox.ts';

export { expect };

const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };

/** A page of its own taste: what it looks like must not change. */
export const hostPage = `<!doctype html>
<html lang="de" class="host" data-theme="host">
<head><meta charset="utf-8"><meta name="openim-console-build" content="of another"><title>Portal</title><link rel="icon" href="data:,">
<style>
  body { margin: 13px; font: 17px Georgia, serif; color: #402010; background: #fff8f0; }
  h1 { font-size: 31px; color: #a02020; margin: 7px 0; }
  h2 { font-size: 23px; letter-spacing: 1px; }
  button { padding: 9px 19px; border: 3px double #a02020; background: #ffe0e0; }
  table { border-collapse: separate; border-spacing: 4px; } td, th { border: 1px solid; padding: 6px; }
  input, textarea, select { border: 2px dashed #208020; padding: 3px; }
  a { color: #0000aa; text-decoration: underline wavy; } p { margin: 11px; } code { color: #707000; }
  #one, #two { height: 900px; }
</style></head>
<body>
<h1 class="probe">Portal</h1><h2 class="probe">Section</h2><p class="probe">Text with <a class="probe" href="#section">a link</a> and <code class="probe">code</code></p>
<button class="probe" id="host-button">Host</button> <input class="probe" value="x"> <select class="probe"><option>1</option></select>
<textarea class="probe">y</textarea><table class="probe"><tr><th class="probe">a</th><td class="probe">b</td></tr></table>
<dialog class="probe">d</dialog><ul class="probe"><li class="probe">l</li></ul><label class="probe">t</label>
<div id="one"></div><div id="two"></div>
</body></html>`;

interface Portal {
  /** The portal's own page. */
  portalPage: string;
  /** One beside it, at `plain`. */
  plainPage: string;
  /** Another server. */
  second: Sandbox;
}

export const test = base.extend<Portal>({
  portalPage: [hostPage, { option: true }],
  plainPage: ['', { option: true }],

  site: async ({ portalPage, plainPage }, use) => {
    const host = await listen((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (!path.startsWith('/package/')) {
        const body = { '/': portalPage, '/plain': plainPage }[path];
        response.writeHead(body ? 200 : 404, { 'Content-Type': 'text/html' }).end(body);
        return;
      }
      readFile(join(given('PACKAGE'), path.split('/').slice(2).join('/'))).then(
        (bytes) => response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await use(`${host.url}/`);
    await host.stop();
  },
  second: async ({ watch }, use) => {
    const second = await Sandbox.start('v3.4', { users: 12 });
    watch.known.push(second.url);
    await use(second);
    await second.stop();
  },
});

/** A console, as the package hands it out. */
export interface Handle {
  update(changes: object): void;
  navigate(route: string): void;
  on(name: string, listener: (detail: any) => void): () => void;
  destroy(): void;
}

/** What the tests keep in the portal's page. */
export interface Host {
  handles: Record<string, Handle>;
  /** Name and detail of what each console has told, by its place. */
  told: Record<string, [string, any][]>;
  /** The tokens that are handed out, in turn, and why they were asked for. */
  tokens: (string | undefined)[];
  asked: boolean[];
}

const events = ['ready', 'navigated', 'signed-in', 'session-ended', 'error', 'crashed', 'user-registered', 'users-imported', 'operation'];

/** `tokens`: the console asks for them, one after another. */
export async function mount(page: Page, id: string, options: object, tokens?: (string | undefined)[]): Promise<void> {
  await page.evaluate(
    async ([id, options, tokens, events]) => {
      const address = '/package/index.js';
      const module = await import(address);
      await module.default();
      const host = window as unknown as Host;
      host.handles ??= {};
      host.told ??= {};
      const told: [string, any][] = [];
      host.told[id] = told;
      if (tokens) {
        host.tokens = tokens;
        host.asked = [];
      }
      const token = tokens && (({ stale }: { stale: boolean }) => (host.asked.push(stale), host.tokens.shift()));
      const handle = module.mount(document.getElementById(id), token ? { ...options, token } : options);
      for (const name of events) handle.on(name, (detail: unknown) => told.push([name, detail]));
      host.handles[id] = handle;
    },
    [id, options, tokens, events] as const,
  );
}

/** What the console in this place has told of these events. */
export const told = (page: Page, id: string, ...names: string[]) =>
  page.evaluate(
    ([id, names]) => ((window as unknown as Host).told[id] ?? []).filter(([name]) => names.includes(name)),
    [id, names] as const,
  );

/** What the portal's own script does with the console in this place. */
export const handle = <T>(page: Page, id: string, action: (handle: Handle) => T) =>
  page.evaluate(`(${action})(window.handles[${JSON.stringify(id)}])`) as Promise<T>;

export const destroy = (page: Page, id: string) => page.evaluate((id) => (window as unknown as Host).handles[id]?.destroy(), id);

export async function signIn(place: Locator, sandbox: Sandbox): Promise<void> {
  await expect(place.locator('input[name=server]')).toHaveValue(sandbox.url);
  await expect(place.locator('input[name=admin]')).toHaveValue(sandbox.admin);
  await place.locator('input[type=password]').fill(sandbox.secret);
  await place.locator('input[type=password]').press('Enter');
  await expect(place.locator('tbody tr a').first()).toBeVisible();
}
