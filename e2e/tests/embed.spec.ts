// The console as a module in somebody else's page: two of them side by side, as guests that touch nothing.
import type { Page } from '@playwright/test';
import { destroy, expect, mount, signIn, test } from '../support/portal.ts';

/** What of the page is the host's own. */
const surroundings = (page: Page) =>
  page.evaluate(() => ({
    title: document.title,
    html: [...document.documentElement.attributes].map((attribute) => `${attribute.name}=${attribute.value}`),
    body: [...document.body.attributes].map((attribute) => `${attribute.name}=${attribute.value}`),
    elements: [...document.body.children].map((element) => element.outerHTML.replace(/(<div id="(?:one|two)"[^>]*>).*/s, '$1')),
    head: [...document.head.children].filter((element) => !element.matches('link[href$="/package/console.css"]')).length,
    address: location.href,
    entries: history.length,
    state: history.state as unknown,
    kept: [Object.keys(sessionStorage), Object.keys(localStorage), document.cookie],
  }));

/** How the host's own elements look. */
const looks = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, document.body, ...document.querySelectorAll('.probe')].map((element) => {
      const style = getComputedStyle(element);
      // The size of the page itself follows from what stands in it.
      const names = [...style].filter((name) => !/^(block-size|height|inline-size|width|perspective-origin|transform-origin|-webkit-perspective|-webkit-transform)/.test(name));
      return `${element.tagName}: ${names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ')}`;
    }),
  );

test('two consoles with two servers and two languages work side by side and leave the page alone', async ({ page, site, sandbox, second, watch }) => {
  await page.goto(site);
  const before = await surroundings(page);
  await mount(page, 'one', { server: sandbox.url, language: 'en', theme: 'light' });
  await mount(page, 'two', { server: second.url, language: 'zh-CN', theme: 'dark' });
  const [one, two] = [page.locator('#one'), page.locator('#two')];
  await signIn(one, sandbox);
  await signIn(two, second);
  await expect(one.getByRole('heading', { name: 'Users' })).toBeVisible();
  await expect(two.getByRole('heading', { name: '用户' })).toBeVisible();
  await expect(one.getByText('of 45')).toBeVisible();
  await expect(one.getByRole('heading', { level: 1 })).toHaveCount(0);

  await one.getByRole('link', { name: 'Account check' }).first().click();
  await one.getByLabel('User IDs').fill('mallory nobody_1');
  await one.getByRole('button', { name: 'Check 2 IDs' }).click();
  await expect(one.locator('tbody tr')).toHaveCount(2);
  await two.locator('tbody tr').filter({ hasText: 'mallory' }).getByRole('link').first().click();
  await expect(two.getByRole('dialog')).toContainText('appMangerLevel');
  await page.keyboard.press('Escape');
  await expect(two.getByRole('dialog')).toBeHidden();

  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map((element) => element.id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(await surroundings(page)).toEqual(before);

  await one.getByRole('button', { name: /^Account:/ }).click();
  await one.getByRole('button', { name: 'Sign out' }).click();
  await expect(one.getByText('Signed out.')).toBeVisible();
  await expect(two.locator('tbody tr a').first()).toBeVisible();
  expect((await sandbox.requests()).filter((request) => request.body.includes(second.url))).toEqual([]);
  expect(await surroundings(page)).toEqual(before);

  await destroy(page, 'one');
  await destroy(page, 'two');
  await expect(one).toBeEmpty();
  await expect(two).toBeEmpty();
  expect(await surroundings(page)).toEqual(before);
  expect(watch.requests.map((request) => request.url()).filter((url) => url.endsWith('/build.json')), 'looks for a newer console').toEqual([]);
});

test('after “destroy” nothing of it reacts any more, a second “destroy” is no error, and it can be mounted again', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en' });
  const one = page.locator('#one');
  await signIn(one, sandbox);
  // With a call under way, and with the listeners of an open menu.
  await sandbox.faults({ fault: 'hang' });
  await one.getByRole('button', { name: 'Refresh' }).click();
  await expect(one.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'true');
  await one.getByRole('button', { name: /^Account:/ }).click();
  await expect(one.getByText('Signed in as')).toBeVisible();
  await destroy(page, 'one');
  await expect(one).toBeEmpty();
  await sandbox.faults();
  const asked = (await sandbox.requests()).length;
  await page.getByRole('button', { name: 'Host' }).click();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = '/users?page=2';
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('storage'));
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await destroy(page, 'one');
  await expect(one).toBeEmpty();
  expect(await sandbox.requests()).toHaveLength(asked);
  await mount(page, 'one', { server: sandbox.url, language: 'en', route: '/account-check' });
  await expect(one.locator('input[name=server]')).toHaveValue(sandbox.url);
  await expect(one.locator('input[type=password]')).toHaveValue('');
});

