// Signing in: which address, which secret or token, and what is said of each that does not work.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from '@playwright/test';
import { dist, expect, test } from '../support/fixtures.ts';
import { closedPage, closedPort, listen, openPage, proxyTo, silence } from '../support/net.ts';
import { Sandbox } from '../support/sandbox.ts';
import { placesWith } from '../support/watch.ts';

/** An https page with the console, without any server: what the browser asks for comes from the folder. */
async function fromFolder(route: Route): Promise<void> {
  const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm', json: 'application/json' };
  const body = await readFile(join(dist, name)).catch(() => undefined);
  await route.fulfill(body ? { body, contentType: types[name.split('.').at(-1) ?? ''] ?? 'text/plain' } : { status: 404 });
}

const withSecret = async (sandbox: Sandbox) => (await sandbox.requests()).filter((request) => request.body.includes(sandbox.secret));

test.describe('the address', () => {
  test('may lack its scheme', async ({ page, console, sandbox }) => {
    await console.open();
    await console.server.fill(`  ${sandbox.host}/ `);
    await console.server.press('Tab');
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(console.title).toHaveText('Users');
    await page.getByRole('button', { name: `Connected to ${sandbox.host}` }).click();
    await expect(page.locator('dd').filter({ hasText: sandbox.url })).toBeVisible();
  });

  test('is where Enter in its field signs in to, and the one that stood there before never sees the secret', async ({ console, sandbox, watch }) => {
    const other = await Sandbox.start('v3.7', { users: 1 });
    watch.known.push(other.url);
    await console.open();
    await console.server.fill(sandbox.url);
    await expect(console.ready).toBeVisible();
    await console.secret.fill(other.secret);
    await console.server.fill(other.url);
    // At once: nothing has been asked there yet.
    await console.server.press('Enter');
    await expect(console.title).toHaveText('Users');
    expect(await withSecret(sandbox)).toEqual([]);
    expect((await withSecret(other)).map((request) => request.path)).toEqual(['/auth/user_token']);
    await other.stop();
  });

  test('keeps its path, behind a proxy', async ({ page, console, sandbox, watch }) => {
    const proxy = await listen(proxyTo(sandbox.url, '/im/api'));
    watch.known.push(proxy.url);
    await console.open();
    await console.server.fill(`127.0.0.1:${proxy.port}/im/api/`);
    await console.server.press('Tab');
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(console.rows).toHaveCount(20);
    await page.reload();
    await expect(console.rows).toHaveCount(20);
    expect(proxy.arrived.filter((line) => !/^[A-Z]+ \/im\/api\/[a-z]/.test(line))).toEqual([]);
    expect(proxy.arrived).toContain('POST /im/api/user/get_users');
    await proxy.stop();
  });

  test('may be pasted with the path of a call', async ({ console, sandbox }) => {
    await console.open();
    await console.server.fill(`${sandbox.url}/user/get_users`);
    await console.server.press('Tab');
    await expect(console.ready).toBeVisible();
  });

  test('is asked as soon as the field is left, before any secret is typed', async ({ console, sandbox }) => {
    await console.open();
    await console.server.fill(sandbox.url);
    expect(await sandbox.requests()).toEqual([]);
    await console.server.press('Tab');
    await expect(console.ready).toBeVisible();
    await expect(console.secret).toHaveValue('');
    expect(await withSecret(sandbox)).toEqual([]);
  });

  test('is asked once after a rest of 600 ms, not at every letter', async ({ page, console, sandbox }) => {
    await page.clock.install();
    await console.open();
    await expect(console.server).toBeVisible();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await console.server.pressSequentially(sandbox.url);
    await page.clock.runFor(590);
    expect(await sandbox.requests()).toEqual([]);
    await page.clock.runFor(20);
    await expect.poll(() => sandbox.requests('/auth/get_admin_token')).toHaveLength(1);
    await page.clock.resume();
    await expect(console.ready).toBeVisible();
    await expect(console.server).toBeFocused();
    await console.server.press('Tab');
    await expect(console.admin).toHaveValue('imAdmin');
    expect(await sandbox.requests('/auth/get_admin_token')).toHaveLength(1);
  });

  for (const [address, words] of [
    ['ftp://im.example.com', 'Only http and https addresses can be used.'],
    ['javascript:alert(1)', 'Only http and https addresses can be used.'],
    ['http://', 'This is no address'],
    ['im example com', 'This is no address'],
    ['http://im.example.com:99999', 'The port must be a number from 1 to 65535.'],
    ['http://admin:pass@im.example.com', 'The address must not contain a user name or password.'],
    ['http://im.example.com/?a=1', 'The address must end before ? or #.'],
  ] as const) {
    test(`“${address}” is refused in words and asked nothing`, async ({ page, console }) => {
      await console.open();
      await console.server.fill(address);
      await console.server.press('Tab');
      await expect(page.getByText(words)).toBeVisible();
      await expect(console.server).toHaveAttribute('aria-invalid', 'true');
    });
  }
});

