// What is done to many users of the list: logged out, another receive option, a notice.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import type { Console } from '../support/console.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { tooWide } from '../support/wide.ts';

const logout = '/auth/force_logout';
const receive = '/user/set_global_msg_recv_opt';
const send = '/msg/batch_send_msg';

const bar = (page: Page) => page.getByRole('region', { name: 'Bulk actions' });
const boxes = (page: Page) => page.locator('tbody [data-pick]');
const action = (page: Page, name: string) => bar(page).getByRole('button', { name });
const panel = (page: Page) => page.getByRole('dialog').first();
const question = (page: Page) => page.getByRole('alertdialog');
const idsOf = (page: Page) => boxes(page).evaluateAll((all) => all.map((box) => box.getAttribute('data-pick') ?? ''));
const bodies = async (sandbox: Sandbox, path: string) => (await sandbox.requests(path)).map((request) => JSON.parse(request.body));

async function start(console: Console, route = ''): Promise<void> {
  await console.signIn(route);
  await expect(console.page.getByRole('checkbox', { name: 'Select all on this page' })).toBeEnabled();
}

/** Selects the first of the page. */
async function pick(page: Page, number: number): Promise<string[]> {
  const ids = await idsOf(page);
  await boxes(page).first().click();
  if (number > 1) await boxes(page).nth(number - 1).click({ modifiers: ['Shift'] });
  return ids.slice(0, number);
}

async function pickAll(page: Page): Promise<void> {
  await boxes(page).first().click();
  await bar(page).getByRole('button', { name: /^Select all/ }).click();
}

/** Fills in the form for a receive option, up to the question. */
async function askReceive(page: Page, option: RegExp): Promise<void> {
  await action(page, 'Receive option').click();
  await page.getByRole('radio', { name: option }).check();
  await panel(page).getByRole('button', { name: /^Change [\d,]+ users? …$/ }).click();
  await expect(question(page)).toBeVisible();
}

const confirm = (page: Page, name: string) => question(page).getByRole('button', { name, exact: true }).click();

/** How many notices of this account each of the users has got. */
async function received(sandbox: Sandbox, account: string, ids: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const userID of ids) {
    const { data } = await sandbox.call('/msg/newest_seq', { userID });
    const seqs = Object.entries((data.maxSeqs ?? {}) as Record<string, number>);
    counts.push(seqs.filter(([id]) => id.startsWith('sn_') && id.includes(account)).reduce((sum, [, seq]) => sum + Number(seq), 0));
  }
  return counts;
}

async function withAccount(sandbox: Sandbox): Promise<string> {
  const account = 'sysnews';
  await sandbox.done('/user/add_notification_account', { userID: account, nickName: 'System news', faceURL: 'https://example.invalid/n.png', appMangerLevel: 3 });
  return account;
}

async function askNotice(page: Page, account: string): Promise<void> {
  await action(page, 'Send notice').click();
  await page.getByLabel('Notification account').selectOption(account);
  await page.getByLabel('Text', { exact: true }).fill('Maintenance\ntonight');
  await panel(page).getByRole('button', { name: /^Send to [\d,]+ users? …$/ }).click();
  await expect(question(page)).toContainText('Maintenance');
}

