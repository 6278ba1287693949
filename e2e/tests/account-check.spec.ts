// Which of these IDs are registered: what is found in a pasted text, runs in blocks, and what can be done with the result.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

const path = '/user/account_check';
const many = Array.from({ length: 3_000 }, (_, number) => `account_${number}`);

const parts = (page: Page) => ({
  ids: page.getByLabel('User IDs'),
  check: page.getByRole('button', { name: /^Check / }),
  stop: page.getByRole('button', { name: 'Stop' }),
  filter: (name: RegExp) => page.getByRole('group', { name: 'Which IDs are shown' }).getByRole('button', { name }),
  alert: page.getByRole('alert'),
});

/** The blocks that were asked for on this page, in order. */
async function blocks(sandbox: { requests(path: string): Promise<{ body: string }[]> }): Promise<string[][]> {
  const asked = (await sandbox.requests(path)).map((request) => JSON.parse(request.body).checkUserIDs as string[]);
  return asked.slice(1); // the first is that of the sign-in
}

test('IDs between lines, commas, semicolons, spaces and quotes are found, and each once', async ({ page, console, sandbox }) => {
  await console.signIn('/account-check');
  const { ids, check } = parts(page);
  await ids.fill('mallory, bidi;nobody_1\n\n  "zerowidth"\tmallory，nobody_1 mallory、flags');
  await expect(page.getByText('3 repeats removed')).toBeVisible();
  await expect(check).toHaveText('Check 5 IDs');
  await check.click();
  await expect(console.rows).toHaveCount(5);
  await expect(console.rows.locator('td:first-child')).toHaveText(['mallory', 'bidi', 'nobody_1', 'zerowidth', 'flags']);
  expect(await blocks(sandbox)).toEqual([['mallory', 'bidi', 'nobody_1', 'zerowidth', 'flags']]);
});

test('nothing is asked about nothing', async ({ page, console }) => {
  await console.signIn('/account-check');
  const { ids, check } = parts(page);
  await expect(page.getByText('Nothing checked yet')).toBeVisible();
  await expect(check).toBeDisabled();
  await ids.fill(' ,;\n ');
  await expect(check).toBeDisabled();
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('each ID is registered or not, and leads to its user or to its registration', async ({ page, console }) => {
      await console.signIn('/account-check');
      const { ids, check } = parts(page);
      await ids.fill('mallory nobody_1 no:body');
      await check.click();
      await expect(console.row('mallory')).toContainText('Registered');
      await expect(console.row('nobody_1')).toContainText('Not registered');
      await expect(console.row('no:body')).toContainText('Not a possible ID');
      await expect(page.getByText('1 not possible')).toBeVisible();
      await expect(console.row('no:body').getByRole('link')).toHaveCount(0);
      await console.row('mallory').getByRole('link', { name: 'Open mallory' }).click();
      await expect(console.drawer.getByRole('heading', { level: 2 })).toContainText('<img src=x');
      await page.goBack();
      await expect(console.title).toHaveText('Account check');
    });
  });
}

test('an unregistered ID can be registered from its row', async ({ page, console }) => {
  await console.signIn('/account-check');
  const { ids, check } = parts(page);
  await ids.fill('nobody_1');
  await check.click();
  await console.row('nobody_1').getByRole('link', { name: 'Register nobody_1' }).click();
  await expect(console.userID).toHaveValue('nobody_1');
});

