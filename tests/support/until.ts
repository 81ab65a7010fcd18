import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until the answer is as wished; the last answer is what the test then complains about. */
export async function until<T>(ask: () => Promise<T>, wished: (answer: T) => boolean, patienceMs = 15_000): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await sleep(50)) {
    const answer = await ask()
    if (wished(answer) || Date.now() > end) return answer
  }
}
