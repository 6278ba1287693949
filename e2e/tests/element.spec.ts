// `<openim-console>`: the console in a shadow root, in portals of any taste.
import type { Page } from '@playwright/test';
import { expect, mount, test } from '../support/portal.ts';

const page = (style: string, attributes = '', more = '') => `<!doctype html>
<html ${attributes}><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,"><style>${style}</style>
<style>#one { all: initial; display: block; position: absolute; left: 0; top: 0; width: 1200px; height: 800px; } #one > openim-console { height: 100%; }</style></head><body><div id="one"></div>${more}</body></html>`;

/** Puts the element into `#one`. */
async function place(page: Page, attributes: Record<string, string>, token?: string): Promise<void> {
  await page.evaluate(
    async ([attributes, token]) => {
      const address = '/package/element.js';
      await import(address);
      const element = document.createElement('openim-console');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      if (token) (element as unknown as { token: string }).token = token;
      const heard: unknown[] = [];
      (window as unknown as { heard: unknown[] }).heard = heard;
      for (const name of ['openim-ready', 'openim-navigated', 'openim-signed-in']) {
        document.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail, event.composedPath().length > 2]));
      }
      document.getElementById('one')?.replaceChildren(element);
    },
    [attributes, token] as const,
  );
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: [string, object, boolean][] }).heard);

test('attributes and properties say what the console does, and its events reach the page', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await place(page, { server: sandbox.url, language: 'en', theme: 'dark', areas: 'users register', chrome: 'true' }, await sandbox.token());
  const one = page.locator('#one');
  await expect(one.locator('tbody tr a').first()).toBeVisible();
  await expect(one.locator('.oic')).toHaveAttribute('data-theme', 'dark');
  await expect(one.getByRole('link', { name: 'Operation log' })).toHaveCount(0);
  await expect.poll(async () => (await heard(page)).map(([name]) => name).sort()).toEqual(['openim-navigated', 'openim-ready', 'openim-signed-in']);
  expect((await heard(page)).every(([, , crossed]) => crossed)).toBe(true);
  await one.locator('openim-console').evaluate((element) => element.setAttribute('theme', 'light'));
  await expect(one.locator('.oic')).toHaveAttribute('data-theme', 'light');
  await one.locator('openim-console').evaluate((element) => element.setAttribute('route', '/register'));
  await expect(one.getByRole('heading', { name: 'Register user' })).toBeVisible();
  await one.locator('openim-console').evaluate((element) => element.setAttribute('language', 'zh-CN'));
  await expect(one.getByRole('heading', { name: '注册用户' })).toBeVisible();
  expect(await page.evaluate(() => document.head.querySelectorAll('link[rel=stylesheet]').length)).toBe(0);
});

test('taken out and put in again it is there again; another server makes it anew', async ({ page, site, sandbox, second }) => {
  await page.goto(site);
  await place(page, { server: sandbox.url, language: 'en' });
  const one = page.locator('#one');
  await expect(one.locator('input[name=server]')).toHaveValue(sandbox.url);
  await one.evaluate((place) => {
    const element = place.firstElementChild as HTMLElement;
    element.remove();
    place.append(element);
  });
  await expect(one.locator('input[name=server]')).toHaveValue(sandbox.url);
  await one.locator('openim-console').evaluate((element, url) => element.setAttribute('server', url), second.url);
  await expect(one.locator('input[name=server]')).toHaveValue(second.url);
});

test.describe('with a wrong attribute', () => {
  test.use({ expectedMessages: /openim-console: theme/ });

  test('what is wrong is told as an event', async ({ page, site }) => {
    await page.goto(site);
    const told = page.evaluate(
      () => new Promise((resolve) => document.addEventListener('openim-error', (event) => resolve((event as CustomEvent).detail), { once: true })),
    );
    await place(page, { theme: 'pink' });
    expect(await told).toMatchObject({ message: expect.stringContaining('openim-console: theme') });
  });
});

