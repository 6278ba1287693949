// Bulk import for everybody: axe in both themes, a narrow screen, the keyboard, Chinese, a worker that cannot start.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { dist, expect, test } from '../support/fixtures.ts';
import { Import, csvOf, newcomers, register, registered } from '../support/import.ts';
import { listen } from '../support/net.ts';
import { tooWide } from '../support/wide.ts';

const mixed = 'userID,nickname\ngood_1,Gil\nbad@id,Bea\ngood_2,\ngood_1,Gil again\ntaken_1,Tina Li\n';

/** Where screenshots of each step go, if somebody wants to look at them. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.LOOK;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('each step is accessible and fits', async ({ page, console, sandbox }) => {
        test.slow();
        await sandbox.register({ userID: 'taken_1', nickname: 'Tina' });
        const it = new Import(page, console);
        const shows = async (step: string) => {
          expect(await axeFindings(page), step).toEqual([]);
          expect(await tooWide(page), step).toEqual([]);
          await look(page, `import-${step}-${colorScheme}-${width}`);
        };
        await it.open();
        await shows('1-file');
        await it.choose('campus-autumn.csv', mixed);
        await expect(it.button('Check 5 rows')).toBeVisible();
        await shows('1-columns');
        await it.button('Check 5 rows').click();
        await it.checked();
        await page.getByLabel('Already registered').selectOption('update');
        // It says "checked" from before; this filter comes with what was found now.
        await expect(it.filter(/^To update 1$/)).toBeVisible();
        await it.checked();
        await it.filter(/^All/).click();
        await expect(console.rows).toHaveCount(5);
        await shows('2-check');
        await it.filter(/^Problems/).click();
        await it.button('Mend nickname, line 4').click();
        await expect(page.getByRole('textbox', { name: 'Mend nickname, line 4' })).toBeFocused();
        await shows('2-mend');
        await sandbox.faults({ paths: [register], fault: 'hang' });
        await it.start(/^Register 1, update 1$/);
        await expect.poll(() => registered(sandbox)).toHaveLength(1);
        await shows('3-run');
        await it.button('Pause').click();
        await sandbox.faults();
        await expect(page.getByText('Paused.')).toBeVisible();
        await shows('3-paused');
        await it.button('Go on').click();
        await it.finished();
        await it.filter(/^All/).click();
        await expect(console.rows).toHaveCount(5);
        await shows('4-result');
      });
    });
  }
}

test('on a phone the list of users leads there', async ({ page, console }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await console.signIn();
  await page.getByRole('main').getByRole('link', { name: 'Bulk import' }).click();
  await expect(console.title).toHaveText('Bulk import');
});

test('the palette and the keyboard lead there, and the focus goes to each step', async ({ page, console }) => {
  await console.signIn();
  await expect(page.getByRole('button', { name: /^Jump/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Type a user ID/ }).fill('>bulk');
  await page.getByRole('dialog').getByRole('option', { name: /^Bulk import/ }).click();
  await expect(console.title).toHaveText('Bulk import');
  const it = new Import(page, console);
  await expect(it.button('Choose file')).toBeVisible();
  await it.choose('campus.csv', csvOf(newcomers(2)));
  await console.tabTo(it.button('Check 2 rows'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Step 2 of 4: Check' })).toBeFocused();
  await it.checked();
  await console.tabTo(it.button('Register 2 users'));
  await page.keyboard.press('Enter');
  await it.finished();
  await expect(page.getByRole('heading', { name: 'Step 4 of 4: Result' })).toBeFocused();
});

test.describe('Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('each step is in Chinese', async ({ page, console }) => {
    await page.goto(console.address('/import'));
    await expect(page.locator('.oic').first()).toHaveAttribute('lang', 'zh-CN');
    await page.locator('input[name=server]').fill(console.typed);
    await page.locator('input[name=server]').press('Tab');
    await page.locator('input[type=password]').fill(console.sandbox.secret);
    await expect(page.getByText(/^OpenIM .* 毫秒$/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '选择文件' })).toBeVisible();
    await look(page, 'import-1-file-zh');
    await page.locator('input[type=file]').setInputFiles({ name: '用户.csv', mimeType: 'text/csv', buffer: Buffer.from(mixed) });
    await page.getByRole('button', { name: '检查 5 行' }).click();
    await expect(page.getByText('所有行均已检查。')).toBeAttached();
    await expect(page.getByText(/用户 ID 包含不允许的字符.*「@」/)).toBeVisible();
    await look(page, 'import-2-check-zh');
  });
});

test.describe('a worker that cannot start', () => {
  test.use({ expectedMessages: /import-worker/ });

  test('is told, and tried again', async ({ page, console }) => {
    const script = /import-worker-[^/]*\.js/;
    await page.context().route(script, (route) => route.abort());
    await console.signIn('/import');
    await expect(page.getByText('Import cannot start here')).toBeVisible();
    await page.context().unroute(script);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('button', { name: 'Choose file' })).toBeVisible();
  });
});

/** The same files, under a policy of the host beside that of the page. */
const policed = test.extend({
  site: async ({}, use) => {
    const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };
    const host = await listen((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname.slice(1) || 'index.html';
      const headers = { 'Content-Type': types[extname(path)] ?? 'text/plain', 'Content-Security-Policy': "worker-src 'none'" };
      readFile(join(dist, path)).then(
        (bytes) => response.writeHead(200, headers).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await use(`${host.url}/`);
    await host.stop();
  },
  expectedMessages: /worker/i,
});

policed('a policy that forbids workers is told with what it needs, and all else works', async ({ page, console, watch }) => {
  await console.signIn('/import');
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('Import cannot start here');
  await expect(alert).toContainText("it needs worker-src 'self'");
  await watch.settled();
  const violations = watch.violations.splice(0);
  expect(violations.length).toBeGreaterThan(0);
  expect(violations.filter((text) => !text.startsWith('worker-src'))).toEqual([]);
  await console.navigation.getByRole('link', { name: 'Users' }).click();
  await expect(console.rows.first()).toBeVisible();
});
