// The client for JavaScript, in a page of somebody else's: signing in, all families, errors, taking back, renewing the token.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type * as Module from '../../embed/client/client.js';
import { everyCall } from '../support/every-call.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';
import { given } from '../support/process.ts';
import type { Sandbox, Version } from '../support/sandbox.ts';

const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,"></head></html>';

/** In a module worker, where there is no page. */
const worker = `
import init, { OpenIM } from '/client/client.js';
onmessage = async ({ data }) => {
  await init();
  const im = new OpenIM(data);
  const { total } = await im.users.list({ size: 1 });
  const { items } = await im.groups.list({ size: 1 });
  postMessage([total, items.length]);
};`;

const test = base.extend({
  site: async ({}, use) => {
    const host = await listen((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (!path.startsWith('/client/')) {
        const type = path === '/worker.js' ? 'text/javascript' : 'text/html';
        response.writeHead(200, { 'Content-Type': type }).end(path === '/worker.js' ? worker : html);
        return;
      }
      readFile(join(given('PACKAGE'), 'client', path.slice('/client/'.length))).then(
        (bytes) => response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await use(`${host.url}/`);
    await host.stop();
  },
});

/** A page whose `client` is the module. */
async function open(page: Page, site: string): Promise<void> {
  await page.goto(site);
  await page.evaluate(async () => {
    const address = '/client/client.js';
    const client = (await import(address)) as typeof Module;
    await Promise.all([client.default(), client.default()]);
    Object.assign(window, { client });
  });
}

interface Access {
  server: string;
  token: string;
  version: Module.ServerVersion;
}

async function access(sandbox: Sandbox): Promise<Access> {
  return { server: sandbox.url, token: await sandbox.token(), version: sandbox.version.replace('v', '') as Module.ServerVersion };
}

/** What a server of this version has not. */
const missingOn = {
  main: [['conversations', 'pushed']],
  'v3.4': [
    ['auth', 'getAdminToken'],
    ['clientConfig', 'set get list delete'],
    ['conversations', 'changes delete fullIds notNotifying overview pinned setExOfAll'],
    ['friends', 'blackInfos changes fullIds unanswered update'],
    ['groups', 'changedJoined changedMembers fullJoinedIds fullMemberIds requestsOfUser unhandledRequests'],
    ['jssdk', 'active conversations'],
    ['notificationAccounts', 'add update search'],
    ['userCommands', 'add update list listAll delete'],
  ],
} satisfies Partial<Record<Version, [string, string][]>>;

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('an administrator signs in, registers, changes and finds a user', async ({ page, site, sandbox }) => {
      await open(page, site);
      const hostile = '<img src=x onerror=alert(1)>\u202e"\'\\ 字 🙂';
      const { server, secret, admin } = { server: sandbox.url, secret: sandbox.secret, admin: sandbox.admin };
      const found = await page.evaluate(
        async ({ server, secret, admin, hostile }) => {
          const { OpenIM } = (window as unknown as { client: typeof Module }).client;
          const im = new OpenIM({ server, adminUserID: admin });
          const before = im.version;
          const { version } = await im.probe();
          const issued = await im.signIn({ secret });
          const refined = await im.auth.refineBlock();
          await im.users.register({ users: [{ userID: 'client_1', nickname: hostile, ex: '{}' }], secret });
          await im.users.update({ userID: 'client_1', faceURL: 'https://example.com/1.png' });
          const [user] = await im.users.infos({ userIDs: ['client_1'] });
          const { total, items } = await im.users.list({ page: 1, size: 5 });
          return { before, version, refined, kept: im.version, expires: issued.expiresAtMillis > Date.now(), user, total, items: items.length };
        },
        { server, secret, admin, hostile },
      );
      const expected = version === 'main' ? ['3.8.3', '3.8.3', 'main', 'main'] : ['3.8.3', '3.4', '3.4', '3.4'];
      expect([found.before, found.version, found.refined, found.kept]).toEqual(expected);
      expect(found.expires).toBe(true);
      expect(found.user).toMatchObject({ userID: 'client_1', nickname: hostile, faceURL: 'https://example.com/1.png', ex: '{}', globalRecvMsgOpt: 0 });
      expect(typeof found.user?.createTime).toBe('number');
      expect(found.total).toBeGreaterThan(45);
      expect(found.items).toBe(5);
    });

    test('every call is there, and is answered or refused for a reason', async ({ page, site, sandbox }) => {
      await open(page, site);
      await sandbox.register(...['a', 'b', 'c'].map((letter) => ({ userID: `every_${letter}`, nickname: letter })));
      const [user, friend, other] = ['every_a', 'every_b', 'every_c'] as const;
      const where = { ...(await access(sandbox)), secret: sandbox.secret, admin: sandbox.admin, user, friend, other };
      const outcomes = await page.evaluate(everyCall, where);
      const failed = Object.entries(outcomes).filter(([, outcome]) => outcome !== 'ok');
      const missing = missingOn[version].flatMap(([family, names]) => names.split(' ').map((name) => [`${family}.${name}`, 'unimplemented']));
      expect(Object.fromEntries(failed)).toEqual(Object.fromEntries(missing));
      expect(Object.keys(outcomes).length).toBeGreaterThan(110);
    });
  });
}

