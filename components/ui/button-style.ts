import { cva, type VariantProps } from 'class-variance-authority'

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors duration-100 select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent shadow-control hover:bg-accent-hover',
        secondary: 'border border-line-strong bg-surface text-fg shadow-control hover:bg-hover active:bg-pressed',
        ghost: 'text-muted hover:bg-hover hover:text-fg active:bg-pressed',
        danger: 'bg-danger text-on-danger shadow-control hover:bg-danger-hover',
        quietDanger: 'border border-line-strong bg-surface text-danger-text shadow-control hover:bg-danger-soft',
        inverse: 'text-on-inverse hover:bg-on-inverse/12',
        link: 'h-auto! px-0! text-accent-text underline-offset-2 hover:underline',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-8 px-3 text-sm',
        lg: 'h-10 px-4 text-base',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonStyle = VariantProps<typeof buttonStyle>
