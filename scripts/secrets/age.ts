import { altered, badRecipient, wrongIdentity } from './failures.ts'
import { SecretValue } from './secret-value.ts'

const age = () => import('age-encryption')

/** Text of a public key in any form that age knows: native, hybrid, hardware tag. */
export const RECIPIENT = /^age1[0-9a-z]{1,2500}$/

/** Encrypts to every recipient; the result is ASCII-armored. @throws Failure SECRETS-RECIPIENT */
export async function encrypt(plaintext: string, recipients: readonly string[]): Promise<string> {
  const { Encrypter, armor } = await age()
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch (cause) {
      throw badRecipient(recipient, cause)
    }
  }
  try {
    return armor.encode(await encrypter.encrypt(plaintext))
  } catch (cause) {
    // Post-quantum and classical keys do not mix: age refuses the set, not one key.
    throw badRecipient(recipients.at(-1) ?? '', cause)
  }
}

/** @param name - what is decrypted, for the message. @throws Failure SECRETS-WRONG-IDENTITY, SECRETS-ALTERED */
export async function decrypt(armored: string, identity: SecretValue, name: string): Promise<SecretValue> {
  const { Decrypter, armor } = await age()
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity.reveal())
  try {
    return new SecretValue(await decrypter.decrypt(armor.decode(armored), 'text'))
  } catch (cause) {
    if ((cause as Error).message === "no identity matched any of the file's recipients")
      throw wrongIdentity(cause)
    throw altered(name, cause)
  }
}

/** X25519, which the `age` of Debian opens too. */
export const generateIdentity = async () => new SecretValue(await (await age()).generateX25519Identity())

/** Public key of an identity. Rejects when the identity is malformed. */
export const recipientOf = async (identity: SecretValue) =>
  (await age()).identityToRecipient(identity.reveal())
