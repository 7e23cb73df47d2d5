"""The `flask …` commands. Each answers bad input with one line that says what and where, and exits non-zero."""

import json

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from core.web import policy_of

routes_group = AppGroup("routes", help="Addresses and their policies.")


@routes_group.command("policies")
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a table.")
def policies(as_json: bool) -> None:
    """List every endpoint with its methods, address and policy."""
    rows = [
        {
            "endpoint": rule.endpoint,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "rule": rule.rule,
            "policy": policy_of(current_app, rule.endpoint),
        }
        for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['endpoint']:40} {','.join(row['methods']):10} {row['rule']:50} {row['policy']}")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(routes_group)
