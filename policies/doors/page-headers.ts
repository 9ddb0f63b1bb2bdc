/** What a page says to browsers of what they may do with it. */

const UNSAFE = /'(unsafe-inline|unsafe-eval)'/gi

/** Names of the directives of a CSP, and what is unsafe in them: the rest may change at each answer. */
export function policyWords(policy: string): string[] {
  const names = policy.split(/[;,]/).flatMap((part) => /^\s*([a-z-]{1,30})(?=\s|$)/i.exec(part)?.[1] ?? [])
  const unsafe = [...policy.matchAll(UNSAFE)].map(([, word = '']) => word)
  return [...new Set([...names, ...unsafe].map((word) => word.toLowerCase()))].sort()
}

/** Scripts limited, no frame but those that are named, nothing unsafe. */
export function isTightPolicy(policy: string): boolean {
  const words = policyWords(policy)
  const limitsScripts = words.includes('script-src') || words.includes('default-src')
  return (
    limitsScripts && words.includes('frame-ancestors') && !words.some((word) => word.startsWith('unsafe-'))
  )
}

const REFERRER_POLICIES = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
]
/** Whole addresses go to other sites. */
const LOOSE = ['no-referrer-when-downgrade', 'unsafe-url']

/** Of several, a browser follows the last that it knows. */
export const referrerPolicy = (header: string): string | undefined =>
  header
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => REFERRER_POLICIES.includes(word))
    .at(-1)

export const isTightReferrer = (header: string): boolean => {
  const policy = referrerPolicy(header)
  return policy !== undefined && !LOOSE.includes(policy)
}

/** Attributes of a cookie, its name and value left out. */
export function isTightCookie(attributes: readonly string[]): boolean {
  const written = attributes.map((attribute) => attribute.trim().toLowerCase())
  const sameSite = written.includes('samesite=lax') || written.includes('samesite=strict')
  return written.includes('secure') && written.includes('httponly') && sameSite
}
