// Bulk import from the moment rows are sent: refusals, pauses, lost answers, a closed page, and what came of each row.
import { expect, test } from '../support/fixtures.ts';
import { Import, accountCheck, csvOf, existing, losesAnswerAfter, newcomers, register, registered, saved, withoutPicker } from '../support/import.ts';

/** How often each ID was in a registration that the server has carried out is told by the server alone: it refuses the second. */
const once = (users: { userID: string }[]) => users.map((user) => user.userID);

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('10 of 1,000 that are taken meanwhile are told, all others are registered', async ({ page, console, sandbox }) => {
      await withoutPicker(page);
      const it = new Import(page, console);
      await it.open();
      const users = newcomers(1_000);
      await it.check('campus.csv', csvOf(users));
      const taken = users.filter((_, number) => number % 100 === 50);
      await sandbox.register(...taken);
      await it.start();
      await it.finished();
      await expect(it.sum('Registered')).toHaveText('990');
      await expect(it.sum('Already there')).toHaveText('10');
      await it.filter(/^Skipped/).click();
      await expect(console.rows).toHaveCount(10);
      await expect(console.row('new_150')).toContainText('Registered before');
      expect((await existing(sandbox, once(users))).length).toBe(1_000);
      const { name, text } = await saved(page, () => it.button('Only what was skipped (10 rows)').click());
      expect(name).toBe('campus-skipped.csv');
      const lines = text.trim().split(/\r?\n/);
      expect(lines[0]).toBe('userID,nickname,outcome,errCode,operationID');
      expect(lines[1]).toBe('new_50,Newcomer 50,already_registered,,');
      expect(lines).toHaveLength(11);
    });
  });
}

test('a row that the server refuses is found, told with its code and operation, and tried again', async ({ page, console, sandbox }) => {
  await withoutPicker(page);
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(3);
  await it.check('campus.csv', csvOf(users));
  await sandbox.faults({ paths: [register], errCode: 1001 });
  await it.start();
  await it.finished();
  await expect(it.sum('Refused')).toHaveText('3');
  await expect(console.row('new_1')).toContainText('errCode 1001');
  const id = await console.row('new_1').locator('[data-copy]').getAttribute('data-copy');
  const used = (await sandbox.requests(register)).map((request) => request.headers.operationid);
  expect(used).toContain(id);
  const failed = await saved(page, () => it.button('Only what failed (3 rows)').click());
  expect(failed.text).toContain(`new_1,Newcomer 1,refused,1001,${id}`);

  await sandbox.faults();
  await it.button('Retry 3 rows').click();
  await it.finished();
  await expect(it.sum('Registered')).toHaveText('3');
  await expect(it.button(/^Retry/)).toHaveCount(0);

  // What was written is read again, without the outcomes.
  await it.button('New import').click();
  await it.choose(failed.name, failed.text);
  await expect(page.getByLabel('What outcome is taken for')).toHaveValue('');
  await it.button('Check 3 rows').click();
  await it.checked();
  await expect(it.sum('already registered')).toHaveText('3');
});

test('of a lost answer each user is asked about: presumed registered, told so in the file, and sent once', async ({ page, console, sandbox }) => {
  await withoutPicker(page);
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(1_020);
  await it.check('campus.csv', csvOf(users));
  // The first thousand are registered, and half an answer comes back.
  await sandbox.faults({ paths: [register], times: 1, fault: 'lost' });
  await it.start();
  await it.finished();
  await expect(it.sum('Presumed registered')).toHaveText('1,000');
  await expect(it.sum(/^Registered/)).toHaveText('20');
  await expect(page.locator('.oic-sum > div')).toHaveCount(2);
  await expect(page.getByText('1,000 users are presumed registered')).toBeVisible();
  expect(await existing(sandbox, once(users))).toEqual(once(users));
  const [lost, rest, ...more] = await registered(sandbox);
  expect([lost?.[0], lost?.at(-1), rest, more]).toEqual(['new_0', expect.any(String), once(users.slice(1_000)), []]);
  const { text } = await saved(page, () => it.button('All outcomes (1,020 rows)').click());
  const outcomes = text.trim().split(/\r?\n/).slice(1).map((line) => line.split(',')[2]);
  expect(outcomes).toEqual(users.map((_, number) => (number < 1_000 ? 'presumed_registered' : 'registered')));
});

test('an answer that is lost with the call is sent again, once it is known that nobody is there', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(20);
  await it.check('campus.csv', csvOf(users));
  await sandbox.faults({ paths: [register], times: 1, fault: 'cut' });
  await it.start();
  await it.finished();
  await expect(it.sum('Registered')).toHaveText('20');
  expect(await registered(sandbox)).toEqual([once(users), once(users)]);
});

