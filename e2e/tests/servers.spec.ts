// Several servers: each with its own session in a tab, told apart by name and colour, and the way from one to another.
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { Console } from '../support/console.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { Sandbox } from '../support/sandbox.ts';
import { placesWith } from '../support/watch.ts';

const test = base.extend<{ second: Sandbox }>({
  version: 'main',
  second: async ({ watch }, use) => {
    const second = await Sandbox.start('v3.4', { users: 3 });
    watch.known.push(second.url);
    await use(second);
    await second.stop();
  },
  config: async ({ sandbox }, use) => use({ servers: [{ name: 'Production', url: sandbox.url, colour: 'red' }] }),
});

/** Opens the menu of servers. */
async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Connected to/ }).click();
}

function inMenu(page: Page, name: RegExp): Locator {
  return page.getByRole('group', { name: 'Switch to' }).getByRole('button', { name });
}

/** Adds a server in the settings; `shown` is its name as it is said. */
async function add(page: Page, url: string, name: string, colour?: string, shown = name): Promise<void> {
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByLabel('Server address').fill(url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (colour) await page.getByRole('radio', { name: colour }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('button', { name: `Actions for ${shown}` })).toBeFocused();
}

/** Signed in to both: the first is left, the second is in use. */
async function signInToBoth(page: Page, console: Console, second: Sandbox, keepSecret = false): Promise<Console> {
  await console.signIn('/settings/servers', { keepSecret });
  await add(page, second.url, 'Old test', 'Green');
  await openMenu(page);
  await inMenu(page, /^Old test/).click();
  const other = new Console(page, console.site, second);
  await expect(console.server).toHaveValue(second.url);
  await other.signInHere();
  await expect(page.getByRole('button', { name: 'Connected to Old test' })).toBeVisible();
  return other;
}

test('each server keeps its own session: going back asks for nothing, and nothing of the one left stays on screen', async ({
  page,
  console,
  sandbox,
  second,
  watch,
}) => {
  await sandbox.register({ userID: 'only_first', nickname: 'Of the first server' });
  await signInToBoth(page, console, second);
  await console.go('/users');
  await expect(console.rows.first().getByRole('link').first()).toBeVisible();
  await expect(console.row('only_first')).toHaveCount(0);
  const tokens = [await sandbox.tokenInUse(), await second.tokenInUse()];
  expect(await placesWith(page, tokens.slice(0, 1), watch)).toEqual(['sessionStorage']);
  expect(await placesWith(page, [sandbox.secret, second.secret], watch)).toEqual([]);

  const signIns = (await sandbox.requests('/auth/get_admin_token')).length;
  await console.go('/users?q=only_first');
  await openMenu(page);
  await expect(inMenu(page, /^Production.*signed in$/)).toBeVisible();
  await inMenu(page, /^Production/).click();
  await expect(page.getByRole('button', { name: 'Connected to Production' })).toBeVisible();
  await expect(page).toHaveURL(/#\/users$/);
  await expect(console.rows).toHaveCount(20);
  await expect(page.getByText('of 46')).toBeVisible();
  expect((await sandbox.requests('/auth/get_admin_token')).length).toBe(signIns);

  await page.reload();
  await expect(page.getByText('of 46')).toBeVisible();
  await openMenu(page);
  await inMenu(page, /^Old test.*signed in$/).click();
  await expect(page.getByRole('button', { name: 'Connected to Old test' })).toBeVisible();
  await expect(console.rows.first().getByRole('link').first()).toBeVisible();
  expect((await second.requests()).at(-1)?.headers.token).toBe(tokens[1]);
});

test('the colour of a server is a band over the console and a dot beside its name, in both themes', async ({ page, console, second }) => {
  await signInToBoth(page, console, second);
  const band = () => page.locator('.oic-app').evaluate((app) => [getComputedStyle(app).borderTopWidth, getComputedStyle(app).borderTopColor]);
  const dot = () => page.locator('header .oic-dot').first().evaluate((dot) => getComputedStyle(dot).backgroundColor);
  const seen = new Set<string>();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const name of ['Old test', 'Production']) {
      await expect(page.getByRole('button', { name: /^Connected to/ })).toBeVisible();
      if (!(await page.getByRole('button', { name: `Connected to ${name}` }).isVisible())) {
        await openMenu(page);
        await inMenu(page, new RegExp(`^${name}`)).click();
      }
      await expect(page.getByRole('button', { name: `Connected to ${name}` })).toBeVisible();
      const [width, colour] = await band();
      expect(width).toBe('3px');
      expect(await dot()).toBe(colour);
      const contrast = await page.locator('.oic-app').evaluate((app) => {
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const light = (colour: string) => {
          if (!context) return 0;
          context.fillStyle = colour;
          context.fillRect(0, 0, 1, 1);
          const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const [one, other] = [getComputedStyle(app).borderTopColor, getComputedStyle(app.querySelector('.oic-main') ?? app).backgroundColor].map(light);
        return (Math.max(one ?? 0, other ?? 0) + 0.05) / (Math.min(one ?? 0, other ?? 0) + 0.05);
      });
      expect(contrast, `${name}, ${scheme}`).toBeGreaterThan(3);
      seen.add(`${colour}`);
    }
  }
  expect(seen.size).toBe(4);
});

test('a server without a colour has no band', async ({ page, console, second }) => {
  await console.signIn('/settings/servers');
  await add(page, second.url, 'Plain');
  await openMenu(page);
  await inMenu(page, /^Plain/).click();
  await new Console(page, console.site, second).signInHere();
  expect(await page.locator('.oic-app').evaluate((app) => getComputedStyle(app).borderTopWidth)).toBe('0px');
});

test('signing out ends the session in use alone, and the sign-in page leads back to the other one', async ({ page, console, sandbox, second, watch }) => {
  await signInToBoth(page, console, second, true);
  const tokens = [await sandbox.tokenInUse(), await second.tokenInUse()];
  await console.signOut();
  await expect(page.getByText(/^Signed out\./)).toBeVisible();
  expect(await placesWith(page, tokens.slice(1), watch)).toEqual([]);
  expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
  await page.getByRole('button', { name: 'Back to Production' }).click();
  await expect(page.getByRole('button', { name: 'Connected to Production' })).toBeVisible();
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByText('This tab keeps the secret in memory until you sign out.')).toBeVisible();
});

