// The settings: what is chosen there holds at once, is kept, and can be taken back.
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { placesWith } from '../support/watch.ts';

const kept = (name: string) => `openim-console:${name}`;

test('theme and language hold at once and are kept', async ({ page, console }) => {
  await console.signIn('/settings');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('.oic').first()).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Language of the console').selectOption({ label: '简体中文' });
  await expect(console.title).toHaveText('设置');
  await page.reload();
  await expect(console.title).toHaveText('设置');
  await expect(page.getByRole('radio', { name: '深色' })).toBeChecked();
  expect(await page.evaluate((key) => localStorage.getItem(key), kept('theme'))).toBe('dark');
});

test('keys can be switched off', async ({ page, console }) => {
  await console.signIn('/settings');
  await page.getByRole('switch', { name: /^Single-letter keys/ }).uncheck();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('switch', { name: /^Single-letter keys/ }).check();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a link leads to its section, and one to no section leads to the page', async ({ page, console }) => {
  await console.signIn('/settings/servers');
  await expect(page.getByRole('heading', { name: 'Servers' })).toBeFocused();
  await console.go("/settings/x'],*");
  await expect(console.title).toHaveText('Settings');
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('in read-only mode no call that writes leaves the console, and the page says so', async ({ page, console, sandbox }) => {
      await console.signIn('/settings');
      await page.getByRole('switch', { name: /^Read-only mode/ }).check();
      await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
      await console.go('/register');
      await console.userID.fill('never_sent');
      await page.getByLabel('Nickname').fill('Never');
      if (sandbox.isOld) await page.getByLabel('Secret', { exact: true }).fill(sandbox.secret);
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByText(/This console only reads\./).first()).toBeVisible();
      expect(await sandbox.requests('/user/user_register')).toEqual([]);

      await page.reload();
      await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
      await console.go('/settings');
      await page.getByRole('switch', { name: /^Read-only mode/ }).uncheck();
      await expect(page.getByRole('banner').getByText('Read-only')).toBeHidden();
      await console.go('/register');
      await console.userID.fill('now_sent');
      await page.getByLabel('Nickname').fill('Now');
      if (sandbox.isOld) await page.getByLabel('Secret', { exact: true }).fill(sandbox.secret);
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByText('Now is registered')).toBeVisible();
    });

    test('a protected user is not touched, however its ID is written', async ({ page, console, sandbox }) => {
      await console.signIn('/settings');
      await page.getByLabel(/^Protected users/).fill('svc_*\nimportant');
      for (const id of sandbox.isOld ? ['svc_1', 'SVC_1', 'Important'] : ['svc_1', 'important']) {
        await console.go(`/register?id=${id}`);
        await expect(console.userID).toHaveValue(id);
        await page.getByLabel('Nickname').fill('Nobody');
        if (sandbox.isOld) await page.getByLabel('Secret', { exact: true }).fill(sandbox.secret);
        await page.keyboard.press('ControlOrMeta+Enter');
        await expect(page.getByText(`This console does not touch ${id}.`).first()).toBeVisible();
        await console.go('/settings');
      }
      expect(await sandbox.requests('/user/user_register')).toEqual([]);
    });
  });
}

test('a switch in one tab holds in the other one from its next call on', async ({ context, page, console, sandbox }) => {
  await console.signIn('/register');
  await console.userID.fill('never_sent');
  await page.getByLabel('Nickname').fill('Never');
  const second = console.inTab(await context.newPage());
  await second.open('/settings');
  await second.page.getByRole('switch', { name: /^Read-only mode/ }).check();
  await page.bringToFront();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/This console only reads\./).first()).toBeVisible();
  expect(await sandbox.requests('/user/user_register')).toEqual([]);
});

test('a pattern that looks like a regular expression is pointed out', async ({ page, console }) => {
  await console.signIn('/settings');
  const field = page.getByLabel(/^Protected users/);
  await field.fill('^(imAdmin|svc_.*)$');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('looks like a regular expression. Here only * stands for any text.')).toBeVisible();
  await field.fill('svc_*');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await page.reload();
  await expect(field).toHaveValue('svc_*');
});

