import { useEffect, useState } from 'preact/hooks'

/** What `read` makes of the address behind its #, followed as it changes. `read` is a function that stays the same. */
export function useFragment<Value extends string | undefined>(read: (fragment: string) => Value): Value {
  const [value, setValue] = useState(() => read(location.hash.slice(1)))
  useEffect(() => {
    const follow = () => setValue(read(location.hash.slice(1)))
    addEventListener('hashchange', follow)
    // Effects come after the first picture: the address may have changed between the two.
    follow()
    return () => removeEventListener('hashchange', follow)
  }, [read])
  return value
}
