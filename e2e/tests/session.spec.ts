// How long somebody stays signed in, in which tabs, and what is left of it afterwards.
import type { Request } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { Console } from '../support/console.ts';
import { Sandbox } from '../support/sandbox.ts';
import { placesWith } from '../support/watch.ts';

const over = 'The session is over.';
const day = 86_400;

test('a reload keeps the session, and the page one was on', async ({ page, console, sandbox }) => {
  await console.signIn('/users?page=2&size=10');
  await expect(console.rows).toHaveCount(10);
  await page.reload();
  await expect(console.rows).toHaveCount(10);
  await expect(page).toHaveURL(/#\/users\?page=2&size=10$/);
  expect(await sandbox.requests('/auth/get_admin_token')).toHaveLength(2); // the probe and the sign-in
});

test('a new tab takes the session over from another one, without a secret', async ({ context, console, sandbox, watch }) => {
  await console.signIn('', { keepSecret: true });
  const second = console.inTab(await context.newPage());
  await second.open('/register');
  await expect(second.title).toHaveText('Register user');
  expect(await sandbox.requests('/auth/get_admin_token')).toHaveLength(2);
  expect(await placesWith(second.page, [sandbox.secret], watch)).toEqual([]);
  expect(await placesWith(console.page, [sandbox.secret], watch)).toEqual([]);
});

test('a first tab waits for no other and shows the sign-in page', async ({ console }) => {
  await console.open('/account-check');
  await expect(console.title).toHaveText('Sign in to OpenIM');
});

test('who signs out in one tab is out in all of them, and each says why', async ({ context, console, sandbox, watch }) => {
  await console.signIn();
  const second = console.inTab(await context.newPage());
  await second.open('/account-check');
  await expect(second.title).toHaveText('Account check');
  const token = await sandbox.tokenInUse();
  await second.signOut();
  await expect(second.page.getByText(/^Signed out\. The token is deleted here/)).toBeVisible();
  await expect(console.page.getByText('Signed out. You signed out in another tab.')).toBeVisible();
  for (const { page } of [console, second]) {
    expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to OpenIM');
  }
});

test('signing out of one server leaves a tab that is signed in to another one alone', async ({ context, console, site, watch }) => {
  const other = await Sandbox.start('v3.7', { users: 3 });
  watch.known.push(other.url);
  await console.signIn();
  const second = new Console(await context.newPage(), site, other);
  // It would be handed the session of the first tab otherwise.
  await second.page.addInitScript(() => {
    const Channel = window.BroadcastChannel;
    let opened = 0;
    window.BroadcastChannel = class extends Channel {
      postMessage(message: unknown) {
        opened += 1;
        if (opened > 1) super.postMessage(message);
      }
    };
  });
  await second.signIn();
  await console.signOut();
  await second.page.getByRole('button', { name: 'Refresh' }).click();
  await expect(second.rows.getByRole('link')).not.toHaveCount(0);
  await expect(second.navigation).toBeVisible();
  await other.stop();
});

test('where the browser refuses its storage, the session lives in memory and works', async ({ page, console, sandbox }) => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
  await console.signIn('/users?size=50');
  await expect(console.row('mallory')).toBeVisible();
  await page.getByRole('button', { name: /^Switch language/ }).click();
  await expect(console.title).toHaveText('用户');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to OpenIM');
  await sandbox.faults();
  await console.signInHere();
  await console.signOut();
});

