// What every test has: the built console on one origin, a sandbox on another, and a page that is watched. After each test
// the page must have broken no rule: no policy violation, no console error, no request to a stranger, no token where none belongs.
import { expect, test as base, type Page, type Request } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { Console } from './console.ts';
import { given, start } from './process.ts';
import { Sandbox, type Version } from './sandbox.ts';

export { expect };
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

interface Options {
  version: Version;
  users: number;
  /** config.json of the deployment. */
  config: object;
  /** Console messages that this test brings about on purpose. */
  expectedMessages: RegExp[];
  /** Origins that this test lets the page call, beside the console's and the sandbox's. */
  otherOrigins: string[];
}

interface Fixtures {
  sandbox: Sandbox;
  /** Address of the console, with a slash at the end. */
  site: string;
  watch: Watch;
  console: Console;
}

/** What a page did. */
export class Watch {
  messages: string[] = [];
  violations: string[] = [];
  requests: Request[] = [];

  async on(page: Page): Promise<void> {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.messages.push(message.text());
    });
    page.on('pageerror', (error) => this.messages.push(`page error: ${error.message}`));
    page.on('request', (request) => this.requests.push(request));
    await page.exposeFunction('reportViolation', (text: string) => this.violations.push(text));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const text = `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`;
        void (window as unknown as { reportViolation(text: string): void }).reportViolation(text);
      });
    });
  }

  strangers(own: string[]): string[] {
    const urls = this.requests.map((request) => new URL(request.url()));
    return urls.filter((url) => /^https?:$/.test(url.protocol) && !own.includes(url.origin)).map((url) => url.href);
  }
}

/** Serves the built console like a plain static host. */
export async function serve(options: { config?: object; base?: string; folder?: string } = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const args = ['serve', options.folder ?? dist, '--base', options.base ?? '/', '--config', JSON.stringify(options.config ?? {})];
  const { line, stop } = await start(given('XTASK'), args);
  return { url: line.replace('serving ', ''), stop };
}

export const test = base.extend<Options & Fixtures>({
  version: ['main', { option: true }],
  users: [45, { option: true }],
  config: [{}, { option: true }],
  expectedMessages: [[], { option: true }],
  otherOrigins: [[], { option: true }],

  sandbox: async ({ version, users }, use) => {
    const sandbox = await Sandbox.start(version, { users });
    await use(sandbox);
    await sandbox.stop();
  },

  site: async ({ config }, use) => {
    const site = await serve({ config });
    await use(site.url);
    await site.stop();
  },

  watch: async ({ page, site, sandbox, expectedMessages, otherOrigins }, use) => {
    const watch = new Watch();
    await watch.on(page);
    await use(watch);
    expect(watch.violations, 'violations of the content security policy').toEqual([]);
    // A failed or refused call is logged by the browser itself; the console shows it to the person.
    const unexpected = watch.messages.filter(
      (text) => !/^Failed to load resource/.test(text) && !expectedMessages.some((expected) => expected.test(text)),
    );
    expect(unexpected, 'messages in the browser console').toEqual([]);
    const own = [new URL(site).origin, new URL(sandbox.url).origin, ...otherOrigins];
    expect(watch.strangers(own), 'requests to strangers').toEqual([]);
    const urls = watch.requests.map((request) => request.url()).join('\n');
    expect(urls, 'a token or the secret in an address').not.toMatch(new RegExp(`eyJ|${sandbox.secret}`));
    expect(watch.messages.join('\n'), 'a token or the secret in the console').not.toMatch(new RegExp(`eyJ|${sandbox.secret}`));
  },

  console: async ({ page, site, sandbox, watch }, use) => {
    void watch;
    await use(new Console(page, site, sandbox));
  },
});
