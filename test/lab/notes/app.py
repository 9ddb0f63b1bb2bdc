"""Notes: POST / keeps a line in PostgreSQL and in a file, GET / gives both back as JSON."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2

KEPT = "/var/lib/notes/kept"


def database():
    connection = psycopg2.connect("")
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE IF NOT EXISTS note (id serial PRIMARY KEY, line text NOT NULL)")
    return cursor


class Notes(BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, "ok")
        cursor = database()
        cursor.execute("SELECT line FROM note ORDER BY id")
        try:
            kept = open(KEPT).read().splitlines()
        except FileNotFoundError:
            kept = []
        self.answer(200, {"database": [row[0] for row in cursor.fetchall()], "file": kept})

    def do_POST(self):
        line = self.rfile.read(int(self.headers["Content-Length"])).decode()
        database().execute("INSERT INTO note (line) VALUES (%s)", (line,))
        with open(KEPT, "a") as kept:
            kept.write(line + "\n")
        self.answer(200, "kept")


ThreadingHTTPServer(("0.0.0.0", 8000), Notes).serve_forever()
