// Bulk import that is cut short: by the person while it reads, and by the end of the worker that has the file.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { Import, csvOf, existing, losesAnswerAfter, newcomers, registered, slowDisk, workerOf } from '../support/import.ts';

const users = newcomers(2_000);

test('a reading that is cancelled leaves the page as it was', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  const turn = await slowDisk(page);
  await it.choose('campus.csv', csvOf(users));
  await expect(page.getByText('Reading the file')).toBeVisible();
  await it.button('Cancel').click();
  await expect(it.button('Choose file')).toBeVisible();
  await turn();
  await it.choose('small.csv', csvOf(newcomers(1)));
  await expect(it.button('Check 1 row')).toBeVisible();
  await expect(page.getByText('campus.csv')).toHaveCount(0);

  // The file that is open stays open, as it was read.
  const again = await slowDisk(page);
  await page.getByLabel('Encoding').selectOption('windows-1252');
  await expect(page.getByText('Reading the file')).toBeVisible();
  await it.button('Cancel').click();
  await expect(page.getByLabel('Encoding')).toHaveValue('utf-8');
  await again();
  await it.button('Check 1 row').click();
  await it.checked();
  await expect(it.sum('ready to register')).toHaveText('1');
});

test('going on with a kept import can be cancelled while its file is read', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('campus.csv', csvOf(users));
  await it.pauseAfterFirst();
  await page.reload();
  await expect(page.getByText('1,000 registered · 1,000 left')).toBeVisible();
  const turn = await slowDisk(page);
  await it.button('Go on').click();
  await expect(page.getByText('Reading the file')).toBeVisible();
  await it.button('Cancel').click();
  await expect(page.getByText('1,000 registered · 1,000 left')).toBeVisible();
  await turn();
  await it.button('Go on').click();
  await it.finished();
  await expect(it.sum('Registered')).toHaveText('2,000');
});

test.describe('a worker that crashes', () => {
  test.use({ expectedMessages: /out of memory/ });

  const crash = (page: Page) =>
    workerOf(page).evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
  const told = async (page: Page) => {
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toContainText('The import has stopped');
    await expect(alert).toContainText('out of memory');
    expect(await axeFindings(page)).toEqual([]);
    await alert.getByRole('button', { name: 'Retry' }).click();
  };

  test('while it reads or checks is told in place, and the file can be chosen again', async ({ page, console }) => {
    const it = new Import(page, console);
    await it.open();
    await slowDisk(page);
    await it.choose('campus.csv', csvOf(users));
    await expect(page.getByText('Reading the file')).toBeVisible();
    await crash(page);
    await told(page);
    await it.check('campus.csv', csvOf(users));
    await crash(page);
    await told(page);
    await it.check('campus.csv', csvOf(users));
    await expect(it.sum('ready to register')).toHaveText('2,000');
  });

  test('while rows are sent is told in place, and the import goes on where it was', async ({ page, console, sandbox }) => {
    const it = new Import(page, console);
    await it.open();
    await it.check('campus.csv', csvOf(users));
    const { lost } = await losesAnswerAfter(sandbox, 1);
    await it.start();
    await lost();
    await crash(page);
    await told(page);
    await sandbox.faults();
    await expect(page.getByText('1,000 registered · 1,000 left')).toBeVisible();
    await it.button('Go on').click();
    await it.finished();
    await expect(it.sum('Presumed registered')).toHaveText('1,000');
    expect(await existing(sandbox, users.map((user) => user.userID))).toHaveLength(2_000);
    expect(await registered(sandbox)).toHaveLength(2);
  });
});

test('a worker that is ended from outside, of which no event tells, is missed', async ({ page, console }) => {
  test.slow();
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        workers.push(this);
      }
    };
  });
  await page.clock.install();
  const it = new Import(page, console);
  await it.open();
  // One that is only slow answers, and is waited for.
  const turn = await slowDisk(page);
  await it.choose('slow.csv', csvOf(newcomers(1)));
  for (let minute = 0; minute < 8; minute += 1) await page.clock.runFor(15_000);
  await expect(page.getByText('Reading the file')).toBeVisible();
  await turn();
  await it.button('Check 1 row').click();
  await it.checked();

  await page.evaluate(() => (window as unknown as { workers: Worker[] }).workers.forEach((worker) => worker.terminate()));
  await it.filter(/^Ready/).click();
  await expect(async () => {
    await page.clock.runFor(15_000);
    await expect(it.alert).toContainText('The import has stopped', { timeout: 500 });
  }).toPass();
  await it.alert.getByRole('button', { name: 'Retry' }).click();
  await it.check('campus.csv', csvOf(newcomers(3)));
  await expect(it.sum('ready to register')).toHaveText('3');
});
