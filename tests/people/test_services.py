"""What may become of people, roles and sign-ins, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask_security.utils import verify_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock, history
from core.db import enter_tenant
from core.errors import NotAllowed, RuleBroken
from core.mail import Mail
from people import centre, queries, services
from people.models import (
    Centre,
    ConflictDecision,
    CredentialKind,
    FirstRunLink,
    Login,
    Organisation,
    Person,
    Role,
    RoleGrant,
    SignIn,
)
from tests import london
from tests.factories import people

TODAY = london.today()


@pytest.fixture
def admin(session: Session) -> Person:
    """A centre administrator of a centre."""
    return people.person(Role.centre_administrator)


@pytest.fixture
def sysadmin(admin: Person) -> Person:
    """A system administrator of the same centre."""
    return people.person(Role.system_administrator)


@pytest.fixture
def employer(admin: Person) -> Organisation:
    """An organisation of that centre."""
    return people.organisation(name="Brackenmoor Care")


def verbs(*things: Any) -> list[str]:
    return [entry.verb for entry in history.timeline(*things)]


def grant(person: Person, role: Role, by: Person, **more: Any) -> RoleGrant:
    return services.grant_role(person, role, by=by, **{"starts_on": TODAY} | more)


class TestPeople:
    def test_names_are_stored_composed_and_without_control_characters(self, admin: Person) -> None:
        person = services.add_person(
            by=admin, given_name="Zoe\u0308\x00", family_name=" O’Neil\u00a0 Byrne", print_name="Zoe\u0308\tByrne"
        )
        assert (person.full_name, person.print_name) == ("Zoë O’Neil Byrne", "Zoë Byrne")
        assert verbs(person) == ["added"]

    @pytest.mark.parametrize(
        ("details", "field"),
        [
            ({"given_name": " "}, "given_name"),
            ({"family_name": ""}, "family_name"),
            ({"email": "no address"}, "email"),
            ({"email": "TAKEN@example.org"}, "email"),
            ({"staff_number": "M1"}, "organisation"),
        ],
    )
    def test_what_cannot_be_right_is_refused_beside_its_field(
        self, admin: Person, details: dict[str, Any], field: str
    ) -> None:
        people.person(email="taken@example.org")
        with pytest.raises(RuleBroken) as broken:
            services.add_person(by=admin, **{"given_name": "Ada", "family_name": "Byrne"} | details)
        assert broken.value.field == field

    def test_a_staff_number_is_used_once_in_an_organisation_only(self, admin: Person, employer: Organisation) -> None:
        names = {"given_name": "Ada", "family_name": "Byrne", "staff_number": "M1"}
        services.add_person(by=admin, organisation=employer, **names)
        services.add_person(by=admin, organisation=people.organisation(), **names)
        with pytest.raises(RuleBroken, match="has this number"):
            services.add_person(by=admin, organisation=employer, **names)

    def test_unit_and_site_are_of_the_same_organisation(self, admin: Person, employer: Organisation) -> None:
        site = centre.add_site(people.organisation(), "Elsewhere", by=admin)
        with pytest.raises(RuleBroken) as broken:
            services.add_person(by=admin, given_name="A", family_name="B", organisation=employer, site=site)
        assert broken.value.field == "site"

    def test_people_do_not_manage_each_other_in_a_circle(self, admin: Person) -> None:
        one, two, three = people.person(), people.person(), people.person()
        services.change_person(two, by=admin, line_manager=one)
        services.change_person(three, by=admin, line_manager=two)
        with pytest.raises(RuleBroken, match="circle"):
            services.change_person(one, by=admin, line_manager=three)

    def test_history_names_the_fields_and_never_their_text(self, admin: Person) -> None:
        person = people.person()
        services.change_person(person, by=admin, job_title="Night manager", phase="2")
        entry = history.timeline(person)[-1]
        assert (entry.verb, entry.facts) == ("changed", {"fields": ["job_title", "phase"]})

    def test_nothing_changed_is_nothing_written(self, admin: Person) -> None:
        person = people.person(job_title="Carer")
        services.change_person(person, by=admin, job_title="Carer")
        assert verbs(person) == []


class TestAnotherAddress:
    def test_it_signs_in_from_then_on_and_the_old_one_is_told(self, session: Session, admin: Person) -> None:
        person = people.person(email="old@example.org")
        login = people.login(person)
        people.sign_in(_client(session), person)
        services.change_person(person, by=admin, email="New@example.org")
        session.flush()
        session.expire_all()
        assert login.email == "new@example.org"
        assert all(row.ended_at for row in session.scalars(select(SignIn).where(SignIn.login_id == login.id)))
        assert session.scalars(select(Mail)).one().recipient == "old@example.org"

    def test_it_cannot_be_left_empty_or_belong_to_another_centre(self, session: Session, admin: Person) -> None:
        person = people.person()
        people.login(person)
        home = admin.tenant_id
        people.centre()
        people.login(people.person(email="elsewhere@example.org"))
        enter_tenant(home)
        for address in ("", "elsewhere@example.org"):
            with pytest.raises(RuleBroken) as broken:
                services.change_person(person, by=admin, email=address)
            assert broken.value.field == "email"
            session.refresh(person)

    def test_a_centre_administrator_cannot_take_over_a_system_administrator(
        self, admin: Person, sysadmin: Person
    ) -> None:
        people.login(sysadmin)
        with pytest.raises(RuleBroken, match="Only a system administrator"):
            services.change_person(sysadmin, by=admin, email="mine@example.org")


class TestSigningIn:
    def test_an_invitation_makes_an_account_without_a_password_and_mails_where_to_choose_one(
        self, session: Session, admin: Person
    ) -> None:
        person = people.person(email="ada@example.org")
        login = services.invite(person, by=admin)
        mail = session.scalars(select(Mail)).one()
        assert login.password is None
        assert (mail.recipient, mail.secret) == ("ada@example.org", False)
        assert "http://localhost/reset\n" in mail.text
        assert verbs(person) == ["invited"]
        assert services.invite(person, by=admin) is login

    def test_nobody_is_invited_without_an_address(self, admin: Person) -> None:
        with pytest.raises(RuleBroken):
            services.invite(people.person(email=None), by=admin)

    def test_a_closed_account_is_signed_out_and_may_be_opened(self, session: Session, admin: Person) -> None:
        person = people.person()
        login = people.login(person)
        people.sign_in(_client(session), person)
        services.close_login(person, by=admin)
        session.flush()
        session.expire_all()
        assert not login.active
        assert not queries.live_sign_ins(login)
        services.open_login(person, by=admin)
        assert login.active
        assert verbs(person) == ["closed", "opened"]


def _client(session: Session) -> Any:
    from flask import current_app

    session.commit()
    return current_app.test_client()


class TestRoles:
    def test_a_role_is_given_in_a_scope_for_a_period(self, admin: Person, employer: Organisation) -> None:
        person = people.person()
        held = grant(person, Role.supervisor, admin, organisation=employer, ends_on=TODAY + timedelta(30))
        assert (held.scope_id, held.is_current(TODAY + timedelta(30)), held.is_current(TODAY + timedelta(31))) == (
            employer.id,
            True,
            False,
        )
        assert verbs(held) == ["granted"]

    @pytest.mark.parametrize("role", [Role.assessor, Role.centre_administrator, Role.system_administrator, Role.hr])
    def test_nobody_gives_a_role_to_themselves(self, session: Session, role: Role) -> None:
        one = people.person(Role.centre_administrator, Role.system_administrator)
        with pytest.raises(NotAllowed):
            grant(one, role, one)

    def test_each_administrator_gives_only_their_kind(self, admin: Person, sysadmin: Person) -> None:
        person = people.person()
        for giver, role in ((admin, Role.centre_administrator), (sysadmin, Role.assessor), (sysadmin, Role.hr)):
            with pytest.raises(NotAllowed):
                grant(person, role, giver)
        grant(person, Role.centre_administrator, sysadmin)
        grant(person, Role.assessor, admin)

    @pytest.mark.parametrize("role", [Role.centre_administrator, Role.lead_iqa, Role.system_administrator])
    def test_hr_and_a_role_that_reads_names_are_never_held_together(
        self, admin: Person, sysadmin: Person, employer: Organisation, role: Role
    ) -> None:
        giver = admin if role is Role.lead_iqa else sysadmin
        one, two = people.person(), people.person()
        grant(one, Role.hr, admin, organisation=employer)
        grant(two, role, giver)
        with pytest.raises(RuleBroken, match="HR sees counts only"):
            grant(one, role, giver)
        with pytest.raises(RuleBroken, match="HR sees counts only"):
            grant(two, Role.hr, admin, organisation=employer)

    def test_administrators_serve_the_whole_centre(
        self, admin: Person, sysadmin: Person, employer: Organisation
    ) -> None:
        for giver, role in ((sysadmin, Role.centre_administrator), (admin, Role.lead_iqa)):
            with pytest.raises(RuleBroken, match="whole centre"):
                grant(people.person(), role, giver, organisation=employer)

    def test_a_period_runs_forward_and_a_role_is_held_once(self, admin: Person) -> None:
        person = people.person()
        with pytest.raises(RuleBroken) as broken:
            grant(person, Role.tutor, admin, ends_on=TODAY - timedelta(1))
        assert broken.value.field == "ends_on"
        grant(person, Role.tutor, admin)
        with pytest.raises(RuleBroken, match="already"):
            grant(person, Role.tutor, admin)

    def test_a_role_ends_at_once_even_on_its_first_day(self, admin: Person) -> None:
        held = grant(people.person(), Role.tutor, admin)
        services.end_role(held, by=admin)
        assert not held.is_current(TODAY)
        assert verbs(held) == ["granted", "ended"]
        with pytest.raises(RuleBroken, match="already ended"):
            services.end_role(held, by=admin)

    def test_a_role_that_has_not_begun_never_does(self, admin: Person) -> None:
        held = grant(people.person(), Role.tutor, admin, starts_on=TODAY + timedelta(9))
        services.end_role(held, by=admin)
        assert not any(held.is_current(TODAY + timedelta(days)) for days in range(30))

    def test_the_last_administrator_stays(self, session: Session, admin: Person, sysadmin: Person) -> None:
        with pytest.raises(RuleBroken, match="last one"):
            services.end_role(admin.grants[0], by=sysadmin)
        second = grant(people.person(), Role.centre_administrator, sysadmin)
        services.end_role(admin.grants[0], by=sysadmin)
        with pytest.raises(RuleBroken, match="last one"):
            services.end_role(second, by=sysadmin)

    def test_an_administrator_of_another_centre_does_not_count(self, admin: Person, sysadmin: Person) -> None:
        home = admin.tenant_id
        people.centre()
        people.person(Role.centre_administrator)
        enter_tenant(home)
        with pytest.raises(RuleBroken, match="last one"):
            services.end_role(admin.grants[0], by=sysadmin)

    def test_the_list_by_role_knows_the_same_days(self, session: Session, admin: Person) -> None:
        ended, running, over = people.person(), people.person(), people.person()
        services.end_role(grant(ended, Role.tutor, admin), by=admin)
        grant(running, Role.tutor, admin, ends_on=TODAY)
        people.grant(over, Role.tutor, ends_on=TODAY - timedelta(1))
        assert session.scalars(queries.people(role=Role.tutor)).all() == [running]


class TestCredentialsAndConflicts:
    def test_a_credential_has_dates_that_can_be(self, admin: Person) -> None:
        assessor = people.person(Role.assessor)
        kept = services.add_credential(
            assessor, CredentialKind.taqa, obtained_on=date(2024, 5, 1), expires_on=date(2027, 5, 1), by=admin
        )
        assert assessor.credentials == [kept]
        for days in (
            {"obtained_on": TODAY + timedelta(1)},
            {"obtained_on": date(2024, 5, 1), "expires_on": date(2024, 4, 30)},
        ):
            with pytest.raises(RuleBroken):
                services.add_credential(assessor, CredentialKind.taqa, by=admin, **days)

    def test_nobody_writes_down_a_credential_of_their_own_by_any_door(self, admin: Person) -> None:
        """Whoever could would sign decisions that stand by themselves (invariant 21)."""
        people.grant(admin, Role.assessor)
        for by in (admin, people.person(Role.lead_iqa)):
            with pytest.raises(NotAllowed):
                services.add_credential(admin, CredentialKind.taqa, obtained_on=date(2024, 5, 1), by=by)
        colleague = people.person(Role.centre_administrator)
        kept = services.add_credential(admin, CredentialKind.taqa, obtained_on=date(2024, 5, 1), by=colleague)
        with pytest.raises(NotAllowed):
            services.change_credential(kept, obtained_on=date(2024, 5, 1), expires_on=None, by=admin)

    def test_a_conflict_is_declared_once_and_decided_by_a_third(self, admin: Person) -> None:
        assessor, trainee = people.person(Role.assessor), people.person(Role.trainee)
        conflict = services.declare_conflict(assessor, trainee, "family", by=assessor)
        assert conflict.decision is ConflictDecision.open
        for one, other in ((assessor, trainee), (trainee, assessor), (assessor, assessor)):
            with pytest.raises(RuleBroken):
                services.declare_conflict(one, other, "friend", by=admin)
        with pytest.raises(NotAllowed):
            services.decide_conflict(conflict, ConflictDecision.none, by=assessor)
        services.decide_conflict(conflict, ConflictDecision.managed, by=admin)
        assert verbs(conflict) == ["declared", "decided"]

    def test_an_administrator_does_not_decide_their_own(self, admin: Person) -> None:
        conflict = services.declare_conflict(admin, people.person(), "friend", by=admin)
        with pytest.raises(NotAllowed, match="about you"):
            services.decide_conflict(conflict, ConflictDecision.none, by=admin)


class TestFirstRun:
    ANSWERS = {
        "centre_name": "Alderbrook Academy",
        "head_name": "Owain Bellerby",
        "given_name": "Ada",
        "family_name": "Byrne",
        "email": "Ada@example.org",
        "password": "walnut ferry quilt sandbank",
    }

    def test_its_link_makes_a_centre_and_both_administrators_once(self, session: Session) -> None:
        token = centre.make_first_run_link() or ""
        link = centre.live_first_run_link(token)
        assert link is not None
        assert token not in str(vars(link))
        person = centre.set_up_centre(link, **self.ANSWERS)
        session.flush()
        session.expire_all()
        assert person.centre.head_name == "Owain Bellerby"
        assert {held.role for held in person.grants} == {Role.centre_administrator, Role.system_administrator}
        login = session.scalars(select(Login)).one()
        assert login.email == "ada@example.org"
        assert verify_password(self.ANSWERS["password"], login.password or "")
        assert centre.live_first_run_link(token) is None
        assert centre.make_first_run_link() is None

    def test_printing_again_replaces_it(self, session: Session) -> None:
        old, new = centre.make_first_run_link() or "", centre.make_first_run_link() or ""
        assert centre.live_first_run_link(old) is None
        assert centre.live_first_run_link(new) is not None

    def test_it_lives_a_day(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        token = centre.make_first_run_link() or ""
        session.flush()
        later = clock.now() + timedelta(hours=24, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        assert centre.live_first_run_link(token) is None

    def test_it_is_dead_once_anybody_can_sign_in(self, session: Session) -> None:
        token = centre.make_first_run_link() or ""
        people.login(people.person())
        assert centre.live_first_run_link(token) is None

    @pytest.mark.parametrize(("name", "value"), [("email", "ada"), ("password", "Alderbrook Academy")])
    def test_a_bad_answer_leaves_it_unused(self, session: Session, name: str, value: str) -> None:
        token = centre.make_first_run_link() or ""
        session.commit()
        link = centre.live_first_run_link(token)
        assert link is not None
        with pytest.raises(RuleBroken) as broken:
            centre.set_up_centre(link, **self.ANSWERS | {name: value})
        session.rollback()
        assert broken.value.field == name
        assert centre.live_first_run_link(token) is not None
        assert session.scalars(select(FirstRunLink)).one().used_at is None
        assert not session.scalars(select(Centre)).all()


class TestOrganisations:
    def test_units_form_a_tree(self, admin: Person, employer: Organisation) -> None:
        care = centre.add_unit(employer, "Care", by=admin)
        night = centre.add_unit(employer, "Night", parent=care, by=admin)
        people.person(organisation_id=employer.id, unit_id=night.id)
        (root,) = queries.unit_tree(employer)
        assert (root.unit, [branch.unit for branch in root.branches], root.branches[0].people) == (care, [night], 1)
        centre.add_unit(employer, "Night", by=admin)
        with pytest.raises(RuleBroken):
            centre.add_unit(employer, "night", parent=care, by=admin)

    def test_a_unit_hangs_under_one_of_its_own_organisation(self, admin: Person, employer: Organisation) -> None:
        foreign = centre.add_unit(people.organisation(), "Foreign", by=admin)
        with pytest.raises(RuleBroken) as broken:
            centre.add_unit(employer, "Night", parent=foreign, by=admin)
        assert broken.value.field == "parent"

    def test_names_are_used_once(self, admin: Person, employer: Organisation) -> None:
        centre.add_site(employer, "Aldgarth", by=admin)
        for again in (
            lambda: centre.add_site(employer, " aldgarth", by=admin),
            lambda: centre.add_organisation("BRACKENMOOR care", by=admin),
        ):
            with pytest.raises(RuleBroken):
                again()

    def test_a_site_gets_its_region(self, admin: Person, employer: Organisation) -> None:
        site = centre.add_site(employer, "Aldgarth", by=admin)
        centre.change_site(site, "Aldgarth", region="North", by=admin)
        assert site.region == "North"
        assert verbs(employer) == ["site_added", "site_changed"]
