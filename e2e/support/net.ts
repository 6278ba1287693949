// Other servers that a console may meet: each on a port of its own, with a list of what arrived there.
import { createServer, request as forward, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** Without a slash at the end. */
  url: string;
  port: number;
  /** `METHOD /path` of each request. */
  arrived: string[];
  headers: IncomingHttpHeaders[];
  stop(): Promise<void>;
}

export async function listen(handler: RequestListener, port = 0): Promise<Listening> {
  const arrived: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${taken}`, port: taken, arrived, headers, stop };
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = await listen(() => {});
  await server.stop();
  return server.port;
}

/** Answers like a web site that any page may read. */
export function openPage(_request: IncomingMessage, response: ServerResponse): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' };
  response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end('<!doctype html><title>A web site</title>');
}

/** Answers like a web site that no other page may read. */
export function closedPage(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"errCode":0}');
}

/** Takes the request and never answers. */
export function silence(): void {}

/** A reverse proxy that offers another server below a path, such as `/api`. */
export function proxyTo(target: string, prefix: string): RequestListener {
  return (request, response) => {
    if (!request.url?.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    const { method, headers } = request;
    const passed = forward(target + request.url.slice(prefix.length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  };
}
