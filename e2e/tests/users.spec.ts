// The list of users and one user over it: what stands in the address, what is shown when, and that no name does anything.
import { expect, test } from '../support/fixtures.ts';
import { listen } from '../support/net.ts';

const list = ['/user/get_users'];
const failed = 'The user list could not be loaded.';

test('a row is the same element before and after the options draw it, so that a user opened early gives the focus back', async ({ page, console }) => {
  // The first way to a user that is there at all, seen before its row has a checkbox.
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      const first = document.querySelector('tbody tr a');
      if (!first) return;
      seen.disconnect();
      Object.assign(window, { first, hadBox: document.querySelector('tbody [data-pick]') !== null });
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await console.signIn();
  await expect(page.locator('tbody [data-pick]').first()).toBeVisible();
  expect(await page.evaluate(() => (window as any).hadBox)).toBe(false);
  const isFirst = () => page.evaluate(() => (window as any).first === document.querySelector('tbody tr a'));
  expect(await isFirst()).toBe(true);
  // Nor do other columns change it.
  await page.getByRole('button', { name: 'Columns and density' }).click();
  await page.getByRole('checkbox', { name: 'Avatar address' }).check();
  await expect(page.locator('thead th')).toHaveCount(6);
  expect(await isFirst()).toBe(true);
});

test('the server is asked once whether the page may call it, not before each call', async ({ page, console, sandbox }) => {
  await console.signIn();
  for (const shown of ['21–40', '41–45']) {
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText(shown)).toBeVisible();
  }
  expect((await sandbox.requests(list[0])).length).toBe(3);
  expect(await sandbox.preflights(list[0]!)).toBe(1);
});

