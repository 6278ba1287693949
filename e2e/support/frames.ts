// Whether a page answers: the longest time between two of its frames.
import type { Page } from '@playwright/test';

/** In milliseconds, until `act` is done. */
export async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const watch = { longest: 0, last: performance.now(), on: true };
    const look = (now: number) => {
      watch.longest = Math.max(watch.longest, now - watch.last);
      watch.last = now;
      if (watch.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { frames: watch });
  });
  await act();
  return page.evaluate(() => {
    const watch = (window as unknown as { frames: { longest: number; on: boolean } }).frames;
    watch.on = false;
    return watch.longest;
  });
}
