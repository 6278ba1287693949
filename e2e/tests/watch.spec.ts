// The watch of every test is itself watched: each defect that it is there for is planted once, and must be found.
import { axeFindings } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { listen, openPage } from '../support/net.ts';
import { placesWith, Watch } from '../support/watch.ts';

// The pages of these tests are watched by a second watch, so that the planted defects do not fail the test itself.
const own = test.extend<{ second: Watch; findings: () => string[] }>({
  watch: async ({}, use) => use(new Watch()),
  second: async ({ context, site, sandbox }, use) => {
    const watch = new Watch(new URL(site).origin, sandbox.url);
    await watch.on(context);
    await use(watch);
  },
  findings: async ({ second, sandbox }, use) => {
    await use(() => second.findings({ secrets: [sandbox.secret] }));
  },
});

own('a page that breaks no rule gives no finding', async ({ console, findings }) => {
  await console.signIn();
  await expect(console.rows.first()).toBeVisible();
  expect(findings()).toEqual([]);
  expect(await axeFindings(console.page)).toEqual([]);
});

own('an inline script is reported as a violation of the policy', async ({ console, findings }) => {
  await console.open();
  await expect(console.title).toBeVisible();
  await console.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
  });
  await expect.poll(findings).toContainEqual(expect.stringMatching(/^violation of the content security policy: script-src/));
  expect(await console.page.evaluate(() => 'ran' in window)).toBe(false);
});

own('an error that nobody caught is reported', async ({ console, findings }) => {
  await console.open();
  await expect(console.title).toBeVisible();
  await console.page.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  await expect.poll(findings).toContainEqual('error in the console: uncaught: planted');
});

own('a request to another origin is reported', async ({ console, findings }) => {
  const stranger = await listen(openPage);
  await console.open();
  await expect(console.title).toBeVisible();
  await console.page.evaluate((url) => fetch(url), `${stranger.url}/pixel`);
  await expect.poll(findings).toContainEqual(`request to a stranger: ${stranger.url}/pixel`);
  await stranger.stop();
});

own('a token in an address or in the console is reported', async ({ console, sandbox, findings }) => {
  const token = await sandbox.token();
  await console.open();
  await expect(console.title).toBeVisible();
  await console.page.evaluate((token) => fetch(`config.json?token=${token}`), token);
  await console.page.evaluate((secret) => window.console.log(`signing in with ${secret}`), sandbox.secret);
  await expect.poll(findings).toContainEqual(expect.stringMatching(/^secret in an address: .*config.json\?token=eyJ/));
  await expect.poll(findings).toContainEqual(`secret in the console: signing in with ${sandbox.secret}`);
});

own('a token is found in every place of the browser that could keep it', async ({ console, second }) => {
  const { page } = console;
  await console.open();
  await expect(console.title).toBeVisible();
  expect(await placesWith(page, ['planted-token'], second)).toEqual([]);
  await page.evaluate(async (text) => {
    sessionStorage.setItem('a', text);
    localStorage.setItem(text, 'b');
    document.cookie = `c=${text}`;
    history.replaceState(text, '', '');
    history.pushState(null, '', `#/users?q=${text}`);
    history.pushState(text, '', '#/users');
    window.name = text;
    document.body.append(text);
    window.console.log(text);
    await new Promise((resolve) => {
      const request = indexedDB.open('d');
      request.onupgradeneeded = () => request.result.createObjectStore('e', { autoIncrement: true });
      request.onsuccess = () => {
        const adding = request.result.transaction('e', 'readwrite');
        adding.objectStore('e').add({ text });
        adding.oncomplete = resolve;
      };
    });
  }, 'planted-token');
  const places = ['console', 'cookies', 'history', 'history state', 'indexedDB', 'localStorage', 'page', 'sessionStorage', 'window.name'];
  expect((await placesWith(page, ['planted-token'], second)).sort()).toEqual(places);
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/planted-token/);
  expect(await placesWith(page, ['planted-token'])).toContain('address');
});

own('axe reports a picture without words and grey text on grey', async ({ console }) => {
  await console.open();
  await expect(console.title).toBeVisible();
  await console.page.evaluate(() => {
    const picture = document.createElement('img');
    picture.src = 'favicon.svg';
    const text = document.createElement('p');
    text.textContent = 'Hard to read';
    text.style.color = '#aaa';
    text.style.background = '#bbb';
    document.querySelector('main')?.append(picture, text);
  });
  const findings = await axeFindings(console.page);
  expect(findings).toContainEqual(expect.stringMatching(/^image-alt: /));
  expect(findings).toContainEqual(expect.stringMatching(/^color-contrast: main > p/));
});