test('it pauses after the request, goes on, and ends where it is told to', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(3_000);
  await it.check('campus.csv', csvOf(users));
  await it.startHeld();
  await it.button('Pause').click();
  await expect(page.getByText('Stops after this request')).toBeVisible();
  await sandbox.faults();
  await expect(page.getByText('Paused.')).toBeVisible();
  expect(await registered(sandbox)).toHaveLength(1);
  await sandbox.faults({ paths: [register], fault: 'hang' });
  await it.button('Go on').click();
  await expect.poll(() => registered(sandbox)).toHaveLength(2);
  await it.button('Stop after this block').click();
  await sandbox.faults();
  await it.finished();
  await expect(it.sum('Registered')).toHaveText('2,000');
  await expect(it.sum('Not tried')).toHaveText('1,000');
  expect(await existing(sandbox, once(users))).toHaveLength(2_000);
});

test('a page that is closed in the middle costs nothing: every user is registered exactly once', async ({ page, context, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(3_000);
  await it.check('campus.csv', csvOf(users));
  const { lost } = await losesAnswerAfter(sandbox, 1);
  await it.start();
  await lost();
  await page.close({ runBeforeUnload: false });
  await sandbox.faults();

  const next = await context.newPage();
  const again = new Import(next, console.inTab(next));
  await again.open();
  await expect(next.getByText('An import was not finished')).toBeVisible();
  await expect(next.getByText(/campus\.csv, 3,000 rows/)).toBeVisible();
  await again.button('Go on').click();
  await again.finished();
  expect(await existing(sandbox, once(users))).toHaveLength(3_000);
  await expect(again.sum(/^Registered/)).toHaveText('2,000');
  await expect(again.sum('Presumed registered')).toHaveText('1,000');
  expect(await registered(sandbox)).toHaveLength(3);
  await expect(next.getByText('The import is done')).toBeVisible();

  await again.button('New import').click();
  await expect(again.button('Choose file')).toBeVisible();
  await expect(next.getByText('An import was not finished')).toBeHidden();
});

test('an unfinished import can be forgotten', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('campus.csv', csvOf(newcomers(10)));
  await it.pauseAfterFirst();
  await page.reload();
  await expect(page.getByText('An import was not finished')).toBeVisible();
  await it.button('Forget it').click();
  await expect(page.getByText('An import was not finished')).toBeHidden();
  await page.reload();
  await expect(it.button('Choose file')).toBeVisible();
  await expect(page.getByText('An import was not finished')).toBeHidden();
});

test('a session that ends stops it, and it goes on after signing in again', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  const users = newcomers(2_000);
  await it.check('campus.csv', csvOf(users));
  await sandbox.faults({ paths: [register], times: 1 }, { paths: [register], errCode: 1501 });
  await it.start();
  await expect(console.submit).toBeVisible();
  await sandbox.faults();
  await console.signInHere();
  await it.button('Go on').click();
  await it.finished();
  expect(await existing(sandbox, once(users))).toHaveLength(2_000);
});

test('leaving a running import is asked about', async ({ page, console, sandbox }) => {
  const it = new Import(page, console);
  await it.open();
  await it.check('campus.csv', csvOf(newcomers(10)));
  await it.startHeld();
  await console.navigation.getByRole('link', { name: 'Users' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Leave the running import?');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(console.title).toHaveText('Bulk import');
  await console.navigation.getByRole('link', { name: 'Users' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(console.title).toHaveText('Users');
  await sandbox.faults();
  await console.go('/import');
  await expect(page.getByText('An import was not finished')).toBeVisible();
});

test.describe('protected users', () => {
  test.use({ config: { protectedUsers: ['svc_*'] } });

  test('whom this console must not touch is not sent, and told', async ({ page, console, sandbox }) => {
    const it = new Import(page, console);
    await it.open();
    await it.check('campus.csv', 'userID,nickname\nnew_1,Nia\nsvc_1,Sam\nnew_2,Ned\n');
    await it.start();
    await it.finished();
    await expect(it.sum('Registered')).toHaveText('2');
    await expect(it.sum('Protected')).toHaveText('1');
    await expect(console.row('svc_1')).toContainText('This console does not touch this user');
    expect(await registered(sandbox)).toEqual([['new_1', 'new_2']]);
  });
});

test.describe('without the secret', () => {
  test.use({ version: 'v3.4' });

  test('an old server wants the secret, and it is asked for', async ({ page, console, sandbox }) => {
    const it = new Import(page, console);
    await it.open({ keepSecret: false });
    await it.check('campus.csv', csvOf(newcomers(2)));
    await expect(it.button('Register 2 users')).toBeDisabled();
    await page.getByLabel('Secret', { exact: true }).fill(sandbox.secret);
    await it.start();
    await it.finished();
    await expect(it.sum('Registered')).toHaveText('2');
  });
});

test('a server that limits calls is waited for', async ({ page, console, sandbox }) => {
  test.slow();
  const it = new Import(page, console);
  await it.open();
  await it.check('campus.csv', csvOf(newcomers(5)));
  await sandbox.faults({ paths: [register, accountCheck], times: 2, fault: '500' });
  await it.start();
  await expect(page.getByText('The server needs a moment.')).toBeVisible();
  await it.finished();
  await expect(it.sum('Registered')).toHaveText('5');
});
