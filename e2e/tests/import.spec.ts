// Bulk import up to the check: what is read and how, what is said of rows before anything is sent, mending, leaving out.
import { expect, test } from '../support/fixtures.ts';
import { Import, accountCheck, csvOf, existing, newcomers, register, registered, saved, userOf, withoutPicker } from '../support/import.ts';

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('a CSV file goes from the file to registered users', async ({ page, console, sandbox }) => {
      const it = new Import(page, console);
      await it.open();
      const users = newcomers(30);
      await it.choose('campus.csv', csvOf(users));
      await expect(page.getByText('campus.csv').first()).toBeVisible();
      await expect(page.getByLabel('What userID is taken for')).toHaveValue('userID');
      await it.button('Check 30 rows').click();
      await it.checked();
      await expect(it.sum('ready to register')).toHaveText('30');
      expect(await registered(sandbox)).toEqual([]);
      await it.start();
      await it.finished();
      await expect(it.sum('Registered')).toHaveText('30');
      expect((await registered(sandbox)).flat()).toEqual(users.map((user) => user.userID));
      expect((await userOf(sandbox, 'new_7')).nickname).toBe('Newcomer 7');
      await page.getByRole('link', { name: 'Open users' }).click();
      await expect(console.title).toHaveText('Users');
    });

    test('those who exist are updated where they differ, shown before; no other field is sent', async ({ page, console, sandbox }) => {
      await sandbox.register({ userID: 'old_a', nickname: 'Anna', ex: 'keep' }, { userID: 'old_b', nickname: 'Ben' });
      const it = new Import(page, console);
      await it.open();
      await it.check('staff.csv', 'userID,nickname,ex\nold_a,Anna Li,\nold_b,Ben,\nnew_a,Ada,\n');
      await expect(it.sum('already registered')).toHaveText('2');
      await page.getByLabel('Already registered').selectOption('update');
      await it.checked();
      await expect(it.sum('will be updated')).toHaveText('1');
      await it.filter(/^To update/).click();
      await expect(console.rows).toHaveCount(1);
      await expect(console.row('old_a').locator('del')).toHaveText('Anna');
      await expect(console.row('old_a').locator('ins')).toHaveText('Anna Li');
      await it.start(/^Register 1, update 1$/);
      await it.finished();
      await expect(it.sum('Updated')).toHaveText('1');
      await expect(it.sum('Unchanged')).toHaveText('1');
      const changed = await userOf(sandbox, 'old_a');
      expect([changed.nickname, changed.ex]).toEqual(['Anna Li', 'keep']);
      if (version === 'main') {
        const [call] = await sandbox.requests('/user/update_user_info_ex');
        expect(JSON.parse(call?.body ?? '')).toEqual({ userInfo: { userID: 'old_a', nickname: 'Anna Li' } });
      }
    });
  });
}

test('rows are pasted from a spreadsheet, by the keyboard alone or into a field', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  await page.getByRole('main').evaluate((main) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'userID\tnickname\npasted_1\tPia\npasted_2\tPaul\n');
    main.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(it.button('Check 2 rows')).toBeVisible();
  await expect(page.getByLabel('Separator')).toHaveValue('tab');
  await it.button('Change file').click();
  await it.button('Paste rows').click();
  await page.getByLabel('Rows, as they were copied').fill('userID\tnickname\npasted_3\tPetra');
  await it.button('Read these rows').click();
  await expect(it.button('Check 1 row')).toBeVisible();
});

test('a dropped file is read', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  await page.locator('.oic-drop').evaluate((zone) => {
    const data = new DataTransfer();
    data.items.add(new File(['userID,nickname\ndropped_1,Dora\n'], 'dropped.csv', { type: 'text/csv' }));
    for (const kind of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('dropped.csv').first()).toBeVisible();
  await expect(it.button('Check 1 row')).toBeVisible();
});

test('columns of other names are mapped by hand, and the rest goes into ex', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.choose('hr.csv', 'Kennung,Rufname,Abteilung\nmap_1,Mia,Sales\n');
  // Names that nobody knows are taken for a user.
  await page.getByLabel('The first row names the columns').check();
  await page.getByLabel('What Kennung is taken for').selectOption('');
  await expect(page.getByText('No column is userID.')).toBeVisible();
  await expect(it.button('Check 1 row')).toBeDisabled();
  await page.getByLabel('What Kennung is taken for').selectOption('userID');
  await expect(page.getByText('No column is userID.')).toBeHidden();
  await page.getByLabel('What Rufname is taken for').selectOption('nickname');
  await page.getByLabel('Put other columns into ex').check();
  await it.button('Check 1 row').click();
  await it.checked();
  await it.start();
  await it.finished();
  const user = await userOf(sandbox, 'map_1');
  expect([user.nickname, JSON.parse(user.ex)]).toEqual(['Mia', { Abteilung: 'Sales' }]);
});

test('encoding and separator are found out, and can be corrected', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  // "张伟" in GBK.
  const name = Buffer.from([0xd5, 0xc5, 0xce, 0xb0]);
  await it.choose('gbk.csv', Buffer.concat([Buffer.from('userID;nickname\ngbk_1;'), name, Buffer.from('\n')]));
  await expect(page.getByRole('cell', { name: '张伟' })).toBeVisible();
  await expect(page.getByLabel('Encoding')).toHaveValue('gb18030');
  await expect(page.getByLabel('Separator')).toHaveValue('semicolon');
  await page.getByLabel('Encoding').selectOption('windows-1252');
  await expect(page.getByRole('cell', { name: 'ÕÅÎ°' })).toBeVisible();
  await page.getByLabel('Separator').selectOption('comma');
  await expect(page.getByLabel(/^What .* is taken for/)).toHaveCount(1);
});

