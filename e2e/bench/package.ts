// What is measured of the npm package: what each way in weighs, how fast a console comes in a page that has the program already, and what
// one more of them takes.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { listen, type Listening } from '../support/net.ts';
import { given } from '../support/process.ts';
import { firstRow, median, open, type FirstRow, type Subject } from './measure.ts';

/** Ways into the package that show a list, each on a page of its own. */
export const ways = ['module', 'element', 'client'] as const;
export type Way = (typeof ways)[number];

export interface PackageFigures {
  first: Record<Way, FirstRow>;
  /** Of the helper for a frame, in bytes, compressed: it shows nothing by itself. */
  frameHelper: number;
  /** From `mount` until the first list is painted, where the program has been started. */
  warmMount: number;
  /** In bytes, with one console and with `instances` of them. */
  wasm: [number, number];
  heap: [number, number];
}

/** So many consoles in one page. */
export const instances = 10;
const warmMounts = 20;
const listed = 20;

/** Before each: who is signed in, and how to wait for a list in `root`. */
const preamble = `
const { server, token } = JSON.parse(sessionStorage.getItem('bench'));
const options = { server, token, language: 'en' };
function drawn(root, count = 1) {
  return new Promise((resolve) => {
    const look = () => {
      if (root.querySelectorAll('tbody tr a').length < count) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    look();
  });
}`;

/** One for each way, and one that others do with as they like. */
const scripts: Record<Way | 'warm', string> = {
  module: `import init, { mount } from './package/index.js'; ${preamble} await init(); mount(document.getElementById('place'), options);`,
  element: `import './package/element.js'; ${preamble}
    const element = document.createElement('openim-console');
    for (const name of ['server', 'language']) element.setAttribute(name, options[name]);
    element.token = token;
    const ready = new Promise((resolve) => element.addEventListener('openim-ready', resolve, { once: true }));
    document.getElementById('place').append(element);
    await ready;
    window.firstRow ??= await drawn(element.shadowRoot);`,
  client: `import init, { OpenIM } from './package/client/client.js'; ${preamble} await init();
    const { items } = await new OpenIM({ server, token, version: 'main' }).users.list({ size: ${listed} });
    const table = document.createElement('table');
    const body = table.createTBody();
    for (const { userID, nickname } of items) {
      const row = body.insertRow();
      const link = document.createElement('a');
      link.textContent = userID;
      row.insertCell().append(link);
      row.insertCell().append(nickname);
    }
    document.getElementById('place').append(table);`,
  warm: `import init, { mount } from './package/index.js'; import start from './package/console/openim-console.js'; ${preamble}
    await init();
    const memory = Object.values(await start()).find((value) => value instanceof WebAssembly.Memory);
    window.bench = { mount, options, drawn, memory };`,
};

/** A portal that serves the package, compressed. */
function portal(): Promise<Listening> {
  const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };
  const compressed = new Map<string, Buffer>();
  return listen(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.slice(1);
    const script = scripts[path as Way];
    if (script) {
      const html = `<!doctype html><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,"><div id="place" style="height:800px"></div><script type="module">${script}</script>`;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
      return;
    }
    try {
      const bytes = compressed.get(path) ?? gzipSync(await readFile(join(given('PACKAGE'), path.replace(/^package\//, ''))), { level: 9 });
      compressed.set(path, bytes);
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain', 'Content-Encoding': 'gzip' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
}

interface Bench {
  mount(element: Element, options: object): { destroy(): void };
  options: object;
  drawn(root: Element, count?: number): Promise<number>;
  memory: WebAssembly.Memory;
}
declare global {
  interface Window {
    bench: Bench;
  }
}

/** All of it. `session`: who is signed in. */
export async function measurePackage(browser: Browser, session: { server: string; token: string }, runs: number): Promise<PackageFigures> {
  const host = await portal();
  const subject = (page: string): Subject => ({ name: page, url: `${host.url}/${page}`, session: { bench: JSON.stringify(session) } });
  const first = {} as Record<Way, FirstRow>;
  for (const way of ways) {
    const taken: FirstRow[] = [];
    for (let run = 0; run < runs; run += 1) taken.push(await firstRow(browser, subject(way), 1));
    first[way] = { ...(taken.at(-1) as FirstRow), millis: median(taken.map(({ millis }) => millis)) };
  }
  const frameHelper = gzipSync(await readFile(join(given('PACKAGE'), 'frame.js')), { level: 9 }).length;

  const { context, page, cdp } = await open(browser, subject('warm'));
  await page.goto(subject('warm').url);
  await page.waitForFunction(() => window.bench !== undefined);
  const warmMount = median(await mountAgain(page, warmMounts));
  const held = async (): Promise<[number, number]> => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return [await page.evaluate(() => window.bench.memory.buffer.byteLength), usedSize];
  };
  await page.reload();
  await page.waitForFunction(() => window.bench !== undefined);
  await mountMore(page, 1);
  const one = await held();
  await mountMore(page, instances - 1);
  const many = await held();
  await context.close();
  await host.stop();
  return { first, frameHelper, warmMount, wasm: [one[0], many[0]], heap: [one[1], many[1]] };
}

/** Mounts and destroys, one after another; how long each took until its list was painted. */
function mountAgain(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (times) => {
    const { mount, options, drawn } = window.bench;
    const place = document.getElementById('place') as Element;
    const millis: number[] = [];
    for (let done = 0; done < times; done += 1) {
      const started = performance.now();
      const handle = mount(place, options);
      millis.push((await drawn(place)) - started);
      handle.destroy();
    }
    return millis;
  }, times);
}

/** So many more, all of which stay. */
function mountMore(page: Page, count: number): Promise<void> {
  return page.evaluate(
    async ([count, listed]) => {
      const { mount, options, drawn } = window.bench;
      for (let done = 0; done < count; done += 1) {
        const place = document.createElement('div');
        place.style.height = '800px';
        document.body.append(place);
        mount(place, options);
        await drawn(place, listed);
      }
    },
    [count, listed] as const,
  );
}
