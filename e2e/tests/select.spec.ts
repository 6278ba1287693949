// Selecting users of the list, and what only reads them: copying, exporting, asking who is online.
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { tooWide } from '../support/wide.ts';

const list = '/user/get_users';
const infos = '/user/get_users_info';
const presence = '/user/get_users_status';

const bar = (page: Page) => page.getByRole('region', { name: 'Bulk actions' });
const pageBox = (page: Page) => page.getByRole('checkbox', { name: 'Select all on this page' });
const boxes = (page: Page) => page.locator('tbody [data-pick]');
const selected = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: /selected$/ });
const action = (page: Page, name: string) => bar(page).getByRole('button', { name });
const panel = (page: Page, name: string) => page.getByRole('dialog', { name });
const button = (page: Page, name: string | RegExp) => page.getByRole('dialog').last().getByRole('button', { name });

/** Signed in, with the checkboxes there. */
async function start(console: Console, route = ''): Promise<void> {
  await console.signIn(route);
  await expect(pageBox(console.page)).toBeEnabled();
}

const idsOf = (page: Page) => boxes(page).evaluateAll((all) => all.map((box) => box.getAttribute('data-pick') ?? ''));
const chosen = (page: Page) => page.locator('tbody [data-pick]:checked').evaluateAll((all) => all.map((box) => box.getAttribute('data-pick') ?? ''));

/** As an export has them. */
const exported = (user: any) => ({
  userID: user.userID,
  nickname: user.nickname,
  faceURL: user.faceURL,
  ex: user.ex,
  appMangerLevel: user.appMangerLevel,
  globalRecvMsgOpt: user.globalRecvMsgOpt,
  createTime: new Date(user.createTime).toISOString(),
});

/** The cells of a CSV file, without what disarms formulas. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  expect([quoted, row, cell]).toEqual([false, [], '']);
  return rows;
}

const withoutGuard = (cell: string) => (/^'(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(cell) ? cell.slice(1) : cell);

const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

/** The browser writes no files to the disk by itself, as most do not. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }));
}

/** A disk that remembers what was written to it; `fault` is what becomes of the second piece. */
async function withPicker(page: Page, how: { cancelled?: boolean; fault?: string } = {}): Promise<void> {
  await page.addInitScript((how) => {
    const disk = { name: '', pieces: [] as string[], end: '' };
    const picker = async (options: { suggestedName: string }) => {
      if (how.cancelled) throw new DOMException('', 'AbortError');
      disk.name = options.suggestedName;
      const write = async (piece: string) => {
        if (how.fault && disk.pieces.length > 0) throw new DOMException('', how.fault);
        disk.pieces.push(piece);
      };
      const end = (word: string) => async () => void (disk.end = word);
      return { createWritable: async () => ({ write, close: end('closed'), abort: end('aborted') }) };
    };
    Object.assign(window, { disk });
    Object.defineProperty(window, 'showSaveFilePicker', { value: picker });
  }, how);
}

const diskOf = (page: Page) => page.evaluate(() => (window as any).disk as { name: string; pieces: string[]; end: string });

async function beginExport(page: Page, format: string, scope?: RegExp): Promise<void> {
  if (scope) await page.getByRole('radio', { name: scope }).check();
  await page.getByRole('radio', { name: format, exact: true }).check();
  await button(page, /^Export [\d,]+ users?$/).click();
}

