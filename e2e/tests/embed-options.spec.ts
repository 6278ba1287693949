// What a portal may want of a console, and what it is told.
import type { CDPSession } from '@playwright/test';
import { expect, handle, mount, signIn, test, told, type Host } from '../support/portal.ts';

test.describe('the token of the host', () => {
  test('signs in without a form, and the host hears of it', async ({ page, site, sandbox }) => {
    await page.goto(site);
    await mount(page, 'one', { server: sandbox.url, language: 'en' }, [await sandbox.token()]);
    const one = page.locator('#one');
    await expect(one.locator('tbody tr a').first()).toBeVisible();
    await expect(one.locator('input[type=password]')).toHaveCount(0);
    expect((await told(page, 'one', 'ready', 'signed-in', 'session-ended')).map(([name, detail]) => [name, detail])).toEqual([
      ['ready', {}],
      ['signed-in', { server: sandbox.url, adminUserID: sandbox.admin }],
    ]);
    expect(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), location.href])).toEqual([[], [], site]);
  });

  test('is fetched anew when it has run out, once for all calls, and the calls are repeated', async ({ page, site, sandbox }) => {
    await page.goto(site);
    const first = await sandbox.token();
    await mount(page, 'one', { server: sandbox.url, language: 'en' }, [first]);
    const one = page.locator('#one');
    await expect(one.locator('tbody tr a').first()).toBeVisible();
    await page.evaluate((token) => void (window as unknown as Host).tokens.push(token), first);
    await sandbox.faults({ paths: ['/user/get_users'], errCode: 1506, times: 1 });
    await one.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => page.evaluate(() => (window as unknown as Host).asked)).toEqual([false, true]);
    await expect(one.getByRole('region', { name: 'Users' })).not.toHaveAttribute('aria-busy', 'true');
    await expect(one.locator('tbody tr a').first()).toBeVisible();
    expect(await told(page, 'one', 'session-ended')).toEqual([]);
  });

  test('that there is none is said, and another one is tried at once', async ({ page, site, sandbox }) => {
    await page.goto(site);
    await mount(page, 'one', { server: sandbox.url, language: 'en' }, [undefined]);
    const one = page.locator('#one');
    await expect(one.getByRole('alert')).toContainText('There is no token');
    await handle(page, 'one', (console) => console.update({ token: 'nonsense' }));
    await expect(one.getByRole('alert')).toContainText('This is not a token.');
    const token = await sandbox.token();
    await page.evaluate((token) => (window as unknown as Host).handles.one?.update({ token: async () => token }), token);
    await expect(one.locator('tbody tr a').first()).toBeVisible();
  });

  test('is tried again on demand, after a server that could not be reached', async ({ page, site, sandbox }) => {
    await page.goto(site);
    const token = await sandbox.token();
    await sandbox.faults({ fault: '500' });
    await mount(page, 'one', { server: sandbox.url, language: 'en' }, [token, token]);
    const one = page.locator('#one');
    await expect(one.getByRole('alert')).toContainText('The server cannot be used');
    await sandbox.faults();
    await one.getByRole('button', { name: 'Retry' }).click();
    await expect(one.locator('tbody tr a').first()).toBeVisible();
  });

  test('of a session that has ended is not asked for again by itself', async ({ page, site, sandbox }) => {
    await page.goto(site);
    const token = await sandbox.token();
    await mount(page, 'one', { server: sandbox.url, language: 'en' }, [token, undefined, token]);
    const one = page.locator('#one');
    await expect(one.locator('tbody tr a').first()).toBeVisible();
    await sandbox.faults({ paths: ['/user/get_users'], errCode: 1506, times: 1 });
    await one.getByRole('button', { name: 'Refresh' }).click();
    await expect(one.getByText('The session is over.')).toBeVisible();
    expect(await told(page, 'one', 'session-ended')).toEqual([['session-ended', { reason: 'refused', errCode: 1506 }]]);
    expect(await page.evaluate(() => (window as unknown as Host).asked)).toEqual([false, true]);
    await one.getByRole('button', { name: 'Sign in again' }).click();
    await expect(one.locator('tbody tr a').first()).toBeVisible();
  });
});

