// What a person does in the console, in words.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Sandbox } from './sandbox.ts';

export class Console {
  constructor(
    readonly page: Page,
    readonly site: string,
    readonly sandbox: Sandbox,
    /** What is typed as the server's address. */
    readonly typed = sandbox.url,
  ) {}

  /** The same person in another tab of the same browser. */
  inTab(page: Page): Console {
    return new Console(page, this.site, this.sandbox, this.typed);
  }

  get server(): Locator {
    return this.page.getByLabel('Server address', { exact: true });
  }

  get admin(): Locator {
    return this.page.getByLabel('Admin user ID');
  }

  get secret(): Locator {
    return this.page.getByLabel('Secret', { exact: true });
  }

  /** Of the form that registers. */
  get userID(): Locator {
    return this.page.getByLabel(/^User ID/);
  }

  get submit(): Locator {
    return this.page.getByRole('button', { name: 'Sign in', exact: true });
  }

  /** What stands under the server's address once the server has answered as it should. */
  get ready(): Locator {
    return this.page.getByText(/^OpenIM .* ms$/);
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get navigation(): Locator {
    return this.page.getByRole('navigation', { name: 'Main', exact: true });
  }

  /** Opens the menu of whoever is signed in. */
  get account(): Locator {
    return this.page.getByRole('button', { name: /^Account:/ });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search by user ID or nickname' });
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog');
  }

  get rows(): Locator {
    return this.page.locator('tbody tr');
  }

  row(userID: string): Locator {
    return this.rows.filter({ hasText: userID });
  }

  /** Of the row with this ID: opens the user. */
  link(userID: string): Locator {
    return this.row(userID).getByRole('link').first();
  }

  address(route: string): string {
    return `${this.site}${route ? `#${route}` : ''}`;
  }

  async open(route = ''): Promise<void> {
    await this.page.goto(this.address(route));
  }

  /** Goes to another place in the console without loading it anew. */
  async go(route: string): Promise<void> {
    await this.page.evaluate((route) => (location.hash = route), route);
  }

  /** Opens the console and signs in with the secret. */
  async signIn(route = '', options: { keepSecret?: boolean } = {}): Promise<void> {
    await this.open(route);
    await this.signInHere(options);
  }

  /** Signs in on the page that is open, and is in. */
  async signInHere(options: { keepSecret?: boolean } = {}): Promise<void> {
    await this.fillIn();
    if (options.keepSecret) await this.page.getByText("Keep the secret in this tab's memory").click();
    await this.submit.click();
    await expect(this.account).toBeVisible();
  }

  /** Fills in the form with what is right, or with what is given. */
  async fillIn(given: { admin?: string; secret?: string } = {}): Promise<void> {
    await this.server.fill(this.typed);
    await this.server.press('Tab');
    await expect(this.ready).toBeVisible();
    await this.admin.fill(given.admin ?? this.sandbox.admin);
    await this.secret.fill(given.secret ?? this.sandbox.secret);
  }

  /** Opens the other half of the form, where a token is pasted. */
  async pasteToken(token: string): Promise<void> {
    await this.server.fill(this.typed);
    await this.server.press('Tab');
    await expect(this.ready).toBeVisible();
    await this.page.getByRole('tab', { name: 'Paste a token' }).click();
    await this.page.getByLabel('Token', { exact: true }).fill(token);
    await this.submit.click();
  }

  /** What somebody has typed and not sent is gone: it would stand there again. */
  async forgetDrafts(): Promise<void> {
    await this.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes(':drafts:')).forEach((key) => sessionStorage.removeItem(key)));
  }

  async signOut(): Promise<void> {
    await this.account.click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.title).toHaveText('Sign in to OpenIM');
  }

  /** Goes on with the Tab key until the focus is there. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 150; steps += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key does not reach ${target}`);
  }
}