for (const version of ['v3.4', 'main'] as const) {
  test.describe(version, () => {
    test.use({ version });

    test('a selection is logged out on one platform, and stays online on the others', async ({ page, console, sandbox }) => {
      await start(console);
      const ids = await pick(page, 3);
      await sandbox.presence(ids[0]!, [1, 5]);
      await action(page, 'Log out').click();
      const begin = panel(page).getByRole('button', { name: 'Log out 3 users …' });
      await expect(begin).toBeDisabled();
      await page.getByRole('checkbox', { name: 'Web', exact: true }).check();
      await begin.click();
      await expect(question(page)).toContainText('Log out 3 users?');
      await expect(question(page)).toContainText(ids[2]!);
      await expect(question(page)).toContainText(version === 'main' ? 'have to sign in again' : 'tokens stay good');
      await confirm(page, 'Log out');
      await expect(panel(page)).toContainText('All 3 are done.');
      await expect(panel(page).locator('tbody tr')).toHaveCount(3);
      expect(await bodies(sandbox, logout)).toEqual(ids.map((userID) => ({ userID, platformID: 5 })));
      const { data } = await sandbox.call('/user/get_users_online_status', { userIDs: [ids[0]] });
      expect(data[0].detailPlatformStatus.map((row: any) => row.platformID ?? row.platform)).toHaveLength(1);
      expect(await axeFindings(page)).toEqual([]);
    });

    test('refused users are named with errCode and operationID, filtered, saved, and alone tried again', async ({ page, console, sandbox }) => {
      await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }));
      await start(console);
      const ids = await pick(page, 4);
      await askReceive(page, /\(2\)$/);
      await sandbox.faults({ paths: [receive], times: 1, errCode: 1001 });
      await confirm(page, 'Change');
      await expect(panel(page)).toContainText('3 done, 1 failed, 0 unclear.');
      const operation = (await sandbox.requests(receive))[0]!.headers.operationid!;
      await panel(page).getByRole('button', { name: /^Failed/ }).click();
      await expect(panel(page).locator('tbody tr')).toHaveCount(1);
      await expect(panel(page).locator('tbody tr')).toContainText(`errCode 1001 · ${operation}`);
      await expect(panel(page).getByRole('button', { name: 'Copy operationID' })).toBeVisible();
      const downloading = page.waitForEvent('download');
      await panel(page).getByRole('button', { name: 'CSV' }).click();
      const text = await readFile(await (await downloading).path(), 'utf8');
      const cell = /^\s|\s$|,|"/.test(ids[0] ?? '') ? `"${ids[0]}"` : ids[0];
      expect(text.slice(1).trim().split('\r\n')).toEqual(['userID,platformID,result,errCode,operationID', `${cell},,failed,1001,${operation}`]);
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole('button', { name: 'Retry 1 failed' }).click();
      await expect(panel(page)).toContainText('All 4 are done.');
      expect((await bodies(sandbox, receive)).map((body) => body.userID)).toEqual([...ids, ids[0]]);
      const { data } = await sandbox.call('/user/get_users_info', { userIDs: ids });
      expect(data.usersInfo.map((user: any) => user.globalRecvMsgOpt)).toEqual([2, 2, 2, 2]);
    });

    test('a session that ends in the middle stops it, and after signing in it goes on with the rest', async ({ page, console, sandbox }) => {
      await start(console);
      const ids = await pick(page, 5);
      await askReceive(page, /\(1\)$/);
      let calls = 0;
      await page.route(`**${receive}`, async (route) => {
        calls += 1;
        if (calls === 3) await sandbox.faults({ paths: [receive], errCode: 1501 });
        await route.continue();
      });
      await confirm(page, 'Change');
      await expect(console.submit).toBeVisible();
      await sandbox.faults();
      await console.signInHere();
      await expect(panel(page)).toContainText('The session ended in the middle.');
      await expect(panel(page)).toContainText('2 done');
      await panel(page).getByRole('button', { name: 'Go on' }).click();
      await expect(panel(page)).toContainText('All 5 are done.');
      expect((await bodies(sandbox, receive)).map((body) => body.userID)).toEqual([ids[0], ids[1], ids[2], ids[2], ids[3], ids[4]]);
      await panel(page).getByRole('button', { name: 'Close' }).last().click();
      await expect(panel(page)).toBeHidden();
    });
  });
}

