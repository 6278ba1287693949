// What a browser with an empty cache loads until the first list is there.
import { expect, test } from '../support/fixtures.ts';

const budget = 200 * 1024;

test('the first list takes no more than 200 KB over the wire', async ({ page, console, site }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const names = new Map<string, string>();
  const sizes = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = names.get(requestId) ?? '';
    if (url.startsWith(site)) sizes.set(url, (sizes.get(url) ?? 0) + encodedDataLength);
  });

  await console.signIn();
  await expect(console.rows).toHaveCount(20);
  await page.evaluate(() => document.fonts.ready);

  const rows = [...sizes].map(([url, bytes]) => [url.slice(site.length) || 'index.html', bytes] as const).sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0);
  const line = (name: string, bytes: number) => `${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`;
  process.stdout.write(`\n${rows.map(([name, bytes]) => line(name, bytes)).join('\n')}\n${line(`in all; ${budget / 1024} KB are allowed`, total)}\n`);
  expect(rows.some(([name]) => name.endsWith('.wasm')), 'the wasm was measured').toBe(true);
  expect(rows.some(([name]) => name === 'index.html'), 'the page was measured').toBe(true);
  expect(total).toBeLessThanOrEqual(budget);
});
