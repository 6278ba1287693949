// One user in full: each tab of the drawer, what it sends, what it asks before, and what comes of it on old and new servers.
import type { Locator, Page } from '@playwright/test';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';

const update = '/user/update_user_info_ex';
const option = '/user/set_global_msg_recv_opt';
const logout = '/auth/force_logout';

/** A user of the sandbox with quotes of all kinds in the nickname. */
const quoted = 'Robert\'); DROP TABLE users;-- "O\'Brien" `\\`';

const question = (page: Page): Locator => page.getByRole('alertdialog');
const save = (console: Console): Locator => console.drawer.getByRole('button', { name: 'Save changes' });
const nickname = (console: Console): Locator => console.drawer.getByLabel('Nickname');
const tab = (console: Console, name: string): Locator => console.drawer.getByRole('tab', { name });

const bodies = async (sandbox: Sandbox, path: string): Promise<any[]> => (await sandbox.requests(path)).map((call) => JSON.parse(call.body));

test.describe('the drawer', () => {
  test('each tab has its own address, and the arrow keys go from one to the next', async ({ page, console }) => {
    await console.signIn('/users/mallory');
    await expect(tab(console, 'Profile')).toHaveAttribute('aria-selected', 'true');
    await tab(console, 'Devices').click();
    await expect(page).toHaveURL(/#\/users\/mallory\/devices$/);
    await expect(tab(console, 'Devices')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(tab(console, 'Token')).toBeFocused();
    await page.keyboard.press('End');
    await expect(tab(console, 'JSON')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/users\/mallory\/devices$/);
    await page.goBack();
    await expect(tab(console, 'Profile')).toHaveAttribute('aria-selected', 'true');
    await console.go('/users/mallory/json');
    await expect(console.drawer.getByRole('tabpanel', { name: 'JSON' })).toBeVisible();
  });

  test('goes to the next and the previous user, and over the edge of the page', async ({ page, console }) => {
    await console.signIn('/users?size=10');
    await expect(console.rows).toHaveCount(10);
    const ids = await console.rows.locator('.oic-ident__sub').allTextContents();
    const [ninth, tenth] = [ids[8] ?? '', ids[9] ?? ''];
    await console.link(ninth).click();
    const next = console.drawer.getByRole('button', { name: 'Next user' });
    const previous = console.drawer.getByRole('button', { name: 'Previous user' });
    await next.click();
    await expect(page).toHaveURL(new RegExp(`/users/${tenth}\\?size=10$`));
    await next.click();
    await expect(page).toHaveURL(/page=2&size=10$/);
    await expect(next).toBeFocused();
    await expect(console.drawer.getByRole('heading', { level: 2 })).toBeVisible();
    await expect(previous).not.toHaveAttribute('aria-disabled');
    await previous.click();
    await expect(page).toHaveURL(new RegExp(`/users/${tenth}\\?size=10$`));
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await expect(page).toHaveURL(/#\/users\?size=10$/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });

  test('has no next user where the list ends, and says so', async ({ console }) => {
    await console.signIn('/users?q=mallory');
    await console.link('mallory').click();
    for (const name of ['Next user', 'Previous user']) {
      await expect(console.drawer.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
    }
  });

  test('names the user in the title of the tab, and gives the list its own back', async ({ page, console }) => {
    await console.signIn('/users/quotes');
    await expect(page).toHaveTitle(`${quoted} · OpenIM Console`);
    await page.keyboard.press('Escape');
    await expect(page).toHaveTitle(/^Users · /);
  });
});

test.describe('the profile', () => {
  test('shows what will be changed, sends only that, and takes it back', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'ann_77', nickname: 'Ann', faceURL: 'http://pictures.invalid/a.png', ex: '{"dept":"x"}' });
    await console.signIn('/users/ann_77?q=ann_77');
    await expect(save(console)).toHaveAttribute('aria-disabled', 'true');
    await nickname(console).fill('Anna');
    const changes = console.drawer.getByRole('list', { name: 'Changes' });
    await expect(changes.getByRole('listitem')).toHaveCount(1);
    await expect(changes).toContainText('Nickname: from Ann to Anna');
    await save(console).click();
    await expect(console.drawer.getByText('Anna is saved')).toBeVisible();
    await expect(console.drawer.getByRole('heading', { level: 2 })).toHaveText('Anna');
    await expect(console.row('ann_77')).toContainText('Anna');
    expect(await bodies(sandbox, update)).toEqual([{ userInfo: { userID: 'ann_77', nickname: 'Anna' } }]);
    expect(await sandbox.requests(option)).toEqual([]);
    await console.drawer.getByRole('button', { name: 'Undo' }).click();
    await expect(console.drawer.getByRole('heading', { level: 2 })).toHaveText('Ann');
    await expect(console.drawer.getByText('The changes to Ann are undone')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    expect((await bodies(sandbox, update)).at(-1)).toEqual({ userInfo: { userID: 'ann_77', nickname: 'Ann' } });
    await page.keyboard.press('Escape');
    await expect(console.row('ann_77')).toContainText('Ann');
  });

  test('can still be undone when the drawer is closed', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'ann_77', nickname: 'Ann' });
    await console.signIn('/users/ann_77?q=ann_77');
    await nickname(console).fill('Anna');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(console.drawer.getByText('Anna is saved')).toBeVisible();
    await console.drawer.getByRole('button', { name: 'Close' }).click();
    await expect(console.row('ann_77')).toContainText('Anna');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('The changes to Ann are undone')).toBeVisible();
    await expect(console.row('ann_77').getByRole('link').first()).toHaveText('Ann');
  });

  test('the option about messages has a call of its own', async ({ console, sandbox }) => {
    await console.signIn('/users/mallory');
    await console.drawer.getByLabel('Message receipt').selectOption({ label: 'Do not receive' });
    await save(console).click();
    await expect(console.drawer.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(await bodies(sandbox, option)).toEqual([{ userID: 'mallory', globalRecvMsgOpt: 1 }]);
    expect(await sandbox.requests(update)).toEqual([]);
  });

  test('asks before unsaved changes are lost, whichever way one leaves', async ({ page, console }) => {
    await console.signIn('/users?q=quotes');
    await console.link('quotes').click();
    await nickname(console).fill('Bobby');
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => tab(console, 'Devices').click(),
      () => console.drawer.getByRole('button', { name: 'Close' }).click(),
      () => page.goBack(),
    ]) {
      await leave();
      await expect(question(page)).toContainText('Leave without saving?');
      await page.keyboard.press('Escape');
      await expect(question(page)).toHaveCount(0);
      await expect(nickname(console)).toHaveValue('Bobby');
      await expect(page).toHaveURL(/\/users\/quotes\?q=quotes$/);
    }
    await tab(console, 'Devices').click();
    await question(page).getByRole('button', { name: 'Discard changes' }).click();
    await expect(page).toHaveURL(/\/users\/quotes\/devices\?q=quotes$/);
    await tab(console, 'Profile').click();
    await expect(nickname(console)).toHaveValue(quoted);
    await nickname(console).fill('Bobby');
    await console.drawer.getByRole('button', { name: 'Discard' }).click();
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
  });

  test('writes over nobody who was faster', async ({ console, sandbox }) => {
    await sandbox.register({ userID: 'ann_77', nickname: 'Ann' });
    await console.signIn('/users/ann_77');
    await nickname(console).fill('Anna');
    await sandbox.call(update, { userInfo: { userID: 'ann_77', nickname: 'Annabel' } });
    await save(console).click();
    const alert = console.drawer.getByRole('alert');
    await expect(alert).toContainText('Somebody else changed this account meanwhile.');
    await expect(alert).toContainText('Nickname “Annabel”');
    expect(await sandbox.requests(update)).toEqual([]);
    await alert.getByRole('button', { name: 'Save mine' }).click();
    await expect(console.drawer.getByText('Anna is saved')).toBeVisible();
    await sandbox.call(update, { userInfo: { userID: 'ann_77', nickname: 'Anouk' } });
    await console.drawer.getByRole('button', { name: 'Undo' }).click();
    await expect(console.drawer.getByText('The account was changed by somebody else meanwhile.')).toBeVisible();
    expect(await sandbox.requests(update)).toHaveLength(1);
  });

  test('says under the field what the server would not take, and sends nothing', async ({ console, sandbox }) => {
    await console.signIn('/users/mallory');
    await nickname(console).fill(' ');
    await console.drawer.getByLabel(/^Avatar address/).fill('javascript:alert(1)');
    await console.drawer.getByLabel(/^Extra data/).fill('{"a":');
    await save(console).click();
    await expect(nickname(console)).toBeFocused();
    await expect(console.drawer.getByText('Type a nickname.')).toBeVisible();
    await expect(console.drawer.getByText('Apps cannot load this address.')).toBeVisible();
    await expect(console.drawer.getByText('This looks like JSON but is not valid JSON.')).toBeVisible();
    expect(await sandbox.requests(update)).toEqual([]);
  });

  test('a refusal stands above the button with what to look for, and nothing typed is lost', async ({ console, sandbox }) => {
    await console.signIn('/users/mallory');
    await nickname(console).fill('Mal');
    await sandbox.faults({ errCode: 14, paths: [update] });
    await save(console).click();
    await expect(console.drawer.getByRole('alert')).toContainText(/The changes could not be saved\..*errCode 14 · operationID oic-/);
    await expect(nickname(console)).toHaveValue('Mal');
    await sandbox.faults();
    await save(console).click();
    await expect(console.drawer.getByText('Mal is saved')).toBeVisible();
  });

  test('tells what was saved when the second call fails', async ({ console, sandbox }) => {
    await console.signIn('/users/mallory');
    await nickname(console).fill('Mal');
    await console.drawer.getByLabel('Message receipt').selectOption({ label: 'Do not receive' });
    await sandbox.faults({ errCode: 14, paths: [option] });
    await save(console).click();
    await expect(console.drawer.getByRole('alert')).toContainText('Only part of the changes could be saved.');
    const changes = console.drawer.getByRole('list', { name: 'Changes' });
    await expect(changes.getByRole('listitem')).toHaveCount(1);
    await expect(changes).toContainText('Message receipt');
  });

  test('five megabytes of extra data are cut, and not edited', async ({ console, sandbox }) => {
    await sandbox.register({ userID: 'huge', nickname: 'Huge', ex: 'x'.repeat(5_000_000) });
    await console.signIn('/users/huge?q=huge');
    await expect(console.drawer.getByText('5,000,000 characters: too many to edit here.')).toBeVisible();
    await expect(nickname(console)).toHaveValue('Huge');
    expect(await console.drawer.evaluate((drawer) => drawer.outerHTML.length)).toBeLessThan(60_000);
  });
});