test('the palette leads to the other servers by name and by a part of it', async ({ page, console, second }) => {
  await signInToBoth(page, console, second);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('>produc');
  await page.getByRole('dialog').getByRole('option', { name: /^Switch to Production/ }).click();
  await expect(page.getByRole('button', { name: 'Connected to Production' })).toBeVisible();
});

test('a secret that was kept for one server is not that of the next', async ({ page, console, second }) => {
  await signInToBoth(page, console, second, true);
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByText('Signed in as')).toBeVisible();
  await expect(page.getByText('This tab keeps the secret')).toBeHidden();
  await page.keyboard.press('Escape');
  await console.go('/register');
  await expect(page.getByLabel('Secret', { exact: true })).toHaveValue('');
});

test('the sign-in page of another server is left again, and what is known is offered there by name', async ({ page, console, second }) => {
  await console.signIn('/settings/servers');
  await add(page, second.url, '<b>测试</b> \u202egnp', undefined, '<b>测试</b> U+202Egnp');
  await openMenu(page);
  await inMenu(page, /测试/).click();
  await expect(console.server).toHaveValue(second.url);
  await expect(console.admin).not.toHaveValue('imAdmin');
  await page.getByRole('button', { name: 'Known servers' }).click();
  await expect(page.getByText('<b>测试</b>')).toBeVisible();
  await expect(page.getByText('U+202E')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Production.*signed in$/ }).click();
  await expect(page.getByRole('button', { name: 'Connected to Production' })).toBeVisible();
});

test.describe('tokens of one day', () => {
  test.use({ sandboxArgs: ['--token-days', '1'] });

  test('a session that has run out meanwhile is not gone back to: its server asks for a sign-in and says why', async ({ page, console, sandbox, second, watch }) => {
    await signInToBoth(page, console, second);
    const token = await sandbox.tokenInUse();
    const before = (await sandbox.requests()).length;
    await page.clock.install({ time: Date.now() + 90_000_000 });
    await page.reload();
    await openMenu(page);
    await expect(inMenu(page, /^Production.*sign in$/)).toBeVisible();
    await inMenu(page, /^Production/).click();
    await expect(page.getByText('The session is over. The token has expired.')).toBeVisible();
    await expect(console.server).toHaveValue(sandbox.url);
    await expect(console.admin).toHaveValue(sandbox.admin);
    expect(await placesWith(page, [token], watch)).toEqual([]);
    expect((await sandbox.requests()).slice(before).filter((request) => request.headers.token)).toEqual([]);
  });
});

test('who signs out of a server in one tab is out of it in the others, also where it was left', async ({ context, page, console, sandbox, second, watch }) => {
  await signInToBoth(page, console, second);
  const token = await sandbox.tokenInUse();
  const tab = console.inTab(await context.newPage());
  await tab.open();
  await expect(tab.page.getByRole('button', { name: 'Connected to Old test' })).toBeVisible();
  await openMenu(tab.page);
  await inMenu(tab.page, /^Production/).click();
  await tab.signInHere();
  await tab.signOut();
  await openMenu(page);
  await expect(inMenu(page, /^Production.*sign in$/)).toBeVisible();
  expect(await placesWith(page, [token], watch)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Connected to Old test' })).toBeVisible();
});
