import { extendEnv } from '@/lib/platform/env'

// Test files of one process share its modules, which are costly to load. What one file put into the environment must not reach
// the next: each begins with the variables the process began with.
const shared = globalThis as { [key: symbol]: NodeJS.ProcessEnv | undefined }
const key = Symbol.for('caravan.tests.environment')
const first = shared[key] ?? { ...process.env }
shared[key] = first
for (const name of Object.keys(process.env)) if (!(name in first)) delete process.env[name]
extendEnv(first as Record<string, string>)
