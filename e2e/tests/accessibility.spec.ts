// Every page in every state: clean for axe, no wider than a small screen, and with a focus that can be seen.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { tooWide } from '../support/wide.ts';

interface Scene {
  page: Page;
  console: Console;
  sandbox: Sandbox;
}

const list = ['/user/get_users'];

/** The states, each reached from signed in. */
const states: [string, (scene: Scene) => Promise<void>][] = [
  ['the list of users', async ({ console }) => expect(console.rows.first().getByRole('link').first()).toBeVisible()],
  ['a user in the drawer', async ({ console }) => {
    await console.go('/users/mallory');
    await expect(console.drawer).toContainText('appMangerLevel');
  }],
  ['an unknown user in the drawer', async ({ console }) => {
    await console.go('/users/nobody_here');
    await expect(console.drawer).toContainText('No such user');
  }],
  ['a search without a match', async ({ console, page }) => {
    await console.go('/users?q=nobody_here');
    await expect(page.getByText('No user matches')).toBeVisible();
  }],
  ['a page behind the end', async ({ console, page }) => {
    await console.go('/users?page=99');
    await expect(page.getByText('The list ends before this page')).toBeVisible();
  }],
  ['a list that failed at its start', async ({ console, page, sandbox }) => {
    await console.go('/register');
    await expect(console.userID).toBeVisible();
    await sandbox.faults({ fault: '500', paths: list });
    await console.go('/users');
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['a list that failed later', async ({ console, page, sandbox }) => {
    await expect(console.rows.first().getByRole('link').first()).toBeVisible();
    await sandbox.faults({ errCode: 14, paths: list });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['a list on its way', async ({ console, page, sandbox }) => {
    await console.go('/register');
    await expect(console.userID).toBeVisible();
    await sandbox.faults({ fault: 'hang', paths: list });
    await console.go('/users');
    await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'true');
  }],
  ['registering', async ({ console }) => {
    await console.go('/register?id=lin_xiaoyu');
    await expect(console.userID).toHaveValue('lin_xiaoyu');
  }],
  ['registering with errors in each field', async ({ console, page }) => {
    await console.go('/register');
    await console.userID.fill('a b');
    await page.getByLabel(/^Avatar address/).fill('javascript:alert(1)');
    await page.getByLabel(/^Extra data/).fill('{"a":');
    await page.getByRole('button', { name: /^Register user/ }).click();
    await expect(page.getByText('Type a nickname.')).toBeVisible();
  }],
  ['registering, refused', async ({ console, page, sandbox }) => {
    await console.go('/register');
    await console.userID.fill('lin_xiaoyu');
    await page.getByLabel('Nickname').fill('Lin');
    await page.keyboard.press('Tab');
    await expect(page.getByText('Free on this server')).toBeVisible();
    await sandbox.faults({ errCode: 14, paths: ['/user/user_register'] });
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['a user just registered', async ({ console, page }) => {
    await console.go('/register');
    await console.userID.fill('lin_xiaoyu');
    await page.getByLabel('Nickname').fill('Lin');
    await page.getByLabel('Register another after this').check();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('Lin is registered')).toBeVisible();
  }],
  ['an account check that has nothing', async ({ console, page }) => {
    await console.go('/account-check');
    await expect(page.getByText('Nothing checked yet')).toBeVisible();
  }],
  ['an account check with results', async ({ console, page }) => {
    await console.go('/account-check');
    await page.getByLabel('User IDs').fill('mallory nobody_1 no:body mallory bidi');
    await page.getByRole('button', { name: /^Check / }).click();
    await expect(console.row('nobody_1')).toBeVisible();
  }],
  ['an account check that stopped', async ({ console, page, sandbox }) => {
    await console.go('/account-check');
    await page.getByLabel('User IDs').fill(Array.from({ length: 900 }, (_, number) => `account_${number}`).join(' '));
    await sandbox.faults({ paths: ['/user/account_check'], times: 1 }, { paths: ['/user/account_check'], fault: '500' });
    await page.getByRole('button', { name: /^Check / }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['a page that does not exist', async ({ console }) => {
    await console.go('/no/such/page');
    await expect(console.title).toHaveText('Page not found');
  }],
  ['the menu of the server', async ({ page }) => {
    await page.getByRole('button', { name: /^Connected to/ }).click();
    await expect(page.getByText('Server address')).toBeVisible();
  }],
  ['the menu of the account', async ({ page }) => {
    await page.getByRole('button', { name: /^Account:/ }).click();
    await expect(page.getByText('Signed in as')).toBeVisible();
  }],
];

/** The states before somebody is signed in. */
const outside: [string, (scene: Scene) => Promise<void>][] = [
  ['signing in', async ({ console }) => console.fillIn()],
  ['a wrong secret', async ({ console, page }) => {
    await console.fillIn({ secret: 'Wrong' });
    await console.submit.click();
    await expect(page.getByText(/refused this secret/)).toBeVisible();
  }],
  ['a refused token', async ({ console, page }) => {
    await console.pasteToken('no token');
    await expect(page.getByText(/This is not a token/)).toBeVisible();
  }],
  ['a sign-in that failed', async ({ console, page, sandbox }) => {
    await console.fillIn();
    await sandbox.faults({ fault: '500' });
    await console.submit.click();
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['an address that is none', async ({ console, page }) => {
    await console.server.fill('ftp://x');
    await console.server.press('Tab');
    await expect(page.getByText('Only http and https addresses can be used.')).toBeVisible();
  }],
  ['an address from a link', async ({ page, console, sandbox }) => {
    await page.goto(`${console.site}?server=${encodeURIComponent(sandbox.url)}`);
    await expect(page.getByRole('button', { name: 'Contact this server' })).toBeVisible();
  }],
  ['after signing out, with known servers', async ({ page, console }) => {
    await console.signInHere();
    await console.signOut();
    await page.getByRole('button', { name: 'Known servers' }).click();
    await expect(page.getByRole('button', { name: /^Forget/ })).toBeVisible();
  }],
  ['after the session ended', async ({ page, console, sandbox }) => {
    await console.signInHere();
    await expect(console.rows.first().getByRole('link').first()).toBeVisible();
    await sandbox.faults({ errCode: 1506, paths: list });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('The session is over.')).toBeVisible();
  }],
];

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

      for (const [name, reach] of outside) {
        test(`${name}: axe finds nothing, and nothing sticks out`, async ({ page, console, sandbox }) => {
          await console.open();
          await reach({ page, console, sandbox });
          expect(await axeFindings(page)).toEqual([]);
          expect(await tooWide(page)).toEqual([]);
        });
      }

      test('each page of a session, in each of its states: axe finds nothing, and nothing sticks out', async ({ page, console, sandbox }) => {
        test.setTimeout(180_000);
        await console.open();
        await console.fillIn();
        await console.submit.click();
        await expect(console.title).toHaveText('Users');
        for (const [name, reach] of states) {
          await test.step(name, async () => {
            await sandbox.faults();
            await console.forgetDrafts();
            await page.reload();
            await console.go('/users');
            await expect(console.rows.first().getByRole('link').first()).toBeVisible();
            await reach({ page, console, sandbox });
            expect.soft(await axeFindings(page), name).toEqual([]);
            expect.soft(await tooWide(page), name).toEqual([]);
          });
        }
      });
    });
  }
}

test.describe('in Chinese, 390 px', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

  test('nothing sticks out', async ({ page, console, sandbox }) => {
    await console.open();
    await page.locator('input[name=server]').fill(sandbox.url);
    await page.locator('input[name=server]').press('Tab');
    await page.locator('input[type=password]').fill(sandbox.secret);
    await expect(page.getByText(/^OpenIM .* 毫秒$/)).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(console.rows.first().getByRole('link').first()).toBeVisible();
    for (const route of ['/users', '/users/mallory', '/register', '/account-check', '/nowhere']) {
      await console.go(route);
      await expect(page.getByRole('main')).toBeVisible();
      expect(await tooWide(page)).toEqual([]);
    }
  });
});

test('the check of widths finds what sticks out', async ({ page, console }) => {
  await console.open();
  await expect(console.title).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
  await page.locator('.oic main').evaluate((main) => {
    const wide = document.createElement('div');
    wide.className = 'planted';
    wide.style.width = '2000px';
    wide.textContent = 'x';
    main.append(wide);
  });
  expect(await tooWide(page)).toContain('DIV planted');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('wherever the Tab key stops, the focus can be seen', async ({ page, console }) => {
      await console.signIn('/users?size=10');
      await expect(console.rows).toHaveCount(10);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const unseen: string[] = [];
      const stops = new Set<string>();
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return undefined;
          const style = getComputedStyle(element);
          const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          const shown = outlined || style.boxShadow !== 'none';
          const name = `${element.tagName} ${element.className} ${element.getAttribute('aria-label') ?? element.textContent}`;
          return { name, shown };
        });
        if (!stop) continue;
        stops.add(stop.name);
        if (!stop.shown) unseen.push(stop.name);
      }
      expect(stops.size).toBeGreaterThan(15);
      expect(unseen).toEqual([]);
    });
  });
}

test('a failed part of the page is read out, and its words are tied to their field', async ({ page, console, sandbox }) => {
  await console.signIn();
  await expect(console.rows).toHaveCount(20);
  await sandbox.faults({ fault: '500', paths: list });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toHaveCount(1);
  await console.go('/register');
  await console.userID.fill('a b');
  await expect(console.userID).toHaveAccessibleDescription(/This server takes letters, digits and _ only/);
});

test('nothing moves for whoever has asked for that', async ({ page, console }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await console.signIn();
  await console.link('mallory').click();
  await expect(console.drawer).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => {
      const { duration = 0, iterations = 1 } = animation.effect?.getTiming() ?? {};
      return Number(duration) > 50 || iterations === Infinity;
    }).map((animation) => ((animation.effect as KeyframeEffect).target as Element).className),
  );
  expect(moving).toEqual([]);
});
