/** Tracking numbers are compared without case and outer spaces. */
export function trackingKeyOf(trackingNo: string): string {
  return trackingNo.trim().toLowerCase()
}

export function trackingAad(id: string): string {
  return `tracking_events|body|${id}`
}