test('a failure is an Error that tells all', async ({ page, site, sandbox, watch }) => {
  watch.known.push('http://127.0.0.1:9');
  await open(page, site);
  await sandbox.register({ userID: 'ordinary', nickname: 'Ordinary' });
  const userToken = await sandbox.userToken('ordinary');
  const told = await page.evaluate(
    async ({ server, token, version, userToken }) => {
      const { OpenIM, OpenIMError } = (window as unknown as { client: typeof Module }).client;
      const im = new OpenIM({ server, token, version });
      const error = await im.users.register({ users: [{ userID: 'imAdmin', nickname: 'Taken' }] }).catch((error: unknown) => error);
      if (!(error instanceof OpenIMError && error instanceof Error)) throw new Error(String(error));
      im.setToken(userToken);
      const noPermission = await im.users.proveAdministrator({ userID: 'a' }).catch((error: Module.OpenIMError) => error.code);
      const wrong = await im.users.infos({ userIDs: ['a', 7] as string[] }).catch((error: unknown) => error);
      return {
        name: error.name,
        code: error.code,
        errCode: error.errCode,
        path: error.path,
        detail: error.detail,
        endsSession: error.endsSession,
        message: error.message,
        operationID: error.operationID,
        log: JSON.parse(JSON.stringify({ error })) as { error: Record<string, unknown> },
        text: String(error),
        hasStack: error.stack?.includes('client.js'),
        noPermission,
        wrong: [wrong instanceof TypeError, String(wrong)],
      };
    },
    { ...(await access(sandbox)), userToken },
  );
  expect(told).toMatchObject({ name: 'OpenIMError', code: 'alreadyRegistered', errCode: 1102, path: '/user/user_register', endsSession: false });
  expect(told.log.error).toMatchObject({ name: 'OpenIMError', message: told.message, code: told.code, errCode: 1102, operationID: told.operationID });
  expect(told.message).toContain(told.operationID ?? 'none');
  expect(told.text).toBe(`OpenIMError: ${told.message}`);
  expect(told.hasStack).toBe(true);
  expect(told.noPermission).toBe('noPermission');
  expect(told.wrong).toEqual([true, 'TypeError: users.infos: userIDs[1] must be a string']);
});

test.describe('with servers that do not answer', () => {
  test.use({ expectedMessages: /net::ERR|Failed to load resource/ });

  test('a call is taken back, and one that takes too long ends', async ({ page, site, sandbox }) => {
    await open(page, site);
    await sandbox.faults({ paths: ['/user/get_users'], fault: 'hang' });
    const ends = await page.evaluate(async ({ server, token, version }) => {
      const { OpenIM, OpenIMError } = (window as unknown as { client: typeof Module }).client;
      const im = new OpenIM({ server, token, version });
      const controller = new AbortController();
      const running = im.users.list({}, { signal: controller.signal }).catch((error: unknown) => error);
      controller.abort();
      const aborted = await running;
      const before = await im.users.list({}, { signal: AbortSignal.abort(new Error('mine')) }).catch((error: unknown) => error);
      const late = await im.users.list({}, { timeoutMillis: 50 }).catch((error: unknown) => error);
      const wrong = await im.users.list({}, { timeoutMillis: 0.5 }).catch((error: unknown) => error);
      return {
        aborted: aborted instanceof DOMException && aborted.name,
        before: String(before),
        late: late instanceof OpenIMError && [late.code, late.message.includes('50 ms')],
        wrong: String(wrong),
      };
    }, await access(sandbox));
    expect(ends.aborted).toBe('AbortError');
    expect(ends.before).toBe('Error: mine');
    expect(ends.late).toEqual(['timeout', true]);
    expect(ends.wrong).toContain('timeoutMillis');
    // The one that was taken back beforehand was not sent.
    expect((await sandbox.requests('/user/get_users')).length).toBeLessThanOrEqual(2);
  });

  test('a server that is not there is a network error', async ({ page, site, watch }) => {
    watch.known.push('http://127.0.0.1:9');
    await open(page, site);
    const code = await page.evaluate(async () => {
      const { OpenIM } = (window as unknown as { client: typeof Module }).client;
      const im = new OpenIM({ server: 'http://127.0.0.1:9', token: 'a' });
      return [await im.users.list().catch((error: Module.OpenIMError) => [error.code, error.status ?? null]), await im.isReachable()];
    });
    expect(code).toEqual([['network', null], false]);
  });
});

