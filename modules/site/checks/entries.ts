import type { Draft } from '../draft.ts'

type Present<T> = readonly [key: string, value: NonNullable<T>][]

/** Entries of a map that may be missing, without the values that the schema refused. */
export const entries = <T>(map: Readonly<Record<string, T>> | undefined): Present<T> =>
  Object.entries(map ?? {}).filter((entry): entry is [string, NonNullable<T>] => entry[1] != null)

/** Items of a list that may be missing, with their index. */
export const items = <T>(list: readonly (T | undefined)[] | undefined): { index: number; item: T }[] =>
  (list ?? []).flatMap((item, index) => (item === undefined ? [] : [{ index, item }]))

/** True when no item of the list was left out: only then can a reference to one of them be said wrong. */
export const isWhole = (list: readonly unknown[] | undefined): boolean =>
  list?.every((item) => item != null) ?? false

export type DraftApplication = NonNullable<NonNullable<NonNullable<Draft['billing']>['applications']>[number]>
