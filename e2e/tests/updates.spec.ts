// The console is replaced on its web server while somebody has it open.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, serve, test as base } from '../support/fixtures.ts';
import { copyOfDist, type Folder } from '../support/site.ts';

const test = base.extend<{ lying: Folder }>({
  lying: async ({}, use) => {
    const lying = await copyOfDist();
    await use(lying);
    await lying.remove();
  },
  site: async ({ lying }, use) => {
    const site = await serve({ folder: lying.path });
    await use(site.url);
    await site.stop();
  },
  page: async ({ page }, use) => {
    // The hours between two looks pass at once.
    await page.clock.install();
    await use(page);
  },
});

const minutes = (number: number) => number * 60_000;

const note = (page: Page) => page.getByRole('status').getByText('A new version of the console is there');

/** Puts another build there, as a deployment does. */
async function replace({ path }: Folder, build: string): Promise<void> {
  const page = join(path, 'index.html');
  const html = await readFile(page, 'utf8');
  const other = html.replace(/(openim-console-build" content=")[^"]+/, `$1${build}`);
  expect(other, 'the page says what it was built as').not.toBe(html);
  await writeFile(page, other);
  await writeFile(join(path, 'build.json'), JSON.stringify({ build }));
}

const look = (page: Page) => page.waitForResponse(/\/build\.json$/).then((response) => response.finished());

/** The tab is looked at again. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

/** All that was under way in the page has been drawn. */
const drawn = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

test('the release says what it was built as, in the page and beside it', async ({ page, console, request, site }) => {
  await console.open();
  const { build } = (await (await request.get(`${site}build.json`)).json()) as { build: string };
  expect(build).toMatch(/^[0-9a-f]{16}$/);
  await expect(page.locator('meta[name=openim-console-build]')).toHaveAttribute('content', build);
});

test('as long as it is the same, nothing is said; another one is offered in a note, which keeps what is typed', async ({ page, console, lying, watch }) => {
  const first = look(page);
  await console.signIn('/register');
  await first;
  await console.userID.fill('lin_xiaoyu');
  await page.getByLabel('Nickname').fill('林小雨');
  await drawn(page);
  await expect(note(page)).toHaveCount(0);

  await replace(lying, 'another');
  const second = look(page);
  await page.clock.fastForward(minutes(10));
  await second;
  await expect(note(page)).toBeVisible();
  await expect(console.userID).toHaveValue('lin_xiaoyu');
  await expect(page.getByLabel('Nickname')).toHaveValue('林小雨');
  expect(await axeFindings(page)).toEqual([]);
  // It stays until it is dismissed, and does not come back for the same build.
  const third = look(page);
  await page.clock.fastForward(minutes(10));
  await third;
  await expect(note(page)).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note(page)).toHaveCount(0);
  const fourth = look(page);
  await page.clock.fastForward(minutes(10));
  await fourth;
  await drawn(page);
  await expect(note(page)).toHaveCount(0);
  await expect(console.userID).toHaveValue('lin_xiaoyu');

  await replace(lying, 'a third');
  const fifth = look(page);
  await page.clock.fastForward(minutes(10));
  await fifth;
  await expect(note(page)).toBeVisible();
  const pages = () => watch.requests.filter((request) => request.isNavigationRequest()).length;
  const loaded = pages();
  const after = look(page);
  await page.getByRole('button', { name: 'Load again' }).click();
  await after;
  expect(pages()).toBe(loaded + 1);
  await expect(console.title).toHaveText('Register user');
  await expect(console.account).toBeVisible();
  await drawn(page);
  await expect(note(page)).toHaveCount(0);
});

test('a tab that comes into sight looks again, but not more than once a minute; one that nobody sees does not look', async ({ page, console, lying, watch }) => {
  const looks = () => watch.requests.filter((request) => request.url().endsWith('/build.json')).length;
  const first = look(page);
  await console.signIn();
  await first;
  await drawn(page);
  await comeBack(page);
  await drawn(page);
  expect(looks()).toBe(1);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
  await comeBack(page);
  await page.clock.fastForward(minutes(30));
  await drawn(page);
  expect(looks()).toBe(1);
  await replace(lying, 'another');
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false, configurable: true }));
  await comeBack(page);
  await expect(note(page)).toBeVisible();
  expect(looks()).toBe(2);
});

for (const [what, content] of [
  ['a page of the server’s own', '<!doctype html><title>Sign in first</title>'],
  ['nothing', ''],
  ['something of another kind', '{"build":7}'],
] as const) {
  test(`where ${what} comes in its place, nothing is said`, async ({ page, console, lying }) => {
    await writeFile(join(lying.path, 'build.json'), content);
    const first = look(page);
    await console.signIn();
    await first;
    await drawn(page);
    await expect(console.rows).toHaveCount(20);
    await expect(note(page)).toHaveCount(0);
  });
}