test.describe('paging', () => {
  test('shows the total, goes on and back, and ends where the list ends', async ({ page, console }) => {
    await console.signIn();
    await expect(page.getByText('1–20')).toBeVisible();
    await expect(page.getByText('of 45')).toBeVisible();
    const next = page.getByRole('button', { name: 'Next page' });
    const previous = page.getByRole('button', { name: 'Previous page' });
    await expect(previous).toBeDisabled();
    await next.click();
    await expect(page.getByText('21–40')).toBeVisible();
    await expect(page).toHaveURL(/#\/users\?page=2$/);
    await next.click();
    await expect(page.getByText('41–45')).toBeVisible();
    await expect(console.rows).toHaveCount(5);
    await expect(next).toBeDisabled();
    await previous.click();
    await expect(page.getByText('21–40')).toBeVisible();
  });

  test('another number of rows keeps the first row in sight, and stands in the address', async ({ page, console }) => {
    await console.signIn('/users?page=3&size=10');
    await expect(page.getByText('21–30')).toBeVisible();
    const first = await console.rows.first().getByRole('link').first().textContent();
    await page.getByLabel('Rows').selectOption('20');
    await expect(page.getByText('21–40')).toBeVisible();
    await expect(page).toHaveURL(/#\/users\?page=2$/);
    await expect(console.rows.first()).toContainText(first ?? '');
    await page.getByLabel('Rows').selectOption('100');
    await expect(page.getByText('1–45')).toBeVisible();
    await expect(page).toHaveURL(/#\/users\?size=100$/);
  });

  test('a page is chosen by its number, and too large a number is the last page', async ({ page, console }) => {
    await console.signIn('/users?size=10');
    const field = page.getByRole('spinbutton', { name: 'Page' }).or(page.getByRole('textbox', { name: 'Page' }));
    await field.fill('4');
    await field.press('Enter');
    await expect(page.getByText('31–40')).toBeVisible();
    await field.fill('99');
    await field.press('Enter');
    await expect(page.getByText('41–45')).toBeVisible();
    await expect(page).toHaveURL(/#\/users\?page=5&size=10$/);
  });

  test('a link leads to its page, size and search, and “back” and “forward” go through what was seen', async ({ page, console }) => {
    await console.signIn('/users?page=2&size=10');
    await expect(page.getByText('11–20')).toBeVisible();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText('21–30')).toBeVisible();
    await console.rows.first().getByRole('link').click();
    await expect(console.drawer).toBeVisible();
    await page.goBack();
    await expect(console.drawer).toBeHidden();
    await expect(page.getByText('21–30')).toBeVisible();
    await page.goBack();
    await expect(page.getByText('11–20')).toBeVisible();
    await page.goForward();
    await expect(page.getByText('21–30')).toBeVisible();
    await page.goForward();
    await expect(console.drawer).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/#\/users\?page=3&size=10$/);
  });

  test.describe('with nonsense in the address', () => {
    for (const route of ['/users?page=0&size=3', '/users?page=-1&size=1e9', '/users?page=abc&size=', '/users?size=99999999999999999999']) {
      test(`${route} shows a list all the same`, async ({ console, sandbox }) => {
        await console.signIn(route);
        await expect(console.rows.getByRole('link')).not.toHaveCount(0);
        const asked = (await sandbox.requests('/user/get_users')).map((request) => JSON.parse(request.body).pagination);
        for (const { pageNumber, showNumber } of asked) {
          expect(pageNumber).toBe(1);
          expect(showNumber).toBeGreaterThanOrEqual(10);
          expect(showNumber).toBeLessThanOrEqual(500);
        }
      });
    }
  });
});

test.describe('searching', () => {
  test('finds by nickname and by ID, stands in the address, and starts at the first page', async ({ page, console }) => {
    await console.signIn('/users?page=2');
    await expect(page.getByText('21–40')).toBeVisible();
    await console.search.fill('Picture');
    await expect(page).toHaveURL(/#\/users\?q=Picture$/);
    await expect(console.rows).toHaveCount(3);
    await expect(page.getByText('of 3')).toBeVisible();
    await console.search.fill('scripturl');
    await expect(console.rows).toHaveCount(1);
    await expect(console.rows).toContainText('Picture that is a script');
    await page.reload();
    await expect(console.search).toHaveValue('scripturl');
    await expect(console.rows).toHaveCount(1);
    await console.search.fill('');
    await expect(console.rows).toHaveCount(20);
    await expect(page).toHaveURL(/#\/users$/);
  });

  test('takes characters of regular expressions for what they are', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'regex', nickname: 'a.b*(c)' }, { userID: 'no_regex', nickname: 'aXbbbc' }, { userID: 'slash', nickname: 'back\\slash [x] ^$ |' });
    await console.signIn();
    for (const [typed, found] of [
      ['a.b*(', 'regex'],
      ['.b*(c)', 'regex'],
      ['k\\s', 'slash'],
      ['[x] ^$ |', 'slash'],
    ] as const) {
      await console.search.fill(typed);
      await expect(console.rows).toHaveCount(1);
      await expect(console.rows).toContainText(found);
    }
    await console.search.fill('.*');
    await expect(page.getByText('No user matches “.*”')).toBeVisible();
  });

  test('waits for a rest in typing, or for Enter', async ({ page, console, sandbox }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const before = (await sandbox.requests('/user/get_users')).length;
    await console.search.pressSequentially('mall');
    expect(await sandbox.requests('/user/get_users')).toHaveLength(before);
    await page.clock.runFor(310);
    await expect(console.rows).toHaveCount(1);
    expect(await sandbox.requests('/user/get_users')).toHaveLength(before + 1);
    await console.search.pressSequentially('ory');
    await console.search.press('Enter');
    await expect.poll(() => sandbox.requests('/user/get_users')).toHaveLength(before + 2);
  });

  test('“back” leaves a search at once, however much was typed', async ({ page, console }) => {
    await console.signIn('/users?page=2');
    await expect(page.getByText('21–40')).toBeVisible();
    await console.navigation.getByRole('link', { name: 'Users' }).click();
    await expect(page.getByText('1–20')).toBeVisible();
    for (const typed of ['m', 'ma', 'mal', 'mallory']) {
      await console.search.fill(typed);
      await expect(page).toHaveURL(new RegExp(`q=${typed}$`));
    }
    await page.goBack();
    await expect(page).toHaveURL(/#\/users\?page=2$/);
    await expect(console.search).toHaveValue('');
  });

  test('works with any text in the address', async ({ page, console }) => {
    await console.signIn(`/users?q=${encodeURIComponent('<img src=x> & 你好 #%/?')}`);
    await expect(console.search).toHaveValue('<img src=x> & 你好 #%/?');
    await expect(page.getByText('No user matches “<img src=x> & 你好 #%/?”')).toBeVisible();
  });

  test.describe('v3.4', () => {
    test.use({ version: 'v3.4' });

    test('is switched off, with the reason', async ({ page, console }) => {
      await console.signIn();
      await expect(console.search).toBeDisabled();
      await expect(page.getByText('This server (before v3.6) cannot search its users. Use the account check for an exact ID.')).toBeVisible();
    });
  });
});

test.describe('while an answer is on its way', () => {
  test('the first list has its shape and no row can be mistaken for a user', async ({ console, sandbox, page }) => {
    await console.signIn('/register');
    await sandbox.faults({ fault: 'hang', paths: list });
    await console.go('/users');
    await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'true');
    await expect(console.rows.getByRole('link')).toHaveCount(0);
    await sandbox.faults();
    await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'false');
    await expect(console.rows).toHaveCount(20);
  });

  test('the old rows stay, and say that they are old', async ({ page, console, sandbox }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    const first = (await console.rows.first().getByRole('link').first().textContent()) ?? '';
    await sandbox.faults({ fault: 'hang', paths: list });
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'true');
    await expect(console.rows.first()).toContainText(first);
    await sandbox.faults();
    await expect(page.getByRole('region', { name: 'Users' })).toHaveAttribute('aria-busy', 'false');
    await expect(page.getByText('21–40')).toBeVisible();
    await expect(console.rows.first()).not.toContainText(first);
  });

  test('an answer that was overtaken is dropped', async ({ page, console, sandbox }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    await sandbox.faults({ delayMs: 1_200, times: 1, paths: list });
    const settled = new Promise<void>((resolve) => {
      const slow = (request: { postData(): string | null }) => request.postData()?.includes('mallory') && resolve();
      page.on('requestfinished', slow);
      page.on('requestfailed', slow);
    });
    await console.search.fill('mallory');
    await expect.poll(() => sandbox.requests('/user/get_users').then((calls) => calls.at(-1)?.body)).toContain('mallory');
    await console.search.fill('scripturl');
    await expect(console.rows).toHaveCount(1);
    await expect(console.rows).toContainText('scripturl');
    await settled;
    await expect(console.rows).toContainText('scripturl');
    await expect(page).toHaveURL(/q=scripturl$/);
  });

  test('a drawer that is closed before its answer came stays closed', async ({ page, console, sandbox }) => {
    await console.signIn();
    await sandbox.faults({ delayMs: 500, paths: ['/user/get_users_info'] });
    await console.link('mallory').click();
    await expect(console.drawer).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(console.drawer).toBeHidden();
    await sandbox.faults();
    await console.link('bidi').click();
    await expect(console.drawer.getByRole('heading', { level: 2 })).toContainText('invoice');
  });
});