test.describe('a server that cannot be used', () => {
  test('where nothing listens, the page says that nothing answers there', async ({ page, console, watch }) => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    watch.known.push(url);
    await console.open();
    await console.server.fill(url);
    await console.server.press('Tab');
    await expect(page.getByText(/^Nothing answers at 127\.0\.0\.1\. The server may be down/)).toBeVisible();
  });

  test.describe('with messages of the browser about CORS', () => {
    test.use({ expectedMessages: /has been blocked by CORS policy/ });

    test('an answer that the page may not read is told apart from silence: CORS', async ({ page, console, watch }) => {
      const server = await listen(closedPage);
      watch.known.push(server.url);
      await console.open();
      await console.server.fill(server.url);
      await console.server.press('Tab');
      await expect(page.getByText(/^127\.0\.0\.1 answers, but does not let this page read the answer \(CORS\)/)).toBeVisible();
      await server.stop();
    });

    test('a proxy that redirects is not followed, and named as a cause', async ({ page, console, sandbox }) => {
      await sandbox.faults({ fault: 'redirect', paths: ['/auth/get_admin_token'] });
      await console.open();
      await console.server.fill(sandbox.url);
      await console.server.press('Tab');
      await expect(page.getByText(/removes the Access-Control headers or redirects\.$/)).toBeVisible();
      expect((await sandbox.requests()).filter((request) => request.path.includes('redirected'))).toEqual([]);
    });
  });

  for (const [port, words] of [
    [10001, /^Port 10001 of im\.example\.com is the websocket gateway/],
    [10008, /^This port of im\.example\.com belongs to openim-chat/],
    [10005, /^This port of im\.example\.com belongs to the object storage/],
    [11001, /^This port of im\.example\.com is a web front end/],
  ] as const) {
    test(`port ${port} is recognised as one of OpenIM's other ports`, async ({ page, console, watch }) => {
      const url = `http://im.example.com:${port}`;
      watch.known.push(url);
      const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
      await page.route(`${url}/**`, (route) => route.fulfill({ status: 404, headers, body: '404 page not found' }));
      await console.open();
      await console.server.fill(url);
      await console.server.press('Tab');
      await expect(page.getByText(words)).toBeVisible();
    });
  }

  test('a web site is not taken for an OpenIM server', async ({ page, console, watch }) => {
    const server = await listen(openPage);
    watch.known.push(server.url);
    await console.open();
    await console.server.fill(server.url);
    await console.server.press('Tab');
    await expect(page.getByText(/^Something answers at 127\.0\.0\.1, but it is not the OpenIM REST API/)).toBeVisible();
    await server.stop();
  });

  test('a server that takes the connection and says nothing is called silent after 10 s', async ({ page, console, watch }) => {
    const server = await listen(silence);
    watch.known.push(server.url);
    await page.clock.install();
    await console.open();
    await console.server.fill(server.url);
    await console.server.press('Tab');
    await expect(page.getByText('Asking 127.0.0.1…')).toBeVisible();
    await expect.poll(() => server.arrived.length).toBeGreaterThan(0);
    await page.clock.fastForward(9_000);
    await expect(page.getByText('Asking 127.0.0.1…')).toBeVisible();
    await page.clock.fastForward(1_500);
    await expect(page.getByText('127.0.0.1 takes the connection but does not answer within 10 s.')).toBeVisible();
    await server.stop();
  });

  test('is asked again on demand', async ({ page, console, sandbox }) => {
    await sandbox.faults({ fault: '500' });
    await console.open();
    await console.server.fill(sandbox.url);
    await console.server.press('Tab');
    await expect(page.getByText(/not the OpenIM REST API/)).toBeVisible();
    await sandbox.faults();
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(console.ready).toBeVisible();
  });

  test('a page that came over https says why it cannot call an http server, and tries nothing', async ({ page, console, watch, sandbox }) => {
    watch.known.push('https://console.test');
    await page.route('https://console.test/**', fromFolder);
    await page.goto('https://console.test/');
    await console.server.fill('http://im.example.com:10002');
    await console.server.press('Tab');
    await expect(page.getByText(/^This page came over https, so the browser refuses to call im\.example\.com over http/)).toBeVisible();
    expect(await sandbox.requests()).toEqual([]);
  });

  test('a page that came over https puts https in front of an address without scheme', async ({ page, console, watch }) => {
    watch.known.push('https://console.test', 'https://im.example.com');
    await page.route('https://console.test/**', fromFolder);
    await page.route('https://im.example.com/**', (route) => route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } }));
    await page.goto('https://console.test/');
    await console.server.fill('im.example.com/api');
    await console.server.press('Tab');
    await expect.poll(() => watch.requests.map((request) => request.url())).toContain('https://im.example.com/api/auth/get_admin_token');
  });
});

