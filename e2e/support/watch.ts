// What the pages of a browser context did, and which rules of the house that broke.
import type { BrowserContext, Page, Request } from '@playwright/test';

/** Host of the one picture of the sandbox's users that is not on the sandbox itself. */
const picturesElsewhere = 'http://pictures.invalid';

export class Watch {
  /** All that was written to the browser's console. */
  said: string[] = [];
  /** Errors and warnings among it, and uncaught errors. */
  errors: string[] = [];
  violations: string[] = [];
  requests: Request[] = [];
  /** Origins that the pages may call. */
  readonly known: string[];

  constructor(...known: string[]) {
    this.known = [...known, picturesElsewhere];
  }

  private context: BrowserContext | undefined;

  async on(context: BrowserContext): Promise<void> {
    this.context = context;
    context.on('console', (message) => {
      this.said.push(message.text());
      if (message.type() === 'error' || message.type() === 'warning') this.errors.push(message.text());
    });
    context.on('weberror', (error) => {
      this.said.push(error.error().message);
      this.errors.push(`uncaught: ${error.error().message}`);
    });
    context.on('request', (request) => this.requests.push(request));
    await context.exposeFunction('reportViolation', (text: string) => this.violations.push(text));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const text = `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`;
        void (window as unknown as { reportViolation(text: string): void }).reportViolation(text);
      });
    });
  }

  /** What the pages have reported so far has arrived here. */
  async settled(): Promise<void> {
    // A page that is being left reports nothing any more.
    const pages = this.context?.pages() ?? [];
    await Promise.all(pages.map((page) => page.evaluate(() => undefined).catch(() => undefined)));
  }

  /** The rules that were broken, a line each. */
  findings(rules: { secrets: string[]; expected?: RegExp | undefined }): string[] {
    // A failed or refused call is logged by the browser itself; the console shows it to the person.
    const isExpected = (text: string) => /^Failed to load resource/.test(text) || rules.expected?.test(text);
    const urls = this.requests.map((request) => new URL(request.url())).filter((url) => /^(https?|wss?):$/.test(url.protocol));
    const strangers = urls.filter((url) => !this.known.includes(url.origin));
    const isSecret = (text: string) => /\beyJ[\w-]+\./.test(text) || rules.secrets.some((secret) => text.includes(secret));
    return [
      ...this.violations.map((text) => `violation of the content security policy: ${text}`),
      ...this.errors.filter((text) => !isExpected(text)).map((text) => `error in the console: ${text}`),
      ...strangers.map((url) => `request to a stranger: ${url.href}`),
      ...urls.filter((url) => isSecret(decodeURIComponent(url.href))).map((url) => `secret in an address: ${url.href}`),
      ...this.said.filter(isSecret).map((text) => `secret in the console: ${text}`),
    ];
  }
}

/** The places of the browser, beyond the running program, that hold one of the texts. */
export async function placesWith(page: Page, texts: string[], watch?: Watch): Promise<string[]> {
  const places = await page.evaluate(async () => {
    const tried = (read: () => string) => {
      try {
        return read();
      } catch {
        return '';
      }
    };
    const all = (storage: Storage) => JSON.stringify(Object.entries(storage));
    const databases: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of opened.objectStoreNames) {
        const values = await new Promise((resolve, reject) => {
          const request = opened.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        databases.push(values);
      }
      opened.close();
    }
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')].map((field) => field.value);
    return {
      sessionStorage: tried(() => all(sessionStorage)),
      localStorage: tried(() => all(localStorage)),
      cookies: tried(() => document.cookie),
      address: location.href + document.referrer,
      'history state': JSON.stringify(history.state ?? null),
      'window.name': window.name,
      page: document.documentElement.outerHTML + document.title + fields.join('\n'),
      indexedDB: JSON.stringify(databases),
    } as Record<string, string>;
  });
  places.cookies += JSON.stringify(await page.context().cookies());
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  places.history = entries.map((entry) => `${entry.url} ${entry.userTypedURL} ${entry.title}`).join('\n');
  places.console = watch?.said.join('\n') ?? '';
  places.requests = watch?.requests.map((request) => request.url()).join('\n') ?? '';
  const found = Object.entries(places).filter(([, content]) => texts.some((text) => content.includes(text) || content.includes(encodeURIComponent(text))));
  return found.map(([place]) => place);
}
