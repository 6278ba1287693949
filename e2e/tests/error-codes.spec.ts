// The dictionary of error codes, and its sentence beside an error.
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const parts = (page: Page) => ({
  search: page.getByRole('searchbox', { name: 'Search number, name or words' }),
  detail: page.getByRole('complementary'),
});

test('a code is found by number, name, words and class', async ({ page, console }) => {
  await console.signIn('/error-codes');
  const { search } = parts(page);
  await expect(console.row('TokenKickedError')).toBeVisible();
  for (const typed of ['1506', 'tokenkicked', 'forced logout ended']) {
    await search.fill(typed);
    await expect(console.row('1506')).toBeVisible();
    await expect(console.row('1102')).toHaveCount(0);
  }
  await search.fill('');
  await page.getByLabel('Class').selectOption('Rate limit');
  await expect(page).toHaveURL(/#\/error-codes\?class=rate-limit$/);
  await expect(console.rows).toHaveCount(1);
  await expect(console.rows).toContainText('429');
});

test('a link leads to a code, with cause, remedy and what differs between versions', async ({ page, console }) => {
  await console.signIn('/error-codes/1507');
  const { detail } = parts(page);
  await expect(detail).toContainText('TokenNotExistError');
  for (const heading of ['What it says', 'Likely cause', 'What to do', 'Versions and routes']) {
    await expect(detail.getByRole('heading', { name: heading })).toBeVisible();
  }
  await expect(detail).toContainText('Not seen since the tab was loaded.');
  await expect(console.row('1507')).toBeInViewport();
  await console.rows.filter({ hasText: '1102' }).getByRole('link').click();
  await expect(page).toHaveURL(/#\/error-codes\/1102$/);
  await expect(detail).toContainText('RegisteredAlreadyError');
  await page.goBack();
  await expect(detail).toContainText('TokenNotExistError');
});

test('old numbers of openim-chat, success and what is no code are told apart', async ({ page, console }) => {
  await console.signIn('/error-codes/10001');
  const { detail } = parts(page);
  await expect(detail).toContainText('10001 is the number that older versions of openim-chat use for it.');
  await console.go('/error-codes/0');
  await expect(detail).toContainText('errCode 0 is success');
  await console.go('/error-codes/%3Cb%3E%E2%80%AE');
  await expect(detail).toContainText('<b>U+202E');
  await expect(detail).toContainText('An errCode is a whole number.');
});

test('a code that the dictionary does not know says so, and leads to the calls that answered it', async ({ page, console, sandbox }) => {
  await console.signIn();
  await sandbox.faults({ errCode: 4242, paths: ['/user/get_users'] });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toContainText('errCode 4242');
  await console.go('/error-codes/4242');
  const { detail } = parts(page);
  await expect(detail).toContainText('The dictionary does not know this code');
  await expect(detail).toContainText('1 time');
  await detail.getByRole('link', { name: 'Show these calls' }).click();
  await expect(console.rows).toHaveCount(1);
  await expect(console.rows).toContainText('4242');
});

test('an error says its sentence of the dictionary, and leads there', async ({ page, console, sandbox }) => {
  await console.signIn();
  await expect(console.rows.first().getByRole('link').first()).toBeVisible();
  await sandbox.faults({ errCode: 1004, paths: ['/user/get_users'] });
  await page.getByRole('button', { name: 'Refresh' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('RecordNotFoundError: ');
  await alert.getByRole('link', { name: 'More on 1004' }).click();
  await expect(console.title).toHaveText('Error codes');
  await expect(parts(page).detail).toContainText('1 time');
});

test('before somebody is signed in the sentence leads nowhere', async ({ page, console, sandbox }) => {
  await console.open();
  await console.fillIn();
  await sandbox.faults({ errCode: 14, paths: ['/auth/get_admin_token'] });
  await console.submit.click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Unavailable: ');
  await expect(alert.getByRole('link')).toHaveCount(0);
});

test('the dictionary speaks Chinese', async ({ page, console }) => {
  await console.signIn('/error-codes/1102');
  await page.getByRole('button', { name: /简体中文/ }).click();
  await expect(console.title).toHaveText('错误码');
  await expect(parts(page).detail).toContainText('某个用户 ID 已被占用');
  await page.getByRole('searchbox').fill('已占用');
  await expect(console.row('1102')).toBeVisible();
});

for (const [width, height] of [[1280, 860], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test('the dictionary is clean for axe', async ({ page, console }) => {
        await console.signIn('/error-codes');
        await expect(console.row('1102').first()).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider).toBe(0);
        await console.go('/error-codes/1507');
        await expect(page.getByRole('heading', { name: 'Likely cause' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        await console.go('/error-codes/4242');
        await expect(page.getByRole('heading', { name: 'The dictionary does not know this code' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
