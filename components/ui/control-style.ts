/** What a text-like control looks like: shared by input, textarea, select, combobox and date. */
export const controlStyle =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-fg shadow-control transition-colors duration-100 hover:border-control focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-danger data-popup-open:border-focus md:text-sm'
