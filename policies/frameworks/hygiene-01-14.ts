import type { Measure } from './framework.ts'

export const MEASURES_1_TO_14: readonly Measure[] = [
  {
    number: 'M1',
    title: { fr: 'Former les équipes opérationnelles à la SSI', en: 'Train operational teams in security' },
    level: 'standard',
    left: { fr: 'la formation des personnes', en: 'the training of people' },
    document: { fr: 'attestations de formation datées', en: 'dated training records' },
  },
  {
    number: 'M2',
    title: { fr: 'Sensibiliser les utilisateurs', en: 'Raise the awareness of users' },
    level: 'standard and reinforced',
    left: { fr: 'ce que les utilisateurs savent', en: 'what users know' },
    document: {
      fr: 'dates et supports de sensibilisation, charte informatique signée',
      en: 'dates and material of awareness sessions, signed IT charter',
    },
  },
  {
    number: 'M3',
    title: { fr: "Maîtriser les risques de l'infogérance", en: 'Control the risks of outsourcing' },
    level: 'standard',
    left: { fr: 'les engagements du contrat', en: 'what the contract commits to' },
    document: {
      fr: "contrat d'infogérance, plan d'assurance sécurité (PAS), clause de réversibilité",
      en: 'outsourcing contract, security assurance plan (PAS), reversibility clause',
    },
  },
  {
    number: 'M4',
    title: {
      fr: 'Identifier informations/serveurs sensibles, schéma du réseau',
      en: 'Identify sensitive information and servers, keep a network diagram',
    },
    level: 'standard',
    left: {
      fr: 'ce qui est sensible pour le client, et le réseau hors du site',
      en: 'what is sensitive to the client, and the network outside the site',
    },
    document: {
      fr: 'schéma du réseau à jour, liste des serveurs sensibles',
      en: 'up-to-date network diagram, list of sensitive servers',
    },
  },
  {
    number: 'M5',
    title: {
      fr: 'Inventaire exhaustif des comptes privilégiés',
      en: 'Keep a full inventory of privileged accounts',
    },
    level: 'standard',
    left: {
      fr: 'les comptes qui existent hors de site.yaml, et leur revue',
      en: 'the accounts that exist outside site.yaml, and their review',
    },
    document: {
      fr: 'inventaire des comptes privilégiés et compte rendu de revue datés',
      en: 'dated inventory of privileged accounts and report of its review',
    },
  },
  {
    number: 'M6',
    title: {
      fr: "Procédures d'arrivée, départ, changement de fonction",
      en: 'Procedures for arrivals, departures and changes of position',
    },
    level: 'standard and reinforced',
    left: { fr: 'le suivi des mouvements de personnel', en: 'how moves of staff are followed' },
    document: {
      fr: "procédures d'arrivée et de départ, dernier relevé des droits",
      en: 'arrival and departure procedures, last record of rights',
    },
  },
  {
    number: 'M7',
    title: {
      fr: 'Autoriser la connexion aux seuls équipements maîtrisés',
      en: 'Let managed equipment only connect',
    },
    level: 'standard and reinforced',
    judged: {
      fr: 'le réseau des invités est à part, tel que site.yaml le décrit',
      en: 'the network of guests is apart, as site.yaml describes it',
    },
    left: {
      fr: 'quels équipements se connectent vraiment ; 802.1X',
      en: 'which equipment truly connects; 802.1X',
    },
    document: {
      fr: 'configuration des commutateurs et du Wi-Fi, inventaire des équipements',
      en: 'configuration of switches and Wi-Fi, inventory of equipment',
    },
  },
  {
    number: 'M8',
    title: {
      fr: 'Identifier nommément, distinguer utilisateur/administrateur',
      en: 'Name each person, tell users from administrators',
    },
    level: 'standard and reinforced',
    judged: {
      fr: 'une adresse et un identifiant par personne, le rôle admin seul, tels que site.yaml les décrit',
      en: 'an address and an identifier for each person, the role admin alone, as site.yaml describes them',
    },
    left: {
      fr: 'les comptes qui existent vraiment dans les systèmes, et leur journal',
      en: 'the accounts that truly exist in systems, and their log',
    },
    document: {
      fr: 'extraction datée des comptes, avec leur titulaire et leur rôle',
      en: 'dated extraction of accounts, with their holder and role',
    },
  },
  {
    number: 'M9',
    title: {
      fr: 'Attribuer les bons droits sur les ressources sensibles',
      en: 'Give the right permissions on sensitive resources',
    },
    level: 'standard',
    judged: {
      fr: 'qui joint les bases de données par le réseau',
      en: 'who reaches the databases over the network',
    },
    left: {
      fr: 'les droits dans les applications et sur les partages de fichiers',
      en: 'permissions in applications and on file shares',
    },
    document: { fr: 'revue datée des droits', en: 'dated review of permissions' },
  },
  {
    number: 'M10',
    title: {
      fr: 'Règles de choix et dimensionnement des mots de passe',
      en: 'Rules for choosing and sizing passwords',
    },
    level: 'standard',
    left: {
      fr: 'la politique de mots de passe et son application',
      en: 'the password policy and its enforcement',
    },
    document: {
      fr: 'politique de mots de passe, réglages des applications',
      en: 'password policy, settings of applications',
    },
  },
  {
    number: 'M11',
    title: { fr: 'Protéger les mots de passe stockés', en: 'Protect stored passwords' },
    level: 'standard',
    judged: {
      fr: 'aucun secret du site en clair dans ce qui est écrit, planifié ou lancé',
      en: 'no secret of the site in clear in what is written, planned or started',
    },
    left: { fr: 'les mots de passe que les personnes notent', en: 'the passwords that people write down' },
    document: { fr: 'coffre de mots de passe fourni aux utilisateurs', en: 'password safe given to users' },
  },
  {
    number: 'M12',
    title: {
      fr: "Changer les éléments d'authentification par défaut",
      en: 'Change default authentication elements',
    },
    level: 'standard and reinforced',
    judged: {
      fr: 'aucun mot de passe par défaut connu dans ce qui est donné aux conteneurs',
      en: 'no well-known default password in what containers are given',
    },
    left: {
      fr: 'les équipements hors du site, et le renouvellement des secrets',
      en: 'equipment outside the site, and the renewal of secrets',
    },
    document: {
      fr: 'compte rendu de mise en service des équipements, dates de renouvellement',
      en: 'commissioning report of equipment, renewal dates',
    },
  },
  {
    number: 'M13',
    title: { fr: 'Privilégier une authentification forte', en: 'Prefer strong authentication' },
    level: 'standard and reinforced',
    judged: {
      fr: 'aucun bureau à distance publié ; sa passerelle, telle que site.yaml la décrit',
      en: 'no remote desktop published; its gateway, as site.yaml describes it',
    },
    left: { fr: 'les facteurs demandés à chaque porte', en: 'the factors asked for at each door' },
    document: {
      fr: "réglages du fournisseur d'identité, liste des accès à deux facteurs",
      en: 'settings of the identity provider, list of two-factor accesses',
    },
  },
  {
    number: 'M14',
    title: {
      fr: 'Niveau de sécurité minimal sur tout le parc',
      en: 'Minimum level of security on all equipment',
    },
    level: 'standard and reinforced',
    left: { fr: 'les postes et leurs logiciels', en: 'PCs and their software' },
    document: {
      fr: 'inventaire du parc : antivirus, pare-feu local, chiffrement',
      en: 'inventory of equipment: antivirus, local firewall, encryption',
    },
  },
]
