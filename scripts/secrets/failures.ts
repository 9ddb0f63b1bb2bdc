import { Failure } from '../lib/fail.ts'

/** Every way in which secrets can fail, with its stable code. No message ever quotes a plaintext. */
const failure = (code: string, fr: string, en: string, cause?: unknown) =>
  new Failure(`SECRETS-${code}`, { fr, en }, { cause })

export const storeAbsent = (path: string) =>
  failure(
    'ABSENT',
    `${path} n'existe pas : lancez \`socle secrets init\``,
    `${path} does not exist: run \`socle secrets init\``,
  )

/** `where` is a position in the file, never its content: the file may be hostile. */
export const storeMalformed = (path: string, where: string, cause?: unknown) =>
  failure(
    'MALFORMED',
    `${path} n'est pas un fichier de secrets lisible (${where}) : restaurez-le depuis le dépôt du site`,
    `${path} is not a readable secrets file (${where}): restore it from the site's repository`,
    cause,
  )

export const otherSite = (path: string, siteId: string) =>
  failure(
    'OTHER-SITE',
    `${path} appartient à un autre site que ${siteId} : un fichier de secrets ne se copie pas, lancez \`socle secrets init\` sur un dossier sans secrets.yaml`,
    `${path} belongs to another site than ${siteId}: a secrets file is not to be copied, run \`socle secrets init\` on a folder without secrets.yaml`,
  )

export const unknownSecret = (name: string) =>
  failure(
    'UNKNOWN',
    `aucun secret ne s'appelle ${name} : \`socle secrets list\` donne les noms`,
    `no secret is called ${name}: \`socle secrets list\` gives the names`,
  )

export const altered = (name: string, cause?: unknown) =>
  failure(
    'ALTERED',
    `le secret ${name} a été tronqué, modifié ou échangé avec un autre : restaurez secrets.yaml depuis le dépôt du site`,
    `the secret ${name} was truncated, modified or swapped with another: restore secrets.yaml from the site's repository`,
    cause,
  )

export const wrongIdentity = (cause?: unknown) =>
  failure(
    'WRONG-IDENTITY',
    "la clé age utilisée n'ouvre pas ces secrets : indiquez celle du site dans SOCLE_AGE_KEY_FILE, ou demandez à un destinataire d'ajouter la vôtre à secrets.recipients puis de lancer `socle secrets init`",
    'this age key does not open these secrets: give the key of the site in SOCLE_AGE_KEY_FILE, or ask a recipient to add yours to secrets.recipients and to run `socle secrets init`',
    cause,
  )

export const identityAbsent = (path: string) =>
  failure(
    'IDENTITY-ABSENT',
    `la clé age ${path} n'existe pas : restaurez-la depuis sa copie, ou indiquez son chemin dans SOCLE_AGE_KEY_FILE`,
    `the age key ${path} does not exist: restore it from its copy, or give its path in SOCLE_AGE_KEY_FILE`,
  )

export const identityOpen = (path: string, mode: string, wanted: string) =>
  failure(
    'IDENTITY-OPEN',
    `d'autres que vous ont accès à ${path} (mode ${mode}) : lancez \`chmod ${wanted} ${path}\``,
    `others than you have access to ${path} (mode ${mode}): run \`chmod ${wanted} ${path}\``,
  )

export const identityInside = (path: string, siteDir: string) =>
  failure(
    'IDENTITY-INSIDE',
    `la clé age ${path} est dans le dossier du site ${siteDir}, donc bientôt dans son dépôt : déplacez-la et indiquez son chemin dans SOCLE_AGE_KEY_FILE`,
    `the age key ${path} is inside the site folder ${siteDir}, hence soon in its repository: move it and give its path in SOCLE_AGE_KEY_FILE`,
  )

/** Without a cause: the library's message quotes the key. */
export const identityMalformed = (path: string) =>
  failure(
    'IDENTITY-MALFORMED',
    `${path} ne contient pas exactement une clé age (AGE-SECRET-KEY-1…) : restaurez-la depuis sa copie`,
    `${path} does not hold exactly one age key (AGE-SECRET-KEY-1…): restore it from its copy`,
  )

export const identityUnusable = (path: string, cause: unknown) =>
  failure(
    'IDENTITY-UNUSABLE',
    `la clé age ${path} ne peut être ni lue ni écrite (${(cause as NodeJS.ErrnoException).code ?? 'erreur'})`,
    `the age key ${path} can be neither read nor written (${(cause as NodeJS.ErrnoException).code ?? 'error'})`,
    cause,
  )

export const badRecipient = (recipient: string, cause?: unknown) =>
  failure(
    'RECIPIENT',
    `${JSON.stringify(recipient.slice(0, 80))} n'est pas une clé publique age (age1…) utilisable avec les autres : corrigez secrets.recipients`,
    `${JSON.stringify(recipient.slice(0, 80))} is not an age public key (age1…) usable with the others: correct secrets.recipients`,
    cause,
  )

export const notRecipient = (recipient: string) =>
  failure(
    'NOT-RECIPIENT',
    `votre clé ${recipient} n'est plus parmi les destinataires : ajoutez-la à secrets.recipients, sinon vous ne pourriez plus ouvrir ce que vous écrivez`,
    `your key ${recipient} is no longer among the recipients: add it to secrets.recipients, or you could not open what you write`,
  )

export const authorityForbids = (hostname: string, permitted: readonly string[]) =>
  failure(
    'CA-NAMES',
    `l'autorité du site ne peut pas signer ${hostname} (elle est limitée à ${permitted.join(', ')}) : remplacez-la par \`socle secrets rotate ca/ca.crt\`, puis faites approuver la nouvelle par les postes`,
    `the CA of the site may not sign ${hostname} (it is limited to ${permitted.join(', ')}): replace it with \`socle secrets rotate ca/ca.crt\`, then have the workstations trust the new one`,
  )

export const authorityExpiring = (daysLeft: number) =>
  failure(
    'CA-EXPIRING',
    `l'autorité du site expire dans ${daysLeft} jours, trop tôt pour signer : remplacez-la par \`socle secrets rotate ca/ca.crt\`, puis faites approuver la nouvelle par les postes`,
    `the CA of the site expires in ${daysLeft} days, too soon to sign: replace it with \`socle secrets rotate ca/ca.crt\`, then have the workstations trust the new one`,
  )

export const authorityCopy = (name: string) =>
  failure(
    'CA-COPY',
    `${name} est une copie du certificat de l'autorité : pour remplacer l'autorité elle-même, que tous les postes devront approuver à nouveau, nommez ca/ca.crt`,
    `${name} is a copy of the CA certificate: to replace the CA itself, which every workstation must then trust anew, name ca/ca.crt`,
  )

export const badCertificate = (cause: unknown) =>
  failure(
    'CERTIFICATE',
    "un certificat X.509 au format PEM était attendu : ce texte n'en est pas un",
    'an X.509 certificate in PEM was expected: this text is none',
    cause,
  )
