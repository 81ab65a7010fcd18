'use client'

import { useState, useTransition } from 'react'
import { fieldId } from '@/components/form/use-action-form'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { choiceOf, type SkuChoice } from '@/components/stock/adjust-draft'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type DocumentLine = SkuChoice & { key: number; values: Readonly<Record<string, string>> }
export type DocumentDraft = { head: Readonly<Record<string, string>>; lines: readonly DocumentLine[] }
type Wrong = { path: string; code: string }

type Options<T> = {
  start: DocumentDraft
  /** What the use case is asked for; what is not typed is left out, and the server says that it is missing. */
  inputOf: (draft: DocumentDraft) => unknown
  action: (input: unknown) => Promise<Outcome<T>>
  onDone: (value: T) => void
  /** Names of the fields, of the document and of a line, for the summary of errors. */
  labels: Readonly<Record<string, string>>
  /** Said where a document without lines is refused. */
  noLines: string
  /** Lines that are not meant yet: they are shown, but not sent. */
  skip?: (line: DocumentLine) => boolean
}

const most = 20
let made = 0

export function lineFor(sku: SkuChoice, values: Readonly<Record<string, string>> = {}): DocumentLine {
  return { ...choiceOf(sku), key: ++made, values }
}

/** A document of lines as it is being written: what is typed, what is wrong and where, and the way to book it. */
export function useLinesForm<T>({ start, inputOf, action, onDone, labels, noLines, skip }: Options<T>) {
  const { refusalText, fieldText } = useRefusalText()
  const [draft, setDraft] = useState(start)
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [pending, run] = useTransition()
  const forget = (gone: (path: string) => boolean) => setWrong((before) => before.filter(({ path }) => !gone(path)))

  function set(field: string, value: string) {
    forget((path) => path === field)
    setDraft((before) => ({ ...before, head: { ...before.head, [field]: value } }))
  }
  function setLine(index: number, field: string, value: string) {
    forget((path) => path === `lines.${index}.${field}`)
    setDraft((before) => ({
      ...before,
      lines: before.lines.map((line, i) =>
        i === index ? { ...line, values: { ...line.values, [field]: value } } : line,
      ),
    }))
  }
  /** An error speaks of a line by its place: when lines come or go, it would point at another. */
  function setLines(change: (before: readonly DocumentLine[]) => readonly DocumentLine[]) {
    forget((path) => path.startsWith('lines'))
    setDraft((before) => ({ ...before, lines: change(before.lines) }))
  }

  async function submit() {
    setRefusal(null)
    const sent = [...draft.lines.keys()].filter((i) => !(skip && draft.lines[i] && skip(draft.lines[i])))
    if (sent.length === 0) return setWrong([{ path: 'lines', code: 'required' }])
    setWrong([])
    run(async () => {
      const lines = sent.flatMap((i) => draft.lines[i] ?? [])
      const answer = await action(inputOf({ ...draft, lines }))
      if (answer.ok) return onDone(answer.value)
      // The server counts the lines it was sent.
      const errors = (answer.refusal.errors ?? []).map(({ path, code }) => ({
        code,
        // A number that is wrong is told at the field of them all.
        path: path
          .replace(/^lines\.(\d+)/, (_, i) => `lines.${sent[Number(i)]}`)
          .replace(/\.serials\.\d+$/, '.serials'),
      }))
      setWrong(errors)
      if (errors.length === 0 || errors.some(({ path }) => placeOf(path) === null))
        setRefusal(refusalText(answer.refusal))
    })
  }

  /** The control an error belongs to, and what it is called in the summary. */
  function placeOf(path: string): { id: string; label: string } | null {
    if (path === 'lines') return { id: fieldId('add'), label: labels.lines ?? '' }
    const [, index, field = ''] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? []
    const line = draft.lines[Number(index)]
    const name = field === 'skuCode' ? 'quantity' : field
    if (line && labels[name]) return { id: fieldId(`lines.${index}.${name}`), label: `${line.code} · ${labels[name]}` }
    return labels[path] ? { id: fieldId(path), label: labels[path] } : null
  }
  function wordsFor({ path, code }: Wrong): string {
    return path === 'lines' ? noLines : fieldText(code, draft.head[path])
  }

  /** The words at a field, or null when it is right. */
  function errorAt(path: string): string | null {
    const found = wrong.find((one) => one.path === path || one.path === path.replace(/\.quantity$/, '.skuCode'))
    return found ? wordsFor(found) : null
  }

  const errors = wrong.slice(0, most).flatMap((one) => {
    const place = placeOf(one.path)
    return place ? [{ ...place, text: wordsFor(one) }] : []
  })
  return {
    draft,
    pending,
    set,
    setLine,
    errorAt,
    add: (line: DocumentLine) => setLines((before) => [...before, line]),
    remove: (index: number) => setLines((before) => before.filter((_, i) => i !== index)),
    reset: (head: DocumentDraft['head']) => setDraft({ head, lines: [] }),
    state: { submit, refusal, errors },
  }
}

export type LinesForm = Omit<ReturnType<typeof useLinesForm<unknown>>, 'reset'>
