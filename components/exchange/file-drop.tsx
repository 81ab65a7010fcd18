'use client'

import { FileSpreadsheet, Upload } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type DragEvent, useId, useState } from 'react'
import { cn } from '@/components/ui/cn'

type Props = { file: File | null; onFile: (file: File | null) => void; accept: string; help: string }

/** A file by dropping it, or by the browser's own dialogue; the box is the label of the input, so the keyboard reaches it as well. */
export function FileDrop({ file, onFile, accept, help }: Props) {
  const t = useTranslations('exchange')
  const format = useFormatter()
  const id = useId()
  const [over, setOver] = useState(false)
  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    <div className="flex flex-col gap-1">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          'flex min-h-28 cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border border-dashed border-line bg-sunken p-4 text-center text-sm focus-within:outline-2 focus-within:outline-(--focus) hover:bg-hover [&_svg]:size-5 [&_svg]:text-muted',
          over && 'border-accent bg-hover',
        )}
      >
        <input
          id={id}
          type="file"
          accept={accept}
          aria-describedby={`${id}-help`}
          className="sr-only"
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
        {file ? <FileSpreadsheet /> : <Upload />}
        {file ? (
          <span className="font-medium break-all">
            {file.name}{' '}
            <span className="font-normal text-muted">
              {format.number(file.size / 1024, { maximumFractionDigits: 0 })} KB
            </span>
          </span>
        ) : (
          <span>{t('dropFile')}</span>
        )}
      </label>
      <p id={`${id}-help`} className="text-xs text-muted">
        {help}
      </p>
    </div>
  )
}
