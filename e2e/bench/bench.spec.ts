// The figures: `cargo xtask bench`. The console and a page written by hand, from the same sandbox, in turns, so that what else the
// machine does meets both. No test fails for a time; the aims are said beside the figures.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, test } from '@playwright/test';
import { browserArguments } from '../support/browser.ts';
import { serve } from '../support/fixtures.ts';
import { Sandbox } from '../support/sandbox.ts';
import { draw, firstRow, median, memory, nextPage, type Drawing, type Memory, type Subject } from './measure.ts';
import { measureBulk, rows as bulkRows, rowsOfScript } from './bulk.ts';
import { instances, measurePackage, ways } from './package.ts';

const runs = Number(process.env.BENCH_RUNS ?? 7);
const users = 5_000;

/** The page written by hand, compressed beforehand as the console is. */
function plainFolder(): string {
  const from = fileURLToPath(new URL('./plain', import.meta.url));
  const to = fileURLToPath(new URL('../test-results/plain', import.meta.url));
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    const bytes = readFileSync(`${from}/${file}`);
    writeFileSync(`${to}/${file}`, bytes);
    writeFileSync(`${to}/${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
  return to;
}

test('the figures', async () => {
  test.setTimeout(30 * 60_000);
  const sandbox = await Sandbox.start('main', { users });
  const [site, plainSite] = [await serve(), await serve({ folder: plainFolder() })];
  const token = await sandbox.token();
  const session = { server: sandbox.url, block: 'main', admin: sandbox.admin, token, expiresAtMillis: Date.now() + 86_400_000 };
  const console: Subject = {
    name: 'console',
    url: site.url,
    session: { 'openim-console:server': sandbox.url, [`openim-console:session:${sandbox.url}`]: JSON.stringify(session) },
  };
  const plain: Subject = {
    name: 'by hand',
    url: `${plainSite.url}#/users`,
    session: { plain: JSON.stringify({ server: sandbox.url, token }) },
  };
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: browserArguments });
  const subjects = [console, plain];

  const first = new Map<string, { millis: number[]; millis4: number[]; requests: number; bytes: number }>();
  const flips = new Map<string, number[]>();
  const drawn = new Map<string, { 100: Drawing[]; 500: Drawing[] }>();
  const held = new Map<string, Memory | undefined>();
  for (const { name } of subjects) {
    first.set(name, { millis: [], millis4: [], requests: 0, bytes: 0 });
    flips.set(name, []);
    drawn.set(name, { 100: [], 500: [] });
  }
  for (const subject of subjects) await firstRow(browser, subject, 1);
  for (let run = 0; run < runs; run += 1) {
    for (const subject of subjects) {
      const row = first.get(subject.name);
      const full = await firstRow(browser, subject, 1);
      const slow = await firstRow(browser, subject, 4);
      if (row) {
        row.millis.push(full.millis);
        row.millis4.push(slow.millis);
        row.requests = full.requests;
        row.bytes = full.bytes;
      }
      flips.get(subject.name)?.push(await nextPage(browser, subject, 15));
      drawn.get(subject.name)?.[100].push(await draw(browser, subject, 100));
      drawn.get(subject.name)?.[500].push(await draw(browser, subject, 500));
    }
  }
  for (const subject of subjects) held.set(subject.name, await memory(browser, subject));

  const ofPackage = await measurePackage(browser, { server: sandbox.url, token }, runs);

  const bulk = await measureBulk(browser);

  const version = browser.version();
  await browser.close();
  for (const started of [site, plainSite, sandbox]) await started.stop();

  const part = (drawings: Drawing[] | undefined, key: keyof Drawing) => median((drawings ?? []).map((drawing) => drawing[key]));
  const of = (name: string) => {
    const row = first.get(name);
    const memory = held.get(name);
    return {
      bytes: row?.bytes ?? 0,
      requests: row?.requests ?? 0,
      firstRow: median(row?.millis ?? []),
      firstRow4: median(row?.millis4 ?? []),
      nextPage: median(flips.get(name) ?? []),
      draw100: part(drawn.get(name)?.[100], 'millis'),
      draw500: part(drawn.get(name)?.[500], 'millis'),
      script500: part(drawn.get(name)?.[500], 'script'),
      style500: part(drawn.get(name)?.[500], 'style'),
      layout500: part(drawn.get(name)?.[500], 'layout'),
      after5: memory?.after5 ?? 0,
      after200: memory?.after200 ?? 0,
    };
  };
  const [ours, theirs] = [of(console.name), of(plain.name)];
  const number = (value: number, digits = 0) => value.toFixed(digits);
  const kilobytes = (bytes: number) => `${number(bytes / 1024, 1)} KB`;
  const megabytes = (bytes: number) => (bytes ? `${number(bytes / 1024 / 1024, 1)} MB` : '—');
  const ratio = (a: number, b: number) => `${number(a / b, 1)} ×`;
  type Time = 'firstRow' | 'firstRow4' | 'nextPage' | 'draw100' | 'draw500' | 'script500' | 'style500' | 'layout500';
  const time = (what: string, key: Time, aim: string) =>
    `| ${what} | ${number(ours[key])} ms | ${number(theirs[key])} ms | ${ratio(ours[key], theirs[key])} | ${aim} |`;
  const table = [
    '| | console | by hand | ratio | aim |',
    '|---|---|---|---|---|',
    `| until the first row, over the wire | ${kilobytes(ours.bytes)} | ${kilobytes(theirs.bytes)} | | ≤ 200 KB |`,
    `| requests until the first row | ${ours.requests} | ${theirs.requests} | | ≤ 8 |`,
    time('first row', 'firstRow', '≤ 2 ×'),
    time('first row, processor slowed to a quarter', 'firstRow4', '≤ 2 ×'),
    time('next page, 20 rows', 'nextPage', '≤ 1.5 ×'),
    time('drawing 100 rows', 'draw100', ''),
    time('drawing 500 rows', 'draw500', '≤ 1.5 ×'),
    time('— of it scripts and wasm', 'script500', ''),
    time('— finding styles', 'style500', ''),
    time('— layout', 'layout500', ''),
    `| page's process after 5 pages | ${megabytes(ours.after5)} | ${megabytes(theirs.after5)} | ${ratio(ours.after5, theirs.after5)} | |`,
    `| page's process after 200 pages | ${megabytes(ours.after200)} | ${megabytes(theirs.after200)} | ${ratio(ours.after200, theirs.after200)} | flat |`,
  ].join('\n');
  const { first: byWay, warmMount, wasm, heap } = ofPackage;
  const each = ([one, many]: [number, number]) => `${megabytes(one)} | ${megabytes(many)} | ${number((many - one) / (instances - 1) / 1024)} KB`;
  const packageTables = [
    '| npm package, until the first row | over the wire | requests | first row |',
    '|---|---|---|---|',
    ...ways.map((way) => `| ${way} | ${kilobytes(byWay[way].bytes)} | ${byWay[way].requests} | ${number(byWay[way].millis)} ms |`),
    `| helper for a frame, alone | ${kilobytes(ofPackage.frameHelper)} | 1 | |`,
    `| \`mount\` where the program has been started | | | ${number(warmMount)} ms |`,
    '',
    `| memory of consoles in one page | 1 | ${instances} | one more |`,
    '|---|---|---|---|',
    `| of the wasm | ${each(wasm)} |`,
    `| of JavaScript | ${each(heap)} |`,
  ].join('\n');
  const seconds = (millis: number) => `${number(millis / 1000, 1)} s`;
  const thousands = (count: number) => count.toLocaleString('en-US');
  const frames = bulk.longestFrame;
  const bulkTables = [
    `| ${thousands(bulkRows)} users from a file | without delay | 20 ms delay |`,
    '|---|---|---|',
    `| import: check and run | ${seconds(bulk.console[0])} | ${seconds(bulk.console[1])} |`,
    `| a native program with the same blocks | ${seconds(bulk.native[0])} | ${seconds(bulk.native[1])} |`,
    `| row by row, from ${thousands(rowsOfScript)} rows | ${seconds(bulk.script[0])} | ${seconds(bulk.script[1])} |`,
    '',
    '| import | | aim |',
    '|---|---|---|',
    `| requests for ${thousands(bulkRows)} good rows, the check before included | ${bulk.requests} | ≤ 220 while it runs |`,
    `| requests for 1,000 rows of which 10 are refused | ${bulk.requestsOfRefused}, ${bulk.registeredOfRefused} registered | ≤ 130, 990 |`,
    `| longest frame while it reads, checks, runs | ${number(frames.read)} ms, ${number(frames.check)} ms, ${number(frames.run)} ms | ≤ 100 ms |`,
    `| page's process with its worker | ${bulk.memory ? megabytes(bulk.memory) : '—'} | ≤ 300 MB |`,
  ].join('\n');
  const about = `Chromium ${version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, medians of ${runs} runs, ${users} users.`;
  process.stdout.write(`\n${about}\n\n${table}\n\n${packageTables}\n\n${bulkTables}\n\n`);
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/benchmarks.json', `${JSON.stringify({ about, ours, theirs, ofPackage, bulk, first: [...first], flips: [...flips], drawn: [...drawn] }, null, 2)}\n`);
  writeFileSync('test-results/benchmarks.md', `${about}\n\n${table}\n\n${packageTables}\n\n${bulkTables}\n`);
});
