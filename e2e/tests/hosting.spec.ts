// The built console on a real web server: at the root, below a path, and over plain http by a name.
import { browserArguments } from '../support/browser.ts';
import { Console } from '../support/console.ts';
import { dist, expect, test as base } from '../support/fixtures.ts';
import { startNginx, type Nginx } from '../support/nginx.ts';
import { placesWith, Watch } from '../support/watch.ts';

const test = base.extend<{ nginx: Nginx; folder: string }>({
  folder: ['/', { option: true }],
  nginx: async ({ sandbox }, use) => {
    const nginx = await startNginx(dist, sandbox.url);
    await use(nginx);
    await nginx.stop();
  },
  site: async ({ nginx, folder }, use) => use(`http://127.0.0.1:${nginx.port}${folder}`),
});

for (const folder of ['/', '/a/b/'] as const) {
  test.describe(`nginx at ${folder}`, () => {
    test.use({ folder });

    test('somebody signs in, sees the list, opens a user, follows a link and reloads', async ({ page, console, site, sandbox }) => {
      const wasm = page.waitForResponse(/\.wasm$/);
      await console.open();
      const answer = await wasm;
      expect(await answer.headerValue('content-type')).toBe('application/wasm');
      expect(await answer.headerValue('content-encoding')).toBe('gzip');
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
  });
}

test.describe('nginx with the API behind the same host', () => {
  test.use({ folder: '/console/' });

  test('the server of config.json is a path, and the browser asks no other origin', async ({ page, console, nginx, sandbox, watch }) => {
    await console.open();
    await expect(console.server).toHaveValue(`http://127.0.0.1:${nginx.port}/api`);
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(page.getByRole('button', { name: 'Connected to Behind this host' })).toBeVisible();
    await expect(console.rows).toHaveCount(20);
    const calls = watch.requests.filter((request) => request.method() === 'POST').map((request) => new URL(request.url()).host);
    expect(new Set(calls)).toEqual(new Set([`127.0.0.1:${nginx.port}`]));
  });
});

test('over plain http by a name, where the browser holds back what it keeps for secure pages, everything works', async ({ playwright, nginx, sandbox }) => {
  const names = ['console.intranet', 'im.intranet'].map((name) => `MAP ${name} 127.0.0.1`).join(', ');
  const browser = await playwright.chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [...browserArguments, `--host-resolver-rules=${names}`],
  });
  const context = await browser.newContext({ locale: 'en-US' });
  const site = `http://console.intranet:${nginx.port}/a/b/`;
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
