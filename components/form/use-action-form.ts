'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState, useTransition } from 'react'
import { type DefaultValues, type FieldValues, get, type Path, useForm } from 'react-hook-form'
import { z } from 'zod'
import type { ActionResult } from './action-result'
import { answered } from './answered'
import type { KeptRecord } from './record-at'
import { useConflict } from './use-conflict'
import { useNewVersion } from './use-new-version'
import { useRefusalText } from './use-refusal-text'
import { versionOf } from './version-of'

// zod's compiled parsers need eval, which the content security policy forbids; the server keeps them.
if (typeof window !== 'undefined') z.config({ jitless: true })

export type ActionFormOptions<In extends FieldValues, Out, T> = {
  /** The use case's own input schema (or a part of it), from the module's schema.ts. */
  schema: z.ZodType<Out, In>
  defaultValues: DefaultValues<In>
  /**
   * The record that is changed: when a colleague has saved first, both see field by field what they typed. A form that stays after it is
   * saved shows a new version without losing the place or what is typed.
   */
  record?: KeptRecord<In> | undefined
  /** `version`: the one of the record that the input was typed upon. */
  action: (input: Out, version: number) => Promise<ActionResult<T>>
  /** What follows success: a toast, a redirect, a closed dialog. */
  onDone: (value: T) => void
  /** Names of the fields for the summary of errors, by path. */
  labels: Partial<Record<Path<In>, string>>
  /** Values that are codes, in words, for the choice between yours and theirs. */
  says?: { [K in keyof In]?: (value: In[K]) => string }
}

/**
 * A form over a server action: checked by the same schema in the browser, refused by the same words from the server.
 * What was typed is never thrown away by a refusal.
 */
export function useActionForm<In extends FieldValues, Out, T>(options: ActionFormOptions<In, Out, T>) {
  const { schema, defaultValues, record, action, onDone, labels, says } = options
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
  const { base, meet, conflict } = useConflict<In>({ record, values: defaultValues as In, labels, says })
  useNewVersion(record?.version, () => {
    // Somebody else's version below what is being typed is not taken over in silence: saving asks about it.
    const own = record && (record.version === base.current.version || !form.formState.isDirty)
    if (!own) return
    base.current = { version: record.version, values: defaultValues as In }
    form.reset(defaultValues, { keepDirtyValues: true })
  })
  const known = Object.keys(labels) as Path<In>[]

  const submit = form.handleSubmit(
    (input) => {
      setRefusal(null)
      const sent = form.getValues()
      start(async () => {
        const result = await answered(action(input, base.current.version))
        if (result.ok) {
          base.current = { version: versionOf(result.value) ?? base.current.version, values: sent }
          // What is saved is the new ground: "unsaved changes" must not linger.
          form.reset(form.getValues())
          onDone(result.value)
          return
        }
        if (result.refusal.code === 'version_conflict' && (await meet(form.getValues(), again))) return
        const errors = result.refusal.errors ?? []
        const placed = errors.filter((error) => known.some((path) => path === error.path))
        for (const error of placed) form.setError(error.path as Path<In>, { type: error.code })
        if (placed.length === 0 || placed.length < errors.length) setRefusal(refusalText(result.refusal))
      })
    },
    () => setRefusal(null),
  )

  /** What came of both people's changes, saved upon the newer version. */
  function again(merged: In) {
    form.reset(base.current.values)
    for (const name of Object.keys(merged) as Path<In>[]) form.setValue(name, get(merged, name), { shouldDirty: true })
    void submit()
  }

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

  return { form, submit, pending, refusal, errors, errorOf, conflict, attempt: form.formState.submitCount }
}

export type ActionForm<In extends FieldValues> = Pick<
  ReturnType<typeof useActionForm<In, unknown, unknown>>,
  'submit' | 'pending' | 'refusal' | 'errors' | 'errorOf' | 'conflict' | 'attempt'
>

/** The id of a field's control; one form of a kind per page. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`
}
