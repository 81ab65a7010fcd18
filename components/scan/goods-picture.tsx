import { cn } from '@/components/ui/cn'
import type { PictureView } from '@/lib/modules/catalog/picture-of'

type Props = { picture: PictureView; name: string; className?: string }

/** What to look for; nothing where the SKU has no picture. */
export function GoodsPicture({ picture, name, className }: Props) {
  if (!picture) return null
  return (
    <img
      src={`/scan/files/products/${picture.productId}/images/${picture.imageId}?size=thumb`}
      alt={name}
      className={cn('rounded-md border border-line bg-sunken object-contain', className)}
    />
  )
}