for (const version of ['v3.4', 'main'] as const) {
  test.describe(`${version}: secret and token`, () => {
    test.use({ version });

    test('a wrong secret is said at the secret, with the code to look for', async ({ page, console, sandbox }) => {
      await console.open();
      await console.fillIn({ secret: 'Wrong' });
      await console.submit.click();
      await expect(page.getByText(/^The server refused this secret\. Use the value of share\.secret.*errCode 1002 · operationID /)).toBeVisible();
      await expect(console.secret).toHaveAttribute('aria-invalid', 'true');
      await expect(console.secret).toHaveAccessibleDescription(/refused this secret/);
      await console.secret.fill(sandbox.secret);
      await expect(page.getByText(/refused this secret/)).toBeHidden();
      await page.keyboard.press('Enter');
      await expect(console.title).toHaveText('Users');
    });

    test('an ordinary user who knows the secret is told to be no administrator', async ({ page, console }) => {
      await console.open();
      await console.fillIn({ admin: 'mallory' });
      await console.submit.click();
      await expect(page.getByText(/^mallory is not an administrator of this server\./)).toBeVisible();
      await expect(console.admin).toHaveAttribute('aria-invalid', 'true');
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    });

    test('a pasted token of an administrator signs in, with “Bearer” and line breaks around it', async ({ page, console, sandbox }) => {
      const token = await sandbox.token();
      await console.open();
      await console.pasteToken(`Bearer ${token.slice(0, 30)}\n${token.slice(30)}\n`);
      await expect(console.title).toHaveText('Users');
      await expect(console.rows).toHaveCount(20);
      expect(await sandbox.tokenInUse()).toBe(token);
      await page.getByRole('button', { name: /^Account:/ }).click();
      await expect(page.getByText('Token valid until')).toBeVisible();
      expect(await withSecret(sandbox)).toEqual([]);
    });

    test('a pasted token of an ordinary user is told to be no administrator’s', async ({ page, console, sandbox }) => {
      await console.open();
      await console.pasteToken(await sandbox.userToken('mallory'));
      await expect(page.getByText(/^mallory is not an administrator of this server\./)).toBeVisible();
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    });

    test('a pasted token that has expired is told so', async ({ page, console, sandbox }) => {
      const token = await sandbox.token();
      await sandbox.advance(91 * 86_400);
      await console.open();
      await console.pasteToken(token);
      await expect(page.getByText(/^The server does not take this token: The token has expired\./)).toBeVisible();
    });

    test('a pasted token with a damaged signature is told so', async ({ page, console, sandbox }) => {
      await console.open();
      await console.pasteToken(`${(await sandbox.token()).slice(0, -6)}AAAAAA`);
      await expect(page.getByText(/^The server does not take this token: The server does not accept the token/)).toBeVisible();
    });

    for (const text of ['a token', 'eyJhbGciOiJIUzI1NiJ9', 'openIM123']) {
      test(`“${text}” is no token, and the server is not asked about it`, async ({ page, console, sandbox }) => {
        await console.open();
        await console.pasteToken(text);
        await expect(page.getByText('This is not a token. A token begins with eyJ and has two dots. Copy it whole.')).toBeVisible();
        expect(await sandbox.requests('/auth/parse_token')).toEqual([]);
      });
    }
  });
}

test.describe('v3.4', () => {
  test.use({ version: 'v3.4' });

  test('an unknown administrator is said at the user ID', async ({ page, console }) => {
    await console.open();
    await console.fillIn({ admin: 'nobody_here' });
    await console.submit.click();
    await expect(page.getByText(/^No account has this user ID on this server\./)).toBeVisible();
    await expect(console.admin).toHaveAttribute('aria-invalid', 'true');
  });

  test('the administrator of a fresh server is filled in', async ({ console, sandbox }) => {
    await console.open();
    await console.server.fill(sandbox.url);
    await console.server.press('Tab');
    await expect(console.admin).toHaveValue('openIM123456');
  });
});

