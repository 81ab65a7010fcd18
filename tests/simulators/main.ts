import { Command } from 'commander'
import { simulated, startSimulators } from '@/tests/simulators/server'

const whole = (text: string) => {
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${text} is no whole number`)
  return Number(text)
}

const { port, seed } = new Command('simulators')
  .description('marketplaces as HTTP servers on loopback, for demos, rehearsals and tests')
  .option('--port <port>', 'TCP port', whole, 4100)
  .option('--seed <seed>', 'of their misbehaviour', whole, 1)
  .parse()
  .opts<{ port: number; seed: number }>()

try {
  const simulators = await startSimulators({ port, seed })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void simulators.close().then(() => process.exit(0)))
  for (const [channel, { credentials }] of Object.entries(simulated))
    process.stdout.write(`${channel}: ${simulators.url}/${channel} ${JSON.stringify(credentials)}\n`)
  process.stdout.write(`Simulators are ready: ${simulators.url}\n`)
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(taken ? `Port ${port} is taken.` : error)
  process.exit(1)
}