test.describe('servers', () => {
  const row = (name: string) => ({ name: `Actions for ${name}` });

  test('are added, named, ordered, forgotten and taken back, by the keyboard, and the focus is never lost', async ({ page, console, sandbox, watch }) => {
    await console.signIn('/settings/servers');
    const add = page.getByRole('button', { name: 'Add server' });
    await add.press('Enter');
    await expect(page.getByLabel('Server address')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(add).toBeFocused();

    await add.press('Enter');
    await page.keyboard.type('ftp://x');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Only http and https addresses can be used.')).toBeVisible();
    await expect(page.getByLabel('Server address')).toBeFocused();
    await page.getByLabel('Server address').fill(sandbox.url);
    await page.keyboard.press('Enter');
    await expect(page.getByText('This server is in the list already.')).toBeVisible();
    await page.getByLabel('Server address').fill('http://10.0.0.7:10002');
    await page.getByLabel('Name', { exact: true }).fill('Seven');
    await page.getByRole('radio', { name: 'Amber' }).check();
    await page.getByLabel('Name', { exact: true }).press('Enter');
    await expect(page.getByRole('button', row('Seven'))).toBeFocused();

    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Name and colour' }).press('Enter');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await expect(page.getByRole('radio', { name: 'Amber' })).toBeChecked();
    await page.getByLabel('Name', { exact: true }).fill('<i>Seven</i>');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', row('<i>Seven</i>'))).toBeFocused();

    const names = () => page.locator('.oic-serverlist .oic-strong').allTextContents();
    const host = new URL(sandbox.url).host;
    expect(await names()).toEqual([host, '<i>Seven</i>']);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Move up' }).press('Enter');
    await expect.poll(names).toEqual(['<i>Seven</i>', host]);
    await expect(page.getByRole('button', row('<i>Seven</i>'))).toBeFocused();

    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Forget', exact: true }).press('Enter');
    await expect.poll(names).toEqual([host]);
    await expect(add).toBeFocused();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect.poll(names).toEqual(['<i>Seven</i>', host]);
    await expect(page.getByRole('button', row('<i>Seven</i>'))).toBeFocused();
    await page.reload();
    await expect.poll(names).toEqual(['<i>Seven</i>', host]);
    expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
  });

  test('the one in use cannot be forgotten', async ({ page, console, sandbox }) => {
    await console.signIn('/settings/servers');
    await page.getByRole('button', row(new URL(sandbox.url).host)).click();
    await expect(page.getByText('The server in use cannot be forgotten.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Forget', exact: true })).toHaveCount(0);
  });
});

test('what is kept in the browser is shown, deleted and taken back; the session goes on', async ({ page, console }) => {
  await console.signIn('/settings/stored');
  await page.getByRole('switch', { name: /^Read-only mode/ }).check();
  const keys = () => page.evaluate(() => Object.keys(localStorage).sort());
  expect(await keys()).toContain(kept('read-only'));
  await expect(page.getByText(kept('read-only'))).toBeVisible();
  await expect(page.getByText('This tab also keeps the token of 1 session')).toBeVisible();
  const before = await keys();
  await page.getByRole('button', { name: 'Delete all of it' }).click();
  expect(await keys()).toEqual([]);
  await expect(page.getByRole('switch', { name: /^Read-only mode/ })).not.toBeChecked();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.click();
  expect(await keys()).toEqual(before);
  await expect(page.getByRole('button', { name: 'Delete all of it' })).toBeFocused();
  await expect(page.getByRole('switch', { name: /^Read-only mode/ })).toBeChecked();
  await page.getByRole('button', { name: 'Delete all of it' }).click();
  await page.reload();
  await expect(console.title).toHaveText('Settings');
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({
        colorScheme: scheme,
        viewport: { width, height: 844 },
        contextOptions: { reducedMotion: 'reduce' },
        // Nothing answers at the address, and the browser says so.
        expectedMessages: /10\.0\.0\.1/,
        config: { servers: [{ name: '<b>Nowhere</b> \u202e', url: 'http://10.0.0.1:10002', colour: 'violet' }], protectedUsers: ['svc_*'], readOnly: true },
      });

      test('axe finds nothing, and nothing sticks out', async ({ page, console, watch }) => {
        watch.known.push('http://10.0.0.1:10002');
        await console.signIn('/settings');
        await page.getByLabel(/^Protected users/).fill('^x$');
        await page.getByRole('button', { name: 'Add server' }).click();
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await expect(page.getByText('Type the address of the server.')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        expect(needed).toBeLessThanOrEqual(there ?? 0);
        const sideways = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
        expect(sideways).toBe(0);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Actions for/ }).click();
        await expect(page.getByRole('button', { name: 'Name and colour' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Connected to/ }).click();
        await expect(page.getByRole('group', { name: 'Switch to' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}

test.describe('390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, config: { links: [{ label: 'Runbook', url: 'https://wiki.example.com/im' }] } });

  test('the pages that the side bar leads to elsewhere are reached from here', async ({ page, console }) => {
    await console.signIn('/settings');
    const more = page.getByRole('navigation', { name: 'More pages' });
    for (const [name, place] of [['Connection', 'connection'], ['Token decoder', 'token'], ['Error codes', 'error-codes']] as const) {
      await console.go('/settings');
      await more.getByRole('link', { name }).click();
      await expect(page).toHaveURL(new RegExp(`#/${place}$`));
    }
    await console.go('/settings');
    await expect(more.getByRole('link', { name: 'Runbook' })).toHaveAttribute('rel', 'noopener noreferrer');
  });
});
