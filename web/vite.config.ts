import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const gateway =
  process.env['services__gateway__http__0'] ?? process.env['GATEWAY_HTTP'] ?? 'http://127.0.0.1:3000';

/**
 * Used only when the page is opened on Vite's own port: the gateway never sends these paths here.
 * The server compares a write's Origin with its own address, so our own origin is translated, and no other.
 */
const toGateway: ProxyOptions = {
  target: gateway,
  changeOrigin: true,
  ws: true,
  configure: (proxy) => {
    const translate = (
      outgoing: { setHeader(name: string, value: string): void },
      headers: NodeJS.Dict<string | string[]>,
    ) => {
      if (headers['origin'] === `http://${String(headers['host'])}`) outgoing.setHeader('origin', gateway);
    };
    proxy.on('proxyReq', (outgoing, incoming) => translate(outgoing, incoming.headers));
    proxy.on('proxyReqWs', (outgoing, incoming) => translate(outgoing, incoming.headers));
  },
};

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Grafana's dashboard files, which the Operations page draws too. */
const dashboards = here('../observability/grafana/dashboards');

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@dashboards': dashboards, '@': here('./src') } },
  server: {
    host: '127.0.0.1',
    port: Number(process.env['PORT'] ?? 5173),
    strictPort: true,
    fs: { allow: [here('.'), dashboards] },
    // Names other than localhost and plain addresses, when the page is opened under one.
    allowedHosts: process.env['WEB_ALLOWED_HOSTS']?.split(',') ?? [],
    // No hmr.clientPort: the client then asks on the page's own address, which is the gateway's.
    proxy: {
      '/api': toGateway,
      '/ws': toGateway,
      '/dashboard': toGateway,
      '/health': toGateway,
      '/otlp': toGateway,
    },
  },
  build: { target: 'es2022', sourcemap: true },
  test: {
    environment: 'jsdom',
    testTimeout: 30_000,
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
