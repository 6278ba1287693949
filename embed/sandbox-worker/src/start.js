// The end of the worker's script, behind what wasm-bindgen makes: fetches the sandbox and lets it serve.
// The names in braces are put in when the release is built. An error page does not have the integrity, so its status need not be asked.
async function start() {
  const response = await fetch(new URL('./{{wasm}}', self.location.href), { integrity: '{{integrity}}', credentials: 'same-origin' });
  await wasm_bindgen({ module_or_path: await response.arrayBuffer() });
  wasm_bindgen.serve();
}

start().catch((error) => postMessage(JSON.stringify({ failed: String(error) })));
