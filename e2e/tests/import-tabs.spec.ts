// A kept import in several tabs: one sends, the others say so; whoever has gone is followed by the next, and nobody is sent twice.
import type { BrowserContext } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import { Import, csvOf, existing, losesAnswerAfter, newcomers, register, registered, workerOf } from '../support/import.ts';

const users = newcomers(3_000);
const ids = users.map((user) => user.userID);

/** The first hands its session over. */
async function secondTab(context: BrowserContext, console: Console): Promise<Import> {
  const page = await context.newPage();
  const it = new Import(page, console.inTab(page));
  await it.console.open('/import');
  await expect(it.button('Choose file')).toBeVisible();
  return it;
}

const elsewhere = 'This import is open in another tab';

test('a second tab tells that it is open in another, how far it is, and takes it over once that is closed', async ({ page, context, console, sandbox }) => {
  const first = new Import(page, console);
  await first.open();
  await first.check('campus.csv', csvOf(users));
  const { lost } = await losesAnswerAfter(sandbox, 1);
  await first.start();
  await lost();

  const second = await secondTab(context, console);
  await expect(second.page.getByText(elsewhere)).toBeVisible();
  await expect(second.page.getByText(/campus\.csv, 3,000 rows, stopped/)).toBeVisible();
  await expect(second.page.getByText('1,000 registered · 2,000 left')).toBeVisible();
  await expect(second.page.getByText('Go on there, or close that tab')).toBeVisible();
  await expect(second.button('Go on')).toHaveCount(0);
  await expect(second.button('Forget it')).toHaveCount(0);
  expect(await axeFindings(second.page)).toEqual([]);

  await page.close({ runBeforeUnload: false });
  await sandbox.faults();
  await expect(second.page.getByText('An import was not finished')).toBeVisible();
  await second.button('Go on').click();
  await second.finished();
  await expect(second.sum('Presumed registered')).toHaveText('1,000');
  await expect(second.sum(/^Registered/)).toHaveText('2,000');
  expect(await existing(sandbox, ids)).toHaveLength(3_000);
  expect(await registered(sandbox)).toHaveLength(3);
});

test('the same file chosen in a second tab is not sent while the first has it', async ({ page, context, console, sandbox }) => {
  const first = new Import(page, console);
  await first.open();
  await first.check('campus.csv', csvOf(users));
  await first.startHeld();

  const second = await secondTab(context, console);
  await second.check('campus.csv', csvOf(users));
  await second.start();
  await expect(second.alert).toContainText(elsewhere);
  expect(await axeFindings(second.page)).toEqual([]);
  await second.button('To the saved imports').click();
  await expect(second.button('Choose file')).toBeVisible();
  await expect(second.page.getByText(elsewhere)).toBeVisible();
  expect(await registered(sandbox)).toHaveLength(1);

  await sandbox.faults();
  await first.finished();
  await expect(first.sum('Registered')).toHaveText('3,000');
  // There is nothing left to go on with, and the second tab sees it.
  await expect(second.page.getByText(elsewhere)).toBeHidden();
  expect(await registered(sandbox)).toHaveLength(3);
});

test('a tab that slept while another took its import over sends nothing more', async ({ page, context, console, sandbox }) => {
  const first = new Import(page, console);
  await first.open();
  await first.check('campus.csv', csvOf(users));
  await first.pauseAfterFirst();
  // As one that is frozen, it does not answer.
  await workerOf(page).evaluate(() => (BroadcastChannel.prototype.postMessage = () => undefined));

  const second = await secondTab(context, console);
  await expect(second.page.getByText('1,000 registered · 2,000 left')).toBeVisible();
  await sandbox.faults({ paths: [register], fault: 'hang' });
  await second.button('Go on').click();
  await expect.poll(() => registered(sandbox)).toHaveLength(2);

  await first.button('Go on').click();
  await expect(first.alert).toContainText(elsewhere);
  expect(await registered(sandbox)).toHaveLength(2);
  await sandbox.faults();
  await second.finished();
  await expect(second.sum('Registered')).toHaveText('3,000');
  expect(await registered(sandbox)).toHaveLength(3);
});

test('after a reload of the same tab it goes on at once', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('campus.csv', csvOf(newcomers(10)));
  const { lost } = await losesAnswerAfter(sandbox, 0);
  await it.start();
  await lost();
  await page.reload();
  await sandbox.faults();
  await expect(page.getByText('0 registered · 10 left')).toBeVisible();
  await expect(page.getByText(elsewhere)).toHaveCount(0);
  await it.button('Go on').click();
  await it.finished();
  await expect(it.sum('Presumed registered')).toHaveText('10');
  expect(await registered(sandbox)).toHaveLength(1);
});
