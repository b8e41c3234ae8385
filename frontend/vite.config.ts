import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const shop = process.env.SOUK_ADDRESS ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The content policy allows only files of our own: nothing may be inlined as a data: script or style.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      "/api": { target: shop, changeOrigin: false },
      "/images/p": { target: shop },
      "/socket.io": { target: shop, ws: true },
    },
  },
  test: {
    environment: "happy-dom",
    testTimeout: 20_000,
    setupFiles: ["./src/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
