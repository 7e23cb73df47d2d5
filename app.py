"""`create_app()`: settings, extensions, pages."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_alembic import Alembic
from flask_babel import Babel
from whitenoise import WhiteNoise

import commands
import config
import menus
import pages
from assessments.adjustments import views as adjustment_views
from assessments.appeals import views as appeal_views
from assessments.attempts import views as attempt_views
from assessments.authenticity import views as authenticity_views
from assessments.certificates import views as certificate_views
from assessments.claims import views as claim_views
from assessments.comments import views as comment_views
from assessments.credentials import views as credential_views
from assessments.fairness import views as fairness_views
from assessments.grading import pages as grading_pages
from assessments.iqa import views as iqa_views
from assessments.malpractice import views as malpractice_views
from assessments.phrases import views as phrase_views
from assessments.portfolios import views as portfolio_views
from assessments.receipts import views as receipt_views
from assessments.separation import views as separation_views
from assessments.visits import views as visit_views
from assessments.workload import views as workload_views
from capacity import views as capacity_views
from core import errors, filters, once, web
from core.db import Base, db
from people import auth, centre_clock
from people import views as people_views
from people.factors import pages as factor_pages
from people.signatures import pages as signature_pages
from people.working_time import views as working_time_views
from training.awards import views as award_views
from training.discussions import views as discussion_views
from training.enrolments import views as enrolment_views
from training.portfolio import pages as portfolio_pages
from training.practice import pages as practice_pages
from training.programmes import views as programme_views
from training.research import pages as research_pages
from training.reviews import views as review_views
from training.rpl import views as rpl_views
from training.sets import views as set_views
from training.sharing import pages as sharing_pages
from training.staff import views as staff_views
from training.testimony import views as testimony_views


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The application, from the environment; `settings` override it in tests."""
    app = Flask(__name__)
    app.config.update(config.read() if settings is None else settings)
    db.init_app(app)
    Alembic(app, command_name="db", metadatas=Base.metadata)
    Babel(app, locale_selector=filters.locale, timezone_selector=filters.zone)
    web.init_app(app)
    errors.init_app(app)
    once.init_app(app)
    filters.init_app(app, centre_clock.zone_or_default)
    auth.init_app(app)
    factor_pages.init_app(app)
    signature_pages.init_app(app)
    menus.init_app(app)
    commands.init_app(app)
    for blueprint in (
        pages.blueprint,
        certificate_views.blueprint,
        grading_pages.blueprint,
        adjustment_views.blueprint,
        attempt_views.blueprint,
        authenticity_views.blueprint,
        appeal_views.blueprint,
        malpractice_views.blueprint,
        comment_views.blueprint,
        phrase_views.blueprint,
        fairness_views.blueprint,
        iqa_views.blueprint,
        claim_views.blueprint,
        receipt_views.blueprint,
        credential_views.blueprint,
        separation_views.blueprint,
        visit_views.blueprint,
        portfolio_views.blueprint,
        workload_views.blueprint,
        capacity_views.blueprint,
        people_views.blueprint,
        working_time_views.blueprint,
        factor_pages.blueprint,
        award_views.blueprint,
        programme_views.blueprint,
        enrolment_views.blueprint,
        set_views.blueprint,
        practice_pages.blueprint,
        portfolio_pages.blueprint,
        sharing_pages.blueprint,
        review_views.blueprint,
        staff_views.blueprint,
        testimony_views.blueprint,
        discussion_views.blueprint,
        rpl_views.blueprint,
        research_pages.blueprint,
    ):
        app.register_blueprint(blueprint)
    web.limit_library_views(app)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(Path(app.root_path) / "static"), prefix="static/")  # type: ignore
    return app
