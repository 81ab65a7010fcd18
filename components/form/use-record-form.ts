import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import type { Told } from '@/lib/platform/entrance/outcome'
import type { ActionResult } from './action-result'
import { answered } from './answered'
import { type ConflictOptions, useConflict } from './use-conflict'
import { useNewVersion } from './use-new-version'
import { useRefusalText } from './use-refusal-text'
import { versionOf } from './version-of'

type Options<F, T> = ConflictOptions<F> & {
  /** The fields as they stand on the screen, and the way to put others there. */
  mine: F
  put: (values: F) => void
  action: (mine: F, version: number) => Promise<ActionResult<T>>
  onDone: (value: T) => void
  /** What is said in a place of its own; true: it was, and needs no toast. */
  onRefused?: (refusal: Told) => boolean
}

/** For forms that hold their fields themselves: saved upon the version they began with; a colleague's changes are met, never run over. */
export function useRecordForm<F extends object, T>({
  mine,
  put,
  action,
  onDone,
  onRefused,
  ...options
}: Options<F, T>) {
  const { record, values } = options
  const { base, meet, conflict } = useConflict<F>(options)
  const { refusalText } = useRefusalText()
  const [pending, start] = useTransition()
  useNewVersion(record?.version, () => {
    // Somebody else's version below what is being typed is not taken over in silence: saving asks about it.
    const typed = JSON.stringify(mine) !== JSON.stringify(base.current.values)
    if (!record || (typed && record.version !== base.current.version)) return
    base.current = { version: record.version, values }
    put(values)
  })
  function send(sent: F) {
    start(async () => {
      const result = await answered(action(sent, base.current.version))
      if (result.ok) {
        base.current = { version: versionOf(result.value) ?? base.current.version, values: sent }
        onDone(result.value)
      } else if (result.refusal.code === 'version_conflict' && (await meet(sent, again))) return
      else if (!onRefused?.(result.refusal)) toast.error(refusalText(result.refusal))
    })
  }
  function again(merged: F) {
    put(merged)
    send(merged)
  }
  return { save: () => send(mine), pending, conflict }
}
