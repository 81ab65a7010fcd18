import type { Locale } from '@/lib/platform/i18n/locales'

/** What is told to one person, in that person's language. Links are whole and carry their secret. */
export type Mail = { readonly to: string; readonly locale: Locale } & (
  | {
      readonly kind: 'invitation'
      readonly values: { name: string; company: string; inviter: string; url: string; days: number }
      /** Hash of the link's token, base64url: the mail goes only while the link works. */
      readonly invitation: string
    }
  /** `link`: hash of the link's token, as above; mails that were queued without one go in any case. */
  | { readonly kind: 'verify'; readonly values: { name: string; url: string; hours: number }; readonly link?: string }
  | { readonly kind: 'reset'; readonly values: { name: string; url: string; minutes: number }; readonly link?: string }
  | {
      readonly kind: 'stock-alerts'
      readonly values: { name: string; company: string; total: number; lines: StockAlertLine[]; url: string }
    }
  | {
      readonly kind: 'notice'
      readonly values: { name: string; company: string; text: string; url: string; settings: string }
    }
  | { readonly kind: 'password-changed'; readonly values: { name: string; url: string } }
)

/** One SKU that runs low, lies too long or is too much, with what the rule saw. */
export type StockAlertLine = {
  readonly kind: 'below_safety' | 'low_cover' | 'overstock' | 'no_sale' | 'batch_expiring'
  readonly skuCode: string
  /** Of one warehouse; of all together without. */
  readonly warehouseCode?: string | null | undefined
  readonly available: number
  readonly onHand: number
  readonly coverDays: number | null
  readonly limit: number
  readonly batch?: { readonly batchNo: string; readonly expiresOn: string; readonly units: number } | undefined
}

export type MailKind = Mail['kind']

/** A mail as it leaves the house. `id` is the same at every attempt, so that a doubled one can be told. */
export type Letter = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Takes a letter to where it goes; throws when that failed. `final`: trying again changes nothing. */
export type Deliver = (letter: Letter) => Promise<void>

export class MailRefused extends Error {
  override name = 'MailRefused'
  readonly final: boolean

  constructor(code: string, final: boolean) {
    // A code alone: what a mail server says may repeat the address.
    super(code)
    this.final = final
  }
}
