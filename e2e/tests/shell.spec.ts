// What stands around the pages: addresses, language, theme, starting, not starting, and crashing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist, expect, test } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm', json: 'application/json' };

test.describe('addresses', () => {
  for (const hash of ['#oic-main', '#//[', '#/users/%zz', '#/nowhere', '#/users/a/b/c', '#%', '#/%E0%A4%A', '#/users?page=%', '#?', '#/register?id=%00', '#/users/']) {
    test(`${hash} does not stop the console`, async ({ page, console, site }) => {
      await page.goto(`${site}${hash}`);
      await console.signInHere();
      await expect(console.title).toBeVisible();
      await console.go('/users?size=10');
      await expect(page.getByText('1–10')).toBeVisible();
      await page.evaluate((hash) => (location.hash = hash), hash);
      await expect(console.title).toBeVisible();
      await console.go('/account-check');
      await expect(console.title).toHaveText('Account check');
    });
  }

  test('one that no page has is said to have none, and leads home', async ({ page, console }) => {
    await console.signIn('/no/such?page=1');
    await expect(console.title).toHaveText('Page not found');
    await expect(page.getByText('No page of this console has the address /no/such?page=1.')).toBeVisible();
    await page.getByRole('link', { name: 'Go to the users' }).click();
    await expect(console.title).toHaveText('Users');
  });

  test('a hash of somebody else moves nothing', async ({ page, console }) => {
    await console.signIn('/users?size=10');
    await expect(console.rows).toHaveCount(10);
    await page.evaluate(() => (location.hash = 'section'));
    await console.page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText('11–20')).toBeVisible();
  });

  test('each page has its title in the tab, and marks itself in the navigation', async ({ page, console }) => {
    await console.open();
    await expect(page).toHaveTitle('Sign in to OpenIM · OpenIM Console');
    await console.signInHere();
    for (const [route, title, link] of [
      ['/users', 'Users', 'Users'],
      ['/register', 'Register user', 'Register user'],
      ['/account-check', 'Account check', 'Account check'],
      ['/import', 'Bulk import', 'Bulk import'],
    ] as const) {
      await console.go(route);
      await expect(page).toHaveTitle(`${title} · OpenIM Console`);
      await expect(console.navigation.getByRole('link', { name: link })).toHaveAttribute('aria-current', 'page');
      await expect(console.navigation.locator('[aria-current]')).toHaveCount(1);
      await expect(page.getByRole('main')).toBeFocused();
    }
  });

  test('the first stop of the Tab key leads past the navigation, and not elsewhere', async ({ page, console }) => {
    await console.signIn('/users?size=10');
    await expect(console.rows).toHaveCount(10);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await console.tabTo(skip);
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await expect(page).toHaveURL(/#\/users\?size=10$/);
  });
});