test('a token is fetched once for all who need one, and once more when it is over', async ({ page, site, sandbox }) => {
  await open(page, site);
  const tokens = [await sandbox.token(), 'eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.x'];
  const { server, version } = await access(sandbox);
  const fetched = await page.evaluate(
    async ({ server, version, tokens }) => {
      const { OpenIM } = (window as unknown as { client: typeof Module }).client;
      const given: string[] = [];
      const [good = '', bad = ''] = tokens;
      const im = new OpenIM({
        server,
        version,
        getToken: async () => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          // First one that the server does not take.
          const token = given.length === 0 ? bad : good;
          given.push(token);
          return token;
        },
      });
      await im.probe();
      const beforeAnyNeed = given.length;
      const totals = await Promise.all([im.users.list(), im.users.list(), im.groups.list()].map((call) => call.then(({ total }) => total > 0)));
      const first = given.length;
      im.setToken(bad);
      await Promise.all([im.users.list(), im.msg.serverTimeMillis()]);
      const second = given.length;
      im.setToken(bad);
      const hopeless = new OpenIM({ server, version, token: bad, getToken: () => (given.push(bad), bad) });
      const end = await hopeless.users.list().catch((error: Module.OpenIMError) => [error.code, error.endsSession]);
      const third = given.length;
      const broken = new OpenIM({ server, version, getToken: () => Promise.reject(new Error('no portal')) });
      const rejected = await broken.users.list().catch(String);
      const controller = new AbortController();
      const waiting = new OpenIM({ server, version, getToken: () => new Promise<string>(() => undefined) }).users.list({}, { signal: controller.signal });
      controller.abort();
      const impatient = await waiting.catch((error: DOMException) => error.name);
      return { beforeAnyNeed, totals, first, second, end, third, rejected, impatient };
    },
    { server, version, tokens },
  );
  expect(fetched).toEqual({
    beforeAnyNeed: 0,
    totals: [true, true, true],
    first: 2,
    second: 3,
    end: ['session', true],
    third: 4,
    rejected: 'Error: no portal',
    impatient: 'AbortError',
  });
});

test('nothing is written where only reading is allowed, and nobody who is protected is touched', async ({ page, site, sandbox }) => {
  await open(page, site);
  const codes = await page.evaluate(async (access) => {
    const { OpenIM } = (window as unknown as { client: typeof Module }).client;
    const code = (call: Promise<unknown>) => call.then(() => 'ok', (error: Module.OpenIMError) => error.code);
    const reader = new OpenIM({ ...access, readOnly: true });
    const careful = new OpenIM({ ...access, protectedUsers: ['im*', 'bot_*'] });
    const change = { userID: 'bot_1', nickname: 'B' };
    return [
      await code(reader.users.update(change)),
      await code(reader.users.list()),
      await code(careful.users.update(change)),
      await code(careful.auth.forceLogout({ userID: 'imAdmin', platformID: 5 })),
      await code(careful.users.list()),
    ];
  }, await access(sandbox));
  expect(codes).toEqual(['readOnly', 'ok', 'protected', 'protected', 'ok']);
  expect((await sandbox.requests()).map(({ path }) => path)).toEqual(['/user/get_users', '/user/get_users']);
});

test('what is wrong in the options is said at once', async ({ page, site }) => {
  await page.goto(site);
  const said = await page.evaluate(async () => {
    const address = '/client/client.js';
    const client = (await import(address)) as typeof Module;
    const tried = (options: unknown) => {
      try {
        return String(new client.OpenIM(options as Module.OpenIMOptions));
      } catch (error) {
        return String(error);
      }
    };
    const early = tried({ server: 'a' });
    const missing = await client.default('/client/lost.wasm').catch(() => 'failed');
    await client.default();
    return [early, missing, tried({}), tried({ server: 'a', readonly: true }), tried({ server: 'a', token: 7 }), tried(null), tried({ server: '/api' })];
  });
  expect(said[0]).toContain('init()');
  expect(said.slice(1)).toEqual([
    'failed',
    'TypeError: OpenIM: server is missing',
    expect.stringContaining('readonly is unknown here'),
    'TypeError: setToken: token must be a string or null',
    'TypeError: OpenIM: the options must be an object',
    '[object Object]',
  ]);
});

