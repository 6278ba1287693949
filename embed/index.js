// The console as a guest in a page: `await init()`, then `mount(element, options)`. What it shows comes from the wasm beside this file.
import start, { Place, onCrash, showCrash } from './console/openim-console.js';

let started;
let ready = false;
/** The consoles of this page: when the program stops, it stops for all of them. */
const consoles = new Set();
/** Elements that the program has drawn into, with nothing in them: it never lets go of one, so they are used again. */
const idle = [];

/** Loads the program, once. `input`: where it is, or the bytes or the response of it; without, beside this file. */
export default function init(input) {
  started ??= load(input).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function load(input) {
  await start(input === undefined ? undefined : { module_or_path: await input });
  onCrash((place) => {
    for (const console of consoles) console.crash(place);
  });
  ready = true;
}

/** Puts a console into `element`, in place of what it holds. */
export function mount(element, options = {}) {
  if (!ready) throw new Error('openim-console: await init() before mount()');
  if (!(element instanceof Element)) throw new TypeError('openim-console: mount() needs an element');
  return new Console(element, options);
}

/** The import's worker, and behind the # its wasm: a bundler may call both otherwise. */
function importWorker() {
  const wasm = new URL('./console/import-worker.wasm', import.meta.url);
  return `${new URL('./console/import-worker.js', import.meta.url)}#${encodeURIComponent(wasm)}`;
}

function emptyPlace() {
  const inner = document.createElement('div');
  inner.style.display = 'block';
  inner.style.blockSize = '100%';
  return { inner, place: new Place(inner, importWorker()) };
}

const EVENTS = ['ready', 'navigated', 'signed-in', 'session-ended', 'error', 'crashed', 'user-registered', 'users-imported', 'operation'];

class Console {
  #element;
  #inner;
  #listeners = new Map(EVENTS.map((name) => [name, new Set()]));
  #place;
  #dropStyle = () => {};
  #variables = {};
  #token;
  #handed;

  constructor(element, { stylesheet = true, nonce, token, variables = {}, ...options }) {
    this.#element = element;
    this.#token = token;
    if (token != null && !['string', 'function'].includes(typeof token)) {
      throw new TypeError('openim-console: token is neither a text nor a function');
    }
    if (token != null) options.token = (stale) => this.#giveToken(stale);
    checkVariables(variables);
    const { inner, place } = idle.pop() ?? emptyPlace();
    this.#inner = inner;
    try {
      place.mount(options, (name, detail) => this.#hear(name, detail));
    } catch (error) {
      idle.push({ inner, place });
      throw error;
    }
    this.#place = place;
    this.#setVariables(variables);
    if (stylesheet !== false) {
      // Not to be seen before it looks as it should.
      inner.style.visibility = 'hidden';
      const [loaded, drop] = addStyle(element.getRootNode(), stylesheet, nonce);
      this.#dropStyle = drop;
      loaded.finally(() => inner.style.removeProperty('visibility'));
    }
    element.replaceChildren(inner);
    consoles.add(this);
  }

  /** Changes language, theme, variables or token. */
  update({ token, variables, ...options } = {}) {
    if (!this.#place) return;
    if (variables !== undefined) {
      checkVariables(variables);
      this.#setVariables(variables);
    }
    if (token !== undefined) {
      this.#token = token;
      options.token = true;
    }
    this.#place.update(options);
  }

  /** Goes to a route, such as `/users?page=2`. */
  navigate(route) {
    this.#place?.navigate(String(route));
  }

  /** Calls `listener` at each event of this name; gives a function that ends it. */
  on(name, listener) {
    const listeners = this.#listeners.get(name);
    if (!listeners) throw new Error(`openim-console: there is no event ${name}; there are ${EVENTS.join(', ')}`);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Takes the console away and leaves its element empty. */
  destroy() {
    if (!this.#place) return;
    const place = this.#place;
    this.#place = undefined;
    consoles.delete(this);
    for (const listeners of this.#listeners.values()) listeners.clear();
    place.clear();
    this.#inner.remove();
    this.#dropStyle();
    idle.push({ inner: this.#inner, place });
  }

  /** The program has stopped, and no console of the page can be used any more. For `init` alone. */
  crash(place) {
    consoles.delete(this);
    this.#place = undefined;
    showCrash(this.#inner, place);
    this.#emit('crashed', { place });
  }

  /** A token of the host; none where it has no other than the one that is of no use any more. */
  #giveToken(stale) {
    const token = this.#token;
    if (typeof token === 'function') return token({ stale });
    if (stale && token === this.#handed) return undefined;
    this.#handed = token;
    return token;
  }

  /** They go to the root element, which is there once the console has drawn itself: nothing that it inherits is asked for. */
  #setVariables(variables) {
    const style = this.#inner.querySelector('.oic')?.style;
    for (const name of Object.keys(this.#variables)) style?.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) style?.setProperty(name, value);
    this.#variables = variables;
  }

  #hear(name, detail) {
    if (name === 'ready') this.#setVariables(this.#variables);
    this.#emit(name, detail);
  }

  /** Later, so that a listener may do with the console what it likes, and what it throws is its own. */
  #emit(name, detail) {
    for (const listener of this.#listeners.get(name) ?? []) {
      queueMicrotask(() => {
        if (this.#listeners.get(name).has(listener)) listener(detail);
      });
    }
  }
}

function checkVariables(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (!name.startsWith('--') || typeof value !== 'string') {
      throw new TypeError(`openim-console: variables: ${name} is no custom property with a text`);
    }
  }
}

/** Stylesheets by the document or shadow root they are in, with the number of consoles that need them. */
const styles = new WeakMap();

function addStyle(root, given, nonce) {
  const place = root instanceof ShadowRoot ? root : document.head;
  let style = styles.get(place);
  if (!style) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = typeof given === 'string' || given instanceof URL ? String(given) : new URL('./console.css', import.meta.url).href;
    if (nonce) link.nonce = nonce;
    const loaded = new Promise((resolve) => {
      link.addEventListener('load', resolve, { once: true });
      link.addEventListener(
        'error',
        () => {
          console.error(`openim-console: ${link.href} could not be loaded; the console has no styles`);
          resolve();
        },
        { once: true },
      );
    });
    style = { link, loaded, count: 0 };
    styles.set(place, style);
    place.append(link);
  }
  style.count += 1;
  const drop = () => {
    style.count -= 1;
    if (style.count === 0) {
      style.link.remove();
      styles.delete(place);
    }
  };
  return [style.loaded, drop];
}