test.describe('many', () => {
  test.use({ users: 160 });

  test('150 and more: the number is typed before the button works, and all of them are changed', async ({ page, console, sandbox }) => {
    await start(console);
    await pickAll(page);
    await askReceive(page, /\(1\)$/);
    const title = (await question(page).getByRole('heading').textContent())!;
    const number = /(\d+) users/.exec(title)![1]!;
    expect(Number(number)).toBeGreaterThanOrEqual(150);
    const change = question(page).getByRole('button', { name: 'Change', exact: true });
    await expect(change).toBeDisabled();
    const typed = question(page).getByLabel(`Type ${number} to confirm`);
    await typed.fill('15');
    await expect(change).toBeDisabled();
    expect(await axeFindings(page)).toEqual([]);
    await typed.fill(number);
    await change.click();
    await expect(panel(page)).toContainText(`All ${number} are done.`);
    const sent = (await bodies(sandbox, receive)).map((body) => body.userID);
    expect([sent.length, new Set(sent).size]).toEqual([Number(number), Number(number)]);
    await expect(panel(page).locator('tbody tr')).toHaveCount(100);
  });

  test('it is paused and goes on, asks before it is left, and is cancelled: the rest is not tried', async ({ page, console, sandbox }) => {
    await start(console);
    await pickAll(page);
    await askReceive(page, /\(2\)$/);
    await question(page).getByRole('textbox').fill(/(\d+) users/.exec((await question(page).textContent())!)![1]!);
    await sandbox.faults({ paths: [receive], delayMs: 60 });
    await confirm(page, 'Change');
    await panel(page).getByRole('button', { name: 'Pause' }).click();
    await expect(panel(page)).toContainText('Paused.');
    const before = (await sandbox.requests(receive)).length;
    await page.keyboard.press('Escape');
    await expect(question(page)).toContainText('Stop before it is finished?');
    await question(page).getByRole('button', { name: 'Keep going' }).click();
    expect((await sandbox.requests(receive)).length).toBe(before);
    await panel(page).getByRole('button', { name: 'Go on' }).click();
    await expect.poll(async () => (await sandbox.requests(receive)).length).toBeGreaterThan(before + 2);
    await panel(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(panel(page)).toContainText('Cancelled.');
    const after = (await sandbox.requests(receive)).length;
    expect(after).toBeLessThan(150);
    await panel(page).getByRole('button', { name: /^Not tried/ }).click();
    await expect(panel(page).locator('tbody tr').first()).toContainText('Not tried');
    expect((await sandbox.requests(receive)).length).toBe(after);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
  });
});

test.describe('notices', () => {
  test.use({ users: 75, expectedMessages: /ERR_FAILED/ });

  test('a notice may come from any of many accounts', async ({ page, console, sandbox }) => {
    const many = Array.from({ length: 205 }, (_, number) => `news${number}`);
    for (const userID of many) {
      await sandbox.done('/user/add_notification_account', { userID, nickName: userID, faceURL: 'https://example.invalid/n.png', appMangerLevel: 3 });
    }
    await start(console);
    await pick(page, 1);
    await action(page, 'Send notice').click();
    const values = page.getByLabel('Notification account').locator('option:not([value=""])');
    await expect.poll(async () => (await values.evaluateAll((all) => all.map((option) => option.getAttribute('value')))).sort()).toEqual([...many].sort());
  });

  test('a selection gets a notice once each', async ({ page, console, sandbox }) => {
    const account = await withAccount(sandbox);
    await start(console);
    const ids = await pick(page, 4);
    await askNotice(page, account);
    await confirm(page, 'Send');
    await expect(panel(page)).toContainText('All 4 are done.');
    expect(await received(sandbox, account, ids)).toEqual([1, 1, 1, 1]);
    expect((await bodies(sandbox, send)).map((body) => [body.sendID, body.content.text])).toEqual([[account, 'Maintenance\ntonight']]);
  });

  test('whose answer is lost is unclear: it has arrived once and is not sent again, the others get theirs', async ({ page, console, sandbox }) => {
    const account = await withAccount(sandbox);
    await start(console, '/users?size=100');
    const all = await pick(page, 60);
    for (const userID of all) await sandbox.done(receive, { userID, globalRecvMsgOpt: 0 });
    await askNotice(page, account);
    await page.route(`**${send}`, async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await confirm(page, 'Send');
    await expect(panel(page)).toContainText('10 done, 0 failed, 50 unclear.', { timeout: 20_000 });
    await expect(panel(page)).toContainText('It is not sent to them again.');
    await expect(panel(page).getByRole('button', { name: /^Retry/ })).toHaveCount(0);
    expect(await received(sandbox, account, all)).toEqual(all.map(() => 1));
    const sent = (await bodies(sandbox, send)).flatMap((body) => body.recvIDs);
    expect([sent.length, new Set(sent).size]).toEqual([60, 60]);
    await panel(page).getByRole('button', { name: /^Unclear/ }).click();
    await expect(panel(page).locator('tbody tr')).toHaveCount(50);
  });
});

for (const version of ['v3.7', 'main'] as const) {
  test.describe(`a session that ends before notices, ${version}`, () => {
    test.use({ version });

    test('leaves those unsent whom the server refused, and going on sends each of them one', async ({ page, console, sandbox }) => {
      const account = await withAccount(sandbox);
      await start(console);
      const ids = await pick(page, 3);
      await askNotice(page, account);
      await sandbox.faults({ paths: [send], errCode: 1501 });
      await confirm(page, 'Send');
      await expect(console.submit).toBeVisible();
      await sandbox.faults();
      expect(await received(sandbox, account, ids)).toEqual([0, 0, 0]);
      await console.signInHere();
      await expect(panel(page)).toContainText('0 done, 0 failed, 0 unclear.');
      await panel(page).getByRole('button', { name: 'Go on' }).click();
      await expect(panel(page)).toContainText('All 3 are done.');
      expect(await received(sandbox, account, ids)).toEqual([1, 1, 1]);
    });
  });
}

test.describe('on a server whose notification accounts may send nothing', () => {
  test.use({ version: 'v3.4' });

  test('the reason stands in the place of the form', async ({ page, console, sandbox }) => {
    await start(console);
    await pick(page, 2);
    await action(page, 'Send notice').click();
    await expect(panel(page)).toContainText('Notification accounts can send notices from 3.6 on');
    expect(await sandbox.requests(send)).toEqual([]);
  });
});

test.describe('protected users', () => {
  test.use({ config: { protectedUsers: ['svc_*'] } });

  test('are left out and named before it begins', async ({ page, console, sandbox }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }));
    await sandbox.register({ userID: 'svc_one', nickname: 'group-x 1' }, { userID: 'two', nickname: 'group-x 2' }, { userID: 'svc_three', nickname: 'group-x 3' });
    await start(console, '/users?q=group-x');
    await expect(boxes(page)).toHaveCount(3);
    await pick(page, 3);
    await action(page, 'Receive option').click();
    await expect(panel(page)).toContainText('2 protected users are left out');
    await expect(panel(page)).toContainText('svc_one');
    await expect(panel(page)).toContainText('svc_three');
    await page.getByRole('radio', { name: /\(1\)$/ }).check();
    await panel(page).getByRole('button', { name: 'Change 1 user …' }).click();
    await expect(question(page)).not.toContainText('svc_');
    await confirm(page, 'Change');
    await expect(panel(page)).toContainText('All 1 are done.');
    expect((await bodies(sandbox, receive)).map((body) => body.userID)).toEqual(['two']);
    const downloading = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'CSV' }).click();
    const rows = (await readFile(await (await downloading).path(), 'utf8')).slice(1).trim().split('\r\n').slice(1);
    expect(rows.sort()).toEqual(['svc_one,,protected,,', 'svc_three,,protected,,', 'two,,done,,']);
  });
});

