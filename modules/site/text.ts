/** What an infogérant, a client or an auditor reads exists in both languages. */
export type Lang = 'fr' | 'en'
export type Text = Readonly<Record<Lang, string>>