test.describe('the profile on v3.4', () => {
  test.use({ version: 'v3.4' });

  test('is sent with time and level, cannot be emptied, and says so', async ({ console, sandbox }) => {
    await sandbox.register({ userID: 'ann_77', nickname: 'Ann', faceURL: 'http://pictures.invalid/a.png' });
    await console.signIn('/users/ann_77');
    const avatar = console.drawer.getByLabel(/^Avatar address/);
    await avatar.fill('');
    await expect(console.drawer.getByText('A server of version 3.4 cannot empty this text')).toBeVisible();
    await avatar.fill('http://pictures.invalid/b.png');
    await console.drawer.getByLabel(/^Extra data/).fill('vip');
    await save(console).click();
    await expect(console.drawer.getByText('Ann is saved')).toBeVisible();
    await expect(console.drawer.getByText('This cannot be undone here')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    const [body] = await bodies(sandbox, '/user/update_user_info');
    expect(body.userInfo).toMatchObject({ userID: 'ann_77', faceURL: 'http://pictures.invalid/b.png', ex: 'vip', appMangerLevel: 1 });
    expect(body.userInfo.createTime).toBeGreaterThan(1_600_000_000_000);
    expect(body.userInfo).not.toHaveProperty('nickname');
  });
});

test.describe('devices', () => {
  test('shows where the user is online, asks, and logs out there alone', async ({ page, console, sandbox }) => {
    await sandbox.presence('mallory', [1, 5]);
    await console.signIn('/users/mallory/devices');
    await expect(console.drawer.getByText('Online', { exact: true })).toBeVisible();
    const rows = console.drawer.getByRole('listitem');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText('platform 5');
    await console.drawer.getByRole('button', { name: 'Log out Web' }).click();
    await expect(question(page)).toContainText('Log <img src=x onerror=alert(document.domain)> out on Web?');
    await expect(question(page)).toContainText('the token of that platform ends');
    await expect(question(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(console.drawer.getByRole('button', { name: 'Log out Web' })).toBeFocused();
    expect(await sandbox.requests(logout)).toEqual([]);
    await page.keyboard.press('Enter');
    await question(page).getByRole('button', { name: 'Log out' }).click();
    await expect(rows).toHaveCount(1);
    expect(await bodies(sandbox, logout)).toEqual([{ userID: 'mallory', platformID: 5 }]);
  });

  test('everywhere is one call for each platform, with a result for each', async ({ page, console, sandbox }) => {
    await sandbox.presence('quotes', [2]);
    await console.signIn('/users/quotes/devices');
    await console.drawer.getByRole('button', { name: 'Log out everywhere' }).click();
    await sandbox.faults({ errCode: 14, paths: [logout], times: 1 });
    await question(page).getByRole('button', { name: 'Log out everywhere' }).click();
    await expect(console.drawer.getByText('1 platform failed.')).toBeVisible();
    await expect(console.drawer.getByRole('listitem').filter({ hasText: 'Failed' })).toContainText(/iPhone.*operationID oic-/);
    await expect(console.drawer.getByRole('listitem').filter({ hasText: 'Done' })).toHaveCount(10);
    expect((await bodies(sandbox, logout)).map((body) => body.platformID)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
    await expect(console.drawer.getByText('Not online')).toBeVisible();
  });

  test('the own account is not logged out, and it is said why', async ({ console, sandbox }) => {
    await console.signIn(`/users/${sandbox.admin}/devices`);
    await expect(console.drawer.getByText('This is the account you are signed in with.')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: /^Log out/ })).toHaveCount(0);
  });

  test('what could not be loaded is said in place', async ({ console, sandbox }) => {
    await console.signIn();
    await sandbox.presence('mallory', []);
    await sandbox.faults({ errCode: 500, paths: ['/user/get_users_online_status'] });
    await console.go('/users/mallory/devices');
    await expect(console.drawer.getByRole('alert')).toContainText('The devices could not be loaded.');
    await sandbox.faults();
    await console.drawer.getByRole('button', { name: 'Retry' }).click();
    await expect(console.drawer.getByText('Not online')).toBeVisible();
  });

  for (const version of ['v3.4', 'v3.7'] as const) {
    test.describe(version, () => {
      test.use({ version });

      test('says that the token lives on, before it is asked and in the question', async ({ page, console, sandbox }) => {
        await sandbox.presence('mallory', [5]);
        await console.signIn('/users/mallory/devices');
        const words = `A server of version ${version.slice(1)} closes the connection and nothing more.`;
        await expect(console.drawer.getByRole('tabpanel')).toContainText(words);
        await expect(console.drawer.getByText('Another platform')).toHaveCount(0);
        await console.drawer.getByRole('button', { name: 'Log out Web' }).click();
        await expect(question(page)).toContainText(words);
        await question(page).getByRole('button', { name: 'Log out' }).click();
        await expect(console.drawer.getByText('Not online')).toBeVisible();
      });
    });
  }
});

test.describe('a token', () => {
  const route = '/auth/get_user_token';

  test('is asked for, hidden, revealed, copied, and gone when one leaves', async ({ page, context, console, sandbox }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await console.signIn('/users/quotes/token');
    await expect(console.drawer.getByRole('tabpanel')).toContainText(`A new token signs ${quoted} out`);
    await console.drawer.getByLabel('Platform').selectOption({ label: 'iPad' });
    await console.drawer.getByRole('button', { name: 'Issue token' }).click();
    await expect(question(page)).toContainText('the earlier token of the same platform ends');
    await question(page).getByRole('button', { name: 'Issue token' }).click();
    await expect(console.drawer.getByText('The token for iPad')).toBeFocused();
    expect(await bodies(sandbox, route)).toEqual([{ userID: 'quotes', platformID: 9 }]);
    const code = console.drawer.locator('pre');
    await expect(code).toHaveText(/^•+$/);
    await console.drawer.getByRole('button', { name: 'Copy token' }).click();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await page.content()).not.toContain(token);
    await console.drawer.getByRole('button', { name: 'Show token' }).click();
    await expect(code).toHaveText(token);
    await expect(console.drawer.getByRole('tabpanel')).toContainText('PlatformID 9');
    await expect(console.drawer.getByRole('tabpanel')).toContainText(/expires in (89|90) days/);
    await tab(console, 'JSON').click();
    await tab(console, 'Token').click();
    await expect(code).toHaveCount(0);
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(token);
  });

  test('of an administrator is not issued, and it is said why', async ({ page, console, sandbox }) => {
    await console.signIn(`/users/${sandbox.admin}/token`);
    await expect(console.drawer.getByText('The server issues no token for an administrator of its configuration.')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: 'Issue token' })).toHaveCount(0);
    await console.go('/users/testAdmin/token');
    await console.drawer.getByRole('button', { name: 'Issue token' }).click();
    await question(page).getByRole('button', { name: 'Issue token' }).click();
    await expect(console.drawer.getByRole('alert')).toContainText(/The token could not be issued\..*errCode 1002/);
    await expect(console.drawer.getByText('The server issues no token for an administrator of its configuration.')).toBeVisible();
  });

  test.describe('on v3.4', () => {
    test.use({ version: 'v3.4' });

    test('takes the secret, says a wrong one at its field, and signs nobody out', async ({ page, console, sandbox }) => {
      await console.signIn('/users/mallory/token');
      await expect(console.drawer.getByRole('tabpanel')).toContainText('A server of version 3.4 leaves earlier tokens alone');
      const issue = console.drawer.getByRole('button', { name: 'Issue token' });
      await issue.click();
      await expect(console.drawer.getByText('Type the secret.')).toBeVisible();
      const secret = console.drawer.getByLabel('Secret', { exact: true });
      await secret.fill('Wrong');
      await issue.click();
      await question(page).getByRole('button', { name: 'Issue token' }).click();
      await expect(secret).toHaveAttribute('aria-invalid', 'true');
      await secret.fill(sandbox.secret);
      await issue.click();
      await question(page).getByRole('button', { name: 'Issue token' }).click();
      await expect(console.drawer.getByText('The token for Web')).toBeVisible();
      await expect(secret).toHaveValue('');
    });
  });
});

