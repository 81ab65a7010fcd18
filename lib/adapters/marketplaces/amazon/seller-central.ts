/** Where the merchants of a marketplace sign in; most of Europe shares one page. */
const pages: Readonly<Record<string, string>> = {
  ATVPDKIKX0DER: 'sellercentral.amazon.com',
  A2EUQ1WTGCTBG2: 'sellercentral.amazon.ca',
  A1AM78C64UM0Y8: 'sellercentral.amazon.com.mx',
  A2Q3Y263D00KWC: 'sellercentral.amazon.com.br',
  A28R8C7NBKEWEA: 'sellercentral.amazon.ie',
  AMEN7PMS3EDWL: 'sellercentral.amazon.com.be',
  A1805IZSGTT6HS: 'sellercentral.amazon.nl',
  A2NODRKZP88ZB9: 'sellercentral.amazon.se',
  A1C3SOZRARQ6R3: 'sellercentral.amazon.pl',
  AE08WJ6YKNBMC: 'sellercentral.amazon.co.za',
  ARBP9OOSHTCHU: 'sellercentral.amazon.eg',
  A33AVAJ2PDY3EV: 'sellercentral.amazon.com.tr',
  A17E79C6D8DWNP: 'sellercentral.amazon.sa',
  A2VIGQ35RCS4UG: 'sellercentral.amazon.ae',
  A21TJRUUN4KGV: 'sellercentral.amazon.in',
  A19VAU5U5O7RUS: 'sellercentral.amazon.sg',
  A39IBJ37TRP1C6: 'sellercentral.amazon.com.au',
  A1VC38T7YXB528: 'sellercentral.amazon.co.jp',
}

const ofRegion: Readonly<Record<string, string>> = {
  na: 'sellercentral.amazon.com',
  eu: 'sellercentral-europe.amazon.com',
  fe: 'sellercentral.amazon.co.jp',
}

/** Amazon's own hosts of the API, by region; undefined: a sandbox, which has everything below its one address. */
export function regionOf(baseUrl: string): string | undefined {
  return /^https:\/\/(?:sandbox\.)?sellingpartnerapi-(na|eu|fe)\.amazon\.com$/.exec(baseUrl)?.[1]
}

/** The merchant permits us where they sign in, never at a host of the API. */
export function sellerCentral(baseUrl: string, marketplaceId: string): string {
  const region = regionOf(baseUrl)
  if (baseUrl !== '' && !region) return baseUrl
  return `https://${pages[marketplaceId] ?? ofRegion[region ?? 'eu']}`
}
