// The API try-out: a known route by hand, through the guard, the session and the log.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { placesWith } from '../support/watch.ts';

const parts = (page: Page) => ({
  search: page.getByRole('searchbox', { name: 'Search routes' }),
  body: page.getByRole('textbox', { name: /^Body/ }),
  send: page.getByRole('button', { name: 'Send', exact: true }),
  answer: page.getByRole('region', { name: 'Answer', exact: true }),
  text: page.getByRole('region', { name: 'Body of the answer' }),
  recent: page.getByRole('region', { name: 'Recent tries' }),
  question: page.getByRole('alertdialog'),
});

test('a route is found, its example sent by the keyboard, and the answer has all that is needed', async ({ page, console, sandbox }) => {
  await console.signIn();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Type a user ID, a page or a command' }).fill('>API try-out');
  await page.getByRole('option', { name: 'API try-out G P' }).click();
  await expect(console.title).toHaveText('API try-out');
  await expect(console.navigation.getByRole('link', { name: 'API try-out' })).toHaveAttribute('aria-current', 'page');
  const { search, body, answer, text } = parts(page);
  await search.fill('get_users_info');
  await page.getByRole('link', { name: '/user/get_users_info', exact: true }).click();
  await expect(page).toHaveURL(/#\/api\/user\/get_users_info\?q=get_users_info$/);
  await body.fill('{"userIDs": ["mallory"]}');
  await body.press('Control+Enter');
  await expect(answer).toContainText('The server did it.');
  await expect(answer).toContainText('HTTP 200');
  await expect(answer).toContainText('errCode 0');
  await expect(text).toContainText('"userID": "mallory"');
  const sent = (await sandbox.requests('/user/get_users_info')).at(-1)!;
  expect(JSON.parse(sent.body)).toEqual({ userIDs: ['mallory'] });
  await expect(answer).toContainText(sent.headers['operationid']!);
  await answer.getByRole('link', { name: 'Operation log' }).click();
  await expect(console.title).toHaveText('Operation log');
  await expect(page.getByRole('complementary')).toContainText('/user/get_users_info');
});

test('what is wrong with a body is said with line and column, and is not sent', async ({ page, console, sandbox }) => {
  await console.signIn('/api/user/get_users_info');
  const { body, send } = parts(page);
  for (const [typed, said] of [
    ['{\n  "userIDs": tru,\n}', 'Line 2, column 17: this is not JSON.'],
    ['{"userIDs": [', 'the text ends too early.'],
    ['[]', 'The body must be a JSON object'],
    ['{"secret": "abc"}', 'It has no place here'],
    [`{"a": "${'x'.repeat(131_072)}"}`, 'at most 128 KB'],
  ] as const) {
    await body.fill(typed);
    await expect(page.getByText(said)).toBeVisible();
    await expect(send).toBeDisabled();
    await body.press('Control+Enter');
  }
  expect(await sandbox.requests('/user/get_users_info')).toEqual([]);
  await body.fill('{"userIDs":["a"]}');
  await page.getByRole('button', { name: 'Format' }).click();
  await expect(body).toHaveValue('{\n  "userIDs": [\n    "a"\n  ]\n}');
  await page.getByRole('button', { name: 'Reset to example' }).click();
  await expect(body).toHaveValue(/alice/);
});

test('what takes something away is asked about first, and so is a search that may end the service', async ({ page, console, sandbox }) => {
  await console.signIn('/api/auth/force_logout');
  const { body, send, answer, question } = parts(page);
  await body.fill('{"platformID": 1, "userID": "mallory"}');
  await send.click();
  await expect(question).toContainText('/auth/force_logout');
  await expect(question.getByRole('button', { name: 'Do not send' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  expect(await sandbox.requests('/auth/force_logout')).toEqual([]);
  await send.click();
  await question.getByRole('button', { name: 'Send it' }).click();
  await expect(answer).toContainText('The server did it.');
  expect(await sandbox.requests('/auth/force_logout')).toHaveLength(1);

  await console.go('/api/msg/search_msg');
  await body.fill('{}');
  await send.click();
  await expect(question).toContainText('may end the service');
  await question.getByRole('button', { name: 'Do not send' }).click();
  expect(await sandbox.requests('/msg/search_msg')).toEqual([]);
});

test('the guard holds: one’s own account, and a console that only reads', async ({ page, console, sandbox }) => {
  await console.signIn('/api/auth/force_logout');
  const { body, send, answer, question } = parts(page);
  await body.fill(JSON.stringify({ platformID: 5, userID: sandbox.admin }));
  await send.click();
  await question.getByRole('button', { name: 'Send it' }).click();
  await expect(answer).toContainText('The call failed.');
  await expect(answer).toContainText('This console does not touch');
  await console.go('/settings');
  await page.getByRole('switch', { name: /^Read-only mode/ }).click();
  await console.go('/api/user/set_global_msg_recv_opt');
  await send.click();
  await expect(answer).toContainText('This console only reads.');
  await console.go('/api/user/get_users');
  await send.click();
  await expect(answer).toContainText('The server did it.');
  expect(await sandbox.requests('/auth/force_logout')).toEqual([]);
  expect(await sandbox.requests('/user/set_global_msg_recv_opt')).toEqual([]);
});

test('only known routes are called, and those with secrets are left out', async ({ page, console }) => {
  await console.signIn('/api/auth/user_token');
  await expect(page.getByRole('complementary')).toContainText('Not a known route');
  await expect(parts(page).body).toHaveCount(0);
  await expect(page.getByText('Not offered: /auth/get_admin_token, /auth/user_token')).toBeVisible();
});

test('a running call is stopped, a failed one is explained, and a try is sent again', async ({ page, console, sandbox }) => {
  await console.signIn('/api/user/get_users_info');
  const { body, send, answer, recent } = parts(page);
  await sandbox.faults({ fault: 'hang', paths: ['/user/get_users_info'], times: 1 });
  await body.fill('{"userIDs": ["mallory"]}');
  await send.click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(answer).toContainText('Stopped.');

  await sandbox.faults({ errCode: 1001, paths: ['/user/get_users_info'], times: 1 });
  await send.click();
  await expect(answer).toContainText('The call failed.');
  await expect(answer).toContainText('errCode 1001');
  await expect(recent.getByRole('listitem')).toHaveCount(2);

  await sandbox.faults();
  await console.go('/api/user/get_users');
  await recent.getByRole('button', { name: /^Send \/user\/get_users_info/ }).first().click();
  await expect(page).toHaveURL(/#\/api\/user\/get_users_info/);
  await expect(body).toHaveValue('{"userIDs": ["mallory"]}');
  await expect(answer).toContainText('The server did it.');
  // They outlive the page, and end with the tab.
  await console.go('/users');
  await console.go('/api/user/get_users_info');
  await expect(recent.getByRole('listitem')).toHaveCount(3);
  await recent.getByRole('button', { name: 'Forget all' }).click();
  await expect(recent).toHaveCount(0);
});

test('tokens in an answer are masked, and curl names a variable', async ({ page, console, context, sandbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await console.signIn('/api/user/get_users');
  const token = await sandbox.userToken('mallory');
  await page.route('**/user/get_users', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: { ...answer, data: { ...answer.data, said: token, adminToken: 'opaque-one' } } });
  });
  const { send, answer, text } = parts(page);
  await send.click();
  await expect(text).toContainText('"said": "•••"');
  await answer.getByRole('button', { name: 'Copy as curl' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain('$OPENIM_TOKEN');
  expect(command).toContain('/user/get_users');
  for (const secret of [token, 'opaque-one', sandbox.secret]) {
    expect(command).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
    expect(await placesWith(page, [secret])).toEqual([]);
  }
});

test.describe('many users', () => {
  test.use({ users: 800 });

  test('a long answer shows its beginning, then all, and is downloaded whole', async ({ page, console }) => {
    await console.signIn('/api/user/get_users');
    const { body, send, text } = parts(page);
    await body.fill('{"pagination": {"pageNumber": 1, "showNumber": 500}}');
    await send.click();
    await expect(page.getByText('the beginning')).toBeVisible();
    const shown = (await text.textContent())!.length;
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.getByRole('button', { name: 'Show all' })).toHaveCount(0);
    const all = (await text.textContent())!;
    expect(all.length).toBeGreaterThan(shown * 2);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
    const answer = JSON.parse(readFileSync((await download.path())!, 'utf8'));
    expect(answer.data.users).toHaveLength(500);
  });
});

test.describe('v3.4', () => {
  test.use({ version: 'v3.4' });

  test('what this version does not have is said, in the list and with the route', async ({ page, console }) => {
    await console.signIn('/api/user/page_user_client_config');
    await expect(console.row('/user/page_user_client_config')).toContainText('from v');
    await expect(page.getByRole('complementary')).toContainText('which does not have the route');
    await parts(page).send.click();
    await expect(parts(page).answer).toContainText('HTTP 404');
  });
});

test('the try-out speaks Chinese', async ({ page, console }) => {
  await console.signIn('/api/user/get_users');
  await page.getByRole('button', { name: /简体中文/ }).click();
  await expect(console.title).toHaveText('接口调试');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await expect(page.getByText('服务器已执行。')).toBeVisible();
});

for (const [width, height] of [[1280, 860], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test('the try-out is clean for axe', async ({ page, console }) => {
        await console.signIn('/api');
        await expect(page.getByRole('link', { name: '/user/get_users', exact: true })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider).toBe(0);
        await console.go('/api/user/get_users');
        await parts(page).send.click();
        await expect(page.getByText('The server did it.')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/api-${width}-${colorScheme}.png` });
        await console.go('/api/auth/force_logout');
        await parts(page).send.click();
        await expect(parts(page).question).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
