// The worker that reads files of users, by the messages of `openim_bulk::job`: letters of all kinds, large files, one that overtakes another,
// and what is kept over a reload.
import { readdir, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dist, expect, test as base } from '../support/fixtures.ts';

/** What is posted instead of a file: made in the page. */
type Source = { bytes: number[] } | { rows: number } | { input: string } | undefined;
type Event = Record<string, any>;

interface Line {
  ask(ask: unknown, source?: Source): Promise<Event>;
  /** How often it was told how far it is. */
  told: number;
}
declare global {
  interface Window {
    line: Line;
  }
}

const test = base.extend<{ script: string }>({
  script: async ({}, use) => {
    const name = (await readdir(dist)).find((name) => /^import-worker-\w{16}\.js$/.test(name));
    if (!name) throw new Error('the build has no worker');
    await use(name);
  },
});

/** A page of the console's origin with a worker. */
async function start(page: Page, site: string, script: string): Promise<void> {
  await page.goto(site);
  await page.evaluate(async (script) => {
    const worker = new Worker(script);
    const waiting = new Map<number, (event: Event) => void>();
    let last = 0;
    const line: Line = {
      told: 0,
      ask(ask, source) {
        last += 1;
        const text = JSON.stringify({ id: last, ask });
        let file: Blob | undefined;
        if (source && 'bytes' in source) file = new Blob([new Uint8Array(source.bytes)]);
        if (source && 'rows' in source) file = new Blob(['userID,nickname\n', ...Array.from({ length: source.rows }, (_, row) => `user_${row},"Name, ${row}"\n`)]);
        if (source && 'input' in source) file = document.querySelector<HTMLInputElement>(source.input)?.files?.[0];
        worker.postMessage(file ? [text, file] : text);
        return new Promise((resolve) => waiting.set(last, resolve));
      },
    };
    await new Promise<void>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<string>) => {
        const event = JSON.parse(data) as Event;
        if (event.ready) return resolve();
        if (event.failed) return reject(new Error(event.failed));
        if (event.progress) line.told += 1;
        else waiting.get(event.id)?.(event);
      };
    });
    window.line = line;
  }, script);
}

const ask = (page: Page, request: unknown, source?: Source): Promise<Event> =>
  page.evaluate(([request, source]) => window.line.ask(request, source), [request, source] as const);

const opening = { block: 'main', text: null, format: null, separator: null, encoding: null };
const how_far = { registered: 1, updated: 0, existed: 0, failed: 0, left: 3 };
const rows = { rows: { filter: 'all', from: 0, count: 10 } };
const texts = (event: Event): string[][] => event.answer.rows.rows.map(({ cells }: any) => cells.map(({ text }: any) => text));

for (const [name, encoding, bytes] of [
  ['UTF-8 with a mark', 'utf-8', [...Buffer.from('\u{feff}userID,nickname\nu1,王芳\n', 'utf8')]],
  ['UTF-16', 'utf-16le', [0xff, 0xfe, ...Buffer.from('userID\tnickname\r\nu1\t王芳\r\n', 'utf16le')]],
  // 王芳 in GB18030.
  ['GB18030', 'gb18030', [...Buffer.from('userID;nickname\nu1;'), 0xcd, 0xf5, 0xb7, 0xbc, 0x0a]],
] as const) {
  test(`${name} is found out`, async ({ page, site, script }) => {
    await start(page, site, script);
    const { answer } = await ask(page, { open: opening }, { bytes: [...bytes] });
    expect(answer.overview.encoding).toBe(encoding);
    expect(answer.overview.summary).toMatchObject({ rows: 1, ready: 1, broken: 0 });
    expect(texts(await ask(page, rows))).toEqual([['u1', '王芳']]);
  });
}

test('a workbook is refused, and what cannot be read as chosen is', async ({ page, site, script }) => {
  await start(page, site, script);
  expect((await ask(page, { open: opening }, { bytes: [0x50, 0x4b, 3, 4, 20, 0] })).refused).toBe('workbook');
  const { answer } = await ask(page, { open: { ...opening, encoding: 'utf-8' } }, { bytes: [...Buffer.from('userID,nickname\nu1,'), 0xff, 0x0a] });
  expect(answer.overview.lossy).toBe(true);
  expect((await ask(page, 'sendable')).answer.sendable.register).toEqual([{ from: 1, count: 1 }]);
});