test('what is missing is said where it is missing', async ({ page, console, sandbox }) => {
  await console.open();
  await console.server.fill(sandbox.url);
  await console.server.press('Tab');
  await expect(console.ready).toBeVisible();
  await console.submit.click();
  await expect(page.getByText('Type the secret.')).toBeVisible();
  await console.admin.fill('');
  await console.secret.fill('x');
  await console.submit.click();
  await expect(page.getByText('Type the user ID of an administrator of this server.')).toBeVisible();
  await page.getByRole('tab', { name: 'Paste a token' }).click();
  await console.submit.click();
  await expect(page.getByText('Paste a token.')).toBeVisible();
  expect(await withSecret(sandbox)).toEqual([]);
});

test('a double click signs in once', async ({ console, sandbox }) => {
  await console.open();
  await console.fillIn();
  await sandbox.faults({ delayMs: 400, paths: ['/auth/get_admin_token'] });
  await console.submit.dblclick();
  await expect(console.title).toHaveText('Users');
  expect(await withSecret(sandbox)).toHaveLength(1);
});

test('a sign-in that fails in between shows what to send to whom, and can be tried again', async ({ page, console, sandbox }) => {
  await console.open();
  await console.fillIn();
  await sandbox.faults({ fault: '500', paths: ['/auth/get_admin_token'] });
  await console.submit.click();
  await expect(page.getByRole('alert')).toContainText(/Signing in failed\..*HTTP 500/);
  await expect(page.getByRole('alert')).toContainText(/operationID /);
  await sandbox.faults();
  await console.submit.click();
  await expect(console.title).toHaveText('Users');
});

test('the secret is hidden until somebody wants to see it', async ({ page, console }) => {
  await console.open();
  await expect(console.secret).toHaveAttribute('type', 'password');
  const eye = page.getByRole('button', { name: 'Show secret' });
  await eye.click();
  await expect(console.secret).toHaveAttribute('type', 'text');
  await expect(eye).toHaveAttribute('aria-pressed', 'true');
});

test.describe('an address in a link', () => {
  test('fills in the field, and the server is not contacted before the person says so', async ({ page, console, site, watch }) => {
    const server = await listen(openPage);
    watch.known.push(server.url);
    await page.goto(`${site}?server=${encodeURIComponent(server.url)}`);
    await expect(console.server).toHaveValue(server.url);
    const warning = page.getByRole('status').filter({ hasText: 'A link filled in this address.' });
    await expect(warning).toContainText(`Nothing has been sent to ${server.url} yet.`);
    // Neither passing through the field nor submitting is a yes.
    await console.server.focus();
    await console.server.press('Tab');
    await console.secret.fill('Typed-in-vain');
    await console.secret.press('Enter');
    await console.submit.click();
    await expect(warning).toBeVisible();
    expect(server.arrived).toEqual([]);
    await page.getByRole('button', { name: 'Contact this server' }).click();
    await expect.poll(() => server.arrived.length).toBeGreaterThan(0);
    await server.stop();
  });

  test('leads to a sign-in once it is confirmed', async ({ page, console, sandbox, site }) => {
    await page.goto(`${site}?server=${encodeURIComponent(sandbox.host)}#/account-check`);
    await page.getByRole('button', { name: 'Contact this server' }).click();
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(console.title).toHaveText('Account check');
  });

  test('is contacted at once where somebody has signed in to it before', async ({ page, console, sandbox, site }) => {
    await console.signIn();
    await console.signOut();
    await page.goto(`${site}?server=${encodeURIComponent(sandbox.url)}`);
    await expect(console.ready).toBeVisible();
  });

  test('that is no address is said to be none', async ({ page, site }) => {
    await page.goto(`${site}?server=javascript%3Aalert(1)`);
    await expect(page.getByText('Only http and https addresses can be used.')).toBeVisible();
  });

  test('brings neither secret nor token nor sign-in with it', async ({ page, console, site, sandbox }) => {
    const planted = 'token=from-the-link&secret=from-the-link&password=from-the-link&admin=from-the-link';
    await page.goto(`${site}?${planted}&server=${encodeURIComponent(sandbox.url)}#/users?${planted}`);
    await page.getByRole('button', { name: 'Contact this server' }).click();
    await expect(console.ready).toBeVisible();
    await expect(console.secret).toHaveValue('');
    await expect(console.admin).toHaveValue('imAdmin');
    await page.getByRole('tab', { name: 'Paste a token' }).click();
    await expect(page.getByLabel('Token', { exact: true })).toHaveValue('');
    const calls = await sandbox.requests();
    expect(JSON.stringify(calls.map(({ body, headers }) => [body, headers.token]))).not.toContain('from-the-link');
    expect(await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).not.toContain('from-the-link');
  });
});

