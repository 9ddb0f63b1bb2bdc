/** Terraform's escapes undone: `$${` is `${`, `%%{` is `%{`; what its own plan would show. */
export const plain = (value: unknown): unknown =>
  mapStrings(value, (text) => text.replace(/\$\$\{/g, () => '${').replace(/%%\{/g, () => '%{'))

/** The same data with every string changed; keys are left alone. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]))
}
