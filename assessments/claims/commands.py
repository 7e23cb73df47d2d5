"""`flask certificates …`"""

from uuid import UUID

import click
from flask.cli import AppGroup
from sqlalchemy import select

from assessments.claims import services
from assessments.claims.models import CertificateClaim
from core.db import db, enter_tenant
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Login, Person

certificates_group = AppGroup("certificates", help="Certificates and the claims that lead to them.")


@certificates_group.command("issue")
@click.option("--claim", "claim_id", required=True, type=click.UUID, help="The id in the address of the claim's page.")
@click.option("--by", "email", required=True, help="Who issues it: the address they sign in with.")
@click.option("--ao-number", help="The awarding organisation's certificate number, where it prints the certificate.")
@click.option("--ao-issued-on", type=click.DateTime(["%Y-%m-%d"]), help="Its date, where it prints the certificate.")
def issue(claim_id: UUID, email: str, ao_number: str | None, ao_issued_on: object) -> None:
    """Issue the certificate of a released claim."""
    login = db.session.scalar(select(Login).where(Login.email == email.strip().lower()))
    if login is None:
        raise click.ClickException(f"nobody signs in as {email}")
    enter_tenant(login.tenant_id)
    person = db.session.get_one(Person, login.person_id)
    claim = db.session.scalar(select(CertificateClaim).where(CertificateClaim.public_id == claim_id))
    if claim is None:
        raise click.ClickException(f"no claim {claim_id} in {person.centre.name}")
    try:
        certificate = services.issue(
            claim,
            ao_number=ao_number,
            ao_issued_on=ao_issued_on.date() if ao_issued_on else None,  # type: ignore[attr-defined]
            by=person,
        )
    except (RuleBroken, NotAllowed, MovedOn) as refused:
        raise click.ClickException(f"claim {claim_id}: {refused}") from None
    db.session.commit()
    click.echo(certificate.number)
