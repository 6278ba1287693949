// What does not fit into the page.
import type { Page } from '@playwright/test';

/** The elements that stick out of the page; what a table's box scrolls or an ellipsis ends may be as wide as it likes. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? [`the page: ${document.documentElement.scrollWidth} of ${width}`] : [];
    const scrolls = (element: Element) => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        if (box.matches('.oic-tablebox, .oic-tabs, pre') && /auto|scroll/.test(overflowX)) return true;
        if (textOverflow === 'ellipsis') return true;
      }
      return false;
    };
    for (const element of document.querySelectorAll('.oic *')) {
      const { right, left, width: own } = element.getBoundingClientRect();
      if (own > 0 && (right > width + 1 || left < -1) && !scrolls(element) && !element.closest('.oic-vh, .oic-skiplink')) found.push(`${element.tagName} ${element.className}`);
    }
    return found;
  });
}
