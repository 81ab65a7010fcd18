'use client'

import { CircleAlert, CircleCheck, CloudOff, LogOut, Send, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import type { ScanJob } from '@/components/scan/jobs'
import { Outbox, type Scan, type ScanOutcome, type State } from '@/components/scan/outbox'
import { signal } from '@/components/scan/signal'
import { Turns } from '@/components/scan/turns'
import { useIdle } from '@/components/scan/use-idle'
import { useVerdictText } from '@/components/scan/use-verdict-text'
import { Wedge } from '@/components/scan/wedge'
import { cn } from '@/components/ui/cn'
import type { ScanAnswer } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type Verdict = { good: boolean; text: string; at: number }

type Scans = {
  verdict: Verdict | null
  /** Says something that the page itself found out. */
  say(good: boolean, text: string): void
  /**
   * Sends a scan and answers when the house has; undefined where the house refused it altogether. `at`: when it was scanned, where
   * that is not the turn at hand.
   */
  send(operation: string, input: Record<string, unknown>, at?: string): Promise<ScanAnswer | undefined>
  count: number
  /** Who stands here. */
  person: string
  turns: Turns
  /** What is half typed goes on where the page does. */
  wedge: Wedge
  /** What an earlier visit left to be sent has its answers. */
  settled: boolean
}

const ScansContext = createContext<Scans | null>(null)

export function useScans(): Scans {
  const scans = useContext(ScansContext)
  if (!scans) throw new Error('scans are made at a station')
  return scans
}

type Props = {
  station: string
  person: { id: string; name: string }
  leave: () => Promise<Outcome<null>>
  /** Nobody scans for so long: whoever stood here is signed out. */
  idleMinutes: number
  job?: ScanJob
  children: ReactNode
}

/** Round every page of a station: who stands there, what is still on its way, and yes or no over the whole screen. */
export function ScanShell({ station, person, leave, idleMinutes, job, children }: Props) {
  const t = useTranslations('scan')
  const router = useRouter()
  const { refusalText, fieldText } = useRefusalText()
  const verdictText = useVerdictText()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [count, setCount] = useState(0)
  const [state, setState] = useState<State>({ waiting: 0, offline: false, signedOut: false })
  const [settled, setSettled] = useState(false)
  const turns = useMemo(() => new Turns(person.id, job), [person.id, job])
  const [wedge] = useState(() => new Wedge())
  const inTurn = useSyncExternalStore(
    turns.subscribe,
    () => turns.waiting,
    () => 0,
  )
  const unsent = state.waiting + inTurn
  const waiting = useRef(new Map<string, (answer: ScanAnswer | undefined) => void>())
  const say = useCallback((good: boolean, text: string) => {
    setVerdict({ good, text, at: Date.now() })
    signal(good)
  }, [])
  const answered = useRef<(scan: Scan, outcome: ScanOutcome) => void>(() => undefined)
  useEffect(() => {
    answered.current = (scan, outcome) => {
      const answer = outcome.ok ? outcome.value : undefined
      if (outcome.ok) {
        const { verdict, operation, done } = outcome.value
        // A count that differs is saved, and has to be heard all the same.
        say(verdict === 'ok' && (operation !== 'count' || done), verdictText(outcome.value))
        if (outcome.value.verdict === 'ok') setCount((n) => n + 1)
      } else {
        const [error] = outcome.refusal.errors ?? []
        say(false, error ? fieldText(error.code) : refusalText(outcome.refusal))
      }
      waiting.current.get(scan.scanId)?.(answer)
      waiting.current.delete(scan.scanId)
    }
  })
  const outbox = useRef<Outbox | null>(null)
  useEffect(() => {
    const tell = (next: State) => {
      setState(next)
      if (next.waiting === 0) setSettled(true)
    }
    const box = new Outbox(person.id, tell, (scan, outcome) => answered.current(scan, outcome))
    outbox.current = box
    return box.start()
  }, [person.id])
  const send = useCallback<Scans['send']>(
    (operation, input, at = turns.scannedAt) =>
      new Promise((resolve) => {
        try {
          const scan = outbox.current?.add(operation, input, at, turns.scanId)
          turns.sent()
          if (scan) waiting.current.set(scan.scanId, resolve)
        } catch {
          say(false, t('notKept'))
          resolve(undefined)
        }
      }),
    [turns, say, t],
  )
  const value = useMemo(
    () => ({ verdict, say, send, count, person: person.id, turns, wedge, settled }),
    [verdict, say, send, count, person.id, turns, wedge, settled],
  )
  useIdle(idleMinutes, verdict, unsent === 0, signOut)
  async function signOut() {
    // What is not sent yet must be sent in this person's name.
    if (unsent > 0 && !state.signedOut) return say(false, t('sendFirst'))
    await leave()
    router.push('/scan')
    router.refresh()
  }
  return (
    <ScansContext value={value}>
      <div className="flex min-h-dvh flex-col bg-canvas text-fg">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-sunken px-4 py-2 text-base">
          <Link href="/scan" className="font-semibold">
            {station}
          </Link>
          <span className="inline-flex items-center gap-1.5 text-muted">
            <UserRound aria-hidden="true" className="size-4" />
            {person.name}
          </span>
          <span className="text-muted">{t('scanned', { count })}</span>
          {state.offline ? (
            <span role="status" className="inline-flex items-center gap-1.5 text-danger-text">
              <CloudOff aria-hidden="true" className="size-4" />
              {t('offline')}
            </span>
          ) : null}
          {unsent > 0 ? (
            <span role="status" className="inline-flex items-center gap-1.5 text-amber-text">
              <Send aria-hidden="true" className="size-4" />
              {t('waiting', { count: unsent })}
            </span>
          ) : null}
          <button
            type="button"
            onClick={signOut}
            className="ml-auto inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-muted hover:bg-hover hover:text-fg"
          >
            <LogOut aria-hidden="true" className="size-4" />
            {t('signOut')}
          </button>
        </header>
        {state.signedOut ? (
          <p role="alert" className="bg-danger px-4 py-3 text-lg text-on-danger">
            {t('signedOut')}{' '}
            <a href="/scan" className="underline">
              {t('signInAgain')}
            </a>
          </p>
        ) : null}
        {children}
        <VerdictBar verdict={verdict} />
      </div>
    </ScansContext>
  )
}

function VerdictBar({ verdict }: { verdict: Verdict | null }) {
  if (!verdict) return null
  const Icon = verdict.good ? CircleCheck : CircleAlert
  return (
    <>
      <div key={verdict.at} aria-hidden="true" className="scan-flash" data-good={verdict.good} />
      <p
        role={verdict.good ? 'status' : 'alert'}
        data-verdict={verdict.good ? 'ok' : 'no'}
        className={cn(
          'sticky bottom-0 flex min-h-20 items-center gap-3 px-4 py-3 text-2xl font-semibold text-balance',
          verdict.good ? 'bg-green-soft text-green-text' : 'bg-danger text-on-danger',
        )}
      >
        <Icon aria-hidden="true" className="size-8 shrink-0" />
        {verdict.text}
      </p>
    </>
  )
}
