/**
 * A leaf of the graph. A value that nobody can read yet is not a false one: a rule that needs it answers `unknown`,
 * never `pass`.
 */
export type Val<T> = Known<T> | Default<T> | Unknown

/** Written in what was read. */
export interface Known<T> {
  readonly kind: 'known'
  readonly value: T
}

/** Not written: the value that the provider or the daemon applies. As known as the other. */
export interface Default<T> {
  readonly kind: 'default'
  readonly value: T
}

/** `about` names the attribute or the reference, so that the reader knows what to look for. Never a value. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly why: UnknownReason
  readonly about: string
}

/**
 * - `computed`: known after apply;
 * - `reference`: an expression that cannot be followed from here;
 * - `sensitive`: hidden on purpose;
 * - `not-collected`: this level does not show it.
 */
export type UnknownReason = 'computed' | 'reference' | 'sensitive' | 'not-collected'

export const known = <T>(value: T): Known<T> => ({ kind: 'known', value })
export const byDefault = <T>(value: T): Default<T> => ({ kind: 'default', value })
export const unknown = (why: UnknownReason, about: string): Unknown => ({ kind: 'unknown', why, about })

export const isUnknown = (leaf: Val<unknown>): leaf is Unknown => leaf.kind === 'unknown'

/** The value, or `fallback` when it is unknown: for printing and for following edges, never for deciding. */
export const valueOr = <T, U>(leaf: Val<T>, fallback: U): T | U => (isUnknown(leaf) ? fallback : leaf.value)

/** Applies `change` to what is known; an unknown stays unknown, a default stays a default. */
export function map<T, U>(leaf: Val<T>, change: (value: T) => U): Val<U> {
  return isUnknown(leaf) ? leaf : { kind: leaf.kind, value: change(leaf.value) }
}

/** A three-valued truth. Any leaf compared gives one. */
export type Truth = Val<boolean>

export const YES: Truth = known(true)
export const NO: Truth = known(false)
export const truth = (value: boolean): Truth => (value ? YES : NO)

/** Whether a leaf satisfies a predicate; unknown when the leaf is. */
export const test = <T>(leaf: Val<T>, holds: (value: T) => boolean): Truth =>
  isUnknown(leaf) ? leaf : truth(holds(leaf.value))

export const equals = <T>(leaf: Val<T>, wanted: T): Truth => test(leaf, (value) => value === wanted)

export const not = (claim: Truth): Truth => (isUnknown(claim) ? claim : truth(!claim.value))

/** False as soon as one is false, whatever the unknowns: doubt shows only where it decides. */
export function all(claims: readonly Truth[]): Truth {
  if (claims.some((claim) => !isUnknown(claim) && !claim.value)) return NO
  return claims.find(isUnknown) ?? YES
}

/** True as soon as one is true, whatever the unknowns. */
export function any(claims: readonly Truth[]): Truth {
  if (claims.some((claim) => !isUnknown(claim) && claim.value)) return YES
  return claims.find(isUnknown) ?? NO
}

export const and = (...claims: readonly Truth[]): Truth => all(claims)
export const or = (...claims: readonly Truth[]): Truth => any(claims)
