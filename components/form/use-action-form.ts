'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState, useTransition } from 'react'
import { type DefaultValues, type FieldValues, get, type Path, useForm } from 'react-hook-form'
import { z } from 'zod'
import type { ActionResult } from './action-result'
import { useNewVersion } from './use-new-version'
import { useRefusalText } from './use-refusal-text'

// zod's compiled parsers need eval, which the content security policy forbids; the server keeps them.
if (typeof window !== 'undefined') z.config({ jitless: true })

export type ActionFormOptions<In extends FieldValues, Out, T> = {
  /** The use case's own input schema (or a part of it), from the module's schema.ts. */
  schema: z.ZodType<Out, In>
  defaultValues: DefaultValues<In>
  /** The record's version, for a form that stays after it is saved: a new one is shown without losing the place or what is typed. */
  version?: number
  action: (input: Out) => Promise<ActionResult<T>>
  /** What follows success: a toast, a redirect, a closed dialog. */
  onDone: (value: T) => void
  /** Names of the fields for the summary of errors, by path. */
  labels: Partial<Record<Path<In>, string>>
}

/**
 * A form over a server action: checked by the same schema in the browser, refused by the same words from the server.
 * What was typed is never thrown away by a refusal.
 */
export function useActionForm<In extends FieldValues, Out, T>(options: ActionFormOptions<In, Out, T>) {
  const { schema, defaultValues, version, action, onDone, labels } = options
  const [refusal, setRefusal] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const { refusalText, fieldText } = useRefusalText()
  const form = useForm<In, unknown, Out>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
  })
  useNewVersion(version, () => form.reset(defaultValues, { keepDirtyValues: true }))
  const known = Object.keys(labels) as Path<In>[]

  const submit = form.handleSubmit(
    (input) => {
      setRefusal(null)
      start(async () => {
        const result = await action(input)
        if (result.ok) {
          // What is saved is the new ground: "unsaved changes" must not linger.
          form.reset(form.getValues())
          onDone(result.value)
          return
        }
        const errors = result.refusal.errors ?? []
        const placed = errors.filter((error) => known.some((path) => path === error.path))
        for (const error of placed) form.setError(error.path as Path<In>, { type: error.code })
        if (placed.length === 0 || placed.length < errors.length) setRefusal(refusalText(result.refusal))
      })
    },
    () => setRefusal(null),
  )

  /** The words for a field's error, or null when it is right. */
  function errorOf(path: Path<In>): string | null {
    const error: unknown = get(form.formState.errors, path)
    if (typeof error !== 'object' || error === null || !('type' in error)) return null
    return fieldText(String(error.type), form.getValues(path))
  }

  const errors = known.flatMap((path) => {
    const text = errorOf(path)
    return text === null ? [] : [{ id: fieldId(path), label: labels[path] ?? path, text }]
  })

  return { form, submit, pending, refusal, errors, errorOf, attempt: form.formState.submitCount }
}

export type ActionForm<In extends FieldValues> = Pick<
  ReturnType<typeof useActionForm<In, unknown, unknown>>,
  'submit' | 'pending' | 'refusal' | 'errors' | 'errorOf' | 'attempt'
>

/** The id of a field's control; one form of a kind per page. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`
}