test('3,000 IDs are asked in blocks of 500, one after the other, with progress', async ({ page, console, sandbox }) => {
  await console.signIn('/account-check');
  const { ids, check, stop, filter } = parts(page);
  await ids.fill(many.join(', '));
  await expect(check).toHaveText('Check 3,000 IDs');
  await sandbox.faults({ paths: [path], times: 1 }, { paths: [path], fault: 'hang' });
  await check.click();
  await expect(page.getByText('500 of 3,000 checked')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Checking' })).toHaveJSProperty('value', 500);
  await expect(check).toBeDisabled();
  await expect.poll(() => blocks(sandbox)).toHaveLength(2);
  await sandbox.faults();
  await expect(filter(/^All/)).toHaveText(/3,000/);
  await expect(stop).toBeHidden();
  const asked = await blocks(sandbox);
  expect(asked.map((block) => block.length)).toEqual([500, 500, 500, 500, 500, 500]);
  expect(asked.flat()).toEqual(many);
});

test('a run that is stopped keeps what is right, and goes on where it stopped', async ({ page, console, sandbox }) => {
  await console.signIn('/account-check');
  const { ids, check, stop, filter } = parts(page);
  await ids.fill(many.join(', '));
  await sandbox.faults({ paths: [path], times: 2 }, { paths: [path], fault: 'hang' });
  await check.click();
  await expect(page.getByText('1,000 of 3,000 checked')).toBeVisible();
  await stop.click();
  await expect(page.getByText('Stopped. What is shown is right. 1,000 of 3,000 checked')).toBeVisible();
  await expect(filter(/^Not registered/)).toHaveText(/1,000/);
  await sandbox.faults();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(filter(/^All/)).toHaveText(/3,000/);
  await expect(page.getByText('Stopped.')).toBeHidden();
  const asked = (await blocks(sandbox)).map((block) => block[0]);
  expect(asked.slice(0, 2)).toEqual([many[0], many[500]]);
  expect(asked.slice(-4)).toEqual([many[1_000], many[1_500], many[2_000], many[2_500]]);
});

test('a block that fails in the middle is said, and tried again without those before it', async ({ page, console, sandbox }) => {
  await console.signIn('/account-check');
  const { ids, check, filter, alert } = parts(page);
  await ids.fill(many.join(', '));
  await sandbox.faults({ paths: [path], times: 3 }, { paths: [path], fault: '500' });
  await check.click();
  await expect(alert).toContainText('The check stopped. 1,500 of 3,000 checked');
  await expect(alert).toContainText(/HTTP 500 · operationID /);
  await expect(console.rows).toHaveCount(100);
  await sandbox.faults();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(filter(/^All/)).toHaveText(/3,000/);
  await expect(alert).toHaveCount(0);
  const asked = (await blocks(sandbox)).map((block) => block[0]);
  expect(asked).toEqual([many[0], many[500], many[1_000], many[1_500], many[1_500], many[2_000], many[2_500]]);
});

test('a run ends with its page', async ({ page, console, sandbox }) => {
  await console.signIn('/account-check');
  const { ids, check } = parts(page);
  await ids.fill(many.join(', '));
  await sandbox.faults({ paths: [path], fault: 'hang' });
  await check.click();
  await expect.poll(() => blocks(sandbox)).toHaveLength(1);
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith(path));
  await console.go('/users');
  await ended;
  await sandbox.faults();
  await expect(console.rows).toHaveCount(20);
  expect(await blocks(sandbox)).toHaveLength(1);
});

test('rows are shown by outcome, a hundred at a time', async ({ page, console }) => {
  await console.signIn('/account-check');
  const { ids, check, filter } = parts(page);
  await ids.fill(['mallory', 'bidi', ...many.slice(0, 250)].join(' '));
  await check.click();
  await expect(filter(/^All/)).toHaveText(/252/);
  await expect(console.rows).toHaveCount(100);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('101–200')).toBeVisible();
  await filter(/^Registered/).click();
  await expect(filter(/^Registered/)).toHaveAttribute('aria-pressed', 'true');
  await expect(console.rows.locator('td:first-child')).toHaveText(['mallory', 'bidi']);
  await filter(/^Not registered/).click();
  await expect(page.getByText('1–100')).toBeVisible();
  await expect(page.getByText('of 250')).toBeVisible();
});

test('the shown IDs are copied, one a line', async ({ context, page, console }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await console.signIn('/account-check');
  const { ids, check, filter } = parts(page);
  await ids.fill('mallory nobody_1 bidi');
  await check.click();
  await filter(/^Registered/).click();
  await page.getByRole('button', { name: 'Copy IDs' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('mallory\nbidi');
});

test.describe('v3.4', () => {
  test.use({ version: 'v3.4' });

  test('a CSV file has the shown rows, and no cell that a spreadsheet would run', async ({ page, console }) => {
    await console.signIn('/account-check');
    const { ids, check } = parts(page);
    await ids.fill('mallory =1+1 +1 -1 @SUM(A1) a"b 用户二十八');
    await check.click();
    await expect(console.rows).toHaveCount(7);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('account-check.csv');
    const text = await readFile(await download.path(), 'utf8');
    const lines = [
      'userID,accountStatus',
      'mallory,registered',
      `"'=1+1",unregistered`,
      `"'+1",unregistered`,
      `"'-1",unregistered`,
      `"'@SUM(A1)",unregistered`,
      '"a""b",unregistered',
      '用户二十八,registered',
    ];
    expect(text).toBe(`\u{feff}${lines.join('\r\n')}\r\n`);
  });
});

test('“Clear” empties text and result', async ({ page, console }) => {
  await console.signIn('/account-check');
  const { ids, check } = parts(page);
  await ids.fill('mallory');
  await check.click();
  await expect(console.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(ids).toHaveValue('');
  await expect(page.getByText('Nothing checked yet')).toBeVisible();
});
