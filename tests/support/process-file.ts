import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { buildSync as build } from 'esbuild'

// The compiler by which tsx reads our sources.
const { buildSync } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild') as {
  buildSync: typeof build
}
const folder = path.resolve('.cache/processes')
const options = {
  ...({ bundle: true, platform: 'node', format: 'esm', packages: 'external', jsx: 'automatic' } as const),
  ...({ keepNames: true, write: false } as const),
  // Node by itself finds nothing by half a file name, as tsx and Next do.
  alias: { 'next/headers': 'next/headers.js' },
}
const written = new Map<string, string>()

/**
 * An entry with all of the house it needs in one file, for tests that start processes again and again: a process that reads a
 * thousand sources one by one computes for three seconds before it does anything, one that reads this file for less than one.
 */
export function processFile(entry: string): string {
  const known = written.get(entry)
  if (known) return known
  const { outputFiles } = buildSync({ ...options, entryPoints: [entry] })
  const file = path.join(folder, `${entry.replaceAll(/\W/g, '-')}.mjs`)
  mkdirSync(folder, { recursive: true })
  // Another run may be starting one at this moment: it finds the old file or the new one, whole.
  writeFileSync(`${file}.${process.pid}`, outputFiles[0]?.contents ?? '')
  renameSync(`${file}.${process.pid}`, file)
  written.set(entry, file)
  return file
}
