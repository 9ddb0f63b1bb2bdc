import type { Text } from './text.ts'

/** Every diagnostic of a site description: stable codes, with what each means. Printed in SITE.md. */
export const DIAGNOSTIC_CODES = {
  'SITE-FILE-MISSING': {
    fr: "le fichier n'existe pas ou n'est pas lisible",
    en: 'the file does not exist or cannot be read',
  },
  'SITE-TOO-LARGE': {
    fr: 'le fichier dépasse 256 Kio ou 10 000 valeurs',
    en: 'the file exceeds 256 KiB or 10,000 values',
  },
  'SITE-ENCODING': { fr: "le fichier n'est pas en UTF-8", en: 'the file is not UTF-8' },
  'SITE-CONTROL-CHARACTER': {
    fr: 'le fichier contient un caractère de contrôle',
    en: 'the file holds a control character',
  },
  'SITE-TAB': { fr: 'une tabulation sert de retrait', en: 'a tab is used as indentation' },
  'SITE-YAML': { fr: "le fichier n'est pas du YAML 1.2", en: 'the file is not YAML 1.2' },
  'SITE-YAML-FEATURE': {
    fr: "une possibilité de YAML qui n'a pas sa place ici : directive, plusieurs documents, ancre, alias, étiquette",
    en: 'a feature of YAML that has no place here: directive, several documents, anchor, alias, tag',
  },
  'SITE-TOO-DEEP': { fr: 'trop de niveaux imbriqués', en: 'too many nested levels' },
  'SITE-TOO-MANY': { fr: "plus de fautes qu'il n'en est montré", en: 'more faults than are shown' },
  'SITE-KEY-TYPE': { fr: "une clé n'est pas un texte", en: 'a key is not text' },
  'SITE-DUPLICATE-KEY': { fr: 'une clé est écrite deux fois', en: 'a key is written twice' },
  'SITE-UNKNOWN-KEY': { fr: "une clé n'existe pas à cet endroit", en: 'a key does not exist in this place' },
  'SITE-MISSING-KEY': { fr: 'une clé obligatoire manque', en: 'a required key is missing' },
  'SITE-OVERLAY-KEY': {
    fr: 'une clé ne peut pas être remplacée par un fichier de surcharge',
    en: 'a key cannot be overridden by an overlay file',
  },
  'SITE-TYPE': { fr: 'une valeur est du mauvais type', en: 'a value is of the wrong type' },
  'SITE-VALUE': { fr: "une valeur n'est pas dans la liste fermée", en: 'a value is not in the closed list' },
  'SITE-FORMAT': { fr: "une valeur n'a pas la bonne forme", en: 'a value does not have the right form' },
  'SITE-LENGTH': { fr: 'un texte est vide ou trop long', en: 'a text is empty or too long' },
  'SITE-LIMIT': { fr: 'un nombre est hors bornes', en: 'a number is out of bounds' },
  'SITE-COUNT': { fr: "une liste a trop ou trop peu d'éléments", en: 'a list has too many or too few items' },
  'SITE-DUPLICATE': { fr: 'une liste répète une valeur', en: 'a list repeats a value' },
  'SITE-FORBIDDEN-TEXT': {
    fr: 'un texte contient un caractère de contrôle ou un jeton de CDKTF',
    en: 'a text holds a control character or a CDKTF token',
  },
  'SITE-NAME': {
    fr: "un nom choisi n'a pas la bonne forme",
    en: 'a chosen name does not have the right form',
  },
  'SITE-RESERVED-NAME': { fr: 'un nom est réservé à Socle', en: 'a name is reserved by Socle' },
  'SITE-SIREN': {
    fr: 'la clé du numéro SIREN est fausse',
    en: 'the check digit of the SIREN number is wrong',
  },
  'SITE-TIMEZONE': { fr: "le fuseau horaire n'existe pas", en: 'the time zone does not exist' },
  'SITE-DATE': { fr: "la date n'existe pas au calendrier", en: 'the date is not in the calendar' },
  'SITE-ADDRESS': {
    fr: "l'adresse n'existe pas ou ne peut pas être celle d'une machine",
    en: "the address does not exist or cannot be a machine's",
  },
  'SITE-CIDR': {
    fr: "le réseau n'existe pas, ou son adresse a des bits d'hôte",
    en: 'the network does not exist, or its address has host bits set',
  },
  'SITE-NETWORK-RANGE': {
    fr: "`network.range` n'est pas une plage IPv4 privée de /16 à /24",
    en: '`network.range` is not a private IPv4 range of /16 to /24',
  },
  'SITE-OVERLAP': { fr: 'deux réseaux se chevauchent', en: 'two networks overlap' },
  'SITE-PORT-CLASH': { fr: 'deux services veulent le même port', en: 'two services want the same port' },
  'SITE-HOSTNAME': { fr: "un nom n'est pas sous `site.domain`", en: 'a name is not under `site.domain`' },
  'SITE-HOSTNAME-CLASH': { fr: 'un nom sert deux fois', en: 'a name serves twice' },
  'SITE-DUPLICATE-ID': {
    fr: 'deux éléments ont le même identifiant',
    en: 'two items have the same identifier',
  },
  'SITE-UNKNOWN-HOST': { fr: "un hôte n'est pas dans `hosts`", en: 'a host is not in `hosts`' },
  'SITE-UNKNOWN-ZONE': {
    fr: "une zone n'est ni du site ni dans `network.lan`",
    en: "a zone is neither the site's nor in `network.lan`",
  },
  'SITE-UNKNOWN-SERVICE': { fr: "un service n'est pas dans cette zone", en: 'a service is not in this zone' },
  'SITE-UNKNOWN-PERSON': { fr: "une personne n'est pas dans `people`", en: 'a person is not in `people`' },
  'SITE-ROLE-EMPTY': { fr: 'personne ne tient ce rôle', en: 'nobody holds this role' },
  'SITE-SECRET-IN-CLEAR': {
    fr: "une variable d'environnement semble porter un secret",
    en: 'an environment variable seems to carry a secret',
  },
  'SITE-RPO': {
    fr: 'la perte de données promise est plus courte que le rythme des sauvegardes',
    en: 'the promised data loss is shorter than the backup rhythm',
  },
  'SITE-RETENTION': {
    fr: 'une durée de conservation ne tient pas',
    en: 'a retention does not hold',
  },
} as const satisfies Record<string, Text>

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES
