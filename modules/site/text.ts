/** What an infogérant, a client or an auditor reads exists in both languages. */
export type Lang = 'fr' | 'en'
export type Text = Readonly<Record<Lang, string>>

/** Control, bidirectional and lone surrogate characters written as escapes: what was read never drives a terminal. */
export const printable = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
