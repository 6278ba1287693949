// Notice accounts: a list beside that of the users, a form that adds one, a form that edits one and never an ordinary user.
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';

const place = '/notification-accounts';
const search = '/user/search_notification_account';
const update = '/user/update_notification_account';
const add = '/user/add_notification_account';

async function make(sandbox: Sandbox, ...names: string[]): Promise<void> {
  for (const name of names) {
    const body = { userID: `notice_${name}`, nickName: name, faceURL: 'http://pictures.invalid/a.png', appMangerLevel: 3 };
    const answer = await sandbox.call(add, body);
    if (answer.errCode !== 0) throw new Error(JSON.stringify(answer));
  }
}

const sentTo = async (sandbox: Sandbox, path: string) => (await sandbox.requests(path)).filter((request) => !request.headers.operationid?.startsWith('test-')).map((request) => JSON.parse(request.body));

for (const version of ['v3.7', 'v3.8.3', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('one is added, found, renamed, and only what changed is sent', async ({ page, console, sandbox }) => {
      await console.signIn();
      await page.getByRole('navigation', { name: 'Directory' }).getByRole('link', { name: 'Notice accounts' }).click();
      await expect(console.title).toHaveText('Notice accounts');
      await expect(page.getByText('No notice accounts yet')).toBeVisible();
      await page.getByRole('link', { name: 'Add the first one' }).click();
      const form = console.drawer;
      await form.getByRole('button', { name: 'Add notice account' }).click();
      await expect(form.getByText('Type a name.')).toBeVisible();
      await expect(form.getByLabel(/^Name/)).toBeFocused();
      await form.getByLabel(/^User ID/).fill('notice_news');
      await form.getByLabel(/^Name/).fill(' News ');
      await form.getByLabel(/^Avatar address/).fill('http://pictures.invalid/n.png');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByText('News is added')).toBeVisible();
      await expect(form).toBeHidden();
      await expect(console.row('notice_news')).toBeVisible();
      expect(await sentTo(sandbox, add)).toEqual([{ userID: 'notice_news', nickName: 'News', faceURL: 'http://pictures.invalid/n.png', appMangerLevel: 3 }]);

      await console.link('notice_news').click();
      await expect(page).toHaveURL(/#\/notification-accounts\/notice_news$/);
      await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
      await form.getByLabel(/^Name/).fill('Latest news');
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Latest news is changed')).toBeVisible();
      await expect(console.row('notice_news')).toContainText('Latest news');
      expect(await sentTo(sandbox, update)).toEqual([{ userID: 'notice_news', nickName: 'Latest news', faceURL: '' }]);
    });

    test('the search takes whole IDs and whole names, stands in the address, and never finds an ordinary user', async ({ page, console, sandbox }) => {
      await make(sandbox, 'Alpha', 'Beta');
      await console.signIn(place);
      await expect(console.rows).toHaveCount(2);
      const field = page.getByRole('searchbox', { name: 'Search by exact ID or exact name' });
      await field.fill('Beta');
      await expect(page).toHaveURL(/#\/notification-accounts\?q=Beta$/);
      await expect(console.rows).toHaveCount(1);
      await field.fill('notice_Alpha');
      await expect(console.rows).toContainText('notice_Alpha');
      await field.fill('mallory');
      await expect(page.getByText('No notice account is called “mallory”')).toBeVisible();
      await page.getByRole('link', { name: 'Clear search' }).click();
      await expect(console.rows).toHaveCount(2);
    });

    test('an ordinary user cannot be opened in the form, let alone be renamed', async ({ page, console, sandbox }) => {
      await console.signIn(`${place}/mallory`);
      await expect(console.drawer).toContainText('No such notice account');
      await expect(console.drawer.getByRole('textbox')).toHaveCount(0);
      expect(await sandbox.requests(update)).toEqual([]);
      await page.getByRole('link', { name: 'Look among the users' }).click();
      await expect(page).toHaveURL(/#\/users\/mallory$/);
    });
  });
}

test.describe('v3.4', () => {
  test.use({ version: 'v3.4' });

  test('has none, says since when there are some, and is not asked', async ({ page, console, sandbox }) => {
    await console.signIn(place);
    await expect(page.getByText('This server has no notice accounts')).toBeVisible();
    await expect(page.getByText('They came with version 3.5; this server is version 3.4.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add notice account' })).toHaveCount(0);
    expect(await sandbox.requests(search)).toEqual([]);
  });
});

test.describe('v3.8.3', () => {
  test.use({ version: 'v3.8.3' });

  test('a robot is added with its level, and the form says that the list will not show it', async ({ page, console, sandbox }) => {
    await console.signIn(`${place}?add=1`);
    const form = console.drawer;
    await form.getByLabel(/^Name/).fill('Helper');
    await form.getByLabel(/^Kind/).selectOption('Robot (4)');
    await expect(form.getByText("Robots are not in this server's list afterwards")).toBeVisible();
    await form.getByRole('button', { name: 'Add notice account' }).click();
    await expect(page.getByText('Helper is added')).toBeVisible();
    expect((await sentTo(sandbox, add))[0].appMangerLevel).toBe(4);
    await expect(page.getByText('No notice accounts yet')).toBeVisible();
    await page.getByRole('searchbox').fill('Helper');
    await expect(console.rows).toContainText('Robot');
  });
});