test('without side bar and top bar there is the page alone, and the host leads from page to page', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', chrome: false }, [await sandbox.token()]);
  const one = page.locator('#one');
  await expect(one.locator('tbody tr a').first()).toBeVisible();
  await expect(one.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await expect(one.locator('.oic-topbar, .oic-sidebar, .oic-tabbar')).toHaveCount(0);
  await handle(page, 'one', (console) => console.navigate('/account-check'));
  await expect(one.getByRole('heading', { name: 'Account check' })).toBeVisible();
  await handle(page, 'one', (console) => console.navigate('/users?page=2'));
  await expect(one.getByText('21–40')).toBeVisible();
  await expect.poll(async () => (await told(page, 'one', 'navigated')).map(([, detail]) => detail)).toEqual([
    { title: 'Users', route: '/users' },
    { title: 'Account check', route: '/account-check' },
    { title: 'Users', route: '/users?page=2' },
  ]);
  expect(page.url()).toBe(site);
});

test('areas that are left out cannot be gone to', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', areas: ['users', 'operations'] }, [await sandbox.token()]);
  const one = page.locator('#one');
  await expect(one.locator('tbody tr a').first()).toBeVisible();
  await expect(one.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link')).toHaveText(['OpenIM Console', 'Users', 'Operation log']);
  await expect(one.getByRole('link', { name: 'Register user' })).toHaveCount(0);
  await handle(page, 'one', (console) => console.navigate('/register'));
  await expect(one.getByText('There is no such page')).toBeVisible();
  await expect(mount(page, 'two', { areas: ['groups'] })).rejects.toThrow(/openim-console: areas: there is no area groups/);
});

test('read-only holds for a guest, too', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', readOnly: true, route: '/register' }, [await sandbox.token()]);
  const one = page.locator('#one');
  await expect(one.getByRole('heading', { name: 'Register user' })).toBeVisible();
  await expect(one.getByText('Read-only').first()).toBeVisible();
  await one.getByLabel('User ID').fill('new_1');
  await one.getByLabel('Nickname').fill('New');
  await one.getByRole('button', { name: 'Register user', exact: true }).click();
  await expect(one.getByRole('alert')).toContainText('This console only reads.');
  expect(await sandbox.requests('/user/user_register')).toEqual([]);
});

test('language, theme and colours can be changed later, before and after it has drawn itself', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', theme: 'light', variables: { '--oic-accent': 'rgb(1, 2, 3)' } });
  await handle(page, 'one', (console) => console.update({ theme: 'dark' }));
  const [one, root] = [page.locator('#one'), page.locator('#one .oic')];
  await expect(one.getByRole('heading', { name: 'Sign in to OpenIM' })).toBeVisible();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  const accent = () => root.evaluate((root) => getComputedStyle(root).getPropertyValue('--oic-accent'));
  expect(await accent()).toBe('rgb(1, 2, 3)');
  await handle(page, 'one', (console) => console.update({ language: 'zh-CN', variables: { '--oic-ring': 'none' } }));
  await expect(one.getByRole('heading', { name: '登录 OpenIM' })).toBeVisible();
  expect(await accent()).not.toBe('rgb(1, 2, 3)');
  for (const [changes, wrong] of [[{ server: 'http://a' }, 'server'], [{ variables: { color: 'red' } }, 'color'], [{ theme: 'pink' }, 'theme']]) {
    const update = page.evaluate((changes) => (window as unknown as Host).handles.one?.update(changes as object), changes);
    await expect(update).rejects.toThrow(new RegExp(`openim-console: .*${wrong}`));
  }
});

test('a session survives a reload where the host wants that, and only there', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', storage: 'session' });
  await signIn(page.locator('#one'), sandbox);
  await page.reload();
  await mount(page, 'one', { server: sandbox.url, language: 'en', storage: 'session' });
  await expect(page.locator('#one tbody tr a').first()).toBeVisible();
  await mount(page, 'two', { server: sandbox.url, language: 'en' });
  await expect(page.locator('#two input[type=password]')).toBeVisible();
});

