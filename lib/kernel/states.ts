/** Which state may follow which, as one table that server and browser read alike. */
export function transitions<const T extends Record<string, readonly (keyof T & string)[]>>(table: T) {
  type State = keyof T & string
  const states = Object.keys(table) as State[]
  const next = (from: State): readonly State[] => table[from] ?? []
  return {
    states,
    all: states,
    can: (from: State, to: State): boolean => next(from).includes(to),
    next,
    /** The states from which one may come to `to`: the condition of the one update that moves there. */
    from: (to: State): State[] => states.filter((state) => next(state).includes(to)),
    isState: (x: unknown): x is State => typeof x === 'string' && Object.hasOwn(table, x),
  }
}
