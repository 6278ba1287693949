// The built console on real web servers with the configuration that is shipped for them, and on hosts that cannot be configured: at
// the root, below a path, behind one address with the API, and over plain http by a name.
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rename } from 'node:fs/promises';
import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { extname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { browserArguments } from '../support/browser.ts';
import { startCaddy } from '../support/caddy.ts';
import { Console } from '../support/console.ts';
import { dist, expect, test as base } from '../support/fixtures.ts';
import { listen, type Listening } from '../support/net.ts';
import { startNginx } from '../support/nginx.ts';
import { copyOfDist, deploy, laidOut, type WebServer } from '../support/site.ts';
import { placesWith, Watch } from '../support/watch.ts';

const starts = { nginx: startNginx, Caddy: startCaddy };

const test = base.extend<{ server: keyof typeof starts; web: WebServer; folder: string }>({
  server: ['nginx', { option: true }],
  folder: ['/', { option: true }],
  web: async ({ server, sandbox }, use) => {
    const site = await laidOut();
    const web = await starts[server](site.path, sandbox.url);
    await use(web);
    await web.stop();
    await site.remove();
  },
  site: async ({ web, folder }, use) => use(`http://127.0.0.1:${web.port}${folder}`),
});

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Each file of the console that a browser asks for. */
const files = async () => (await readdir(dist)).filter((name) => !/\.(?:gz|br|txt)$/.test(name));

const isNamedByContent = (name: string) => /-[0-9a-f]{16}\.\w+$/.test(name);

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Whether it says in what letters is left to the server: ours say it themselves. */
const typeOf = (headers: IncomingHttpHeaders) => headers['content-type']?.replace('; charset=utf-8', '');

/** The answer as it comes over the wire: nothing is unpacked, nothing followed. */
function get(address: string, encoding = 'gzip'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpGet(address, { headers: { 'Accept-Encoding': encoding } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    request.on('error', reject);
  });
}

for (const server of ['nginx', 'Caddy'] as const) {
  for (const folder of ['/', '/a/b/'] as const) {
    test.describe(`${server} at ${folder}`, () => {
      test.use({ server, folder });

      test('somebody signs in, sees the list, opens a user, follows a link and reloads', async ({ page, console, site, web, sandbox }) => {
        const wasm = page.waitForResponse(/\.wasm$/);
        await console.open();
        const answer = await wasm;
        expect(await answer.headerValue('content-type')).toBe('application/wasm');
        expect(await answer.headerValue('content-encoding')).toBe(web.sendsBrotli ? 'br' : 'gzip');
        await console.signInHere();
        await expect(console.rows).toHaveCount(20);
        await console.link('mallory').click();
        await expect(console.drawer).toContainText('appMangerLevel');
        await page.keyboard.press('Escape');
        await console.navigation.getByRole('link', { name: 'Register user' }).click();
        await expect(console.title).toHaveText('Register user');
        await page.goto('about:blank');
        await page.goto(`${site}#/users?page=3&size=10`);
        await expect(page.getByText('21–30')).toBeVisible();
        await page.reload();
        await expect(page.getByText('21–30')).toBeVisible();
        expect(page.url()).toBe(`${site}#/users?page=3&size=10`);
        expect((await sandbox.requests('/auth/get_admin_token')).length).toBe(2);
      });

      test('each file that the page asks for is there', async ({ page, console }) => {
        const missing: string[] = [];
        page.on('response', (response) => {
          if (response.status() >= 400) missing.push(`${response.status()} ${response.url()}`);
        });
        await console.signIn('/account-check');
        await expect(page.getByLabel('User IDs')).toBeVisible();
        await page.getByRole('button', { name: /^Switch language/ }).click();
        await expect(console.title).not.toHaveText('Account check');
        expect(missing).toEqual([]);
      });

      test('every file has its type, its time in the cache, and comes compressed as it was built', async ({ site, web }) => {
        const encodings = web.sendsBrotli ? (['gzip', 'br'] as const) : (['gzip'] as const);
        for (const name of await files()) {
          const expected = await readFile(join(dist, name));
          for (const encoding of encodings) {
            const { status, headers, body } = await get(site + name, encoding);
            expect([name, status, typeOf(headers)]).toEqual([name, 200, types[extname(name)]]);
            const cache = isNamedByContent(name) ? 'public, max-age=31536000, immutable' : /\.html$|^(?:config|build)\.json$/.test(name) ? 'no-store' : 'no-cache';
            expect([name, headers['cache-control']]).toEqual([name, cache]);
            if (!isNamedByContent(name)) continue;
            expect([name, headers['content-encoding'], headers.vary]).toEqual([name, encoding, 'Accept-Encoding']);
            const compressed = await readFile(join(dist, `${name}.${encoding === 'br' ? 'br' : 'gz'}`));
            expect([name, encoding, body.equals(compressed)]).toEqual([name, encoding, true]);
            expect((encoding === 'br' ? brotliDecompressSync(compressed) : gunzipSync(compressed)).equals(expected)).toBe(true);
          }
          const plain = await get(site + name, 'identity');
          expect([name, plain.headers['content-encoding'], plain.body.equals(expected)]).toEqual([name, undefined, true]);
        }
        const start = await get(site);
        expect([start.status, typeOf(start.headers), start.headers['cache-control']]).toEqual([200, types['.html'], 'no-store']);
      });

      test('every answer carries the policies, and one that is missing is not kept', async ({ site }) => {
        const html = await readFile(join(dist, 'index.html'), 'utf8');
        const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
        const missing = `${site}openim-console-0123456789abcdef.js`;
        for (const address of [site, `${site}config.json`, `${site}build.json`, missing]) {
          const { headers } = await get(address);
          expect(headers, address).toMatchObject({
            'content-security-policy': `${policy}; frame-ancestors 'self'`,
            'x-content-type-options': 'nosniff',
            'referrer-policy': 'no-referrer',
            'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\).*microphone=\(\)/),
          });
        }
        const { status, headers } = await get(missing);
        expect([status, headers['cache-control']]).toEqual([404, undefined]);
      });
    });
  }

  test.describe(`${server} with the API behind the same host`, () => {
    test.use({ server, folder: '/console/' });

    test('the server of config.json is a path, and the browser asks no other origin', async ({ page, console, web, sandbox, watch }) => {
      await console.open();
      await expect(console.server).toHaveValue(`http://127.0.0.1:${web.port}/api`);
      await expect(console.ready).toBeVisible();
      await console.secret.fill(sandbox.secret);
      await console.submit.click();
      await expect(page.getByRole('button', { name: 'Connected to Behind this host' })).toBeVisible();
      await expect(console.rows).toHaveCount(20);
      const calls = watch.requests.filter((request) => request.method() === 'POST');
      expect(new Set(calls.map((request) => new URL(request.url()).host))).toEqual(new Set([`127.0.0.1:${web.port}`]));
    });

    test('without the slash at its end the address leads to the same, whatever scheme or port somebody has put in front', async ({ site }) => {
      const { status, headers } = await get(site.slice(0, -1));
      expect([301, 308]).toContain(status);
      expect(headers.location).toBe('/console/');
    });
  });

  test.describe(`${server} and who may show the console in a frame`, () => {
    test.use({ server, expectedMessages: /frame-ancestors/ });

    const portal = (site: string) => `<!doctype html><title>Portal</title><link rel="icon" href="data:,"><iframe title="Console" width="1000" height="700" src="${site}"></iframe>`;

    test('a page of the same site may', async ({ page, site }) => {
      await page.route('**/portal.html', (route) => route.fulfill({ contentType: 'text/html', body: portal(site) }));
      await page.goto(`${site}portal.html`);
      // The console itself asks for more than that: docs/configuration.md, embedOrigins.
      await expect(page.frameLocator('iframe').getByRole('link', { name: 'Open the console in a new tab' })).toBeVisible();
    });

    test('a page of another may not', async ({ page, site, watch }) => {
      const other = await listen((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(portal(site)));
      watch.known.push(other.url);
      const refusal = page.waitForEvent('console', (message) => message.text().includes("frame-ancestors 'self'"));
      await page.goto(other.url);
      await refusal;
      await expect(page.frameLocator('iframe').locator('#openim-console')).toHaveCount(0);
      await other.stop();
    });
  });
}

const brand = 'Acme "quoted" \\ <b>bold</b>\nsecond line $HOME `id`';

test.describe('as the container is started, by its environment alone,', () => {
  const container = base.extend<{ web: WebServer }>({
    web: async ({ sandbox }, use) => {
      const folder = await copyOfDist();
      const written = join(folder.path, 'written');
      const environment = { PATH: process.env.PATH, OPENIM_API: sandbox.url, CONSOLE_BRAND_NAME: brand, CONSOLE_READ_ONLY: 'true' };
      execFileSync('sh', [join(deploy, 'docker/configure.sh'), written, join(deploy, 'nginx/openim-api.conf')], { env: environment });
      await rename(join(written, 'config.json'), join(folder.path, 'config.json'));
      const web = await startNginx(folder.path, sandbox.url, join(written, 'openim-api.conf'));
      await use(web);
      await web.stop();
      await folder.remove();
    },
    site: async ({ web }, use) => use(`http://127.0.0.1:${web.port}/`),
  });

  container('the console offers the API behind it, and shows each value as a text', async ({ page, console, web, sandbox, watch }) => {
    await console.open();
    await expect(console.server).toHaveValue(`http://127.0.0.1:${web.port}/api`);
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(console.rows).toHaveCount(20);
    await expect(page.getByText('Acme "quoted" \\ <b>bold</b>').first()).toBeVisible();
    await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
    const calls = watch.requests.filter((request) => request.method() === 'POST').map((request) => new URL(request.url()).port);
    expect(new Set(calls)).toEqual(new Set([String(web.port)]));
  });
});

/** Hosts that take files and no wishes. */
const hosts = {
  // Keys and nothing else: no start page of a folder, nothing compressed, and what it does not know is bytes.
  'object storage': { start: '/bucket/console/index.html', known: ['.html', '.js', '.css', '.json', '.svg', '.png'], folders: false, cache: undefined },
  // Below the name of the repository, and all is kept for ten minutes, the page too.
  'GitHub Pages': { start: '/openim-console/', known: Object.keys(types), folders: true, cache: 'max-age=600' },
};

for (const [name, host] of Object.entries(hosts)) {
  base.extend<{ host: Listening }>({
    host: async ({}, use) => {
      const folder = host.start.replace(/[^/]*$/, '');
      const server = await listen((request, response) => {
        const path = new URL(request.url ?? '/', 'http://host').pathname;
        const file = path === folder && host.folders ? 'index.html' : path.startsWith(folder) ? path.slice(folder.length) : '';
        readFile(join(dist, file || 'missing')).then(
          (bytes) => {
            const type = host.known.includes(extname(file)) ? types[extname(file)] : 'application/octet-stream';
            response.writeHead(200, { 'Content-Type': type, ...(host.cache ? { 'Cache-Control': host.cache } : {}) }).end(bytes);
          },
          () => response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Not found</title>'),
        );
      });
      await use(server);
      await server.stop();
    },
    site: async ({ host: server }, use) => use(`${server.url}${host.start}`),
  })(`from ${name} somebody signs in, goes round and reloads, and nothing is missing`, async ({ page, console, site }) => {
    const missing: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) missing.push(`${response.status()} ${response.url()}`);
    });
    await console.signIn('/users?page=2&size=10');
    await expect(page.getByText('11–20')).toBeVisible();
    await console.navigation.getByRole('link', { name: 'Account check' }).click();
    await expect(page.getByLabel('User IDs')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('User IDs')).toBeVisible();
    expect(page.url()).toBe(`${site}#/account-check`);
    expect(missing).toEqual([]);
  });
}