test('routes live in the address where the host wants that', async ({ page, site, sandbox }) => {
  await page.goto(`${site}#/account-check`);
  await mount(page, 'one', { server: sandbox.url, language: 'en', routing: 'hash' }, [await sandbox.token()]);
  const one = page.locator('#one');
  await expect(one.getByRole('heading', { name: 'Account check' })).toBeVisible();
  await one.getByRole('link', { name: 'Users', exact: true }).first().click();
  await expect(one.locator('tbody tr a').first()).toBeVisible();
  expect(page.url()).toBe(`${site}#/users`);
  expect(await page.title()).toBe('Portal');
  await page.goBack();
  await expect(one.getByRole('heading', { name: 'Account check' })).toBeVisible();
});

test('the host hears of a registered user, of calls, of failures, of the end', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en', route: '/register' });
  const one = page.locator('#one');
  await one.locator('input[type=password]').fill(sandbox.secret);
  await one.locator('input[type=password]').press('Enter');
  await one.getByLabel('User ID').fill('new_1');
  await one.getByLabel('Nickname').fill('<b>New</b>');
  await one.getByRole('button', { name: 'Register user', exact: true }).click();
  await expect.poll(() => told(page, 'one', 'user-registered')).toEqual([['user-registered', { userID: 'new_1' }]]);
  const calls = (await told(page, 'one', 'operation')).map(([, call]) => call);
  const registered = calls.find((call) => call.path === '/user/user_register');
  expect(registered).toMatchObject({ status: 200, errCode: 0 });
  expect(registered.operationID).toMatch(/^oic-/);
  expect(await told(page, 'one', 'error')).toEqual([]);

  await sandbox.faults({ paths: ['/user/get_users'], fault: '500' });
  await handle(page, 'one', (console) => console.navigate('/users?page=2&size=20'));
  await expect.poll(() => told(page, 'one', 'error')).toMatchObject([['error', { path: '/user/get_users', status: 500 }]]);
  expect(JSON.stringify(await told(page, 'one', 'error', 'operation', 'signed-in'))).not.toContain(await sandbox.tokenInUse());
  await sandbox.faults();
  await one.getByRole('button', { name: /^Account:/ }).click();
  await one.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => told(page, 'one', 'session-ended')).toMatchObject([['session-ended', { reason: 'signed-out' }]]);
});

test('a listener may do what it likes, and may be taken back', async ({ page, site, sandbox }) => {
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en' });
  const heard = await handle(page, 'one', (console) => {
    const off = console.on('navigated', () => window.document.body.setAttribute('data-heard', ''));
    off();
    console.on('navigated', () => {
      throw new Error('of the host');
    });
    console.navigate('/account-check');
    return new Promise((resolve) => {
      window.addEventListener('error', (event) => {
        event.preventDefault();
        console.destroy();
        resolve(event.message);
      });
    });
  });
  expect(heard).toContain('of the host');
  await expect(page.locator('#one')).toBeEmpty();
  expect(await page.locator('body').getAttribute('data-heard')).toBeNull();
  await mount(page, 'two', { server: sandbox.url });
  await expect(handle(page, 'two', (console) => console.on('nonsense', () => {}))).rejects.toThrow(/there is no event nonsense; there are ready/);
});

async function held(cdp: CDPSession): Promise<{ nodes: number; listeners: number; heap: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
}

test('a hundred times mounted and destroyed, nothing is left of it', async ({ page, site, sandbox }) => {
  await page.goto(site);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const token = await sandbox.token();
  const turns = (count: number) =>
    page.evaluate(
      async ([server, token, count]) => {
        const addresses = ['/package/index.js', '/package/console/openim-console.js'];
        const [module, inner] = await Promise.all(addresses.map((address) => import(address)));
        await module.default();
        const place = document.getElementById('one');
        for (let turn = 0; turn < count; turn += 1) {
          const console = module.mount(place, { server, token, language: turn % 2 ? 'en' : 'zh-CN' });
          await new Promise((resolve) => console.on('signed-in', resolve));
          console.destroy();
        }
        const memory = Object.values(await inner.default()).find((part) => part instanceof WebAssembly.Memory) as WebAssembly.Memory;
        return memory.buffer.byteLength;
      },
      [sandbox.url, token, count] as const,
    );
  const memory = await turns(10);
  const before = await held(cdp);
  expect(await turns(100)).toBeLessThanOrEqual(memory + (1 << 20));
  const after = await held(cdp);
  await expect(page.locator('#one')).toBeEmpty();
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
  expect(after.heap).toBeLessThanOrEqual(before.heap + (2 << 20));
});
