import type { Http, UseCase } from '@/lib/platform/door/use-case'

export type Operation = UseCase & { readonly http: Http }
export type Found =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly params: Record<string, string> }
  | { readonly kind: 'wrong_method'; readonly path: string; readonly allow: string }
  | { readonly kind: 'unknown' }

export type Router = (method: string, path: string) => Found

type Template = { segments: string[]; path: string; byMethod: Map<string, Operation> }

/** Finds the operation of a path. Of two templates that fit, the one with the earlier fixed part wins: `/stock/low` before `/stock/{id}`. */
export function routerOf(useCases: readonly UseCase[]): Router {
  const templates = new Map<string, Template>()
  for (const useCase of useCases) {
    const { http } = useCase
    if (!http) continue
    const key = http.path.replaceAll(/\{\w+\}/g, '{}')
    const template = templates.get(key) ?? {
      segments: http.path.slice(1).split('/'),
      path: http.path,
      byMethod: new Map(),
    }
    template.byMethod.set(http.method, { ...useCase, http })
    templates.set(key, template)
  }
  const bySpecificity = [...templates.entries()].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)).map(([, t]) => t)
  return (method, path) => {
    const segments = path.slice(1).split('/')
    const template = bySpecificity.find((t) => fits(t.segments, segments))
    if (!template) return { kind: 'unknown' }
    const operation = template.byMethod.get(method)
    if (!operation)
      return { kind: 'wrong_method', path: template.path, allow: [...template.byMethod.keys()].sort().join(', ') }
    const params = paramsOf(operation.http.path, segments)
    return params ? { kind: 'operation', operation, params } : { kind: 'unknown' }
  }
}

/** The fields of the input that stand in the path. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

/** `~` stands behind every sign a fixed part may have. */
function rank(path: string): string {
  return path.replaceAll('{}', '~')
}

function isField(segment: string): boolean {
  return segment.startsWith('{')
}

function fits(template: string[], segments: string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, i) => (isField(part) ? segments[i] !== '' : part === segments[i]))
  )
}

function paramsOf(path: string, segments: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [i, part] of path.slice(1).split('/').entries()) {
    if (!isField(part)) continue
    const text = decoded(segments[i] ?? '')
    if (text === undefined) return undefined
    params[part.slice(1, -1)] = text
  }
  return params
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // A broken escape is a malformed id, and those are unknown.
    return undefined
  }
}