test('over plain http by a name, where the browser holds back what it keeps for secure pages, everything works', async ({ playwright, web, sandbox }) => {
  const names = ['console.intranet', 'im.intranet'].map((name) => `MAP ${name} 127.0.0.1`).join(', ');
  const browser = await playwright.chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [...browserArguments, `--host-resolver-rules=${names}`],
  });
  const context = await browser.newContext({ locale: 'en-US' });
  const site = `http://console.intranet:${web.port}/a/b/`;
  const server = `http://im.intranet:${new URL(sandbox.url).port}`;
  const watch = new Watch(new URL(site).origin, server, sandbox.url);
  await watch.on(context);
  const page = await context.newPage();
  const console = new Console(page, site, sandbox, server);

  await console.open();
  await expect(console.title).toBeVisible();
  expect(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard, typeof crypto.subtle])).toEqual([false, 'undefined', 'undefined']);
  await console.signInHere();
  await expect(console.rows).toHaveCount(20);

  await console.row('mallory').getByRole('button', { name: 'Copy user ID mallory' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeAttached();
  await console.search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(console.search).toHaveValue('mallory');
  await expect(console.rows).toHaveCount(1);

  await console.link('mallory').click();
  await console.drawer.getByRole('button', { name: 'Copy extra data' }).click();
  await expect(console.drawer.getByText('Copied', { exact: true })).toBeAttached();
  await page.keyboard.press('Escape');

  await console.go('/register');
  await console.userID.fill('lin_xiaoyu');
  await page.getByLabel('Nickname').fill('林小雨');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(console.drawer.getByRole('heading', { name: '林小雨' })).toBeVisible();

  await console.go('/account-check');
  const ids = page.getByLabel('User IDs');
  await ids.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(ids).toHaveValue('<script>alert(1)</script>');
  await ids.fill('lin_xiaoyu nobody_1');
  await page.getByRole('button', { name: 'Check 2 IDs' }).click();
  await expect(console.row('nobody_1')).toContainText('Not registered');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await downloading).suggestedFilename()).toBe('account-check.csv');

  const second = console.inTab(await context.newPage());
  await second.open('/users/lin_xiaoyu');
  await expect(second.drawer.getByRole('heading', { name: '林小雨' })).toBeVisible();
  await page.reload();
  await expect(console.title).toHaveText('Account check');
  const token = await sandbox.tokenInUse();
  await console.signOut();
  await expect(second.page.getByText('You signed out in another tab.')).toBeVisible();
  expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);

  await watch.settled();
  expect(watch.findings({ secrets: [sandbox.secret] }), 'broken rules').toEqual([]);
  await browser.close();
});
