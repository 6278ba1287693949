// The demo: the console on a sandbox in a web worker of the page, without any server.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { browserArguments } from '../support/browser.ts';
import { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import { startNginx } from '../support/nginx.ts';
import { given, start } from '../support/process.ts';
import { laidOut } from '../support/site.ts';
import { placesWith, Watch } from '../support/watch.ts';
import { tooWide } from '../support/wide.ts';

const link = { name: 'Try the demo' };

/** What stands above each page of the demo. */
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Nothing here is real' });

async function tryDemo(console: Console): Promise<void> {
  await console.page.getByRole('button', link).click();
  await expect(console.account).toBeVisible();
  await expect(banner(console.page)).toBeVisible();
}

/** Where the requests of a watched context went. */
const origins = (watch: Watch) => [...new Set(watch.requests.map((request) => new URL(request.url()).origin))].filter((origin) => origin !== 'null');

test('from signing in into the demo: list, search, a user, a registration, a reset, and out', async ({ page, console, site, watch }) => {
  await console.open();
  expect(watch.requests.filter((request) => /demo|worker/.test(request.url())), 'nothing of it is fetched before').toEqual([]);
  await tryDemo(console);
  await expect(console.rows).toHaveCount(20);
  await expect(page.getByText('1–20 of 2,000')).toBeVisible();

  await console.search.fill('mallory');
  await expect(console.rows).toHaveCount(1);
  await console.link('mallory').click();
  await expect(console.drawer).toContainText('appMangerLevel');
  await page.keyboard.press('Escape');

  await console.go('/register');
  await expect(banner(page)).toBeVisible();
  await console.userID.fill('demo_person');
  await page.getByLabel('Nickname').fill('Demo Person');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(console.drawer.getByRole('heading', { name: 'Demo Person' })).toBeVisible();

  const before = page.workers();
  await console.go('/users?q=demo_person');
  await expect(console.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('No user matches')).toBeVisible();
  await expect(banner(page)).toBeVisible();
  expect(before.length).toBe(1);
  await expect.poll(() => page.workers().length).toBe(1);
  expect(page.workers()[0], 'a new worker').not.toBe(before[0]);
  await console.go('/users?q=mallory');
  await expect(console.rows).toHaveCount(1);

  // What is kept in the browser, while it is on: no token, no server.
  const kept = await placesWith(page, ['eyJ', 'demo.invalid', 'openIM123'], watch);
  expect(kept.filter((place) => !place.startsWith('page'))).toEqual([]);

  await page.getByRole('button', { name: 'Leave the demo' }).click();
  await expect(console.title).toHaveText('Sign in to OpenIM');
  await expect(page).toHaveTitle('Sign in to OpenIM · OpenIM Console');
  await expect(banner(page)).toBeHidden();
  await expect(console.server, 'it is no known server').toHaveValue('');
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await placesWith(page, ['eyJ', 'demo.invalid', 'openIM123'], watch)).toEqual([]);
  expect(origins(watch), 'no call has left the page').toEqual([new URL(site).origin]);
});

test('signing out ends it; a real session comes after it, and the two know nothing of each other', async ({ page, console, sandbox }) => {
  await console.open();
  await tryDemo(console);
  await console.signOut();
  await expect.poll(() => page.workers().length).toBe(0);
  await console.signInHere();
  await expect(banner(page)).toBeHidden();
  await expect(page.getByText('of 45')).toBeVisible();
  // But for the question which version it is.
  const signedIn = (await sandbox.requests('/auth/get_admin_token')).filter((request) => request.body.includes(sandbox.secret));
  expect(signedIn).toHaveLength(1);
  await page.reload();
  await expect(page.getByText('of 45')).toBeVisible();
  await console.signOut();
  await tryDemo(console);
  await expect(page.getByText('of 2,000')).toBeVisible();
});

test('a reload shows the sign-in page, another tab too, and language and theme stay', async ({ page, context, console }) => {
  await console.open();
  await tryDemo(console);
  await page.getByRole('button', { name: /^Theme:/ }).click();
  const theme = await page.locator('.oic').getAttribute('data-theme');
  expect(theme).not.toBeNull();
  const other = console.inTab(await context.newPage());
  await other.open();
  await expect(other.title).toHaveText('Sign in to OpenIM');
  await page.reload();
  await expect(console.title).toHaveText('Sign in to OpenIM');
  await expect(page.locator('.oic')).toHaveAttribute('data-theme', theme ?? '');
});

test('what a person chooses and protects elsewhere is not touched by what happens in the demo', async ({ page, console }) => {
  await console.signIn();
  await console.signOut();
  const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));
  const before = await kept();
  await tryDemo(console);
  await console.go('/settings');
  await expect(page.getByRole('switch', { name: /^Read-only mode/ })).not.toBeChecked();
  await page.getByText(/^Read-only mode/).first().click();
  await expect(page.getByRole('banner').getByText('Read-only')).toBeVisible();
  expect(await kept()).toBe(before);
  await console.signOut();
  expect(await kept()).toBe(before);
});

