/**
 * What a marketplace's refusal means to us, whatever it says:
 * `transient` try again soon · `retry_after` not before a moment · `token` refresh once, then a person must authorise again ·
 * `permission` the application may not · `business` this request will never be accepted.
 */
export const troubleKinds = ['transient', 'retry_after', 'token', 'permission', 'business'] as const
export type TroubleKind = (typeof troubleKinds)[number]

export type Trouble = {
  readonly kind: TroubleKind
  /** The channel's own code, for people and the log; never its free text, which may quote a buyer. */
  readonly code: string
  readonly retryAfterMs?: number
}

/** We have spent what the channel grants; it was not asked, and `retryAfterMs` says when there is some for this caller. */
export const ownLimit = 'own_limit'

export class ChannelTrouble extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(`${trouble.kind} ${trouble.code}`)
    this.name = 'ChannelTrouble'
    this.trouble = trouble
  }
}

/** A payload that is not what it was taken for: another kind, an error answer, a specification, a part of the whole. */
export class WrongPayload extends Error {
  override name = 'WrongPayload'
}

/** One element that cannot be read, though its page can: the field and what is wrong with it. */
export class BadElement extends Error {
  readonly path: string
  readonly code: string

  constructor(path: string, code: string) {
    super(`${code} at ${path}`)
    this.name = 'BadElement'
    this.path = path
    this.code = code
  }
}
