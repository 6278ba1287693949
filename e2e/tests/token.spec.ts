// The token decoder: what a token says of itself, what the server says of it, and that it stays in the page.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { placesWith } from '../support/watch.ts';

const parts = (page: Page) => ({
  field: page.getByLabel('Token', { exact: true }),
  ask: page.getByRole('button', { name: /^Ask / }),
  says: page.getByRole('region', { name: 'What the token says' }),
});

const parse = '/auth/parse_token';

/** A token with these claims that nobody has signed. */
function forged(header: object, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.c2lnbmF0dXJl`;
}

test('a token is read as it is pasted, with Bearer, quotes and line breaks, and nothing is sent', async ({ page, console, sandbox }) => {
  await console.signIn('/token');
  const { field, says } = parts(page);
  await expect(page.getByText('Nothing decoded yet')).toBeVisible();
  const token = await sandbox.userToken('mallory');
  await field.fill(`  "Bearer ${token.slice(0, 30)}\n${token.slice(30)}",`);
  await expect(says).toContainText('mallory');
  await expect(says).toContainText('IOS (1)');
  await expect(says).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s*in \d+ (days|months)/);
  await expect(says).toContainText('HS256');
  await expect(says).toContainText('Not expired');
  await expect(page.getByRole('region', { name: 'Claims' })).toContainText('"PlatformID": 1');
  expect(await sandbox.requests(parse)).toEqual([]);
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('the server says that a token is good, expired, or made with another secret', async ({ page, console, sandbox }) => {
      await console.signIn('/token', { keepSecret: true });
      const { field, ask, says } = parts(page);
      const token = await sandbox.userToken('mallory');
      await field.fill(token);
      await ask.click();
      const accepted = page.getByRole('status').filter({ hasText: 'The server takes this token.' });
      await expect(accepted).toContainText('mallory');
      await expect(accepted.getByText('a forced logout does not end a token')).toHaveCount(version === 'v3.4' ? 1 : 0);

      await field.fill(forged({ alg: 'HS256' }, { UserID: 'mallory', PlatformID: 1, exp: 4_000_000_000, iat: 1 }));
      await expect(accepted).toHaveCount(0);
      await ask.click();
      const refused = page.getByRole('status').filter({ hasText: 'The server does not take this token.' });
      await expect(refused).toContainText('It comes from another server, or the secret has been changed since.');
      await expect(refused).toContainText(/errCode 1505 · operationID oic-/);

      await sandbox.advance(100 * 86_400);
      await page.clock.setSystemTime(Date.now() + 100 * 86_400_000);
      await field.fill(token);
      await expect(says).toContainText('Expired');
      await ask.click();
      await expect(refused).toContainText('errCode 1501');
      await refused.getByRole('link', { name: 'In the dictionary' }).click();
      await expect(page.getByRole('complementary')).toContainText('TokenExpiredError');
    });
  });
}

test('an administrator’s token, the session’s own, and odd ones are remarked', async ({ page, console, sandbox }) => {
  await console.signIn('/token');
  const { field, says } = parts(page);
  await field.fill(await sandbox.tokenInUse());
  await expect(says).toContainText('This is the token of the session you are signed in with.');
  await expect(says).toContainText('If imAdmin is an administrator of the server, whoever has this token can do everything');
  for (const [header, claims, remark] of [
    [{ alg: 'none' }, { UserID: 'a', exp: 4_000_000_000 }, 'The token is not signed.'],
    [{ alg: 'RS256' }, { UserID: 'a', exp: 4_000_000_000 }, 'this token names RS256'],
    [{ alg: 'HS256' }, { UserID: 'a' }, 'The token never expires by itself.'],
    [{ alg: 'HS256' }, { sub: 'a', exp: 4_000_000_000 }, 'The token names no user.'],
    [{ alg: 'HS256' }, { UserID: 'a', UserType: 2, exp: 4_000_000_000 }, 'A token of openim-chat.'],
  ] as const) {
    await field.fill(forged(header, claims));
    await expect(says).toContainText(remark);
  }
});

test('what is no token says so and cannot be sent', async ({ page, console }) => {
  await console.signIn('/token');
  const { field, ask } = parts(page);
  for (const text of ['hello', 'eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJhIn0', 'x'.repeat(1_000_000)]) {
    await field.fill(text);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/This is not a token/);
    await expect(ask).toBeDisabled();
  }
});

test('hostile claims are shown and do nothing', async ({ page, console }) => {
  await console.signIn('/token');
  const { field, says } = parts(page);
  await field.fill(forged({ alg: '<img src=x>' }, { UserID: '<b>x</b>\u202e', exp: 1e300, iat: 'soon', PlatformID: {} }));
  await expect(says).toContainText('<b>x</b>U+202E');
  await expect(says).toContainText('<img src=x>');
  await expect(says.locator('b, img')).toHaveCount(0);
});

test('the token stays in the field: not in address, storage, log or console, and “Clear” takes it away', async ({ page, console, sandbox, watch }) => {
  await console.signIn('/token');
  const { field, ask } = parts(page);
  const token = await sandbox.userToken('mallory');
  await field.fill(token);
  await ask.click();
  await expect(page.getByText('The server takes this token.')).toBeVisible();
  const signature = token.split('.')[2] ?? '';
  expect(await placesWith(page, [token, signature], watch)).toEqual(['page']);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  expect(await placesWith(page, [token, signature], watch)).toEqual([]);
  await field.fill(token);
  await console.go('/operations?q=parse_token');
  await console.rows.first().getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Request' })).toContainText('"token": "•••"');
  expect(await placesWith(page, [token, signature], watch)).toEqual([]);
  await page.goBack();
  await page.goBack();
  await expect(field).toHaveValue('');
});

test('a server that cannot be asked is a failure, to be tried again', async ({ page, console, sandbox }) => {
  await console.signIn('/token');
  const { field, ask } = parts(page);
  await sandbox.faults({ fault: 'drop', paths: [parse] });
  await field.fill(await sandbox.userToken('mallory'));
  await field.press('ControlOrMeta+Enter');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The server could not be asked.');
  await sandbox.faults();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('The server takes this token.')).toBeVisible();
  await expect(ask).toBeEnabled();
});

for (const [width, height] of [[1280, 860], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test('the decoder is clean for axe', async ({ page, console, sandbox }) => {
        await console.signIn('/token');
        await expect(page.getByText('Nothing decoded yet')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const { field, ask } = parts(page);
        await field.fill(await sandbox.tokenInUse());
        await ask.click();
        await expect(page.getByText('The server takes this token.')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider).toBe(0);
        await field.fill(forged({ alg: 'none' }, {}));
        await ask.click();
        await expect(page.getByText('The server does not take this token.')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        await field.fill('no token');
        await expect(page.getByText('Nothing to decode')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