test.describe('config.json', () => {
  test.describe('that hides it', () => {
    test.use({ config: { demo: false } });

    test('leaves no way to it', async ({ page, console }) => {
      await console.open();
      await expect(console.submit).toBeVisible();
      await expect(page.getByRole('button', link)).toBeHidden();
    });
  });

  test.describe('that starts it', () => {
    test.use({ config: { demo: 'start', readOnly: true, protectedUsers: ['*'], servers: ['http://10.0.0.5:10002'] } });

    test('shows the list at once, at a deep link and after a reload; who has left it can come back', async ({ page, console, site, watch }) => {
      await console.open('/users?page=3');
      await expect(page.getByText('41–60 of 2,000')).toBeVisible();
      await page.reload();
      await expect(page.getByText('41–60 of 2,000')).toBeVisible();
      await console.go('/settings');
      await expect(page.getByRole('switch', { name: /^Read-only mode/ })).toBeEnabled();
      expect(origins(watch)).toEqual([new URL(site).origin]);
      await page.route('http://10.0.0.5:10002/**', (route) => route.abort());
      watch.known.push('http://10.0.0.5:10002');
      await page.getByRole('button', { name: 'Leave the demo' }).click();
      await expect(console.title).toHaveText('Sign in to OpenIM');
      await expect(page).toHaveURL(`${site}#/users`);
      await tryDemo(console);
    });
  });
});

test('over plain http by a name, below a path of nginx, it works, and starts by itself where config.json says so', async ({ playwright, sandbox }) => {
  const folder = await laidOut();
  const nginx = await startNginx(folder.path, sandbox.url);
  const browser = await playwright.chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [...browserArguments, '--host-resolver-rules=MAP console.intranet 127.0.0.1'],
  });
  const context = await browser.newContext({ locale: 'en-US' });
  const site = `http://console.intranet:${nginx.port}/a/b/`;
  const watch = new Watch(new URL(site).origin);
  await watch.on(context);
  const console = new Console(await context.newPage(), site, sandbox);
  await console.open();
  expect(await console.page.evaluate(() => isSecureContext)).toBe(false);
  await tryDemo(console);
  await expect(console.rows).toHaveCount(20);
  await context.route('**/config.json', (route) => route.fulfill({ json: { demo: 'start' } }));
  await console.page.reload();
  await expect(console.rows).toHaveCount(20);
  await console.link('mallory').click();
  await expect(console.drawer).toContainText('appMangerLevel');
  expect(origins(watch)).toEqual([new URL(site).origin]);
  await watch.settled();
  expect(watch.findings({ secrets: [] }), 'broken rules').toEqual([]);
  await browser.close();
  await nginx.stop();
  await folder.remove();
});

test.describe('where it cannot be started', () => {
  test('a missing file is told, with what to do, and trying again works', async ({ page, console }) => {
    await page.route('**/sandbox-worker-*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
    await console.open();
    await page.getByRole('button', link).click();
    await expect(page.getByRole('alert')).toContainText('The demo could not be started.');
    await expect(page.getByRole('alert')).toContainText('a file of the console is missing');
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/sandbox-worker-*.wasm');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(console.rows).toHaveCount(20);
  });

  test('a missing script is told, and the way back leads to the form', async ({ page, console }) => {
    await page.route('**/sandbox-worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await console.open();
    await page.getByRole('button', link).click();
    await expect(page.getByRole('alert')).toContainText('a file of the console is missing');
    await page.getByRole('button', { name: 'Back to signing in' }).click();
    await expect(console.submit).toBeVisible();
    expect(page.workers()).toEqual([]);
  });
});

test.describe('where it breaks down in the middle', () => {
  test.use({ expectedMessages: /broken on purpose/ });

  test('that is told as of any other server, and a reset brings it back', async ({ page, console }) => {
    await console.open();
    await tryDemo(console);
    await expect(console.rows).toHaveCount(20);
    await page.workers()[0]?.evaluate(() => setTimeout(() => { throw new Error('broken on purpose'); }));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect(page.getByRole('alert')).toBeHidden();
    await expect(console.rows).toHaveCount(20);
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 844 } });

      test('axe finds nothing, on no page of it, and nothing is too wide', async ({ page, console }) => {
        await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: scheme });
        await console.open();
        await expect(page.getByRole('button', link)).toBeVisible();
        expect(await axeFindings(page), 'signing in').toEqual([]);
        await tryDemo(console);
        for (const route of ['/users', '/users/mallory', '/register', '/settings']) {
          await console.go(route);
          await expect(page.locator('main')).toBeVisible();
          await expect(page.getByText('Loading')).toHaveCount(0);
          expect(await axeFindings(page), route).toEqual([]);
          expect(await tooWide(page), route).toEqual([]);
        }
      });
    });
  }
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('has its words', async ({ page, console }) => {
    await console.open();
    await page.getByRole('button', { name: '试用演示' }).click();
    await expect(page.getByText('此处一切均非真实：服务器运行在本页面中，用户均为虚构。')).toBeVisible();
    await expect(console.rows).toHaveCount(20);
    await page.getByRole('button', { name: '重置' }).click();
    await expect(console.rows).toHaveCount(20);
    await page.getByRole('button', { name: '退出演示' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录 OpenIM');
  });
});