test('where the storage is full, the session lives in memory and works', async ({ page, console }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await console.signIn();
  await console.signOut();
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`${version}, tokens of one day`, () => {
    test.use({ version, sandboxArgs: ['--token-days', '1'] });

    test('a token that expires in the middle of work ends the session once, and signing in again returns to the same place', async ({
      page,
      console,
      sandbox,
      watch,
    }) => {
      await console.signIn('/users?page=2&size=10');
      await expect(console.rows).toHaveCount(10);
      const token = await sandbox.tokenInUse();
      await sandbox.advance(day + 1);
      await page.getByRole('button', { name: 'Next page' }).click();
      await expect(page.getByText(over)).toHaveCount(1);
      await expect(page.getByText(/Sign in again to go on where you were\./)).toBeVisible();
      expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
      await expect(console.server).toHaveValue(sandbox.url);
      await expect(console.admin).toHaveValue(sandbox.admin);
      await expect(console.secret).toHaveValue('');
      await console.signInHere();
      await expect(page).toHaveURL(/#\/users\?page=3&size=10$/);
      await expect(page.getByText(/21–30/)).toBeVisible();
    });
  });
}

test.describe('main, tokens of one day', () => {
  test.use({ sandboxArgs: ['--token-days', '1'] });

  test('a stored token that has run out in the meantime is not used any more, and the page says so', async ({ page, console, sandbox, watch }) => {
    await console.signIn();
    const token = await sandbox.tokenInUse();
    const before = (await sandbox.requests()).length;
    await page.clock.install({ time: Date.now() + (day + 60) * 1_000 });
    await page.reload();
    await expect(page.getByText(`${over} The token has expired.`)).toBeVisible();
    expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
    const after = (await sandbox.requests()).slice(before);
    expect(after.filter((request) => request.headers.token)).toEqual([]);
  });
});

for (const [code, why] of [
  [1501, 'The token has expired.'],
  [1503, 'The server does not accept the token: it is damaged, or was made with another secret.'],
  [1506, 'The token was ended by another sign-in or a forced logout.'],
  [1507, 'The server no longer knows the token: a newer one has taken its place, or its cache was cleared.'],
] as const) {
  test(`errCode ${code} ends the session with its reason and returns to the search one was in`, async ({ page, console, sandbox, watch }) => {
    await console.signIn('/users?page=2&size=10&q=a');
    await expect(console.rows.getByRole('link')).not.toHaveCount(0);
    const token = await sandbox.tokenInUse();
    await sandbox.faults({ errCode: code, paths: ['/user/get_users'] });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(`${over} ${why} (${code}) Sign in again to go on where you were.`)).toBeVisible();
    expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
    await sandbox.faults();
    await console.signInHere();
    await expect(page).toHaveURL(/#\/users\?page=2&size=10&q=a$/);
    await expect(console.rows.getByRole('link')).not.toHaveCount(0);
  });
}

test('several refusals at once end the session once, and those of an earlier session do not touch the next one', async ({ page, console, sandbox }) => {
  await console.signIn();
  const isList = (request: Request) => request.url().endsWith('/user/get_users') && request.method() === 'POST';
  await expect(console.rows).toHaveCount(20);
  await sandbox.faults({ errCode: 1506, paths: ['/user/get_users_info'] }, { errCode: 1501, delayMs: 1_500, paths: ['/user/get_users'] });
  const late = page.waitForEvent('requestfinished', isList);
  const abandoned = page.waitForEvent('requestfailed', isList);
  const settled = Promise.any([late, abandoned]);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await console.go('/users/mallory');
  await expect(page.getByText(/\(1506\)/)).toBeVisible();
  await sandbox.faults();
  await console.signInHere();
  await expect(console.drawer).toBeVisible();
  await settled;
  await expect(console.navigation).toBeVisible();
});

test('a refusal that is not about the token leaves the session alone', async ({ page, console, sandbox }) => {
  for (const errCode of [1001, 1002, 1004, 500]) {
    await sandbox.faults();
    if (errCode === 1001) await console.signIn();
    await sandbox.faults({ errCode, paths: ['/user/get_users'] });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(`errCode ${errCode}`)).toBeVisible();
    await expect(console.navigation).toBeVisible();
  }
});

test('a wrong-token answer to a call that carried no token of the session does not end it', async ({ context, console, sandbox }) => {
  await console.signIn();
  const second = console.inTab(await context.newPage());
  await second.page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await second.open();
  await second.pasteToken(`${(await sandbox.token()).slice(0, -6)}AAAAAA`);
  await expect(second.page.getByText(/The server does not take this token/)).toBeVisible();
  await console.page.getByRole('button', { name: 'Refresh' }).click();
  await expect(console.rows).toHaveCount(20);
  await expect(console.navigation).toBeVisible();
});

