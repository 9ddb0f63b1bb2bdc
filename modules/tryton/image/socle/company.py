"""The company, its French chart of accounts and its first fiscal year, each in one transaction."""
import contextlib
import datetime
import zoneinfo
from decimal import Decimal

from trytond.model import ModelSQL
from trytond.pool import Pool
from trytond.transaction import Transaction, TransactionError


def transact(database, action, *args):
    """Runs `action` in one transaction, again with the locks it turned out to need (as Tryton itself does)."""
    extras = {}
    while True:
        with Transaction().start(database, 0, context={'language': 'fr'}, **extras) as transaction:
            try:
                return action(*args)
            except TransactionError as error:
                transaction.rollback()
                error.fix(extras)


def speak_french():
    """Offers French to the users and makes it the default of what is created."""
    Lang = Pool().get('ir.lang')
    Lang.write(Lang.search([('code', '=', 'fr')]), {'translatable': True, 'date': '%d/%m/%Y'})
    configuration = Pool().get('ir.configuration')(1)
    configuration.language = 'fr'
    configuration.save()


def write_password(password):
    User = Pool().get('res.user')
    User.write(User.search([('login', '=', 'admin')]), {'password': password})


def find_company(siren):
    companies = Pool().get('company.company').search([('party.identifiers.code', '=', siren)], limit=1)
    return companies[0] if companies else None


def create_company(site):
    pool = Pool()
    User = pool.get('res.user')
    if find_company(site['company']['siren']):
        return
    french, = pool.get('ir.lang').search([('code', '=', 'fr')])
    france = find_or_create('country.country', {'code': 'FR'}, name='France', code3='FRA', code_numeric='250')
    euro = find_or_create(
        'currency.currency', {'code': 'EUR'}, name='Euro', symbol='€', numeric_code='978',
        rounding=Decimal('0.01'), digits=2)
    party, = pool.get('party.party').create([{
        # One line: Tryton refuses control characters in a name.
        'name': ' '.join(site['company']['name'].split()),
        'lang': french.id,
        'addresses': [('create', [{'country': france.id}])],
        'identifiers': [('create', [{'type': 'fr_siren', 'code': site['company']['siren']}])],
    }])
    company, = pool.get('company.company').create([
        {'party': party.id, 'currency': euro.id, 'timezone': site['timezone']}])
    users = User.search([('login', '=', 'admin')])
    User.write(users, {'companies': [('add', [company.id])], 'company': company.id, 'language': french.id})
    # What these wizards would ask at the first login is what this file does.
    Item = pool.get('ir.module.config_wizard.item')
    Item.write(Item.search([('state', '=', 'open')]), {'state': 'done'})


def find_or_create(model, key, **values):
    Model = Pool().get(model)
    found = Model.search([(name, '=', value) for name, value in key.items()], limit=1)
    return found[0] if found else Model.create([{**key, **values}])[0]


def create_chart(site):
    pool = Pool()
    company = find_company(site['company']['siren'])
    with Transaction().set_context(company=company.id):
        if pool.get('account.account').search([('company', '=', company.id)], limit=1):
            return
        ModelData = pool.get('ir.model.data')
        CreateChart = pool.get('account.create_chart', type='wizard')
        session_id, _, _ = CreateChart.create()
        chart = CreateChart(session_id)
        chart.account.company = company
        chart.account.account_template = ModelData.get_id('account_fr', 'root')
        with trees_at_the_end():
            chart.transition_create_account()
        for name, value in chart.default_properties([]).items():
            setattr(chart.properties, name, value)
        chart.transition_create_properties()
        CreateChart.delete(session_id)


@contextlib.contextmanager
def trees_at_the_end():
    """Numbers the trees (nested sets) once: per record, each of 1,234 accounts renumbers all those before it."""
    touched = set()
    update = ModelSQL.__dict__['_update_mptt']

    def remember(cls, field_names, list_ids, values=None):
        touched.update((cls, name) for name in field_names)

    ModelSQL._update_mptt = classmethod(remember)
    try:
        yield
    finally:
        ModelSQL._update_mptt = update
    for Model, name in touched:
        Model._rebuild_tree(name, None, 0)


def create_fiscal_year(site):
    """Only the first: the following ones are renewed by the accountant, who closes the one before."""
    pool = Pool()
    company = find_company(site['company']['siren'])
    with Transaction().set_context(company=company.id):
        FiscalYear = pool.get('account.fiscalyear')
        if FiscalYear.search([('company', '=', company.id)], limit=1):
            return
        today = datetime.datetime.now(zoneinfo.ZoneInfo(site['timezone'])).date()
        start, end = fiscal_year(today, site['fiscalYearEnd'])
        label = str(end.year) if start.year == end.year else f'{start.year}-{end.year}'
        moves = sequence('ir.sequence', 'account', 'sequence_type_account_move', label, f'EC{end.year}-', company)

        def invoices(prefix):
            return sequence(
                'ir.sequence.strict', 'account_invoice', 'sequence_type_account_invoice', f'{prefix} {label}',
                f'{prefix}{end.year}-', company)

        year, = FiscalYear.create([{
            'name': label,
            'company': company.id,
            'start_date': start,
            'end_date': end,
            'post_move_sequence': moves,
            'invoice_sequences': [('create', [{
                'company': company.id,
                'out_invoice_sequence': invoices('FA'),
                'out_credit_note_sequence': invoices('AV'),
                'in_invoice_sequence': invoices('FF'),
                'in_credit_note_sequence': invoices('AF'),
            }])],
        }])
        FiscalYear.create_period([year])


def fiscal_year(today, end):
    """First and last day of the fiscal year that holds `today`; `end` is "MM-DD", 29 February read as its end."""
    month, day = map(int, end.split('-'))

    def last(year):
        try:
            return datetime.date(year, month, day)
        except ValueError:
            return datetime.date(year, 3, 1) - datetime.timedelta(days=1)

    year = today.year if today <= last(today.year) else today.year + 1
    return last(year - 1) + datetime.timedelta(days=1), last(year)


def sequence(model, module, kind, name, prefix, company):
    """Numbers such as FA2026-00001; strict sequences leave no gap (CGI, annexe II, article 242 nonies A)."""
    ModelData = Pool().get('ir.model.data')
    created, = Pool().get(model).create([{
        'name': name,
        'sequence_type': ModelData.get_id(module, kind),
        'company': company.id,
        'prefix': prefix,
        'padding': 5,
    }])
    return created.id


ACTIONS = {'company': create_company, 'chart': create_chart, 'fiscal-year': create_fiscal_year}