test.describe('selecting', () => {
  test('by mouse: rows, ranges by Shift, the page, over pages, and nobody any more', async ({ page, console }) => {
    await start(console);
    const ids = await idsOf(page);
    await expect(bar(page)).toBeHidden();
    await boxes(page).nth(2).click();
    await expect(bar(page)).toBeVisible();
    await expect(boxes(page).nth(2)).toBeFocused();
    await expect(selected(page)).toHaveText('1 selected');
    await boxes(page).nth(6).click({ modifiers: ['Shift'] });
    expect(await chosen(page)).toEqual(ids.slice(2, 7));
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
    await boxes(page).nth(0).click({ modifiers: ['Shift'] });
    expect(await chosen(page)).toEqual(ids.slice(0, 7));
    await boxes(page).nth(4).click();
    expect(await chosen(page)).toEqual([...ids.slice(0, 4), ...ids.slice(5, 7)]);
    await expect(selected(page)).toHaveText('6 selected');
    expect(await pageBox(page).evaluate((box: HTMLInputElement) => [box.checked, box.indeterminate])).toEqual([false, true]);

    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText('21–40')).toBeVisible();
    expect(await chosen(page)).toEqual([]);
    await expect(selected(page)).toHaveText('6 selected');
    await pageBox(page).click();
    await expect(selected(page)).toHaveText('26 selected');
    expect(await pageBox(page).evaluate((box: HTMLInputElement) => [box.checked, box.indeterminate])).toEqual([true, false]);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await expect(page.getByText('1–20')).toBeVisible();
    await expect.poll(() => chosen(page)).toEqual([...ids.slice(0, 4), ...ids.slice(5, 7)]);
    await pageBox(page).click();
    await expect(selected(page)).toHaveText('40 selected');
    await pageBox(page).click();
    await expect(selected(page)).toHaveText('20 selected');

    await action(page, 'Clear selection').click();
    await expect(bar(page)).toBeHidden();
    expect(await chosen(page)).toEqual([]);
  });

  test('by keyboard: X and Space on the name or the box, with Shift up to it, Escape', async ({ page, console }) => {
    await start(console);
    const ids = await idsOf(page);
    const link = (row: number) => console.rows.nth(row).getByRole('link').first();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(selected(page)).toHaveText('1 selected');
    await expect(link(1)).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    expect(await chosen(page)).toEqual(ids.slice(1, 4));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await chosen(page)).toEqual(ids.slice(1, 5));
    await expect(link(4)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    expect(await chosen(page)).toEqual(ids.slice(1, 7));

    // From box to box, which Space ticks by itself.
    await boxes(page).nth(8).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(boxes(page).nth(10)).toBeFocused();
    await page.keyboard.press('Shift+Space');
    expect(await chosen(page)).toEqual([...ids.slice(1, 7), ...ids.slice(8, 11)]);
    await page.keyboard.press('x');
    await expect(selected(page)).toHaveText('8 selected');

    // Escape closes what lies over the list before it clears.
    await link(3).focus();
    await page.keyboard.press('Enter');
    await expect(console.drawer).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await expect(selected(page)).toHaveText('8 selected');
    await page.getByRole('button', { name: 'Columns and density' }).click();
    await page.keyboard.press('Escape');
    await expect(selected(page)).toHaveText('8 selected');
    await page.keyboard.press('Escape');
    await expect(bar(page)).toBeHidden();
  });

  test('single letters are left alone where somebody switched them off; Space is none', async ({ page, console }) => {
    await start(console);
    await page.evaluate(() => localStorage.setItem('openim-console:keys', 'off'));
    await console.rows.first().getByRole('link').first().focus();
    await page.keyboard.press('x');
    await expect(bar(page)).toBeHidden();
    await page.keyboard.press('Space');
    await expect(selected(page)).toHaveText('1 selected');
  });

  test('ranges follow the order that is shown', async ({ page, console }) => {
    await start(console);
    await page.getByRole('button', { name: /^User ID: sorts this page only/ }).click();
    await expect(page.locator('th[aria-sort]')).toHaveCount(1);
    const ids = await idsOf(page);
    await boxes(page).nth(1).click();
    await boxes(page).nth(4).click({ modifiers: ['Shift'] });
    expect(await chosen(page)).toEqual(ids.slice(1, 5));
  });

  test('all that match but some, counted, on every page', async ({ page, console }) => {
    await start(console);
    await boxes(page).first().click();
    await bar(page).getByRole('button', { name: 'Select all 45 that match' }).click();
    await expect(selected(page)).toHaveText('45 selected');
    await expect(bar(page)).toContainText('All that match');
    await boxes(page).nth(3).click();
    await boxes(page).nth(5).click({ modifiers: ['Shift'] });
    await expect(selected(page)).toHaveText('42 selected');
    await expect(bar(page)).toContainText('All that match but 3');
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText('21–40')).toBeVisible();
    await expect(page.locator('tbody [data-pick]:checked')).toHaveCount(20);
  });

  test('another search selects nobody, and the first one again neither', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'sel_a', nickname: 'A' }, { userID: 'sel_b', nickname: 'B' });
    await start(console, '/users?q=sel_');
    await pageBox(page).click();
    await expect(selected(page)).toHaveText('2 selected');
    await console.search.fill('sel_a');
    await expect(console.rows).toHaveCount(1);
    await expect(bar(page)).toBeHidden();
    await console.search.fill('sel_');
    await expect(console.rows).toHaveCount(2);
    expect(await chosen(page)).toEqual([]);
  });

  test('hostile IDs name their boxes harmlessly, and are selected as they are', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'sel_用户', nickname: '<img src=x onerror=alert(1)>\u202E' });
    await start(console, '/users?q=sel_');
    await page.getByRole('checkbox', { name: 'Select sel_用户' }).check();
    await expect(selected(page)).toHaveText('1 selected');
  });

  test('the table stays where it is when the boxes come, and has room for them from the start', async ({ page, console }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    // Where the heads of the columns and the first user stand, in every frame.
    await page.addInitScript(() => {
      const seen = { without: new Set<string>(), withBoxes: new Set<string>() };
      Object.assign(window, { seen });
      const look = () => {
        const user = document.querySelector('tbody .oic-ident');
        if (user) {
          const places = [...document.querySelectorAll('thead th'), user].map((node) => Math.round(node.getBoundingClientRect().left * 10));
          const boxes = document.querySelector('tbody [data-pick]') !== null;
          (boxes ? seen.withBoxes : seen.without).add(places.join(' '));
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.reload();
    await expect(pageBox(page)).toBeEnabled();
    await expect(console.rows).toHaveCount(20);
    const seen = () => page.evaluate(() => Object.values((window as any).seen).map((places) => [...(places as Set<string>)]));
    await expect.poll(async () => (await seen()).map((places) => places.length)).toEqual([1, 1]);
    const [without, withBoxes] = await seen();
    expect(withBoxes).toEqual(without);
  });

  test.describe('in a list of 500 rows', () => {
    test.use({ users: 600 });

    test('a box is ticked within 200 ms', async ({ page, console }) => {
      await start(console, '/users?size=500');
      await expect(console.rows).toHaveCount(500);
      const millis = await page.evaluate(async () => {
        const box = document.querySelectorAll<HTMLInputElement>('[data-pick]')[250];
        const start = performance.now();
        box?.click();
        while (!document.querySelector('.oic-bulkbar')) await new Promise((resolve) => setTimeout(resolve));
        const first = performance.now() - start;
        const again = performance.now();
        document.querySelectorAll<HTMLInputElement>('[data-pick]')[300]?.click();
        while (!document.querySelector('.oic-bulkbar')?.textContent?.includes('2 selected')) await new Promise((resolve) => setTimeout(resolve));
        return [first, performance.now() - again];
      });
      // The first one fetches the part of the console that has the bar.
      expect(millis[1]).toBeLessThan(200);
    });
  });
});

test.describe('copying IDs', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('of those picked at once, of all that match once they are read', async ({ page, console, sandbox }) => {
    await start(console);
    const ids = await idsOf(page);
    await boxes(page).nth(1).click();
    await boxes(page).nth(3).click();
    await action(page, 'Copy IDs').click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe([ids[1], ids[3]].join('\n'));

    await bar(page).getByRole('button', { name: /^Select all/ }).click();
    await boxes(page).nth(0).click();
    await action(page, 'Copy IDs').click();
    await expect(panel(page, 'Copy IDs')).toContainText('44 IDs are ready.');
    await button(page, 'Copy IDs').click();
    const all = (await sandbox.everybody()).map((user) => user.userID).filter((id) => id !== ids[0]);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(all.join('\n'));
    await page.keyboard.press('Escape');
    await expect(panel(page, 'Copy IDs')).toBeHidden();
    await expect(selected(page)).toHaveText('44 selected');
  });
});

/** An export of all 1,203 that has come to its second block, which is not answered; the page before it is that of the settings. */
async function holdExport(page: Page, console: Console, sandbox: Sandbox): Promise<void> {
  await withPicker(page);
  await console.signIn('/settings');
  await console.go('/users');
  await expect(pageBox(page)).toBeEnabled();
  await page.getByRole('button', { name: 'Export users' }).click();
  await sandbox.faults({ paths: [list], times: 1 }, { paths: [list], silent: true });
  await beginExport(page, 'JSON Lines');
  await expect(panel(page, 'Export users')).toContainText('500 of 1,203');
}

test.describe('exporting', () => {
  test.use({ users: 1_203 });

  test('all that match as CSV, in pages of 500, is what the server has', async ({ page, console, sandbox }) => {
    await withoutPicker(page);
    await sandbox.register({ userID: 'export_1', nickname: '=1+1,"x"\n', ex: '\u202E@SUM(A1)' });
    await start(console);
    const before = (await sandbox.requests(list)).length;
    await page.getByRole('button', { name: 'Export users' }).click();
    const downloading = page.waitForEvent('download');
    await beginExport(page, 'CSV');
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^users-127\.0\.0\.1-\d{8}-\d{4}\.csv$/);
    const text = await textOf(download);
    expect(text.startsWith('\uFEFFuserID,')).toBe(true);
    expect(text.split('userID,nickname,')).toHaveLength(2);
    const [head, ...rows] = parseCsv(text.slice(1));
    const users = (await sandbox.everybody()).map(exported);
    expect(head).toEqual(Object.keys(users[0] ?? {}));
    expect(rows.map((row) => row.map(withoutGuard))).toEqual(users.map((user) => Object.values(user).map(String)));
    expect(rows.find(([id]) => id === 'export_1')?.[1]).toBe('\'=1+1,"x"\n');
    const asked = (await sandbox.requests(list)).slice(before).map((request) => JSON.parse(request.body).pagination);
    expect(asked).toEqual([1, 2, 3].map((pageNumber) => ({ pageNumber, showNumber: 500 })));
    await expect(panel(page, 'Export users')).toContainText('1,204 users are in the file.');
  });

  test('the selection as JSON is read anew and in its order', async ({ page, console, sandbox }) => {
    await withoutPicker(page);
    await start(console);
    const ids = await idsOf(page);
    await boxes(page).nth(4).click();
    await boxes(page).nth(1).click();
    await sandbox.done('/user/set_global_msg_recv_opt', { userID: ids[1], globalRecvMsgOpt: 2 });
    await action(page, 'Export').click();
    const downloading = page.waitForEvent('download');
    await beginExport(page, 'JSON');
    const rows = JSON.parse(await textOf(await downloading));
    const users = (await sandbox.everybody()).map(exported);
    expect(rows).toEqual([ids[4], ids[1]].map((id) => users.find((user) => user.userID === id)));
    expect(rows[1].globalRecvMsgOpt).toBe(2);
    expect(await sandbox.requests(infos)).toHaveLength(1);
  });

  test('the page as JSON Lines, and all that match but some', async ({ page, console, sandbox }) => {
    await withoutPicker(page);
    await start(console, '/users?page=2');
    const ids = await idsOf(page);
    const lines = (text: string) => text.trimEnd().split('\n').map((line) => JSON.parse(line));
    await boxes(page).first().click();
    await action(page, 'Export').click();
    let downloading = page.waitForEvent('download');
    await beginExport(page, 'JSON Lines', /^The 20 of this page/);
    const users = (await sandbox.everybody()).map(exported);
    expect(lines(await textOf(await downloading))).toEqual(users.slice(20, 40));
    await button(page, 'Close').last().click();

    await bar(page).getByRole('button', { name: 'Select all 1,203 that match' }).click();
    await boxes(page).first().click();
    await action(page, 'Export').click();
    downloading = page.waitForEvent('download');
    await beginExport(page, 'JSON Lines', /^The 1,202 selected/);
    expect(lines(await textOf(await downloading))).toEqual(users.filter((user) => user.userID !== ids[0]));
  });

  test('goes to the disk piece by piece where the browser can', async ({ page, console, sandbox }) => {
    await withPicker(page);
    await start(console);
    await page.getByRole('button', { name: 'Export users' }).click();
    await beginExport(page, 'JSON');
    await expect(panel(page, 'Export users')).toContainText('1,203 users are in the file.');
    const disk = await diskOf(page);
    expect(disk.name).toMatch(/\.json$/);
    expect([disk.end, disk.pieces.length]).toEqual(['closed', 5]);
    expect(JSON.parse(disk.pieces.join(''))).toEqual((await sandbox.everybody()).map(exported));
  });

  test('whoever does not want to say where exports nothing', async ({ page, console, sandbox }) => {
    await withPicker(page, { cancelled: true });
    await start(console);
    const before = (await sandbox.requests(list)).length;
    await page.getByRole('button', { name: 'Export users' }).click();
    await beginExport(page, 'CSV');
    await expect(button(page, /^Export 1,203 users$/)).toBeEnabled();
    expect(await sandbox.requests(list)).toHaveLength(before);
  });

  test('a full disk is told, and nothing more is read', async ({ page, console, sandbox }) => {
    await withPicker(page, { fault: 'QuotaExceededError' });
    await start(console);
    const before = (await sandbox.requests(list)).length;
    await page.getByRole('button', { name: 'Export users' }).click();
    await beginExport(page, 'CSV');
    await expect(page.getByRole('alert')).toContainText('The file could not be written. The browser says QuotaExceededError.');
    expect(await sandbox.requests(list)).toHaveLength(before + 1);
    expect((await diskOf(page)).end).toBe('aborted');
    await button(page, 'Start again').click();
    await expect(button(page, /^Export 1,203 users$/)).toBeVisible();
  });

  test.describe('where a block fails', () => {
    test.use({ expectedMessages: /500 \(Internal Server Error\)/ });

    test('it goes on there, and nobody is twice or missing in the file', async ({ page, console, sandbox }) => {
      await withPicker(page);
      await start(console);
      await page.getByRole('button', { name: 'Export users' }).click();
      await sandbox.faults({ paths: [list], times: 1 }, { paths: [list], fault: '500', times: 2 });
      await beginExport(page, 'CSV');
      const alert = page.getByRole('alert').filter({ hasText: 'The next users could not be read.' });
      await expect(alert).toBeVisible();
      await expect(panel(page, 'Export users')).toContainText('500 of 1,203');
      expect(await axeFindings(page)).toEqual([]);
      await button(page, 'Go on').click();
      await expect(alert).toBeVisible();
      await button(page, 'Go on').click();
      await expect(panel(page, 'Export users')).toContainText('1,203 users are in the file.');
      const rows = parseCsv((await diskOf(page)).pieces.join('').slice(1)).slice(1);
      expect(rows.map(([id]) => id)).toEqual((await sandbox.everybody()).map((user) => user.userID));
    });
  });

  test('stops where it is told to, keeps what is there, and goes on', async ({ page, console, sandbox }) => {
    await withPicker(page);
    await start(console);
    await page.getByRole('button', { name: 'Export users' }).click();
    await sandbox.faults({ paths: [list], times: 1 }, { paths: [list], silent: true });
    await beginExport(page, 'JSON');
    await expect(panel(page, 'Export users')).toContainText('500 of 1,203');
    await button(page, 'Stop').click();
    await expect(panel(page, 'Export users')).toContainText('Stopped.');
    await sandbox.faults({ paths: [list], times: 1 }, { paths: [list], silent: true });
    await button(page, 'Go on').click();
    await expect(panel(page, 'Export users')).toContainText('1,000 of 1,203');
    await button(page, 'Stop').click();
    await button(page, 'Save these 1,000').click();
    await expect(panel(page, 'Export users')).toContainText('1,000 users are in the file, not all.');
    const disk = await diskOf(page);
    expect(disk.end).toBe('closed');
    expect(JSON.parse(disk.pieces.join(''))).toHaveLength(1_000);
    await sandbox.faults();
  });

  test('is not left unasked while it runs: by Escape, by “back”, by closing the tab', async ({ page, console, sandbox }) => {
    await holdExport(page, console, sandbox);
    const question = page.getByRole('alertdialog', { name: 'Stop before it is finished?' });
    await page.keyboard.press('Escape');
    await expect(question).toBeVisible();
    await button(page, 'Keep going').click();
    await expect(question).toBeHidden();
    await page.evaluate(() => history.back());
    await expect(question).toBeVisible();
    expect(page.url()).toContain('#/users');
    await button(page, 'Keep going').click();
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await expect(panel(page, 'Export users')).toContainText('500 of 1,203');
    await sandbox.faults();
    await expect(panel(page, 'Export users')).toContainText('1,203 users are in the file.');
    await page.evaluate(() => history.back());
    await expect(console.title).toHaveText('Settings');
  });

  test('and whoever leaves stops it', async ({ page, console, sandbox }) => {
    await holdExport(page, console, sandbox);
    const asked = (await sandbox.requests(list)).length;
    await page.evaluate(() => history.back());
    await button(page, 'Stop and leave').click();
    await expect(console.title).toHaveText('Settings');
    await sandbox.faults();
    expect(await sandbox.requests(list)).toHaveLength(asked);
    expect((await diskOf(page)).end).not.toBe('closed');
  });
});

