/** The code stands alone in the address that the marketplace sends the merchant back to. */
export function plainCode({ code = '' }: Readonly<Record<string, string>>): { code: string } | undefined {
  return code ? { code } : undefined
}
