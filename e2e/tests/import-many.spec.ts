// Bulk import of many rows on a bad day: one request in twenty goes wrong, the page dies in the middle, and a file is far too large.
import { appendFile, writeFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { longestFrame } from '../support/frames.ts';
import { Import, accountCheck, csvOf, newcomers, register } from '../support/import.ts';
import type { Sandbox } from '../support/sandbox.ts';

const number = (text: string) => Number(text.replace(/,/g, ''));

/** Numbers from 0 to 1 that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** What befell requests on the way, beside what the server does. */
interface Way {
  lost: number;
  doubled: number;
}

/** One request in twenty fails at the server in one of its ways, and one in twenty is carried out with its answer lost, or twice. */
async function chaos(context: BrowserContext, sandbox: Sandbox): Promise<Way> {
  await sandbox.faults({ paths: [register, accountCheck], chaosPercent: 5, delayMs: 5 });
  const way: Way = { lost: 0, doubled: 0 };
  const random = seeded(7);
  // The first registration of all is lost and the third doubled, so that each kind happens.
  let registrations = 0;
  await context.route((url) => [register, accountCheck].includes(url.pathname), async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.continue();
    const turn = new URL(request.url()).pathname === register ? (registrations += 1) : 0;
    const fate = turn === 1 ? 0 : turn === 3 ? 0.03 : random();
    if (fate >= 0.05) return route.continue();
    // A connection that the server closes fails here as well, and is lost all the same.
    const answer = await route.fetch().catch(() => undefined);
    if (fate < 0.025 || !answer) {
      way.lost += 1;
      return route.abort();
    }
    way.doubled += 1;
    return route.continue();
  });
  return way;
}

/** The sum over all outcomes that the page tells, each by its words. */
async function told(page: Page): Promise<Map<string, number>> {
  const sums = await page.locator('.oic-sum > div').evaluateAll((all) => all.map((sum) => [sum.textContent ?? '', sum.querySelector('b')?.textContent ?? '']));
  return new Map(sums.map(([text, count]) => [(text ?? '').replace(count ?? '', '').trim(), number(count ?? '')]));
}

/** Each of the users is on the server exactly once, and the page tells of each row what came of it. */
async function accounted(it: Import, sandbox: Sandbox, users: { userID: string }[]): Promise<void> {
  const there = (await sandbox.everybody()).map(({ userID }) => userID).filter((userID) => userID.startsWith('new_'));
  expect(there.toSorted()).toEqual(users.map((user) => user.userID).toSorted());
  const sums = await told(it.page);
  expect([...sums.values()].reduce((sum, count) => sum + count, 0), JSON.stringify([...sums])).toBe(users.length);
  expect([...sums.keys()].filter((words) => /Refused|No answer|Unclear|Not tried|Not sent/.test(words) && sums.get(words) !== 0)).toEqual([]);
}

const rows = 5_000;

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`where one request in twenty fails, ${version}`, () => {
    test.use({ version, expectedMessages: /Failed to load resource|ERR_|CORS/ });

    test('every row has its outcome, and every user is there exactly once', async ({ page, context, console, sandbox }) => {
      test.setTimeout(180_000);
      const it = new Import(page, console);
      await it.open();
      const way = await chaos(context, sandbox);
      const users = newcomers(rows);
      await it.choose('campus.csv', csvOf(users));
      await it.button('Check 5,000 rows').click();
      await expect(page.getByText('All rows are checked.')).toBeAttached({ timeout: 60_000 });
      await it.start();
      await expect(it.step).toContainText('Result', { timeout: 120_000 });
      await sandbox.faults();
      await accounted(it, sandbox, users);
      expect([way.lost > 0, way.doubled > 0]).toEqual([true, true]);
    });

    test('a page that dies in the middle is opened anew, goes on, and nobody is lost', async ({ page, context, console, sandbox }) => {
      test.setTimeout(180_000);
      const it = new Import(page, console);
      await it.open();
      const users = newcomers(rows);
      await it.check('campus.csv', csvOf(users));
      const before = (await sandbox.everybody()).length;
      await sandbox.faults({ paths: [register], times: 2, delayMs: 5 }, { paths: [register], fault: 'hang' });
      await it.start();
      await expect.poll(async () => (await sandbox.requests(register)).length).toBe(3);
      expect((await sandbox.everybody()).length).toBe(before + 2_000);
      const crashed = page.waitForEvent('crash');
      const devtools = await context.newCDPSession(page);
      void devtools.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
      await chaos(context, sandbox);

      const next = await context.newPage();
      const again = new Import(next, console.inTab(next));
      await again.open();
      await expect(next.getByText(/campus\.csv, 5,000 rows/)).toBeVisible();
      await again.button('Go on').click();
      await expect(again.step).toContainText('Result', { timeout: 120_000 });
      await sandbox.faults();
      await accounted(again, sandbox, users);
    });
  });
}

test('a file of 100 MB is refused by its number of rows, and the page answers meanwhile', async ({ page, console }, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath('all.csv');
  await writeFile(path, 'userID,nickname\n');
  let size = 0;
  for (let from = 0; size < 100_000_000; from += 50_000) {
    const lines = csvOf(newcomers(50_000, from)).replace('userID,nickname\n', '').replaceAll('Newcomer', 'Newcomer of the great campus at');
    size += lines.length;
    await appendFile(path, lines);
  }
  const it = new Import(page, console);
  await it.open();
  const longest = await longestFrame(page, async () => {
    await page.locator('input[type=file]').setInputFiles(path);
    await expect(it.alert).toContainText('500,000', { timeout: 90_000 });
  });
  expect(longest).toBeLessThan(2_000);
  await expect(it.button(/^Check/)).toHaveCount(0);
});

test('a file of 100 MB with fewer rows is read, and the page answers meanwhile', async ({ page, console }, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath('long.csv');
  const long = 'x'.repeat(230);
  await writeFile(path, 'userID,nickname,ex\n');
  let size = 0;
  for (let from = 0; from < 400_000; from += 50_000) {
    const lines = newcomers(50_000, from).map(({ userID, nickname }) => `${userID},${nickname},${long}\n`).join('');
    size += lines.length;
    await appendFile(path, lines);
  }
  expect(size).toBeGreaterThan(100_000_000);
  const it = new Import(page, console);
  await it.open();
  const longest = await longestFrame(page, async () => {
    await page.locator('input[type=file]').setInputFiles(path);
    await expect(it.button('Check 400,000 rows')).toBeVisible({ timeout: 120_000 });
  });
  expect(longest).toBeLessThan(2_000);
});
