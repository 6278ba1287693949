// The console as a program of its own: what Chromium asks of a page before it offers to install it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, serve, test as base } from '../support/fixtures.ts';

const test = base.extend({
  site: async ({}, use) => {
    const site = await serve({ base: '/a/b/' });
    await use(site.url);
    await site.stop();
  },
});

test('Chromium finds nothing that keeps it from being installed, below any path', async ({ page, console, site }) => {
  await console.open();
  await expect(console.title).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const { url, errors, manifest } = await session.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${site}manifest.webmanifest`, []]);
  expect(manifest).toMatchObject({ startUrl: `${site}index.html`, scope: site });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The tests run in windows that keep nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('where it starts, the console is, and it goes no further than its own folder', async ({ page, console, request, site }) => {
  const manifest = (await (await request.get(`${site}manifest.webmanifest`)).json()) as { start_url: string; scope: string; icons: { src: string }[] };
  await page.goto(new URL(manifest.start_url, `${site}manifest.webmanifest`).href);
  await expect(console.title).toHaveText('Sign in to OpenIM');
  for (const { src } of manifest.icons) expect((await request.get(new URL(src, `${site}manifest.webmanifest`).href)).ok(), src).toBe(true);
});

test('the icon is the mark, and its pictures are drawn from it', async ({ page, console, site }) => {
  const source = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
  const [icon, sprite, start] = [await source('static/icon.svg'), await source('static/icons.svg'), await source('index.html')];
  const mark = /id="oic-i-mark"[^>]*>(.*?)<\/symbol>/.exec(sprite)?.[1] ?? 'no mark';
  expect(icon).toContain(mark);
  const inPage = decodeURIComponent(/href="data:image\/svg\+xml,([^"]+)"/.exec(start)?.[1] ?? '').replaceAll("'", '"');
  for (const [, path] of mark.matchAll(/ d="([^"]+)"/g)) expect(inPage).toContain(path);

  await console.open();
  for (const size of [192, 512]) {
    const difference = await page.evaluate(
      async ([site, size]) => {
        const pixels = async (name: string) => {
          const picture = new Image();
          picture.src = `${site}${name}`;
          await picture.decode();
          const canvas = new OffscreenCanvas(size, size);
          const context = canvas.getContext('2d');
          context?.drawImage(picture, 0, 0, size, size);
          return { width: picture.naturalWidth, data: context?.getImageData(0, 0, size, size).data ?? [] };
        };
        const [drawn, source] = [await pixels(`icon-${size}.png`), await pixels('icon.svg')];
        let sum = 0;
        for (let index = 0; index < drawn.data.length; index += 1) sum += Math.abs((drawn.data[index] ?? 0) - (source.data[index] ?? 0));
        return { width: drawn.width, sum: sum / drawn.data.length };
      },
      [site, size] as const,
    );
    expect(difference.width).toBe(size);
    expect(difference.sum).toBeLessThan(1);
  }
});
