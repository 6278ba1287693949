// What is measured of the import: so many users from a file, beside a native program that makes the same requests, and beside the way of a
// script, one row after another. Each on a server of its own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { Console } from '../support/console.ts';
import { serve } from '../support/fixtures.ts';
import { longestFrame } from '../support/frames.ts';
import { Import, accountCheck, csvOf, newcomers, register } from '../support/import.ts';
import { given } from '../support/process.ts';
import { Sandbox } from '../support/sandbox.ts';
import { median } from './measure.ts';

export const rows = 100_000;
/** By a script that does one after another; the time for all is reckoned. */
export const rowsOfScript = 1_000;
const refused = 10;
const runs = 3;

export interface BulkFigures {
  /** Without a delay of the server, and with one of 20 ms for each request. */
  native: [number, number];
  console: [number, number];
  script: [number, number];
  requests: number;
  /** Of 1,000 rows of which 10 are refused for what only the server knows. */
  requestsOfRefused: number;
  registeredOfRefused: number;
  /** In milliseconds. */
  longestFrame: { read: number; check: number; run: number };
  /** In bytes, of the page with its worker; none where the system does not tell. */
  memory: number | undefined;
}

const delays = [0, 20] as const;

async function byProgram(delay: number, way: 'blocks' | 'each', count: number): Promise<number> {
  const sandbox = await Sandbox.start('main', { users: 10, args: ['--delay-ms', String(delay)] });
  const environment = { ...process.env, OPENIM_TOKEN: await sandbox.token() };
  const { stdout } = await promisify(execFile)(given('REGISTER'), [sandbox.url, String(count), way], { env: environment });
  await sandbox.stop();
  return (JSON.parse(stdout) as { millis: number }).millis;
}

async function byConsole(browser: Browser, delay: number) {
  const sandbox = await Sandbox.start('main', { users: 10, args: ['--delay-ms', String(delay)] });
  const site = await serve();
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const it = new Import(page, new Console(page, site.url, sandbox));
  await it.open();
  // Playwright hands over no file of that size from memory; the page makes it.
  const read = await longestFrame(page, async () => {
    await page.locator('input[type=file]').evaluate((input: HTMLInputElement, rows) => {
      const lines = Array.from({ length: rows }, (_, row) => `new_${row},Newcomer ${row}\n`);
      const data = new DataTransfer();
      data.items.add(new File(['userID,nickname\n', ...lines], 'many.csv', { type: 'text/csv' }));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, rows);
    await it.button(/^Check 100,000 rows$/).waitFor({ timeout: 60_000 });
  });
  // Both steps that ask the server count, as they do for the program; what a person does between them does not.
  let millis = 0;
  const check = await longestFrame(page, async () => {
    const started = Date.now();
    await it.button(/^Check 100,000 rows$/).click();
    await page.getByText('All rows are checked.').waitFor({ state: 'attached', timeout: 120_000 });
    millis = Date.now() - started;
  });
  const run = await longestFrame(page, async () => {
    const started = Date.now();
    await it.start();
    await it.finished();
    millis += Date.now() - started;
  });
  const counted = [await sandbox.requests(register), await sandbox.requests(accountCheck)];
  const requests = counted.flat().filter(({ method }) => method === 'POST').length;
  const memory = await held(browser);
  await context.close();
  await site.stop();
  await sandbox.stop();
  return { millis, requests, memory, longestFrame: { read, check, run } };
}

/** What the busiest page's process holds for itself, its worker with it. */
async function held(browser: Browser): Promise<number | undefined> {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const busiest = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)[0];
  try {
    const rollup = readFileSync(`/proc/${busiest?.id}/smaps_rollup`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
    return field('Private_Dirty') + field('Private_Clean');
  } catch {
    return undefined;
  }
}

/** 1,000 rows of which some are refused: how many requests it took, and who is there. */
async function withRefused(browser: Browser): Promise<{ requests: number; registered: number }> {
  const sandbox = await Sandbox.start('main', { users: 10 });
  const site = await serve();
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const it = new Import(page, new Console(page, site.url, sandbox));
  const users = newcomers(1_000);
  for (let number = 0; number < refused; number += 1) {
    const user = users[number * 97 + 13];
    // In the nickname: the check before the run asks for IDs alone.
    if (user) user.nickname = `sandboxfault_code_1001_${number}`;
  }
  await it.open();
  await it.check('refused.csv', csvOf(users));
  const before = (await sandbox.requests()).length;
  await it.start();
  await it.finished();
  const requests = (await sandbox.requests()).length - before;
  const { data } = await sandbox.call('/user/get_users', { pagination: { pageNumber: 1, showNumber: 1 } });
  await context.close();
  await site.stop();
  await sandbox.stop();
  return { requests, registered: data.total - 10 };
}

export async function measureBulk(browser: Browser): Promise<BulkFigures> {
  const times = { native: [[], []] as [number[], number[]], console: [[], []] as [number[], number[]], script: [[], []] as [number[], number[]] };
  let last: Awaited<ReturnType<typeof byConsole>> | undefined;
  for (let run = 0; run < runs; run += 1) {
    for (const [place, delay] of delays.entries()) {
      times.native[place as 0 | 1].push(await byProgram(delay, 'blocks', rows));
      last = await byConsole(browser, delay);
      times.console[place as 0 | 1].push(last.millis);
      if (run === 0) times.script[place as 0 | 1].push((await byProgram(delay, 'each', rowsOfScript)) * (rows / rowsOfScript));
    }
  }
  const { requests, registered } = await withRefused(browser);
  const medians = (of: [number[], number[]]): [number, number] => [median(of[0]), median(of[1])];
  return {
    native: medians(times.native),
    console: medians(times.console),
    script: medians(times.script),
    requests: last?.requests ?? 0,
    requestsOfRefused: requests,
    registeredOfRefused: registered,
    longestFrame: last?.longestFrame ?? { read: 0, check: 0, run: 0 },
    memory: last?.memory,
  };
}
