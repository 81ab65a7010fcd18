import { type Actor, may } from '@/lib/platform/door/actor'

export type Rights<N extends string> = Readonly<Record<N, boolean>>

/** Which of these use cases the actor may call, for a page to offer those alone. */
export function rightsOf<N extends string>(actor: Actor, names: readonly N[]): Rights<N> {
  return Object.fromEntries(names.map((name) => [name, may(actor, name)])) as Rights<N>
}