test.describe('read-only', () => {
  test.use({ config: { readOnly: true } });

  test('nothing is offered, and the reason stands there', async ({ page, console, sandbox }) => {
    await start(console);
    await pick(page, 2);
    for (const name of ['Log out', 'Receive option', 'Send notice']) {
      await action(page, name).click();
      await expect(panel(page)).toContainText('This console only reads.');
      await expect(panel(page).getByRole('button')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(panel(page)).toBeHidden();
      await expect(action(page, name)).toBeFocused();
    }
    expect((await sandbox.requests()).filter((request) => [logout, receive, send].includes(request.path))).toEqual([]);
  });
});

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/act-${name}.png` });
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`${scheme}, ${width} px: axe finds nothing in form, question and result, and nothing sticks out`, async ({ page, console, sandbox }) => {
      const account = await withAccount(sandbox);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      await start(console);
      await pick(page, 3);
      await look(page, `bar-${scheme}-${width}`);
      expect(await tooWide(page)).toEqual([]);
      await action(page, 'Log out').click();
      await expect(page.getByRole('checkbox', { name: 'Web', exact: true })).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await look(page, `log-out-${scheme}-${width}`);
      await page.keyboard.press('Escape');
      await askNotice(page, account);
      expect(await axeFindings(page)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      await look(page, `question-${scheme}-${width}`);
      await sandbox.faults({ paths: [send], times: 1, errCode: 1001 });
      await confirm(page, 'Send');
      await expect(panel(page)).toContainText('0 done, 3 failed, 0 unclear.');
      expect(await axeFindings(page)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      await look(page, `result-${scheme}-${width}`);
    });
  }
}

test.describe('Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('form and result say it in Chinese', async ({ page, sandbox, site }) => {
    await page.goto(site);
    await page.locator('input[name=server]').fill(sandbox.url);
    await page.locator('.oic-msg--ok').first().waitFor();
    await page.getByLabel('管理员用户 ID').fill(sandbox.admin);
    await page.locator('input[type=password]').fill(sandbox.secret);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('checkbox', { name: '选择本页全部' })).toBeEnabled();
    await boxes(page).first().click();
    await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '接收选项' }).click();
    await page.getByRole('radio', { name: /\(1\)$/ }).check();
    await look(page, 'form-zh');
    await panel(page).getByRole('button', { name: '更改 1 个用户…' }).click();
    await confirm(page, '更改');
    await expect(panel(page)).toContainText('1 个均已完成。');
    expect(await axeFindings(page)).toEqual([]);
    await look(page, 'result-zh');
  });
});
