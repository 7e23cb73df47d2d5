"""A signature needs the password of the person who signs."""

import pytest
from flask import Flask
from flask_login import login_user
from sqlalchemy.orm import Session

from people.signing import SigningForm
from tests.factories import people


@pytest.mark.parametrize(
    ("typed", "signs"), [(people.PASSWORD, True), ("another long pass phrase", False), ("", False)]
)
def test_only_the_own_password_signs(app: Flask, session: Session, typed: str, signs: bool) -> None:
    login = people.login(people.person(), people.PASSWORD)
    session.commit()
    with app.test_request_context(method="POST", data={"password": typed}):
        login_user(login)
        assert SigningForm().validate() is signs
