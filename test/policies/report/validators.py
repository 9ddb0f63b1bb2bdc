"""Reads a folder of folders of reports and prints, as JSON, what validators that are not ours find wrong in each."""

import html.parser
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

import cmarkgfm
import jsonschema
import junitparser
import oscal
from cmarkgfm.cmark import Options
from trestle.oscal.assessment_results import AssessmentResults


def junit(path):
    xml.etree.ElementTree.parse(path)
    root = junitparser.JUnitXml.fromfile(str(path))
    found = {"Failure": 0, "Error": 0, "Skipped": 0}
    cases = [case for suite in root for case in suite]
    for case in cases:
        for result in case.result:
            found[type(result).__name__] += 1
    counted = [root.tests, root.failures, root.errors, root.skipped]
    real = [len(cases), found["Failure"], found["Error"], found["Skipped"]]
    return [] if counted == real else [f"counts {counted}, cases {real}"]


def sarif(path, schema):
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(json.loads(path.read_text()))]


def oscal_results(path):
    faults = []
    try:
        if AssessmentResults.oscal_read(path) is None:
            faults.append("trestle: nothing was read")
    except Exception as error:  # noqa: BLE001 - whatever a validator raises is a fault of the file
        faults.append(f"trestle: {str(error)[:500]}")
    document = oscal.OSCAL.load(str(path))
    if document is None or not document.validate():
        errors = getattr(document, "validation_errors", [])[:5]
        faults.append(f"metaschema 1.1.2: {errors if errors else 'not loaded'}")
    return faults


class Shape(html.parser.HTMLParser):
    """Elements, cells of each row of tables, and text outside code."""

    def __init__(self):
        super().__init__()
        self.tags, self.rows, self.text, self.code = set(), [], "", False

    def handle_starttag(self, tag, _):
        self.tags.add(tag)
        self.code = self.code or tag == "code"
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1

    def handle_endtag(self, tag):
        self.code = self.code and tag != "code"

    def handle_data(self, data):
        self.text += "" if self.code else data


OURS = {"h2", "h3", "p", "strong", "code", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


def markdown(path):
    shape = Shape()
    text = path.read_text()
    shape.feed(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    faults = [f"element {tag}" for tag in sorted(shape.tags - OURS)]
    faults += [f"a row of {cells} cells" for cells in sorted(set(shape.rows) - {4, 6})]
    faults += [f"mention {found}" for found in re.findall(r"[@#!~$%&]\w+", shape.text)]
    return faults + ([] if len(text.encode()) <= 60_000 else ["over 60,000 bytes"])


def faults_of(folder, schema):
    checks = {
        "junit.xml": junit,
        "results.sarif": lambda path: sarif(path, schema),
        "code-scanning.sarif": lambda path: sarif(path, schema),
        "oscal-assessment-results.json": oscal_results,
        "report.md": markdown,
    }
    for name, check in checks.items():
        try:
            faults = check(folder / name)
        except Exception as error:  # noqa: BLE001
            faults = [f"{type(error).__name__}: {str(error)[:300]}"]
        for fault in faults:
            yield f"{folder.name}/{name}: {fault}"


schema = json.loads(pathlib.Path(sys.argv[2]).read_text())
folders = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir())
print(json.dumps([fault for folder in folders for fault in faults_of(folder, schema)]))
