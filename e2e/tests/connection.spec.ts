// The connection doctor: which step of the way to a server fails, from signing in and from inside.
import { axeFindings } from '../support/axe.ts';
import { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import { closedPage, closedPort, listen, openPage, proxyTo, silence } from '../support/net.ts';
import { Sandbox } from '../support/sandbox.ts';
import type { Locator, Page } from '@playwright/test';

const open = 'Check the connection';

/** The line of one check, by what stands before its title. */
function check(page: Page, state: 'Passed' | 'To know' | 'Failed' | 'Not reached', title: string): Locator {
  return page.getByRole('listitem').filter({ hasText: `${state}: ${title}` });
}

/** Opens the doctor for an address that is typed. */
async function examine(console: Console, address: string): Promise<void> {
  await console.open();
  await console.server.fill(address);
  await console.page.getByRole('button', { name: open }).first().click();
  await expect(console.drawer).toBeVisible();
}

const summary = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

test.describe('at signing in', () => {
  test('a server that is well passes each check that needs no session', async ({ page, console, sandbox }) => {
    await examine(console, sandbox.url);
    await summary(page, 'Everything is in order');
    for (const title of ['Address is valid', 'Something answers', 'This page may read answers (CORS)', 'Calls with headers pass (preflight)', 'It is the OpenIM API', 'Version and sign-in', 'Time of an answer']) {
      await expect(check(page, 'Passed', title)).toBeVisible();
    }
    await expect(check(page, 'Not reached', 'Token is accepted')).toContainText('Sign in to have this checked, too.');
    await expect(check(page, 'Passed', 'Version and sign-in')).toContainText('≥ 3.8.3 · admin-token sign-in');
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await expect(console.server).toHaveValue(sandbox.url);
    const opener = page.getByRole('button', { name: open });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(console.drawer).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(opener).toBeFocused();
  });

  test('where nothing listens, that is what fails, and the rest is not reached', async ({ page, console, watch }) => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    watch.known.push(url);
    await examine(console, url);
    await summary(page, '1 problem');
    await expect(check(page, 'Failed', 'Something answers')).toContainText('Nothing answers at 127.0.0.1. The server may be down');
    await expect(check(page, 'Not reached', 'This page may read answers (CORS)')).toBeVisible();
    await expect(check(page, 'Not reached', 'Time of an answer')).toBeVisible();
  });

  test('the same words stand beside “Check again” where the address has failed', async ({ page, console, watch }) => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    watch.known.push(url);
    await console.open();
    await console.server.fill(url);
    await console.server.press('Tab');
    await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
    await page.getByRole('button', { name: open }).first().click();
    await expect(check(page, 'Failed', 'Something answers')).toBeVisible();
  });

  test.describe('with messages of the browser about CORS', () => {
    test.use({ expectedMessages: /has been blocked by CORS policy/ });

    test('an answer that no page may read fails at CORS', async ({ page, console, watch }) => {
      const server = await listen(closedPage);
      watch.known.push(server.url);
      await examine(console, server.url);
      await expect(check(page, 'Failed', 'This page may read answers (CORS)')).toContainText('does not let this page read the answer');
      await expect(check(page, 'Passed', 'Something answers')).toBeVisible();
      await expect(check(page, 'Not reached', 'Calls with headers pass (preflight)')).toBeVisible();
      await server.stop();
    });

    test('a proxy that answers the browser’s question itself fails at the preflight', async ({ page, console, watch }) => {
      const server = await listen((request, response) => {
        if (request.method === 'OPTIONS') response.writeHead(405).end();
        else response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end('404 page not found');
      });
      watch.known.push(server.url);
      await examine(console, server.url);
      await expect(check(page, 'Failed', 'Calls with headers pass (preflight)')).toContainText('answers the browser\'s question (OPTIONS) itself');
      await expect(check(page, 'Passed', 'This page may read answers (CORS)')).toBeVisible();
      await server.stop();
    });

    for (const fault of ['redirect', 'html'] as const) {
      test(`a proxy that answers with ${fault} lets nothing be read`, async ({ page, console, sandbox }) => {
        await sandbox.faults({ fault, paths: ['/auth/get_admin_token'] });
        await examine(console, sandbox.url);
        await expect(check(page, 'Failed', 'This page may read answers (CORS)')).toContainText('removes the Access-Control headers or redirects.');
        expect((await sandbox.requests()).filter((request) => request.path.includes('redirected'))).toEqual([]);
      });
    }
  });

  test('half an answer is no answer of OpenIM', async ({ page, console, sandbox }) => {
    await sandbox.faults({ fault: 'cut', paths: ['/auth/get_admin_token'] });
    await examine(console, sandbox.url);
    await expect(check(page, 'Failed', 'It is the OpenIM API')).toContainText('it is not the OpenIM REST API');
    await sandbox.faults();
    await page.getByRole('button', { name: 'Run again' }).click();
    await summary(page, 'Everything is in order');
  });

  test('a web site is not taken for OpenIM, and its port says what it is', async ({ page, console, watch }) => {
    const server = await listen(openPage);
    watch.known.push(server.url, 'http://im.example.com:10001');
    await examine(console, server.url);
    await expect(check(page, 'Failed', 'It is the OpenIM API')).toContainText('its port is usually 10002', { ignoreCase: true });
    await page.keyboard.press('Escape');
    await page.route('http://im.example.com:10001/**', (route) =>
      route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }, body: '404 page not found' }),
    );
    await console.server.fill('http://im.example.com:10001');
    await page.getByRole('button', { name: open }).first().click();
    await expect(check(page, 'Failed', 'It is the OpenIM API')).toContainText('is the websocket gateway for apps');
    await server.stop();
  });

  test('a silent server can be given up, and asked again', async ({ page, console, watch }) => {
    const server = await listen(silence);
    watch.known.push(server.url);
    await examine(console, server.url);
    await expect(page.getByRole('listitem').filter({ hasText: 'Running: Something answers' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await summary(page, 'Stopped');
    await expect(check(page, 'Not reached', 'Something answers')).toBeVisible();
    const again = page.getByRole('button', { name: 'Run again' });
    await expect(again).toBeFocused();
    await again.click();
    await summary(page, 'Checking…');
    await server.stop();
    await expect(check(page, 'Failed', 'Something answers')).toBeVisible();
  });

  test('an address that holds a password is refused and stands neither on the page nor in the report', async ({ page, console, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await examine(console, 'http://admin:hunter2@im.example.com');
    await expect(check(page, 'Failed', 'Address is valid')).toContainText('must not contain a user name or password');
    expect(await console.drawer.textContent()).not.toContain('hunter2');
    await page.getByRole('button', { name: 'Copy report' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Address is valid');
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).not.toContain('hunter2');
    expect(report).not.toContain('im.example.com');
  });
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`${version}: signed in`, () => {
    test.use({ version });

    test('token, rights and clock are checked, too, and the report holds no token', async ({ page, console, sandbox, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await console.signIn('/connection');
      await expect(console.title).toHaveText('Connection');
      await summary(page, 'Everything is in order');
      await expect(check(page, 'Passed', 'Token is accepted')).toContainText(/until \d{4}-\d\d-\d\d/);
      await expect(check(page, 'Passed', 'Account is an administrator')).toBeVisible();
      await expect(check(page, 'Passed', 'Clocks agree')).toContainText('less than 1 s apart');
      await expect(check(page, 'Passed', 'Version and sign-in')).toContainText(version === 'main' ? 'main' : '3.4');
      await page.getByRole('button', { name: 'Copy report' }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Connection report of OpenIM Console');
      const report = await page.evaluate(() => navigator.clipboard.readText());
      expect(report).toContain(`Server: ${sandbox.url}`);
      expect(report).not.toMatch(/eyJ/);
      expect(report).not.toContain(sandbox.secret);
    });

    test('a refused token is found out without ending the session', async ({ page, console, sandbox }) => {
      await console.signIn('/connection');
      await summary(page, 'Everything is in order');
      await sandbox.faults({ errCode: 1506, paths: ['/auth/parse_token'] });
      await page.getByRole('button', { name: 'Run again' }).click();
      await summary(page, '1 problem');
      await expect(check(page, 'Failed', 'Token is accepted')).toContainText(/ended by another sign-in.*errCode 1506 · operationID/);
      await expect(check(page, 'Not reached', 'Clocks agree')).toBeVisible();
      await expect(console.title).toHaveText('Connection');
    });

    test('an account that lost its rights is found out', async ({ page, console, sandbox }) => {
      await console.signIn('/connection');
      await summary(page, 'Everything is in order');
      await sandbox.faults({ errCode: 1002, paths: ['/user/account_check'] });
      await page.getByRole('button', { name: 'Run again' }).click();
      await expect(check(page, 'Failed', 'Account is an administrator')).toContainText('an account without rights');
    });

    test('clocks that disagree are told, with how much and what to do', async ({ page, console, sandbox }) => {
      await console.signIn('/connection');
      await summary(page, 'Everything is in order');
      await sandbox.advance(1_800);
      await page.getByRole('button', { name: 'Run again' }).click();
      await expect(check(page, 'Failed', 'Clocks agree')).toContainText(/server (29|30) min ahead.*NTP/);
    });
  });
}

test('a server that was replaced by an older one is noticed', async ({ page, sandbox, site, watch }) => {
  const older = await Sandbox.start('v3.7', { users: 1 });
  let behind = proxyTo(sandbox.url, '');
  const proxy = await listen((request, response) => behind(request, response));
  watch.known.push(proxy.url);
  const console = new Console(page, site, sandbox, proxy.url);
  await console.signIn('/connection');
  await summary(page, 'Everything is in order');
  behind = proxyTo(older.url, '');
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(check(page, 'To know', 'Version and sign-in')).toContainText('The session took it for main; now it answers like 3.7.');
  await proxy.stop();
  await older.stop();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`${scheme}, ${width} px: axe finds nothing, on the page and in the drawer`, async ({ page, console, sandbox, watch }) => {
      const url = `http://127.0.0.1:${await closedPort()}`;
      watch.known.push(url);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 860 });
      await examine(console, url);
      await summary(page, '1 problem');
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await console.server.fill(sandbox.url);
      await console.signInHere();
      await console.go('/connection');
      await summary(page, 'Everything is in order');
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
