// The whole way, from signing in to signing out, by keyboard alone.
import { expect, test } from '../support/fixtures.ts';
import { placesWith } from '../support/watch.ts';

for (const version of ['v3.4', 'v3.7', 'v3.8.3', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version, users: 8 });

    test('somebody signs in, registers a user, finds it, checks accounts and signs out without a mouse', async ({ page, console, sandbox, watch }) => {
      const press = (key: string) => page.keyboard.press(key);

      await console.open();
      await console.tabTo(console.server);
      await page.keyboard.type(sandbox.url);
      await press('Tab');
      await expect(console.ready).toBeVisible();
      await console.tabTo(console.admin);
      await press('ControlOrMeta+a');
      await page.keyboard.type(sandbox.admin);
      await console.tabTo(console.secret);
      await page.keyboard.type(sandbox.secret);
      await press('Enter');
      await expect(console.title).toHaveText('Users');
      await expect(console.row('mallory')).toBeVisible();

      await console.tabTo(console.navigation.getByRole('link', { name: 'Register user' }));
      await press('Enter');
      await expect(console.title).toHaveText('Register user');
      await console.tabTo(console.userID);
      await page.keyboard.type('lin_xiaoyu');
      await console.tabTo(page.getByLabel('Nickname'));
      await page.keyboard.type('林小雨');
      if (sandbox.isOld) {
        await console.tabTo(console.secret);
        await page.keyboard.type(sandbox.secret);
      }
      await press('ControlOrMeta+Enter');
      await expect(page.getByText('林小雨 is registered')).toBeVisible();
      await expect(console.drawer.getByRole('heading', { name: '林小雨' })).toBeVisible();
      await press('Escape');
      await expect(console.drawer).toBeHidden();
      await expect(console.row('lin_xiaoyu')).toContainText('林小雨');

      await console.tabTo(console.navigation.getByRole('link', { name: 'Account check' }));
      await press('Enter');
      await expect(console.title).toHaveText('Account check');
      await console.tabTo(page.getByLabel('User IDs'));
      await page.keyboard.type('lin_xiaoyu, nobody_1');
      await console.tabTo(page.getByRole('button', { name: 'Check 2 IDs' }));
      await press('Enter');
      await expect(console.row('lin_xiaoyu')).toContainText('Registered');
      await expect(console.row('nobody_1')).toContainText('Not registered');

      const token = await sandbox.tokenInUse();
      await console.tabTo(page.getByRole('button', { name: /^Account:/ }));
      await press('Enter');
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
      await press('Enter');
      await expect(page.getByText('Signed out.')).toBeVisible();
      expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
    });
  });
}
