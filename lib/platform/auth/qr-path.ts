import encodeQR from 'qr'

/** A QR code as one SVG path over a square of `size` units, quiet border included. */
export function qrPath(text: string): { d: string; size: number } {
  const rows = encodeQR(text, 'raw', { border: 4 })
  const d = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { d, size: rows.length }
}