test('100,000 rows are read while the page goes on, and written again', async ({ page, site, script }) => {
  await start(page, site, script);
  const read = await page.evaluate(async (opening) => {
    let frames = 0;
    let running = true;
    const count = () => {
      frames += 1;
      if (running) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const { answer } = await window.line.ask({ open: opening }, { rows: 100_000 });
    running = false;
    return { frames, told: window.line.told, summary: answer.overview.summary };
  }, opening);
  expect(read.summary).toMatchObject({ rows: 100_000, ready: 100_000, broken: 0, duplicates: 0 });
  expect(read.told).toBeGreaterThan(1);
  expect(read.frames).toBeGreaterThan(1);
  const written = await page.evaluate(async () => {
    let text = '';
    for (let from: number | null = 0; from !== null; ) {
      const event: Event = await window.line.ask({ write: { filter: 'all', format: 'csv', separator: null, outcomes: false, from } });
      text += event.answer.piece.text;
      from = event.answer.piece.next;
    }
    return [text.split('\r\n').length, text.includes('user_99999,"Name, 99999"')];
  });
  expect(written).toEqual([100_002, true]);
});

test('a later file overtakes an earlier one, and what was open stays until then', async ({ page, site, script }) => {
  await start(page, site, script);
  await ask(page, { open: { ...opening, text: 'userID,nickname\nfirst,A\n' } });
  const [earlier, between, later] = await page.evaluate(
    ([opening, rows]) =>
      Promise.all([
        window.line.ask({ open: opening }, { rows: 200_000 }),
        window.line.ask(rows),
        window.line.ask({ open: { ...opening, text: 'userID,nickname\nlast,Z\n' } }),
      ]),
    [opening, rows] as const,
  );
  expect(earlier.refused).toBe('overtaken');
  expect(texts(between)).toEqual([['first', 'A']]);
  expect(later.answer.overview.summary.rows).toBe(1);
  expect(texts(await ask(page, rows))).toEqual([['last', 'Z']]);
});

test('what is kept is opened again after a reload as it was, for its server alone, until it is dropped', async ({ page, site, script }) => {
  await start(page, site, script);
  const { answer } = await ask(page, { open: opening }, { bytes: [...Buffer.from('id,name\nu1,Ann\nu2,\nu3,Cem\nu4,Dan\n')] });
  await ask(page, { choose: { ...answer.overview.choices, existing: 'update' } });
  await ask(page, { set: { row: 2, column: 1, text: 'Bob' } });
  await ask(page, { known: [{ row: 3, known: 'registered' }] });
  await ask(page, { leave: { filter: { these: [4] }, out: true } });
  const keeping = { server: 'https://a.example', name: 'team.csv', state: 'half', how_far };
  expect((await ask(page, { keep: { ...keeping, state: 'begun' } })).answer).toBe('done');
  expect((await ask(page, { keep: keeping })).answer).toBe('done');
  const before = await ask(page, rows);

  await start(page, site, script);
  expect((await ask(page, rows)).refused).toBe('not_opened');
  expect((await ask(page, { list_kept: 'https://b.example' })).answer.kept).toEqual([]);
  const { kept } = (await ask(page, { list_kept: 'https://a.example' })).answer;
  expect(kept).toMatchObject([{ name: 'team.csv', rows: 4, how_far, held: false }]);
  const resumed = await ask(page, { resume: kept[0].key });
  expect(resumed.answer.resumed).toMatchObject({ name: 'team.csv', state: 'half' });
  expect((await ask(page, rows)).answer).toEqual(before.answer);

  expect((await ask(page, { drop: kept[0].key })).answer).toBe('done');
  expect((await ask(page, { list_kept: 'https://a.example' })).answer.kept).toEqual([]);
  expect((await ask(page, { resume: kept[0].key })).refused).toBe('nothing_kept');
  const left = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('openim-console:import');
        request.onsuccess = () => {
          const files = request.result.transaction('files').objectStore('files').count();
          files.onsuccess = () => resolve(files.result);
        };
      }),
  );
  expect(left, 'files in the database').toBe(0);
});