test.describe('language and theme', () => {
  test('the language is switched at once, everywhere, and kept over a reload', async ({ page, console }) => {
    await console.signIn();
    const root = page.locator('.oic');
    await expect(root).toHaveAttribute('lang', 'en');
    await page.getByRole('button', { name: 'Switch language to 简体中文' }).click();
    await expect(console.title).toHaveText('用户');
    await expect(root).toHaveAttribute('lang', 'zh-CN');
    await expect(page).toHaveTitle('用户 · OpenIM Console');
    await page.reload();
    await expect(console.title).toHaveText('用户');
    await expect(root).toHaveAttribute('lang', 'zh-CN');
    await page.getByRole('button', { name: /English/ }).click();
    await expect(console.title).toHaveText('Users');
  });

  test.describe('a browser in Chinese', () => {
    test.use({ locale: 'zh-CN' });

    test('begins in Chinese', async ({ page, console }) => {
      await console.open();
      await expect(console.title).toHaveText('登录 OpenIM');
      await expect(page.locator('.oic')).toHaveAttribute('lang', 'zh-CN');
    });
  });

  test.describe('a browser in French', () => {
    test.use({ locale: 'fr-FR' });

    test('begins in English', async ({ console }) => {
      await console.open();
      await expect(console.title).toHaveText('Sign in to OpenIM');
    });

    test.describe('of a deployment in Chinese', () => {
      test.use({ config: { language: 'zh-CN' } });

      test('begins in Chinese', async ({ console }) => {
        await console.open();
        await expect(console.title).toHaveText('登录 OpenIM');
      });
    });
  });

  test('the theme goes round: as the system, light, dark; the chosen one is kept over a reload', async ({ page, console }) => {
    const background = () => page.locator('.oic').evaluate((root) => getComputedStyle(root).backgroundColor);
    const brightness = async () => ((await background()).match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    await console.signIn();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(brightness).toBeGreaterThan(600);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(brightness).toBeLessThan(200);
    await page.getByRole('button', { name: 'Theme: as the system. Switch' }).click();
    await expect(page.getByRole('button', { name: 'Theme: light. Switch' })).toBeVisible();
    await expect.poll(brightness).toBeGreaterThan(600);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Theme: light. Switch' }).click();
    await expect.poll(brightness).toBeLessThan(200);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Theme: dark. Switch' })).toBeVisible();
    await expect.poll(brightness).toBeLessThan(200);
    await page.getByRole('button', { name: 'Theme: dark. Switch' }).click();
    await expect.poll(brightness).toBeGreaterThan(600);
  });
});

test.describe('menus', () => {
  test('open by Enter, close by Escape and give the focus back', async ({ page, console }) => {
    await console.signIn();
    const button = page.getByRole('button', { name: /^Account:/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByText('Signed in as')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Signed in as')).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('close by a click elsewhere and when the focus leaves them', async ({ page, console }) => {
    await console.signIn();
    await page.getByRole('button', { name: /^Account:/ }).click();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(page.getByText('Signed in as')).toBeHidden();
    await page.getByRole('button', { name: /^Connected to/ }).click();
    await expect(page.getByRole('button', { name: 'Copy server address' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Manage servers' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Copy server address' })).toBeHidden();
  });
});

test.describe('starting', () => {
  test('shows how much has arrived', async ({ page, sandbox, watch }) => {
    void sandbox;
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const host = await listen((request, response) => {
      const name = request.url?.split('?')[0]?.slice(1) || 'index.html';
      void readFile(join(dist, name)).then(
        async (bytes) => {
          response.writeHead(200, { 'Content-Type': types[name.split('.').at(-1) ?? ''] ?? 'text/plain', 'Cache-Control': 'no-cache' });
          if (/^openim-console-.*\.wasm$/.test(name)) {
            response.write(bytes.subarray(0, bytes.length / 2));
            await released;
            response.end(bytes.subarray(bytes.length / 2));
          } else {
            response.end(bytes);
          }
        },
        () => response.writeHead(404).end(),
      );
    });
    watch.known.push(host.url);
    await page.goto(host.url, { waitUntil: 'commit' });
    await expect(page.getByText('Loading the console…')).toBeVisible();
    const bar = page.getByRole('progressbar', { name: 'OpenIM Console' });
    await expect.poll(() => bar.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.3);
    expect(await bar.evaluate((bar: HTMLProgressElement) => bar.value)).toBeLessThan(0.7);
    release();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to OpenIM');
    await expect(bar).toHaveCount(0);
    await host.stop();
  });

  test('goes on without a config.json', async ({ page, console }) => {
    await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
    await console.open();
    await expect(console.title).toHaveText('Sign in to OpenIM');
  });

  test('waits for a config.json no longer than 5 s', async ({ page, console }) => {
    await page.clock.install();
    const asked = page.waitForRequest('**/config.json');
    await page.route('**/config.json', () => {});
    await console.open();
    await asked;
    await page.clock.fastForward(5_100);
    await expect(console.title).toHaveText('Sign in to OpenIM');
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('says that it is needed, in both languages', async ({ page, site }) => {
      await page.goto(site);
      const words = page.locator('noscript p');
      await expect(words).toHaveText([/^The console is a program that runs in the browser: allow JavaScript/, /请为本站点启用 JavaScript/]);
      await expect(words.first()).toBeVisible();
      await expect(words.last()).toBeVisible();
    });
  });

  test('in a browser without WebAssembly says what to do', async ({ page, console }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await console.open();
    await expect(page.getByRole('alert')).toContainText('This browser does not allow WebAssembly');
    await expect(console.title).toHaveText('The console could not start');
  });

  test.describe('with the reason in the console', () => {
    test.use({ expectedMessages: /CompileError: planted/ });

    test('in a browser whose policy forbids WebAssembly says what to do', async ({ page, console }) => {
      await page.addInitScript(() => {
        const refuse = () => {
          throw new WebAssembly.CompileError('planted');
        };
        const later = async () => refuse();
        Object.assign(WebAssembly, { compile: later, compileStreaming: later, instantiate: later, instantiateStreaming: later });
        WebAssembly.Module = class {
          constructor() {
            refuse();
          }
        } as unknown as typeof WebAssembly.Module;
      });
      await console.open();
      await expect(page.getByRole('alert')).toContainText('This browser does not allow WebAssembly');
    });
  });

  test('in a browser that is too old names those that are not', async ({ page, console }) => {
    await page.addInitScript(() => (CSS.supports = () => false));
    await console.open();
    await expect(page.getByRole('alert')).toContainText('This browser is too old. The console needs Chrome or Edge 123, Firefox 121, Safari 17.5, or newer.');
  });

  test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN' });

    test('says so in Chinese', async ({ page, console }) => {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
      await console.open();
      await expect(console.title).toHaveText('控制台未能启动');
      await expect(page.locator('#openim-console')).toHaveAttribute('lang', 'zh-CN');
    });
  });

  test.describe('with a file that does not come', () => {
    // The loader writes the reason to the console for whoever looks there; the browser adds its own words.
    test.use({ expectedMessages: /Failed to fetch|TypeError|CompileError|preload/ });

    for (const [name, pattern] of [
      ['program', /\/openim-console-.*\.wasm$/],
      ['module', /\/openim-console-.*\.js$/],
    ] as const) {
      test(`the ${name}: says so, and starts when loaded again`, async ({ page, console }) => {
        await page.route(pattern, (route) => route.fulfill({ status: 404, body: 'gone' }));
        await console.open();
        await expect(page.getByRole('alert')).toContainText('A file of it could not be loaded. Check the network, then load the page again.');
        await page.unroute(pattern);
        await page.getByRole('button', { name: 'Load again' }).click();
        await expect(console.title).toHaveText('Sign in to OpenIM');
      });
    }

    test('the program, cut short: says so, and starts when loaded again', async ({ page, console }) => {
      const pattern = /\/openim-console-.*\.wasm$/;
      await page.route(pattern, async (route) => {
        const answer = await route.fetch();
        const body = await answer.body();
        await route.fulfill({ response: answer, body: body.subarray(0, body.length / 2) });
      });
      await console.open();
      await expect(page.getByRole('alert')).toContainText('A file of it could not be loaded.');
      await page.unroute(pattern);
      await page.getByRole('button', { name: 'Load again' }).click();
      await expect(console.title).toHaveText('Sign in to OpenIM');
    });
  });
});

test.describe('a part that is loaded later', () => {
  test.use({ expectedMessages: /Failed to fetch|TypeError|split/ });
  const part = /\/split_register.*\.wasm$/;

  test('and does not come is said in its place, and can be tried again', async ({ page, console }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    await page.route(part, (route) => route.abort());
    await console.go('/register');
    await expect(page.getByText('This part of the console could not be loaded.')).toBeVisible();
    await expect(console.navigation).toBeVisible();
    await page.unroute(part);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(console.title).toHaveText('Register user');
  });
});

test.describe('a fault in the program', () => {
  test.use({ expectedMessages: /panicked at|unreachable/ });

  test('gives a page that says so, without any data, and loads again with the session', async ({ page, console, sandbox, watch }) => {
    await console.signIn('/account-check');
    await expect(page.getByLabel('User IDs')).toBeVisible();
    const token = await sandbox.tokenInUse();
    await page.evaluate(() => {
      // The drawing library cannot go on without the element it asks for.
      const create = Document.prototype.createElement;
      Document.prototype.createElement = function (this: Document, name: string) {
        if (name === 'table') throw new DOMException('planted');
        return create.call(this, name);
      } as typeof create;
    });
    await console.go('/users');
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { level: 1 })).toHaveText('The console has stopped');
    await expect(alert).toContainText('Nothing on the server was changed by this.');
    await expect(alert).toContainText(/OpenIM Console \d/);
    expect(await page.locator('body').innerText()).not.toContain(token);
    expect(watch.said.join('\n')).not.toContain(token);
    await alert.getByRole('button', { name: 'Load again' }).click();
    await expect(console.title).toHaveText('Users');
    await expect(console.rows).toHaveCount(20);
  });
});
