import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export type FieldControl = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }

export type FieldProps = {
  label: ReactNode
  help?: ReactNode
  error?: ReactNode
  /** Said as a word after the label, not as a star. */
  note?: ReactNode
  /** Also the anchor that the summary of errors links to. */
  id?: string
  className?: string
  /** Spread what it gets onto the control: `{(control) => <Input {...control} name="sku" />}`. */
  children: (control: FieldControl) => ReactNode
}

/** Label above, control, help and error below, tied together for the screen reader. */
export function Field({ label, help, error, note, id, className, children }: FieldProps) {
  const ownId = useId()
  const controlId = id ?? ownId
  const helpId = `${controlId}-help`
  const errorId = `${controlId}-error`
  const describedBy = [error ? errorId : null, help ? helpId : null].filter(Boolean).join(' ')
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={controlId} className="flex items-baseline justify-between gap-2 text-sm font-medium">
        {label}
        {note ? <span className="text-xs font-normal text-muted">{note}</span> : null}
      </label>
      {children({
        id: controlId,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <p id={errorId} className="text-xs text-danger-text">
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-xs text-muted">
          {help}
        </p>
      ) : null}
    </div>
  )
}
