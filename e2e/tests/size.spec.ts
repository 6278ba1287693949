// What a browser with an empty cache loads until the first list is there; the client for JavaScript; and the worker of the import.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist, expect, test } from '../support/fixtures.ts';
import { given } from '../support/process.ts';

const budget = 200 * 1024;
/** Of the client for JavaScript: what comes before the first call, which signs in or looks after users; all with every family of calls. */
const clientBudget = 100 * 1024;
const wholeClientBudget = 230 * 1024;
/** What comes before the first call; client.spec.ts holds that it is these and no others. */
const clientStart = ['client.js', 'bindings.js', 'client_bg.wasm'];
/** Reading, checking and writing of files, as it is sent: nothing of the first list. */
const importBudget = 172 * 1024;

test('the first list takes no more than 200 KB over the wire, and what comes later waits for it', async ({ page, console, site }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const names = new Map<string, string>();
  const began = new Map<string, number>();
  const sizes = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    names.set(requestId, request.url);
    began.set(requestId, wallTime * 1000);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('tbody tr a')) return;
      observer.disconnect();
      document.documentElement.dataset.firstRow = String(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  });

  await console.signIn();
  await expect(console.rows.first().getByRole('link')).toBeVisible();
  const firstRow = Number(await page.evaluate(() => document.documentElement.dataset.firstRow));
  const ours = [...sizes].filter(([id]) => names.get(id)?.startsWith(site));
  const named = (ids: [string, number][]) =>
    ids.map(([id, bytes]) => [names.get(id)?.slice(site.length) || 'index.html', bytes] as const).sort((a, b) => b[1] - a[1]);
  const before = named(ours.filter(([id]) => (began.get(id) ?? 0) <= firstRow));
  const after = named(ours.filter(([id]) => (began.get(id) ?? 0) > firstRow));

  const sum = (rows: readonly (readonly [string, number])[]) => rows.reduce((sum, [, bytes]) => sum + bytes, 0);
  const line = (name: string, bytes: number) => `${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`;
  const lines = [
    ...before.map(([name, bytes]) => line(name, bytes)),
    line(`in ${before.length} requests until the first row; ${budget / 1024} KB are allowed`, sum(before)),
    line('afterwards, for the top bar', sum(after)),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  expect(before.some(([name]) => name.endsWith('.wasm')), 'the wasm was measured').toBe(true);
  expect(before.some(([name]) => name === 'index.html'), 'the page was measured').toBe(true);
  expect(after.some(([name]) => name.startsWith('split_top_bar')), 'the top bar comes afterwards').toBe(true);
  expect(sum(before)).toBeLessThanOrEqual(budget);
  expect(before.length).toBeLessThanOrEqual(8);
});

test('the client for JavaScript makes its first call after no more than 100 KB', async () => {
  const folder = join(given('PACKAGE'), 'client');
  const weighed = async (name: string) => [name, gzipSync(await readFile(join(folder, name)), { level: 9 }).length] as const;
  const files = (await readdir(folder)).filter((name) => !name.endsWith('.d.ts'));
  const sizes = new Map(await Promise.all(files.map(weighed)));
  const sum = (names: string[]) => names.reduce((sum, name) => sum + (sizes.get(name) ?? Infinity), 0);
  const [start, whole] = [sum(clientStart), sum(files)];
  const lines = [...sizes].sort((a, b) => b[1] - a[1]).map(([name, bytes]) => `${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`);
  process.stdout.write(`\n${lines.join('\n')}\n${(start / 1024).toFixed(1).padStart(8)} KB  at the start, of ${(whole / 1024).toFixed(1)} KB\n`);
  expect(start).toBeLessThanOrEqual(clientBudget);
  expect(whole).toBeLessThanOrEqual(wholeClientBudget);
});

test('the worker of the import is no larger than it was', async () => {
  const files = (await readdir(dist)).filter((name) => /^import-worker-\w{16}\.(js|wasm)\.gz$/.test(name));
  expect(files.map((name) => name.split('.')[1]).sort()).toEqual(['js', 'wasm']);
  const sizes = await Promise.all(files.map(async (name) => (await readFile(join(dist, name))).length));
  process.stdout.write(`\n${sizes.map((bytes, at) => `${(bytes / 1024).toFixed(1)} KB ${files[at]}`).join(', ')}\n`);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(importBudget);
});