test('what one page has open is neither opened, nor kept, nor dropped by another, until it is forgotten or the page has gone', async ({ page, context, site, script }) => {
  const file = { open: { ...opening, text: 'userID,nickname\nu1,Ann\n' } };
  const keeping = { keep: { server: 'https://a.example', name: 'team.csv', state: '', how_far } };
  const list = { list_kept: 'https://a.example' };
  await start(page, site, script);
  await ask(page, file);
  expect((await ask(page, keeping)).answer).toBe('done');
  const other = await context.newPage();
  await start(other, site, script);
  const [kept] = (await ask(other, list)).answer.kept;
  expect(kept.held).toBe(true);
  expect((await ask(other, { resume: kept.key })).refused).toBe('elsewhere');
  expect((await ask(other, { drop: kept.key })).refused).toBe('elsewhere');
  await ask(other, file);
  expect((await ask(other, keeping)).refused).toBe('elsewhere');
  // To whoever has it, it is not with another.
  expect((await ask(page, list)).answer.kept[0].held).toBe(false);
  expect((await ask(page, keeping)).answer).toBe('done');

  await ask(page, 'forget');
  expect((await ask(other, { resume: kept.key })).answer.resumed.name).toBe('team.csv');
  // Of two who take it at once from one that has gone, one gets it.
  await other.close();
  const third = await context.newPage();
  await start(third, site, script);
  const ends = await Promise.all([page, third].map((page) => ask(page, { resume: kept.key })));
  expect(ends.map((end) => end.refused ?? 'resumed').sort()).toEqual(['elsewhere', 'resumed']);
});

test('a browser that keeps nothing says so, and a record that is damaged is passed over', async ({ page, site, script }) => {
  await start(page, site, script);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('openim-console:import', 1);
        request.onupgradeneeded = () => ['files', 'records'].forEach((name) => request.result.createObjectStore(name));
        request.onsuccess = () => {
          const records = request.result.transaction('records', 'readwrite').objectStore('records');
          records.put('{"version":9}', 'other');
          records.put(7, 'strange').onsuccess = () => {
            request.result.close();
            resolve();
          };
        };
      }),
  );
  expect((await ask(page, { list_kept: 'https://a.example' })).answer.kept).toEqual([]);
  expect((await ask(page, { resume: 'other' })).refused).toBe('nothing_kept');
  expect((await ask(page, { keep: { server: '', name: '', state: '', how_far } })).refused).toBe('not_opened');
  // A newer console has been here.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('openim-console:import', 2);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  expect((await ask(page, { list_kept: 'https://a.example' })).refused.not_kept).toContain('version');
});

test('a file that has changed since it was chosen is refused in the words of the browser, and what was open stays', async ({ page, site, script }, info) => {
  await start(page, site, script);
  const path = info.outputPath('team.csv');
  await writeFile(path, 'userID,nickname\nu1,Ann\n');
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'team' });
    document.body.append(input);
  });
  await page.locator('#team').setInputFiles(path);
  expect((await ask(page, { open: opening }, { input: '#team' })).answer.overview.summary.rows).toBe(1);
  await writeFile(path, 'userID,nickname\nu2,Ben\nu3,Cem\n');
  expect((await ask(page, { open: opening }, { input: '#team' })).refused.unreadable).toMatch(/could not be read/);
  expect(texts(await ask(page, rows))).toEqual([['u1', 'Ann']]);
});

test('a pasted text is kept as well, and opened again with what was mended and left out', async ({ page, site, script }) => {
  await start(page, site, script);
  await ask(page, { open: { ...opening, text: 'userID\tnickname\nu1\t王芳\nu2\t\nu3\tCem\n' } });
  await ask(page, { set: { row: 2, column: 1, text: '=1' } });
  await ask(page, { leave: { filter: { these: [3] }, out: true } });
  expect((await ask(page, { keep: { server: 'https://a.example', name: 'pasted', state: '', how_far } })).answer).toBe('done');
  const before = await ask(page, rows);
  await start(page, site, script);
  const [kept] = (await ask(page, { list_kept: 'https://a.example' })).answer.kept;
  expect((await ask(page, { resume: kept.key })).answer.resumed.overview).toMatchObject({ separator: 'tab', summary: { ready: 2, left_out: 1 } });
  expect((await ask(page, rows)).answer).toEqual(before.answer);
});

test('what is no message has no answer, and the worker goes on', async ({ page, site, script }) => {
  await start(page, site, script);
  await page.evaluate(() => void window.line.ask('shout'));
  expect((await ask(page, 'sendable')).refused).toBe('not_opened');
});
