// What was typed and not sent: it survives a reload, the end of a session and a look at another page, and is forgotten when it shall be.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const restored = (page: Page) => page.getByText('What you typed before is here again; nothing has been sent.');
const discard = (page: Page) => page.getByRole('button', { name: 'Discard it' });
const kept = (page: Page) => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes(':drafts:')));

test('a user who was nearly registered is there after a reload and after another page, and can be discarded', async ({ page, console }) => {
  await console.signIn('/register');
  const [id, nickname] = [page.getByLabel(/^User ID/), page.getByLabel('Nickname')];
  await id.fill('lin_xiaoyu');
  await nickname.fill('<b>林小雨</b>');
  await page.getByLabel(/^Message receipt/).selectOption('2');
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expect(id).toHaveValue('lin_xiaoyu');
  await expect(nickname).toHaveValue('<b>林小雨</b>');
  await expect(page.getByLabel(/^Message receipt/)).toHaveValue('2');
  expect(await axeFindings(page)).toEqual([]);
  await console.go('/users');
  await expect(console.rows.first()).toBeVisible();
  await console.go('/register');
  await expect(id).toHaveValue('lin_xiaoyu');
  await discard(page).click();
  await expect(restored(page)).toBeHidden();
  await expect(id).toHaveValue('');
  await page.reload();
  await expect(id).toHaveValue('');
  await expect(restored(page)).toBeHidden();
});

test('who has been registered is no draft any more, and who comes for an ID begins with it', async ({ page, console }) => {
  await console.signIn('/register');
  await page.getByLabel(/^User ID/).fill('ann_new');
  await page.getByLabel('Nickname').fill('Ann');
  expect(await kept(page)).toHaveLength(1);
  await page.getByRole('button', { name: /^Register user/ }).click();
  await expect(console.drawer).toBeVisible();
  expect(await kept(page)).toEqual([]);
  await console.go('/register');
  await page.getByLabel('Nickname').fill('Typed');
  await console.go('/users');
  await console.go('/register?id=bob_new');
  await expect(page.getByLabel(/^User ID/)).toHaveValue('bob_new');
  await expect(page.getByLabel('Nickname')).toHaveValue('');
});

test('pasted IDs are there after a reload', async ({ page, console }) => {
  await console.signIn('/account-check');
  await page.getByLabel('User IDs').fill('mallory\nnobody_1');
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expect(page.getByLabel('User IDs')).toHaveValue('mallory\nnobody_1');
  await discard(page).click();
  await expect(page.getByLabel('User IDs')).toHaveValue('');
  await page.reload();
  await expect(page.getByLabel('User IDs')).toHaveValue('');
});

test('a changed profile is changed after a reload; whoever leaves it for good has given it up', async ({ page, console, sandbox }) => {
  await sandbox.register({ userID: 'ann', nickname: 'Ann' });
  await console.signIn('/users/ann');
  const nickname = console.drawer.getByLabel('Nickname');
  await nickname.fill('Anna');
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expect(nickname).toHaveValue('Anna');
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: /^Discard/ }).click();
  await expect(console.drawer).toBeHidden();
  await console.go('/users/ann');
  await expect(nickname).toHaveValue('Ann');
  await expect(restored(page)).toBeHidden();
  await nickname.fill('Anne');
  await console.drawer.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => kept(page)).toEqual([]);
});

test('a notice account that was not added yet is there after a reload, and given up by its own button', async ({ page, console }) => {
  await console.signIn('/notification-accounts?add=1');
  await console.drawer.getByLabel(/^Name/).fill('News');
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expect(console.drawer.getByLabel(/^Name/)).toHaveValue('News');
  await page.keyboard.press('Escape');
  await console.drawer.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(console.drawer).toBeHidden();
  expect(await kept(page)).toEqual([]);
});

test('the end of the session keeps it, signing out forgets it, and a secret is never part of it', async ({ page, console, sandbox }) => {
  await console.signIn('/register');
  await page.getByLabel('Nickname').fill('Ann');
  await sandbox.faults({ paths: ['/user/account_check'], errCode: 1501 });
  await page.getByLabel(/^User ID/).fill('ann_new');
  await page.getByLabel('Nickname').click();
  await expect(console.submit).toBeVisible();
  await sandbox.faults();
  await console.signInHere();
  await console.go('/register');
  await expect(page.getByLabel('Nickname')).toHaveValue('Ann');
  await console.account.click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(console.title).toHaveText('Sign in to OpenIM');
  expect(await kept(page)).toEqual([]);
});

test.describe('v3.4', () => {
  test.use({ version: 'v3.4' });

  test('the secret that is typed with a registration is not kept', async ({ page, console, sandbox }) => {
    await console.signIn('/register');
    await page.getByLabel(/^User ID/).fill('ann_new');
    await page.getByLabel('Secret', { exact: true }).fill(sandbox.secret);
    const text = await page.evaluate(() => JSON.stringify(sessionStorage));
    expect(text).toContain('ann_new');
    expect(text).not.toContain(sandbox.secret);
    await page.reload();
    await expect(page.getByLabel(/^User ID/)).toHaveValue('ann_new');
    await expect(page.getByLabel('Secret', { exact: true })).toHaveValue('');
  });
});
