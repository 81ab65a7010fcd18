/**
 * Tokens are numbered, `sandbox-access-7`: one is good when no newer one was issued and it was not revoked. So a shop that was
 * connected before the simulator was started again stays connected.
 */
export class Tokens {
  refreshes = 0
  expiries = 0
  /** Answers with new tokens that never arrived. */
  lost = 0
  private access = 0
  private refresh = 0

  static readonly access = 'sandbox-access-0'
  static readonly refresh = 'sandbox-refresh-0'

  private codes = 0
  private readonly open = new Set<string>()

  /** What the page of permission sends back: good once. */
  grant(): string {
    const code = `sandbox-code-${++this.codes}`
    this.open.add(code)
    return code
  }

  exchange(code: string): { access: string; refresh: string } | undefined {
    if (!this.open.delete(code)) return undefined
    this.access++
    return { access: `sandbox-access-${this.access}`, refresh: `sandbox-refresh-${this.refresh}` }
  }

  good(token: string): boolean {
    const number = numberOf(token, 'access')
    if (number === undefined || number < this.access) return false
    this.access = number
    return true
  }

  expire(): void {
    this.access++
    this.expiries++
  }

  /** The one before is still taken: its answer may have been lost on the way. Anything older is not. */
  renew(token: string): { access: string; refresh: string } | undefined {
    const number = numberOf(token, 'refresh')
    if (number === undefined || number < this.refresh - 1) return undefined
    if (number >= this.refresh) {
      this.refresh = number + 1
      this.refreshes++
      this.access++
    }
    return { access: `sandbox-access-${this.access}`, refresh: `sandbox-refresh-${this.refresh}` }
  }

  /** For channels whose refresh token stays the same. */
  reissue(token: string): string | undefined {
    if (numberOf(token, 'refresh') === undefined) return undefined
    this.refreshes++
    this.access++
    return `sandbox-access-${this.access}`
  }
}

function numberOf(token: string, kind: string): number | undefined {
  const found = new RegExp(`^sandbox-${kind}-(\\d{1,9})$`).exec(token)?.[1]
  return found === undefined ? undefined : Number(found)
}
