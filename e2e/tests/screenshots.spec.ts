// The pictures of README and docs, and of every page for a look at the whole: `cargo xtask test e2e` leaves them alone;
// `npx playwright test --project screenshots` takes them, into SCREENSHOTS or test-results/screenshots.
import { readFile } from 'node:fs/promises';
import { test } from '../support/fixtures.ts';

const folder = process.env.SCREENSHOTS ?? 'test-results/screenshots';

// What an installed console looks like in a menu of programs: static/icon.svg in the sizes that are asked for.
test('the icons', async ({ page }) => {
  const icon = await readFile('../static/icon.svg', 'utf8');
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${icon}`);
    await page.screenshot({ path: `../static/icon-${size}.png`, omitBackground: true });
  }
});

// What the README shows.
test.describe('README', () => {
  test.use({ users: 12_480, viewport: { width: 1280, height: 720 } });
  const docs = '../docs/screenshots';

  test('the list of users, light, and signing in, dark', async ({ page, sandbox, site }) => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`${site}#/users?page=6`);
    await page.locator('input[name=server]').fill(sandbox.url);
    await page.locator('.oic-msg--ok').first().waitFor();
    await page.locator('input[type=password]').fill(sandbox.secret);
    await page.screenshot({ path: `${docs}/sign-in-dark.png` });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.keyboard.press('Enter');
    await page.locator('tbody tr .oic-ident__name').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${docs}/users-light.png` });
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    for (const locale of ['en-US', 'zh-CN']) {
      test.describe(`${scheme} ${width} ${locale}`, () => {
        test.use({ colorScheme: scheme, viewport: { width, height: width === 390 ? 844 : 800 }, locale, users: 2000 });

        test('every page', async ({ page, sandbox, site }) => {
          await page.emulateMedia({ reducedMotion: 'reduce' });
          const shot = (name: string) => page.screenshot({ path: `${folder}/${name}-${scheme}-${width}-${locale}.png` });
          const go = async (route: string) => {
            await page.goto(`${site}#${route}`);
            await page.locator('main').waitFor();
          };
          await page.goto(site);
          await page.locator('input[name=server]').fill(sandbox.url);
          await page.locator('.oic-msg--ok').first().waitFor();
          await shot('sign-in');
          await page.locator('input[type=password]').fill('wrong');
          await page.keyboard.press('Enter');
          await page.locator('.oic-msg--danger').first().waitFor();
          await shot('sign-in-refused');
          await page.locator('input[type=password]').fill(sandbox.secret);
          await page.keyboard.press('Enter');
          await page.locator('tbody tr .oic-ident__name').first().waitFor();
          await shot('users');
          await page.locator('tbody tr .oic-ident__name').first().click();
          await page.locator('dialog form').waitFor();
          await shot('user');
          const user = page.url().split('#')[1]?.split('?')[0] ?? '';
          for (const tab of ['devices', 'token', 'groups', 'friends', 'conversations', 'json']) {
            await go(`${user}/${tab}`);
            await page.locator('dialog [role=tabpanel] :is(section, form, .oic-state, .oic-code)').first().waitFor();
            await page.waitForLoadState('networkidle');
            await shot(`user-${tab}`);
          }
          await go('/users?q=nobody-has-this');
          await page.locator('.oic-state').waitFor();
          await shot('users-no-match');
          await sandbox.faults({ status: 500, paths: ['/user/get_users'] });
          await go('/users?page=2');
          await page.locator('[role=alert]').waitFor();
          await shot('users-failed');
          await page.reload();
          await page.locator('[role=alert]').waitFor();
          await shot('users-failed-at-start');
          await sandbox.faults({});
          await go('/register?id=lin.xiaoyu');
          await page.locator('textarea').waitFor();
          await shot('register');
          await go('/account-check');
          const users = await sandbox.call('/user/get_users', { pagination: { pageNumber: 1, showNumber: 12 } });
          const ids = users.data.users.map((user: { userID: string }) => user.userID);
          await page.locator('textarea').fill([...ids, 'nobody_1', 'nobody_2', 'li.na@campus', ids[0]].join('\n'));
          await page.locator('form button[type=submit]').click();
          await page.locator('tbody tr').first().waitFor();
          await shot('account-check');
          const pages = { 'notification-accounts': 'notification-accounts', operations: 'operations', 'error-codes/1004': 'error-codes', token: 'token', connection: 'connection', settings: 'settings' };
          for (const [route, name] of Object.entries(pages)) {
            await go(`/${route}`);
            await page.locator('main h1').waitFor();
            await page.waitForLoadState('networkidle');
            await shot(name);
          }
          await page.keyboard.press('Control+k');
          await page.locator('[role=combobox]').waitFor();
          await shot('palette');
          await page.keyboard.press('Escape');
          await go('/no/such/page');
          await shot('not-found');
          await page.locator('.oic-topbar .oic-menubox button').first().click();
          await shot('server-menu');
        });
      });
    }
  }
}
