"""Rows that the database itself refuses to take, because of what other tables hold: by whatever door they come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import DDL, event

_DAY_BESIDE = re.compile(r"day_(after|before)\(([A-Za-z_.]+)\)")
_SIGNS = {"after": "+", "before": "-"}


@dataclass(frozen=True)
class RowRule:
    """New rows of `table`, and changes of `columns`, are refused where `condition` holds.

    `condition` is SQL on NEW that SQLite and PostgreSQL both read; `day_after(x)` and `day_before(x)` in it are the
    dates beside the one of an instant in UTC. `changed`, on OLD and NEW, narrows the changes that are looked at. `name`
    tells two rules of one table apart; `says` is the message, which names nobody.
    """

    table: str
    name: str
    condition: str
    columns: tuple[str, ...] = ()
    says: str = "refused"
    changed: str = ""

    def statements(self, dialect: str) -> list[str]:
        """The statements that make the triggers, for `sqlite` or `postgresql`."""
        condition = f"({' '.join(self.condition.split())})"
        changed = " ".join(self.changed.split())
        message = f"{self.table}: {self.says}"
        change = f"UPDATE OF {', '.join(self.columns)}" if self.columns else ""
        if dialect == "sqlite":
            condition = _DAY_BESIDE.sub(lambda day: f"date({day[2]}, '{_SIGNS[day[1]]}1 day')", condition)
            when = {"INSERT": condition}
            if change:
                when[change] = f"({changed}) AND {condition}" if changed else condition
            return [
                f"CREATE TRIGGER {self.table}_{self.name}_{moment.partition(' ')[0].lower()} BEFORE {moment} "
                f"ON {self.table} BEGIN SELECT RAISE(ABORT, '{message}') WHERE {found}; END"
                for moment, found in when.items()
            ]
        condition = _DAY_BESIDE.sub(lambda day: f"(date({day[2]}) {_SIGNS[day[1]]} 1)", condition)
        if changed:
            condition = f"(TG_OP = 'INSERT' OR {changed}) AND {condition}"
        return [
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {self.table}_{self.name} BEFORE INSERT{' OR ' + change if change else ''} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.function}()",
        ]

    @property
    def function(self) -> str:
        """What the function behind the trigger is called on PostgreSQL."""
        return f"{self.table}_{self.name}_refuses"


ROW_RULES: list[RowRule] = []


def refuse_rows(
    table: Any, name: str, condition: str, *, says: str, columns: Sequence[str] = (), changed: str = ""
) -> None:
    """Let the database refuse rows of `table` for which `condition` holds: see RowRule for what can be said."""
    rule = RowRule(table.name, name, condition, tuple(columns), says, changed)
    ROW_RULES.append(rule)
    for dialect in ("sqlite", "postgresql"):
        for statement in rule.statements(dialect):
            event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))