test('what cannot be read says what to do', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  await it.choose('users.xlsx', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]));
  await expect(it.alert).toContainText('Save it there as CSV');
  await it.choose('empty.csv', '');
  await expect(it.alert).toContainText('There is no row in it');
  await it.choose('broken.json', '[{"userID":"a"},');
  await expect(it.alert).toContainText(/no JSON from line 1/);
  await it.choose('good.csv', csvOf(newcomers(1)));
  await expect(it.alert).toHaveCount(0);
});

test('templates to begin with are read again', async ({ page, console }) => {
  const it = new Import(page, console);
  await it.open();
  const { name, text } = await saved(page, () => it.button('CSV with two examples').click());
  expect(name).toBe('openim-users.csv');
  await it.choose(name, text);
  await it.button('Check 2 rows').click();
  await it.checked();
  await expect(it.sum('ready to register')).toHaveText('2');
});

test('what is wrong is said with line and column, mended in its place, left out and put back', async ({ page, console, sandbox }) => {
  await withoutPicker(page);
  await sandbox.register({ userID: 'taken_1', nickname: 'Tina' });
  const it = new Import(page, console);
  await it.open();
  await it.check('mixed.csv', 'userID,nickname\ngood_1,Gil\nbad@id,Bea\ngood_2,\ngood_1,Gil again\ntaken_1,Tina\n');
  await expect(it.sum('ready to register')).toHaveText('1');
  await expect(it.sum('already registered')).toHaveText('1');
  await expect(it.sum('repeated in the file')).toHaveText('1');
  await expect(it.sum('break a rule')).toHaveText('2');
  await expect(console.rows).toHaveCount(3);
  await expect(console.row('bad@id')).toContainText('A character that is not allowed in a user ID (“@”)');
  await expect(console.rows.filter({ hasText: 'Gil again' })).toContainText('line 2');
  await page.getByLabel('Kind of finding').selectOption('nickname_empty');
  await expect(console.rows).toHaveCount(1);
  await expect(console.row('good_2').getByRole('cell').first()).toHaveText('4');

  const problems = await saved(page, () => it.button('Download problem rows').click());
  expect(problems.name).toBe('mixed-problems.csv');
  expect(problems.text.trim().split(/\r?\n/)).toEqual(['userID,nickname', 'bad@id,Bea', 'good_2,', 'good_1,Gil again']);

  await it.button('Mend nickname, line 4').click();
  await page.getByRole('textbox', { name: 'Mend nickname, line 4' }).fill('Gus');
  await page.keyboard.press('Enter');
  await expect(it.sum('break a rule')).toHaveText('1');
  await it.filter(/^Problems/).click();
  await it.button('Leave out line 3').click();
  await expect(it.sum('break a rule')).toHaveText('0');
  await it.filter(/^Left out/).click();
  await it.button('Put back line 3').click();
  await expect(it.sum('break a rule')).toHaveText('1');
  await it.filter(/^Problems/).click();
  await it.button('Mend userID, line 3').click();
  await page.getByRole('textbox', { name: 'Mend userID, line 3' }).fill('mended_1');
  await page.keyboard.press('Enter');
  await it.checked();
  await expect(it.sum('ready to register')).toHaveText('3');
  await it.start();
  await it.finished();
  expect((await registered(sandbox)).flat()).toEqual(['good_1', 'mended_1', 'good_2']);
  await expect(it.sum('Already there')).toHaveText('1');
  await expect(it.sum('Repeated')).toHaveText('1');
});

test('users without a nickname can be called by their ID', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('names.csv', 'userID,nickname\nnameless_1,\n');
  await expect(it.sum('break a rule')).toHaveText('1');
  await page.getByLabel('Use the user ID where there is no nickname').check();
  await it.checked();
  await expect(it.sum('ready to register')).toHaveText('1');
  await it.start();
  await it.finished();
  expect((await userOf(sandbox, 'nameless_1')).nickname).toBe('nameless_1');
});

test('asking who is registered goes in blocks, can be stopped, and goes on after a failure', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.choose('many.csv', csvOf(newcomers(2_500)));
  await sandbox.faults({ paths: [accountCheck], times: 1 }, { paths: [accountCheck], fault: 'hang' });
  await it.button('Check 2,500 rows').click();
  await expect(page.getByText('1,000 of 2,500 asked')).toBeVisible();
  await it.button('Stop').click();
  await expect(page.getByText('Stopped.')).toBeVisible();
  await sandbox.faults({ paths: [accountCheck], fault: '500' });
  await it.button('Go on').click();
  await expect(it.alert).toContainText('The server could not be asked.');
  await sandbox.faults();
  await it.alert.getByRole('button', { name: 'Retry' }).click();
  await it.checked();
  await expect(it.sum('ready to register')).toHaveText('2,500');
  expect(await existing(sandbox, ['new_0'])).toEqual([]);
  expect(await sandbox.requests(register)).toEqual([]);
});

test('a question that fails in passing is asked again, and nobody has to see to it', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await sandbox.faults({ paths: [accountCheck], times: 1, fault: '500' }, { paths: [accountCheck], times: 1, fault: 'drop' });
  await it.check('campus.csv', csvOf(newcomers(3)));
  await expect(it.alert).toHaveCount(0);
  await expect(it.sum('ready to register')).toHaveText('3');
});

test.describe('read-only', () => {
  test.use({ config: { readOnly: true } });

  test('a read-only console checks and sends nothing', async ({ page, console, sandbox }) => {
    const it = new Import(page, console);
    await it.open();
    await it.check('campus.csv', csvOf(newcomers(3)));
    await expect(page.getByText('This console is read-only.')).toBeVisible();
    await expect(it.button('Register 3 users')).toBeDisabled();
    expect(await sandbox.requests(register)).toEqual([]);
  });
});