test('the keyboard stays in the drawer, and Escape and a click beside it close it, within the element', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await place(page, { server: sandbox.url, language: 'en' }, await sandbox.token());
  const one = page.locator('#one');
  const link = one.locator('tbody tr a').first();
  await link.click();
  const drawer = one.getByRole('dialog');
  await expect(drawer).toBeVisible();
  const isWithin = async () => {
    const [box, own] = [await drawer.boundingBox(), await one.boundingBox()];
    return box && own && box.x >= own.x && box.x + box.width <= own.x + own.width + 1 && box.y + box.height <= own.y + own.height + 1;
  };
  // It slides in.
  await expect.poll(isWithin).toBe(true);
  for (let press = 0; press < 40; press += 1) await page.keyboard.press('Tab');
  // What is outside the console can be reached, what is beside the drawer cannot.
  expect(await one.locator('tbody tr a').first().evaluate((link) => link.closest('[inert]') !== null)).toBe(true);
  await drawer.getByRole('link', { name: 'JSON' }).or(drawer.getByRole('tab', { name: 'JSON' })).focus();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(link).toBeFocused();
  await link.click();
  await expect(drawer).toBeVisible();
  await one.locator('.oic-scrim').click({ position: { x: 20, y: 20 } });
  await expect(drawer).toBeHidden();
  await expect(one.locator('[inert]')).toHaveCount(0);
});

/** How everything in the console looks and where it stands. */
const looks = (page: Page) =>
  page.locator('#one .oic').evaluate((root) => {
    const names = ['display', 'position', 'color', 'background-color', 'font-size', 'font-family', 'font-weight', 'line-height', 'letter-spacing'];
    names.push('text-transform', 'text-align', 'text-indent', 'white-space', 'padding-left', 'padding-top', 'margin-top', 'margin-left', 'border-top-width');
    names.push('border-top-style', 'border-radius', 'box-shadow', 'opacity', 'cursor', 'text-decoration-line', 'list-style-type', 'd', 'fill', 'stroke-width');
    // But for the pictures of users, which come and go by the network.
    return [root, ...root.querySelectorAll('*:not(tbody img)')].map((element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const where = [box.x, box.y, box.width, box.height].map(Math.round).join(' ');
      const what = `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').replaceAll(' ', '.')}`;
      return `${what} @ ${where} ${names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ')}`;
    });
  });

const hostile: [string, string, string][] = [
  ['takes every style away', '* { all: unset; }', ''],
  ['sets every style back', '* { all: revert; }', ''],
  ['sets every style to its first value', '* { all: initial; }', ''],
  [
    'has rules for elements',
    'button, a, input { border: 4px dotted red; padding: 20px; font: italic 30px serif; text-transform: uppercase; } table { font-size: 30px; border-collapse: collapse; } td, th { padding: 30px; } h1, h2, p, ul, li, label { margin: 20px; color: red; letter-spacing: 4px; } svg { width: 50px; fill: red; } dialog { border: 9px solid; } div { line-height: 3; } body { text-align: right; font: 40px fantasy; color: lime; text-indent: 50px; cursor: crosshair; white-space: pre; word-spacing: 9px; }',
    '',
  ],
  ['has a rem of 10 px', 'html { font-size: 62.5%; }', ''],
  ['is written from right to left', '', 'dir="rtl"'],
];

for (const way of ['shadow', 'plain'] as const) {
  test.describe(way === 'shadow' ? 'in its shadow root' : 'without a shadow root', () => {
    const show = async (page: Page, address: string, server: string, token: string) => {
      await page.goto(address);
      const attributes = { server, language: 'en', theme: 'light' };
      await (way === 'shadow' ? place(page, attributes, token) : mount(page, 'one', attributes, [token]));
      await expect(page.locator('#one tbody tr a').first()).toBeVisible();
      await expect(page.locator('#one').getByRole('button', { name: /^Account:/ })).toBeVisible();
      await expect(page.locator('#one .oic-pager')).toBeVisible();
      await expect(page.locator('#one tbody [data-pick]').first()).toBeVisible();
    };

    for (const [name, style, attributes] of hostile) {
      test.describe(`a portal that ${name}`, () => {
        test.use({ portalPage: page(style, attributes), plainPage: page('', '') });

        test('changes nothing of it', async ({ page: portal, site, sandbox, context }) => {
          const token = await sandbox.token();
          const plain = await context.newPage();
          await show(plain, `${site}plain`, sandbox.url, token);
          const expected = await looks(plain);
          await show(portal, site, sandbox.url, token);
          const found = await looks(portal);
          const different = found.filter((line, index) => line !== expected[index]);
          expect(different.slice(0, 5), `${different.length} of ${found.length} elements`).toEqual(expected.filter((line, index) => line !== found[index]).slice(0, 5));
        });
      });
    }
  });
}
