import type { Text } from '../../modules/site/text.ts'

/**
 * What of the CIS Docker Benchmark 1.6.0 a live tool checks, and which of our rules looks at the same thing. The
 * numbers only: its texts are not free to copy, and a number means something in its own version alone.
 */
export interface BenchmarkCheck {
  readonly id: string
  readonly about: Text
  /** Empty: Socle does not judge it, `note` says why. */
  readonly rules: readonly string[]
  readonly note?: Text
}

export const CIS_DOCKER_VERSION = '1.6.0'

const check = (
  id: string,
  fr: string,
  en: string,
  rules: readonly string[],
  note?: Text,
): BenchmarkCheck => ({
  id,
  about: { fr, en },
  rules,
  ...(note === undefined ? {} : { note }),
})

const byHand: Text = {
  fr: "se juge à la main dans le référentiel ; rien de mesurable d'ici",
  en: 'is judged by hand in the benchmark; nothing to measure from here',
}

const notUsed: Text = {
  fr: "ne s'applique pas : Socle ne pose ni Swarm ni registre",
  en: 'does not apply: Socle sets up neither Swarm nor a registry',
}

export const CIS_DOCKER: readonly BenchmarkCheck[] = [
  check(
    '2.2',
    'pont par défaut sans échange entre conteneurs',
    'default bridge without traffic between containers',
    ['CTR-03'],
    {
      fr: "le réglage du pont par défaut importe peu : aucun conteneur n'y est attaché",
      en: 'the setting of the default bridge matters little: no container is attached to it',
    },
  ),
  check('2.7', 'API du moteur protégée', 'engine API protected', ['ADM-01'], {
    fr: "un outil échoue dès que TLS n'est pas réglé ; sans écoute TCP, il n'y a rien à chiffrer",
    en: 'a tool fails as soon as TLS is not set; without a TCP listener there is nothing to encrypt',
  }),
  check('2.9', "espace d'utilisateurs du moteur", 'user namespace of the engine', ['CTR-05'], {
    fr: 'Socle montre la variante dégradée quand le moteur ne le règle pas, sans la donner pour la mesure elle-même',
    en: 'Socle shows the degraded variant where the engine does not set it, and does not take it for the measure itself',
  }),
  check('2.13', 'journaux du moteur centralisés', 'engine logs centralised', ['CTR-09']),
  check(
    '2.14',
    'aucun nouveau privilège, réglage du moteur',
    'no new privilege, engine setting',
    ['CTR-06'],
    {
      fr: 'Socle le règle et le juge conteneur par conteneur',
      en: 'Socle sets and judges it container by container',
    },
  ),
  check('4.1', "utilisateur propre dans l'image", 'a user of its own in the image', ['CTR-10'], {
    fr: "un outil lit l'image, parfois par une commande qui échoue ; Socle juge l'utilisateur sous lequel le conteneur tourne",
    en: 'a tool reads the image, sometimes with a command that breaks; Socle judges the user that the container runs as',
  }),
  check('4.4', 'images reconstruites avec les correctifs', 'images rebuilt with fixes', ['CTR-10', 'MCS-01']),
  check('4.6', 'contrôle de santé', 'health check', ['CTR-12'], {
    fr: 'un outil regarde toutes les images du moteur ; Socle le contrôle de chaque conteneur du site, écrit avec lui',
    en: 'a tool looks at every image of the engine; Socle at the check of each container of the site, written with it',
  }),
  check('4.10', "secrets dans l'image", 'secrets in the image', ['ADM-11']),
  check('5.1', 'Swarm', 'Swarm', [], notUsed),
  check('5.2', 'profil AppArmor', 'AppArmor profile', ['CTR-06'], {
    fr: "le moteur pose son profil quand le noyau le permet ; Socle refuse qu'un conteneur le retire et ne juge pas le noyau",
    en: 'the engine sets its profile where the kernel can; Socle refuses that a container removes it and does not judge the kernel',
  }),
  check('5.3', 'étiquettes SELinux', 'SELinux labels', ['CTR-06']),
  check('5.4', 'capacités', 'capabilities', ['CTR-06']),
  check('5.5', 'conteneur privilégié', 'privileged container', ['CTR-01']),
  check('5.6', "dossiers de l'hôte", 'host folders', ['CTR-01', 'CTR-08']),
  check('5.7', 'serveur SSH dans un conteneur', 'SSH server in a container', ['ADM-01']),
  check('5.8', 'ports privilégiés', 'privileged ports', ['NET-03']),
  check('5.9', 'ports nécessaires seulement', 'needed ports only', ['NET-04'], {
    fr: 'un outil ne sait pas lesquels sont voulus et les montre tous ; Socle les compare à ce que site.yaml publie',
    en: 'a tool cannot know which are meant and shows them all; Socle compares them with what site.yaml publishes',
  }),
  check('5.10', "réseau de l'hôte", 'network of the host', ['CTR-03']),
  check('5.11', 'mémoire bornée', 'bounded memory', ['CTR-07']),
  check('5.12', 'processeur borné', 'bounded processor', ['CTR-07'], {
    fr: 'certains outils ne lisent que le poids relatif (cpu-shares), qui ne borne rien ; Socle veut une limite',
    en: 'some tools read the relative weight (cpu-shares) only, which bounds nothing; Socle wants a limit',
  }),
  check('5.13', 'racine en lecture seule', 'read-only root', ['CTR-08']),
  check('5.14', 'adresse de publication', 'address of publication', ['NET-04']),
  check('5.15', 'redémarrage borné', 'bounded restart', ['CTR-14'], {
    fr: "le référentiel veut cinq essais au plus ; un service de facturation doit revenir après une panne longue, et l'arrêt se voit par le contrôle de santé",
    en: 'the benchmark wants five attempts at most; a billing service has to come back after a long outage, and its health check shows a crash loop',
  }),
  check('5.16', 'espace PID', 'PID namespace', ['CTR-04']),
  check('5.17', 'espace IPC', 'IPC namespace', ['CTR-04']),
  check('5.18', "périphériques de l'hôte", 'host devices', ['CTR-02']),
  check('5.19', 'limites de ressources par processus', 'per-process resource limits', [], byHand),
  check('5.20', 'propagation des montages', 'mount propagation', ['CTR-13']),
  check('5.21', 'espace UTS', 'UTS namespace', ['CTR-04']),
  check('5.22', 'profil seccomp', 'seccomp profile', ['CTR-06']),
  check('5.23', 'docker exec privilégié', 'privileged docker exec', [], byHand),
  check('5.24', 'docker exec en root', 'docker exec as root', [], byHand),
  check('5.25', 'groupe de contrôle', 'control group', ['CTR-07', 'CTR-16']),
  check('5.26', 'nouveaux privilèges', 'new privileges', ['CTR-06']),
  check('5.27', 'santé en marche', 'health at run time', ['CTR-12']),
  check('5.28', "version de l'image", 'version of the image', ['CTR-10']),
  check('5.29', 'nombre de processus', 'number of processes', ['CTR-07']),
  check('5.30', 'pont docker0', 'docker0 bridge', ['CTR-03'], {
    fr: "un outil montre l'existence du pont ; Socle juge que personne n'y est attaché",
    en: 'a tool shows that the bridge exists; Socle judges that nobody is attached to it',
  }),
  check('5.31', "espace d'utilisateurs de l'hôte", 'user namespace of the host', ['CTR-05']),
  check('5.32', 'socket du moteur', 'engine socket', ['CTR-01']),
]
