import { type Hub, hub as ours } from '@/lib/platform/live/hub'
import { missedSince } from '@/lib/platform/live/missed'
import type { Topic } from '@/lib/platform/live/topics'
import { log } from '@/lib/platform/log'

export type Listening = {
  readonly sid: string
  readonly tenantId: string
  readonly memberId: string
  /** Whether this member may hear of the topic; asked each time, for what is in nobody's scope is no news. */
  hears(topic: Topic): Promise<boolean>
  /** The last event heard, of a line that broke. */
  readonly after: string | undefined
  readonly signal: AbortSignal
}

const encoder = new TextEncoder()

/** One open line as an answer: server-sent events without content, a beat every 15 seconds, ended by either side. */
export function eventStream(listening: Listening, hub: Hub = ours()): Response | undefined {
  const { sid, tenantId, memberId, after, signal } = listening
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const write = (text: string) => {
    try {
      controller?.enqueue(encoder.encode(text))
    } catch {
      // Closed between two words.
      controller = undefined
    }
  }
  const finish = () => {
    leave?.()
    try {
      controller?.close()
    } catch {
      // The reader was faster.
    }
    controller = undefined
  }
  const tell = (topic: Topic, id: string) => {
    listening
      .hears(topic)
      .then((may) => may && write(`${id ? `id: ${id}\n` : ''}event: ${topic}\ndata: {}\n\n`))
      .catch((e: unknown) => log.warn({ err: e, topic }, 'news could not be told'))
  }
  const leave = hub.join({ sid, tenantId, memberId, tell, beat: () => write(': beat\n\n'), end: finish })
  if (!leave) return undefined
  signal.addEventListener('abort', finish, { once: true })
  const body = new ReadableStream<Uint8Array>({
    async start(made) {
      controller = made
      write('retry: 3000\n: open\n\n')
      if (after === undefined) return
      const missed = await missedSince(tenantId, after, new Date()).catch(() => [])
      for (const topic of missed) tell(topic, '')
    },
    cancel: finish,
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Neither kept nor packed on the way: what is buffered is not live.
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}
