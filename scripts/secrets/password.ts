import { randomBytes } from 'node:crypto'

/** No 0 O o, 1 I l: a person may have to read one aloud. No `:` nor `\`, which a pgpass file would escape. */
export const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

export const MIN_LENGTH = 24
const MAX_LENGTH = 128

/**
 * Random password. 24 characters of an alphabet of 56 are 139 bits, above the 20 characters that ANSSI asks of a
 * secret nobody memorises. A byte beyond the last whole multiple of 56 is drawn again, so no character is likelier.
 *
 * @see ANSSI-PG-078 v2.0, R21 (length), R5 (randomness)
 */
export function randomPassword(length = MIN_LENGTH): string {
  if (!Number.isInteger(length) || length < MIN_LENGTH || length > MAX_LENGTH) {
    throw new RangeError(`password length must be ${MIN_LENGTH} to ${MAX_LENGTH}, got ${length}`)
  }
  const limit = 256 - (256 % ALPHABET.length)
  let password = ''
  while (password.length < length) {
    const fair = [...randomBytes(length)].filter((byte) => byte < limit)
    password += fair.map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  }
  return password.slice(0, length)
}
