// The end-to-end tests. `cargo xtask test e2e` builds what they need, says by environment variables where it is, and starts them.
import { defineConfig } from '@playwright/test';
import { browserArguments } from './support/browser.ts';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM, args: browserArguments },
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'journeys', testIgnore: ['size.spec.ts', 'screenshots.spec.ts'] },
    { name: 'size', testMatch: 'size.spec.ts' },
    { name: 'bench', testDir: 'bench' },
    { name: 'screenshots', testMatch: 'screenshots.spec.ts' },
  ],
});
