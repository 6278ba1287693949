// What a person does in the console, in words.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Sandbox } from './sandbox.ts';

export class Console {
  constructor(
    readonly page: Page,
    readonly site: string,
    readonly sandbox: Sandbox,
  ) {}

  get server(): Locator {
    return this.page.getByLabel('Server address');
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get rows(): Locator {
    return this.page.locator('tbody tr');
  }

  async open(route = ''): Promise<void> {
    await this.page.goto(`${this.site}${route ? `#${route}` : ''}`);
  }

  /** Opens the console and signs in with the secret. */
  async signIn(route = '', options: { keepSecret?: boolean } = {}): Promise<void> {
    await this.open(route);
    await this.signInHere(options);
  }

  /** Signs in on the page that is open. */
  async signInHere(options: { keepSecret?: boolean; secret?: string; admin?: string } = {}): Promise<void> {
    await this.server.fill(this.sandbox.url);
    await this.page.getByLabel('Admin user ID').fill(options.admin ?? this.sandbox.admin);
    await expect(this.page.getByText(/^OpenIM .* ms$/)).toBeVisible();
    await this.page.getByLabel('Secret', { exact: true }).fill(options.secret ?? this.sandbox.secret);
    if (options.keepSecret) await this.page.getByText("Keep the secret in this tab's memory").click();
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (!options.secret && !options.admin) await expect(this.page.getByRole('navigation', { name: 'Main', exact: true })).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account:/ }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.title).toHaveText('Sign in to OpenIM');
  }

  row(userID: string): Locator {
    return this.rows.filter({ hasText: userID });
  }
}
