import { useEffect, useRef } from 'react'

/** Runs when a form that stays where it is, with its place and its focus, has been handed a new version of its record. */
export function useNewVersion(version: number | undefined, show: () => void) {
  const shown = useRef(version)
  useEffect(() => {
    if (shown.current === version) return
    shown.current = version
    show()
  })
}
