/** A reading on its own: `$1` is the tenant, `$2` and on are its parameters. A name makes it a prepared one. */
export type Statement = {
  readonly text: string
  readonly params: readonly unknown[]
  readonly name?: string | undefined
}