test.describe('whom a user is connected with', () => {
  for (const version of ['v3.4', 'main'] as const) {
    test.describe(version, () => {
      test.use({ version });

      test('groups come with the role, and friends and black list can be changed', async ({ page, console, sandbox }) => {
        await sandbox.register(
          { userID: 'ann_77', nickname: 'Ann' },
          { userID: 'bob', nickname: '<b>Bob</b>' },
          { userID: 'eve', nickname: 'Eve' },
        );
        await sandbox.done('/group/create_group', {
          ownerUserID: 'ann_77',
          memberUserIDs: ['bob', 'eve'],
          adminUserIDs: [],
          groupInfo: { groupID: 'tea', groupName: '<i>Tea</i>', groupType: 2 },
        });
        await sandbox.done('/friend/import_friend', { ownerUserID: 'ann_77', friendUserIDs: ['bob'] });
        await sandbox.done('/friend/add_black', { ownerUserID: 'ann_77', blackUserID: 'eve' });

        await console.signIn('/users/ann_77/groups');
        const items = console.drawer.getByRole('listitem');
        await expect(items).toHaveCount(1);
        await expect(items).toContainText('<i>Tea</i>');
        await expect(items).toContainText('Owner');
        await console.go('/users/bob/groups');
        await expect(items).toContainText('Member');

        await console.go('/users/ann_77/friends');
        const friends = console.drawer.getByRole('list', { name: 'Friends' });
        await expect(friends).toContainText('<b>Bob</b>');
        await friends.getByRole('button', { name: 'Remove friend <b>Bob</b>' }).click();
        await expect(question(page)).toContainText('Take <b>Bob</b> from the friends of Ann?');
        await question(page).getByLabel('Also take Ann from the friends of <b>Bob</b>').check();
        await question(page).getByRole('button', { name: 'Remove' }).click();
        await expect(console.drawer.getByText('No friends')).toBeVisible();
        expect(await bodies(sandbox, '/friend/delete_friend')).toEqual([
          { ownerUserID: 'ann_77', friendUserID: 'bob' },
          { ownerUserID: 'bob', friendUserID: 'ann_77' },
        ]);

        const blacks = console.drawer.getByRole('list', { name: 'Black list' });
        await blacks.getByRole('button', { name: 'Unblock Eve' }).click();
        await expect(console.drawer.getByText('Nobody is blocked')).toBeVisible();
        await console.drawer.getByRole('button', { name: 'Undo' }).click();
        await expect(blacks).toContainText('Eve');
        await blacks.getByRole('link', { name: 'Eve' }).click();
        await expect(page).toHaveURL(/#\/users\/eve$/);
      });

      test('conversations come with their flags', async ({ console, sandbox }) => {
        await sandbox.register({ userID: 'ann_77', nickname: 'Ann' }, { userID: 'bob', nickname: 'Bob' });
        await sandbox.done('/msg/send_msg', {
          sendID: 'bob',
          recvID: 'ann_77',
          senderPlatformID: 5,
          content: { content: 'hello' },
          contentType: 101,
          sessionType: 1,
        });
        await console.signIn('/users/ann_77/conversations');
        const items = console.drawer.getByRole('listitem');
        await expect(items).toHaveCount(1);
        await expect(items).toContainText('si_ann_77_bob');
        if (version === 'main') await expect(items).toContainText('1 unread');
      });

      test('a list that has nothing says so, and one that failed says that', async ({ console, sandbox }) => {
        await sandbox.register({ userID: 'ann_77', nickname: 'Ann' });
        await console.signIn('/users/ann_77/groups');
        await expect(console.drawer.getByText('In no group')).toBeVisible();
        await tab(console, 'Conversations').click();
        await expect(console.drawer.getByText('No conversations')).toBeVisible();
        await sandbox.faults({ errCode: 500, paths: ['/friend/get_friend_list'] });
        await tab(console, 'Friends').click();
        await expect(console.drawer.getByRole('alert')).toContainText('The friends could not be loaded.');
        await expect(console.drawer.getByText('Nobody is blocked')).toBeVisible();
        await sandbox.faults();
        await console.drawer.getByRole('button', { name: 'Retry' }).click();
        await expect(console.drawer.getByText('No friends')).toBeVisible();
      });
    });
  }
});

test('JSON is what the server sent, with secrets masked', async ({ page, context, console, sandbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sandbox.register({ userID: 'ann_77', nickname: '<b>Ann</b>', ex: '{"token":"abc-def-ghi"}' });
  await console.signIn('/users/ann_77/json');
  const code = console.drawer.locator('pre');
  await expect(code).toContainText('"nickname": "<b>Ann</b>"');
  await expect(code).toContainText('"appMangerLevel": 1');
  await expect(code).not.toContainText('abc-def-ghi');
  await console.drawer.getByRole('button', { name: 'Copy JSON' }).click();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toMatchObject({ userID: 'ann_77', ex: '{"token":"•••"}' });
});