test.describe('nothing to show', () => {
  test.describe('on an empty server', () => {
    test.use({ users: 0 });

    test('the list says that there are no users, and offers to register the first', async ({ page, console }) => {
      await console.signIn();
      await expect(page.getByRole('heading', { name: 'No users yet' })).toBeVisible();
      await page.getByRole('link', { name: 'Register the first user' }).click();
      await expect(console.title).toHaveText('Register user');
    });
  });

  test('a search without a match says so, and can be cleared or turned into a registration', async ({ page, console }) => {
    await console.signIn('/users?q=lin_new');
    await expect(page.getByRole('heading', { name: 'No user matches “lin_new”' })).toBeVisible();
    await page.getByRole('link', { name: 'Clear search' }).click();
    await expect(console.rows).toHaveCount(20);
    await page.goBack();
    await page.getByRole('link', { name: 'Register this ID' }).click();
    await expect(console.userID).toHaveValue('lin_new');
  });

  test('a page behind the end says so and leads to the last one', async ({ page, console }) => {
    await console.signIn('/users?page=9&size=10');
    await expect(page.getByRole('heading', { name: 'The list ends before this page' })).toBeVisible();
    await page.getByRole('link', { name: 'Go to the last page' }).click();
    await expect(page.getByText('41–45')).toBeVisible();
  });

  test('an unknown user says so and can be registered', async ({ page, console }) => {
    await console.signIn('/users/nobody_here');
    await expect(console.drawer).toContainText('No account on this server has the ID nobody_here. Upper and lower case count.');
    await console.drawer.getByRole('link', { name: 'Register this ID' }).click();
    await expect(console.userID).toHaveValue('nobody_here');
  });
});

