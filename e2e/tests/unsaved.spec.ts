// What would be lost is asked about, whichever way one leaves; what a draft keeps is not, but for signing out.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import { Import, csvOf, newcomers } from '../support/import.ts';
import { placesWith } from '../support/watch.ts';

const question = (page: Page) => page.getByRole('alertdialog');
const drafts = (page: Page) => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes(':drafts:')));

/** Runs a command of the palette. */
async function palette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Type a user ID, a page or a command' }).fill(`>${command}`);
  await page.getByRole('option', { name: command }).last().click();
}

/** The form of a notice, with a text in it. */
async function typeNotice(console: Console): Promise<void> {
  const { page } = console;
  await page.locator('tbody [data-pick]').first().click();
  await page.getByRole('region', { name: 'Bulk actions' }).getByRole('button', { name: 'Send notice' }).click();
  await page.getByLabel('Text', { exact: true }).fill('half typed');
}

test.describe('the text of a notice', () => {
  test.beforeEach(async ({ console, sandbox }) => {
    await sandbox.done('/user/add_notification_account', { userID: 'news', nickName: 'News', faceURL: 'https://example.invalid/n.png', appMangerLevel: 3 });
    await console.signIn('/operations');
    await console.go('/users');
  });

  const text = (page: Page) => page.getByLabel('Text', { exact: true });
  const ways: [string, (page: Page) => Promise<void>, RegExp][] = [
    ['Escape', (page) => page.keyboard.press('Escape'), /^Users/],
    ['the button', (page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click(), /^Users/],
    ['“back”', async (page) => void (await page.goBack()), /^Operation log/],
  ];
  for (const [name, leave, there] of ways) {
    test(`is asked about by ${name}`, async ({ page, console }) => {
      await typeNotice(console);
      await leave(page);
      await expect(question(page)).toContainText('Leave without saving?');
      await page.keyboard.press('Escape');
      await expect(question(page)).toHaveCount(0);
      await expect(text(page)).toHaveValue('half typed');
      await leave(page);
      await question(page).getByRole('button', { name: 'Discard changes' }).click();
      await expect(text(page)).toHaveCount(0);
      await expect(page).toHaveTitle(there);
      await expect(question(page)).toHaveCount(0);
    });
  }

  test('that is empty is not asked about, and closing the tab is', async ({ page, console }) => {
    await typeNotice(console);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await text(page).fill('');
    await page.keyboard.press('Escape');
    await expect(text(page)).toHaveCount(0);
    await page.getByRole('region', { name: 'Bulk actions' }).getByRole('button', { name: 'Send notice' }).click();
    await text(page).fill('half typed');
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });
});

test('an import that runs is asked about by the palette and by signing out, too', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('two.csv', csvOf(newcomers(2)));
  await sandbox.faults({ paths: ['/user/user_register'], fault: 'hang' });
  await it.start();
  for (const command of ['Settings', 'Sign out']) {
    await palette(page, command);
    await expect(question(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question(page)).toHaveCount(0);
    await expect(it.step).toContainText('Run');
  }
  await sandbox.faults();
  await it.finished();
  await palette(page, 'Settings');
  await expect(console.title).toHaveText('Settings');
});

test('the settings of a server are asked about', async ({ page, console }) => {
  await console.signIn('/settings');
  await page.getByRole('button', { name: 'Add server' }).click();
  const address = page.getByRole('textbox', { name: 'Server address' });
  await address.fill('http://10.0.0.9:10002');
  await page.keyboard.press('Escape');
  await question(page).getByRole('button', { name: 'Keep editing' }).click();
  await expect(address).toHaveValue('http://10.0.0.9:10002');
  for (const leave of [() => palette(page, 'Operation log'), () => palette(page, 'Sign out')]) {
    await leave();
    await expect(question(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(address).toHaveValue('http://10.0.0.9:10002');
  }
  await console.navigation.getByRole('link', { name: 'Users' }).click();
  await question(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(console.title).toHaveText('Users');
});

for (const [name, signOut] of [
  ['the menu', async (console: Console) => {
    await console.account.click();
    await console.page.getByRole('button', { name: 'Sign out' }).click();
  }],
  ['the palette', (console: Console) => palette(console.page, 'Sign out')],
] as const) {
  test(`a draft is not asked about on the way to another page, but by signing out, from ${name}`, async ({ page, console }) => {
    await console.signIn('/register');
    await page.getByLabel('Nickname').fill('half typed');
    await console.navigation.getByRole('link', { name: 'Users' }).click();
    await expect(console.title).toHaveText('Users');
    await signOut(console);
    await expect(question(page)).toContainText('Sign out and lose what you typed?');
    expect(await axeFindings(page)).toEqual([]);
    await question(page).getByRole('button', { name: 'Stay' }).click();
    await console.navigation.getByRole('link', { name: 'Register user' }).click();
    await expect(page.getByLabel('Nickname')).toHaveValue('half typed');
    await signOut(console);
    await question(page).getByRole('button', { name: 'Sign out' }).click();
    await expect(console.title).toHaveText('Sign in to OpenIM');
    expect(await drafts(page)).toEqual([]);
  });
}

test('the body of a call by hand outlives a reload, and can be discarded', async ({ page, console }) => {
  await console.signIn('/api/user/get_users');
  const body = page.getByRole('textbox', { name: /^Body/ });
  const example = await body.inputValue();
  await body.fill('{"half": "typed"');
  await page.reload();
  await expect(body).toHaveValue('{"half": "typed"');
  await page.getByRole('button', { name: 'Discard it' }).click();
  await expect(body).toHaveValue(example);
  await page.reload();
  await expect(body).toHaveValue(example);
  await expect(page.getByRole('button', { name: 'Discard it' })).toHaveCount(0);
});

test('a body that names a secret is kept nowhere', async ({ page, console }) => {
  await console.signIn('/api/user/get_users');
  const body = page.getByRole('textbox', { name: /^Body/ });
  await body.fill('{"a": 1}');
  await expect.poll(() => drafts(page)).toHaveLength(1);
  await body.fill('{"secret": "hush-hush');
  await expect.poll(() => drafts(page)).toEqual([]);
  // Where it was typed, and nowhere else.
  expect(await placesWith(page, ['hush-hush'])).toEqual(['page']);
});

test.describe('390 px, dark, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });

  test('the question is clean for axe', async ({ page, console }) => {
    await console.signIn('/settings');
    await page.getByRole('button', { name: /简体中文/ }).click();
    await page.getByRole('button', { name: '添加服务器' }).click();
    await page.getByRole('textbox', { name: '服务器地址' }).fill('http://10.0.0.9:10002');
    await page.keyboard.press('Escape');
    await expect(question(page)).toContainText('不保存就离开？');
    expect(await axeFindings(page)).toEqual([]);
  });
});