test('what the server refuses stays in the form with the reason', async ({ page, console, sandbox }) => {
  await make(sandbox, 'Alpha');
  await console.signIn(`${place}?add=1`);
  await console.drawer.getByLabel(/^User ID/).fill('notice_Alpha');
  await console.drawer.getByLabel(/^Name/).fill('Twin');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(console.drawer.getByRole('alert')).toContainText(/The account was not added\..*errCode 1001 · operationID/);
  await expect(console.drawer.getByLabel(/^Name/)).toHaveValue('Twin');
});

test('what the server cannot do is said where it is tried: emptying, a script as picture, an ID that makes trouble', async ({ page, console, sandbox }) => {
  await make(sandbox, 'Alpha');
  await console.signIn(`${place}/notice_Alpha`);
  const form = console.drawer;
  await form.getByLabel(/^Name/).fill('');
  await expect(form.getByText('The server cannot empty the name.')).toBeVisible();
  await form.getByLabel(/^Avatar address/).fill('javascript:alert(1)');
  await expect(form.getByText('This is no http or https address.')).toBeVisible();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByLabel(/^Name/)).toBeFocused();
  expect(await sandbox.requests(update)).toEqual([]);
  await form.getByRole('button', { name: 'Close' }).click();
  await form.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('link', { name: 'Add notice account' }).click();
  await form.getByLabel(/^User ID/).fill('a:b');
  await expect(form.getByText('Use letters, digits and _ only.')).toBeVisible();
});

test('what is typed is not lost by Escape', async ({ page, console, sandbox }) => {
  await make(sandbox, 'Alpha');
  await console.signIn(place);
  await console.link('notice_Alpha').click();
  await console.drawer.getByLabel(/^Name/).fill('Half typed');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(console.drawer.getByLabel(/^Name/)).toHaveValue('Half typed');
  await console.drawer.getByLabel(/^Name/).fill('Alpha');
  await page.keyboard.press('Escape');
  await expect(console.drawer).toBeHidden();
  await expect(console.link('notice_Alpha')).toBeFocused();
});

test('a hostile name does nothing, and long lists are paged', async ({ page, console, sandbox }) => {
  await make(sandbox, '<img src=x onerror=alert(1)>\u202Egnp', ...Array.from({ length: 24 }, (_, number) => `N${number}`));
  await console.signIn(place);
  await expect(console.rows).toHaveCount(20);
  await expect(console.rows.first()).toContainText('<img src=x onerror=alert(1)>U+202Egnp');
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(console.rows).toHaveCount(5);
  await expect(page).toHaveURL(/\?page=2$/);
  await page.reload();
  await expect(page.getByText('21–25')).toBeVisible();
});

test('a list that cannot be loaded says why and is loaded again', async ({ page, console, sandbox }) => {
  await make(sandbox, 'Alpha');
  await console.signIn('/register');
  await sandbox.faults({ fault: '500', paths: [search] });
  await console.go(place);
  await expect(page.getByRole('alert')).toContainText('The notice accounts could not be loaded.');
  await sandbox.faults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(console.rows).toHaveCount(1);
});

test.describe('where the deployment only reads', () => {
  test.use({ config: { readOnly: true } });

  test('nothing can be added or changed, and the forms say why', async ({ page, console, sandbox }) => {
    await make(sandbox, 'Alpha');
    await console.signIn(`${place}?add=1`);
    await expect(console.drawer.getByText('This console only reads.')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: 'Add notice account' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await console.link('notice_Alpha').click();
    await console.drawer.getByLabel(/^Name/).fill('Other');
    await expect(console.drawer.getByText('This console only reads.')).toBeVisible();
    await expect(console.drawer.getByRole('button', { name: 'Save' })).toBeDisabled();
    await page.keyboard.press('ControlOrMeta+Enter');
    expect(await sentTo(sandbox, update)).toEqual([]);
  });
});

test('a change can be undone from its note', async ({ page, console, sandbox }) => {
  await make(sandbox, 'Alpha');
  await console.signIn(`${place}/notice_Alpha`);
  await console.drawer.getByLabel(/^Name/).fill('Slip');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Slip is changed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Alpha is back as it was')).toBeVisible();
  await expect(console.row('notice_Alpha')).toContainText('Alpha');
  expect(await sentTo(sandbox, update)).toEqual([
    { userID: 'notice_Alpha', nickName: 'Slip', faceURL: '' },
    { userID: 'notice_Alpha', nickName: 'Alpha', faceURL: '' },
  ]);
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`${scheme}, ${width} px: axe finds nothing in list, forms and questions`, async ({ page, console, sandbox }) => {
      await make(sandbox, 'Alpha', 'Beta');
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 860 });
      await console.signIn(place);
      await expect(console.rows).toHaveCount(2);
      expect(await axeFindings(page)).toEqual([]);
      await console.go(`${place}?add=1`);
      await console.drawer.getByRole('button', { name: 'Add notice account' }).click();
      await expect(console.drawer.getByText('Type a name.')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await console.go(`${place}/notice_Beta`);
      await console.drawer.getByLabel(/^Name/).fill('x');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Discard' })).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