test.describe('servers used before', () => {
  test('come back with their administrator and without the secret', async ({ page, console, sandbox, watch }) => {
    await console.open();
    await console.fillIn({ admin: 'testAdmin' });
    await console.submit.click();
    await expect(console.title).toHaveText('Users');
    const token = await sandbox.tokenInUse();
    await console.signOut();
    expect(await placesWith(page, [sandbox.secret, token], watch)).toEqual([]);
    await page.reload();
    await expect(console.server).toHaveValue(sandbox.url);
    await expect(console.ready).toBeVisible();
    await expect(console.admin).toHaveValue('testAdmin');
    await expect(console.secret).toHaveValue('');
    const kept = await page.evaluate(() => Object.entries(localStorage) as [string, string][]);
    const [servers, ...others] = kept.sort(([one], [other]) => other.localeCompare(one));
    expect(servers?.[0]).toBe('openim-console:servers');
    expect(JSON.parse(servers?.[1] ?? '')).toEqual([{ url: sandbox.url, admin: 'testAdmin' }]);
    expect(others).toEqual([['openim-console:last-server', sandbox.url]]);
  });

  test('can be forgotten', async ({ page, console, sandbox }) => {
    await console.signIn();
    await console.signOut();
    await page.reload();
    await page.getByRole('button', { name: 'Known servers' }).click();
    await page.getByRole('button', { name: `Forget ${sandbox.url}` }).click();
    await expect(page.getByRole('button', { name: `Forget ${sandbox.url}` })).toBeHidden();
    await page.reload();
    await expect(console.server).toHaveValue('');
  });
});

test.describe('config.json', () => {
  const listed = test.extend({
    config: async ({ sandbox }, use) => use({ servers: [{ name: 'Production', url: sandbox.url }, 'http://staging.example.com:10002'] }),
  });
  const locked = test.extend({
    config: async ({ sandbox }, use) => use({ servers: [{ name: 'Production', url: sandbox.url }], lockServer: true }),
  });

  listed('offers its servers, and shows the name of the one in use', async ({ page, console, sandbox }) => {
    await console.open();
    await expect(console.server).toHaveValue(sandbox.url);
    await expect(console.ready).toBeVisible();
    await console.server.fill('');
    await page.getByRole('button', { name: 'Known servers' }).click();
    await expect(page.getByText('http://staging.example.com:10002').first()).toBeVisible();
    await page.getByRole('button', { name: /^Production/ }).click();
    await expect(console.ready).toBeVisible();
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(page.getByRole('button', { name: 'Connected to Production' })).toBeVisible();
  });

  listed('makes its servers known, so that a link to one is followed at once', async ({ page, console, sandbox, site }) => {
    await page.goto(`${site}?server=${encodeURIComponent(sandbox.url)}`);
    await expect(console.ready).toBeVisible();
  });

  locked('can lock the console to its servers', async ({ page, console, sandbox, site, watch }) => {
    const server = await listen(openPage);
    watch.known.push(server.url);
    await page.goto(`${site}?server=${encodeURIComponent(server.url)}`);
    await expect(page.getByText('This console may only be used with the servers its operator has listed.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Server address' })).toBeHidden();
    await console.open();
    await expect(console.ready).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Server address' })).toHaveValue(sandbox.url);
    await console.secret.fill(sandbox.secret);
    await console.submit.click();
    await expect(console.title).toHaveText('Users');
    expect(server.arrived).toEqual([]);
    await server.stop();
  });

  test.describe('with slips of the pen', () => {
    test.use({ config: { servers: ['ftp://x'], lockserver: true, language: 'zh-CN' } });

    test('names them and keeps the rest', async ({ page, console }) => {
      await console.open();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录 OpenIM');
      await expect(page.getByText(/^line 1: servers\[0\]: "ftp:\/\/x" is no address of a server/)).toBeVisible();
      await expect(page.getByText('line 1: lockserver: unknown setting; is lockServer meant?')).toBeVisible();
    });
  });
});
