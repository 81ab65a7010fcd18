import sharp from 'sharp'
import { invalid, isRefusal } from '@/lib/kernel/refusal'

export type Picture = { readonly full: Buffer; readonly thumb: Buffer; readonly width: number; readonly height: number }

const formats = new Set(['jpeg', 'png', 'webp'])
/** Beyond this a picture is made to burst: 50 megapixels are what the best phones take. */
const mostPixels = 50_000_000
const largestSide = 2000
const thumbSide = 240

/**
 * A picture somebody sent, drawn anew: what the bytes are and not what the name says, upright, no larger than a shop shows, and
 * without whatever else was in the file (place, camera, colour profiles, trailing data). Refuses `invalid` when it is none.
 */
export async function encodePicture(bytes: Buffer): Promise<Picture> {
  try {
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    const { format, width = 0, height = 0 } = await source.metadata()
    if (!formats.has(format ?? '')) wrong('not_a_picture')
    if (width < 1 || height < 1) wrong('not_a_picture')
    const upright = source.rotate()
    const fit = { fit: 'inside', withoutEnlargement: true } as const
    const full = await upright
      .clone()
      .resize(largestSide, largestSide, fit)
      .webp({ quality: 84 })
      .toBuffer({ resolveWithObject: true })
    const thumb = await upright.clone().resize(thumbSide, thumbSide, fit).webp({ quality: 78 }).toBuffer()
    return { full: full.data, thumb, width: full.info.width, height: full.info.height }
  } catch (e) {
    if (isRefusal(e)) throw e
    return wrong('not_a_picture')
  }
}

function wrong(code: string): never {
  invalid([{ path: 'file', code }])
}
