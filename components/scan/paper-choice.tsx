'use client'

import { useEffect, useState } from 'react'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { shownWaves, waveOf } from '@/components/scan/wave-of'

export type Paper = { id: string; number: string }

type Props<P extends Paper> = {
  prompt: string
  /** The question, and what is asked with it. */
  question: string
  input: Readonly<Record<string, string>>
  none: string
  unknown: string
  about(paper: P): string
  choose(paper: Paper): void
}

/** Which stocktake, which transfer: by its place in the list, or by the number on its paper. */
export function PaperChoice<P extends Paper>({ prompt, question, input, none, unknown, about, choose }: Props<P>) {
  const { say } = useScans()
  const [papers, setPapers] = useState<readonly P[] | null>(null)
  const asked = JSON.stringify(input)
  useEffect(() => {
    void ask<{ items: P[] }>(question, { ...JSON.parse(asked), limit: 200 }).then((outcome) =>
      setPapers(outcome.ok ? outcome.value.items : []),
    )
  }, [question, asked])
  // Nothing but its id and number is kept on the device.
  const take = ({ id, number }: P) => choose({ id, number })
  function scanned(text: string) {
    const paper = waveOf(papers ?? [], text)
    if (paper) take(paper)
    else say(false, unknown)
  }
  return (
    <Desk prompt={prompt} onScan={scanned} ready={papers !== null}>
      {papers?.length === 0 ? <p className="text-xl text-muted">{none}</p> : null}
      <ol className="flex flex-col gap-2">
        {papers?.slice(0, shownWaves).map((paper, i) => (
          <li key={paper.id}>
            <button
              type="button"
              onClick={() => take(paper)}
              className="flex w-full items-center gap-4 rounded-md border border-line bg-surface px-4 py-3 text-left text-xl hover:bg-hover"
            >
              <span className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent">
                {i + 1}
              </span>
              <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
                <span className="font-mono whitespace-nowrap">{paper.number}</span>
                <span className="text-muted">{about(paper)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Desk>
  )
}
