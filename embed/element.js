// `<openim-console server="…" theme="…">`: the console in a shadow root of its own. Importing this file defines the element.
import init, { mount } from './index.js';

/** Attribute → option, and how its text is read. */
const ATTRIBUTES = {
  server: ['server', String],
  'admin-user-id': ['adminUserID', String],
  language: ['language', String],
  theme: ['theme', String],
  route: ['route', String],
  chrome: ['chrome', (text) => text !== 'false'],
  'read-only': ['readOnly', (text) => text !== 'false'],
  areas: ['areas', (text) => text.split(/[\s,]+/).filter(Boolean)],
  storage: ['storage', String],
  routing: ['routing', String],
  nonce: ['nonce', String],
};

/** These change a console that is there; another attribute makes it anew. */
const CHANGEABLE = ['language', 'theme'];

const EVENTS = ['ready', 'navigated', 'signed-in', 'session-ended', 'error', 'crashed', 'user-registered', 'users-imported', 'operation'];

export class OpenIMConsoleElement extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #console;
  #token;
  #variables;
  #mounting = 0;

  /** A token, or a function that fetches one. No attribute: those stand in the page for everybody to read. */
  get token() {
    return this.#token;
  }

  set token(token) {
    const known = this.#token !== undefined;
    this.#token = token;
    if (known) this.#console?.update({ token });
    else this.#again();
  }

  /** Custom properties of the console, such as `{ '--oic-accent': 'teal' }`. */
  get variables() {
    return this.#variables;
  }

  set variables(variables) {
    this.#variables = variables;
    this.#console?.update({ variables: variables ?? {} });
  }

  /** The console within; none before it has been mounted. */
  get console() {
    return this.#console;
  }

  /** Goes to a route. */
  navigate(route) {
    this.#console?.navigate(route);
  }

  connectedCallback() {
    this.#again();
  }

  disconnectedCallback() {
    this.#mounting += 1;
    this.#console?.destroy();
    this.#console = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#console) return;
    const [option, read] = ATTRIBUTES[name];
    if (name === 'route') {
      if (now !== null) this.#console.navigate(now);
    } else if (CHANGEABLE.includes(name) && now !== null) {
      this.#console.update({ [option]: read(now) });
    } else {
      this.#again();
    }
  }

  /** Later, so that attributes and properties that are set one after another mount it once. */
  async #again() {
    this.#mounting += 1;
    const mounting = this.#mounting;
    try {
      await init();
      if (mounting === this.#mounting && this.isConnected) this.#mount();
    } catch (error) {
      console.error(error);
      this.#tell('error', { message: error.message });
    }
  }

  #mount() {
    this.#console?.destroy();
    this.#console = undefined;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const options = {};
    for (const [name, [option, read]] of Object.entries(ATTRIBUTES)) {
      const text = this.getAttribute(name);
      if (text !== null) options[option] = read(text);
    }
    // The browser hides the attribute from scripts; the property has it.
    if (this.nonce) options.nonce = this.nonce;
    if (this.#token !== undefined) options.token = this.#token;
    if (this.#variables) options.variables = this.#variables;
    const place = document.createElement('div');
    place.style.blockSize = '100%';
    root.replaceChildren(place);
    this.#console = mount(place, options);
    for (const name of EVENTS) {
      this.#console.on(name, (detail) => this.#tell(name, detail));
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`openim-${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('openim-console')) customElements.define('openim-console', OpenIMConsoleElement);
