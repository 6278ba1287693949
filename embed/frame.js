// The host's side of a console in a frame: `connect(iframe, options)`. The frame's address ends with `?embed=1`, and its `config.json` lists
// this page's origin in `embedOrigins`.

/** Talks with the console in `iframe`, now and after each time it is loaded anew. */
export function connect(iframe, { origin = new URL(iframe.src, location.href).origin, token, ...options } = {}) {
  const listeners = new Map();
  let port;
  let handed;

  const fetchToken = async (stale) => {
    if (typeof token === 'function') return token({ stale });
    if (stale && token === handed) return undefined;
    handed = token;
    return token;
  };

  const hear = async ({ data }, own) => {
    if (data?.type === 'token') {
      const answer = await fetchToken(data.stale === true).catch(() => undefined);
      own.postMessage({ type: 'token', id: data.id, token: answer });
    } else if (data?.type === 'event') {
      for (const listener of [...(listeners.get(data.name) ?? [])]) listener(data.detail);
    }
  };

  const greet = ({ source, origin: from, data }) => {
    if (source !== iframe.contentWindow || from !== origin || data?.openimConsole !== 1 || data.type !== 'hello') return;
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    const own = port;
    own.onmessage = (event) => hear(event, own);
    const init = { openimConsole: 1, type: 'init', options: { ...options, token: token != null } };
    iframe.contentWindow.postMessage(init, origin, [channel.port2]);
  };
  addEventListener('message', greet);

  return {
    /** Calls `listener` at each event of this name; gives a function that ends it. */
    on(name, listener) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(listener);
      return () => void listeners.get(name).delete(listener);
    },
    /** Changes language, theme or token; what is undefined stays. */
    update({ token: another, ...given }) {
      const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      Object.assign(options, changes);
      if (Object.keys(changes).length) port?.postMessage({ type: 'update', ...changes });
      if (another !== undefined) {
        token = another;
        port?.postMessage({ type: 'token' });
      }
    },
    /** Goes to a route, such as `/users?page=2`. */
    navigate(route) {
      port?.postMessage({ type: 'navigate', route: String(route) });
    },
    /** Says nothing more to the console, and hears nothing more of it. */
    close() {
      removeEventListener('message', greet);
      port?.close();
      port = undefined;
    },
  };
}
