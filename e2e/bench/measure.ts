// What is measured of a page that shows a table of users, whoever made it: until the first row, the next page, drawing, memory.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';

/** A page to measure: its address, and what has to be in session storage so that it is signed in. */
export interface Subject {
  name: string;
  url: string;
  session: Record<string, string>;
}

export interface FirstRow {
  /** From the start of the navigation until the first row is painted. */
  millis: number;
  /** Calls that had begun by then; neither preflights nor pictures. */
  requests: number;
  /** Of these, as they came over the wire, headers included. */
  bytes: number;
}

declare global {
  interface Window {
    firstRow?: number;
  }
}

/** A browser without a cache, with the subject signed in. */
export async function open(browser: Browser, subject: Subject): Promise<{ context: BrowserContext; page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US', reducedMotion: 'reduce' });
  await context.addInitScript((session) => {
    for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, value);
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => (window.firstRow ??= performance.now())));
    const look = () => {
      if (!document.querySelector('tbody tr a')) return;
      observer.disconnect();
      painted();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  }, subject.session);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  return { context, page, cdp };
}

export async function firstRow(browser: Browser, subject: Subject, throttling: number): Promise<FirstRow> {
  const { context, page, cdp } = await open(browser, subject);
  await cdp.send('Network.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttling });
  const began = new Map<string, number>();
  const bytes = new Map<string, number>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type, wallTime }) => {
    const counts = request.method !== 'OPTIONS' && type !== 'Image' && !request.url.endsWith('/favicon.ico');
    if (request.url.startsWith('http') && counts) began.set(requestId, wallTime * 1000);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.goto(subject.url);
  await page.waitForFunction(() => window.firstRow !== undefined);
  const [at, origin] = await page.evaluate(() => [window.firstRow ?? 0, performance.timeOrigin] as const);
  const counted = [...began].filter(([id, time]) => time < origin + at && bytes.has(id)).map(([id]) => bytes.get(id) ?? 0);
  await context.close();
  return { millis: at, requests: counted.length, bytes: counted.reduce((sum, size) => sum + size, 0) };
}

/** Presses "next page", until the other rows are painted; the middle of several. */
export async function nextPage(browser: Browser, subject: Subject, flips: number): Promise<number> {
  const { context, page } = await open(browser, subject);
  await page.goto(subject.url);
  await page.waitForFunction(() => window.firstRow !== undefined);
  const times = await flip(page, flips);
  await context.close();
  return median(times);
}

export interface Drawing {
  /** From the end of the answer until the rows are painted. */
  millis: number;
  /** What of it were scripts (wasm among them), finding styles, and layout. */
  script: number;
  style: number;
  layout: number;
}

/** Asks for a page of `rows` rows, in place of 20. */
export async function draw(browser: Browser, subject: Subject, rows: number): Promise<Drawing> {
  const { context, page, cdp } = await open(browser, subject);
  await cdp.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') };
  };
  await page.goto(subject.url);
  await page.waitForFunction(() => window.firstRow !== undefined);
  const before = await spent();
  const millis = await page.evaluate(async (rows) => {
    performance.clearResourceTimings();
    location.hash = `#/users?size=${rows}`;
    const painted = new Promise<number>((resolve) => {
      const look = () => {
        if (document.querySelectorAll('tbody tr a').length < rows) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
    });
    const at = await painted;
    const answer = performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/user/get_users')).at(-1);
    if (!answer) throw new Error('no call of get_users was seen');
    return at - (answer as PerformanceResourceTiming).responseEnd;
  }, rows);
  const after = await spent();
  await context.close();
  return { millis, script: after.script - before.script, style: after.style - before.style, layout: after.layout - before.layout };
}

export interface Memory {
  after5: number;
  after200: number;
}

/** What the page's process holds for itself, in bytes; none where the system does not tell. */
export async function memory(browser: Browser, subject: Subject): Promise<Memory | undefined> {
  const { context, page, cdp } = await open(browser, subject);
  await page.goto(subject.url);
  await page.waitForFunction(() => window.firstRow !== undefined);
  const system = await browser.newBrowserCDPSession();
  const held = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    const busiest = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)[0];
    if (!busiest) return undefined;
    try {
      const rollup = readFileSync(`/proc/${busiest.id}/smaps_rollup`, 'utf8');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
      return field('Private_Dirty') + field('Private_Clean');
    } catch {
      return undefined;
    }
  };
  await flip(page, 5);
  const after5 = await held();
  await flip(page, 195);
  const after200 = await held();
  await context.close();
  return after5 === undefined || after200 === undefined ? undefined : { after5, after200 };
}

async function flip(page: Page, flips: number): Promise<number[]> {
  return page.evaluate(async (flips) => {
    const times: number[] = [];
    for (let done = 0; done < flips; done += 1) {
      const first = () => document.querySelector('tbody tr a')?.getAttribute('href') ?? '';
      const before = first();
      const started = performance.now();
      const changed = new Promise<number>((resolve) => {
        const look = () => {
          const now = first();
          if (!now || now.split('?')[0] === before.split('?')[0]) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
      });
      document.querySelector<HTMLButtonElement>('button[aria-label="Next page"]')?.click();
      times.push((await changed) - started);
    }
    return times;
  }, flips);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = sorted.length % 2 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
