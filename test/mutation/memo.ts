/** A function of objects that is worked out once for the same ones: mutants share all that they do not change. */
export function memo<Args extends readonly object[], T>(work: (...args: Args) => T): (...args: Args) => T {
  const root: Shelf<T> = new WeakMap()
  return (...args) => {
    const shelf = args.slice(0, -1).reduce<Shelf<T>>((above, arg) => {
      const below = (above.get(arg) as Shelf<T> | undefined) ?? new WeakMap()
      above.set(arg, below)
      return below
    }, root)
    const last = args.at(-1) ?? root
    if (!shelf.has(last)) shelf.set(last, { made: work(...args) })
    return (shelf.get(last) as { readonly made: T }).made
  }
}

type Shelf<T> = WeakMap<object, Shelf<T> | { readonly made: T }>
