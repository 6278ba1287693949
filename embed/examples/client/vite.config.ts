import { defineConfig } from 'vite';
import { portal } from '../backend/vite.js';

export default defineConfig({
  // At any path.
  base: './',
  // Its JavaScript stays beside its wasm while developing, too.
  optimizeDeps: { exclude: ['openim-console'] },
  plugins: [portal()],
});
