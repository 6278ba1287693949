// The operation log: what every call of the tab came to, and how it is told to somebody else.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const list = '/user/get_users';

const parts = (page: Page) => ({
  filter: (name: RegExp) => page.getByRole('radiogroup', { name: 'Which calls are shown' }).getByRole('radio', { name }),
  search: page.getByRole('searchbox', { name: 'Search path, operationID or errCode' }),
  /** Of a call, newest first. */
  call: (path: string) => page.locator('tbody').getByRole('link', { name: path }),
  detail: page.getByRole('complementary'),
  copied: () => page.evaluate(() => navigator.clipboard.readText()),
});

test('every call of the tab is listed, the newest first, with what it was about and what came of it', async ({ page, console }) => {
  await console.signIn('/users?page=2');
  await expect(console.rows.first().getByRole('link').first()).toBeVisible();
  await console.go('/operations');
  const first = console.rows.first();
  await expect(first).toContainText(/\d\d:\d\d:\d\d/);
  await expect(first.getByRole('link')).toHaveText(list);
  await expect(first).toContainText('page 2, 20 rows');
  await expect(first.locator('td').nth(3)).toHaveText('0');
  await expect(first.locator('td').nth(4)).toHaveText(/^[\d,]+$/);
  await expect(console.rows.last()).toContainText('version check');
});

test('asking for the version is no failure', async ({ page, console }) => {
  await console.signIn('/operations');
  const { filter, call, detail } = parts(page);
  await expect(filter(/^Failed/)).toHaveAccessibleName('Failed 0');
  await call('/auth/get_admin_token').last().click();
  await expect(detail).toContainText('A question about the version');
});

