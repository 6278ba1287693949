// Registering one user: what is refused before it is sent, where the server's refusals appear, and that it is sent once.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';
import { placesWith } from '../support/watch.ts';

const path = '/user/user_register';

const form = (page: Page) => ({
  id: page.getByLabel(/^User ID/),
  nickname: page.getByLabel('Nickname'),
  avatar: page.getByLabel(/^Avatar address/),
  ex: page.getByLabel(/^Extra data/),
  another: page.getByLabel('Register another after this'),
  submit: page.getByRole('button', { name: /^(Register user|Registering…)/ }),
  preview: page.locator('pre'),
});

test('a free ID is said to be free on leaving the field, a taken one to be taken', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname } = form(page);
  await id.fill('lin_xiaoyu');
  expect(await sandbox.requests('/user/account_check')).toHaveLength(1); // that of the sign-in
  await id.press('Tab');
  await expect(page.getByText('Free on this server')).toBeVisible();
  await id.fill('mallory');
  await expect(page.getByText('Free on this server')).toBeHidden();
  await id.press('Tab');
  await expect(page.getByText('This ID is registered already. Choose another, or look the user up.')).toBeVisible();
  await expect(nickname).toBeFocused();
});

test('a registered user is shown at once, with what was typed', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, ex, submit } = form(page);
  await id.fill('  lin_xiaoyu ');
  await nickname.fill(' 林小雨 ');
  await ex.fill('{"dept":"华东"}');
  await page.getByLabel(/^Message receipt/).selectOption('1');
  await submit.click();
  await expect(page.getByText('林小雨 is registered')).toBeVisible();
  await expect(console.drawer.getByRole('heading', { name: '林小雨' })).toBeVisible();
  await expect(page).toHaveURL(/#\/users\/lin_xiaoyu$/);
  await expect(console.drawer.getByLabel('Message receipt')).toHaveValue('1');
  const [sent] = await sandbox.requests(path);
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    users: [{ userID: 'lin_xiaoyu', nickname: '林小雨', faceURL: '', ex: '{"dept":"华东"}', appMangerLevel: 1, globalRecvMsgOpt: 1 }],
  });
});

test('what will be sent can be read beforehand', async ({ page, console }) => {
  await console.signIn('/register');
  const { id, nickname, preview } = form(page);
  await id.fill('ann');
  await nickname.fill('Ann <b>');
  await expect(preview).toContainText('"userID": "ann"');
  await expect(preview).toContainText('"nickname": "Ann <b>"');
  await expect(preview).not.toContainText('secret');
});

test('whoever stays for the next one finds an empty form and the focus in it', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, another, submit } = form(page);
  await another.check();
  for (const user of ['first_one', 'second_one']) {
    await id.fill(user);
    await nickname.fill(user);
    await submit.click();
    await expect(page.getByText(`${user} is registered`)).toBeVisible();
    await expect(id).toHaveValue('');
    await expect(id).toBeFocused();
    await expect(another).toBeChecked();
    await expect(page.locator('form [aria-invalid=true]')).toHaveCount(0);
  }
  expect(await sandbox.requests(path)).toHaveLength(2);
});

test('nothing is sent twice, by double click and Enter together', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, submit } = form(page);
  await id.fill('only_once');
  await nickname.fill('Only once');
  await sandbox.faults({ delayMs: 600, paths: [path] });
  await submit.dblclick();
  await nickname.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(submit).toBeDisabled();
  await expect(console.drawer).toBeVisible();
  expect(await sandbox.requests(path)).toHaveLength(1);
});

test('two clicks within one turn of the browser send once', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, submit } = form(page);
  await id.fill('only_once');
  await nickname.fill('Only once');
  await submit.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
    button.form?.requestSubmit();
  });
  await expect(console.drawer).toBeVisible();
  expect(await sandbox.requests(path)).toHaveLength(1);
});

test('a click straight from the ID to the button counts, whatever leaving the field shows', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, submit } = form(page);
  await nickname.fill('Ann');
  await id.fill('ann_walker');
  await submit.click();
  await expect(console.drawer.getByRole('heading', { name: 'Ann' })).toBeVisible();
  expect(await sandbox.requests(path)).toHaveLength(1);
});

test('what is missing is said at its field, the first of them takes the focus, and nothing is sent', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, submit } = form(page);
  await submit.click();
  await expect(page.getByText('Type a user ID.')).toBeVisible();
  await expect(page.getByText('Type a nickname.')).toBeVisible();
  await expect(id).toBeFocused();
  await expect(id).toHaveAttribute('aria-invalid', 'true');
  await expect(id).toHaveAccessibleDescription('Type a user ID.');
  await id.fill('ann');
  await submit.click();
  await expect(nickname).toBeFocused();
  expect(await sandbox.requests(path)).toEqual([]);
});

