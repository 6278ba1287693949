// The options of the list of users: columns and their order, order of the page, density, reading anew, the keyboard.
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';

const list = '/user/get_users';
const presence = '/user/get_users_status';

const heads = (page: Page) => page.locator('thead th');
const menu = (page: Page) => page.getByRole('button', { name: 'Columns and density' });
const head = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name}: sorts this page only`) });

/** Signed in, with the options there. */
async function start(console: Console, route = ''): Promise<void> {
  await console.signIn(route);
  await expect(menu(console.page)).toBeVisible();
  await expect(head(console.page, 'User')).toBeVisible();
}

const firstIds = async (page: Page, count: number) => (await page.locator('tbody tr .oic-ident__sub').allTextContents()).slice(0, count);

test.describe('columns', () => {
  test('are shown, hidden and moved, and that is remembered by this browser until it is reset', async ({ page, console }) => {
    await start(console);
    const before = ['User', 'User ID', 'Level', 'Message receipt', 'Registered'];
    await expect(heads(page)).toHaveText(before);
    await menu(page).click();
    await page.getByRole('checkbox', { name: 'Level' }).uncheck();
    await page.getByRole('checkbox', { name: 'Avatar address' }).check();
    await page.getByRole('button', { name: 'Move User ID up' }).click();
    await expect(heads(page)).toHaveText(['User ID', 'User', 'Message receipt', 'Registered', 'Avatar address']);
    await expect(page.getByRole('checkbox', { name: 'User', exact: true })).toBeDisabled();
    await page.reload();
    await expect(heads(page)).toHaveText(['User ID', 'User', 'Message receipt', 'Registered', 'Avatar address']);
    await menu(page).click();
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect(heads(page)).toHaveText(before);
    expect(await page.evaluate(() => localStorage.getItem('openim-console:list'))).toBeNull();
  });

  test('are moved by the keyboard, whose focus stays with the column', async ({ page, console }) => {
    await start(console);
    await menu(page).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: 'Comfortable' })).toBeFocused();
    const up = page.getByRole('button', { name: 'Move Level up' });
    await console.tabTo(up);
    await page.keyboard.press('Enter');
    await expect(heads(page)).toHaveText(['User', 'Level', 'User ID', 'Message receipt', 'Registered']);
    await expect(up).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heads(page)).toHaveText(['Level', 'User', 'User ID', 'Message receipt', 'Registered']);
    await expect(up).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Move Level down' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Level is now number 1 of 8' })).toBeAttached();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toBeFocused();
  });

  test('nonsense in the storage shows the list as it comes', async ({ page, console }) => {
    await console.open();
    await page.evaluate(() => localStorage.setItem('openim-console:list', '{"columns":["nose",5,"-user"],"compact":"yes","refresh":1}'));
    await start(console);
    await expect(heads(page)).toHaveText(['User', 'User ID', 'Level', 'Message receipt', 'Registered']);
  });

  test('extra data is cut, marked and harmless, also where it is megabytes', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'big_extra', nickname: 'Big', ex: `<img src=x onerror=alert(1)>\u202E${'x'.repeat(2_000_000)}` });
    await start(console, '/users?q=big_extra');
    await menu(page).click();
    await page.getByRole('checkbox', { name: 'Extra data' }).check();
    const cell = console.row('big_extra').locator('td').last();
    await expect(cell).toContainText('<img src=x onerror=alert(1)>U+202E');
    expect(((await cell.textContent()) ?? '').length).toBeLessThan(200);
  });
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`who is online, on ${version}`, () => {
    test.use({ version });

    test('is read in one call for the page, only while the column is shown, by the route without tokens', async ({ page, console, sandbox }) => {
      await start(console);
      expect(await sandbox.requests(presence)).toEqual([]);
      await menu(page).click();
      await page.getByRole('checkbox', { name: 'Online on' }).check();
      await expect(page.locator('tbody .oic-status')).toHaveCount(20);
      const asked = async () => (await sandbox.requests(presence)).map((request) => JSON.parse(request.body).userIDs.length);
      await expect.poll(asked).toEqual([20]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Next page' }).click();
      await expect(page.getByText('21–40')).toBeVisible();
      await expect.poll(asked).toEqual([20, 20]);
      await expect(page.locator('tbody .oic-status')).toHaveCount(20);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect.poll(asked).toEqual([20, 20, 20]);
    });

    test('says so where it cannot be read, and is read again', async ({ page, console, sandbox }) => {
      await start(console);
      await sandbox.faults({ fault: '500', paths: [presence] });
      await menu(page).click();
      await page.getByRole('checkbox', { name: 'Online on' }).check();
      const again = page.getByRole('button', { name: /^Who is online could not be read\./ });
      await expect(again).toBeVisible();
      await page.keyboard.press('Escape');
      await sandbox.faults();
      await again.click();
      await expect(page.locator('tbody .oic-status')).toHaveCount(20);
      await expect(again).toBeHidden();
    });
  });
}

test.describe('the order of the page', () => {
  test('goes up, down and back to the server’s, says that it is this page only, and asks the server nothing', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'sort_2', nickname: 'item 10' }, { userID: 'sort_1', nickname: 'Item 9' }, { userID: 'sort_3', nickname: 'éclair' }, { userID: 'sort_4', nickname: 'Zoo' });
    await start(console, '/users?q=sort_');
    await expect(console.rows).toHaveCount(4);
    const served = await firstIds(page, 4);
    const calls = (await sandbox.requests(list)).length;
    const name = head(page, 'User');
    await expect(name).toHaveAttribute('title', 'User: sorts this page only, the server cannot sort');
    await name.click();
    await expect(heads(page).first()).toHaveAttribute('aria-sort', 'ascending');
    expect(await firstIds(page, 4)).toEqual(['sort_3', 'sort_1', 'sort_2', 'sort_4']);
    await name.click();
    await expect(heads(page).first()).toHaveAttribute('aria-sort', 'descending');
    expect(await firstIds(page, 4)).toEqual(['sort_4', 'sort_2', 'sort_1', 'sort_3']);
    await name.press('Enter');
    await expect(page.locator('th[aria-sort]')).toHaveCount(0);
    expect(await firstIds(page, 4)).toEqual(served);
    await expect(name).toBeFocused();
    expect(await sandbox.requests(list)).toHaveLength(calls);
  });

  test('numbers are ordered by value, and the next page is ordered, too', async ({ page, console }) => {
    await start(console);
    await head(page, 'Registered').click();
    const times = () => page.locator('tbody time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect(await times()).toEqual([...(await times())].sort());
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText('21–40')).toBeVisible();
    expect(await times()).toEqual([...(await times())].sort());
    await expect(page.getByRole('columnheader', { name: /^Registered/ })).toHaveAttribute('aria-sort', 'ascending');
  });
});

test('the next user in the drawer is the one of the next row, in whatever order the rows are', async ({ page, console, sandbox }) => {
  await sandbox.register({ userID: 'row_b', nickname: 'Bea' }, { userID: 'row_c', nickname: 'Cid' }, { userID: 'row_a', nickname: 'Ada' });
  await start(console, '/users?q=row_');
  await head(page, 'User').click();
  await expect.poll(() => firstIds(page, 3)).toEqual(['row_a', 'row_b', 'row_c']);
  await console.link('row_a').click();
  await page.getByRole('button', { name: 'Next user' }).click();
  await expect(page).toHaveURL(/#\/users\/row_b/);
  await page.getByRole('button', { name: 'Next user' }).click();
  await expect(page).toHaveURL(/#\/users\/row_c/);
});

test.describe('density', () => {
  test('compact rows are lower, and stay so', async ({ page, console }) => {
    await start(console);
    const height = async () => (await console.rows.first().boundingBox())?.height ?? 0;
    const before = await height();
    await menu(page).click();
    await page.getByRole('radio', { name: 'Compact' }).check();
    await expect.poll(height).toBeLessThan(before);
    await page.reload();
    await expect.poll(height).toBeLessThan(before);
  });
});

test.describe('reading anew', () => {
  test('happens every 10 s and tells its age; typing and an open user keep it waiting', async ({ page, console, sandbox }) => {
    await page.clock.install();
    await start(console);
    const calls = async () => (await sandbox.requests(list)).length;
    await expect(page.getByText('Updated just now')).toBeVisible();
    await page.clock.runFor(15_000);
    await expect(page.getByText(/^Updated 1\d s ago$/)).toBeVisible();
    expect(await calls()).toBe(1);
    await menu(page).click();
    await page.getByLabel('Auto refresh').selectOption('Every 10 s');
    await page.keyboard.press('Escape');
    await page.clock.runFor(10_500);
    await expect.poll(calls).toBe(2);
    await expect(page.getByText('Updated just now')).toBeVisible();

    await console.search.focus();
    await page.clock.runFor(25_000);
    expect(await calls()).toBe(2);
    await console.rows.first().getByRole('link').click();
    await expect(console.drawer).toBeVisible();
    await page.clock.runFor(25_000);
    expect(await calls()).toBe(2);
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await page.clock.runFor(10_500);
    await expect.poll(calls).toBe(3);
  });

  test('waits while nobody sees the tab', async ({ page, console, sandbox }) => {
    await page.clock.install();
    await start(console);
    await menu(page).click();
    await page.getByLabel('Auto refresh').selectOption('Every 10 s');
    await page.keyboard.press('Escape');
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
    await page.clock.runFor(35_000);
    expect(await sandbox.requests(list)).toHaveLength(1);
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false, configurable: true }));
    await page.clock.runFor(10_500);
    await expect.poll(async () => (await sandbox.requests(list)).length).toBe(2);
  });
});

test.describe('the keyboard', () => {
  test('goes from row to row by J, K and arrows, to both ends, and opens by Enter', async ({ page, console }) => {
    await start(console);
    const link = (row: number) => console.rows.nth(row).getByRole('link').first();
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('j');
    await expect(link(0)).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await expect(link(2)).toBeFocused();
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(link(0)).toBeFocused();
    await page.keyboard.press('End');
    await expect(link(19)).toBeFocused();
    await expect(link(19)).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(link(0)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(console.drawer).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(link(0)).toBeFocused();
  });

  test('leaves letters alone while one types, and where somebody switched them off', async ({ page, console }) => {
    await start(console);
    await console.search.pressSequentially('jk');
    await expect(console.search).toHaveValue('jk');
    await expect(console.search).toBeFocused();
    await console.search.fill('');
    await expect(console.rows).toHaveCount(20);
    await page.evaluate(() => localStorage.setItem('openim-console:keys', 'off'));
    await page.getByRole('main').focus();
    await page.keyboard.press('j');
    await expect(page.getByRole('main')).toBeFocused();
  });
});

test.describe('with 500 rows', () => {
  test.use({ users: 600 });

  test('ordering them takes no longer than it took to read and draw them', async ({ page, console }) => {
    await start(console);
    // Measured in the page, from what a person does until the rows stand there.
    const millis = (act: 'draw' | 'order') =>
      page.evaluate(async (act) => {
        const start = performance.now();
        const isDone = () => (act === 'draw' ? document.querySelectorAll('tbody tr').length === 500 : document.querySelector('th[aria-sort]') !== null);
        if (act === 'draw') {
          const select = document.querySelector<HTMLSelectElement>('.oic-pager select');
          if (select) select.value = '500';
          select?.dispatchEvent(new Event('change', { bubbles: true }));
        } else document.querySelector<HTMLElement>('th button')?.click();
        while (!isDone()) await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - start;
      }, act);
    const drawn = await millis('draw');
    await expect(console.rows).toHaveCount(500);
    expect(await millis('order')).toBeLessThan(drawn * 2);
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`${scheme}, ${width} px: axe finds nothing with all columns, ordered, and with the menu open`, async ({ page, console }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 860 });
      await start(console);
      await menu(page).click();
      for (const name of ['Online on', 'Extra data', 'Avatar address']) await page.getByRole('checkbox', { name }).check();
      await expect(page.locator('tbody .oic-status')).toHaveCount(20);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await head(page, 'User').click();
      await expect(page.locator('th[aria-sort]')).toHaveCount(1);
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
