// Fetches the parts of the program when they are first needed. A module of its own, so that their names and integrity do not
// have to arrive before the first list. The lines below are made by the splitter: where a part is, its integrity, what it needs;
// or a part so small that it stands here.
const PARTS = {
  /* parts */
};

/** What the parts are drawn with; a host that has linked the whole stylesheet needs none. */
const STYLE = ['{{style}}', '{{style integrity}}'];
/** By another name: where bundlers see an address that is put together beside it, they take the whole folder for what may be meant. */
const HERE = import.meta.url;
let styled;

function style() {
  const [address, integrity] = STYLE;
  if (address.startsWith('{')) return undefined;
  styled ??= new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.integrity = integrity;
    link.href = new URL(`./${address}`, HERE);
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => {
      link.remove();
      styled = undefined;
      reject(new Error(`${link.href} could not be fetched`));
    });
    document.head.append(link);
  });
  return styled;
}

/** One promise for each part; a failed one is forgotten, so that it can be tried again. */
const instances = new Map();

/** Instantiates a part and what it needs, once. `shared` is what the main wasm shares with its parts. */
export function load(name, shared) {
  let instance = instances.get(name);
  if (!instance) {
    instance = instantiate(PARTS[name], shared);
    instances.set(name, instance);
    instance.catch(() => instances.delete(name));
  }
  return instance;
}

async function instantiate([source, integrity, needs], shared) {
  // All at once; but what is needed is there before what needs it.
  const [bytes] = await Promise.all([bytesOf(source, integrity), style(), ...needs.map((name) => load(name, shared))]);
  await WebAssembly.instantiate(bytes, shared);
}

/** What is answered with an error page must not be taken for wasm, and not every server knows the type of wasm. */
async function bytesOf(source, integrity) {
  if (typeof source === 'string') return decoded(source);
  // A bundler has put it here; many a page's policy lets nobody fetch that.
  if (source.protocol === 'data:') return decoded(source.href.split(',').pop());
  // Node's fetch reads no files.
  if (source.protocol === 'file:') return process.getBuiltinModule('fs').promises.readFile(source);
  const response = await fetch(source, { integrity, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  return response.arrayBuffer();
}

function decoded(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
