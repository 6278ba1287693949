// Bulk import in a console that is a guest: its worker lies beside the module, not beside the page, and the host is told at the end.
import { csvOf, existing, newcomers } from '../support/import.ts';
import { destroy, expect, handle, mount, signIn, test, told } from '../support/portal.ts';

test('an import of a guest finds its worker beside the module, and tells the host what came of it', async ({ page, site, sandbox }) => {
  await sandbox.register({ userID: 'new_1', nickname: 'There before' });
  await page.goto(site);
  await mount(page, 'one', { server: sandbox.url, language: 'en' });
  const one = page.locator('#one');
  await signIn(one, sandbox);
  await handle(page, 'one', (console) => console.navigate('/import'));
  await expect(one.getByRole('button', { name: 'Choose file' })).toBeVisible();
  const [worker] = page.workers().map((worker) => new URL(worker.url()));
  expect(worker?.pathname).toBe('/package/console/import-worker.js');
  expect(decodeURIComponent(worker?.hash ?? '')).toBe(`#${site}package/console/import-worker.wasm`);

  const users = newcomers(3);
  await one.locator('input[type=file]').setInputFiles({ name: 'campus.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(users)) });
  await one.getByRole('button', { name: 'Check 3 rows' }).click();
  await one.getByRole('button', { name: 'Register 2 users' }).click();
  await expect(one.getByText('The import is done')).toBeVisible();
  expect(await told(page, 'one', 'users-imported')).toEqual([['users-imported', { registered: 2, updated: 0, skipped: 1, failed: 0 }]]);
  const calls = await told(page, 'one', 'operation');
  expect(calls.filter(([, { path, errCode }]) => path === '/user/user_register' && errCode === 0)).toHaveLength(1);
  expect(await existing(sandbox, users.map((user) => user.userID))).toHaveLength(3);

  // With the console its worker ends.
  await destroy(page, 'one');
  await expect.poll(() => page.workers().length).toBe(0);
});
