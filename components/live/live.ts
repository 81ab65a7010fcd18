'use client'

/** What something can have happened to. The house says that there is news, never what: who wants to know asks, within their rights. */
export const TOPICS = ['orders', 'bulk', 'notices'] as const
export type Topic = (typeof TOPICS)[number]

type Listener = (data: unknown) => void

const listeners = new Map<Topic, Set<Listener>>()
let source: EventSource | null = null
let lastId = ''
let hiddenSince = 0
let retry: ReturnType<typeof setTimeout> | undefined
let failures = 0
let opening: ReturnType<typeof setTimeout> | undefined

/** A tab nobody looks at keeps no line open: browsers have six per host for all tabs together. */
const hiddenMs = 30_000

/** A page that stands may take its time: what was asked for first is answered first. */
const laterMs = 3000

/** Calls back when the topic has news; answers how to stop. The one line of the page is opened by the first who asks. */
export function onLive(topic: Topic, tell: Listener): () => void {
  const set = listeners.get(topic) ?? new Set()
  set.add(tell)
  listeners.set(topic, set)
  opening ??= setTimeout(open, laterMs)
  return () => {
    set.delete(tell)
    if ([...listeners.values()].every((one) => one.size === 0)) close()
  }
}

function open() {
  if (![...listeners.values()].some((one) => one.size > 0)) return
  if (source || typeof EventSource === 'undefined') return
  clearTimeout(retry)
  // The browser sends the last id by itself only when it reconnects, not when we do.
  const line = new EventSource(lastId ? `/api/v1/events?after=${encodeURIComponent(lastId)}` : '/api/v1/events')
  source = line
  line.onopen = () => {
    failures = 0
  }
  line.onerror = () => {
    // Refused or ended by the server: closed for good unless we come again, each time later, in the end once a minute.
    if (line.readyState !== EventSource.CLOSED) return
    close()
    failures += 1
    retry = setTimeout(open, Math.min(60_000, 1000 * 2 ** failures) * (0.5 + Math.random()))
  }
  for (const topic of TOPICS)
    line.addEventListener(topic, (event) => {
      if (event.lastEventId) lastId = event.lastEventId
      let data: unknown = null
      try {
        data = JSON.parse(event.data)
      } catch {
        // News without words is news all the same.
      }
      for (const tell of listeners.get(topic) ?? []) tell(data)
    })
  document.addEventListener('visibilitychange', onVisibility)
}

function close() {
  source?.close()
  source = null
  clearTimeout(opening)
  opening = undefined
}

function onVisibility() {
  if (document.hidden) {
    hiddenSince = Date.now()
    setTimeout(() => {
      if (document.hidden && Date.now() - hiddenSince >= hiddenMs) close()
    }, hiddenMs + 100)
  } else if (!source && [...listeners.values()].some((one) => one.size > 0)) {
    failures = 0
    open()
  }
}
