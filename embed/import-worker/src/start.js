// The end of the worker's script, behind what wasm-bindgen makes: fetches the wasm and lets it serve. A host that has put the wasm
// elsewhere says where behind a # in the script's address.
// The names in braces are put in when the release is built. An error page does not have the integrity, so its status need not be asked.
async function start() {
  const { hash, href } = self.location;
  const response = await fetch(new URL(decodeURIComponent(hash.slice(1)) || './{{wasm}}', href), { integrity: '{{integrity}}', credentials: 'same-origin' });
  await wasm_bindgen({ module_or_path: await response.arrayBuffer() });
  wasm_bindgen.serve();
}

start().catch((error) => postMessage(JSON.stringify({ failed: String(error) })));
