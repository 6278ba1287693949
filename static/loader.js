// Starts the console: shows how much of it has arrived, and says in words what keeps it from starting.
// The names in braces are put in when the release is built. No part of the app: this must run where the app cannot.

const WASM_BYTES = '{{bytes}}';
const chinese = /^zh/i.test(navigator.language);
const words = chinese
  ? {
      loading: '正在加载控制台…',
      failed: '控制台未能启动',
      network: '有文件未能加载。请检查网络后重新加载页面。',
      blocked: '此浏览器禁用了 WebAssembly，控制台无法运行。请在浏览器设置中允许本站点使用，或换用其他浏览器。',
      old: '此浏览器版本过旧。控制台需要 Chrome 或 Edge 123、Firefox 121、Safari 17.5 或更新版本。',
      again: '重新加载',
    }
  : {
      loading: 'Loading the console…',
      failed: 'The console could not start',
      network: 'A file of it could not be loaded. Check the network, then load the page again.',
      blocked: 'This browser does not allow WebAssembly, which the console is made of. Allow it for this site in the settings of the browser, or use another browser.',
      old: 'This browser is too old. The console needs Chrome or Edge 123, Firefox 121, Safari 17.5, or newer.',
      again: 'Load again',
    };

const text = document.querySelector('[data-boot-text]');
const bar = document.querySelector('[data-boot-progress]');
const host = document.getElementById('openim-console');
if (chinese && host) host.lang = 'zh-CN';
if (text) text.textContent = words.loading;

function say(why) {
  const title = document.createElement('h1');
  title.textContent = words.failed;
  const reason = document.createElement('p');
  reason.textContent = why;
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = words.again;
  again.addEventListener('click', () => location.reload());
  const box = document.createElement('div');
  box.className = 'boot boot--failed';
  box.setAttribute('role', 'alert');
  box.append(title, reason, again);
  host.replaceChildren(box);
}

/** The same answer, with the bar following it, and of the right type whatever the server says. */
function counted(response) {
  if (!response.body || !bar) return response;
  let arrived = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      arrived += chunk.byteLength;
      bar.value = Math.min(1, arrived / WASM_BYTES);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': 'application/wasm' } });
}

/** Can the smallest module be compiled? A policy may forbid it; and a file that arrived damaged is no ban. */
function allowsWasm() {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** What the deployment wants. No file, or one that does not come, is no problem: every setting has a default. */
async function config() {
  try {
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch('./config.json', { cache: 'no-store', credentials: 'same-origin', signal });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}

async function start() {
  if (typeof WebAssembly !== 'object') return say(words.blocked);
  if (!CSS.supports('color', 'light-dark(#fff, #000)')) return say(words.old);
  try {
    const [module, response, settings] = await Promise.all([
      import('./{{module}}'),
      // Without `integrity`: it would hold the answer back until all of it has arrived, and the bar would stand still.
      fetch(new URL('./{{wasm}}', import.meta.url), { credentials: 'same-origin' }),
      config(),
    ]);
    if (!response.ok) return say(words.network);
    // The program finds it there.
    host.dataset.config = settings;
    await module.default({ module_or_path: counted(response) });
  } catch (error) {
    console.error(error);
    say(allowsWasm() ? words.network : words.blocked);
  }
}

start();