interface Told {
  status: number;
  type: string;
  body: string;
}

type Call = [path: string, body: string, token: 'with a token' | 'without'];

test('the sandbox of the worker answers as the program does', async ({ page, console, watch }) => {
  const program = await start(given('SANDBOX'), ['--server', 'main', '--port', '0', '--users', '2000']);
  const native = `http://${program.line.split('http://')[1]?.split(' ')[0]}`;
  await console.open();
  await tryDemo(console);
  const script = watch.requests.map((request) => request.url()).find((url) => /sandbox-worker-\w+\.js$/.test(url));

  const signIn: Call = ['/auth/get_admin_token', '{"secret":"openIM123","userID":"imAdmin"}', 'without'];
  const page_ = (number: number, show: number) => `{"pagination":{"pageNumber":${number},"showNumber":${show}}}`;
  const calls: Call[] = [
    ['/user/get_users', page_(1, 100), 'with a token'],
    ['/user/get_users', page_(20, 100), 'with a token'],
    ['/user/get_users', page_(0, 1), 'with a token'],
    ['/user/get_users', page_(1, 1), 'without'],
    ['/user/get_users_info', '{"userIDs":["mallory","bidi","nobody","flags"]}', 'with a token'],
    ['/user/account_check', '{"checkUserIDs":["mallory","nobody"]}', 'with a token'],
    ['/user/user_register', '{"users":[{"userID":"both","nickname":"Both \\ud83d\\ude00","faceURL":""}]}', 'with a token'],
    ['/user/get_users_info', '{"userIDs":["both"]}', 'with a token'],
    ['/user/user_register', '{"users":[{"userID":"mallory"}]}', 'with a token'],
    ['/user/get_users_online_status', '{"userIDs":["mallory","bidi"]}', 'with a token'],
    ['/friend/get_friend_list', `{"userID":"mallory",${page_(1, 50).slice(1)}`, 'with a token'],
    ['/group/get_groups', page_(1, 50), 'with a token'],
    ['/group/get_group_member_list', `{"groupID":"room/42 #1?","filter":0,"keyword":"",${page_(1, 50).slice(1)}`, 'with a token'],
    ['/conversation/get_all_conversations', '{"ownerUserID":"nobody"}', 'with a token'],
    ['/no/such_route', '{}', 'with a token'],
    ['/user/get_users', '{"pagination":7}', 'with a token'],
    ['/user/get_users', 'no JSON', 'with a token'],
    ['/msg/get_server_time', '{}', 'with a token'],
  ];

  const headers = (token: string) => ({ operationID: 'same', 'Content-Type': 'application/json', ...(token ? { token } : {}) });
  const ofProgram = async ([path, body]: Call, token: string): Promise<Told> => {
    // Unpacked: to whoever takes gzip, real servers lose the text of a 404, and so does the program.
    const answer = await fetch(native + path, { method: 'POST', headers: { ...headers(token), 'Accept-Encoding': 'identity' }, body });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
  };
  // Asked directly: a worker of its own, so that nothing of the console stands between.
  await page.evaluate(async (script) => {
    const worker = new Worker(script);
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }) => (JSON.parse(data).ready ? resolve() : reject(new Error(data)));
      worker.onerror = () => reject(new Error('the worker cannot be started'));
    });
    Object.assign(window, { worker });
  }, script ?? '');
  const ofWorker = async ([path, body]: Call, token: string): Promise<Told> =>
    page.evaluate(
      async (call) => {
        const { worker } = window as unknown as { worker: Worker };
        const answer = new Promise<any>((resolve) => (worker.onmessage = ({ data }) => resolve(JSON.parse(data))));
        worker.postMessage(JSON.stringify({ id: 1, method: 'POST', ...call }));
        const { status, headers, body } = await answer;
        return { status, type: Object.fromEntries(headers)['content-type'] ?? '', body };
      },
      { path, body, headers: Object.entries(headers(token)) },
    );
  /** The clocks differ, and the program has an address for pictures. */
  const plain = ({ status, type, body }: Told) => ({
    status,
    type,
    body: body.replaceAll(native, '').replace(/"\/sandbox\/avatar\/[^"]*"/g, '""').replace(/\b1[6-9]\d{8}(\d{3})?\b/g, 'T').replace(/\beyJ[\w.-]+|\b[0-9a-f]{32}\b/g, 'made of the time'),
  });
  const tokenIn = ({ body }: Told) => JSON.parse(body).data.token as string;
  const tokens = [tokenIn(await ofProgram(signIn, '')), tokenIn(await ofWorker(signIn, ''))] as const;
  for (const call of calls) {
    const [mine, theirs] = call[2] === 'without' ? ['', ''] : tokens;
    const expected = plain(await ofProgram(call, mine));
    expect(plain(await ofWorker(call, theirs)), call.join(' ')).toEqual(expected);
  }
  await program.stop();
});