test('with the secret kept in memory, a token that was outdated elsewhere is renewed once and unseen', async ({ page, console, sandbox, watch }) => {
  await console.signIn('/users?size=10', { keepSecret: true });
  await expect(console.rows).toHaveCount(10);
  const first = await sandbox.tokenInUse();
  await sandbox.advance(2);
  await sandbox.token();
  await sandbox.advance(301);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(/11–20/)).toBeVisible();
  await expect(console.navigation).toBeVisible();
  await expect.poll(() => sandbox.tokenInUse()).not.toBe(first);
  await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'false');
  const signIns = (await sandbox.requests('/auth/get_admin_token')).filter((request) => request.body.includes(sandbox.secret));
  expect(signIns).toHaveLength(2);
  expect(await placesWith(page, [sandbox.secret], watch)).toEqual([]);
  expect(await placesWith(page, [first], watch)).toEqual([]);
  expect(await placesWith(page, [await sandbox.tokenInUse()], watch)).toEqual(['sessionStorage']);
  await page.reload();
  await expect(page.getByText(/11–20/)).toBeVisible();
});

test('without the secret in memory, a token that was outdated elsewhere ends the session', async ({ page, console, sandbox }) => {
  await console.signIn();
  await expect(console.rows).toHaveCount(20);
  await sandbox.advance(2);
  await sandbox.token();
  await sandbox.advance(301);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/a newer one has taken its place, or its cache was cleared\. \(1507\)/)).toBeVisible();
});

test('a secret that was changed on the server meanwhile ends the session instead of being tried for ever', async ({ page, console, sandbox }) => {
  await console.signIn('', { keepSecret: true });
  await expect(console.rows).toHaveCount(20);
  await sandbox.faults({ errCode: 1503, paths: ['/user/get_users'] }, { errCode: 1002, paths: ['/auth/get_admin_token'] });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(over)).toBeVisible();
  const signIns = (await sandbox.requests('/auth/get_admin_token')).filter((request) => request.body.includes(sandbox.secret));
  expect(signIns).toHaveLength(2);
  expect(await placesWith(page, [sandbox.secret])).toEqual([]);
});

test('a renewed token that is refused as well ends the session', async ({ page, console, sandbox }) => {
  await console.signIn('', { keepSecret: true });
  await expect(console.rows).toHaveCount(20);
  await sandbox.faults({ errCode: 1507, paths: ['/user/get_users'] });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(over)).toBeVisible();
  const signIns = (await sandbox.requests('/auth/get_admin_token')).filter((request) => request.body.includes(sandbox.secret));
  expect(signIns).toHaveLength(2);
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('signing out says until when the server would still take the token, and leaves nothing behind', async ({ page, console, sandbox, watch }) => {
      await console.signIn('', { keepSecret: true });
      await expect(console.rows).toHaveCount(20);
      const token = await sandbox.tokenInUse();
      expect(await placesWith(page, [token], watch)).toEqual(['sessionStorage']);
      await console.signOut();
      const until = new Date(Date.now() + 90 * day * 1_000).toISOString().slice(0, 10);
      await expect(page.getByText(`the server would still take it until ${until}`)).toBeVisible();
      expect(await placesWith(page, [token, sandbox.secret], watch)).toEqual([]);
      await page.goto(console.address('/users'));
      await expect(console.title).toHaveText('Sign in to OpenIM');
    });
  });
}

test('what one session showed is not on screen in the next one of somebody else', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  await console.userID.fill('half_typed');
  await sandbox.faults({ errCode: 1506, paths: ['/user/get_users'] });
  await console.go('/users');
  await expect(page.getByText(over)).toBeVisible();
  await sandbox.faults();
  await console.fillIn({ admin: 'testAdmin' });
  await console.submit.click();
  await expect(console.account).toBeVisible();
  await console.go('/register');
  await expect(console.userID).toHaveValue('');
});
