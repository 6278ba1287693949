// Programs that the tests start: each is ready when it has printed its first line, and ends with the test.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Started {
  line: string;
  stop(): Promise<void>;
}

/** An environment variable that `cargo xtask test` sets. */
export function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the tests by \`cargo xtask test e2e\``);
  return value;
}

export async function start(program: string, args: string[]): Promise<Started> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  return { line, stop: () => stop(child) };
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** Waits until a web server of ours answers there. */
export async function answers(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + 10_000;
  while (Date.now() < end && server.exitCode === null) {
    const found = await fetch(url).catch(() => undefined);
    if (found?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${server.spawnfile} does not serve ${url}`);
}