test.describe('with a part that does not come', () => {
  test.use({ expectedMessages: /net::ERR|Failed to load resource|Failed to fetch|HTTP 503|WebAssembly/ });

  test('a family is fetched at its first call, once; where that fails nothing is sent, and the next call tries again', async ({ page, site, sandbox }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/client/')) asked.push(pathname.replace('/client/', ''));
    });
    await page.route('**/split_groups.wasm', (route) => route.abort(), { times: 1 });
    await open(page, site);
    const total = await page.evaluate(async ({ server, token, version }) => {
      const { OpenIM } = (window as unknown as { client: typeof Module }).client;
      return (await new OpenIM({ server, token, version }).users.list({ size: 1 })).total;
    }, await access(sandbox));
    expect(total).toBeGreaterThan(40);
    // Of these size.spec.ts tells the size.
    expect(asked.sort(), 'what the first call waits for').toEqual(['bindings.js', 'client.js', 'client_bg.wasm']);
    const ends = await page.evaluate(async ({ server, token, version }) => {
      const { OpenIM, OpenIMError } = (window as unknown as { client: typeof Module }).client;
      const im = new OpenIM({ server, token, version });
      const failed = await im.groups.list().catch((error: unknown) => error);
      const both = await Promise.all([im.groups.list({ size: 1 }), im.groups.list({ size: 1 })]);
      return { failed: failed instanceof OpenIMError && [failed.code, failed.operationID], groups: both.map(({ items }) => items.length) };
    }, await access(sandbox));
    expect(ends.failed).toEqual(['notLoaded', undefined]);
    expect(ends.groups).toEqual([1, 1]);
    expect((await sandbox.requests('/group/get_groups')).filter(({ method }) => method === 'POST')).toHaveLength(2);
    expect(asked.filter((name) => name === 'split_groups.wasm')).toHaveLength(2);
    const parts = asked.filter((name) => name.startsWith('split_'));
    expect(parts.filter((name) => name !== 'split_groups.wasm'), 'what nobody asked for').toEqual([]);
  });

  test('an error page in the place of a part, or no list of the parts, is told alike, and the next call tries again', async ({ page, site, sandbox }) => {
    await page.route('**/parts.js', (route) => route.abort(), { times: 1 });
    await page.route('**/split_groups.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }), { times: 1 });
    await page.route('**/split_friends.wasm', (route) => route.fulfill({ status: 503, body: '' }), { times: 1 });
    await open(page, site);
    const ends = await page.evaluate(async ({ server, token, version }) => {
      const { OpenIM } = (window as unknown as { client: typeof Module }).client;
      const im = new OpenIM({ server, token, version });
      const ends: string[] = [];
      const end = (call: Promise<unknown>) => call.then(() => ends.push('ok'), (error: Module.OpenIMError) => ends.push(error.code));
      for (let attempt = 0; attempt < 3; attempt += 1) await end(im.groups.list());
      for (let attempt = 0; attempt < 2; attempt += 1) await end(im.friends.list({ userID: 'imAdmin' }));
      return ends;
    }, await access(sandbox));
    expect(ends).toEqual(['notLoaded', 'notLoaded', 'ok', 'notLoaded', 'ok']);
  });

  test('a call whose part is on its way is taken back at once, and is not sent when the part has come', async ({ page, site, sandbox }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/split_groups.wasm', (route) => released.then(() => route.continue()));
    await open(page, site);
    const reason = await page.evaluate(async ({ server, token, version }) => {
      const { OpenIM } = (window as unknown as { client: typeof Module }).client;
      const controller = new AbortController();
      const im = new OpenIM({ server, token, version });
      const running = im.groups.list({ groupName: 'taken back' }, { signal: controller.signal }).catch((error: unknown) => error);
      controller.abort(new Error('mine'));
      const reason = String(await running);
      // It waits for the same part.
      Object.assign(window, { next: im.groups.list({ groupName: 'sent' }) });
      return reason;
    }, await access(sandbox));
    expect(reason).toBe('Error: mine');
    release();
    await page.evaluate(() => (window as unknown as { next: Promise<unknown> }).next);
    const sent = (await sandbox.requests('/group/get_groups')).filter(({ method }) => method === 'POST');
    expect(sent.map(({ body }) => /sent|taken back/.exec(body)?.[0])).toEqual(['sent']);
  });
});

test('it runs in Node', async ({ sandbox }) => {
  const { default: init, OpenIM } = (await import(join(given('PACKAGE'), 'client/client.js'))) as typeof Module;
  await init();
  const im = new OpenIM(await access(sandbox));
  expect((await im.users.list({ size: 1 })).total).toBeGreaterThan(40);
  expect((await im.groups.list({ size: 1 })).items).toHaveLength(1);
});

test('it runs in a worker', async ({ page, site, sandbox }) => {
  await page.goto(site);
  const [total, groups] = await page.evaluate(
    (access) =>
      new Promise<number[]>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<number[]>) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(access);
      }),
    await access(sandbox),
  );
  expect(total).toBeGreaterThan(40);
  expect(groups).toBe(1);
});
