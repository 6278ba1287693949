// What works on every page: the palette, the keys, the badge of the operation log.
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

/** Of the palette. */
function field(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Type a user ID, a page or a command' });
}

test.describe('the palette', () => {
  test('opens by Ctrl+K, finds a user, and Enter opens the user', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'lin_xiaoyu', nickname: '林小雨' });
    await console.signIn();
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await field(page).fill('@lin_xiaoyu');
    const option = page.getByRole('dialog').getByRole('option', { name: /林小雨/ });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await expect(field(page)).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/users\/lin_xiaoyu/);
  });

  test('goes to a page by a part of its name, with arrow keys round the ends', async ({ page, console }) => {
    await console.signIn();
    await page.keyboard.press('Control+k');
    await field(page).fill('>');
    const options = page.getByRole('dialog').getByRole('option');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowUp');
    await expect(options.last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await field(page).fill('>operation');
    await page.keyboard.press('ArrowUp');
    await expect(options.last()).toHaveAccessibleName(/^Operation log/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/operations$/);
  });

  test('says whether an ID is registered, without leaving the page', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'taken', nickname: 'Taken' });
    await console.signIn();
    for (const [id, said] of [['taken', 'taken is registered.'], ['free', 'free is not registered.']] as const) {
      await page.keyboard.press('Control+k');
      await field(page).fill(`>${id}`);
      await page.getByRole('dialog').getByRole('option', { name: `Check whether ${id} is registered` }).click();
      await expect(page.getByText(said, { exact: true })).toBeVisible();
    }
    await expect(page).toHaveURL(/#?$|#\/users$/);
  });

  test.describe('v3.4', () => {
    test.use({ version: 'v3.4' });

    test('finds a user by the whole ID where the server cannot search', async ({ page, console, sandbox }) => {
      await sandbox.register({ userID: 'whole_id', nickname: 'By the whole ID' });
      await console.signIn();
      await page.keyboard.press('Control+k');
      await field(page).fill('@whole_id');
      await expect(page.getByRole('dialog').getByRole('option', { name: /By the whole ID/ })).toBeVisible();
    });
  });

  test('shows a nickname with markup as text', async ({ page, console, sandbox }) => {
    await sandbox.register({ userID: 'attack', nickname: '<img src=x onerror=alert(1)>\u202Egpj' });
    await console.signIn();
    await page.keyboard.press('Control+k');
    await field(page).fill('@attack');
    await expect(page.getByRole('dialog').getByRole('option', { name: '<img src=x onerror=alert(1)>U+202Egpj' })).toBeVisible();
    await expect(page.getByRole('dialog').locator('img')).toHaveCount(0);
  });

  test('says what went wrong, with the code, where searching fails', async ({ page, console, sandbox }) => {
    await console.signIn();
    await sandbox.faults({ paths: ['/user/get_users'], errCode: 14 });
    await page.keyboard.press('Control+k');
    await field(page).fill('@somebody');
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('errCode 14');
  });
});

test.describe('keys', () => {
  test('lead to pages, to the search field and to the list of keys, and letters stay letters in a field', async ({ page, console }) => {
    await console.signIn();
    await expect(console.rows.first().getByRole('link')).toBeVisible();
    await page.keyboard.press('/');
    await expect(console.search).toBeFocused();
    await page.keyboard.type('g?');
    await expect(console.search).toHaveValue('g?');
    await page.locator('main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(console.title).toHaveText(/^Operation log/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('make the side bar narrow, also after the page is loaded anew', async ({ page, console }) => {
    await console.signIn();
    const width = async () => (await console.navigation.boundingBox())?.width ?? 0;
    await page.keyboard.press('[');
    await expect.poll(width).toBeLessThan(80);
    await page.reload();
    await expect(console.account).toBeVisible();
    await expect.poll(width).toBeLessThan(80);
    await page.keyboard.press('[');
    await expect.poll(width).toBeGreaterThan(150);
  });
});

test('the badge counts calls that failed until the log is looked at', async ({ page, console, sandbox }) => {
  await console.signIn();
  const badge = page.getByRole('banner').getByRole('link', { name: /^Operation log/ });
  await expect(badge).toHaveAccessibleName('Operation log');
  await sandbox.faults({ paths: ['/user/get_users'], errCode: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(badge).toHaveAccessibleName('Operation log, 1 failed');
  await badge.click();
  await expect(badge).toHaveAccessibleName('Operation log');
});

test('the badge says that a call is running', async ({ page, console, sandbox }) => {
  await console.signIn();
  await sandbox.faults({ paths: ['/user/get_users'], fault: 'hang' });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Operation log, 1 running' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('palette and list of keys keep the rules of accessibility', async ({ page, console }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await console.signIn();
        await page.keyboard.press('Control+k');
        await field(page).fill('a');
        await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
