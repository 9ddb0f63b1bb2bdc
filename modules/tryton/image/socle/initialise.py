"""From an empty database to one that can post an invoice; what is already there is left as it is."""
import contextlib
import hashlib
import json
import logging
import logging.config
import os
import time

import psycopg2

logging.config.fileConfig(os.environ['TRYTOND_LOGGING_CONFIG'])

from socle import company  # noqa: E402
from trytond import backend  # noqa: E402
from trytond.config import config  # noqa: E402
from trytond.model import ModelStorage  # noqa: E402
from trytond.pool import Pool  # noqa: E402

logger = logging.getLogger('socle')
DATABASE = os.environ['PGDATABASE']
MODULES = [
    'ir', 'res', 'country', 'currency', 'party', 'party_siret', 'company', 'product', 'account',
    'account_product', 'account_invoice', 'account_fr', 'edocument_unece', 'edocument_uncefact', 'user_role',
]
STEPS = ['database', 'modules', 'company', 'chart', 'fiscal-year', 'password']


def state(text):
    """The line that /health shows, and the log."""
    with open('/tmp/socle-state', 'w') as file:
        file.write(text + '\n')
    logger.info(text)


@contextlib.contextmanager
def step(name):
    state(f'initialising {STEPS.index(name) + 1}/{len(STEPS)}: {name}')
    started = time.monotonic()
    yield
    logger.info('%s: %.1f s', name, time.monotonic() - started)


def run(site, password_path):
    """Runs the steps that are not done yet; `site` is the object that `trytonConfig` wrote."""
    with open('/usr/share/socle/packages', 'rb') as file:
        packages = hashlib.sha256(file.read()).hexdigest()
    with open(password_path) as file:
        password = file.read().rstrip('\n')
    settled = hashlib.sha256(json.dumps(site, sort_keys=True).encode()).hexdigest()

    wait_for_database()
    done = read_done()
    if done.get('packages') != packages:
        create_tables()
        update_modules(first='packages' not in done)
        write_done('packages', packages)
    if done.get('site') != settled:
        set_up(site)
        write_done('site', settled)
    set_password(password)
    state('starting')


def wait_for_database():
    with step('database'):
        while True:
            try:
                return psycopg2.connect('').close()
            except psycopg2.OperationalError as error:
                logger.warning('%s', str(error).strip().splitlines()[0])
                time.sleep(1)


@contextlib.contextmanager
def session():
    """A connection of our own; the commit of a mark waits for the disk, and with it all that came before."""
    connection = psycopg2.connect('', options='-c synchronous_commit=on')
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def read_done():
    with session() as cursor:
        cursor.execute('CREATE TABLE IF NOT EXISTS socle_done (what text PRIMARY KEY, mark text NOT NULL)')
        cursor.execute('SELECT what, mark FROM socle_done')
        return dict(cursor)


def write_done(what, mark):
    with session() as cursor:
        cursor.execute(
            'INSERT INTO socle_done VALUES (%s, %s) ON CONFLICT (what) DO UPDATE SET mark = excluded.mark',
            (what, mark))


def create_tables():
    database = backend.Database(DATABASE)
    database.connect()
    if not database.test():
        database.init()


def update_modules(first):
    """Activates the modules, or brings their tables and records to the installed packages (`trytond-admin -u`)."""
    with step('modules'):
        # The records of a first activation all come from the packages: checking each against its domain is half
        # of the time and finds nothing (the database is the same to the row).
        with unchecked() if first else contextlib.nullcontext():
            Pool(DATABASE).init(update=MODULES, lang=[config.get('database', 'language')], activatedeps=True)
        company.transact(DATABASE, company.speak_french)


@contextlib.contextmanager
def unchecked():
    validate = ModelStorage.__dict__['_validate']
    ModelStorage._validate = classmethod(lambda cls, records, field_names=None: None)
    try:
        yield
    finally:
        ModelStorage._validate = validate


def set_up(site):
    Pool(DATABASE).init()
    for name, action in company.ACTIONS.items():
        with step(name):
            company.transact(DATABASE, action, site)


def set_password(password):
    """At every start, so that a new secret takes a restart; an unchanged one is left (a change ends sessions)."""
    with step('password'):
        from trytond.res.user import CRYPT_CONTEXT
        with session() as cursor:
            cursor.execute("SELECT password_hash FROM res_user WHERE login = 'admin'")
            hashed, = cursor.fetchone()
        if hashed and CRYPT_CONTEXT.verify(password, hashed):
            return
        Pool(DATABASE).init()
        company.transact(DATABASE, company.write_password, password)
