// The console in a frame of another page: only where config.json allows that page, and over a port of its own.
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, serve, test as base } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';
import { given } from '../support/process.ts';

const portalPage = `<!doctype html><html><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,"></head>
<body><iframe id="frame" width="1100" height="700" style="border:0"></iframe></body></html>`;

/** The portal, and the console on an origin of its own that allows it. */
const test = base.extend<{ portal: string; allows: boolean; framed: string }>({
  allows: [true, { option: true }],
  portal: async ({}, use) => {
    const host = await listen((request, response) => {
      if (request.url !== '/frame.js') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(portalPage);
        return;
      }
      readFile(join(given('PACKAGE'), 'frame.js')).then(
        (bytes) => response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await use(`${host.url}/`);
    await host.stop();
  },
  framed: async ({ portal, allows }, use) => {
    const config = { embedOrigins: [allows ? new URL(portal).origin : 'https://another.example'] };
    const site = await serve({ config });
    await use(site.url);
    await site.stop();
  },
  // The page that is watched is the portal's.
  site: async ({ portal }, use) => use(portal),
  watch: async ({ watch, framed }, use) => {
    watch.known.push(new URL(framed).origin);
    await use(watch);
  },
});

// A test may end while a later part of the console is on its way.
test.use({ expectedMessages: /Fetch API cannot load|Failed to fetch/ });

interface Host {
  told: [string, any][];
  asked: boolean[];
  console: { update(changes: object): void; navigate(route: string): void; close(): void };
}

const frame = (page: Page) => page.frameLocator('#frame');

/** Puts the console into the frame, with the helper of the package. `tokens` are handed out one after another. */
async function connect(page: Page, address: string, options: object, tokens?: string[]): Promise<void> {
  await page.evaluate(
    async ([address, options, tokens]) => {
      const { connect } = await import('/frame.js' as string);
      const host = window as unknown as Host;
      host.told = [];
      host.asked = [];
      const iframe = document.getElementById('frame') as HTMLIFrameElement;
      const token = tokens && (({ stale }: { stale: boolean }) => (host.asked.push(stale), tokens.shift()));
      iframe.src = address;
      const framed = connect(iframe, token ? { ...options, token } : options);
      for (const name of ['ready', 'navigated', 'signed-in', 'session-ended', 'error', 'user-registered']) {
        framed.on(name, (detail: unknown) => host.told.push([name, detail]));
      }
      host.console = framed;
    },
    [address, options, tokens] as const,
  );
}

const told = (page: Page, name: string) => page.evaluate((name) => (window as unknown as Host).told.filter(([told]) => told === name), name);

test('an allowed page hands token, language, theme and route over, and hears what happens', async ({ page, portal, framed, sandbox }) => {
  await page.goto(portal);
  const options = { server: sandbox.url, language: 'zh-CN', theme: 'dark', route: '/account-check' };
  await connect(page, `${framed}?embed=1`, options, [await sandbox.token()]);
  await expect(frame(page).getByRole('heading', { name: '账号检测' })).toBeVisible();
  await expect(frame(page).locator('.oic')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => told(page, 'signed-in')).toEqual([['signed-in', { server: sandbox.url, adminUserID: sandbox.admin }]]);
  await page.evaluate(() => (window as unknown as Host).console.update({ language: 'en', theme: 'light' }));
  await page.evaluate(() => (window as unknown as Host).console.navigate('/users'));
  await expect(frame(page).getByRole('heading', { name: 'Users' })).toBeVisible();
  await expect(frame(page).locator('tbody tr a').first()).toBeVisible();
  await expect(frame(page).locator('.oic')).toHaveAttribute('data-theme', 'light');
  await expect.poll(async () => (await told(page, 'navigated')).at(-1)).toEqual(['navigated', { title: 'Users', route: '/users' }]);
  expect(await page.evaluate(() => [location.href, document.title])).toEqual([portal, 'Portal']);
  const kept = await page.frames()[1]?.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), location.search, location.hash]);
  expect(kept).toEqual([[], [], '?embed=1', '']);
});

test('a token that has run out is asked for by the port', async ({ page, portal, framed, sandbox }) => {
  await page.goto(portal);
  const token = await sandbox.token();
  await connect(page, `${framed}?embed=1`, { server: sandbox.url, language: 'en' }, [token, token]);
  await expect(frame(page).locator('tbody tr a').first()).toBeVisible();
  await sandbox.faults({ paths: ['/user/get_users'], errCode: 1506, times: 1 });
  await frame(page).getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => page.evaluate(() => (window as unknown as Host).asked)).toEqual([false, true]);
  await expect(frame(page).getByRole('region', { name: 'Users' })).not.toHaveAttribute('aria-busy', 'true');
  expect(await told(page, 'session-ended')).toEqual([]);
});