test.describe('rules of IDs', () => {
  for (const [version, id, words] of [
    ['main', 'li.na@campus', 'This server takes letters, digits and _ only, not “.”.'],
    ['main', 'a b', 'This server takes letters, digits and _ only, not “U+0020”.'],
    ['v3.4', 'a:b', 'A user ID must not contain a colon.'],
    ['v3.4', 'x'.repeat(65), 'This server takes 64 characters at most.'],
  ] as const) {
    test.describe(version, () => {
      test.use({ version });

      test(`${id.slice(0, 12)} is refused while it is typed, and not sent`, async ({ page, console, sandbox }) => {
        await console.signIn('/register');
        const { id: field, nickname, submit } = form(page);
        await field.fill(id);
        await expect(page.getByText(words)).toBeVisible();
        await nickname.fill('Ann');
        await submit.click();
        await expect(field).toBeFocused();
        expect(await sandbox.requests(path)).toEqual([]);
      });
    });
  }

  test.describe('v3.7', () => {
    test.use({ version: 'v3.7' });

    test('an ID that newer servers would refuse is taken, with a word of caution', async ({ page, console, sandbox }) => {
      await console.signIn('/register', { keepSecret: true });
      const { id, nickname, submit } = form(page);
      await id.fill('li.na@campus');
      await id.press('Tab');
      await expect(page.getByText(/^Works on this server, but newer ones refuse it:/)).toBeVisible();
      await nickname.fill('Li Na');
      await submit.click();
      await expect(console.drawer.getByRole('heading', { name: 'Li Na' })).toBeVisible();
      expect(await sandbox.requests(path)).toHaveLength(1);
    });
  });
});