test.describe('a failed call', () => {
  test.use({ expectedMessages: /has been blocked by CORS policy/ });

  for (const [name, fault, words] of [
    ['a crash of the server', { fault: '500' }, /HTTP 500/],
    ['a limiter without CORS', { fault: '429' }, /The server could not be reached, or its answer could not be read\./],
    ['an error page of a proxy', { fault: 'html' }, /The server could not be reached, or its answer could not be read\./],
    ['half an answer', { fault: 'cut' }, /The answer has another form than expected/],
    ['a lost connection', { fault: 'drop' }, /The server could not be reached/],
    ['a part of the server that is down', { errCode: 14 }, /A part of the server is not running\./],
    ['a refusal', { errCode: 1001 }, /The server refused a value\./],
  ] as const) {
    test(`${name}: said in place, with what to look for, and tried again on demand`, async ({ page, console, sandbox }) => {
      await console.signIn('/register');
      await sandbox.faults({ ...fault, paths: list });
      await console.go('/users');
      const alert = page.getByRole('alert');
      await expect(alert.getByRole('heading', { name: failed })).toBeVisible();
      await expect(alert).toContainText(words);
      await expect(alert).toContainText(/operationID oic-/);
      await expect(console.navigation).toBeVisible();
      await sandbox.faults();
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expect(console.rows).toHaveCount(20);
      await expect(alert).toHaveCount(0);
    });
  }

  test('no answer at all: a time-out after 10 s, in place', async ({ page, console, sandbox }) => {
    await page.clock.install();
    await console.signIn('/register');
    await sandbox.faults({ fault: 'hang', paths: list });
    await console.go('/users');
    await expect.poll(() => sandbox.requests('/user/get_users')).toHaveLength(1);
    await page.clock.fastForward(10_500);
    await expect(page.getByRole('alert')).toContainText('The server did not answer within 10 s.');
    await sandbox.faults();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(console.rows).toHaveCount(20);
  });

  test('leaves the old rows where they are, under the failure', async ({ page, console, sandbox }) => {
    await console.signIn();
    await expect(console.rows).toHaveCount(20);
    await sandbox.faults({ fault: '500', paths: list });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert')).toContainText(failed);
    await expect(console.rows).toHaveCount(20);
    await sandbox.faults();
    await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('can be copied as a report with errCode and operationID, and without the token', async ({ context, page, console, sandbox }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await console.signIn();
    await sandbox.faults({ errCode: 14, paths: list });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Copy report' }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeAttached();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    const last = (await sandbox.requests('/user/get_users')).at(-1);
    expect(report).toContain(failed);
    expect(report).toContain('errCode 14');
    expect(report).toContain(`operationID ${last?.headers.operationid}`);
    expect(report).toContain('/user/get_users');
    expect(report).not.toContain(last?.headers.token);
    expect(report).not.toContain(sandbox.secret);
  });

  test('in the drawer is said in the drawer', async ({ page, console, sandbox }) => {
    await console.signIn();
    await sandbox.faults({ errCode: 500, paths: ['/user/get_users_info'] });
    await console.link('mallory').click();
    await expect(console.drawer.getByRole('alert')).toContainText(/The user could not be loaded\..*errCode 500/);
    await sandbox.faults();
    await console.drawer.getByRole('button', { name: 'Retry' }).click();
    await expect(console.drawer).toContainText('appMangerLevel');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('names that mean harm', () => {
  const marks = { bidi: 'U+202E', zerowidth: 'U+200B', newlines: 'U+000A' };

  for (const version of ['v3.4', 'main'] as const) {
    test.describe(version, () => {
      test.use({ version });

      test('do nothing in the list, and what they hide is marked', async ({ page, console }) => {
        let dialogs = 0;
        page.on('dialog', (dialog) => {
          dialogs += 1;
          void dialog.dismiss();
        });
        await console.signIn('/users?size=100');
        await expect(console.row('mallory')).toContainText('<img src=x onerror=alert(document.domain)>');
        for (const [id, mark] of Object.entries(marks)) await expect(console.row(id)).toContainText(mark);
        await expect(console.row('formula')).toContainText('=HYPERLINK("http://evil.invalid","click")');
        await expect(console.row('quotes')).toContainText("Robert'); DROP TABLE users;--");
        await expect(console.row('blank').getByRole('link')).toHaveText('blank');
        const pictures = await page.locator('img').evaluateAll((images) => images.map((image) => [image.getAttribute('src'), image.getAttribute('referrerpolicy')]));
        expect(pictures.length).toBeGreaterThan(3);
        for (const [source, policy] of pictures) {
          expect(source).toMatch(/^https?:\/\//);
          expect(policy).toBe('no-referrer');
        }
        expect(await page.locator('script:not([src])').count()).toBe(0);
        expect(await page.locator('tbody a').evaluateAll((links) => links.filter((link) => !link.getAttribute('href')?.startsWith('#/users/')))).toEqual([]);
        expect(dialogs).toBe(0);
      });

      test('do nothing in the drawer', async ({ page, console }) => {
        await console.signIn('/users/mallory');
        await expect(console.drawer.getByLabel(/^Extra data/)).toHaveValue('<script>alert(1)</script>');
        await expect(console.drawer.getByRole('heading', { level: 2 })).toHaveText('<img src=x onerror=alert(document.domain)>');
        for (const id of ['scripturl', 'dataurl']) {
          await console.go(`/users/${id}`);
          await expect(console.drawer.getByLabel(/^Avatar address/)).toHaveValue(id === 'scripturl' ? 'javascript:alert(document.domain)' : 'data:text/html,<script>alert(1)</script>');
          await expect(console.drawer.locator('img')).toHaveCount(0);
        }
        await console.go('/users/longname');
        await expect(console.drawer.getByRole('heading', { level: 2 })).toContainText('Wolfeschlegelsteinhausen');
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      });

      test('pictures and calls are asked for without a referrer', async ({ console, sandbox, watch }) => {
        const pictures = await listen((_request, response) => response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>'));
        watch.known.push(pictures.url);
        await sandbox.register({ userID: 'pictured', nickname: 'Pictured', faceURL: `${pictures.url}/me.svg` });
        await console.signIn('/users/pictured?size=100');
        await expect(console.drawer.locator('img')).toBeVisible();
        await expect.poll(() => pictures.arrived).toContain('GET /me.svg');
        expect(pictures.headers.filter((headers) => headers.referer ?? headers.cookie)).toEqual([]);
        expect((await sandbox.requests()).filter((request) => 'referer' in request.headers)).toEqual([]);
        await pictures.stop();
      });
    });
  }

  test.describe('with avatars switched off', () => {
    test.use({ config: { avatars: 'off' } });

    test('no picture is asked for', async ({ console, watch }) => {
      await console.signIn('/users?size=100');
      await expect(console.row('mallory')).toBeVisible();
      await expect(console.rows.locator('img')).toHaveCount(0);
      expect(watch.requests.filter((request) => request.resourceType() === 'image' && /avatar|pictures/.test(request.url()))).toEqual([]);
    });
  });

  test.describe('with avatars of the same server only', () => {
    test.use({ config: { avatars: 'same-server' } });

    test('no picture is asked for elsewhere', async ({ console, watch }) => {
      await console.signIn('/users?size=100');
      await expect(console.rows.locator('img').first()).toBeAttached();
      expect(watch.requests.filter((request) => request.url().includes('pictures.invalid'))).toEqual([]);
    });
  });

  test('are copied as they are, hidden characters and all', async ({ context, page, console, sandbox }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await sandbox.register({ userID: 'copyme', nickname: 'x', ex: 'a\u{202e}b\u{200b}' });
    await console.signIn('/users/copyme');
    await expect(console.drawer.getByText('With hidden characters: aU+202EbU+200B')).toBeVisible();
    await console.drawer.getByRole('button', { name: 'Copy extra data' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('a\u{202e}b\u{200b}');
  });
});

test.describe('IDs that a path could not hold', () => {
  test.use({ version: 'v3.4' });

  for (const [id, nickname] of [
    ['a/b', 'Slash in the ID'],
    ['who?me=1&you=2', 'Question mark in the ID'],
    ['sharp#tag', 'Number sign in the ID'],
    ['50%25', 'Percent in the ID'],
    [' two  spaces', 'Spaces in the ID'],
    ['用户二十八', '中文账号的用户'],
  ] as const) {
    test(`“${id}” opens by its row, after a reload, by “back” and by its address`, async ({ page, console, sandbox }) => {
      await console.signIn('/users?size=100');
      const heading = console.drawer.getByRole('heading', { level: 2 });
      await console.rows.filter({ hasText: nickname }).getByRole('link').click();
      await expect(heading).toHaveText(nickname);
      const address = page.url();
      await page.reload();
      await expect(heading).toHaveText(nickname);
      await page.keyboard.press('Escape');
      await expect(console.drawer).toBeHidden();
      await page.goBack();
      await expect(heading).toHaveText(nickname);
      await page.goto('about:blank');
      await page.goto(address);
      await expect(heading).toHaveText(nickname);
      const asked = (await sandbox.requests('/user/get_users_info')).map((request) => JSON.parse(request.body).userIDs);
      expect(new Set(asked.flat())).toEqual(new Set([id]));
    });
  }
});

test('the drawer gives the focus back to the row it was opened from', async ({ page, console }) => {
  await console.signIn();
  await console.link('bidi').focus();
  await page.keyboard.press('Enter');
  await expect(console.drawer).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(console.drawer).toBeHidden();
  await expect(console.link('bidi')).toBeFocused();
});

test('the drawer closes by its button and by a click beside it', async ({ page, console }) => {
  await console.signIn();
  await console.link('bidi').click();
  await console.drawer.getByRole('button', { name: 'Close' }).click();
  await expect(console.drawer).toBeHidden();
  await console.link('bidi').click();
  await expect(console.drawer).toBeVisible();
  await page.mouse.click(200, 400);
  await expect(console.drawer).toBeHidden();
  await expect(page).toHaveURL(/#\/users$/);
});