test('loaded anew, the console is greeted anew', async ({ page, portal, framed, sandbox }) => {
  await page.goto(portal);
  const token = await sandbox.token();
  const options = { server: sandbox.url, language: 'en', theme: 'dark', origin: undefined, adminUserID: undefined, areas: undefined, chrome: undefined };
  await connect(page, `${framed}?embed=1`, options, [token, token]);
  await expect(frame(page).locator('tbody tr a').first()).toBeVisible();
  // What is undefined changes nothing, now and afterwards.
  await page.evaluate(() => (window as unknown as Host).console.update({ language: 'zh-CN', theme: undefined }));
  await expect(frame(page).getByRole('heading', { name: '用户' })).toBeVisible();
  await page.evaluate(() => {
    const iframe = document.getElementById('frame') as HTMLIFrameElement;
    iframe.src = `${iframe.src}&again`;
  });
  await expect.poll(() => page.evaluate(() => (window as unknown as Host).asked.length)).toBe(2);
  await expect(frame(page).locator('tbody tr a').first()).toBeVisible();
  await expect(frame(page).getByRole('heading', { name: '用户' })).toBeVisible();
  await expect(frame(page).locator('.oic')).toHaveAttribute('data-theme', 'dark');
});

const link = 'Open the console in a new tab';

test('framed without being asked to be embedded it shows a link to itself alone', async ({ page, portal, framed, sandbox }) => {
  await page.goto(portal);
  await connect(page, framed, { server: sandbox.url }, [await sandbox.token()]);
  await expect(frame(page).getByRole('link', { name: link })).toHaveAttribute('href', './');
  await expect(frame(page).locator('input, button')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as Host).asked)).toEqual([]);
});

test('before the allowed page has begun there is the link alone', async ({ page, portal, framed }) => {
  await page.goto(portal);
  await page.evaluate((address) => void ((document.getElementById('frame') as HTMLIFrameElement).src = address), `${framed}?embed=1`);
  await expect(frame(page).getByRole('link', { name: link })).toBeVisible();
  await expect(frame(page).locator('input, button')).toHaveCount(0);
});

test.describe('a page that is not allowed', () => {
  test.use({ allows: false });

  test('gets the link, whatever it says, and is never told a thing', async ({ page, portal, framed, sandbox }) => {
    await page.goto(portal);
    await connect(page, `${framed}?embed=1`, { server: sandbox.url, language: 'en' }, [await sandbox.token()]);
    await expect(frame(page).getByRole('link', { name: link })).toBeVisible();
    await expect(page.frames()[1]!.locator('#openim-console')).toHaveAttribute('data-ignored-messages', '1');
    expect(await page.evaluate(() => (window as unknown as Host).asked)).toEqual([]);
    expect(await sandbox.requests()).toEqual([]);
  });
});

test('malformed and foreign messages are ignored and counted, also those that would change every object', async ({ page, portal, framed, sandbox }) => {
  await page.goto(portal);
  await page.evaluate((address) => void ((document.getElementById('frame') as HTMLIFrameElement).src = address), `${framed}?embed=1`);
  await expect(frame(page).getByRole('link', { name: link })).toBeVisible();
  const place = page.frames()[1]!.locator('#openim-console');
  await page.evaluate(() => {
    const target = (document.getElementById('frame') as HTMLIFrameElement).contentWindow!;
    const odd: unknown[] = [null, 'init', 5, [], { openimConsole: 2, type: 'init', options: {} }, { openimConsole: 1, type: 'init' }];
    odd.push(JSON.parse('{"__proto__": {"polluted": true}, "openimConsole": 1, "type": "init", "options": {"__proto__": {"polluted": true}}}'));
    odd.push({ openimConsole: 1, type: 'init', options: { route: 'x'.repeat(100_000) } });
    // Without a port.
    odd.push({ openimConsole: 1, type: 'init', options: {} });
    for (const message of odd) target.postMessage(message, '*', message === odd[7] ? [new MessageChannel().port2] : []);
  });
  await expect(place).toHaveAttribute('data-ignored-messages', '9');
  await expect(frame(page).getByRole('link', { name: link })).toBeVisible();
  // A frame within the frame is not its parent.
  await page.frames()[1]!.evaluate(() => {
    const channel = new MessageChannel();
    window.postMessage({ openimConsole: 1, type: 'init', options: {} }, '*', [channel.port2]);
  });
  await expect(place).toHaveAttribute('data-ignored-messages', '10');
  // And then the right one.
  await page.evaluate((server) => {
    const target = (document.getElementById('frame') as HTMLIFrameElement).contentWindow!;
    const channel = new MessageChannel();
    target.postMessage({ openimConsole: 1, type: 'init', options: { server, language: 'en' } }, '*', [channel.port2]);
    for (const message of [null, { type: 'nonsense' }, { type: 'token', id: 77, token: 'x' }, JSON.parse('{"type":"navigate","__proto__":{"polluted":1}}')]) {
      channel.port1.postMessage(message);
    }
    channel.port1.postMessage({ type: 'update', theme: 'dark' });
  }, sandbox.url);
  await expect(frame(page).locator('input[type=password]')).toBeVisible();
  await expect(frame(page).locator('.oic')).toHaveAttribute('data-theme', 'dark');
  await expect(place).toHaveAttribute('data-ignored-messages', '14');
  expect(await page.frames()[1]!.evaluate(() => ({}) as { polluted?: boolean }).then((object) => object.polluted)).toBeUndefined();
});