test('a failed call says what happened, why, what to do, and leads to the dictionary', async ({ page, console, sandbox }) => {
  await console.signIn();
  await expect(console.rows.first().getByRole('link').first()).toBeVisible();
  await sandbox.faults({ errCode: 1004, paths: [list] });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await console.go('/operations?show=failed');
  const { filter, call, detail } = parts(page);
  await expect(filter(/^Failed/)).toBeChecked();
  await expect(console.rows).toHaveCount(1);
  await expect(console.rows).toContainText('1004');
  await call(list).click();
  await expect(page).toHaveURL(/#\/operations\/oic-[0-9a-f-]+\?show=failed$/);
  await expect(detail).toContainText('RecordNotFoundError');
  await expect(detail).toContainText('HTTP 200');
  await expect(detail).toContainText(sandbox.url);
  await expect(page.getByRole('region', { name: 'Request' })).toContainText('"pageNumber": 1');
  await expect(page.getByRole('region', { name: 'Response' })).toContainText('"errCode": 1004');
  await detail.getByRole('link', { name: 'errCode 1004 in the dictionary' }).click();
  await expect(console.title).toHaveText('Error codes');
  await expect(detail).toContainText('1 time');
  await detail.getByRole('link', { name: 'Show these calls' }).click();
  await expect(page).toHaveURL(/#\/operations\?q=1004$/);
  await expect(console.rows).toHaveCount(1);
});

test('calls are found by path, code and operationID, and a search that finds nothing says so', async ({ page, console }) => {
  await console.signIn('/operations');
  const { search, call } = parts(page);
  await search.fill('ACCOUNT_check');
  await expect(console.rows).toHaveCount(1);
  await expect(page).toHaveURL(/q=ACCOUNT_check$/);
  await call('/user/account_check').click();
  const id = /oic-[0-9a-f-]+/.exec(page.url())?.[0] ?? '';
  expect(id).not.toBe('');
  await page.getByRole('button', { name: 'Close details' }).click();
  await search.fill(`operationID ${id}`);
  await expect(console.rows).toHaveCount(1);
  await search.fill('nothing-like-it');
  await expect(page.getByRole('heading', { name: 'No call matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all calls' }).click();
  await expect(search).toHaveValue('');
  await expect(console.rows.first()).toBeVisible();
});

test('slow calls and writes are told apart', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  await sandbox.faults({ delayMs: 1_100, paths: ['/user/user_register'] });
  await console.userID.fill('lin_xiaoyu');
  await page.getByLabel('Nickname').fill('Lin');
  await page.getByRole('button', { name: /^Register user/ }).click();
  await expect(page.getByText('Lin is registered').first()).toBeVisible();
  await console.go('/operations');
  const { filter } = parts(page);
  await filter(/^Writes/).check();
  await expect(console.rows).toHaveCount(1);
  await expect(console.rows).toContainText('/user/user_register');
  await expect(console.rows).toContainText('lin_xiaoyu');
  await expect(filter(/^Writes/)).toHaveAccessibleName('Writes 1');
  await filter(/^Slow/).check();
  await expect(console.row('lin_xiaoyu').first()).toBeVisible();
  const durations = await console.rows.locator('td:last-child').allTextContents();
  expect(durations.map((text) => Number(text.replace(',', ''))).filter((millis) => millis < 1_000)).toEqual([]);
  await expect(filter(/^Slow/)).toHaveAccessibleName(`Slow ${durations.length}`);
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('a copied curl command sends in a shell what the console sent, whatever the nickname is', async ({ context, page, console, sandbox }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await console.signIn('/register', { keepSecret: true });
      const nickname = `'; touch pwned; echo "$(id)\` \\ %s ! 林`;
      await console.userID.fill('hostile');
      await page.getByLabel('Nickname').fill(nickname);
      await page.getByRole('button', { name: /^Register user/ }).click();
      await expect(page.getByText(/is registered/).first()).toBeVisible();
      const sent = (await sandbox.requests('/user/user_register'))[0];
      await console.go('/operations?show=writes');
      const { call, copied } = parts(page);
      await call('/user/user_register').click();
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      await expect.poll(copied).toContain('curl -sS');
      const command = await copied();
      expect(command).not.toContain('eyJ');
      expect(command).not.toContain(sandbox.secret);
      // Whatever else the text made the shell do would end up in the output.
      const env = { PATH: process.env.PATH, OPENIM_TOKEN: 'the-token', OPENIM_SECRET: sandbox.secret };
      const shell = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
      const words = execFileSync('sh', ['-c', shell], { env, encoding: 'utf8' }).split('\0');
      expect(words[2]).toBe(`${sandbox.url}/user/user_register`);
      expect(words).toContain(version === 'main' ? 'token: the-token' : 'Content-Type: application/json');
      const body = words[words.indexOf('--data-raw') + 1] ?? '';
      expect(JSON.parse(body)).toEqual(JSON.parse(sent?.body ?? ''));
      expect(body).toContain(JSON.stringify(nickname));
    });
  });
}

test('the report of a call has all that a ticket needs, and no token', async ({ context, page, console, sandbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await console.signIn('/operations');
  const { call, copied } = parts(page);
  await call('/auth/get_admin_token').first().click();
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect.poll(copied).toContain('POST /auth/get_admin_token');
  const report = await copied();
  for (const line of [/^sent: \d{4}-\d\d-\d\dT/m, /^errCode: 0$/m, /^operationID: oic-/m, /^OpenIM Console /m]) expect(report).toMatch(line);
  expect(report).toContain(`server: ${sandbox.url}`);
  expect(report).not.toContain('eyJ');
  expect(report).not.toContain(sandbox.secret);
});

test('the shown calls are saved as JSON Lines, without token and secret', async ({ page, console, sandbox }) => {
  await console.signIn('/operations?q=auth');
  await expect(console.rows.first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('openim-operations.jsonl');
  const text = await readFile(await download.path(), 'utf8');
  const calls = text.trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(calls.map((call) => call.path)).toEqual(['/auth/get_admin_token', '/auth/get_admin_token']);
  expect(calls[1]).toMatchObject({ errCode: 0, error: null, httpStatus: 200, server: sandbox.url, writes: false });
  expect(calls[1].request).toEqual({ secret: '•••', userID: sandbox.admin });
  expect(Date.parse(calls[1].startedAt)).toBeGreaterThan(0);
  expect(text).not.toContain('eyJ');
  expect(text).not.toContain(sandbox.secret);
});

test('clearing can be undone, and the focus is where one goes on', async ({ page, console }) => {
  await console.signIn('/operations');
  await expect(console.rows.first()).toBeVisible();
  const before = await console.rows.count();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('heading', { name: 'No calls in the log' })).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(console.rows).toHaveCount(before);
  await expect(undo).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
});

test('the call that is looked at stays chosen when the log has grown', async ({ page, console, sandbox }) => {
  await console.signIn('/operations');
  const { call, detail } = parts(page);
  await call('/user/account_check').click();
  await expect(detail).toContainText('imAdmin');
  const before = await console.rows.count();
  await console.go('/token');
  await page.getByLabel('Token', { exact: true }).fill(await sandbox.tokenInUse());
  await page.getByRole('button', { name: /^Ask/ }).click();
  await expect(page.getByText('The server takes this token.')).toBeVisible();
  await page.goBack();
  await expect(console.rows).toHaveCount(before + 1);
  await expect(detail).toContainText('imAdmin');
  await expect(console.rows.filter({ has: page.locator('[aria-current]') })).toHaveAttribute('aria-selected', 'true');
});

test('a link to a call that this tab does not know says so', async ({ page, console }) => {
  await console.signIn('/operations/oic-of-another-tab');
  const { detail } = parts(page);
  await expect(detail).toContainText('This call is not in the log');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Close details' }).press('Escape');
  await expect(detail).toBeHidden();
  await expect(page).toHaveURL(/#\/operations$/);
});

test('one goes from row to row with the arrow keys, opens with Enter and closes with Escape', async ({ page, console }) => {
  await console.signIn('/operations');
  const { detail } = parts(page);
  await console.tabTo(console.rows.nth(0).getByRole('link'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(console.rows.nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(detail).toBeVisible();
  await expect(console.rows.nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(console.rows.nth(1).getByRole('link')).toBeFocused();
});

test('a long log is shown a hundred calls at a time', async ({ page, console }) => {
  await console.signIn('/account-check');
  await page.getByLabel('User IDs').fill(Array.from({ length: 60_000 }, (_, number) => `u${number}`).join(' '));
  await page.getByRole('button', { name: /^Check / }).click();
  await expect(page.getByText('60,000 of 60,000').or(page.getByRole('button', { name: /^All 60,000/ }))).toBeVisible({ timeout: 45_000 });
  await console.go('/operations?q=account_check');
  await expect(console.rows).toHaveCount(100);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('101–')).toBeVisible();
  await expect(page).toHaveURL(/page=2$/);
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a call opens in a drawer, which gives the focus back', async ({ page, console }) => {
    await console.signIn('/operations');
    const link = console.rows.first().getByRole('link');
    await link.click();
    await expect(console.drawer).toContainText('operationID');
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await expect(link).toBeFocused();
  });
});

for (const [width, height] of [[1280, 860], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test('the log is clean for axe, empty, full, and with a failed call open', async ({ page, console, sandbox }) => {
        await sandbox.faults({ errCode: 14, paths: [list] });
        await console.signIn();
        await expect(page.getByRole('alert')).toContainText('Unavailable');
        expect(await axeFindings(page)).toEqual([]);
        await console.go('/operations');
        await expect(console.rows.first()).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider).toBe(0);
        await parts(page).call(list).first().click();
        await expect(page.getByText('errMsg', { exact: true })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        await console.go('/operations?q=nothing-like-it');
        await expect(page.getByRole('heading', { name: 'No call matches' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
