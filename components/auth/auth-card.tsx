import type { ReactNode } from 'react'

/** One question on an empty page: what it is, the form, and where else to go. */
export function AuthCard({
  title,
  text,
  children,
  foot,
}: {
  title: string
  text?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {text ? <p className="text-muted">{text}</p> : null}
      </div>
      <div className="rounded-lg border border-line bg-surface p-5 shadow-control">{children}</div>
      {foot ? <p className="text-center text-sm text-muted">{foot}</p> : null}
    </div>
  )
}
