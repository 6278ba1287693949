// A server that lies: every text in every answer is markup, on every screen.
import { expect, test } from '../support/fixtures.ts';

const markup = `"><img src=x onerror="document.documentElement.dataset.harmed='yes'"><script>document.documentElement.dataset.harmed='yes'</script>`;
/** What must stay as it is, or nothing would be shown: IDs, tokens, what is no text for people. */
const kept = /^(errMsg|errDlt|token|.*ID|.*IDs|.*Token|version)$/;

function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return kept.test(key) ? value : markup;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, value]) => [key, poisoned(value, key)]));
}

const tabs = ['', '/devices', '/token', '/groups', '/friends', '/conversations', '/json'];
const screens = [
  ...tabs.map((tab) => `/users/mallory${tab}`),
  '/users',
  '/notification-accounts',
  '/register',
  '/account-check',
  '/import',
  '/operations',
  '/error-codes/1004',
  '/api/user/get_users',
  '/token',
  '/connection',
  '/settings',
];

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('markup in every text of every answer stays text on every screen', async ({ page, console, sandbox }) => {
      await page.route(`${sandbox.url}/**`, async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        const response = await route.fetch();
        const answer = await response.json().catch(() => undefined);
        if (!answer?.data || response.status() !== 200) return route.fulfill({ response });
        return route.fulfill({ response, json: { ...answer, data: poisoned(answer.data) } });
      });
      await console.signIn('/users');
      await expect(console.rows.first()).toContainText('<img src=x');
      for (const screen of screens) {
        await console.go(screen);
        await expect(page.getByRole('heading').first(), screen).toBeVisible();
        await expect(page.locator('[aria-busy=true]'), screen).toHaveCount(0);
        expect(await page.locator('img[src=x], [onerror], #openim-console script').count(), screen).toBe(0);
        expect(await page.locator('.oic :is([href^="javascript:"], [href^="data:"], [src^="javascript:"], [src^="data:"])').count(), screen).toBe(0);
      }
      expect(await page.evaluate(() => document.documentElement.dataset.harmed)).toBeUndefined();
    });
  });
}
