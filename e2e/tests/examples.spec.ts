// The examples as a portal's developer builds them: the package from its tarball, in a plain page, as an element, by Vite with React and Vue,
// the client alone, and the helper for a frame.
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { expect, serve, test as base } from '../support/fixtures.ts';
import { listen, proxyTo } from '../support/net.ts';
import { given } from '../support/process.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };
/** What docs/embedding.md asks of a host; the inline style is that of the examples' own pages. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src http: data:; base-uri 'none'";

interface Example {
  /** Its folder. */
  example: string;
  /** The page gets no token: it is put in on the way. */
  keepsToken: boolean;
}

const test = base.extend<Example>({
  example: ['react', { option: true }],
  keepsToken: [false, { option: true }],

  site: async ({ example, sandbox, keepsToken }, use) => {
    const address = new URL('../../embed/examples/backend/portal.js', import.meta.url).href;
    const { portal } = (await import(address)) as { portal(options: object): Answer };
    const { url: server, secret, admin: adminUserID, isOld } = sandbox;
    const answer = portal({ server, secret, adminUserID, isOld, keepsToken });
    const api = proxyTo(server, '/api');
    const host = await listen(async (request, response) => {
      if (await answer(request, response)) return;
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (path.startsWith('/api/')) return api(request, response);
      const file = path.endsWith('/') ? `${path}index.html` : path;
      // Without a bundler the page has a script in it; embed-policy.spec.ts is about those.
      const headers = ['client', 'react', 'vue'].includes(example) ? { 'Content-Security-Policy': policy } : {};
      readFile(join(given('EXAMPLES'), example, file)).then(
        (bytes) => response.writeHead(200, { ...headers, 'Content-Type': types[extname(file)] ?? 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await use(`${host.url}/`);
    await host.stop();
  },
});

for (const example of ['plain', 'element', 'react', 'vue']) {
  test.describe(`the example ${example}`, () => {
    test.use({ example });

    test('shows the users, tells the portal what happens, and leaves nothing behind', async ({ page, site, sandbox, watch }) => {
      await page.goto(site);
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await expect(page.locator('#where')).toHaveText('Users');
      // With its styles.
      await expect(page.locator('.oic').first()).not.toHaveCSS('--oic-accent', '');
      await page.locator('tbody tr a').first().click();
      await expect(page.getByRole('dialog')).toContainText('Nickname');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Register user' }).first().click();
      await expect(page.locator('#where')).toHaveText('Register user');
      await expect(page.getByLabel(/^User ID/)).toBeVisible();

      // The main wasm and the parts that came later, from where the build has put them.
      const wasm = watch.requests.map((request) => new URL(request.url())).filter((url) => url.pathname.endsWith('.wasm'));
      const place = ['react', 'vue'].includes(example) ? /^\/assets\/[\w-]+-[\w-]{8}\.wasm$/ : /^\/openim-console\/console\/[\w-]+\.wasm$/;
      expect(wasm.map((url) => url.pathname).filter((path) => !place.test(path))).toEqual([]);
      for (const part of ['openim-console_bg', 'split_user', 'split_register']) {
        expect(wasm.some((url) => url.pathname.includes(part)), part).toBe(true);
      }

      // The server ends the session, and there is no better token.
      await sandbox.faults({ paths: ['/user/get_users'], errCode: 1506 });
      await page.getByRole('link', { name: 'Users', exact: true }).first().click();
      await expect(page.getByRole('banner').getByRole('status')).toHaveText('OpenIM: refused');
      await sandbox.faults();

      await page.getByRole('button', { name: 'Close' }).click();
      await expect(page.locator('.oic')).toHaveCount(0);
      await expect(page.locator('link[rel=stylesheet]')).toHaveCount(0);
    });
  });
}

for (const example of ['react', 'vue']) {
  test.describe(`the component of ${example}`, () => {
    test.use({ example });

    test('hands on another theme, and can be put in again', async ({ page, site }) => {
      await page.goto(site);
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await expect(page.locator('.oic')).toHaveAttribute('data-theme', 'light');
      await page.getByRole('button', { name: 'Theme', exact: true }).first().click();
      await expect(page.locator('.oic')).toHaveAttribute('data-theme', 'dark');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(page.locator('.oic')).toHaveCount(0);
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await expect(page.locator('.oic')).toHaveCount(1);
    });
  });
}

for (const example of ['plain', 'react', 'vue']) {
  test.describe(`the example ${example}, while later parts cannot be fetched`, () => {
    test.use({ example, expectedMessages: /Failed to fetch dynamically imported module/ });

    test('says so, and fetches them when asked again', async ({ page, site }) => {
      // The list of the parts; Vite names it by content.
      const list = /\/parts(-[\w-]{8})?\.js(\?|$)/;
      const asked: string[] = [];
      await page.route(list, (route) => {
        asked.push(route.request().url());
        return route.abort();
      });
      const [failure, retry] = [page.getByText('This part of the console could not be loaded.'), page.getByRole('button', { name: 'Retry' })];
      await page.goto(site);
      // The first one is needed before the list: it fetches the token of the host.
      await expect(failure).toBeVisible();
      const [first] = asked;
      expect(first).toMatch(/\.js$/);
      await retry.click();
      await expect.poll(() => asked).toContain(`${first}?1`);
      await expect(failure).toBeVisible();
      await page.unroute(list);
      await retry.click();
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await page.getByRole('link', { name: 'Register user' }).first().click();
      await expect(page.getByLabel(/^User ID/)).toBeVisible();
    });
  });
}

test.describe('the example client', () => {
  test.use({ example: 'client', expectedMessages: /Failed to fetch/ });

  test('shows users at once, and fetches what calls the groups when it is asked for them', async ({ page, site, watch }) => {
    const paths = () => watch.requests.map((request) => new URL(request.url()).pathname);
    await page.goto(site);
    await expect(page.locator('#users li')).toHaveCount(20);
    expect(paths().filter((path) => path.endsWith('.wasm'))).toEqual([expect.stringMatching(/^\/assets\/client_bg-[\w-]{8}\.wasm$/)]);
    const parts = { list: /\/assets\/parts-[\w-]{8}\.js/, groups: /\/assets\/split_groups-[\w-]{8}\.wasm$/ };
    const [show, status] = [page.getByRole('button', { name: 'Show groups' }), page.getByRole('status')];
    for (const part of Object.values(parts)) {
      await page.route(part, (route) => route.abort());
      await show.click();
      await expect(status).toHaveText(/^notLoaded: /);
      await page.unroute(part);
      await status.evaluate((status) => (status.textContent = ''));
    }
    await show.click();
    await expect(status).toHaveText(/^[1-9]\d* groups$/);
    await show.click();
    expect(paths().filter((path) => parts.groups.test(path)), 'one that failed, and one').toHaveLength(2);
    expect(paths().filter((path) => path.endsWith('.wasm') && !/^\/assets\/[\w-]+-[\w-]{8}\.wasm$/.test(path))).toEqual([]);
  });
});

test.describe('the example frame', () => {
  test.use({ example: 'frame' });

  test('shows the console of another origin, and hears of it', async ({ page, site, sandbox, watch }) => {
    // The page names a console, behind whose address the API is, too. The pictures of the sandbox's users come by plain http.
    const address = 'https://console.example.com';
    watch.known.push(address);
    const hosted = await serve({ config: { embedOrigins: [new URL(site).origin], avatars: 'off' } });
    await page.route(`${address}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const url = pathname.startsWith('/api/') ? sandbox.url + pathname.slice('/api'.length) : `${hosted.url}${pathname.slice(1)}${search}`;
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto(site);
    const frame = page.frameLocator('#openim');
    await expect(frame.locator('tbody tr a').first()).toBeVisible();
    await expect(page).toHaveTitle('Users');
    await frame.getByRole('link', { name: 'Register user' }).first().click();
    await expect(page).toHaveTitle('Register user');
    await expect(frame.getByLabel(/^User ID/)).toBeVisible();

    await sandbox.faults({ paths: ['/user/get_users'], errCode: 1506 });
    await frame.getByRole('link', { name: 'Users', exact: true }).first().click();
    await expect.poll(() => watch.said).toContain('the session is over: refused');
    await sandbox.faults();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await hosted.stop();
  });
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`a portal that keeps the token to itself, with ${version}`, () => {
    test.use({ example: 'plain', keepsToken: true, version });

    test('shows the users, and what it does not let through is refused', async ({ page, site, sandbox }) => {
      const minted = version === 'main' ? '/auth/get_admin_token' : '/auth/user_token';
      await page.goto(site);
      await expect(page.locator('tbody tr a').first()).toBeVisible();
      await expect(page.getByRole('button', { name: new RegExp(`^Account:.*${sandbox.admin}`) })).toBeVisible();
      const handed = await page.evaluate(async () => (await fetch('/openim-token', { method: 'POST' })).json());
      const called = (path: string, token?: string) =>
        page.evaluate(
          async ([path, token, secret, userID]) => {
            const headers = { operationID: 'of-the-page', 'Content-Type': 'application/json', ...(token ? { token } : {}) };
            const body = JSON.stringify({ pagination: { pageNumber: 1, showNumber: 1 }, secret, userID, platformID: 10 });
            const answer = await fetch(`/api${path}`, { method: 'POST', headers, body });
            return answer.ok ? ((await answer.json()) as { errCode: number }).errCode : answer.status;
          },
          [path, token, sandbox.secret, sandbox.admin] as const,
        );
      // The ticket is good here, and only as it is; nothing hands out what is good elsewhere.
      expect(await called('/user/get_users', handed.token)).toBe(0);
      for (const ticket of [undefined, `${handed.token.slice(0, -1)}-`, handed.token.replace(/^./, 'f'), handed.token.replace(/\.[^.]*$/, '.')]) {
        expect(await called('/user/get_users', ticket)).not.toBe(0);
      }
      for (const path of [minted, '/auth/get_user_token', '/auth/get%5Fuser_token', '/auth/get_user_token/']) {
        expect(await called(path, handed.token), path).not.toBe(0);
      }
      await expect(page.getByText(version === 'main' ? 'main' : '3.4', { exact: true })).toBeVisible();
      const carried = (await sandbox.requests('/user/get_users')).map((request) => request.headers.token);
      expect(carried.length).toBeGreaterThan(0);
      expect(carried.filter((token) => token?.includes(handed.token.split('.')[2]))).toEqual([]);
    });
  });
}
