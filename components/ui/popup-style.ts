export const popupStyle =
  'rounded-md bg-raised text-fg shadow-float outline-none transition-[opacity,scale] duration-100 origin-(--transform-origin) data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0'

export const optionStyle =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:text-subtle data-highlighted:bg-pressed data-highlighted:text-fg [&_svg]:size-4 [&_svg]:shrink-0'
