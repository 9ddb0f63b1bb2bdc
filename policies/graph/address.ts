const KEY = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`
const KEYS = new RegExp(KEY, 'g')
const MODULE = new RegExp(String.raw`module\.[\w-]+(?:${KEY})?\.`, 'gy')

/** Address without instance keys. */
export const baseAddress = (address: string): string => address.replace(KEYS, '')

/** Modules that an address goes through, outermost first: `module.a[0].`, `module.b["x"].`. */
export const modulesOf = (address: string): string[] => [...address.matchAll(MODULE)].map(([step]) => step)

/** A data source creates nothing. */
export const isDataSource = (address: string): boolean =>
  address.slice(modulesOf(address).join('').length).startsWith('data.')