test.describe('a hundred thousand users', () => {
  test.use({ users: 100_000 });

  test('are exported while the page goes on answering', async ({ page, console, sandbox }) => {
    test.setTimeout(240_000);
    await withoutPicker(page);
    await start(console);
    await page.getByRole('button', { name: 'Export users' }).click();
    // The longest time that the page did not get its turn.
    await page.evaluate(() => {
      const pause = { longest: 0 };
      Object.assign(window, { pause });
      let last = performance.now();
      setInterval(() => {
        pause.longest = Math.max(pause.longest, performance.now() - last);
        last = performance.now();
      }, 20);
    });
    const downloading = page.waitForEvent('download', { timeout: 200_000 });
    await beginExport(page, 'CSV');
    const download = await downloading;
    const longest = await page.evaluate(() => (window as any).pause.longest as number);
    test.info().annotations.push({ type: 'longest pause', description: `${Math.round(longest)} ms` });
    expect(longest).toBeLessThan(1_000);
    const rows = parseCsv((await textOf(download)).slice(1)).slice(1);
    expect(new Set(rows.map(([id]) => id)).size).toBe(100_000);
    expect((await sandbox.requests(list)).length).toBeGreaterThan(200);
  });
});

test.describe('who is online', () => {
  for (const version of ['v3.4', 'main'] as const) {
    test.describe(version, () => {
      test.use({ version });

      test('is counted, listed and saved, asked by the route without tokens', async ({ page, console, sandbox }) => {
        await withoutPicker(page);
        await start(console);
        const ids = await idsOf(page);
        for (const id of ids.slice(0, 4)) await sandbox.presence(id, []);
        await sandbox.presence(ids[0] ?? '', [1, 5]);
        await sandbox.presence(ids[2] ?? '', [5]);
        await boxes(page).nth(0).click();
        await boxes(page).nth(3).click({ modifiers: ['Shift'] });
        await action(page, 'Check online').click();
        const drawer = panel(page, 'Check online');
        await expect(drawer.getByText('2 of 4 are online.')).toBeVisible();
        await expect(drawer.locator('.oic-chip')).toHaveText(['Web2', 'iPhone1']);
        await expect(drawer.locator('tbody tr')).toHaveCount(4);
        await drawer.getByRole('button', { name: /^Online/ }).click();
        await expect(drawer.locator('tbody tr')).toHaveText([`${ids[0]}iPhone, Web`, `${ids[2]}Web`]);
        await drawer.getByRole('button', { name: /^All/ }).click();
        const downloading = page.waitForEvent('download');
        await drawer.getByRole('button', { name: 'CSV' }).click();
        const rows = parseCsv((await textOf(await downloading)).slice(1));
        expect(rows).toEqual([['userID', 'status', 'platformIDs'], [ids[0], 'online', '1 5'], [ids[1], 'offline', ''], [ids[2], 'online', '5'], [ids[3], 'offline', '']]);
        expect(await sandbox.requests(presence)).toHaveLength(1);
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }

  test.describe('of many', () => {
    test.use({ users: 1_203, expectedMessages: /500 \(Internal Server Error\)/ });

    test('is asked in blocks of 500, and goes on after a failure', async ({ page, console, sandbox }) => {
      await start(console);
      await boxes(page).first().click();
      await bar(page).getByRole('button', { name: /^Select all/ }).click();
      await sandbox.faults({ paths: [presence], times: 1 }, { paths: [presence], fault: '500', times: 1 });
      await action(page, 'Check online').click();
      const drawer = panel(page, 'Check online');
      await expect(drawer.getByRole('alert')).toBeVisible();
      await expect(drawer).toContainText('500 of 1,203');
      await drawer.getByRole('button', { name: 'Retry' }).click();
      await expect(drawer.getByText(/^[\d,]+ of 1,203 are online\.$/)).toBeVisible();
      const sizes = (await sandbox.requests(presence)).map((request) => JSON.parse(request.body).userIDs.length);
      expect(sizes).toEqual([500, 500, 500, 203]);
      await expect(drawer.locator('tbody tr')).toHaveCount(100);
    });
  });
});

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/select-${name}.png` });
}

const insideTargets = (boxes: Locator) =>
  boxes.evaluateAll((all) =>
    all.filter((box) => {
      const { left, top, width, height } = box.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      // The corners of 24 px around its middle, as far as they are in sight.
      return [-11.5, 11.5].some((dx) => [-11.5, 11.5].some((dy) => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        return hit !== null && hit !== box && !hit.closest('thead, .oic-bulkbar, .oic-tabbar, .oic-pager') && y < innerHeight - 200;
      }));
    }).length,
  );

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 768, 390]) {
    test(`${scheme}, ${width} px: axe finds nothing with some selected and with an export before and behind it, and nothing sticks out`, async ({ page, console }) => {
      await withoutPicker(page);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      await start(console);
      for (const row of [1, 3, 4]) await boxes(page).nth(row).click();
      await expect(bar(page)).toBeVisible();
      expect(await insideTargets(boxes(page))).toBe(0);
      const small = await bar(page).getByRole('button').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 24 || one.getBoundingClientRect().width < 24).length);
      expect(small).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      await look(page, `bar-${scheme}-${width}`);
      await action(page, 'Export').click();
      await expect(panel(page, 'Export users')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await look(page, `export-${scheme}-${width}`);
      const downloading = page.waitForEvent('download');
      await beginExport(page, 'CSV');
      await downloading;
      await expect(panel(page, 'Export users')).toContainText('3 users are in the file.');
      expect(await axeFindings(page)).toEqual([]);
      await button(page, 'Close').last().click();
      await expect(panel(page, 'Export users')).toBeHidden();
    });
  }
}

test.describe('Chinese', () => {
  test.use({ locale: 'zh-CN' });

  for (const width of [1280, 390]) {
    test(`${width} px: the bar and the export say it in Chinese, and axe finds nothing`, async ({ page, sandbox, site }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(site);
      await page.locator('input[name=server]').fill(sandbox.url);
      await page.locator('.oic-msg--ok').first().waitFor();
      await page.getByLabel('管理员用户 ID').fill(sandbox.admin);
      await page.locator('input[type=password]').fill(sandbox.secret);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('checkbox', { name: '选择本页全部' })).toBeEnabled();
      await boxes(page).first().click();
      const bar = page.getByRole('region', { name: '批量操作' });
      await expect(bar).toContainText('已选 1 项');
      await look(page, `bar-zh-${width}`);
      await bar.getByRole('button', { name: '选择全部 45 个匹配项' }).click();
      await expect(bar).toContainText('全部匹配项');
      await bar.getByRole('button', { name: '导出' }).click();
      await expect(page.getByRole('dialog', { name: '导出用户' })).toContainText('所选 45 个');
      expect(await axeFindings(page)).toEqual([]);
      await look(page, `export-zh-${width}`);
    });
  }
});
