// One user in full, in every state: clean for axe, and no wider than a small screen.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { tooWide } from '../support/wide.ts';

interface Scene {
  page: Page;
  console: Console;
  sandbox: Sandbox;
}

/** The states, each reached from the list. */
const states: [string, (scene: Scene) => Promise<void>][] = [
  ['a user being changed, with errors', async ({ console, page }) => {
    await console.go('/users/quotes');
    await console.drawer.getByLabel('Nickname').fill('');
    await console.drawer.getByLabel(/^Avatar address/).fill('javascript:alert(1)');
    await console.drawer.getByLabel(/^Extra data/).fill('{"a":\u202E');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(console.drawer.getByText('Type a nickname.')).toBeVisible();
  }],
  ['a question before changes are lost', async ({ console, page }) => {
    await console.go('/users/quotes');
    await console.drawer.getByLabel('Nickname').fill('Bobby');
    await console.drawer.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
  }],
  ['a user just changed', async ({ console }) => {
    await console.go('/users/quotes');
    const receipt = console.drawer.getByLabel('Message receipt');
    await receipt.selectOption((await receipt.inputValue()) === '2' ? '0' : '2');
    await console.drawer.getByRole('button', { name: 'Save changes' }).click();
    await expect(console.drawer.getByRole('button', { name: 'Undo' })).toBeVisible();
  }],
  ['the devices of a user, logged out', async ({ console, page, sandbox }) => {
    await sandbox.presence('quotes', [1, 5, 7]);
    await console.go('/users/quotes/devices');
    await expect(console.drawer.getByRole('listitem')).toHaveCount(3);
    await sandbox.faults({ errCode: 14, paths: ['/auth/force_logout'], times: 1 });
    await console.drawer.getByRole('button', { name: 'Log out everywhere' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Log out everywhere' }).click();
    await expect(console.drawer.getByText('1 platform failed.')).toBeVisible();
  }],
  ['a question before somebody is logged out', async ({ console, page }) => {
    await console.go('/users/mallory/devices');
    await console.drawer.getByRole('button', { name: 'Log out everywhere' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
  }],
  ['a token for a user', async ({ console, page }) => {
    await console.go('/users/quotes/token');
    await console.drawer.getByRole('button', { name: 'Issue token' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Issue token' }).click();
    await console.drawer.getByRole('button', { name: 'Show token' }).click();
    await expect(console.drawer.getByText('What the token says', { exact: true })).toBeVisible();
  }],
  ['the groups of a user', async ({ console, sandbox }) => {
    const group = { groupID: 'tea', groupName: '<i>Tea</i> '.repeat(9), groupType: 2 };
    await sandbox.done('/group/create_group', { ownerUserID: 'mallory', memberUserIDs: ['longname'], adminUserIDs: ['quotes'], groupInfo: group });
    await sandbox.done('/group/mute_group', { groupID: 'tea' });
    await console.go('/users/quotes/groups');
    await expect(console.drawer.getByRole('listitem').filter({ hasText: 'tea' })).toContainText('Muted');
    await expect(console.drawer.getByRole('listitem').filter({ hasText: 'tea' })).toContainText('Admin');
  }],
  ['friends and black list of a user', async ({ console, sandbox }) => {
    await sandbox.done('/friend/import_friend', { ownerUserID: 'quotes', friendUserIDs: ['mallory', 'longname'] });
    await sandbox.done('/friend/add_black', { ownerUserID: 'quotes', blackUserID: 'bidi' });
    await console.go('/users/quotes/friends');
    await expect(console.drawer.getByRole('list', { name: 'Friends' })).toContainText('mallory');
    await expect(console.drawer.getByRole('list', { name: 'Black list' })).toContainText('bidi');
  }],
  ['a question before a friend is taken away', async ({ console, page }) => {
    await console.go('/users/quotes/friends');
    await console.drawer.getByRole('button', { name: /^Remove friend <img/ }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
  }],
  ['the conversations of a user', async ({ console, sandbox }) => {
    const message = { senderPlatformID: 5, content: { content: 'x' }, contentType: 101, sessionType: 1 };
    await sandbox.done('/msg/send_msg', { ...message, sendID: 'mallory', recvID: 'quotes' });
    await console.go('/users/quotes/conversations');
    await expect(console.drawer.getByRole('listitem').filter({ hasText: 'si_mallory_quotes' })).toContainText('unread');
  }],
  ['a user as JSON', async ({ console }) => {
    await console.go('/users/mallory/json');
    await expect(console.drawer.locator('pre')).toContainText('appMangerLevel');
  }],
  ['lists of a user that could not be loaded', async ({ console, sandbox }) => {
    await sandbox.faults({ errCode: 500, paths: ['/friend/get_friend_list', '/friend/get_black_list'] });
    await console.go('/users/quotes/friends');
    await expect(console.drawer.getByRole('alert')).toHaveCount(2);
  }],
];

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

      test('a user in each state: axe finds nothing, and nothing sticks out', async ({ page, console, sandbox }) => {
        test.setTimeout(180_000);
        await console.signIn();
        for (const [name, reach] of states) {
          await test.step(name, async () => {
            await sandbox.faults();
            await console.open();
            await console.forgetDrafts();
            await page.reload();
            await expect(console.rows.first().getByRole('link').first()).toBeVisible();
            await reach({ page, console, sandbox });
            expect.soft(await axeFindings(page), name).toEqual([]);
            expect.soft(await tooWide(page), name).toEqual([]);
          });
        }
      });
    });
  }
}
