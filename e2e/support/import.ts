// The bulk import, as a person goes through it.
import { readFile } from 'node:fs/promises';
import { expect, type Download, type Locator, type Page, type Worker } from '@playwright/test';
import type { Console } from './console.ts';
import type { Sandbox } from './sandbox.ts';

export const register = '/user/user_register';
export const accountCheck = '/user/account_check';

/** So many invented users that nobody has registered. */
export const newcomers = (count: number, from = 0): { userID: string; nickname: string }[] =>
  Array.from({ length: count }, (_, number) => ({ userID: `new_${from + number}`, nickname: `Newcomer ${from + number}` }));

/** A CSV file of them. */
export const csvOf = (users: { userID: string; nickname: string }[]): string =>
  `userID,nickname\n${users.map(({ userID, nickname }) => `${userID},${nickname}\n`).join('')}`;

export class Import {
  constructor(readonly page: Page, readonly console: Console) {}

  button(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }

  get step(): Locator {
    return this.page.getByRole('list', { name: 'Import steps' }).locator('[aria-current=step]');
  }

  get alert(): Locator {
    return this.page.getByRole('main').getByRole('alert');
  }

  /** The number above these words. */
  sum(words: string | RegExp): Locator {
    return this.page.locator('.oic-sum > div').filter({ has: this.page.locator('span', { hasText: words }) }).locator('b');
  }

  async open(options: { keepSecret?: boolean } = {}): Promise<void> {
    await this.console.signIn('/import', { keepSecret: options.keepSecret ?? this.console.sandbox.isOld });
    await expect(this.button('Choose file')).toBeVisible();
  }

  async choose(name: string, text: string | Buffer, mimeType = 'text/csv'): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
  }

  /** From the file to the check, with all known. */
  async check(name: string, text: string): Promise<void> {
    await this.choose(name, text);
    await this.button(/^Check [\d,]+ rows?$/).click();
    await this.checked();
  }

  async checked(): Promise<void> {
    await expect(this.step).toContainText('Check');
    await expect(this.page.getByText('All rows are checked.')).toBeAttached();
  }

  async start(name: RegExp = /^Register [\d,]+ users?$/): Promise<void> {
    await this.button(name).click();
    // A short run is over before anybody sees it.
    await expect(this.step).toContainText(/Run|Result/);
  }

  /** Starts, and the server holds its answer to the first registration. */
  async startHeld(): Promise<void> {
    await this.console.sandbox.faults({ paths: [register], fault: 'hang' });
    await this.start();
    await expect.poll(() => registered(this.console.sandbox)).toHaveLength(1);
  }

  /** Starts, and pauses once the first block is registered. */
  async pauseAfterFirst(): Promise<void> {
    await this.startHeld();
    await this.button('Pause').click();
    await this.console.sandbox.faults();
    await expect(this.page.getByText('Paused.')).toBeVisible();
  }

  async finished(): Promise<void> {
    await expect(this.step).toContainText('Result', { timeout: 30_000 });
  }

  filter(name: RegExp): Locator {
    return this.page.getByRole('group', { name: 'Which rows are shown' }).getByRole('button', { name });
  }
}

/** The IDs of each registration that arrived, in order: the first thousand or so of each, which is as much as the sandbox remembers. */
export async function registered(sandbox: Sandbox): Promise<string[][]> {
  const calls = await sandbox.requests(register);
  return calls.map(({ body }) => [...body.matchAll(/"userID":"([^"]+)"/g)].map(([, userID]) => userID ?? ''));
}

/** Those of the IDs that the server has, by the server itself. */
export async function existing(sandbox: Sandbox, ids: string[]): Promise<string[]> {
  const { data } = await sandbox.call('/user/account_check', { checkUserIDs: ids });
  const results = data.results as { userID: string; accountStatus: number | string }[];
  return results.filter((row) => row.accountStatus === 1 || row.accountStatus === 'registered').map((row) => row.userID);
}

export async function userOf(sandbox: Sandbox, userID: string): Promise<any> {
  const { data } = await sandbox.call('/user/get_users_info', { userIDs: [userID] });
  return data.usersInfo[0];
}

/** The browser writes no files to the disk by itself, as most do not. */
export async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }));
}

/** The text of the file that is offered when `act` is done, and its name. */
export async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download');
  await act();
  const download: Download = await downloading;
  return { name: download.suggestedFilename(), text: (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '') };
}

/** Registrations pass so often; the next is carried out too, but nobody hears of it, and whoever asks has to wait. To be set before the start. */
export async function losesAnswerAfter(sandbox: Sandbox, times: number): Promise<{ lost(): Promise<void> }> {
  const asked = (await sandbox.requests(accountCheck)).length;
  const passes = times > 0 ? [{ paths: [register], times }] : [];
  await sandbox.faults(...passes, { paths: [register], times: 1, fault: 'lost' }, { paths: [accountCheck], fault: 'hang' });
  return {
    /** The answer is lost: the import asks what came of it. */
    lost: () => expect.poll(async () => (await sandbox.requests(accountCheck)).length).toBe(asked + 1),
  };
}

/** The worker that has the file. */
export function workerOf(page: Page): Worker {
  const worker = page.workers().find((worker) => worker.url().includes('import-worker'));
  if (!worker) throw new Error('the page has no worker');
  return worker;
}

/** From now on the page's worker waits for the disk, until the function that this gives is called. */
export async function slowDisk(page: Page): Promise<() => Promise<void>> {
  const worker = workerOf(page);
  await worker.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    const turning = new Promise<void>((resolve) => Object.assign(self, { turn: resolve }));
    Blob.prototype.arrayBuffer = async function () {
      await turning;
      return read.call(this);
    };
  });
  return () => worker.evaluate(() => (self as unknown as { turn(): void }).turn());
}
