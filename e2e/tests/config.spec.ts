// config.json of a deployment, as those who use the console meet it.
import { expect, test as base } from '../support/fixtures.ts';

const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#a40"/></svg>';

const test = base.extend<{ text: string }>({
  /** The file as it is served, where it is no JSON of the fixture's. */
  text: ['', { option: true }],
  page: async ({ page, text }, use) => {
    if (text) await page.route('**/config.json', (route) => route.fulfill({ body: text, contentType: 'application/json' }));
    await use(page);
  },
});

test.describe('with slips of the pen', () => {
  // Nothing answers at the address, and the browser says so.
  test.use({ expectedMessages: /10\.0\.0\.5/, text: '{\n  "readonly": true,\n  "servers": [\n    { "url": "http://10.0.0.5:10002",\n      "colour": "pink" }\n  ],\n  "avatars": "off"\n}\n' });

  test('each is named by line and key, and the rest holds', async ({ page, console, watch }) => {
    watch.known.push('http://10.0.0.5:10002');
    await console.open();
    await expect(page.getByText('config.json has a problem; the rest of it holds.')).toBeVisible();
    await expect(page.getByText('line 2: readonly: unknown setting; is readOnly meant?')).toBeVisible();
    await expect(page.getByText('line 5: servers[0].colour: one of gray, blue, green, amber, red, violet is expected, not "pink"')).toBeVisible();
    await expect(console.server).toHaveValue('http://10.0.0.5:10002');
    await console.signInHere();
    await expect(page.getByText('line 2: readonly')).toBeVisible();
    await console.go('/settings');
    await expect(page.getByText('config.json of this deployment has 2 problems; they are shown above.')).toBeVisible();
  });
});

test.describe('that is no JSON', () => {
  test.use({ text: '{\n  "readOnly": true,\n}\n' });

  test('is named with the line where it breaks, and the console starts with all defaults', async ({ page, console }) => {
    await console.signIn();
    await expect(page.getByText(/^line 3: this is not JSON: trailing comma/)).toBeVisible();
    await expect(page.getByRole('banner').getByText('Read-only')).toBeHidden();
  });
});

test.describe('that wants reading only and protects users', () => {
  test.use({ config: { readOnly: true, protectedUsers: ['svc_*'] } });

  test('is not lifted by anybody, on no page', async ({ page, console, sandbox }) => {
    await console.signIn('/settings');
    await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
    const readOnly = page.getByRole('switch', { name: /^Read-only mode/ });
    await expect(readOnly).toBeChecked();
    await expect(readOnly).toBeDisabled();
    await expect(page.getByText('svc_*', { exact: true })).toBeVisible();
    await expect(page.getByText(/This is no permission/)).toBeVisible();
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await console.go('/register');
    await console.userID.fill('never_sent');
    await page.getByLabel('Nickname').fill('Never');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(/This console only reads\./).first()).toBeVisible();
    expect(await sandbox.requests('/user/user_register')).toEqual([]);
  });
});

test.describe('with one language', () => {
  test.use({ config: { languages: ['zh-CN'] } });

  test('offers no other, whatever browser and choice say', async ({ page, console }) => {
    await page.addInitScript(() => localStorage.setItem('openim-console:language', 'en'));
    await console.open();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录 OpenIM');
    await expect(page.getByRole('button', { name: /English|EN/ })).toHaveCount(0);
  });
});

test.describe('with pages of another size', () => {
  test.use({ config: { pageSizes: [10, 30, 40], pageSize: 30, mostRows: 40 } });

  test('the list has them, the address names only another one, and none is larger than allowed', async ({ page, console, sandbox }) => {
    await console.signIn();
    await expect(page.getByText('1–30')).toBeVisible();
    await expect(page.getByLabel('Rows').locator('option')).toHaveText(['10', '30', '40']);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/#\/users\?page=2$/);
    await page.getByLabel('Rows').selectOption('10');
    await expect(page).toHaveURL(/#\/users\?page=4&size=10$/);
    await console.go('/users?size=20');
    await expect(page.getByText('1–20')).toBeVisible();
    await console.go('/users?size=500');
    await expect(page.getByText('1–40')).toBeVisible();
    const asked = (await sandbox.requests('/user/get_users')).map((request) => JSON.parse(request.body).pagination.showNumber);
    expect(Math.max(...asked)).toBe(40);
  });
});

test.describe('with a name, a picture and links of its own', () => {
  test.use({
    config: {
      brand: { name: 'Acme & <b>Söhne</b>', logo: 'brand/logo.svg' },
      links: [
        { label: { en: 'Runbook', 'zh-CN': '运维手册' }, url: 'https://wiki.example.com/im' },
        { label: 'Bad', url: 'javascript:alert(1)' },
      ],
    },
  });

  test('shows them in both languages, and nothing that would run', async ({ page, console }) => {
    await page.route('**/brand/logo.svg', (route) => route.fulfill({ body: picture, contentType: 'image/svg+xml' }));
    await console.open();
    await expect(page.getByText(/^Acme & <b>Söhne<\/b> \d/)).toBeVisible();
    await console.signInHere();
    await expect(page).toHaveTitle('Users · Acme & <b>Söhne</b>');
    const home = console.navigation.getByRole('link', { name: 'Acme & <b>Söhne</b>' });
    await expect(home).toBeVisible();
    expect(await home.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth > 0)).toBe(true);
    const link = console.navigation.getByRole('link', { name: 'Runbook' });
    await expect(link).toHaveAttribute('href', 'https://wiki.example.com/im');
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(console.navigation.getByRole('link', { name: 'Bad' })).toHaveCount(0);
    await expect(page.getByText(/links\[1\]\.url: an address with http/)).toBeVisible();
    await page.getByRole('button', { name: /^Switch language/ }).click();
    await expect(page.getByRole('link', { name: '运维手册' })).toBeVisible();
  });
});
