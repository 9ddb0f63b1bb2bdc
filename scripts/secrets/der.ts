/**
 * The little ASN.1 that name constraints need and the X.509 library lacks: definite lengths below 64 KiB.
 * @see ITU-T X.690, 8.1 and 10.1
 */

/** One element: tag, length, body. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  if (length > 0xffff) throw new RangeError(`DER element of ${length} bytes: at most 65535`)
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), body])
}

/** The elements that a body is made of. @throws RangeError when a length reaches beyond the body */
export function elements(body: Uint8Array): { tag: number; body: Buffer }[] {
  const bytes = Buffer.from(body)
  const found: { tag: number; body: Buffer }[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes.readUInt8(at)
    const first = bytes.readUInt8(at + 1)
    const extra = first < 0x80 ? 0 : first - 0x80
    const length = extra ? bytes.readUIntBE(at + 2, extra) : first
    const start = at + 2 + extra
    if (start + length > bytes.length) throw new RangeError('DER length beyond its body')
    found.push({ tag, body: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}