test.describe('refusals of the server', () => {
  test('of an ID that somebody else took in between lands at the ID', async ({ page, console, sandbox }) => {
    await console.signIn('/register');
    const { id, nickname, submit } = form(page);
    await id.fill('taken_now');
    await nickname.fill('Ann');
    await expect(page.getByText('Free on this server')).toBeVisible();
    await sandbox.register({ userID: 'taken_now', nickname: 'Somebody' });
    await submit.click();
    await expect(id).toHaveAccessibleDescription(/^It exists on the server already\..*errCode 1102 · operationID /);
    await expect(id).toHaveAttribute('aria-invalid', 'true');
    await id.fill('free_now');
    await expect(page.getByText(/errCode 1102/)).toBeHidden();
    await id.press('Tab');
    await expect(page.getByText('Free on this server')).toBeVisible();
    await submit.click();
    await expect(console.drawer.getByRole('heading', { name: 'Ann' })).toBeVisible();
  });

  for (const [name, fault, words] of [
    ['without rights', { errCode: 1002 }, /errCode 1002/],
    ['of a service that is down', { errCode: 14 }, /A part of the server is not running\..*errCode 14/],
    ['by a crash', { fault: '500' }, /HTTP 500/],
    ['by a lost connection', { fault: 'drop' }, /The server could not be reached/],
  ] as const) {
    test(`${name} is said in the form, and what was typed stays`, async ({ page, console, sandbox }) => {
      await console.signIn('/register');
      const { id, nickname, submit } = form(page);
      await id.fill('lin_xiaoyu');
      await nickname.fill('Lin');
      await sandbox.faults({ ...fault, paths: [path] });
      await submit.click();
      await expect(page.getByRole('alert')).toContainText('The user was not registered.');
      await expect(page.getByRole('alert')).toContainText(words);
      await expect(id).toHaveValue('lin_xiaoyu');
      await expect(nickname).toHaveValue('Lin');
      await sandbox.faults();
      await submit.click();
      await expect(console.drawer.getByRole('heading', { name: 'Lin' })).toBeVisible();
    });
  }

  test('that ends the session brings back to this page', async ({ page, console, sandbox }) => {
    await console.signIn('/register?id=lin_xiaoyu');
    const { nickname, submit } = form(page);
    await nickname.fill('Lin');
    await sandbox.faults({ errCode: 1501, paths: [path] });
    await submit.click();
    await expect(page.getByText('The session is over.')).toBeVisible();
    await sandbox.faults();
    await console.signInHere();
    await expect(page).toHaveURL(/#\/register\?id=lin_xiaoyu$/);
    await expect(form(page).id).toHaveValue('lin_xiaoyu');
  });
});

test.describe('the avatar', () => {
  test('is shown while its address is typed, without a referrer', async ({ page, console, watch }) => {
    const pictures = await listen((_request, response) => response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    watch.known.push(pictures.url);
    await console.signIn('/register');
    await form(page).avatar.fill(`${pictures.url}/me.svg`);
    await expect(page.locator('form img')).toHaveAttribute('src', `${pictures.url}/me.svg`);
    await expect.poll(() => pictures.arrived).toContain('GET /me.svg');
    expect(pictures.headers.filter((headers) => headers.referer)).toEqual([]);
    await pictures.stop();
  });

  for (const address of ['javascript:alert(1)', 'data:image/png;base64,AA', 'cdn.example.com/a.png']) {
    test(`${address} is refused and shown as no picture`, async ({ page, console, sandbox }) => {
      await console.signIn('/register');
      const { id, nickname, avatar, submit } = form(page);
      await id.fill('ann');
      await nickname.fill('Ann');
      await avatar.fill(address);
      await expect(page.getByText('Apps cannot load this address. Start with https:// or http://.')).toBeVisible();
      await expect(page.locator('form img')).toHaveCount(0);
      await submit.click();
      await expect(avatar).toBeFocused();
      expect(await sandbox.requests(path)).toEqual([]);
    });
  }
});

test('text that looks like JSON and is none is said to be so, and may be sent', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  const { id, nickname, ex, submit } = form(page);
  await id.fill('ann');
  await nickname.fill('Ann');
  await ex.fill('{"a":');
  await expect(page.getByText('This looks like JSON but is not valid JSON. It will be stored as it is.')).toBeVisible();
  await submit.click();
  await expect(console.drawer.getByLabel(/^Extra data/)).toHaveValue('{"a":');
  expect(await sandbox.requests(path)).toHaveLength(1);
});

test.describe('v3.4, which wants the secret each time', () => {
  test.use({ version: 'v3.4' });

  test('the secret is asked for, sent, shown nowhere and kept nowhere', async ({ page, console, sandbox, watch }) => {
    await console.signIn('/register');
    const { id, nickname, another, submit, preview } = form(page);
    await another.check();
    await id.fill('lin_xiaoyu');
    await nickname.fill('Lin');
    await submit.click();
    await expect(page.getByText('Type the secret.')).toBeVisible();
    await expect(console.secret).toBeFocused();
    expect(await sandbox.requests(path)).toEqual([]);
    await console.secret.fill(sandbox.secret);
    await expect(preview).toContainText('"secret": "••••••"');
    await submit.click();
    await expect(page.getByText('Lin is registered')).toBeVisible();
    await expect(console.secret).toHaveValue('');
    expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
    const [sent] = await sandbox.requests(path);
    expect(JSON.parse(sent?.body ?? '').secret).toBe(sandbox.secret);
  });

  test('a wrong secret is said at the secret', async ({ page, console, sandbox }) => {
    await console.signIn('/register');
    const { id, nickname, submit } = form(page);
    await id.fill('lin_xiaoyu');
    await nickname.fill('Lin');
    await console.secret.fill('Wrong');
    await submit.click();
    await expect(console.secret).toHaveAccessibleDescription(/^The server refused this secret\./);
    await expect(console.navigation).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await submit.click();
    await expect(console.drawer.getByRole('heading', { name: 'Lin' })).toBeVisible();
  });

  test('the secret is kept in memory if the tab is told so, and is not asked for again before a reload', async ({ page, console, sandbox, watch }) => {
    await console.signIn('/register');
    const { id, nickname, another, submit } = form(page);
    await another.check();
    await id.fill('first_one');
    await nickname.fill('First');
    await console.secret.fill(sandbox.secret);
    await page.getByText("Keep the secret in this tab's memory").click();
    await submit.click();
    await expect(page.getByText('First is registered')).toBeVisible();
    await expect(console.secret).toBeHidden();
    expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
    await id.fill('second_one');
    await nickname.fill('Second');
    await submit.click();
    await expect(page.getByText('Second is registered')).toBeVisible();
    await page.reload();
    await expect(console.secret).toHaveValue('');
    expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
  });

  test('a secret kept since the sign-in is used without asking', async ({ page, console, sandbox }) => {
    await console.signIn('/register', { keepSecret: true });
    await expect(console.secret).toBeHidden();
    const { id, nickname, submit } = form(page);
    await id.fill('lin_xiaoyu');
    await nickname.fill('Lin');
    await submit.click();
    await expect(console.drawer.getByRole('heading', { name: 'Lin' })).toBeVisible();
    const [sent] = await sandbox.requests(path);
    expect(JSON.parse(sent?.body ?? '').secret).toBe(sandbox.secret);
  });

  test('a text that is too long for the server is refused before it is sent', async ({ page, console, sandbox }) => {
    await console.signIn('/register', { keepSecret: true });
    const { id, nickname, submit } = form(page);
    await id.fill('ann');
    await nickname.fill('x'.repeat(256));
    await submit.click();
    await expect(nickname).toHaveAccessibleDescription('This server takes 255 characters at most.');
    expect(await sandbox.requests(path)).toEqual([]);
  });
});
