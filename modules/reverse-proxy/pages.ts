/** An application that does not run behind the proxy: a Remote Desktop host, a supplier's service. */
export interface Elsewhere {
  readonly title: string
  readonly text: string
  readonly url?: string
}

/** What the users of the site read at its door (they are French-speaking; operators read `socle status`). */
export function informationPage(elsewhere: readonly Elsewhere[]): string {
  const items = elsewhere.map(({ title, text, url }) =>
    [
      '<section>',
      `<h2>${escape(title)}</h2>`,
      `<p>${escape(text)}</p>`,
      ...(url !== undefined && /^https?:\/\//i.test(url)
        ? [`<p><a href="${escape(url)}" rel="noreferrer">Ouvrir ${escape(title)}</a></p>`]
        : []),
      '</section>',
    ].join('\n'),
  )
  const nothing = '<p>Aucune application ne répond à cette adresse.</p>'
  return page('Facturation', items.length > 0 ? items.join('\n') : nothing)
}

/** The application is away or still starting: the page asks again by itself. */
export const unavailablePage = (): string =>
  page(
    'Application indisponible',
    '<p>L’application ne répond pas pour le moment : elle démarre, ou elle est en maintenance.</p>\n' +
      '<p>Cette page se recharge toute seule. Si cela dure, prévenez votre infogérant.</p>',
    '<meta http-equiv="refresh" content="10">\n',
  )

export const refusedPage = (): string =>
  page(
    'Demande refusée',
    '<p>Cette demande n’a pas pu être traitée : adresse inconnue, fichier trop gros (16 Mio au plus) ou trop ' +
      'de demandes à la fois.</p>\n<p><a href="/">Revenir à l’accueil</a></p>',
  )

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #1c2733 }
a { color: #0b5394 }
</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
