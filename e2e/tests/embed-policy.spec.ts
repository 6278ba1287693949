// The console, and the client alone, in a portal with a strict policy of its own, and each way in which a host may hand over the wasm.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { expect, test as base } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';
import { given } from '../support/process.ts';

const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };

/** As a server makes one for each answer. */
const nonce = 'Zm9yLXRoaXMtdGVzdA';

interface Policy {
  /** Of the page; `SERVER` and `TOKEN` stand for the two. */
  content: string;
}

const test = base.extend<Policy>({
  content: ['', { option: true }],

  // The nonce is in the page's policy alone: what the page has no nonce for is refused.
  site: async ({ sandbox, content }, use) => {
    const directives = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'`,
      `style-src 'nonce-${nonce}'`,
      `connect-src 'self' ${sandbox.url}`,
      `img-src data: http:`,
      "base-uri 'none'",
      "form-action 'none'",
      "object-src 'none'",
    ];
    const page = `<!doctype html><html><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,">
<style nonce="${nonce}">#one { height: 800px; }</style></head><body><div id="one"></div>${content.replace('SERVER', sandbox.url).replace('TOKEN', await sandbox.token())}</body></html>`;
    const host = await listen((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (path === '/') {
        response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': directives.join('; ') }).end(page);
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
});

const wasm = '/package/console/openim-console_bg.wasm';
const module = (input: string) => `<script type="module" nonce="${nonce}">
import init, { mount } from '/package/index.js';
await init(${input});
mount(document.querySelector('#one'), { server: 'SERVER', token: 'TOKEN', language: 'en', nonce: '${nonce}' });
</script>`;
const element = `<script type="module" nonce="${nonce}">
import '/package/element.js';
const console = document.createElement('openim-console');
for (const [name, value] of Object.entries({ server: 'SERVER', language: 'en', nonce: '${nonce}' })) console.setAttribute(name, value);
console.token = 'TOKEN';
document.querySelector('#one').append(console);
</script>`;

const ways: [string, string][] = [
  ['a module that finds the wasm itself', module('')],
  ['a module with the address of the wasm', module(`new URL('${wasm}', location.href)`)],
  ['a module with the bytes of the wasm', module(`await (await fetch('${wasm}')).arrayBuffer()`)],
  ['a module with the response that is the wasm', module(`fetch('${wasm}')`)],
  ['an element', element],
];

for (const [name, content] of ways) {
  test.describe(name, () => {
    test.use({ content });

    test('works under a policy of nonces, with its styles and its later parts', async ({ page, site, watch }) => {
      await page.goto(site);
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await page.locator('tbody tr a').first().click();
      await expect(page.getByRole('dialog')).toContainText('Nickname');
      await expect(page.getByRole('dialog')).toHaveCSS('position', 'fixed');
      expect(watch.requests.filter((request) => new URL(request.url()).pathname === wasm)).toHaveLength(1);
    });
  });
}

const clientWasm = '/package/client/client_bg.wasm';
const clientWays: [string, string][] = [
  ['finds the wasm itself', ''],
  ['is given the address of the wasm', `new URL('${clientWasm}', location.href)`],
  ['is given the bytes of the wasm', `await (await fetch('${clientWasm}')).arrayBuffer()`],
  ['is given the response that is the wasm', `fetch('${clientWasm}')`],
];

for (const [name, input] of clientWays) {
  test.describe(`the client for JavaScript, which ${name}`, () => {
    test.use({
      content: `<p id="users"></p><p id="groups"></p><script type="module" nonce="${nonce}">
import init, { OpenIM } from '/package/client/client.js';
await init(${input});
const im = new OpenIM({ server: 'SERVER', token: 'TOKEN' });
for (const family of ['users', 'groups']) document.querySelector('#' + family).textContent = (await im[family].list()).total;
</script>`,
    });

    test('works under a policy of nonces, with the parts beside it', async ({ page, site, watch }) => {
      await page.goto(site);
      await expect(page.locator('#groups')).toHaveText(/^[1-9]\d*$/);
      await expect(page.locator('#users')).toHaveText(/^[1-9]\d*$/);
      const paths = watch.requests.map((request) => new URL(request.url()).pathname);
      expect(paths.filter((path) => path === clientWasm)).toHaveLength(1);
      expect(paths.filter((path) => path === '/package/client/split_groups.wasm')).toHaveLength(1);
    });
  });
}
