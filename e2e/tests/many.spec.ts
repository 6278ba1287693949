// 20,000 users on the server: loaded, filtered, selected, exported, changed and imported over, while the page answers.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { longestFrame } from '../support/frames.ts';
import { Import, existing, newcomers, withoutPicker } from '../support/import.ts';

const list = '/user/get_users';
const receive = '/user/set_global_msg_recv_opt';

const region = (page: Page) => page.getByRole('region', { name: 'Filter of the loaded users' });
const found = (page: Page) => region(page).getByRole('status').filter({ hasText: /match$|passes/ });
const bar = (page: Page) => page.getByRole('region', { name: 'Bulk actions' });
const panel = (page: Page) => page.getByRole('dialog').first();
const question = (page: Page) => page.getByRole('alertdialog');
const shownIds = (page: Page) => page.locator('tbody .oic-ident__sub').allTextContents();
const count = (number: number) => new Intl.NumberFormat('en').format(number);

test.use({ users: 20_000 });

test('loading is stopped and gone on with; filter, order, selection and file are exactly the server’s', async ({ page, console, sandbox }) => {
  test.setTimeout(120_000);
  await withoutPicker(page);
  const all = await sandbox.everybody();
  expect(all).toHaveLength(20_000);
  await console.signIn(`/users?f=${encodeURIComponent('avatar:no')}`);
  await sandbox.faults({ paths: [list], delayMs: 100 });
  await region(page).getByRole('button', { name: 'Load 20,000 users' }).click();
  const progress = region(page).getByRole('progressbar', { name: 'Loading all users that match' });
  await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0);
  await region(page).getByRole('button', { name: 'Stop' }).click();
  await expect(region(page).getByText('Stopped. Filtering needs all of them.')).toBeVisible();
  await sandbox.faults();
  await region(page).getByRole('button', { name: 'Go on' }).click();
  const wanted = all.filter((user) => user.faceURL === '').map((user) => user.userID);
  await expect(found(page)).toHaveText(`${count(wanted.length)} of 20,000 users match`, { timeout: 60_000 });
  await expect.poll(() => shownIds(page)).toEqual(wanted.slice(0, 20));

  await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
  await bar(page).getByRole('button', { name: `Select all ${count(wanted.length)} that match` }).click();
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'JSON Lines' }).check();
  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: `Export ${count(wanted.length)} users` }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).userID)).toEqual(wanted);
});

test('all 20,000 are in the CSV file once each', async ({ page, console, sandbox }) => {
  test.setTimeout(120_000);
  await withoutPicker(page);
  await console.signIn();
  await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toBeEnabled();
  await page.getByRole('button', { name: 'Export users' }).click();
  await page.getByRole('radio', { name: 'CSV', exact: true }).check();
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await panel(page).getByRole('button', { name: 'Export 20,000 users' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  // A line break within a cell has no carriage return, and no seeded ID has a comma or a quote.
  const ids = text.trim().split('\r\n').slice(1).map((line) => line.split(',')[0]?.replace(/^"(.*)"$/, '$1'));
  expect(ids).toEqual((await sandbox.everybody()).map((user) => user.userID));
  expect(new Set(ids).size).toBe(20_000);
  await expect(panel(page)).toContainText('20,000 users are in the file.');
});

test('2,000 of them get another receive option: paused, gone on with, cancelled, and done again to the end', async ({ page, console, sandbox }) => {
  test.setTimeout(120_000);
  const some = newcomers(2_000).map((user) => ({ ...user, nickname: `cohort-x ${user.userID}` }));
  await sandbox.register(...some.slice(0, 1_000));
  await sandbox.register(...some.slice(1_000));
  // The sandbox remembers fewer calls than these.
  let sent = 0;
  page.on('request', (request) => (sent += Number(request.method() === 'POST' && request.url().endsWith(receive))));
  await console.signIn('/users?q=cohort-x');
  await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toBeEnabled();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
  await bar(page).getByRole('button', { name: 'Select all 2,000 that match' }).click();
  const change = async () => {
    await bar(page).getByRole('button', { name: 'Receive option' }).click();
    await page.getByRole('radio', { name: /\(2\)$/ }).check();
    await panel(page).getByRole('button', { name: 'Change 2,000 users …' }).click();
    await question(page).getByRole('textbox').fill('2000');
    await question(page).getByRole('button', { name: 'Change', exact: true }).click();
  };
  await change();
  await expect.poll(() => sent).toBeGreaterThan(20);
  await panel(page).getByRole('button', { name: 'Pause' }).click();
  await expect(panel(page)).toContainText('Paused.');
  const paused = sent;
  expect(paused).toBeLessThan(2_000);
  await panel(page).getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => sent).toBeGreaterThan(paused);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText('Cancelled.');
  const cancelled = sent;
  expect(cancelled).toBeLessThan(2_000);
  await panel(page).getByRole('button', { name: 'Close' }).last().click();
  // What is there already is changed again, which changes nothing; the rest is not lost.
  await change();
  await expect(panel(page)).toContainText('All 2,000 are done.', { timeout: 60_000 });
  expect(sent).toBe(cancelled + 2_000);
  const users = (await sandbox.everybody()).filter((user) => user.nickname.startsWith('cohort-x'));
  expect(users).toHaveLength(2_000);
  expect(users.filter((user) => user.globalRecvMsgOpt !== 2)).toEqual([]);
});

test('of a file of 20,000 whose half is there, the other half is registered, and the page answers', async ({ page, console, sandbox }) => {
  test.setTimeout(120_000);
  // Behind those of which the file would say more than that they are there.
  const half = (await sandbox.everybody()).slice(100, 10_100).map((user) => user.userID as string);
  const fresh = newcomers(10_000).map((user) => user.userID);
  const quoted = (id: string) => `"${id.replaceAll('"', '""')}"`;
  const text = `userID,nickname\n${fresh.flatMap((id, row) => [id, half[row]!]).map((id) => `${quoted(id)},Somebody\n`).join('')}`;
  const it = new Import(page, console);
  await it.open();
  const longest = await longestFrame(page, async () => {
    await it.choose('all.csv', text);
    await it.button('Check 20,000 rows').click();
    await expect(page.getByText('All rows are checked.')).toBeAttached({ timeout: 60_000 });
    await expect(it.sum('already registered')).toHaveText('10,000');
    await it.start(/^Register 10,000 users$/);
    await expect(it.step).toContainText('Result', { timeout: 60_000 });
    await expect(it.sum('Registered')).toHaveText('10,000');
  });
  expect(longest).toBeLessThan(1_000);
  const { data } = await sandbox.call(list, { pagination: { pageNumber: 1, showNumber: 1 } });
  expect(data.total).toBe(30_000);
  expect(await existing(sandbox, [fresh[0]!, fresh[9_999]!])).toHaveLength(2);
});