test('the elements of the host look the same before, during and after', async ({ page, site, sandbox }) => {
  await page.goto(site);
  const before = await looks(page);
  await mount(page, 'one', { server: sandbox.url, language: 'en', theme: 'dark' });
  await signIn(page.locator('#one'), sandbox);
  expect(await looks(page)).toEqual(before);
  await page.locator('#one tbody tr a').first().click();
  await expect(page.getByRole('dialog')).toContainText('appMangerLevel');
  await page.keyboard.press('Escape');
  expect(await looks(page)).toEqual(before);
  await destroy(page, 'one');
  expect(await looks(page)).toEqual(before);
});

test('it starts at the route that the host wants, and its links change no address', async ({ page, site, sandbox }) => {
  await page.goto(`${site}?server=http%3A%2F%2Fother.invalid#/users?page=7`);
  await mount(page, 'one', { server: sandbox.url, language: 'en', route: '/account-check' });
  const one = page.locator('#one');
  await expect(one.locator('input[name=server]')).toHaveValue(sandbox.url);
  await one.locator('input[type=password]').fill(sandbox.secret);
  await expect(one.getByText(/^OpenIM .* ms$/)).toBeVisible();
  await one.locator('input[type=password]').press('Enter');
  await expect(one.getByRole('heading', { name: 'Account check' })).toBeVisible();
  await one.getByRole('link', { name: 'Register user' }).first().click();
  await expect(one.getByRole('heading', { name: 'Register user' })).toBeVisible();
  expect(page.url()).toBe(`${site}?server=http%3A%2F%2Fother.invalid#/users?page=7`);
});

test('language and theme of one console are its own', async ({ page, site, sandbox, second }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', theme: 'light' });
  await mount(page, 'two', { server: second.url, language: 'en', theme: 'dark' });
  const background = (id: string) => page.locator(`#${id} .oic`).evaluate((root) => getComputedStyle(root).backgroundColor);
  await expect(page.locator('#two').getByRole('heading', { name: 'Sign in to OpenIM' })).toBeVisible();
  expect(await background('one')).not.toBe(await background('two'));
  await page.locator('#one').getByRole('button', { name: 'Switch language to 简体中文' }).click();
  await expect(page.locator('#one').getByRole('heading', { name: '登录 OpenIM' })).toBeVisible();
  await expect(page.locator('#two').getByRole('heading', { name: 'Sign in to OpenIM' })).toBeVisible();
});

test('a setting that does not exist is named', async ({ page, site }) => {
  await page.goto(site);
  await expect(mount(page, 'one', { sever: 'http://im.example.com' })).rejects.toThrow(/openim-console: .*sever/);
});

test('a value that a setting cannot have is refused', async ({ page, site }) => {
  await page.goto(site);
  await expect(mount(page, 'one', { language: 'xx' })).rejects.toThrow(/openim-console: .*xx/);
  await expect(mount(page, 'one', { theme: 'pink' })).rejects.toThrow(/openim-console: .*pink/);
  await expect(page.locator('#one')).toBeEmpty();
});
